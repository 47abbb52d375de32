#include "program.h"

PROGRAM(jhash)
{
	u32 a = 0xdeadbefb + get32(p + 26), b = 0xdeadbefb + get32(p + 30);
	u32 c = 0xdeadbefb + get32(p + 34);

	c ^= b, c -= rotate(b, 14);
	a ^= c, a -= rotate(c, 11);
	b ^= a, b -= rotate(a, 25);
	c ^= b, c -= rotate(b, 16);
	a ^= c, a -= rotate(c, 4);
	b ^= a, b -= rotate(a, 14);
	c ^= b, c -= rotate(b, 24);
	return c;
}
