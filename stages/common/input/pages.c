#include "pages.h"

#include "mbox.h"
#include "sniff.h"

/* JSONL must be UTF-8 (RFC 8259, 8.1); it must not pass for prose. */
static bool is_wide_jsonl(struct intake *intake, const struct decoded *decoded,
			  const char **name)
{
	struct str rest = str_trim(decoded->text), line;

	*name = "JSONL, but not in UTF-8";
	return strncmp(decoded->name, "utf-8", 5) && rest.n &&
	       rest.p[0] == '{' && str_cut(&rest, '\n', &line) &&
	       jsonl_is_object(&intake->jsonl, line);
}

static bool is_html(enum page_media media, struct str text, struct str label)
{
	if (media == PAGE_ANY)
		return sniff_is_html(text, label);
	return media == PAGE_HTML;
}

void pages_put(struct intake *intake, struct document *doc, struct str charset,
	       enum page_media media)
{
	struct decoded decoded;
	const char *name;

	if (!charset_decode(&intake->charset, doc->raw, charset, &decoded)) {
		intake_skip(intake, &doc->place, "unknown charset");
		return;
	}
	if (document_is_empty(decoded.text)) {
		intake_empty(intake, &doc->place);
		return;
	}
	if (sniff_is_foreign(decoded.text, &name) ||
	    is_wide_jsonl(intake, &decoded, &name)) {
		intake_skip(intake, &doc->place, name);
		return;
	}
	doc->text = decoded.text;
	doc->html = is_html(media, decoded.text, doc->place.label);
	doc->charset = decoded.name;
	doc->lossy = decoded.lossy;
	intake_put(intake, doc);
}

/* All of the feed, as far as one document may go. */
static bool read_whole(struct intake *intake, struct feed *feed,
		       const struct place *place, struct str *all)
{
	if (!feed_fill(feed, intake->limits.record + 1)) {
		intake_skip(intake, place, feed->error);
		return false;
	}
	*all = feed_rest(feed);
	if (all->n > intake->limits.record)
		intake_skip(intake, place, "larger than --max-record");
	else if (mbox_has_several(*all))
		intake_skip(intake, place, "a mailbox of several messages");
	else
		return true;
	return false;
}

void pages_read(struct intake *intake, struct feed *feed,
		const struct place *place)
{
	struct document doc = {.place = *place};

	if (read_whole(intake, feed, place, &doc.raw))
		pages_put(intake, &doc, (struct str){0}, PAGE_ANY);
}

void pages_read_mhtml(struct intake *intake, struct feed *feed,
		      const struct place *place)
{
	struct document doc = {.place = *place};
	struct mhtml_page page;
	const char *why;
	struct str all;

	if (!read_whole(intake, feed, place, &all))
		return;
	intake->mhtml.header_max = intake->limits.header;
	if (!mhtml_read(&intake->mhtml, all, &page, &why)) {
		intake_skip(intake, place, why);
		return;
	}
	doc.raw = page.body;
	doc.url = page.url;
	doc.fetched = page.date;
	if (page.truncated) {
		doc.truncated = STR("end");
		intake_partial(intake, place, "truncated: its end is missing");
	}
	pages_put(intake, &doc, page.charset,
		  page.html ? PAGE_HTML : PAGE_TEXT);
}
