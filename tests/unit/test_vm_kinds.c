/*
 * Per-CPU hashes, rings and program arrays as programs see them: what one lane
 * counts, and what is left of a run when the files are truncated under it.
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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LANES = 8, MAX_WAIT = 30 };

static struct skep_obj *load_with(struct skep *vm, const char *name, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, name);
	struct skep_prog *prog = NULL;

	while ((prog = skep_obj_next_prog(obj, prog))) {
		bool runs = !strcmp(skep_prog_type_name(prog), "xdp");

		skep_prog_set_autoload(prog, runs);
		skep_prog_set_engine(prog, engine);
	}
	must_load(obj);
	return obj;
}

/* ---- per-CPU hashes ---- */

struct counter {
	pthread_t thread;
	struct skep_obj *obj;
	uint32_t n, total;
};

static void *count_many(void *arg)
{
	struct counter *counter = arg;

	for (uint32_t i = 0; i < 1000; i++)
		counter->n = run_frame(counter->obj, "count", 1, 0);
	counter->total = run_frame(counter->obj, "total", 0, 0);
	return NULL;
}

static void percpu(enum skep_engine engine)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = load_with(vm, "percpu", engine);
	struct skep_map *map = skep_obj_map(obj, "counts");
	struct counter counters[3];
	uint64_t values[LANES], sum = 0;
	uint32_t key;

	assert_int_equal(run_frame(obj, "count", 1, 0), 1);
	for (int i = 0; i < 3; i++) {
		counters[i].obj = obj;
		pthread_create(&counters[i].thread, NULL, count_many, &counters[i]);
	}
	for (int i = 0; i < 3; i++)
		pthread_join(counters[i].thread, NULL);
	/* threads that run one after the other may have had one lane */
	for (int i = 0; i < 3; i++)
		assert_true(counters[i].n % 1000 == 0 && counters[i].n == counters[i].total);
	key = 1;
	assert_int_equal(skep_map_lookup(map, &key, values), 0);
	for (int i = 0; i < LANES; i++)
		sum += values[i];
	assert_int_equal(sum, 3001);
	for (key = 2; key <= 4; key++)
		assert_int_equal(run_frame(obj, "count", (uint8_t)key, 0), 1);
	assert_int_equal((int)run_frame(obj, "count", 5, 0), -1); /* full */
	assert_int_equal(run_frame(obj, "total", 0, 0), 4);
	assert_int_equal(run_frame(obj, "drop", 1, 0), 0);
	assert_int_equal((int)run_frame(obj, "drop", 1, 0), -ENOENT);
	assert_int_equal(run_frame(obj, "count", 1, 0), 1); /* from zero, in every lane */
	key = 1;
	assert_int_equal(skep_map_lookup(map, &key, values), 0);
	for (int i = 1; i < LANES; i++)
		assert_int_equal(values[i], 0);
	skep_free(vm);
}

static void test_percpu(void **state)
{
	(void)state;
	percpu(SKEP_ENGINE_INTERP);
	percpu(SKEP_ENGINE_CHECKED);
	percpu(machine_engine());
}

/* ---- truncated files ---- */

static void truncate_objects(const struct place *place)
{
	char command[160];

	snprintf(command, sizeof(command), "for f in %s/ids/*; do : > $f; done", place->root);
	MUST(!system(command));
}

static int ignore_record(void *arg, const void *data, size_t size)
{
	(void)arg, (void)data, (void)size;
	return 0;
}

static int ignore_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	(void)arg, (void)lane, (void)data, (void)size;
	return 0;
}

struct objects {
	struct skep_obj *ring, *percpu, *tail;
};

static void use(const struct objects *objects)
{
	static const char *const ring[] = { "reserve", "output", "query", "hold", "sample" };

	for (size_t i = 0; i < sizeof(ring) / sizeof(*ring); i++)
		run_frame(objects->ring, ring[i], 1, 0);
	run_frame(objects->percpu, "count", 1, 0);
	run_frame(objects->percpu, "total", 1, 0);
	run_frame(objects->percpu, "drop", 1, 0);
	run_frame(objects->tail, "dispatch", 1, 0);
}

static void consume(const struct objects *objects)
{
	skep_ringbuf_wait(skep_obj_map(objects->ring, "events"), 0);
	skep_ringbuf_consume(skep_obj_map(objects->ring, "events"), ignore_record, NULL);
	skep_perf_consume(skep_obj_map(objects->ring, "samples"), ignore_sample, NULL, NULL);
}

static void check_dead(const struct objects *objects)
{
	struct skep_map *events = skep_obj_map(objects->ring, "events");
	struct skep_map *samples = skep_obj_map(objects->ring, "samples");
	struct skep_map *jumps = skep_obj_map(objects->tail, "jumps");
	uint64_t values[LANES];
	uint32_t key = 1;

	MUST(skep_ringbuf_consume(events, ignore_record, NULL) == -EIO);
	MUST(skep_ringbuf_peek(events, ignore_record, NULL) == -EIO);
	MUST(skep_ringbuf_wait(events, 1000) == -EIO);
	MUST(skep_perf_consume(samples, ignore_sample, NULL, NULL) == -EIO);
	MUST(skep_perf_wait(samples, -1) == -EIO);
	MUST(run_frame(objects->ring, "reserve", 0, 0) == 1);
	MUST((int)run_frame(objects->ring, "output", 8, 0) == -EAGAIN);
	MUST((int)run_frame(objects->ring, "sample", 8, 0) == -EIO);
	MUST(skep_map_lookup(skep_obj_map(objects->percpu, "counts"), &key, values) == -EIO);
	MUST(run_frame(objects->percpu, "total", 0, 0) == 0);
	MUST(run_frame(objects->tail, "dispatch", 1, 0) == 101);
	MUST(skep_prog_array_clear(jumps, 1) == -EIO);
}

struct runner {
	struct objects objects;
	_Atomic int stop;
	_Atomic uint64_t runs;
};

static void *keep_running(void *arg)
{
	struct runner *runner = arg;

	for (; !runner->stop; runner->runs++)
		use(&runner->objects);
	return NULL;
}

/* Why the checked engine stopped a run. */
static void show(void *arg, const struct skep_prog *prog, const char *line, size_t len)
{
	(void)arg, (void)len;
	fprintf(stderr, "%s: %s\n", skep_prog_name(prog), line);
}

/* While programs run and this thread consumes, at no particular moment. */
static int truncated(void)
{
	for (int round = 0; round < 6; round++) {
		enum skep_engine engine = round % 3 == 0 ? SKEP_ENGINE_INTERP :
					  round % 3 == 1 ? SKEP_ENGINE_CHECKED :
							   machine_engine();
		struct runner runner = { 0 };
		pthread_t thread;
		struct place place;
		struct skep *vm;
		uint64_t seen;

		place_make(&place);
		vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
		skep_set_trace(vm, show, NULL);
		runner.objects.ring = load_with(vm, "ring", engine);
		runner.objects.percpu = load_with(vm, "percpu", engine);
		runner.objects.tail = load_with(vm, "tail", engine);
		MUST(run_frame(runner.objects.tail, "dispatch", 1, 0) == 11);
		MUST(!pthread_create(&thread, NULL, keep_running, &runner));
		while (runner.runs < 50)
			consume(&runner.objects);
		truncate_objects(&place);
		for (seen = runner.runs; runner.runs < seen + 50;)
			consume(&runner.objects);
		runner.stop = 1;
		pthread_join(thread, NULL);
		check_dead(&runner.objects);
		skep_free(vm);
		place_remove(&place);
	}
	return 0;
}

static int ended;

static void run_scenario(void)
{
	pid_t pid = fork();

	if (!pid) {
		alarm(MAX_WAIT);
		_exit(truncated());
	}
	if (waitpid(pid, &ended, 0) != pid)
		abort();
}

static void test_truncated(void **state)
{
	(void)state;
	assert_int_equal(ended, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_percpu),
		cmocka_unit_test(test_truncated),
	};

	run_scenario();
	alarm(60);
	return cmocka_run_group_tests_name("vm kinds", tests, NULL, NULL);
}
