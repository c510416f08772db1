#include "labels.h"

#include "ascii.h"

static const struct label table[LABEL_COUNT] = {
	[LABEL_UTF8] = {"utf-8", "UTF-8",
			"utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 "
			"unicode20utf8 x-unicode20utf8",
			false},
	[LABEL_UTF16LE] = {"utf-16le", "UTF-16LE",
			   "utf-16 utf-16le ucs-2 unicode iso-10646-ucs-2 "
			   "csunicode unicodefeff",
			   false},
	[LABEL_UTF16BE] = {"utf-16be", "UTF-16BE", "utf-16be unicodefffe",
			   false},
	[LABEL_UTF32LE] = {"utf-32le", "UTF-32LE", "utf-32le", false},
	[LABEL_UTF32BE] = {"utf-32be", "UTF-32BE", "utf-32be", false},
	[LABEL_WINDOWS_1252] =
		{"windows-1252", "CP1252",
		 "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 "
		 "iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 "
		 "csisolatin1 latin1 l1 ascii us-ascii ansi_x3.4-1968 "
		 "cp819 ibm819 x-user-defined",
		 false},
	[LABEL_ISO_8859_15] = {"iso-8859-15", "ISO-8859-15",
			       "iso-8859-15 iso8859-15 iso885915 iso_8859-15 "
			       "csisolatin9 l9",
			       false},
	[LABEL_WINDOWS_1258] = {"windows-1258", "CP1258",
				"windows-1258 cp1258 x-cp1258", true},
	[LABEL_VISCII] = {"viscii", "VISCII",
			  "viscii viscii1.1-1 csviscii x-viet-viscii", true},
	[LABEL_TCVN] = {"tcvn", "TCVN5712-1",
			"tcvn tcvn3 tcvn-5712 tcvn5712-1 tcvn5712-1:1993 "
			"x-viet-tcvn x-viet-tcvn5712",
			true},
	[LABEL_VNI] = {"vni", "", "vni vni-windows x-viet-vni", true},
	[LABEL_VPS] = {"vps", "", "vps x-viet-vps", true},
	[LABEL_WINDOWS_1251] = {"windows-1251", "CP1251",
				"windows-1251 cp1251 x-cp1251", false},
	[LABEL_KOI8_R] = {"koi8-r", "KOI8-R", "koi8-r koi koi8 koi8_r cskoi8r",
			  false},
	[LABEL_KOI8_U] = {"koi8-u", "KOI8-U", "koi8-u koi8-ru", false},
	[LABEL_IBM866] = {"ibm866", "IBM866", "ibm866 866 cp866 csibm866",
			  false},
	[LABEL_ISO_8859_5] = {"iso-8859-5", "ISO-8859-5",
			      "iso-8859-5 iso8859-5 iso88595 iso_8859-5 "
			      "iso_8859-5:1988 iso-ir-144 csisolatincyrillic "
			      "cyrillic",
			      false},
	[LABEL_GB18030] =
		{"gb18030", "GB18030",
		 "gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 csgb2312 "
		 "csiso58gb231280 iso-ir-58 chinese",
		 false},
	[LABEL_BIG5] = {"big5", "BIG5-HKSCS",
			"big5 big5-hkscs cn-big5 csbig5 x-x-big5", false},
	[LABEL_EUC_JP] = {"euc-jp", "EUC-JP",
			  "euc-jp x-euc-jp cseucpkdfmtjapanese", false},
	[LABEL_SHIFT_JIS] =
		{"shift_jis", "CP932",
		 "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j "
		 "ms932 csshiftjis",
		 false},
	[LABEL_EUC_KR] = {"euc-kr", "CP949",
			  "euc-kr cseuckr csksc56011987 korean ks_c_5601-1987 "
			  "ks_c_5601-1989 ksc5601 ksc_5601 windows-949 "
			  "iso-ir-149",
			  false},
	[LABEL_ISO_8859_2] =
		{"iso-8859-2", "ISO-8859-2",
		 "iso-8859-2 iso8859-2 iso88592 iso_8859-2 "
		 "iso_8859-2:1987 iso-ir-101 csisolatin2 latin2 l2",
		 false},
	[LABEL_WINDOWS_1250] = {"windows-1250", "CP1250",
				"windows-1250 cp1250 x-cp1250", false},
	[LABEL_WINDOWS_1254] =
		{"windows-1254", "CP1254",
		 "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 "
		 "iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 "
		 "csisolatin5 latin5 l5",
		 false},
	[LABEL_WINDOWS_1257] = {"windows-1257", "CP1257",
				"windows-1257 cp1257 x-cp1257", false},
	[LABEL_ISO_2022_JP] = {"iso-2022-jp", "ISO-2022-JP",
			       "iso-2022-jp csiso2022jp", false},
	[LABEL_REPLACEMENT] = {"replacement", "",
			       "replacement csiso2022kr hz-gb-2312 iso-2022-cn "
			       "iso-2022-cn-ext iso-2022-kr",
			       false},
	{"iso-8859-3", "ISO-8859-3",
	 "iso-8859-3 iso8859-3 iso88593 iso_8859-3 "
	 "iso_8859-3:1988 iso-ir-109 csisolatin3 latin3 l3",
	 false},
	{"iso-8859-4", "ISO-8859-4",
	 "iso-8859-4 iso8859-4 iso88594 iso_8859-4 "
	 "iso_8859-4:1988 iso-ir-110 csisolatin4 latin4 l4",
	 false},
	{"iso-8859-6", "ISO-8859-6",
	 "iso-8859-6 iso8859-6 iso88596 iso_8859-6 "
	 "iso_8859-6:1987 iso-8859-6-e iso-8859-6-i iso-ir-127 "
	 "csiso88596e csiso88596i csisolatinarabic arabic "
	 "asmo-708 ecma-114",
	 false},
	{"iso-8859-7", "ISO-8859-7",
	 "iso-8859-7 iso8859-7 iso88597 iso_8859-7 "
	 "iso_8859-7:1987 iso-ir-126 csisolatingreek greek "
	 "greek8 ecma-118 elot_928 sun_eu_greek",
	 false},
	{"iso-8859-8", "ISO-8859-8",
	 "iso-8859-8 iso8859-8 iso88598 iso_8859-8 "
	 "iso_8859-8:1988 iso-8859-8-e iso-8859-8-i iso-ir-138 "
	 "csiso88598e csiso88598i csisolatinhebrew hebrew "
	 "visual logical",
	 false},
	{"iso-8859-10", "ISO-8859-10",
	 "iso-8859-10 iso8859-10 iso885910 csisolatin6 latin6 "
	 "l6",
	 false},
	{"iso-8859-13", "ISO-8859-13", "iso-8859-13 iso8859-13 iso885913",
	 false},
	{"iso-8859-14", "ISO-8859-14", "iso-8859-14 iso8859-14 iso885914",
	 false},
	{"iso-8859-16", "ISO-8859-16", "iso-8859-16", false},
	{"macintosh", "MACINTOSH", "macintosh mac x-mac-roman csmacintosh",
	 false},
	{"x-mac-cyrillic", "MAC-CYRILLIC", "x-mac-cyrillic x-mac-ukrainian",
	 false},
	{"windows-874", "CP874",
	 "windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 "
	 "iso885911",
	 false},
	{"windows-1253", "CP1253", "windows-1253 cp1253 x-cp1253", false},
	{"windows-1255", "CP1255", "windows-1255 cp1255 x-cp1255", false},
	{"windows-1256", "CP1256", "windows-1256 cp1256 x-cp1256", false},
};

const struct label *label_get(int index)
{
	return &table[index];
}

int label_find(struct str label)
{
	struct str labels, one;
	int i;

	label = str_trim(label);
	for (i = 0; label.n && i < LABEL_COUNT; i++) {
		labels = str_from(table[i].labels);
		while (str_cut(&labels, ' ', &one))
			if (one.n == label.n && ascii_starts(one, label))
				return i;
	}
	return -1;
}
