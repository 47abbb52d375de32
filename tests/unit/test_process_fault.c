/*
 * Memory that vanishes under a reader: the fault handler of vm/process.c.  Each
 * case has a process of its own, as handlers are installed once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "maps/layout.h"
#include "tests/lib/child.h"
#include "vm/process.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

struct mapping {
	volatile uint8_t *data;
	size_t size;
	int faults;
};

static bool map_zeros(void *arg, int signo)
{
	struct mapping *mapping = arg;

	if (signo != SIGBUS)
		return false;
	mapping->faults++;
	return mmap((void *)mapping->data, mapping->size, PROT_READ | PROT_WRITE,
		    MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static void mapping_make(struct mapping *mapping, int *fd)
{
	*fd = memfd_create("test", MFD_CLOEXEC);
	mapping->size = 2 * (size_t)sysconf(_SC_PAGESIZE);
	mapping->faults = 0;
	assert_int_equal(ftruncate(*fd, (off_t)mapping->size), 0);
	mapping->data = mmap(NULL, mapping->size, PROT_READ | PROT_WRITE, MAP_SHARED, *fd, 0);
	assert_true(mapping->data != MAP_FAILED);
	mapping->data[0] = mapping->data[mapping->size - 1] = 7;
}

static void with_lanes(struct lanes **lanes) /* sets the process up */
{
	assert_int_equal(lanes_open(NULL, MIN_LANES, lanes, NULL), 0);
}

static int truncate_under_reader(void *arg)
{
	struct mapping mapping[3];
	struct lanes *lanes;
	int fd[3];

	(void)arg;
	with_lanes(&lanes);
	for (int i = 0; i < 3; i++) {
		mapping_make(&mapping[i], &fd[i]);
		if (fault_range_add((void *)mapping[i].data, mapping[i].size, map_zeros,
				    &mapping[i]))
			return 1;
	}
	fault_range_remove((void *)mapping[0].data);
	if (ftruncate(fd[1], 0))
		return 2;
	if (mapping[1].data[mapping[1].size - 1] || mapping[1].data[0])
		return 3;
	mapping[1].data[5] = 1; /* writable too, and private */
	if (mapping[1].faults != 1 || mapping[2].faults || mapping[2].data[0] != 7)
		return 4;
	/* The freed node serves again. */
	if (fault_range_add((void *)mapping[0].data, mapping[0].size, map_zeros, &mapping[0]) ||
	    ftruncate(fd[0], 0) || mapping[0].data[0] || mapping[0].faults != 1)
		return 5;
	return 0;
}

static volatile int *volatile nowhere = (volatile int *)16;

static int fault_outside(void *arg)
{
	struct mapping mapping;
	struct lanes *lanes;
	int fd;

	(void)arg;
	with_lanes(&lanes);
	mapping_make(&mapping, &fd);
	if (fault_range_add((void *)mapping.data, mapping.size, map_zeros, &mapping))
		return 1;
	*nowhere = 1;
	return 2;
}

static int fault_after_remove(void *arg)
{
	struct mapping mapping;
	struct lanes *lanes;
	int fd;

	(void)arg;
	with_lanes(&lanes);
	mapping_make(&mapping, &fd);
	if (fault_range_add((void *)mapping.data, mapping.size, map_zeros, &mapping))
		return 1;
	fault_range_remove((void *)mapping.data);
	if (ftruncate(fd, 0))
		return 2;
	return mapping.data[0];
}

static sigjmp_buf back;

static void host_handler(int signo, siginfo_t *info, void *context)
{
	(void)context;
	siglongjmp(back, signo == SIGSEGV && info->si_addr == nowhere ? 1 : 2);
}

static void plain_handler(int signo)
{
	siglongjmp(back, signo == SIGSEGV ? 1 : 2);
}

/* @arg: a handler with SA_SIGINFO, or NULL for a plain one. */
static int fault_chained(void *arg)
{
	struct sigaction action = { .sa_handler = plain_handler };
	int jump;

	if (arg) {
		action.sa_sigaction = host_handler;
		action.sa_flags = SA_SIGINFO;
	}
	sigaction(SIGSEGV, &action, NULL);
	jump = sigsetjmp(back, 1);
	if (!jump)
		return fault_outside(NULL);
	return jump == 1 ? 0 : 3;
}

static int signal_sent(void *arg)
{
	struct mapping mapping;
	struct lanes *lanes;
	int fd;

	signal(SIGSEGV, (sighandler_t)arg);
	with_lanes(&lanes);
	mapping_make(&mapping, &fd);
	if (fault_range_add((void *)mapping.data, mapping.size, map_zeros, &mapping))
		return 1;
	raise(SIGSEGV);
	return 0;
}

static void test_faults(void **state)
{
	int marker;

	(void)state;
	assert_int_equal(in_child(truncate_under_reader, NULL), 0);
	assert_int_equal(in_child(fault_outside, NULL), 128 + SIGSEGV);
	assert_int_equal(in_child(fault_after_remove, NULL), 128 + SIGBUS);
	assert_int_equal(in_child(fault_chained, NULL), 0);
	assert_int_equal(in_child(fault_chained, &marker), 0);
	assert_int_equal(in_child(signal_sent, (void *)SIG_IGN), 0);
	assert_int_equal(in_child(signal_sent, (void *)SIG_DFL), 128 + SIGSEGV);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
