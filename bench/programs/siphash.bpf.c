#include "program.h"

#define ROTATE64(v, n) ((v) << (n) | (v) >> (64 - (n)))
#define ROUND()                                                                                    \
	do {                                                                                       \
		v0 += v1, v1 = ROTATE64(v1, 13), v1 ^= v0, v0 = ROTATE64(v0, 32);                  \
		v2 += v3, v3 = ROTATE64(v3, 16), v3 ^= v2;                                         \
		v0 += v3, v3 = ROTATE64(v3, 21), v3 ^= v0;                                         \
		v2 += v1, v1 = ROTATE64(v1, 17), v1 ^= v2, v2 = ROTATE64(v2, 32);                  \
	} while (0)

PROGRAM(siphash)
{
	u64 v0 = 0x736f6d6570736575 ^ 7, v1 = 0x646f72616e646f6d ^ 9;
	u64 v2 = 0x6c7967656e657261 ^ 7, v3 = 0x7465646279746573 ^ 9;
	u64 last = (u64)64 << 56;

	UNROLLED
	for (u32 i = 0; i < 64; i += 8) {
		u64 m = little64(p + 26 + i);

		v3 ^= m;
		ROUND();
		ROUND();
		v0 ^= m;
	}
	v3 ^= last;
	ROUND();
	ROUND();
	v0 ^= last;
	v2 ^= 0xff;
	UNROLLED
	for (u32 i = 0; i < 4; i++)
		ROUND();
	v0 ^= v1 ^ v2 ^ v3;
	return (u32)(v0 ^ v0 >> 32);
}
