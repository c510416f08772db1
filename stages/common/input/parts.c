#include "parts.h"

#include "crawl.h"
#include "gunzip.h"
#include "sniff.h"
#include "warc.h"

/* What looks like a gzip header is tried until so much was read of a part and
 * what is behind it; random bytes have one in 16 million, and each costs what
 * a feed reads at once. */
enum { TRIED_MAX = 4 * PARTS_SIZE_ZIPPED, VERSION_SIZE = 8 };

/* What the gzip members from here on hold; NULL: nothing can be opened. */
static struct feed *open_zipped(struct intake *intake)
{
	struct intake_level *level = &intake->level[0];
	const char *why;

	if (!level->unpack)
		level->unpack = unpack_new();
	if (!unpack_open(level->unpack, &intake->file, SNIFF_GZIP, 0,
			 &intake->expansion, &why) ||
	    unpack_next(level->unpack, &why) != UNPACK_WHOLE)
		return NULL;
	return unpack_feed(level->unpack);
}

static void close_zipped(struct intake *intake)
{
	unpack_close(intake->level[0].unpack);
}

static void open_at(struct intake *intake, int fd, const struct stat *st,
		    uint64_t offset)
{
	feed_open_at(&intake->file, fd, st, offset);
	intake->expansion = (struct expansion){
		.file = &intake->file,
		.ratio = intake->limits.ratio,
	};
}

/* Does a record begin the member at the file's present place? */
static struct feed *open_record(struct intake *intake)
{
	struct feed *feed = open_zipped(intake);

	if (feed && feed_fill(feed, VERSION_SIZE) && warc_is(feed_rest(feed)))
		return feed;
	close_zipped(intake);
	return NULL;
}

bool parts_can_divide(struct intake *intake, int fd, const struct stat *st,
		      bool *zipped)
{
	const char *name;
	enum sniff_kind kind;

	open_at(intake, fd, st, 0);
	feed_fill(&intake->file, SNIFF_SIZE);
	kind = sniff_kind(feed_rest(&intake->file), &name);
	*zipped = kind == SNIFF_GZIP;
	if (!*zipped)
		return kind == SNIFF_WARC;
	if (!open_record(intake))
		return false;
	close_zipped(intake);
	return true;
}

/* The first member with a record at or behind the file's present place. */
static bool find_member(struct feed *file, struct part *part)
{
	struct gunzip gunzip = {0};
	char head[VERSION_SIZE];

	while (part->start == PARTS_NONE && gunzip_find(file, part->to)) {
		const uint64_t at = feed_at(file);
		ssize_t n;

		if (at >= part->to)
			break;
		n = gunzip_peek(&gunzip, file, head, sizeof(head), TRIED_MAX);
		if (n == VERSION_SIZE &&
		    warc_is((struct str){head, sizeof(head)}))
			part->start = at;
		else if (n && (file->bytes > TRIED_MAX ||
			       !feed_seek(file, (int64_t)at + 1)))
			break;
		file->error = NULL;
	}
	gunzip_release(&gunzip);
	return part->start != PARTS_NONE &&
	       feed_seek(file, (int64_t)part->start);
}

static struct feed *find_zipped(struct intake *intake, struct part *part)
{
	return find_member(&intake->file, part) ? open_zipped(intake) : NULL;
}

static struct feed *find_plain(struct intake *intake, struct part *part)
{
	struct feed *file = &intake->file;
	const uint64_t max = part->to - part->from + VERSION_SIZE;

	warc_find(file, max, false);
	feed_fill(file, VERSION_SIZE);
	if (!warc_is(feed_rest(file)) || feed_at(file) >= part->to)
		return NULL;
	part->start = feed_at(file);
	return file;
}

static struct feed *find_start(struct intake *intake, int fd,
			       const struct stat *st, struct part *part)
{
	/* plain records begin a line: the newline before may be the last byte
	 * of the part before */
	const uint64_t before = !part->exact && !part->zipped && part->from;

	open_at(intake, fd, st, part->from - before);
	part->start = part->end = PARTS_NONE;
	if (part->exact) {
		part->start = part->from;
		return part->zipped ? open_zipped(intake) : &intake->file;
	}
	return part->zipped ? find_zipped(intake, part)
			    : find_plain(intake, part);
}

void parts_read(struct intake *intake, int fd, const struct stat *st,
		const struct place *place, struct part *part)
{
	struct feed *feed = find_start(intake, fd, st, part);

	if (feed) {
		outbox_may_write(intake->outbox, false);
		crawl_read(intake, feed, place, part);
		if (part->zipped)
			close_zipped(intake);
	}
	intake->counts.files += part->from == 0;
}
