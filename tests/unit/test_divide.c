/* Division as a multiplication: the factors, against division, around each edge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jit/divide.h"

__extension__ typedef unsigned __int128 wide;

static uint64_t quotient(const struct jit_inverse *inverse, uint64_t n)
{
	uint64_t t;

	if (inverse->narrow)
		return n * inverse->factor >> inverse->after;
	t = (uint64_t)((wide)(n >> inverse->before) * inverse->factor >> 64);
	if (inverse->adds)
		t += (n - t) >> 1;
	return t >> inverse->after;
}

static uint64_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state ^ *state >> 31;
}

/* Around multiples of the divisor, of powers of two, anywhere. */
static void check(uint64_t d, unsigned width, uint64_t *state)
{
	uint64_t mask = width == 32 ? UINT32_MAX : UINT64_MAX;
	struct jit_inverse inverse;

	d &= mask;
	if (!(d & (d - 1)))
		return;
	inverse = jit_inverse(d, width);
	if (inverse.narrow)
		assert_true(inverse.factor <= UINT32_MAX);
	for (unsigned i = 0; i < 200; i++) {
		uint64_t n = next_random(state) >> next_random(state) % width;

		if (i % 4 == 0)
			n = (mask / d - i / 4) * d - i % 8 / 4;
		else if (i % 4 == 1)
			n = (UINT64_C(1) << i % width) - (i & 2);
		else if (i % 4 == 2)
			n = n / d * d - 1;
		n &= mask;
		if (quotient(&inverse, n) != n / d)
			fail_msg("%llu / %llu, %u bits", (unsigned long long)n,
				 (unsigned long long)d, width);
	}
	assert_int_equal(quotient(&inverse, mask), mask / d);
}

static void test_inverse(void **state)
{
	uint64_t random = 1;

	(void)state;
	for (unsigned width = 32; width <= 64; width += 32) {
		for (uint64_t d = 3; d < 3000; d++)
			check(d, width, &random);
		for (unsigned bit = 2; bit < width; bit++)
			for (int near = -3; near <= 3; near++)
				check((UINT64_C(1) << bit) + (uint64_t)near, width, &random);
		for (unsigned i = 0; i < 20000; i++)
			check(next_random(&random) >> next_random(&random) % (width - 2), width,
			      &random);
		check(UINT64_MAX, width, &random);
	}
}

/* Each of the ways is taken. */
static void test_ways(void **state)
{
	(void)state;
	assert_true(jit_inverse(10, 32).narrow);
	assert_false(jit_inverse(7, 32).narrow);
	assert_true(jit_inverse(7, 64).adds);
	assert_int_equal(jit_inverse(14, 64).before, 1);
	assert_false(jit_inverse(10, 64).adds || jit_inverse(10, 64).before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inverse),
		cmocka_unit_test(test_ways),
	};

	return cmocka_run_group_tests_name("divide", tests, NULL, NULL);
}
