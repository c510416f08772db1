#include "../../stages/cluster/ordinal.h"

#include "phrases.h"
#include "tap.h"

static struct tokens tokens;

static struct ordinal of(const char *text)
{
	struct ordinal ordinal = {0};
	size_t at = 0;

	tokens_find(&tokens, str_from(text));
	ordinal_next(str_from(text), &tokens, &at, &ordinal);
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
	test_names();
	tokens_release(&tokens);
	phrases_release();
	return tap_done();
}
