/*
 * doctype.h - the parts of <!DOCTYPE html PUBLIC "..." "...">.
 *
 * The DOCTYPE states of the HTML standard (Living Standard, 13.2.5.53-68).
 */
#ifndef DOCTYPE_H
#define DOCTYPE_H

#include <stdbool.h>

#include "str.h"

struct doctype {
	struct str name;      /* as it stands; p is NULL if there is none */
	struct str public_id; /* the same */
	struct str system_id; /* the same */
	bool quirks;	      /* force-quirks: something was wrong */
};

/* text stands between "<!DOCTYPE" and ">"; closed: there was a ">". */
void doctype_parse(struct doctype *doctype, struct str text, bool closed);

#endif
