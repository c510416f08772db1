#include "roster.h"

#include <stdlib.h>

#include "json.h"
#include "mem.h"
#include "msg.h"

void roster_init(struct roster *roster, size_t memory)
{
	*roster = (struct roster){.spool = spool_new(memory)};
}

static void put_value(struct buf *out, const char *name, struct str value)
{
	json_put_key(out, name);
	if (value.p)
		buf_add_str(out, value);
	else
		buf_add_text(out, "\"\"");
}

static void put_from(struct buf *out, const struct record *record,
		     const char *name)
{
	put_value(out, name, record_find(record, name));
}

/* Date, event, arrival: "~" sorts after any digit, so undated come last. */
static void make_key(struct roster *roster, struct str event)
{
	const struct str date = json_plain(json_member(event, STR("date")));
	const struct str id = json_plain(json_member(event, STR("id")));

	buf_reset(&roster->key);
	buf_add_str(&roster->key, date.n ? date : STR("~"));
	buf_add_char(&roster->key, '\0');
	buf_add_str(&roster->key, id);
}

void roster_add(struct roster *roster, const struct record *record)
{
	const struct str event = record_find(record, "event");
	struct buf *row = &roster->row;

	make_key(roster, event);
	buf_reset(row);
	buf_add_char(row, '{');
	put_value(row, "event", event);
	json_put_key(row, "member");
	buf_add_char(row, '{');
	put_from(row, record, "id");
	put_from(row, record, "source");
	put_from(row, record, "created");
	put_from(row, record, "fate");
	put_from(row, record, "url");
	put_from(row, record, "title");
	buf_add_char(row, '}');
	put_from(row, record, "copies");
	buf_add_char(row, '}');
	roster->members++;
	spool_add(roster->spool, buf_str(&roster->key), buf_str(row));
}

/* One event under way. */
struct event {
	struct buf key;
	struct buf head;    /* {"id":...,"date":... */
	struct buf first;   /* the first member */
	struct buf sources; /* outlet spans, newline each */
	struct buf members; /* array under way */
	struct buf copies;  /* items with "id" put in front, newline each */
	struct buf ids;	    /* spans of the members' ids, newline each */
	size_t count;
};

static void event_begin(struct event *event, struct str key, struct str object)
{
	buf_reset(&event->key);
	buf_add_str(&event->key, key);
	buf_reset(&event->head);
	buf_add_char(&event->head, '{');
	put_value(&event->head, "id", json_member(object, STR("id")));
	put_value(&event->head, "date", json_member(object, STR("date")));
	put_value(&event->head, "from", json_member(object, STR("from")));
	put_value(&event->head, "sure", json_member(object, STR("sure")));
	buf_reset(&event->first);
	buf_reset(&event->sources);
	buf_reset(&event->members);
	buf_reset(&event->copies);
	buf_reset(&event->ids);
	event->count = 0;
}

static void event_add(struct event *event, struct str member, struct str copies)
{
	const struct str id = json_member(member, STR("id"));
	const struct str source = json_member(member, STR("source"));
	struct str item;

	if (!event->count++)
		buf_add_str(&event->first, member);
	else
		buf_add_char(&event->members, ',');
	buf_add_str(&event->members, member);
	buf_add_str(&event->sources, source);
	buf_add_char(&event->sources, '\n');
	buf_add_str(&event->ids, id);
	buf_add_char(&event->ids, '\n');
	while (json_next_item(&copies, &item)) {
		buf_add_str(&event->copies, id);
		buf_add_str(&event->copies, item);
		buf_add_char(&event->copies, '\n');
	}
}

static int by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	const int order = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);

	return order ? order : (x->n > y->n) - (x->n < y->n);
}

/* The count lines in text as a sorted table, for bsearch() and outlets. */
static struct str *sorted_lines(const struct buf *text, size_t count)
{
	struct str *table = xreallocarray(NULL, count, sizeof(*table));
	struct str rest = buf_str(text);

	for (size_t i = 0; i < count; i++)
		str_cut(&rest, '\n', &table[i]);
	qsort(table, count, sizeof(*table), by_bytes);
	return table;
}

static void put_outlets(struct buf *out, const struct event *event)
{
	struct str *sources = sorted_lines(&event->sources, event->count);

	json_put_key(out, "outlets");
	buf_add_char(out, '[');
	for (size_t i = 0; i < event->count; i++) {
		if (i && str_eq(sources[i], sources[i - 1]))
			continue;
		json_put_sep(out);
		buf_add_str(out, sources[i]);
	}
	buf_add_char(out, ']');
	free(sources);
}

/* Paragraphs that one member copies from another: "shared":[...] */
static void put_shared(struct buf *out, const struct event *event)
{
	struct str *ids = sorted_lines(&event->ids, event->count);
	struct str rest = buf_str(&event->copies), line;

	json_put_key(out, "shared");
	buf_add_char(out, '[');
	while (str_cut(&rest, '\n', &line)) {
		const char *brace = memchr(line.p, '{', line.n);
		const struct str id = {line.p, (size_t)(brace - line.p)};
		const struct str copy = str_skip(line, id.n);
		const struct str of = json_member(copy, STR("of"));

		if (!bsearch(&of, ids, event->count, sizeof(*ids), by_bytes))
			continue;
		json_put_sep(out);
		buf_add_text(out, "{\"id\":");
		buf_add_str(out, id);
		buf_add_char(out, ',');
		buf_add(out, copy.p + 1, copy.n - 1);
	}
	buf_add_char(out, ']');
	free(ids);
}

static void event_end(const struct event *event, struct buf *line)
{
	buf_reset(line);
	buf_add_str(line, buf_str(&event->head));
	json_put_key(line, "size");
	buf_add_uint(line, event->count);
	put_value(line, "first", buf_str(&event->first));
	put_outlets(line, event);
	json_put_key(line, "members");
	buf_add_char(line, '[');
	buf_add_str(line, buf_str(&event->members));
	buf_add_char(line, ']');
	put_shared(line, event);
	buf_add_text(line, "}\n");
}

static void event_release(struct event *event)
{
	buf_release(&event->key);
	buf_release(&event->head);
	buf_release(&event->first);
	buf_release(&event->sources);
	buf_release(&event->members);
	buf_release(&event->copies);
	buf_release(&event->ids);
}

uint64_t roster_write(struct roster *roster,
		      void (*put)(struct str line, void *context),
		      void *context)
{
	struct event event = {0};
	struct buf line = {0};
	struct str key, row;
	uint64_t events = 0;

	spool_rewind(roster->spool);
	while (spool_next(roster->spool, &key, &row)) {
		if (!events || !str_eq(key, buf_str(&event.key))) {
			if (events++) {
				event_end(&event, &line);
				put(buf_str(&line), context);
			}
			event_begin(&event, key,
				    json_member(row, STR("event")));
		}
		event_add(&event, json_member(row, STR("member")),
			  json_member(row, STR("copies")));
	}
	if (events) {
		event_end(&event, &line);
		put(buf_str(&line), context);
	}
	event_release(&event);
	buf_release(&line);
	return events;
}

void roster_release(struct roster *roster)
{
	spool_free(roster->spool);
	buf_release(&roster->key);
	buf_release(&roster->row);
}
