#include "program.h"

enum { DEPTH = 4, WIDTH = 1024 };

MAP(counts, ARRAY, u32, u32, DEPTH * WIDTH);

/* A count-min sketch of sources. */
PROGRAM(sketch)
{
	u32 from = get32(p + 26) + p[64], least = ~0u;

	for (u32 row = 0; row < DEPTH; row++) {
		u32 hash = (from ^ row * 0x9e3779b9) * 0x85ebca6b;
		u32 slot = row * WIDTH + (hash >> 16) % WIDTH, *count = LOOKUP(counts, &slot);

		if (!count)
			return 0;
		*count += 1;
		if (*count < least)
			least = *count;
	}
	return least;
}
