/* Case counts for nothing in ASCII, and beyond it for itself. */
#include "ascii.h"

#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void digits(void)
{
	int c, ours = 0, hex = 0;

	for (c = 0; c < 256; c++) {
		ours += ascii_is_digit((char)c);
		hex += ascii_hex((char)c) >= 0;
	}
	ok(ours == 10 && hex == 22);
	ok(ascii_is_digit('0') && ascii_is_digit('9'));
	ok(ascii_hex('0') == 0 && ascii_hex('9') == 9);
	ok(ascii_hex('a') == 10 && ascii_hex('F') == 15);
	/* they differ from a digit by the bit of case alone */
	ok(ascii_hex('\x10') < 0 && ascii_hex('\x19') < 0);
	ok(ascii_lower('Z') == 'z' && ascii_lower('[') == '[');
	ok(ascii_lower('\xc0') == '\xc0');
}

static void words(void)
{
	static const char *const list[] = {"", "one", "two"};
	const struct str none = {NULL, 0};

	ok(ascii_same(STR("content-TYPE"), STR("Content-Type")));
	ok(!ascii_same(STR("content-typ"), STR("Content-Type")));
	ok(!ascii_same(STR("a\xc3\xa0"), STR("a\xc3\x80")));
	ok(ascii_same(none, STR("")) && !ascii_same(none, STR("a")));
	ok(ascii_starts(STR("HTTP/1.1"), STR("http/")));
	ok(ascii_starts(STR("x"), none) && !ascii_starts(none, STR("x")));
	ok(ascii_ends(STR("a.HTML"), STR(".html")));
	ok(!ascii_ends(STR("html"), STR(".html")));
	ok(ascii_find(STR("a</SCRIPT>"), STR("</script")) == 1);
	ok(ascii_find(STR("a</scrip"), STR("</script")) == 8);
	ok(ascii_is_one_of(STR("TWO"), list, COUNT(list)));
	ok(ascii_is_one_of(none, list, COUNT(list)));
	ok(!ascii_is_one_of(STR("tw"), list, COUNT(list)));
	ok(!ascii_is_one_of(STR("one"), list, 1));
}

int main(void)
{
	digits();
	words();
	return tap_done();
}
