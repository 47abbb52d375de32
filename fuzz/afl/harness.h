/*
 * Harnesses for AFL++: each takes bytes and aborts where something that must
 * hold of any bytes does not; sanitizers see the rest.  One row each in main.c.
 */
#ifndef SKEP_FUZZ_AFL_HARNESS_H
#define SKEP_FUZZ_AFL_HARNESS_H

#undef NDEBUG
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/image.h"

enum { LARGEST_INPUT = 1 << 16 };

void fuzz_elf(const uint8_t *data, size_t size);
void fuzz_btf(const uint8_t *data, size_t size);
void fuzz_decode(const uint8_t *data, size_t size);
void fuzz_verify(const uint8_t *data, size_t size);
void fuzz_engines(const uint8_t *data, size_t size);
void fuzz_map_ops(const uint8_t *data, size_t size);
void fuzz_map_file(const uint8_t *data, size_t size);
void fuzz_cbpf(const uint8_t *data, size_t size);

/* Seed number @i into @data, LARGEST_INPUT bytes; Return: its size, 0: there are no more. */
size_t seed_decode(uint32_t i, uint8_t *data);
size_t seed_program(uint32_t i, uint8_t *data);
size_t seed_map_ops(uint32_t i, uint8_t *data);
size_t seed_map_file(uint32_t i, uint8_t *data);
size_t seed_cbpf(uint32_t i, uint8_t *data);

/* Judge an image on the oracle (fuzz/run.h); aborts with what is wrong with skep. */
bool judge_image(const struct image *image, uint32_t rights, uint64_t seed, bool only_checked,
		 struct arena *arena, struct skep_error *why);

/** struct bytes - what is left of an input; reading on behind its end gives zeros */
struct bytes {
	const uint8_t *at;
	size_t left;
};

static inline void take_bytes(struct bytes *in, void *out, size_t size)
{
	size_t n = size < in->left ? size : in->left;

	memset(out, 0, size);
	if (n)
		memcpy(out, in->at, n);
	in->at += n;
	in->left -= n;
}

static inline uint8_t take_byte(struct bytes *in)
{
	uint8_t byte;

	take_bytes(in, &byte, 1);
	return byte;
}

#endif
