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

#endif
