#include "program.h"

INLINE u32 count_bits(u64 v)
{
	v -= v >> 1 & 0x5555555555555555;
	v = (v & 0x3333333333333333) + (v >> 2 & 0x3333333333333333);
	v = (v + (v >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return (u32)(v * 0x0101010101010101 >> 56);
}

/* How far 16 words are from their neighbours, in bits; the nearest two. */
PROGRAM(bits)
{
	u32 least = 64, which = 0, sum = 0;

	for (u32 i = 0; i < 16; i++) {
		u32 n = count_bits(little64(p + 64 + 8 * i) ^ little64(p + 72 + 8 * i));

		sum += n;
		if (n < least) {
			least = n;
			which = i;
		}
	}
	return sum << 16 | least << 8 | which;
}
