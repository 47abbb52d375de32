/* Per-CPU hashes: what a lane reads and writes, inserts that zero the others, sharing. */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sys/wait.h>

enum { LANES = 4, VALUE = 12, STRIDE = 16, N_ENTRIES = 3 };

static struct map *sample(struct store *store)
{
	return map_new(DESC(MAP_PERCPU_HASH, 4, VALUE, N_ENTRIES, 0), store, LANES);
}

static uint32_t *own(struct map *map, uint32_t key, uint32_t lane)
{
	return map_lookup(map, &key, lane);
}

static void prepare(struct map *map, uint32_t n)
{
	for (uint32_t lane = 0; lane < n; lane++)
		assert_int_equal(map_lane_prepare(map, lane), 0);
}

static int put(struct map *map, uint32_t key, uint32_t word, uint64_t flags, uint32_t lane)
{
	uint32_t value[3] = { word, word + 1, word + 2 };

	return map_update(map, &key, value, flags, WRITER(lane));
}

/* A program's update is of its lane; an insert gives the others zeros, an update leaves them. */
static void test_lanes(void **state)
{
	struct map *map = sample(NULL);
	uint32_t lane;

	(void)state;
	prepare(map, LANES);
	assert_null(own(map, 7, 0));
	assert_int_equal(put(map, 7, 100, SKEP_EXIST, 1), -ENOENT);
	assert_int_equal(put(map, 7, 100, SKEP_ANY, 1), 0);
	assert_int_equal(put(map, 7, 100, SKEP_NOEXIST, 1), -EEXIST);
	for (lane = 0; lane < LANES; lane++) {
		assert_int_equal(own(map, 7, lane)[0], lane == 1 ? 100 : 0);
		assert_int_equal(own(map, 7, lane)[2], lane == 1 ? 102 : 0);
		own(map, 7, lane)[0] = 50 + lane;
	}
	assert_int_equal(put(map, 7, 200, SKEP_EXIST, 2), 0);
	for (lane = 0; lane < LANES; lane++)
		assert_int_equal(own(map, 7, lane)[0], lane == 2 ? 200 : 50 + lane);
	/* the slot is used again: nothing of the old key is left in any lane */
	assert_int_equal(map_delete(map, &(uint32_t){ 7 }, WRITER(3)), 0);
	assert_int_equal(map_delete(map, &(uint32_t){ 7 }, WRITER(3)), -ENOENT);
	for (uint32_t key = 20; key < 60; key++) {
		assert_int_equal(put(map, key, 1, SKEP_NOEXIST, 0), 0);
		for (lane = 0; lane < LANES; lane++) {
			assert_int_equal(own(map, key, lane)[0], lane == 0);
			own(map, key, lane)[0] = 99;
		}
		assert_int_equal(map_delete(map, &key, WRITER(0)), 0);
	}
	map_close(map);
}

/* An update in place moves nothing: pointers stay, also when the map is full. */
static void test_full(void **state)
{
	struct map *map = sample(NULL);
	uint32_t *before[N_ENTRIES], key;

	(void)state;
	prepare(map, 2);
	for (key = 0; key < N_ENTRIES; key++) {
		assert_int_equal(put(map, key, key, SKEP_ANY, 0), 0);
		before[key] = own(map, key, 0);
	}
	assert_int_equal(put(map, key, 1, SKEP_ANY, 0), -E2BIG);
	assert_int_equal(put(map, key, 1, SKEP_EXIST, 0), -ENOENT);
	for (key = 0; key < N_ENTRIES; key++) {
		assert_int_equal(put(map, key, 10 + key, SKEP_ANY, 1), 0);
		assert_int_equal(put(map, key, 20 + key, SKEP_ANY, 0), 0);
		assert_ptr_equal(own(map, key, 0), before[key]);
		assert_int_equal(before[key][0], 20 + key);
		assert_int_equal(own(map, key, 1)[0], 10 + key);
	}
	assert_int_equal(map_delete(map, &(uint32_t){ 1 }, WRITER(0)), 0);
	assert_int_equal(put(map, 9, 1, SKEP_ANY, 0), 0);
	assert_int_equal(put(map, 10, 1, SKEP_ANY, 0), -E2BIG);
	map_close(map);
}

/* From outside: all lanes at once; lanes that nobody uses are zeros and take no space. */
static void test_outside(void **state)
{
	struct map *map = sample(NULL);
	uint8_t value[LANES * STRIDE] = { 0 }, read[LANES * STRIDE];
	uint32_t key = 5, lane;

	(void)state;
	assert_int_equal(map_api_value_size(map), sizeof(value));
	value[0] = 1;
	value[2 * STRIDE + VALUE - 1] = 3;
	assert_int_equal(map_api_update(map, &key, value, SKEP_ANY, WRITER(3)), 0);
	memset(read, 0xff, sizeof(read));
	assert_int_equal(map_api_lookup(map, &key, read), 0);
	assert_memory_equal(read, value, sizeof(value));
	for (lane = 0; lane < LANES; lane++)
		assert_int_equal(map_lane_is_prepared(map, lane), lane == 0 || lane == 2);
	assert_int_equal(map_lane_prepare(map, 1), 0);
	assert_int_equal(own(map, key, 1)[0], 0);
	own(map, key, 1)[0] = 8;
	assert_int_equal(map_api_lookup(map, &key, read), 0);
	assert_int_equal(read[STRIDE], 8);
	assert_int_equal(map_api_update(map, &key, value, SKEP_EXIST, WRITER(3)), 0);
	assert_int_equal(own(map, key, 1)[0], 0);
	assert_int_equal(map_api_update(map, &key, value, 77, WRITER(3)), -EINVAL);
	map_close(map);
}

/* ---- at once ---- */

enum { ROUNDS = 20000 };

struct counter {
	pthread_t thread;
	struct map *map;
	uint32_t lane;
	int failures;
};

/* Count in one's own lane of a key that stays, while other keys come and go. */
static void *count_up(void *arg)
{
	struct counter *counter = arg;
	uint32_t i, key = 100 + counter->lane;
	int err;

	for (i = 0; i < ROUNDS; i++) {
		uint32_t *value = own(counter->map, 1, counter->lane);

		counter->failures += !value;
		if (value)
			value[0]++;
		if (i % 4)
			continue;
		err = put(counter->map, key, 0, SKEP_ANY, counter->lane);
		counter->failures += err && err != -E2BIG && err != -EBUSY;
		map_delete(counter->map, &key, WRITER(counter->lane));
	}
	return NULL;
}

static void test_threads(void **state)
{
	struct map *map = sample(NULL);
	struct counter counters[LANES] = { 0 };
	uint32_t i;

	(void)state;
	prepare(map, LANES);
	assert_int_equal(put(map, 1, 0, SKEP_ANY, 0), 0);
	for (i = 0; i < LANES; i++) {
		counters[i].map = map;
		counters[i].lane = i;
		pthread_create(&counters[i].thread, NULL, count_up, &counters[i]);
	}
	for (i = 0; i < LANES; i++) {
		pthread_join(counters[i].thread, NULL);
		assert_int_equal(counters[i].failures, 0);
		assert_int_equal(own(map, 1, i)[0], ROUNDS);
	}
	map_close(map);
}

static void test_processes(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = sample(store), *theirs;
	uint8_t read[LANES * STRIDE];
	uint32_t key = 1;
	int status;
	pid_t child;

	(void)state;
	prepare(map, 1);
	assert_int_equal(put(map, 1, 5, SKEP_ANY, 0), 0);
	fflush(stdout);
	child = fork();
	if (!child) {
		struct store *again;
		char path[PATH_MAX];

		snprintf(path, sizeof(path), "%s/root", dir);
		if (store_open(path, LANES, &again, NULL) ||
		    map_open(again, map_id(map), &theirs, NULL) || map_lane_prepare(theirs, 2))
			_exit(1);
		if (!own(theirs, 1, 2) || own(theirs, 1, 2)[0] || put(theirs, 1, 6, 0, 2) ||
		    put(theirs, 2, 7, 0, 2))
			_exit(2);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(map_api_lookup(map, &key, read), 0);
	assert_int_equal(read[0], 5);
	assert_int_equal(read[STRIDE * 2], 6);
	key = 2;
	assert_int_equal(map_api_lookup(map, &key, read), 0);
	assert_int_equal(read[0], 0);
	assert_int_equal(read[STRIDE * 2], 7);
	map_close(map);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lanes),   cmocka_unit_test(test_full),
		cmocka_unit_test(test_outside), cmocka_unit_test(test_threads),
		cmocka_unit_test(test_processes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
