#include "frequency.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "mem.h"
#include "msg.h"

enum { LARGE_FIRST = 256 };

void frequency_init(struct frequency *frequency)
{
	void *cells = mmap(NULL, FREQUENCY_BYTES, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (cells == MAP_FAILED)
		die_errno("cannot map the table of term counts");
	/* hits are all over it: most of the time would go to page tables */
	madvise(cells, FREQUENCY_BYTES, MADV_HUGEPAGE);
	*frequency = (struct frequency){.cell = cells};
}

/* All bits of a term mixed into the highest (Knuth 1973, 6.4). */
static uint32_t mix(uint32_t term)
{
	return term * 0x9e3779b1u;
}

/* The cell of each row, by four bits. */
static void find_cells(const struct frequency *frequency, uint32_t term,
		       uint16_t *cell[2])
{
	uint16_t *line = frequency_line(frequency, term);

	cell[0] = line + (mix(term) >> 28);
	cell[1] = line + 16 + (mix(term) >> 24 & 15);
}

static struct frequent *find(const struct frequency *frequency, uint32_t term)
{
	size_t i = mix(term) & (frequency->large_size - 1);

	while (frequency->large[i].count && frequency->large[i].term != term)
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
			*find(frequency, old.large[i].term) = old.large[i];
	free(old.large);
}

void frequency_add_large(struct frequency *frequency, uint32_t term,
			 uint64_t count)
{
	struct frequent *entry;

	if (2 * (frequency->large_count + 1) > frequency->large_size)
		grow_large(frequency);
	entry = find(frequency, term);
	frequency->large_count += !entry->count;
	entry->term = term;
	entry->count += count;
}

void frequency_count(struct frequency *frequency, uint32_t term)
{
	uint16_t *cell[2];
	uint16_t least;

	find_cells(frequency, term, cell);
	least = *cell[0] < *cell[1] ? *cell[0] : *cell[1];
	if (least == UINT16_MAX) {
		frequency_add_large(frequency, term, 1);
		return;
	}
	*cell[0] = (uint16_t)(*cell[0] + (*cell[0] == least));
	*cell[1] = (uint16_t)(*cell[1] + (*cell[1] == least));
}

uint32_t frequency_of(const struct frequency *frequency, uint32_t term)
{
	uint16_t *cell[2];
	uint64_t n;

	find_cells(frequency, term, cell);
	n = *cell[0] < *cell[1] ? *cell[0] : *cell[1];

	if (n == UINT16_MAX && frequency->large_size)
		n += find(frequency, term)->count;
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

void frequency_release(struct frequency *frequency)
{
	if (frequency->cell)
		munmap(frequency->cell, FREQUENCY_BYTES);
	free(frequency->large);
	*frequency = (struct frequency){0};
}
