#include "markdown.h"

enum {
	LEVEL_MIN = 2,
	FENCE_MIN = 3,
	ORDINAL_MAX = 9, /* digits that CommonMark takes for an item's */
};

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Is an underscore there a part of a word, and so no emphasis? */
static bool is_inside_word(struct str text, size_t i)
{
	return i && i + 1 < text.n && is_alnum(text.p[i - 1]) &&
	       is_alnum(text.p[i + 1]);
}

/* Could the character be markup wherever it stands? */
static bool is_special(struct str text, size_t i)
{
	const char c = text.p[i];

	if (c == '_')
		return !is_inside_word(text, i);
	if (c == '&')
		return i + 1 < text.n &&
		       (is_alnum(text.p[i + 1]) || text.p[i + 1] == '#');
	return c && strchr("\\`*[]<|~", c);
}

/* How many bytes of "12. " open an item; 0 if it does not begin so. */
static size_t ordinal(struct str text)
{
	size_t n = 0;

	while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
		n++;
	if (!n || n > ORDINAL_MAX || n == text.n ||
	    (text.p[n] != '.' && text.p[n] != ')'))
		return 0;
	return n + 1 == text.n || text.p[n + 1] == ' ' ? n + 1 : 0;
}

/* Append text so that it is read as it stands; heading: in one. */
static void put_escaped(struct str text, bool heading, struct buf *out)
{
	const size_t number = ordinal(text);

	for (size_t i = 0; i < text.n; i++) {
		const char c = text.p[i];
		const bool opens = !i && strchr("#+->=", c);

		if ((unsigned char)c < ' ') {
			buf_add_char(out, ' ');
			continue;
		}
		if (is_special(text, i) || opens ||
		    (number && i == number - 1) || (heading && c == '#'))
			buf_add_char(out, '\\');
		buf_add_char(out, c);
	}
}

/* Text of an item without the bullet that saved text has. */
static struct str cut_bullet(struct str text)
{
	static const struct str bullets[] = {
		STR_INIT("- "),
		STR_INIT("* "),
		STR_INIT("+ "),
		STR_INIT("\xe2\x80\xa2"),  /* • */
		STR_INIT("\xe2\x80\x93 "), /* – */
	};

	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (str_starts(text, bullets[i]))
			return str_trim(str_skip(text, bullets[i].n));
	return text;
}

static void put_item(struct str text, struct buf *out)
{
	const struct str item = cut_bullet(text);
	const size_t number = ordinal(item);

	if (number && number < item.n) {
		buf_add(out, item.p, number + 1);
		put_escaped(str_skip(item, number + 1), false, out);
	} else {
		buf_add_text(out, "- ");
		put_escaped(item, false, out);
	}
	buf_add_char(out, '\n');
}

static void put_heading(size_t level, struct str text, struct buf *out)
{
	for (size_t i = 0; i < level; i++)
		buf_add_char(out, '#');
	buf_add_char(out, ' ');
	put_escaped(text, true, out);
	buf_add_char(out, '\n');
}

/* Code in a fence that is longer than any in it. */
static void put_code(struct str text, struct buf *out)
{
	size_t run = 0, fence = FENCE_MIN;

	for (size_t i = 0; i < text.n; i++) {
		run = text.p[i] == '`' ? run + 1 : 0;
		if (run >= fence)
			fence = run + 1;
	}
	for (size_t i = 0; i < fence; i++)
		buf_add_char(out, '`');
	buf_add_char(out, '\n');
	shown_put_line(text, out);
	buf_add_char(out, '\n');
	for (size_t i = 0; i < fence; i++)
		buf_add_char(out, '`');
	buf_add_char(out, '\n');
}

/* The next line of the text, from i on; shown->count: none. */
static size_t next_kept(const struct shown *shown, size_t i)
{
	while (i < shown->count && !shown->line[i].kept)
		i++;
	return i;
}

static bool is_same_cell(const struct shown_line *a, const struct shown_line *b)
{
	return a->cell && a->cell == b->cell;
}

/* Is the line a cell of that table? */
static bool is_in_table(const struct shown *shown, size_t i, size_t table)
{
	return i < shown->count && shown->line[i].role == ROLE_TABLE &&
	       shown->line[i].row && shown->line[i].table == table;
}

/* Append a row from line i on; NULL: only count its cells. Returns the line
 * behind it. */
static size_t put_row(const struct shown *shown, size_t i, size_t *cells,
		      struct buf *out)
{
	const struct shown_line *first = &shown->line[i], *last = NULL;

	*cells = 0;
	while (is_in_table(shown, i, first->table) &&
	       shown->line[i].row == first->row) {
		const struct shown_line *line = &shown->line[i];
		const bool more = last && is_same_cell(last, line);

		*cells += !more;
		if (out) {
			buf_add_text(out, more ? " " : last ? " | " : "| ");
			put_escaped(line->text, false, out);
		}
		last = line;
		i = next_kept(shown, i + 1);
	}
	return i;
}

/* Append a table; its widest row says how many columns the first has, for
 * readers drop what goes beyond that. Returns the line behind it. */
static size_t put_table(const struct shown *shown, size_t i, struct buf *out)
{
	const size_t table = shown->line[i].table;
	size_t cells, columns = 0;

	for (size_t k = i; is_in_table(shown, k, table);) {
		k = put_row(shown, k, &cells, NULL);
		columns = cells > columns ? cells : columns;
	}
	for (bool head = true; is_in_table(shown, i, table); head = false) {
		i = put_row(shown, i, &cells, out);
		for (; head && cells < columns; cells++)
			buf_add_text(out, " |");
		buf_add_text(out, " |\n");
		if (!head)
			continue;
		for (size_t k = 0; k < columns; k++)
			buf_add_text(out, k ? " --- |" : "| --- |");
		buf_add_char(out, '\n');
	}
	return i;
}

/* Append line i, or all of its table; returns the line behind it. */
static size_t put_line(const struct shown *shown, size_t i, struct buf *out)
{
	const struct shown_line *line = &shown->line[i];

	if (is_in_table(shown, i, line->table))
		return put_table(shown, i, out);
	switch (line->role) {
	case ROLE_HEADING:
		put_heading(line->level > LEVEL_MIN ? line->level : LEVEL_MIN,
			    line->text, out);
		break;
	case ROLE_LIST:
		put_item(line->text, out);
		break;
	case ROLE_CODE:
		put_code(line->text, out);
		break;
	default:
		if (line->role == ROLE_QUOTE)
			buf_add_text(out, "> ");
		put_escaped(line->text, false, out);
		buf_add_char(out, '\n');
	}
	return next_kept(shown, i + 1);
}

/* What stands between two lines: items stand together, and paragraphs of a
 * quote in one quote. */
static void put_gap(const struct shown *shown, size_t before, size_t i,
		    struct buf *out)
{
	const enum role role = shown->line[i].role;

	if (shown->line[before].role != role)
		buf_add_char(out, '\n');
	else if (role == ROLE_QUOTE)
		buf_add_text(out, ">\n");
	else if (role != ROLE_LIST)
		buf_add_char(out, '\n');
}

void markdown_put(const struct shown *shown, uint64_t number, struct buf *out)
{
	size_t before = shown->count;

	if (number > 1)
		buf_add_text(out, "\n---\n\n");
	if (shown->title.n)
		put_heading(1, shown->title, out);
	for (size_t i = next_kept(shown, 0); i < shown->count;) {
		const size_t at = i;

		/* with --keep=title: it stands above all */
		if (shown->line[i].role == ROLE_TITLE && shown->title.n) {
			i = next_kept(shown, i + 1);
			continue;
		}
		if (before < shown->count)
			put_gap(shown, before, at, out);
		else if (shown->title.n)
			buf_add_char(out, '\n');
		i = put_line(shown, i, out);
		before = at;
	}
}
