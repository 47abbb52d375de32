/* LRU hashes: what goes when room is needed, that inserts never fail, the bound of a search. */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sched.h>

#include "tests/lib/flavour.h"

enum { LANES = 4, N = 8 };

static struct map *sample(uint32_t type, uint32_t n)
{
	struct map *map = map_new(DESC(type, 4, 8, n, 0), NULL, LANES);

	for (uint32_t lane = 0; lane < LANES; lane++)
		assert_int_equal(map_lane_prepare(map, lane), 0);
	return map;
}

static int put(struct map *map, uint32_t key, uint64_t value, uint64_t flags)
{
	return map_update(map, &key, &value, flags, WRITER(key % LANES));
}

static uint64_t *get(struct map *map, uint32_t key)
{
	return map_lookup(map, &key, key % LANES);
}

/* Without setting the reference. */
static bool has(struct map *map, uint32_t key)
{
	uint64_t value[LANES];

	return !map_api_lookup(map, &key, value);
}

static uint32_t count(struct map *map)
{
	uint32_t key, n = 0;
	int err = map_api_next_key(map, NULL, &key);

	for (; !err; n++)
		err = map_api_next_key(map, &key, &key);
	assert_int_equal(err, -ENOENT);
	check_slots(map, n);
	return n;
}

static void check_used_stays(uint32_t type)
{
	struct map *map = sample(type, N);
	uint32_t key, i;

	for (key = 0; key < N; key++)
		assert_int_equal(put(map, key, key, SKEP_NOEXIST), 0);
	assert_int_equal(count(map), N);
	for (i = 0; i < 500; i++) {
		if (i)
			assert_int_equal(put(map, 100 + i, i, SKEP_NOEXIST), 0);
		assert_int_equal(has(map, 100 + i), i > 0);
		for (key = 0; key < 3; key++) { /* used: looked up, or updated */
			if (key != 1)
				assert_int_equal(*get(map, key), key);
			else
				assert_int_equal(put(map, key, key, SKEP_EXIST), 0);
		}
	}
	for (key = 3; key < N; key++)
		assert_false(has(map, key));
	assert_int_equal(count(map), N);
	map_close(map);
}

static void test_used_stays(void **state)
{
	(void)state;
	check_used_stays(MAP_LRU_HASH);
	check_used_stays(MAP_LRU_PERCPU_HASH);
}

/* What is only read from outside ages; nothing goes while there is room, or on a failure. */
static void test_unused_goes(void **state)
{
	struct map *map = sample(MAP_LRU_HASH, N);
	uint32_t key;

	(void)state;
	for (key = 0; key < N; key++)
		assert_int_equal(put(map, key, key, 0), 0);
	for (key = 0; key < N; key++)
		assert_true(has(map, key));
	assert_int_equal(put(map, 99, 0, SKEP_EXIST), -ENOENT);
	assert_int_equal(put(map, 2, 0, SKEP_NOEXIST), -EEXIST);
	assert_int_equal(put(map, 2, 0, 3), -EINVAL);
	assert_int_equal(count(map), N);
	for (key = 0; key < N; key++)
		if (key != 5)
			get(map, key);
	assert_int_equal(put(map, 50, 1, 0), 0);
	assert_false(has(map, 5));
	assert_int_equal(count(map), N);
	assert_int_equal(map_delete(map, &(uint32_t){ 50 }, WRITER(0)), 0);
	assert_int_equal(put(map, 51, 1, 0), 0);
	for (key = 0; key < N; key++)
		assert_int_equal(has(map, key), key != 5);
	map_close(map);
}

static void test_one(void **state)
{
	struct map *map = sample(MAP_LRU_HASH, 1);

	(void)state;
	for (uint32_t key = 0; key < 1000; key++) {
		assert_int_equal(put(map, key, key, SKEP_NOEXIST), 0);
		assert_int_equal(*get(map, key), key);
		assert_int_equal(count(map), 1);
	}
	map_close(map);
}

/* All used: one goes all the same, after a bounded search. */
static void test_all_used(void **state)
{
	enum { MANY = 5000 };
	struct map *map = sample(MAP_LRU_HASH, MANY);
	uint32_t key, before;

	(void)state;
	for (key = 0; key < MANY; key++)
		assert_int_equal(put(map, key, key, 0), 0);
	memset(hash_ref(map, 1), 1, map->geometry.n_slots);
	before = map_control(map)->hand;
	assert_int_equal(put(map, MANY, 0, 0), 0);
	assert_true(map_control(map)->hand - before <= 1024 + LANES + 1);
	assert_int_equal(count(map), MANY);
	map_close(map);
}

/* What is found when it is full is what was written last. */
static void test_random_full(void **state)
{
	struct map *map = sample(MAP_LRU_HASH, 16);
	uint64_t last[64] = { 0 }, n_found = 0, value;
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (uint32_t i = 1; i <= 20000; i++) {
		uint32_t key = rng_below(&rng, 64);

		switch (rng_below(&rng, 4)) {
		case 0:
			assert_int_equal(put(map, key, last[key] = i, 0), 0);
			break;
		case 1:
			if (!map_delete(map, &key, WRITER(key % LANES)))
				assert_true(last[key]);
			last[key] = 0;
			break;
		default:
			if (map_api_lookup(map, &key, &value))
				break;
			assert_int_equal(value, last[key]);
			n_found++;
		}
		assert_true(count(map) <= 16);
	}
	assert_true(n_found > 500);
	assert_true(count(map) <= 16);
	map_close(map);
}

/* ---- at once ---- */

struct worker {
	pthread_t thread;
	struct map *map;
	uint32_t lane, n_failed;
};

static void *insert_much(void *arg)
{
	struct worker *w = arg;

	for (uint32_t i = 0; i < 20000; i++) {
		uint32_t key = w->lane << 24 | i, shared = 0xffffff00 | i % 32;
		uint64_t value = key;
		uint64_t *seen;

		w->n_failed += map_update(w->map, &key, &value, 0, WRITER(w->lane)) != 0;
		value = shared;
		w->n_failed += map_update(w->map, &shared, &value, 0, WRITER(w->lane)) != 0;
		seen = map_lookup(w->map, &shared, w->lane);
		if (seen && i % 3 == 0)
			map_delete(w->map, &shared, WRITER(w->lane));
	}
	return NULL;
}

static void check_threads(uint32_t type, uint32_t n)
{
	struct map *map = sample(type, n);
	struct worker workers[LANES] = { 0 };
	uint32_t i, failed = 0;

	for (i = 0; i < LANES; i++) {
		workers[i] = (struct worker){ .map = map, .lane = i };
		pthread_create(&workers[i].thread, NULL, insert_much, &workers[i]);
	}
	for (i = 0; i < LANES; i++) {
		pthread_join(workers[i].thread, NULL);
		failed += workers[i].n_failed;
	}
	assert_true(count(map) <= n);
	/* only a thread that lost its processor with a lock in hand delays others so long */
	assert_true(failed <= LANES * 20000 / 1000 || flavour_is_slow());
	for (i = 0; i < 1000; i++)
		assert_int_equal(put(map, i, i, 0), 0);
	map_close(map);
}

static void test_threads(void **state)
{
	(void)state;
	check_threads(MAP_LRU_HASH, 64);
	check_threads(MAP_LRU_HASH, 3);
	check_threads(MAP_LRU_PERCPU_HASH, 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_used_stays), cmocka_unit_test(test_unused_goes),
		cmocka_unit_test(test_one),        cmocka_unit_test(test_all_used),
		cmocka_unit_test(test_random_full), cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
