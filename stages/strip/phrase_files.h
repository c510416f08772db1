/*
 * phrase_files.h - tables of phrases that stand in files; see phrases.h.
 */
#ifndef PHRASE_FILES_H
#define PHRASE_FILES_H

#include <stdbool.h>

#include "error.h"

/* Add a file's phrases to those that are there. False if it cannot be read
 * (error->at is 0) or a line, error->at, cannot be understood; what is
 * static text. */
bool phrase_file_add(const char *name, struct error *error);

#endif
