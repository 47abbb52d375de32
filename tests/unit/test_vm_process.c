/*
 * Helpers about the process, its memory and its clocks, on both engines and,
 * where bpf(2) is permitted, on the kernel, which sees the same process.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "tests/lib/process_io.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { N_HERE = 3 };

/* The programs that run in the kernel too. */
static const char *const in_kernel[] = { "identity", "probe", "copy", "clocks" };
enum { N_IN_KERNEL = sizeof(in_kernel) / sizeof(*in_kernel) };

/* Whoever runs the programs: two engines and perhaps the kernel. */
static struct {
	struct skep *vm[N_HERE];
	struct skep_obj *obj[N_HERE];
	bool has_kernel;
	struct kernel_prog prog[N_IN_KERNEL];
	int io[N_IN_KERNEL]; /* files of the map */
} on;

static int kernel_io(const char *name, struct kernel_prog *prog)
{
	const struct image *image = skep_obj_prog(on.obj[0], name)->image;

	if (kernel_load(image, true, prog))
		return -1;
	for (uint32_t i = 0; i < image->n_maps; i++)
		if (!strcmp(image->maps[i]->name, "io"))
			return prog->map_fds[i];
	return -1;
}

static int load_all(void **state)
{
	const enum skep_engine engines[N_HERE] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
						   machine_engine() };
	struct skep_prog *prog = NULL;

	(void)state;
	for (int i = 0; i < N_HERE; i++) {
		on.vm[i] = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .lanes = 9));
		on.obj[i] = open_obj(on.vm[i], "process_script");
		while ((prog = skep_obj_next_prog(on.obj[i], prog)))
			skep_prog_set_engine(prog, engines[i]);
		must_load(on.obj[i]);
	}
	on.has_kernel = !kernel_available();
	if (!on.has_kernel)
		return 0;
	for (int i = 0; i < N_IN_KERNEL; i++) {
		on.io[i] = kernel_io(in_kernel[i], &on.prog[i]);
		if (on.io[i] < 0)
			return 1;
	}
	return 0;
}

static int unload_all(void **state)
{
	(void)state;
	for (int i = 0; i < N_HERE; i++)
		skep_free(on.vm[i]);
	for (int i = 0; on.has_kernel && i < N_IN_KERNEL; i++)
		kernel_unload(&on.prog[i]);
	return 0;
}

static void run_here(int i, const char *name, struct process_io *io)
{
	uint64_t ctx[16] = { 0 };
	uint32_t zero = 0, result;
	struct frame frame;
	void *arg = ctx;

	frame_make(&frame, 0, 0);
	if (!strcmp(name, "clocks"))
		arg = &frame.xdp;
	assert_int_equal(skep_map_update(skep_obj_map(on.obj[i], "io"), &zero, io, 0), 0);
	assert_int_equal(skep_run(skep_obj_prog(on.obj[i], name), arg, &result), 0);
	assert_int_equal(result, 0);
	assert_int_equal(skep_map_lookup(skep_obj_map(on.obj[i], "io"), &zero, io), 0);
}

static void run_kernel(const char *name, struct process_io *io)
{
	uint32_t zero = 0, result, out_size = 64;
	uint8_t frame[64] = { 0 };
	int i = 0, err;

	while (strcmp(in_kernel[i], name))
		assert_true(++i < N_IN_KERNEL);
	kernel_map_update(on.io[i], &zero, io, 0);
	err = strcmp(name, "clocks") ? kernel_run_tracing(&on.prog[i], &result) :
				       kernel_run(&on.prog[i], frame, sizeof(frame), frame,
						  &out_size, &result);
	assert_int_equal(err, 0);
	assert_int_equal(result, 0);
	kernel_map_lookup(on.io[i], &zero, io);
}

static void run_on(int who, const char *name, struct process_io *io)
{
	if (who < N_HERE)
		run_here(who, name, io);
	else
		run_kernel(name, io);
}

/* ---- who ---- */

static void identity_of(struct process_io *io, uint32_t size)
{
	struct stat st;

	assert_int_equal(stat("/proc/self/ns/pid", &st), 0);
	memset(io, 0, sizeof(*io));
	memset(io->comm, 'z', sizeof(io->comm));
	io->size = size;
	io->ns_dev = st.st_dev;
	io->ns_ino = st.st_ino;
}

static void check_identity(const struct process_io *io, uint32_t size, bool here)
{
	const char name[COMM_SIZE] = "a longish name"; /* zeros behind it, within the size */

	assert_int_equal(io->comm_result, 0);
	for (uint32_t i = 0; i < COMM_SIZE; i++)
		assert_int_equal(io->comm[i], i >= size ? 'z' : i + 1 == size ? 0 : name[i]);
	assert_int_equal(io->ns_result, 0);
	assert_int_equal(io->ns_ids[0], gettid());
	assert_int_equal(io->ns_ids[1], getpid());
	assert_int_equal(io->ns_short_result, -EINVAL);
	assert_int_equal(io->uid_gid, (uint64_t)getgid() << 32 | getuid());
	assert_true(io->task_id >> 47 == (1 << 17) - 1); /* not an address of a process */
	assert_true(io->numa_node < 1024);
	if (here)
		assert_int_equal(io->pid_tgid, (uint64_t)getpid() << 32 | (uint32_t)gettid());
}

static void test_identity(void **state)
{
	static const uint32_t sizes[] = { 1, 2, 14, 15, 16, 17, COMM_SIZE };
	struct process_io io;

	(void)state;
	prctl(PR_SET_NAME, "a longish name");
	for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++) {
		for (int i = 0; i < N_HERE; i++) {
			identity_of(&io, sizes[s]);
			run_here(i, "identity", &io);
			check_identity(&io, sizes[s], true);
			assert_true(io.lane < skep_lanes(on.vm[i]));
		}
		if (on.has_kernel) {
			identity_of(&io, sizes[s]);
			run_kernel("identity", &io);
			check_identity(&io, sizes[s], false);
		}
	}
}

/* Another namespace's numbers: an error, and zeros. */
static void test_other_namespace(void **state)
{
	struct process_io io;

	(void)state;
	for (int wrong = 0; wrong < 2; wrong++) {
		for (int i = 0; i < N_HERE + on.has_kernel; i++) {
			identity_of(&io, 1);
			io.ns_dev += !wrong;
			io.ns_ino += (uint64_t)wrong << 32;
			run_on(i, "identity", &io);
			assert_int_equal(io.ns_result, -EINVAL);
			assert_int_equal(io.ns_ids[0] | io.ns_ids[1], 0);
		}
	}
}

/* One thread has one cgroup, whoever asks: also the kernel, where its hierarchy is seen. */
static void test_cgroup(void **state)
{
	struct process_io io;
	uint64_t id;

	(void)state;
	identity_of(&io, 1);
	run_here(0, "identity", &io);
	id = io.cgroup_id;
	identity_of(&io, 1);
	run_here(1, "identity", &io);
	assert_int_equal(io.cgroup_id, id);
	if (!on.has_kernel || !id) {
		print_message("# no cgroup2 hierarchy, or no kernel, to compare with\n");
		return;
	}
	identity_of(&io, 1);
	run_kernel("identity", &io);
	assert_int_equal(io.cgroup_id, id);
}

/* ---- memory ---- */

struct probe_case {
	int offset;       /* from where the readable page ends */
	uint32_t size;
	int64_t result, string; /* what reading and what reading a string answer */
};

/* The page ends in "skep\0run". */
static const struct probe_case probe_cases[] = {
	{ -8, 8, 0, 5 },
	{ -8, 9, -EFAULT, 5 },
	{ -8, 0, 0, 0 },
	{ -8, 1, 0, 1 },
	{ -8, 4, 0, 4 },
	{ -8, 5, 0, 5 },
	{ -3, 3, 0, 3 },
	{ -3, 4, -EFAULT, -EFAULT },
	{ -1, 1, 0, 1 },
	{ -1, 2, -EFAULT, -EFAULT },
	{ 0, 0, 0, 0 },
	{ 0, 1, -EFAULT, -EFAULT },
	{ 0, 64, -EFAULT, -EFAULT },
	{ -64, 64, 0, 61 },
	{ -63, 64, -EFAULT, 60 },
};

/* Linux copies a user's string in words: up to 7 zeros may follow its NUL. */
static void check_probe(const struct process_io *io, const uint8_t *from, bool string, bool words)
{
	uint32_t n = io->result == -EFAULT ? 0 : string ? (uint32_t)io->result : io->size;

	for (uint32_t i = 0; i < PROBE_SIZE; i++) {
		uint8_t want = i >= io->size ? 'z' : 0; /* zeros where it failed */

		if (io->result != -EFAULT)
			want = i >= n ? 'z' : string && i + 1 == n ? 0 : from[i];
		if (string && words && i >= n && i < n + 7 && !io->bytes[i])
			continue;
		assert_int_equal(io->bytes[i], want);
	}
}

static void probe_one(int who, enum probe_task task, const uint8_t *end,
		      const struct probe_case *test)
{
	struct process_io io = { .task = task, .size = test->size };
	bool string = task >= PROBE_USER_STR;

	io.address = (uintptr_t)end + (uint64_t)(int64_t)test->offset;
	memset(io.bytes, 'z', sizeof(io.bytes));
	run_on(who, task == PROBE_COPY ? "copy" : "probe", &io);
	assert_int_equal(io.result, string ? test->string : test->result);
	check_probe(&io, end + test->offset, string, who == N_HERE);
}

static void test_probe(void **state)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	uint8_t *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)state;
	assert_true(memory != MAP_FAILED);
	faults_enable();
	memset(memory, 'x', page);
	memcpy(memory + page - 8, "skep\0run", 8);
	mprotect(memory + page, page, PROT_NONE);
	for (size_t i = 0; i < sizeof(probe_cases) / sizeof(*probe_cases); i++) {
		for (int who = 0; who < N_HERE; who++)
			for (int task = PROBE_USER; task <= PROBE_ANY_STR; task++)
				probe_one(who, (enum probe_task)task, memory + page,
					  &probe_cases[i]);
		if (on.has_kernel) { /* there the memory is a user's */
			probe_one(N_HERE, PROBE_USER, memory + page, &probe_cases[i]);
			probe_one(N_HERE, PROBE_COPY, memory + page, &probe_cases[i]);
			probe_one(N_HERE, PROBE_USER_STR, memory + page, &probe_cases[i]);
		}
	}
	munmap(memory, 2 * page);
}

/* Without the right such a program is not loaded. */
static void test_probe_right(void **state)
{
	static const uint32_t rights[] = { 0, SKEP_TRUSTED & ~SKEP_READ_PROCESS_MEMORY };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct skep *vm = new_vm(SKEP_OPTS(.rights = rights[i]));
		struct skep_error error;

		assert_int_equal(skep_prog_verify(skep_obj_prog(open_obj(vm, "process_script"),
								"probe"), &error), -EPERM);
		assert_string_equal(error.id, "helper-right");
		skep_free(vm);
	}
}

/* ---- clocks ---- */

static uint64_t now(clockid_t clock)
{
	struct timespec at;

	clock_gettime(clock, &at);
	return (uint64_t)at.tv_sec * 1000000000 + (uint64_t)at.tv_nsec;
}

static void test_clocks(void **state)
{
	(void)state;
	for (int i = 0; i < N_HERE + on.has_kernel; i++) {
		uint64_t ns = now(CLOCK_MONOTONIC), boot = now(CLOCK_BOOTTIME);
		uint64_t tai = now(CLOCK_TAI), coarse = now(CLOCK_MONOTONIC_COARSE);
		struct process_io io = { 0 };

		run_on(i, "clocks", &io);
		assert_in_range(io.ns, ns, now(CLOCK_MONOTONIC));
		assert_in_range(io.boot_ns, boot, now(CLOCK_BOOTTIME));
		assert_in_range(io.tai_ns, tai, now(CLOCK_TAI));
		assert_in_range(io.coarse_ns, coarse, now(CLOCK_MONOTONIC_COARSE));
	}
}

/* ---- lanes ---- */

static uint32_t sum_lanes(int i)
{
	struct frame frame;
	uint32_t result;

	frame_make(&frame, 0, 0);
	assert_int_equal(skep_run(skep_obj_prog(on.obj[i], "sum_lanes"), &frame.xdp, &result), 0);
	return result;
}

static void test_percpu_lookup(void **state)
{
	uint64_t values[9] = { 0 };
	uint32_t zero = 0;

	(void)state;
	for (int i = 0; i < N_HERE; i++) {
		/* Nobody has had the other lanes: no value there, and none behind the last. */
		assert_int_equal(sum_lanes(i), 1 + 1000);
		for (uint32_t lane = 0; lane < 9; lane++)
			values[lane] = lane + 1;
		assert_int_equal(skep_map_update(skep_obj_map(on.obj[i], "lanes"), &zero, values,
						 0), 0);
		/* Own lane + 1; lanes 0 to 6. */
		assert_int_equal(sum_lanes(i), 1 + (1 + 7) * 7 / 2 + 1000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identity),      cmocka_unit_test(test_other_namespace),
		cmocka_unit_test(test_cgroup),
		cmocka_unit_test(test_probe),         cmocka_unit_test(test_probe_right),
		cmocka_unit_test(test_clocks),        cmocka_unit_test(test_percpu_lookup),
	};

	faults_prepare();
	return cmocka_run_group_tests_name("vm process", tests, load_all, unload_all);
}
