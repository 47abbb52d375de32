/*
 * Task storages inside: who is who, room that the gone make, walks, locks, files that
 * another one opens.
 */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "maps/spin.h"

enum { LANES = 2, ROOM = 3, REST_US = 15000 };

static struct map *storage_new(struct store *store, uint32_t value_size, uint32_t room)
{
	struct map_desc desc = DESC(MAP_TASK_STORAGE, 4, value_size, 0, MAP_F_NO_PREALLOC);

	desc.map_extra = room;
	return map_new(desc, store, LANES);
}

/* Who never was: there are no such numbers. */
static struct task_id nobody(uint64_t unique)
{
	return (struct task_id){ unique, 1u << 30, task_namespace() };
}

/* Of another pid namespace: nothing is known of it here. */
static struct task_id stranger(uint64_t unique)
{
	return (struct task_id){ unique, 1u << 30, task_namespace() + 1 };
}

static int pidfd_of(pid_t pid)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, 0);

	assert_true(fd >= 0);
	return fd;
}

/* ---- who is who ---- */

static void *identify(void *arg)
{
	struct task_id again;

	if (task_id_self(arg) || task_id_self(&again) || memcmp(arg, &again, sizeof(again)))
		return NULL;
	return arg;
}

static void test_identity(void **state)
{
	struct task_id self, threads[8], by_pidfd;
	int fd = pidfd_of(getpid());
	uint64_t start;
	pthread_t thread;

	(void)state;
	assert_non_null(identify(&self));
	assert_int_equal(self.tid, gettid());
	assert_int_equal(task_id_of_pidfd(fd, &by_pidfd), 0);
	assert_memory_equal(&self, &by_pidfd, sizeof(self));
	assert_false(task_is_gone(&self, task_namespace()));
	for (int i = 0; i < 8; i++) {
		void *done;

		assert_int_equal(pthread_create(&thread, NULL, identify, &threads[i]), 0);
		pthread_join(thread, &done);
		assert_ptr_equal(done, &threads[i]);
		assert_memory_not_equal(&threads[i], &self, sizeof(self));
		while (!task_is_gone(&threads[i], task_namespace()))
			usleep(1000); /* the kernel is not done with it */
		for (int k = 0; k < i; k++)
			assert_true(threads[k].tid != threads[i].tid ||
				    threads[k].unique != threads[i].unique);
	}
	/* Where there are no inodes for tasks. */
	assert_int_equal(task_start((uint32_t)getpid(), &start), 0);
	assert_true(start > 0);
	assert_int_equal(task_start(1u << 30, &start), -ENOENT);
	close(fd);
}

static void test_pidfds(void **state)
{
	int fds[2], file = open("/dev/null", O_RDONLY), dead;
	struct task_id task;
	pid_t child = fork();

	(void)state;
	if (!child)
		_exit(0);
	dead = pidfd_of(child);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_int_equal(task_id_of_pidfd(dead, &task), -ENOENT);
	assert_int_equal(task_id_of_pidfd(-1, &task), -EBADF);
	assert_int_equal(task_id_of_pidfd(1 << 20, &task), -EBADF);
	assert_int_equal(task_id_of_pidfd(file, &task), -EBADF);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(task_id_of_pidfd(fds[0], &task), -EBADF);
	close(fds[0]);
	close(fds[1]);
	close(file);
	close(dead);
}

/* ---- room ---- */

static void fill_with(struct map *map, struct task_id (*make)(uint64_t unique))
{
	for (uint64_t i = 1; i <= ROOM; i++) {
		struct task_id task = make(i);

		assert_int_equal(map_task_create(map, &task, &i, WRITER(0)), 0);
		assert_int_equal(map_task_create(map, &task, &i, WRITER(0)), -EEXIST);
	}
}

static void test_room(void **state)
{
	struct map *map = storage_new(NULL, 8, ROOM);
	struct task_id self, task = stranger(ROOM + 1);
	int fd = pidfd_of(getpid());
	uint64_t value = 9;

	(void)state;
	assert_int_equal(task_id_self(&self), 0);
	fill_with(map, nobody);
	assert_int_equal(map_task_create(map, &self, &value, WRITER(1)), 0); /* all of them went */
	check_slots(map, 1);
	assert_int_equal(map_task_delete(map, &self, WRITER(0)), 0);
	assert_int_equal(map_task_delete(map, &self, WRITER(0)), -ENOENT);
	fill_with(map, stranger);
	assert_int_equal(map_task_create(map, &self, &value, WRITER(0)), -ENOMEM);
	assert_int_equal(map_api_update(map, &fd, &value, 0, WRITER(0)), -ENOMEM);
	assert_int_equal(map_api_update(map, &fd, &value, SKEP_EXIST, WRITER(0)), -ENOENT);
	task = stranger(1);
	assert_int_equal(map_task_delete(map, &task, WRITER(0)), 0);
	assert_int_equal(map_api_update(map, &fd, &value, 0, WRITER(0)), 0);
	assert_int_equal(*(uint64_t *)map_task_value(map, &self, 0), 9);
	check_slots(map, ROOM);
	map_close(map);
	/* Who is asked twice in a short time is believed. */
	map = storage_new(NULL, 8, 1);
	task = stranger(1);
	assert_int_equal(map_task_create(map, &task, NULL, WRITER(0)), 0);
	assert_int_equal(map_task_create(map, &self, NULL, WRITER(0)), -ENOMEM);
	assert_int_equal(map_task_delete(map, &task, WRITER(0)), 0);
	task = nobody(1);
	assert_int_equal(map_task_create(map, &task, NULL, WRITER(0)), 0);
	usleep(REST_US);
	assert_int_equal(map_task_create(map, &self, NULL, WRITER(0)), 0);
	map_close(map);
	close(fd);
}

/* Zeros, or what is given, whatever was there before. */
static void test_first_value(void **state)
{
	struct map *map = storage_new(NULL, 20, 1);
	const uint8_t zeros[20] = { 0 };
	uint8_t given[20];

	(void)state;
	memset(given, 0xee, sizeof(given));
	for (uint64_t i = 1; i <= 10; i++) {
		struct task_id task = stranger(i);
		uint8_t *value;

		assert_int_equal(map_task_create(map, &task, i % 2 ? given : NULL, WRITER(0)), 0);
		value = map_task_value(map, &task, 0);
		assert_non_null(value);
		assert_memory_equal(value, i % 2 ? given : zeros, sizeof(given));
		assert_int_equal(map_task_delete(map, &task, WRITER(0)), 0);
		assert_null(map_task_value(map, &task, 0));
	}
	map_close(map);
}

static void test_walk(void **state)
{
	struct map *map = storage_new(NULL, 8, ROOM);
	struct map_walk walk = { 0 };
	uint64_t seen = 0;
	uint32_t next;

	(void)state;
	fill_with(map, stranger);
	while (map_walk(map, &walk, 0)) {
		const struct task_id *task = walk.key;

		assert_int_equal(task->ns, stranger(1).ns);
		assert_int_equal(*(uint64_t *)walk.value, task->unique);
		seen |= 1u << task->unique;
	}
	assert_int_equal(seen, 2 + 4 + 8);
	assert_int_equal(map_api_next_key(map, NULL, &next), -LINUX_ENOTSUPP);
	assert_int_equal(map_api_take(map, &next, &seen, WRITER(0)), -LINUX_ENOTSUPP);
	map_close(map);
}

/* ---- locks, files ---- */

static void test_lock(void **state)
{
	struct map_desc desc = { .name = "m", .type = MAP_TASK_STORAGE, .key_size = 4,
				 .value_size = 16, .map_flags = MAP_F_NO_PREALLOC,
				 .lock_end = 8, .map_extra = 2 };
	struct map *map = map_new(desc, NULL, LANES);
	uint64_t value[2] = { UINT64_MAX, 7 }, got[2];
	int fd = pidfd_of(getpid());
	struct task_id self;
	uint32_t *lock;

	(void)state;
	assert_int_equal(task_id_self(&self), 0);
	assert_int_equal(map_task_create(map, &self, value, WRITER(0)), 0);
	lock = (uint32_t *)map_task_value(map, &self, 0) + 1;
	assert_int_equal(*lock, 0); /* is left out of copies */
	assert_int_equal(map_api_lookup_flags(map, &fd, got, SKEP_F_LOCK, WRITER(0)), 0);
	assert_int_equal(got[0], UINT32_MAX);
	*lock = spin_stamp(WRITER(1)); /* of who is taken for alive */
	value[1] = 8;
	assert_int_equal(map_api_update(map, &fd, value, SKEP_F_LOCK, WRITER(0)), -EBUSY);
	assert_int_equal(map_api_lookup_flags(map, &fd, got, SKEP_F_LOCK, WRITER(0)), -EBUSY);
	*lock = 0;
	assert_int_equal(map_api_update(map, &fd, value, SKEP_F_LOCK, WRITER(0)), 0);
	assert_int_equal(map_api_lookup(map, &fd, got), 0);
	assert_int_equal(got[1], 8);
	map_close(map);
	close(fd);
}

static void test_file(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = storage_new(store, 65407, 0), *other;
	struct task_id task = stranger(5);
	uint8_t *value;

	(void)state;
	assert_int_equal(map_task_create(map, &task, NULL, WRITER(0)), 0);
	assert_int_equal(map_open(store, map_id(map), &other, NULL), 0);
	assert_int_equal(map_desc(other)->key_size, 4);
	assert_int_equal(map_desc(other)->max_entries, 0);
	assert_int_equal(map_desc(other)->value_size, 65407);
	assert_int_equal(other->geometry.max_entries, TASK_ENTRIES);
	value = map_task_value(map, &task, 0);
	value[65406] = 77;
	value = map_task_value(other, &task, 0);
	assert_int_equal(value[65406], 77);
	map_close(other);
	map_close(map);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identity), cmocka_unit_test(test_pidfds),
		cmocka_unit_test(test_room),	 cmocka_unit_test(test_first_value),
		cmocka_unit_test(test_walk),	 cmocka_unit_test(test_lock),
		cmocka_unit_test(test_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
