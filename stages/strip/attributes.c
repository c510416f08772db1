#include "attributes.h"

/* The few names worth a look, by length first. */
static enum attribute_name name_find(struct str name)
{
	static const struct {
		char name[12];
		enum attribute_name number;
	} known[] = {
		{"id", ATTRIBUTE_ID},
		{"rel", ATTRIBUTE_REL},
		{"href", ATTRIBUTE_HREF},
		{"lang", ATTRIBUTE_LANG},
		{"name", ATTRIBUTE_NAME},
		{"open", ATTRIBUTE_OPEN},
		{"role", ATTRIBUTE_ROLE},
		{"type", ATTRIBUTE_TYPE},
		{"class", ATTRIBUTE_CLASS},
		{"style", ATTRIBUTE_STYLE},
		{"hidden", ATTRIBUTE_HIDDEN},
		{"content", ATTRIBUTE_CONTENT},
		{"datetime", ATTRIBUTE_DATETIME},
		{"itemprop", ATTRIBUTE_ITEMPROP},
		{"property", ATTRIBUTE_PROPERTY},
		{"aria-hidden", ATTRIBUTE_ARIA_HIDDEN},
	};
	/* the first in known[] of each length up to 12 */
	static const unsigned char from[] = {0,	 0,  0,	 1,  2,	 8,  10,
					     11, 12, 15, 15, 15, 16, 16};

	if (name.n + 1 >= sizeof(from))
		return ATTRIBUTE_COUNT;
	for (unsigned i = from[name.n]; i < from[name.n + 1]; i++)
		if (markup_is_name(name, (struct str){known[i].name, name.n}))
			return known[i].number;
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
