/* Average linkage, its vetoes, and that the order of edges is nothing. */
#include "../../stages/cluster/linkage.h"

#include <math.h>

#include "tap.h"

enum { MAX = 64 };

static uint64_t forbidden[2]; /* no cluster may have both documents */
static uint64_t members[MAX]; /* of the cluster known by its smallest */
static const int32_t *days;   /* of publication, NULL: none is known */

static bool apart(void *context, uint32_t a, uint32_t b)
{
	const uint64_t both = members[a] | members[b];

	(void)context;
	return both & forbidden[0] && both & forbidden[1];
}

static void joined(void *context, uint32_t a, uint32_t b)
{
	unsigned *joins = context;

	members[a < b ? a : b] |= members[a < b ? b : a];
	++*joins;
}

/* Documents as directions in a plane, in degrees: their cosine is that of
 * the angle between. */
static void set(struct vectors *vectors, const double *degrees, uint32_t n)
{
	vectors_init(vectors, 1 << 20);
	for (uint32_t i = 0; i < n; i++) {
		const double turn = degrees[i] / 57.29577951308232;
		struct vector vector = {.count = 2, .term = {1, 2}};

		vector.weight[0] = (uint16_t)lround(65535 * cos(turn));
		vector.weight[1] = (uint16_t)lround(65535 * sin(turn));
		vectors_add(vectors, &vector);
	}
}

/* Clusters as letters: "aab" if 0 and 1 are one. Edges between all pairs
 * in reach of each other; extra: that of the edge 0-1. */
static const char *clusters(const double *degrees, uint32_t n, double least,
			    uint32_t extra, bool backwards)
{
	static char letters[MAX + 1];
	unsigned joins = 0;
	const struct linkage_rules rules = {&joins, apart, joined};
	struct vectors vectors;
	struct linkage *linkage;
	const uint32_t *root;

	for (uint32_t i = 0; i < n; i++)
		members[i] = UINT64_C(1) << i;
	set(&vectors, degrees, n);
	linkage = linkage_new(&vectors, days, (uint32_t)(least * VECTOR_ONE),
			      1 << 20);
	for (uint32_t k = 0; k < n * n; k++) {
		const uint32_t i = backwards ? n * n - 1 - k : k;
		struct edge edge = {.a = i / n, .b = i % n};

		if (edge.a >= edge.b)
			continue;
		edge.extra = i == 1 ? extra : 0;
		edge.alike =
			(uint32_t)(VECTOR_ONE *
				   cos((degrees[edge.a] - degrees[edge.b]) /
				       57.29577951308232)) +
			edge.extra;
		linkage_add(linkage, &edge);
	}
	linkage_run(linkage, &rules);
	root = linkage_roots(linkage);
	for (uint32_t i = 0; i < n; i++)
		letters[i] = (char)('a' + root[i]);
	letters[n] = '\0';
	linkage_free(linkage);
	vectors_release(&vectors);
	return letters;
}

static void test_average(void)
{
	static const double chain[] = {0, 30, 60}, pairs[] = {0, 10, 50, 60};

	/* cos 30 = .866, cos 60 = .5: first 0-1, then (.866 + .5) / 2 */
	is_str(clusters(chain, 3, 0.8, 0, false), "aac");
	is_str(clusters(chain, 3, 0.8, 0, true), "aac");
	is_str(clusters(chain, 3, 0.65, 0, false), "aaa");
	is_str(clusters(pairs, 4, 0.65, 0, false), "aacc"); /* .638 */
	is_str(clusters(pairs, 4, 0.63, 0, true), "aaaa");
	is_str(clusters(chain, 1, 0.5, 0, false), "a");
}

/* Copies between 0 and 1 join them, and count less with each document. */
static void test_extra(void)
{
	static const double far[] = {0, 80, 89};

	is_str(clusters(far, 2, 0.5, 0, false), "ab");
	is_str(clusters(far, 2, 0.5, VECTOR_ONE / 2, false), "aa");
	is_str(clusters(far, 3, 0.5, VECTOR_ONE / 2, false), "abb");
	is_str(clusters(far, 3, 0.3, VECTOR_ONE / 2, false), "aaa");
}

static void test_veto(void)
{
	static const double three[] = {0, 10, 15};

	forbidden[0] = 1 << 1;
	forbidden[1] = 1 << 2;
	is_str(clusters(three, 3, 0.5, 0, false), "aac");
	is_str(clusters(three, 3, 0.5, 0, true), "aac");
	forbidden[0] = 1 << 0;
	forbidden[1] = 1 << 1; /* 1 is where 2 is */
	is_str(clusters(three, 3, 0.5, 0, false), "abb");
	forbidden[0] = forbidden[1] = 0;
}

/* Two bundles; within each everything is alike. */
static void test_large(void)
{
	double degrees[40];

	for (int i = 0; i < 40; i++)
		degrees[i] = i < 20 ? i * 0.7 : 75 + (i - 20) * 0.7;
	is_str(clusters(degrees, 40, 0.6, 0, false),
	       "aaaaaaaaaaaaaaaaaaaauuuuuuuuuuuuuuuuuuuu");
	is_str(clusters(degrees, 40, 0.6, 0, true),
	       "aaaaaaaaaaaaaaaaaaaauuuuuuuuuuuuuuuuuuuu");
}

/* Days between them make a pair less alike, but not one without a day. */
static void test_days(void)
{
	static const double three[] = {0, 10, 20};
	static const int32_t same[] = {5, 5, 5}, apart_by[] = {5, 5, 25},
			     unknown[] = {5, 5, FACTS_NO_DAY};

	days = same;
	is_str(clusters(three, 3, 0.4, 0, false), "aaa");
	days = apart_by;
	is_str(clusters(three, 3, 0.4, 0, false), "aac");
	days = unknown;
	is_str(clusters(three, 3, 0.4, 0, false), "aaa");
	days = NULL;
}

/* Of one cluster whatever is said of them: no rule is asked, and its mean is
 * that of all its documents. */
static void test_unite(void)
{
	static const double far[] = {0, 80, 85, 40};
	unsigned joins = 0;
	const struct linkage_rules rules = {&joins, apart, joined};
	const struct edge within = {.a = 0, .b = 1, .alike = VECTOR_ONE};
	const struct edge near = {.a = 1, .b = 2, .alike = VECTOR_ONE};
	struct centroid one, other, want, mean;
	struct linkage *linkage;
	struct vectors vectors;
	const uint32_t *root;

	for (uint32_t i = 0; i < 4; i++)
		members[i] = UINT64_C(1) << i;
	forbidden[0] = 1 << 0;
	forbidden[1] = 1 << 1;
	set(&vectors, far, 4);
	linkage = linkage_new(&vectors, NULL, VECTOR_ONE / 2, 1 << 20);
	linkage_unite(linkage, 1, 0);
	linkage_unite(linkage, 0, 1);
	linkage_add(linkage, &within);
	/* cos 5 = .996, cos 85 = .087: .54 on average with both */
	linkage_add(linkage, &near);
	linkage_run(linkage, &rules);
	root = linkage_roots(linkage);
	ok(root[0] == 0 && root[1] == 0 && root[2] == 0 && root[3] == 3);
	ok(joins == 1);
	linkage_unite(linkage, 3, 2);
	root = linkage_roots(linkage);
	ok(root[0] == 0 && root[2] == 0 && root[3] == 0);
	ok(joins == 1);
	linkage_mean(linkage, 3, &mean);
	ok(mean.documents == 4);
	linkage_free(linkage);

	/* without them the edge would join 1 and 2 alone */
	linkage = linkage_new(&vectors, NULL, VECTOR_ONE / 2, 1 << 20);
	linkage_unite(linkage, 2, 3);
	linkage_mean(linkage, 2, &mean);
	centroid_init(&one, vectors_get(&vectors, 2));
	centroid_init(&other, vectors_get(&vectors, 3));
	centroid_merge(&one, &other, &want);
	ok(mean.documents == 2 && mean.count == want.count &&
	   !memcmp(mean.weight, want.weight,
		   mean.count * sizeof(*mean.weight)));
	linkage_mean(linkage, 0, &mean);
	ok(mean.documents == 1 && mean.count == 2);
	root = linkage_roots(linkage);
	ok(root[0] == 0 && root[1] == 1 && root[2] == 2 && root[3] == 2);
	linkage_free(linkage);
	vectors_release(&vectors);
	forbidden[0] = forbidden[1] = 0;
}

int main(void)
{
	test_average();
	test_extra();
	test_veto();
	test_large();
	test_days();
	test_unite();
	return tap_done();
}
