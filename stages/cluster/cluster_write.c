/* Writing records with their events, and lines of events. */
#include <endian.h>
#include <stdlib.h>

#include "bits.h"
#include "cluster.h"
#include "date.h"
#include "digest.h"
#include "json.h"
#include "keyterms.h"
#include "msg.h"
#include "output.h"
#include "record.h"

struct writing {
	struct events *events;
	struct coverage *coverage; /* or NULL */
	bool remembers;		   /* there is an index */
	struct bits told;	   /* events that get a line, by their first */
	uint32_t *turn;		   /* or NULL: each in canonical order */
	struct spool *waiting;	   /* by turn, or NULL */
	uint32_t next;		   /* document that events_next() gives */
	struct record record;
	struct tokens tokens;
	struct buf text, row, line; /* scratch */
};

/* What of an event stands in records and in lines of events alike, behind its
 * id. */
static void put_members(struct buf *out, const struct event *event)
{
	static const char *const froms[] = {
		[FACTS_NOTHING] = "",
		[FACTS_CREATED] = "created",
		[FACTS_TEXT] = "text",
	};
	struct date date;

	json_put_key(out, "date");
	buf_add_char(out, '"');
	if (event->day != FACTS_NO_DAY) {
		date_of_days(event->day, &date);
		date_put(out, &date);
	}
	buf_add_char(out, '"');
	json_put_key(out, "from");
	json_put_string(out, str_from(froms[event->from]));
	json_put_key(out, "sure");
	json_put_share(out, event->sure);
	json_put_key(out, "size");
	buf_add_uint(out, event->size);
}

static void put_line(struct writing *writing, uint32_t document,
		     struct buf *out)
{
	static const char *const drop[] = {"event", NULL};
	const struct event event = events_of(writing->events, document);

	record_open(&writing->record, drop, out);
	json_put_key(out, "event");
	buf_add_char(out, '{');
	json_put_key(out, "id");
	events_put_id(writing->events, document, out);
	put_members(out, &event);
	json_put_key(out, "links");
	events_put_links(writing->events, document, out);
	json_put_key(out, "score");
	json_put_share(out, events_score(writing->events, document));
	buf_add_char(out, '}');
	record_close(out);
}

/* For coverage_write(). */
static void put_head(void *data, uint32_t first, struct buf *out)
{
	struct writing *const writing = data;
	const struct event event = events_of(writing->events, first);

	json_put_key(out, "id");
	events_put_event_id(writing->events, first, out);
	put_members(out, &event);
	json_put_key(out, "links");
	events_put_event_links(writing->events, first, out);
}

/* The row of a new document, with the words of its event that it has. */
static void make_row(struct writing *writing, const struct gathered *gathered,
		     uint32_t document)
{
	struct heavy term[KEYTERMS_WANTED];
	const size_t n =
		events_terms(writing->events, document, term, KEYTERMS_WANTED);

	buf_reset(&writing->text);
	record_text(&writing->record, "title", &writing->text);
	buf_add_char(&writing->text, '\n');
	record_text(&writing->record, "text", &writing->text);
	buf_reset(&writing->row);
	buf_add_str(&writing->row, gathered->kept.row);
	json_put_key(&writing->row, "terms");
	buf_add_char(&writing->row, '[');
	keyterms_find(term, n, buf_str(&writing->text), &writing->tokens,
		      &writing->row);
	buf_add_text(&writing->row, "]}");
}

/* Documents of earlier batches stand between those of this one: tell of them
 * until the next that is new. False if there is none. */
static bool next_new(struct writing *writing, struct gathered *gathered)
{
	while (events_next(writing->events, gathered)) {
		const uint32_t document = writing->next++;
		const uint32_t first =
			events_of(writing->events, document).first;

		if (gathered->event == GATHER_NEW)
			return true;
		if (writing->coverage &&
		    (bits_get(&writing->told, first) ||
		     events_linked_now(writing->events, first)))
			coverage_add(writing->coverage, first, document,
				     gathered->kept.row);
	}
	return false;
}

/* Tell of a document of the batch; one that the index has comes by itself. */
static void tell(struct writing *writing, uint32_t document)
{
	struct gathered gathered;

	if (!events_is_new(writing->events, document) ||
	    !next_new(writing, &gathered))
		return;
	make_row(writing, &gathered, document);
	if (writing->coverage)
		coverage_add(writing->coverage,
			     events_of(writing->events, document).first,
			     document, buf_str(&writing->row));
	if (writing->remembers)
		events_remember(writing->events, &gathered.kept, document,
				buf_str(&writing->row));
}

static void put(struct writing *writing, uint32_t document)
{
	uint32_t key;

	if (!writing->turn) {
		put_line(writing, document, output_buf());
		output_flush_if_full();
		return;
	}
	key = htobe32(writing->turn[document]);
	buf_reset(&writing->line);
	put_line(writing, document, &writing->line);
	spool_add(writing->waiting,
		  (struct str){(const char *)&key, sizeof(key)},
		  buf_str(&writing->line));
}

static void put_waiting(struct writing *writing)
{
	struct str key, line;

	spool_rewind(writing->waiting);
	while (spool_next(writing->waiting, &key, &line)) {
		buf_add_str(output_buf(), line);
		output_flush_if_full();
	}
}

static void scan(struct record *record, struct str line)
{
	struct error error;

	if (!record_scan(record, line, &error))
		die("a held record is damaged: %s", error.what);
}

static void write_records(struct writing *writing, struct cluster *cluster)
{
	struct str key, line;

	spool_rewind(cluster->records);
	for (uint32_t i = 0; spool_next(cluster->records, &key, &line); i++) {
		const uint32_t document = events_document(writing->events, i);

		scan(&writing->record, line);
		if (writing->coverage || writing->remembers)
			tell(writing, document);
		put(writing, document);
	}
}

static void writing_release(struct writing *writing)
{
	bits_release(&writing->told);
	free(writing->turn);
	spool_free(writing->waiting);
	record_release(&writing->record);
	tokens_release(&writing->tokens);
	buf_release(&writing->text);
	buf_release(&writing->row);
	buf_release(&writing->line);
}

void cluster_write(struct cluster *cluster)
{
	struct writing writing = {
		.events = cluster->events,
		.coverage = cluster->coverage,
		.remembers = cluster->options->index,
		.turn = events_turns(cluster->events),
	};
	struct gathered gathered;

	if (writing.turn)
		writing.waiting = spool_new(cluster->options->memory / 8);
	for (uint32_t i = 0; i < cluster->documents; i++)
		bits_set(&writing.told,
			 events_of(cluster->events,
				   events_document(cluster->events, i))
				 .first);
	events_rewind(cluster->events);
	write_records(&writing, cluster);
	next_new(&writing, &gathered); /* what comes behind the last */
	if (writing.waiting)
		put_waiting(&writing);
	if (cluster->coverage)
		coverage_write(cluster->coverage, put_head, &writing);
	writing_release(&writing);
}

/* Note one of the two, if it is this one. */
static void note_record(struct why *why, const struct record *record,
			uint32_t document, struct digest *digest)
{
	struct error error;

	if (!why_wants(why, record_find(record, "id")))
		return;
	digest_make(digest, record, &error); /* it did before */
	why_note(why, digest, document);
}

void cluster_explain(struct cluster *cluster, struct why *why)
{
	struct record record = {0};
	struct digest digest = {0};
	struct gathered gathered;
	struct str key, line;
	const char *missing;

	spool_rewind(cluster->records);
	for (uint32_t i = 0; spool_next(cluster->records, &key, &line); i++) {
		scan(&record, line);
		note_record(why, &record, events_document(cluster->events, i),
			    &digest);
	}
	events_rewind(cluster->events);
	for (uint32_t i = 0; events_next(cluster->events, &gathered); i++)
		why_note_kept(why, &gathered.kept, i);
	record_release(&record);
	digest_release(&digest);
	missing = why_missing(why);
	if (missing)
		die("no document has the id '%s'", missing);
	why_put(why, cluster->events, output_buf());
}

void cluster_remember(struct cluster *cluster)
{
	if (cluster->options->index)
		events_remember_all(cluster->events);
}

void cluster_release(struct cluster *cluster)
{
	events_free(cluster->events);
	coverage_free(cluster->coverage);
	spool_free(cluster->records);
}
