#include "phrase_files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "phrases.h"
#include "utf8.h"

enum { CHUNK = 65536 };

static bool read_all(const char *name, struct buf *text, struct error *error)
{
	FILE *file = fopen(name, "re");
	size_t got = 1;
	int failed = errno;

	while (file && got) {
		buf_reserve(text, CHUNK);
		got = fread(text->p + text->n, 1, CHUNK, file);
		text->n += got;
	}
	if (file) {
		failed = ferror(file) ? errno : 0;
		fclose(file);
	}
	error->at = 0;
	error->what = strerror(failed);
	return !failed;
}

static size_t line_of(struct str text, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text.p[i] == '\n';
	return line;
}

bool phrase_file_add(const char *name, struct error *error)
{
	struct buf text = {0};
	bool done = read_all(name, &text, error);
	size_t valid;

	if (done) {
		valid = utf8_valid_prefix(buf_str(&text));
		done = valid == text.n;
		error->what = "not UTF-8";
		error->at = line_of(buf_str(&text), valid);
	}
	if (done)
		done = phrases_add(buf_str(&text), error);
	buf_release(&text);
	return done;
}
