/*
 * Reads of memory that may not be there: every size, every place of the hole,
 * inside handlers of the host, beside threads that pull the memory away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/child.h"
#include "vm/probe.h"
#include "vm/process.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

static size_t page;

/* A page of i * 7 + 1, then one that cannot be read. */
static uint8_t *half(int protection)
{
	uint8_t *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		abort();
	for (size_t i = 0; i < 2 * page; i++)
		memory[i] = (uint8_t)(i * 7 + 1);
	mprotect(memory + page, page, protection);
	return memory;
}

static int prepare(void **state)
{
	struct lanes *lanes;

	(void)state;
	page = (size_t)sysconf(_SC_PAGESIZE);
	return lanes_open(NULL, MIN_LANES, &lanes, NULL) || probe_prepare();
}

static bool all_zero(const uint8_t *bytes, size_t n)
{
	while (n--)
		if (bytes[n])
			return false;
	return true;
}

/* In a child: cmocka handles SIGSEGV itself. */
static int cross_page(void *arg)
{
	uint8_t *memory = half(PROT_NONE), out[80];

	(void)arg;
	if (prepare(NULL))
		return 1;
	for (size_t before = 0; before <= 40; before++) {
		for (size_t size = 0; size <= 72; size++) {
			const uint8_t *from = memory + page - before;
			int err;

			memset(out, 0xee, sizeof(out));
			err = probe_read(out, (uintptr_t)from, size);
			if (out[size] != 0xee)
				return 2;
			if (err != (size > before ? -EFAULT : 0))
				return 3;
			if (err ? !all_zero(out, size) : memcmp(out, from, size))
				return 4;
		}
	}
	return 0;
}

static const uint64_t nowhere[] = {
	0, 1, 4095, UINT64_C(0x800000000000), UINT64_C(0x8000000000000000),
	UINT64_C(0xdead000000000100), UINT64_C(0xffff800000000000), UINT64_C(0xffffffff81000000),
	UINT64_MAX - 7, UINT64_MAX - 2, UINT64_MAX, UINT64_C(0x00007ffffffff000),
};

static int bad_addresses(void *arg)
{
	static uint8_t big[1 << 20];
	uint8_t out[16];

	(void)arg;
	if (prepare(NULL))
		return 1;
	errno = 77;
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof(nowhere) / sizeof(*nowhere); i++) {
			size_t size = (size_t)(round % 16) + 1;

			memset(out, 0xee, sizeof(out));
			if (probe_read(out, nowhere[i], size) != -EFAULT || !all_zero(out, size))
				return 2;
			memset(out, 0xee, sizeof(out));
			if (probe_read_str((char *)out, nowhere[i], size) != -EFAULT ||
			    !all_zero(out, size))
				return 3;
		}
	}
	if (probe_read(NULL, nowhere[5], 0) || errno != 77)
		return 4;
	big[sizeof(big) - 1] = 1;
	return probe_read(big, UINT64_C(1) << 63, sizeof(big)) == -EFAULT &&
		       all_zero(big, sizeof(big)) ? 0 : 5;
}

static int strings(void *arg)
{
	char *memory = (char *)half(PROT_NONE), *end = memory + page, out[32];

	(void)arg;
	if (prepare(NULL))
		return 1;
	memcpy(end - 6, "hello", 6);
	memset(out, 'z', sizeof(out));
	if (probe_read_str(out, (uintptr_t)end - 6, sizeof(out)) != 6 || strcmp(out, "hello"))
		return 2;
	if (out[6] != 'z') /* not padded */
		return 3;
	for (size_t size = 0; size < 6; size++) {
		memset(out, 'z', sizeof(out));
		if (probe_read_str(out, (uintptr_t)end - 6, size) != (int64_t)size)
			return 4;
		if (size && (strlen(out) != size - 1 || memcmp(out, "hello", size - 1)))
			return 5;
		if (out[size] != 'z')
			return 6;
	}
	end[-1] = '!';
	if (probe_read_str(out, (uintptr_t)end - 6, 6) != 6 || strcmp(out, "hello"))
		return 7;
	return probe_read_str(out, (uintptr_t)end - 6, 7) == -EFAULT && !out[0] ? 0 : 8;
}

/* SIGBUS: a file shorter than its mapping. */
static int truncated(void *arg)
{
	int fd = memfd_create("test", MFD_CLOEXEC);
	uint8_t *memory, out[8] = { 1, 2, 3 };

	(void)arg;
	if (prepare(NULL) || ftruncate(fd, (off_t)page))
		return 1;
	memory = mmap(NULL, 2 * page, PROT_READ, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED)
		return 2;
	for (int i = 0; i < 100; i++)
		if (probe_read(out, (uintptr_t)memory + page - 4, 8) != -EFAULT ||
		    !all_zero(out, 8) || probe_read(out, (uintptr_t)memory + page - 8, 8))
			return 3;
	return 0;
}

/* ---- handlers of the host ---- */

static uint64_t probed; /* what a handler reads */
static volatile int handled, worked;

static void probe_in_handler(int signo)
{
	uint64_t out;

	(void)signo;
	handled++;
	worked += probe_read(&out, nowhere[1], 8) == -EFAULT && !out;
	worked += probe_read(&out, nowhere[4], 8) == -EFAULT && !out;
	worked += !probe_read(&out, (uintptr_t)&probed, 8) && out == probed;
	worked += probe_read_str((char *)&out, (uintptr_t)"ab", 8) == 3;
}

static int in_other_handler(void *arg)
{
	(void)arg;
	if (prepare(NULL))
		return 1;
	probed = 42;
	signal(SIGUSR1, probe_in_handler);
	raise(SIGUSR1);
	raise(SIGUSR1);
	return handled == 2 && worked == 8 ? 0 : 2;
}

static sigjmp_buf back;

static void probe_and_leave(int signo)
{
	probe_in_handler(signo);
	siglongjmp(back, 1);
}

static volatile int *volatile hole = (volatile int *)16;

/*
 * The host's own handler of SIGSEGV, which blocks it (@arg NULL) or not, gets
 * the host's faults and may probe; afterwards probes work as before.
 */
static int in_fault_handler(void *arg)
{
	struct sigaction action = { .sa_handler = probe_and_leave };
	uint64_t out;

	action.sa_flags = arg ? SA_NODEFER : 0;
	sigaction(SIGSEGV, &action, NULL);
	if (prepare(NULL))
		return 1;
	probed = 43;
	for (volatile int i = 0; i < 3; i++) {
		if (!sigsetjmp(back, 1))
			*hole = 1;
		if (handled != i + 1 || worked != 4 * (i + 1))
			return 2;
		if (probe_read(&out, nowhere[1], 8) != -EFAULT)
			return 3;
	}
	return 0;
}

/* What is blocked, and the alternate stack, are as before a fault. */
static int signal_state(void *arg)
{
	stack_t stack = { .ss_sp = malloc(1 << 16), .ss_size = 1 << 16 }, now;
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t before, after;
	uint64_t out;

	(void)arg;
	sigfillset(&action.sa_mask);
	sigaction(SIGSEGV, &action, NULL);
	sigaltstack(&stack, NULL);
	sigemptyset(&before);
	sigaddset(&before, SIGUSR2);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (prepare(NULL))
		return 1;
	errno = 77;
	for (int i = 0; i < 50; i++)
		if (probe_read(&out, nowhere[i % 6], 8) != -EFAULT || errno != 77)
			return 2;
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	sigaltstack(NULL, &now);
	for (int signo = 1; signo < 32; signo++)
		if (sigismember(&after, signo) != (signo == SIGUSR2))
			return 3;
	return now.ss_sp == stack.ss_sp && now.ss_size == stack.ss_size && !now.ss_flags ? 0 : 4;
}

/* A fault that is not the probe's is the host's, also while a probe is under way. */
static void fault_in_handler(int signo)
{
	(void)signo;
	*hole = 1;
}

static int foreign_fault(void *arg)
{
	static volatile uint8_t sink[1 << 16];
	struct sigaction action = { .sa_handler = fault_in_handler };
	uint8_t *memory = mmap(NULL, sizeof(sink), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct itimerval soon = { { 0, 1000 }, { 0, 1000 } };

	(void)arg;
	if (prepare(NULL))
		return 1;
	sigaction(SIGPROF, &action, NULL);
	setitimer(ITIMER_PROF, &soon, NULL);
	for (;;)
		probe_read((void *)sink, (uintptr_t)memory, sizeof(sink));
}

static void test_here(void **state)
{
	int marker;

	(void)state;
	page = (size_t)sysconf(_SC_PAGESIZE);
	assert_int_equal(in_child(cross_page, NULL), 0);
	assert_int_equal(in_child(bad_addresses, NULL), 0);
	assert_int_equal(in_child(strings, NULL), 0);
	assert_int_equal(in_child(truncated, NULL), 0);
	assert_int_equal(in_child(in_other_handler, NULL), 0);
	assert_int_equal(in_child(in_fault_handler, NULL), 0);
	assert_int_equal(in_child(in_fault_handler, &marker), 0);
	assert_int_equal(in_child(signal_state, NULL), 0);
	assert_int_equal(in_child(foreign_fault, NULL), 128 + SIGSEGV);
}

/* ---- threads ---- */

enum { READERS = 3, FLIPS = 3000 };

static struct {
	uint8_t *memory;
	_Atomic bool stop;
	_Atomic uint64_t n_read, n_refused, n_wrong;
} race;

/* Whole reads show the bytes, refused ones zeros: nothing between. */
static void *read_on(void *arg)
{
	uint8_t out[64], want[64];

	memset(want, 0x5a, sizeof(want));
	while (!race.stop) {
		size_t size = 1 + (size_t)(uintptr_t)arg * 21;
		int err = probe_read(out, (uintptr_t)race.memory + page - 3, size);

		race.n_read += !err;
		race.n_refused += err == -EFAULT;
		race.n_wrong += err ? !all_zero(out, size) : memcmp(out, want, size) != 0;
	}
	return NULL;
}

static int pull_away(void *arg)
{
	pthread_t thread[READERS];

	(void)arg;
	race.memory = half(PROT_READ | PROT_WRITE);
	memset(race.memory, 0x5a, 2 * page);
	if (prepare(NULL))
		return 1;
	for (uintptr_t i = 0; i < READERS; i++)
		pthread_create(&thread[i], NULL, read_on, (void *)(i + 1));
	for (int i = 0; i < FLIPS || !race.n_read || !race.n_refused; i++) {
		mprotect(race.memory + page, page, i % 2 ? PROT_READ : PROT_NONE);
		if (i % 64 == 0)
			usleep(100);
	}
	race.stop = true;
	for (int i = 0; i < READERS; i++)
		pthread_join(thread[i], NULL);
	return race.n_wrong ? 2 : 0;
}

static void test_threads(void **state)
{
	(void)state;
	assert_int_equal(in_child(pull_away, NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_here),
		cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests_name("probes", tests, NULL, NULL);
}
