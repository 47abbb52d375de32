/*
 * User ring buffers through the public API: threads and processes produce, a program drains; those
 * that die with a sample in their hand, or in the midst of a drain; waiting for room.
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

#include "maps/ring_impl.h"

enum { RING = 4096, NOTES = 256, LANES = 8 };
enum { READ, DATA, WRITE, SPIN = 5 };

/* As tests/objects/user_ring.bpf.c has them. */
struct order {
	uint8_t flags, what, stop, pad;
	uint32_t offset;
	uint64_t word, helper_flags;
};

struct notes {
	uint64_t n;
	struct {
		int64_t answer;
		uint64_t value;
	} note[NOTES];
};

static struct skep_obj *open_ring(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "user_ring");
	struct skep_prog *prog = NULL;

	while ((prog = skep_obj_next_prog(obj, prog)))
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	must_load(obj);
	return obj;
}

static struct skep *ring_vm(const char *root)
{
	return new_vm(SKEP_OPTS(.root = root, .lanes = LANES, .max_cost = 1ull << 60));
}

static int run_drain(struct skep_obj *obj, struct order order, int *answer)
{
	uint8_t packet[64] = { 0 };
	struct skep_xdp xdp;
	uint32_t result;
	int err;

	memcpy(packet, &order, sizeof(order));
	skep_xdp_init(&xdp, packet, sizeof(packet));
	err = skep_run(skep_obj_prog(obj, "drain"), &xdp, &result);
	*answer = (int)result;
	return err;
}

static int drain(struct skep_obj *obj, struct order order)
{
	int answer;

	assert_int_equal(run_drain(obj, order, &answer), 0);
	return answer;
}

static struct notes notes_of(struct skep_obj *obj)
{
	struct notes notes;

	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "seen"), &(uint32_t){ 0 }, &notes), 0);
	return notes;
}

/* 16 bytes whose first word is @value. */
static int put(struct skep_map *map, uint64_t value)
{
	uint64_t *sample;
	int err = skep_user_ringbuf_reserve(map, 16, (void **)&sample);

	if (err)
		return err;
	sample[0] = value;
	sample[1] = 0;
	return skep_user_ringbuf_submit(map, sample);
}

/* ---- one producer ---- */

static void *submit_there(void *arg)
{
	void **given = arg;

	return (void *)(intptr_t)skep_user_ringbuf_submit(given[0], given[1]);
}

static void errors(struct skep_obj *obj)
{
	struct skep_map *map = skep_obj_map(obj, "ring"), *other = skep_obj_map(obj, "seen");
	void *sample = NULL, *many[RING_HELD], *answer;
	pthread_t thread;

	assert_int_equal(skep_user_ringbuf_reserve(other, 8, &sample), -EINVAL);
	assert_int_equal(skep_user_ringbuf_submit(other, &sample), -EINVAL);
	assert_int_equal(skep_user_ringbuf_wait(other, 8, 0), -EINVAL);
	assert_int_equal(skep_ringbuf_wait(map, 0), -EINVAL);
	assert_int_equal(skep_user_ringbuf_reserve(map, RING - 7, &sample), -E2BIG);
	assert_int_equal(skep_user_ringbuf_wait(map, RING - 7, 0), -E2BIG);
	assert_int_equal(skep_user_ringbuf_reserve(map, UINT32_MAX, &sample), -E2BIG);
	assert_int_equal(skep_user_ringbuf_submit(map, map), -EINVAL);
	for (int i = 0; i < RING_HELD; i++)
		assert_int_equal(skep_user_ringbuf_reserve(map, (uint32_t)i, &many[i]), 0);
	assert_int_equal(skep_user_ringbuf_reserve(map, 8, &sample), -ENOSPC);
	pthread_create(&thread, NULL, submit_there, (void *[]){ map, many[0] });
	pthread_join(thread, &answer);
	assert_int_equal((int)(intptr_t)answer, -EINVAL);
	assert_int_equal(skep_user_ringbuf_submit(map, many[1]), 0);
	assert_int_equal(skep_user_ringbuf_submit(map, many[1]), -EINVAL);
	assert_int_equal(drain(obj, (struct order){ .what = READ }), 0); /* the first is busy */
	assert_int_equal(skep_user_ringbuf_discard(map, many[0]), 0);
	for (int i = 2; i < RING_HELD; i++)
		assert_int_equal(i % 2 ? skep_user_ringbuf_submit(map, many[i])
				       : skep_user_ringbuf_discard(map, many[i]), 0);
	assert_int_equal(drain(obj, (struct order){ .what = READ }), RING_HELD / 2);
}

static void fills(struct skep_obj *obj)
{
	struct skep_map *map = skep_obj_map(obj, "ring");
	struct notes notes;
	void *sample;
	int n = 0;

	assert_int_equal(drain(obj, (struct order){ 0 }), 0);
	assert_int_equal(skep_user_ringbuf_reserve(map, RING - 8, &sample), 0);
	assert_int_equal(skep_user_ringbuf_wait(map, 0, 0), 0);
	assert_int_equal(put(map, 1), -ENOSPC);
	assert_int_equal(skep_user_ringbuf_submit(map, sample), 0);
	assert_int_equal(drain(obj, (struct order){ .what = READ }), 1);
	while (!put(map, 100 + (uint64_t)n))
		n++;
	assert_int_equal(n, RING / 24);
	assert_int_equal(skep_user_ringbuf_wait(map, 8, 0), 1); /* 4096 % 24: 16 are left */
	assert_int_equal(skep_user_ringbuf_wait(map, 16, 10), 0);
	assert_int_equal(drain(obj, (struct order){ .what = DATA, .stop = 3 }), 3);
	notes = notes_of(obj);
	for (uint64_t i = 0; i < 3; i++)
		assert_int_equal(notes.note[(notes.n - 3 + i) % NOTES].value, 100 + i);
	assert_int_equal(drain(obj, (struct order){ .what = DATA }), n - 3);
}

static void with_engines(void (*body)(struct skep_obj *obj))
{
	const enum skep_engine engines[] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
					     machine_engine() };

	for (size_t i = 0; i < 3; i++) {
		struct skep *vm = ring_vm(NULL);

		body(open_ring(vm, engines[i]));
		skep_free(vm);
	}
}

static void test_errors(void **state)
{
	(void)state;
	with_engines(errors);
}

static void test_fills(void **state)
{
	(void)state;
	with_engines(fills);
}

/* A run that is cut short in the function ends the drain: its sample is gone, the next waits. */
static void cut_short(struct skep_obj *obj)
{
	struct skep_prog *prog = skep_obj_prog(obj, "drain");
	struct skep_map *map = skep_obj_map(obj, "ring");
	int answer;

	for (uint64_t i = 0; i < 3; i++)
		assert_int_equal(put(map, i), 0);
	skep_prog_set_budget(prog, 2000);
	assert_int_equal(run_drain(obj, (struct order){ .what = SPIN }, &answer), -ETIMEDOUT);
	skep_prog_set_budget(prog, 0);
	assert_int_equal(drain(obj, (struct order){ .what = DATA }), 2);
	assert_int_equal(notes_of(obj).note[0].value, 1);
}

static void test_cut_short(void **state)
{
	(void)state;
	with_engines(cut_short);
}

/* What is written is seen by who looks next; outside nothing is. */
static void writes(struct skep_obj *obj)
{
	static const struct {
		struct order order;
		int64_t answer;
		uint64_t value; /* of the sample's first word, afterwards */
	} rows[] = {
		{ { .what = WRITE, .offset = 0, .word = 0x11223344556677 }, 0, 0x11223344556677 },
		{ { .what = WRITE, .offset = 4, .word = 0x99 }, 0, 0x9900000005 },
		{ { .what = WRITE, .offset = 8, .word = 0x99 }, 0, 5 },
		{ { .what = WRITE, .offset = 9, .word = 0x99 }, -E2BIG, 5 },
		{ { .what = WRITE, .offset = UINT32_MAX - 7, .word = 0x99 }, -E2BIG, 5 },
		{ { .what = WRITE, .offset = 0, .word = 0x99, .helper_flags = 1 }, -EINVAL, 5 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct notes notes;

		assert_int_equal(put(skep_obj_map(obj, "ring"), 5), 0);
		assert_int_equal(drain(obj, rows[i].order), 1);
		notes = notes_of(obj);
		assert_int_equal(notes.note[i].answer, rows[i].answer);
		assert_int_equal(notes.note[i].value, rows[i].value);
	}
}

static void test_writes(void **state)
{
	(void)state;
	with_engines(writes);
}

static void test_not_now(void **state)
{
	struct skep *vm = ring_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "user_ring");
	struct skep_map *map = skep_obj_map(obj, "ring");
	void *sample;

	(void)state;
	assert_int_equal(skep_user_ringbuf_reserve(map, 8, &sample), -EINVAL); /* not loaded */
	must_load(obj);
	assert_int_equal(put(map, 7), 0);
	assert_int_equal(skep_map_lookup(map, NULL, &sample), -524);
	assert_int_equal(skep_map_update(map, NULL, &sample, 0), -524);
	assert_int_equal(skep_map_freeze(map), 0);
	assert_int_equal(skep_user_ringbuf_reserve(map, 8, &sample), -EPERM);
	assert_int_equal(skep_user_ringbuf_wait(map, 8, 0), -EPERM);
	assert_int_equal(drain(obj, (struct order){ .what = DATA }), 1); /* programs may, as ever */
	skep_free(vm);
}

/* What waits there can be looked at. */
static int look(void *arg, const void *data, size_t size)
{
	uint64_t *sum = arg;

	assert_int_equal(size, 16);
	*sum += *(const uint64_t *)data;
	return 0;
}

static void test_peek(void **state)
{
	struct skep *vm = ring_vm(NULL);
	struct skep_obj *obj = open_ring(vm, SKEP_ENGINE_INTERP);
	struct skep_map *map = skep_obj_map(obj, "ring");
	uint64_t sum = 0;
	void *sample;

	(void)state;
	for (uint64_t i = 0; i < 3 * RING / 24; i++) {
		assert_int_equal(put(map, i), 0);
		sum = 0;
		assert_int_equal(skep_ringbuf_peek(map, look, &sum), 1);
		assert_int_equal(sum, i);
		assert_int_equal(drain(obj, (struct order){ .what = DATA }), 1);
		assert_int_equal(notes_of(obj).note[i % NOTES].value, i);
		if (i % 7)
			continue;
		assert_int_equal(skep_user_ringbuf_reserve(map, 0, &sample), 0);
		assert_int_equal(skep_user_ringbuf_discard(map, sample), 0);
		assert_int_equal(drain(obj, (struct order){ .what = DATA }), 0);
	}
	skep_free(vm);
}

/* ---- threads ---- */

enum { PRODUCERS = 4, EACH = 3000 };

struct producer {
	pthread_t thread;
	struct skep_map *map;
	uint64_t which;
	int err;
};

static void *produce(void *arg)
{
	struct producer *producer = arg;

	for (uint64_t i = 0; i < EACH && !producer->err; i++) {
		int err = put(producer->map, producer->which << 32 | i);

		while (err == -ENOSPC && skep_user_ringbuf_wait(producer->map, 16, 5000) == 1)
			err = put(producer->map, producer->which << 32 | i);
		producer->err = err;
	}
	return NULL;
}

/* Each producer's samples come once and in order. */
static void test_threads(void **state)
{
	struct skep *vm = ring_vm(NULL);
	struct skep_obj *obj = open_ring(vm, machine_engine());
	struct producer producers[PRODUCERS] = { 0 };
	uint64_t next[PRODUCERS] = { 0 }, n = 0;

	(void)state;
	for (uint64_t p = 0; p < PRODUCERS; p++) {
		producers[p].map = skep_obj_map(obj, "ring");
		producers[p].which = p;
		pthread_create(&producers[p].thread, NULL, produce, &producers[p]);
	}
	while (n < PRODUCERS * EACH) {
		int got = drain(obj, (struct order){ .what = DATA, .stop = 200 });
		struct notes notes = notes_of(obj);

		assert_in_range(got, 0, 200);
		assert_int_equal(notes.n, n + (uint64_t)got);
		for (; n < notes.n; n++) {
			uint64_t value = notes.note[n % NOTES].value;

			assert_in_range(value >> 32, 0, PRODUCERS - 1);
			assert_int_equal((uint32_t)value, next[value >> 32]++);
		}
	}
	for (uint64_t p = 0; p < PRODUCERS; p++) {
		pthread_join(producers[p].thread, NULL);
		assert_int_equal(producers[p].err, 0);
		assert_int_equal(next[p], EACH);
	}
	skep_free(vm);
}

/* What a thread had reserved when it ended is skipped. */
static void *reserve_and_end(void *arg)
{
	void *sample;

	return (void *)(intptr_t)skep_user_ringbuf_reserve(arg, 40, &sample);
}

static void test_thread_ended(void **state)
{
	struct skep *vm = ring_vm(NULL);
	struct skep_obj *obj = open_ring(vm, SKEP_ENGINE_INTERP);
	struct skep_map *map = skep_obj_map(obj, "ring");
	pthread_t thread;
	void *answer;

	(void)state;
	assert_int_equal(put(map, 1), 0);
	pthread_create(&thread, NULL, reserve_and_end, map);
	pthread_join(thread, &answer);
	assert_null(answer);
	assert_int_equal(put(map, 2), 0);
	assert_int_equal(drain(obj, (struct order){ .what = DATA }), 2);
	skep_free(vm);
}

/* ---- waiting ---- */

struct waiter {
	pthread_t thread;
	struct skep_map *map;
	int result;
	uint64_t ms;
};

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void *wait_for_room(void *arg)
{
	struct waiter *waiter = arg;
	uint64_t start = now_ms();

	waiter->result = skep_user_ringbuf_wait(waiter->map, 16, 10000);
	waiter->ms = now_ms() - start;
	return NULL;
}

static void test_wait(void **state)
{
	/* A drain wakes, by force too, unless it was told not to: then a sleep ends by itself. */
	const uint8_t flags[] = { 0, RING_FORCE_WAKEUP, RING_FORCE_WAKEUP | RING_NO_WAKEUP,
				  RING_NO_WAKEUP };
	struct skep *vm = ring_vm(NULL);
	struct skep_obj *obj = open_ring(vm, SKEP_ENGINE_INTERP);
	struct waiter waiter = { .map = skep_obj_map(obj, "ring") };

	(void)state;
	assert_int_equal(skep_user_ringbuf_wait(waiter.map, 16, -1), 1);
	for (size_t i = 0; i < sizeof(flags); i++) {
		while (!put(waiter.map, i))
			;
		pthread_create(&waiter.thread, NULL, wait_for_room, &waiter);
		usleep(20000);
		assert_true(drain(obj, (struct order){ .flags = flags[i] }) > 0);
		pthread_join(waiter.thread, NULL);
		assert_int_equal(waiter.result, 1);
		assert_true(waiter.ms < (flags[i] == RING_NO_WAKEUP ? 2000 : 220));
	}
	skep_free(vm);
}

/* ---- processes that die ---- */

static void killed(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

/* In a child: hold what is asked for, and die. */
static void hold_and_die(struct skep *vm, struct skep_map *map, int what)
{
	const struct lease *lease;
	void *sample;

	if (lanes_enter(vm->lanes, &lease))
		_exit(1);
	switch (what) {
	case 0: /* a sample */
		if (skep_user_ringbuf_reserve(map, 100, &sample))
			_exit(2);
		break;
	case 1: /* the drain */
		if (user_ring_enter(map->map, lease->writer))
			_exit(3);
		break;
	default: /* the producers' lock */
		if (!lock_try(&map_rings(map->map)->producer_lock, lock_stamp(lease->writer)))
			_exit(4);
	}
	kill(getpid(), SIGKILL);
}

static void test_dead_holders(void **state)
{
	struct skep_error error;
	struct place place;
	struct skep_obj *obj;
	struct skep_map *map;
	struct skep *vm;
	pid_t pid;

	(void)state;
	place_make(&place);
	vm = ring_vm(place.root);
	obj = open_ring(vm, SKEP_ENGINE_INTERP);
	map = skep_obj_map(obj, "ring");
	assert_int_equal(skep_map_pin(vm, map, "ring", &error), 0);
	for (int what = 0; what < 6; what++) {
		assert_int_equal(put(map, 1), 0);
		fflush(NULL);
		pid = fork();
		if (!pid) {
			struct skep *theirs = ring_vm(place.root);

			hold_and_die(theirs, skep_map_open(theirs, "ring", &error), what % 3);
		}
		killed(pid);
		assert_int_equal(put(map, 2), 0);
		assert_int_equal(drain(obj, (struct order){ .what = DATA }), 2);
		assert_int_equal(drain(obj, (struct order){ .what = DATA }), 0);
	}
	assert_int_equal(skep_map_unpin(vm, "ring", &error), 0);
	skep_free(vm);
	place_remove(&place);
}

/*
 * Processes drain and are killed at any moment: the next one goes on.  A sample whose function
 * was at work when its process died comes again; none is left out, and none comes out of turn.
 */
static void test_killed_drainers(void **state)
{
	enum { KILLS = 40, BURST = 300 };
	struct place place;
	struct skep_obj *obj;
	struct skep_map *map;
	struct skep *vm;
	uint64_t put_in = 0, again = 0, last = 0, n = 0;

	(void)state;
	place_make(&place);
	vm = ring_vm(place.root);
	obj = open_ring(vm, machine_engine());
	map = skep_obj_map(obj, "ring");
	for (int k = 0; k < KILLS; k++) {
		uint64_t until = put_in + BURST;
		pid_t pid;

		fflush(NULL);
		pid = fork();
		if (!pid)
			for (int answer;;)
				run_drain(obj, (struct order){ .what = DATA, .stop = 1 }, &answer);
		for (unsigned spins = 0; put_in < until && spins < 20000000; spins++)
			put_in += !put(map, put_in + 1);
		assert_int_equal(put_in, until); /* more than the ring has room for */
		kill(pid, SIGKILL);
		killed(pid);
		while (drain(obj, (struct order){ .what = DATA, .stop = 100 }) > 0)
			;
	}
	/* The last notes are all there is: they end with the last sample, in turn. */
	struct notes notes = notes_of(obj);

	assert_in_range(notes.n, put_in, put_in + KILLS);
	for (n = notes.n - NOTES; n < notes.n; n++) {
		uint64_t value = notes.note[n % NOTES].value;

		again += last && value == last;
		assert_true(!last || value == last || value == last + 1);
		last = value;
	}
	assert_int_equal(last, put_in);
	assert_true(again <= KILLS);
	skep_free(vm);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_fills),
		cmocka_unit_test(test_cut_short),
		cmocka_unit_test(test_writes),
		cmocka_unit_test(test_not_now),
		cmocka_unit_test(test_peek),
		cmocka_unit_test(test_threads),
		cmocka_unit_test(test_thread_ended),
		cmocka_unit_test(test_wait),
		cmocka_unit_test(test_dead_holders),
		cmocka_unit_test(test_killed_drainers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
