#include "program.h"

APART u32 innermost(u32 a, u32 b)
{
	return (a ^ rotate(b, 9)) * 0x9e3779b1u;
}

APART u32 inner(u32 a, u32 b, u32 c)
{
	return innermost(a, b) + innermost(b + 1, c);
}

APART u32 outer(u32 a, u32 b)
{
	return inner(a, b, a + b) ^ innermost(a, 3);
}

PROGRAM(calls)
{
	u32 h = get32(p + 26);

	for (u32 i = 0; i < 16; i++)
		h = outer(h, p[64 + i]);
	return h;
}
