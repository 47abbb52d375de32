/* What the tests of maps after another boot share: files as a lost page cache leaves them. */
#ifndef SKEP_TEST_MAP_BOOT_H
#define SKEP_TEST_MAP_BOOT_H

#include "tests/unit/test_map.h"

#include "maps/lpm.h"
#include "maps/spin.h"

enum { LANES = 4, MAX_WORDS = 8 };

static struct rng rng;
static char *dir;
static struct store *store;

static inline int set_up(void **state)
{
	(void)state;
	rng_init(&rng);
	dir = scratch_dir();
	store = root_new(dir, LANES);
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	store_close(store);
	remove_tree(dir);
	free(dir);
	return 0;
}

static inline struct map_writer any_writer(void)
{
	return WRITER(rng_below(&rng, LANES));
}

/* ---- a file as it is after a power cut ---- */

static inline uint8_t *snapshot(const struct map *map)
{
	uint8_t *copy = malloc(map->geometry.file_size);

	assert_non_null(copy);
	memcpy(copy, map->base, map->geometry.file_size);
	return copy;
}

static inline bool is_zero(const uint8_t *p, size_t size)
{
	return !*p && !memcmp(p, p + 1, size - 1);
}

/* The map's file, pages from @a and @b, last sound in another boot; it is closed before. */
static inline uint64_t cut_power(struct map *map, const uint8_t *a, const uint8_t *b)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), size = map->geometry.file_size;
	uint64_t id = map_id(map), at = map->geometry.control_offset, other[2] = { 7, 7 };
	int fd;

	assert_int_equal(store_pin(store, "m", id, NULL), 0);
	map_close(map);
	assert_int_equal(store_get(store, id, &fd, NULL), 0);
	for (size_t from = 0; from < size; from += page) {
		const uint8_t *mine = (rng_next(&rng) >> 40 & 1 ? a : b) + from;

		if (!is_zero(a + from, page) || !is_zero(b + from, page)) /* a hole stays one */
			assert_int_equal(pwrite(fd, mine, page, (off_t)from), page);
	}
	at += offsetof(struct map_control, boot_id);
	assert_int_equal(pwrite(fd, other, sizeof(other), (off_t)at), sizeof(other));
	close(fd);
	return id;
}

static inline struct map *open_settled(uint64_t id)
{
	struct map *map;

	assert_int_equal(map_open(store, id, &map, NULL), 0);
	assert_int_not_equal(map_control(map)->boot_id[0], store->boot_id[0]);
	assert_int_equal(map_settle(map), 0);
	assert_memory_equal(map_control(map)->boot_id, store->boot_id, sizeof(store->boot_id));
	return map;
}

static inline void drop(struct map *map)
{
	assert_int_equal(store_unpin(store, "m", NULL), 0);
	map_close(map);
}

static inline uint64_t any_stamp(void)
{
	return rng_below(&rng, 2) ? lock_stamp(any_writer()) : rng_next(&rng);
}

static inline void spoil_hash(struct map *map)
{
	const struct map_geometry *g = &map->geometry;

	for (uint32_t i = 0; i < g->n_buckets; i += 1 + rng_below(&rng, 3)) {
		hash_bucket(map, i)->lock = any_stamp();
		hash_bucket(map, i)->head = rng_below(&rng, g->n_slots + 9);
	}
	for (uint32_t i = 1; i <= g->n_slots; i += 1 + rng_below(&rng, 3)) {
		hash_slot(map, i)->next = rng_below(&rng, g->n_slots + 9);
		hash_slot(map, i)->free_next = rng_below(&rng, g->n_slots + 9);
	}
	for (uint32_t i = 0; i < LANES; i++) {
		uint32_t *word = &map_lane(map, i)->intent.operation;

		map_lane(map, i)->intent.stamp = any_stamp();
		for (int k = 0; k < 7; k++)
			word[k] = rng_below(&rng, k ? g->n_slots + 9 : 5);
		map_lane(map, i)->queue = (struct map_queue){ any_stamp(), rng_below(&rng, 99),
							      rng_below(&rng, 99) };
	}
	map_control(map)->repair_lock = any_stamp();
}

static inline void spoil_trie(struct map *map)
{
	struct map_trie *trie = lpm_trie(map);

	trie->lock = any_stamp();
	trie->mark = (uint32_t)rng_next(&rng);
	trie->root = rng_below(&rng, map->geometry.n_nodes + 9);
	trie->nodes = trie->slots = (struct map_free){ rng_below(&rng, 99), rng_below(&rng, 99) };
	map_control(map)->n_entries = (uint32_t)rng_next(&rng);
	for (uint32_t i = 1; i <= map->geometry.n_nodes; i += 1 + rng_below(&rng, 3)) {
		lpm_node(map, i)->child[rng_below(&rng, 2)] = rng_below(&rng, 99);
		lpm_node(map, i)->sequence += rng_below(&rng, 2);
		lpm_node(map, i)->mark = trie->mark + 1;
	}
	for (uint32_t i = 1; i <= map->geometry.n_slots; i++)
		hash_slot(map, i)->next = 1;
}

static inline void spoil(struct map *map)
{
	const struct map_geometry *g = &map->geometry;

	if (g->n_buckets)
		spoil_hash(map);
	if (g->n_nodes)
		spoil_trie(map);
	for (uint32_t i = 0; g->lock_end && i < g->max_entries; i++) {
		uint64_t *value = g->n_slots ? hash_value(map, i + 1, 0) :
					       (uint64_t *)(map->base + i * g->value_stride);

		*value_lock(map, value) = (uint32_t)any_stamp();
	}
}

/* ---- keys by number ---- */

/* Key @i: of a trie, prefixes of which each second one begins with the one before. */
static inline void make_key(const struct map *map, uint32_t i, uint8_t key[64])
{
	uint32_t size = map->geometry.key_size, bits = (size - LPM_LENGTH_SIZE) * 8;

	if (map->geometry.type != MAP_LPM_TRIE) {
		for (uint32_t at = 0; at < size; at++)
			key[at] = (uint8_t)(i >> at % 4 * 8);
		return;
	}
	bits -= i % 2 ? 0 : 8;
	memcpy(key, &bits, sizeof(bits));
	for (uint32_t at = LPM_LENGTH_SIZE; at < size; at++)
		key[at] = (uint8_t)(at % 2 ? i / 2 : i / 2 >> 8);
}

static inline uint32_t key_number(const struct map *map, const uint8_t *key)
{
	uint32_t size = map->geometry.key_size, bits, i;

	memcpy(&i, key, sizeof(i));
	if (map->geometry.type != MAP_LPM_TRIE)
		return i;
	memcpy(&bits, key, sizeof(bits));
	i = (uint32_t)key[LPM_LENGTH_SIZE] << 8 | key[LPM_LENGTH_SIZE + 1];
	return i * 2 + (bits == (size - LPM_LENGTH_SIZE) * 8);
}

static inline int store_by(struct map *map, uint32_t i, uint64_t version, struct map_writer writer)
{
	uint64_t value[MAX_WORDS] = { i };
	uint8_t key[64];

	for (size_t w = 1; w < MAX_WORDS; w++)
		value[w] = version;
	if (map->geometry.value_size == 8)
		value[0] = (uint64_t)i << 32 | version;
	make_key(map, i, key);
	return map_update(map, key, value, SKEP_ANY, writer);
}

static inline int store_key(struct map *map, uint32_t i, uint64_t version)
{
	return store_by(map, i, version, any_writer());
}

#endif
