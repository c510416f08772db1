/*
 * survey.h - how much there is to read, for the progress line.
 *
 * A thread of its own adds up the sizes of files while they are read; only
 * if progress is shown. What it cannot see does not matter: it is an estimate.
 */
#ifndef SURVEY_H
#define SURVEY_H

struct survey;

/* operands: NULL-terminated, good until survey_end(). Returns NULL if
 * nothing is shown, or if one of them has no size: a pipe. */
struct survey *survey_begin(char **operands);

/* Stop it, done or not. */
void survey_end(struct survey *survey);

#endif
