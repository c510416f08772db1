#include "../../stages/cluster/turns.h"

#include <stdlib.h>

#include "random.h"
#include "tap.h"

enum { MOST = 40 };

/* Which document has which place, as letters; "-" if each keeps its own. */
static const char *places(const char *waits, uint32_t n)
{
	static char letters[MOST + 1];
	struct turns turns = {0};
	uint32_t *place;

	for (; waits[0]; waits += 2) /* "ab": b comes behind a */
		turns_wait(&turns, (uint32_t)(waits[0] - 'a'),
			   (uint32_t)(waits[1] - 'a'));
	place = turns_find(&turns, n);
	memset(letters, 0, sizeof(letters));
	for (uint32_t i = 0; place && i < n; i++)
		letters[place[i]] = (char)('a' + i);
	if (!place)
		letters[0] = '-';
	free(place);
	turns_release(&turns);
	return letters;
}

static void test_few(void)
{
	is_str(places("", 3), "-");
	is_str(places("abacbc", 3), "-");
	is_str(places("aa", 1), "-"); /* for itself */
	is_str(places("ba", 2), "ba");
	is_str(places("ca", 3), "bca");
	is_str(places("cabaabab", 4), "cdab"); /* a and b for one another */
	is_str(places("daea", 5), "bcdea");
	is_str(places("dadada", 4), "bcda"); /* said more than once */
	/* all wait: the first goes first */
	is_str(places("baab", 2), "ab");
	is_str(places("bacbac", 3), "acb");
	/* what waits for none goes before */
	is_str(places("baabdc", 4), "dcab");
}

/* The first of those that wait for none that has no turn yet; else the first
 * of all. */
static uint32_t next_of(bool waits[MOST][MOST], const bool *gone, uint32_t n)
{
	uint32_t first = n;

	for (uint32_t b = n; b-- > 0;) {
		bool free_now = !gone[b];

		for (uint32_t a = 0; a < n; a++)
			free_now &= !waits[a][b] || gone[a];
		if (free_now)
			first = b;
	}
	for (uint32_t b = 0; first == n; b++)
		if (!gone[b])
			first = b;
	return first;
}

static bool agrees(uint64_t *state, uint32_t n, uint32_t edges)
{
	bool waits[MOST][MOST] = {{0}}, gone[MOST] = {0}, good = true;
	struct turns turns = {0};
	uint32_t *place;

	for (uint32_t i = 0; i < edges; i++) {
		const uint32_t a = (uint32_t)(random_next(state) % n);
		const uint32_t b = (uint32_t)(random_next(state) % n);

		turns_wait(&turns, a, b);
		waits[a][b] = a != b;
	}
	place = turns_find(&turns, n);
	for (uint32_t at = 0; at < n; at++) {
		const uint32_t next = next_of(waits, gone, n);

		good &= (place ? place[next] : next) == at;
		gone[next] = true;
	}
	free(place);
	turns_release(&turns);
	return good;
}

static void test_random(void)
{
	uint64_t state = 1;
	bool good = true;

	for (uint32_t round = 0; round < 2000; round++)
		good &= agrees(&state, 1 + round % MOST, round / 20);
	ok(good);
}

/* A chain backwards. */
static void test_long(void)
{
	const uint32_t n = 100000;
	struct turns turns = {0};
	uint32_t *place;
	bool good = true;

	for (uint32_t i = 1; i < n; i++)
		turns_wait(&turns, i, i - 1);
	place = turns_find(&turns, n);
	for (uint32_t i = 0; place && i < n; i++)
		good &= place[i] == n - 1 - i;
	ok(place && good);
	free(place);
	turns_release(&turns);
}

int main(void)
{
	test_few();
	test_random();
	test_long();
	return tap_done();
}
