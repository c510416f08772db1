#include "tinted.h"

#include "explain_lines.h"

/* Classes: of the text, of its page's data, said before, where it stands,
 * what it looks like. */
static const char *const tints[RULE_COUNT] = {
	[RULE_KEEP] = "text",	    [RULE_TITLE] = "data",
	[RULE_STAMP] = "data",	    [RULE_CAPTION] = "data",
	[RULE_BYLINE] = "data",	    [RULE_REPEAT] = "again",
	[RULE_NAV] = "place",	    [RULE_HEADER] = "place",
	[RULE_FOOTER] = "place",    [RULE_ASIDE] = "place",
	[RULE_FORM] = "place",	    [RULE_HIDDEN] = "place",
	[RULE_NAMED] = "place",	    [RULE_TAIL] = "look",
	[RULE_TEASER] = "look",	    [RULE_CLOCK] = "look",
	[RULE_COUNTER] = "look",    [RULE_PHRASE] = "look",
	[RULE_LINK_DENSE] = "look", [RULE_MENU] = "look",
	[RULE_SHORT] = "look",	    [RULE_BOILERPLATE] = "look",
	[RULE_DROPPED] = "again",   [RULE_TEMPLATE] = "again",
};

static const char head[] =
	"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width\">\n"
	"<title>winnow-strip</title>\n<style>\n"
	":root { color-scheme: light dark; --ink: #1c1f23; --paper: #fff; "
	"--faint: #666d76;\n"
	"  --text: #2da44e; --data: #2f6fdb; --again: #8250df; "
	"--place: #c77700; --look: #d1393f }\n"
	"@media (prefers-color-scheme: dark) {\n"
	":root { --ink: #e4e7eb; --paper: #15181c; --faint: #98a1ab;\n"
	"  --text: #3fb962; --data: #5c9bff; --again: #a986f7; "
	"--place: #e09b3a; --look: #f2686d } }\n"
	"body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 54rem; "
	"color: var(--ink);\n"
	"  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif }\n"
	"section + section { margin-top: 3rem; border-top: 1px solid "
	"var(--faint) }\n"
	"h1 { margin: 1.2rem 0 0; font-size: 1.4rem; line-height: 1.25 }\n"
	".path { margin: .2rem 0; color: var(--faint); font: .85rem "
	"ui-monospace, "
	"monospace;\n  overflow-wrap: anywhere }\n"
	".legend { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; "
	"margin: .8rem 0 1.2rem;\n  list-style: none; font-size: .85rem }\n"
	".legend li { padding: 0 .6rem; border-radius: 1rem;\n"
	"  background: color-mix(in srgb, var(--tint) 20%, transparent) }\n"
	".legend b { font-variant-numeric: tabular-nums }\n"
	".line { display: flex; gap: 1rem; margin: 2px 0; padding: .2rem .7rem;"
	"\n  border-left: 4px solid var(--tint);\n"
	"  background: color-mix(in srgb, var(--tint) 11%, transparent) }\n"
	".line span { flex: 1; min-width: 0; overflow-wrap: anywhere }\n"
	".line::after { content: attr(data-rule); color: var(--faint); "
	"font-size: .75rem;\n  line-height: 1.5rem; white-space: nowrap }\n"
	".line:hover { background: color-mix(in srgb, var(--tint) 28%, "
	"transparent) }\n"
	".out { font-size: .875rem }\n"
	".heading span, .title span { font-weight: 650 }\n"
	".list span { padding-left: 1rem }\n"
	".quote span { padding-left: 1rem; font-style: italic }\n"
	".code span { font-family: ui-monospace, monospace }\n"
	".text { --tint: var(--text) }\n.data { --tint: var(--data) }\n"
	".again { --tint: var(--again) }\n.place { --tint: var(--place) }\n"
	".look { --tint: var(--look) }\n"
	"</style>\n</head>\n<body>\n";

static void put_escaped(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		const char c = text.p[i];

		if (c == '&')
			buf_add_text(out, "&amp;");
		else if (c == '<')
			buf_add_text(out, "&lt;");
		else if (c == '>')
			buf_add_text(out, "&gt;");
		else if (c == '"')
			buf_add_text(out, "&quot;");
		else
			buf_add_char(out, (unsigned char)c < ' ' ? ' ' : c);
	}
}

/* The rule of that name; RULE_COUNT if there is none. */
static size_t find_rule(struct str name)
{
	size_t rule = 0;

	while (rule < RULE_COUNT &&
	       !str_eq(name, str_from(rule_name((enum rule)rule))))
		rule++;
	return rule;
}

/* The class of a line: what is kept is text, whatever its rule. */
static const char *tint_of(const struct shown_line *line)
{
	const size_t rule = find_rule(line->rule);

	if (line->kept)
		return tints[RULE_KEEP];
	return rule < RULE_COUNT ? tints[rule] : tints[RULE_BOILERPLATE];
}

static void put_count(const char *tint, const char *name, size_t count,
		      struct buf *out)
{
	if (!count)
		return;
	buf_addf(out, "<li class=\"%s\">%s <b>%zu</b></li>\n", tint, name,
		 count);
}

static void put_legend(const struct shown *shown, struct buf *out)
{
	size_t count[RULE_COUNT + 1] = {0};

	for (size_t i = 0; i < shown->count; i++)
		count[shown->line[i].kept ? RULE_KEEP
					  : find_rule(shown->line[i].rule)]++;
	buf_add_text(out, "<ul class=\"legend\">\n");
	for (size_t i = 0; i < RULE_COUNT; i++)
		put_count(tints[i], rule_name((enum rule)i), count[i], out);
	put_count(tints[RULE_BOILERPLATE], "other", count[RULE_COUNT], out);
	buf_add_text(out, "</ul>\n");
}

static void put_line(const struct shown_line *line, struct buf *out)
{
	buf_addf(out, "<div class=\"line %s %s %s\" data-rule=\"",
		 line->kept ? "in" : "out", tint_of(line),
		 role_name(line->role));
	if (line->kept)
		buf_add_text(out, role_name(line->role));
	else
		put_escaped(line->rule, out);
	buf_add_text(out, "\" title=\"rule ");
	put_escaped(line->rule, out);
	buf_addf(out, ", role %s, score ", role_name(line->role));
	explain_put_score(line, out);
	buf_add_text(out, "\"><span dir=\"auto\">");
	put_escaped(line->text, out);
	buf_add_text(out, "</span></div>\n");
}

void tinted_begin(struct buf *out)
{
	buf_add_text(out, head);
}

void tinted_put(const struct shown *shown, struct buf *out)
{
	buf_add_text(out, "<section>\n<h1 dir=\"auto\">");
	put_escaped(shown->title, out);
	buf_add_text(out, "</h1>\n<p class=\"path\">");
	put_escaped(shown->path, out);
	buf_add_text(out, "</p>\n");
	put_legend(shown, out);
	for (size_t i = 0; i < shown->count; i++)
		put_line(&shown->line[i], out);
	buf_add_text(out, "</section>\n");
}

void tinted_end(struct buf *out)
{
	buf_add_text(out, "</body>\n</html>\n");
}
