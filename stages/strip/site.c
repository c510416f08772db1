#include "site.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "json.h"
#include "mem.h"
#include "msg.h"
#include "numbering.h"
#include "output.h"
#include "paragraphs.h"
#include "shingles.h"
#include "spool.h"
#include "templates.h"
#include "token.h"

enum {
	PAGES = 3, /* these two as in winnow-match */
	TOKENS = 24,
};

struct site {
	struct spool *spool;
	struct templates *templates;
	struct numbering numbers;
	struct bits found;
	struct record record;
	struct paragraphs lines; /* of the record's text, which is in text */
	struct buf text, again;
	struct tokens tokens;
};

static void scan(struct site *site, struct str line)
{
	struct error error;

	if (!record_scan(&site->record, line, &error))
		die("a record of its own, byte %zu: %s", error.at + 1,
		    error.what);
	buf_reset(&site->text);
	record_text(&site->record, "text", &site->text);
	paragraphs_split(&site->lines, buf_str(&site->text));
}

static void add_page(struct site *site, struct str line)
{
	spool_add(site->spool, STR(""), line);
	scan(site, line);
	templates_begin(site->templates, STR("")); /* all are one outlet's */
	for (size_t i = 0; i < site->lines.count; i++) {
		unsigned char bytes[16];
		uint64_t hash[2];

		tokens_find(&site->tokens, site->lines.item[i].text);
		tokens_exact_hash(&site->tokens, bytes);
		memcpy(hash, bytes, sizeof(hash));
		templates_line(site->templates, be64toh(hash[0]),
			       be64toh(hash[1]), site->tokens.count);
	}
	templates_end(site->templates);
	numbering_add(&site->numbers, site->lines.count);
}

static void take(void *to, struct str records)
{
	struct str line;

	while (str_cut(&records, '\n', &line))
		add_page(to, line);
}

struct site *site_begin(size_t memory)
{
	struct site *const site = xmalloc(sizeof(*site));

	*site = (struct site){
		.spool = spool_new(memory - memory / 4),
		.templates = templates_new(memory / 4, PAGES, TOKENS),
	};
	numbering_init(&site->numbers, 0);
	output_divert(take, site);
	return site;
}

static void put_text(const struct site *site, uint64_t first, struct buf *out)
{
	bool any = false;

	json_put_key(out, "text");
	buf_add_char(out, '"');
	for (size_t i = 0; i < site->lines.count; i++) {
		if (bits_get(&site->found, first + i))
			continue;
		if (any)
			buf_add_text(out, "\\n");
		json_put_part(out, site->lines.item[i].text);
		any = true;
	}
	buf_add_char(out, '"');
}

static void put_roles(const struct site *site, uint64_t first, struct buf *out)
{
	struct str roles = record_find(&site->record, "roles"), role;

	json_put_key(out, "roles");
	buf_add_char(out, '[');
	for (; json_next_item(&roles, &role); first++) {
		if (bits_get(&site->found, first))
			continue;
		json_put_sep(out);
		buf_add_str(out, role);
	}
	buf_add_char(out, ']');
}

/* An item of `stripped` as it was, but for where it stands. */
static void put_again(struct str item, uint64_t at, struct buf *out)
{
	struct str name, value;

	json_put_sep(out);
	buf_add_text(out, "{\"at\":");
	buf_add_uint(out, at);
	while (json_next_member(&item, &name, &value)) {
		if (str_eq(name, STR("\"at\"")))
			continue;
		json_put_sep(out);
		buf_add_str(out, name);
		buf_add_char(out, ':');
		buf_add_str(out, value);
	}
	buf_add_char(out, '}');
}

static void put_template(struct str text, struct str role, uint64_t at,
			 struct buf *out)
{
	json_put_sep(out);
	buf_add_text(out, "{\"at\":");
	buf_add_uint(out, at);
	json_put_key(out, "rule");
	json_put_string(out, str_from(rule_name(RULE_TEMPLATE)));
	json_put_key(out, "role");
	buf_add_str(out, role);
	json_put_key(out, "text");
	json_put_string(out, text);
	buf_add_char(out, '}');
}

/* Those taken out before, and the templates between them in page order. */
static void put_stripped(const struct site *site, uint64_t first,
			 struct buf *out)
{
	struct str stripped = record_find(&site->record, "stripped"), item;
	struct str roles = record_find(&site->record, "roles"), role;
	bool more = json_next_item(&stripped, &item);
	uint64_t at = 0, before;

	json_put_key(out, "stripped");
	buf_add_char(out, '[');
	for (size_t i = 0; more || i < site->lines.count; i++) {
		for (; more; more = json_next_item(&stripped, &item)) {
			if (i < site->lines.count &&
			    json_uint(json_member(item, STR("at")), &before) &&
			    before > i)
				break;
			put_again(item, at, out);
		}
		if (i >= site->lines.count)
			break;
		if (!json_next_item(&roles, &role))
			role = STR("\"body\"");
		if (bits_get(&site->found, first + i))
			put_template(site->lines.item[i].text, role, at, out);
		else
			at++;
	}
	buf_add_char(out, ']');
}

/* The keys of winnow-strip in the order that it writes them in. */
static void put_record(const struct site *site, uint64_t first, struct buf *out)
{
	static const char *const keys[] = {
		"text",		"roles", "title", "author",   "created",
		"created_from", "lang",	 "site",  "stripped", NULL,
	};

	record_open(&site->record, keys, out);
	put_text(site, first, out);
	put_roles(site, first, out);
	for (size_t i = 2; keys[i + 1]; i++) {
		const struct str value = record_find(&site->record, keys[i]);

		if (!value.p)
			continue;
		json_put_key(out, keys[i]);
		buf_add_str(out, value);
	}
	put_stripped(site, first, out);
	record_close(out);
}

static bool any_found(const struct site *site, uint64_t first, uint64_t end)
{
	for (; first < end; first++)
		if (bits_get(&site->found, first))
			return true;
	return false;
}

/* A record with some of its lines taken out, if there are such. */
static void put_page(struct site *site, struct str line, size_t page,
		     struct printer *printer)
{
	const uint64_t first = site->numbers.first[page];
	struct error error;

	buf_reset(&site->again);
	if (any_found(site, first, site->numbers.first[page + 1])) {
		scan(site, line);
		put_record(site, first, &site->again);
	} else {
		buf_add_str(&site->again, line);
		buf_add_char(&site->again, '\n');
	}
	if (printer->form == FORM_RECORDS) {
		buf_add_str(output_buf(), buf_str(&site->again));
	} else {
		scan(site, str_trim(buf_str(&site->again)));
		printer_record(printer, &site->record, output_buf(), &error);
	}
	output_flush_if_full();
}

static void site_free(struct site *site)
{
	spool_free(site->spool);
	numbering_release(&site->numbers);
	bits_release(&site->found);
	record_release(&site->record);
	paragraphs_release(&site->lines);
	buf_release(&site->text);
	buf_release(&site->again);
	tokens_release(&site->tokens);
	free(site);
}

uint64_t site_end(struct site *site, struct printer *printer)
{
	struct str key, line;
	uint64_t found;

	output_flush();
	output_divert(NULL, NULL);
	found = templates_find(site->templates, &site->numbers, &site->found);
	templates_free(site->templates);
	spool_rewind(site->spool);
	printer_begin(printer, output_buf());
	for (size_t page = 0; spool_next(site->spool, &key, &line); page++)
		put_page(site, line, page, printer);
	printer_end(printer, output_buf());
	output_flush();
	site_free(site);
	return found;
}
