#include "phrases.h"

#include <stdlib.h>
#include <strings.h>

#include "error.h"
#include "mem.h"
#include "unicode.h"

enum {
	LANG_SIZE = 4,	  /* two letters, a third, a NUL */
	NODES_MIN = 8192, /* a power of two; grows at half full */
	WORD_WEIGHT = 60, /* divides by 1 to 6 */
	VALUE_MAX = 9999,
	FIRST_BITS = 13,
	VALUES = 2, /* of a phrase that is an ordinal and a day, too */
};

/* Made from the tables by phrases/embed.awk: language, text, ..., NULL. */
extern const char *const phrase_tables[];

/*
 * One node per prefix of a phrase, in a hash table keyed by the token hashes
 * of the prefix (open addressing, linear probing), so that a look-up takes
 * as many steps as the phrase has tokens.
 */
struct node {
	uint64_t key;	/* 0: free */
	uint32_t kinds; /* bit k: a phrase of kind k ends here */
	uint32_t open;	/* bit k: one of kind k goes on behind here */
	uint32_t langs; /* bit l: a function word of language l */
	uint32_t of;	/* bit l: in the table of language l */
	int16_t value[VALUES];
};

static struct {
	struct node *node;
	size_t count;
	size_t size;
	/* By the first token: kinds of phrases that may begin with it. Small
	 * enough for the nearest cache, for most tokens begin none. */
	uint32_t first[1 << FIRST_BITS];
	char lang[PHRASE_LANGS_MAX][LANG_SIZE];
	size_t langs;
} table;

#define BIT(kind) (1u << (kind))
#define ANOTHERS (BIT(PHRASE_ROLE) | BIT(PHRASE_NOT_EVENT))

static const struct {
	const char *name;
	uint32_t kinds;
} kind_names[] = {
	{"tail", BIT(PHRASE_TAIL)},
	{"inline", BIT(PHRASE_INLINE)},
	{"chrome", BIT(PHRASE_CHROME)},
	{"alone", BIT(PHRASE_ALONE)},
	{"caption", BIT(PHRASE_CAPTION)},
	{"byline", BIT(PHRASE_BYLINE)},
	{"stamp", BIT(PHRASE_STAMP)},
	{"ordinal", BIT(PHRASE_ORDINAL)},
	{"ordinal-word", BIT(PHRASE_ORDINAL_WORD)},
	{"ordinal-alone", BIT(PHRASE_ORDINAL_WORD) | BIT(PHRASE_ORDINAL_ALONE)},
	{"month", BIT(PHRASE_MONTH)},
	{"month-first", BIT(PHRASE_MONTH) | BIT(PHRASE_MONTH_FIRST)},
	{"month-short", BIT(PHRASE_MONTH) | BIT(PHRASE_MONTH_SHORT)},
	{"weekday", BIT(PHRASE_WEEKDAY)},
	{"day-cue", BIT(PHRASE_DAY_CUE)},
	{"not-event", BIT(PHRASE_NOT_EVENT)},
	{"function", BIT(PHRASE_FUNCTION)},
	{"date-join", BIT(PHRASE_DATE_JOIN)},
	{"clock-join", BIT(PHRASE_CLOCK_JOIN)},
	{"hour", BIT(PHRASE_HOUR)},
	{"date-cue", BIT(PHRASE_DATE_CUE)},
	{"number", BIT(PHRASE_NUMBER)},
	{"relative", BIT(PHRASE_RELATIVE)},
	{"day-unit", BIT(PHRASE_DAY_UNIT)},
	{"range", BIT(PHRASE_RANGE)},
	{"ordinal-suffix", BIT(PHRASE_ORDINAL_SUFFIX)},
};

static const struct {
	const char *name;
	uint32_t kinds;
	int role;
} role_names[] = {
	{"yearly", ANOTHERS, PHRASE_YEARLY},
	{"document", ANOTHERS, PHRASE_DOCUMENT},
	{"limit", ANOTHERS, PHRASE_LIMIT},
	{"anniversary", ANOTHERS, PHRASE_ANNIVERSARY},
	{"background", BIT(PHRASE_ROLE), PHRASE_BACKGROUND},
	{"said", BIT(PHRASE_ROLE), PHRASE_SAID},
	{"ahead", BIT(PHRASE_ROLE), PHRASE_AHEAD},
	{"counted", BIT(PHRASE_ROLE), PHRASE_COUNTED},
	{"series", BIT(PHRASE_ROLE), PHRASE_SERIES},
	{"week-before", BIT(PHRASE_ROLE), PHRASE_WEEK_BEFORE},
	{"week-this", BIT(PHRASE_ROLE), PHRASE_WEEK_THIS},
	{"week-after", BIT(PHRASE_ROLE), PHRASE_WEEK_AFTER},
	{"dateline", BIT(PHRASE_ROLE), PHRASE_DATELINE},
	{"night", BIT(PHRASE_ROLE), PHRASE_NIGHT},
	{"daily", BIT(PHRASE_ROLE), PHRASE_DAILY},
};

static const uint32_t valued_days =
	BIT(PHRASE_WEEKDAY) | BIT(PHRASE_RELATIVE) | BIT(PHRASE_ROLE);

static const uint64_t root = 0x9e3779b97f4a7c15;

/* The key of a prefix with one token more; never 0. */
static uint64_t step(uint64_t key, uint64_t hash)
{
	key = (key ^ hash) * 0xbf58476d1ce4e5b9;
	key ^= key >> 31;
	return key ? key : 1;
}

/* The node of that key, or the free one where it belongs. */
static struct node *slot(struct node *node, size_t size, uint64_t key)
{
	size_t i = key & (size - 1);

	while (node[i].key && node[i].key != key)
		i = (i + 1) & (size - 1);
	return &node[i];
}

static uint32_t *kinds_from(const struct token *token)
{
	return &table.first[token->hash >> (64 - FIRST_BITS)];
}

static const struct node *find(uint64_t key)
{
	const struct node *node;

	if (!table.size)
		return NULL;
	node = slot(table.node, table.size, key);
	return node->key ? node : NULL;
}

static void grow(void)
{
	const size_t size = table.size ? table.size * 2 : NODES_MIN;
	struct node *node = xreallocarray(NULL, size, sizeof(*node));

	memset(node, 0, size * sizeof(*node));
	for (size_t i = 0; i < table.size; i++)
		if (table.node[i].key)
			*slot(node, size, table.node[i].key) = table.node[i];
	free(table.node);
	table.node = node;
	table.size = size;
}

static struct node *add_node(uint64_t key)
{
	struct node *node;

	if (table.count >= table.size / 2)
		grow();
	node = slot(table.node, table.size, key);
	if (!node->key) {
		node->key = key;
		table.count++;
	}
	return node;
}

static uint32_t languages(int language)
{
	if (language >= 0)
		return 1u << language;
	return language == PHRASE_ANY_LANGUAGE ? UINT32_MAX : 0;
}

/* Which of a node's values belongs to these kinds. */
static size_t value_of(uint32_t kinds)
{
	return kinds & valued_days ? 1 : 0;
}

size_t phrase_at(const struct tokens *tokens, size_t at, enum phrase_kind kind,
		 int *value)
{
	return phrase_in(tokens, at, kind, PHRASE_ANY_LANGUAGE, value);
}

size_t phrase_in(const struct tokens *tokens, size_t at, enum phrase_kind kind,
		 int language, int *value)
{
	const uint32_t bit = BIT(kind);
	const uint32_t of = languages(language);
	const struct node *node;
	uint64_t key = root;
	size_t len = 0;

	if (value)
		*value = 0;
	if (at >= tokens->count || !(*kinds_from(&tokens->token[at]) & bit))
		return 0;
	for (size_t i = at; i < tokens->count; i++) {
		key = step(key, tokens->token[i].hash);
		node = find(key);
		if (!node)
			break;
		if (node->kinds & bit && node->of & of) {
			len = i - at + 1;
			if (value)
				*value = node->value[value_of(bit)];
		}
		if (!(node->open & bit))
			break;
	}
	return len;
}

size_t phrase_votes(const struct tokens *tokens,
		    struct phrase_vote vote[PHRASE_LANGS_MAX])
{
	const struct node *node;
	size_t weight;

	for (size_t l = 0; l < table.langs; l++)
		vote[l] = (struct phrase_vote){table.lang[l], 0, 0};
	for (size_t i = 0; i < tokens->count; i++) {
		if (!(*kinds_from(&tokens->token[i]) & BIT(PHRASE_FUNCTION)))
			continue;
		node = find(step(root, tokens->token[i].hash));
		if (!node || !node->langs)
			continue;
		weight = WORD_WEIGHT / (size_t)__builtin_popcount(node->langs);
		for (uint32_t bits = node->langs; bits; bits &= bits - 1) {
			const int l = __builtin_ctz(bits);

			vote[l].words++;
			vote[l].weight += weight;
		}
	}
	return table.langs;
}

size_t phrase_function_words(const struct tokens *tokens, const char **lang)
{
	struct phrase_vote vote[PHRASE_LANGS_MAX];
	struct phrase_vote best = {"", 0, 0};
	const size_t count = phrase_votes(tokens, vote);

	for (size_t l = 0; l < count; l++)
		if (vote[l].words > best.words ||
		    (vote[l].words == best.words &&
		     vote[l].weight > best.weight))
			best = vote[l];
	if (lang)
		*lang = best.lang;
	return best.words;
}

/* The number of a language, which is added if it is new; -1: no room. */
static int lang_number(struct str code)
{
	if (code.n < 2 || code.n >= LANG_SIZE)
		return -1;
	for (size_t l = 0; l < table.langs; l++)
		if (str_eq(code, str_from(table.lang[l])))
			return (int)l;
	if (table.langs == PHRASE_LANGS_MAX)
		return -1;
	memcpy(table.lang[table.langs], code.p, code.n);
	table.lang[table.langs][code.n] = '\0';
	return (int)table.langs++;
}

int phrase_language(const char *lang)
{
	for (size_t l = 0; l < table.langs; l++) {
		const size_t n = strlen(table.lang[l]);

		if (!strncasecmp(lang, table.lang[l], n) &&
		    (!lang[n] || lang[n] == '-' || lang[n] == '_'))
			return (int)l;
	}
	return lang[0] ? PHRASE_NO_LANGUAGE : PHRASE_ANY_LANGUAGE;
}

/* *role: that of the kind's phrases, if it has one. */
static uint32_t kinds_of(struct str name, int *role)
{
	for (size_t i = 0; i < sizeof(kind_names) / sizeof(*kind_names); i++)
		if (str_eq(name, str_from(kind_names[i].name)))
			return kind_names[i].kinds;
	for (size_t i = 0; i < sizeof(role_names) / sizeof(*role_names); i++) {
		if (!str_eq(name, str_from(role_names[i].name)))
			continue;
		*role = role_names[i].role;
		return role_names[i].kinds;
	}
	return 0;
}

/* Cut "=number" off the phrase. False if what is there is no number. */
static bool cut_value(struct str *phrase, int *value)
{
	const char *equals = memrchr(phrase->p, '=', phrase->n);
	struct str digits;
	int sign = 1;

	*value = 0;
	if (!equals)
		return true;
	digits = str_trim(str_skip(*phrase, (size_t)(equals - phrase->p) + 1));
	if (digits.n > 1 && digits.p[0] == '-') {
		sign = -1;
		digits = str_skip(digits, 1);
	}
	phrase->n = (size_t)(equals - phrase->p);
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return false;
		*value = *value * 10 + (digits.p[i] - '0');
		if (*value > VALUE_MAX)
			return false;
	}
	*value *= sign;
	return digits.n > 0;
}

static void add_phrase(const struct tokens *tokens, uint32_t kinds, int lang,
		       int value)
{
	uint64_t key = root;
	struct node *node;

	/* a single word tells what a day is, not that a number is one */
	if (kinds == ANOTHERS && tokens->count == 1)
		kinds = BIT(PHRASE_ROLE);
	*kinds_from(&tokens->token[0]) |= kinds;
	for (size_t i = 0; i < tokens->count; i++) {
		key = step(key, tokens->token[i].hash);
		node = add_node(key);
		if (i + 1 < tokens->count) {
			node->open |= kinds;
		} else {
			node->kinds |= kinds;
			node->of |= lang < 0 ? UINT32_MAX : 1u << lang;
			if (value || kinds & BIT(PHRASE_RELATIVE))
				node->value[value_of(kinds)] = (int16_t)value;
		}
	}
}

static void add_function_words(const struct tokens *tokens, int lang)
{
	struct node *node;

	for (size_t i = 0; i < tokens->count; i++) {
		*kinds_from(&tokens->token[i]) |= BIT(PHRASE_FUNCTION);
		node = add_node(step(root, tokens->token[i].hash));
		node->kinds |= BIT(PHRASE_FUNCTION);
		node->langs |= 1u << lang;
		node->of |= 1u << lang;
	}
}

/* One line; returns what is wrong with it, or NULL. */
static const char *add_line(struct str line, int *lang, struct tokens *tokens)
{
	struct str kind, phrase = str_trim(line);
	int value, role = PHRASE_NO_ROLE;
	uint32_t kinds;

	if (!phrase.n || *phrase.p == '#')
		return NULL;
	if (!memchr(phrase.p, '\t', phrase.n))
		return "no tab between kind and phrase";
	str_cut(&phrase, '\t', &kind);
	if (str_eq(kind, STR("lang"))) {
		*lang = lang_number(str_trim(phrase));
		return *lang < 0 ? "bad language code" : NULL;
	}
	kinds = kinds_of(kind, &role);
	if (!kinds)
		return "unknown kind";
	if (!cut_value(&phrase, &value))
		return "bad number";
	if (role != PHRASE_NO_ROLE)
		value = role;
	if ((kinds & BIT(PHRASE_WEEKDAY)) && (value < 0 || value > 7))
		return "a weekday needs a number from 1 to 7, or none";
	if ((kinds & BIT(PHRASE_MONTH)) && (value < 1 || value > 12))
		return "a month needs a number from 1 to 12";
	tokens_find(tokens, phrase);
	if (!tokens->count)
		return "empty phrase";
	if (!(kinds & BIT(PHRASE_FUNCTION)))
		add_phrase(tokens, kinds, *lang, value);
	else if (*lang >= 0)
		add_function_words(tokens, *lang);
	else
		return "function words before a language";
	return NULL;
}

static bool add_table(struct str text, int lang, struct error *error)
{
	struct tokens tokens = {0};
	struct str line;

	error->what = NULL;
	error->at = 0;
	while (!error->what && str_cut(&text, '\n', &line)) {
		error->at++;
		error->what = add_line(line, &lang, &tokens);
	}
	tokens_release(&tokens);
	return !error->what;
}

bool phrases_add(struct str text, struct error *error)
{
	return add_table(text, -1, error);
}

void phrases_init(void)
{
	struct error error;

	if (table.size)
		return;
	unicode_init();
	for (const char *const *p = phrase_tables; *p; p += 2)
		add_table(str_from(p[1]), lang_number(str_from(p[0])), &error);
}

void phrases_release(void)
{
	free(table.node);
	memset(&table, 0, sizeof(table));
}
