#include "skips.h"

#include "json.h"
#include "msg.h"
#include "utf8.h"

void skips_open(struct skips *skips, const char *log_name)
{
	skips->log = fopen(log_name, "we");
	skips->log_name = log_name;
	if (!skips->log)
		die_errno("cannot open '%s'", log_name);
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

static void write_log(struct skips *skips, const struct place *place,
		      const char *reason)
{
	struct buf *line = &skips->text;
	struct buf clean = {0};

	buf_reset(line);
	buf_add_char(line, '{');
	json_put_key(line, "path");
	utf8_repair(place->path, &clean);
	json_put_string(line, buf_str(&clean));
	json_put_key(line, "reason");
	buf_reset(&clean);
	utf8_repair(str_from(reason), &clean);
	json_put_string(line, buf_str(&clean));
	buf_add_text(line, "}\n");
	fwrite(line->p, 1, line->n, skips->log);
	buf_release(&clean);
}

void skips_add(struct skips *skips, const struct place *place,
	       const char *reason)
{
	struct buf *text = &skips->text;

	skips->count++;
	buf_reset(text);
	buf_add_text(text, "skipped '");
	skips_escape(place->prefix, text);
	skips_escape(place->path, text);
	buf_add_text(text, "': ");
	skips_escape(str_from(reason), text);
	warn("%s", text->p);
	if (skips->log)
		write_log(skips, place, reason);
}

void skips_close(struct skips *skips)
{
	buf_release(&skips->text);
	if (!skips->log)
		return;
	if (ferror(skips->log) | fclose(skips->log))
		die_errno("cannot write '%s'", skips->log_name);
	skips->log = NULL;
}
