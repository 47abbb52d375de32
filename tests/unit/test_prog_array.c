/* Program arrays: entries from the object and the host, kinds, ids of others, hostile files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "maps/map_impl.h"

enum { LANES = 8, N = 5 };

static struct skep_obj *load_tail(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "tail");
	struct skep_prog *prog = NULL;

	leave_out(obj, "other_user");
	while ((prog = skep_obj_next_prog(obj, prog)))
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	must_load(obj);
	return obj;
}

static uint32_t go(struct skep_obj *obj, uint8_t index)
{
	return run_frame(obj, "dispatch", index, 0);
}

static void entries(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = load_tail(vm, engine);
	struct skep_map *map = skep_obj_map(obj, "jumps");
	struct skep_prog *first = skep_obj_prog(obj, "first");
	struct skep_prog *second = skep_obj_prog(obj, "second");
	uint32_t key, id = 0;

	assert_int_equal(go(obj, 0), 100);
	assert_int_equal(go(obj, 1), 11);
	assert_int_equal(go(obj, 2), 102);
	assert_int_equal(go(obj, 3), 22);
	assert_int_equal(go(obj, N), 100 + N);
	assert_int_equal(skep_prog_array_set(map, 0, second), 0);
	assert_int_equal(skep_prog_array_set(map, 1, second), 0);
	assert_int_equal(skep_prog_array_clear(map, 3), 0);
	assert_int_equal(skep_prog_array_clear(map, 3), -ENOENT);
	assert_int_equal(go(obj, 0), 22);
	assert_int_equal(go(obj, 1), 22);
	assert_int_equal(go(obj, 3), 103);
	assert_int_equal(skep_prog_array_set(map, N - 1, first), 0);
	assert_int_equal(skep_prog_array_set(map, N, first), -E2BIG);
	assert_int_equal(skep_prog_array_clear(map, N), -E2BIG);
	assert_int_equal(go(obj, N - 1), 11);
	assert_int_equal(skep_prog_array_unresolved(map), 0);
	/* what bpf(2) shows: ids; and a number is no program */
	for (key = 0; key < N + 2; key++) {
		bool has = key == 0 || key == 1 || key == N - 1;

		assert_int_equal(skep_map_lookup(map, &key, &id), has ? 0 : -ENOENT);
		assert_true(!has || id == (key < 2 ? second->id : first->id));
		assert_int_equal(skep_map_update(map, &key, &id, 0), key < N ? -EBADF : -E2BIG);
		assert_int_equal(skep_map_update(map, &key, &id, 1), -EINVAL);
	}
	key = 0;
	assert_int_equal(skep_map_delete(map, &key), 0);
	assert_int_equal(skep_map_delete(map, &key), -ENOENT);
	key = N;
	assert_int_equal(skep_map_delete(map, &key), -E2BIG);
	assert_int_equal(go(obj, 0), 100);
	assert_int_equal(skep_map_freeze(map), 0);
	assert_int_equal(skep_prog_array_set(map, 0, first), -EPERM);
	assert_int_equal(skep_prog_array_clear(map, 1), -EPERM);
	assert_int_equal(go(obj, 1), 22);
	skep_obj_close(obj);
}

static void test_entries(void **state)
{
	struct place place;
	struct skep *vm;

	(void)state;
	place_make(&place);
	for (int i = 0; i < 6; i++) {
		vm = i < 3 ? new_vm(SKEP_OPTS(.lanes = LANES)) :
			     new_vm(SKEP_OPTS(.lanes = LANES, .root = place.root));
		entries(vm, i % 3 == 0 ? SKEP_ENGINE_INTERP :
			    i % 3 == 1 ? SKEP_ENGINE_CHECKED :
					 machine_engine());
		if (i >= 3)
			assert_int_equal(place_count_files(&place), 0);
		skep_free(vm);
	}
	place_remove(&place);
}

static void test_limit(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = load_tail(vm, SKEP_ENGINE_INTERP);

	(void)state;
	assert_int_equal(skep_prog_array_set(skep_obj_map(obj, "jumps"), 4,
					     skep_obj_prog(obj, "again")), 0);
	assert_int_equal(run_frame(obj, "again", 0, 0), 44);
	skep_free(vm);
}

/* One array, one kind. */
static void test_kinds(void **state)
{
	struct skep_map_info info = { .type = MAP_PROG_ARRAY, .key_size = 4, .value_size = 4,
				      .max_entries = 2, .name = "m" };
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES)), *other = new_vm(NULL);
	struct skep_obj *obj = load_tail(vm, SKEP_ENGINE_INTERP), *theirs = open_obj(other, "tail");
	struct skep_prog *tc = skep_obj_prog(obj, "other_type"), *xdp = skep_obj_prog(obj, "first");
	struct skep_map *jumps = skep_obj_map(obj, "jumps"), *map;
	struct skep_error error;

	(void)state;
	assert_int_equal(skep_prog_array_set(jumps, 0, tc), -EINVAL);
	assert_int_equal(skep_prog_array_set(jumps, 0, skep_obj_prog(obj, "other_user")), -EINVAL);
	assert_int_equal(skep_prog_array_set(jumps, 0, skep_obj_prog(theirs, "first")), -EINVAL);
	map = skep_map_create(vm, &info, &error);
	assert_non_null(map);
	assert_int_equal(skep_prog_array_set(map, 0, tc), 0);
	assert_int_equal(skep_prog_array_set(map, 1, xdp), -EINVAL);
	assert_int_equal(skep_prog_array_set(map, 1, tc), 0);
	/* an object whose programs disagree about its array is refused whole */
	assert_int_equal(skep_obj_load(theirs, &error), -EINVAL);
	assert_string_equal(error.id, "prog-array-kind");
	info.type = MAP_ARRAY;
	skep_map_close(map);
	map = skep_map_create(vm, &info, &error);
	assert_int_equal(skep_prog_array_set(map, 0, xdp), -EINVAL);
	assert_int_equal(skep_prog_array_clear(map, 0), -EINVAL);
	skep_free(other);
	skep_free(vm);
}

/* Programs of other objects; entries of a closed one are empty; slots are used again. */
static void test_closed(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = load_tail(vm, SKEP_ENGINE_INTERP), *guest;
	struct skep_map *map = skep_obj_map(obj, "jumps");
	struct id_table *table;

	(void)state;
	for (int i = 0; i < 100; i++) {
		guest = load_tail(vm, SKEP_ENGINE_INTERP);
		assert_int_equal(skep_prog_array_set(map, 0, skep_obj_prog(guest, "second")), 0);
		assert_int_equal(go(obj, 0), 22);
		skep_obj_close(guest);
		assert_int_equal(go(obj, 0), 100);
		assert_int_equal(go(obj, 1), 11);
		if (i == 20)
			table = atomic_load(&vm->progs);
	}
	assert_ptr_equal(table, atomic_load(&vm->progs)); /* it does not grow for ever */
	assert_int_equal(skep_prog_array_unresolved(map), 100);
	skep_free(vm);
}

/* ---- what others write ---- */

/* Any number in any entry: a program of the right kind that we loaded, or none. */
static void test_hostile(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = load_tail(vm, SKEP_ENGINE_INTERP);
	struct skep_map_info info = { .type = MAP_PROG_ARRAY, .key_size = 4, .value_size = 4,
				      .max_entries = 2, .name = "m" };
	struct skep_map *map = skep_obj_map(obj, "jumps");
	struct skep_map *tc_map = skep_map_create(vm, &info, NULL);
	uint64_t *entry = (uint64_t *)map->map->base;

	(void)state;
	assert_int_equal(skep_prog_array_set(tc_map, 0, skep_obj_prog(obj, "other_type")), 0);
	entry[0] = skep_obj_prog(obj, "other_type")->id; /* known, but of another type */
	assert_int_equal(go(obj, 0), 100);
	assert_int_equal(skep_prog_array_unresolved(map), 1);
	entry[0] = skep_obj_prog(obj, "second")->id;
	assert_int_equal(go(obj, 0), 22);
	for (uint32_t i = 0; i < 5000; i++) {
		uint32_t result;

		entry[2] = i < 1000 ? i : i * 0x9e3779b97f4a7c15u;
		result = go(obj, 2);
		assert_true(result == 102 || result == 11 || result == 22);
	}
	for (uint64_t i = map->map->geometry.control_offset; i < map->map->geometry.file_size;
	     i++) {
		map->map->base[i] ^= 0xff;
		assert_int_equal(go(obj, 1), 11);
	}
	skep_free(vm);
}

struct writer {
	pthread_t thread;
	struct skep_obj *obj;
	_Atomic int stop;
};

static void *change(void *arg)
{
	struct writer *writer = arg;
	struct skep_map *map = skep_obj_map(writer->obj, "jumps");

	while (!writer->stop) {
		struct skep_obj *guest = load_tail(writer->obj->vm, SKEP_ENGINE_INTERP);

		for (int i = 0; i < 50; i++) {
			skep_prog_array_set(map, 0, skep_obj_prog(writer->obj, "second"));
			skep_prog_array_set(map, 0, skep_obj_prog(writer->obj, "first"));
			skep_prog_array_clear(map, 0);
		}
		skep_obj_close(guest);
	}
	return NULL;
}

/* Entries change and programs come and go while others call. */
static void test_threads(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct writer writer = { .obj = load_tail(vm, SKEP_ENGINE_INTERP) };
	uint32_t seen[3] = { 0 };

	(void)state;
	pthread_create(&writer.thread, NULL, change, &writer);
	for (int i = 0; i < 200000 || !seen[0] || !seen[1] || !seen[2]; i++) {
		uint32_t result = go(writer.obj, 0);

		assert_true(result == 100 || result == 11 || result == 22);
		seen[result == 100 ? 0 : result / 11]++;
	}
	writer.stop = 1;
	pthread_join(writer.thread, NULL);
	assert_int_equal(skep_prog_array_unresolved(skep_obj_map(writer.obj, "jumps")), 0);
	skep_free(vm);
}

/* An id of another process means nothing here. */
static void test_processes(void **state)
{
	struct skep_error error;
	struct place place;
	struct skep_map *map;
	struct skep_obj *obj;
	struct skep *vm;
	uint32_t key = 0, id;
	int status, to[2];
	pid_t pid;
	char c;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	obj = load_tail(vm, SKEP_ENGINE_INTERP);
	map = skep_obj_map(obj, "jumps");
	assert_int_equal(skep_map_pin(vm, map, "jumps", &error), 0);
	assert_int_equal(pipe(to), 0);
	fflush(NULL);
	pid = fork();
	if (!pid) {
		struct skep *their_vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
		struct skep_obj *theirs = load_tail(their_vm, SKEP_ENGINE_INTERP);
		struct skep_map *shared = skep_map_open(their_vm, "jumps", &error);

		if (!shared || skep_prog_array_set(shared, 0, skep_obj_prog(theirs, "first")))
			_exit(1);
		_exit(read(to[0], &c, 1) != 1);
	}
	while (skep_map_lookup(map, &key, &id))
		usleep(1000);
	assert_true(id != skep_obj_prog(obj, "first")->id);
	assert_int_equal(go(obj, 0), 100);
	assert_int_equal(skep_prog_array_unresolved(map), 1);
	assert_int_equal(go(obj, 1), 11);
	assert_int_equal(write(to[1], "x", 1), 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(skep_map_unpin(vm, "jumps", &error), 0);
	skep_free(vm);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	assert_int_equal(place_count_files(&place), 0);
	skep_free(vm);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries), cmocka_unit_test(test_limit),
		cmocka_unit_test(test_kinds),   cmocka_unit_test(test_closed),
		cmocka_unit_test(test_hostile), cmocka_unit_test(test_threads),
		cmocka_unit_test(test_processes),
	};

	alarm(100);
	return cmocka_run_group_tests_name("prog array", tests, NULL, NULL);
}
