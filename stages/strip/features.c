#include "features.h"

#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "content.h"
#include "mem.h"

enum {
	PROSE_MAX = 400, /* no paragraph counts for more */
	TAIL_PROSE_MIN = 300,
	NEAR = 4, /* blocks before and behind */
	MAIN_FIFTHS = 3,
	LINKS_MAX = 9,
	ENDS_MAX = 6,
	TITLE_BEFORE_MAX = 30,
	TITLE_BEHIND_MAX = 60,
	DEPTH_MAX = 40,
};

struct box_sum { /* of what stands in a box, and in those inside of it */
	uint64_t prose, good, chars, link_chars;
	uint32_t blocks, prose_lines;
	uint64_t own;  /* good, in no inner box */
	uint64_t body; /* good, in the nearest box named body; 0: in none */
	uint32_t up, down, depth;
	bool named_good;
};

struct group { /* of blocks with the same key */
	uint64_t key;
	uint64_t prose, good, chars, link_chars;
	uint32_t blocks;
};

/* 16 times the binary logarithm of x + 1, straight between powers of two. */
static int16_t logarithm(uint64_t x)
{
	const int bit = 63 - __builtin_clzll(++x);

	return (int16_t)(16 * bit + (int)((x << (63 - bit) << 1) >> 60));
}

static int16_t share(uint64_t part, uint64_t all, int times)
{
	return all ? (int16_t)(part * (uint64_t)times / all) : 0;
}

static int16_t at_most(uint32_t n, int16_t max)
{
	return n < (uint32_t)max ? (int16_t)n : max;
}

struct filler {
	struct features *features;
	const struct article *article;
	size_t n;
	uint64_t prose, good; /* of the page */
};

static void put(struct filler *f, unsigned int column, size_t row,
		int16_t value)
{
	features_column(f->features, column)[row] = value;
}

/* The width of running text in line i. */
static uint32_t prose_of(const struct filler *f, size_t i)
{
	const struct line *line = &f->article->line[i];
	const uint32_t width =
		line->prose ? line->width * (100u - line->link) / 100 : 0;

	return width < PROSE_MAX ? width : PROSE_MAX;
}

static bool is_bad(const struct filler *f, size_t i)
{
	return f->article->page.block[i].flags & CONTENT_BAD;
}

/* --- the block alone --- */

static void put_line(struct filler *f, size_t i)
{
	const struct line *line = &f->article->line[i];
	const uint32_t words = line->words ? line->words : 1;

	put(f, FEATURE_WIDTH, i, logarithm(line->width));
	put(f, FEATURE_PROSE_WIDTH, i, logarithm(prose_of(f, i)));
	put(f, FEATURE_WORD_WIDTH, i, at_most(line->width * 8 / words, 999));
	put(f, FEATURE_LINK, i, line->link);
	put(f, FEATURE_DIGITS, i, line->digits);
	put(f, FEATURE_ENDS, i, at_most(line->ends, ENDS_MAX));
	put(f, FEATURE_ENDED, i, line->ended);
	put(f, FEATURE_PROSE, i, line->prose);
	put(f, FEATURE_COLON, i, line->colon);
	put(f, FEATURE_BULLET, i, line->bullet);
	put(f, FEATURE_NAMES, i, line->names);
	put(f, FEATURE_TWIN, i, line->twin != 0);
	put(f, FEATURE_DATED, i, line->date.year != 0);
	put(f, FEATURE_DECLARED, i, line->declared);
	for (unsigned int kind = 0; kind < FEATURE_KINDS; kind++)
		put(f, FEATURE_KIND + kind, i, line->kind == kind);
}

static void put_block(struct filler *f, size_t i)
{
	const struct block *block = &f->article->page.block[i];

	put(f, FEATURE_LINKS, i, at_most(block->links, LINKS_MAX));
	put(f, FEATURE_GAP, i, block->gap_before);
	put(f, FEATURE_INDENT, i, block->indented);
	put(f, FEATURE_LEVEL, i, block->level);
	put(f, FEATURE_DEPTH, i, at_most(block->depth, DEPTH_MAX));
	put(f, FEATURE_BAD, i, is_bad(f, i));
	for (unsigned int tag = 0; tag < FEATURE_TAGS; tag++)
		put(f, FEATURE_TAG + tag, i, block->tag == tag);
	for (unsigned int bit = 0; bit < FEATURE_FLAGS; bit++)
		put(f, FEATURE_FLAG + bit, i, block->flags >> bit & 1);
}

/* --- where it stands --- */

static void put_near(struct filler *f)
{
	uint32_t prose = 0;
	int16_t links = 0;
	size_t i;

	for (i = 0; i < f->n + NEAR; i++) {
		if (i < f->n) {
			prose += prose_of(f, i);
			links += f->article->line[i].kind == LINE_LINKS;
		}
		if (i > 2 * NEAR) {
			prose -= prose_of(f, i - 2 * NEAR - 1);
			links -= f->article->line[i - 2 * NEAR - 1].kind ==
				 LINE_LINKS;
		}
		if (i >= NEAR) {
			put(f, FEATURE_NEAR_PROSE, i - NEAR, logarithm(prose));
			put(f, FEATURE_NEAR_LINKS, i - NEAR, links);
		}
	}
}

static int16_t from_title(const struct article *article, size_t i)
{
	const size_t title = article->title_line;

	if (title == NO_LINE)
		return -TITLE_BEFORE_MAX - 10;
	if (i < title)
		return title - i < TITLE_BEFORE_MAX ? (int16_t) - (title - i)
						    : -TITLE_BEFORE_MAX;
	return i - title < TITLE_BEHIND_MAX ? (int16_t)(i - title)
					    : TITLE_BEHIND_MAX;
}

static void put_places(struct filler *f)
{
	size_t tail = NO_LINE, i;
	uint64_t good = 0;

	for (i = 0; i < f->n; i++) {
		const struct line *line = &f->article->line[i];
		size_t behind = 0;

		if (tail == NO_LINE && line->kind == LINE_TAIL &&
		    good >= TAIL_PROSE_MIN)
			tail = i;
		if (tail != NO_LINE)
			behind = i - tail + 1;
		good += is_bad(f, i) ? 0 : prose_of(f, i);
		put(f, FEATURE_FROM_TITLE, i, from_title(f->article, i));
		put(f, FEATURE_PAST_TAIL, i, behind != 0);
		put(f, FEATURE_FROM_TAIL, i,
		    behind < 999 ? (int16_t)behind : 999);
		put(f, FEATURE_PAST_CARDS, i, i >= f->article->cards);
	}
}

/* --- those like it --- */

/* Room for the groups of n blocks, which are empty. */
static void groups_reset(struct features *features, size_t n)
{
	features->slots = 16;
	while (features->slots < 2 * n)
		features->slots *= 2;
	if (features->slots > features->slots_size) {
		const size_t size = features->slots;

		features->slots_size = size;
		features->slot = xreallocarray(features->slot, size,
					       sizeof(*features->slot));
		features->group = xreallocarray(features->group, size / 2,
						sizeof(*features->group));
		features->of = xreallocarray(features->of, size / 2,
					     sizeof(*features->of));
	}
	features->groups = 0;
	memset(features->slot, 0, features->slots * sizeof(*features->slot));
}

/* The group of a key, a new one if there is none; block i is in it. */
static struct group *group_add(struct features *features, size_t i,
			       uint64_t key)
{
	const size_t mask = features->slots - 1;
	size_t at = (key ^ key >> 32) * UINT64_C(0x9e3779b97f4a7c15) >> 32;
	struct group *group;

	for (at &= mask; features->slot[at]; at = (at + 1) & mask) {
		group = &features->group[features->slot[at] - 1];
		if (group->key == key)
			break;
	}
	if (!features->slot[at]) {
		features->group[features->groups] = (struct group){.key = key};
		features->slot[at] = (uint32_t)++features->groups;
	}
	features->of[i] = features->slot[at] - 1;
	return &features->group[features->of[i]];
}

static void put_same(struct filler *f)
{
	struct features *features = f->features;
	size_t i;

	groups_reset(features, f->n);
	for (i = 0; i < f->n; i++)
		group_add(features, i, f->article->line[i].hash)->blocks++;
	for (i = 0; i < f->n; i++)
		put(f, FEATURE_SAME, i,
		    logarithm(features->group[features->of[i]].blocks));
}

static void put_paths(struct filler *f)
{
	struct features *features = f->features;
	const struct block *block = f->article->page.block;
	size_t i;

	groups_reset(features, f->n);
	for (i = 0; i < f->n; i++) {
		struct group *group = group_add(features, i, block[i].path);

		group->blocks++;
		group->prose += prose_of(f, i);
		group->good += is_bad(f, i) ? 0 : prose_of(f, i);
		group->chars += block[i].chars;
		group->link_chars += block[i].link_chars;
	}
	for (i = 0; i < f->n; i++) {
		const struct group *group = &features->group[features->of[i]];

		put(f, FEATURE_PATH_BLOCKS, i, logarithm(group->blocks));
		put(f, FEATURE_PATH_PROSE, i,
		    share(group->prose, f->prose, 1000));
		put(f, FEATURE_PATH_GOOD, i, share(group->good, f->good, 1000));
		put(f, FEATURE_PATH_LINK, i,
		    share(group->link_chars, group->chars, 100));
		put(f, FEATURE_PATH_WIDTH, i,
		    logarithm(group->chars / group->blocks));
		put(f, FEATURE_PATH_AGAIN, i,
		    i && block[i].path == block[i - 1].path);
	}
}

/* --- boxes --- */

static void add_blocks(struct filler *f)
{
	struct box_sum *box = f->features->box;
	size_t i;

	for (i = 0; i < f->n; i++) {
		const struct block *block = &f->article->page.block[i];
		struct box_sum *in = &box[block->box];

		in->blocks++;
		in->prose += prose_of(f, i);
		in->own += is_bad(f, i) ? 0 : prose_of(f, i);
		in->chars += block->chars;
		in->link_chars += block->link_chars;
		in->prose_lines += f->article->line[i].kind == LINE_PROSE;
	}
}

/* Parents stand before what is in them. */
static void add_boxes(struct filler *f)
{
	const struct page *page = &f->article->page;
	struct box_sum *box = f->features->box;
	size_t i;

	for (i = 0; i < page->box_count; i++)
		box[i].good = box[i].own;
	for (i = page->box_count; i-- > 1;) {
		struct box_sum *around = &box[page->box[i].parent];

		around->blocks += box[i].blocks;
		around->prose += box[i].prose;
		around->good += box[i].good;
		around->chars += box[i].chars;
		around->link_chars += box[i].link_chars;
		around->prose_lines += box[i].prose_lines;
	}
}

/* The smallest box with three fifths of the good prose: of boxes that have
 * as much only one stands in the other, and inner ones stand behind. */
static uint32_t find_main(const struct filler *f)
{
	const struct box_sum *box = f->features->box;
	size_t i;

	for (i = f->article->page.box_count; i-- > 1;)
		if (box[i].good && box[i].good * 5 >= MAIN_FIFTHS * box[0].good)
			return (uint32_t)i;
	return 0;
}

/* How far each box is from the main box, and what it is called. */
static void place_boxes(struct filler *f, uint32_t main)
{
	const struct page *page = &f->article->page;
	struct box_sum *box = f->features->box;
	uint32_t at = main, down = 0;
	size_t i;

	for (i = 0; i < page->box_count; i++)
		box[i].up = UINT32_MAX;
	for (;; at = page->box[at].parent) {
		box[at].up = 0;
		box[at].down = down++;
		if (!at)
			break;
	}
	for (i = 0; i < page->box_count; i++) {
		const struct box_sum *around = &box[page->box[i].parent];
		const uint32_t flags = page->box[i].flags;

		if (i) {
			box[i].depth = around->depth + 1;
			box[i].body = around->body;
			box[i].named_good = around->named_good;
		}
		if (box[i].up) {
			box[i].up = around->up + 1;
			box[i].down = around->down;
		}
		if (flags & BLOCK_IN_BODY)
			box[i].body = box[i].good + 1;
		box[i].named_good |= (flags & BLOCK_NAME_GOOD) != 0;
	}
}

static void put_box(struct filler *f, size_t i, uint32_t number, unsigned int k)
{
	const struct box_sum *box = &f->features->box[number];

	put(f, FEATURE_BOX_GOOD + k, i, share(box->good, f->good, 1000));
	put(f, FEATURE_BOX_LINK + k, i,
	    share(box->link_chars, box->chars, 100));
	put(f, FEATURE_BOX_BLOCKS + k, i, logarithm(box->blocks));
	put(f, FEATURE_BOX_PROSE + k, i, logarithm(box->prose));
	put(f, FEATURE_BOX_LINES + k, i,
	    share(box->prose_lines, box->blocks, 100));
}

static void put_boxes(struct filler *f)
{
	const struct page *page = &f->article->page;
	size_t i;

	for (i = 0; i < f->n; i++) {
		uint32_t number = page->block[i].box;
		const struct box_sum *box = &f->features->box[number];

		put(f, FEATURE_BOX_OWN, i, share(box->own, f->good, 1000));
		put(f, FEATURE_BOX_AGAIN, i,
		    i && number == page->block[i - 1].box);
		put(f, FEATURE_BOX_DEPTH, i, at_most(box->depth, DEPTH_MAX));
		put(f, FEATURE_IN_BODY, i, box->body != 0);
		put(f, FEATURE_BODY_SHARE, i,
		    share(box->body ? box->body - 1 : 0, f->good, 1000));
		put(f, FEATURE_IN_GOOD, i, box->named_good);
		put(f, FEATURE_UP, i, at_most(box->up, DEPTH_MAX));
		put(f, FEATURE_DOWN, i, at_most(box->down, DEPTH_MAX));
		for (unsigned int k = 0; k < 3; k++) {
			put_box(f, i, number, k);
			number = page->box[number].parent;
		}
	}
}

/* --- the page --- */

/* The most good prose in a box with such a flag. */
static uint64_t most_named(const struct filler *f, uint32_t flag)
{
	const struct page *page = &f->article->page;
	uint64_t most = 0;
	size_t i;

	for (i = 0; i < page->box_count; i++)
		if (page->box[i].flags & flag &&
		    f->features->box[i].good > most)
			most = f->features->box[i].good;
	return most;
}

static void put_page(struct filler *f, const struct box_sum *main)
{
	const struct {
		enum feature column;
		int16_t value;
	} page[] = {
		{FEATURE_GOOD_SHARE, share(f->good, f->prose, 1000)},
		{FEATURE_PAGE_BODY,
		 share(most_named(f, BLOCK_IN_BODY), f->good, 1000)},
		{FEATURE_PAGE_ARTICLE,
		 share(most_named(f, BLOCK_IN_ARTICLE), f->good, 1000)},
		{FEATURE_MAIN_SHARE, share(main->good, f->good, 1000)},
		{FEATURE_MAIN_LINK, share(main->link_chars, main->chars, 100)},
	};
	size_t i, k;

	for (k = 0; k < sizeof(page) / sizeof(page[0]); k++)
		for (i = 0; i < f->n; i++)
			put(f, page[k].column, i, page[k].value);
}

/* What is beside the rows, and behind the last column. */
static void put_padding(struct filler *f)
{
	int16_t *const end =
		f->features->value + FEATURE_COUNT * f->features->stride;
	int16_t *at = f->features->value;

	for (unsigned int column = 0; column < FEATURE_COUNT; column++) {
		int16_t *const rows = features_column(f->features, column);

		while (at < rows)
			*at++ = FEATURE_NONE;
		at = rows + f->n;
	}
	while (at < end)
		*at++ = FEATURE_NONE;
}

static void make_room(struct features *features, const struct page *page)
{
	const size_t steps = (page->count + FEATURES_STEP - 1) / FEATURES_STEP;
	size_t size;

	features->rows = page->count;
	features->stride = steps * FEATURES_STEP + 2 * FEATURES_PAD;
	size = FEATURE_COUNT * features->stride;
	if (size > features->size) {
		features->size = size;
		features->value = xreallocarray(features->value, size,
						sizeof(*features->value));
	}
	if (page->box_count > features->boxes) {
		features->boxes = page->box_size;
		features->box = xreallocarray(features->box, features->boxes,
					      sizeof(*features->box));
	}
	memset(features->box, 0, page->box_count * sizeof(*features->box));
}

void features_fill(struct features *features, const struct article *article)
{
	struct filler f = {.features = features,
			   .article = article,
			   .n = article->page.count};
	uint32_t main;
	size_t i;

	make_room(features, &article->page);
	for (i = 0; i < f.n; i++) {
		put_line(&f, i);
		put_block(&f, i);
	}
	add_blocks(&f);
	add_boxes(&f);
	f.prose = features->box[0].prose;
	f.good = features->box[0].good;
	main = find_main(&f);
	place_boxes(&f, main);
	put_near(&f);
	put_places(&f);
	put_same(&f);
	put_paths(&f);
	put_boxes(&f);
	put_page(&f, &features->box[main]);
	put_padding(&f);
}

void features_release(struct features *features)
{
	free(features->value);
	free(features->box);
	free(features->slot);
	free(features->group);
	free(features->of);
	*features = (struct features){0};
}
