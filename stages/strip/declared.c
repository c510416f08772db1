#include "declared.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

enum {
	WORDS = 4, /* a shingle; fewer stand in many texts */
	BODY_MAX = 1 << 20,
};

static uint64_t shingle(const struct token *token)
{
	uint64_t hash = 0;

	for (int i = 0; i < WORDS; i++)
		hash = (hash ^ token[i].hash) * UINT64_C(0x9e3779b97f4a7c15);
	hash ^= hash >> 32;
	return hash ? hash : 1;
}

static size_t find(const struct declared *declared, uint64_t hash)
{
	size_t i = hash & (declared->size - 1);

	while (declared->slot[i] && declared->slot[i] != hash)
		i = (i + 1) & (declared->size - 1);
	return i;
}

/* Whole characters only. */
static struct str head_of(struct str body)
{
	if (body.n <= BODY_MAX)
		return body;
	body.n = BODY_MAX;
	while (body.n && ((unsigned char)body.p[body.n] & 0xC0) == 0x80)
		body.n--;
	return body;
}

void declared_set(struct declared *declared, struct str body)
{
	size_t i;

	declared->size = 0;
	if (!body.n)
		return;
	tokens_find(&declared->tokens, head_of(body));
	if (declared->tokens.count < WORDS)
		return;
	declared->size = 16;
	while (declared->size < 2 * declared->tokens.count)
		declared->size *= 2;
	if (declared->size > declared->room) {
		declared->room = declared->size;
		declared->slot = xreallocarray(declared->slot, declared->room,
					       sizeof(*declared->slot));
	}
	memset(declared->slot, 0, declared->size * sizeof(*declared->slot));
	for (i = 0; i + WORDS <= declared->tokens.count; i++) {
		const uint64_t hash = shingle(&declared->tokens.token[i]);

		declared->slot[find(declared, hash)] = hash;
	}
}

int declared_share(const struct declared *declared, const struct tokens *tokens)
{
	size_t i, found = 0;

	if (!declared->size || tokens->count < WORDS)
		return -1;
	for (i = 0; i + WORDS <= tokens->count; i++)
		found += declared->slot[find(declared,
					     shingle(&tokens->token[i]))] != 0;
	return (int)(found * 100 / (tokens->count - WORDS + 1));
}

void declared_release(struct declared *declared)
{
	free(declared->slot);
	tokens_release(&declared->tokens);
	*declared = (struct declared){0};
}
