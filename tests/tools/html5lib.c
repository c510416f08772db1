/*
 * html5lib.c - run the tokenizer tests of html5lib-tests, as TAP.
 *
 * Usage: html5lib FILE.test... Each file is one TAP test; each of its cases
 * runs once for every initial state it names. Token streams are compared,
 * parse errors are not. Cases with a lone surrogate are skipped, as there
 * is none in UTF-8.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../stages/strip/html/doctype.h"
#include "../../stages/strip/html/entities.h"
#include "../../stages/strip/html/tokenizer.h"
#include "json.h"
#include "utf8.h"

struct counts {
	unsigned runs, failed, skipped;
};

struct test {
	struct str json;
	bool twice;	/* doubleEscaped */
	bool surrogate; /* a lone one was met */
};

static void lower_put(struct buf *out, struct str raw)
{
	const size_t from = out->n;

	entity_put(out, raw, (struct entity_rules){.replace_nul = true});
	for (size_t i = from; i < out->n; i++)
		if (out->p[i] >= 'A' && out->p[i] <= 'Z')
			out->p[i] |= 0x20;
}

/* --- what a test expects, in one line a token --- */

static uint32_t hex4(const char *p)
{
	const char digits[5] = {p[0], p[1], p[2], p[3], '\0'};

	return (uint32_t)strtoul(digits, NULL, 16);
}

/* The second round of unescaping, \uHHHH alone. */
static void unescape_again(struct test *test, struct str s, struct buf *out)
{
	while (s.n) {
		uint32_t code, low;

		if (s.n < 6 || s.p[0] != '\\' || s.p[1] != 'u') {
			buf_add(out, s.p, 1);
			s = str_skip(s, 1);
			continue;
		}
		code = hex4(s.p + 2);
		s = str_skip(s, 6);
		low = s.n >= 6 && str_starts(s, STR("\\u")) ? hex4(s.p + 2) : 0;
		if ((code & 0xFC00) == 0xD800 && (low & 0xFC00) == 0xDC00) {
			code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
			s = str_skip(s, 6);
		}
		if (code >= 0xD800 && code <= 0xDFFF)
			test->surrogate = true;
		utf8_put(out, code);
	}
}

static void string_put(struct test *test, struct str value, struct buf *out)
{
	struct buf once = {0};

	json_unescape(value, &once);
	if (test->twice)
		unescape_again(test, buf_str(&once), out);
	else
		buf_add(out, once.p, once.n);
	buf_release(&once);
}

/* A field of a token: a string in quotes, anything else as it stands. */
static void field_put(struct test *test, struct str value, struct buf *out)
{
	struct buf text = {0};

	buf_add_char(out, ' ');
	if (json_kind(value) == '"') {
		string_put(test, value, &text);
		json_put_string(out, buf_str(&text));
	} else {
		buf_add_str(out, value);
	}
	buf_release(&text);
}

static int compare_text(const void *a, const void *b)
{
	return strcmp(((const struct buf *)a)->p, ((const struct buf *)b)->p);
}

/* Attributes in the order of their names; releases them. */
static void attributes_put(struct buf *attribute, size_t n, struct buf *out)
{
	qsort(attribute, n, sizeof(*attribute), compare_text);
	for (size_t i = 0; i < n; i++) {
		buf_add_str(out, buf_str(&attribute[i]));
		buf_release(&attribute[i]);
	}
}

static void want_attributes(struct test *test, struct str object,
			    struct buf *out)
{
	struct buf attribute[ATTRIBUTES_MAX] = {{0}};
	struct str name, value;
	size_t n = 0;

	while (json_next_member(&object, &name, &value)) {
		field_put(test, name, &attribute[n]);
		field_put(test, value, &attribute[n]);
		n++;
	}
	attributes_put(attribute, n, out);
}

static void want_put(struct test *test, struct str tokens, struct buf *out)
{
	struct str token, field;

	while (json_next_item(&tokens, &token)) {
		while (json_next_item(&token, &field))
			if (json_kind(field) == '{')
				want_attributes(test, field, out);
			else
				field_put(test, field, out);
		buf_add_char(out, '\n');
	}
}

/* --- what the tokenizer gives, in the same form --- */

static void text_field(struct buf *out, const struct buf *text)
{
	buf_add_char(out, ' ');
	json_put_string(out, (struct str){text->n ? text->p : "", text->n});
}

static bool seen_before(const struct markup *m, size_t i)
{
	struct buf name = {0}, other = {0};
	bool seen = false;

	lower_put(&name, m->attribute[i].name);
	for (size_t k = 0; k < i && !seen; k++) {
		buf_reset(&other);
		lower_put(&other, m->attribute[k].name);
		seen = str_eq(buf_str(&name), buf_str(&other));
	}
	buf_release(&name);
	buf_release(&other);
	return seen;
}

static void got_attributes(const struct markup *m, struct buf *out)
{
	const struct entity_rules rules = {true, true, true};
	struct buf attribute[ATTRIBUTES_MAX] = {{0}}, text = {0};
	size_t n = 0;

	for (size_t i = 0; i < m->attributes; i++) {
		if (seen_before(m, i))
			continue;
		buf_reset(&text);
		lower_put(&text, m->attribute[i].name);
		text_field(&attribute[n], &text);
		buf_reset(&text);
		entity_put(&text, m->attribute[i].value, rules);
		text_field(&attribute[n++], &text);
	}
	attributes_put(attribute, n, out);
	buf_release(&text);
}

static void id_field(struct str raw, struct buf *out)
{
	struct buf text = {0};

	entity_put(&text, raw, (struct entity_rules){.replace_nul = true});
	if (raw.p)
		text_field(out, &text);
	else
		buf_add_text(out, " null");
	buf_release(&text);
}

static void got_doctype(const struct markup *m, struct buf *out)
{
	struct doctype doctype;
	struct buf name = {0};

	doctype_parse(&doctype, m->text, m->closed);
	lower_put(&name, doctype.name);
	buf_add_text(out, " \"DOCTYPE\"");
	id_field(doctype.name.p ? buf_str(&name) : doctype.name, out);
	id_field(doctype.public_id, out);
	id_field(doctype.system_id, out);
	buf_add_text(out, doctype.quirks ? " false" : " true");
	buf_release(&name);
}

static void got_token(const struct markup *m, struct buf *out)
{
	struct buf text = {0};

	if (m->kind == MARKUP_DOCTYPE) {
		got_doctype(m, out);
	} else if (m->kind == MARKUP_COMMENT) {
		buf_add_text(out, " \"Comment\"");
		markup_put_text(m, &text);
		text_field(out, &text);
	} else {
		buf_add_text(out, m->kind == MARKUP_START ? " \"StartTag\""
							  : " \"EndTag\"");
		lower_put(&text, m->text);
		text_field(out, &text);
		if (m->kind == MARKUP_START)
			got_attributes(m, out);
		if (m->kind == MARKUP_START && m->closed)
			buf_add_text(out, " true");
	}
	buf_add_char(out, '\n');
	buf_release(&text);
}

static void end_text(struct buf *text, struct buf *out)
{
	if (!text->n)
		return;
	buf_add_text(out, " \"Character\"");
	text_field(out, text);
	buf_add_char(out, '\n');
	buf_reset(text);
}

static void got_put(struct tokenizer *tokenizer, struct buf *out)
{
	struct buf text = {0};
	struct markup m;

	while (tokenizer_next(tokenizer, &m)) {
		if (m.kind == MARKUP_TEXT) {
			markup_put_text(&m, &text);
			continue;
		}
		end_text(&text, out);
		got_token(&m, out);
	}
	end_text(&text, out);
	buf_release(&text);
}

/* --- tests --- */

static enum markup_mode mode_from(struct str state)
{
	static const char *const names[] = {
		[MARKUP_DATA] = "\"Data state\"",
		[MARKUP_RCDATA] = "\"RCDATA state\"",
		[MARKUP_RAWTEXT] = "\"RAWTEXT state\"",
		[MARKUP_SCRIPT] = "\"Script data state\"",
		[MARKUP_PLAINTEXT] = "\"PLAINTEXT state\"",
		[MARKUP_CDATA] = "\"CDATA section state\"",
	};
	unsigned mode = MARKUP_DATA;

	while (mode < MARKUP_CDATA && !str_eq(state, str_from(names[mode])))
		mode++;
	return mode;
}

static void run_state(struct test *test, struct str state, struct counts *c)
{
	struct str last = json_member(test->json, STR("lastStartTag"));
	struct str output = json_member(test->json, STR("output"));
	struct buf input = {0}, want = {0}, got = {0}, name = {0};
	struct tokenizer tokenizer;

	string_put(test, json_member(test->json, STR("input")), &input);
	want_put(test, output, &want);
	if (last.p)
		json_unescape(last, &name);
	tokenizer_init(&tokenizer, buf_str(&input));
	tokenizer_enter(&tokenizer, mode_from(state), buf_str(&name));
	got_put(&tokenizer, &got);
	if (test->surrogate) {
		c->skipped++;
	} else {
		c->runs++;
		if (!str_eq(buf_str(&want), buf_str(&got))) {
			c->failed++;
			printf("# %.*s\n#  want%s\n#  got%s\n",
			       (int)test->json.n, test->json.p,
			       want.n ? want.p : "", got.n ? got.p : "");
		}
	}
	buf_release(&input);
	buf_release(&want);
	buf_release(&got);
	buf_release(&name);
}

static void run_test(struct str json, struct counts *c)
{
	struct str states = json_member(json, STR("initialStates")), state;
	const struct str twice = json_member(json, STR("doubleEscaped"));
	struct test test = {.json = json};

	test.twice = twice.p && str_eq(twice, STR("true"));
	if (!states.p)
		states = STR("[\"Data state\"]");
	while (json_next_item(&states, &state))
		run_state(&test, state, c);
}

static bool run_file(const char *path, int number)
{
	struct counts c = {0};
	struct error error = {0};
	struct buf file = {0};
	FILE *in = fopen(path, "rb");
	struct str tests, json;
	char chunk[65536];
	size_t n;

	while (in && (n = fread(chunk, 1, sizeof(chunk), in)))
		buf_add(&file, chunk, n);
	if (in)
		fclose(in);
	if (json_check(buf_str(&file), &error)) {
		tests = json_member(str_trim(buf_str(&file)), STR("tests"));
		while (json_next_item(&tests, &json))
			run_test(json, &c);
	} else {
		printf("# %s at %zu\n", error.what, error.at);
	}
	buf_release(&file);
	printf("%sok %d - %s: %u of %u as they should, %u skipped\n",
	       c.failed || !c.runs ? "not " : "", number, path,
	       c.runs - c.failed, c.runs, c.skipped);
	return !c.failed && c.runs;
}

int main(int argc, char **argv)
{
	bool good = true;

	for (int i = 1; i < argc; i++)
		good &= run_file(argv[i], i);
	printf("1..%d\n", argc - 1);
	return good ? 0 : 1;
}
