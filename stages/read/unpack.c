#include "unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "origin.h"

enum { BLOCK = 64 << 10, RATIO_FROM = 16 << 20 };

static const char *keep_error(struct unpack *unpack)
{
	const char *text = archive_error_string(unpack->archive);

	buf_reset(&unpack->error);
	buf_add_text(&unpack->error, text ? text : "damaged archive");
	return unpack->error.p;
}

/* A block for libarchive: what was looked at already, then more. */
static la_ssize_t give(struct archive *archive, void *data, const void **block)
{
	struct unpack *unpack = data;
	struct feed *from = unpack->from;
	struct str rest;

	feed_take(from, unpack->given);
	if (!feed_rest(from).n)
		feed_fill(from, BLOCK);
	rest = feed_rest(from);
	unpack->given = rest.n;
	unpack->at += (int64_t)rest.n;
	unpack->in += rest.n;
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
	struct unpack *unpack = data;

	if (whence == SEEK_CUR)
		offset += unpack->at;
	if (whence == SEEK_END)
		offset += unpack->from->before.st_size;
	unpack->given = 0;
	if (offset < 0 || !feed_seek(unpack->from, offset)) {
		archive_set_error(archive, errno, "cannot seek");
		return ARCHIVE_FATAL;
	}
	unpack->at = offset;
	return offset;
}

/* Only what is linked into libarchive: it would run a program for others. */
static void allow_filters(struct archive *archive)
{
	if (archive_zlib_version())
		archive_read_support_filter_gzip(archive);
	if (archive_libzstd_version())
		archive_read_support_filter_zstd(archive);
	if (archive_liblzma_version())
		archive_read_support_filter_xz(archive);
	if (archive_bzlib_version())
		archive_read_support_filter_bzip2(archive);
	if (archive_liblz4_version())
		archive_read_support_filter_lz4(archive);
}

static void allow(struct archive *archive, enum sniff_kind kind)
{
	const bool any = kind == SNIFF_COMPRESSED;

	if (any)
		allow_filters(archive);
	if (any || kind == SNIFF_TAR)
		archive_read_support_format_tar(archive);
	if (any)
		archive_read_support_format_zip_streamable(archive);
	if (kind == SNIFF_ZIP)
		archive_read_support_format_zip(archive);
	if (any) {
		archive_read_support_format_raw(archive);
		archive_read_support_format_empty(archive);
	}
}

bool unpack_open(struct unpack *unpack, struct feed *from, enum sniff_kind kind,
		 const struct unpack_limits *limits, const char **why)
{
	struct archive *archive = archive_read_new();

	unpack->archive = archive;
	unpack->from = from;
	unpack->limits = *limits;
	unpack->given = 0;
	unpack->at = 0;
	unpack->in = unpack->out = 0;
	unpack->entries = 0;
	unpack->stopped = false;
	*why = "out of memory";
	if (!archive)
		return false;
	allow(archive, kind);
	archive_read_set_read_callback(archive, give);
	if (kind == SNIFF_ZIP && S_ISREG(from->before.st_mode))
		archive_read_set_seek_callback(archive, seek);
	archive_read_set_callback_data(archive, unpack);
	if (archive_read_open1(archive) == ARCHIVE_OK)
		return true;
	*why = keep_error(unpack);
	unpack_close(unpack);
	return false;
}

/* Bytes that came out, also those of what libarchive passed over. */
static bool is_bomb(const struct unpack *unpack)
{
	const uint64_t ratio = unpack->limits.ratio;
	const int64_t unfiltered = archive_filter_bytes(unpack->archive, 0);
	uint64_t out = unpack->out;

	if (unfiltered > 0 && (uint64_t)unfiltered > out)
		out = (uint64_t)unfiltered;
	return ratio && out > RATIO_FROM && out / ratio > unpack->in;
}

static ssize_t read_member(struct feed *feed, char *p, size_t n)
{
	struct unpack *unpack = feed->from;
	const la_ssize_t got = archive_read_data(unpack->archive, p, n);

	/* ARCHIVE_WARN is a wrong checksum */
	if (got < 0) {
		feed->error = keep_error(unpack);
		return -1;
	}
	unpack->out += (uint64_t)got;
	if (is_bomb(unpack)) {
		unpack->stopped = true;
		feed->error = "expands too much (see --max-ratio)";
		return -1;
	}
	return (ssize_t)got;
}

/* What the last member has left is read too, so that no bomb goes unseen. */
static void finish_member(struct unpack *unpack)
{
	struct feed *member = &unpack->member;

	while (unpack->entries && !member->end && !member->error) {
		feed_take(member, feed_rest(member).n);
		feed_fill(member, BLOCK);
	}
}

static void keep_name(struct unpack *unpack, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);
	struct str path;

	if (!name)
		name = archive_entry_pathname(entry);
	path = name ? origin_clean(str_from(name)) : (struct str){"", 0};
	buf_reset(&unpack->name);
	buf_add_str(&unpack->name, path);
	if (!path.n)
		buf_addf(&unpack->name, "entry-%zu", unpack->entries);
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

static enum unpack_result stop(struct unpack *unpack, enum unpack_result result)
{
	unpack->stopped = true;
	return result;
}

/* The next header that is no folder's; what is wrong with it in *why. */
static int next_header(struct unpack *unpack, struct archive_entry **entry,
		       const char **why)
{
	int status;

	do {
		finish_member(unpack);
		status = archive_read_next_header(unpack->archive, entry);
		if (status == ARCHIVE_EOF)
			return status;
		unpack->entries++;
		feed_open(&unpack->member, unpack, read_member);
		if (status == ARCHIVE_FATAL)
			*why = keep_error(unpack);
		else if (archive_filter_count(unpack->archive) > 2)
			*why = "nested compression";
		else if (unpack->limits.entries &&
			 unpack->entries > unpack->limits.entries)
			*why = "too many entries (see --max-entries)";
		if (**why)
			return ARCHIVE_FATAL;
	} while (status != ARCHIVE_RETRY &&
		 archive_entry_filetype(*entry) == AE_IFDIR);
	return status;
}

enum unpack_result unpack_next(struct unpack *unpack, const char **why)
{
	struct archive_entry *entry;
	const char *reason;
	int status, format;

	*why = "";
	if (unpack->stopped)
		return UNPACK_END;
	status = next_header(unpack, &entry, why);
	format = archive_format(unpack->archive) & ARCHIVE_FORMAT_BASE_MASK;
	if (status == ARCHIVE_EOF)
		return stop(unpack, format == ARCHIVE_FORMAT_EMPTY
					    ? UNPACK_EMPTY
					    : UNPACK_END);
	if (status == ARCHIVE_FATAL)
		return stop(unpack, UNPACK_FAILED);
	if (format == ARCHIVE_FORMAT_RAW)
		return stop(unpack, UNPACK_WHOLE);
	keep_name(unpack, entry);
	reason = status == ARCHIVE_RETRY ? keep_error(unpack) : refuse(entry);
	if (reason)
		*why = reason;
	return reason ? UNPACK_SKIP : UNPACK_MEMBER;
}

void unpack_close(struct unpack *unpack)
{
	archive_read_free(unpack->archive);
	unpack->archive = NULL;
}

void unpack_release(struct unpack *unpack)
{
	unpack_close(unpack);
	feed_release(&unpack->member);
	buf_release(&unpack->name);
	buf_release(&unpack->error);
}
