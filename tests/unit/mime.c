/* Header fields, parameters and transfer encodings. */
#include "../../stages/common/input/mime.h"

#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct buf shown, spare;

static const char *show(struct str s)
{
	buf_reset(&shown);
	buf_add_text(&shown, "");
	buf_add_str(&shown, s);
	return shown.p;
}

struct two {
	const char *in, *want;
};

/* "name=value|" of every field, then what stands behind the block. */
static const char *fields(const char *block)
{
	struct str rest = str_from(block), name, value;

	buf_reset(&shown);
	while (mime_header_next(&rest, &name, &value)) {
		buf_add_str(&shown, name);
		buf_add_char(&shown, '=');
		buf_add_str(&shown, value);
		buf_add_char(&shown, '|');
	}
	buf_add_str(&shown, rest);
	return shown.p;
}

static void headers(void)
{
	static const struct two cases[] = {
		{"", ""},
		{"\n", ""},
		{"\r\nbody", "body"},
		{"A: b\r\nC-d:e\r\n\r\nbody\r\n", "A=b|C-d=e|body\r\n"},
		{"A: b\nC-d:e\n\nbody\n\n", "A=b|C-d=e|body\n\n"},
		{"A:\n\nx", "A=|x"},
		{"A : b\nC\t: d", "A=b|C=d|"},
		{"A: b", "A=b|"},
		{"A: b\r", "A=b|"},
		/* folded, also with a first line or a last one of nothing */
		{"A: b\r\n c\r\n\td\r\nE: f\r\n\r\n", "A=b\r\n c\r\n\td|E=f|"},
		{"A:\n b\n\nx", "A=b|x"},
		{"A: b\n \nC: d\n\nx", "A=b|C=d|x"},
		{"A: b\n c", "A=b\n c|"},
		/* no fields */
		{"A: b\n<html a:b>\nC: d\n", "A=b|=<html a:b>\n|C=d|"},
		{" A: b\n\nx", "= A: b\n|x"},
		{": b\n\n", "=: b\n|"},
		{"Kính gửi: b\n\n", "=Kính gửi: b\n|"},
		{"A b: c\n\n", "=A b: c\n|"},
		{"A\n: b\n\n", "=A\n|=: b\n|"},
		/* a colon in a value; a carriage return alone */
		{"A: http://b.vn:80/\n\n", "A=http://b.vn:80/|"},
		{"A: b\rC: d\n\nx", "A=b\rC: d|x"},
	};
	static const char zero[] = "A: b\0c\n\nx\0y";
	struct str rest = {zero, sizeof(zero) - 1}, name, value;
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		is_str(fields(cases[i].in), cases[i].want);
	ok(mime_header_next(&rest, &name, &value) && value.n == 3);
	ok(!mime_header_next(&rest, &name, &value) && rest.n == 3);
	is_str(show(mime_header(STR("A: b\r\n c\n\nd"), 9)), "");
	is_str(show(mime_header(STR("A: b\r\n c\n\nd"), 10)), "A: b\r\n c\n\n");
	is_str(show(mime_header(STR("A: b\r\n\r\n"), 99)), "A: b\r\n\r\n");
	ok(!mime_header(STR("A: b\n \n"), 99).p);
	ok(!mime_header(STR(""), 99).p);
}

/* No line is looked at again for each that is folded before it. */
static void many_folds(void)
{
	struct buf block = {0};
	struct str rest, name, value;
	size_t i;

	buf_add_text(&block, "A: b");
	for (i = 0; i < 200000; i++)
		buf_add_text(&block, "\n c");
	for (i = 0; i < 600000; i++)
		buf_add_char(&block, ' ');
	rest = buf_str(&block);
	ok(mime_header_next(&rest, &name, &value) && !rest.n);
	ok(value.n == 200000 * 3 + 1);
	buf_release(&block);
}

static const char *parameter(const char *value, const char *name)
{
	const struct str found =
		mime_parameter(str_from(value), str_from(name), &spare);

	return show(found);
}

struct three {
	const char *value, *name, *want;
};

static void parameters(void)
{
	static const struct three cases[] = {
		{"text/html", "charset", ""},
		{"", "charset", ""},
		{"charset=utf-8", "charset", ""},
		{"text/html; charset=utf-8", "charset", "utf-8"},
		{"text/html;charset=utf-8;x=y", "charset", "utf-8"},
		{"text/html ; charset = \"utf-8\" ; x=y", "charset", "utf-8"},
		{"text/html; CharSet=UTF-8", "charset", "UTF-8"},
		{"text/html; xcharset=a; charset=b", "charset", "b"},
		{"text/html; charsetx=a; charset=b", "charset", "b"},
		{"text/html; charset=a; charset=b", "charset", "a"},
		{"text/html; charset=", "charset", ""},
		{"text/html; charset=\"\"", "charset", ""},
		{"text/html; charset", "charset", ""},
		{"text/html; charset; charset=a", "charset", "a"},
		{"text/html; ; ;charset=a", "charset", "a"},
		{"text/plain; charset=us-ascii (Plain)", "charset", "us-ascii"},
		{"a/b; x=\"y; charset=no\"; charset=a", "charset", "a"},
		{"a/b; x=\"y\\\"; charset=no\"; charset=a", "charset", "a"},
		{"a/b; x=\"open; charset=a", "charset", ""},
		{"a/b; x=\"open; charset=a", "x", "open; charset=a"},
		{"a/b; x=\"a\\\"b\\\\c\"", "x", "a\"b\\c"},
		{"a/b; x=\"end\\", "x", "end\\"},
		{"a/b;\r\n\tboundary=\"--=_a\"", "boundary", "--=_a"},
		{"a/b; boundary=--=_a?b", "boundary", "--=_a?b"},
		{"a/b; boundary=\"a\r\n b\"", "boundary", "a b"},
		/* in pieces, percent-encoded */
		{"a/b; x*=utf-8'vi'tin%20t%e1%bb%A9c", "x", "tin tức"},
		{"a/b; x*=utf-8''a'b", "x", "a'b"},
		{"a/b; x*=plain%zz%4", "x", "plain%zz%4"},
		{"a/b; x*=utf-8'b", "x", "utf-8'b"},
		{"a/b; x*0=\"a \"; x*1=b", "x", "a b"},
		{"a/b; x*1=b; x*0=a; x*3=d", "x", "ab"},
		{"a/b; x*0*=utf-8''%41; x*1*='%42; x*2=%43", "x", "A'B%43"},
		{"a/b; x*1=b", "x", ""},
		{"a/b; x=plain; x*=utf-8''y", "x", "plain"},
	};
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		is_str(parameter(cases[i].value, cases[i].name), cases[i].want);
	ok(mime_is_type(STR("Text/HTML ;a=b"), STR("text/html")));
	ok(mime_is_type(STR("text/html (page)"), STR("text/html")));
	ok(!mime_is_type(STR("text/htmlx"), STR("text/html")));
	ok(mime_is_type((struct str){0}, STR("")));
	is_str(show(mime_token(STR(" text/html ; a=b"))), "text/html");
	is_str(show(mime_token(STR("base64\r\n x"))), "base64");
	is_str(show(mime_token(STR(";"))), "");
}

static const char *decode(void (*decoder)(struct str, struct buf *),
			  const char *in)
{
	buf_reset(&shown);
	buf_add_text(&shown, "");
	decoder(str_from(in), &shown);
	return shown.p;
}

static void quoted(void)
{
	static const struct two cases[] = {
		{"", ""},
		{"a=20b=3D=3d\r\n", "a b==\r\n"},
		{"t=C3=a2m\n", "tâm\n"},
		/* soft line breaks */
		{"a=\r\nb=\nc", "abc"},
		{"a= \t\r\nb", "ab"},
		{"a=", "a"},
		{"=\n=\n", ""},
		{"=3D=\r\n\r\nb", "=\r\nb"},
		/* what is no escape */
		{"a=zz=4=G1==41", "a=zz=4=G1=A"},
		{"a=4", "a=4"},
		{"a=\rb", "a=\rb"},
		{"href=\"x\"", "href=\"x\""},
		/* white space before a line end was added on the way */
		{"a \t\r\n b\t", "a\r\n b"},
		{"a=20 \n", "a \n"},
		{"\n\n\r\n", "\n\n\r\n"},
	};
	static const char zero[] = "a\0=00b";
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		is_str(decode(mime_quoted_printable, cases[i].in),
		       cases[i].want);
	buf_reset(&shown);
	mime_quoted_printable((struct str){zero, sizeof(zero) - 1}, &shown);
	ok(shown.n == 4 && !memcmp(shown.p, "a\0\0b", 4));
}

static void base64(void)
{
	static const struct two cases[] = {
		{"", ""},
		{"YWJj", "abc"},
		{"YWI=", "ab"},
		{"YQ==", "a"},
		{"YWJj\r\nZGVm\n", "abcdef"},
		{" Y\tW*J\xffj-_", "abc"},
		/* padding that is missing, or followed by another piece */
		{"YWI", "ab"},
		{"YQ", "a"},
		{"Y", ""},
		{"YQ==YWJj", "aabc"},
		{"YQ=YWI=", "aab"},
		{"=====YWJj", "abc"},
		{"/+8w", "\xff\xef\x30"},
	};
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		is_str(decode(mime_base64, cases[i].in), cases[i].want);
}

int main(void)
{
	headers();
	many_folds();
	parameters();
	quoted();
	base64();
	buf_release(&shown);
	buf_release(&spare);
	return tap_done();
}
