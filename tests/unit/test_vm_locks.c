/*
 * Spin locks in map values, run: threads and processes that contend, owners that
 * live too long or die, runs that are cut short, values copied from outside.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "maps/ring.h"
#include "maps/spin.h"

enum { LANES = 8, THREADS = 3, ROUNDS = 20000, KILLS = 12, PASS = 2, DROP = 1 };

/* struct pair of tests/objects/locks.bpf.c */
struct pair {
	uint64_t first;
	uint32_t tag, lock;
	uint64_t second, holds;
};

static struct skep_obj *locks_obj(struct skep *vm, enum skep_engine engine)
{
	static const char *const progs[] = { "bump_array", "bump_hash", "bump_global", "hold_lock",
					     "put" };
	struct skep_obj *obj = open_obj(vm, "locks");

	for (size_t i = 0; i < sizeof(progs) / sizeof(*progs); i++)
		skep_prog_set_engine(skep_obj_prog(obj, progs[i]), engine);
	must_load(obj);
	return obj;
}

static struct pair *pair_of(struct skep_obj *obj, const char *map, uint32_t key)
{
	return map_lookup(skep_obj_map(obj, map)->map, &key, 0);
}

static uint32_t *lock_of(struct skep_obj *obj, const char *map, uint32_t key)
{
	return &pair_of(obj, map, key)->lock;
}

static void add_flow(struct skep_obj *obj, uint32_t key)
{
	struct pair pair = { 0 };

	assert_int_equal(skep_map_update(skep_obj_map(obj, "flows"), &key, &pair, 0), 0);
}

static int try_run(struct skep_obj *obj, const char *prog, uint32_t *result)
{
	struct frame frame;

	frame_make(&frame, 0, 0);
	return skep_run(skep_obj_prog(obj, prog), &frame.xdp, result);
}

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* ---- contention ---- */

/*
 * On a busy machine an owner may lose its processor for longer than others wait:
 * their runs end, and are counted.
 */
struct crowd {
	struct skep_obj *obj;
	const char *prog;
	_Atomic uint32_t done, ended;
};

/* How many runs found the counters of a value unequal, or failed. */
static void *bump_often(void *arg)
{
	struct crowd *crowd = arg;
	uintptr_t bad = 0;
	uint32_t result;

	for (int i = 0; i < ROUNDS; i++) {
		int err = try_run(crowd->obj, crowd->prog, &result);

		crowd->done += !err;
		crowd->ended += err == -ECANCELED;
		bad += err ? err != -ECANCELED : result != PASS;
	}
	skep_thread_leave();
	return (void *)bad;
}

static uint32_t contend(struct skep_obj *obj, const char *prog)
{
	struct crowd crowd = { obj, prog, 0, 0 };
	pthread_t thread[THREADS];
	void *bad;

	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, bump_often, &crowd), 0);
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(thread[i], &bad), 0);
		assert_ptr_equal(bad, NULL);
	}
	assert_int_equal(crowd.done + crowd.ended, THREADS * ROUNDS);
	assert_true(crowd.done > THREADS * ROUNDS / 2);
	return crowd.done;
}

static void try_threads(enum skep_engine engine)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = locks_obj(vm, engine);
	uint32_t done;

	add_flow(obj, 1);
	done = contend(obj, "bump_array");
	assert_int_equal(pair_of(obj, "pairs", 1)->first, done);
	assert_int_equal(pair_of(obj, "pairs", 1)->second, done);
	assert_int_equal(*lock_of(obj, "pairs", 1), 0);
	done = contend(obj, "bump_hash");
	assert_int_equal(pair_of(obj, "flows", 1)->first, done);
	assert_int_equal(pair_of(obj, "flows", 1)->second, done);
	contend(obj, "bump_global");
	skep_free(vm);
}

static void test_threads(void **state)
{
	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++)
		try_threads((enum skep_engine)engine);
}

/* ---- another process ---- */

struct peer {
	pid_t pid;
	int from; /* a byte when it is where it should be */
};

static void peer_start(struct peer *peer, const struct place *place,
		       void (*body)(struct skep_obj *obj, int out))
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	peer->pid = fork();
	if (!peer->pid) {
		struct skep *vm = new_vm(SKEP_OPTS(.root = place->root, .lanes = LANES));

		body(locks_obj(vm, SKEP_ENGINE_INTERP), ends[1]);
		_exit(0);
	}
	close(ends[1]);
	peer->from = ends[0];
}

static void peer_wait(struct peer *peer)
{
	char byte;

	assert_int_equal(read(peer->from, &byte, 1), 1);
}

/* Its status; @signo 0: it ends by itself. */
static int peer_end(struct peer *peer, int signo)
{
	int status;

	close(peer->from);
	if (signo)
		kill(peer->pid, signo);
	assert_int_equal(waitpid(peer->pid, &status, 0), peer->pid);
	return status;
}

static void say_ready(int out)
{
	if (write(out, "r", 1) != 1)
		_exit(1);
}

static void bump_here(struct skep_obj *obj, int out)
{
	struct crowd crowd = { obj, "bump_array", 0, 0 };

	say_ready(out);
	_exit(bump_often(&crowd) || crowd.ended > ROUNDS / 2 ? 1 : 0);
}

static void bump_for_ever(struct skep_obj *obj, int out)
{
	struct crowd crowd = { obj, "bump_array", 0, 0 };

	say_ready(out);
	for (;;)
		bump_often(&crowd);
}

/* Take the lock as a run of this process would, and sit on it. */
static void sit_on_lock(struct skep_obj *obj, int out)
{
	const struct map_liveness all_live = { 0 };
	const struct lease *lease;

	if (lanes_enter(obj->vm->lanes, &lease) ||
	    spin_take(lock_of(obj, "pairs", 1), spin_stamp(lease->writer), &all_live))
		_exit(1);
	say_ready(out);
	for (;;)
		pause();
}

static void test_processes(void **state)
{
	struct place place;
	struct peer peer;
	struct skep_obj *obj;
	struct skep *vm;
	struct crowd crowd = { .prog = "bump_array" };

	(void)state;
	place_make(&place);
	peer_start(&peer, &place, bump_here);
	peer_wait(&peer);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	crowd.obj = obj = locks_obj(vm, SKEP_ENGINE_INTERP);
	assert_ptr_equal(bump_often(&crowd), NULL);
	assert_int_equal(peer_end(&peer, 0), 0);
	assert_in_range(pair_of(obj, "pairs", 1)->first, crowd.done + ROUNDS / 2,
			crowd.done + ROUNDS);
	assert_int_equal(pair_of(obj, "pairs", 1)->first, pair_of(obj, "pairs", 1)->second);
	skep_free(vm);
	place_remove(&place);
}

static int no_record(void *arg, const void *data, size_t size)
{
	(void)arg, (void)data, (void)size;
	return -1;
}

/* The record that the run reserved was discarded: nobody has to wait for it. */
static void check_ring_is_free(struct skep_obj *obj)
{
	struct skep_map *events = skep_obj_map(obj, "events");

	assert_int_equal(ring_query(events->map, RING_PROD_POS), 16);
	assert_int_equal(skep_ringbuf_consume(events, no_record, NULL), 0);
	assert_int_equal(ring_query(events->map, RING_AVAIL_DATA), 0);
}

static void try_held_by_other(enum skep_engine engine)
{
	uint64_t start;
	struct place place;
	struct peer peer;
	struct skep_obj *obj;
	struct skep *vm;
	struct pair pair, before;
	uint32_t result, key = 1;

	place_make(&place);
	peer_start(&peer, &place, sit_on_lock);
	peer_wait(&peer);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	obj = locks_obj(vm, engine);
	/* Nothing of the program after the lock is executed. */
	before = *pair_of(obj, "pairs", 1);
	assert_int_equal(try_run(obj, "bump_array", &result), -ECANCELED);
	assert_memory_equal(pair_of(obj, "pairs", 1), &before, sizeof(before));
	start = now_ms();
	assert_int_equal(try_run(obj, "hold_lock", &result), -ECANCELED);
	assert_in_range(now_ms() - start, LOCK_WAIT_MS - 1, 1000);
	assert_int_equal(result, 0);
	assert_int_equal(skep_map_lookup_flags(skep_obj_map(obj, "pairs"), &key, &pair,
					       SKEP_F_LOCK), -EBUSY);
	assert_int_equal(skep_map_update(skep_obj_map(obj, "pairs"), &key, &pair, SKEP_F_LOCK),
			 -EBUSY);
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "pairs"), &key, &pair), 0);
	assert_int_equal(pair.lock, 0);
	assert_int_not_equal(*lock_of(obj, "pairs", 1), 0);
	assert_true(WIFSIGNALED(peer_end(&peer, SIGKILL)));
	assert_int_equal(try_run(obj, "bump_array", &result), 0); /* taken over */
	assert_int_equal(result, PASS);
	assert_int_equal(*lock_of(obj, "pairs", 1), 0);
	check_ring_is_free(obj);
	skep_free(vm);
	place_remove(&place);
}

static void test_held_by_other(void **state)
{
	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++)
		try_held_by_other((enum skep_engine)engine);
}

/* Killed wherever it was, inside the lock most of the time. */
static void test_kill(void **state)
{
	struct place place;
	struct skep_obj *obj;
	struct skep *vm;
	int taken_over = 0;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	obj = locks_obj(vm, SKEP_ENGINE_INTERP);
	for (int i = 0; i < KILLS; i++) {
		struct timespec pause = { .tv_nsec = 1000000 + i * 370000 };
		struct pair *pair = pair_of(obj, "pairs", 1);
		struct peer peer;
		uint32_t result;

		peer_start(&peer, &place, bump_for_ever);
		peer_wait(&peer);
		nanosleep(&pause, NULL);
		assert_true(WIFSIGNALED(peer_end(&peer, SIGKILL)));
		taken_over += pair->lock != 0;
		assert_in_range(pair->first - pair->second, 0, 1);
		pair->first = pair->second = 0;
		assert_int_equal(try_run(obj, "bump_array", &result), 0);
		assert_int_equal(result, PASS);
		assert_int_equal(pair->first, 1);
	}
	print_message("%d of %d were killed with the lock\n", taken_over, KILLS);
	skep_free(vm);
	place_remove(&place);
}

/* ---- runs that are cut short, spoiled words ---- */

static void try_budget(enum skep_engine engine)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = locks_obj(vm, engine);
	uint32_t result;

	pair_of(obj, "pairs", 1)->holds = 1000;
	skep_prog_set_budget(skep_obj_prog(obj, "hold_lock"), 500);
	assert_int_equal(try_run(obj, "hold_lock", &result), -ETIMEDOUT);
	assert_int_equal(pair_of(obj, "pairs", 1)->first, 1);
	assert_int_equal(pair_of(obj, "pairs", 1)->second, 0);
	assert_int_equal(*lock_of(obj, "pairs", 1), 0);
	skep_prog_set_budget(skep_obj_prog(obj, "hold_lock"), 0);
	check_ring_is_free(obj);
	skep_free(vm);
}

static void test_cut_short(void **state)
{
	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++)
		try_budget((enum skep_engine)engine);
}

/* A word that no owner has, as a peer may write it, is one of a dead owner. */
static void test_spoiled_word(void **state)
{
	static const uint32_t words[] = { 0xffffffff, 0x8000, 1, LANES + 1, 0x7fff8000 };
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = locks_obj(vm, SKEP_ENGINE_INTERP);
	uint32_t result;

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		*lock_of(obj, "pairs", 1) = words[i];
		assert_int_equal(try_run(obj, "bump_array", &result), 0);
		assert_int_equal(*lock_of(obj, "pairs", 1), 0);
	}
	skep_free(vm);
}

/* A nested run of the owner: it would wait for itself. */
static void test_own_lock(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = locks_obj(vm, SKEP_ENGINE_INTERP);
	const struct lease *lease;
	uint32_t result;

	(void)state;
	assert_int_equal(lanes_enter(vm->lanes, &lease), 0);
	*lock_of(obj, "pairs", 1) = spin_stamp(lease->writer);
	assert_int_equal(try_run(obj, "bump_array", &result), -ECANCELED);
	assert_int_equal(*lock_of(obj, "pairs", 1), spin_stamp(lease->writer));
	skep_free(vm);
}

/* ---- values from outside and by update ---- */

static void check_copies(struct skep_obj *obj, const char *name)
{
	struct skep_map *map = skep_obj_map(obj, name);
	struct pair pair = { 1, 2, 3, 4, 5 }, read;
	uint32_t key = 0, *lock;

	assert_int_equal(skep_map_update(map, &key, &pair, 0), 0);
	lock = lock_of(obj, name, 0);
	assert_int_equal(*lock, 0);
	*lock = 77; /* no owner that lives */
	assert_int_equal(skep_map_lookup(map, &key, &read), 0);
	pair.lock = 0;
	assert_memory_equal(&pair, &read, sizeof(pair));
	assert_int_equal(skep_map_lookup_flags(map, &key, &read, 0), 0);
	assert_memory_equal(&pair, &read, sizeof(pair));
	assert_int_equal(*lock, 77);
	assert_int_equal(skep_map_lookup_flags(map, &key, &read, SKEP_F_LOCK), 0);
	assert_memory_equal(&pair, &read, sizeof(pair));
	assert_int_equal(*lock, 0); /* taken over, given back */
	pair.first = 11;
	assert_int_equal(skep_map_update(map, &key, &pair, SKEP_F_LOCK | SKEP_EXIST), 0);
	assert_ptr_equal(lock_of(obj, name, 0), lock); /* in place */
	assert_int_equal(pair_of(obj, name, 0)->first, 11);
	assert_int_equal(skep_map_update(map, &key, &pair, SKEP_F_LOCK | SKEP_NOEXIST), -EEXIST);
	assert_int_equal(skep_map_update(map, &key, &pair, 8), -EINVAL);
	assert_int_equal(skep_map_lookup_flags(map, &key, &read, 8), -EINVAL);
	key = 99;
	assert_int_equal(skep_map_lookup_flags(map, &key, &read, SKEP_F_LOCK), -ENOENT);
}

static void test_copies(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = locks_obj(vm, SKEP_ENGINE_INTERP);
	struct skep_map_info info = { .type = MAP_HASH, .key_size = 4, .value_size = 8,
				      .max_entries = 1, .name = "plain" };
	struct skep_map *plain = skep_map_create(vm, &info, NULL);
	struct pair pair = { 0 };
	uint32_t key = 99;

	(void)state;
	check_copies(obj, "pairs");
	check_copies(obj, "flows");
	assert_int_equal(skep_map_update(skep_obj_map(obj, "flows"), &key, &pair,
					 SKEP_F_LOCK | SKEP_EXIST), -ENOENT);
	assert_int_equal(skep_map_update(skep_obj_map(obj, "flows"), &key, &pair, SKEP_F_LOCK), 0);
	assert_non_null(plain);
	assert_int_equal(skep_map_update(plain, &key, &pair, SKEP_F_LOCK), -EINVAL);
	assert_int_equal(skep_map_lookup_flags(plain, &key, &pair, SKEP_F_LOCK), -EINVAL);
	skep_free(vm);
}

static void test_update_by_program(void **state)
{
	static const struct { uint8_t flags; uint32_t result; } steps[] = {
		{ 0, PASS }, { SKEP_F_LOCK, PASS }, { SKEP_F_LOCK | SKEP_EXIST, PASS },
		{ SKEP_F_LOCK | SKEP_NOEXIST, DROP }, { 8, DROP },
	};
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = locks_obj(vm, SKEP_ENGINE_INTERP);

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		assert_int_equal(run_frame(obj, "put", steps[i].flags, 0), steps[i].result);
		assert_int_equal(pair_of(obj, "pairs", 2)->first, 7);
		assert_int_equal(pair_of(obj, "pairs", 2)->tag, 8);
		assert_int_equal(pair_of(obj, "flows", 2)->second, 7);
		assert_int_equal(*lock_of(obj, "pairs", 2), 0);
		assert_int_equal(*lock_of(obj, "flows", 2), 0);
	}
	skep_free(vm);
}

static void test_global_call(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "lock_global");
	struct skep_error error;

	(void)state;
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "calls_global"), &error), -EINVAL);
	assert_string_equal(error.id, "lock-held");
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "calls_static"), &error), 0);
	skep_free(vm);
}

/* What no program can be given: more than one lock, one in values of a CPU each. */
static void test_bad_maps(void **state)
{
	static const char *const names[] = { "lock_two", "lock_percpu" };
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	char path[256];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		test_object_path(names[i], path);
		assert_null(skep_obj_open(vm, path, NULL, &error));
		assert_string_equal(error.id, "bad-map");
	}
	skep_free(vm);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_threads),
		cmocka_unit_test(test_processes),
		cmocka_unit_test(test_held_by_other),
		cmocka_unit_test(test_kill),
		cmocka_unit_test(test_cut_short),
		cmocka_unit_test(test_spoiled_word),
		cmocka_unit_test(test_own_lock),
		cmocka_unit_test(test_copies),
		cmocka_unit_test(test_update_by_program),
		cmocka_unit_test(test_global_call),
		cmocka_unit_test(test_bad_maps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
