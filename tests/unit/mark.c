#include "../../stages/cluster/mark.h"

#include <string.h>

#include "tap.h"

/* One letter a token: n a name, c a capital, f a figure, . nothing. */
static const char *marks(const char *text)
{
	static struct tokens tokens;
	static char letters[64];
	size_t i;

	tokens_find(&tokens, str_from(text));
	for (i = 0; i < tokens.count; i++) {
		const unsigned mark = mark_of(str_from(text), &tokens, i);

		letters[i] = mark & MARK_NAME	   ? 'n'
			     : mark & MARK_CAPITAL ? 'c'
			     : mark & MARK_FIGURE  ? 'f'
						   : '.';
	}
	letters[i] = '\0';
	tokens_release(&tokens);
	memset(&tokens, 0, sizeof(tokens));
	return letters;
}

int main(void)
{
	is_str(marks(""), "");
	is_str(marks("On Friday in New York"), "cn.nn");
	is_str(marks("tỉnh Đắk Lắk. Ông Ánh"), ".nncn");
	is_str(marks("he said: \"No, Anna\""), "..cn");
	is_str(marks("nói: “Không, Anna”"), ".cn");
	is_str(marks("12 men, 3rd, n5"), "f.f.");
	is_str(marks("A\nB. \n C - D ... E"), "ccccc");
	is_str(marks("the  New\xc2\xa0York"), ".nn");
	is_str(marks("東京 Tokyo"), "..n");
	return tap_done();
}
