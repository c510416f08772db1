#include "negation.h"

#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include <xxhash.h>

/* In the normal form of token.h: one token each. */
static const char *const words[] = {
	/* English */
	"no",
	"not",
	"never",
	"none",
	"nor",
	"cannot",
	"neither",
	"without",
	/* Vietnamese */
	"không",
	"chẳng",
	"chưa",
	"chả",
	"đừng",
	/* German */
	"nicht",
	"kein",
	"keine",
	"keinem",
	"keinen",
	"keiner",
	"keines",
	"nie",
	"niemals",
	"ohne",
	/* French */
	"ne",
	"pas",
	"jamais",
	"aucun",
	"aucune",
	"sans",
	"ni",
	/* Spanish */
	"nunca",
	"ningún",
	"ninguno",
	"ninguna",
	"ningunos",
	"ningunas",
	"jamás",
	"sin",
	"tampoco",
	/* Portuguese */
	"não",
	"nem",
	"nenhum",
	"nenhuma",
	"sem",
	/* Italian */
	"non",
	"né",
	"mai",
	"senza",
	"nessun",
	"nessuno",
	"nessuna",
	/* Dutch */
	"niet",
	"geen",
	"nooit",
	"zonder",
	/* Swedish, Norwegian, Danish */
	"inte",
	"ej",
	"aldrig",
	"utan",
	"ikke",
	"ikkje",
	"aldri",
	"uten",
	"uden",
	"ingen",
	/* Polish, Czech */
	"nie",
	"nigdy",
	"bez",
	"żaden",
	"żadna",
	"żadne",
	"nikdy",
	"není",
	/* Russian, Ukrainian */
	"не",
	"нет",
	"ни",
	"никогда",
	"без",
	"немає",
	"ніколи",
	/* Chinese, Japanese: one character is one token */
	"不",
	"没",
	"沒",
	"無",
	"无",
	"非",
	"未",
};

enum { SLOTS = 512, WORDS = sizeof(words) / sizeof(*words) };

uint64_t negation_filter[NEGATION_FILTER / 64];
static struct slot {
	uint64_t hash;
	enum negation what; /* NEGATION_NONE: free */
} slots[SLOTS];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* English verbs as they stand before 't. */
static const char *const verbs[] = {
	"ain",	  "aren",  "can",   "couldn", "didn", "doesn",
	"don",	  "hadn",  "hasn",  "haven",  "isn",  "mayn",
	"mightn", "mustn", "needn", "oughtn", "shan", "shouldn",
	"wasn",	  "weren", "won",   "wouldn",
};

enum { VERBS = sizeof(verbs) / sizeof(*verbs) };

/* Where the hash is, or the free place for it: open addressing. */
static struct slot *find(uint64_t hash)
{
	size_t at = (size_t)(hash >> 32) % SLOTS;

	while (slots[at].what && slots[at].hash != hash)
		at = (at + 1) % SLOTS;
	return &slots[at];
}

static void add(const char *word, enum negation what)
{
	const uint64_t hash = XXH3_64bits(word, strlen(word));
	const uint64_t at = hash % NEGATION_FILTER;

	*find(hash) = (struct slot){hash, what};
	negation_filter[at / 64] |= UINT64_C(1) << at % 64;
}

static void fill(void)
{
	_Static_assert(WORDS + VERBS + 1 < SLOTS / 2, "the table is sparse");
	for (size_t i = 0; i < WORDS; i++)
		add(words[i], NEGATION_WORD);
	for (size_t i = 0; i < VERBS; i++)
		add(verbs[i], NEGATION_VERB);
	add("t", NEGATION_T);
}

__attribute__((constructor)) void negation_init(void)
{
	pthread_once(&once, fill);
}

enum negation negation_of(uint64_t hash)
{
	return find(hash)->what;
}
