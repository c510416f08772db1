#include "cli.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "msg.h"
#include "output.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

enum { CLI_MAX = 64, LONG_ONLY = 256 };

static const struct cli_option common[] = {
	{'h', "help", CLI_FLAG, NULL, NULL, "show this help"},
	{'q', "quiet", CLI_FLAG, NULL, NULL, "say only what is fatal"},
	{'v', "verbose", CLI_FLAG, NULL, NULL, "end with a summary on stderr"},
	{'V', "version", CLI_FLAG, NULL, NULL, "show the version"},
	{0},
};

static void print_options(FILE *out, const struct cli_option *opt)
{
	char left[64];

	for (; opt->long_name; opt++) {
		snprintf(left, sizeof(left), "%c%c%s--%s%s%s",
			 opt->short_name ? '-' : ' ',
			 opt->short_name ? opt->short_name : ' ',
			 opt->short_name ? ", " : "  ", opt->long_name,
			 opt->arg ? "=" : "", opt->arg ? opt->arg : "");
		fprintf(out, "  %-26s %s\n", left, opt->help);
	}
}

static void print_usage(FILE *out, const struct cli *cli)
{
	fprintf(out, "usage: %s [options] %s\n", msg_program(), cli->operands);
}

static void print_help(const struct cli *cli)
{
	print_usage(stdout, cli);
	printf("%s\n\n", cli->purpose);
	print_options(stdout, cli->options);
	print_options(stdout, common);
	if (cli->more) {
		printf("\n%s\n", cli->more_heading);
		print_options(stdout, cli->more);
	}
	cli_finish();
	exit(EXIT_OK);
}

_Noreturn static void usage_error(const struct cli *cli)
{
	print_usage(stderr, cli);
	exit(EXIT_USAGE);
}

/* Digits, then perhaps k, M or G; false if it is not that or too large. */
static bool parse_size(const char *text, size_t *value)
{
	static const char units[] = "kMG";
	const char *unit;
	uintmax_t n;
	char *end;
	int shift = 0;

	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	n = strtoumax(text, &end, 10);
	if (*end && (unit = strchr(units, *end))) {
		shift = 10 * (int)(unit - units + 1);
		end++;
	}
	if (*end || errno || n > SIZE_MAX >> shift)
		return false;
	*value = (size_t)n << shift;
	return true;
}

/* Digits with perhaps a point among them ("0.8", ".8", "1"), from 0 to 1. At
 * most 15 behind the point: two exact numbers, so that the quotient is
 * rounded once. */
static bool parse_share(const char *text, double *value)
{
	const uint64_t most = 1000000000000000;
	uint64_t digits = 0, scale = 1;
	bool point = false, any = false;

	for (; *text; text++) {
		if (*text == '.' && !point) {
			point = true;
			continue;
		}
		if (!isdigit((unsigned char)*text) || digits > most ||
		    scale == most)
			return false;
		digits = digits * 10 + (uint64_t)(*text - '0');
		scale *= point ? 10 : 1;
		any = true;
	}
	if (!any || digits > scale)
		return false;
	*value = (double)digits / (double)scale;
	return true;
}

_Noreturn static void value_error(const struct cli *cli,
				  const struct cli_option *opt,
				  const char *wants)
{
	fprintf(stderr, "%s: --%s wants %s, not '%s'\n", msg_program(),
		opt->long_name, wants, optarg);
	usage_error(cli);
}

static void add_item(struct cli_list *list, const char *item)
{
	if (list->count == list->size) {
		list->size = list->size ? list->size * 2 : 8;
		list->item = xreallocarray(list->item, list->size,
					   sizeof(*list->item));
	}
	list->item[list->count++] = item;
}

void cli_list_release(struct cli_list *list)
{
	free(list->item);
	*list = (struct cli_list){0};
}

static void set_option(const struct cli *cli, const struct cli_option *opt)
{
	switch (opt->kind) {
	case CLI_FLAG:
		*(bool *)opt->value = true;
		break;
	case CLI_STRING:
		*(const char **)opt->value = optarg;
		break;
	case CLI_SIZE:
		if (!parse_size(optarg, opt->value))
			value_error(cli, opt, "a number");
		break;
	case CLI_SHARE:
		if (!parse_share(optarg, opt->value))
			value_error(cli, opt, "a number from 0 to 1");
		break;
	case CLI_LIST:
		add_item(opt->value, optarg);
		break;
	}
}

static void set_common(const struct cli *cli, int name)
{
	switch (name) {
	case 'h':
		print_help(cli);
		break;
	case 'q':
		msg_set_level(MSG_QUIET);
		break;
	case 'v':
		msg_set_level(MSG_VERBOSE);
		break;
	case 'V':
		printf("%s %s\n", msg_program(), VERSION);
		cli_finish();
		exit(EXIT_OK);
	default:
		usage_error(cli);
	}
}

/* A table becomes getopt_long's two descriptions of the same options, behind
 * those that are there; from[]: which option each is of. */
static size_t add_options(const struct cli_option *opt, size_t n,
			  struct option *longs, char **shorts,
			  const struct cli_option **from)
{
	for (; opt && opt->long_name && n < CLI_MAX; opt++, n++) {
		from[n] = opt;
		longs[n] = (struct option){
			.name = opt->long_name,
			.has_arg = opt->kind != CLI_FLAG,
			.val = opt->short_name ? opt->short_name
					       : LONG_ONLY + (int)n,
		};
		if (!opt->short_name)
			continue;
		*(*shorts)++ = opt->short_name;
		if (opt->kind != CLI_FLAG)
			*(*shorts)++ = ':';
	}
	**shorts = '\0';
	return n;
}

int cli_parse(const struct cli *cli, int argc, char **argv)
{
	struct option longs[CLI_MAX + 1] = {0};
	const struct cli_option *from[CLI_MAX];
	char shorts[2 * CLI_MAX + 1], *end = shorts;
	size_t own, i;
	int name;

	msg_init(argv[0]);
	argv[0] = (char *)msg_program(); /* for what getopt says */
	own = add_options(cli->options, 0, longs, &end, from);
	own = add_options(cli->more, own, longs, &end, from);
	add_options(common, own, longs, &end, from);
	while ((name = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		for (i = 0; i < own && longs[i].val != name; i++)
			;
		if (i < own)
			set_option(cli, from[i]);
		else
			set_common(cli, name);
	}
	return optind;
}

void cli_finish(void)
{
	const int failed = ferror(stdout);

	output_flush();
	output_release();
	if (fclose(stdout) || failed)
		die_errno("cannot write standard output");
}
