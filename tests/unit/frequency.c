#include "../../stages/cluster/frequency.h"

#include "tap.h"

static uint32_t term(uint64_t n) /* spread */
{
	return (uint32_t)((n + 1) * 0x9e3779b97f4a7c15u >> 32);
}

int main(void)
{
	struct frequency frequency;
	size_t low = 0, exact = 0;

	frequency_init(&frequency);
	ok(frequency_of(&frequency, term(7)) == 0);
	for (uint64_t i = 0; i < 30000; i++)
		for (uint64_t times = 0; times <= i % 5; times++)
			frequency_count(&frequency, term(i));
	for (uint64_t i = 0; i < 30000; i++) {
		const uint32_t n = frequency_of(&frequency, term(i));

		low += n < 1 + i % 5;
		exact += n == 1 + i % 5;
	}
	ok(low == 0);
	ok(exact > 29000); /* one line in 35 has more than one */

	for (uint64_t i = 0; i < 200000; i++) { /* beyond 16 bits */
		frequency_count(&frequency, term(1 << 20));
		frequency_count(&frequency, term(2 << 20));
	}
	frequency_count(&frequency, term(1 << 20));
	ok(frequency_of(&frequency, term(1 << 20)) == 200001);
	ok(frequency_of(&frequency, term(2 << 20)) == 200000);
	frequency_release(&frequency);

	frequency_init(&frequency);
	frequency_count(&frequency, UINT32_MAX);
	ok(frequency_of(&frequency, UINT32_MAX) == 1);
	frequency_release(&frequency);
	return tap_done();
}
