#include "program.h"

/* How many of 128 random numbers are large, odd, of a range; who is largest of three. */
PROGRAM(tally)
{
	u32 *last = (u32 *)(p + 128), random = *last | 1;
	u32 large = 0, inside = 0, both = 0;

	for (u32 i = 0; i < 128; i++) {
		u32 low, high;

		random = next_random(random);
		low = random & 0xffff;
		high = random >> 16;
		large += high > 0x8000;
		inside += low - 0x4000 < 0x8000;
		both += (low > high) == (high > 0x3000);
	}
	*last = random;
	return large ^ inside << 8 ^ both << 16;
}
