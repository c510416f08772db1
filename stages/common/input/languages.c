#include "languages.h"

#include <stddef.h>

const struct language languages[] = {
	{LANGUAGE_WESTERN, "éèàêçôùâîûëïœ"}, /* French */
	{LANGUAGE_WESTERN, "äöüß"},
	{LANGUAGE_WESTERN, "áéíóúñü"},	     /* Spanish, Galician, Irish */
	{LANGUAGE_WESTERN, "ãçáéíóúâêõôà"},  /* Portuguese */
	{LANGUAGE_WESTERN, "èàùòìé"},	     /* Italian */
	{LANGUAGE_WESTERN, "àèéíòóúçïü"},    /* Catalan */
	{LANGUAGE_WESTERN, "ëéïöüèêáó"},     /* Dutch, Afrikaans */
	{LANGUAGE_WESTERN, "æøåé"},	     /* Danish, Norwegian */
	{LANGUAGE_WESTERN, "åäöéšž"},	     /* Swedish, Finnish */
	{LANGUAGE_WESTERN, "áðéíóúýþæö"},    /* Icelandic */
	{LANGUAGE_WESTERN, "áðíóúýæø"},	     /* Faroese */
	{LANGUAGE_WESTERN, "äöüõšž"},	     /* Estonian */
	{LANGUAGE_WESTERN, "ëç"},	     /* Albanian */
	{LANGUAGE_LATIN, "łęążóśćńź"},	     /* Polish */
	{LANGUAGE_LATIN, "íáěřýžšéčúůňďťó"}, /* Czech */
	{LANGUAGE_LATIN, "áíýžúščéľťôäňďó"}, /* Slovak */
	{LANGUAGE_LATIN, "éáőöíóüúű"},	     /* Hungarian */
	{LANGUAGE_LATIN, "ăîâșțşţ"},	     /* Romanian */
	{LANGUAGE_LATIN, "čšžćđ"},	     /* Croatian, Slovene */
	{LANGUAGE_LATIN, "ıüşğöçâ"},	     /* Turkish */
	{LANGUAGE_LATIN, "ėšžųįąčūę"},	     /* Lithuanian */
	{LANGUAGE_LATIN, "āīēšņžūļķčģ"},     /* Latvian */
	{LANGUAGE_LATIN, "ħżċġà"},	     /* Maltese */
	{LANGUAGE_LATIN, "ĝĉŝŭĵĥ"},	     /* Esperanto */
	{LANGUAGE_LATIN, "ŵâŷôêîû"},	     /* Welsh */
	{LANGUAGE_CYRILLIC, "оеаинтсрвл"},   /* Russian */
	{LANGUAGE_CYRILLIC, "оаниівтерс"},   /* Ukrainian */
	{LANGUAGE_CYRILLIC, "аоіенырстл"},   /* Belarusian */
	{LANGUAGE_CYRILLIC, "аиоетнрсвд"},   /* Bulgarian */
	{LANGUAGE_CYRILLIC, "аоиенртсјв"},   /* Serbian, Macedonian */
	{LANGUAGE_GREEK, "αοιετσνηυρ"},
	{LANGUAGE_LATIN, NULL},
};

const char *const languages_han =
	"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能"
	"而子那得"
	"于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面"
	"起看定天"
	"分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民"
	"第公此已"
	"工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相"
	"见被利什"
	"二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教儿"
	"原东声提"
	"立及比员解水名真论处走义各入几口认条平系气题活更别打女变四总电数安少报"
	"才结反受"
	"目太量再感建务做接必场件计管期市直资命山金指许统区保至社便空决治展科司"
	"五"
	/* as they are written where they were not simplified */
	"這個們來為國說時會對於發後過種麼經學當沒動進樣開從實軍無與長機業關點間"
	"問將兩應"
	"戰頭體產見話給門東聲員論處義幾認條題變總電數報結務場計區許統決還裡現";

const char *const languages_hangul =
	"이다는에의을가고하지로한은기사를도대자인리시어일서나해정아보그수있부제"
	"들스전국장상"
	"성주만구라소과게관비조원여러우유동위적안미경선공마면신진연요오생문세바"
	"중개학방화";
