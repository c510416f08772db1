#include "doctype.h"

#include "tokenizer.h"

static struct str skip_space(struct str s)
{
	while (s.n && memchr(" \t\n\f\r", s.p[0], 5))
		s = str_skip(s, 1);
	return s;
}

/*
 * Cut a quoted id off *rest. False: there is none; *cut: its closing quote
 * is missing.
 */
static bool cut_id(struct str *rest, struct str *id, bool *cut)
{
	const char *quote;

	if (!rest->n || (rest->p[0] != '"' && rest->p[0] != '\''))
		return false;
	quote = memchr(rest->p + 1, rest->p[0], rest->n - 1);
	id->p = rest->p + 1;
	id->n = quote ? (size_t)(quote - id->p) : rest->n - 1;
	*cut = !quote;
	*rest = str_skip(*rest, id->n + 2);
	return true;
}

/* What follows the name; false: force quirks. */
static bool parse_ids(struct doctype *doctype, struct str rest, bool closed)
{
	const struct str word = {rest.p, rest.n < 6 ? rest.n : 6};
	const bool public = markup_is_name(word, STR("public"));
	bool cut = false;

	if (!rest.n)
		return closed;
	if (!public && !markup_is_name(word, STR("system")))
		return false;
	rest = skip_space(str_skip(rest, 6));
	if (public) {
		if (!cut_id(&rest, &doctype->public_id, &cut) || cut)
			return false;
		rest = skip_space(rest);
		if (!rest.n)
			return closed;
	}
	if (!cut_id(&rest, &doctype->system_id, &cut) || cut)
		return false;
	/* what else stands there makes it bogus, but is no reason for quirks */
	return closed || skip_space(rest).n;
}

void doctype_parse(struct doctype *doctype, struct str text, bool closed)
{
	size_t n = 0;

	*doctype = (struct doctype){0};
	text = skip_space(text);
	while (n < text.n && !memchr(" \t\n\f\r", text.p[n], 5))
		n++;
	if (n)
		doctype->name = (struct str){text.p, n};
	text = skip_space(str_skip(text, n));
	doctype->quirks = !n || !parse_ids(doctype, text, closed);
}
