#include "glob.h"

#include <stdint.h>

#include "utf8.h"

/* What begins at a place in the pattern; a place is a state. */
enum token {
	TOKEN_ONE,     /* for one character */
	TOKEN_STAR,    /* * */
	TOKEN_DEEP,    /* ** */
	TOKEN_FOLDERS, /* **, a slash */
	TOKEN_END,
};

struct states {
	bool in[GLOB_MAX + 1]; /* by place; the last one is the end */
};

/* The next character; those that are not valid are above all others. */
static uint32_t take_character(struct str *s)
{
	static const uint32_t odd = 0x110000;
	size_t n;
	uint32_t code = utf8_decode(*s, &n);

	if (code == 0xfffd && !str_starts(*s, STR("\xef\xbf\xbd"))) {
		code = odd + (unsigned char)s->p[0];
		n = 1;
	}
	*s = str_skip(*s, n);
	return code;
}

static bool take(struct str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	*s = str_skip(*s, 1);
	return true;
}

/* A character, perhaps with a '\' before it. */
static bool take_literal(struct str *s, uint32_t *code)
{
	take(s, '\\');
	if (!s->n)
		return false;
	*code = take_character(s);
	return true;
}

/* From behind a '[' to behind its ']'; false: *why. *in: is c meant? */
static bool take_set(struct str *s, uint32_t c, bool *in, const char **why)
{
	const bool other = take(s, '!') || take(s, '^');
	bool first = true;
	uint32_t low, high;

	*in = false;
	*why = "unclosed '['";
	while (first || !take(s, ']')) {
		first = false;
		if (str_starts(*s, STR("[:"))) {
			*why = "classes as [:alpha:] are not known";
			return false;
		}
		if (!take_literal(s, &low))
			return false;
		high = low;
		if (s->n > 1 && s->p[1] != ']' && take(s, '-') &&
		    !take_literal(s, &high))
			return false;
		*in |= c >= low && c <= high;
	}
	*in = *in != other && c != '/';
	return true;
}

/* What stands for one character; false: *why. *in: does it for c? */
static bool take_one(struct str *s, uint32_t c, bool *in, const char **why)
{
	uint32_t code;

	if (take(s, '['))
		return take_set(s, c, in, why);
	if (take(s, '?')) {
		*in = c != '/';
		return true;
	}
	*why = "a '\\' at the end";
	if (!take_literal(s, &code))
		return false;
	*in = c == code;
	return true;
}

/* *n: its length, unless it stands for one character. */
static enum token token_at(struct str pattern, size_t at, size_t *n)
{
	const struct str rest = str_skip(pattern, at);
	const bool fresh = !at || pattern.p[at - 1] == '/';

	*n = 0;
	while (fresh && str_starts(str_skip(rest, *n), STR("**/")))
		*n += 3;
	if (*n)
		return TOKEN_FOLDERS;
	if (!rest.n)
		return TOKEN_END;
	if (str_starts(rest, STR("**"))) {
		*n = 2;
		return TOKEN_DEEP;
	}
	*n = rest.p[0] == '*';
	return *n ? TOKEN_STAR : TOKEN_ONE;
}

/* Enter a place, and those behind it that take nothing. Where it is in one
 * already, it is in those too: one of TOKEN_FOLDERS is only entered behind a
 * slash, and a slash leads from it to the next place as well. */
static void enter(struct str pattern, struct states *states, size_t at)
{
	size_t n;

	for (;;) {
		const enum token token = token_at(pattern, at, &n);

		if (states->in[at])
			return;
		states->in[at] = true;
		if (token == TOKEN_ONE || token == TOKEN_END)
			return;
		at += n;
	}
}

/* Where c leads from one place. */
static void step_from(struct str pattern, size_t at, uint32_t c,
		      struct states *next)
{
	struct str rest = str_skip(pattern, at);
	const char *why;
	bool in;
	size_t n;

	switch (token_at(pattern, at, &n)) {
	case TOKEN_ONE:
		if (take_one(&rest, c, &in, &why) && in)
			enter(pattern, next, pattern.n - rest.n);
		break;
	case TOKEN_STAR:
		if (c != '/')
			enter(pattern, next, at);
		break;
	case TOKEN_DEEP:
		enter(pattern, next, at);
		break;
	case TOKEN_FOLDERS:
		next->in[at] = true;
		if (c == '/')
			enter(pattern, next, at + n);
		break;
	case TOKEN_END:
		break;
	}
}

static void begin(struct str pattern, struct states *states)
{
	memset(states->in, 0, pattern.n + 1);
	enter(pattern, states, 0);
}

static void step(struct str pattern, struct states *now, uint32_t c)
{
	struct states next;
	size_t at;

	memset(next.in, 0, pattern.n + 1);
	for (at = 0; at < pattern.n; at++)
		if (now->in[at])
			step_from(pattern, at, c, &next);
	memcpy(now->in, next.in, pattern.n + 1);
}

/* All of the path; above: or of what stands before a slash in it. */
static bool matches_whole(const struct glob *glob, struct str path, bool folder,
			  bool above)
{
	const struct str pattern = glob->pattern;
	struct states now;

	begin(pattern, &now);
	while (path.n) {
		if (above && path.p[0] == '/' && now.in[pattern.n])
			return true;
		step(pattern, &now, take_character(&path));
	}
	return now.in[pattern.n] && (folder || !glob->folders);
}

/* The last part of the path; above: or another one. */
static bool matches_part(const struct glob *glob, struct str path, bool folder,
			 bool above)
{
	struct str part;

	while (str_cut(&path, '/', &part)) {
		if (path.n && !above)
			continue;
		if (matches_whole(glob, part, folder || path.n, false))
			return true;
	}
	return false;
}

static bool matches(const struct glob *glob, struct str path, bool folder,
		    bool above)
{
	return glob->whole ? matches_whole(glob, path, folder, above)
			   : matches_part(glob, path, folder, above);
}

bool glob_matches(const struct glob *glob, struct str path, bool folder)
{
	return matches(glob, path, folder, false);
}

bool glob_covers(const struct glob *glob, struct str path, bool folder)
{
	return matches(glob, path, folder, true);
}

static bool is_good(struct str pattern, const char **why)
{
	size_t at = 0, n;

	for (;;) {
		struct str rest = str_skip(pattern, at);
		bool in;

		switch (token_at(pattern, at, &n)) {
		case TOKEN_END:
			return true;
		case TOKEN_ONE:
			if (!take_one(&rest, 0, &in, why))
				return false;
			at = pattern.n - rest.n;
			break;
		default:
			at += n;
			break;
		}
	}
}

bool glob_init(struct glob *glob, struct str pattern, const char **why)
{
	*glob = (struct glob){0};
	while (pattern.n && pattern.p[pattern.n - 1] == '/') {
		glob->folders = true;
		pattern.n--;
	}
	while (take(&pattern, '/'))
		glob->whole = true;
	glob->pattern = pattern;
	glob->whole |= pattern.n && memchr(pattern.p, '/', pattern.n);
	*why = "there is nothing in it";
	if (!pattern.n)
		return false;
	*why = "longer than 1023 bytes";
	return pattern.n <= GLOB_MAX && is_good(pattern, why);
}
