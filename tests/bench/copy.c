/* copy FILE - read it, then memcpy it ten times: the limit to compare with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double cpu_seconds(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
	enum { ROUNDS = 10, SIZE = 64 << 20 };
	FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
	char *from = malloc(SIZE), *to = malloc(SIZE);
	double start;
	size_t n;

	if (!in || !from || !to)
		return 1;
	n = fread(from, 1, SIZE, in);
	memcpy(to, from, n);
	start = cpu_seconds();
	for (int i = 0; i < ROUNDS; i++) {
		memcpy(to, from, n);
		from[i] ^= to[n - 1]; /* so that no round is left out */
	}
	start = cpu_seconds() - start;
	printf("%-26s %9.2f %9s %9.0f\n", "memcpy", start / ROUNDS, "",
	       (double)n * ROUNDS / start / 1e6);
	fclose(in);
	free(from);
	free(to);
	return 0;
}
