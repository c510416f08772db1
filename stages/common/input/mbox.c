#include "mbox.h"

#include "ascii.h"
#include "mime.h"

/* "12:34" */
static bool has_time(struct str line)
{
	size_t i;

	for (i = 0; i + 5 <= line.n; i++)
		if (ascii_is_digit(line.p[i]) &&
		    ascii_is_digit(line.p[i + 1]) && line.p[i + 2] == ':' &&
		    ascii_is_digit(line.p[i + 3]) &&
		    ascii_is_digit(line.p[i + 4]))
			return true;
	return false;
}

/* A line that begins a message, and a field of its header. */
static bool is_message(struct str text)
{
	struct str line = {0}, name, value;

	return str_starts(text, STR("From ")) && str_cut(&text, '\n', &line) &&
	       has_time(line) && mime_header_next(&text, &name, &value) &&
	       name.n;
}

bool mbox_has_several(struct str text)
{
	const char *at;

	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_skip(text, 3);
	text = str_trim(text);
	if (!is_message(text))
		return false;
	while ((at = memmem(text.p, text.n, "\nFrom ", 6))) {
		text = str_skip(text, (size_t)(at + 1 - text.p));
		if (is_message(text))
			return true;
	}
	return false;
}
