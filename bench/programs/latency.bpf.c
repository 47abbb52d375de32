#include "program.h"

enum { SLOTS = 64 };

MAP(slots, PERCPU_ARRAY, u32, u64, SLOTS);

INLINE u32 log2_of(u32 v)
{
	u32 n = 0;

	for (u32 width = 16; width; width /= 2) {
		if (v >> width) {
			v >>= width;
			n += width;
		}
	}
	return n;
}

PROGRAM(latency)
{
	u32 sum = 0;

	for (u32 i = 0; i < 8; i++) {
		u32 v = get32(p + 64 + 4 * i) >> (p[96 + i] & 31);
		u32 slot = log2_of(v) * 2 + (v & 1);
		u64 *count = LOOKUP(slots, &slot);

		if (count)
			sum += (u32) ++*count;
	}
	return sum;
}
