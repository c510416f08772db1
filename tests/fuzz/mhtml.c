/*
 * Any bytes as a message: the page is no larger than what it was made of,
 * the same each time, and its address and date are what they should be.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "../../stages/common/input/mhtml.h"
#include "../../stages/common/input/mime.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_within(struct str part, struct str all)
{
	return part.p >= all.p && part.n <= all.n &&
	       part.p - all.p <= (ptrdiff_t)(all.n - part.n);
}

/* The fields of a block stand in it one behind the other. */
static void check_header(struct str bytes)
{
	struct str rest = bytes, name, value, found;
	struct buf spare = {0};
	const char *at = bytes.p;

	while (mime_header_next(&rest, &name, &value)) {
		assert(!name.n || is_within(name, bytes));
		assert(is_within(value, bytes) && is_within(rest, bytes));
		assert(rest.p > at);
		at = rest.p;
		found = mime_parameter(value, STR("x"), &spare);
		assert(found.n <= value.n);
	}
	assert(is_within(rest, bytes));
	buf_release(&spare);
}

static void check_decoders(struct str bytes)
{
	struct buf out = {0};

	mime_quoted_printable(bytes, &out);
	assert(out.n <= bytes.n);
	buf_reset(&out);
	mime_base64(bytes, &out);
	assert(out.n <= bytes.n / 4 * 3 + 2);
	buf_release(&out);
}

static void check_page(const struct mhtml *mhtml, struct str bytes,
		       const struct mhtml_page *page)
{
	assert(is_within(page->body, bytes) || page->body.p == mhtml->body.p);
	assert(page->body.n < bytes.n && page->charset.n < bytes.n);
	assert(page->url.n < bytes.n && utf8_valid(page->url));
	assert(!page->date.n || page->date.n == 20 || page->date.n == 25);
	assert(page->charset.p && page->url.p && page->date.p);
}

static void check_same(const struct mhtml_page *a, const struct mhtml_page *b)
{
	assert(str_eq(a->body, b->body) && str_eq(a->charset, b->charset));
	assert(str_eq(a->url, b->url) && str_eq(a->date, b->date));
	assert(a->html == b->html && a->truncated == b->truncated);
}

/* Twice, the second time with what the first has left in another. */
static void check_message(struct str bytes)
{
	struct mhtml one = {0}, two = {0};
	struct mhtml_page page, again;
	const char *why;
	const bool found = mhtml_read(&one, bytes, &page, &why);

	mhtml_read(&two, str_skip(bytes, bytes.n / 2), &again, &why);
	assert(mhtml_read(&two, bytes, &again, &why) == found);
	assert(found == !*why);
	if (found) {
		check_page(&one, bytes, &page);
		check_same(&page, &again);
	}
	mhtml_release(&one);
	mhtml_release(&two);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* of exactly this size, so that reading beyond it shows */
	char *copy = malloc(size ? size : 1);
	const struct str bytes = {copy, size};

	if (!copy)
		return 0;
	if (size)
		memcpy(copy, data, size);
	mhtml_is(bytes);
	check_header(bytes);
	check_decoders(bytes);
	check_message(bytes);
	free(copy);
	return 0;
}
