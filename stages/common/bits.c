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

void bits_release(struct bits *bits)
{
	free(bits->word);
	*bits = (struct bits){0};
}
