#include "reader.h"

#include "child.h"
#include "output.h"
#include "tap.h"

static struct child child;

/* Every line as "NAME:NUMBER:LINE|". */
static void list_lines(void *files)
{
	struct reader reader;
	struct str line;

	reader_init(&reader, files);
	while (reader_next(&reader, &line)) {
		printf("%s:%zu:%.*s|", reader.name, reader.line, (int)line.n,
		       line.p);
	}
	printf("%zu", reader.records);
	reader_release(&reader);
}

static void scan_lines(void *files)
{
	struct record record = {0};
	struct reader reader;

	reader_init(&reader, files);
	while (reader_record(&reader, &record))
		if (!record_find(&record, "shingles").p)
			reader_fail(&reader, "no 'shingles': run "
					     "winnow-shingle before");
	record_release(&record);
	reader_release(&reader);
}

/* What came in, in blocks; each must be whole lines and know its place. */
static void list_blocks(void *files)
{
	struct reader reader;
	size_t before, lines = 0;
	struct str block, line;

	reader_init(&reader, files);
	while (reader_block(&reader, &block, &before)) {
		if (before != lines)
			exit(9);
		output_flush_if_full();
		buf_add_str(output_buf(), block);
		while (str_cut(&block, '\n', &line))
			lines++;
		if (reader.line != lines)
			exit(8);
	}
	reader_release(&reader);
	output_flush();
	output_release();
}

/* Line i is i bytes of 'a' + i % 26, up to and beyond a read of 1 MiB. */
static void make_lines(struct buf *out)
{
	for (size_t i = 0; i < 3000; i++) {
		buf_reserve(out, i + 1);
		memset(out->p + out->n, 'a' + (int)(i % 26), i);
		out->n += i;
		buf_add_char(out, '\n');
	}
	buf_reserve(out, 3 << 20);
	memset(out->p + out->n, 'x', 3 << 20);
	out->n += 3 << 20;
	buf_add_text(out, "\nlast");
}

static char *write_file(const char *text)
{
	char *path = strdup("/tmp/winnow-test-XXXXXX");
	const int fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		abort();
	close(fd);
	return path;
}

static void test_files(void)
{
	char *const a = write_file("1\n\n2"), *const b = write_file("");
	char *files[] = {a, b, (char[]){"-"}, a, NULL}, *none[] = {NULL};
	struct buf want = {0};

	child_run(&child, list_lines, files, STR("in\n"));
	buf_addf(&want, "%s:1:1|%s:3:2|standard input:1:in|%s:1:1|%s:3:2|5", a,
		 a, a, a);
	is_str(child.out.p, want.p);
	ok(child.status == 0);
	child_run(&child, list_lines, none, STR(""));
	is_str(child.out.p, "0");
	child_run(&child, list_lines, none, STR("\n\nx\r\n"));
	is_str(child.out.p, "standard input:3:x\r|1");
	unlink(a);
	unlink(b);
	free(a);
	free(b);
	buf_release(&want);
}

static void test_big(void)
{
	char *none[] = {NULL};
	struct buf text = {0};

	make_lines(&text);
	child_run(&child, list_blocks, none, buf_str(&text));
	ok(child.status == 0);
	ok(str_eq(buf_str(&child.out), buf_str(&text)));
	buf_release(&text);
}

static void test_failures(void)
{
	char *missing[] = {(char[]){"/nowhere/x"}, NULL};
	char *folder[] = {(char[]){"/tmp"}, NULL};
	char *none[] = {NULL};

	child_run(&child, list_lines, missing, STR(""));
	ok(child.status == 1);
	is_str(child.err.p,
	       "winnow: cannot open '/nowhere/x': No such file or directory\n");
	child_run(&child, list_lines, folder, STR(""));
	ok(child.status == 1);
	is_str(child.err.p, "winnow: cannot read '/tmp': Is a directory\n");
	child_run(&child, scan_lines, none,
		  STR("\n{\"shingles\":[]}\n{\"a\"}"));
	ok(child.status == 1);
	is_str(child.err.p,
	       "winnow: 'standard input' line 3 byte 5: expected ':'\n");
	child_run(&child, scan_lines, none, STR("{\"text\":\"\"}"));
	ok(child.status == 1);
	is_str(child.err.p, "winnow: 'standard input' line 1: no 'shingles': "
			    "run winnow-shingle before\n");
}

int main(void)
{
	test_files();
	test_big();
	test_failures();
	child_release(&child);
	return tap_done();
}
