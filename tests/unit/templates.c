#include "templates.h"

#include "tap.h"

enum { MEMORY = 1 << 20, LONG = 24 };

struct pages {
	struct templates *templates;
	struct numbering numbers;
	struct bits found;
};

static void begin(struct pages *pages, size_t min_pages)
{
	*pages = (struct pages){
		.templates = templates_new(MEMORY, min_pages, LONG),
	};
	numbering_init(&pages->numbers, 0);
}

/* A page of source whose lines are the letters; capitals are long ones. */
static void add(struct pages *pages, const char *source, const char *lines)
{
	size_t n = 0;

	templates_begin(pages->templates, str_from(source));
	for (; lines[n]; n++)
		templates_line(pages->templates, 7, (uint64_t)lines[n],
			       lines[n] < 'a' ? LONG : LONG - 1);
	templates_end(pages->templates);
	numbering_add(&pages->numbers, n);
}

/* What was found, as "x" and ".", a line a number. */
static void find(struct pages *pages, const char *want)
{
	char got[100];
	uint64_t n = numbering_all(&pages->numbers), found = 0;
	const uint64_t said = templates_find(pages->templates, &pages->numbers,
					     &pages->found);

	for (uint64_t i = 0; i < n; i++) {
		got[i] = bits_get(&pages->found, i) ? 'x' : '.';
		found += got[i] == 'x';
	}
	got[n] = '\0';
	is_str(got, want);
	ok(found == said);
	templates_free(pages->templates);
	numbering_release(&pages->numbers);
	bits_release(&pages->found);
}

int main(void)
{
	struct pages pages;

	begin(&pages, 3); /* a on three pages, b on two */
	add(&pages, "s", "abc");
	add(&pages, "s", "dab");
	add(&pages, "s", "ea");
	find(&pages, "x...x..x");

	begin(&pages, 3); /* twice on a page is once */
	add(&pages, "s", "aab");
	add(&pages, "s", "ac");
	find(&pages, ".....");

	begin(&pages, 3); /* another outlet's page, and no lines */
	add(&pages, "s", "ab");
	add(&pages, "s", "");
	add(&pages, "s", "ac");
	add(&pages, "t", "ad");
	find(&pages, "......");

	begin(&pages, 3); /* the same page again, in another order */
	add(&pages, "s", "ab");
	add(&pages, "s", "ac");
	add(&pages, "s", "ca");
	find(&pages, "......");

	begin(&pages, 3); /* long lines are none, whole pages keep theirs */
	add(&pages, "s", "aA");
	add(&pages, "s", "abA");
	add(&pages, "s", "abcA");
	add(&pages, "s", "b");
	find(&pages, "x.xx.xx...");

	begin(&pages, 0);
	add(&pages, "s", "ab");
	add(&pages, "s", "ac");
	find(&pages, "....");
	return tap_done();
}
