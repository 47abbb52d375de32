#include "program.h"

PROGRAM(fnv)
{
	u64 h = 0xcbf29ce484222325;

	UNROLLED
	for (u32 i = 0; i < 256; i++)
		h = (h ^ p[i]) * 0x100000001b3;
	return (u32)(h ^ h >> 32);
}
