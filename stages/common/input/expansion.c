#include "expansion.h"

const char expansion_reason[] = "expands too much (see --max-ratio)";

bool expansion_add(struct expansion *expansion, size_t n)
{
	const uint64_t levels = expansion->levels ? expansion->levels : 1;

	expansion->out += n;
	if (expansion->ratio && expansion->out > EXPANSION_FREE &&
	    expansion->out / levels / expansion->ratio > expansion->file->bytes)
		expansion->over = true;
	return !expansion->over;
}
