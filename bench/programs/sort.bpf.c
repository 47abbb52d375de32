#include "program.h"

enum { N = 32 };

static u8 sorted[N];

PROGRAM(sort)
{
	for (u32 i = 0; i < N; i++) {
		u8 v = p[64 + i];
		u32 at = i;

		for (u32 j = 0; j < N; j++) {
			if (!at || sorted[(at - 1) & (N - 1)] <= v)
				break;
			sorted[at & (N - 1)] = sorted[(at - 1) & (N - 1)];
			at--;
		}
		sorted[at & (N - 1)] = v;
	}
	return sorted[0] | (u32)sorted[N / 2] << 8 | (u32)sorted[N - 1] << 16;
}
