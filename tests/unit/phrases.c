#include "phrases.h"

#include "error.h"
#include "tap.h"

extern const char *const phrase_tables[];

static struct tokens tokens;

/* How many tokens the phrase takes at the beginning of text. */
static size_t len(const char *text, enum phrase_kind kind)
{
	tokens_find(&tokens, str_from(text));
	return phrase_at(&tokens, 0, kind, NULL);
}

static int value(const char *text, enum phrase_kind kind)
{
	int number;

	tokens_find(&tokens, str_from(text));
	return phrase_at(&tokens, 0, kind, &number) ? number : -1;
}

static void lookups(void)
{
	ok(len("Tin cùng chuyên mục", PHRASE_TAIL) == 4);
	ok(len("BÌNH LUẬN (12)", PHRASE_TAIL) == 2);
	ok(len("Xem thêm:'Người dân", PHRASE_INLINE) == 2);
	ok(len("Đường dây nóng: 0912", PHRASE_ALONE) == 3);
	ok(len("Đăng nhập để bình luận ngay", PHRASE_CHROME) == 5);
	ok(len("Ảnh: TTXVN", PHRASE_CAPTION) == 1);
	ok(len("Theo HÀ VĂN", PHRASE_BYLINE) == 1);
	ok(len("Cập nhật lúc 07:00", PHRASE_STAMP) == 3);
	ok(len("tính đến ngày 19/9", PHRASE_NOT_EVENT) == 3);
	ok(len("Rạng sáng 31/8", PHRASE_DAY_CUE) == 2);
	ok(len("Thứ Hai, 19/01", PHRASE_WEEKDAY) == 2);
	ok(len("You may also like", PHRASE_TAIL) == 4);
	ok(len("Photo credit: A", PHRASE_CAPTION) == 2);
	ok(len("Das könnte Sie auch interessieren", PHRASE_TAIL) == 5);
	ok(len("Читайте также: мост", PHRASE_INLINE) == 2);
	ok(len("相关阅读", PHRASE_TAIL) == 4);
	/* no such phrase, or of another kind */
	ok(len("Hội nghị trực tuyến", PHRASE_TAIL) == 0);
	ok(len("Tin cùng chuyên mục", PHRASE_STAMP) == 0);
	ok(len("", PHRASE_TAIL) == 0);
	/* the beginning of a phrase is none, and a longer one comes first */
	ok(len("Đăng nhập để", PHRASE_CHROME) == 0);
	ok(len("Published", PHRASE_STAMP) == 1);
	ok(len("Published on Monday", PHRASE_STAMP) == 2);
	ok(phrase_at(&tokens, 99, PHRASE_STAMP, NULL) == 0);
}

/* Running text that no chrome phrase may match anywhere. */
static void no_chrome(const char *text)
{
	size_t found = 0;

	tokens_find(&tokens, str_from(text));
	for (size_t i = 0; i < tokens.count; i++)
		found += phrase_at(&tokens, i, PHRASE_CHROME, NULL) >= 3;
	tap_ok(!found, text, __FILE__, __LINE__);
}

static void prose(void)
{
	no_chrome("Tỷ lệ người sử dụng dịch vụ công trực tuyến chưa nhiều");
	no_chrome("Theo dự báo thời tiết, ngày mai có mưa; người dân gọi "
		  "đường dây nóng 113 hoặc đăng ký tài khoản định danh.");
	no_chrome("Trang thông tin điện tử đã đạt ba triệu lượt truy cập, "
		  "lượng khách viếng thăm tăng so với tháng trước.");
	no_chrome("He said the terms and conditions of the exchange rate "
		  "deal were a search for the best weather forecast at home.");
}

static void values(void)
{
	ok(value("tháng 9/2022", PHRASE_MONTH) == 9);
	ok(value("tháng mười hai", PHRASE_MONTH) == 12);
	ok(value("tháng năm", PHRASE_MONTH) == -1);
	ok(value("OCTOBER", PHRASE_MONTH) == 10);
	ok(value("October", PHRASE_MONTH_FIRST) == 10);
	ok(value("Oktober", PHRASE_MONTH_FIRST) == -1);
	ok(value("octobre", PHRASE_MONTH) == 10);
	ok(value("октября", PHRASE_MONTH) == 10);
	ok(value("Μαΐου", PHRASE_MONTH) == 5);
	ok(value("October 9", PHRASE_STAMP) == -1);
	ok(value("nhất", PHRASE_ORDINAL_WORD) == 1);
	ok(value("hai mươi mốt", PHRASE_ORDINAL_WORD) == 21);
	ok(value("twenty-first", PHRASE_ORDINAL_WORD) == 21);
	ok(value("third", PHRASE_ORDINAL_WORD) == 3);
	ok(len("lần thứ 3", PHRASE_ORDINAL) == 2);
	ok(value("published", PHRASE_STAMP) == 0);
}

/* Those of one language alone. */
static size_t len_in(const char *lang, const char *text, enum phrase_kind kind,
		     int *number)
{
	tokens_find(&tokens, str_from(text));
	return phrase_in(&tokens, 0, kind, phrase_language(lang), number);
}

static void languages(void)
{
	int number;

	ok(len_in("fr", "hier", PHRASE_RELATIVE, &number) == 1 && number == -1);
	ok(len_in("fr-CA", "hier", PHRASE_RELATIVE, NULL) == 1);
	ok(len_in("de", "hier", PHRASE_RELATIVE, NULL) == 0);
	ok(len_in("", "hier", PHRASE_RELATIVE, NULL) == 1);
	ok(len_in("xy", "hier", PHRASE_RELATIVE, NULL) == 0);
	ok(phrase_language("xy") == PHRASE_NO_LANGUAGE);
	ok(phrase_language("") == PHRASE_ANY_LANGUAGE);
	ok(len_in("en", "today", PHRASE_RELATIVE, &number) == 1 && !number);
}

/* What a day is; a phrase may be an ordinal, too, with a value of its own. */
static void roles(void)
{
	ok(value("tính đến ngày 19/9", PHRASE_ROLE) == PHRASE_LIMIT);
	ok(value("every year", PHRASE_ROLE) == PHRASE_YEARLY);
	ok(value("résolution du", PHRASE_ROLE) == PHRASE_DOCUMENT);
	ok(value("jahrestag", PHRASE_ROLE) == PHRASE_ANNIVERSARY);
	ok(value("год назад", PHRASE_ROLE) == PHRASE_BACKGROUND);
	ok(value("minute", PHRASE_ROLE) == PHRASE_COUNTED);
	/* one word does not make a date of the number behind it */
	ok(len("as at", PHRASE_NOT_EVENT) == 2);
	ok(len("before", PHRASE_NOT_EVENT) == 0);
	ok(value("Monday", PHRASE_WEEKDAY) == 1);
	ok(value("fourth", PHRASE_ORDINAL_ALONE) == 4);
	ok(value("fourth", PHRASE_ORDINAL_WORD) == 4);
	ok(phrases_add(STR("weekday\tgrault=2\nordinal-word\tgrault=9\n"),
		       &(struct error){0}));
	ok(value("grault", PHRASE_WEEKDAY) == 2);
	ok(value("grault", PHRASE_ORDINAL_WORD) == 9);
}

static void function_words(void)
{
	struct phrase_vote vote[PHRASE_LANGS_MAX];
	const char *lang;
	size_t n, langs = 0;

	tokens_find(&tokens, STR("Der Hund und die Katze sind in dem Haus"));
	ok(phrase_function_words(&tokens, &lang) == 6);
	is_str(lang, "de");
	tokens_find(&tokens, STR("của và là"));
	ok(phrase_function_words(&tokens, NULL) == 3);
	n = phrase_votes(&tokens, vote);
	ok(n >= 11);
	for (size_t l = 0; l < n; l++)
		langs += vote[l].words > 0;
	ok(langs >= 1);
	tokens_find(&tokens, STR("Xyzzy plugh 42"));
	ok(phrase_function_words(&tokens, &lang) == 0);
	is_str(lang, "");
}

/* The tables that are built in have no line that is not understood. */
static void built_in(void)
{
	struct error error;

	for (const char *const *p = phrase_tables; *p; p += 2) {
		struct buf text = {0};

		buf_addf(&text, "lang\t%s\n%s", p[0], p[1]);
		if (!tap_ok(phrases_add(buf_str(&text), &error), p[0], __FILE__,
			    __LINE__))
			printf("# line %zu: %s\n", error.at, error.what);
		buf_release(&text);
	}
}

static bool fails(const char *table, size_t at)
{
	struct error error;

	return !phrases_add(str_from(table), &error) && error.at == at &&
	       error.what;
}

static void own_tables(void)
{
	struct error error;

	ok(len("Blah blub", PHRASE_CHROME) == 0);
	ok(phrases_add(STR("# mine\n\nchrome\tblah blub\nmonth\tfoo = 7\n"
			   "lang\txx\nfunction\tqwe rty\n"),
		       &error));
	ok(len("blah, BLUB!", PHRASE_CHROME) == 2);
	ok(value("Foo", PHRASE_MONTH) == 7);
	ok(len("rty", PHRASE_FUNCTION) == 1);
	ok(fails("chrome\ta\nnonsense\tb\n", 2));
	ok(fails("chrome a\n", 1));
	ok(fails("chrome\t...\n", 1));
	ok(fails("\n\nmonth\tbar\n", 3));
	ok(fails("month\tbar=13\n", 1));
	ok(fails("ordinal-word\tbar=x\n", 1));
	ok(fails("function\tbar\n", 1));
	ok(fails("lang\tx\n", 1));
	ok(phrases_add(STR(""), &error));
}

int main(void)
{
	tokens_find(&tokens, STR("published"));
	ok(phrase_at(&tokens, 0, PHRASE_STAMP, NULL) == 0); /* no tables yet */
	phrases_init();
	phrases_init(); /* again: nothing happens */
	lookups();
	prose();
	values();
	languages();
	roles();
	function_words();
	built_in();
	own_tables();
	phrases_release();
	ok(len("published", PHRASE_STAMP) == 0);
	tokens_release(&tokens);
	return tap_done();
}
