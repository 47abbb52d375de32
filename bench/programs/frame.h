/* Frames for the programs of the benchmark, on the host's side. */
#ifndef BENCH_FRAME_H
#define BENCH_FRAME_H

#include <stdint.h>
#include <string.h>

enum { FRAME = 1500 };

/* A frame of bytes that follow from @seed; Return: the seed behind them. */
static inline uint32_t frame_fill(uint8_t *frame, uint32_t seed)
{
	for (unsigned i = 0; i < FRAME; i++) {
		seed = seed * 1664525u + 1013904223u;
		frame[i] = (uint8_t)(seed >> 24);
	}
	return seed;
}

/* Its headers: TCP over IPv4 from 192.0.2.1, port 443. */
static inline void frame_head(uint8_t *frame)
{
	static const uint8_t head[] = {
		2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 5, 0xce, 0, 0, 0x40, 0, 64, 6,
		0, 0, 192, 0, 2, 1, 10, 0, 0, 2, 3, 232, 1, 187,
	};

	memcpy(frame, head, sizeof(head));
}

enum { FRAME_SOURCE = 29 }; /* the byte of the source that differs */

/* IPv4 and TCP from one of some sources; some are of other kinds, or short.  Return: bytes. */
static inline uint32_t frame_of_seed(uint8_t *frame, uint32_t seed)
{
	seed = frame_fill(frame, seed);
	if (seed >> 16 & 7)
		frame_head(frame);
	frame[FRAME_SOURCE] = (uint8_t)(seed >> 18 & 3);
	if (seed & 1 << 17)
		memcpy(frame + 100 + (seed >> 8 & 511), "EVIL", 4);
	return seed >> 20 & 15 ? FRAME : 1000;
}

#endif
