#include "encode.h"

#include <stdint.h>

#include "tap.h"

/* RFC 4648, section 10. */
static void test_vectors(void)
{
	static const char *const coded[] = {
		"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
	};
	struct buf out = {0};

	for (size_t n = 0; n <= 6; n++) {
		buf_reset(&out);
		base64_put(&out, "foobar", n);
		is_str(out.p, coded[n]);
		buf_reset(&out);
		ok(base64_get(str_from(coded[n]), &out));
		ok(str_eq(buf_str(&out), (struct str){"foobar", n}));
	}
	buf_release(&out);
}

static void test_broken(void)
{
	static const char *const broken[] = {
		"Z",	"Zg",	"Zg=",	"Zg===",  "====", "=Zg=",     "Zm9v=",
		"Zh==", "Zm9=", "Zm 9", "Zm9v\n", "Zm-_", "Zg==Zg==",
	};
	struct buf out = {0};

	buf_add_text(&out, "kept");
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		ok(!base64_get(str_from(broken[i]), &out));
		is_str(out.p, "kept");
		ok(out.n == 4);
	}
	buf_release(&out);
}

static void test_all_bytes(void)
{
	struct buf text = {0}, back = {0};
	unsigned char bytes[256], got[256];

	for (size_t i = 0; i < 256; i++)
		bytes[i] = (unsigned char)(255 - i);
	base64_put(&text, bytes, 256);
	ok(base64_get(buf_str(&text), &back));
	ok(back.n == 256 && !memcmp(back.p, bytes, 256));
	buf_reset(&text);
	hex_put(&text, bytes, 256);
	ok(text.n == 512 && hex_get(buf_str(&text), got, 256));
	ok(!memcmp(got, bytes, 256));
	buf_release(&text);
	buf_release(&back);
}

static void test_hex(void)
{
	struct buf text = {0};
	unsigned char got[2] = {0};

	hex_put(&text, "\x00\xaf", 2);
	is_str(text.p, "00af");
	ok(hex_get(STR("0AfF"), got, 2) && got[0] == 0x0a && got[1] == 0xff);
	ok(!hex_get(STR("00a"), got, 2));
	ok(!hex_get(STR("00a"), got, 1));
	ok(!hex_get(STR("00aff"), got, 2));
	ok(!hex_get(STR("00ag"), got, 2));
	ok(!hex_get(STR("00a\x11"), got, 2));
	ok(hex_get(STR(""), got, 0));
	buf_release(&text);
}

int main(void)
{
	test_vectors();
	test_broken();
	test_all_bytes();
	test_hex();
	return tap_done();
}
