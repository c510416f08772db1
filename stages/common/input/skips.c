#include "skips.h"

#include "json.h"
#include "msg.h"
#include "utf8.h"

void skip_log_open(struct skip_log *log, const char *name)
{
	log->file = fopen(name, "we");
	log->name = name;
	if (!log->file)
		die_errno("cannot open '%s'", name);
}

void skip_log_close(struct skip_log *log)
{
	if (!log->file)
		return;
	if (ferror(log->file) | fclose(log->file))
		die_errno("cannot write '%s'", log->name);
	log->file = NULL;
}

void skips_escape(struct str text, struct buf *out)
{
	size_t len;

	for (; text.n; text = str_skip(text, len)) {
		const uint32_t code = utf8_decode(text, &len);

		/* bidi controls would turn the rest of the line around */
		if (code < 0x20 || (code >= 0x7f && code < 0xa0))
			buf_addf(out, "\\x%02x", (unsigned int)code);
		else if ((code >= 0x202a && code <= 0x202e) ||
			 (code >= 0x2066 && code <= 0x2069))
			buf_addf(out, "\\u%04x", (unsigned int)code);
		else
			utf8_put(out, code);
	}
}

static void add_member(struct skips *skips, const char *key, struct str value)
{
	buf_reset(&skips->clean);
	utf8_repair(value, &skips->clean);
	json_put_key(&skips->logged, key);
	json_put_string(&skips->logged, buf_str(&skips->clean));
}

/* VERB'PATH' */
static void say_place(struct skips *skips, const struct place *place,
		      const char *verb)
{
	buf_add_text(&skips->said, verb);
	buf_add_char(&skips->said, '\'');
	skips_escape(place->prefix, &skips->said);
	skips_escape(place->path, &skips->said);
	buf_add_char(&skips->said, '\'');
}

void skips_note(struct skips *skips, const struct place *place,
		const char *what)
{
	buf_add_text(&skips->said, what);
	say_place(skips, place, " ");
	buf_add_char(&skips->said, '\0');
}

static void add(struct skips *skips, const struct place *place,
		const char *verb, const char *reason)
{
	skips->count++;
	say_place(skips, place, verb);
	buf_add_text(&skips->said, ": ");
	skips_escape(str_from(reason), &skips->said);
	buf_add_char(&skips->said, '\0');
	buf_add_char(&skips->logged, '{');
	add_member(skips, "path", place->path);
	add_member(skips, "reason", str_from(reason));
	buf_add_text(&skips->logged, "}\n");
}

void skips_add(struct skips *skips, const struct place *place,
	       const char *reason)
{
	add(skips, place, "skipped ", reason);
}

void skips_add_partial(struct skips *skips, const struct place *place,
		       const char *reason)
{
	add(skips, place, "", reason);
}

void skips_flush(struct skips *skips, struct skip_log *log)
{
	struct str rest = buf_str(&skips->said), message;

	while (str_cut(&rest, '\0', &message))
		warn("%s", message.p);
	if (log->file && skips->logged.n)
		fwrite(skips->logged.p, 1, skips->logged.n, log->file);
	buf_reset(&skips->said);
	buf_reset(&skips->logged);
}

void skips_release(struct skips *skips)
{
	buf_release(&skips->said);
	buf_release(&skips->logged);
	buf_release(&skips->clean);
}
