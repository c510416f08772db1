/*
 * All of winnow-match on made-up documents that copy one another: what it
 * says must hold, it must say all that is so, and neither memory nor the
 * order of the input may change a byte.
 */
#include "../../stages/match/match.h"

#include <stdlib.h>

#include "../../stages/shingle/shingler.h"
#include "json.h"
#include "mem.h"
#include "shingles.h"
#include "tap.h"
#include "unicode.h"

enum { DOCUMENTS = 1500, PARAGRAPHS = 6, WORDS = 40, FLOOR = 24 };

/* One paragraph of the output. */
struct line {
	size_t document;
	uint64_t shingle[2 * WORDS]; /* different ones */
	size_t shingles, tokens;
	uint64_t number[2 * WORDS];
	size_t numbers;
	bool is_template;
	size_t of;     /* line of which it is a copy, or SIZE_MAX */
	size_t and[3]; /* those that contain it together with that */
	size_t ands;
	double containment;
};

static uint64_t state = 11;

static unsigned random_below(unsigned n)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(state >> 33) % n;
}

static void add_word(struct buf *text)
{
	if (random_below(40) == 0)
		buf_addf(text, "%u ", random_below(100));
	else
		buf_addf(text, "w%c%c%c ", 'a' + random_below(26),
			 'a' + random_below(26), 'a' + random_below(26));
}

/* A new paragraph, or an old one, as it was, cut or with words changed. */
static void add_paragraph(struct buf *text, struct buf *old, size_t *olds)
{
	const unsigned how = random_below(8);
	struct buf made = {0};

	if (how < 4 && *olds) {
		struct str rest = buf_str(&old[random_below((unsigned)*olds)]);
		struct str word;
		unsigned skip = how == 1 ? random_below(12) : 0;

		while (str_cut(&rest, ' ', &word)) {
			if (skip && skip--)
				continue;
			if (how == 2 && random_below(15) == 0)
				add_word(&made);
			if (how == 3 && random_below(25) == 0)
				continue;
			buf_add_str(&made, word);
			buf_add_char(&made, ' ');
		}
	} else {
		for (unsigned i = 5 + random_below(WORDS - 5); i > 0; i--)
			add_word(&made);
	}
	made.n -= made.n > 0;
	buf_add_text(text, text->n ? "\n" : "");
	buf_add_str(text, made.n < 300 ? buf_str(&made) : STR("too long"));
	if (random_below(3) && made.n < 300)
		old[(*olds)++] = made;
	else
		buf_release(&made);
}

/* Records with `shingles`, each in one buffer. */
static void make_records(struct buf *record)
{
	struct buf *const old =
		xreallocarray(NULL, DOCUMENTS * PARAGRAPHS, sizeof(*old));
	struct shingler shingler = {0};
	struct record scanned = {0};
	struct buf text = {0}, raw = {0};
	struct error error;
	size_t olds = 0;

	for (size_t i = 0; i < DOCUMENTS; i++) {
		buf_reset(&text);
		buf_reset(&raw);
		for (unsigned k = random_below(PARAGRAPHS); k > 0; k--)
			add_paragraph(&text, old, &olds);
		if (random_below(3) == 0)
			buf_add_text(&text, "\ncall us" + !text.n);
		buf_addf(&raw, "{\"id\":\"%zu\",\"source\":\"s%u\",", i,
			 random_below(3));
		buf_addf(&raw, "\"created\":\"2024-01-%02u\",\"text\":",
			 1 + random_below(28));
		json_put_string(&raw, buf_str(&text));
		buf_add_char(&raw, '}');
		record_scan(&scanned, buf_str(&raw), &error);
		shingler_put(&shingler, &scanned, &record[i], &error);
		record[i].n--; /* the newline */
	}
	while (olds)
		buf_release(&old[--olds]);
	free(old);
	shingler_release(&shingler);
	record_release(&scanned);
	buf_release(&text);
	buf_release(&raw);
}

/* Record i * step % DOCUMENTS is the i-th that match sees. */
static struct match_counts match_all(const struct buf *record, size_t step,
				     size_t memory, struct buf *out)
{
	const struct match_options options = {
		.memory = memory,
		.threshold = 0.8,
		.near_tokens = FLOOR,
		.template_pages = 3,
		.document_threshold = 0.8,
		.keep_first = STR("earliest"),
	};
	struct match *const match = match_new(&options);
	struct record scanned = {0};
	struct match_counts counts;
	struct error error;

	for (size_t i = 0; i < DOCUMENTS; i++) {
		record_scan(&scanned, buf_str(&record[i * step % DOCUMENTS]),
			    &error);
		match_add(match, &scanned, &error);
	}
	match_find(match);
	while (match_next(match, out))
		;
	counts = *match_counts(match);
	record_release(&scanned);
	match_free(match);
	return counts;
}

static void add_once(uint64_t *set, size_t *n, uint64_t word)
{
	for (size_t i = 0; i < *n; i++)
		if (set[i] == word)
			return;
	set[(*n)++] = word;
}

static size_t count_common(const uint64_t *a, size_t an, const uint64_t *b,
			   size_t bn)
{
	size_t n = 0;

	for (size_t i = 0; i < an; i++)
		for (size_t k = 0; k < bn; k++)
			n += a[i] == b[k];
	return n;
}

static void read_line(struct line *line, struct str text)
{
	struct tokens tokens = {0};
	uint64_t shingle[300];
	size_t n;

	tokens_find(&tokens, text);
	n = shingles_hash(&tokens, SHINGLE_TOKENS, shingle);
	for (size_t i = 0; i < n && line->shingles < 2 * WORDS; i++)
		add_once(line->shingle, &line->shingles, shingle[i]);
	for (size_t i = 0; i < tokens.count; i++)
		if (tokens.token[i].number && line->numbers < 2 * WORDS)
			add_once(line->number, &line->numbers,
				 tokens.token[i].hash);
	line->tokens = tokens.count;
	tokens_release(&tokens);
}

static size_t read_place(struct str object, const size_t *first)
{
	const struct str of = json_member(object, STR("of"));
	uint64_t paragraph;

	json_uint(json_member(object, STR("paragraph")), &paragraph);
	return first[strtoul(of.p + 1, NULL, 10)] + paragraph;
}

/* first[i] is the first line of the document with id i. */
static void read_repeats(const struct record *record, const size_t *first,
			 struct line *line)
{
	struct str copies = record_find(record, "copies"), copy;
	struct str template = record_find(record, "template"), item;
	uint64_t at;

	while (json_next_item(&copies, &copy)) {
		struct str also = json_member(copy, STR("also"));

		json_uint(json_member(copy, STR("at")), &at);
		line[at].of = read_place(copy, first);
		while (json_next_item(&also, &item))
			line[at].and [line[at].ands++] =
				read_place(item, first);
		line[at].containment =
			json_number(json_member(copy, STR("containment")));
	}
	while (json_next_item(&template, &item)) {
		json_uint(item, &at);
		line[at].is_template = true;
	}
}

static size_t read_output(struct str out, struct line *line)
{
	static size_t first[DOCUMENTS];
	struct record record = {0};
	struct paragraphs paragraphs = {0};
	struct buf text = {0};
	struct error error;
	struct str one;
	size_t n = 0, document = 0;

	for (; str_cut(&out, '\n', &one); document++) {
		const size_t start = n;

		buf_reset(&text);
		record_scan(&record, one, &error);
		record_text(&record, "id", &text);
		first[strtoul(text.p, NULL, 10)] = start;
		buf_reset(&text);
		record_text(&record, "text", &text);
		paragraphs_split(&paragraphs, buf_str(&text));
		for (size_t i = 0; i < paragraphs.count; i++, n++) {
			line[n] = (struct line){.document = document,
						.of = SIZE_MAX};
			read_line(&line[n], paragraphs.item[i].text);
		}
		read_repeats(&record, first, line + start);
	}
	ok(document == DOCUMENTS);
	record_release(&record);
	paragraphs_release(&paragraphs);
	buf_release(&text);
	return n;
}

static bool has(const uint64_t *set, size_t n, uint64_t word)
{
	return count_common(&word, 1, set, n) > 0;
}

/* How many of p's shingles, or numbers, stand in one of its sources. */
static size_t count_held(const struct line *all, const struct line *p,
			 bool numbers)
{
	const size_t count = numbers ? p->numbers : p->shingles;
	size_t held = 0;

	for (size_t i = 0; i < count; i++) {
		const uint64_t word = numbers ? p->number[i] : p->shingle[i];
		bool found = false;

		for (size_t k = 0; k <= p->ands; k++) {
			const struct line *const q =
				all + (k ? p->and [k - 1] : p->of);

			found |= numbers ? has(q->number, q->numbers, word)
					 : has(q->shingle, q->shingles, word);
		}
		held += found;
	}
	return held;
}

/* What it says holds: earlier documents' lines that stay have enough. */
static bool holds(const struct line *all, const struct line *p)
{
	const double share =
		(double)count_held(all, p, false) / (double)p->shingles;

	for (size_t k = 0; k <= p->ands; k++) {
		const struct line *const q = all + (k ? p->and [k - 1] : p->of);

		if (q->document >= p->document || q->of != SIZE_MAX ||
		    q->is_template)
			return false;
	}
	return share >= 0.8 && p->containment - share < 0.001 &&
	       share - p->containment < 0.001 &&
	       count_held(all, p, true) == p->numbers;
}

/* Is p, which is said to be no copy, one after all? */
static bool is_missed(const struct line *all, const struct line *p)
{
	for (const struct line *q = all; q->document < p->document; q++) {
		const size_t common = count_common(p->shingle, p->shingles,
						   q->shingle, q->shingles);

		if (q->of == SIZE_MAX && !q->is_template &&
		    q->tokens >= FLOOR &&
		    (double)common >= 0.8 * (double)p->shingles &&
		    count_common(p->number, p->numbers, q->number,
				 q->numbers) == p->numbers)
			return true;
	}
	return false;
}

static void check(struct str out, const struct match_counts *counts)
{
	struct line *const line = xreallocarray(
		NULL, DOCUMENTS * (PARAGRAPHS + 1), sizeof(*line));
	const size_t n = read_output(out, line);
	size_t copies = 0, templates = 0, wrong = 0, missed = 0;

	for (size_t i = 0; i < n; i++) {
		const struct line *const p = &line[i];

		templates += p->is_template;
		if (p->of != SIZE_MAX) {
			copies++;
			wrong += p->is_template || !holds(line, p);
		} else if (!p->is_template && p->tokens >= FLOOR) {
			missed += is_missed(line, p);
		}
	}
	ok(counts->documents == DOCUMENTS && counts->paragraphs == n);
	ok(copies == counts->exact + counts->near && counts->exact > 100 &&
	   counts->near > 100);
	ok(templates == counts->templates && templates > 100);
	ok(wrong == 0);
	ok(missed == 0);
	free(line);
}

int main(void)
{
	struct buf *const record = calloc(DOCUMENTS, sizeof(*record));
	struct buf out = {0}, other = {0};
	struct match_counts counts;

	unicode_init();
	make_records(record);
	counts = match_all(record, 1, 64 << 20, &out);
	check(buf_str(&out), &counts);
	match_all(record, 7, 64 << 20, &other);
	ok(str_eq(buf_str(&out), buf_str(&other)));
	buf_reset(&other);
	match_all(record, 11, 0, &other);
	ok(str_eq(buf_str(&out), buf_str(&other)));
	for (size_t i = 0; i < DOCUMENTS; i++)
		buf_release(&record[i]);
	free(record);
	buf_release(&out);
	buf_release(&other);
	return tap_done();
}
