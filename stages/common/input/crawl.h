/*
 * crawl.h - the documents of a WARC file.
 *
 * response, resource and conversion records are read, the other types are
 * counted, as are responses to no HTTP request (dns:) and resources that
 * tell of the crawl itself (metadata:, urn:). Of HTTP, 200 alone is a
 * document, and HTML, XHTML and plain text alone are read.
 */
#ifndef CRAWL_H
#define CRAWL_H

#include "feed.h"
#include "intake.h"
#include "origin.h"
#include "parts.h"

/*
 * Read all records of the feed. The path of each is PLACE#OFFSET, where the
 * record begins: in a plain file its first byte, in a compressed one the
 * member, as a CDX index has it; a record that is not the first of its member
 * is PLACE#OFFSET+N, N bytes into what the member holds. part: stop before
 * the first record that begins behind it; NULL: read them all.
 */
void crawl_read(struct intake *intake, struct feed *feed,
		const struct place *place, struct part *part);

#endif
