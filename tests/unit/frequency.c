#include "../../stages/cluster/frequency.h"

#include "tap.h"

static uint64_t hash_of(uint64_t n) /* 48 bits, spread */
{
	return (n + 1) * 0x9e3779b97f4a7c15u >> 16;
}

int main(void)
{
	struct frequency frequency;
	size_t low = 0, exact = 0;

	frequency_init(&frequency);
	ok(frequency_of(&frequency, hash_of(7)) == 0);
	for (uint64_t i = 0; i < 30000; i++)
		for (uint64_t times = 0; times <= i % 5; times++)
			frequency_count(&frequency, hash_of(i));
	for (uint64_t i = 0; i < 30000; i++) {
		const uint32_t n = frequency_of(&frequency, hash_of(i));

		low += n < 1 + i % 5;
		exact += n == 1 + i % 5;
	}
	ok(low == 0);
	ok(exact > 29000); /* one line in 35 has more than one */

	for (uint64_t i = 0; i < 200000; i++) { /* beyond 16 bits */
		frequency_count(&frequency, hash_of(1 << 20));
		frequency_count(&frequency, hash_of(2 << 20));
	}
	frequency_count(&frequency, hash_of(1 << 20));
	ok(frequency_of(&frequency, hash_of(1 << 20)) == 200001);
	ok(frequency_of(&frequency, hash_of(2 << 20)) == 200000);
	frequency_release(&frequency);

	frequency_init(&frequency);
	frequency_count(&frequency, UINT64_MAX >> 16);
	ok(frequency_of(&frequency, UINT64_MAX >> 16) == 1);
	frequency_release(&frequency);
	return tap_done();
}
