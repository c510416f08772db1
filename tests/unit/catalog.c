#include "../../stages/match/catalog.h"

#include "bits.h"
#include "tap.h"

enum { DOCUMENTS = 5000 };

static void test_catalog(void)
{
	struct catalog catalog;
	struct buf id = {0};
	bool found = true, named = true;

	catalog_init(&catalog, 0);
	ok(catalog_paragraphs(&catalog) == 0);
	for (size_t i = 0; i < DOCUMENTS; i++) { /* every third has none */
		buf_reset(&id);
		buf_addf(&id, "\"%zu\"", i * i);
		catalog_add(&catalog, buf_str(&id), i % 3);
	}
	ok(catalog_paragraphs(&catalog) == 4999);
	for (size_t i = 0; i < DOCUMENTS; i++) {
		struct buf got = {0};

		for (uint64_t p = catalog.numbers.first[i];
		     p < catalog.numbers.first[i + 1]; p++)
			found &= catalog_document(&catalog, p) == i;
		buf_reset(&id);
		buf_addf(&id, "id \"%zu\"", i * i);
		buf_add_text(&got, "id ");
		catalog_id(&catalog, i, &got);
		named &= str_eq(buf_str(&got), buf_str(&id));
		buf_release(&got);
	}
	ok(found);
	ok(named);
	buf_release(&id);
	catalog_release(&catalog);
}

int main(void)
{
	struct bits bits = {0};
	size_t set = 0;

	test_catalog();
	ok(!bits_get(&bits, 0) && !bits_get(&bits, UINT64_MAX));
	bits_clear(&bits, 7);
	for (uint64_t i = 0; i < 100000; i += 63)
		bits_set(&bits, i);
	bits_clear(&bits, 63);
	for (uint64_t i = 0; i < 200000; i++)
		set += bits_get(&bits, i) && i % 63 == 0;
	ok(set == 1587);
	ok(bits_get(&bits, 0) && !bits_get(&bits, 63) && bits_get(&bits, 126));
	bits_release(&bits);
	return tap_done();
}
