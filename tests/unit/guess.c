/* Which encoding bytes are in, from what they say. */
#include "../../stages/common/input/guess.h"

#include <iconv.h>

#include "random.h"
#include "tap.h"
#include "unicode.h"

static struct guess guess;
static struct decoder decoder;

static const int none[GUESS_DECLARED] = {-1, -1, -1};

static struct buf encoded(const char *to, const char *text)
{
	char *in = (char *)(size_t)text, out[4096], *end = out;
	size_t left = strlen(text), room = sizeof(out);
	iconv_t cd = iconv_open(to, "UTF-8");
	struct buf result = {0};

	ok(iconv(cd, &in, &left, &end, &room) != (size_t)-1);
	iconv(cd, NULL, NULL, &end, &room);
	iconv_close(cd);
	buf_add(&result, out, (size_t)(end - out));
	return result;
}

/* text in an encoding, under what is declared, is taken for want. */
static void guesses(const char *to, const char *text, int declared, int want)
{
	const int labels[GUESS_DECLARED] = {-1, declared, -1};
	struct buf bytes = encoded(to, text);
	const int got = guess_label(&guess, &decoder, buf_str(&bytes), labels);

	if (!ok(got == want))
		printf("# %s: %s\n", to, got < 0 ? "" : label_get(got)->name);
	buf_release(&bytes);
}

static const char japanese[] = "昨日の夜、町の図書館で古い地図の展覧会が始まり"
			       "ました。入場は無料です。";
static const char korean[] =
	"어제 저녁 도서관에서 오래된 지도를 보여 주는 전시회가 열렸다. "
	"누구나 들어갈 수 있고 학생은 돈을 내지 않는다.";
static const char chinese[] =
	"我们在这里工作了很多年，现在想回到自己的家。明天上午大家一起开会。";
static const char ukrainian[] =
	"Учора ввечері в місті відкрилася виставка старих мап, її "
	"подивилися сотні людей із сусідніх сіл.";
static const char french[] =
	"L'été dernier, deux œufs étaient cachés là où l'hôtel a fermé.";
static const char czech[] =
	"Příliš žluťoučký kůň úpěl ďábelské ódy a všichni ho slyšeli.";

/* these look nearly Western */
static const char hungarian[] =
	"Tegnap este a könyvtárban megnyílt a régi térképek kiállítása, ahol "
	"hűvös, esős időben is sok szülő és gyerek állt sorba.";
static const char turkish[] =
	"Dün akşam kütüphanede eski haritaların sergisi açıldı; yağmura "
	"rağmen çocuklar ve öğretmenler sıraya girdi, ışıklar söndü.";
static const char spanish[] =
	"Mañana por la mañana abrirá la exposición del señor Muñoz; el niño "
	"soñó con aquella montaña, allí donde el otoño es pequeño.";

static void undeclared(void)
{
	guesses("SHIFT_JIS", japanese, -1, LABEL_SHIFT_JIS);
	guesses("EUC-JP", japanese, -1, LABEL_EUC_JP);
	guesses("EUC-KR", korean, -1, LABEL_EUC_KR);
	guesses("GB18030", chinese, -1, LABEL_GB18030);
	guesses("KOI8-U", ukrainian, -1, LABEL_KOI8_U);
	guesses("CP1251", ukrainian, -1, LABEL_WINDOWS_1251);
	guesses("ISO-8859-15", french, -1, LABEL_ISO_8859_15);
	guesses("CP1252", french, -1, LABEL_WINDOWS_1252);
	guesses("CP1252", "2 ½", -1, LABEL_WINDOWS_1252);
	/* none of the candidates */
	guesses("CP1250", czech, -1, -1);
	guesses("ISO-8859-2", czech, -1, -1);
	guesses("ISO-8859-2", hungarian, -1, -1);
	guesses("CP1254", turkish, -1, -1);
	guesses("CP1254", turkish, LABEL_WINDOWS_1252, -1);
	guesses("CP1254", turkish, LABEL_WINDOWS_1254, LABEL_WINDOWS_1254);
	guesses("CP1252", spanish, -1, LABEL_WINDOWS_1252);
}

static void declared(void)
{
	/* languages without a candidate are believed */
	guesses("CP1250", czech, label_find(STR("windows-1250")),
		label_find(STR("windows-1250")));
	guesses("CP1255", "שלום לכולם, היום נדבר על העיר העתיקה",
		label_find(STR("windows-1255")),
		label_find(STR("windows-1255")));
	guesses("CP874", "วันนี้อากาศดีมากและทุกคนมีความสุข",
		label_find(STR("tis-620")), label_find(STR("tis-620")));
	/* lies */
	guesses("CP1252", french, LABEL_WINDOWS_1251, LABEL_WINDOWS_1252);
	guesses("CP1252", french, label_find(STR("iso-8859-2")),
		LABEL_WINDOWS_1252);
	/* é and è alone would be é and č, which is no Czech */
	guesses("CP1252", "Le père a été blessé près de l'école fermée.",
		LABEL_ISO_8859_2, LABEL_WINDOWS_1252);
	guesses("CP1250", "Česká obec, česká řeka a černý les v září.",
		LABEL_WINDOWS_1250, LABEL_WINDOWS_1250);
	/* quotes would be letters */
	guesses("CP1252",
		"“It’s the town’s own bridge – and it’s open”, she said.",
		label_find(STR("macintosh")), LABEL_WINDOWS_1252);
	guesses("MACINTOSH", "El año que viene habrá más árboles, dijo ella.",
		label_find(STR("macintosh")), label_find(STR("macintosh")));
	guesses("ISO-8859-15", french, LABEL_WINDOWS_1252, LABEL_ISO_8859_15);
	guesses("CP1251", ukrainian, label_find(STR("windows-1253")),
		LABEL_WINDOWS_1251);
	guesses("EUC-KR", korean, LABEL_GB18030, LABEL_EUC_KR);
	/* what was declared is wrong, and no candidate is right */
	guesses("CP1250", czech, LABEL_KOI8_R, -1);
	/* no odd character, but not one of the frequent letters */
	guesses("CP1253", "και το ονομα του που ηρθε απο την αλλη μερια",
		LABEL_WINDOWS_1251, -1);
	guesses("CP1253", "και το ονομα του που ηρθε απο την αλλη μερια", -1,
		-1);
	/* capitals */
	guesses("KOI8-R", "ВЫСТАВКА СТАРИННЫХ КАРТ ОТКРЫЛАСЬ В ГОРОДЕ",
		LABEL_KOI8_R, LABEL_KOI8_R);
	guesses("KOI8-R", "ВЫСТАВКА СТАРИННЫХ КАРТ ОТКРЫЛАСЬ В ГОРОДЕ", -1, -1);
	/* too many odd characters, though most fit */
	guesses("CP1252", "l'été, l'hôtel né là, très près; ma¹y sta¹y",
		LABEL_WINDOWS_1252, -1);
	guesses("CP1253", "ψωμί", label_find(STR("greek")),
		label_find(STR("greek")));
	/* little text does not speak against what was declared */
	guesses("CP1253", "Ναι", label_find(STR("greek")),
		label_find(STR("greek")));
}

static void wide(void)
{
	static const char *const texts[] = {
		chinese, ukrainian, korean, japanese,
		"Hội đồng đã họp sáng nay để bàn về việc sửa đường."};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct buf little = encoded("UTF-16LE", texts[i]);
		struct buf big = encoded("UTF-16BE", texts[i]);
		struct buf narrow = encoded("UTF-8", texts[i]);

		ok(guess_utf16(&guess, &decoder, buf_str(&little)) ==
		   LABEL_UTF16LE);
		ok(guess_utf16(&guess, &decoder, buf_str(&big)) ==
		   LABEL_UTF16BE);
		ok(guess_utf16(&guess, &decoder, buf_str(&narrow)) == -1);
		buf_release(&little);
		buf_release(&big);
		buf_release(&narrow);
	}
}

/* Bytes that are no text are in no encoding. */
static void noise(void)
{
	uint64_t state = 1;
	size_t seen = 0, wide_seen = 0, round, i;

	for (round = 0; round < 200; round++) {
		struct buf bytes = {0};

		for (i = 0; i < 4096; i++)
			buf_add_char(&bytes, (char)random_next(&state));
		seen += guess_label(&guess, &decoder, buf_str(&bytes), none) >=
			0;
		wide_seen +=
			guess_utf16(&guess, &decoder, buf_str(&bytes)) >= 0;
		buf_release(&bytes);
	}
	ok(seen == 0);
	ok(wide_seen == 0);
}

int main(void)
{
	unicode_init();
	undeclared();
	declared();
	wide();
	noise();
	/* what stands in scripts only is better than nothing */
	ok(guess_label(&guess, &decoder,
		       STR("<script>x='caf\xe9 cr\xe8me'</script>"),
		       none) == LABEL_WINDOWS_1252);
	guess_release(&guess);
	decoder_release(&decoder);
	return tap_done();
}
