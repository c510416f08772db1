#include "mhtml_parts.h"

#include "ascii.h"
#include "mime.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct walk {
	struct mhtml *mhtml;
	struct str rest; /* always begins a line */
	size_t depth;	 /* of multiparts */
	size_t alternatives;
	struct mhtml_part best;
};

/* A line that ends a part. */
struct delimiter {
	size_t level;
	size_t size; /* with its line end */
	bool last;
};

/* Without the line break before a boundary, which belongs to that. */
static struct str without_break(struct str s)
{
	if (s.n && s.p[s.n - 1] == '\n')
		s.n--;
	if (s.n && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}

static bool is_delimiter(const struct mhtml_level *level, struct str line,
			 struct delimiter *found)
{
	const struct str boundary = buf_str(&level->boundary);
	struct str tail = str_skip(line, boundary.n);

	if (!str_starts(line, boundary))
		return false;
	found->last = str_starts(tail, STR("--"));
	if (found->last)
		tail = str_skip(tail, 2);
	while (tail.n && memchr(" \t\r", tail.p[0], 3))
		tail = str_skip(tail, 1);
	if (tail.n && tail.p[0] != '\n')
		return false;
	found->size = line.n - str_skip(tail, 1).n;
	return true;
}

/* Does rest begin with a boundary of any multipart that is open? */
static bool starts_delimiter(const struct walk *walk, struct str rest,
			     struct delimiter *found)
{
	size_t level;

	if (!str_starts(rest, STR("--")))
		return false;
	for (level = walk->depth; level > 0; level--) {
		found->level = level - 1;
		if (is_delimiter(&walk->mhtml->level[level - 1], rest, found))
			return true;
	}
	return false;
}

/* Move behind the next boundary; what stands before it is the content. */
static bool next_delimiter(struct walk *walk, struct str *content,
			   struct delimiter *found)
{
	const struct str all = walk->rest;
	struct str rest = all;
	const char *at;

	*content = all;
	while (!starts_delimiter(walk, rest, found)) {
		at = rest.n ? memmem(rest.p, rest.n, "\n--", 3) : NULL;
		if (!at) {
			walk->rest = str_skip(rest, rest.n);
			return false;
		}
		rest = str_skip(rest, (size_t)(at + 1 - rest.p));
	}
	content->n -= rest.n;
	*content = without_break(*content);
	walk->rest = str_skip(rest, found->size);
	return true;
}

void mhtml_set_field(struct mhtml_fields *fields, struct str name,
		     struct str value)
{
	const struct {
		struct str name;
		struct str *value;
	} known[] = {
		{STR_INIT("content-type"), &fields->type},
		{STR_INIT("content-transfer-encoding"), &fields->encoding},
		{STR_INIT("content-id"), &fields->id},
		{STR_INIT("content-location"), &fields->location},
		{STR_INIT("content-base"), &fields->base},
		{STR_INIT("snapshot-content-location"), &fields->snapshot},
		{STR_INIT("date"), &fields->date},
	};
	size_t i;

	for (i = 0; i < COUNT(known); i++)
		if (!known[i].value->p && ascii_same(name, known[i].name))
			*known[i].value = value;
}

/* Read a header and move behind it: up to an empty line or, where that is
 * missing, a boundary or a line that is no field. False: it is too long. */
static bool read_fields(struct walk *walk, struct mhtml_fields *fields)
{
	const size_t set = walk->mhtml->header_max;
	const size_t max = set ? set : MHTML_HEADER_MAX;
	struct str rest = walk->rest, line = rest, name, value;
	struct delimiter found;

	*fields = (struct mhtml_fields){0};
	while (!starts_delimiter(walk, line, &found) &&
	       mime_header_next(&rest, &name, &value)) {
		if (!name.n) {
			rest = line;
			break;
		}
		mhtml_set_field(fields, name, value);
		if (walk->rest.n - rest.n > max)
			return false;
		line = rest;
	}
	walk->rest = rest;
	return true;
}

struct str mhtml_bare(struct str s)
{
	s = str_trim(s);
	if (s.n > 1 && ((s.p[0] == '<' && s.p[s.n - 1] == '>') ||
			(s.p[0] == '"' && s.p[s.n - 1] == '"')))
		s = str_trim((struct str){s.p + 1, s.n - 2});
	return s;
}

bool mhtml_is_type(const struct mhtml_fields *fields, const char *type)
{
	return mime_is_type(fields->type, str_from(type));
}

static bool is_html(const struct mhtml_fields *fields)
{
	return mhtml_is_type(fields, "text/html") ||
	       mhtml_is_type(fields, "application/xhtml+xml");
}

/* What says nothing of its type is text (RFC 2045, 5.2). */
static bool is_text(const struct mhtml_fields *fields)
{
	return mhtml_is_type(fields, "text/plain") || mhtml_is_type(fields, "");
}

/* Is the part the root, or in the root, of what it stands in? */
static bool is_root(const struct walk *walk, const struct mhtml_fields *fields)
{
	const struct mhtml_level *level;
	struct str start;

	if (!walk->depth)
		return false;
	level = &walk->mhtml->level[walk->depth - 1];
	start = buf_str(&level->start);
	return level->root ||
	       (start.n && str_eq(start, mhtml_bare(fields->id)));
}

/* Which of the alternatives around it the next part belongs to. */
static size_t alternative(const struct walk *walk)
{
	return walk->depth ? walk->mhtml->level[walk->depth - 1].alternative
			   : 0;
}

static void set_start(struct walk *walk, const struct mhtml_fields *fields,
		      struct mhtml_level *level)
{
	buf_reset(&level->start);
	if (mhtml_is_type(fields, "multipart/related"))
		buf_add_str(&level->start, mhtml_bare(mime_parameter(
						   fields->type, STR("start"),
						   &walk->mhtml->spare)));
}

/* A multipart begins. False if its boundary is missing or not a line's, or
 * it stands too deep: then it is not taken apart. */
static bool push(struct walk *walk, const struct mhtml_fields *fields)
{
	struct mhtml_level *level;
	struct str boundary;

	if (walk->depth == MHTML_DEPTH_MAX)
		return false;
	boundary = mime_parameter(fields->type, STR("boundary"),
				  &walk->mhtml->spare);
	while (boundary.n && memchr(" \t\r", boundary.p[boundary.n - 1], 3))
		boundary.n--;
	if (!boundary.n || boundary.n > MHTML_BOUNDARY_MAX ||
	    memchr(boundary.p, '\n', boundary.n))
		return false;
	level = &walk->mhtml->level[walk->depth];
	buf_reset(&level->boundary);
	buf_add_text(&level->boundary, "--");
	buf_add_str(&level->boundary, boundary);
	set_start(walk, fields, level);
	level->root = is_root(walk, fields);
	level->alternative = alternative(walk);
	if (!level->alternative &&
	    mhtml_is_type(fields, "multipart/alternative"))
		level->alternative = ++walk->alternatives;
	walk->depth++;
	return true;
}

static bool is_better(const struct mhtml_part *part,
		      const struct mhtml_part *best)
{
	if (!best->body.p)
		return true;
	if (part->root != best->root)
		return part->root;
	return part->html && !best->html && part->alternative &&
	       part->alternative == best->alternative;
}

/* Behind a boundary: the part's header, and what comes of it. Its body is
 * known when the next boundary is. */
static void begin_part(struct walk *walk, struct mhtml_part *part)
{
	const struct mhtml_fields *fields = &part->fields;

	*part = (struct mhtml_part){0};
	if (!read_fields(walk, &part->fields))
		return;
	if (ascii_starts(mime_token(fields->type), STR("multipart/"))) {
		push(walk, fields);
		return;
	}
	part->html = is_html(fields);
	if (!part->html && !is_text(fields))
		return;
	part->root = is_root(walk, fields);
	part->alternative = alternative(walk);
	part->body = walk->rest;
}

static void walk_parts(struct walk *walk)
{
	struct mhtml_part part = {0};
	struct delimiter found;
	bool more;

	while (walk->depth) {
		struct str content;

		more = next_delimiter(walk, &content, &found);
		if (part.body.p && is_better(&part, &walk->best)) {
			part.body = content;
			part.open = !more;
			walk->best = part;
		}
		if (!more)
			break;
		part = (struct mhtml_part){0};
		walk->depth = found.last ? found.level : found.level + 1;
		if (!found.last)
			begin_part(walk, &part);
	}
}

const char *mhtml_find_page(struct mhtml *mhtml, struct str bytes,
			    struct mhtml_fields *message,
			    struct mhtml_part *page)
{
	struct walk walk = {.mhtml = mhtml, .rest = bytes};

	if (!read_fields(&walk, message))
		return "no end of its header (see --max-header)";
	if (!push(&walk, message))
		return "MHTML without a boundary";
	walk_parts(&walk);
	*page = walk.best;
	return page->body.p ? NULL : "MHTML without a page";
}
