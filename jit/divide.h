/*
 * Division by a constant as a multiplication (Granlund and Montgomery 1994).
 *
 * Unsigned n of @width bits, by what is no power of two, neither 0 nor 1:
 *
 *   narrow  (n * factor) >> after, of 64 bits: n and factor have 32
 *   else    t = high half of (n >> before) * factor; if adds t += (n - t) >> 1;
 *           t >> after
 */
#ifndef SKEP_JIT_DIVIDE_H
#define SKEP_JIT_DIVIDE_H

#include <stdbool.h>
#include <stdint.h>

struct jit_inverse {
	uint64_t factor;
	uint8_t before, after;
	bool narrow, adds;
};

struct jit_inverse jit_inverse(uint64_t divisor, unsigned width);

#endif
