/*
 * Maps after another boot.  A file is made of pages of two moments, as a page
 * cache that was lost leaves it, and its locks, links and intents are nonsense:
 * the first who opens it has every key once, what did not change between the
 * moments is all there, and everything works.
 */
#include "tests/unit/map_boot.h"

#include "maps/ring_impl.h"
#include "maps/stack_trace.h"

enum { MAX_KEYS = 600, ROUNDS = 12 };

/* ---- types with keys ---- */

struct keyed {
	struct map_desc desc;
	bool values; /* in slots that lie in one page each */
	int full;    /* what an insert into a full one answers */
};

#define LOCKED(type_, key_, value_, n_, end_)                                                      \
	{ .name = "m", .type = (type_), .key_size = (key_), .value_size = (value_),                \
	  .max_entries = (n_), .lock_end = (end_) }
static const struct keyed keyed[] = {
	{ DESC(MAP_HASH, 8, 8, MAX_KEYS, 0), true, -E2BIG },
	{ DESC(MAP_HASH, 8, 40, 300, 0), true, -E2BIG },
	{ DESC(MAP_HASH, 44, 24, MAX_KEYS, 0), false, -E2BIG },
	{ DESC(MAP_HASH, 5, 64, 77, 0), false, -E2BIG },
	{ LOCKED(MAP_HASH, 8, 40, 300, 40), true, -E2BIG },
	{ DESC(MAP_LRU_HASH, 8, 8, MAX_KEYS, 0), true, 0 },
	{ DESC(MAP_PERCPU_HASH, 8, 8, 300, 0), false, -E2BIG },
	{ DESC(MAP_LRU_PERCPU_HASH, 8, 16, 200, 0), false, 0 },
	{ DESC(MAP_LPM_TRIE, 8, 8, MAX_KEYS, MAP_F_NO_PREALLOC), true, -ENOSPC },
	{ DESC(MAP_LPM_TRIE, 44, 16, MAX_KEYS, MAP_F_NO_PREALLOC), false, -ENOSPC },
};

/* What was written: the last version of each key, at both moments; 0: it is not there. */
struct history {
	uint64_t then[MAX_KEYS], now[MAX_KEYS], last[MAX_KEYS];
	bool changed[MAX_KEYS];
};

static int delete_key(struct map *map, uint32_t i)
{
	uint8_t key[64];

	make_key(map, i, key);
	return map_delete(map, key, any_writer());
}

static void change(struct map *map, struct history *h, uint32_t n)
{
	while (n--) {
		uint32_t i = rng_below(&rng, map->geometry.max_entries);

		h->changed[i] = true;
		if (h->now[i] && rng_below(&rng, 3) == 0) {
			assert_int_equal(delete_key(map, i), 0);
			h->now[i] = 0;
		} else {
			assert_int_equal(store_key(map, i, ++h->last[i]), 0);
			h->now[i] = h->last[i];
		}
	}
}

/* The version that a value of key @i has; it must be one that was written for it. */
static uint64_t check_value(const struct map *map, const struct history *h, uint32_t i,
			    const uint64_t *value)
{
	uint64_t version = map->geometry.value_size == 8 ? (uint32_t)value[0] : value[1];

	assert_int_equal(map->geometry.value_size == 8 ? value[0] >> 32 : value[0], i);
	assert_in_range(version, 1, h->last[i]);
	for (size_t w = 2; w + 1 < map->geometry.value_size / 8; w++)
		assert_int_equal(value[w], version);
	return version;
}

/* Every key that is there, once. */
static uint32_t check_keys(struct map *map, const struct keyed *row, const struct history *h)
{
	uint64_t value[MAX_WORDS * LANES];
	uint8_t key[64], whole[64], seen[MAX_KEYS] = { 0 };
	uint32_t n = 0, i;
	int err;

	for (err = map_api_next_key(map, NULL, key); !err; err = map_api_next_key(map, key, key)) {
		i = key_number(map, key);
		assert_in_range(i, 0, map->geometry.max_entries - 1);
		assert_int_equal(seen[i]++, 0);
		assert_true(h->last[i]);
		make_key(map, i, whole);
		assert_memory_equal(key, whole, map->geometry.key_size);
		assert_int_equal(map_api_lookup(map, key, value), 0);
		if (row->values)
			check_value(map, h, i, value);
		n++;
	}
	assert_int_equal(err, -ENOENT);
	for (i = 0; i < map->geometry.max_entries; i++) {
		if (h->changed[i])
			continue;
		assert_int_equal(seen[i], h->then[i] != 0);
		make_key(map, i, key);
		if (!h->then[i])
			continue;
		assert_int_equal(map_api_lookup(map, key, value), 0);
		if (!map->geometry.lane_stride)
			assert_int_equal(check_value(map, h, i, value), h->then[i]);
	}
	return n;
}

/* As a new one: takes max_entries keys and no more. */
static void check_use(struct map *map, int full)
{
	uint32_t n = map->geometry.max_entries;
	uint64_t value[MAX_WORDS * LANES];
	uint8_t key[64];

	while (!map_api_next_key(map, NULL, key))
		assert_int_equal(map_delete(map, key, any_writer()), 0);
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(store_key(map, i, i), 0);
	assert_int_equal(store_key(map, n, 1), full);
	for (uint32_t i = 0; i < n && full; i++) {
		make_key(map, i, key);
		assert_int_equal(map_api_lookup_flags(map, key, value,
						      map->desc.lock_end ? SKEP_F_LOCK : 0,
						      WRITER(1)), 0);
	}
	if (map->geometry.n_buckets)
		check_slots(map, n);
	else
		assert_int_equal(map_control(map)->n_entries, n);
}

static void test_keyed(void **state)
{
	(void)state;
	for (size_t r = 0; r < sizeof(keyed) / sizeof(*keyed); r++) {
		const struct keyed *row = &keyed[r];

		for (int round = 0; round < ROUNDS; round++) {
			struct map *map = map_new(row->desc, store, LANES);
			struct history h = { 0 };
			uint32_t n = row->desc.max_entries;
			uint8_t *then, *now;
			uint64_t id;

			assert_int_equal(map_lane_prepare(map, 1), 0);
			change(map, &h, rng_below(&rng, 3) * n);
			memcpy(h.then, h.now, sizeof(h.then));
			memset(h.changed, 0, sizeof(h.changed));
			then = snapshot(map);
			change(map, &h, rng_below(&rng, 3 * n));
			spoil(map);
			now = snapshot(map);
			id = cut_power(map, then, now);
			free(then);
			free(now);
			map = open_settled(id);
			n = check_keys(map, row, &h);
			if (map->geometry.n_buckets)
				check_slots(map, n);
			check_use(map, row->full);
			drop(map);
		}
	}
}

/* ---- types without keys ---- */

static void test_queues(void **state)
{
	static const uint32_t types[] = { MAP_QUEUE, MAP_LIFO };

	(void)state;
	for (int round = 0; round < 2 * ROUNDS; round++) {
		struct map *map = map_new(DESC(types[round % 2], 0, 8, 1000, 0), store, LANES);
		uint64_t n = 0, value;
		uint8_t *copy[2];
		uint64_t id;

		for (int half = 0; half < 2; half++) {
			for (uint32_t i = rng_below(&rng, 900); i; i--) {
				value = ++n;
				if (rng_below(&rng, 4))
					map_push(map, &value, SKEP_EXIST, any_writer());
				else
					map_pop(map, &value, any_writer());
			}
			*(uint64_t *)(map->base + map->geometry.state_offset) = any_stamp();
			copy[half] = snapshot(map);
			*(uint64_t *)(map->base + map->geometry.state_offset) = 0;
		}
		id = cut_power(map, copy[0], copy[1]);
		free(copy[0]);
		free(copy[1]);
		map = open_settled(id);
		for (uint32_t i = 0; !map_pop(map, &value, any_writer()); i++) {
			assert_in_range(value, 0, n);
			assert_in_range(i, 0, 1000 - 1);
		}
		for (uint32_t i = 0; i < 1000; i++)
			assert_int_equal(map_push(map, &(uint64_t){ i }, 0, any_writer()), 0);
		assert_int_equal(map_push(map, &value, 0, any_writer()), -E2BIG);
		drop(map);
	}
}

static int count_record(void *arg, const void *data, size_t size)
{
	(void)data, (void)size;
	++*(uint32_t *)arg;
	return 0;
}

/* Records, some of which nobody completes. */
static void produce(struct map *map, bool dies)
{
	uint64_t data[40] = { 0 };
	uint32_t slot;

	for (uint32_t i = rng_below(&rng, 200); i; i--) {
		struct map_writer writer = any_writer();
		void *record = ring_reserve(map, rng_below(&rng, sizeof(data)), writer, &slot);

		if (record && !(dies && rng_below(&rng, 8) == 0))
			ring_commit(map, record, slot, rng_below(&rng, 4) == 0, 0, writer);
	}
}

static void check_ring(struct map *map)
{
	uint32_t n = 0, slot, size = map->geometry.max_entries;
	struct map_writer owner;

	assert_int_equal(ring_consumer_enter(map, WRITER(0), &owner), 0);
	assert_in_range(ring_consume(map, count_record, &n), 0, INT32_MAX);
	assert_int_equal(ring_query(map, RING_AVAIL_DATA), 0);
	ring_consumer_leave(map);
	assert_false(ring_drop_dead_head(map));
	for (n = 1; n < RING_HELD; n++)
		assert_non_null(ring_reserve(map, size / RING_HELD - 8, WRITER(1), &slot));
	assert_null(ring_reserve(map, size / RING_HELD - 8, WRITER(2), &slot));
}

static void test_ringbuf(void **state)
{
	(void)state;
	for (int round = 0; round < 2 * ROUNDS; round++) {
		uint32_t size = (uint32_t)sysconf(_SC_PAGESIZE) << round % 3;
		struct map *map = map_new(DESC(MAP_RINGBUF, 0, 0, size, 0), store, LANES);
		struct map_writer owner;
		uint8_t *then, *now;
		uint32_t n = 0;
		uint64_t id;

		produce(map, false);
		assert_int_equal(ring_consumer_enter(map, WRITER(0), &owner), 0);
		assert_in_range(ring_consume(map, count_record, &n), 0, INT32_MAX);
		produce(map, false);
		then = snapshot(map);
		produce(map, true);
		map_rings(map)->producer_lock = any_stamp();
		now = snapshot(map);
		id = cut_power(map, round % 4 ? then : now, now);
		free(then);
		free(now);
		map = open_settled(id);
		check_ring(map);
		drop(map);
	}
}

static int count_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	(void)lane, (void)data, (void)size;
	++*(uint32_t *)arg;
	return 0;
}

static void emit(struct map *map, uint32_t n)
{
	uint64_t data[40] = { 0 };

	while (n--) {
		struct perf_bytes bytes[2] = { { data, rng_below(&rng, sizeof(data)) } };
		int err = perf_output(map, PERF_CURRENT, bytes, WRITER(rng_below(&rng, 2)));

		assert_true(!err || err == -ENOSPC);
	}
}

static void test_perf(void **state)
{
	uint32_t n = 0;
	const struct perf_reader reader = { count_sample, NULL, &n };

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct map *map = map_new(DESC(MAP_PERF_EVENT_ARRAY, 4, 4, LANES, 0), store, LANES);
		uint8_t *then, *now;
		uint64_t id;

		assert_int_equal(map_lane_prepare(map, 0), 0);
		assert_int_equal(map_lane_prepare(map, 1), 0);
		emit(map, rng_below(&rng, 400));
		then = snapshot(map);
		assert_in_range(perf_consume(map, &reader), 0, INT32_MAX);
		emit(map, rng_below(&rng, 400));
		now = snapshot(map);
		id = cut_power(map, then, now);
		free(then);
		free(now);
		map = open_settled(id);
		assert_in_range(perf_consume(map, &reader), 0, INT32_MAX);
		n = 0;
		emit(map, 20);
		assert_int_equal(perf_consume(map, &reader), 20);
		assert_int_equal(n, 20);
		drop(map);
	}
}

/* A stack under a hash that is not its own is gone, and no place stays locked. */
static void test_stacks(void **state)
{
	struct map *map = map_new(DESC(MAP_STACK_TRACE, 4, 80, 64, 0), store, LANES);
	uint64_t ip[10] = { 0 }, value[10], id, stride = map->geometry.value_stride;
	uint8_t *copy;
	int err;

	(void)state;
	for (uint64_t i = 0; i < 200; i++) {
		ip[0] = i + 1;
		stack_map_put(map, ip, 10, 0, WRITER(0));
	}
	copy = snapshot(map);
	for (uint32_t i = 0; i < 64; i++) {
		*(uint64_t *)(copy + i * stride) = any_stamp();
		if (i % 2)
			*(uint64_t *)(copy + i * stride + 64) = 1;
	}
	id = cut_power(map, copy, copy);
	free(copy);
	map = open_settled(id);
	for (uint32_t i = 0; i < 64; i++) {
		err = map_api_lookup(map, &i, value);
		assert_true(err == -ENOENT || (!err && i % 2 == 0));
		assert_int_equal(map_delete(map, &i, WRITER(1)), err);
	}
	drop(map);
}

/* What told tasks apart is given again: nobody may find the value of another boot's. */
static void test_tasks(void **state)
{
	struct map_desc desc = { .name = "m", .type = MAP_TASK_STORAGE, .key_size = 4,
				 .value_size = 16, .map_flags = MAP_F_NO_PREALLOC, .lock_end = 4,
				 .map_extra = 50 };
	struct map *map = map_new(desc, store, LANES);
	uint8_t *copy;
	uint64_t id;

	(void)state;
	for (uint32_t i = 0; i < 50; i++)
		assert_int_equal(map_task_create(map, &(struct task_id){ i, i, 1 }, NULL,
						 any_writer()), 0);
	spoil(map);
	copy = snapshot(map);
	id = cut_power(map, copy, copy);
	free(copy);
	map = open_settled(id);
	check_slots(map, 0);
	for (uint32_t i = 0; i < 50; i++) {
		struct task_id task = { i, i, 1 };

		assert_null(map_task_value(map, &task, 0));
		assert_int_equal(map_task_create(map, &task, NULL, any_writer()), 0);
	}
	check_slots(map, 50);
	drop(map);
}

/* A value's lock; a lane whose part is there but not its note, and the other way round. */
static void test_arrays(void **state)
{
	struct map *map = map_new((struct map_desc)LOCKED(MAP_ARRAY, 4, 12, 50, 8), store, LANES);
	uint32_t word[3] = { 1, 0, 3 }, key = 7, values[2 * LANES];
	uint8_t *copy;
	uint64_t id;

	(void)state;
	assert_int_equal(map_update(map, &key, word, SKEP_ANY, WRITER(0)), 0);
	spoil(map);
	copy = snapshot(map);
	id = cut_power(map, copy, copy);
	free(copy);
	map = open_settled(id);
	assert_int_equal(map_api_lookup_flags(map, &key, word, SKEP_F_LOCK, WRITER(1)), 0);
	assert_int_equal(word[0] + word[1] + word[2], 4);
	drop(map);

	map = map_new(DESC(MAP_PERCPU_ARRAY, 4, 4, 50, 0), store, LANES);
	assert_int_equal(map_lane_prepare(map, 1), 0);
	assert_int_equal(map_update(map, &key, &(uint32_t){ 42 }, SKEP_ANY, WRITER(1)), 0);
	map_lane(map, 1)->prepared = 0;
	map_lane(map, 2)->prepared = 1;
	copy = snapshot(map);
	id = cut_power(map, copy, copy);
	free(copy);
	map = open_settled(id);
	assert_true(map_lane_is_prepared(map, 1) && map_lane_is_prepared(map, 2));
	assert_false(map_lane_is_prepared(map, 3));
	assert_int_equal(map_api_lookup(map, &key, values), 0);
	assert_int_equal(values[2], 42);
	drop(map);
}

/* A file of noise, but for the trailer: what comes out of it is sound, and is used as a new one. */
static void test_noise(void **state)
{
	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t r = 0; r < sizeof(keyed) / sizeof(*keyed); r++) {
			struct map *map = map_new(keyed[r].desc, store, LANES);
			uint8_t *noise = snapshot(map);
			uint64_t id;

			for (size_t at = 0; at < map->geometry.file_size - 512; at++)
				noise[at] = (uint8_t)(rng_next(&rng) >> 32);
			id = cut_power(map, noise, noise);
			free(noise);
			map = open_settled(id);
			if (map->geometry.n_buckets)
				check_slots(map, 0);
			check_use(map, keyed[r].full);
			drop(map);
		}
	}
}

static void test_noise_rings(void **state)
{
	const struct map_desc descs[] = { DESC(MAP_RINGBUF, 0, 0, 16384, 0),
					  DESC(MAP_PERF_EVENT_ARRAY, 4, 4, LANES, 0),
					  DESC(MAP_QUEUE, 0, 8, 1000, 0) };
	uint32_t n = 0;
	const struct perf_reader reader = { count_sample, NULL, &n };

	(void)state;
	for (size_t i = 0; i < 30; i++) {
		struct map *map = map_new(descs[i % 3], store, LANES);
		uint8_t *noise = snapshot(map);
		uint64_t id, value = 1;

		for (size_t at = 0; at < map->geometry.file_size - 512; at++)
			noise[at] = (uint8_t)(rng_next(&rng) >> 32);
		id = cut_power(map, noise, noise);
		free(noise);
		map = open_settled(id);
		if (i % 3 == 0) {
			store_release(&map_control(map)->frozen, 0);
			check_ring(map);
		} else if (i % 3 == 1) {
			assert_in_range(perf_consume(map, &reader), 0, INT32_MAX);
			n = 0;
			emit(map, 20);
			assert_int_equal(perf_consume(map, &reader), 20);
		} else {
			assert_int_equal(map_push(map, &value, SKEP_EXIST, WRITER(0)), 0);
		}
		drop(map);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keyed),
		cmocka_unit_test(test_queues),
		cmocka_unit_test(test_ringbuf),
		cmocka_unit_test(test_perf),
		cmocka_unit_test(test_stacks),
		cmocka_unit_test(test_arrays),
		cmocka_unit_test(test_tasks),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_noise_rings),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
