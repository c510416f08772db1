#include "unzstd.h"

#include <zstd.h>
#include <zstd_errors.h>

#include "msg.h"

enum {
	HEADER_SIZE = 8,
	STEP = 64 << 10,
	DICTIONARY_MAX = 8 << 20,
	WINDOW_LOG_MAX = 27,
};

static uint32_t le32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
	       (uint32_t)u[3] << 24;
}

static bool is_frame(struct str rest)
{
	return str_starts(rest, STR("\x28\xb5\x2f\xfd"));
}

static bool is_skippable(struct str rest)
{
	return rest.n >= HEADER_SIZE &&
	       (le32(rest.p) & 0xfffffff0) == 0x184d2a50;
}

static bool fail(struct unzstd *unzstd, const char *why)
{
	unzstd->feed.error = why;
	return false;
}

/* A dictionary that is itself a frame, opened. */
static bool open_dictionary(struct unzstd *unzstd, struct str frame)
{
	struct buf *out = &unzstd->dictionary;
	size_t n;

	buf_reset(out);
	buf_reserve(out, DICTIONARY_MAX);
	n = ZSTD_decompressDCtx(unzstd->context, out->p, DICTIONARY_MAX,
				frame.p, frame.n);
	if (ZSTD_isError(n))
		return fail(unzstd, "damaged zstd dictionary");
	out->n = n;
	return true;
}

/* The file's own dictionary, if rest begins with one. */
static bool take_dictionary(struct unzstd *unzstd)
{
	struct feed *from = unzstd->from;
	struct str rest = feed_rest(from);
	size_t size, status;

	if (rest.n < HEADER_SIZE || le32(rest.p) != 0x184d2a5d)
		return true;
	size = le32(rest.p + 4);
	if (size > DICTIONARY_MAX)
		return fail(unzstd, "zstd dictionary of over 8 MiB");
	feed_fill(from, HEADER_SIZE + size);
	rest = str_skip(feed_rest(from), HEADER_SIZE);
	if (rest.n < size)
		return fail(unzstd, "truncated zstd data");
	rest.n = size;
	if (is_frame(rest) && !open_dictionary(unzstd, rest))
		return false;
	if (is_frame(rest))
		rest = buf_str(&unzstd->dictionary);
	status = ZSTD_DCtx_loadDictionary(unzstd->context, rest.p, rest.n);
	feed_take(from, HEADER_SIZE + size);
	return !ZSTD_isError(status) || fail(unzstd, "damaged zstd dictionary");
}

static bool pass_skippable(struct unzstd *unzstd)
{
	struct feed *from = unzstd->from;
	size_t left = HEADER_SIZE + (size_t)le32(feed_rest(from).p + 4);

	while (left) {
		const size_t n = feed_rest(from).n;

		feed_take(from, n < left ? n : left);
		left -= n < left ? n : left;
		if (left && (!feed_fill(from, STEP) || !feed_rest(from).n))
			return fail(unzstd, from->error
						    ? from->error
						    : "truncated zstd data");
	}
	return true;
}

/* Pass over what is no frame; false: there is none any more, perhaps because
 * reading failed. *rubbish: it was no padding either. */
static bool find_frame(struct unzstd *unzstd, bool *rubbish)
{
	struct feed *from = unzstd->from;

	for (;;) {
		struct str rest;
		const char *at;
		size_t n;

		if (!feed_fill(from, HEADER_SIZE))
			return fail(unzstd, from->error);
		rest = feed_rest(from);
		if (is_skippable(rest)) {
			if (!pass_skippable(unzstd))
				return false;
			continue;
		}
		if (is_frame(rest))
			return true;
		if (!rest.n)
			return false;
		for (n = 0; n < rest.n && !rest.p[n]; n++)
			;
		*rubbish |= !n;
		at = n ? NULL : memchr(rest.p + 1, '\x28', rest.n - 1);
		if (!n)
			n = at ? (size_t)(at - rest.p) : rest.n;
		feed_take(from, n);
	}
}

static bool begin_frame(struct unzstd *unzstd, uint64_t out)
{
	bool rubbish = false, found;

	feed_fill(unzstd->from, HEADER_SIZE);
	if (!unzstd->begun && !take_dictionary(unzstd))
		return false;
	unzstd->begun = true;
	found = find_frame(unzstd, &rubbish);
	if (rubbish && !unzstd->feed.error)
		return fail(unzstd, "damaged zstd data: no header of a frame");
	if (!found)
		return false;
	unzstd->frame_at = feed_at(unzstd->from);
	if (unzstd->feed.locate)
		offsets_add(&unzstd->offsets, out, unzstd->frame_at,
			    feed_at(&unzstd->feed));
	unzstd->inside = true;
	return true;
}

static const char *reason_of(size_t status)
{
	switch (ZSTD_getErrorCode(status)) {
	case ZSTD_error_checksum_wrong:
		return "damaged zstd data: wrong checksum";
	case ZSTD_error_dictionary_wrong:
		return "zstd data that needs a dictionary";
	case ZSTD_error_frameParameter_windowTooLarge:
		return "zstd data with a window of over 128 MiB";
	default:
		return "damaged zstd data";
	}
}

/* Decompress what from has at hand; false with the feed's error set. */
static bool decompress_step(struct unzstd *unzstd, ZSTD_outBuffer *out)
{
	struct feed *from = unzstd->from;
	const size_t before = out->pos;
	ZSTD_inBuffer in;
	struct str rest;
	size_t status;

	if (!feed_rest(from).n)
		feed_fill(from, STEP);
	rest = feed_rest(from);
	in = (ZSTD_inBuffer){rest.p, rest.n, 0};
	status = ZSTD_decompressStream(unzstd->context, out, &in);
	feed_take(from, in.pos);
	if (ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation)
		die("out of memory");
	if (ZSTD_isError(status))
		return fail(unzstd, reason_of(status));
	unzstd->inside = status != 0;
	if (unzstd->inside && !rest.n && out->pos == before)
		return fail(unzstd,
			    from->error ? from->error : "truncated zstd data");
	return true;
}

/* As in gunzip.c: what came out before an error is given first. But zstd
 * does not say its errors twice. */
static ssize_t read_zstd(struct feed *feed, char *p, size_t n)
{
	struct unzstd *unzstd = feed->from;
	ZSTD_outBuffer out = {p, n, 0};

	if (unzstd->expansion->over) {
		feed->error = expansion_reason;
		return -1;
	}
	if (unzstd->failed) {
		feed->error = unzstd->failed;
		return -1;
	}
	do {
		if (!unzstd->inside &&
		    !begin_frame(unzstd, feed->offset + out.pos))
			break;
	} while (decompress_step(unzstd, &out) && out.pos < n);
	expansion_add(unzstd->expansion, out.pos);
	if (!out.pos)
		return feed->error ? -1 : 0;
	unzstd->failed = feed->error;
	feed->error = NULL;
	return (ssize_t)out.pos;
}

/* Behind the damage, wherever zstd saw it; that may be before it took the
 * first byte. */
static bool resume(struct feed *feed)
{
	struct unzstd *unzstd = feed->from;
	bool rubbish = false; /* was told of already */

	if (unzstd->expansion->over || unzstd->from->error || !unzstd->begun)
		return false;
	unzstd->failed = NULL;
	unzstd->inside = false;
	ZSTD_DCtx_reset(unzstd->context, ZSTD_reset_session_only);
	if (feed_at(unzstd->from) == unzstd->frame_at)
		feed_take(unzstd->from, feed_rest(unzstd->from).n ? 1 : 0);
	return find_frame(unzstd, &rubbish);
}

static struct locus locate(struct feed *feed, uint64_t at)
{
	struct unzstd *unzstd = feed->from;

	return offsets_find(&unzstd->offsets, at);
}

void unzstd_open(struct unzstd *unzstd, struct feed *from,
		 struct expansion *expansion)
{
	if (!unzstd->context && !(unzstd->context = ZSTD_createDCtx()))
		die("out of memory");
	ZSTD_DCtx_reset(unzstd->context, ZSTD_reset_session_and_parameters);
	ZSTD_DCtx_setParameter(unzstd->context, ZSTD_d_windowLogMax,
			       WINDOW_LOG_MAX);
	unzstd->from = from;
	unzstd->expansion = expansion;
	unzstd->inside = unzstd->begun = false;
	unzstd->failed = NULL;
	offsets_reset(&unzstd->offsets);
	feed_open(&unzstd->feed, unzstd, read_zstd);
	unzstd->feed.resume = resume;
	unzstd->feed.locate = locate;
}

void unzstd_release(struct unzstd *unzstd)
{
	ZSTD_freeDCtx(unzstd->context);
	unzstd->context = NULL;
	offsets_release(&unzstd->offsets);
	buf_release(&unzstd->dictionary);
	feed_release(&unzstd->feed);
}
