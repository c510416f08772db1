#include "gunzip.h"

#include "msg.h"

enum {
	HEADER_SIZE = 10,
	STEP = 64 << 10,
	WINDOW_BITS = 15 + 16, /* the largest window, a gzip header */
};

static const char gap_reason[] = "damaged gzip data: no header of a member";

/* The two magic bytes, deflate, and no flag that is reserved. */
static bool is_header(struct str rest)
{
	return rest.n >= HEADER_SIZE && !memcmp(rest.p, "\x1f\x8b\x08", 3) &&
	       !((unsigned char)rest.p[3] & 0xe0);
}

/* As feed_take(); *rubbish: not all bytes that were taken are NUL. */
static void pass(struct feed *from, size_t n, bool *rubbish)
{
	const char *p = feed_rest(from).p;
	size_t i;

	for (i = 0; i < n && !*rubbish; i++)
		*rubbish = p[i] != '\0';
	feed_take(from, n);
}

static bool find(struct feed *from, uint64_t to, bool *rubbish)
{
	for (;;) {
		struct str rest;
		const char *at;

		if (feed_at(from) >= to || !feed_fill(from, HEADER_SIZE))
			return false;
		rest = feed_rest(from);
		if (rest.n < HEADER_SIZE) {
			pass(from, rest.n, rubbish);
			return false;
		}
		if (is_header(rest))
			return true;
		at = memchr(rest.p + 1, '\x1f', rest.n - 1);
		pass(from, at ? (size_t)(at - rest.p) : rest.n, rubbish);
	}
}

bool gunzip_find(struct feed *from, uint64_t to)
{
	bool rubbish = true; /* nobody asks */

	return find(from, to, &rubbish);
}

static bool fail(struct gunzip *gunzip, const char *why)
{
	gunzip->feed.error = why;
	return false;
}

static bool begin_member(struct gunzip *gunzip, uint64_t out)
{
	bool rubbish = false;

	if (!find(gunzip->from, UINT64_MAX, &rubbish))
		return fail(gunzip, rubbish && !gunzip->begun
					    ? gap_reason
					    : gunzip->from->error);
	gunzip->begun = true;
	gunzip->gap = rubbish;
	if (rubbish)
		return fail(gunzip, gap_reason);
	if (gunzip->feed.locate)
		offsets_add(&gunzip->offsets, out, feed_at(gunzip->from),
			    feed_at(&gunzip->feed));
	inflateReset(&gunzip->z);
	gunzip->inside = true;
	return true;
}

/* Inflate what from has at hand; false with the feed's error set. */
static bool inflate_step(struct gunzip *gunzip)
{
	struct feed *from = gunzip->from;
	const unsigned int room = gunzip->z.avail_out;
	struct str rest;
	int status;

	if (!feed_rest(from).n)
		feed_fill(from, STEP);
	rest = feed_rest(from);
	gunzip->z.next_in = (const unsigned char *)rest.p;
	gunzip->z.avail_in = rest.n < STEP ? (unsigned int)rest.n : STEP;
	status = inflate(&gunzip->z, Z_NO_FLUSH);
	feed_take(from, (size_t)((const char *)gunzip->z.next_in - rest.p));
	if (status == Z_STREAM_END)
		gunzip->inside = false;
	else if (status == Z_MEM_ERROR)
		die("out of memory");
	else if (status != Z_OK && status != Z_BUF_ERROR)
		return fail(gunzip, "damaged gzip data");
	else if (!rest.n && gunzip->z.avail_out == room)
		return fail(gunzip,
			    from->error ? from->error : "truncated gzip data");
	return true;
}

/* What came out before an error is given first; the error comes again. */
static ssize_t read_gzip(struct feed *feed, char *p, size_t n)
{
	struct gunzip *gunzip = feed->from;
	size_t got;

	if (gunzip->expansion->over) {
		feed->error = expansion_reason;
		return -1;
	}
	if (gunzip->gap) {
		feed->error = gap_reason;
		return -1;
	}
	gunzip->z.next_out = (unsigned char *)p;
	gunzip->z.avail_out = (unsigned int)n;
	do {
		got = n - gunzip->z.avail_out;
		if (!gunzip->inside &&
		    !begin_member(gunzip, feed->offset + got))
			break;
		if (!inflate_step(gunzip))
			break;
	} while (gunzip->z.avail_out);
	got = n - gunzip->z.avail_out;
	expansion_add(gunzip->expansion, got);
	if (got)
		feed->error = NULL;
	return feed->error ? -1 : (ssize_t)got;
}

/* Behind the damage, wherever zlib saw it: going back would let a file make
 * us read it again and again. */
static bool resume(struct feed *feed)
{
	struct gunzip *gunzip = feed->from;

	if (gunzip->expansion->over || gunzip->from->error)
		return false;
	gunzip->inside = gunzip->gap = false;
	return gunzip_find(gunzip->from, UINT64_MAX);
}

static struct locus locate(struct feed *feed, uint64_t at)
{
	struct gunzip *gunzip = feed->from;

	return offsets_find(&gunzip->offsets, at);
}

static void open_inflate(struct gunzip *gunzip)
{
	if (gunzip->opened) {
		inflateReset(&gunzip->z);
		return;
	}
	gunzip->z = (z_stream){0};
	if (inflateInit2(&gunzip->z, WINDOW_BITS) != Z_OK)
		die("out of memory");
	gunzip->opened = true;
}

ssize_t gunzip_peek(struct gunzip *gunzip, struct feed *from, char *p, size_t n,
		    uint64_t max)
{
	z_stream *z = &gunzip->z;

	open_inflate(gunzip);
	gunzip->from = from;
	gunzip->inside = true;
	gunzip->feed.error = NULL;
	z->next_out = (unsigned char *)p;
	z->avail_out = (unsigned int)n;
	while (gunzip->inside && z->avail_out)
		if (!inflate_step(gunzip) || from->bytes > max)
			return -1;
	return (ssize_t)(n - z->avail_out);
}

void gunzip_open(struct gunzip *gunzip, struct feed *from,
		 struct expansion *expansion)
{
	open_inflate(gunzip);
	gunzip->from = from;
	gunzip->expansion = expansion;
	gunzip->inside = gunzip->begun = gunzip->gap = false;
	offsets_reset(&gunzip->offsets);
	feed_open(&gunzip->feed, gunzip, read_gzip);
	gunzip->feed.resume = resume;
	gunzip->feed.locate = locate;
}

void gunzip_release(struct gunzip *gunzip)
{
	if (gunzip->opened)
		inflateEnd(&gunzip->z);
	gunzip->opened = false;
	offsets_release(&gunzip->offsets);
	feed_release(&gunzip->feed);
}
