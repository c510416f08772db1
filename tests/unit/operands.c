/* Records are told from other files by their first line, wherever its keys
 * stand. */
#include "../../stages/strip/operands.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "tap.h"

#define ID "\"id\":\"0123456789abcdef0123456789ABCDEF\""
#define REST "\"path\":\"a\",\"media\":\"text/plain\""

static bool holds(struct str bytes)
{
	FILE *file = fopen("operand", "w");

	ok(file && fwrite(bytes.p, 1, bytes.n, file) == bytes.n &&
	   !fclose(file));
	return operand_has_records("operand");
}

static void test_records(void)
{
	static const char *const good[] = {
		"{" ID "," REST "}\n",
		"{" ID "," REST,
		"\n\n { " ID " , \"a\":[{}, 1.5e3], " REST ",\"text\":\"",
		"{" REST ",\"html\":\"\\ud83d\\ude00\"," ID "}\n{\n",
		"{\"p\\u0061th\":\"\",\"media\":\"text\\/html\"," ID "}",
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		ok(holds(str_from(good[i])));
}

static void test_others(void)
{
	static const char *const bad[] = {
		"",
		"\n",
		"{",
		"{}",
		"<p>x",
		"{" ID "}\n{" ID "," REST "}\n",
		"{" ID ",\n" REST "}\n",
		"{\"id\":\"1\"," REST "}\n",
		"{\"id\":1," REST "}\n",
		"{" ID ",\"path\":1,\"media\":\"text/plain\"}",
		"{" ID ",\"path\":\"\",\"media\":\"image/png\"}",
		"{" ID ";" REST "}",
		"{\"a\":{" ID "," REST "}}",
		"[{" ID "," REST "}]",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(!holds(str_from(bad[i])));
}

/* The keys stand behind a page, which is read in pieces: wherever one ends,
 * in an escape or a number too. */
static void test_long(void)
{
	struct buf line = {0};
	size_t i, n;

	for (n = 0; n < 40; n++) {
		buf_reset(&line);
		buf_add_char(&line, '{');
		for (i = 0; i < n; i++)
			buf_add_char(&line, ' ');
		buf_add_text(&line, "\"html\":\"");
		for (i = 0; i < 1000; i++)
			buf_add_text(&line, "\\ud83d\\ude00x");
		buf_add_text(&line, "\"," REST ",\"n\":[");
		for (i = 0; i < 1000; i++)
			buf_add_text(&line, "-1.5e3,true,");
		buf_add_text(&line, "null]");
		ok(!holds(buf_str(&line)));
		buf_add_text(&line, "," ID "}\n");
		ok(holds(buf_str(&line)));
	}
	buf_release(&line);
}

static void test_no_files(void)
{
	ok(operand_has_records("-"));
	ok(operand_has_records("/dev/null"));
	ok(!operand_has_records("."));
	ok(!operand_has_records("nowhere"));
}

int main(void)
{
	char folder[] = "/tmp/winnow-operands-XXXXXX";

	ok(mkdtemp(folder) && !chdir(folder));
	test_records();
	test_others();
	test_long();
	test_no_files();
	ok(!unlink("operand") && !chdir("/") && !rmdir(folder));
	return tap_done();
}
