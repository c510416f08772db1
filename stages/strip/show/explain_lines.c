#include "explain_lines.h"

#include "../forest.h"

/* Rounded to hundredths in integers, so that no locale has a say. */
void explain_put_score(const struct shown_line *line, struct buf *out)
{
	const uint64_t size = line->score < 0
				      ? (uint64_t) - (int64_t)line->score
				      : (uint64_t)line->score;
	const uint64_t hundredths = (size * 100 + FOREST_ONE / 2) / FOREST_ONE;

	if (!line->scored) {
		buf_add_char(out, '-');
		return;
	}
	if (line->score < 0 && hundredths)
		buf_add_char(out, '-');
	buf_add_uint(out, hundredths / 100);
	buf_add_char(out, '.');
	buf_add_char(out, (char)('0' + hundredths / 10 % 10));
	buf_add_char(out, (char)('0' + hundredths % 10));
}

void explain_lines(const struct shown *shown, struct buf *out)
{
	buf_add_text(out, "# ");
	shown_put_line(shown->path.n ? shown->path : STR("-"), out);
	buf_add_char(out, ' ');
	shown_put_line(shown->title, out);
	buf_add_char(out, '\n');
	for (size_t i = 0; i < shown->count; i++) {
		const struct shown_line *line = &shown->line[i];

		buf_add_text(out, line->kept ? "keep\t" : "out\t");
		shown_put_line(line->rule, out);
		buf_add_char(out, '\t');
		buf_add_text(out, role_name(line->role));
		buf_add_char(out, '\t');
		explain_put_score(line, out);
		buf_add_char(out, '\t');
		shown_put_line(line->text, out);
		buf_add_char(out, '\n');
	}
}
