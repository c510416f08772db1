#include "../../stages/cluster/ordinal.h"

#include "phrases.h"
#include "tap.h"

static struct tokens tokens;
static int language = PHRASE_ANY_LANGUAGE;

static struct ordinal of(const char *text)
{
	struct ordinal ordinal = {0};
	size_t at = 0;

	tokens_find(&tokens, str_from(text));
	ordinal_next(str_from(text), &tokens, language, &at, &ordinal);
	return ordinal;
}

static bool differ(const char *a, const char *b)
{
	const struct ordinal left = of(a), right = of(b);

	return ordinals_differ(&left, &right);
}

static void test_numbers(void)
{
	ok(of("").number == 0);
	ok(of("Hội nghị chuyển đổi số lần thứ nhất năm 2022").number == 1);
	ok(of("Hội nghị chuyển đổi số lần thứ 3").number == 3);
	ok(of("Đại hội Đảng lần thứ XIV").number == 14);
	ok(of("Đại hội Đảng lần thứ IX").number == 9);
	ok(of("lần thứ XXXIX").number == 39);
	ok(of("lần thứ IIII").number == 0);
	ok(of("lần thứ mười hai").number == 12);
	ok(of("the third annual meeting").number == 3);
	ok(of("the 33-year-old actress").number == 0);
	ok(of("lần thứ").number == 0);
	ok(of("lần thứ 1000").number == 0);
}

static void test_forms(void)
{
	ok(of("The 4th annual harvest fair").number == 4);
	ok(of("Fourth harvest fair").number == 4);
	ok(of("the twenty-first harvest fair").number == 21);
	ok(of("Le IVe salon du miel").number == 4);
	ok(of("la troisième édition du salon").number == 3);
	ok(of("die 4. Internationale Messe").number == 4);
	ok(of("zum vierten Orgelfest").number == 4);
	ok(of("XII congreso de apicultores").number == 12);
	ok(of("la 3ª edición de la feria").number == 3);
	ok(of("3-й форум молодежи").number == 3);
	ok(of("четвёртый форум молодежи").number == 4);
	ok(of("III форум молодежи").number == 3);
	ok(of("第三届风筝节").number == 3);
	ok(of("第3届风筝节").number == 3);
	ok(of("第二十一届电影节").number == 21);
	/* of no series, or no ordinals */
	ok(of("the third time he won").number == 0);
	ok(of("in the 78th minute").number == 0);
	ok(of("on the 4th of October").number == 0);
	ok(of("on October 4th they met").number == 0);
	ok(of("am 4. Oktober begann sie").number == 0);
	ok(of("le 1er octobre 2022").number == 0);
	ok(of("第三次").number == 0);
	ok(of("Queen Elizabeth II opened it").number == 0);
	ok(of("Năm người ở Ba Vì").number == 0);
	ok(of("I think that V is five").number == 0);
	ok(of("4").number == 0);
}

static int of_language(const char *lang, const char *text)
{
	int number;

	language = phrase_language(lang);
	number = of(text).number;
	language = PHRASE_ANY_LANGUAGE;
	return number;
}

/* What is an ordinal in one language is a word in another. */
static void test_languages(void)
{
	ok(of_language("fr", "le Xe congrès des apiculteurs") == 10);
	ok(of_language("vi", "Xe tải lật trên đèo") == 0);
	ok(of("Xe tải lật trên đèo").number == 0);
	ok(of_language("es", "la 12.ª Feria del Esparto") == 12);
	ok(of_language("es", "el 80.º encuentro de coros") == 80);
	ok(of_language("es", "la V Feria de la Sal") == 5);
	ok(of_language("es", "las XV Jornadas de la Sal") == 15);
	ok(of_language("es", "la decimosexta edición del certamen") == 16);
	ok(of_language("es", "el vigésimo primer certamen") == 21);
	ok(of_language("fr", "les 12es Rencontres du lin") == 12);
	ok(of_language("fr", "la vingt-troisième fête du lin") == 23);
	ok(of_language("de", "Beim XXI. Kongress der Imker") == 21);
	ok(of_language("de", "zum einundzwanzigsten Orgelfest") == 21);
	ok(of_language("ru", "V съезд библиотекарей") == 5);
	ok(of_language("ru", "на двадцать пятом фестивале льна") == 25);
	ok(of_language("ru", "участники 25-го фестиваля льна") == 25);
	ok(of_language("vi", "Hội thi lần thứ hai mươi sáu") == 26);
	ok(of_language("zh", "第十二次河流国家领导人峰会") == 12);
	ok(of_language("zh", "第一百三十五届春交会") == 135);
	/* no name behind, or one that no event has */
	ok(of_language("en", "the first to reach the shore") == 0);
	ok(of_language("en", "it came third, after two others") == 0);
	ok(of_language("fr", "une première depuis 1987") == 0);
	ok(of_language("en", "the third gain in four sessions") == 0);
	ok(of_language("es", "es la tercera subida en cuatro sesiones") == 0);
	ok(of_language("vi", "vô địch lần thứ ba liên tiếp") == 0);
	ok(of_language("zh", "她第三次夺冠") == 0);
	ok(of_language("zh", "第二次世界大战") == 0);
	ok(of_language("zh", "他位居第二。") == 0);
	ok(of_language("ru", "Он был вторым. Потом ушел.") == 0);
	ok(of_language("es", "ganó la segunda vuelta") == 0);
	ok(of_language("en", "V stands for victory") == 0);
}

static void test_names(void)
{
	static const char third[] =
		"The mayor opened the third annual harvest fair of the town";

	ok(differ("Hội nghị trực tuyến toàn quốc về mùa màng lần thứ nhất",
		  "Hội nghị trực tuyến toàn quốc về mùa màng lần thứ 2"));
	ok(!differ("Hội nghị trực tuyến toàn quốc về mùa màng lần thứ hai",
		   "Hội nghị trực tuyến toàn quốc về mùa màng lần thứ 2"));
	ok(!differ("Hội nghị trực tuyến toàn quốc về mùa màng lần thứ nhất",
		   "các sản phẩm của cuộc cách mạng công nghiệp lần thứ 4"));
	ok(differ(third, "Crowds at the fourth annual harvest fair of town"));
	ok(!differ(third, "Crowds at the second day of trading in London"));
	ok(!differ(third, "nothing of the kind"));
	/* words such as "of the" make no name the same */
	ok(!differ("He passed it with the 11th point of the game in the hall",
		   "It ended in the first quarter of the year in the south"));
}

int main(void)
{
	phrases_init();
	test_numbers();
	test_forms();
	test_languages();
	test_names();
	tokens_release(&tokens);
	phrases_release();
	return tap_done();
}
