#include "direct.h"

#include "msg.h"
#include "show/printer.h"
#include "strip.h"

static void strip(struct stripper *stripper,
		  const struct input_document *document, uint64_t *counts)
{
	const uint64_t pages = stripper->pages, empty = stripper->empty,
		       kept = stripper->kept, stripped = stripper->stripped;
	struct error error;

	if (!record_scan(&stripper->head, document->head, &error))
		die("a page's own record byte %zu: %s", error.at + 1,
		    error.what);
	strip_document(stripper, &stripper->head, document->html,
		       document->content);
	counts[0] += stripper->pages - pages;
	counts[1] += stripper->empty - empty;
	counts[2] += stripper->kept - kept;
	counts[3] += stripper->stripped - stripped;
}

void direct_put(void *state, const struct input_document *document,
		struct buf *out, uint64_t *counts)
{
	struct stripper *stripper = state;

	strip(stripper, document, counts);
	strip_put(stripper, &stripper->head, out);
}

void direct_print(void *state, const struct input_document *document,
		  struct buf *out, uint64_t *counts)
{
	struct printer *printer = state;

	strip(&printer->stripper, document, counts);
	printer_page(printer, &printer->stripper.head, out);
}
