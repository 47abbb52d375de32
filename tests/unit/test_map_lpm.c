/*
 * Tries as programs look keys up in them, whose walks begin where earlier ones of the
 * same version were: after each change every answer is that of a list that is searched
 * whole; what one handle noted is not believed after another one wrote, or died writing.
 */
#include "tests/unit/test_map.h"

#include "maps/lpm.h"

enum { MAX_ENTRIES = 100, STEPS = 3000, LOOKUPS = 40, MOST = 16 };

struct prefix {
	uint32_t length;
	uint8_t bytes[MOST];
};
struct entry {
	struct prefix key;
	uint64_t value;
};
struct list {
	struct entry entries[MAX_ENTRIES];
	uint32_t n;
};

static bool begins(const uint8_t *bytes, const struct prefix *prefix)
{
	for (uint32_t at = 0; at < prefix->length; at++)
		if ((bytes[at / 8] ^ prefix->bytes[at / 8]) >> (7 - at % 8) & 1)
			return false;
	return true;
}

static struct entry *longest(struct list *list, const struct prefix *key)
{
	struct entry *found = NULL;

	for (uint32_t i = 0; i < list->n; i++)
		if (list->entries[i].key.length <= key->length &&
		    begins(key->bytes, &list->entries[i].key) &&
		    (!found || list->entries[i].key.length >= found->key.length))
			found = &list->entries[i];
	return found;
}

/* Few beginnings, so that prefixes are below one another; lengths on both sides of a start's. */
static struct prefix any_prefix(struct rng *rng, uint32_t size)
{
	struct prefix key = { .length = rng_below(rng, 8 * size + 1) };

	if (rng_below(rng, 100) < 60)
		key.length = 4 + rng_below(rng, 16);
	if (key.length > 8 * size)
		key.length = 8 * size;
	for (uint32_t i = 0; i < size; i++)
		key.bytes[i] = (uint8_t)(rng_below(rng, 100) < 70 ? rng_below(rng, 2) << 7 :
							       rng_below(rng, 256));
	return key;
}

static void change(struct map *map, struct list *list, struct rng *rng, uint32_t size)
{
	struct prefix key = any_prefix(rng, size);
	struct entry *same = longest(list, &key);
	uint64_t value = rng_next(rng);

	if (same && same->key.length != key.length)
		same = NULL;
	if (list->n && rng_below(rng, 100) < 45) {
		same = &list->entries[rng_below(rng, list->n)];
		assert_int_equal(map_delete(map, &same->key, WRITER(0)), 0);
		*same = list->entries[--list->n];
		return;
	}
	if (!same && list->n == MAX_ENTRIES)
		return;
	assert_int_equal(map_update(map, &key, &value, 0, WRITER(0)), 0);
	if (!same)
		same = &list->entries[list->n++];
	*same = (struct entry){ key, value };
}

static void check_one(struct map *map, struct list *list, const struct prefix *key)
{
	const struct entry *wanted = longest(list, key);
	const uint64_t *found = map_lookup(map, key, 0);

	assert_int_equal(!found, !wanted);
	if (found)
		assert_int_equal(*found, wanted->value);
}

static void check_size(uint32_t size)
{
	struct map *map = map_new(DESC(MAP_LPM_TRIE, 4 + size, 8, MAX_ENTRIES,
				       MAP_F_NO_PREALLOC), NULL, 2);
	struct list list = { .n = 0 };
	struct prefix again[LOOKUPS];
	struct rng rng;

	rng_init(&rng);
	for (uint32_t i = 0; i < LOOKUPS; i++)
		again[i] = any_prefix(&rng, size);
	for (uint32_t step = 0; step < STEPS; step++) {
		struct prefix key = any_prefix(&rng, size);

		change(map, &list, &rng, size);
		key.length = 8 * size;
		check_one(map, &list, &key);
		for (uint32_t i = 0; i < LOOKUPS; i++)
			check_one(map, &list, &again[i]);
	}
	map_close(map);
}

static void test_changes(void **state)
{
	static const uint32_t sizes[] = { 1, 2, 4, 8, 9, 16 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		check_size(sizes[i]);
}

/* What is noted of an odd version, or while it changed, or of another one, is not taken. */
static void test_versions(void **state)
{
	struct map *map = map_new(DESC(MAP_LPM_TRIE, 8, 8, MAX_ENTRIES, MAP_F_NO_PREALLOC), NULL,
				  2);
	struct lpm_starts *starts = map->own;
	struct lpm_start *start = &starts->start[3];
	uint64_t *version = &lpm_trie(map)->version;
	uint32_t node, entry;

	(void)state;
	assert_false(lpm_start_take(start, *version, &node, &entry)); /* zeros are no stamp */
	lpm_start_note(map, start, *version, 7, 9);
	assert_true(lpm_start_take(start, *version, &node, &entry));
	assert_int_equal(node, 7);
	assert_int_equal(entry, 9);
	assert_false(lpm_start_take(start, *version + 2, &node, &entry));
	assert_false(lpm_start_take(start, *version + 1, &node, &entry));
	lpm_start_note(map, start, *version + 2, 1, 1);
	assert_true(lpm_start_take(start, *version, &node, &entry)); /* nothing was noted */
	start->entry += UINT64_C(2) << 29; /* half of another version's */
	assert_false(lpm_start_take(start, *version, &node, &entry));
	*version |= 1;
	lpm_start_note(map, start, *version, 7, 9);
	assert_false(lpm_start_take(start, *version, &node, &entry));
	map_close(map);
}

/* A writer that died before he was done: all walks are whole ones, then the next one writes. */
static void test_dead_writer(void **state)
{
	struct map *map = map_new(DESC(MAP_LPM_TRIE, 8, 8, MAX_ENTRIES, MAP_F_NO_PREALLOC), NULL,
				  2);
	struct prefix wide = { .length = 8, .bytes = { 10 } }, host = { .length = 32 };
	uint64_t value = 1, *version = &lpm_trie(map)->version;

	(void)state;
	host.bytes[0] = 10;
	assert_int_equal(map_update(map, &wide, &value, 0, WRITER(0)), 0);
	assert_int_equal(*(uint64_t *)map_lookup(map, &host, 0), 1);
	*version |= 1;
	assert_int_equal(*(uint64_t *)map_lookup(map, &host, 0), 1);
	value = 2;
	assert_int_equal(map_update(map, &host, &value, 0, WRITER(1)), 0);
	assert_false(*version & 1);
	assert_int_equal(*(uint64_t *)map_lookup(map, &host, 0), 2);
	assert_int_equal(map_delete(map, &host, WRITER(0)), 0);
	assert_int_equal(*(uint64_t *)map_lookup(map, &host, 0), 1);
	map_close(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_dead_writer),
	};

	return cmocka_run_group_tests_name("map_lpm", tests, NULL, NULL);
}
