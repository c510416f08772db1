/* Mailboxes, and texts with lines that only look like theirs. */
#include "../../stages/common/input/mbox.h"

#include "tap.h"

#define FROM "From a@b.vn Mon Oct 10 08:00:00 2022\n"
#define FIRST FROM "Subject: a\n\nMot.\n\n"

static bool several(const char *text)
{
	return mbox_has_several(str_from(text));
}

int main(void)
{
	ok(several(FIRST FIRST));
	ok(several("\xef\xbb\xbf\r\n" FIRST FIRST));
	ok(several(FIRST "From - Mon Oct 10 08:00:00 2022\r\nX-A: b\r\n"));
	ok(several(FIRST "From x\nFrom y 12:3\n" FIRST));
	ok(!several(FIRST));
	ok(!several(FIRST ">" FIRST));
	ok(!several(FIRST "From the editor: a note\n"));
	ok(!several(FIRST "From now on, at 12:30\nthe text goes on.\n"));
	ok(!several(FIRST FROM));
	ok(!several("Subject: a\n\n" FIRST FIRST));
	ok(!several("From the editor\n\n" FIRST FIRST));
	ok(!several("From ") && !several(""));
	return tap_done();
}
