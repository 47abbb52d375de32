/*
 * Running programs through the public API: results, lanes, budgets, batches,
 * statistics, tracing, nesting; nothing is allocated and no system call made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/flavour.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LANES = 8, USABLE = LANES - RESERVED_LANES };

/* ---- counting allocations; sanitizers have their own allocator ---- */

static _Atomic uint64_t n_allocations;

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	n_allocations++;
	return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	n_allocations++;
	return __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
	n_allocations++;
	return __libc_realloc(old, size);
}
#endif

/* ---- results ---- */

/* One of each engine, the same answers. */
static struct skep_obj *load_engine(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "vm");

	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(obj, prog));)
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	must_load(obj);
	return obj;
}

static void run_all(enum skep_engine engine)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = load_engine(vm, engine);
	uint64_t counts[LANES];
	uint32_t key = 1;

	for (uint32_t i = 1; i <= 3; i++)
		assert_int_equal(run_frame(obj, "globals", 0, 0), 3 * i);
	assert_int_equal(run_frame(obj, "lane", 0, 0), 0);
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "per_lane"), &key, counts), 0);
	assert_int_equal(counts[0], 1);

	assert_int_equal(run_frame(obj, "edit", 7, '?'), 0);
	assert_int_equal((int)run_frame(obj, "edit", 7, 'd'), -ENOENT);
	assert_int_equal(run_frame(obj, "edit", 7, 'u'), 0);
	assert_int_equal((int)run_frame(obj, "edit", 7, 'u'), -EEXIST);
	assert_int_equal(run_frame(obj, "edit", 7, '?'), 1);
	for (uint8_t i = 0; i < 3; i++)
		assert_int_equal(run_frame(obj, "edit", i, 'u'), 0);
	assert_int_equal((int)run_frame(obj, "edit", 8, 'u'), -E2BIG);
	assert_int_equal(run_frame(obj, "edit", 7, 'd'), 0);
	assert_int_equal(run_frame(obj, "edit", 8, 'u'), 0);

	assert_int_equal(run_frame(obj, "loop", 200, 100), 300);
	assert_int_equal(run_frame(obj, "clocks", 0, 0), 0);
	assert_int_equal(run_frame(obj, "identity", 0, 0), 0); /* one in 2^32 */
	key = 0;
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "per_lane"), &key, counts), 0);
	assert_int_equal(counts[0], ((uint64_t)getpid() << 32 | (uint32_t)gettid()) ^
					    ((uint64_t)getgid() << 32 | getuid()));
	skep_free(vm);
}

static void test_interp(void **state)
{
	(void)state;
	run_all(SKEP_ENGINE_INTERP);
	run_all(SKEP_ENGINE_DEFAULT);
}

static void test_checked(void **state)
{
	(void)state;
	run_all(SKEP_ENGINE_CHECKED);
}

static void test_machine_code(void **state)
{
	(void)state;
	run_all(machine_engine());
}

/* ---- budgets, batches, statistics ---- */

static void check_stats(const struct skep_prog *prog, uint64_t runs, uint64_t errors)
{
	struct skep_prog_stats stats;

	skep_prog_stats(prog, &stats);
	assert_int_equal(stats.runs, runs);
	assert_int_equal(stats.errors, errors);
}

static void budget(enum skep_engine engine)
{
	struct skep *vm = new_vm(NULL);
	struct skep_prog *prog = skep_obj_prog(load_engine(vm, engine), "loop");
	uint32_t result = 77;
	struct frame frame;

	frame_make(&frame, 1, 2);
	skep_prog_set_budget(prog, 20);
	assert_int_equal(skep_run(prog, &frame.xdp, &result), -ETIMEDOUT);
	assert_int_equal(result, 0);
	check_stats(prog, 0, 1);
	skep_prog_set_budget(prog, 100000); /* of each run, not of all */
	for (int i = 0; i < 1000; i++)
		assert_int_equal(skep_run(prog, &frame.xdp, &result), 0);
	assert_int_equal(result, 3);
	skep_prog_set_budget(prog, 20);
	assert_int_equal(skep_run(prog, &frame.xdp, &result), -ETIMEDOUT);
	skep_prog_set_budget(prog, 0);
	assert_int_equal(skep_run(prog, &frame.xdp, &result), 0);
	skep_prog_set_budget(prog, UINT64_MAX);
	assert_int_equal(skep_run(prog, &frame.xdp, &result), 0);
	check_stats(prog, 1002, 2);
	skep_free(vm);
}

static void test_budget(void **state)
{
	(void)state;
	budget(SKEP_ENGINE_INTERP);
	budget(SKEP_ENGINE_CHECKED);
	budget(machine_engine());
}

static void test_batch(void **state)
{
	enum { N = 10 };
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_obj(vm, "vm");
	struct skep_prog *prog = skep_obj_prog(obj, "loop");
	struct frame frames[N];
	uint32_t results[N];

	(void)state;
	for (int i = 0; i < N; i++)
		frame_make(&frames[i], (uint8_t)i, 0);
	assert_int_equal(skep_run_batch(prog, &frames[0].xdp, sizeof(frames[0]), N, results), N);
	for (int i = 0; i < N; i++)
		assert_int_equal(results[i], i);
	assert_int_equal(skep_run_batch(prog, NULL, 0, 0, NULL), 0);
	assert_int_equal(skep_run_batch(prog, &frames[0].xdp, 0, -1, results), -EINVAL);
	check_stats(prog, N, 0);

	/* A short frame needs little, the fourth one is long. */
	for (int i = 0; i < N; i++)
		frames[i].xdp.data_end = frames[i].xdp.data + (i == 3 ? 64 : 1);
	skep_prog_set_budget(prog, 60);
	assert_int_equal(skep_run_batch(prog, &frames[0].xdp, sizeof(frames[0]), N, results), 3);
	assert_int_equal(skep_run_batch(prog, &frames[3].xdp, sizeof(frames[0]), 1, results),
			 -ETIMEDOUT);
	assert_int_equal(skep_run_batch(prog, &frames[4].xdp, sizeof(frames[0]), 6, results), 6);
	check_stats(prog, N + 9, 2);
	skep_free(vm);
}

/* ---- tracing, faults, nesting ---- */

struct traced {
	struct skep_obj *obj;
	char line[256];
	size_t len;
	int n, nested;
};

static void on_trace(void *arg, const struct skep_prog *prog, const char *line, size_t len)
{
	struct traced *traced = arg;

	assert_int_equal(line[len], 0);
	assert_true(len < sizeof(traced->line));
	memcpy(traced->line, line, len + 1);
	traced->len = len;
	traced->n++;
	if (traced->nested && traced->n == 1) {
		assert_string_equal(skep_prog_name(prog), "print");
		assert_int_equal(run_frame(traced->obj, "lane", 0, 0), 0);
		assert_int_equal(run_frame(traced->obj, "print", 0, 0), 8);
	}
}

static void test_trace(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct traced traced = { .obj = load_obj(vm, "vm") };

	(void)state;
	assert_int_equal(run_frame(traced.obj, "print", 0, 0), 8);
	assert_int_equal(skep_trace_count(vm), 1);
	skep_set_trace(vm, on_trace, &traced);
	assert_int_equal(run_frame(traced.obj, "print", 0, 0), 8);
	assert_int_equal(traced.n, 1);
	assert_string_equal(traced.line, "-7 on 0!");
	assert_int_equal(traced.len, 8);
	assert_int_equal(skep_trace_count(vm), 2);
	traced.n = 0;
	traced.nested = 1;
	assert_int_equal(run_frame(traced.obj, "print", 0, 0), 8);
	assert_int_equal(traced.n, 2);
	skep_free(vm);
}

/* A proof that does not hold is found by the checked engine, and told. */
static void test_fault(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_engine(vm, SKEP_ENGINE_CHECKED);
	struct skep_prog *prog = skep_obj_prog(obj, "loop");
	struct traced traced = { .obj = obj };
	uint32_t result = 5;
	struct frame frame;

	(void)state;
	skep_set_trace(vm, on_trace, &traced);
	frame_make(&frame, 1, 2);
	assert_int_equal(skep_run(prog, &frame.xdp, &result), 0);
	for (uint32_t i = 0; i < prog->image->n_insns; i++)
		prog->facts->insn[i].flags = 0; /* "nothing is reached" */
	assert_int_equal(skep_run(prog, &frame.xdp, &result), -EFAULT);
	assert_int_equal(result, 0);
	assert_int_equal(traced.n, 1);
	assert_memory_equal(traced.line, "fault at insn 0: ", 17);
	check_stats(prog, 1, 1);
	skep_free(vm);
}

/* ---- lanes ---- */

struct worker {
	pthread_t thread;
	struct skep_obj *obj;
	pthread_barrier_t *entered, *leave;
	int runs, err;
	uint32_t lane;
};

static void *work(void *arg)
{
	struct worker *worker = arg;
	struct skep_prog *prog = skep_obj_prog(worker->obj, "lane");
	struct frame frame;
	uint32_t lane;

	frame_make(&frame, 0, 0);
	worker->err = skep_run(prog, &frame.xdp, &worker->lane);
	for (int i = 1; i < worker->runs && !worker->err; i++) {
		worker->err = skep_run(prog, &frame.xdp, &lane);
		if (lane != worker->lane)
			worker->err = -EIO;
	}
	pthread_barrier_wait(worker->entered);
	pthread_barrier_wait(worker->leave);
	return NULL;
}

static uint64_t sum_of_lanes(struct skep_obj *obj)
{
	uint64_t counts[LANES], sum = 0;
	uint32_t key = 1;

	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "per_lane"), &key, counts), 0);
	for (int i = 0; i < LANES; i++)
		sum += counts[i];
	return sum;
}

/* @n threads, of which as many as there are lanes run; no count is lost. */
static void storm(struct skep_obj *obj, int n, int runs)
{
	uint64_t before = sum_of_lanes(obj), done = 0;
	struct worker worker[USABLE + 1];
	pthread_barrier_t entered, leave;
	uint32_t key = 9;
	uint64_t pair = 0;

	pthread_barrier_init(&entered, NULL, (unsigned)n + 1);
	pthread_barrier_init(&leave, NULL, (unsigned)n + 1);
	for (int i = 0; i < n; i++) {
		worker[i] = (struct worker){ .obj = obj, .entered = &entered, .leave = &leave,
					     .runs = runs };
		assert_int_equal(pthread_create(&worker[i].thread, NULL, work, &worker[i]), 0);
	}
	pthread_barrier_wait(&entered);
	/* The API can write even now. */
	assert_int_equal(skep_map_update(skep_obj_map(obj, "pairs"), &key, &pair, SKEP_ANY), 0);
	assert_int_equal(skep_map_delete(skep_obj_map(obj, "pairs"), &key), 0);
	skep_thread_leave();
	pthread_barrier_wait(&leave);
	for (int i = 0; i < n; i++) {
		pthread_join(worker[i].thread, NULL);
		if (worker[i].err)
			assert_int_equal(worker[i].err, -EAGAIN);
		else
			done++;
	}
	assert_int_equal(done, n < USABLE ? n : USABLE);
	assert_int_equal(sum_of_lanes(obj) - before, done * (uint64_t)runs);
	pthread_barrier_destroy(&entered);
	pthread_barrier_destroy(&leave);
}

static void test_storm(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.lanes = LANES));
	struct skep_obj *obj = load_obj(vm, "vm");

	(void)state;
	for (int i = 0; i < 5; i++) {
		storm(obj, USABLE - 1, 1000);
		storm(obj, USABLE, 1000);
		storm(obj, USABLE + 1, 1000);
	}
	skep_free(vm);
}

/* ---- the run path ---- */

/* The last one not in strict mode, which forbids reading the time stamp counter too. */
static const char *const quiet_progs[] = { "lane", "globals", "edit", "loop", "print", "clocks" };

static void run_quietly(struct skep_prog *const *progs, int n, struct frame *frame)
{
	uint32_t result;

	for (int i = 0; i < 600; i++) {
		frame->bytes[0] = (uint8_t)i;
		frame->bytes[1] = "du?"[i / n % 3];
		if (skep_run(progs[i % n], &frame->xdp, &result) ||
		    skep_run_batch(progs[i % n], &frame->xdp, 0, 1, &result) != 1)
			syscall(SYS_exit, 1);
	}
}

static void prepare_quiet(struct skep_obj *obj, struct skep_prog **progs, struct frame *frame)
{
	for (int i = 0; i < 6; i++)
		progs[i] = skep_obj_prog(obj, quiet_progs[i]);
	frame_make(frame, 0, 0);
	run_quietly(progs, 6, frame); /* leases the lane */
}

static void test_no_allocation(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_obj(vm, "vm");
	struct skep_prog *progs[6];
	struct frame frame;
	uint64_t before;

	(void)state;
	prepare_quiet(obj, progs, &frame);
	before = n_allocations;
	run_quietly(progs, 6, &frame);
	assert_int_equal(n_allocations, before);
	skep_free(vm);
}

/* In strict mode any system call but read, write and exit kills. */
static void run_in_strict_mode(struct skep_obj *obj, int report)
{
	struct skep_prog *progs[6];
	struct frame frame;

	alarm(20);
	prepare_quiet(obj, progs, &frame);
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT)) {
		syscall(SYS_write, report, "-", 1);
		_exit(1);
	}
	run_quietly(progs, 5, &frame);
	syscall(SYS_write, report, "x", 1);
	syscall(SYS_exit, 0);
}

static void test_no_system_call(void **state)
{
	struct skep_obj *obj;
	struct skep *vm;
	int report[2];
	char byte;
	pid_t pid;

	(void)state;
	if (flavour_is("valgrind")) {
		print_message("skipped: valgrind makes system calls of its own\n");
		skip();
	}
	vm = new_vm(NULL);
	obj = load_obj(vm, "vm");
	assert_int_equal(pipe(report), 0);
	pid = fork();
	if (!pid)
		run_in_strict_mode(obj, report[1]);
	close(report[1]);
	assert_int_equal(read(report[0], &byte, 1), 1);
	close(report[0]);
	kill(pid, SIGKILL); /* a sanitizer's own threads may live on */
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	skep_free(vm);
	if (byte == '-') {
		print_message("skipped: seccomp is not permitted here\n");
		skip();
	}
}

/* A child has its own lanes; freeing what it inherited takes nothing from the parent. */
static void test_fork(void **state)
{
	struct place place;
	struct skep_obj *obj;
	struct skep *vm;
	int status;
	pid_t pid;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	obj = load_obj(vm, "vm");
	assert_int_equal(run_frame(obj, "lane", 0, 0), 0);
	pid = fork();
	if (!pid) {
		alarm(20);
		if (run_frame(obj, "lane", 0, 0) != 1)
			_exit(1);
		skep_free(vm);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(run_frame(obj, "lane", 0, 0), 0);
	assert_int_equal(sum_of_lanes(obj), 3);
	skep_free(vm);
	assert_int_equal(place_count_files(&place), 0);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_interp),
		cmocka_unit_test(test_checked),
		cmocka_unit_test(test_machine_code),
		cmocka_unit_test(test_budget),
		cmocka_unit_test(test_batch),
		cmocka_unit_test(test_trace),
		cmocka_unit_test(test_fault),
		cmocka_unit_test(test_storm),
		cmocka_unit_test(test_no_allocation),
		cmocka_unit_test(test_no_system_call),
		cmocka_unit_test(test_fork),
	};

	alarm(60);
	return cmocka_run_group_tests_name("vm run", tests, NULL, NULL);
}
