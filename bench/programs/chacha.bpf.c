#include "program.h"

#define QUARTER(a, b, c, d)                                                                        \
	do {                                                                                       \
		x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 16);                                      \
		x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 12);                                      \
		x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 8);                                       \
		x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 7);                                       \
	} while (0)

/* A block of ChaCha20 (RFC 8439), of a key and a nonce in the frame. */
PROGRAM(chacha)
{
	u32 x[16] = { 0x61707865, 0x3320646e, 0x79622d32, 0x6b206574 };
	u32 sum = 0;

	for (u32 i = 4; i < 16; i++)
		x[i] = get32(p + 64 + 4 * i);
	for (u32 i = 0; i < 10; i++) {
		QUARTER(0, 4, 8, 12);
		QUARTER(1, 5, 9, 13);
		QUARTER(2, 6, 10, 14);
		QUARTER(3, 7, 11, 15);
		QUARTER(0, 5, 10, 15);
		QUARTER(1, 6, 11, 12);
		QUARTER(2, 7, 8, 13);
		QUARTER(3, 4, 9, 14);
	}
	for (u32 i = 0; i < 16; i++)
		sum += x[i];
	return sum;
}
