#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "mem.h"
#include "msg.h"

enum {
	SIZE_MIN = 64,
	DOUBLED_MAX =
		1 << 20, /* larger ones grow by half: their slack counts */
	DIGITS_MAX = 20, /* of UINT64_MAX */
};

void buf_grow(struct buf *buf, size_t extra)
{
	size_t size = buf->size +
		      (buf->size < DOUBLED_MAX ? buf->size : buf->size / 2);

	if (extra > SIZE_MAX / 4 || buf->n > SIZE_MAX / 4)
		die("out of memory (wanted %zu bytes)", extra);
	if (size < SIZE_MIN)
		size = SIZE_MIN;
	if (size < buf->n + extra + 1)
		size = buf->n + extra + 1;
	buf->p = xrealloc(buf->p, size);
	buf->size = size;
	buf->p[buf->n] = '\0';
}

void buf_add(struct buf *buf, const void *p, size_t n)
{
	buf_reserve(buf, n);
	if (n)
		memcpy(buf->p + buf->n, p, n);
	buf->n += n;
	buf->p[buf->n] = '\0';
}

void buf_add_str(struct buf *buf, struct str s)
{
	buf_add(buf, s.p, s.n);
}

void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_add_uint(struct buf *buf, uint64_t n)
{
	char digits[DIGITS_MAX];
	size_t i = sizeof(digits);

	do
		digits[--i] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(buf, digits + i, sizeof(digits) - i);
}

void buf_addf(struct buf *buf, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die("cannot format '%s'", fmt);
	buf_reserve(buf, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(buf->p + buf->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	buf->n += (size_t)n;
}

void buf_reset(struct buf *buf)
{
	buf->n = 0;
	if (buf->p)
		buf->p[0] = '\0';
}

void buf_trim(struct buf *buf)
{
	if (buf->p) {
		buf->size = buf->n + 1;
		buf->p = xrealloc(buf->p, buf->size);
	}
}

void buf_release(struct buf *buf)
{
	free(buf->p);
	*buf = (struct buf){0};
}
