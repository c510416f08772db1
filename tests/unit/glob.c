/* Patterns of paths: as git has them, in linear time, on any bytes. */
#include "../../stages/common/input/glob.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <time.h>

#include "random.h"
#include "tap.h"

static const char *why;

static bool matches(const char *pattern, const char *path)
{
	struct glob glob;

	return glob_init(&glob, str_from(pattern), &why) &&
	       glob_matches(&glob, str_from(path), false);
}

static bool covers(const char *pattern, const char *path)
{
	struct glob glob;

	return glob_init(&glob, str_from(pattern), &why) &&
	       glob_covers(&glob, str_from(path), false);
}

static void stars(void)
{
	ok(matches("*.html", "x.html") && matches("*.html", "a/b/x.html"));
	ok(matches("*.html", ".html") && matches("*", "a/.b"));
	ok(!matches("*.html", "x.htm") && !matches("*.html", "x.html.gz"));
	ok(!matches("*.html", "x.html/y"));
	ok(matches("a/*.html", "a/x.html") &&
	   !matches("a/*.html", "a/b/x.html"));
	ok(!matches("a/*.html", "b/a/x.html"));
	ok(matches("/x", "x") && !matches("/x", "a/x"));
	ok(matches("/*/x", "a/x") && !matches("/*/x", "a/b/x"));
	ok(matches("a*b*c", "abxbyc") && !matches("a*b*c", "abxbyd"));
	ok(matches("a?c", "abc") && !matches("a?c", "ac"));
	ok(!matches("a?c", "a/c") && !matches("a/x?c", "a/x/c"));
	ok(matches("a/**", "a/b") && matches("a/**", "a/b/c"));
	ok(!matches("a/**", "a") && !matches("a/**", "b/a/c"));
	ok(matches("**/x", "x") && matches("**/x", "a/x"));
	ok(matches("**/x", "a/b/x") && !matches("**/x", "a/bx"));
	ok(matches("a/**/x", "a/x") && matches("a/**/x", "a/b/c/x"));
	ok(!matches("a/**/x", "ax") && !matches("a/**/x", "a/bx"));
	ok(matches("**/**/x", "x") && matches("**/a/**/x", "b/a/c/a/x"));
	ok(matches("/a**x", "a/b/x") && matches("/a**x", "ax"));
	ok(!matches("/a**/x", "ax") && matches("/a**/x", "ab/c/x"));
	ok(matches("/***/x", "a/x") && !matches("/***/x", "x"));
}

static void sets(void)
{
	ok(matches("[abc]", "b") && !matches("[abc]", "d"));
	ok(matches("[a-c]1", "b1") && !matches("[a-c]1", "d1"));
	ok(matches("[!a-c]", "d") && !matches("[!a-c]", "b"));
	ok(matches("[^a]", "d") && !matches("[^a]", "a"));
	ok(matches("[]a]", "]") && matches("[!]a]", "b"));
	ok(matches("[a-]", "-") && matches("[-a]", "-"));
	ok(matches("[\\]]", "]") && matches("[a\\-c]", "-"));
	ok(!matches("[a\\-c]", "b") && matches("[\\a-\\c]", "b"));
	ok(!matches("/a[!b]c", "a/c") && !matches("/a[.-0]c", "a/c"));
	ok(matches("\\*", "*") && !matches("\\*", "a"));
	ok(matches("\\[a", "[a") && matches("a\\?", "a?"));
}

static void characters(void)
{
	ok(matches("t?n.txt", "t\xc3\xadn.txt"));
	ok(!matches("t??n.txt", "t\xc3\xadn.txt"));
	ok(matches("[\xe1\xba\xa0-\xe1\xbb\xb9]", "\xe1\xbb\x87"));
	ok(!matches("[!\xe1\xba\xa0-\xe1\xbb\xb9]", "\xe1\xbb\x87"));
	/* bytes that are none, and the character that stands for such */
	ok(matches("a?b", "a\xff\x62") && matches("a*b", "a\xff\xfe\x62"));
	ok(matches("\xff", "\xff") && !matches("\xff", "\xfe"));
	ok(!matches("\xef\xbf\xbd", "\xff"));
	ok(matches("\xef\xbf\xbd", "\xef\xbf\xbd"));
	ok(matches("x\xe1\xbb*", "x\xe1\xbb"));
}

static void folders(void)
{
	struct glob glob;

	ok(!matches("tmp/", "tmp") && covers("tmp/", "a/tmp/x"));
	ok(glob_init(&glob, STR("tmp/"), &why));
	ok(glob_matches(&glob, STR("a/tmp"), true));
	ok(!glob_covers(&glob, STR("a/tmp"), false));
	ok(glob_covers(&glob, STR("a/tmp"), true));
	ok(covers("tmp", "tmp/x") && covers("tmp", "a/tmp/b/x"));
	ok(covers("t*", "a/tmp/b/x") && !covers("t*p", "a/tmps/b/x"));
	ok(!matches("tmp", "tmp/x"));
	ok(covers("a/tmp", "a/tmp/b/x") && !covers("a/tmp", "b/a/tmp/x"));
	ok(covers("a/*/", "a/b/x") && !covers("a/*/", "a/x"));
	ok(!covers("a/b/", "a/b"));
}

static const char *why_bad(const char *pattern)
{
	struct glob glob;

	return glob_init(&glob, str_from(pattern), &why) ? "good" : why;
}

static void bad(void)
{
	char longest[GLOB_MAX + 2] = "";

	is_str(why_bad("a[b"), "unclosed '['");
	is_str(why_bad("[]"), "unclosed '['");
	is_str(why_bad("[a-"), "unclosed '['");
	is_str(why_bad("[a\\"), "unclosed '['");
	is_str(why_bad("a\\"), "a '\\' at the end");
	is_str(why_bad("[[:alpha:]]"), "classes as [:alpha:] are not known");
	is_str(why_bad(""), "there is nothing in it");
	is_str(why_bad("//"), "there is nothing in it");
	memset(longest, '?', GLOB_MAX);
	is_str(why_bad(longest), "good");
	ok(matches(longest, longest) && !matches(longest, "a"));
	longest[GLOB_MAX] = '?';
	is_str(why_bad(longest), "longer than 1023 bytes");
}

static void random_text(uint64_t *state, const char *letters, char *out)
{
	size_t n = random_next(state) % 9 + 1;

	while (n--)
		*out++ = letters[random_next(state) % strlen(letters)];
	*out = '\0';
}

/* Without ** it is what fnmatch(3) says. */
static void same_as_fnmatch(void)
{
	uint64_t state = 7;
	char pattern[16] = "/", path[16];
	size_t agreed = 0, matched = 0, tries = 0;

	while (tries < 100000) {
		bool got;

		random_text(&state, "aab*?/", pattern + 1);
		random_text(&state, "aab/", path);
		if (strstr(pattern, "**") || strstr(pattern, "//") ||
		    pattern[strlen(pattern) - 1] == '/')
			continue;
		tries++;
		got = matches(pattern, path);
		matched += got;
		agreed += got == !fnmatch(pattern + 1, path, FNM_PATHNAME);
	}
	ok(agreed == tries);
	ok(matched > tries / 100);
}

/* Patterns that take ages where each '*' is tried at each place. */
static void bounded(void)
{
	const size_t n = 1000000;
	char *path = malloc(n + 1);
	const clock_t start = clock();

	memset(path, 'a', n);
	path[n] = '\0';
	ok(!matches("/**a*a*a**a*a**a*b", path));
	ok(!matches("*a*a*a*a*a*a*a*a*b", path));
	for (size_t i = 1; i < n; i += 2)
		path[i] = '/';
	ok(!matches("**/a/**/a/**/*/*/**/b", path));
	ok(!covers("b/**/a", path) && !covers("**b", path));
	ok((clock() - start) / CLOCKS_PER_SEC < 10);
	free(path);
}

int main(void)
{
	stars();
	sets();
	characters();
	folders();
	bad();
	same_as_fnmatch();
	bounded();
	return tap_done();
}
