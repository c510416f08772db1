/*
 * mail_date.h - the date of a mail, as a saved page carries it too.
 */
#ifndef MAIL_DATE_H
#define MAIL_DATE_H

#include "buf.h"
#include "str.h"

/* Append a mail's date (RFC 5322, 3.3 and 4.3) as RFC 3339; nothing if it is
 * none. */
void mail_date_put(struct str date, struct buf *out);

#endif
