#include "unpack.h"

#include <stdlib.h>

#include "entries.h"
#include "gunzip.h"
#include "mem.h"
#include "unzstd.h"

struct unpack {
	enum sniff_kind kind;
	bool given; /* the one that a compressed file holds */
	struct expansion *expansion;
	struct gunzip gunzip;
	struct unzstd unzstd;
	struct entries entries;
};

bool unpack_opens(enum sniff_kind kind)
{
	return kind == SNIFF_GZIP || kind == SNIFF_ZSTD ||
	       kind == SNIFF_COMPRESSED || kind == SNIFF_TAR ||
	       kind == SNIFF_ZIP;
}

struct unpack *unpack_new(void)
{
	struct unpack *unpack = xmalloc(sizeof(*unpack));

	*unpack = (struct unpack){0};
	return unpack;
}

bool unpack_open(struct unpack *unpack, struct feed *from, enum sniff_kind kind,
		 size_t entries, struct expansion *expansion, const char **why)
{
	unpack->kind = kind;
	unpack->given = false;
	unpack->expansion = expansion;
	if (kind == SNIFF_GZIP)
		gunzip_open(&unpack->gunzip, from, expansion);
	else if (kind == SNIFF_ZSTD)
		unzstd_open(&unpack->unzstd, from, expansion);
	else if (!entries_open(&unpack->entries, from, kind, entries, expansion,
			       why))
		return false;
	expansion->levels++;
	return true;
}

enum unpack_result unpack_next(struct unpack *unpack, const char **why)
{
	*why = "";
	if (unpack->kind != SNIFF_GZIP && unpack->kind != SNIFF_ZSTD)
		return entries_next(&unpack->entries, why);
	if (unpack->given)
		return UNPACK_END;
	unpack->given = true;
	return UNPACK_WHOLE;
}

struct feed *unpack_feed(struct unpack *unpack)
{
	switch (unpack->kind) {
	case SNIFF_GZIP:
		return &unpack->gunzip.feed;
	case SNIFF_ZSTD:
		return &unpack->unzstd.feed;
	default:
		return &unpack->entries.member;
	}
}

struct str unpack_name(const struct unpack *unpack)
{
	return buf_str(&unpack->entries.name);
}

void unpack_close(struct unpack *unpack)
{
	entries_close(&unpack->entries);
	unpack->expansion->levels--;
}

void unpack_free(struct unpack *unpack)
{
	if (!unpack)
		return;
	gunzip_release(&unpack->gunzip);
	unzstd_release(&unpack->unzstd);
	entries_release(&unpack->entries);
	free(unpack);
}
