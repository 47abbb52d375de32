#include "program.h"

static u32 counts[256];

PROGRAM(histogram)
{
	for (u32 i = 0; i < 256; i++)
		counts[p[64 + i]]++;
	return counts[p[64]] ^ counts[p[65]];
}
