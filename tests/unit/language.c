#include "language.h"

#include "phrases.h"
#include "tap.h"

static struct tokens tokens;

static void is_lang(const char *want, const char *text, int line)
{
	tokens_find(&tokens, str_from(text));
	tap_is_str(language_of(str_from(text), &tokens), want, text, __FILE__,
		   line);
}

#define is(lang, text) is_lang(lang, text, __LINE__)

static void headlines(void)
{
	is("vi", "Hội nghị chuyển đổi số ngành Công an nhân dân năm 2022");
	is("vi", "Cầu Bến Lở thông xe sau hai năm");
	is("vi", "Thủ tướng dự hội nghị");
	is("en", "Swing bridge turns again after two years of repairs");
	is("en", "The bridge is open");
	is("de", "Die Brücke ist nach zwei Jahren wieder offen");
	is("de", "Neue Brücke wird am Montag eröffnet");
	is("fr", "Le pont rouvre après deux ans de travaux");
	is("fr", "Réouverture du pont dans la ville");
	is("es", "El puente vuelve a abrir después de dos años");
	is("pt", "A ponte foi reaberta depois de dois anos, diz a prefeitura");
	is("it", "Il ponte riapre dopo due anni di lavori nella città");
	is("pl", "Most po dwóch latach jest otwarty dla ruchu");
	is("nl", "De brug is na twee jaar weer open voor het verkeer");
	is("id", "Jembatan itu dibuka kembali setelah dua tahun");
	is("el", "Η γέφυρα άνοιξε ξανά");
	is("ru", "Мост открыли после ремонта");
	is("ru", "Мэр объявил об открытии моста");
	is("uk", "Міст відкрили після ремонту");
	is("zh", "大桥时隔两年重新开放");
	is("ja", "橋が二年ぶりに開通した");
	is("ko", "다리가 2년 만에 다시 열렸다");
	is("th", "สะพานเปิดอีกครั้งหลังสองปี");
	is("he", "הגשר נפתח מחדש");
	is("ar", "إعادة فتح الجسر بعد عامين");
	is("fa", "پل پس از دو سال بازگشایی شد");
	is("hi", "दो साल बाद पुल फिर खुला");
	is("ka", "ხიდი გაიხსნა");
}

static void mixtures(void)
{
	is("en", "Prime Minister Phạm Minh Chính said in Đà Nẵng on Monday "
		 "that the programme would be extended to all provinces by "
		 "the end of the year, and that the ministry should report.");
	is("vi", "Ứng dụng ChatGPT của OpenAI và Google Gemini cạnh tranh "
		 "trên thị trường smartphone");
	is("zh", "华为发布新手机 Mate 60 Pro");
	is("de", "Der Bundestag hat das Gesetz am Freitag mit den Stimmen "
		 "der Koalition beschlossen, die Länder müssen noch "
		 "zustimmen.");
	is("fr", "Selon le ministère, les travaux de la ligne seront "
		 "terminés avant la fin de l'année et les trains rouleront "
		 "de nouveau.");
	is("es", "Según el ministerio, las obras de la línea terminarán "
		 "antes de fin de año y los trenes volverán a circular.");
	is("pt", "Segundo o ministério, as obras da linha não terminam antes "
		 "do fim do ano e os trens voltam a circular.");
	is("it", "Secondo il ministero, i lavori della linea finiranno prima "
		 "della fine dell'anno e i treni torneranno a circolare.");
	is("pl", "Według ministerstwa prace na linii nie zakończą się przed "
		 "końcem roku, a pociągi wrócą na trasę.");
}

static void unsure(void)
{
	is("pl", "Otwarto most łączący brzegi");
	is("tr", "Köprü açıldı");
	is("", "");
	is("", "12:30 10/10/2022");
	is("", "OK Google iPhone Samsung Netflix");
	is("", "*** — 100 % (5)");
	is("", "Kaupunki avaa sillan kahden vuoden jälkeen liikenteelle");
	is("hu", "A kormány tegnap bejelentette, hogy őszre új törvényt "
		 "készít");
	is("cs", "Ministr uvedl, že most bude zítra otevřen");
	is("", "\xff\xfe\x80");
}

int main(void)
{
	phrases_init();
	headlines();
	mixtures();
	unsure();
	tokens_release(&tokens);
	phrases_release();
	return tap_done();
}
