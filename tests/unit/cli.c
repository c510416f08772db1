#include "cli.h"

#include <stdbool.h>

#include "child.h"
#include "tap.h"

/* Parse words as a stage's command line, and print what came of it. */
static void parse(void *words)
{
	char *argv[32] = {(char[]){"/usr/bin/winnow-x"}};
	bool flag = false;
	size_t size = 7, level = 1;
	const char *name = "none";
	double share = 0.8;
	struct cli_list list = {0};
	size_t i;
	const struct cli_option options[] = {
		{'f', "flag", CLI_FLAG, &flag, NULL, "a flag"},
		{'S', "size", CLI_SIZE, &size, "SIZE", "a size (7)"},
		{0, "name", CLI_STRING, &name, "NAME", "a name (none)"},
		{'t', "share", CLI_SHARE, &share, "T", "a share (0.8)"},
		{'i', "item", CLI_LIST, &list, "ITEM", "an item"},
		{0},
	};
	const struct cli_option more[] = {
		{0, "level", CLI_SIZE, &level, "N", "a level (1)"},
		{'m', "more", CLI_SIZE, &level, "N", "the same"},
		{0},
	};
	const struct cli cli = {.operands = "[FILE ...]",
				.purpose = "do x",
				.options = options,
				.more = more,
				.more_heading = "and of y:"};
	int argc = 1, first;

	for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	first = cli_parse(&cli, argc, argv);
	printf("%d %zu %s %.15g", flag, size, name, share);
	for (i = 0; i < list.count; i++)
		printf(" [%s]", list.item[i]);
	if (level != 1)
		printf(" level %zu", level);
	for (; first < argc; first++)
		printf(" <%s>", argv[first]);
	cli_list_release(&list);
	cli_finish();
}

static struct child child;

static const char *parsed(const char *words)
{
	char copy[200];

	snprintf(copy, sizeof(copy), "%s", words);
	child_run(&child, parse, copy, STR(""));
	return child.out.p;
}

static void test_good(void)
{
	is_str(parsed(""), "0 7 none 0.8");
	is_str(parsed("-f -S 2k --name=y a -t.5 b"), "1 2048 y 0.5 <a> <b>");
	is_str(parsed("--size=3M --share 1 -- -f"), "0 3145728 none 1 <-f>");
	is_str(parsed("-S18446744073709551615 -t 0.123456789012345"),
	       "0 18446744073709551615 none 0.123456789012345");
	is_str(parsed("-S 1G -t 0"), "0 1073741824 none 0");
	is_str(parsed("-t 1.000 -t 1."), "0 7 none 1");
	is_str(parsed("-i b x --item=a -ib --item -q"),
	       "0 7 none 0.8 [b] [a] [b] [-q] <x>");
	is_str(parsed("--level=2 -f a"), "1 7 none 0.8 level 2 <a>");
	is_str(parsed("-S1 -m3"), "0 1 none 0.8 level 3");
	is_str(parsed("-i1 -i2 -i3 -i4 -i5 -i6 -i7 -i8 -i9"),
	       "0 7 none 0.8 [1] [2] [3] [4] [5] [6] [7] [8] [9]");
}

static void test_bad(void)
{
	static const char *const bad[] = {
		"-S x",
		"-S -1",
		"-S 1x",
		"-S 1kk",
		"-S 18446744073709551616",
		"-S 18014398509481985k",
		"-t 1.1",
		"-t -0.5",
		"-t 0,5",
		"-t .",
		"-t 1e-1",
		"-t nan",
		"-t 0.5x",
		"-t 0..5",
		"-t 0.0000000000000001",
		"-S",
		"-i",
		"--nothing",
		"-Z",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		is_str(parsed(bad[i]), "");
		ok(child.status == 2);
		ok(str_starts(buf_str(&child.err), STR("winnow-x: ")));
		ok(str_ends(buf_str(&child.err),
			    STR("usage: winnow-x [options] [FILE ...]\n")));
	}
	parsed("-t 7");
	is_str(child.err.p, "winnow-x: --share wants a number from 0 to 1, "
			    "not '7'\n"
			    "usage: winnow-x [options] [FILE ...]\n");
}

static void test_help(void)
{
	is_str(parsed("--help"),
	       "usage: winnow-x [options] [FILE ...]\ndo x\n\n"
	       "  -f, --flag                 a flag\n"
	       "  -S, --size=SIZE            a size (7)\n"
	       "      --name=NAME            a name (none)\n"
	       "  -t, --share=T              a share (0.8)\n"
	       "  -i, --item=ITEM            an item\n"
	       "  -h, --help                 show this help\n"
	       "  -q, --quiet                say only what is fatal\n"
	       "  -v, --verbose              end with a summary on stderr\n"
	       "  -V, --version              show the version\n"
	       "\nand of y:\n"
	       "      --level=N              a level (1)\n"
	       "  -m, --more=N               the same\n");
	ok(child.status == 0);
	ok(str_starts(str_from(parsed("-V")), STR("winnow-x ")));
}

int main(void)
{
	test_good();
	test_bad();
	test_help();
	child_release(&child);
	return tap_done();
}
