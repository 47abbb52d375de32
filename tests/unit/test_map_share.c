/*
 * Maps used at once by threads and by processes: a value is whole, a key that
 * is present throughout is found, iteration sees it once, no slot gets lost.
 * Run under -fsanitize=thread too.
 */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>

enum {
	WORKERS = 4,
	LANES = WORKERS + 1,
	N_FIXED = 12,    /* keys that are always there, updated all the time */
	N_MOVING = 24,   /* keys that come and go */
	MAX_ENTRIES = 28,
	N_OPS = 120000,  /* a worker */
	WORDS = 9,       /* of a value: key, 7 random, checksum */
};

/* A failed check in a thread or a child: a place, not cmocka's longjmp. */
#define CHECK(x)                                                                                   \
	do {                                                                                       \
		if (!(x)) {                                                                        \
			fprintf(stderr, "# %s:%d: %s\n", __FILE__, __LINE__, #x);                  \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

static void make_value(struct rng *rng, uint32_t key, uint64_t value[WORDS])
{
	size_t i;

	value[0] = key;
	value[WORDS - 1] = key;
	for (i = 1; i < WORDS - 1; i++) {
		value[i] = rng_next(rng);
		value[WORDS - 1] = value[WORDS - 1] * 3 + value[i];
	}
}

static bool value_is_whole(uint32_t key, const uint64_t value[WORDS])
{
	uint64_t sum = key;
	size_t i;

	for (i = 1; i < WORDS - 1; i++)
		sum = sum * 3 + value[i];
	return value[0] == key && value[WORDS - 1] == sum;
}

/* Owners that lost the processor for 10 ms are no failure. */
static int patiently(int (*op)(struct map *map, uint32_t key, void *arg, struct map_writer writer),
		     struct map *map, uint32_t key, void *arg, struct map_writer writer)
{
	int err, i;

	for (i = 0; i < 1000; i++) {
		err = op(map, key, arg, writer);
		if (err != -EBUSY)
			return err;
	}
	return err;
}

static int op_update(struct map *map, uint32_t key, void *value, struct map_writer writer)
{
	return map_update(map, &key, value, 0, writer);
}

static int op_delete(struct map *map, uint32_t key, void *unused, struct map_writer writer)
{
	(void)unused;
	return map_delete(map, &key, writer);
}

static int op_lookup(struct map *map, uint32_t key, void *value, struct map_writer writer)
{
	(void)writer;
	return map_api_lookup(map, &key, value);
}

static void check_iteration(struct map *map)
{
	uint32_t seen[N_FIXED] = { 0 }, key, i, n = 0;
	int err = map_api_next_key(map, NULL, &key);

	while (!err && n++ < 4 * MAX_ENTRIES) {
		CHECK(key < N_FIXED + N_MOVING);
		if (key < N_FIXED)
			seen[key]++;
		err = map_api_next_key(map, &key, &key);
	}
	/* A moving key that went while it was the current one starts it over: then more often. */
	CHECK(err == -ENOENT || err == -EBUSY || n > MAX_ENTRIES);
	for (i = 0; i < N_FIXED && err == -ENOENT; i++)
		CHECK(seen[i] >= 1);
}

static void step(struct map *map, struct rng *rng, struct map_writer writer)
{
	uint32_t fixed = rng_below(rng, N_FIXED), moving = N_FIXED + rng_below(rng, N_MOVING);
	uint64_t value[WORDS];
	int err;

	switch (rng_below(rng, 8)) {
	case 0: case 1:
		make_value(rng, fixed, value);
		CHECK(patiently(op_update, map, fixed, value, writer) == 0);
		break;
	case 2:
		make_value(rng, moving, value);
		err = patiently(op_update, map, moving, value, writer);
		CHECK(err == 0 || err == -E2BIG);
		break;
	case 3:
		err = patiently(op_delete, map, moving, NULL, writer);
		CHECK(err == 0 || err == -ENOENT);
		break;
	case 4:
		if (rng_below(rng, 16) == 0)
			check_iteration(map);
		err = patiently(op_lookup, map, moving, value, writer);
		CHECK(err == -ENOENT || (err == 0 && value_is_whole(moving, value)));
		break;
	case 5:
		CHECK(map_lookup(map, &fixed, writer.lane));
		break;
	default:
		CHECK(patiently(op_lookup, map, fixed, value, writer) == 0);
		CHECK(value_is_whole(fixed, value));
	}
}

static void fill_fixed(struct map *map, struct rng *rng)
{
	uint64_t value[WORDS];
	uint32_t i;

	for (i = 0; i < N_FIXED; i++) {
		make_value(rng, i, value);
		assert_int_equal(map_update(map, &i, value, 0, WRITER(0)), 0);
	}
}

/* Afterwards: chains, queues and spares account for every slot; the capacity is exact. */
static void check_whole(struct map *map)
{
	uint32_t n_keys = 0, key, i;
	uint64_t value[WORDS] = { 0 };
	int err;

	for (err = map_api_next_key(map, NULL, &key); !err; n_keys++)
		err = map_api_next_key(map, &key, &key);
	check_slots(map, n_keys);
	for (i = 1000; n_keys < MAX_ENTRIES; n_keys++, i++)
		assert_int_equal(map_update(map, &i, value, 0, WRITER(0)), 0);
	assert_int_equal(map_update(map, &i, value, 0, WRITER(0)), -E2BIG);
}

/* ---- threads, one handle ---- */

struct worker {
	pthread_t thread;
	struct map *map;
	struct rng rng;
	uint32_t lane;
};

static void *work(void *arg)
{
	struct worker *worker = arg;
	uint32_t i;

	for (i = 0; i < N_OPS; i++)
		step(worker->map, &worker->rng, WRITER(worker->lane));
	return NULL;
}

static void test_threads(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, WORDS * 8, MAX_ENTRIES, 0), NULL, LANES);
	struct worker workers[WORKERS];
	struct rng rng;
	uint32_t i;

	(void)state;
	rng_init(&rng);
	fill_fixed(map, &rng);
	for (i = 0; i < WORKERS; i++) {
		workers[i].map = map;
		workers[i].lane = i + 1;
		workers[i].rng.state = rng_next(&rng) | 1;
		assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
	}
	for (i = 0; i < WORKERS; i++)
		pthread_join(workers[i].thread, NULL);
	check_whole(map);
	map_close(map);
}

/* ---- processes, each with its own handle ---- */

static void child_work(const char *root, uint64_t id, uint64_t seed, uint32_t lane)
{
	struct store *store;
	struct map *map;
	struct rng rng = { seed };
	uint32_t i;

	CHECK(store_open(root, 1, &store, NULL) == 0);
	CHECK(store_lanes(store) == LANES);
	CHECK(map_open(store, id, &map, NULL) == 0);
	for (i = 0; i < N_OPS; i++)
		step(map, &rng, WRITER(lane));
	map_close(map);
	store_close(store);
	_exit(0);
}

static void test_processes(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = map_new(DESC(MAP_HASH, 4, WORDS * 8, MAX_ENTRIES, 0), store, LANES);
	pid_t children[WORKERS];
	struct rng rng;
	int status, i;

	(void)state;
	rng_init(&rng);
	fill_fixed(map, &rng);
	fflush(stdout);
	for (i = 0; i < WORKERS; i++) {
		uint64_t seed = rng_next(&rng) | 1;

		children[i] = fork();
		assert_true(children[i] >= 0);
		if (!children[i])
			child_work(store_path(store), map_id(map), seed, (uint32_t)i + 1);
	}
	for (i = 0; i < WORKERS; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	check_whole(map);
	map_close(map);
	assert_int_equal(count_objects(store), 0);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

/* One process updates, the other one sees it: step by step, by pipes. */
static void peer(const char *root, uint64_t hash_id, uint64_t array_id, int from, int to)
{
	struct store *store;
	struct map *hash, *array;
	uint32_t key = 0;
	uint64_t value;
	char c;

	CHECK(store_open(root, 1, &store, NULL) == 0);
	CHECK(map_open(store, hash_id, &hash, NULL) == 0);
	CHECK(map_open(store, array_id, &array, NULL) == 0);
	CHECK(strcmp(map_desc(hash)->name, "m") == 0 && map_lanes(hash) == LANES);
	CHECK(map_lane_prepare(array, 2) == 0);
	while (read(from, &c, 1) == 1) {
		CHECK(map_api_lookup(hash, &key, &value) == 0 && value == key + 100);
		value = key + 200;
		CHECK(map_update(hash, &key, &value, SKEP_EXIST, WRITER(1)) == 0);
		*(uint64_t *)map_lookup(array, &(uint32_t){ 0 }, 2) += 1;
		CHECK(write(to, &c, 1) == 1);
		key++;
	}
	map_close(hash);
	map_close(array);
	store_close(store);
	_exit(0);
}

static void test_two_processes(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *hash = map_new(DESC(MAP_HASH, 4, 8, 100, 0), store, LANES);
	struct map *array = map_new(DESC(MAP_PERCPU_ARRAY, 4, 8, 1, 0), store, LANES);
	uint64_t value, counts[LANES];
	int to[2], from[2], status;
	uint32_t key;
	pid_t child;
	char c = 'x';

	(void)state;
	assert_int_equal(pipe(to) | pipe(from), 0);
	fflush(stdout);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		close(to[1]);
		peer(store_path(store), map_id(hash), map_id(array), to[0], from[1]);
	}
	close(from[1]);
	for (key = 0; key < 100; key++) {
		value = key + 100;
		assert_int_equal(map_api_update(hash, &key, &value, SKEP_NOEXIST, WRITER(0)), 0);
		assert_int_equal(write(to[1], &c, 1), 1);
		assert_int_equal(read(from[0], &c, 1), 1);
		assert_int_equal(*(uint64_t *)map_lookup(hash, &key, 0), key + 200);
		assert_int_equal(map_api_lookup(array, &(uint32_t){ 0 }, counts), 0);
		assert_int_equal(counts[2], key + 1);
		assert_int_equal(counts[0] | counts[1] | counts[3], 0);
	}
	close(to[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(to[0]);
	close(from[0]);
	map_close(hash);
	map_close(array);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_processes),
		cmocka_unit_test(test_processes),
		cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
