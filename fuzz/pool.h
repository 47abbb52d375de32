/*
 * Maps that programs take turns with: brought back to their first content by a
 * copy.  Making one takes as long as judging a program.
 */
#ifndef SKEP_FUZZ_POOL_H
#define SKEP_FUZZ_POOL_H

#include "core/run.h"
#include "fuzz/rng.h"
#include "maps/map.h"

struct pool;

struct pool *pool_new(void);
void pool_free(struct pool *pool);

/**
 * pool_bind - maps of the image's descriptions, none of them twice
 * @bound: RUN_MAPS entries; zeros for what has no part in a run
 */
enum { RUN_MAPS = 10 };
/* Programs run on this lane: not the first one, so that values of a lane lie elsewhere. */
enum { RUN_LANE = 1, RUN_LANES };
int pool_bind(struct pool *pool, const struct image *image, struct bound_map *bound);
/* Their content before a run: it follows from @seed. */
void pool_reset(struct pool *pool, const struct image *image, uint64_t seed);
/* Then the samples in user ring buffers, which the kernel's have not. */
void pool_put_samples(struct pool *pool, const struct image *image, uint64_t seed);
/* Map @m of the image that was bound last; NULL: it has no part in a run. */
struct map *pool_find(const struct pool *pool, uint32_t m);
/* Do the same maps of two pools hold the same?  @what: why not. */
bool pool_same(const struct pool *a, const struct pool *b, uint32_t m, char *what, size_t size);

/* Bytes like those that decide something: edges, immediates of the program, anything. */
void fill_bytes(struct rng *rng, const struct image *image, uint8_t *data, size_t size);
/* The content that a map starts with for @seed: one call of @set an entry. */
void map_content(const struct image *image, uint32_t map, uint64_t seed,
		 void (*set)(void *arg, const void *key, const void *value), void *arg);

#endif
