#include "bits.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

void bits_set(struct bits *bits, uint64_t at)
{
	const size_t word = (size_t)(at / 64);

	if (word >= bits->words) {
		const size_t old = bits->words;

		bits->words = word < 64 ? 64 : 2 * word;
		bits->word = xreallocarray(bits->word, bits->words,
					   sizeof(*bits->word));
		memset(bits->word + old, 0,
		       (bits->words - old) * sizeof(*bits->word));
	}
	bits->word[word] |= UINT64_C(1) << at % 64;
}

void bits_clear(struct bits *bits, uint64_t at)
{
	if (at / 64 < bits->words)
		bits->word[at / 64] &= ~(UINT64_C(1) << at % 64);
}

bool bits_any(const struct bits *bits, uint64_t from, uint64_t to)
{
	if (to > 64 * (uint64_t)bits->words)
		to = 64 * (uint64_t)bits->words;
	while (from < to) {
		const uint64_t word = bits->word[from / 64] >> from % 64;
		const uint64_t n = 64 - from % 64;

		if (word && (to - from >= n || word << (64 - (to - from))))
			return true;
		from += n;
	}
	return false;
}

void bits_release(struct bits *bits)
{
	free(bits->word);
	*bits = (struct bits){0};
}
