#include "reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "msg.h"

#define READ_SIZE ((size_t)1024 * 1024)

void reader_init(struct reader *reader, char **files)
{
	static char dash[] = "-";
	static char *standard_input[] = {dash, NULL};

	*reader = (struct reader){
		.files = *files ? files : standard_input,
		.fd = -1,
	};
	buf_reserve(&reader->data, READ_SIZE);
}

static bool open_next(struct reader *reader)
{
	const char *const name = *reader->files;

	if (!name)
		return false;
	reader->files++;
	reader->line = 0;
	if (!strcmp(name, "-")) {
		reader->name = "standard input";
		reader->fd = STDIN_FILENO;
		/* what the kernel does not allow stays as it is */
		(void)fcntl(STDIN_FILENO, F_SETPIPE_SZ, (int)READ_SIZE);
		return true;
	}
	reader->name = name;
	reader->fd = open(name, O_RDONLY | O_CLOEXEC);
	if (reader->fd < 0)
		die_errno("cannot open '%s'", name);
	return true;
}

static void close_file(struct reader *reader)
{
	if (reader->fd > STDIN_FILENO)
		close(reader->fd);
	reader->fd = -1;
}

/* Read up to 1 MiB more behind what is left; false at the end of the file,
 * which is closed then. */
static bool fill(struct reader *reader)
{
	struct buf *const data = &reader->data;
	ssize_t n;

	if (reader->fd < 0)
		return false;
	if (reader->start) {
		data->n -= reader->start;
		memmove(data->p, data->p + reader->start, data->n);
		reader->start = 0;
	}
	buf_reserve(data, READ_SIZE);
	do
		n = read(reader->fd, data->p + data->n, READ_SIZE);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		die_errno("cannot read '%s'", reader->name);
	if (!n)
		close_file(reader);
	data->n += (size_t)n;
	data->p[data->n] = '\0';
	return n > 0;
}

/* Length of the line at start, with its newline if it has one; 0 at the end
 * of the file. */
static size_t find_line(struct reader *reader)
{
	size_t seen = 0, left;
	const char *from, *end;

	for (;;) {
		from = reader->data.p + reader->start;
		left = reader->data.n - reader->start;
		end = memchr(from + seen, '\n', left - seen);
		left = end ? (size_t)(end - from) : left;
		if (left > READER_LINE_MAX)
			die("'%s' line %zu: longer than 1 GiB", reader->name,
			    reader->line + 1);
		if (end)
			return left + 1;
		seen = left;
		if (!fill(reader))
			return left;
	}
}

/* The same in the first file that has one; 0 after the last file. */
static size_t find_any_line(struct reader *reader)
{
	size_t length = find_line(reader);

	while (!length && open_next(reader))
		length = find_line(reader);
	return length;
}

bool reader_next(struct reader *reader, struct str *line)
{
	size_t length;

	while ((length = find_any_line(reader)) > 0) {
		line->p = reader->data.p + reader->start;
		line->n = length - (line->p[length - 1] == '\n');
		reader->start += length;
		reader->line++;
		if (!line->n)
			continue;
		reader->records++;
		return true;
	}
	return false;
}

bool reader_record(struct reader *reader, struct record *record)
{
	struct error error;
	struct str line;

	if (!reader_next(reader, &line))
		return false;
	if (!record_scan(record, line, &error))
		reader_fail_at(reader, &error);
	return true;
}

bool reader_block(struct reader *reader, struct str *lines, size_t *before)
{
	size_t length = find_any_line(reader);
	const char *from, *end;
	struct str rest, line;

	if (!length)
		return false;
	while (reader->data.n - reader->start < READ_SIZE && fill(reader))
		;
	from = reader->data.p + reader->start;
	end = memrchr(from + length - 1, '\n',
		      reader->data.n - reader->start - (length - 1));
	if (end)
		length = (size_t)(end - from) + 1;
	reader->start += length;
	*before = reader->line;
	rest = *lines = (struct str){from, length};
	while (str_cut(&rest, '\n', &line))
		reader->line++;
	return true;
}

void reader_give(struct reader *reader, struct buf *block)
{
	const struct buf given = reader->data;

	buf_reset(block);
	buf_add(block, given.p + reader->start, given.n - reader->start);
	reader->data = *block;
	reader->start = 0;
	*block = given;
}

void reader_fail(const struct reader *reader, const char *what)
{
	die("'%s' line %zu: %s", reader->name, reader->line, what);
}

void reader_fail_at(const struct reader *reader, const struct error *error)
{
	die("'%s' line %zu byte %zu: %s", reader->name, reader->line,
	    error->at + 1, error->what);
}

void reader_release(struct reader *reader)
{
	close_file(reader);
	buf_release(&reader->data);
}

uint64_t reader_bytes(char **files)
{
	struct stat status;
	uint64_t bytes = 0;
	int failed;

	if (!files[0])
		return !fstat(STDIN_FILENO, &status) && S_ISREG(status.st_mode)
			       ? (uint64_t)status.st_size
			       : 0;
	for (; *files; files++) {
		failed = strcmp(*files, "-") ? stat(*files, &status)
					     : fstat(STDIN_FILENO, &status);
		if (failed || !S_ISREG(status.st_mode))
			return 0;
		bytes += (uint64_t)status.st_size;
	}
	return bytes;
}
