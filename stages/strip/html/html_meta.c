#include "html_meta.h"

#include "utf8.h"

/* A stamp and a byline stand within a few lines of their headline. */
#define NEAR_H1 ((size_t)8)

/* Of a value; no title, name or address is longer. */
#define VALUE_MAX ((size_t)64 * 1024)

static const uint32_t article_flags = BLOCK_IN_ARTICLE | BLOCK_IN_BODY;

/* A value with its references resolved, white space collapsed; in the
 * page's arena. */
static struct str value_copy(struct html_meta *meta, struct str raw,
			     enum squeeze_refs refs)
{
	const struct buf *out = &meta->scratch.out;

	squeezer_reset(&meta->scratch);
	squeezer_add(&meta->scratch, utf8_head(raw, VALUE_MAX), refs);
	return (struct str){
		arena_copy(&meta->page->arena, out->n ? out->p : "", out->n),
		out->n};
}

static struct str attribute_copy(struct html_meta *meta, struct str raw)
{
	return value_copy(meta, raw, SQUEEZE_ATTRIBUTE_REFS);
}

static struct str lower_copy(struct html_meta *meta, struct str raw)
{
	const struct str copy = attribute_copy(meta, raw);
	char *p = meta->scratch.out.p;

	if (!copy.n)
		return copy;
	for (size_t i = 0; i < copy.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] |= 0x20;
	return (struct str){arena_copy(&meta->page->arena, p, copy.n), copy.n};
}

static struct meta_item *item_add(struct html_meta *meta, int kind,
				  struct str value)
{
	struct meta_item *item = page_add_meta(meta->page);

	item->kind = kind;
	item->value = value;
	item->at = meta->page->count;
	return item;
}

/* Does an item that stands here belong to the article? */
static bool is_near(const struct html_meta *meta, uint32_t flags)
{
	return (flags & article_flags) ||
	       (meta->h1_at != SIZE_MAX &&
		meta->page->count - meta->h1_at <= NEAR_H1);
}

static void add_time(struct html_meta *meta, const struct str *value,
		     uint32_t flags)
{
	struct meta_item *item =
		item_add(meta, META_TIME,
			 attribute_copy(meta, value[ATTRIBUTE_DATETIME]));

	item->in_article = is_near(meta, flags);
	item->name = lower_copy(meta, value[ATTRIBUTE_ITEMPROP]);
}

/* Each of the names in a value is an item; those of itemprop say where they
 * stand, for there may be several articles on a page. */
static void add_names(struct html_meta *meta, const struct str *value,
		      enum attribute_name attribute, uint32_t flags)
{
	struct str rest = lower_copy(meta, value[attribute]), name;
	const struct str content =
		attribute_copy(meta, value[ATTRIBUTE_CONTENT]);

	if (attribute == ATTRIBUTE_NAME) {
		item_add(meta, META_NAME, content)->name = rest;
		return;
	}
	while (str_cut(&rest, ' ', &name)) {
		const bool scoped = attribute == ATTRIBUTE_ITEMPROP;
		struct meta_item *item =
			item_add(meta, scoped ? META_PROP : META_NAME, content);

		item->name = name;
		item->in_article = scoped && is_near(meta, flags);
	}
}

/* <meta name=a property=b content=c> is two items. */
static void add_named(struct html_meta *meta, const struct str *value,
		      uint32_t flags)
{
	static const enum attribute_name names[] = {
		ATTRIBUTE_NAME, ATTRIBUTE_PROPERTY, ATTRIBUTE_ITEMPROP};

	if (!value[ATTRIBUTE_CONTENT].p)
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (value[names[i]].n)
			add_names(meta, value, names[i], flags);
}

void html_meta_tag(struct html_meta *meta, enum tag tag,
		   const struct attributes *attributes, uint32_t flags)
{
	const struct str *value = attributes->value;

	if (tag == TAG_HTML && value[ATTRIBUTE_LANG].n)
		item_add(meta, META_LANG,
			 attribute_copy(meta, value[ATTRIBUTE_LANG]));
	else if (tag == TAG_META)
		add_named(meta, value, flags);
	else if (tag == TAG_LINK && value[ATTRIBUTE_REL].n &&
		 value[ATTRIBUTE_HREF].n)
		item_add(meta, META_LINK,
			 attribute_copy(meta, value[ATTRIBUTE_HREF]))
			->name = lower_copy(meta, value[ATTRIBUTE_REL]);
	else if (value[ATTRIBUTE_ITEMPROP].n && value[ATTRIBUTE_CONTENT].n)
		add_names(meta, value, ATTRIBUTE_ITEMPROP, flags);
	if (tag == TAG_TIME && value[ATTRIBUTE_DATETIME].n)
		add_time(meta, value, flags);
}

void html_meta_title(struct html_meta *meta, struct str raw)
{
	item_add(meta, META_TITLE, value_copy(meta, raw, SQUEEZE_TEXT_REFS));
}

void html_meta_jsonld(struct html_meta *meta, const struct markup *text)
{
	struct buf *out = &meta->scratch.out;

	squeezer_reset(&meta->scratch);
	markup_put_text(text, out);
	item_add(meta, META_JSONLD,
		 (struct str){arena_copy(&meta->page->arena, out->p, out->n),
			      out->n});
}

void html_meta_h1(struct html_meta *meta, const struct block *block)
{
	const struct page *page = meta->page;
	const size_t at = (size_t)(block - page->block);

	/* those before the last h1 are settled */
	for (size_t i = page->meta_count; i-- > 0;) {
		struct meta_item *item = &page->meta[i];

		if (item->kind == META_H1 || at - item->at > NEAR_H1)
			break;
		if (item->kind == META_TIME || item->kind == META_PROP)
			item->in_article = true;
	}
	item_add(meta, META_H1, utf8_head(block->text, VALUE_MAX))->in_article =
		block->flags & article_flags;
	meta->h1_at = at;
}

void html_meta_release(struct html_meta *meta)
{
	squeezer_release(&meta->scratch);
}
