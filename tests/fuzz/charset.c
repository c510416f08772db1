/*
 * Bytes in any encoding, under any label: what comes out is valid UTF-8, the
 * same each time. The first byte says how much of the rest is the label.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "../../stages/common/input/charset.h"
#include "../../stages/common/input/labels.h"
#include "../../stages/common/input/twice.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct charset cs;

/* Each decoder, by its number; no encoding loses count. */
static void check_decoder(int label, struct str bytes)
{
	struct buf out = {0};
	size_t lossy;

	if (decoder_convert(&cs.decoder, label, bytes, &out, &lossy)) {
		assert(utf8_valid(buf_str(&out)));
		assert(lossy <= bytes.n);
	}
	buf_release(&out);
}

static void check_text(struct str bytes, struct str http)
{
	struct charset fresh = {0};
	struct decoded decoded, again;
	struct buf out = {0};

	if (charset_decode(&cs, bytes, http, &decoded)) {
		assert(utf8_valid(decoded.text) && *decoded.name);
		assert(decoded.lossy <= bytes.n);
		assert(charset_decode(&fresh, bytes, http, &again));
		assert(str_eq(decoded.text, again.text));
		assert(decoded.name == again.name);
		if (!twice_undo(decoded.text, &out))
			buf_reset(&out);
		assert(utf8_valid(buf_str(&out)));
	}
	charset_is_wide(&cs, bytes);
	buf_release(&out);
	charset_release(&fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* of exactly this size, so that reading beyond it shows */
	char *copy;
	struct str bytes, http;

	if (!size)
		return 0;
	copy = malloc(size);
	if (!copy)
		return 0;
	memcpy(copy, data, size);
	http = (struct str){copy + 1, (unsigned char)copy[0] % 16};
	if (http.n > size - 1)
		http.n = size - 1;
	bytes = (struct str){http.p + http.n, size - 1 - http.n};
	check_decoder((unsigned char)copy[0] % LABEL_COUNT, bytes);
	check_text(bytes, http);
	free(copy);
	return 0;
}
