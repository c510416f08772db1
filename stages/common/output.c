#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "msg.h"

#define BLOCK ((size_t)1024 * 1024)

static struct buf buffer;

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

void output_release(void)
{
	buf_release(&buffer);
}
