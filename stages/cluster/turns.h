/*
 * turns.h - in which order documents are written: the canonical one, but that
 * each comes behind those that it has copies of.
 *
 * winnow-match writes them so, and winnow-dedup relies on it. Where match was
 * told that another document than the earliest keeps a paragraph, the
 * canonical order would put some copies first: then the next in turn is
 * always the first of those that wait for none (Kahn 1962, with a heap). It
 * does not depend on the order of the input either.
 *
 * Memory: 8 bytes a pair of copy and source; unless the canonical order does,
 * 4 more and 20 a document.
 */
#ifndef TURNS_H
#define TURNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct turns {
	struct wait { /* document b comes behind a */
		uint32_t a, b;
	} * wait;
	size_t waits, size;
	bool crossed; /* some a > b */
};

/* {0} is valid: none waits. */
void turns_wait(struct turns *turns, uint32_t a, uint32_t b);

/*
 * The place of each of n documents, to be freed; NULL if each keeps its own.
 * Of documents that wait for one another the first goes first.
 */
uint32_t *turns_find(struct turns *turns, uint32_t n);

void turns_release(struct turns *turns);

#endif
