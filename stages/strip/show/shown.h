/*
 * shown.h - a page as people are shown it: its title and every line of it,
 * in page order, with what became of the line.
 *
 * It is made of a page that was just stripped, or of a record that was
 * stripped before, of which scores and elements are no longer known. What it
 * points to is the stripper's, the record's or its own arena's: good until
 * the next page. {0} is valid.
 */
#ifndef SHOWN_H
#define SHOWN_H

#include "../strip.h"

struct shown_line {
	struct str text;
	struct str rule; /* "keep" if it is in the text by its role */
	enum role role;
	bool kept;
	bool scored;
	int32_t score;	   /* log-odds times FOREST_ONE */
	uint8_t level;	   /* of a heading; 0: unknown */
	size_t table, row; /* these three: boxes; 0: unknown */
	size_t cell;
};

struct shown {
	struct str path, title; /* may be empty */
	struct shown_line *line;
	size_t count, size;
	struct arena arena;
	struct buf scratch;
};

/* head: the record of the page; NULL if it has none. */
void shown_page(struct shown *shown, const struct stripper *stripper,
		const struct record *head);
void shown_record(struct shown *shown, const struct record *record);
void shown_release(struct shown *shown);

/* Append text on one line: control characters become spaces. */
void shown_put_line(struct str text, struct buf *out);

#endif
