#include "program.h"

enum { SIDE = 8 };

static u32 product[SIDE * SIDE];

PROGRAM(matrix)
{
	u32 trace = 0;

	UNROLLED
	for (u32 i = 0; i < SIDE; i++)
		UNROLLED
		for (u32 j = 0; j < SIDE; j++) {
			u32 sum = 0;

			UNROLLED
			for (u32 l = 0; l < SIDE; l++)
				sum += p[64 + i * SIDE + l] * p[128 + l * SIDE + j];
			product[i * SIDE + j] = sum;
		}
	UNROLLED
	for (u32 i = 0; i < SIDE; i++)
		trace += product[i * SIDE + i];
	return trace;
}
