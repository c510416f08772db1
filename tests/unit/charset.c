/* Every encoding a page may come in gives the same valid UTF-8. */
#include "../../stages/read/charset.h"

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
	/* Russian without a declaration fits nothing that we can tell */
	ok(lossy(STR("\xcc\xee\xf1\xea\xe2\xe0 \xf1\xe5\xe3\xee\xe4\xed\xff "
		     "\xe2\xe5\xf7\xe5\xf0\xee\xec"),
		 "") == SIZE_MAX);
	ok(charset_is_wide(STR("\xff\xfe"
			       "a\0")));
	ok(!charset_is_wide(STR("\xef\xbb\xbf"
				"a")));
	ok(!charset_is_wide(STR("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")));
}

int main(void)
{
	unicode_forms();
	guesses();
	declared();
	transport();
	label_table();
	lies();
	damage();
	charset_release(&cs);
	return tap_done();
}
