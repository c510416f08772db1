#include "strip.h"

#include "content.h"
#include "measure.h"
#include "roles.h"
#include "titles.h"

enum {
	SNIFF_BYTES = 4096,
	SNIFF_END_TAGS = 3,
};

uint32_t strip_keep_from(const char *names)
{
	struct str rest = str_from(names), name;
	uint32_t keep = STRIP_KEEP;

	while (str_cut(&rest, ',', &name)) {
		const enum role role = role_from(name);

		if (str_eq(name, STR("all")))
			keep |= (1u << ROLE_COUNT) - 1 - (1u << ROLE_CHROME);
		else if (role == ROLE_COUNT || role == ROLE_CHROME)
			return 0;
		else
			keep |= 1u << role;
	}
	return keep;
}

bool strip_drop_from(const char *names, uint32_t *drop)
{
	struct str rest = str_from(names), name;

	*drop = 0;
	while (str_cut(&rest, ',', &name)) {
		const enum role role = role_from(name);

		if (role == ROLE_COUNT || !(STRIP_KEEP & 1u << role))
			return false;
		*drop |= 1u << role;
	}
	return true;
}

bool strip_is_html(struct str page)
{
	const size_t start = page.n < SNIFF_BYTES ? page.n : SNIFF_BYTES;
	struct str head = {page.p, start};
	size_t ends = 0;

	head = str_trim(head);
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_trim(str_skip(head, 3));
	if (head.n >= 2 && *head.p == '<' &&
	    (head.p[1] == '!' || head.p[1] == '?' ||
	     ((head.p[1] | 32) >= 'a' && (head.p[1] | 32) <= 'z')))
		return true;
	while (head.n && (head.p = memchr(head.p, '<', head.n))) {
		head.n = (size_t)(page.p + start - head.p);
		ends += str_starts(head, STR("</"));
		head = str_skip(head, 1);
	}
	return ends >= SNIFF_END_TAGS;
}

static void read_jsonld(struct stripper *stripper, struct str url)
{
	const struct page *page = &stripper->article.page;
	const struct str canonical = metadata_address(page);

	jsonld_reset(&stripper->jsonld, canonical.n ? canonical : url);
	for (size_t i = 0; i < page->meta_count; i++)
		if (page->meta[i].kind == META_JSONLD)
			jsonld_read(&stripper->jsonld, page->meta[i].value);
}

bool strip_is_kept(const struct stripper *stripper, const struct line *line)
{
	/* a repeat goes whatever its role is */
	return line->rule == RULE_KEEP ||
	       (stripper->keep & 1u << line->role &&
		line->rule != RULE_REPEAT && line->rule != RULE_DROPPED);
}

/* Last of all, so that no other line's fate depends on it. */
static void drop_lines(struct stripper *stripper)
{
	struct article *article = &stripper->article;

	for (size_t i = 0; i < article->page.count; i++)
		if (article->line[i].rule == RULE_KEEP &&
		    stripper->drop & 1u << article->line[i].role)
			article->line[i].rule = RULE_DROPPED;
}

/* Count what became of the lines, for the summary. */
static void count_lines(struct stripper *stripper)
{
	const struct article *article = &stripper->article;
	uint64_t kept = 0;

	for (size_t i = 0; i < article->page.count; i++)
		kept += strip_is_kept(stripper, &article->line[i]);
	stripper->pages++;
	stripper->empty += !kept;
	stripper->kept += kept;
	stripper->stripped += article->page.count - kept;
}

void strip_page(struct stripper *stripper, bool html, struct str content,
		const struct evidence *evidence)
{
	struct article *article = &stripper->article;

	article_reset(article);
	article->saved_text = !html;
	if (html)
		page_from_html(&article->page, content);
	else
		page_from_text(&article->page, content);
	read_jsonld(stripper, evidence->url);
	declared_set(&article->declared, buf_str(&stripper->jsonld.body));
	metadata_language_declared(article);
	measure_lines(article);
	metadata_site(article, &stripper->jsonld);
	titles_declared(article, &stripper->jsonld, evidence->title);
	content_choose(article);
	if (!article->title.n)
		titles_from_lines(article);
	roles_decide(article);
	metadata_language(article);
	metadata_author(article, &stripper->jsonld, evidence);
	metadata_created(article, &stripper->jsonld, evidence);
	drop_lines(stripper);
	count_lines(stripper);
}

static bool has_kind(const struct record *record, const char *name, char kind)
{
	const struct str value = record_find(record, name);

	return value.p && json_kind(value) == kind;
}

bool strip_is_done(const struct record *record)
{
	return has_kind(record, "text", '"') &&
	       has_kind(record, "roles", '[') &&
	       has_kind(record, "stripped", '[');
}

void strip_document(struct stripper *stripper, const struct record *head,
		    bool html, struct str content)
{
	static const char *const names[] = {
		"url",		"fetched",	 "input_title",
		"input_author", "input_created", "date",
	};
	struct evidence evidence;
	struct str *const fields[] = {
		&evidence.url,	  &evidence.fetched, &evidence.title,
		&evidence.author, &evidence.created, &evidence.date,
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		buf_reset(&stripper->evidence[i]);
		record_text(head, names[i], &stripper->evidence[i]);
		*fields[i] = buf_str(&stripper->evidence[i]);
	}
	strip_page(stripper, html, content, &evidence);
}

bool strip_record(struct stripper *stripper, const struct record *record,
		  struct error *error)
{
	bool html;

	buf_reset(&stripper->content);
	html = record_text(record, "html", &stripper->content);
	if (!html && !record_text(record, "text", &stripper->content)) {
		error->what = "no 'html' or 'text': run winnow-read before";
		return false;
	}
	strip_document(stripper, record, html, buf_str(&stripper->content));
	return true;
}

static void put_text(const struct stripper *stripper, struct buf *out)
{
	const struct article *article = &stripper->article;
	bool any = false;

	json_put_key(out, "text");
	buf_add_char(out, '"');
	for (size_t i = 0; i < article->page.count; i++) {
		if (!strip_is_kept(stripper, &article->line[i]))
			continue;
		if (any)
			buf_add_text(out, "\\n");
		json_put_part(out, article->page.block[i].text);
		any = true;
	}
	buf_add_char(out, '"');
}

static void put_roles(const struct stripper *stripper, struct buf *out)
{
	const struct article *article = &stripper->article;
	bool any = false;

	json_put_key(out, "roles");
	buf_add_char(out, '[');
	for (size_t i = 0; i < article->page.count; i++) {
		if (!strip_is_kept(stripper, &article->line[i]))
			continue;
		buf_add_str(out, any ? STR(",\"") : STR("\""));
		buf_add_text(out, role_name(article->line[i].role));
		buf_add_char(out, '"');
		any = true;
	}
	buf_add_char(out, ']');
}

/* There are many of these: pieces as long as can be. */

static void put_stripped(const struct stripper *stripper, struct buf *out)
{
	const struct article *article = &stripper->article;
	uint64_t at = 0;
	bool any = false;

	json_put_key(out, "stripped");
	buf_add_char(out, '[');
	for (size_t i = 0; i < article->page.count; i++) {
		const struct line *line = &article->line[i];

		if (strip_is_kept(stripper, line)) {
			at++;
			continue;
		}
		buf_add_str(out, any ? STR(",{\"at\":") : STR("{\"at\":"));
		buf_add_uint(out, at);
		buf_add_str(out, STR(",\"rule\":\""));
		buf_add_text(out, rule_name(line->rule));
		buf_add_str(out, STR("\",\"role\":\""));
		buf_add_text(out, role_name(line->role));
		buf_add_str(out, STR("\",\"text\":\""));
		json_put_part(out, article->page.block[i].text);
		buf_add_str(out, STR("\"}"));
		any = true;
	}
	buf_add_char(out, ']');
}

static void put_string(struct buf *out, const char *name, struct str value)
{
	json_put_key(out, name);
	json_put_string(out, value);
}

void strip_put(const struct stripper *stripper, const struct record *record,
	       struct buf *out)
{
	static const char *const drop[] = {
		"html",	  "text",     "roles",	      "title",
		"author", "created",  "created_from", "lang",
		"site",	  "stripped", NULL,
	};
	const struct article *article = &stripper->article;
	struct buf created = {0};

	record_open(record, drop, out);
	put_text(stripper, out);
	put_roles(stripper, out);
	put_string(out, "title", buf_str(&article->title));
	put_string(out, "author", buf_str(&article->author));
	date_put(&created, &article->created);
	put_string(out, "created", buf_str(&created));
	put_string(out, "created_from",
		   str_from(created_from_name(article->created_from)));
	put_string(out, "lang", str_from(article->lang));
	put_string(out, "site", buf_str(&article->site));
	put_stripped(stripper, out);
	record_close(out);
	buf_release(&created);
}

/* Start a page for people; title may be empty. */
static void put_plain_title(uint64_t pages, struct str title, struct buf *out)
{
	if (pages > 1)
		buf_add_text(out, "\n\n");
	if (title.n) {
		buf_add_str(out, title);
		buf_add_char(out, '\n');
	}
}

static void put_plain_line(struct str line, struct buf *out)
{
	buf_add_char(out, '\n');
	buf_add_str(out, line);
	buf_add_char(out, '\n');
}

void strip_put_plain(const struct stripper *stripper, struct buf *out)
{
	const struct article *article = &stripper->article;

	put_plain_title(stripper->pages, buf_str(&article->title), out);
	for (size_t i = 0; i < article->page.count; i++)
		if (strip_is_kept(stripper, &article->line[i]))
			put_plain_line(article->page.block[i].text, out);
}

void strip_put_plain_done(struct stripper *stripper,
			  const struct record *record, struct buf *out)
{
	struct buf *content = &stripper->content;
	struct str rest, line;

	buf_reset(content);
	record_text(record, "title", content);
	put_plain_title(++stripper->pages, buf_str(content), out);
	buf_reset(content);
	record_text(record, "text", content);
	rest = buf_str(content);
	while (str_cut(&rest, '\n', &line))
		put_plain_line(line, out);
}

void strip_release(struct stripper *stripper)
{
	article_release(&stripper->article);
	jsonld_release(&stripper->jsonld);
	buf_release(&stripper->content);
	record_release(&stripper->head);
	for (size_t i = 0; i < 6; i++)
		buf_release(&stripper->evidence[i]);
}
