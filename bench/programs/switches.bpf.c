#include "program.h"

PROGRAM(switches)
{
	u32 a = 1, b = 2;

	for (u32 i = 0; i < 64; i++) {
		u32 v = p[64 + i];

		switch (v & 15) {
		case 0: a += v; break;
		case 1: b += a; break;
		case 2: a ^= b; break;
		case 3: b = rotate(b, 5); break;
		case 4: a *= 33; break;
		case 5: b -= v; break;
		case 6: a = b - a; break;
		case 7: b |= v << 8; break;
		case 8: a &= ~v; break;
		case 9: b ^= a >> 3; break;
		case 10: a = rotate(a, 11) + v; break;
		case 11: b *= 7; break;
		case 12: a -= b; break;
		case 13: b += i; break;
		default: a++; break;
		}
	}
	return a ^ b;
}
