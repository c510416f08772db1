#include "frequency.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "mem.h"
#include "msg.h"

enum { LARGE_FIRST = 256, LINE = FREQUENCY_CELLS * sizeof(uint16_t) };

struct frequent {
	uint64_t hash;
	uint64_t count; /* 0: free; beyond UINT16_MAX */
};

void frequency_init(struct frequency *frequency)
{
	const size_t size = (size_t)FREQUENCY_LINES * LINE;
	void *cells = mmap(NULL, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (cells == MAP_FAILED)
		die_errno("cannot map the table of term counts");
	/* hits are all over it: most of the time would go to page tables */
	madvise(cells, size, MADV_HUGEPAGE);
	*frequency = (struct frequency){.cell = cells};
}

/* The cell of a row: the line by the low bits of the hash but the lowest
 * (which says what kind of term it is), its place there by four others for
 * each row. */
static uint16_t *cell(const struct frequency *frequency, int row, uint64_t hash)
{
	uint16_t *line = frequency->cell +
			 (hash >> 1) % FREQUENCY_LINES * FREQUENCY_CELLS;

	return row ? line + 16 + (hash >> 26 & 15) : line + (hash >> 22 & 15);
}

static struct frequent *find(const struct frequency *frequency, uint64_t hash)
{
	size_t i = (size_t)(hash * 0x9e3779b97f4a7c15u >> 32) &
		   (frequency->large_size - 1);

	while (frequency->large[i].count && frequency->large[i].hash != hash)
		i = (i + 1) & (frequency->large_size - 1);
	return &frequency->large[i];
}

static void grow_large(struct frequency *frequency)
{
	const struct frequency old = *frequency;

	frequency->large_size =
		old.large_size ? 2 * old.large_size : LARGE_FIRST;
	frequency->large = xreallocarray(NULL, frequency->large_size,
					 sizeof(*frequency->large));
	memset(frequency->large, 0,
	       frequency->large_size * sizeof(*frequency->large));
	for (size_t i = 0; i < old.large_size; i++)
		if (old.large[i].count)
			*find(frequency, old.large[i].hash) = old.large[i];
	free(old.large);
}

static void count_large(struct frequency *frequency, uint64_t hash)
{
	struct frequent *entry;

	if (2 * (frequency->large_count + 1) > frequency->large_size)
		grow_large(frequency);
	entry = find(frequency, hash);
	frequency->large_count += !entry->count;
	entry->hash = hash;
	entry->count++;
}

void frequency_count(struct frequency *frequency, uint64_t hash)
{
	uint16_t *a = cell(frequency, 0, hash), *b = cell(frequency, 1, hash);

	if (*a == UINT16_MAX && *b == UINT16_MAX)
		count_large(frequency, hash);
	else if (*a < *b)
		++*a;
	else if (*b < *a)
		++*b;
	else
		++*a, ++*b;
}

uint32_t frequency_of(const struct frequency *frequency, uint64_t hash)
{
	const uint16_t a = *cell(frequency, 0, hash);
	const uint16_t b = *cell(frequency, 1, hash);
	uint64_t n = a < b ? a : b;

	if (n == UINT16_MAX && frequency->large_size)
		n += find(frequency, hash)->count;
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

void frequency_release(struct frequency *frequency)
{
	if (frequency->cell)
		munmap(frequency->cell, (size_t)FREQUENCY_LINES * LINE);
	free(frequency->large);
	*frequency = (struct frequency){0};
}
