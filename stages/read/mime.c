#include "mime.h"

#include "sniff.h"

struct str mime_header(struct str message, size_t max)
{
	size_t at = 0;

	if (message.n > max)
		message.n = max;
	while (at < message.n) {
		const char *end = memchr(message.p + at, '\n', message.n - at);
		size_t n;

		if (!end)
			break;
		n = (size_t)(end - message.p) - at;
		if (!n || (n == 1 && message.p[at] == '\r'))
			return (struct str){message.p, at + n + 1};
		at += n + 1;
	}
	return (struct str){NULL, 0};
}

bool mime_header_next(struct str *rest, struct str *name, struct str *value)
{
	struct str line;

	while (str_cut(rest, '\n', &line)) {
		const char *colon = line.n ? memchr(line.p, ':', line.n) : NULL;

		if (!str_trim(line).n)
			return false;
		while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t')) {
			struct str more;

			str_cut(rest, '\n', &more);
			line.n = (size_t)(more.p + more.n - line.p);
		}
		if (!colon)
			continue;
		name->p = line.p;
		name->n = (size_t)(colon - line.p);
		*name = str_trim(*name);
		*value = str_trim(str_skip(line, (size_t)(colon + 1 - line.p)));
		return true;
	}
	return false;
}

struct str mime_parameter(struct str value, struct str name, struct buf *spare)
{
	struct str part;

	(void)spare;
	while (str_cut(&value, ';', &part)) {
		const char *equals;

		part = str_trim(part);
		equals = part.n ? memchr(part.p, '=', part.n) : NULL;
		if (!equals || (size_t)(equals - part.p) != name.n ||
		    !sniff_starts(part, name))
			continue;
		part = str_trim(str_skip(part, name.n + 1));
		if (part.n > 1 && part.p[0] == '"')
			part = (struct str){part.p + 1, part.n - 2};
		return part;
	}
	return (struct str){0};
}
