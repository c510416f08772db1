#include "keys.h"

#include "json.h"

static struct str quoted(struct str name)
{
	return (struct str){name.p - 1, name.n + 2};
}

static const struct field *top_level(const struct record *record,
				     struct str name)
{
	size_t i;

	for (i = 0; i < record->count; i++)
		if (json_is(quoted(record->field[i].name), name))
			return &record->field[i];
	return NULL;
}

/* Cut the first name off key; false if there is but one. */
static bool cut_name(struct str *key, struct str *name)
{
	const char *dot = key->n ? memchr(key->p, '.', key->n) : NULL;

	return dot && str_cut(key, '.', name);
}

/* An object's member, the first of its name. */
static struct str member(struct str object, struct str name)
{
	if (json_kind(object) != '{')
		return (struct str){0};
	return json_member(object, name);
}

static struct str nested(struct str object, struct str key)
{
	struct str found, name;

	for (;;) {
		found = member(object, key);
		if (found.p || !cut_name(&key, &name))
			return found;
		object = member(object, name);
		if (!object.p)
			return object;
	}
}

struct found keys_find(const struct record *record, struct str key)
{
	const struct field *field = top_level(record, key);
	struct str name;

	if (field)
		return (struct found){field->value, field};
	if (!cut_name(&key, &name))
		return (struct found){0};
	field = top_level(record, name);
	if (!field)
		return (struct found){0};
	return (struct found){nested(field->value, key), NULL};
}
