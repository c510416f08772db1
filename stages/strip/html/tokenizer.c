#include "tokenizer.h"

#include <stdint.h>
#include <string.h>

#include "entities.h"

enum {
	SPACE = 1,	   /* TAB LF FF CR SPACE */
	ENDS_NAME = 2,	   /* of a tag: SPACE / > */
	ENDS_ATTR = 4,	   /* the name of an attribute: SPACE / > = */
	ENDS_UNQUOTED = 8, /* SPACE > */
	LETTER = 16,
};

#define BLANK (SPACE | ENDS_NAME | ENDS_ATTR | ENDS_UNQUOTED)

static const uint8_t class_of[256] = {
	['\t'] = BLANK,	   ['\n'] = BLANK,
	['\f'] = BLANK,	   ['\r'] = BLANK,
	[' '] = BLANK,	   ['/'] = ENDS_NAME | ENDS_ATTR,
	['='] = ENDS_ATTR, ['>'] = ENDS_NAME | ENDS_ATTR | ENDS_UNQUOTED,
	['A'] = LETTER,	   ['B'] = LETTER,
	['C'] = LETTER,	   ['D'] = LETTER,
	['E'] = LETTER,	   ['F'] = LETTER,
	['G'] = LETTER,	   ['H'] = LETTER,
	['I'] = LETTER,	   ['J'] = LETTER,
	['K'] = LETTER,	   ['L'] = LETTER,
	['M'] = LETTER,	   ['N'] = LETTER,
	['O'] = LETTER,	   ['P'] = LETTER,
	['Q'] = LETTER,	   ['R'] = LETTER,
	['S'] = LETTER,	   ['T'] = LETTER,
	['U'] = LETTER,	   ['V'] = LETTER,
	['W'] = LETTER,	   ['X'] = LETTER,
	['Y'] = LETTER,	   ['Z'] = LETTER,
	['a'] = LETTER,	   ['b'] = LETTER,
	['c'] = LETTER,	   ['d'] = LETTER,
	['e'] = LETTER,	   ['f'] = LETTER,
	['g'] = LETTER,	   ['h'] = LETTER,
	['i'] = LETTER,	   ['j'] = LETTER,
	['k'] = LETTER,	   ['l'] = LETTER,
	['m'] = LETTER,	   ['n'] = LETTER,
	['o'] = LETTER,	   ['p'] = LETTER,
	['q'] = LETTER,	   ['r'] = LETTER,
	['s'] = LETTER,	   ['t'] = LETTER,
	['u'] = LETTER,	   ['v'] = LETTER,
	['w'] = LETTER,	   ['x'] = LETTER,
	['y'] = LETTER,	   ['z'] = LETTER,
};

static bool is(char c, int class)
{
	return class_of[(unsigned char)c] & class;
}

static struct str span(const char *from, const char *to)
{
	return (struct str){from, (size_t)(to - from)};
}

/* The first byte c in [p, end), or end. */
static const char *find(const char *p, const char *end, char c)
{
	const char *hit = p < end ? memchr(p, c, (size_t)(end - p)) : NULL;

	return hit ? hit : end;
}

/* The same of '<', of which there may be many in a row. */
static const char *find_lt(const char *p, const char *end)
{
	return p < end && *p == '<' ? p : find(p, end, '<');
}

void tokenizer_init(struct tokenizer *t, struct str html)
{
	t->at = html.n ? html.p : "";
	t->end = t->at + html.n;
	t->foreign = false;
	tokenizer_enter(t, MARKUP_DATA, STR(""));
}

void tokenizer_enter(struct tokenizer *t, enum markup_mode mode,
		     struct str name)
{
	t->mode = mode;
	t->raw_name = name;
}

bool markup_is_name(struct str name, struct str lower)
{
	if (name.n != lower.n)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (c != lower.p[i])
			return false;
	}
	return true;
}

static bool starts(const char *p, const char *end, struct str lower)
{
	return (size_t)(end - p) >= lower.n &&
	       markup_is_name((struct str){p, lower.n}, lower);
}

void markup_put_text(const struct markup *markup, struct buf *out)
{
	const struct entity_rules rules = {
		.references = markup->kind == MARKUP_TEXT &&
			      (markup->mode == MARKUP_DATA ||
			       markup->mode == MARKUP_RCDATA),
		.replace_nul = markup->kind != MARKUP_TEXT ||
			       (markup->mode != MARKUP_DATA &&
				markup->mode != MARKUP_CDATA),
	};

	entity_put(out, markup->text, rules);
}

/* --- content that is not markup --- */

/* Does "<" at p open the end tag of name, with what must follow it? */
static bool is_end_tag(const char *p, const char *end, struct str name)
{
	return end - p > 2 && p[1] == '/' && name.n &&
	       starts(p + 2, end, name) && p + 2 + name.n < end &&
	       is(p[2 + name.n], ENDS_NAME);
}

static bool is_start_of(const char *p, const char *end, struct str name)
{
	return starts(p, end, name) && p + name.n < end &&
	       is(p[name.n], ENDS_NAME);
}

/*
 * Script data escaped and double escaped states: p is behind "<!". Returns
 * the place behind "-->" where script data goes on, or, with *done, the end
 * tag of the script (or the end).
 */
static const char *escaped_end(const char *p, const char *end, struct str name,
			       bool *done)
{
	unsigned dashes = 0;
	bool twice = false;

	for (; p < end; p++) {
		if (*p == '-') {
			dashes++;
			continue;
		}
		if (*p == '>' && dashes >= 2)
			return p + 1;
		dashes = 0;
		if (*p != '<')
			continue;
		if (twice) {
			twice = !is_start_of(p, end, STR("</script"));
		} else if (is_end_tag(p, end, name)) {
			break;
		} else {
			twice = is_start_of(p, end, STR("<script"));
		}
	}
	*done = true;
	return p;
}

/* Where RCDATA, RAWTEXT or script data ends: its end tag, or end. */
static const char *raw_end(const struct tokenizer *t)
{
	const char *p = t->at, *end = t->end;
	bool done = false;

	while (!done && (p = find(p, end, '<')) < end) {
		if (is_end_tag(p, end, t->raw_name))
			break;
		if (t->mode == MARKUP_SCRIPT && end - p >= 4 &&
		    !memcmp(p, "<!--", 4))
			p = escaped_end(p + 2, end, t->raw_name, &done);
		else
			p++;
	}
	return p;
}

/* Text in any mode but MARKUP_DATA; may be empty. */
static void read_raw(struct tokenizer *t, struct markup *m)
{
	const char *stop = t->end;

	m->kind = MARKUP_TEXT;
	m->mode = t->mode;
	m->text = span(t->at, t->end);
	if (t->mode == MARKUP_CDATA)
		stop = memmem(t->at, m->text.n, "]]>", 3);
	else if (t->mode != MARKUP_PLAINTEXT)
		stop = raw_end(t);
	if (!stop)
		stop = t->end;
	m->text = span(t->at, stop);
	if (t->mode == MARKUP_CDATA && stop < t->end)
		stop += 3;
	t->at = stop;
	if (t->mode != MARKUP_PLAINTEXT)
		t->mode = MARKUP_DATA;
}

/* --- markup --- */

static const char *skip(const char *p, const char *end, int class)
{
	while (p < end && is(*p, class))
		p++;
	return p;
}

static const char *skip_until(const char *p, const char *end, int class)
{
	while (p < end && !is(*p, class))
		p++;
	return p;
}

/* p is behind '='. Returns the place behind the value, NULL if the end of
 * input comes first. */
static const char *read_value(const char *p, const char *end, struct str *value)
{
	const char *stop;

	p = skip(p, end, SPACE);
	if (p == end)
		return NULL;
	if (*p == '"' || *p == '\'') {
		stop = find(p + 1, end, *p);
		*value = span(p + 1, stop);
		return stop < end ? stop + 1 : NULL;
	}
	stop = skip_until(p, end, ENDS_UNQUOTED);
	*value = span(p, stop);
	return stop;
}

/* One attribute; p is at its name. */
static const char *read_attribute(const char *p, const char *end,
				  struct attribute *attribute)
{
	const char *stop = skip_until(p + 1, end, ENDS_ATTR);

	attribute->name = span(p, stop);
	attribute->value = span(stop, stop);
	p = skip(stop, end, SPACE);
	if (p < end && *p == '=')
		return read_value(p + 1, end, &attribute->value);
	return p;
}

/* t->at is at the name. False: cut off by the end of input. */
static bool read_tag(struct tokenizer *t, struct markup *m)
{
	const char *p = skip_until(t->at, t->end, ENDS_NAME);
	struct attribute spare;

	m->text = span(t->at, p);
	m->attribute = t->attribute;
	for (t->at = t->end; p;) {
		p = skip(p, t->end, SPACE);
		if (p == t->end)
			return false;
		if (*p == '>' || (*p == '/' && p + 1 < t->end && p[1] == '>')) {
			m->closed = *p == '/';
			t->at = p + 1 + m->closed;
			return true;
		}
		if (*p == '/')
			p++;
		else if (m->attributes < ATTRIBUTES_MAX)
			p = read_attribute(p, t->end,
					   &t->attribute[m->attributes++]);
		else
			p = read_attribute(p, t->end, &spare);
	}
	return false;
}

/* Up to the next '>': bogus comments and doctypes. */
static void read_to_gt(struct tokenizer *t, struct markup *m)
{
	const char *stop = find(t->at, t->end, '>');

	m->text = span(t->at, stop);
	m->closed = stop < t->end;
	t->at = stop + m->closed;
}

/* t->at is behind "<!--". */
static void read_comment(struct tokenizer *t, struct markup *m)
{
	const char *start = t->at, *p = start, *stop;

	for (; (p = find(p, t->end, '>')) < t->end; p++) {
		size_t n = (size_t)(p - start);

		stop = p;
		if (!n || (n == 1 && p[-1] == '-'))
			stop = start; /* <!--> and <!---> */
		else if (n >= 2 && p[-1] == '-' && p[-2] == '-')
			stop = p - 2;
		else if (n >= 3 && p[-1] == '!' && p[-2] == '-' && p[-3] == '-')
			stop = p - 3;
		else
			continue;
		m->text = span(start, stop);
		t->at = p + 1;
		return;
	}
	/* cut off: without what may have begun its end */
	m->text = span(start, t->end);
	if (str_ends(m->text, STR("--!")))
		m->text.n -= 3;
	else if (str_ends(m->text, STR("--")))
		m->text.n -= 2;
	else if (str_ends(m->text, STR("-")))
		m->text.n -= 1;
	t->at = t->end;
}

/* t->at is behind "<!". False: there was no token in it. */
static bool read_declaration(struct tokenizer *t, struct markup *m)
{
	const char *p = t->at;

	m->kind = MARKUP_COMMENT;
	if (t->end - p >= 2 && p[0] == '-' && p[1] == '-') {
		t->at += 2;
		read_comment(t, m);
	} else if (starts(p, t->end, STR("doctype"))) {
		t->at += 7;
		m->kind = MARKUP_DOCTYPE;
		read_to_gt(t, m);
	} else if (t->foreign && t->end - p >= 7 && !memcmp(p, "[CDATA[", 7)) {
		t->at += 7;
		t->mode = MARKUP_CDATA;
		return false;
	} else {
		read_to_gt(t, m);
	}
	return true;
}

/* Is "<" at p more than text? */
static bool is_markup(const char *p, const char *end)
{
	if (end - p < 2)
		return false;
	return is(p[1], LETTER) || p[1] == '!' || p[1] == '?' ||
	       (p[1] == '/' && end - p > 2);
}

/* t->at is at markup. False: there was no token in it. */
static bool read_markup(struct tokenizer *t, struct markup *m)
{
	const char *p = t->at + 1;

	t->at = p;
	m->kind = MARKUP_START;
	if (is(*p, LETTER))
		return read_tag(t, m);
	t->at = p + 1;
	if (*p == '!')
		return read_declaration(t, m);
	m->kind = MARKUP_END;
	if (*p == '/' && is(p[1], LETTER))
		return read_tag(t, m);
	if (*p == '/' && p[1] == '>') {
		t->at++;
		return false;
	}
	m->kind = MARKUP_COMMENT;
	if (*p == '?')
		t->at = p;
	read_to_gt(t, m);
	return true;
}

bool tokenizer_next(struct tokenizer *t, struct markup *m)
{
	while (t->at < t->end) {
		const char *p = t->at;

		*m = (struct markup){0};
		if (t->mode != MARKUP_DATA) {
			read_raw(t, m);
			if (m->text.n)
				return true;
		} else if (*p == '<' && is_markup(p, t->end)) {
			if (read_markup(t, m))
				return true;
		} else {
			do
				p = find_lt(p + 1, t->end);
			while (p < t->end && !is_markup(p, t->end));
			m->text = span(t->at, p);
			t->at = p;
			return true;
		}
	}
	return false;
}
