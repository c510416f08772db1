#include "folder.h"

#include <fcntl.h>
#include <sys/mman.h>

#include "child.h"
#include "made_folder.h"
#include "msg.h"
#include "tap.h"

static struct child child;
static char own[] = "winnow-test";

/* Add a file of these bytes; its number. */
static uint64_t add(struct folder *index, const char *text)
{
	const uint64_t number = folder_next(index);
	const int fd = folder_create(index, number);

	if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		abort();
	folder_keep(index, number, fd);
	return number;
}

static bool holds(const struct folder *index, uint64_t number, const char *text)
{
	const struct str bytes = folder_map(index, number);
	const bool same = str_eq(bytes, str_from(text));

	munmap((void *)(uintptr_t)bytes.p, bytes.n);
	return same;
}

static void write_file(const char *name, const char *text)
{
	FILE *const file = fopen(in_folder(name), "w");

	if (!file || fputs(text, file) < 0 || fclose(file))
		abort();
}

static void test_commit(void)
{
	struct folder index;

	folder_open(&index, folder, "winnow-test");
	ok(has_file("MANIFEST") && has_file("lock"));
	ok(!index.files && folder_next(&index) == 1);
	ok(add(&index, "magic   checksum one") == 1);
	ok(add(&index, "magic   checksum two") == 2);
	ok(holds(&index, 1, "magic   checksum one"));
	ok(holds(&index, 2, "magic   checksum two"));
	ok(index.files == 2 && index.file[1].bytes == 20);
	folder_commit(&index);
	folder_close(&index);
	ok(count_files(".seg", false) == 2 && !count_files(".tmp", false));

	folder_open(&index, folder, "winnow-test");
	ok(index.files == 2 && index.file[0].number == 1 &&
	   index.file[1].number == 2);
	ok(holds(&index, 2, "magic   checksum two"));
	ok(folder_next(&index) == 3);
	folder_close(&index);
}

/* What was not committed does not count, and goes with the next commit. */
static void test_leftovers(void)
{
	struct folder index;

	folder_open(&index, folder, "winnow-test");
	add(&index, "magic   checksum three");
	folder_forget(&index, 1);
	folder_close(&index);
	ok(has_file("00000001.seg") && has_file("00000003.seg"));
	write_file("00000009.seg.tmp", "half");
	write_file("00000008.seg", "whole");
	write_file("MANIFEST.tmp", "half");
	write_file("8.seg", "of others");
	write_file("notes.txt", "of others");

	folder_open(&index, folder, "winnow-test");
	ok(index.files == 2 && index.file[0].number == 1);
	ok(add(&index, "magic   checksum 3") == 3);
	folder_forget(&index, 1);
	folder_forget(&index, 77); /* none is */
	folder_commit(&index);
	folder_close(&index);
	ok(!has_file("00000001.seg") && has_file("00000002.seg"));
	ok(!has_file("00000008.seg") && !has_file("00000009.seg.tmp"));
	ok(!has_file("MANIFEST.tmp"));
	ok(has_file("8.seg") && has_file("notes.txt"));

	folder_open(&index, folder, "winnow-test");
	ok(index.files == 2 && index.file[0].number == 2 &&
	   index.file[1].number == 3 && folder_next(&index) == 4);
	ok(holds(&index, 3, "magic   checksum 3"));
	folder_close(&index);
}

static void open_as(void *maker)
{
	struct folder index;

	msg_init("winnow-test");
	folder_open(&index, folder, maker);
	for (size_t i = 0; i < index.files; i++)
		folder_map(&index, index.file[i].number);
	folder_close(&index);
}

/* Does opening it, and all its files, fail with this message? */
static bool refuses(const char *maker, const char *says)
{
	child_run(&child, open_as, (void *)(uintptr_t)maker, STR(""));
	if (child.status == 1 && strstr(child.err.p, says))
		return true;
	printf("# exit %d: %s\n", child.status, child.err.p);
	return false;
}

static void test_lock(void)
{
	struct folder index;

	folder_open(&index, folder, "winnow-test");
	ok(refuses("winnow-test", "another run uses the index"));
	folder_close(&index);
	child_run(&child, open_as, own, STR(""));
	ok(child.status == 0 && !child.err.n);
}

static void test_others(void)
{
	ok(refuses("winnow-other", "is an index of winnow-test, not of "
				   "winnow-other: choose another folder"));
	write_file("MANIFEST", "winnow-test index 2\nsegment 1 2\n");
	ok(refuses("winnow-test", "of another version of winnow-test"));
	ok(refuses("winnow-other", "is an index of winnow-test"));
	write_file("MANIFEST", "winnow-test");
	ok(refuses("winnow-test", "MANIFEST' is damaged"));
	write_file("MANIFEST", "shopping list\n");
	ok(refuses("winnow-test", "MANIFEST' is damaged"));
	write_file("MANIFEST", "");
	ok(refuses("winnow-test", "MANIFEST' is damaged"));
	unlink(in_folder("MANIFEST"));
	ok(refuses("winnow-test", "MANIFEST' is missing: restore the index"));
	ok(!has_file("MANIFEST"));
}

/* Each byte of a manifest is looked at. */
static void test_manifest(void)
{
	struct buf text = {0};
	struct folder index;
	bool told = true;

	count_files("", true);
	folder_open(&index, folder, "winnow-test");
	add(&index, "magic   checksum one");
	folder_commit(&index);
	folder_close(&index);
	child_collect(fopen(in_folder("MANIFEST"), "r"), &text);
	for (size_t i = 0; i < text.n; i++) {
		text.p[i] ^= 1;
		write_file("MANIFEST", text.p);
		told &= refuses("winnow-test", "winnow-test: '");
		text.p[i] ^= 1;
	}
	ok(told);
	text.p[text.n - 1] = '\0';
	write_file("MANIFEST", text.p);
	ok(refuses("winnow-test", "MANIFEST' is damaged"));
	text.p[text.n - 1] = '\n';
	buf_add_char(&text, '\n');
	write_file("MANIFEST", text.p);
	ok(refuses("winnow-test", "MANIFEST' is damaged"));
	text.p[text.n - 1] = '\0';
	write_file("MANIFEST", text.p);
	buf_release(&text);
}

static void test_files(void)
{
	child_run(&child, open_as, own, STR(""));
	ok(child.status == 0);
	write_file("00000001.seg", "magic   checksum one!");
	ok(refuses("winnow-test", "00000001.seg' is damaged (it has 21 bytes, "
				  "not 20)"));
	write_file("00000001.seg", "");
	ok(refuses("winnow-test", "(it has 0 bytes, not 20)"));
	write_file("00000001.seg", "magic   checksuM one");
	ok(refuses("winnow-test", "is not the file that the manifest means"));
	unlink(in_folder("00000001.seg"));
	ok(refuses("winnow-test", "00000001.seg' is missing"));
}

int main(void)
{
	if (!ok(make_folder()))
		return tap_done();
	test_commit();
	test_leftovers();
	test_lock();
	test_others();
	test_manifest();
	test_files();
	ok(remove_folder());
	child_release(&child);
	return tap_done();
}
