/* Text scores high in its own language, and low where it was read wrongly. */
#include "../../stages/common/input/fit.h"

#include "../../stages/common/input/decode.h"
#include "../../stages/common/input/labels.h"
#include "tap.h"
#include "unicode.h"
#include "utf8.h"

static struct fit_tables tables;

static int percent(const char *text, unsigned int models)
{
	return fit_text(&tables, str_from(text), models).percent;
}

static size_t odd(const char *text)
{
	return fit_text(&tables, str_from(text), FIT_ANY).odd;
}

static const struct {
	const char *text;
	unsigned int model;
} texts[] = {
	{"Hội đồng đã họp sáng nay để bàn về việc sửa đường", FIT_VIETNAMESE},
	{"L’été dernier, là où l’hôtel a fermé, l’œuvre était née",
	 FIT_WESTERN},
	{"Größe, Qualität und Maß müssen für Käufer übereinstimmen",
	 FIT_WESTERN},
	{"Příliš žluťoučký kůň úpěl ďábelské ódy", FIT_LATIN},
	{"Вчера вечером в городе открылась выставка старинных карт",
	 FIT_CYRILLIC},
	{"Η κυβέρνηση ανακοίνωσε σήμερα τα νέα μέτρα για την υγεία", FIT_GREEK},
	{"我们在这里工作了很多年，现在想回到自己的家。", FIT_CHINESE},
	{"我們在這裡工作了很多年，現在想回到自己的家。", FIT_CHINESE},
	{"昨日の夜、町の図書館で古い地図の展覧会が始まりました。",
	 FIT_JAPANESE},
	{"어제 저녁 도서관에서 오래된 지도를 보여 주는 전시회가 열렸다.",
	 FIT_KOREAN},
};

enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

/* By its own model a text fits; by that of another script it does not. */
static void own_and_others(void)
{
	size_t i, k;

	for (i = 0; i < TEXTS; i++) {
		ok(percent(texts[i].text, texts[i].model | FIT_SIGNS) >= 85);
		ok(percent(texts[i].text, FIT_ANY) >= 85);
		for (k = 0; k < TEXTS; k++) {
			const unsigned int model = texts[k].model;

			if (model != texts[i].model && model != FIT_LATIN)
				ok(percent(texts[i].text, model) < 50);
		}
	}
}

/* UTF-8 read as something else. */
static void misread(void)
{
	static const int labels[] = {LABEL_WINDOWS_1252, LABEL_WINDOWS_1251,
				     LABEL_KOI8_R, LABEL_GB18030, LABEL_EUC_KR};
	struct decoder decoder = {0};
	struct buf out = {0};
	size_t i, k, lossy;

	for (i = 0; i < TEXTS; i++)
		for (k = 0; k < sizeof(labels) / sizeof(labels[0]); k++) {
			buf_reset(&out);
			ok(decoder_convert(&decoder, labels[k],
					   str_from(texts[i].text), &out,
					   &lossy));
			if (!ok(percent(out.p, FIT_ANY) < 60))
				printf("# %s\n", out.p);
		}
	decoder_release(&decoder);
	buf_release(&out);
}

static void odd_characters(void)
{
	ok(odd("“Quoted” – it’s fine… 5 £, 10 °C, l·l, 1º «a»") == 0);
	ok(odd("ДА, Нет и нет") == 0);
	ok(odd("дА") == 2);	     /* a capital behind a small letter */
	ok(odd("москvа") == 5);	     /* two scripts */
	ok(odd("coop╣ration") == 1); /* box drawing */
	ok(odd("a\xc2\x92"
	       "b") == 1); /* a control */
	ok(odd("a\x01\tb\n") == 1);
	ok(odd("\xef\xbf\xbd") == 1);
	ok(odd("deux ½ufs") == 1); /* a fraction before letters */
	ok(odd("2½ h") == 0);
	ok(odd("Ј1000") == 1); /* £ read as a letter */
	ok(odd("10 ¤") == 1);
	ok(fit_text(&tables, STR(""), FIT_ANY).items == 0);
	ok(percent("", FIT_ANY) == 0);
}

int main(void)
{
	unicode_init();
	own_and_others();
	misread();
	odd_characters();
	return tap_done();
}
