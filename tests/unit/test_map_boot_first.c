/*
 * Who makes a map anew after another boot: he is killed, several come at once,
 * one cannot tell the boot, the map goes meanwhile.  Through the API too; and
 * what is written to the disk before.
 */
#include "tests/unit/map_boot.h"

#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>

#include "tests/lib/flavour.h"

enum { MANY = 30000, HEIRS = LANES };

/* A big hash of another boot; its first @n keys are there. */
static uint64_t many_keys(uint32_t n)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, MANY, 0), store, LANES);
	uint8_t *copy;
	uint64_t id;

	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(store_key(map, i, 1), 0);
	spoil(map);
	copy = snapshot(map);
	id = cut_power(map, copy, copy);
	free(copy);
	return id;
}

static bool has_keys(struct map *map, uint32_t n)
{
	uint64_t value;

	for (uint32_t i = 0; i < n; i++)
		if (map_api_lookup(map, &i, &value) || value != ((uint64_t)i << 32 | 1))
			return false;
	return true;
}

/* A process that opens the root and the map, and answers for what it sees. */
static pid_t open_in_child(uint64_t id, uint32_t n, uint32_t lane)
{
	pid_t child = fork();
	struct store *own;
	struct map *map;

	if (child)
		return child;
	own = root_new(dir, LANES);
	if (map_open(own, id, &map, NULL) || map_settle(map) || !has_keys(map, n) ||
	    store_by(map, n + lane, 1, WRITER(lane)))
		_exit(1);
	map_close(map);
	_exit(0);
}

static void test_killed(void **state)
{
	uint64_t id = many_keys(MANY / 2);
	const struct timespec pause = { .tv_nsec = 1 };
	struct map *map;
	int status, n_killed = 0;

	(void)state;
	for (int i = 0; i < (flavour_is_slow() ? 10 : 60); i++) {
		pid_t child = fork();

		assert_true(child >= 0);
		if (!child) {
			if (!map_open(store, id, &map, NULL) && !map_settle(map))
				_exit(0);
			_exit(1);
		}
		for (uint32_t k = rng_below(&rng, 40); k; k--)
			nanosleep(&pause, NULL);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) || !WEXITSTATUS(status));
		n_killed += WIFSIGNALED(status);
		assert_int_equal(map_open(store, id, &map, NULL), 0);
		if (rng_below(&rng, 2)) { /* the next one begins at another half */
			assert_int_equal(map_settle(map), 0);
			assert_true(has_keys(map, MANY / 2));
			check_slots(map, MANY / 2);
		}
		map_control(map)->boot_id[0] = 7;
		map_close(map);
	}
	assert_true(n_killed);
	drop(open_settled(id));
}

static void test_several(void **state)
{
	(void)state;
	for (int round = 0; round < (flavour_is_slow() ? 1 : 5); round++) {
		uint64_t id = many_keys(MANY / 2);
		pid_t child[HEIRS];
		struct map *map;
		int status;

		for (uint32_t i = 0; i < HEIRS; i++)
			child[i] = open_in_child(id, MANY / 2, i);
		for (uint32_t i = 0; i < HEIRS; i++) {
			assert_int_equal(waitpid(child[i], &status, 0), child[i]);
			assert_true(WIFEXITED(status) && !WEXITSTATUS(status));
		}
		assert_int_equal(map_open(store, id, &map, NULL), 0);
		assert_true(has_keys(map, MANY / 2 + HEIRS));
		drop(map);
	}
}

/* One who cannot tell the boot takes maps as they are; and then so must all others. */
static void test_unknown_boot(void **state)
{
	uint64_t id = many_keys(5), known[2];
	struct map *mine, *theirs;

	(void)state;
	memcpy(known, store->boot_id, sizeof(known));
	memset(store->boot_id, 0, sizeof(known));
	assert_int_equal(map_open(store, id, &mine, NULL), 0);
	assert_int_equal(map_settle(mine), 0);
	assert_int_equal(map_control(mine)->boot_id[0], 7);
	memcpy(store->boot_id, known, sizeof(known));
	assert_int_equal(map_open(store, id, &theirs, NULL), 0);
	assert_int_equal(map_settle(theirs), 0);
	assert_int_equal(map_control(mine)->boot_id[0], 7);
	map_close(theirs);
	map_close(mine);
	drop(open_settled(id));

	memset(store->boot_id, 0, sizeof(known));
	mine = map_new(DESC(MAP_HASH, 4, 8, MANY, 0), store, LANES);
	memcpy(store->boot_id, known, sizeof(known));
	id = map_id(mine);
	assert_int_equal(store_pin(store, "m", id, NULL), 0);
	assert_int_equal(map_open(store, id, &theirs, NULL), 0);
	assert_int_equal(map_settle(theirs), 0); /* at once */
	assert_int_equal(map_control(mine)->boot_id[0], 0);
	map_close(theirs);
	map_close(mine);
	drop(open_settled(id));
}

/* An object that goes while its lock is not held is no map any more. */
static void test_gone(void **state)
{
	uint64_t id = many_keys(5);
	struct map *map;

	(void)state;
	assert_int_equal(map_open(store, id, &map, NULL), 0);
	flock(map->fd, LOCK_UN);
	assert_int_equal(store_unpin(store, "m", NULL), 0);
	assert_int_equal(map_settle(map), -ENOENT);
	map_close(map);
}

/* Through the API: a handle that was opened is one that works. */
static void test_api(void **state)
{
	struct skep_map_info info = { .type = MAP_HASH, .key_size = 4, .value_size = 8,
				      .max_entries = 100, .name = "m" };
	struct skep_error error = { 0 };
	char root[PATH_MAX], file[PATH_MAX + 32];
	struct map_trailer trailer;
	struct skep_map *map;
	struct skep *vm;
	uint64_t value;
	off_t end;
	int fd;

	(void)state;
	snprintf(root, sizeof(root), "%s/api", dir);
	for (uint32_t i = 0; i < 3; i++) {
		vm = skep_new(SKEP_OPTS(.root = root), &error);
		assert_non_null(vm);
		map = i ? skep_map_open(vm, "m", &error) : skep_map_create(vm, &info, &error);
		assert_non_null(map);
		for (uint32_t k = 0; k < i; k++)
			assert_int_equal(skep_map_lookup(map, &k, &value), 0);
		assert_int_equal(skep_map_update(map, &i, &(uint64_t){ i }, SKEP_NOEXIST), 0);
		if (!i)
			assert_int_equal(skep_map_pin(vm, map, "m", &error), 0);
		assert_int_equal(skep_map_sync(map), 0);
		skep_map_info(map, &info);
		skep_free(vm);
		snprintf(file, sizeof(file), "%s/ids/%llu", root, (unsigned long long)info.id);
		fd = open(file, O_RDWR);
		end = lseek(fd, -(off_t)sizeof(trailer), SEEK_END);
		assert_int_equal(pread(fd, &trailer, sizeof(trailer), end), sizeof(trailer));
		/* Every bucket is locked, and no chain begins anywhere. */
		for (uint32_t b = 0; b < trailer.geometry.n_buckets; b++) {
			const struct map_bucket bucket = { .lock = lock_stamp(WRITER(0)) };

			assert_int_equal(pwrite(fd, &bucket, sizeof(bucket),
						(off_t)(trailer.geometry.buckets_offset +
							b * sizeof(bucket))), sizeof(bucket));
		}
		end = (off_t)(trailer.geometry.control_offset +
			      offsetof(struct map_control, boot_id));
		assert_int_equal(pwrite(fd, &(uint64_t){ 7 }, 8, end), 8);
		close(fd);
	}
}

/* A private map is on no disk; one whose file was truncated never will be. */
static void test_sync(void **state)
{
	struct map *map = map_new(DESC(MAP_ARRAY, 4, 8, 9, 0), NULL, LANES);

	(void)state;
	assert_int_equal(map_sync(map), 0);
	map_close(map);
	map = map_new(DESC(MAP_ARRAY, 4, 8, 9, 0), store, LANES);
	assert_int_equal(store_pin(store, "a/b/c", map_id(map), NULL), 0);
	assert_int_equal(map_sync(map), 0);
	close(map_let_go(map));
	assert_int_equal(map_sync(map), 0);
	map_mark_dead(map);
	assert_int_equal(map_sync(map), -EIO);
	map_close(map);
	assert_int_equal(store_unpin(store, "a/b/c", NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_killed),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_unknown_boot),
		cmocka_unit_test(test_gone),
		cmocka_unit_test(test_api),
		cmocka_unit_test(test_sync),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
