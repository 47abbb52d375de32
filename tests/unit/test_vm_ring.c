/*
 * Rings through the public API: programs on both engines write, callbacks read;
 * other processes, waiting, consumers that died.
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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "maps/ring_impl.h"

enum { LANES = 8 };

struct event {
	uint32_t number, size;
	uint8_t bytes[56];
};

/* What a callback saw. */
struct seen {
	uint32_t n, first, last;
	size_t size;
	int answer;
	bool torn, out_of_order;
};

static int see(void *arg, const void *data, size_t size)
{
	const struct event *event = data;
	struct seen *seen = arg;

	seen->size = size;
	if (size >= 8) {
		if (!seen->n)
			seen->first = event->number;
		else if (event->number <= seen->last)
			seen->out_of_order = true;
		seen->last = event->number;
	}
	for (size_t i = 8; i < size && size == sizeof(*event); i++)
		seen->torn |= event->bytes[i - 8] != (uint8_t)event->number;
	seen->n++;
	return seen->answer;
}

static struct skep_obj *open_ring(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "ring");
	struct skep_prog *prog = NULL;

	leave_out(obj, "sample_without_packet");
	while ((prog = skep_obj_next_prog(obj, prog)))
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	must_load(obj);
	return obj;
}

/* The same on each engine. */
static void with_engines(void (*body)(struct skep_obj *obj))
{
	const enum skep_engine engines[] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
						   machine_engine() };

	for (size_t i = 0; i < 3; i++) {
		struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));

		body(open_ring(vm, engines[i]));
		skep_free(vm);
	}
}

static void records(struct skep_obj *obj)
{
	struct skep_map *map = skep_obj_map(obj, "events");
	struct seen seen = { 0 };
	uint32_t n;

	assert_int_equal(skep_ringbuf_consume(map, see, &seen), 0);
	assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
	assert_int_equal(run_frame(obj, "reserve", 0, 'd'), 0);
	assert_int_equal(run_frame(obj, "reserve", 2, 0), 0);
	assert_int_equal(run_frame(obj, "query", 0, 0), 3 * 72); /* available */
	assert_int_equal(run_frame(obj, "query", 1, 0), 4096);
	assert_int_equal(run_frame(obj, "query", 2, 0), 0);
	assert_int_equal(run_frame(obj, "query", 3, 0), 3 * 72);
	assert_int_equal(run_frame(obj, "query", 4, 0), 0);
	assert_int_equal(skep_ringbuf_peek(map, see, &seen), 2);
	assert_int_equal(seen.n, 2);
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), 2);
	assert_int_equal(seen.size, sizeof(struct event));
	assert_int_equal(seen.first, 0);
	assert_int_equal(seen.last, 2);
	assert_false(seen.torn);
	assert_int_equal(run_frame(obj, "query", 2, 0), 3 * 72);
	/* until it is full: 72 bytes a record, and never all of the 4096 */
	for (n = 0; run_frame(obj, "reserve", 0, 0) == 0; n++)
		assert_in_range(n, 0, 100);
	assert_int_equal(n, 4095 / 72);
	assert_int_equal((int)run_frame(obj, "output", 56, 0), -EAGAIN);
	seen = (struct seen){ 0 };
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), n);
	assert_false(seen.torn || seen.out_of_order);
	/* an end in the middle: a negative answer, its record is gone */
	assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
	assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
	seen = (struct seen){ .answer = -7 };
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), -7);
	seen.answer = 3;
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), 1);
	assert_int_equal(seen.n, 2);
}

static void test_records(void **state)
{
	(void)state;
	with_engines(records);
}

static void outputs(struct skep_obj *obj)
{
	struct skep_map *map = skep_obj_map(obj, "events");
	struct seen seen = { 0 };

	for (uint32_t size = 0; size < 64; size++) {
		assert_int_equal(run_frame(obj, "output", (uint8_t)size, size % 3), 0);
		assert_int_equal(skep_ringbuf_consume(map, see, &seen), 1);
		assert_int_equal(seen.size, size);
	}
	assert_int_equal((int)run_frame(obj, "output", 8, 4), -EINVAL);
	assert_int_equal(run_frame(obj, "output", 8, 3), 0);
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), 1);
}

static void test_outputs(void **state)
{
	(void)state;
	with_engines(outputs);
}

/* A run that is cut short leaves no record busy. */
static void cut_short(struct skep_obj *obj)
{
	struct skep_map *map = skep_obj_map(obj, "events");
	struct skep_prog *prog = skep_obj_prog(obj, "hold");
	struct seen seen = { 0 };
	struct frame frame;
	uint32_t result;

	frame_make(&frame, 0, 0);
	skep_prog_set_budget(prog, 1000);
	for (int i = 0; i < 200; i++) {
		assert_int_equal(skep_run(prog, &frame.xdp, &result), -ETIMEDOUT);
		assert_int_equal(skep_ringbuf_consume(map, see, &seen), 0);
	}
	skep_prog_set_budget(prog, 0);
	assert_int_equal(run_frame(obj, "hold", 0, 0), 0);
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), 2);
	assert_int_equal(seen.size, 24);
}

static void test_cut_short(void **state)
{
	(void)state;
	with_engines(cut_short);
}

static void test_wrong_maps(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = open_obj(vm, "ring"); /* not loaded yet */
	struct skep_map_info info = { .type = MAP_ARRAY, .key_size = 4, .value_size = 8,
				      .max_entries = 1, .name = "m" };
	struct skep_map *map = skep_map_create(vm, &info, NULL);
	struct skep_map *ring = skep_obj_map(obj, "events");
	struct seen seen = { 0 };
	uint64_t value = 0;

	(void)state;
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), -EINVAL);
	assert_int_equal(skep_ringbuf_peek(map, see, &seen), -EINVAL);
	assert_int_equal(skep_ringbuf_wait(map, 0), -EINVAL);
	assert_int_equal(skep_ringbuf_consume(ring, see, &seen), -EINVAL); /* not loaded */
	leave_out(obj, "sample_without_packet");
	must_load(obj);
	assert_int_equal(skep_ringbuf_wait(ring, 0), 0);
	assert_int_equal(skep_map_lookup(ring, NULL, &value), -524);
	assert_int_equal(skep_map_lookup(ring, &value, &value), -EINVAL);
	assert_int_equal(skep_map_next_key(ring, NULL, &value), -524);
	skep_map_info(ring, &info);
	assert_int_equal(info.lookup_size, 0);
	assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
	assert_int_equal(skep_map_freeze(ring), 0);
	assert_int_equal(skep_ringbuf_consume(ring, see, &seen), -EPERM);
	assert_int_equal(skep_ringbuf_peek(ring, see, &seen), 1);
	skep_free(vm);
}

/* ---- perf event arrays ---- */

static uint32_t run_sample(struct skep_obj *obj, uint8_t size, uint8_t packet, uint8_t lane)
{
	struct frame frame;
	uint32_t result;

	frame_make(&frame, size, packet);
	frame.bytes[2] = lane;
	frame.bytes[20] = 0x77;
	assert_int_equal(skep_run(skep_obj_prog(obj, "sample"), &frame.xdp, &result), 0);
	return result;
}

struct samples {
	uint32_t n, lane, number;
	size_t size;
	uint8_t data[128];
	uint64_t lost;
	int answer;
};

static int see_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	struct samples *samples = arg;

	samples->n++;
	samples->lane = lane;
	samples->size = size;
	memcpy(samples->data, data, size < 128 ? size : 128);
	memcpy(&samples->number, data, size < 4 ? size : 4);
	return samples->answer;
}

static void see_lost(void *arg, uint32_t lane, uint64_t n)
{
	struct samples *samples = arg;

	(void)lane;
	samples->lost += n;
}

static void samples(struct skep_obj *obj)
{
	struct skep_map *map = skep_obj_map(obj, "samples");
	struct samples seen = { 0 };
	struct skep_map_info info;
	uint32_t lane, n;

	skep_map_info(map, &info);
	assert_int_equal(info.max_entries, LANES);
	assert_int_equal(skep_perf_consume(map, see_sample, see_lost, &seen), 0);
	assert_int_equal(skep_perf_wait(map, 0), 0);
	for (uint32_t size = 0; size < 64; size++) {
		assert_int_equal(run_sample(obj, (uint8_t)size, 0, 0), 0);
		assert_int_equal(skep_perf_wait(map, 0), 1);
		assert_int_equal(skep_perf_peek(map, see_sample, &seen), 1);
		assert_int_equal(skep_perf_consume(map, see_sample, NULL, &seen), 1);
		assert_int_equal(seen.size, (size + 4 + 7) / 8 * 8 - 4); /* as Linux */
		if (size >= 4)
			assert_int_equal(seen.number, size);
		for (size_t i = size; i < seen.size; i++)
			assert_int_equal(seen.data[i], 0);
	}
	assert_int_equal(seen.n, 128);
	lane = seen.lane;
	/* bytes of the packet follow those of the program */
	assert_int_equal(run_sample(obj, 12, 21, 0), 0);
	assert_int_equal(skep_perf_consume(map, see_sample, NULL, &seen), 1);
	assert_int_equal(seen.size, 36);
	assert_int_equal(seen.data[12], 12);
	assert_int_equal(seen.data[13], 21);
	assert_int_equal(seen.data[32], 0x77);
	assert_int_equal(seen.data[33], 0);
	assert_int_equal(run_sample(obj, 0, 64, 0), 0);
	assert_int_equal((int)run_sample(obj, 0, 65, 0), -EFAULT);
	assert_int_equal((int)run_sample(obj, 0, 255, 0), -EFAULT);
	assert_int_equal((int)run_sample(obj, 0, 0, 1), lane == 1 ? 0 : -EOPNOTSUPP);
	assert_int_equal((int)run_sample(obj, 0, 0, 2), -E2BIG);
	skep_perf_consume(map, see_sample, NULL, &seen);
	/* until it is full, and who reads is told how many were lost */
	for (n = 0; run_sample(obj, 60, 0, 0) == 0; n++)
		assert_in_range(n, 0, 1000);
	assert_int_equal(n, 65535 / 72);
	assert_int_equal((int)run_sample(obj, 60, 0, 0), -ENOSPC);
	assert_int_equal(skep_perf_lost(map), 2);
	seen = (struct samples){ .answer = -5 };
	assert_int_equal(skep_perf_consume(map, see_sample, see_lost, &seen), -5);
	seen.answer = 0;
	assert_int_equal(skep_perf_consume(map, see_sample, see_lost, &seen), n - 1);
	assert_int_equal(seen.lost, 0);
	assert_int_equal(run_sample(obj, 60, 0, 0), 0);
	assert_int_equal(skep_perf_consume(map, see_sample, see_lost, &seen), 1);
	assert_int_equal(seen.lost, 2);
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), -EINVAL);
	assert_int_equal(skep_perf_consume(skep_obj_map(obj, "events"), see_sample, NULL, &seen),
			 -EINVAL);
}

static void test_samples(void **state)
{
	(void)state;
	with_engines(samples);
}

static void test_perf_size(void **state)
{
	static const struct {
		uint32_t size;
		bool good;
	} sizes[] = { { 65535, false }, { 65536, true }, { 65537, false }, { 3 << 16, false },
		      { 1 << 17, true }, { 2048, false } };
	struct skep_map_info info = { .type = MAP_PERF_EVENT_ARRAY, .key_size = 4, .value_size = 4,
				      .max_entries = 1, .name = "m" };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES, .perf_size = sizes[i].size));
		struct skep_map *map = skep_map_create(vm, &info, NULL);

		assert_int_equal(!!map, sizes[i].good);
		if (map)
			assert_int_equal(map_desc(map->map)->map_extra, sizes[i].size);
		skep_free(vm);
	}
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

static void *wait_for_one(void *arg)
{
	struct waiter *waiter = arg;
	uint64_t start = now_ms();

	waiter->result = skep_ringbuf_wait(waiter->map, 10000);
	waiter->ms = now_ms() - start;
	return NULL;
}

static void test_wait(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = open_ring(vm, SKEP_ENGINE_INTERP);
	struct waiter waiter = { .map = skep_obj_map(obj, "events") };
	uint64_t start = now_ms();
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(skep_ringbuf_wait(waiter.map, 0), 0);
	assert_int_equal(skep_ringbuf_wait(waiter.map, 30), 0);
	assert_true(now_ms() - start >= 30);
	for (int i = 0; i < 5; i++) {
		pthread_create(&waiter.thread, NULL, wait_for_one, &waiter);
		usleep(20000);
		assert_int_equal(run_frame(obj, "reserve", i == 4 ? 2 : 0, 0), 0);
		pthread_join(waiter.thread, NULL);
		assert_int_equal(waiter.result, 1);
		assert_true(waiter.ms < 220); /* woken, not found at the end of a sleep */
		assert_int_equal(skep_ringbuf_consume(waiter.map, see, &seen), 1);
	}
	assert_int_equal(run_frame(obj, "reserve", 1, 0), 0); /* no wake-up, but there it is */
	assert_int_equal(skep_ringbuf_wait(waiter.map, -1), 1);
	skep_free(vm);
}

/* One thread writes as fast as it can, one waits and reads: nothing is lost or stuck. */
static void *write_many(void *arg)
{
	struct skep_obj *obj = arg;
	uint32_t done = 0;

	while (done < 20000)
		done += run_frame(obj, "reserve", 0, 0) == 0;
	return NULL;
}

static void test_stream(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = open_ring(vm, SKEP_ENGINE_INTERP);
	struct skep_map *map = skep_obj_map(obj, "events");
	struct seen seen = { 0 };
	pthread_t thread;

	(void)state;
	pthread_create(&thread, NULL, write_many, obj);
	while (seen.n < 20000) {
		assert_int_equal(skep_ringbuf_wait(map, 5000), 1);
		assert_true(skep_ringbuf_consume(map, see, &seen) >= 0);
	}
	pthread_join(thread, NULL);
	assert_int_equal(seen.n, 20000);
	assert_int_equal(seen.last, seen.first + 19999);
	assert_false(seen.torn || seen.out_of_order);
	skep_free(vm);
}

/* ---- one consumer ---- */

static int consume_again(void *arg, const void *data, size_t size)
{
	(void)data, (void)size;
	return skep_ringbuf_consume(arg, see, &(struct seen){ 0 }) == -EBUSY ? 0 : -1;
}

static void test_one_consumer(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = open_ring(vm, SKEP_ENGINE_INTERP);

	(void)state;
	assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
	assert_int_equal(skep_ringbuf_consume(skep_obj_map(obj, "events"), consume_again,
					      skep_obj_map(obj, "events")), 1);
	skep_free(vm);
}

static int die(void *arg, const void *data, size_t size)
{
	(void)arg, (void)data, (void)size;
	kill(getpid(), SIGKILL);
	return 0;
}

/* Writes through a pin of another process, which then dies while it consumes. */
static void test_processes(void **state)
{
	struct skep_error error;
	struct seen seen = { 0 };
	struct place place;
	struct skep_map *map;
	struct skep *vm;
	int status;
	pid_t pid;

	(void)state;
	place_make(&place);
	fflush(NULL);
	pid = fork();
	if (!pid) {
		struct skep *their_vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
		struct skep_obj *obj = open_ring(their_vm, SKEP_ENGINE_INTERP);

		if (skep_map_pin(their_vm, skep_obj_map(obj, "events"), "events", &error) ||
		    run_frame(obj, "reserve", 0, 0) || run_frame(obj, "reserve", 0, 0))
			_exit(1);
		skep_ringbuf_consume(skep_obj_map(obj, "events"), die, NULL);
		_exit(2);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	map = skep_map_open(vm, "events", &error);
	assert_non_null(map);
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), 2); /* both: neither was freed */
	assert_false(seen.torn);
	assert_int_equal(skep_ringbuf_consume(map, see, &seen), 0);
	assert_int_equal(skep_map_unpin(vm, "events", &error), 0);
	skep_free(vm);
	assert_int_equal(place_count_files(&place), 0);
	place_remove(&place);
}

/* A process that dies with records reserved, and with the lock. */
static void test_dead_producer(void **state)
{
	struct skep_error error;
	struct place place;
	struct skep_obj *obj;
	struct skep_map *map;
	struct skep *vm;
	int status;
	pid_t pid;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	obj = open_ring(vm, SKEP_ENGINE_INTERP);
	map = skep_obj_map(obj, "events");
	assert_int_equal(skep_map_pin(vm, map, "events", &error), 0);
	assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
	for (int with_lock = 0; with_lock < 2; with_lock++) {
		struct seen seen = { 0 };

		fflush(NULL);
		pid = fork();
		if (!pid) {
			struct skep *their_vm = new_vm(SKEP_OPTS(.root = place.root));
			struct skep_map *theirs = skep_map_open(their_vm, "events", &error);
			const struct lease *lease;
			uint32_t slot;

			if (!theirs || lanes_enter(their_vm->lanes, &lease) ||
			    !ring_reserve(theirs->map, 16, lease->writer, &slot) ||
			    !ring_reserve(theirs->map, 160, lease->writer, &slot))
				_exit(1);
			if (with_lock)
				map_rings(theirs->map)->producer_lock = lock_stamp(lease->writer);
			kill(getpid(), SIGKILL);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status));
		if (with_lock)
			assert_int_equal((int)run_frame(obj, "reserve", 0, 0), 1);
		else
			assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
		/* before it, and behind it */
		assert_int_equal(skep_ringbuf_consume(map, see, &seen), with_lock ? 0 : 2);
		assert_int_equal(run_frame(obj, "reserve", 0, 0), 0);
		assert_int_equal(skep_ringbuf_consume(map, see, &seen), 1);
		assert_false(seen.torn || seen.out_of_order);
		assert_int_equal(run_frame(obj, "query", 0, 0), 0); /* nothing is left */
	}
	assert_int_equal(skep_map_unpin(vm, "events", &error), 0);
	skep_free(vm);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_records),      cmocka_unit_test(test_outputs),
		cmocka_unit_test(test_cut_short),    cmocka_unit_test(test_wrong_maps),
		cmocka_unit_test(test_samples),      cmocka_unit_test(test_perf_size),
		cmocka_unit_test(test_wait),         cmocka_unit_test(test_stream),
		cmocka_unit_test(test_one_consumer), cmocka_unit_test(test_processes),
		cmocka_unit_test(test_dead_producer),
	};

	alarm(60);
	return cmocka_run_group_tests_name("vm ring", tests, NULL, NULL);
}
