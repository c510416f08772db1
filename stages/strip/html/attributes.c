#include "attributes.h"

#include "name_slots.h"

/* The few names worth a look. */
static const char known[ATTRIBUTE_COUNT][NAME_SIZE] = {
	[ATTRIBUTE_ID] = "id",
	[ATTRIBUTE_REL] = "rel",
	[ATTRIBUTE_HREF] = "href",
	[ATTRIBUTE_LANG] = "lang",
	[ATTRIBUTE_NAME] = "name",
	[ATTRIBUTE_OPEN] = "open",
	[ATTRIBUTE_ROLE] = "role",
	[ATTRIBUTE_TYPE] = "type",
	[ATTRIBUTE_CLASS] = "class",
	[ATTRIBUTE_STYLE] = "style",
	[ATTRIBUTE_HIDDEN] = "hidden",
	[ATTRIBUTE_CONTENT] = "content",
	[ATTRIBUTE_DATETIME] = "datetime",
	[ATTRIBUTE_ITEMPROP] = "itemprop",
	[ATTRIBUTE_PROPERTY] = "property",
	[ATTRIBUTE_ARIA_HIDDEN] = "aria-hidden",
};

static struct name_slots slots; /* one more than the number */

__attribute__((constructor)) static void fill_slots(void)
{
	for (unsigned i = 0; i < ATTRIBUTE_COUNT; i++)
		name_slots_add(&slots, known[i], i + 1);
}

static enum attribute_name name_find(struct str name)
{
	char lower[NAME_SIZE];

	if (!name_lower(name, lower))
		return ATTRIBUTE_COUNT;
	for (size_t slot = name_slot(lower); slots.number[slot];
	     slot = name_next_slot(slot)) {
		const unsigned number = slots.number[slot] - 1u;

		if (!memcmp(known[number], lower, sizeof(lower)))
			return number;
	}
	return ATTRIBUTE_COUNT;
}

void attributes_read(struct attributes *attributes, const struct markup *tag)
{
	*attributes = (struct attributes){0};
	for (size_t i = 0; i < tag->attributes; i++) {
		const struct attribute *a = &tag->attribute[i];
		const enum attribute_name name = name_find(a->name);

		if (name < ATTRIBUTE_COUNT && !attributes->value[name].p)
			attributes->value[name] = a->value;
	}
}

bool value_has_word(struct str value, struct str word)
{
	while (value.n) {
		size_t n = 0;

		while (n < value.n && (unsigned char)value.p[n] > ' ')
			n++;
		if (markup_is_name((struct str){value.p, n}, word))
			return true;
		value = str_skip(value, n + 1);
	}
	return false;
}

/* Does one declaration ("display : none !important") say so? */
static bool declares(struct str declaration, struct str property,
		     struct str value)
{
	const char *colon = memchr(declaration.p, ':', declaration.n);
	struct str name = {declaration.p, 0}, rest;

	if (!colon)
		return false;
	name.n = (size_t)(colon - declaration.p);
	rest = str_trim(str_skip(declaration, name.n + 1));
	if (rest.n > value.n)
		rest.n = value.n;
	return markup_is_name(str_trim(name), property) &&
	       markup_is_name(rest, value);
}

static bool style_hides(struct str style)
{
	struct str declaration;

	while (str_cut(&style, ';', &declaration))
		if (declares(declaration, STR("display"), STR("none")) ||
		    declares(declaration, STR("visibility"), STR("hidden")))
			return true;
	return false;
}

bool attributes_hide(const struct attributes *attributes)
{
	const struct str *value = attributes->value;

	if (value[ATTRIBUTE_HIDDEN].p &&
	    !markup_is_name(value[ATTRIBUTE_HIDDEN], STR("until-found")))
		return true;
	return markup_is_name(value[ATTRIBUTE_ARIA_HIDDEN], STR("true")) ||
	       style_hides(value[ATTRIBUTE_STYLE]);
}
