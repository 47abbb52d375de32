/* The pool of maps; see pool.h. */
#include "fuzz/pool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "maps/map_impl.h"
#include "maps/ring_impl.h"

enum {
	POOL = 224,
	INNER = 2, /* maps that a map of maps holds */
	MAX_VALUE = 512,
	RING_PAGE = 4096,
	RANDOM_TAIL = 128,
};

static const struct map_writer writer = { .lane = RUN_LANE, .generation = 1 };

/**
 * struct pool_map - one of them
 * @data: what @desc.data pointed to
 * @inner: template and maps of a map of maps
 * @base, @first: its mapping and what was there at first
 * @taken: by the program at hand
 */
struct pool_map {
	struct map *map;
	struct map_desc desc;
	uint8_t data[64];
	struct map_desc template;
	struct pool_map *inner[INNER];
	void *base, *first;
	size_t size;
	bool taken;
};

struct pool {
	struct pool_map all[POOL];
	struct pool_map *map[RUN_MAPS]; /* of the program at hand; NULL: not run */
	uint32_t evict;                 /* the next one that makes room */
};

struct pool *pool_new(void)
{
	return calloc(1, sizeof(struct pool));
}

static void drop_map(struct pool_map *pool)
{
	for (int i = 0; i < INNER && pool->inner[i]; i++) {
		drop_map(pool->inner[i]);
		free(pool->inner[i]);
	}
	if (pool->map)
		map_close(pool->map);
	free(pool->first);
	memset(pool, 0, sizeof(*pool));
}

void pool_free(struct pool *pool)
{
	for (int m = 0; pool && m < POOL; m++)
		drop_map(&pool->all[m]);
	free(pool);
}

/* --- making --- */

static bool same_shape(const struct map_desc *a, const struct map_desc *b)
{
	return a->type == b->type && a->key_size == b->key_size &&
	       a->value_size == b->value_size && a->max_entries == b->max_entries &&
	       a->map_flags == b->map_flags && a->frozen == b->frozen &&
	       a->lock_end == b->lock_end && !a->data == !b->data && !a->inner == !b->inner;
}

static bool same_desc(const struct pool_map *pool, const struct map_desc *desc)
{
	return pool->map && same_shape(&pool->desc, desc) &&
	       (!desc->data || !memcmp(pool->data, desc->data, desc->value_size)) &&
	       (!desc->inner || same_shape(&pool->template, desc->inner));
}

static struct map *resolve(struct map *map, uint64_t id)
{
	const struct pool_map *pool = map_user(map);

	return id >= 1 && id <= INNER ? pool->inner[id - 1]->map : NULL;
}

static int make_map(struct pool_map *pool, const struct map_desc *desc);

static int make_inner(struct pool_map *pool)
{
	pool->template = *pool->desc.inner;
	pool->desc.inner = &pool->template;
	for (int i = 0; i < INNER; i++) {
		int err;

		pool->inner[i] = calloc(1, sizeof(*pool));
		if (!pool->inner[i])
			return -ENOMEM;
		err = make_map(pool->inner[i], &pool->template);
		if (err)
			return err;
	}
	map_set_user(pool->map, pool);
	map_set_resolve(pool->map, resolve);
	return 0;
}

static int make_map(struct pool_map *pool, const struct map_desc *desc)
{
	int err;

	drop_map(pool);
	if (desc->data && desc->value_size > sizeof(pool->data))
		return -E2BIG;
	pool->desc = *desc;
	if (desc->type == MAP_PERF_EVENT_ARRAY)
		pool->desc.map_extra = RING_PAGE;
	if (desc->type == MAP_TASK_STORAGE)
		pool->desc.map_extra = 2;
	err = map_create(&pool->desc, NULL, RUN_LANES, &pool->map, NULL);
	for (uint32_t lane = 0; lane < RUN_LANES && !err; lane++)
		err = map_lane_prepare(pool->map, lane);
	if (!err && desc->inner)
		err = make_inner(pool);
	if (err)
		return err;
	if (desc->data)
		memcpy(pool->data, desc->data, desc->value_size);
	map_range(pool->map, &pool->base, &pool->size);
	pool->first = malloc(pool->size);
	if (!pool->first)
		return -ENOMEM;
	memcpy(pool->first, pool->base, pool->size);
	return 0;
}

/* Maps of anything else have no part in a run here: their helpers find nothing. */
static bool can_live(const struct map_desc *desc)
{
	const struct map_type_info *type = map_type_by_number(desc->type);

	return type && type->flags & MAPF_SUPPORTED && !(type->flags & MAPF_PROGS);
}

/* One of this description that the program has not taken yet, made where there is none. */
static int take_map(struct pool *pool, const struct map_desc *desc, struct pool_map **out)
{
	struct pool_map *found = NULL;

	for (uint32_t i = 0; i < POOL && !found; i++)
		if (!pool->all[i].taken && same_desc(&pool->all[i], desc))
			found = &pool->all[i];
	while (!found) {
		struct pool_map *next = &pool->all[pool->evict++ % POOL];
		int err = next->taken ? 0 : make_map(next, desc);

		if (err) {
			drop_map(next);
			return err;
		}
		found = next->taken ? NULL : next;
	}
	found->taken = true;
	*out = found;
	return 0;
}

int pool_bind(struct pool *pool, const struct image *image, struct bound_map *bound)
{
	if (image->n_maps > RUN_MAPS)
		return -E2BIG;
	for (uint32_t i = 0; i < POOL; i++)
		pool->all[i].taken = false;
	memset(bound, 0, RUN_MAPS * sizeof(*bound));
	memset(pool->map, 0, sizeof(pool->map));
	for (uint32_t m = 0; m < image->n_maps; m++) {
		int err;

		if (!can_live(image->maps[m]))
			continue;
		err = take_map(pool, image->maps[m], &pool->map[m]);
		if (err)
			return err;
		map_bind(pool->map[m]->map, &bound[m]);
	}
	return 0;
}

struct map *pool_find(const struct pool *pool, uint32_t m)
{
	return pool->map[m] ? pool->map[m]->map : NULL;
}

/* --- content --- */

void fill_bytes(struct rng *rng, const struct image *image, uint8_t *data, size_t size)
{
	size_t at = 0;

	for (; size - at > RANDOM_TAIL; at += 8) { /* what lies far behind decides little */
		uint64_t v = rng_next(rng);

		memcpy(data + size - at - 8, &v, 8);
	}
	size -= at;
	at = 0;
	while (at < size) {
		size_t n = (size_t)1 << rng_below(rng, 4);
		uint32_t dice = rng_below(rng, 8),
			 i = image->n_insns ? rng_below(rng, image->n_insns) : 0;
		uint64_t v = dice < 2 ? rng_next(rng) : rng_edge(rng);

		if (dice > 4 && image->n_insns && image->insns[i].imm)
			v = (uint64_t)image->insns[i].imm + rng_below(rng, 3) - 1;
		if (dice == 7)
			v = __builtin_bswap64(v) >> (64 - 8 * n);
		n = n < size - at ? n : size - at;
		memcpy(data + at, &v, n);
		at += n;
	}
}

static bool is_hash(const struct map_desc *desc)
{
	return desc->type == MAP_HASH || desc->type == MAP_LRU_HASH ||
	       desc->type == MAP_PERCPU_HASH || desc->type == MAP_LRU_PERCPU_HASH;
}

/* Types whose entries an application stores, and programs read. */
static bool has_content(const struct map_desc *desc)
{
	uint32_t flags = map_type_by_number(desc->type)->flags, wanted = MAPF_LOOKUP | MAPF_UPDATE;

	return (flags & wanted) == wanted && !desc->frozen && !(desc->map_flags & MAP_F_RDONLY) &&
	       desc->value_size <= MAX_VALUE / 2 && desc->key_size <= 8;
}

static void content_of(const struct image *image, const struct map_desc *desc, struct rng *rng,
		       void (*set)(void *arg, const void *key, const void *value), void *arg)
{
	uint32_t entries = desc->max_entries < 16 ? desc->max_entries : 16;
	bool percpu = map_type_by_number(desc->type)->flags & MAPF_PERCPU;
	uint32_t size = percpu ? RUN_LANES * ((desc->value_size + 7) & ~7u) : desc->value_size;
	uint8_t value[MAX_VALUE] = { 0 };

	for (uint32_t i = 0; i < entries && has_content(desc); i++) {
		uint64_t key = i;

		if (is_hash(desc) && rng_percent(rng, 40))
			continue;
		fill_bytes(rng, image, value, size);
		if (desc->lock_end)
			memset(value + map_lock_offset(desc), 0, LOCK_SIZE);
		set(arg, &key, value);
	}
}

static struct rng content_rng(uint32_t m, uint64_t seed)
{
	return (struct rng){ seed ^ (m + 1) * UINT64_C(0x9e3779b97f4a7c15) };
}

void map_content(const struct image *image, uint32_t m, uint64_t seed,
		 void (*set)(void *arg, const void *key, const void *value), void *arg)
{
	struct rng rng = content_rng(m, seed);

	content_of(image, image->maps[m], &rng, set, arg);
}

static void set_entry(void *arg, const void *key, const void *value)
{
	map_api_update(arg, key, value, 0, writer);
}

/* What the host's entries of the other types are. */
static void set_targets(struct pool_map *pool, struct rng *rng)
{
	uint32_t flags = map_type_by_number(pool->desc.type)->flags;

	for (uint32_t key = 0; key < pool->desc.max_entries; key++) {
		uint64_t value = 1 + rng_below(rng, 3);

		if (rng_percent(rng, 40))
			continue;
		if (flags & MAPF_MAPS)
			map_set_inner_id(pool->map, &key, value, 0, writer);
		else if (flags & MAPF_REDIRECT)
			map_api_update(pool->map, &key, &value, 0, writer);
	}
}

/*
 * Samples that wait in a user ring buffer, now and then at its end; and what no honest producer
 * leaves there behind them.
 */
static void set_samples(const struct image *image, struct map *map, struct rng *rng)
{
	uint64_t at = 8 * (uint64_t)rng_below(rng, 512);
	uint8_t *sample;

	ring_consumer(map)->position = ring_producer(map)->position = at;
	for (uint32_t n = rng_below(rng, 7); n; n--) {
		uint32_t size = rng_percent(rng, 70) ? 8 * rng_below(rng, 5) : rng_below(rng, 600);

		if (user_ring_reserve(map, size, writer, (void **)&sample))
			break;
		fill_bytes(rng, image, sample, size);
		user_ring_commit(map, sample, rng_percent(rng, 15), writer);
	}
	at = ring_producer(map)->position;
	if (rng_percent(rng, 80))
		return;
	ring_header_at(map, at)->len =
		rng_percent(rng, 50) ? (uint32_t)rng_edge(rng) : RING_BUSY | 8;
	ring_producer(map)->position = at + 1 + rng_below(rng, 40);
}

/* As the file was at first; and what the handle has seen of it since is forgotten. */
static void start_again(struct pool_map *pool)
{
	pool->map->all_taken = 0;
	memcpy(pool->base, pool->first, pool->size);
}

void pool_reset(struct pool *pool, const struct image *image, uint64_t seed)
{
	for (uint32_t m = 0; m < image->n_maps; m++) {
		struct rng rng = content_rng(m, seed);
		struct pool_map *map = pool->map[m];

		if (!map)
			continue;
		start_again(map);
		content_of(image, &map->desc, &rng, set_entry, map->map);
		set_targets(map, &rng);
		for (int i = 0; i < INNER && map->inner[i]; i++) {
			start_again(map->inner[i]);
			content_of(image, &map->template, &rng, set_entry, map->inner[i]->map);
		}
	}
}

void pool_put_samples(struct pool *pool, const struct image *image, uint64_t seed)
{
	for (uint32_t m = 0; m < image->n_maps; m++) {
		struct rng rng = content_rng(m, seed);

		if (pool->map[m] && pool->map[m]->desc.type == MAP_USER_RINGBUF)
			set_samples(image, pool->map[m]->map, &rng);
	}
}

/* --- comparing --- */

static uint32_t count_entries(struct map *map)
{
	uint64_t key = 0, next;
	uint32_t n = 0;
	bool first = true;

	while (n < 1000 && !map_api_next_key(map, first ? NULL : &key, &next)) {
		key = next;
		first = false;
		n++;
	}
	return n;
}

/* Same keys with the same values?  Keys are of 4 or 8 bytes. */
static bool same_entries(struct map *a, struct map *b, char *what, size_t size)
{
	size_t value_size = map_api_value_size(a);
	uint8_t of_a[MAX_VALUE], of_b[MAX_VALUE];
	uint64_t key = 0, next = 0;
	bool first = true;

	if (value_size > sizeof(of_a) || map_desc(a)->key_size > sizeof(key))
		return true;
	if (count_entries(a) != count_entries(b)) {
		snprintf(what, size, "map %s: %u and %u entries", map_desc(a)->name,
			 count_entries(a), count_entries(b));
		return false;
	}
	while (!map_api_next_key(a, first ? NULL : &key, &next)) {
		int err_a, err_b;

		first = false;
		key = next;
		memset(of_a, 0, sizeof(of_a));
		memset(of_b, 0, sizeof(of_b));
		err_a = map_api_lookup(a, &key, of_a);
		err_b = map_api_lookup(b, &key, of_b);
		if (err_a != err_b || memcmp(of_a, of_b, value_size)) {
			snprintf(what, size, "map %s: the values of key %llu differ",
				 map_desc(a)->name, (unsigned long long)key);
			return false;
		}
	}
	return true;
}

/* What a ring holds, in order: a sum of sizes and bytes. */
struct ring_sum {
	uint64_t sum, n;
};

static int add_record(void *arg, const void *data, size_t size)
{
	struct ring_sum *sum = arg;
	const uint8_t *byte = data;

	sum->n++;
	sum->sum = sum->sum * 31 + size;
	for (size_t i = 0; i < size; i++)
		sum->sum = (sum->sum ^ byte[i]) * UINT64_C(0x100000001b3);
	return 0;
}

static int add_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	(void)lane;
	return add_record(arg, data, size);
}

static struct ring_sum sum_ring(struct map *map)
{
	struct ring_sum sum = { 0 };

	if (map_desc(map)->type == MAP_RINGBUF) {
		ring_peek(map, add_record, &sum);
		sum.sum += ring_query(map, RING_PROD_POS);
	} else {
		perf_peek(map, &(struct perf_reader){ .sample = add_sample, .arg = &sum });
		sum.sum += perf_lost(map);
	}
	return sum;
}

static bool same_ring(struct map *a, struct map *b, char *what, size_t size)
{
	struct ring_sum of_a = sum_ring(a), of_b = sum_ring(b);

	if (of_a.n == of_b.n && of_a.sum == of_b.sum)
		return true;
	snprintf(what, size, "map %s: the records differ, of %llu and %llu", map_desc(a)->name,
		 (unsigned long long)of_a.n, (unsigned long long)of_b.n);
	return false;
}

/* Positions, headers, samples, also those that were drained. */
static bool same_memory(const struct pool_map *a, const struct pool_map *b, char *what, size_t size)
{
	if (!memcmp(a->base, b->base, a->map->geometry.values_size))
		return true;
	snprintf(what, size, "map %s: its rings differ", a->map->geometry.name);
	return false;
}

/* What a queue or stack holds, in order. */
static bool same_values(struct map *a, struct map *b, char *what, size_t size)
{
	uint8_t of_a[MAX_VALUE] = { 0 }, of_b[MAX_VALUE] = { 0 };
	int err = 0;

	if (map_desc(a)->value_size > sizeof(of_a))
		return true;
	for (uint32_t n = 0; !err; n++) {
		err = map_api_peek(a, n, of_a);
		if (err == map_api_peek(b, n, of_b) && !memcmp(of_a, of_b, sizeof(of_a)))
			continue;
		snprintf(what, size, "map %s: the values that are popped after %u differ",
			 map_desc(a)->name, n);
		return false;
	}
	return true;
}

/* The one task's that runs the programs. */
static bool same_task(struct map *a, struct map *b, char *what, size_t size)
{
	struct task_id task;
	const void *of_a, *of_b;

	if (task_id_self(&task))
		return true;
	of_a = map_task_value(a, &task, RUN_LANE);
	of_b = map_task_value(b, &task, RUN_LANE);
	if (!of_a == !of_b && (!of_a || !memcmp(of_a, of_b, map_desc(a)->value_size)))
		return true;
	snprintf(what, size, "map %s: the task's values differ", map_desc(a)->name);
	return false;
}

bool pool_same(const struct pool *a, const struct pool *b, uint32_t m, char *what, size_t size)
{
	const struct pool_map *x = a->map[m], *y = b->map[m];

	if (!x)
		return true;
	if (x->desc.type == MAP_RINGBUF || x->desc.type == MAP_PERF_EVENT_ARRAY)
		return same_ring(x->map, y->map, what, size);
	if (x->desc.type == MAP_USER_RINGBUF)
		return same_memory(x, y, what, size);
	if (x->desc.type == MAP_TASK_STORAGE)
		return same_task(x->map, y->map, what, size);
	if (map_type_by_number(x->desc.type)->flags & MAPF_POP)
		return same_values(x->map, y->map, what, size);
	for (int i = 0; i < INNER && x->inner[i]; i++)
		if (!same_entries(x->inner[i]->map, y->inner[i]->map, what, size))
			return false;
	return same_entries(x->map, y->map, what, size);
}
