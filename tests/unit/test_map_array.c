/* Arrays and per-CPU arrays: layout, semantics, recipe, frozen copies, truncated files. */
#include "tests/unit/test_map.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "tests/lib/recipe.h"

enum { LANES = 4 };

static uint32_t key_buffer;
static const void *key(uint32_t i)
{
	key_buffer = i;
	return &key_buffer;
}

static uint8_t *map_again(struct map *map, size_t size)
{
	void *p = mmap(NULL, size, PROT_READ, MAP_SHARED, map->fd, 0);

	assert_ptr_not_equal(p, MAP_FAILED);
	return p;
}

/* Offset 0 of the file is what the kernel's mmap shows: stride round_up(value_size, 8). */
static void test_layout(void **state)
{
	static const struct { uint32_t value_size, stride; } rows[] = {
		{ 1, 8 }, { 4, 8 }, { 7, 8 }, { 8, 8 }, { 9, 16 }, { 12, 16 }, { 4096, 4096 },
		{ 4097, 4104 },
	};
	uint8_t value[5000];
	size_t r, i, b;

	(void)state;
	for (r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
		struct map *map =
			map_new(DESC(MAP_ARRAY, 4, rows[r].value_size, 5, 0), NULL, LANES);
		uint8_t *seen = map_again(map, 5 * rows[r].stride);

		for (i = 0; i < 5; i++) {
			memset(value, (int)(i + 1), sizeof(value));
			assert_int_equal(map_update(map, key((uint32_t)i), value, 0, WRITER(0)), 0);
		}
		for (i = 0; i < 5; i++)
			for (b = 0; b < rows[r].stride; b++)
				assert_int_equal(seen[i * rows[r].stride + b],
						 b < rows[r].value_size ? i + 1 : 0);
		munmap(seen, 5 * rows[r].stride);
		map_close(map);
	}
}

static void test_percpu_layout(void **state)
{
	struct map *map = map_new(DESC(MAP_PERCPU_ARRAY, 4, 12, 3, 0), NULL, LANES);
	size_t page = (size_t)sysconf(_SC_PAGESIZE), lane;
	uint8_t *seen = map_again(map, LANES * page), *p;
	struct bound_map bound;
	struct stat st;

	(void)state;
	map_bind(map, &bound);
	assert_int_equal(bound.lane_stride, page);
	assert_int_equal(bound.size, LANES * page);
	assert_ptr_equal(bound.map, map);
	fstat(map->fd, &st);
	assert_int_equal(st.st_blocks * 512,
			 st.st_size - (off_t)(LANES * page)); /* lanes are holes */
	for (lane = 0; lane < LANES; lane++) {
		assert_int_equal(map_lane_prepare(map, (uint32_t)lane), 0);
		p = map_lookup(map, key(2), (uint32_t)lane);
		assert_ptr_equal(p, bound.values + lane * page + 2 * 16);
		memset(p, (int)lane + 1, 12);
	}
	fstat(map->fd, &st);
	assert_int_equal(st.st_blocks * 512, st.st_size);
	for (lane = 0; lane < LANES; lane++) {
		assert_int_equal(seen[lane * page + 2 * 16 - 1], 0);
		assert_int_equal(seen[lane * page + 2 * 16], lane + 1);
		assert_int_equal(seen[lane * page + 2 * 16 + 11], lane + 1);
		assert_int_equal(seen[lane * page + 2 * 16 + 12], 0);
	}
	assert_int_equal(map_lane_prepare(map, LANES), -EINVAL);
	munmap(seen, LANES * page);
	map_close(map);
}

/* errno by operation, type and condition: values of Linux 6.18 */
static void test_errors(void **state)
{
	static const uint32_t types[] = { MAP_ARRAY, MAP_PERCPU_ARRAY };
	uint64_t value[LANES] = { 0 };
	size_t t;

	(void)state;
	for (t = 0; t < 2; t++) {
		struct map *map = map_new(DESC(types[t], 4, 8, 3, 0), NULL, LANES);

		assert_int_equal(map_lane_prepare(map, 0), 0);
		assert_int_equal(map_update(map, key(3), value, 0, WRITER(0)), -E2BIG);
		assert_int_equal(map_update(map, key(UINT32_MAX), value, 0, WRITER(0)), -E2BIG);
		assert_int_equal(map_update(map, key(2), value, SKEP_NOEXIST, WRITER(0)), -EEXIST);
		assert_int_equal(map_update(map, key(3), value, SKEP_NOEXIST, WRITER(0)), -E2BIG);
		assert_int_equal(map_update(map, key(2), value, SKEP_EXIST, WRITER(0)), 0);
		/* Without a lock in the values, in Linux's order. */
		assert_int_equal(map_update(map, key(2), value, SKEP_F_LOCK | 3, WRITER(0)),
				 -EINVAL);
		assert_int_equal(map_update(map, key(3), value, SKEP_F_LOCK, WRITER(0)), -E2BIG);
		assert_int_equal(map_update(map, key(2), value, SKEP_F_LOCK | SKEP_NOEXIST,
					    WRITER(0)), -EEXIST);
		assert_int_equal(map_update(map, key(2), value, SKEP_F_LOCK | SKEP_EXIST,
					    WRITER(0)), -EINVAL);
		assert_int_equal(map_update(map, key(2), value, 3, WRITER(0)), -EINVAL);
		assert_int_equal(map_update(map, key(2), value, 4, WRITER(0)), -EINVAL);
		assert_int_equal(map_update(map, key(2), value, 1ull << 40, WRITER(0)), -EINVAL);
		assert_int_equal(map_update(map, key(2), value, 0, WRITER(LANES)), -EINVAL);
		assert_int_equal(map_delete(map, key(2), WRITER(0)), -EINVAL);
		assert_null(map_lookup(map, key(3), 0));
		assert_null(map_lookup(map, key(UINT32_MAX), 0));
		assert_non_null(map_lookup(map, key(2), 0));
		assert_int_equal(map_api_lookup(map, key(3), value), -ENOENT);
		assert_int_equal(map_api_update(map, key(3), value, 0, WRITER(0)), -E2BIG);
		assert_int_equal(map_api_update(map, key(0), value, SKEP_NOEXIST, WRITER(0)),
				 -EEXIST);
		assert_int_equal(map_api_update(map, key(0), value, 8, WRITER(0)), -EINVAL);
		assert_int_equal(map_api_delete(map, key(0), WRITER(0)), -EINVAL);
		map_close(map);
	}
}

static void test_next_key(void **state)
{
	struct map *map = map_new(DESC(MAP_ARRAY, 4, 1, 3, 0), NULL, 1);
	uint32_t k;

	(void)state;
	assert_int_equal(map_api_next_key(map, NULL, &k), 0);
	assert_int_equal(k, 0);
	assert_int_equal(map_api_next_key(map, &k, &k), 0);
	assert_int_equal(k, 1);
	assert_int_equal(map_api_next_key(map, &k, &k), 0);
	assert_int_equal(k, 2);
	assert_int_equal(map_api_next_key(map, &k, &k), -ENOENT);
	k = 77; /* no such key: starts over */
	assert_int_equal(map_api_next_key(map, &k, &k), 0);
	assert_int_equal(k, 0);
	map_close(map);
}

/* The API sees all lanes, a program its own; padding travels with the API's values. */
static void test_percpu_values(void **state)
{
	struct map *map = map_new(DESC(MAP_PERCPU_ARRAY, 4, 4, 2, 0), NULL, LANES);
	uint64_t out[LANES + 1], in[LANES] = { 0, 0x1111111122222222u, 0, 0 };
	uint32_t mine = 7;

	(void)state;
	assert_int_equal(map_api_value_size(map), LANES * 8);
	out[LANES] = 0xfeedu;
	assert_int_equal(map_api_lookup(map, key(1), out), 0);
	assert_int_equal(out[0] | out[1] | out[2] | out[3], 0);
	assert_int_equal(map_lane_prepare(map, 2), 0);
	assert_int_equal(map_update(map, key(1), &mine, 0, WRITER(2)), 0);
	assert_int_equal(map_api_lookup(map, key(1), out), 0);
	assert_int_equal(out[2], 7);
	assert_int_equal(out[0] | out[1] | out[3], 0);
	assert_int_equal(map_api_update(map, key(1), in, 0, WRITER(0)), 0);
	assert_int_equal(map_api_lookup(map, key(1), out), 0);
	assert_memory_equal(out, in, sizeof(in));
	assert_int_equal(out[LANES], 0xfeedu);
	/* Only what had to hold something was allocated. */
	assert_false(map->prepared[0]);
	assert_true(map->prepared[1]);
	assert_false(map->prepared[3]);
	map_close(map);
}

/* ---- recipe against the C body ---- */

static void check_recipe(uint32_t type, uint32_t value_size, uint32_t n)
{
	uint32_t keys[] = { 0, 1, n / 2, n - 1, n, n + 1, INT32_MAX, 0x80000000u, UINT32_MAX };
	struct map *map = map_new(DESC(type, 4, value_size, n, 0), NULL, LANES);
	struct bound_map bound;
	uint32_t lane, i;

	map_bind(map, &bound);
	assert_non_null(bound.lookup);
	assert_in_range(bound.lookup->n, 1, MAX_RECIPE);
	for (lane = 0; lane < LANES; lane++) {
		assert_int_equal(map_lane_prepare(map, lane), 0);
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			assert_int_equal(recipe_result(&bound, &keys[i], lane),
					 (uintptr_t)map_lookup(map, &keys[i], lane));
	}
	map_close(map);
}

static void test_recipe(void **state)
{
	static const uint32_t sizes[] = { 1, 8, 9, 24, 64, 1000, 32760 };
	static const uint32_t counts[] = { 1, 2, 3, 100 };
	size_t s, c;

	(void)state;
	for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
		for (c = 0; c < sizeof(counts) / sizeof(counts[0]); c++) {
			check_recipe(MAP_ARRAY, sizes[s], counts[c]);
			check_recipe(MAP_PERCPU_ARRAY, sizes[s], counts[c]);
		}
}

/* Strides and counts whose maps are too large to make: only the arithmetic. */
static void test_recipe_large(void **state)
{
	static const struct { uint32_t value_size, n; } rows[] = {
		{ INT32_MAX, 3 }, { INT32_MAX - 8, 5 }, { 8, UINT32_MAX }, { 12, 0x80000001u },
	};
	const char *reason;
	size_t r, i;

	(void)state;
	for (r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
		struct map_desc desc = DESC(MAP_ARRAY, 4, rows[r].value_size, rows[r].n, 0);
		uint32_t keys[] = { 0, 1, rows[r].n - 1, rows[r].n, UINT32_MAX };
		struct map map = { .ops = &array_ops };
		struct recipe recipe = { 0 };
		struct bound_map bound = { .lookup = &recipe };

		assert_int_equal(geometry_make(&desc, 1, 0, &map.geometry, &reason), 0);
		array_ops.recipe(&map, &recipe);
		for (i = 0; i < 5; i++) {
			uint64_t at = keys[i] * (((uint64_t)rows[r].value_size + 7) / 8 * 8);

			assert_int_equal(recipe_result(&bound, &keys[i], 0),
					 keys[i] < rows[r].n ? at : 0);
		}
	}
}

/* ---- frozen ---- */

static void test_frozen_section(void **state)
{
	static const char text[20] = "constants of a kind";
	struct map_desc desc = DESC(MAP_ARRAY, 4, 20, 1, MAP_F_RDONLY_PROG | MAP_F_MMAPABLE);
	struct bound_map bound;
	struct map *map;
	char out[20];
	uint8_t *file;

	(void)state;
	desc.data = text;
	desc.frozen = true;
	map = map_new(desc, NULL, 1);
	assert_true(map_desc(map)->frozen);
	assert_null(map_desc(map)->data);
	map_bind(map, &bound);
	assert_memory_equal(bound.values, text, 20);
	assert_ptr_equal(map_lookup(map, key(0), 0), bound.values);
	assert_int_equal(map_api_update(map, key(0), text, 0, WRITER(0)), -EPERM);
	assert_int_equal(map_api_delete(map, key(0), WRITER(0)), -EPERM);
	assert_int_equal(map_freeze(map), -EPERM);
	/* A peer scribbles over the file: programs do not see it, the API does. */
	file = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, map->fd, 0);
	assert_memory_equal(file, text, 20);
	file[0] = 'X';
	assert_int_equal(*(char *)map_lookup(map, key(0), 0), 'c');
	assert_int_equal(map_api_lookup(map, key(0), out), 0);
	assert_int_equal(out[0], 'X');
	munmap(file, 4096);
	map_close(map);
}

static void test_freeze(void **state)
{
	struct map *map = map_new(DESC(MAP_ARRAY, 4, 8, 2, MAP_F_RDONLY_PROG), NULL, 1);
	struct map *plain = map_new(DESC(MAP_ARRAY, 4, 8, 2, 0), NULL, 1);
	uint64_t value = 5;
	struct bound_map bound;

	(void)state;
	assert_int_equal(map_api_update(map, key(1), &value, 0, WRITER(0)), 0);
	assert_false(map_desc(map)->frozen);
	assert_int_equal(map_freeze(map), 0);
	assert_true(map_desc(map)->frozen);
	assert_int_equal(map_api_update(map, key(1), &value, 0, WRITER(0)), -EPERM);
	assert_int_equal(map_freeze(map), -EPERM);
	map_bind(map, &bound);
	assert_ptr_not_equal(bound.values, map->base);
	assert_int_equal(*(uint64_t *)map_lookup(map, key(1), 0), 5);
	/* Frozen for the API only: programs go on. */
	assert_int_equal(map_freeze(plain), 0);
	assert_int_equal(map_api_update(plain, key(0), &value, 0, WRITER(0)), -EPERM);
	assert_int_equal(map_update(plain, key(0), &value, 0, WRITER(0)), 0);
	assert_ptr_equal(map_lookup(plain, key(0), 0), plain->base);
	map_close(plain);
	map_close(map);
}

static void test_handle_rights(void **state)
{
	struct map *reader = map_new(DESC(MAP_ARRAY, 4, 8, 1, MAP_F_RDONLY), NULL, 1);
	struct map *writer = map_new(DESC(MAP_ARRAY, 4, 8, 1, MAP_F_WRONLY), NULL, 1);
	uint64_t value = 1;

	(void)state;
	assert_int_equal(map_desc(reader)->map_flags, 0);
	assert_int_equal(map_api_update(reader, key(0), &value, 0, WRITER(0)), -EPERM);
	assert_int_equal(map_api_delete(reader, key(0), WRITER(0)), -EPERM);
	assert_int_equal(map_freeze(reader), -EPERM);
	assert_int_equal(map_api_lookup(reader, key(0), &value), 0);
	assert_int_equal(map_update(reader, key(0), &value, 0, WRITER(0)), 0); /* a program */
	assert_int_equal(map_api_lookup(writer, key(0), &value), -EPERM);
	assert_int_equal(map_api_next_key(writer, NULL, &value), -EPERM);
	assert_int_equal(map_api_update(writer, key(0), &value, 0, WRITER(0)), 0);
	map_close(reader);
	map_close(writer);
}

/* ---- a truncated file ---- */

static struct map *faulting;

/* As vm's handler: zeros over the range, the map is dead. */
static void on_sigbus(int signo)
{
	void *start;
	size_t size;

	(void)signo;
	map_range(faulting, &start, &size);
	mmap(start, size, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	map_mark_dead(faulting);
}

static void check_truncated(struct store *store, uint32_t type)
{
	struct sigaction old, action = { .sa_handler = on_sigbus };
	struct map *map = map_new(DESC(type, 4, 8, 100, 0), store, LANES);
	uint64_t value[LANES] = { 1, 0, 3, 4 };
	struct bound_map bound;
	uint32_t next;

	assert_int_equal(map_api_update(map, key(3), value, 0, WRITER(0)), 0);
	assert_int_equal(map_lane_prepare(map, 0), 0);
	faulting = map;
	sigaction(SIGBUS, &action, &old);
	assert_int_equal(ftruncate(map->fd, 0), 0);
	assert_int_equal(map_api_lookup(map, key(3), value), -EIO);
	assert_true(map_is_dead(map));
	assert_int_equal(map_api_update(map, key(3), value, 0, WRITER(0)), -EIO);
	assert_int_equal(map_api_delete(map, key(3), WRITER(0)), -EIO);
	assert_int_equal(map_update(map, key(3), value, 0, WRITER(0)), -EIO);
	assert_int_equal(map_delete(map, key(3), WRITER(0)), -EIO);
	assert_int_equal(map_api_next_key(map, NULL, &next), -EIO);
	assert_int_equal(map_freeze(map), -EIO);
	assert_int_equal(map_lane_prepare(map, 1), 0);
	if (type == MAP_HASH) /* a valid constant index of an array is never NULL */
		assert_null(map_lookup(map, key(3), 0));
	else
		assert_int_equal(*(uint64_t *)map_lookup(map, key(3), 1), 0);
	map_bind(map, &bound);
	if (type == MAP_HASH)
		assert_int_equal(recipe_result(&bound, key(3), 0), 0);
	sigaction(SIGBUS, &old, NULL);
	map_close(map);
}

static void test_truncated(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);

	(void)state;
	check_truncated(store, MAP_ARRAY);
	check_truncated(store, MAP_PERCPU_ARRAY);
	check_truncated(store, MAP_HASH);
	assert_int_equal(count_objects(store), 0);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layout),
		cmocka_unit_test(test_percpu_layout),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_next_key),
		cmocka_unit_test(test_percpu_values),
		cmocka_unit_test(test_recipe),
		cmocka_unit_test(test_recipe_large),
		cmocka_unit_test(test_frozen_section),
		cmocka_unit_test(test_freeze),
		cmocka_unit_test(test_handle_rights),
		cmocka_unit_test(test_truncated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
