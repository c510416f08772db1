/* Every encoding a page may come in gives the same valid UTF-8. */
#include "../../stages/common/input/charset.h"

#include <iconv.h>

#include "tap.h"
#include "unicode.h"
#include "utf8.h"

static const char vietnamese[] =
	"Sáng nay, Ủy ban nhân dân thành phố tổ chức hội nghị về chuyển đổi "
	"số. Đồng chí chủ tịch yêu cầu các đơn vị khẩn trương thực hiện, "
	"bảo đảm kịp thời và hiệu quả. Người dân được hưởng những dịch vụ "
	"tốt hơn, thủ tục đơn giản và nhanh chóng trước cuối năm.\n";

static struct charset cs;

/* Text of libc's encoding name; Windows-1258 wants its tones apart. */
static struct buf encoded(const char *to, const char *text)
{
	char *in = (char *)(size_t)text, out[8192], *end = out;
	size_t left = strlen(text), room = sizeof(out);
	iconv_t cd = iconv_open(to, "UTF-8");
	struct buf result = {0};

	ok(iconv(cd, &in, &left, &end, &room) != (size_t)-1);
	iconv(cd, NULL, NULL, &end, &room);
	iconv_close(cd);
	buf_add(&result, out, (size_t)(end - out));
	return result;
}

static void decodes(struct str bytes, const char *name, const char *text)
{
	struct decoded decoded;
	struct buf got = {0};

	ok(charset_decode(&cs, bytes, STR(""), &decoded));
	is_str(decoded.name, name);
	ok(utf8_valid(decoded.text));
	ok(decoded.lossy == 0);
	buf_add_str(&got, decoded.text);
	is_str(got.p, text);
	buf_release(&got);
}

static void round_trip(const char *to, const char *name, const char *text)
{
	struct buf bytes = encoded(to, text);

	decodes(buf_str(&bytes), name, text);
	buf_release(&bytes);
}

/* Bytes in an encoding that is known. */
static void becomes(int label, struct str bytes, const char *text)
{
	struct decoder decoder = {0};
	struct buf got = {0};
	size_t lost;

	ok(decoder_convert(&decoder, label, bytes, &got, &lost));
	ok(lost == 0);
	is_str(got.p, text);
	decoder_release(&decoder);
	buf_release(&got);
}

static size_t lossy(struct str bytes, const char *name)
{
	struct decoded decoded;

	if (!charset_decode(&cs, bytes, STR(""), &decoded))
		return SIZE_MAX;
	is_str(decoded.name, name);
	ok(utf8_valid(decoded.text));
	return decoded.lossy;
}

static void unicode_forms(void)
{
	decodes(STR("\xef\xbb\xbf"
		    "a"),
		"utf-8", "a");
	decodes(STR("\xff\xfe"
		    "a\0b\0"),
		"utf-16le", "ab");
	decodes(STR("\xfe\xff\0a\0b"), "utf-16be", "ab");
	round_trip("UTF-16LE", "utf-16le", vietnamese);
	round_trip("UTF-16BE", "utf-16be", vietnamese);
	round_trip("UTF-8", "utf-8", vietnamese);
}

/* All letters of Vietnamese, in the order á à ả ã ạ of each vowel. */
static const char letters[] =
	"áàảãạấầẩẫậâăắằẳẵặéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
	"ÁÀẢÃẠẤẦẨẪẬÂĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴĐ";

static void font_encodings(void)
{
	static const char vni[] = "a\xf9"
				  "a\xf8"
				  "a\xfb"
				  "a\xf5"
				  "a\xef"
				  "a\xe1"
				  "a\xe0"
				  "a\xe5"
				  "a\xe3"
				  "a\xe4"
				  "a\xe2"
				  "a\xea"
				  "a\xe9"
				  "a\xe8"
				  "a\xfa"
				  "a\xfc"
				  "a\xeb"
				  "e\xf9"
				  "e\xf8"
				  "e\xfb"
				  "e\xf5"
				  "e\xef"
				  "e\xe2"
				  "e\xe1"
				  "e\xe0"
				  "e\xe5"
				  "e\xe3"
				  "e\xe4"
				  "\xed\xec\xe6\xf3\xf2"
				  "o\xf9o\xf8o\xfbo\xf5o\xef"
				  "o\xe2o\xe1o\xe0o\xe5o\xe3o\xe4"
				  "\xf4\xf4\xf9\xf4\xf8\xf4\xfb\xf4\xf5\xf4\xef"
				  "u\xf9u\xf8u\xfbu\xf5u\xef"
				  "\xf6\xf6\xf9\xf6\xf8\xf6\xfb\xf6\xf5\xf6\xef"
				  "y\xf9y\xf8y\xfby\xf5\xee\xf1";
	static const char vps[] =
		"\xe1\xe0\xe4\xe3\xe5\xc3\xc0\xc4\xc5\xc6\xe2\xe6\xa1\xa2\xa3"
		"\xa4\xa5\xe9\xe8\xc8\xeb\xcb\xea\x89\x8a\x8b\xcd\x8c\xed\xec"
		"\xcc\xef\xce\xf3\xf2\xd5\xf5\x86\xf4\xd3\xd2\xb0\x87\xb6\xd6"
		"\xa7\xa9\xaa\xab\xae\xfa\xf9\xfb\xdb\xf8\xdc\xd9\xd8\xba\xbb"
		"\xbf\x9a\xff\x9b\xcf\x9c\xc7"
		"\xc1\x80\x81\x82\x02\x83\x84\x85\x1c\x03\xc2\x88\x8d\x8e\x8f"
		"\xf0\x04\xc9\xd7\xde\xfe\x05\xca\x90\x93\x94\x95\x06\xb4\xb5"
		"\xb7\xb8\x10\xb9\xbc\xbd\xbe\x11\xd4\x96\x97\x98\x99\x12\xf7"
		"\x9d\x9e\x9f\xa6\x13\xda\xa8\xd1\xac\x14\xd0\xad\xaf\xb1\x1d"
		"\x15\xdd\xb2\xfd\xb3\x19\xf1";
	struct buf capitals = {0};
	size_t i;

	/* VNI's capitals are its small letters with capital bases and marks */
	buf_add_text(&capitals, vni);
	for (i = 0; vni[i]; i++)
		buf_add_char(&capitals, (char)(vni[i] - 0x20));
	becomes(LABEL_VNI, buf_str(&capitals), letters);
	becomes(LABEL_VPS, STR(vps), letters);
	/* marks where there is no vowel, and what the fonts have besides */
	becomes(LABEL_VNI, STR("b\xf9\x93 e\xea A\xf9"), "bù“ eê Á");
	buf_release(&capitals);
}

static void guesses(void)
{
	round_trip("CP1258", "windows-1258", vietnamese);
	round_trip("VISCII", "viscii", vietnamese);
	round_trip("TCVN5712-1", "tcvn", vietnamese);
	round_trip("CP1252", "windows-1252",
		   "Le président a été reçu là où il est né; très tôt, à "
		   "l'école, ça le gênait.\n");
	round_trip("CP1252", "windows-1252",
		   "Não há informação; a situação é difícil, e amanhã será "
		   "pior. São três irmãos.\n");
	round_trip("CP1252", "windows-1252",
		   "Però è così: più città, perché no? È già là.\n");
	round_trip("CP1252", "windows-1252",
		   "Größe und Qualität müssen für Käufer übereinstimmen.\n");
	round_trip("CP1252", "windows-1252",
		   "Það er ekki hægt að lýsa þessu með orðum.\n");
	decodes(STR("caf\xe9"), "windows-1252", "café");
}

static void declared(void)
{
	struct buf page = encoded(
		"KOI8-R", "<meta http-equiv=Content-Type content=\"text/html; "
			  "charset=KOI8-R\"><p>Москва сегодня</p>");

	decodes(buf_str(&page), "koi8-r",
		"<meta http-equiv=Content-Type content=\"text/html; "
		"charset=KOI8-R\"><p>Москва сегодня</p>");
	buf_release(&page);
	ok(charset_declared(STR("<META CHARSET = 'windows-1258' >")) ==
	   LABEL_WINDOWS_1258);
	ok(charset_declared(STR("<!-- <meta charset=big5> --><meta "
				"charset=latin1>")) == LABEL_WINDOWS_1252);
	ok(charset_declared(
		   STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) ==
	   LABEL_UTF8);
	ok(charset_declared(STR("<meta name=charset content=x>")) == -1);
	ok(charset_declared(STR("<meta charset=klingon>")) == -1);
	ok(charset_declared(STR("<p>charset=big5</p>")) == -1);
	/* a lie: bytes that are UTF-8 stay so */
	decodes(STR("<meta charset=windows-1252>Hội nghị"), "utf-8",
		"<meta charset=windows-1252>Hội nghị");
}

/* What HTTP says goes before what the page says; a byte order mark and valid
 * UTF-8 go before both. */
static void transport(void)
{
	const char *page = "<meta charset=windows-1251><p>Москва сегодня "
			   "вечером встречает гостей</p>";
	struct buf bytes = encoded("KOI8-R", page);
	struct decoded decoded;

	ok(charset_decode(&cs, buf_str(&bytes), STR("KOI8-R"), &decoded));
	is_str(decoded.name, "koi8-r");
	ok(str_eq(decoded.text, str_from(page)));
	ok(charset_decode(&cs, STR("\xfe\xff\0a\0b"), STR("utf-8"), &decoded));
	is_str(decoded.name, "utf-16be");
	ok(charset_decode(&cs, STR("Hội nghị"), STR("iso-8859-1"), &decoded));
	is_str(decoded.name, "utf-8");
	/* ASCII with escapes */
	ok(charset_decode(&cs, STR("\x1b$B4A;z\x1b(B"), STR("iso-2022-jp"),
			  &decoded));
	ok(str_eq(decoded.text, STR("漢字")));
	ok(!charset_decode(&cs, STR("~{VPND~}"), STR("hz-gb-2312"), &decoded));
	ok(!charset_decode(&cs, STR("<meta charset=iso-2022-kr>\x1b$)C"),
			   STR(""), &decoded));
	ok(charset_decode(&cs, STR("~5 km"), STR("hz-gb-2312"), &decoded));
	is_str(decoded.name, "utf-8");
	buf_release(&bytes);
}

static void label_table(void)
{
	ok(label_find(STR(" CSISOLATIN1\n")) == LABEL_WINDOWS_1252);
	ok(label_find(STR("tcvn3")) == LABEL_TCVN);
	ok(label_find(STR("x-gbk")) == LABEL_GB18030);
	ok(label_find(STR("iso_8859-5:1988")) == LABEL_ISO_8859_5);
	ok(label_find(STR("hz-gb-2312")) == LABEL_REPLACEMENT);
	ok(label_find(STR("utf")) == -1);
	ok(label_find(STR("")) == -1);
}

/* Windows-1258 under a declaration of UTF-8, or of the Western default. */
static void lies(void)
{
	static const char *const labels[] = {"utf-8", "iso-8859-1"};
	size_t i;

	for (i = 0; i < 2; i++) {
		struct buf page = {0};

		buf_addf(&page, "<meta charset=%s>%s", labels[i], vietnamese);
		round_trip("CP1258", "windows-1258", page.p);
		buf_release(&page);
	}
}

static void damage(void)
{
	ok(lossy(STR("Hội nghị \xff chuyển đổi"), "utf-8") == 1);
	ok(lossy(STR("one char cut off \xe1\xbb"), "utf-8") == 1);
	ok(lossy(STR("\xff\xfe"
		     "a\0\0\xd8"
		     "b\0c"),
		 "utf-16le") == 2);
	/* Greek without a declaration fits nothing that is looked for */
	ok(lossy(STR("\xd3\xde\xec\xe5\xf1\xe1 \xf4\xef "
		     "\xec\xe5\xf3\xe7\xec\xdd"
		     "\xf1\xe9 \xf3\xf4\xe7\xed \xef\xec\xdc\xe4\xe1"),
		 "") == SIZE_MAX);
	ok(charset_is_wide(&cs, STR("\xff\xfe"
				    "a\0")));
	ok(!charset_is_wide(&cs, STR("\xef\xbb\xbf"
				     "a")));
	ok(!charset_is_wide(&cs, STR("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")));
}

int main(void)
{
	unicode_forms();
	guesses();
	declared();
	font_encodings();
	transport();
	label_table();
	lies();
	damage();
	charset_release(&cs);
	return tap_done();
}
