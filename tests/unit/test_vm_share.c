/*
 * Maps through the public API, alone and between processes: pins, formats, a
 * peer that runs while we edit, files that are truncated under a reader.
 *
 * What needs the fault handler or a clean process runs in children that are
 * forked before cmocka installs handlers of its own; a test looks at how its
 * child ended.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/must.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LANES = 8, MAX_WAIT = 20 };

static struct skep *vm_at(const struct place *place)
{
	return new_vm(SKEP_OPTS(.root = place->root, .lanes = LANES));
}

/* ---- elements, pins, formats ---- */

static void test_create(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_map_info info = { .type = MAP_PERCPU_ARRAY, .key_size = 4, .value_size = 12,
				      .max_entries = 3, .name = "mine" };
	struct skep_error error;
	uint8_t value[16 * LANES], read[16 * LANES];
	struct skep_map *map;
	uint32_t key = 2;

	(void)state;
	map = skep_map_create(vm, &info, &error);
	assert_non_null(map);
	memset(&info, 0xff, sizeof(info));
	skep_map_info(map, &info);
	assert_int_equal(info.type, MAP_PERCPU_ARRAY);
	assert_int_equal(info.value_size, 12);
	assert_int_equal(info.lookup_size, sizeof(value));
	assert_int_equal(info.id, 0);
	assert_string_equal(info.name, "mine");
	for (size_t i = 0; i < sizeof(value); i++)
		value[i] = i % 16 < 12 ? (uint8_t)i : 0;
	assert_int_equal(skep_map_update(map, &key, value, SKEP_ANY), 0);
	assert_int_equal(skep_map_lookup(map, &key, read), 0);
	assert_memory_equal(value, read, sizeof(value));
	assert_int_equal(skep_map_update(map, &key, value, SKEP_NOEXIST), -EEXIST);
	assert_int_equal(skep_map_update(map, &key, value, 77), -EINVAL);
	assert_int_equal(skep_map_delete(map, &key), -EINVAL);
	assert_int_equal(skep_map_next_key(map, NULL, &key), 0);
	assert_int_equal(key, 0);
	key = 2;
	assert_int_equal(skep_map_next_key(map, &key, &key), -ENOENT);
	assert_int_equal(skep_map_freeze(map), 0);
	assert_int_equal(skep_map_update(map, &key, value, SKEP_ANY), -EPERM);
	skep_map_close(map);

	info.type = 9999;
	assert_null(skep_map_create(vm, &info, &error));
	assert_int_not_equal(error.err, 0);
	memset(info.name, 'x', sizeof(info.name));
	assert_null(skep_map_create(vm, &info, &error));
	assert_string_equal(error.id, "invalid-argument");
	skep_free(vm);
}

static void test_pins(void **state)
{
	struct skep_map_info info = { .type = MAP_ARRAY, .key_size = 4, .value_size = 8,
				      .max_entries = 1, .name = "m" };
	struct skep_map *map, *again;
	struct skep *vm, *other;
	struct skep_error error;
	struct place place;
	char name[64];
	uint64_t value = 5;
	uint32_t key = 0;

	(void)state;
	place_make(&place);
	vm = vm_at(&place);
	other = new_vm(NULL);
	map = skep_map_create(vm, &info, &error);
	assert_non_null(map);
	assert_int_equal(skep_map_pin(vm, map, "a/b", &error), 0);
	assert_int_equal(skep_map_pin(vm, map, "a/b", &error), -EEXIST);
	assert_string_equal(error.id, "pin-exists");
	assert_int_equal(skep_map_pin(vm, map, "../b", &error), -EINVAL);
	assert_int_equal(skep_map_pin(other, map, "b", &error), -EINVAL);
	assert_int_equal(skep_map_update(map, &key, &value, SKEP_ANY), 0);
	skep_map_close(map);
	assert_int_equal(skep_map_next_pin(vm, NULL, name, sizeof(name)), 0);
	assert_string_equal(name, "a/b");
	assert_int_equal(skep_map_next_pin(vm, name, name, sizeof(name)), -ENOENT);

	map = skep_map_open(vm, "a/b", &error);
	again = skep_map_open(vm, "a/b", &error);
	assert_non_null(map);
	assert_non_null(again);
	value = 0;
	assert_int_equal(skep_map_lookup(map, &key, &value), 0);
	assert_int_equal(value, 5);
	skep_map_info(map, &info);
	assert_true(info.id > 0);
	assert_null(skep_map_open(vm, "none", &error));
	assert_int_equal(error.err, -ENOENT);
	assert_int_equal(skep_map_unpin(vm, "a/b", &error), 0);
	assert_int_equal(place_count_files(&place), 1); /* we still hold it */
	skep_map_close(map);
	assert_int_equal(skep_map_lookup(again, &key, &value), 0);
	skep_free(other);
	skep_free(vm); /* closes it */
	assert_int_equal(place_count_files(&place), 0);
	place_remove(&place);
}

static void test_format(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_obj(vm, "vm");
	struct skep_map *pairs = skep_obj_map(obj, "pairs"), *map;
	const uint32_t pair[2] = { 1, 2 };
	struct skep_map_info info = { .type = MAP_ARRAY, .key_size = 4, .max_entries = 1 };
	const uint8_t bytes[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 0xff };
	static const struct {
		uint32_t size;
		const char *text;
	} plain[] = {
		{ 1, "1" }, { 2, "513" }, { 4, "67305985" }, { 8, "578437695752307201" },
		{ 3, "\"0x010203\"" }, { 9, "\"0x0102030405060708ff\"" },
	};
	char text[100];

	(void)state;
	assert_int_equal(skep_map_format(pairs, true, &pair[1], text, sizeof(text)), 1);
	assert_string_equal(text, "2");
	skep_map_format(pairs, false, pair, text, sizeof(text));
	assert_non_null(strstr(text, "\"a\""));
	assert_non_null(strstr(text, "\"b\""));
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		size_t len = strlen(plain[i].text);

		info.value_size = plain[i].size;
		map = skep_map_create(vm, &info, NULL);
		assert_non_null(map);
		for (size_t size = 0; size <= len + 1; size++) { /* cut anywhere, as snprintf */
			memset(text, 'q', sizeof(text));
			assert_int_equal(skep_map_format(map, false, bytes, text, size), len);
			if (size)
				assert_int_equal(strlen(text), size <= len ? size - 1 : len);
			assert_int_equal(text[size], 'q');
		}
		assert_string_equal(text, plain[i].text);
		skep_map_close(map);
	}
	skep_free(vm);
}

/* ---- two processes ---- */

struct peer {
	pid_t pid;
	int to, from; /* pipes */
};

static void peer_start(struct peer *peer, const struct place *place,
		       void (*body)(const struct place *place, int in, int out))
{
	int down[2], up[2];

	if (pipe(down) || pipe(up))
		abort();
	fflush(NULL);
	peer->pid = fork();
	if (!peer->pid) {
		alarm(MAX_WAIT);
		close(down[1]);
		close(up[0]);
		body(place, down[0], up[1]);
		_exit(0);
	}
	close(down[0]);
	close(up[1]);
	peer->to = down[1];
	peer->from = up[0];
}

static void say(int fd, char word)
{
	if (write(fd, &word, 1) != 1)
		_exit(9);
}

static char hear(int fd)
{
	char word;

	return read(fd, &word, 1) == 1 ? word : 0;
}

static int peer_end(struct peer *peer)
{
	int status;

	close(peer->to);
	close(peer->from);
	return waitpid(peer->pid, &status, 0) == peer->pid ? status : -1;
}

/* Runs the program that looks for key 5, until it is there; then until it is gone. */
static void look_for_five(const struct place *place, int in, int out)
{
	struct skep *vm = vm_at(place);
	struct skep_obj *obj = open_obj(vm, "vm_pinned");

	leave_out(obj, "needs_unsupported");
	must_load(obj); /* the pin's map, not a new one */
	say(out, 'r');
	while (run_frame(obj, "count", 0, 0) < 1000)
		;
	say(out, 'y');
	hear(in);
	while (run_frame(obj, "count", 0, 0) >= 1000)
		;
	say(out, 'n');
	hear(in);
	skep_free(vm);
}

static void test_two_processes(void **state)
{
	struct skep_map *map;
	struct skep_error error;
	struct skep_obj *obj;
	struct place place;
	struct peer peer;
	struct skep *vm;
	uint64_t value = 100000, last = 0;
	uint32_t key = 0;

	(void)state;
	place_make(&place);
	peer_start(&peer, &place, look_for_five); /* makes the pin */
	assert_int_equal(hear(peer.from), 'r');
	vm = vm_at(&place);
	obj = open_obj(vm, "vm_pinned");
	leave_out(obj, "needs_unsupported");
	must_load(obj);
	map = skep_obj_map(obj, "shared");
	for (int i = 0; i < 1000; i++) { /* its counting is seen here, and only grows */
		uint64_t now;

		assert_int_equal(skep_map_lookup(map, &key, &now), 0);
		assert_true(now >= last);
		last = now;
	}
	assert_int_equal(skep_map_update(map, &key, &value, SKEP_ANY), 0);
	assert_int_equal(hear(peer.from), 'y');
	assert_int_equal(skep_map_lookup(map, &key, &value), 0);
	assert_true(value >= 1000);
	say(peer.to, 'g');
	value = 0;
	assert_int_equal(skep_map_update(map, &key, &value, SKEP_ANY), 0);
	assert_int_equal(hear(peer.from), 'n');
	say(peer.to, 'g');
	assert_int_equal(peer_end(&peer), 0);
	assert_int_equal(skep_map_unpin(vm, "shared", &error), 0);
	skep_free(vm);
	assert_int_equal(place_count_files(&place), 0);
	place_remove(&place);
}

/* Runs on its lane of a per-CPU map that the other side made. */
static void count_on_my_lane(const struct place *place, int in, int out)
{
	struct skep *vm = vm_at(place);
	struct skep_obj *obj = load_obj(vm, "vm");
	uint32_t lane = run_frame(obj, "lane", 0, 0);

	say(out, (char)('0' + lane));
	hear(in);
	_exit(0); /* as if killed: nothing is closed */
}

/* Each process has its lane; a dead one's objects are swept at the next opening. */
static void test_lanes_of_processes(void **state)
{
	struct peer peer[3];
	struct place place;
	struct skep *vm;

	(void)state;
	place_make(&place);
	for (int i = 0; i < 3; i++) {
		peer_start(&peer[i], &place, count_on_my_lane);
		assert_int_equal(hear(peer[i].from), '0' + i);
	}
	assert_true(place_count_files(&place) >= 3);
	for (int i = 0; i < 3; i++) {
		say(peer[i].to, 'g');
		assert_int_equal(peer_end(&peer[i]), 0);
	}
	vm = vm_at(&place);
	assert_int_equal(place_count_files(&place), 0);
	skep_free(vm);
	place_remove(&place);
}

/* ---- truncated files ---- */

static void truncate_objects(const struct place *place)
{
	char command[160];

	snprintf(command, sizeof(command), "for f in %s/ids/*; do : > $f; done", place->root);
	MUST(!system(command));
}

static void read_dead(struct skep_obj *obj)
{
	uint64_t value[64] = { 1 };
	uint32_t key = 0;

	for (struct skep_map *map = NULL; (map = skep_obj_next_map(obj, map));) {
		struct skep_map_info info;
		int err;

		skep_map_info(map, &info);
		if (info.type == MAP_CGROUP_ARRAY)
			continue; /* not made */
		MUST(info.lookup_size <= sizeof(value));
		err = skep_map_lookup(map, &key, value);
		if (!strcmp(skep_map_name(map), "vm.rodata") && !err)
			continue; /* frozen: its private copy is read */
		MUST(err == -EIO);
		MUST(skep_map_update(map, &key, value, SKEP_ANY) == -EIO);
		MUST(skep_map_next_key(map, NULL, &key) == -EIO);
	}
}

/* Programs go on, the API says -EIO, closing works. */
static int truncated(void)
{
	struct skep_map_info info = { .type = MAP_HASH, .key_size = 4, .value_size = 8,
				      .max_entries = 10, .name = "h" };
	uint64_t value = 1;
	uint32_t key = 1;
	struct skep_map *hash;
	struct skep_obj *obj;
	struct place place;
	struct skep *vm;

	place_make(&place);
	vm = vm_at(&place);
	obj = load_obj(vm, "vm");
	hash = skep_map_create(vm, &info, NULL);
	MUST(hash && !skep_map_update(hash, &key, &value, SKEP_ANY));
	MUST(run_frame(obj, "globals", 0, 0) == 3);
	MUST(run_frame(obj, "edit", 1, 'u') == 0 && run_frame(obj, "edit", 1, '?') == 1);
	truncate_objects(&place);
	for (int i = 0; i < 10; i++) {
		run_frame(obj, "lane", 0, 0);
		run_frame(obj, "globals", 0, 0);
		run_frame(obj, "edit", 1, '?');
		run_frame(obj, "edit", 1, 'u');
		run_frame(obj, "edit", 1, 'd');
	}
	MUST(run_frame(obj, "edit", 1, '?') == 0);
	MUST((int)run_frame(obj, "edit", 1, 'u') == -EIO);
	read_dead(obj);
	MUST(skep_map_lookup(hash, &key, &value) == -EIO);
	MUST(skep_map_delete(hash, &key) == -EIO);
	skep_free(vm);
	place_remove(&place);
	return 0;
}

struct runner {
	struct skep_obj *obj;
	_Atomic int stop;
	_Atomic uint64_t runs;
};

static void *keep_running(void *arg)
{
	struct runner *runner = arg;

	while (!runner->stop) {
		run_frame(runner->obj, "lane", 0, 0);
		run_frame(runner->obj, "edit", (uint8_t)runner->runs, "u?d"[runner->runs % 3]);
		run_frame(runner->obj, "globals", 0, 0);
		runner->runs++;
	}
	return NULL;
}

/* The same while threads run, at no particular moment. */
static int truncated_while_running(void)
{
	pthread_t thread[2];

	for (int round = 0; round < 10; round++) {
		struct runner runner = { 0 };
		struct place place;
		struct skep *vm;
		uint64_t seen;

		place_make(&place);
		vm = vm_at(&place);
		runner.obj = load_obj(vm, "vm");
		for (int i = 0; i < 2; i++)
			MUST(!pthread_create(&thread[i], NULL, keep_running, &runner));
		while (runner.runs < 1000)
			sched_yield();
		truncate_objects(&place);
		for (seen = runner.runs; runner.runs < seen + 1000;)
			sched_yield();
		runner.stop = 1;
		for (int i = 0; i < 2; i++)
			pthread_join(thread[i], NULL);
		read_dead(runner.obj);
		skep_free(vm);
		place_remove(&place);
	}
	return 0;
}

/* ---- children before cmocka ---- */

static int (*const scenarios[])(void) = { truncated, truncated_while_running };
enum { N_SCENARIOS = 2 };
static int ended[N_SCENARIOS];

static void run_scenarios(void)
{
	for (int i = 0; i < N_SCENARIOS; i++) {
		pid_t pid = fork();

		if (!pid) {
			alarm(MAX_WAIT);
			_exit(scenarios[i]());
		}
		if (waitpid(pid, &ended[i], 0) != pid)
			abort();
	}
}

static void test_truncated(void **state)
{
	(void)state;
	assert_int_equal(ended[0], 0);
}

static void test_truncated_while_running(void **state)
{
	(void)state;
	assert_int_equal(ended[1], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_create),
		cmocka_unit_test(test_pins),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_two_processes),
		cmocka_unit_test(test_lanes_of_processes),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_truncated_while_running),
	};

	run_scenarios();
	alarm(60);
	return cmocka_run_group_tests_name("vm share", tests, NULL, NULL);
}
