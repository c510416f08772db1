#include "operands.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "encode.h"
#include "json.h"
#include "jsonscan.h"

enum {
	FIRST_LOOK = 4096, /* winnow-read puts what is looked for in front */
	LAST_LOOK = 128 << 20, /* the limit of a page, see winnow-read(1) */
	ID_BYTES = 16,
	ESCAPE_BYTES = 12, /* the longest, which may be cut off */
};

enum answer { NO, YES, CUT };

static bool is_id(struct str value)
{
	unsigned char id[ID_BYTES];

	return hex_get(json_plain(value), id, sizeof(id));
}

static bool is_media(struct str value)
{
	return json_is(value, STR("text/html")) ||
	       json_is(value, STR("text/plain"));
}

/* Is the line, as far as it goes, a record? */
static enum answer look_at(struct str line)
{
	struct json_scan scan = {.p = line.p, .end = line.p + line.n};
	bool id = false, path = false, media = false;
	struct str name, value;

	json_scan_space(&scan);
	if (scan.p < scan.end && *scan.p != '{')
		return NO;
	while (scan.p < scan.end && (*scan.p == '{' || *scan.p == ',')) {
		scan.p++;
		json_scan_space(&scan);
		if (!json_scan_name(&scan, &name))
			break;
		value.p = scan.p;
		if (!json_scan_value(&scan, JSON_DEPTH_MAX - 1))
			break;
		value.n = (size_t)(scan.p - value.p);
		id |= json_is(name, STR("id")) && is_id(value);
		path |= json_is(name, STR("path")) && json_kind(value) == '"';
		media |= json_is(name, STR("media")) && is_media(value);
		if (id && path && media)
			return YES;
		json_scan_space(&scan);
	}
	return scan.end - scan.p < ESCAPE_BYTES ? CUT : NO;
}

static enum answer look_at_first(struct str lines)
{
	enum answer answer;
	struct str line, rest;

	while (lines.n && *lines.p == '\n')
		lines = str_skip(lines, 1);
	line = rest = lines;
	str_cut(&rest, '\n', &line);
	answer = look_at(line);
	return answer == CUT && line.n < lines.n ? NO : answer;
}

/* Read on until there are n bytes; false if there are not. */
static bool read_to(int fd, struct buf *data, size_t n)
{
	ssize_t got = 1;

	buf_reserve(data, n - data->n);
	while (data->n < n && got) {
		got = read(fd, data->p + data->n, n - data->n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		data->n += (size_t)got;
	}
	return data->n == n;
}

static bool file_has_records(int fd)
{
	enum answer answer = CUT;
	struct buf data = {0};
	bool more = true;
	size_t n;

	for (n = FIRST_LOOK; answer == CUT && more && n <= LAST_LOOK; n *= 2) {
		more = read_to(fd, &data, n);
		answer = look_at_first(buf_str(&data));
	}
	buf_release(&data);
	return answer == YES;
}

bool operand_has_records(const char *path)
{
	struct stat st;
	bool found;
	int fd;

	if (!strcmp(path, "-"))
		return true;
	if (stat(path, &st) || S_ISDIR(st.st_mode))
		return false;
	if (!S_ISREG(st.st_mode))
		return true;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	found = fd >= 0 && file_has_records(fd);
	if (fd >= 0)
		close(fd);
	return found;
}
