#include "printer.h"

#include "explain_lines.h"
#include "markdown.h"
#include "tinted.h"

void printer_begin(const struct printer *printer, struct buf *out)
{
	if (printer->form == FORM_TINTED)
		tinted_begin(out);
}

void printer_end(const struct printer *printer, struct buf *out)
{
	if (printer->form == FORM_TINTED)
		tinted_end(out);
}

static void put_shown(const struct printer *printer, struct buf *out)
{
	if (printer->form == FORM_EXPLAIN)
		explain_lines(&printer->shown, out);
	else if (printer->form == FORM_TINTED)
		tinted_put(&printer->shown, out);
	else
		markdown_put(&printer->shown, printer->stripper.pages, out);
}

void printer_page(struct printer *printer, const struct record *head,
		  struct buf *out)
{
	if (printer->form == FORM_PLAIN) {
		strip_put_plain(&printer->stripper, out);
		return;
	}
	shown_page(&printer->shown, &printer->stripper, head);
	put_shown(printer, out);
}

bool printer_record(struct printer *printer, const struct record *record,
		    struct buf *out, struct error *error)
{
	if (strip_is_done(record)) {
		if (printer->form == FORM_PLAIN) {
			strip_put_plain_done(&printer->stripper, record, out);
			return true;
		}
		printer->stripper.pages++;
		shown_record(&printer->shown, record);
		put_shown(printer, out);
		return true;
	}
	if (!strip_record(&printer->stripper, record, error))
		return false;
	printer_page(printer, record, out);
	return true;
}

void printer_release(struct printer *printer)
{
	strip_release(&printer->stripper);
	shown_release(&printer->shown);
}
