#include "decode.h"

#include <errno.h>

#include "unicode.h"
#include "utf8.h"
#include "vni.h"
#include "vps.h"

enum { REPLACEMENT = 0xfffd, ROOM = 64 };

static bool open_decoder(struct decoder *decoder, int label)
{
	iconv_t cd;

	if (decoder->opened[label])
		return true;
	if (!*label_get(label)->decoder)
		return false;
	cd = iconv_open("UTF-8", label_get(label)->decoder);
	/* NOLINTNEXTLINE: (iconv_t)-1 is how iconv_open() fails */
	if (cd == (iconv_t)-1)
		return false;
	decoder->cd[label] = cd;
	decoder->opened[label] = true;
	return true;
}

/* Bytes in the smallest unit of the encoding: so many are passed over. */
static size_t unit_of(int label)
{
	if (label == LABEL_UTF16LE || label == LABEL_UTF16BE)
		return 2;
	return label == LABEL_UTF32LE || label == LABEL_UTF32BE ? 4 : 1;
}

/* One call of iconv with room behind out; in NULL writes what it held back
 * (CP1258 waits for a combining mark) and starts anew. */
static int step(iconv_t cd, char **in, size_t *left, struct buf *out)
{
	size_t room, result;
	char *to;

	buf_reserve(out, *left + *left / 2 + ROOM);
	room = out->size - out->n - 1;
	to = out->p + out->n;
	result = iconv(cd, in, left, &to, &room);
	out->n = (size_t)(to - out->p);
	out->p[out->n] = '\0';
	return result == (size_t)-1 ? errno : 0;
}

static void flush(iconv_t cd, struct buf *out)
{
	size_t none = 0;

	step(cd, NULL, &none, out);
}

static size_t convert(iconv_t cd, size_t unit, struct str bytes,
		      struct buf *out)
{
	/* iconv's prototype is older than const; it does not write there */
	char *in = (char *)(size_t)bytes.p;
	size_t left = bytes.n, lossy = 0;

	flush(cd, out);
	while (left) {
		const int error = step(cd, &in, &left, out);

		if (!error)
			break;
		if (error == E2BIG)
			continue;
		flush(cd, out);
		utf8_put(out, REPLACEMENT);
		lossy++;
		if (error == EINVAL || left <= unit)
			break; /* cut off in the middle of a character */
		in += unit;
		left -= unit;
	}
	flush(cd, out);
	return lossy;
}

bool decoder_convert(struct decoder *decoder, int label, struct str bytes,
		     struct buf *out, size_t *lossy)
{
	struct buf *raw = out;

	*lossy = 0;
	if (label_get(label)->vietnamese) {
		raw = &decoder->spare;
		buf_reset(raw);
	}
	if (label == LABEL_UTF8)
		*lossy = utf8_repair(bytes, raw);
	else if (label == LABEL_VNI)
		vni_decode(bytes, raw);
	else if (label == LABEL_VPS)
		vps_decode(bytes, raw);
	else if (open_decoder(decoder, label))
		*lossy =
			convert(decoder->cd[label], unit_of(label), bytes, raw);
	else
		return false;
	if (raw != out)
		unicode_nfc(buf_str(raw), out);
	return true;
}

void decoder_release(struct decoder *decoder)
{
	int i;

	for (i = 0; i < LABEL_COUNT; i++)
		if (decoder->opened[i])
			iconv_close(decoder->cd[i]);
	buf_release(&decoder->spare);
	*decoder = (struct decoder){0};
}
