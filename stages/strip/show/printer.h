/*
 * printer.h - pages in a form for people, on one thread.
 */
#ifndef PRINTER_H
#define PRINTER_H

#include "shown.h"

enum form {
	FORM_RECORDS, /* for programs: no printer */
	FORM_PLAIN,
	FORM_EXPLAIN,
	FORM_MARKDOWN,
	FORM_TINTED,
};

struct printer { /* {0} but for form and stripper.keep is valid */
	struct stripper stripper;
	enum form form;
	struct shown shown;
};

/* What stands before the first page and behind the last. */
void printer_begin(const struct printer *printer, struct buf *out);
void printer_end(const struct printer *printer, struct buf *out);

/* Append the page that stripper->article holds; head: its record, or NULL. */
void printer_page(struct printer *printer, const struct record *head,
		  struct buf *out);

/* Append a record's page, stripped before or now; see strip_record(). */
bool printer_record(struct printer *printer, const struct record *record,
		    struct buf *out, struct error *error);

void printer_release(struct printer *printer);

#endif
