/*
 * mbox.h - mailboxes: messages one behind the other (RFC 4155).
 *
 * A line "From SENDER DATE" stands before each message; in a message such a
 * line is escaped.
 */
#ifndef MBOX_H
#define MBOX_H

#include <stdbool.h>

#include "str.h"

/* Is the text a mailbox with more than one message? Linear, and no work at all
 * for what does not begin as one. */
bool mbox_has_several(struct str text);

#endif
