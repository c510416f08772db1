#include "mhtml.h"

#include "ascii.h"
#include "mail_date.h"
#include "mhtml_parts.h"
#include "mime.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Append an address without the white space that it is folded with (RFC
 * 2557, 4.4); false if it is not absolute. */
static bool add_url(struct str value, struct buf *out)
{
	size_t i;

	buf_reset(out);
	value = mhtml_bare(value);
	if (!ascii_starts(value, STR("http://")) &&
	    !ascii_starts(value, STR("https://")) &&
	    !ascii_starts(value, STR("file://")))
		return false;
	for (i = 0; i < value.n; i++) {
		const char c = value.p[i];

		if (c == '\r' || c == '\n')
			while (i + 1 < value.n &&
			       memchr(" \t\r\n", value.p[i + 1], 4))
				i++;
		else if ((unsigned char)c < ' ' || c == 0x7f)
			return false;
		else
			buf_add_char(out, c);
	}
	return utf8_valid(buf_str(out));
}

static struct str find_url(struct mhtml *mhtml,
			   const struct mhtml_fields *message,
			   const struct mhtml_fields *part)
{
	const struct str values[] = {part->location, message->snapshot,
				     message->location, part->base,
				     message->base};
	size_t i;

	for (i = 0; i < COUNT(values); i++)
		if (add_url(values[i], &mhtml->url))
			return buf_str(&mhtml->url);
	return (struct str){"", 0};
}

static struct str find_date(struct mhtml *mhtml,
			    const struct mhtml_fields *message)
{
	buf_reset(&mhtml->date);
	buf_add_text(&mhtml->date, "");
	mail_date_put(message->date, &mhtml->date);
	return buf_str(&mhtml->date);
}

static struct str find_charset(struct mhtml *mhtml,
			       const struct mhtml_fields *part)
{
	const struct str label = str_trim(
		mime_parameter(part->type, STR("charset"), &mhtml->charset));

	return label.n ? label : (struct str){"", 0};
}

/* False: the encoding is unknown. */
static bool decode(struct mhtml *mhtml, const struct mhtml_part *part,
		   struct str *body)
{
	static const char *const plain[] = {"", "7bit", "8bit", "binary"};
	const struct str encoding = mime_token(part->fields.encoding);

	*body = part->body;
	if (ascii_is_one_of(encoding, plain, COUNT(plain)))
		return true;
	buf_reset(&mhtml->body);
	if (ascii_same(encoding, STR("quoted-printable")))
		mime_quoted_printable(part->body, &mhtml->body);
	else if (ascii_same(encoding, STR("base64")))
		mime_base64(part->body, &mhtml->body);
	else
		return false;
	*body = buf_str(&mhtml->body);
	return true;
}

/* To the first field. */
static struct str skip_front(struct str bytes)
{
	struct str line;

	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		bytes = str_skip(bytes, 3);
	while (bytes.n && (bytes.p[0] == '\r' || bytes.p[0] == '\n'))
		bytes = str_skip(bytes, 1);
	if (str_starts(bytes, STR("From ")))
		str_cut(&bytes, '\n', &line);
	return bytes;
}

/* Is it a field that mail and pages saved as such begin with? */
static bool is_known(struct str name)
{
	static const char *const names[] = {
		"mime-version",
		"from",
		"subject",
		"date",
		"snapshot-content-location",
	};

	return ascii_is_one_of(name, names, COUNT(names));
}

bool mhtml_is(struct str head)
{
	struct mhtml_fields fields = {0};
	struct str name, value;
	bool known = false;

	if (head.n > MHTML_HEAD_SIZE)
		head.n = MHTML_HEAD_SIZE;
	head = skip_front(head);
	while (mime_header_next(&head, &name, &value) && name.n) {
		known |= is_known(name);
		mhtml_set_field(&fields, name, value);
	}
	return known && (mhtml_is_type(&fields, "multipart/related") ||
			 mhtml_is_type(&fields, "multipart/mixed") ||
			 mhtml_is_type(&fields, "multipart/alternative"));
}

bool mhtml_read(struct mhtml *mhtml, struct str bytes, struct mhtml_page *page,
		const char **why)
{
	struct mhtml_fields message;
	struct mhtml_part part;

	*page = (struct mhtml_page){0};
	*why = mhtml_find_page(mhtml, skip_front(bytes), &message, &part);
	if (*why)
		return false;
	if (!decode(mhtml, &part, &page->body)) {
		*why = "MHTML in an unknown transfer encoding";
		return false;
	}
	*why = "";
	page->charset = find_charset(mhtml, &part.fields);
	page->url = find_url(mhtml, &message, &part.fields);
	page->date = find_date(mhtml, &message);
	page->html = part.html;
	page->truncated = part.open;
	return true;
}

void mhtml_release(struct mhtml *mhtml)
{
	size_t i;

	for (i = 0; i < MHTML_DEPTH_MAX; i++) {
		buf_release(&mhtml->level[i].boundary);
		buf_release(&mhtml->level[i].start);
	}
	buf_release(&mhtml->body);
	buf_release(&mhtml->charset);
	buf_release(&mhtml->url);
	buf_release(&mhtml->date);
	buf_release(&mhtml->spare);
}
