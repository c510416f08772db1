/* inflate <FILE - what zlib needs for a gzip file, its members one after the
 * other, and nothing else. */
#include <stdio.h>
#include <unistd.h>
#include <zlib.h>

int main(void)
{
	static unsigned char in[1 << 16], out[1 << 18];
	size_t all = 0;
	z_stream z = {0};
	ssize_t n;

	if (inflateInit2(&z, 15 + 16) != Z_OK)
		return 1;
	while ((n = read(STDIN_FILENO, in, sizeof(in))) > 0) {
		z.next_in = in;
		z.avail_in = (unsigned int)n;
		while (z.avail_in) {
			int status;

			z.next_out = out;
			z.avail_out = sizeof(out);
			status = inflate(&z, Z_NO_FLUSH);
			all += sizeof(out) - z.avail_out;
			if (status == Z_STREAM_END)
				inflateReset(&z);
			else if (status != Z_OK && status != Z_BUF_ERROR)
				return 1;
		}
	}
	inflateEnd(&z);
	fprintf(stderr, "%zu bytes\n", all);
	return n < 0;
}
