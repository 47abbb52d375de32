#include "program.h"

enum { FROM = 64, TO = 512, TRIPLES = 32 };

INLINE u8 digit(u32 v)
{
	static const char digits[64] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";

	return (u8)digits[v & 63];
}

PROGRAM(base64)
{
	for (u32 i = 0; i < TRIPLES; i++) {
		const u8 *from = p + FROM + 3 * i;
		u8 *to = p + TO + 4 * i;
		u32 v = get16(from) << 8 | from[2];

		to[0] = digit(v >> 18);
		to[1] = digit(v >> 12);
		to[2] = digit(v >> 6);
		to[3] = digit(v);
	}
	return p[TO + 17] + p[TO + 4 * TRIPLES - 1];
}
