/* What the tests of maps share: making maps, random numbers, scratch directories. */
#ifndef SKEP_TEST_MAP_H
#define SKEP_TEST_MAP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "maps/hash.h"
#include "maps/store_impl.h"

#define WRITER(lane_) ((struct map_writer){ .lane = (lane_), .generation = 1 })
#define DESC(type_, key_, value_, n_, flags_)                                                      \
	((struct map_desc){ .name = "m", .type = (type_), .key_size = (key_),                      \
			    .value_size = (value_), .max_entries = (n_), .map_flags = (flags_) })

static inline struct map *map_new(struct map_desc desc, struct store *store, uint32_t lanes)
{
	struct skep_error error = { 0 };
	struct map *map = NULL;

	if (map_create(&desc, store, lanes, &map, &error))
		fail_msg("map_create: %s", error.message);
	return map;
}

/*
 * A hash at rest: every slot is in a chain, in a queue, or a lane's spare; those in
 * queues or left in a hand make up for what is missing to max_entries.
 */
static inline void check_slots(struct map *map, uint32_t n_keys)
{
	const struct map_geometry *g = &map->geometry;
	uint8_t *seen = calloc(g->n_slots + 1, 1);
	uint32_t lane, link, n_free = 0, n_linked = 0, i;

	assert_non_null(seen);
	for (lane = 0; lane < g->lanes; lane++) {
		const struct map_lane *own = map_lane(map, lane);

		assert_int_equal(own->queue.lock, 0);
		assert_int_equal(own->intent.stamp, 0);
		assert_int_equal(own->intent.operation, INTENT_NONE);
		assert_int_equal(own->intent.extra, 0);
		assert_in_range(own->intent.spare, 1, g->n_slots);
		assert_int_equal(seen[own->intent.spare]++, 0);
		assert_int_equal(hash_slot(map, own->intent.spare)->sequence % 2, 1);
		for (link = own->queue.head; link; link = hash_slot(map, link)->free_next) {
			assert_int_equal(seen[link]++, 0);
			assert_int_equal(hash_slot(map, link)->sequence % 2, 1);
			assert_true(hash_slot(map, link)->free_next || own->queue.tail == link);
			n_free++;
		}
	}
	for (i = 0; i < g->n_buckets; i++) {
		const struct map_bucket *bucket = hash_bucket(map, i);

		assert_int_equal(bucket->lock, 0);
		for (link = bucket->head; link; link = hash_slot(map, link)->next) {
			assert_int_equal(seen[link]++, 0);
			assert_int_equal(hash_slot(map, link)->sequence % 2, 0);
			n_linked++;
		}
	}
	free(seen);
	assert_int_equal(n_linked, n_keys);
	assert_int_equal(n_linked + n_free, g->max_entries);
}

/* Is there a slot of a hash that can be hit and is in no chain? */
static inline bool has_loose_slot(const struct map *map)
{
	uint32_t n = 0, link, i;

	for (link = 1; link <= map->geometry.n_slots; link++)
		n += !(hash_slot(map, link)->sequence & 1);
	for (i = 0; i < map->geometry.n_buckets; i++)
		for (link = hash_bucket(map, i)->head; link; link = hash_slot(map, link)->next)
			n -= !(hash_slot(map, link)->sequence & 1);
	return n;
}

/* xorshift64*; the seed is printed, and taken from SKEP_SEED to repeat a run. */
struct rng {
	uint64_t state;
};

static inline void rng_init(struct rng *rng)
{
	const char *given = getenv("SKEP_SEED");
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	rng->state =
		given ? strtoull(given, NULL, 0) : (uint64_t)now.tv_nsec + (uint64_t)now.tv_sec;
	if (!rng->state)
		rng->state = 1;
	printf("# SKEP_SEED=%llu\n", (unsigned long long)rng->state);
}

static inline uint64_t rng_next(struct rng *rng)
{
	rng->state ^= rng->state >> 12;
	rng->state ^= rng->state << 25;
	rng->state ^= rng->state >> 27;
	return rng->state * 0x2545f4914f6cdd1du;
}

static inline uint32_t rng_below(struct rng *rng, uint32_t n)
{
	return (uint32_t)((rng_next(rng) >> 32) * n >> 32);
}

static inline int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static inline void remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* A fresh directory's path, and a root in it that does not exist yet. */
static inline char *scratch_dir(void)
{
	const char *tmp = getenv("TMPDIR");
	char *path;

	assert_true(asprintf(&path, "%s/skep-test-XXXXXX", tmp ? tmp : "/tmp") > 0);
	assert_non_null(mkdtemp(path));
	return path;
}

static inline struct store *root_new(const char *dir, uint32_t lanes)
{
	struct skep_error error = { 0 };
	struct store *store = NULL;
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/root", dir);
	if (store_open(path, lanes, &store, &error))
		fail_msg("store_open: %s", error.message);
	return store;
}

static inline int count_one(void *arg, int dir, const char *name)
{
	(void)dir, (void)name;
	++*(uint32_t *)arg;
	return 0;
}

/* Entries of ids/, temporary ones too. */
static inline uint32_t count_objects(struct store *store)
{
	uint32_t n = 0;

	assert_int_equal(store_each(store->ids, count_one, &n), 0);
	return n;
}

#endif
