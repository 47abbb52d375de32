/* Hashes: semantics, capacity, iteration, the hash function, slots, locks. */
#include "tests/unit/test_map.h"

enum { LANES = 3 };

static uint64_t count_keys(struct map *map)
{
	uint8_t key[64];
	uint64_t n = 0;
	int err = map_api_next_key(map, NULL, key);

	for (; !err; n++)
		err = map_api_next_key(map, key, key);
	assert_int_equal(err, -ENOENT);
	return n;
}

static void test_semantics(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 2, 0), NULL, LANES);
	uint32_t a = 1, b = 2, c = 3;
	uint64_t v = 10, w = 20, out;
	uint64_t *p, *q;

	(void)state;
	assert_null(map_lookup(map, &a, 0));
	assert_int_equal(map_api_lookup(map, &a, &out), -ENOENT);
	assert_int_equal(map_delete(map, &a, WRITER(0)), -ENOENT);
	assert_int_equal(map_update(map, &a, &v, SKEP_EXIST, WRITER(0)), -ENOENT);
	assert_int_equal(map_update(map, &a, &v, 3, WRITER(0)), -EINVAL);
	assert_int_equal(map_update(map, &a, &v, 4, WRITER(0)), -EINVAL);
	assert_int_equal(map_update(map, &a, &v, SKEP_NOEXIST, WRITER(0)), 0);
	assert_int_equal(map_update(map, &a, &v, SKEP_NOEXIST, WRITER(0)), -EEXIST);
	p = map_lookup(map, &a, 0);
	assert_int_equal(*p, 10);
	assert_int_equal(map_update(map, &a, &w, SKEP_EXIST, WRITER(0)), 0);
	/* Whole slots are replaced: the old pointer still is memory, and still the old value. */
	q = map_lookup(map, &a, 0);
	assert_ptr_not_equal(p, q);
	assert_int_equal(*p, 10);
	assert_int_equal(*q, 20);
	*q = 21;
	assert_int_equal(map_api_lookup(map, &a, &out), 0);
	assert_int_equal(out, 21);
	assert_int_equal(map_update(map, &b, &v, 0, WRITER(1)), 0);
	assert_int_equal(map_update(map, &c, &v, 0, WRITER(2)), -E2BIG);
	assert_int_equal(map_update(map, &c, &v, SKEP_EXIST, WRITER(2)), -ENOENT);
	assert_int_equal(map_update(map, &b, &w, 0, WRITER(2)), 0); /* full, but no new key */
	assert_int_equal(map_delete(map, &a, WRITER(2)), 0);
	assert_int_equal(*q, 21);
	assert_int_equal(map_update(map, &c, &v, 0, WRITER(0)), 0);
	assert_int_equal(count_keys(map), 2);
	map_close(map);
}

/* A full map always takes exactly max_entries, whoever inserts and deletes. */
static void test_capacity(void **state)
{
	static const uint32_t sizes[] = { 1, 2, 7, 64, 1000 };
	uint64_t value = 0;
	size_t s;

	(void)state;
	for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		struct map *map = map_new(DESC(MAP_HASH, 4, 8, sizes[s], 0), NULL, LANES);
		uint32_t i, round, n = sizes[s];

		for (round = 0; round < 3; round++) {
			for (i = 0; i < n; i++)
				assert_int_equal(map_update(map, &i, &value, 0, WRITER(i % LANES)),
						 0);
			assert_int_equal(map_update(map, &i, &value, 0, WRITER(round)), -E2BIG);
			assert_int_equal(count_keys(map), n);
			for (i = 0; i < n; i++)
				assert_int_equal(map_delete(map, &i, WRITER((i + round) % LANES)),
						 0);
			assert_int_equal(count_keys(map), 0);
		}
		map_close(map);
	}
}

static void test_insert_delete(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 1, 0), NULL, LANES);
	uint64_t value;
	uint32_t i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		value = i;
		assert_int_equal(map_update(map, &i, &value, SKEP_NOEXIST, WRITER(1)), 0);
		assert_int_equal(*(uint64_t *)map_lookup(map, &i, 0), i);
		assert_int_equal(map_delete(map, &i, WRITER(1)), 0);
		assert_null(map_lookup(map, &i, 0));
	}
	map_close(map);
}

/* A freed slot rests until the queue came round: all others of the lane go first. */
static void test_reuse_order(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 8, 0), NULL, 1);
	uint64_t value = 1;
	uint32_t k = 1, i;
	void *first, *p = NULL;

	(void)state;
	assert_int_equal(map_update(map, &k, &value, 0, WRITER(0)), 0);
	first = map_lookup(map, &k, 0);
	for (i = 0; i < 8; i++) {
		assert_int_equal(map_update(map, &k, &value, 0, WRITER(0)), 0);
		p = map_lookup(map, &k, 0);
		assert_ptr_not_equal(p, first);
	}
	assert_int_equal(map_update(map, &k, &value, 0, WRITER(0)), 0);
	assert_ptr_equal(map_lookup(map, &k, 0), first);
	map_close(map);
}

/* Key sizes with and without a tail, beyond one fold of the hash; values likewise. */
static void test_sizes(void **state)
{
	static const uint32_t keys[] = { 1, 2, 3, 7, 8, 9, 16, 127, 128, 129, 600, 5000 };
	static const uint32_t values[] = { 1, 7, 8, 9, 300 };
	uint8_t key[5000], value[300], out[301];
	size_t k, v;
	uint32_t i;

	(void)state;
	for (k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
		for (v = 0; v < sizeof(values) / sizeof(values[0]); v++) {
			struct map *map =
				map_new(DESC(MAP_HASH, keys[k], values[v], 16, 0), NULL, 2);

			memset(key, 0x55, sizeof(key));
			for (i = 0; i < 16; i++) {
				key[keys[k] - 1] = (uint8_t)i; /* only the last byte differs */
				memset(value, (int)i + 100, sizeof(value));
				assert_int_equal(map_update(map, key, value, SKEP_NOEXIST,
							    WRITER(0)), 0);
			}
			for (i = 0; i < 16; i++) {
				key[keys[k] - 1] = (uint8_t)i;
				memset(value, (int)i + 100, sizeof(value));
				out[values[v]] = 0xee;
				assert_int_equal(map_api_lookup(map, key, out), 0);
				assert_memory_equal(out, value, values[v]);
				assert_int_equal(out[values[v]], 0xee);
			}
			map_close(map);
		}
}

static void test_next_key(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 8, 4, 64, 0), NULL, 1);
	uint64_t order[64], key, i;
	uint32_t value = 0;

	(void)state;
	assert_int_equal(map_api_next_key(map, NULL, &key), -ENOENT);
	key = 5;
	assert_int_equal(map_api_next_key(map, &key, &key), -ENOENT);
	for (i = 0; i < 64; i++)
		assert_int_equal(map_update(map, &i, &value, 0, WRITER(0)), 0);
	assert_int_equal(map_api_next_key(map, NULL, &order[0]), 0);
	for (i = 1; i < 64; i++)
		assert_int_equal(map_api_next_key(map, &order[i - 1], &order[i]), 0);
	assert_int_equal(map_api_next_key(map, &order[63], &key), -ENOENT);
	/* Replacing values, which moves slots, and lookups leave the order alone. */
	for (i = 0; i < 64; i++)
		assert_int_equal(map_update(map, &i, &value, SKEP_EXIST, WRITER(0)), 0);
	for (i = 1; i < 64; i++) {
		assert_int_equal(map_api_next_key(map, &order[i - 1], &key), 0);
		assert_int_equal(key, order[i]);
	}
	/* A key that is gone starts over. */
	assert_int_equal(map_delete(map, &order[20], WRITER(0)), 0);
	assert_int_equal(map_api_next_key(map, &order[20], &key), 0);
	assert_int_equal(key, order[0]);
	map_close(map);
}

/* Delete while iterating: every key is seen once and the map is empty at the end. */
static void test_delete_all(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 4, 500, 0), NULL, 1);
	uint32_t i, key, n = 0;

	(void)state;
	for (i = 0; i < 500; i++)
		assert_int_equal(map_update(map, &i, &i, 0, WRITER(0)), 0);
	while (!map_api_next_key(map, NULL, &key)) {
		assert_int_equal(map_delete(map, &key, WRITER(0)), 0);
		n++;
	}
	assert_int_equal(n, 500);
	map_close(map);
}

/* ---- the hash function ---- */

/*
 * With a good function n keys in n buckets leave n/e of them empty, and the
 * fullest has a handful.  Key families that ordinary programs have.
 */
static void family_key(uint32_t family, uint32_t i, uint8_t key[16])
{
	uint64_t words[2] = { 0 };

	switch (family) {
	case 0: words[0] = i; break;
	case 1: words[0] = (uint64_t)i << 32; break;
	case 2: words[1] = (uint64_t)i << 48 | (uint64_t)(i >> 16) << 32; break;
	case 3: words[0] = (uint64_t)i * 4096; words[1] = i; break;
	case 4:
		words[0] = (uint64_t)__builtin_bswap32(i) << 16;
		words[1] = 0x5000000000000000u;
		break;
	default: words[0] = i & 0xff; words[1] = (uint64_t)(i >> 8) << 56 | (i >> 16); break;
	}
	memcpy(key, words, 16);
}

/* Long chains of short keys, which programs look up by a way of their own, and others' hash. */
static void test_short_keys(void **state)
{
	for (uint32_t size = 4; size <= 16; size += 4) {
		struct map *map = map_new(DESC(MAP_HASH, size, 8, 512, 0), NULL, LANES);
		uint8_t data[17] = { 0 };
		uint8_t *key = data + 1; /* at any alignment */

		(void)state;
		map->geometry.n_buckets = 16;
		for (uint64_t n = 0; n < 512; n++) {
			memcpy(key + size - 4, &(uint32_t){ (uint32_t)n }, 4);
			assert_int_equal(hash_key(map, key),
					 (uint32_t)(hash_bytes(map, key, size) >> 32));
			assert_null(map_lookup(map, key, 0));
			assert_int_equal(map_update(map, key, &n, 0, WRITER(0)), 0);
		}
		for (uint64_t n = 0; n < 512; n++) {
			uint64_t *value;

			memcpy(key + size - 4, &(uint32_t){ (uint32_t)n }, 4);
			value = map_lookup(map, key, 0);
			assert_non_null(value);
			assert_int_equal(*value, n);
			key[0] ^= 0x80; /* the other words count too */
			assert_true(size == 4 || !map_lookup(map, key, 0));
			key[0] ^= 0x80;
		}
		map_close(map);
	}
}

static void test_distribution(void **state)
{
	enum { N = 1 << 14 };
	static uint8_t n_in[N];
	uint32_t round, family, i;
	uint8_t key[16];

	(void)state;
	for (round = 0; round < 8; round++) {
		struct map *map =
			map_new(DESC(MAP_HASH, 16, 8, N, round ? 0 : MAP_F_ZERO_SEED), NULL, 1);

		for (family = 0; family < 6; family++) {
			uint32_t empty = 0, most = 0;

			memset(n_in, 0, sizeof(n_in));
			for (i = 0; i < N; i++) {
				family_key(family, i, key);
				n_in[hash_key(map, key) & (N - 1)]++;
			}
			for (i = 0; i < N; i++) {
				empty += !n_in[i];
				most = n_in[i] > most ? n_in[i] : most;
			}
			if (empty > N * 0.42 || most > 16)
				fail_msg("family %u seed %llx: %u of %u empty, fullest %u", family,
					 (unsigned long long)map->geometry.seed, empty, N, most);
		}
		map_close(map);
	}
}

static void test_seed(void **state)
{
	struct map *a = map_new(DESC(MAP_HASH, 4, 4, 1, 0), NULL, 1);
	struct map *b = map_new(DESC(MAP_HASH, 4, 4, 1, 0), NULL, 1);
	struct map *zero = map_new(DESC(MAP_HASH, 4, 4, 1, MAP_F_ZERO_SEED), NULL, 1);
	struct map *again = map_new(DESC(MAP_HASH, 4, 4, 1, MAP_F_ZERO_SEED), NULL, 1);
	uint32_t key = 1, same = 0;

	(void)state;
	for (key = 0; key < 64; key++) {
		same += hash_key(a, &key) == hash_key(b, &key);
		assert_int_equal(hash_key(zero, &key), hash_key(again, &key));
	}
	assert_true(same < 8);
	assert_int_equal(zero->geometry.seed, 0);
	/* The function belongs to the file format: a change is another MAP_ABI. */
	key = 1;
	assert_int_equal(hash_key(zero, &key), 0xf3c6c76d);
	map_close(a);
	map_close(b);
	map_close(zero);
	map_close(again);
}

/* ---- locks ---- */

static void test_busy(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 4, 0), NULL, LANES);
	uint32_t key = 9, other = 10;
	uint64_t value = 1, out;
	struct map_bucket *bucket = hash_bucket(map, hash_key(map, &key));

	(void)state;
	assert_int_equal(map_update(map, &key, &value, 0, WRITER(0)), 0);
	assert_true(lock_try(&bucket->lock, lock_stamp(WRITER(1))));
	assert_int_equal(map_update(map, &key, &value, 0, WRITER(1)), -EBUSY); /* nested */
	assert_int_equal(map_update(map, &key, &value, 0, WRITER(2)), -EBUSY); /* waited */
	assert_int_equal(map_delete(map, &key, WRITER(0)), -EBUSY);
	/* Readers do not care. */
	assert_int_equal(map_api_lookup(map, &key, &out), 0);
	assert_non_null(map_lookup(map, &key, 0));
	assert_int_equal(map_api_next_key(map, NULL, &other), 0);
	assert_int_equal(other, 9);
	lock_drop(&bucket->lock);
	assert_int_equal(map_update(map, &key, &value, 0, WRITER(2)), 0);
	map_close(map);
}

/* Queues that others hold are passed by; with all held nothing is lost or gained. */
static void test_busy_queues(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 4, 0), NULL, LANES);
	uint64_t value = 1;
	uint32_t lane, i;

	(void)state;
	for (lane = 0; lane < LANES; lane++) {
		uint64_t *lock = &map_lane(map, lane)->queue.lock;

		assert_true(lock_try(lock, lock_stamp((struct map_writer){ lane, 7 })));
		if (lane + 1 == LANES)
			continue;
		i = lane;
		assert_int_equal(map_update(map, &i, &value, 0, WRITER(lane)), 0);
	}
	i = 100;
	assert_int_equal(map_update(map, &i, &value, 0, WRITER(0)), -EBUSY);
	assert_null(map_lookup(map, &i, 0));
	for (lane = 0; lane < LANES; lane++)
		lock_drop(&map_lane(map, lane)->queue.lock);
	for (i = 100; i < 102; i++)
		assert_int_equal(map_update(map, &i, &value, 0, WRITER(0)), 0);
	assert_int_equal(map_update(map, &i, &value, 0, WRITER(0)), -E2BIG);
	map_close(map);
}

/* A reader gives up on a bucket that never holds still, instead of hanging. */
static void test_spinning_bucket(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 2, 0), NULL, 1);
	uint32_t key = 3, *head, next;
	uint64_t value = 1;

	(void)state;
	assert_int_equal(map_update(map, &key, &value, 0, WRITER(0)), 0);
	head = &hash_bucket(map, hash_key(map, &key))->head;
	hash_slot(map, *head)->next = *head; /* a chain that bites its tail */
	assert_non_null(map_lookup(map, &key, 0));
	hash_slot(map, *head)->hash ^= 1; /* and the key is not in it */
	assert_null(map_lookup(map, &key, 0));
	assert_int_equal(map_api_lookup(map, &key, &value), -EBUSY);
	assert_int_equal(map_update(map, &key, &value, 0, WRITER(0)), -EIO);
	assert_int_equal(map_delete(map, &key, WRITER(0)), -EIO);
	assert_int_equal(map_api_next_key(map, NULL, &next), -EBUSY);
	map_close(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_semantics),
		cmocka_unit_test(test_capacity),
		cmocka_unit_test(test_insert_delete),
		cmocka_unit_test(test_reuse_order),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_next_key),
		cmocka_unit_test(test_delete_all),
		cmocka_unit_test(test_short_keys),
		cmocka_unit_test(test_distribution),
		cmocka_unit_test(test_seed),
		cmocka_unit_test(test_busy),
		cmocka_unit_test(test_busy_queues),
		cmocka_unit_test(test_spinning_bucket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
