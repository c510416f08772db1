#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "msg.h"

#define BLOCK ((size_t)1024 * 1024)

static struct buf buffer;
static void (*divert)(void *to, struct str bytes);
static void *divert_to;

struct buf *output_buf(void)
{
	if (!buffer.p) {
		/* what the kernel does not allow stays as it is */
		(void)fcntl(STDOUT_FILENO, F_SETPIPE_SZ, (int)BLOCK);
		buf_reserve(&buffer, BLOCK);
	}
	return &buffer;
}

void output_flush_if_full(void)
{
	if (buffer.n >= BLOCK)
		output_flush();
}

void output_write(struct buf *buf)
{
	struct str rest = buf_str(buf);
	ssize_t n;

	if (divert) {
		divert(divert_to, rest);
		buf_reset(buf);
		return;
	}
	while (rest.n) {
		n = write(STDOUT_FILENO, rest.p, rest.n);
		if (n < 0 && errno != EINTR)
			die_errno("cannot write standard output");
		if (n > 0)
			rest = str_skip(rest, (size_t)n);
	}
	buf_reset(buf);
}

void output_flush(void)
{
	output_write(&buffer);
}

void output_divert(void (*take)(void *to, struct str bytes), void *to)
{
	divert = take;
	divert_to = to;
}

void output_release(void)
{
	buf_release(&buffer);
}
