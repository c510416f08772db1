/* Records are found whole, whatever stands around them. */
#include "../../stages/common/input/warc.h"

#include <stdlib.h>

#include "tap.h"

#define HEAD "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: "
#define FIRST HEAD "3\r\n\r\nabc\r\n\r\n"
#define SECOND "WARC/1.1\nWARC-Type: RESPONSE\ncontent-length:2\n\nde\n\n"

static struct str left;
static size_t at_once;

static ssize_t read_bytes(struct feed *feed, char *p, size_t n)
{
	(void)feed;
	if (n > at_once)
		n = at_once;
	if (n > left.n)
		n = left.n;
	memcpy(p, left.p, n);
	left = str_skip(left, n);
	return (ssize_t)n;
}

/* "abc|de|" for two records; "~" behind one that is cut, "?" behind one with a
 * wrong length, "!WHY|" for what is passed over. */
static const char *records(struct str bytes, size_t step)
{
	static struct buf out;
	struct feed feed = {0};
	struct warc warc = {.record_max = 100, .header_max = 200};
	struct warc_record record;
	enum warc_result result;
	const char *why;

	left = bytes;
	at_once = step;
	feed_open(&feed, NULL, read_bytes);
	warc_open(&warc, &feed);
	buf_reset(&out);
	buf_add_text(&out, "");
	while ((result = warc_next(&warc, &record, &why)) != WARC_END) {
		if (result == WARC_BAD)
			buf_addf(&out, "!%s", why);
		buf_add_str(&out, record.block);
		buf_add_text(&out, record.cut ? "~" : "");
		buf_add_text(&out, record.wrong_length ? "?" : "");
		buf_add_char(&out, '|');
	}
	warc_release(&warc);
	feed_release(&feed);
	return out.p;
}

static void is(struct str bytes, const char *want, const char *name)
{
	const size_t steps[] = {1 << 20, 1, 3, 64};
	size_t i;

	for (i = 0; i < 4; i++) {
		const char *got = records(bytes, steps[i]);

		tap_ok(!strcmp(got, want), name, __FILE__, __LINE__);
		if (strcmp(got, want))
			printf("#  got: %s\n# want: %s\n", got, want);
	}
}

static void fields(void)
{
	const struct str bytes =
		STR("WARC/0.17\nwarc-type: conversion\nWARC-Record-ID: <u>\n"
		    "WARC-Target-URI: <http://a.example/>\nWARC-Date:  d \n"
		    "Content-Type: a/b\nWARC-Truncated: length\n"
		    "Content-Length: 0\n\n\n\n");
	struct feed feed = {0};
	struct warc warc = {.record_max = 100, .header_max = 1000};
	struct warc_record record;
	const char *why;

	left = bytes;
	at_once = 1;
	feed_open(&feed, NULL, read_bytes);
	warc_open(&warc, &feed);
	ok(warc_next(&warc, &record, &why) == WARC_RECORD);
	ok(record.type == WARC_CONVERSION && !record.block.n && !record.cut);
	ok(str_eq(record.id, STR("<u>")) && str_eq(record.date, STR("d")));
	ok(str_eq(record.uri, STR("http://a.example/")));
	ok(str_eq(record.content_type, STR("a/b")));
	ok(str_eq(record.truncated, STR("length")));
	ok(warc_next(&warc, &record, &why) == WARC_END);
	ok(warc_next(&warc, &record, &why) == WARC_END);
	warc_release(&warc);
	feed_release(&feed);
}

/* What stands before the first record that is whole. */
static void begins(void)
{
	ok(warc_is_within(STR(FIRST)) && warc_is_within(STR("x\n\n" FIRST)));
	ok(warc_is_within(STR("XARC/1.0\r\nContent-Length: 1\r\n"
			      "WARC-Date: x\r\n")));
	ok(!warc_is_within(STR("")) && !warc_is_within(STR("WARC/1.0\r\n")));
	ok(!warc_is_within(STR("a\nWARC/1.0\n\nWARC-Type: x\n")));
	ok(!warc_is_within(STR("a\nb WARC/1.0\nb: c\n")));
}

int main(void)
{
	is(STR(""), "", "nothing");
	is(STR(FIRST SECOND FIRST), "abc|de|abc|", "records");
	is(STR("\r\n\n" FIRST
	       "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n" SECOND),
	   "abc|de|", "newlines around them");
	is(STR(FIRST "rubbish\nWARC/x\n" SECOND),
	   "abc|!passed over 15 bytes that are no record|de|", "rubbish");
	is(STR(HEAD "1\r\n\r\nabc\r\n\r\n" SECOND), "abc|de|", "two too few");
	is(STR(HEAD "5\r\n\r\nabc\r\n\r\n" SECOND), "abc\r\n|de|",
	   "two too many");
	is(STR(HEAD "50\r\n\r\nabc\r\n\r\n" FIRST), "abc?|abc|",
	   "a length that covers the next");
	is(STR(HEAD "5000000\r\n\r\nabc\r\n\r\n" SECOND),
	   "!larger than --max-record|de|", "a length that is too large");
	is(STR(HEAD "-1\r\n\r\nabc\r\n\r\n" SECOND),
	   "!no valid Content-Length|de|", "a negative one");
	is(STR(HEAD "9223372036854775807\r\n\r\nabc\r\n\r\n" SECOND),
	   "!no valid Content-Length|de|", "a huge one");
	is(STR("WARC/1.0\r\nWARC-Type: x\r\n\r\nabc\r\n\r\n" SECOND),
	   "!no valid Content-Length|de|", "none");
	is(STR(FIRST HEAD "9\r\n\r\nabc"), "abc|abc~|", "the last one cut");
	is(STR(FIRST HEAD "9"), "abc|!truncated in its header|",
	   "cut in its header");
	is(STR(HEAD "3\r\nX: "
		    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		    "\r\n\r\nabc\r\n\r\n" SECOND),
	   "!no end of its header (see --max-header)|de|", "a long header");
	is(STR(HEAD "20\r\n\r\na\r\n\r\nWARC/1.0 inside\r\n\r\n" SECOND),
	   "a\r\n\r\nWARC/1.0 inside|de|", "a record's line within a block");
	fields();
	ok(warc_is(STR("WARC/1.0")) && !warc_is(STR("WARC/1.x")) &&
	   !warc_is(STR("WARC/1.")));
	begins();
	return tap_done();
}
