#include "program.h"

/* Numbers of a frame as decimal digits, and into buckets of an odd size. */
PROGRAM(decimal)
{
	u64 sum = 0;

	for (u32 i = 0; i < 16; i++) {
		u64 v = little64(p + 64 + i * 8);
		u32 low = (u32)v;

		for (u32 k = 0; k < 4; k++) {
			sum = sum * 31 + low % 10;
			low /= 10;
		}
		sum += v / 1000000007 + (v >> 7) % 8191;
	}
	return (u32)(sum ^ sum >> 32);
}
