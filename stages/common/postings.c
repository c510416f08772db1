#include "postings.h"

#include <endian.h>
#include <string.h>

enum { PLACE = 16, VARINT_MAX = 10 };

static size_t put_varint(unsigned char *to, uint64_t n)
{
	size_t bytes = 0;

	for (; n >= 0x80; n >>= 7)
		to[bytes++] = (unsigned char)(n | 0x80);
	to[bytes++] = (unsigned char)n;
	return bytes;
}

static void put_word(struct buf *out, uint64_t word)
{
	word = htole64(word);
	buf_add(out, &word, sizeof(word));
}

static uint64_t get_word(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return le64toh(word);
}

void postings_begin(struct postings_writer *writer, struct tempfile *file)
{
	*writer = (struct postings_writer){.file = file, .start = file->size};
}

void postings_add(struct postings_writer *writer, uint64_t key, uint64_t value)
{
	unsigned char bytes[2 * VARINT_MAX];
	size_t n;

	if (writer->count++ % POSTINGS_BLOCK == 0) {
		put_word(&writer->directory, key);
		put_word(&writer->directory,
			 writer->file->size - writer->start);
	}
	n = put_varint(bytes, key - writer->key);
	n += put_varint(bytes + n, value);
	tempfile_append(writer->file, bytes, n);
	writer->key = key;
}

void postings_end(struct postings_writer *writer)
{
	put_word(&writer->directory, writer->count);
	tempfile_append(writer->file, writer->directory.p, writer->directory.n);
	buf_release(&writer->directory);
}

void postings_of(struct pairs *pairs, struct tempfile *file)
{
	struct postings_writer postings;
	struct pair pair, last = {0};
	bool any = false;

	postings_begin(&postings, file);
	pairs_rewind(pairs);
	for (; pairs_next(pairs, &pair); any = true, last = pair)
		if (!any || pair.key != last.key || pair.value != last.value)
			postings_add(&postings, pair.key, pair.value);
	postings_end(&postings);
}

bool postings_open(struct postings *postings, struct str bytes)
{
	uint64_t places;

	*postings = (struct postings){0};
	if (bytes.n < sizeof(places))
		return false;
	bytes.n -= sizeof(places);
	postings->count = get_word(bytes.p + bytes.n);
	places = postings->count / POSTINGS_BLOCK +
		 (postings->count % POSTINGS_BLOCK > 0);
	if (places > bytes.n / PLACE)
		return false;
	postings->directory = (struct str){bytes.p + bytes.n - places * PLACE,
					   places * PLACE};
	postings->entries = (struct str){bytes.p, bytes.n - places * PLACE};
	return true;
}

void postings_rewind(struct postings_cursor *cursor,
		     const struct postings *postings)
{
	*cursor = (struct postings_cursor){.postings = postings};
}

static bool get_varint(struct postings_cursor *cursor, uint64_t *n)
{
	const struct str entries = cursor->postings->entries;

	*n = 0;
	for (unsigned shift = 0; cursor->at < entries.n && shift < 64;
	     shift += 7) {
		const unsigned char byte =
			(unsigned char)entries.p[cursor->at++];

		*n |= (uint64_t)(byte & 0x7F) << shift;
		if (!(byte & 0x80))
			return true;
	}
	cursor->broken = true;
	return false;
}

bool postings_next(struct postings_cursor *cursor)
{
	uint64_t more, value;

	cursor->any = false;
	if (cursor->broken || cursor->read == cursor->postings->count)
		return false;
	if (!get_varint(cursor, &more) || !get_varint(cursor, &value))
		return false;
	if (cursor->key + more < cursor->key) {
		cursor->broken = true;
		return false;
	}
	cursor->key += more;
	cursor->value = value;
	cursor->read++;
	return cursor->any = true;
}

/* The last block whose first key is less than this: what is looked for is not
 * before it. */
static size_t find_block(const struct postings *postings, size_t low,
			 uint64_t key)
{
	size_t high = postings->directory.n / PLACE, step = 1;

	/* Mostly it is near. */
	while (low + step < high &&
	       get_word(postings->directory.p + (low + step) * PLACE) < key) {
		low += step;
		step *= 2;
	}
	high = low + step < high ? low + step : high;
	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;

		if (get_word(postings->directory.p + middle * PLACE) < key)
			low = middle;
		else
			high = middle;
	}
	return low;
}

bool postings_seek(struct postings_cursor *cursor, uint64_t key)
{
	const struct postings *const postings = cursor->postings;
	const size_t block = (size_t)(cursor->read / POSTINGS_BLOCK);
	size_t to;

	if (cursor->any && cursor->key >= key)
		return true;
	if (block < postings->directory.n / PLACE) {
		to = find_block(postings, block, key);
		if (to > block) {
			/* The entry's own key is given anew: keep the sum. */
			const char *const place =
				postings->directory.p + to * PLACE;

			cursor->at = get_word(place + 8);
			cursor->read = (uint64_t)to * POSTINGS_BLOCK;
			if (cursor->at >= postings->entries.n) {
				cursor->broken = true;
				return cursor->any = false;
			}
			if (!postings_next(cursor))
				return false;
			cursor->key = get_word(place);
		}
	}
	while (!cursor->any || cursor->key < key)
		if (!postings_next(cursor))
			return false;
	return true;
}
