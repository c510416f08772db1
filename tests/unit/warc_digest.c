/* Digests as crawlers write them; values by sha1sum and base32. */
#include "../../stages/common/input/warc_digest.h"

#include "tap.h"

static enum digest_result check(const char *digest)
{
	return digest_check(str_from(digest), STR("abc"));
}

int main(void)
{
	ok(check("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5") == DIGEST_FITS);
	ok(check("SHA-1: vgmt4nsha2awvor6evyxqugcnsonbwe5") == DIGEST_FITS);
	ok(check("sha1:a9993e364706816aba3e25717850c26c9cd0d89d") ==
	   DIGEST_FITS);
	ok(check("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6") == DIGEST_DIFFERS);
	ok(check("md5:900150983cd24fb0d6963f7d28e17f72") == DIGEST_FITS);
	ok(check("md5:SAAVBGB42JH3BVUWH56SRYL7OI======") == DIGEST_FITS);
	ok(check("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff"
		 "61f20015ad") == DIGEST_FITS);
	ok(check("sha1:VGMT") == DIGEST_NONE);
	ok(check("sha1:") == DIGEST_NONE);
	ok(check("crc:00000000") == DIGEST_NONE);
	ok(check("none") == DIGEST_NONE && check("") == DIGEST_NONE);
	return tap_done();
}
