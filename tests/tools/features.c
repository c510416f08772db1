/*
 * features [-t|-s] PAGE... - what the model of the main content sees of HTML
 * pages, for train.py; -t: of their lines alone, as saved text; -s: the files
 * are saved text.
 *
 * For each page, in binary (all numbers int32, little end first): the count of
 * blocks and of columns, then for each block its width and the length of its
 * text, and the text; then the columns, int16, each with FEATURES_PAD rows
 * before and behind.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../stages/strip/features.h"
#include "../../stages/strip/strip.h"
#include "phrases.h"
#include "unicode.h"

static void put(const void *data, size_t size)
{
	if (fwrite(data, 1, size, stdout) != size)
		exit(1);
}

static void put_number(size_t n)
{
	const int32_t number = (int32_t)n;

	put(&number, sizeof(number));
}

static void read_file(const char *path, struct buf *out)
{
	FILE *file = fopen(path, "rb");
	char part[1 << 16];
	size_t n;

	buf_reset(out);
	if (!file)
		exit(1);
	while ((n = fread(part, 1, sizeof(part), file)))
		buf_add(out, part, n);
	fclose(file);
}

static void put_page(const struct article *article,
		     const struct features *features)
{
	const struct page *page = &article->page;
	size_t i;

	put_number(page->count);
	put_number(FEATURE_COUNT);
	for (i = 0; i < page->count; i++) {
		put_number(article->line[i].width);
		put_number(page->block[i].text.n);
		put(page->block[i].text.p, page->block[i].text.n);
	}
	for (i = 0; i < FEATURE_COUNT; i++)
		put(features_column(features, (unsigned int)i) - FEATURES_PAD,
		    (page->count + 2 * FEATURES_PAD) * sizeof(int16_t));
}

/* What people see of the page, a block a line. */
static void take_lines(const struct page *page, struct buf *out)
{
	size_t i;

	buf_reset(out);
	for (i = 0; i < page->count; i++) {
		if (page->block[i].flags & BLOCK_HIDDEN)
			continue;
		buf_add_str(out, page->block[i].text);
		buf_add_char(out, '\n');
	}
}

int main(int argc, char **argv)
{
	static const struct evidence none = {
		.url = STR_INIT(""),
		.fetched = STR_INIT(""),
		.title = STR_INIT(""),
		.author = STR_INIT(""),
		.created = STR_INIT(""),
		.date = STR_INIT(""),
	};
	const bool text = argc > 1 && !strcmp(argv[1], "-t");
	const bool saved = argc > 1 && !strcmp(argv[1], "-s");
	struct stripper stripper = {0};
	struct buf page = {0}, lines = {0};
	int i;

	unicode_init();
	phrases_init();
	for (i = 1 + (text || saved); i < argc; i++) {
		read_file(argv[i], &page);
		strip_page(&stripper, !saved, buf_str(&page), &none);
		if (text) {
			take_lines(&stripper.article.page, &lines);
			strip_page(&stripper, false, buf_str(&lines), &none);
		}
		put_page(&stripper.article, &stripper.article.features);
	}
	buf_release(&page);
	buf_release(&lines);
	strip_release(&stripper);
	return 0;
}
