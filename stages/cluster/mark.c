#include "mark.h"

#include <stdbool.h>
#include <string.h>

#include "unicode.h"
#include "utf8.h"

/* Behind these a capital says nothing. */
static bool opens_sentence(uint32_t code)
{
	return code && (code == 0x2013 || code == 0x2014 || code == 0x2018 ||
			code == 0x201C || code == 0x201D || code == 0x2026 ||
			(code < 0x80 && strchr(".!?\"'`:\n-", (int)code)));
}

/* The character that ends before s.p[at], and where it starts. */
static uint32_t code_before(struct str s, size_t *at)
{
	size_t start = *at, len;

	do
		start--;
	while (start && ((unsigned char)s.p[start] & 0xC0) == 0x80);
	len = *at - start;
	*at = start;
	return utf8_decode((struct str){s.p + start, len}, &len);
}

/* Does a sentence begin with the token at byte `at`? */
static bool begins_sentence(struct str text, size_t at)
{
	while (at) {
		const uint32_t code = code_before(text, &at);

		if (code != '\n' && unicode_class(code) == UNICODE_SPACE)
			continue;
		return opens_sentence(code);
	}
	return true;
}

unsigned mark_of(struct str text, const struct tokens *tokens, size_t i)
{
	const struct token *token = &tokens->token[i];
	const struct str at = {text.p + token->start, text.n - token->start};
	uint32_t code;
	size_t len;

	if (!at.n)
		return 0;
	code = utf8_decode_valid(at, &len);
	if (unicode_class(code) == UNICODE_DIGIT)
		return MARK_FIGURE;
	if (!unicode_is_upper(code))
		return 0;
	return MARK_CAPITAL |
	       (begins_sentence(text, token->start) ? 0 : MARK_NAME);
}
