/* error.h - why an engine function gave up, and where in its input. */
#ifndef ERROR_H
#define ERROR_H

#include <stddef.h>

struct error {
	const char *what; /* static text, lower case: "unclosed string" */
	size_t at;	  /* byte offset in what the function was given */
};

#endif
