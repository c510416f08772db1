/* Header fields, parameters, and the two transfer encodings. */
#include "../../stages/read/mime.h"

#include "tap.h"

static struct buf spare, out, copy;

static const char *text(struct str s)
{
	buf_reset(&copy);
	buf_add_str(&copy, s);
	buf_add_char(&copy, '\0');
	return copy.p;
}

static const char *parameter(const char *value, const char *name)
{
	return text(mime_parameter(str_from(value), str_from(name), &spare));
}

static const char *quoted(const char *encoded)
{
	buf_reset(&out);
	buf_add_text(&out, "");
	mime_quoted_printable(str_from(encoded), &out);
	return out.p;
}

static const char *base64(const char *encoded)
{
	buf_reset(&out);
	mime_base64(str_from(encoded), &out);
	return out.p;
}

static void headers(void)
{
	const struct str all = STR("A: 1\r\n b:\r\nno field\r\n: none\r\n"
				   "C-d :\t2 \r\n\r\nbody: 3\r\n");
	struct str rest = mime_header(all, 1000), name, value;

	ok(rest.p == all.p &&
	   str_eq(str_skip(all, rest.n), STR("body: 3\r\n")));
	ok(mime_header_next(&rest, &name, &value));
	is_str(text(name), "A");
	is_str(text(value), "1\r\n b:");
	ok(mime_header_next(&rest, &name, &value));
	is_str(text(name), "C-d");
	is_str(text(value), "2");
	ok(!mime_header_next(&rest, &name, &value));
	ok(mime_header(STR("a: 1\n\nbody"), 100).n == 6);
	ok(mime_header(STR("\n"), 100).n == 1);
	ok(!mime_header(STR("a: 1\n\n"), 5).p);
	ok(!mime_header(STR("a: 1\n"), 100).p);
	ok(!mime_header(STR(""), 100).p);
}

static void parameters(void)
{
	is_str(parameter("text/html; charset=utf-8", "charset"), "utf-8");
	is_str(parameter("text/html;CHARSET = \"utf-8\" ; x=y", "charset"),
	       "utf-8");
	is_str(parameter("a/b; x=\"; charset=no\"; charset=yes", "charset"),
	       "yes");
	is_str(parameter("a/b; boundary=\"a\\\"b\\\\\"", "boundary"), "a\"b\\");
	is_str(parameter("a/b; flag; charset=x\r\n\ty", "charset"), "x");
	is_str(parameter("a/b; charset=\"open", "charset"), "open");
	is_str(parameter("a/b; charset=", "charset"), "");
	is_str(parameter("charset=x", "charset"), "");
	ok(mime_is_type(STR("Text/HTML ; charset=x"), STR("text/html")));
	ok(!mime_is_type(STR("text/html5"), STR("text/html")));
}

static void encodings(void)
{
	is_str(quoted("H=E1=BB=99i ngh=e1=bb=8b"), "Hội nghị");
	is_str(quoted("a=\nb=\r\nc= \t\r\nd="), "abcd");
	is_str(quoted("1+1=2, =4, =g0, =\rx"), "1+1=2, =4, =g0, =\rx");
	is_str(quoted("=3D=0A"), "=\n");
	is_str(base64("SOG7mWkgbmdo\r\n4buL"), "Hội nghị");
	is_str(base64("YQ"), "a");
	is_str(base64("YQ==ignored"), "a");
	is_str(base64("Y*W J!j"), "abc");
}

int main(void)
{
	headers();
	parameters();
	encodings();
	buf_release(&copy);
	buf_release(&spare);
	buf_release(&out);
	return tap_done();
}
