/* gzip and zstd files of many members: all bytes, where they begin, and what
 * is left when one is damaged. */
#include "../../stages/common/input/gunzip.h"

#include <zstd.h>

#include "../../stages/common/input/unzstd.h"
#include "tap.h"

enum { MEMBERS = 100, SIZE_MAX_BYTES = 3000 };

static struct str left;
static size_t at_once;
static uint64_t begins[MEMBERS]; /* in the file */
static struct buf plain, packed;

static ssize_t read_bytes(struct feed *feed, char *p, size_t n)
{
	(void)feed;
	if (n > at_once)
		n = at_once;
	if (n > left.n)
		n = left.n;
	memcpy(p, left.p, n);
	left = str_skip(left, n);
	return (ssize_t)n;
}

static void add_gzip(struct str bytes)
{
	z_stream z = {0};

	deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
	buf_reserve(&packed, SIZE_MAX_BYTES + 100);
	z.next_in = (const unsigned char *)bytes.p;
	z.avail_in = (unsigned int)bytes.n;
	z.next_out = (unsigned char *)packed.p + packed.n;
	z.avail_out = SIZE_MAX_BYTES + 100;
	deflate(&z, Z_FINISH);
	packed.n += z.total_out;
	deflateEnd(&z);
}

static void add_zstd(struct str bytes)
{
	ZSTD_CCtx *context = ZSTD_createCCtx();

	ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
	buf_reserve(&packed, ZSTD_compressBound(SIZE_MAX_BYTES));
	packed.n += ZSTD_compress2(context, packed.p + packed.n,
				   ZSTD_compressBound(SIZE_MAX_BYTES), bytes.p,
				   bytes.n);
	ZSTD_freeCCtx(context);
}

/* Member i has (i * 37) % SIZE_MAX_BYTES bytes, so that the first has none. */
static void make(void (*add)(struct str bytes))
{
	size_t i, k;

	buf_reset(&plain);
	buf_reset(&packed);
	for (i = 0; i < MEMBERS; i++) {
		const size_t start = plain.n, n = i * 37 % SIZE_MAX_BYTES;

		for (k = 0; k < n; k++)
			buf_add_char(&plain,
				     (char)('a' + (i * 7 + k * k) % 23));
		begins[i] = packed.n;
		add((struct str){n ? plain.p + start : "", n});
	}
}

/* Read all, so many bytes at a time; is it plain, and where it should be? */
static bool reads(struct feed *from, struct feed *feed, size_t step)
{
	size_t at = 0, member = 0, begin = 0;

	left = buf_str(&packed);
	at_once = step;
	feed_open(from, NULL, read_bytes);
	for (;;) {
		struct str rest;
		struct locus locus;

		feed_fill(feed, step);
		rest = feed_rest(feed);
		if (!rest.n)
			break;
		locus = feed_locate(feed, at);
		while (at - begin >= member * 37 % SIZE_MAX_BYTES)
			begin += member++ * 37 % SIZE_MAX_BYTES;
		if (rest.p[0] != plain.p[at] || locus.at != begins[member] ||
		    locus.within != at - begin)
			return false;
		feed_take(feed, 1);
		at++;
	}
	return at == plain.n && feed->end && !feed->error;
}

/* What comes out with damage passed over, and how often that was. */
static size_t resumes(struct feed *from, struct feed *feed, size_t *breaks)
{
	size_t n = 0;

	left = buf_str(&packed);
	at_once = 1000;
	feed_open(from, NULL, read_bytes);
	*breaks = 0;
	for (;;) {
		const bool filled = feed_fill(feed, 4096);

		n += feed_rest(feed).n;
		feed_take(feed, feed_rest(feed).n);
		if (filled && feed->end)
			return n;
		*breaks += !filled;
		if (!filled && !feed_resume(feed))
			return n;
	}
}

static void gzip(void)
{
	struct gunzip gunzip = {0};
	struct feed from = {0};
	struct expansion expansion = {.file = &from};
	size_t breaks, steps[] = {1, 100, 65536}, i;

	make(add_gzip);
	for (i = 0; i < 3; i++) {
		gunzip_open(&gunzip, &from, &expansion);
		ok(reads(&from, &gunzip.feed, steps[i]));
	}
	buf_add(&packed, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 15);
	gunzip_open(&gunzip, &from, &expansion);
	ok(reads(&from, &gunzip.feed, 100));
	packed.n -= 18;
	gunzip_open(&gunzip, &from, &expansion);
	ok(resumes(&from, &gunzip.feed, &breaks) <= plain.n && breaks == 1);
	is_str(gunzip.feed.error, "truncated gzip data");
	make(add_gzip);
	packed.p[begins[51] - 5] ^= 1; /* the checksum of member 50 */
	gunzip_open(&gunzip, &from, &expansion);
	ok(resumes(&from, &gunzip.feed, &breaks) == plain.n && breaks == 1);
	packed.p[begins[50] + 12] ^= 0x55;
	gunzip_open(&gunzip, &from, &expansion);
	i = resumes(&from, &gunzip.feed, &breaks);
	ok(i + 2 * 51 * 37 >= plain.n && breaks >= 1);
	make(add_gzip);
	packed.p[begins[50]] ^= 1; /* a header; then the rest is found */
	gunzip_open(&gunzip, &from, &expansion);
	i = resumes(&from, &gunzip.feed, &breaks);
	ok(i == plain.n - 50 * 37 && breaks == 1);
	gunzip_release(&gunzip);
	feed_release(&from);
}

static void zstd(void)
{
	struct unzstd unzstd = {0};
	struct feed from = {0};
	struct expansion expansion = {.file = &from};
	size_t breaks, steps[] = {1, 100, 65536}, i;

	make(add_zstd);
	for (i = 0; i < 3; i++) {
		unzstd_open(&unzstd, &from, &expansion);
		ok(reads(&from, &unzstd.feed, steps[i]));
	}
	buf_add(&packed, "\x52\x2a\x4d\x18\3\0\0\0abc", 11);
	unzstd_open(&unzstd, &from, &expansion);
	ok(reads(&from, &unzstd.feed, 1));
	packed.n -= 13;
	unzstd_open(&unzstd, &from, &expansion);
	ok(resumes(&from, &unzstd.feed, &breaks) <= plain.n && breaks == 1);
	is_str(unzstd.feed.error, "truncated zstd data");
	make(add_zstd);
	packed.p[begins[51] - 2] ^= 1;
	unzstd_open(&unzstd, &from, &expansion);
	i = resumes(&from, &unzstd.feed, &breaks);
	ok(i <= plain.n && i >= plain.n - 2 * 51 * 37 && breaks == 1);
	make(add_zstd);
	packed.p[begins[50]] ^= 1;
	unzstd_open(&unzstd, &from, &expansion);
	ok(resumes(&from, &unzstd.feed, &breaks) == plain.n - 50 * 37);
	ok(breaks == 1);
	unzstd_release(&unzstd);
	feed_release(&from);
}

/* A bomb stops at the limit, whatever opens it. */
static void bomb(void)
{
	static char zeros[SIZE_MAX_BYTES];
	struct unzstd unzstd = {0};
	struct feed from = {0};
	struct expansion expansion = {.file = &from, .ratio = 10, .levels = 1};
	size_t breaks, i;

	buf_reset(&packed);
	for (i = 0; i < 20000; i++)
		add_zstd((struct str){zeros, sizeof(zeros)});
	unzstd_open(&unzstd, &from, &expansion);
	ok(resumes(&from, &unzstd.feed, &breaks) < EXPANSION_FREE + (2 << 20));
	ok(breaks == 1 && expansion.over);
	is_str(unzstd.feed.error, expansion_reason);
	unzstd_release(&unzstd);
	feed_release(&from);
}

/* Read all of many members; how many of them were kept at the same time? */
static size_t kept(struct feed *feed, const struct offsets *offsets)
{
	left = buf_str(&packed);
	at_once = 1000;
	while (feed_fill(feed, 4096) && feed_rest(feed).n)
		feed_take(feed, feed_rest(feed).n);
	return offsets->size;
}

static void memory(void)
{
	static char zeros[SIZE_MAX_BYTES];
	struct gunzip gunzip = {0};
	struct unzstd unzstd = {0};
	struct feed from = {0};
	struct expansion expansion = {.file = &from};
	int i;

	for (i = 0; i < 2; i++) {
		size_t members = 5000;

		buf_reset(&packed);
		while (members--)
			(i ? add_zstd
			   : add_gzip)((struct str){zeros, sizeof(zeros)});
		feed_open(&from, NULL, read_bytes);
		gunzip_open(&gunzip, &from, &expansion);
		unzstd_open(&unzstd, &from, &expansion);
		feed_drop_loci(i ? &unzstd.feed : &gunzip.feed);
		ok((i ? kept(&unzstd.feed, &unzstd.offsets)
		      : kept(&gunzip.feed, &gunzip.offsets)) == 0);
		feed_open(&from, NULL, read_bytes);
		gunzip_open(&gunzip, &from, &expansion);
		unzstd_open(&unzstd, &from, &expansion);
		ok((i ? kept(&unzstd.feed, &unzstd.offsets)
		      : kept(&gunzip.feed, &gunzip.offsets)) <= 128);
	}
	gunzip_release(&gunzip);
	unzstd_release(&unzstd);
	feed_release(&from);
}

int main(void)
{
	gzip();
	zstd();
	bomb();
	memory();
	buf_release(&plain);
	buf_release(&packed);
	return tap_done();
}
