#include "mhtml.h"

#include "mail_date.h"
#include "mime.h"
#include "sniff.h"

enum { HEADER_MAX = 64 << 10 };

/* How much a part is the document. */
enum rank { RANK_NONE, RANK_TEXT, RANK_HTML, RANK_START };

struct fields {
	struct str type, encoding, location, snapshot, id, disposition, date;
};

/* A part that is no multipart. */
struct leaf {
	struct fields fields;
	struct str body;
	enum rank rank;
};

struct scan {
	struct mhtml *mhtml;
	struct str start; /* the Content-ID of the document, if it is named */
	struct leaf leaf; /* the open part; rank: NONE if there is none */
	struct leaf best;
};

static void take_fields(struct str header, struct fields *fields)
{
	const struct {
		struct str name;
		struct str *value;
	} known[] = {
		{STR_INIT("content-type"), &fields->type},
		{STR_INIT("content-transfer-encoding"), &fields->encoding},
		{STR_INIT("content-location"), &fields->location},
		{STR_INIT("snapshot-content-location"), &fields->snapshot},
		{STR_INIT("content-id"), &fields->id},
		{STR_INIT("content-disposition"), &fields->disposition},
		{STR_INIT("date"), &fields->date},
	};
	struct str name, value;
	size_t i;

	*fields = (struct fields){0};
	while (mime_header_next(&header, &name, &value))
		for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			if (!known[i].value->n &&
			    mime_is_name(name, known[i].name))
				*known[i].value = value;
}

static bool is_multipart(struct str type)
{
	return sniff_starts(type, STR("multipart/"));
}

static bool is_html(struct str type)
{
	return mime_is_type(type, STR("text/html")) ||
	       mime_is_type(type, STR("application/xhtml+xml"));
}

/* A field's name is of printable ASCII without a colon (RFC 5322, 2.2). */
static bool is_field(struct str line)
{
	size_t i;

	for (i = 0; i < line.n && line.p[i] != ':'; i++)
		if (line.p[i] <= ' ' || line.p[i] == 0x7f)
			return false;
	return i && i < line.n;
}

bool mhtml_is(struct str head)
{
	struct str line, rest = head;
	bool first = true;

	while (str_cut(&rest, '\n', &line)) {
		const bool folded =
			line.n && (line.p[0] == ' ' || line.p[0] == '\t');

		if (!str_trim(line).n || (first && folded) ||
		    (!folded && !is_field(line)))
			return false;
		first = false;
		if (sniff_starts(line, STR("content-type:")))
			return is_multipart(str_trim(str_skip(line, 13)));
	}
	return false;
}

/* <x> as x: an id with its brackets or without. */
static struct str without_brackets(struct str id)
{
	if (id.n > 1 && id.p[0] == '<' && id.p[id.n - 1] == '>')
		return (struct str){id.p + 1, id.n - 2};
	return id;
}

static void push(struct mhtml *mhtml, struct str type)
{
	struct str boundary =
		mime_parameter(type, STR("boundary"), &mhtml->spare);
	struct buf *own;

	if (mhtml->depth == MHTML_DEPTH_MAX || !boundary.n)
		return;
	own = &mhtml->boundary[mhtml->depth++];
	buf_reset(own);
	buf_add_text(own, "--");
	buf_add_str(own, boundary);
}

static enum rank rank_of(const struct scan *scan, const struct fields *fields)
{
	const bool plain = mime_is_type(fields->type, STR("text/plain"));

	if ((!is_html(fields->type) && !plain) ||
	    mime_is_type(fields->disposition, STR("attachment")))
		return RANK_NONE;
	if (scan->start.n &&
	    str_eq(without_brackets(fields->id), without_brackets(scan->start)))
		return RANK_START;
	return plain ? RANK_TEXT : RANK_HTML;
}

/* A part begins; header_end: no header goes beyond it. */
static void begin_part(struct scan *scan, struct str rest, size_t header_end)
{
	struct mhtml *mhtml = scan->mhtml;
	struct str header;

	if (header_end > mhtml->header_max)
		header_end = mhtml->header_max;
	header = mime_header(rest, header_end);
	if (!header.p)
		return;
	take_fields(header, &scan->leaf.fields);
	if (is_multipart(scan->leaf.fields.type)) {
		push(mhtml, scan->leaf.fields.type);
		return;
	}
	scan->leaf.rank = rank_of(scan, &scan->leaf.fields);
	scan->leaf.body = str_skip(rest, header.n);
}

/* The line end before a boundary is the boundary's. */
static void end_part(struct scan *scan, const char *end)
{
	struct str *body = &scan->leaf.body;

	if (scan->leaf.rank > scan->best.rank) {
		body->n = end > body->p ? (size_t)(end - body->p) : 0;
		if (body->n && body->p[body->n - 1] == '\n')
			body->n--;
		if (body->n && body->p[body->n - 1] == '\r')
			body->n--;
		scan->best = scan->leaf;
	}
	scan->leaf.rank = RANK_NONE;
}

/* Which boundary is the line, counted from 1 at the outermost; 0: none.
 * *last: it is the last of its multipart. */
static size_t find_boundary(const struct mhtml *mhtml, struct str line,
			    bool *last)
{
	size_t i;

	for (i = mhtml->depth; i; i--) {
		const struct str boundary = buf_str(&mhtml->boundary[i - 1]);
		struct str rest;

		if (!str_starts(line, boundary))
			continue;
		rest = str_skip(line, boundary.n);
		*last = str_starts(rest, STR("--"));
		if (!str_trim(str_skip(rest, *last ? 2 : 0)).n)
			return i;
	}
	return 0;
}

/* The next line that begins with "--"; NULL if there is none. */
static const char *next_dashes(struct str rest)
{
	const char *at = rest.n ? memmem(rest.p, rest.n, "\n--", 3) : NULL;

	return at ? at + 1 : NULL;
}

/* All parts of the body; true if the outermost multipart was ended. */
static bool scan_parts(struct scan *scan, struct str rest)
{
	struct mhtml *mhtml = scan->mhtml;
	const char *at =
		str_starts(rest, STR("--")) ? rest.p : next_dashes(rest);

	while (at) {
		const char *next;
		struct str line = {0};
		size_t level;
		bool last;

		rest = str_skip(rest, (size_t)(at - rest.p));
		level = 0;
		if (str_cut(&rest, '\n', &line))
			level = find_boundary(mhtml, line, &last);
		next = str_starts(rest, STR("--")) ? rest.p : next_dashes(rest);
		if (level) {
			end_part(scan, at);
			mhtml->depth = last ? level - 1 : level;
			if (!mhtml->depth)
				return true;
			if (!last)
				begin_part(scan, rest,
					   next ? (size_t)(next - rest.p)
						: rest.n);
		}
		at = next;
	}
	end_part(scan, rest.p + rest.n);
	return false;
}

static bool is_absolute(struct str url)
{
	return sniff_starts(url, STR("http://")) ||
	       sniff_starts(url, STR("https://")) ||
	       sniff_starts(url, STR("file://"));
}

static bool decode(struct mhtml *mhtml, const struct leaf *leaf,
		   struct str *body)
{
	const struct str encoding = leaf->fields.encoding;

	*body = leaf->body;
	if (!encoding.n || mime_is_type(encoding, STR("7bit")) ||
	    mime_is_type(encoding, STR("8bit")) ||
	    mime_is_type(encoding, STR("binary")))
		return true;
	buf_reset(&mhtml->body);
	if (mime_is_type(encoding, STR("quoted-printable")))
		mime_quoted_printable(leaf->body, &mhtml->body);
	else if (mime_is_type(encoding, STR("base64")))
		mime_base64(leaf->body, &mhtml->body);
	else
		return false;
	*body = buf_str(&mhtml->body);
	return true;
}

static void fill(struct mhtml *mhtml, const struct leaf *leaf,
		 const struct fields *fields, struct mhtml_page *page)
{
	const struct str urls[] = {leaf->fields.location, fields->snapshot,
				   fields->location};
	size_t i;

	page->html = is_html(leaf->fields.type);
	buf_reset(&mhtml->charset);
	buf_add_str(&mhtml->charset,
		    mime_parameter(leaf->fields.type, STR("charset"),
				   &mhtml->spare));
	page->charset = buf_str(&mhtml->charset);
	for (i = sizeof(urls) / sizeof(urls[0]); i; i--)
		if (is_absolute(urls[i - 1]))
			page->url = urls[i - 1];
	buf_reset(&mhtml->date);
	mail_date_put(fields->date, &mhtml->date);
	page->date = buf_str(&mhtml->date);
}

bool mhtml_read(struct mhtml *mhtml, struct str message,
		struct mhtml_page *page, const char **why)
{
	struct scan scan = {.mhtml = mhtml};
	struct buf start = {0};
	struct fields fields;
	struct str header;

	*page = (struct mhtml_page){0};
	if (!mhtml->header_max)
		mhtml->header_max = HEADER_MAX;
	*why = "no end of its header (see --max-header)";
	header = mime_header(message, mhtml->header_max);
	if (!header.p)
		return false;
	take_fields(header, &fields);
	scan.start = mime_parameter(fields.type, STR("start"), &start);
	mhtml->depth = 0;
	push(mhtml, fields.type);
	page->truncated = !scan_parts(&scan, str_skip(message, header.n));
	buf_release(&start);
	*why = "MHTML without a page in it";
	if (!scan.best.rank)
		return false;
	fill(mhtml, &scan.best, &fields, page);
	*why = "MHTML in an unknown transfer encoding";
	return decode(mhtml, &scan.best, &page->body);
}

void mhtml_release(struct mhtml *mhtml)
{
	size_t i;

	for (i = 0; i < MHTML_DEPTH_MAX; i++)
		buf_release(&mhtml->boundary[i]);
	buf_release(&mhtml->body);
	buf_release(&mhtml->date);
	buf_release(&mhtml->charset);
	buf_release(&mhtml->spare);
}
