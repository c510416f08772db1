#include "vps.h"

/* Capitals where ASCII has control characters; empty: the control. */
static const char controls[32][4] = {
	[0x02] = "Ạ", [0x03] = "Ậ", [0x04] = "Ặ", [0x05] = "Ẹ", [0x06] = "Ệ",
	[0x10] = "Ị", [0x11] = "Ọ", [0x12] = "Ộ", [0x13] = "Ợ", [0x14] = "Ụ",
	[0x15] = "Ự", [0x19] = "Ỵ", [0x1c] = "Ẫ", [0x1d] = "Ữ",
};

/* From 0x80, sixteen a line. */
static const char high[128][4] = {
	/* clang-format off */
	"À", "Ả", "Ã", "Ấ", "Ầ", "Ẩ", "ọ", "ỗ", "Ă", "ế", "ề", "ể", "ệ", "Ắ", "Ằ", "Ẳ",
	"Ế", "‘", "’", "Ề", "Ể", "Ễ", "Ố", "Ồ", "Ổ", "Ỗ", "ý", "ỷ", "ỵ", "Ớ", "Ờ", "Ở",
	"\u00a0", "ắ", "ằ", "ẳ", "ẵ", "ặ", "Ỡ", "ớ", "Ù", "ờ", "ở", "ỡ", "Ũ", "Ứ", "ợ", "Ừ",
	"ổ", "Ử", "Ỳ", "Ỹ", "Í", "Ì", "ộ", "Ỉ", "Ĩ", "Ó", "ử", "ữ", "Ò", "Ỏ", "Õ", "ự",
	"ầ", "Á", "Â", "ấ", "ẩ", "ẫ", "ậ", "đ", "ẻ", "É", "Ê", "ẹ", "ỉ", "ễ", "ị", "ỹ",
	"Ư", "Ủ", "ồ", "ố", "Ô", "ỏ", "ơ", "È", "ừ", "ứ", "Ú", "ũ", "ư", "Ý", "Ẻ", "ß",
	"à", "á", "â", "ã", "ả", "ạ", "ă", "ç", "è", "é", "ê", "ẽ", "ì", "í", "î", "ĩ",
	"Ẵ", "Đ", "ò", "ó", "ô", "õ", "ö", "Ơ", "ụ", "ù", "ú", "ủ", "ü", "Ỷ", "Ẽ", "ỳ",
	/* clang-format on */
};

void vps_decode(struct str bytes, struct buf *out)
{
	size_t i;

	buf_reserve(out, bytes.n * 2);
	for (i = 0; i < bytes.n; i++) {
		const unsigned char byte = (unsigned char)bytes.p[i];

		if (byte >= 0x80)
			buf_add_text(out, high[byte - 0x80]);
		else if (byte < 0x20 && controls[byte][0])
			buf_add_text(out, controls[byte]);
		else
			buf_add_char(out, bytes.p[i]);
	}
}
