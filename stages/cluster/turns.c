#include "turns.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

/* Those that wait for none, the smallest at the top. */
struct heap {
	uint32_t *item;
	size_t n;
};

static void push(struct heap *heap, uint32_t item)
{
	size_t i = heap->n++;

	for (; i && item < heap->item[(i - 1) / 2]; i = (i - 1) / 2)
		heap->item[i] = heap->item[(i - 1) / 2];
	heap->item[i] = item;
}

static uint32_t pop(struct heap *heap)
{
	const uint32_t top = heap->item[0], last = heap->item[--heap->n];
	size_t i = 0, child;

	while ((child = 2 * i + 1) < heap->n) {
		if (child + 1 < heap->n &&
		    heap->item[child + 1] < heap->item[child])
			child++;
		if (last <= heap->item[child])
			break;
		heap->item[i] = heap->item[child];
		i = child;
	}
	heap->item[i] = last;
	return top;
}

void turns_wait(struct turns *turns, uint32_t a, uint32_t b)
{
	if (a == b)
		return;
	if (turns->waits == turns->size) {
		turns->size = turns->size ? 2 * turns->size : 1024;
		turns->wait = xreallocarray(turns->wait, turns->size,
					    sizeof(*turns->wait));
	}
	turns->wait[turns->waits++] = (struct wait){a, b};
	turns->crossed |= a > b;
}

struct order {
	uint32_t n;
	uint32_t *place; /* UINT32_MAX: has none yet */
	uint32_t *for_how_many;
	uint32_t *behind; /* those that wait, by whom they wait for */
	size_t *first;	  /* in behind, n + 1 of them */
	struct heap heap;
};

static void sort_waits(struct order *order, const struct turns *turns)
{
	size_t *const first = order->first;

	memset(first, 0, (order->n + (size_t)1) * sizeof(*first));
	memset(order->for_how_many, 0, order->n * sizeof(*order->for_how_many));
	for (size_t i = 0; i < turns->waits; i++) {
		first[turns->wait[i].a]++;
		order->for_how_many[turns->wait[i].b]++;
	}
	for (uint32_t i = 0; i < order->n; i++)
		first[i + 1] += first[i];
	for (size_t i = turns->waits; i-- > 0;)
		order->behind[--first[turns->wait[i].a]] = turns->wait[i].b;
}

/* Give this one the next place, and see who need not wait any more. */
static void place(struct order *order, uint32_t document, uint32_t at)
{
	order->place[document] = at;
	for (size_t i = order->first[document]; i < order->first[document + 1];
	     i++)
		if (!--order->for_how_many[order->behind[i]] &&
		    order->place[order->behind[i]] == UINT32_MAX)
			push(&order->heap, order->behind[i]);
}

static void place_all(struct order *order)
{
	uint32_t least = 0; /* all below have a place */

	for (uint32_t i = 0; i < order->n; i++) {
		order->place[i] = UINT32_MAX;
		if (!order->for_how_many[i])
			push(&order->heap, i);
	}
	for (uint32_t at = 0; at < order->n; at++) {
		if (order->heap.n) {
			place(order, pop(&order->heap), at);
			continue;
		}
		while (order->place[least] != UINT32_MAX)
			least++;
		place(order, least, at);
	}
}

uint32_t *turns_find(struct turns *turns, uint32_t n)
{
	struct order order = {.n = n};

	if (!turns->crossed)
		return NULL;
	order.place = xreallocarray(NULL, n, sizeof(uint32_t));
	order.for_how_many = xreallocarray(NULL, n, sizeof(uint32_t));
	order.behind = xreallocarray(NULL, turns->waits, sizeof(uint32_t));
	order.first = xreallocarray(NULL, n + (size_t)1, sizeof(size_t));
	order.heap.item = xreallocarray(NULL, n, sizeof(uint32_t));
	sort_waits(&order, turns);
	place_all(&order);
	free(order.for_how_many);
	free(order.behind);
	free(order.first);
	free(order.heap.item);
	return order.place;
}

void turns_release(struct turns *turns)
{
	free(turns->wait);
	*turns = (struct turns){0};
}
