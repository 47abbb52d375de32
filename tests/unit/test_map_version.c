/*
 * The version of the map format: a file of another one is refused by name, both
 * numbers told, and can still be unpinned; the layout does not change without
 * another number.
 */
#include "tests/unit/test_map.h"

#include "core/diag.h"

enum { LANES = 4 };

static uint64_t fnv(const void *data, size_t size)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < size; i++)
		h = (h ^ ((const uint8_t *)data)[i]) * UINT64_C(0x100000001b3);
	return h;
}

/* The map's file says that it is of @version; the rest is as this version makes it, or noise. */
static void make_version(struct store *store, uint64_t id, uint32_t version, bool noise)
{
	struct map_trailer trailer;
	off_t at;
	int fd;

	assert_int_equal(store_get(store, id, &fd, NULL), 0);
	at = lseek(fd, -(off_t)sizeof(trailer), SEEK_END);
	assert_int_equal(pread(fd, &trailer, sizeof(trailer), at), sizeof(trailer));
	if (noise)
		memset(&trailer, 0x5a, offsetof(struct map_trailer, abi));
	trailer.abi = version;
	trailer.checksum = fnv(&trailer, offsetof(struct map_trailer, checksum));
	assert_int_equal(pwrite(fd, &trailer, sizeof(trailer), at), sizeof(trailer));
	close(fd);
}

static void check_refused(struct store *store, uint64_t id, uint32_t version)
{
	struct skep_error error = { 0 };
	char wanted[128];
	struct map *map;

	snprintf(wanted, sizeof(wanted),
		 "ids/%llu is of version %u of the map format; this skep has version %u",
		 (unsigned long long)id, version, (unsigned)MAP_ABI);
	assert_int_equal(map_open(store, id, &map, &error), -EINVAL);
	assert_string_equal(error.message, wanted);
	assert_string_equal(error.id, "map-version");
}

static void test_other_versions(void **state)
{
	static const uint32_t versions[] = { 1, MAP_ABI - 1, MAP_ABI + 1, UINT32_MAX };
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct skep_error error = { 0 };
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 10, 0), store, LANES);
	uint64_t id = map_id(map);

	(void)state;
	assert_int_equal(store_pin(store, "old", id, NULL), 0);
	map_close(map);
	for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++) {
		make_version(store, id, versions[i], false);
		check_refused(store, id, versions[i]);
	}
	make_version(store, id, MAP_ABI, false);
	assert_int_equal(map_open(store, id, &map, NULL), 0);
	map_close(map);
	make_version(store, id, MAP_ABI + 1, true);
	check_refused(store, id, MAP_ABI + 1);
	make_version(store, id, 0, true); /* never was one */
	assert_int_equal(map_open(store, id, &map, &error), -EINVAL);
	assert_string_equal(error.id, "map-file");
	make_version(store, id, MAP_ABI, true);
	assert_int_equal(map_open(store, id, &map, &error), -EINVAL);
	assert_string_equal(error.id, "map-file");
	assert_int_equal(store_unpin(store, "old", NULL), 0);
	assert_int_equal(count_objects(store), 0);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

/* A file that is in use by another version is not touched, and its user goes on. */
static void test_peers(void **state)
{
	char *dir = scratch_dir(), root[PATH_MAX];
	struct skep_map_info info = { .type = MAP_HASH, .key_size = 4, .value_size = 4,
				      .max_entries = 9, .name = "m" };
	struct skep_error error = { 0 };
	struct skep_map *mine;
	struct skep *vm, *peer;
	uint32_t key = 1, value = 2;
	struct store *store;

	(void)state;
	snprintf(root, sizeof(root), "%s/root", dir);
	vm = skep_new(SKEP_OPTS(.root = root), &error);
	peer = skep_new(SKEP_OPTS(.root = root), &error);
	assert_true(vm && peer);
	mine = skep_map_create(vm, &info, &error);
	assert_non_null(mine);
	assert_int_equal(skep_map_pin(vm, mine, "m", &error), 0);
	skep_map_info(mine, &info);
	store = root_new(dir, LANES);
	make_version(store, info.id, MAP_ABI + 1, false);
	assert_null(skep_map_open(peer, "m", &error));
	assert_string_equal(error.id, "map-version");
	assert_int_equal(skep_map_update(mine, &key, &value, SKEP_ANY), 0);
	value = 0;
	assert_int_equal(skep_map_lookup(mine, &key, &value), 0);
	assert_int_equal(value, 2);
	skep_free(peer);
	skep_free(vm);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

/* ---- the layout of this version ---- */

struct layout {
	struct map_desc desc;
	uint64_t sum; /* of the geometry with 4 lanes, seed 0 and pages of 4 KiB */
};

static const struct layout layouts[] = {
	{ DESC(MAP_ARRAY, 4, 12, 100, 0), 0xda1a25745870d822 },
	{ DESC(MAP_PERCPU_ARRAY, 4, 12, 100, 0), 0xa3542d7d34c7ded6 },
	{ DESC(MAP_HASH, 4, 12, 100, MAP_F_ZERO_SEED), 0x0f2b67d75fcf77e9 },
	{ DESC(MAP_PERCPU_HASH, 12, 4, 100, MAP_F_ZERO_SEED), 0x815cc08c7fca0d0d },
	{ DESC(MAP_LRU_HASH, 5, 33, 100, MAP_F_ZERO_SEED), 0xf0dc6ee83a7c7a61 },
	{ DESC(MAP_LPM_TRIE, 8, 8, 100, MAP_F_NO_PREALLOC), 0xd172bbc6ec98040d },
	{ DESC(MAP_QUEUE, 0, 12, 100, 0), 0x0726fd1a17f6e04c },
	{ DESC(MAP_LIFO, 0, 12, 100, 0), 0x49420d42b3322e59 },
	{ DESC(MAP_BLOOM_FILTER, 0, 12, 100, MAP_F_ZERO_SEED), 0x428a2f8aeed6da8a },
	{ DESC(MAP_RINGBUF, 0, 0, 4096, 0), 0xe9099e85e661a7a8 },
	{ DESC(MAP_PERF_EVENT_ARRAY, 4, 4, 4, 0), 0x0e8cc8edb1f36703 },
	{ DESC(MAP_PROG_ARRAY, 4, 4, 100, 0), 0x36beeddaa8e10253 },
	{ DESC(MAP_STACK_TRACE, 4, 80, 100, 0), 0x3a695d0a97900543 },
	{ DESC(MAP_TASK_STORAGE, 4, 12, 0, MAP_F_NO_PREALLOC), 0x7e3af9bacd35d03d },
};

static void test_layout(void **state)
{
	(void)state;
	if (sysconf(_SC_PAGESIZE) != 4096)
		skip();
	assert_int_equal(MAP_ABI, 4); /* another one: the sums below are its own */
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++) {
		struct map_trailer trailer;
		struct map_geometry g;
		const char *reason;

		if (geometry_make(&layouts[i].desc, LANES, 0, &g, &reason))
			fail_msg("row %zu: %s", i, reason);
		trailer_make(&g, &trailer);
		if (trailer.checksum != layouts[i].sum)
			fail_msg("row %zu: 0x%016llx: the layout is another, and MAP_ABI is not", i,
				 (unsigned long long)trailer.checksum);
	}
	assert_int_equal(offsetof(struct map_trailer, abi), 512 - 12);
	assert_int_equal(offsetof(struct map_control, boot_id), 8);
	assert_int_equal(offsetof(struct map_control, repair_lock), 24);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_other_versions),
		cmocka_unit_test(test_peers),
		cmocka_unit_test(test_layout),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
