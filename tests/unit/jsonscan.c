/* The 16-byte path and the byte-wise one find the same byte. */
#include "jsonscan.h"

#include "tap.h"

enum { LENGTH = 70 };

/* Whatever byte stands at whatever place of whatever length. */
static bool finds_all(unsigned char byte)
{
	const bool special = byte == '"' || byte == '\\' || byte < 0x20;
	char text[LENGTH];

	for (size_t n = 1; n <= LENGTH; n++) {
		for (size_t at = 0; at < n; at++) {
			memset(text, '\x80', sizeof(text));
			text[at] = (char)byte;
			if (json_find_special(text, text + n) !=
			    text + (special ? at : n))
				return false;
		}
	}
	return true;
}

/* With two special bytes it is the first. */
static bool finds_first(void)
{
	char text[LENGTH];

	for (size_t a = 0; a < LENGTH; a++) {
		for (size_t b = a; b < LENGTH; b++) {
			memset(text, ' ', sizeof(text));
			text[a] = '"';
			text[b] = '\\';
			if (json_find_special(text, text + LENGTH) != text + a)
				return false;
		}
	}
	return true;
}

int main(void)
{
	struct json_scan scan;
	const char *const unit = "\\u00E9";
	struct str name;
	int missed = 0;

	for (int byte = 0; byte < 256; byte++)
		missed += !finds_all((unsigned char)byte);
	ok(missed == 0);
	ok(finds_first());

	ok(json_code_unit(unit, unit + 6) == 0xe9);
	ok(json_code_unit(unit, unit + 5) == -1);
	ok(json_is_high(0xd800) && json_is_high(0xdbff));
	ok(!json_is_high(0xd7ff) && !json_is_high(0xdc00));
	scan.p = "\"k\" : 12,";
	scan.end = scan.p + strlen(scan.p);
	ok(json_scan_name(&scan, &name) && str_eq(name, STR("\"k\"")));
	ok(json_scan_value(&scan, 0) && *scan.p == ',');
	scan.p = "[1]";
	scan.end = scan.p + 3;
	ok(!json_scan_value(&scan, 0)); /* depth 0: no brackets at all */
	is_str(scan.what, "nested too deep");
	return tap_done();
}
