/*
 * Hostile files: damaged trailers, truncated files, control regions full of
 * nonsense, and a peer that scribbles while operations run.  Each is an error
 * or a usable map; sanitizers see the rest.
 */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sys/mman.h>

enum { LANES = 3, N_SAMPLES = 400, TRAILER = sizeof(struct map_trailer) };

static const uint32_t types[] = { MAP_ARRAY, MAP_PERCPU_ARRAY, MAP_HASH, MAP_PERCPU_HASH,
				  MAP_LRU_HASH, MAP_LRU_PERCPU_HASH, MAP_LPM_TRIE, MAP_QUEUE,
				  MAP_LIFO, MAP_BLOOM_FILTER, MAP_DEVMAP_HASH };
enum { N_TYPES = sizeof(types) / sizeof(types[0]) };

static struct map_desc desc_of(uint32_t type)
{
	if (type == MAP_LPM_TRIE)
		return DESC(type, 8, 12, 10, MAP_F_NO_PREALLOC);
	if (type == MAP_QUEUE || type == MAP_LIFO || type == MAP_BLOOM_FILTER)
		return DESC(type, 0, 12, 10, 0);
	if (type == MAP_DEVMAP_HASH)
		return DESC(type, 4, 4, 10, 0);
	return DESC(type, 4, 12, 10, 0);
}

/* Of a trie the key is a length, then bits, so that these are prefixes that meet. */
static void make_key(const struct map *map, uint32_t n, uint8_t *key)
{
	uint32_t length = n * 5 % 33, bits = n % 3 ? 0 : 0x80 << n;

	if (map->geometry.type != MAP_LPM_TRIE) {
		memcpy(key, &n, map->geometry.key_size < 4 ? map->geometry.key_size : 4);
		return;
	}
	memcpy(key, &length, 4);
	memcpy(key + 4, &bits, map->geometry.key_size < 8 ? map->geometry.key_size - 4 : 4);
}

static struct map *sample_map(uint32_t type, struct store *store)
{
	struct map *map = map_new(desc_of(type), store, LANES);
	uint64_t value[LANES * 2] = { 1, 2, 3, 4, 5, 6 };
	uint8_t key[8];
	uint32_t n;

	for (n = 0; n < 8; n++) {
		make_key(map, n, key);
		assert_int_equal(map_api_update(map, map->geometry.key_size ? key : NULL, value, 0,
						WRITER(n % LANES)), 0);
	}
	return map;
}

/* Everything that one can do, on a map whose results are not to be trusted. */
static void use_entries(struct map *map)
{
	size_t key_size = map_desc(map)->key_size;
	uint8_t *key = calloc(1, key_size + 8), *value = calloc(1, map_api_value_size(map) + 8);
	struct bound_map bound;
	uint32_t lane, i;
	uint8_t *p;
	int err;

	assert_true(key && value);
	map_bind(map, &bound);
	for (lane = 0; lane < map_lanes(map) && lane < 4; lane++) {
		assert_int_equal(map_lane_prepare(map, lane), 0);
		for (i = 0; i < 12; i++) {
			make_key(map, i, key);
			p = map_lookup(map, key, lane);
			if (p)
				memset(p, 1, map_desc(map)->value_size);
			map_api_lookup(map, key, value);
			map_update(map, key, value, i % 3, WRITER(lane));
			map_api_update(map, key, value, 0, WRITER(lane));
			if (i % 3 == 0)
				map_delete(map, key, WRITER(lane));
		}
	}
	err = map_api_next_key(map, NULL, key);
	for (i = 0; i < 30 && !err; i++)
		err = map_api_next_key(map, key, key);
	free(key);
	free(value);
}

static void use_values(struct map *map)
{
	uint8_t *value = calloc(1, map_desc(map)->value_size + 8);
	struct bound_map bound;

	assert_non_null(value);
	map_bind(map, &bound);
	for (uint32_t i = 0; i < 40; i++) {
		value[0] = (uint8_t)i;
		map_push(map, value, i % 3, WRITER(i % map_lanes(map)));
		map_peek(map, value);
		map_api_lookup(map, NULL, value);
		if (i % 3 == 0)
			map_pop(map, value, WRITER(i % map_lanes(map)));
		map_api_peek(map, i, value);
	}
	free(value);
}

static void use_map(struct map *map)
{
	if (map_type_by_number(map->geometry.type)->flags & MAPF_PUSH)
		use_values(map);
	else
		use_entries(map);
}

/* ids/@id, as a peer opens it. */
static int open_object(struct store *store, uint64_t id)
{
	char name[STORE_NAME_SIZE];
	int fd;

	snprintf(name, sizeof(name), "%llu", (unsigned long long)id);
	fd = openat(store->ids, name, O_RDWR);
	assert_true(fd >= 0);
	return fd;
}

static void poke(struct store *store, uint64_t id, const void *data, size_t size, off_t at)
{
	int fd = open_object(store, id);

	assert_int_equal(pwrite(fd, data, size, at), size);
	close(fd);
}

static void cut(struct store *store, uint64_t id, off_t size)
{
	int fd = open_object(store, id);

	assert_int_equal(ftruncate(fd, size), 0);
	close(fd);
}

static struct map_trailer read_trailer(struct map *map)
{
	struct map_trailer trailer;
	off_t at = (off_t)map->geometry.file_size - TRAILER;

	assert_int_equal(pread(map->fd, &trailer, TRAILER, at), TRAILER);
	return trailer;
}

/* What refuses the file: one of another version is no spoilt one. */
static const char *refused_as(struct store *store, uint64_t id)
{
	int fd = open_object(store, id);
	uint32_t version = file_version(fd);

	close(fd);
	return version && version != MAP_ABI ? "map-version" : "map-file";
}

static bool try_open(struct store *store, uint64_t id)
{
	struct skep_error error = { 0 };
	struct map *map;
	int err = map_open(store, id, &map, &error);

	if (err) {
		assert_int_equal(error.err, err);
		assert_string_equal(error.id, refused_as(store, id));
		assert_true(error.message[0]);
		return false;
	}
	use_map(map);
	map_close(map);
	return true;
}

struct fixture {
	char *dir;
	struct store *store;
	struct rng rng;
};

static void fixture_open(struct fixture *f)
{
	f->dir = scratch_dir();
	f->store = root_new(f->dir, LANES);
	rng_init(&f->rng);
}

static void fixture_close(struct fixture *f)
{
	assert_int_equal(count_objects(f->store), 0);
	store_close(f->store);
	remove_tree(f->dir);
	free(f->dir);
}

/* Any damaged byte of the trailer is noticed. */
static void test_flipped(void **state)
{
	struct fixture f;
	size_t t, i;

	(void)state;
	fixture_open(&f);
	for (t = 0; t < N_TYPES; t++) {
		struct map *map = sample_map(types[t], f.store);
		struct map_trailer whole = read_trailer(map), bad;
		off_t at = (off_t)map->geometry.file_size - TRAILER;

		for (i = 0; i < TRAILER; i++) {
			bad = whole;
			((uint8_t *)&bad)[i] ^= (uint8_t)(1 + rng_below(&f.rng, 255));
			poke(f.store, map->id, &bad, TRAILER, at);
			assert_false(try_open(f.store, map->id));
		}
		poke(f.store, map->id, &whole, TRAILER, at);
		assert_true(try_open(f.store, map->id));
		map_close(map);
	}
	fixture_close(&f);
}

/* A trailer that is wrong but carries the right checksum: the same, or a usable map. */
static void test_forged(void **state)
{
	struct fixture f;
	size_t t, i;

	(void)state;
	fixture_open(&f);
	for (t = 0; t < N_TYPES; t++) {
		struct map *map = sample_map(types[t], f.store);
		struct map_trailer whole = read_trailer(map), bad;
		off_t at = (off_t)map->geometry.file_size - TRAILER;
		uint32_t n_usable = 0;

		for (i = 0; i < N_SAMPLES; i++) {
			struct map_geometry g = whole.geometry;
			uint32_t word = rng_below(&f.rng, sizeof(g) / 4);
			uint32_t edges[] = { 0,           1,    UINT32_MAX,
					     0x80000000u, 4096, ((uint32_t *)&g)[word] + 1 };

			((uint32_t *)&g)[word] = edges[rng_below(&f.rng, 6)];
			trailer_make(&g, &bad);
			poke(f.store, map->id, &bad, TRAILER, at);
			n_usable += try_open(f.store, map->id);
		}
		assert_true(n_usable > 0 && n_usable < N_SAMPLES);
		poke(f.store, map->id, &whole, TRAILER, at);
		map_close(map);
	}
	fixture_close(&f);
}

static void test_cut(void **state)
{
	struct fixture f;
	size_t t, i;

	(void)state;
	fixture_open(&f);
	for (t = 0; t < N_TYPES; t++) {
		struct map *map = map_new(desc_of(types[t]), f.store, LANES);
		uint64_t size = map->geometry.file_size;

		for (i = 0; i < 64; i++) {
			uint64_t to = i < 8 ? size - i * 64 - 1 : rng_below(&f.rng, (uint32_t)size);

			cut(f.store, map->id, (off_t)to);
			assert_false(try_open(f.store, map->id));
		}
		cut(f.store, map->id, 0);
		assert_false(try_open(f.store, map->id));
		cut(f.store, map->id, (off_t)size + 4096);
		assert_false(try_open(f.store, map->id));
		map_close(map);
	}
	fixture_close(&f);
}

/* The control region holds nonsense, all of it or a word here and there. */
static void scribble(struct map *map, struct rng *rng, uint32_t n)
{
	const struct map_geometry *g = &map->geometry;
	uint64_t start = g->control_offset, size = g->file_size - TRAILER - start;
	uint32_t i;

	for (i = 0; i < n; i++) {
		uint64_t at = start + rng_below(rng, (uint32_t)(size / 4)) * 4;
		uint32_t small = rng_below(rng, g->n_slots + 3);

		__atomic_store_n((uint32_t *)(map->base + at),
				 rng_below(rng, 2) ? small : (uint32_t)rng_next(rng),
				 __ATOMIC_RELAXED);
	}
}

static void drop_locks(struct map *map)
{
	uint32_t i;

	for (i = 0; i < map->geometry.n_buckets; i++)
		((struct map_bucket *)(map->base + map->geometry.buckets_offset))[i].lock = 0;
	for (i = 0; i < map->geometry.lanes; i++)
		map_lane(map, i)->queue.lock = 0;
	if (map->geometry.state_offset) /* its first word, whatever the type */
		*(uint64_t *)(map->base + map->geometry.state_offset) = 0;
}

static bool sample_locks(uint32_t type)
{
	return type != MAP_ARRAY && type != MAP_PERCPU_ARRAY && type != MAP_BLOOM_FILTER;
}

static void test_nonsense(void **state)
{
	static const uint32_t amounts[] = { 1, 5, 40, 2000 };
	struct rng rng;
	uint32_t i;
	size_t t;

	(void)state;
	rng_init(&rng);
	for (t = 0; t < N_TYPES; t++)
		for (i = 0; i < 40; i++) {
			struct map *map = sample_map(types[t], NULL);

			scribble(map, &rng, amounts[i % 4]);
			if (i % 8 != 7) /* else every writer waits in vain, which takes its time */
				drop_locks(map);
			else if (sample_locks(types[t]) && i > 8)
				drop_locks(map);
			use_map(map);
			map_close(map);
		}
}

struct scribbler {
	struct map *map;
	struct rng rng;
	uint32_t stop;
};

static void *scribbling(void *arg)
{
	struct scribbler *s = arg;

	while (!__atomic_load_n(&s->stop, __ATOMIC_ACQUIRE)) {
		scribble(s->map, &s->rng, 50);
		drop_locks(s->map);
	}
	return NULL;
}

/* The peer writes while we work. */
static void test_scribbler(void **state)
{
	struct scribbler s = { 0 };
	pthread_t thread;
	uint32_t i;
	size_t t;

	(void)state;
	rng_init(&s.rng);
	for (t = 0; t < N_TYPES; t++) {
		s.map = sample_map(types[t], NULL);
		s.stop = 0;
		assert_int_equal(pthread_create(&thread, NULL, scribbling, &s), 0);
		for (i = 0; i < 5; i++)
			use_map(s.map);
		__atomic_store_n(&s.stop, 1, __ATOMIC_RELEASE);
		pthread_join(thread, NULL);
		map_close(s.map);
	}
}

/* A key that changes while it is stored does not get into the wrong bucket. */
static void *key_changer(void *arg)
{
	struct scribbler *s = arg;
	static uint32_t n;

	while (!__atomic_load_n(&s->stop, __ATOMIC_ACQUIRE))
		__atomic_store_n((uint32_t *)s->map->base, ++n % 64, __ATOMIC_RELAXED);
	return NULL;
}

static void test_moving_key(void **state)
{
	struct map *hash = map_new(DESC(MAP_HASH, 4, 4, 64, 0), NULL, LANES);
	struct scribbler s = { .map = map_new(DESC(MAP_ARRAY, 4, 4, 1, 0), NULL, LANES) };
	uint32_t i, key, n = 0;
	pthread_t thread;
	int err;

	(void)state;
	assert_int_equal(pthread_create(&thread, NULL, key_changer, &s), 0);
	for (i = 0; i < 20000; i++) {
		err = map_update(hash, s.map->base, &i, 0, WRITER(0));
		assert_true(err == 0 || err == -EBUSY);
		if (i % 4 == 0)
			map_delete(hash, s.map->base, WRITER(0));
	}
	__atomic_store_n(&s.stop, 1, __ATOMIC_RELEASE);
	pthread_join(thread, NULL);
	for (err = map_api_next_key(hash, NULL, &key); !err && n < 1000; n++) {
		assert_non_null(map_lookup(hash, &key, 0)); /* it is where its hash says */
		err = map_api_next_key(hash, &key, &key);
	}
	check_slots(hash, n);
	map_close(hash);
	map_close(s.map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flipped),
		cmocka_unit_test(test_forged),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_nonsense),
		cmocka_unit_test(test_scribbler),
		cmocka_unit_test(test_moving_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
