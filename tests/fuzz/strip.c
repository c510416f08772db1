/*
 * Any page gives an article, and every block either stays or has a rule.
 * The first byte says what the rest is: 't' saved text, else HTML.
 */
#include <assert.h>

#include "../../stages/strip/strip.h"
#include "phrases.h"
#include "unicode.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct stripper stripper = {.keep = STRIP_KEEP};
	static struct buf page;
	const struct article *article = &stripper.article;
	const struct evidence nothing = {0};

	if (!n)
		return 0;
	unicode_init();
	phrases_init();
	buf_reset(&page);
	utf8_repair((struct str){(const char *)data + 1, n - 1}, &page);
	strip_page(&stripper, data[0] != 't', buf_str(&page), &nothing);
	for (size_t i = 0; i < article->page.count; i++) {
		const struct line *line = &article->line[i];

		assert(article->page.block[i].text.n);
		assert((line->rule == RULE_KEEP) ==
		       (STRIP_KEEP >> line->role & 1 &&
			line->rule != RULE_REPEAT));
	}
	assert(article->begin <= article->end &&
	       article->end <= article->page.count);
	return 0;
}
