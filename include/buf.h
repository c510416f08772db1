/*
 * buf.h - a buffer of bytes that grows.
 *
 * {0} is a valid empty buffer. After any call that adds, p[n] is a NUL that
 * n does not count; p is NULL only while nothing was ever added. The buffer
 * owns p until buf_release(). Capacity at least doubles, so that appending is
 * linear. What is added must not stand in the buffer itself. Out of memory
 * ends the process.
 */
#ifndef BUF_H
#define BUF_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

struct buf {
	char *p;
	size_t n;
	size_t size;
};

/* Move to a larger block; only for buf_reserve(). */
void buf_grow(struct buf *buf, size_t extra);

/* Room for extra more bytes and the NUL; contents stay. */
static inline void buf_reserve(struct buf *buf, size_t extra)
{
	if (buf->size <= buf->n || buf->size - buf->n - 1 < extra)
		buf_grow(buf, extra);
}

void buf_add(struct buf *buf, const void *p, size_t n);
void buf_add_str(struct buf *buf, struct str s);
void buf_add_text(struct buf *buf, const char *text); /* NUL-terminated */
void buf_add_uint(struct buf *buf, uint64_t n);	      /* decimal digits */

__attribute__((format(printf, 2, 3))) void buf_addf(struct buf *buf,
						    const char *fmt, ...);

static inline void buf_add_char(struct buf *buf, char c)
{
	buf_reserve(buf, 1);
	buf->p[buf->n++] = c;
	buf->p[buf->n] = '\0';
}

/* Forget the contents, keep the memory. */
void buf_reset(struct buf *buf);

/* Return the memory; the buffer is empty and usable again. */
void buf_release(struct buf *buf);

/* Give back what is not used. */
void buf_trim(struct buf *buf);

static inline struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->p, buf->n};
}

#endif
