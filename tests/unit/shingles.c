#include "shingles.h"

#include <stdlib.h>

#include "random.h"
#include "tap.h"

enum { MAX = 400 };

/* n tokens out of `words` different ones. */
static void fill(struct tokens *tokens, size_t n, unsigned words,
		 uint64_t *state)
{
	static struct token token[2][MAX];
	static unsigned turn;

	tokens->token = token[turn++ % 2];
	tokens->count = n;
	for (size_t i = 0; i < n; i++)
		tokens->token[i].hash =
			(random_next(state) % words + 1) * 0x9E3779B97F4A7C15u;
}

static void test_shingles(void)
{
	struct tokens tokens = {0};
	uint64_t out[64], again[64];

	tokens_find(&tokens, STR("m\u1ED9t hai ba b\u1ED1n"));
	ok(shingles_hash(&tokens, SHINGLE_TOKENS, out) == 0);
	ok(shingles_hash(&tokens, 4, out) == 1);
	ok(shingles_hash(&tokens, 1, out) == 4);
	tokens_find(&tokens, STR(""));
	ok(shingles_hash(&tokens, 1, out) == 0);

	/* equal runs hash alike wherever they stand, others do not */
	tokens_find(&tokens, STR("a b c d e f a b c d e"));
	ok(shingles_hash(&tokens, 5, out) == 7);
	ok(out[0] == out[6]);
	for (size_t i = 0; i < 6; i++)
		for (size_t j = 0; j < i; j++)
			ok(out[i] != out[j]);
	/* the order of tokens counts, also when they are equal */
	tokens_find(&tokens, STR("b a c d e f"));
	ok(shingles_hash(&tokens, 5, again) == 2 && again[0] != out[0]);
	tokens_find(&tokens, STR("a a a a b a a a"));
	ok(shingles_hash(&tokens, 4, again) == 5);
	ok(again[1] != again[2] && again[1] != again[3] &&
	   again[1] != again[4]);
	tokens_release(&tokens);
}

/* Winnowing by its definition: the smallest of each window, in text order,
 * one that equals the one before it dropped. */
static size_t plain_winnow(const uint64_t *shingle, size_t n, uint64_t *out)
{
	const size_t window = n < SKETCH_WINDOW ? n : SKETCH_WINDOW;
	size_t count = 0;

	for (size_t i = 0; n && i + window <= n; i++) {
		uint64_t least = shingle[i];

		for (size_t j = i; j < i + window; j++)
			if (shingle[j] < least)
				least = shingle[j];
		if (!count || out[count - 1] != least)
			out[count++] = least;
	}
	return count;
}

static void test_winnow(void)
{
	uint64_t shingle[MAX], out[MAX], want[MAX], state = 4;
	size_t wrong = 0;

	for (unsigned round = 0; round < 20000; round++) {
		const size_t n = random_next(&state) % (round % 2 ? 20 : 200);
		const unsigned values = round % 3 ? 1u << 31 : 5;
		size_t count;

		for (size_t i = 0; i < n; i++)
			shingle[i] = random_next(&state) % values;
		count = sketch_winnow(shingle, n, out);
		wrong += count != plain_winnow(shingle, n, want) ||
			 memcmp(out, want, count * sizeof(*out)) != 0;
	}
	ok(!wrong);
	ok(sketch_winnow(shingle, 0, out) == 0);
	for (size_t i = 0; i < MAX; i++)
		shingle[i] = 7;
	ok(sketch_winnow(shingle, MAX, out) == 1 && out[0] == 7);
}

/* Expected density is 2/(window+1) (Schleimer, Wilkerson, Aiken 2003). */
static void test_density(void)
{
	enum { MANY = 90000 };
	uint64_t *shingle = malloc(MANY * sizeof(*shingle));
	uint64_t *out = malloc(MANY * sizeof(*out)), state = 5;
	size_t count;

	for (size_t i = 0; i < MANY; i++)
		shingle[i] = random_next(&state);
	count = sketch_winnow(shingle, MANY, out);
	ok(count > MANY * 2 / (SKETCH_WINDOW + 1) * 97 / 100);
	ok(count < MANY * 2 / (SKETCH_WINDOW + 1) * 103 / 100);
	free(shingle);
	free(out);
}

static size_t sketch(const struct tokens *tokens, uint64_t *out)
{
	uint64_t shingle[MAX];

	return sketch_winnow(
		shingle, shingles_hash(tokens, SHINGLE_TOKENS, shingle), out);
}

static bool share_one(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (a[i] == b[j])
				return true;
	return false;
}

/* Two texts that share a run of SKETCH_WINDOW + w - 1 tokens, wherever it
 * stands in them, share a fingerprint; most that share less do not. */
static void test_guarantee(void)
{
	enum { RUN = SKETCH_WINDOW + SHINGLE_TOKENS - 1 };
	uint64_t out[2][MAX], state = 6;
	size_t missed = 0, chance = 0;

	for (unsigned round = 0; round < 4000; round++) {
		struct tokens a = {0}, b = {0};
		size_t n[2], at[2];

		n[0] = RUN + random_next(&state) % (round % 2 ? 8 : 300);
		n[1] = RUN + random_next(&state) % (round % 3 ? 8 : 300);
		fill(&a, n[0], 1u << 31, &state);
		fill(&b, n[1], 1u << 31, &state);
		chance += share_one(out[0], sketch(&a, out[0]), out[1],
				    sketch(&b, out[1]));
		at[0] = random_next(&state) % (n[0] - RUN + 1);
		at[1] = random_next(&state) % (n[1] - RUN + 1);
		memcpy(b.token + at[1], a.token + at[0],
		       RUN * sizeof(*a.token));
		missed += !share_one(out[0], sketch(&a, out[0]), out[1],
				     sketch(&b, out[1]));
	}
	ok(!missed);
	ok(!chance);
}

static bool same_exact(const char *a, const char *b)
{
	struct tokens tokens = {0};
	unsigned char hash[2][16];

	tokens_find(&tokens, str_from(a));
	tokens_exact_hash(&tokens, hash[0]);
	tokens_find(&tokens, str_from(b));
	tokens_exact_hash(&tokens, hash[1]);
	tokens_release(&tokens);
	return !memcmp(hash[0], hash[1], 16);
}

static void test_exact(void)
{
	ok(same_exact("", " ... "));
	ok(same_exact("T\u1EA1i Ho\u00E0 B\u00ECnh, 10/10.",
		      "t\u1EA1i h\u00F2a b\u00ECnh \u2013 10 10"));
	ok(!same_exact("1,5 t\u1EA5n", "15 t\u1EA5n"));
	ok(!same_exact("c\u00F3", "kh\u00F4ng"));
	ok(!same_exact("a b", "b a"));
	ok(!same_exact("a", "a a"));
	ok(!same_exact("", "a"));
}

/* A change of any one token shows, on both sides of a block's end. */
static void test_exact_blocks(void)
{
	unsigned char hash[16], changed[16];
	struct tokens tokens = {0};
	uint64_t state = 7;
	size_t same = 0;

	fill(&tokens, MAX, 1000, &state);
	tokens_exact_hash(&tokens, hash);
	for (size_t i = 0; i < MAX; i++) {
		tokens.token[i].hash++;
		tokens_exact_hash(&tokens, changed);
		same += !memcmp(hash, changed, sizeof(hash));
		tokens.token[i].hash--;
		tokens.count = i;
		tokens_exact_hash(&tokens, changed);
		same += !memcmp(hash, changed, sizeof(hash));
		tokens.count = MAX;
	}
	ok(!same);
	tokens_exact_hash(&tokens, changed);
	ok(!memcmp(hash, changed, sizeof(hash)));
}

static const char *to_hex(const unsigned char hash[16], char hex[33])
{
	for (unsigned i = 0; i < 16; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	return hex;
}

/* The same bytes on every machine and in every version: these hashes stand
 * in stored corpora. */
static void test_stable(void)
{
	struct tokens tokens = {0};
	unsigned char hash[16];
	char hex[33];
	uint64_t out[1], state = 8;

	tokens_find(&tokens, STR("m\u1ED9t hai ba b\u1ED1n n\u0103m"));
	tokens_exact_hash(&tokens, hash);
	is_str(to_hex(hash, hex), "8d2d03ffa0e46690da513435490610cf");
	ok(shingles_hash(&tokens, 5, out) == 1);
	snprintf(hex, sizeof(hex), "%016llx", (unsigned long long)out[0]);
	is_str(hex, "9f9cdcb984915c49");
	tokens_release(&tokens);
	fill(&tokens, MAX, 1000, &state); /* more than a block */
	tokens_exact_hash(&tokens, hash);
	is_str(to_hex(hash, hex), "68152e6f20118d78e358082c8042071e");
}

int main(void)
{
	test_shingles();
	test_winnow();
	test_density();
	test_guarantee();
	test_exact();
	test_exact_blocks();
	test_stable();
	return tap_done();
}
