/* What is a Vietnamese syllable, and what merely looks foreign. */
#include "../../stages/common/input/syllable.h"

#include "tap.h"
#include "unicode.h"

static const char *const syllables[] = {
	"ủy",	"nghiêng", "được", "người", "khuya", "quốc",   "giếng",
	"gì",	"ĐẮC",	   "xoèn", "hoà",   "hòa",   "thuỷ",   "yêu",
	"rượu", "tuyết",   "ương", "ở",	    "là",    "nhuyễn",
};

static const char *const others[] = {
	"été", "săo", "così", "für", "năo", "ađ",   "việtnam",
	"cáp̀", "dés", "bàc",  "",    "ng",  "tttá", "Москва",
};

int main(void)
{
	size_t i;

	unicode_init();
	for (i = 0; i < sizeof(syllables) / sizeof(syllables[0]); i++)
		if (!ok(syllable_is_vietnamese(str_from(syllables[i]))))
			printf("# %s\n", syllables[i]);
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (!ok(!syllable_is_vietnamese(str_from(others[i]))))
			printf("# %s\n", others[i]);
	return tap_done();
}
