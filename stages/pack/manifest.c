#include "manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "json.h"
#include "msg.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

static const char card[] =
	"---\n"
	"configs:\n"
	"- config_name: default\n"
	"  data_files: documents/*.jsonl.zst\n"
	"- config_name: removed\n"
	"  data_files: removed/*.jsonl.zst\n"
	"- config_name: blocks\n"
	"  data_files: blocks/*.jsonl.zst\n"
	"- config_name: events\n"
	"  data_files: events/*.jsonl.zst\n"
	"---\n"
	"# A news corpus\n\n"
	"Made by winnow " VERSION
	". `documents/` holds the documents that were "
	"kept, without page\nchrome and without repeated paragraphs; "
	"`removed/` "
	"those that are reprints, with the\ndocument that stays; `blocks/` "
	"every line that was taken out, with the rule that took\nit; `events/` "
	"which outlets covered what. winnow-restore(1) puts documents back "
	"together,\nwinnow-explain(1) says what happened to one.\n\n"
	"    sha256sum -c SHA256SUMS\n"
	"    zstdcat documents/*.zst | jq -r .metadata.title\n\n"
	"## Counts\n\n";

/* SOURCE_DATE_EPOCH (reproducible-builds.org) or the clock, as RFC 3339. */
static void put_time(struct buf *out)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	char text[32], *end;
	struct tm utc;

	if (epoch) {
		errno = 0;
		now = (time_t)strtoll(epoch, &end, 10);
		if (errno || *end || end == epoch)
			die("SOURCE_DATE_EPOCH is not a number: '%s'", epoch);
	}
	if (!gmtime_r(&now, &utc))
		die("SOURCE_DATE_EPOCH is out of range");
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
	json_put_key(out, "finished");
	json_put_string(out, str_from(text));
}

static void write_readme(struct manifest *manifest)
{
	struct buf text = {0};

	buf_add_text(&text, card);
	buf_add_text(&text, "```\n");
	tally_table(manifest->tally, &text);
	buf_add_text(&text, "```\n");
	sink_write_file(manifest->dir, "README.md", buf_str(&text),
			manifest->files);
	buf_release(&text);
}

static void write_sums(struct manifest *manifest)
{
	const struct sink_files *files = manifest->files;
	struct buf text = {0};

	for (size_t i = 0; i < files->count; i++)
		buf_addf(&text, "%s  %s\n", files->file[i].sha256,
			 files->file[i].path);
	sink_write_file(manifest->dir, "SHA256SUMS", buf_str(&text),
			manifest->files);
	buf_release(&text);
}

static void write_stats(struct manifest *manifest)
{
	struct buf text = {0};

	buf_add_char(&text, '{');
	put_time(&text);
	tally_json(manifest->tally, &text);
	buf_add_text(&text, "}\n");
	sink_write_file(manifest->dir, "stats.json", buf_str(&text),
			manifest->files);
	buf_release(&text);
}

static void put_options(struct buf *out, const struct manifest *manifest)
{
	json_put_key(out, "options");
	buf_add_char(out, '{');
	json_put_key(out, "shard");
	buf_add_uint(out, manifest->shard_size);
	json_put_key(out, "level");
	buf_add_uint(out, (uint64_t)manifest->level);
	json_put_key(out, "added");
	json_put_string(out, str_from(manifest->added ? manifest->added : ""));
	buf_add_char(out, '}');
}

static void put_file(struct buf *out, const struct sink_file *file)
{
	json_put_sep(out);
	buf_add_char(out, '{');
	json_put_key(out, "path");
	json_put_string(out, str_from(file->path));
	json_put_key(out, "bytes");
	buf_add_uint(out, file->bytes);
	json_put_key(out, "lines");
	buf_add_uint(out, file->lines);
	json_put_key(out, "sha256");
	json_put_string(out, str_from(file->sha256));
	json_put_key(out, "xxh3");
	json_put_string(out, str_from(file->xxh3));
	buf_add_char(out, '}');
}

static void write_manifest(struct manifest *manifest)
{
	struct sink_files unlisted = {0};
	struct buf text = {0};

	buf_add_text(&text, "{\"winnow\":\"" VERSION "\",\"format\":1");
	put_time(&text);
	put_options(&text, manifest);
	json_put_key(&text, "counts");
	buf_add_char(&text, '{');
	tally_json(manifest->tally, &text);
	buf_add_char(&text, '}');
	json_put_key(&text, "files");
	buf_add_char(&text, '[');
	for (size_t i = 0; i < manifest->files->count; i++)
		put_file(&text, &manifest->files->file[i]);
	buf_add_text(&text, "]}\n");
	sink_write_file(manifest->dir, "MANIFEST.json", buf_str(&text),
			&unlisted);
	sink_files_release(&unlisted);
	buf_release(&text);
}

void manifest_write(struct manifest *manifest)
{
	write_readme(manifest);
	write_sums(manifest);
	write_stats(manifest);
	write_manifest(manifest);
}
