/*
 * utf8_internal.h - the two halves of utf8_valid_prefix(), for its test.
 */
#ifndef UTF8_INTERNAL_H
#define UTF8_INTERNAL_H

#include <stddef.h>

#include "str.h"

/* Length of the longest valid prefix, given that s[0..from) is valid and
 * ends with a whole character. */
size_t utf8_prefix_scalar(struct str s, size_t from);

/*
 * Length of some valid prefix that ends with a whole character: at most 34
 * bytes before the first error or the end (the last block, and what of a
 * character stands before it). 0 where the machine has no AVX2.
 */
size_t utf8_prefix_simd(struct str s);

#endif
