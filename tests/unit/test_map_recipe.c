/* Hash lookups as instructions against the C body: alone, beside writers, on nonsense. */
#include "tests/unit/test_map.h"

#include "tests/lib/recipe.h"

enum { LANES = 3, MAX_KEY = 16 };

static const uint32_t types[] = { MAP_HASH, MAP_PERCPU_HASH, MAP_LRU_HASH, MAP_LRU_PERCPU_HASH };
enum { N_TYPES = sizeof(types) / sizeof(*types) };

/* Keys that differ in one word each, by turns. */
static const void *key_of(uint32_t size, uint32_t i)
{
	static uint32_t words[MAX_KEY / 4];

	memset(words, 0x5a, sizeof(words));
	words[i % (size / 4)] = i * 0x01010101u;
	return words;
}

static struct map *sample(uint32_t type, uint32_t key_size, uint32_t n, struct bound_map *bound)
{
	struct map *map = map_new(DESC(type, key_size, 12, n, 0), NULL, LANES);
	uint64_t value[2] = { 0 };

	for (uint32_t lane = 0; lane < LANES; lane++)
		assert_int_equal(map_lane_prepare(map, lane), 0);
	for (uint32_t i = 0; i < n; i++) {
		value[0] = i;
		assert_int_equal(map_update(map, key_of(key_size, i), value, 0, WRITER(0)), 0);
	}
	map_bind(map, bound);
	return map;
}

/* Keys that are there and that are not; the program's memory is read once. */
static void check_type(uint32_t type, uint32_t key_size, uint32_t n)
{
	struct bound_map bound;
	struct map *map = sample(type, key_size, n, &bound);
	uint32_t n_calls = 0, n_guards = 0;

	assert_non_null(bound.lookup);
	for (uint32_t i = 0; i < bound.lookup->n; i++)
		n_guards += recipe_is_guard(bound.lookup, i);
	assert_int_equal(n_guards, 8);
	for (uint32_t i = 0; i < 2 * n; i++) {
		struct recipe_run run = { .bound = &bound, .lane = i % LANES };
		const void *key = run.key = key_of(key_size, i);
		uintptr_t there = (uintptr_t)map_lookup(map, key, i % LANES);

		assert_int_equal(!there, i >= n);
		assert_int_equal(recipe_result(&bound, key, i % LANES), there);
		assert_int_equal(recipe_run(bound.lookup, &run), there);
		assert_int_equal(run.loads, key_size);
		n_calls += run.calls;
	}
	/* Mostly in place: long chains and ends of chains are not. */
	assert_in_range(n_calls, 0, n + n / 4);
	map_close(map);
}

static void test_agrees(void **state)
{
	static const uint32_t counts[] = { 1, 2, 7, 64, 1000 };

	(void)state;
	for (size_t t = 0; t < N_TYPES; t++)
		for (uint32_t key_size = 4; key_size <= MAX_KEY; key_size += 4)
			for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++)
				check_type(types[t], key_size, counts[c]);
}

/* One key: a hit, and a miss in an empty bucket, need no call. */
static void test_in_place(void **state)
{
	(void)state;
	for (uint32_t key_size = 4; key_size <= MAX_KEY; key_size += 4) {
		struct bound_map bound;
		struct map *map = map_new(DESC(MAP_HASH, key_size, 8, 64, 0), NULL, LANES);
		struct recipe_run run = { .bound = &bound };
		uint64_t value = 7;
		uint32_t i = 1;

		map_bind(map, &bound);
		run.key = key_of(key_size, 0);
		assert_int_equal(recipe_run(bound.lookup, &run), 0);
		assert_int_equal(run.calls, 0);
		assert_int_equal(map_update(map, run.key, &value, 0, WRITER(0)), 0);
		assert_int_equal(*(uint64_t *)(uintptr_t)recipe_run(bound.lookup, &run), 7);
		assert_int_equal(run.calls, 0);
		/* The end of a chain is left to the C body. */
		while (hash_bucket(map, hash_key(map, key_of(key_size, i))) !=
		       hash_bucket(map, hash_key(map, key_of(key_size, 0))))
			i++;
		run.key = key_of(key_size, i);
		assert_int_equal(recipe_run(bound.lookup, &run), 0);
		assert_int_equal(run.calls, 1);
		map_close(map);
	}
}

static void test_lru_is_used(void **state)
{
	(void)state;
	for (size_t t = 2; t < N_TYPES; t++) {
		struct bound_map bound;
		struct map *map = sample(types[t], 8, 50, &bound);

		memset(hash_ref(map, 1), REF_OLD, map->geometry.n_slots);
		for (uint32_t i = 0; i < 50; i++) {
			const uint8_t *refs = hash_ref(map, 1);
			uint32_t used = 0;

			assert_int_not_equal(recipe_result(&bound, key_of(8, i), 1), 0);
			for (uint32_t s = 0; s < map->geometry.n_slots; s++) {
				used += !!(refs[s] & REF_USED);
				assert_true(refs[s] & REF_OLD);
			}
			assert_int_equal(used, i + 1);
		}
		map_close(map);
	}
}

/* ---- beside a writer ---- */

struct writer {
	struct map *map;
	uint32_t at; /* the instruction in front of which it writes */
	enum { REPLACE, DELETE, DELETE_AND_REUSE } what;
};

static void write_at(void *arg, uint32_t insn)
{
	const struct writer *w = arg;
	uint64_t value = 99;

	if (insn != w->at)
		return;
	if (w->what == REPLACE) {
		assert_int_equal(map_update(w->map, key_of(8, 0), &value, 0, WRITER(1)), 0);
		return;
	}
	assert_int_equal(map_delete(w->map, key_of(8, 0), WRITER(1)), 0);
	for (uint32_t i = 1; w->what == DELETE_AND_REUSE && i < 5; i++)
		assert_int_equal(map_update(w->map, key_of(8, i), &value, 0, WRITER(1)), 0);
}

/* The first part's last look at the sequence. */
static uint32_t last_look(const struct recipe *recipe)
{
	uint32_t last = 0;

	for (uint32_t i = 0; i < recipe->cold; i++)
		if (recipe->insns[i].id == INSN_LDXW && recipe->insns[i].src == 0)
			last = i;
	return last;
}

/* A key that is there all the time is found; one that went before the last look is not. */
static void test_beside_writer(void **state)
{
	(void)state;
	for (int what = REPLACE; what <= DELETE_AND_REUSE; what++) {
		for (uint32_t at = 0; at < MAX_RECIPE; at++) {
			struct bound_map bound;
			struct map *map = map_new(DESC(MAP_HASH, 8, 8, 4, 0), NULL, LANES);
			struct writer w = { .map = map, .at = at, .what = what };
			struct recipe_run run = { .bound = &bound, .before = write_at, .arg = &w,
						  .key = key_of(8, 0) };
			uint64_t key = *(const uint64_t *)run.key, value = 7;
			uintptr_t before, now;

			run.key = &key; /* key_of has one buffer */
			map_bind(map, &bound);
			assert_int_equal(map_update(map, &key, &value, 0, WRITER(0)), 0);
			before = (uintptr_t)map_lookup(map, &key, 0);
			now = recipe_run(bound.lookup, &run);
			if (what == REPLACE)
				assert_true(now && (now == before ||
						    now == (uintptr_t)map_lookup(map, &key, 0)));
			else if (at <= last_look(bound.lookup) &&
				 !map_lookup(map, &key, 0)) /* it came to the writer */
				assert_int_equal(now, 0);
			else
				assert_int_equal(now, before);
			map_close(map);
		}
	}
}

/* ---- on nonsense ---- */

static bool is_value(const struct map *map, uintptr_t p)
{
	const struct map_geometry *g = &map->geometry;
	uintptr_t at = p - (uintptr_t)map->base;

	if (g->lane_stride)
		return at < LANES * g->lane_stride && at % 8 == 0 &&
		       at % g->lane_stride <= (g->n_slots - 1) * g->value_stride;
	at -= g->slots_offset + g->value_offset;
	return at / g->slot_stride < g->n_slots && at % g->slot_stride == 0;
}

/* A peer's links, sequences, keys: never anything but a value, or none; it ends. */
static void test_nonsense(void **state)
{
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (size_t t = 0; t < N_TYPES; t++) {
		struct bound_map bound;
		struct map *map = sample(types[t], 4, 16, &bound);
		const struct map_geometry g = map->geometry; /* of each map that is made */
		uint32_t found = 0, edges[] = { 0, 1, g.n_slots, g.n_slots + 1, UINT32_MAX,
						INT32_MAX, UINT32_C(1) << 31 };

		for (uint32_t i = 0; i < 20000; i++) {
			uint64_t size = g.slots_offset + g.n_slots * g.slot_stride -
					g.buckets_offset;
			uint64_t at = g.buckets_offset + rng_next(&rng) % (size / 4) * 4;
			uint64_t n = rng_next(&rng);
			uint32_t v = n & 1 ? edges[(n >> 1) % 7] :
					     (uint32_t)((n >> 1) % (g.n_slots + 2));
			struct recipe_run run = { .bound = &bound, .key = key_of(4, i % 20),
						  .lane = i % LANES, .guarded = n >> 40 & 1 };
			uintptr_t p;

			memcpy(map->base + at, &v, 4);
			p = recipe_run(bound.lookup, &run);
			assert_true(!p || is_value(map, p));
			found += !!p;
			if (i % 64 == 0) {
				map_close(map);
				map = sample(types[t], 4, 16, &bound);
			}
		}
		assert_in_range(found, 1000, 20000);
		map_close(map);
	}
}

/* Where there is none, it is the helper's. */
static void test_none(void **state)
{
	static const struct { uint32_t type, key_size; } rows[] = {
		{ MAP_HASH, 1 }, { MAP_HASH, 6 }, { MAP_HASH, 20 }, { MAP_LRU_HASH, 64 },
		{ MAP_DEVMAP_HASH, 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct map *map = map_new(DESC(rows[i].type, rows[i].key_size, 4, 4, 0), NULL, 1);
		struct bound_map bound;

		map_bind(map, &bound);
		assert_null(bound.lookup);
		map_close(map);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agrees),
		cmocka_unit_test(test_in_place),
		cmocka_unit_test(test_lru_is_used),
		cmocka_unit_test(test_beside_writer),
		cmocka_unit_test(test_nonsense),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests_name("map recipe", tests, NULL, NULL);
}
