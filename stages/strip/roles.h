/*
 * roles.h - what becomes of each line, once the main content is known.
 */
#ifndef ROLES_H
#define ROLES_H

#include "article.h"

/* Sets role and rule of every line. */
void roles_decide(struct article *article);

#endif
