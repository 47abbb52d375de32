/* Random numbers from a seed: the same on every machine (splitmix64, Steele et al. 2014). */
#ifndef SKEP_FUZZ_RNG_H
#define SKEP_FUZZ_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
	uint64_t state;
};

static inline uint64_t rng_next(struct rng *rng)
{
	uint64_t z = rng->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* 0 .. n - 1; n at least 1. */
static inline uint32_t rng_below(struct rng *rng, uint32_t n)
{
	return (uint32_t)((rng_next(rng) >> 32) * n >> 32);
}

static inline bool rng_percent(struct rng *rng, uint32_t percent)
{
	return rng_below(rng, 100) < percent;
}

/*
 * Numbers where arithmetic goes wrong: 0, 1, -1, limits of widths, powers of
 * two and their neighbours; sometimes anything.
 */
uint64_t rng_edge(struct rng *rng);
/* The same as an immediate of 32 bits, sign-extended. */
int32_t rng_imm(struct rng *rng);

#endif
