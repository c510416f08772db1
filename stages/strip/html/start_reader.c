#include "start_reader.h"

void start_reader_init(struct start_reader *reader)
{
	*reader = (struct start_reader){0};
}

static struct class_words words_of(struct start_reader *reader,
				   struct str value)
{
	const size_t step = value.n / 16 + 1;
	uint32_t slot = 2166136261u; /* FNV-1a over some of the bytes */

	if (!value.n)
		return (struct class_words){0};
	for (size_t i = 0; i < value.n; i += step)
		slot = (slot ^ (unsigned char)value.p[i]) * 16777619u;
	slot = (slot ^ slot >> 16 ^ (uint32_t)value.n) % START_CACHE;
	if (!str_eq(reader->cache[slot].value, value)) {
		reader->cache[slot].value = value;
		reader->cache[slot].words = class_words_read(value);
	}
	return reader->cache[slot].words;
}

/* The roles of WAI-ARIA 1.2 that say where a text stands. */
static uint32_t role_flags(struct str role)
{
	static const struct {
		char role[16];
		uint32_t flags;
	} roles[] = {
		{"alertdialog", BLOCK_NAME_BAD},
		{"article", BLOCK_IN_ARTICLE},
		{"banner", BLOCK_IN_HEADER},
		{"complementary", BLOCK_IN_ASIDE},
		{"contentinfo", BLOCK_IN_FOOTER},
		{"dialog", BLOCK_NAME_BAD},
		{"form", BLOCK_IN_FORM},
		{"main", BLOCK_IN_ARTICLE},
		{"menu", BLOCK_IN_NAV},
		{"menubar", BLOCK_IN_NAV},
		{"navigation", BLOCK_IN_NAV},
		{"search", BLOCK_IN_FORM},
		{"tooltip", BLOCK_NAME_BAD},
	};

	for (size_t i = 0; role.n && i < sizeof(roles) / sizeof(*roles); i++)
		if (markup_is_name(role, str_from(roles[i].role)))
			return roles[i].flags;
	return 0;
}

struct element_start start_reader_read(struct start_reader *reader,
				       enum tag tag)
{
	const struct str *value = reader->attributes.value;
	const struct class_words class =
		words_of(reader, value[ATTRIBUTE_CLASS]);
	const struct class_words id = words_of(reader, value[ATTRIBUTE_ID]);
	const struct class_words itemprop =
		words_of(reader, value[ATTRIBUTE_ITEMPROP]);
	struct element_start start = {
		.tag = tag,
		.flags = element_kinds[tag].flags |
			 role_flags(value[ATTRIBUTE_ROLE]) | class.flags |
			 id.flags | itemprop.flags,
		.class_hash = class.hash,
		.comments = class.comments | id.comments | itemprop.comments,
		.link = tag == TAG_A && value[ATTRIBUTE_HREF].p,
	};

	if (attributes_hide(&reader->attributes) ||
	    (tag == TAG_DIALOG && !value[ATTRIBUTE_OPEN].p))
		start.flags |= BLOCK_HIDDEN;
	if (value_has_word(value[ATTRIBUTE_REL], STR("author")))
		start.flags |= BLOCK_NAME_BYLINE;
	if (value_has_word(value[ATTRIBUTE_REL], STR("tag")))
		start.flags |= BLOCK_NAME_BAD;
	return start;
}
