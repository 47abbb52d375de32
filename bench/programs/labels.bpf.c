#include "program.h"

/* The labels of names as DNS has them, in lower case, mixed: 128 bytes. */
PROGRAM(labels)
{
	u32 left = 0, hash = 0, n_labels = 0;

	for (u32 i = 0; i < 128; i++) {
		u32 c = p[64 + i];

		if (!left) {
			left = c & 15;
			n_labels++;
			continue;
		}
		left--;
		if (c >= 'A' && c <= 'Z')
			c |= 32;
		hash = hash * 31 + c;
	}
	return hash ^ n_labels << 24;
}
