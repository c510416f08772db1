#include "survey.h"

#include <fts.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "mem.h"
#include "progress.h"

struct survey {
	pthread_t thread;
	char **operands;
	atomic_bool stopped;
};

static void *add_up(void *arg)
{
	struct survey *survey = arg;
	FTS *fts = fts_open(survey->operands,
			    FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
	FTSENT *entry;

	if (!fts)
		return NULL;
	while (!survey->stopped && (entry = fts_read(fts)))
		if (entry->fts_info == FTS_F)
			progress_expect((uint64_t)entry->fts_statp->st_size);
	if (!survey->stopped)
		progress_expect_no_more();
	fts_close(fts);
	return NULL;
}

static bool has_size(const char *operand)
{
	struct stat st;

	return strcmp(operand, "-") != 0 && !stat(operand, &st) &&
	       (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode));
}

struct survey *survey_begin(char **operands)
{
	struct survey *survey;
	size_t i;

	if (!progress_is_shown())
		return NULL;
	for (i = 0; operands[i]; i++)
		if (!has_size(operands[i]))
			return NULL;
	survey = xmalloc(sizeof(*survey));
	survey->operands = operands;
	survey->stopped = false;
	if (!pthread_create(&survey->thread, NULL, add_up, survey))
		return survey;
	free(survey);
	return NULL;
}

void survey_end(struct survey *survey)
{
	if (!survey)
		return;
	survey->stopped = true;
	pthread_join(survey->thread, NULL);
	free(survey);
}
