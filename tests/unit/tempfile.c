#include "tempfile.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "child.h"
#include "msg.h"
#include "tap.h"

enum { WORDS = 300000 };

static uint64_t word_at(size_t i)
{
	return i * UINT64_C(0x9e3779b97f4a7c15);
}

/* Does every stretch of n words at offset i read back as it was written? */
static bool reads_back(struct tempfile *file, size_t i, size_t n)
{
	uint64_t word[5000];

	tempfile_read(file, i * sizeof(*word), word, n * sizeof(*word));
	for (size_t k = 0; k < n; k++)
		if (word[k] != word_at(i + k))
			return false;
	return true;
}

static void test_reads(void)
{
	struct tempfile file;
	bool same = true, offsets = true;
	uint64_t word;

	tempfile_init(&file);
	for (size_t i = 0; i < WORDS; i++) {
		word = word_at(i);
		offsets &= tempfile_append(&file, &word, sizeof(word)) == i * 8;
		if (i % 1000 == 0) /* also while it is written */
			same &= reads_back(&file, i / 2, 1);
	}
	ok(offsets && file.size == WORDS * sizeof(word));
	ok(same);
	ok(file.tail.n > 0 && file.tail.n < file.size);
	for (size_t i = 0; i + 5000 < WORDS; i += 777)
		same &= reads_back(&file, i, 5000);
	for (size_t i = WORDS; i-- > 0;)
		same &= reads_back(&file, i, 1);
	ok(same);
	/* over the end of what is written, and the very end */
	ok(reads_back(&file, WORDS - file.tail.n / 8 - 3, 6));
	ok(reads_back(&file, WORDS - 5000, 5000));
	tempfile_read(&file, file.size, &word, 0);
	tempfile_reset(&file);
	ok(file.size == 0 && file.fd == -1);
	word = word_at(0);
	ok(tempfile_append(&file, &word, sizeof(word)) == 0);
	ok(reads_back(&file, 0, 1));
	tempfile_release(&file);
}

/* One block larger than what is gathered. */
static void test_large(void)
{
	const size_t n = 3 * 1024 * 1024;
	char *const block = malloc(n), *const back = malloc(n);
	struct tempfile file;

	for (size_t i = 0; i < n; i++)
		block[i] = (char)(i * 31 >> 3);
	tempfile_init(&file);
	ok(tempfile_append(&file, "abc", 3) == 0);
	ok(tempfile_append(&file, block, n) == 3);
	ok(tempfile_append(&file, "xyz", 3) == 3 + n);
	tempfile_read(&file, 3, back, n);
	ok(!memcmp(block, back, n));
	tempfile_read(&file, 1, back, 4);
	ok(!memcmp(back, "bc", 2) && !memcmp(back + 2, block, 2));
	tempfile_read(&file, n + 1, back, 5);
	ok(!memcmp(back, block + n - 2, 2) && !memcmp(back + 2, "xyz", 3));
	tempfile_release(&file);
	free(block);
	free(back);
}

static void write_much(void *arg)
{
	static const char block[65536];
	struct tempfile file;

	setenv("TMPDIR", arg, 1);
	tempfile_init(&file);
	for (int i = 0; i < 100; i++)
		tempfile_append(&file, block, sizeof(block));
	tempfile_release(&file);
}

static void write_limited(void *arg)
{
	msg_init("winnow");
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){1 << 20, 1 << 20});
	write_much(arg);
}

static void test_failures(void)
{
	struct child child = {0};
	char here[] = ".", nowhere[] = "/nonexistent", empty[] = "";

	child_run(&child, write_much, here, STR(""));
	ok(child.status == 0);
	child_run(&child, write_much, empty, STR(""));
	ok(child.status == 0);
	child_run(&child, write_much, nowhere, STR(""));
	ok(child.status == 1);
	is_str(child.err.p, "winnow: cannot make a temporary file in "
			    "'/nonexistent': No such file or directory\n");
	child_run(&child, write_limited, here, STR(""));
	ok(child.status == 1);
	is_str(child.err.p, "winnow: cannot write a temporary file in '.': "
			    "File too large\n");
	child_release(&child);
}

int main(void)
{
	test_reads();
	test_large();
	test_failures();
	return tap_done();
}
