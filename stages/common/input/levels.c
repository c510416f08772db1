#include "levels.h"

#include "ascii.h"
#include "aside.h"
#include "crawl.h"
#include "jsonl_lines.h"
#include "pages.h"
#include "sniff.h"

/* What the bytes are; wide encodings are full of zero bytes. */
static enum sniff_kind kind_of(struct intake *intake, struct str head,
			       const char **name)
{
	const enum sniff_kind kind = sniff_kind(head, name);

	return kind == SNIFF_OTHER && charset_is_wide(&intake->charset, head)
		       ? SNIFF_TEXT
		       : kind;
}

/* The feed stands at its first bytes, which are text in some encoding. */
static void read_text(struct intake *intake, struct feed *feed,
		      const struct place *place)
{
	const struct str all = feed_rest(feed);
	struct str head = all;

	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_skip(head, 3);
	head = str_trim(head);
	if (aside_is(head))
		intake->counts.aside++;
	else if (mhtml_is(head))
		pages_read_mhtml(intake, feed, place);
	else if (!lines_read(intake, feed, head, (size_t)(head.p - all.p),
			     place))
		pages_read(intake, feed, place);
}

static struct intake_level *top(struct intake *intake)
{
	return intake->levels ? &intake->level[intake->levels - 1] : NULL;
}

static bool is_compression(enum sniff_kind kind)
{
	return kind == SNIFF_GZIP || kind == SNIFF_ZSTD ||
	       kind == SNIFF_COMPRESSED;
}

/* An archive and the compression around it are one. */
static size_t depth_below(const struct intake_level *outer,
			  enum sniff_kind kind)
{
	if (!outer)
		return 1;
	if (is_compression(outer->kind) && !is_compression(kind))
		return outer->depth;
	return outer->depth + 1;
}

/* place: good as long as the level is open. */
static void push(struct intake *intake, struct feed *feed, enum sniff_kind kind,
		 const struct place *place)
{
	const size_t depth = depth_below(top(intake), kind);
	struct intake_level *level = &intake->level[intake->levels];
	const char *why;

	if (depth > intake->limits.depth) {
		intake_skip(intake, place, "nested too deep (see --max-depth)");
		return;
	}
	if (!level->unpack)
		level->unpack = unpack_new();
	if (!unpack_open(level->unpack, feed, kind, intake->limits.entries,
			 &intake->expansion, &why)) {
		intake_skip(intake, place, why);
		return;
	}
	level->kind = kind;
	level->place = *place;
	level->depth = depth;
	level->is_wacz =
		kind == SNIFF_ZIP && ascii_ends(place->label, STR(".wacz"));
	intake->levels++;
}

/*
 * What the feed is if its beginning is damaged, and so was not known: a WARC,
 * by a header further on; by its name, where there is nothing else to go by.
 */
static enum sniff_kind mend_kind(struct intake *intake, struct feed *feed,
				 enum sniff_kind kind, struct str name)
{
	const struct intake_level *outer = top(intake);
	struct str head = feed_rest(feed);

	if (head.n > SNIFF_SIZE)
		head.n = SNIFF_SIZE;
	if (str_starts(head, STR("\xef\xbb\xbf")) && warc_is(str_skip(head, 3)))
		feed_take(feed, 3);
	if (warc_is_within(head))
		return SNIFF_WARC;
	if (!ascii_ends(sniff_plain_name(name), STR(".warc")))
		return kind;
	if (feed->error || (head.n && memmem(head.p, head.n, "\nWARC-", 6)))
		return SNIFF_WARC;
	if (kind != SNIFF_OTHER || (outer && is_compression(outer->kind)))
		return kind;
	if (ascii_ends(name, STR(".gz")))
		return SNIFF_GZIP;
	return ascii_ends(name, STR(".zst")) ? SNIFF_ZSTD : SNIFF_WARC;
}

static void read_feed(struct intake *intake, struct feed *feed,
		      const struct place *place)
{
	enum sniff_kind kind;
	const char *name;

	feed_fill(feed, SNIFF_SIZE);
	kind = kind_of(intake, feed_rest(feed), &name);
	if (kind == SNIFF_TEXT || kind == SNIFF_OTHER)
		kind = mend_kind(intake, feed, kind, place->label);
	if (kind != SNIFF_WARC)
		feed_drop_loci(feed);
	if (kind == SNIFF_OTHER)
		intake_skip(intake, place, name);
	else if (kind == SNIFF_WARC)
		crawl_read(intake, feed, place, NULL);
	else if (kind == SNIFF_TEXT)
		read_text(intake, feed, place);
	else
		push(intake, feed, kind, place);
}

/* ARCHIVE/MEMBER; its outlet is named by the folders around the archive,
 * then those within. */
static struct place place_member(struct intake_level *level)
{
	const struct place *outer = &level->place;
	const struct str member = unpack_name(level->unpack);
	const char *slash =
		outer->label.n ? memrchr(outer->label.p, '/', outer->label.n)
			       : NULL;

	buf_reset(&level->path);
	buf_add_str(&level->path, outer->path);
	buf_add_char(&level->path, '/');
	buf_add_str(&level->path, member);
	buf_reset(&level->label);
	if (slash)
		buf_add(&level->label, outer->label.p,
			(size_t)(slash + 1 - outer->label.p));
	buf_add_str(&level->label, member);
	return (struct place){outer->prefix, buf_str(&level->path),
			      buf_str(&level->label)};
}

static bool is_wanted(struct intake *intake, const struct intake_level *level)
{
	if (!intake->select ||
	    select_wants(intake->select, unpack_name(level->unpack), false))
		return true;
	intake->counts.left_out++;
	return false;
}

/* WACZ (Webrecorder, 1.1.1): the crawl is under archive/; the rest is about
 * it. A zip that begins otherwise shows what it is by its first WARC. */
static bool is_aside(struct intake *intake, struct intake_level *level)
{
	const struct str name = unpack_name(level->unpack);
	struct feed *feed = unpack_feed(level->unpack);

	if (level->kind != SNIFF_ZIP)
		return false;
	if (str_starts(name, STR("archive/"))) {
		const char *text;
		enum sniff_kind kind;

		feed_fill(feed, SNIFF_SIZE);
		kind = kind_of(intake, feed_rest(feed), &text);
		level->is_wacz |=
			kind == SNIFF_WARC || ascii_ends(name, STR(".warc.gz"));
		return false;
	}
	if (level->is_wacz)
		intake->counts.aside++;
	return level->is_wacz;
}

/* One member of the innermost level, or the end of it. */
static void step(struct intake *intake)
{
	struct intake_level *level = top(intake);
	struct unpack *unpack = level->unpack;
	struct place own;
	const char *why;

	switch (unpack_next(unpack, &why)) {
	case UNPACK_MEMBER:
		own = place_member(level);
		if (is_wanted(intake, level) && !is_aside(intake, level))
			read_feed(intake, unpack_feed(unpack), &own);
		break;
	case UNPACK_WHOLE:
		read_feed(intake, unpack_feed(unpack), &level->place);
		break;
	case UNPACK_SKIP:
		own = place_member(level);
		if (is_wanted(intake, level))
			intake_skip(intake, &own, why);
		break;
	case UNPACK_FAILED:
		intake_skip(intake, &level->place, why);
		break;
	case UNPACK_END:
		unpack_close(unpack);
		intake->levels--;
		break;
	}
}

void levels_read(struct intake *intake, int fd, const struct stat *before,
		 const struct place *place)
{
	struct feed *feed = &intake->file;

	intake->counts.files++;
	feed_open_file(feed, fd, before);
	intake->expansion = (struct expansion){
		.file = feed,
		.ratio = intake->limits.ratio,
	};
	read_feed(intake, feed, place);
	while (intake->levels)
		step(intake);
	intake->counts.bytes += feed->bytes;
	intake_tell(intake, 0);
}
