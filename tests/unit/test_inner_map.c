/* Maps of maps: entries from the object and the host, shapes, ids of others, hostile files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"

#include <errno.h>
#include <linux/bpf.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "maps/map_impl.h"

enum { LANES = 8 };

static struct skep_obj *load_inner(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "inner_maps");
	struct skep_prog *prog = NULL;

	while ((prog = skep_obj_next_prog(obj, prog)))
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	must_load(obj);
	return obj;
}

static uint64_t get(struct skep_map *map, uint32_t key)
{
	uint64_t value = 0;

	assert_int_equal(skep_map_lookup(map, &key, &value), 0);
	return value;
}

static struct skep_map *make(struct skep *vm, uint32_t type, uint32_t value_size, uint32_t n,
			     uint32_t flags)
{
	struct skep_map_info info = { .type = type, .key_size = 4, .value_size = value_size,
				      .max_entries = n, .map_flags = flags, .name = "made" };
	struct skep_error error;
	struct skep_map *map = skep_map_create(vm, &info, &error);

	if (!map)
		fail_msg("%s", error.message);
	return map;
}

static void arrays(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = load_inner(vm, engine);
	struct skep_map *outer = skep_obj_map(obj, "by_index"), *made, *again;
	uint32_t key, id;

	assert_int_equal(run_frame(obj, "count", 0, 0), 100);
	assert_int_equal(run_frame(obj, "count", 1, 0), 1);
	assert_int_equal(run_frame(obj, "count", 1, 0), 2);
	assert_int_equal(run_frame(obj, "count", 3, 0), 1);
	assert_int_equal(run_frame(obj, "count", 3, 2), 200);
	assert_int_equal(run_frame(obj, "count", 4, 0), 100);
	assert_int_equal(get(skep_obj_map(obj, "red"), 0), 2);
	assert_int_equal(get(skep_obj_map(obj, "blue"), 0), 1);
	/* one more, whose handle is closed; the map stays and can be had again */
	made = make(vm, MAP_ARRAY, 8, 2, 0);
	key = 0;
	assert_int_equal(skep_inner_map_set(outer, &key, made, SKEP_ANY), 0);
	skep_map_close(made);
	assert_int_equal(run_frame(obj, "count", 0, 1), 1);
	again = skep_inner_map_get(outer, &key, NULL);
	assert_non_null(again);
	assert_int_equal(get(again, 1), 1);
	key = 2;
	assert_int_equal(skep_inner_map_set(outer, &key, again, SKEP_ANY), 0);
	skep_map_close(again);
	assert_int_equal(run_frame(obj, "count", 2, 1), 2);
	assert_int_equal(skep_map_lookup(outer, &key, &id), 0);
	key = 0;
	assert_int_equal(skep_map_delete(outer, &key), 0);
	assert_int_equal(skep_map_delete(outer, &key), -ENOENT);
	assert_int_equal(skep_map_lookup(outer, &key, &id), -ENOENT);
	assert_null(skep_inner_map_get(outer, &key, NULL));
	assert_int_equal(run_frame(obj, "count", 0, 1), 100);
	/* in another place of the same map of maps */
	assert_int_equal(skep_inner_map_set(outer, &key, skep_obj_map(obj, "red"), 0), 0);
	assert_int_equal(run_frame(obj, "count", 0, 0), 3);
	assert_int_equal(skep_inner_map_unresolved(outer), 0);
	skep_obj_close(obj);
}

static void hashes(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = load_inner(vm, engine);
	struct skep_map *outer = skep_obj_map(obj, "by_name"), *made = make(vm, MAP_HASH, 8, 2, 0);
	uint32_t key = 77;

	assert_int_equal(run_frame(obj, "flow", 2, 9), 150);
	assert_int_equal(run_frame(obj, "flow", 2, 9), 2);
	assert_int_equal(run_frame(obj, "flow", 2, 10), 150);
	assert_int_equal(run_frame(obj, "total", 2, 0), 3);
	assert_int_equal(get(skep_obj_map(obj, "flows"), 9), 2);
	assert_int_equal(run_frame(obj, "flow", 77, 0), 100);
	/* a smaller hash fits as well, as in Linux */
	assert_int_equal(skep_inner_map_set(outer, &key, made, SKEP_EXIST), -ENOENT);
	assert_int_equal(skep_inner_map_set(outer, &key, made, SKEP_NOEXIST), 0);
	assert_int_equal(skep_inner_map_set(outer, &key, made, SKEP_NOEXIST), -EEXIST);
	for (uint8_t i = 0; i < 3; i++)
		assert_int_equal(run_frame(obj, "flow", 77, i), i < 2 ? 150 : 200);
	assert_int_equal(run_frame(obj, "total", 77, 0), 2);
	assert_int_equal(skep_inner_map_set(outer, &key, skep_obj_map(obj, "flows"), 0), 0);
	assert_int_equal(run_frame(obj, "total", 77, 0), 3);
	for (key = 100; key < 102; key++)
		assert_int_equal(skep_inner_map_set(outer, &key, made, 0), 0);
	assert_int_equal(skep_inner_map_set(outer, &key, made, 0), -E2BIG);
	key = 77;
	assert_int_equal(skep_map_delete(outer, &key), 0);
	assert_int_equal(run_frame(obj, "flow", 77, 0), 100);
	skep_map_close(made);
	skep_obj_close(obj);
}

static void test_entries(void **state)
{
	static const enum skep_engine engines[] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
						    SKEP_ENGINE_JIT };
	struct place place;
	struct skep *vm;

	(void)state;
	place_make(&place);
	for (int i = 0; i < 6; i++) {
		vm = i < 3 ? new_vm(SKEP_OPTS(.lanes = LANES)) :
			     new_vm(SKEP_OPTS(.lanes = LANES, .root = place.root));
		arrays(vm, engines[i % 3]);
		hashes(vm, engines[i % 3]);
		skep_free(vm);
	}
	vm = new_vm(SKEP_OPTS(.lanes = LANES, .root = place.root));
	assert_int_equal(place_count_files(&place), 0);
	skep_free(vm);
	place_remove(&place);
}

/* ---- what Linux says ---- */

static int linux_bpf(int command, union bpf_attr *attr)
{
	long result = syscall(__NR_bpf, command, attr, sizeof(*attr));

	return result < 0 ? -errno : (int)result;
}

static int linux_create(uint32_t type, uint32_t value_size, uint32_t n, uint32_t flags, int inner)
{
	union bpf_attr attr = { .map_type = type, .key_size = 4, .value_size = value_size,
				.max_entries = n, .map_flags = flags };

	if (inner >= 0)
		attr.inner_map_fd = (uint32_t)inner;
	return linux_bpf(BPF_MAP_CREATE, &attr);
}

static int linux_elem(int command, int fd, uint32_t key, uint32_t value, uint64_t flags)
{
	union bpf_attr attr = { .map_fd = (uint32_t)fd, .key = (uintptr_t)&key,
				.flags = flags };

	if (command != BPF_MAP_DELETE_ELEM)
		attr.value = (uintptr_t)&value;
	return linux_bpf(command, &attr);
}

/* Which maps fit which template. */
static const struct shape {
	uint32_t type, value_size, n, flags;
} shapes[] = {
	{ MAP_ARRAY, 8, 2, 0 }, { MAP_ARRAY, 8, 3, 0 }, { MAP_ARRAY, 16, 2, 0 },
	{ MAP_ARRAY, 8, 2, MAP_F_INNER_MAP }, { MAP_ARRAY, 8, 5, MAP_F_INNER_MAP },
	{ MAP_ARRAY, 8, 2, MAP_F_RDONLY_PROG }, { MAP_HASH, 8, 2, 0 }, { MAP_HASH, 8, 9, 0 },
	{ MAP_HASH, 8, 2, MAP_F_NO_PREALLOC }, { MAP_HASH, 4, 2, 0 }, { MAP_LRU_HASH, 8, 2, 0 },
	{ MAP_PERCPU_ARRAY, 8, 2, 0 }, { MAP_PERCPU_ARRAY, 8, 3, 0 }, { MAP_PERCPU_HASH, 8, 2, 0 },
	{ MAP_PERF_EVENT_ARRAY, 4, 2, 0 },
};
enum { N_SHAPES = sizeof(shapes) / sizeof(shapes[0]) };

static void try_shapes(struct skep *vm, uint32_t outer_type, const struct shape *template)
{
	struct skep_map_info info = { .type = outer_type, .key_size = 4, .value_size = 4,
				      .max_entries = 1, .name = "outer" };
	struct skep_map *inner = make(vm, template->type, template->value_size, template->n,
				      template->flags);
	struct skep_map *outer = skep_map_create_of(vm, &info, inner, NULL);
	int their_inner = linux_create(template->type, template->value_size, template->n,
				       template->flags, -1);
	int theirs = linux_create(outer_type, 4, 1, 0, their_inner);
	uint32_t key = 0;

	assert_non_null(outer);
	assert_true(theirs >= 0);
	for (size_t i = 0; i < N_SHAPES; i++) {
		const struct shape *s = &shapes[i];
		struct skep_map *map = make(vm, s->type, s->value_size, s->n, s->flags);
		int fd = linux_create(s->type, s->value_size, s->n, s->flags, -1);
		int err = skep_inner_map_set(outer, &key, map, SKEP_ANY);
		int their_err = linux_elem(BPF_MAP_UPDATE_ELEM, theirs, 0, (uint32_t)fd, 0);

		if (err != their_err)
			fail_msg("shape %zu in template %zu: %d, the kernel says %d", i,
				 (size_t)(template - shapes), err, their_err);
		assert_int_equal(skep_map_delete(outer, &key),
				 linux_elem(BPF_MAP_DELETE_ELEM, theirs, 0, 0, 0));
		close(fd);
		skep_map_close(map);
	}
	skep_map_close(outer);
	skep_map_close(inner);
	close(theirs);
	close(their_inner);
}

static bool linux_is_there(void)
{
	int fd = linux_create(BPF_MAP_TYPE_ARRAY, 4, 1, 0, -1);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void test_shapes(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));

	(void)state;
	if (!linux_is_there()) {
		skep_free(vm);
		skip();
	}
	for (size_t i = 0; i < N_SHAPES; i++)
		try_shapes(vm, i % 2 ? MAP_ARRAY_OF_MAPS : MAP_HASH_OF_MAPS, &shapes[i]);
	skep_free(vm);
}

/*
 * Random entries here and there: errors and which entries there are agree.  Linux
 * waits for all its programs after each change of such a map, so there are few.
 */
static void random_entries(uint32_t type)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_map_info info = { .type = type, .key_size = 4, .value_size = 4,
				      .max_entries = 9, .name = "outer" };
	struct skep_map *inner = make(vm, MAP_ARRAY, 8, 2, 0);
	struct skep_map *outer = skep_map_create_of(vm, &info, inner, NULL);
	int their_inner = linux_create(MAP_ARRAY, 8, 2, 0, -1);
	int theirs = linux_create(type, 4, 9, 0, their_inner);
	uint32_t value;

	srandom(7);
	for (int i = 0; i < 400; i++) {
		uint32_t key = (uint32_t)random() % 14;
		uint64_t flags = (uint64_t)random() % 8 ? 0 : (uint64_t)random() % 4;
		int ours, linux_err;

		switch (random() % 3) {
		case 0:
			ours = skep_inner_map_set(outer, &key, inner, flags);
			linux_err = linux_elem(BPF_MAP_UPDATE_ELEM, theirs, key,
					       (uint32_t)their_inner, flags);
			break;
		case 1:
			ours = skep_map_delete(outer, &key);
			linux_err = linux_elem(BPF_MAP_DELETE_ELEM, theirs, key, 0, 0);
			break;
		default:
			ours = skep_map_lookup(outer, &key, &value);
			linux_err = linux_elem(BPF_MAP_LOOKUP_ELEM, theirs, key, 0, 0);
		}
		if (ours != linux_err)
			fail_msg("operation %d, key %u, flags %u: %d, the kernel says %d", i, key,
				 (unsigned)flags, ours, linux_err);
	}
	value = 12345;
	assert_int_equal(skep_map_update(outer, &(uint32_t){ 0 }, &value, 0), -EBADF);
	assert_int_equal(skep_map_freeze(outer), 0);
	assert_int_equal(skep_inner_map_set(outer, &(uint32_t){ 0 }, inner, 0), -EPERM);
	assert_int_equal(skep_map_delete(outer, &(uint32_t){ 0 }), -EPERM);
	close(theirs);
	close(their_inner);
	skep_free(vm);
}

static void test_random(void **state)
{
	(void)state;
	if (!linux_is_there())
		skip();
	random_entries(MAP_ARRAY_OF_MAPS);
	random_entries(MAP_HASH_OF_MAPS);
}

static void test_refused(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES)), *other = new_vm(NULL);
	struct skep_map_info info = { .type = MAP_ARRAY_OF_MAPS, .key_size = 4, .value_size = 4,
				      .max_entries = 1, .name = "outer" };
	struct skep_map *array = make(vm, MAP_ARRAY, 8, 2, 0), *outer;
	struct skep_map *progs = make(vm, MAP_PROG_ARRAY, 4, 2, 0);
	struct skep_map *foreign = make(other, MAP_ARRAY, 8, 2, 0);
	struct skep_error error;
	uint32_t key = 0;

	(void)state;
	assert_null(skep_map_create(vm, &info, &error));
	assert_int_equal(error.err, -EINVAL);
	assert_null(skep_map_create_of(vm, &info, progs, &error));
	assert_int_equal(error.err, -LINUX_ENOTSUPP);
	outer = skep_map_create_of(vm, &info, array, &error);
	assert_non_null(outer);
	assert_null(skep_map_create_of(vm, &info, outer, &error));
	assert_int_equal(error.err, -EINVAL);
	info.type = MAP_ARRAY;
	assert_null(skep_map_create_of(vm, &info, array, &error));
	info.type = MAP_HASH_OF_MAPS;
	info.value_size = 8;
	assert_null(skep_map_create_of(vm, &info, array, &error));
	assert_int_equal(skep_inner_map_set(outer, &key, foreign, 0), -EINVAL);
	assert_int_equal(skep_inner_map_set(array, &key, array, 0), -EINVAL);
	assert_int_equal(skep_inner_map_set(outer, &key, outer, 0), -EINVAL);
	assert_int_equal(skep_inner_map_resolve(array), -EINVAL);
	assert_int_equal(skep_inner_map_resolve(outer), 0);
	skep_free(other);
	skep_free(vm);
}

/* ---- what others write ---- */

/* Any number in any entry: a map that fits, or none. */
static void test_hostile(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = load_inner(vm, SKEP_ENGINE_CHECKED);
	struct skep_map *outer = skep_obj_map(obj, "by_index");
	struct skep_map *red = skep_obj_map(obj, "red");
	uint64_t *entry = (uint64_t *)outer->map->base;

	(void)state;
	entry[0] = skep_obj_map(obj, "flows")->inner_id; /* known, but of another shape */
	assert_int_not_equal(entry[0], 0);
	assert_int_equal(run_frame(obj, "count", 0, 0), 100);
	assert_int_equal(skep_inner_map_unresolved(outer), 1);
	entry[0] = red->inner_id;
	assert_int_equal(run_frame(obj, "count", 0, 0), 1);
	for (uint32_t i = 0; i < 5000; i++) {
		uint32_t result;

		entry[2] = i < 1000 ? i : i * 0x9e3779b97f4a7c15u;
		result = run_frame(obj, "count", 2, 5);
		assert_true(result == 100 || result == 200);
	}
	for (uint64_t i = outer->map->geometry.control_offset; i < outer->map->geometry.file_size;
	     i++) {
		outer->map->base[i] ^= 0xff;
		assert_int_equal(run_frame(obj, "count", 1, 5), 200);
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
	struct writer *w = arg;
	struct skep_map *outer = skep_obj_map(w->obj, "by_name"), *made;
	uint32_t key = 5;

	for (int round = 0; round < 100 && !w->stop; round++) {
		made = make(w->obj->vm, MAP_HASH, 8, 4, 0);
		for (int i = 0; i < 50; i++) {
			skep_inner_map_set(outer, &key, made, 0);
			skep_inner_map_set(outer, &key, skep_obj_map(w->obj, "flows"), 0);
			skep_map_delete(outer, &key);
		}
		skep_map_close(made);
		usleep(1000);
	}
	return NULL;
}

/* Entries change and handles are closed while programs use the maps. */
static void test_threads(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct writer w = { .obj = load_inner(vm, SKEP_ENGINE_INTERP) };

	(void)state;
	pthread_create(&w.thread, NULL, change, &w);
	for (int i = 0; i < 20000; i++) {
		uint32_t result = run_frame(w.obj, "flow", 5, (uint8_t)(i % 16));

		assert_true(result > 0);
	}
	w.stop = 1;
	pthread_join(w.thread, NULL);
	assert_int_equal(skep_inner_map_unresolved(skep_obj_map(w.obj, "by_name")), 0);
	skep_free(vm);
}

/* What another process puts in: resolved when it is opened, or when asked for. */
static void test_processes(void **state)
{
	struct skep_error error;
	struct place place;
	struct skep_map *outer;
	struct skep_obj *obj;
	struct skep *vm;
	uint32_t key = 0, id;
	int status, to[2];
	pid_t pid;
	char c;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	obj = load_inner(vm, SKEP_ENGINE_INTERP);
	outer = skep_obj_map(obj, "by_index");
	assert_int_equal(skep_map_pin(vm, outer, "outer", &error), 0);
	assert_int_equal(run_frame(obj, "count", 1, 0), 1);
	assert_int_equal(pipe(to), 0);
	fflush(NULL);
	pid = fork();
	if (!pid) {
		struct skep *their_vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
		struct skep_map *shared = skep_map_open(their_vm, "outer", &error), *red, *mine;
		uint64_t value = 41;

		close(to[1]);
		key = 1;
		red = shared ? skep_inner_map_get(shared, &key, NULL) : NULL;
		if (!red || get(red, 0) != 1)
			_exit(1);
		mine = make(their_vm, MAP_ARRAY, 8, 2, 0);
		key = 0;
		if (skep_map_update(mine, &key, &value, 0) ||
		    skep_inner_map_set(shared, &key, mine, 0))
			_exit(2);
		_exit(read(to[0], &c, 1) != 1);
	}
	while (skep_map_lookup(outer, &key, &id) && !waitpid(pid, &status, WNOHANG))
		usleep(1000);
	assert_int_equal(run_frame(obj, "count", 0, 0), 100);
	assert_int_equal(skep_inner_map_unresolved(outer), 1);
	assert_int_equal(skep_inner_map_resolve(outer), 0);
	assert_int_equal(run_frame(obj, "count", 0, 0), 42);
	assert_int_equal(write(to[1], "x", 1), 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(run_frame(obj, "count", 0, 0), 43); /* we hold it */
	assert_int_equal(skep_map_unpin(vm, "outer", &error), 0);
	skep_free(vm);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	assert_int_equal(place_count_files(&place), 0);
	skep_free(vm);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries), cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_random),  cmocka_unit_test(test_refused),
		cmocka_unit_test(test_hostile), cmocka_unit_test(test_threads),
		cmocka_unit_test(test_processes),
	};

	alarm(100);
	return cmocka_run_group_tests_name("inner map", tests, NULL, NULL);
}
