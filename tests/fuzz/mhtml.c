/* MHTML: whatever it is, the document is no larger than the message, and the
 * same when it is read again. */
#include "../../stages/read/mhtml.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Look at every byte, so that a slice beyond its memory shows. */
static void look(struct str s, size_t max)
{
	volatile char sum = 0;
	size_t i;

	assert(s.n <= max);
	for (i = 0; i < s.n; i++)
		sum = (char)(sum + s.p[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mhtml mhtml[2] = {{.header_max = 4096}, {.header_max = 4096}};
	struct mhtml_page page[2];
	char *copy = malloc(size ? size : 1);
	const struct str message = {copy, size};
	const char *why[2];
	bool read[2];
	size_t i;

	if (!copy)
		return 0;
	if (size)
		memcpy(copy, data, size);
	mhtml_is(message);
	for (i = 0; i < 2; i++)
		read[i] = mhtml_read(&mhtml[i], message, &page[i], &why[i]);
	assert(read[0] == read[1]);
	assert(read[0] || !strcmp(why[0], why[1]));
	if (read[0]) {
		look(page[0].body, size);
		look(page[0].url, size);
		look(page[0].charset, size);
		look(page[0].date, sizeof("2022-10-10T08:00:00+07:00") - 1);
		assert(str_eq(page[0].body, page[1].body));
	}
	mhtml_release(&mhtml[0]);
	mhtml_release(&mhtml[1]);
	free(copy);
	return 0;
}
