/*
 * A factor is 2 to the (width + s), divided by the divisor d and rounded up, where 2 to
 * the s is d's highest bit.  It is right if what was added by rounding, times d, is not
 * more than 2 to the s; else it takes a bit more than fits: an even d has that bit to
 * spare, with an odd one the highest bit of the factor is added by itself.
 */
#include "jit/divide.h"

#include <assert.h>

__extension__ typedef unsigned __int128 wide;

static bool factor_of(uint64_t d, unsigned width, unsigned spare, struct jit_inverse *out)
{
	unsigned s = 63 - (unsigned)__builtin_clzll(d);
	wide power = (wide)1 << (width + s), factor = (power + d - 1) / d;

	out->factor = (uint64_t)factor;
	out->after = (uint8_t)s;
	return factor * d - power <= (wide)1 << (s + spare);
}

struct jit_inverse jit_inverse(uint64_t d, unsigned width)
{
	struct jit_inverse out = { 0 };
	unsigned zeros = (unsigned)__builtin_ctzll(d);

	assert(d & (d - 1));
	if (width == 32 && factor_of(d, 32, 0, &out)) {
		out.narrow = true;
		out.after = (uint8_t)(out.after + 32);
		return out;
	}
	if (width == 32) { /* n is so small that any factor of 64 bits is right */
		out.factor = UINT64_MAX / d + 1;
		out.after = 0;
		return out;
	}
	if (factor_of(d, 64, 0, &out))
		return out;
	if (zeros) {
		out.before = (uint8_t)zeros;
		factor_of(d >> zeros, 64, zeros, &out);
		return out;
	}
	out.adds = true; /* after is s */
	out.factor = (uint64_t)((((((wide)2 << out.after) - d) << 64) / d) + 1);
	return out;
}
