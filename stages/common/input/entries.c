#include "entries.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>

#include "origin.h"

/* libarchive opens xz in xz by itself; it counts "none" as a filter. */
enum { BLOCK = 64 << 10, FILTERS_MAX = 3 + 1 };

static const char *keep_error(struct entries *entries)
{
	const char *text = archive_error_string(entries->archive);

	buf_reset(&entries->error);
	buf_add_text(&entries->error, text ? text : "damaged archive");
	return entries->error.p;
}

static void note_filled(struct entries *entries, struct str block)
{
	const uint64_t at = feed_at(entries->from) - entries->begin;

	while (block.n && !block.p[block.n - 1])
		block.n--;
	if (block.n)
		entries->filled = at + block.n;
}

/* A block for libarchive: what was looked at already, then more. */
static la_ssize_t give(struct archive *archive, void *data, const void **block)
{
	struct entries *entries = data;
	struct feed *from = entries->from;
	struct str rest;

	feed_take(from, entries->given);
	if (!feed_rest(from).n)
		feed_fill(from, BLOCK);
	rest = feed_rest(from);
	entries->given = rest.n;
	note_filled(entries, rest);
	if (!rest.n && from->error) {
		archive_set_error(archive, EIO, "%s", from->error);
		return ARCHIVE_FATAL;
	}
	*block = rest.p;
	return (la_ssize_t)rest.n;
}

static la_int64_t seek(struct archive *archive, void *data, la_int64_t offset,
		       int whence)
{
	struct entries *entries = data;
	struct feed *from = entries->from;

	if (whence == SEEK_CUR)
		offset +=
			(la_int64_t)feed_at(from) + (la_int64_t)entries->given;
	if (whence == SEEK_END)
		offset += from->before.st_size;
	entries->given = 0;
	if (offset < 0 || !feed_seek(from, offset)) {
		archive_set_error(archive, errno, "cannot seek");
		return ARCHIVE_FATAL;
	}
	return offset;
}

/* Only what is linked into libarchive: it would run a program for others. */
static void allow_filters(struct archive *archive)
{
	if (archive_liblzma_version())
		archive_read_support_filter_xz(archive);
	if (archive_bzlib_version())
		archive_read_support_filter_bzip2(archive);
	if (archive_liblz4_version())
		archive_read_support_filter_lz4(archive);
}

static bool can_seek(const struct feed *from)
{
	return from->fd >= 0 && S_ISREG(from->before.st_mode);
}

static void allow(struct entries *entries, enum sniff_kind kind)
{
	struct archive *archive = entries->archive;

	if (kind == SNIFF_TAR) {
		archive_read_support_format_tar(archive);
		archive_read_set_format_option(
			archive, "tar", "read_concatenated_archives", "1");
	}
	if (kind == SNIFF_ZIP && can_seek(entries->from))
		archive_read_support_format_zip(archive);
	else if (kind == SNIFF_ZIP)
		archive_read_support_format_zip_streamable(archive);
	if (kind == SNIFF_COMPRESSED) {
		allow_filters(archive);
		archive_read_support_format_raw(archive);
		archive_read_support_format_empty(archive);
	}
}

bool entries_open(struct entries *entries, struct feed *from,
		  enum sniff_kind kind, size_t max, struct expansion *expansion,
		  const char **why)
{
	struct archive *archive = archive_read_new();

	entries->archive = archive;
	entries->from = from;
	entries->expansion = expansion;
	entries->max = max;
	entries->given = 0;
	entries->count = 0;
	entries->begin = feed_at(from);
	entries->filled = 0;
	entries->gap = false;
	entries->stopped = false;
	*why = "out of memory";
	if (!archive)
		return false;
	allow(entries, kind);
	archive_read_set_read_callback(archive, give);
	if (kind == SNIFF_ZIP && can_seek(from))
		archive_read_set_seek_callback(archive, seek);
	archive_read_set_callback_data(archive, entries);
	if (archive_read_open1(archive) == ARCHIVE_OK)
		return true;
	*why = keep_error(entries);
	entries_close(entries);
	return false;
}

static ssize_t read_member(struct feed *feed, char *p, size_t n)
{
	struct entries *entries = feed->from;
	const la_ssize_t got = archive_read_data(entries->archive, p, n);

	/* ARCHIVE_WARN is a wrong checksum */
	if (got < 0) {
		feed->error = keep_error(entries);
		return -1;
	}
	if (!expansion_add(entries->expansion, (size_t)got)) {
		feed->error = expansion_reason;
		return -1;
	}
	return (ssize_t)got;
}

/* What the last member has left is read too, so that no bomb goes unseen. */
static void finish_member(struct entries *entries)
{
	struct feed *member = &entries->member;

	while (entries->count && !member->end && !member->error) {
		feed_take(member, feed_rest(member).n);
		feed_fill(member, BLOCK);
	}
	entries->stopped |= entries->expansion->over;
}

static void keep_name(struct entries *entries, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname(entry);
	struct str path;

	if (!name)
		name = archive_entry_pathname_utf8(entry);
	path = name ? origin_clean(str_from(name)) : (struct str){"", 0};
	buf_reset(&entries->name);
	buf_add_str(&entries->name, path);
	if (!path.n)
		buf_addf(&entries->name, "entry-%zu", entries->count);
}

/* Why a member is not read; NULL if it is. */
static const char *refuse(struct archive_entry *entry)
{
	if (archive_entry_hardlink(entry) || archive_entry_hardlink_w(entry))
		return "hard link";
	if (archive_entry_filetype(entry) == AE_IFLNK)
		return "symbolic link";
	if (archive_entry_filetype(entry) != AE_IFREG)
		return "not a file";
	if (archive_entry_is_encrypted(entry))
		return "encrypted";
	return NULL;
}

static enum unpack_result stop(struct entries *entries,
			       enum unpack_result result)
{
	entries->stopped = true;
	return result;
}

/* A compressed file with nothing in it has no header, but is a file. */
static enum unpack_result finish(struct entries *entries)
{
	const int format =
		archive_format(entries->archive) & ARCHIVE_FORMAT_BASE_MASK;

	if (entries->count || format != ARCHIVE_FORMAT_EMPTY)
		return UNPACK_END;
	feed_open(&entries->member, entries, read_member);
	entries->member.end = true;
	return UNPACK_WHOLE;
}

/* With nothing left but NULs, too few to make a block, or the end of rubbish
 * that was told of, libarchive takes the archive for one that was cut. */
static bool is_end(struct entries *entries)
{
	const la_int64_t at = archive_filter_bytes(entries->archive, -1);

	return entries->from->end && !entries->from->error &&
	       !entries->member.error &&
	       (entries->gap || (at >= 0 && entries->filled <= (uint64_t)at));
}

/* Read what libarchive had no use for; false with *why if that fails. */
static bool read_rest(struct entries *entries, const char **why)
{
	struct feed *from = entries->from;

	if (can_seek(from))
		return true; /* there is no compression around it */
	feed_take(from, entries->given);
	entries->given = 0;
	while (feed_fill(from, BLOCK) && feed_rest(from).n)
		feed_take(from, feed_rest(from).n);
	if (from->error)
		*why = from->error;
	return !from->error;
}

/* libarchive's next header; of damage it tells once for each block, here it
 * is once for each gap. */
static int read_header(struct entries *entries, struct archive_entry **entry)
{
	int status;

	do {
		status = archive_read_next_header(entries->archive, entry);
	} while (status == ARCHIVE_RETRY && entries->gap);
	if (status == ARCHIVE_FATAL && is_end(entries))
		status = ARCHIVE_EOF;
	entries->gap = status == ARCHIVE_RETRY;
	return status;
}

/* The next header that is no folder's; what is wrong with it in *why. */
static int next_header(struct entries *entries, struct archive_entry **entry,
		       const char **why)
{
	int status;

	do {
		finish_member(entries);
		if (entries->stopped)
			return ARCHIVE_EOF;
		status = read_header(entries, entry);
		if (status == ARCHIVE_EOF)
			return read_rest(entries, why) ? status : ARCHIVE_FATAL;
		entries->count++;
		feed_open(&entries->member, entries, read_member);
		entries->member.end = status == ARCHIVE_RETRY;
		if (status == ARCHIVE_FATAL)
			*why = entries->from->error ? entries->from->error
						    : keep_error(entries);
		else if (archive_filter_count(entries->archive) > FILTERS_MAX)
			*why = "nested too deep (see --max-depth)";
		else if (entries->max && entries->count > entries->max)
			*why = "too many entries (see --max-entries)";
		if (**why)
			return ARCHIVE_FATAL;
	} while (status != ARCHIVE_RETRY &&
		 archive_entry_filetype(*entry) == AE_IFDIR);
	return status;
}

enum unpack_result entries_next(struct entries *entries, const char **why)
{
	struct archive_entry *entry;
	const char *reason;
	int status, format;

	*why = "";
	if (entries->stopped)
		return UNPACK_END;
	status = next_header(entries, &entry, why);
	if (status == ARCHIVE_EOF)
		return stop(entries, finish(entries));
	if (status == ARCHIVE_FATAL)
		return stop(entries, UNPACK_FAILED);
	format = archive_format(entries->archive) & ARCHIVE_FORMAT_BASE_MASK;
	if (format == ARCHIVE_FORMAT_RAW)
		return stop(entries, UNPACK_WHOLE);
	keep_name(entries, entry);
	reason = status == ARCHIVE_RETRY ? keep_error(entries) : refuse(entry);
	if (reason)
		*why = reason;
	return reason ? UNPACK_SKIP : UNPACK_MEMBER;
}

void entries_close(struct entries *entries)
{
	archive_read_free(entries->archive);
	entries->archive = NULL;
}

void entries_release(struct entries *entries)
{
	entries_close(entries);
	feed_release(&entries->member);
	buf_release(&entries->name);
	buf_release(&entries->error);
}
