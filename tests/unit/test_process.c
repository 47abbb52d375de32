/*
 * Lanes and forks: what vm/process.c promises, with real threads and
 * real processes.  Everything that could hang dies by alarm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "maps/layout.h"
#include "tests/lib/child.h"
#include "tests/lib/flavour.h"
#include "vm/process.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LANES = 8, USABLE = LANES - RESERVED_LANES };

struct root {
	char dir[64], path[80];
	struct store *store;
};

static void root_make(struct root *root, uint32_t lanes)
{
	struct skep_error error;

	strcpy(root->dir, "/tmp/skep-test-XXXXXX");
	assert_non_null(mkdtemp(root->dir));
	snprintf(root->path, sizeof(root->path), "%s/root", root->dir);
	assert_int_equal(store_open(root->path, lanes, &root->store, &error), 0);
}

static void root_remove(struct root *root)
{
	char command[128];

	store_close(root->store);
	snprintf(command, sizeof(command), "rm -rf %s", root->dir);
	assert_int_equal(system(command), 0);
}

/* ---- threads ---- */

/* A thread that enters, reports, waits for the word, ends. */
struct worker {
	pthread_t thread;
	struct lanes *lanes;
	pthread_barrier_t *entered, *leave;
	int err;
	struct map_writer writer;
};

static void *work(void *arg)
{
	struct worker *worker = arg;
	const struct lease *lease;

	worker->err = lanes_enter(worker->lanes, &lease);
	if (!worker->err)
		worker->writer = lease->writer;
	pthread_barrier_wait(worker->entered);
	pthread_barrier_wait(worker->leave);
	return NULL;
}

struct crew {
	pthread_barrier_t entered, leave;
	struct worker worker[LANES + 1];
	unsigned n;
};

static void crew_start(struct crew *crew, struct lanes *lanes, unsigned n)
{
	crew->n = n;
	pthread_barrier_init(&crew->entered, NULL, n + 1);
	pthread_barrier_init(&crew->leave, NULL, n + 1);
	for (unsigned i = 0; i < n; i++) {
		crew->worker[i] = (struct worker){ .lanes = lanes, .entered = &crew->entered,
						   .leave = &crew->leave };
		assert_int_equal(pthread_create(&crew->worker[i].thread, NULL, work,
						&crew->worker[i]), 0);
	}
	pthread_barrier_wait(&crew->entered);
}

static void crew_end(struct crew *crew)
{
	pthread_barrier_wait(&crew->leave);
	for (unsigned i = 0; i < crew->n; i++)
		pthread_join(crew->worker[i].thread, NULL);
	pthread_barrier_destroy(&crew->entered);
	pthread_barrier_destroy(&crew->leave);
}

/* Everyone who can has a lane of their own, the lowest ones; the rest has -EAGAIN. */
static void storm(struct lanes *lanes, unsigned n, unsigned usable)
{
	unsigned seen[LANES] = { 0 }, got = 0;
	struct crew crew;

	crew_start(&crew, lanes, n);
	for (unsigned i = 0; i < n; i++) {
		if (crew.worker[i].err) {
			assert_int_equal(crew.worker[i].err, -EAGAIN);
			continue;
		}
		assert_true(crew.worker[i].writer.lane < usable);
		seen[crew.worker[i].writer.lane]++;
		got++;
	}
	assert_int_equal(got, n < usable ? n : usable);
	for (unsigned lane = 0; lane < got; lane++)
		assert_int_equal(seen[lane], 1);
	crew_end(&crew);
}

static void storms(struct store *store)
{
	struct lanes *lanes;

	assert_int_equal(lanes_open(store, LANES, &lanes, NULL), 0);
	for (int i = 0; i < 10; i++) {
		storm(lanes, USABLE - 1, USABLE);
		storm(lanes, USABLE, USABLE);
		storm(lanes, USABLE + 1, USABLE);
	}
	lanes_close(lanes);
}

static void test_storm_private(void **state)
{
	(void)state;
	storms(NULL);
}

static void test_storm_root(void **state)
{
	struct root root;

	(void)state;
	root_make(&root, LANES);
	storms(root.store);
	root_remove(&root);
}

static void test_limits(void **state)
{
	struct skep_error error;
	struct lanes *lanes;

	(void)state;
	assert_int_equal(lanes_open(NULL, MIN_LANES - 1, &lanes, &error), -EINVAL);
	assert_null(lanes);
	assert_int_equal(lanes_open(NULL, MAX_LANES + 1, &lanes, &error), -EINVAL);
	assert_string_equal(error.id, "invalid-argument");
	assert_int_equal(lanes_open(NULL, MAX_LANES, &lanes, &error), 0);
	lanes_close(lanes);
	assert_int_equal(lanes_open(NULL, MIN_LANES, &lanes, &error), 0);
	storm(lanes, 1, 1);
	storm(lanes, 2, 1);
	lanes_close(lanes);
}

static void test_kept_until_left(void **state)
{
	const struct lease *lease, *again, *other;
	struct lanes *a, *b;
	uint32_t generation;

	(void)state;
	lanes_leave_thread(); /* before anything: no harm */
	assert_int_equal(lanes_open(NULL, LANES, &a, NULL), 0);
	assert_int_equal(lanes_open(NULL, LANES, &b, NULL), 0);
	assert_int_equal(lanes_enter(a, &lease), 0);
	assert_int_equal(lease->writer.lane, 0);
	assert_int_equal(lanes_enter(b, &other), 0); /* two roots at a time */
	assert_int_equal(lanes_enter(a, &again), 0);
	assert_ptr_equal(lease, again);
	assert_true(other->lanes == b);
	generation = lease->writer.generation;
	lanes_leave_thread();
	assert_int_equal(lanes_enter(a, &again), 0);
	assert_int_equal(again->writer.lane, 0);
	assert_int_equal(again->writer.generation, generation + 1);
	lanes_close(b);
	assert_int_equal(lanes_enter(a, &again), 0);
	lanes_close(a);
}

/* An environment may go while threads that used it live on. */
static void test_close_under_threads(void **state)
{
	struct lanes *lanes, *next;
	const struct lease *lease;
	struct crew crew;

	(void)state;
	assert_int_equal(lanes_open(NULL, LANES, &lanes, NULL), 0);
	crew_start(&crew, lanes, 3);
	lanes_close(lanes);
	assert_int_equal(lanes_open(NULL, LANES, &next, NULL), 0); /* perhaps the same address */
	assert_int_equal(lanes_enter(next, &lease), 0);
	assert_int_equal(lease->writer.lane, 0);
	crew_end(&crew);
	lanes_close(next);
}

/* In strict mode any system call but read, write and exit kills. */
static void enter_in_strict_mode(struct lanes *lanes, int report)
{
	const struct lease *lease;

	alarm(MAX_WAIT);
	if (lanes_enter(lanes, &lease) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT))
		_exit(1);
	for (int i = 0; i < 1000; i++)
		if (lanes_enter(lanes, &lease))
			syscall(SYS_exit, 1);
	syscall(SYS_write, report, "x", 1);
	syscall(SYS_exit, 0);
}

static void test_no_system_call(void **state)
{
	struct lanes *lanes;
	int report[2];
	char byte;
	pid_t pid;

	(void)state;
	if (flavour_is("valgrind")) {
		print_message("skipped: valgrind makes system calls of its own\n");
		skip();
	}
	assert_int_equal(lanes_open(NULL, LANES, &lanes, NULL), 0);
	assert_int_equal(pipe(report), 0);
	pid = fork();
	if (!pid)
		enter_in_strict_mode(lanes, report[1]);
	close(report[1]);
	assert_int_equal(read(report[0], &byte, 1), 1);
	close(report[0]);
	kill(pid, SIGKILL); /* a sanitizer's own threads may live on */
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	lanes_close(lanes);
}

/* ---- processes ---- */

/* A process that leases a lane of a root and sits there. */
struct peer {
	pid_t pid;
	struct map_writer writer;
};

static void peer_start(struct peer *peer, const struct root *root)
{
	int report[2];

	assert_int_equal(pipe(report), 0);
	fflush(NULL);
	peer->pid = fork();
	assert_true(peer->pid >= 0);
	if (!peer->pid) {
		const struct lease *lease;
		struct store *store;
		struct lanes *lanes;

		alarm(MAX_WAIT);
		if (store_open(root->path, LANES, &store, NULL) ||
		    lanes_open(store, LANES, &lanes, NULL) || lanes_enter(lanes, &lease) ||
		    write(report[1], &lease->writer, sizeof(lease->writer)) < 0)
			_exit(1);
		pause();
		_exit(0);
	}
	close(report[1]);
	assert_int_equal(read(report[0], &peer->writer, sizeof(peer->writer)),
			 sizeof(peer->writer));
	close(report[0]);
}

static void peer_kill(struct peer *peer)
{
	kill(peer->pid, SIGKILL);
	assert_int_equal(waitpid(peer->pid, NULL, 0), peer->pid);
}

static void test_two_processes(void **state)
{
	struct peer peer, second;
	const struct lease *lease;
	struct map_writer stale;
	struct lanes *lanes;
	struct root root;

	(void)state;
	root_make(&root, LANES);
	peer_start(&peer, &root);
	assert_int_equal(peer.writer.lane, 0);
	assert_int_equal(lanes_open(root.store, LANES, &lanes, NULL), 0);
	assert_int_equal(lanes_enter(lanes, &lease), 0);
	assert_int_equal(lease->writer.lane, 1);
	peer_start(&second, &root);
	assert_int_equal(second.writer.lane, 2);

	assert_true(lanes_owner_alive(lanes, lease->writer));
	assert_true(lanes_owner_alive(lanes, peer.writer));
	stale = peer.writer;
	stale.generation--;
	assert_false(lanes_owner_alive(lanes, stale));
	stale = lease->writer;
	stale.generation--;
	assert_false(lanes_owner_alive(lanes, stale));
	stale.lane = LANES;
	assert_false(lanes_owner_alive(lanes, stale));

	stale = peer.writer;
	peer_kill(&peer);
	assert_false(lanes_owner_alive(lanes, stale));
	assert_true(lanes_owner_alive(lanes, second.writer));
	peer_start(&peer, &root); /* the dead one's lane, of another generation */
	assert_int_equal(peer.writer.lane, 0);
	assert_int_equal(peer.writer.generation, stale.generation + 1);
	assert_false(lanes_owner_alive(lanes, stale));
	peer_kill(&peer);
	peer_kill(&second);
	lanes_close(lanes);
	root_remove(&root);
}

static bool lock_is_free(const struct root *root, uint32_t lane)
{
	struct peer peer;
	bool taken;

	peer_start(&peer, root); /* takes the lowest free one */
	taken = peer.writer.lane == lane;
	peer_kill(&peer);
	return taken;
}

/* Closing one of two environments of a root must not drop the other's locks. */
static void test_one_file(void **state)
{
	struct lanes *lanes, *same;
	const struct lease *lease;
	struct store *store;
	struct root root;

	(void)state;
	root_make(&root, LANES);
	assert_int_equal(lanes_open(root.store, LANES, &lanes, NULL), 0);
	assert_int_equal(lanes_enter(lanes, &lease), 0);
	assert_int_equal(store_open(root.path, LANES, &store, NULL), 0);
	assert_int_equal(lanes_open(store, LANES, &same, NULL), 0);
	assert_ptr_equal(lanes, same);
	lanes_close(same);
	store_close(store);
	assert_false(lock_is_free(&root, 0));
	lanes_leave_thread();
	assert_true(lock_is_free(&root, 0));
	assert_int_equal(lanes_enter(lanes, &lease), 0);
	assert_false(lock_is_free(&root, 0));
	lanes_close(lanes);
	assert_true(lock_is_free(&root, 0));
	root_remove(&root);
}

/* ---- writers from outside a run ---- */

static void test_reserved_writers(void **state)
{
	struct map_writer writer;
	struct lanes *lanes;
	struct root root;
	struct crew crew;

	(void)state;
	root_make(&root, LANES);
	assert_int_equal(lanes_open(root.store, LANES, &lanes, NULL), 0);
	crew_start(&crew, lanes, USABLE);
	for (int i = 0; i < 100; i++) {
		assert_int_equal(lanes_enter_writer(lanes, &writer), 0);
		assert_int_equal(writer.lane, USABLE);
		assert_true(lanes_owner_alive(lanes, writer));
		lanes_leave_writer(lanes, writer);
		assert_false(lanes_owner_alive(lanes, writer));
	}
	crew_end(&crew);
	assert_int_equal(lanes_enter_writer(lanes, &writer), 0); /* an ordinary lane, kept */
	assert_int_equal(writer.lane, 0);
	lanes_leave_writer(lanes, writer);
	assert_true(lanes_owner_alive(lanes, writer));
	lanes_close(lanes);
	root_remove(&root);
}

static int hold_both_reserved(void *arg)
{
	struct root *root = arg;
	struct map_writer writer;
	const struct lease *lease;
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = LANES };
	struct lanes *lanes;
	int status, fd, ready[2];
	char byte;
	pid_t pid;

	if (pipe(ready))
		return 1;
	pid = fork(); /* a process that holds every lane, outside the library */
	if (!pid) {
		alarm(MAX_WAIT);
		fd = open(store_lanes_path(root->store), O_RDWR);
		if (fcntl(fd, F_SETLK, &lock) || write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
	}
	if (read(ready[0], &byte, 1) != 1 || lanes_open(root->store, LANES, &lanes, NULL))
		return 2;
	if (lanes_enter(lanes, &lease) != -EAGAIN || lanes_enter_writer(lanes, &writer) != -EAGAIN)
		return 3;
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	if (lanes_enter_writer(lanes, &writer) || writer.lane)
		return 4;
	return 0;
}

static void test_no_lane_anywhere(void **state)
{
	struct root root;

	(void)state;
	root_make(&root, LANES);
	assert_int_equal(in_child(hold_both_reserved, &root), 0);
	root_remove(&root);
}

/* ---- hooks ---- */

struct prepared {
	int n, err;
	uint32_t lane;
};

static int prepare(void *arg, uint32_t lane)
{
	struct prepared *prepared = arg;

	prepared->n++;
	prepared->lane = lane;
	return prepared->err;
}

static void test_hooks(void **state)
{
	struct prepared prepared = { 0 };
	struct lease_hook hook = { prepare, &prepared, NULL };
	const struct lease *lease;
	struct lanes *lanes;
	struct crew crew;

	(void)state;
	assert_int_equal(lanes_open(NULL, LANES, &lanes, NULL), 0);
	lanes_add_hook(lanes, &hook);
	prepared.err = -ENOSPC;
	assert_int_equal(lanes_enter(lanes, &lease), -ENOSPC);
	prepared.err = 0;
	assert_int_equal(lanes_enter(lanes, &lease), 0);
	assert_int_equal(lease->writer.lane, 0); /* the failure kept nothing */
	assert_int_equal(prepared.n, 2);
	assert_int_equal(lanes_enter(lanes, &lease), 0);
	assert_int_equal(prepared.n, 2);
	crew_start(&crew, lanes, 2);
	assert_int_equal(prepared.n, 4);

	prepared.n = 0; /* a map that is opened later */
	process_lock();
	assert_int_equal(lanes_prepare_leased(lanes, prepare, &prepared), 0);
	process_unlock();
	assert_int_equal(prepared.n, 3);
	assert_int_equal(prepared.lane, 2);
	crew_end(&crew);
	lanes_remove_hook(lanes, &hook);
	lanes_close(lanes);
}

/* ---- fork ---- */

struct family {
	struct lanes *lanes;
	uint32_t parent_lane, child_lane;
	uint32_t random;
	const struct lease *lease;
};

static int enter_after_fork(void *arg)
{
	struct family *family = arg;
	const struct lease *lease;

	if (lanes_enter(family->lanes, &lease))
		return 1;
	if (lease->writer.lane != family->child_lane)
		return 2;
	if (thread_pid_tgid(lease->thread) != ((uint64_t)getpid() << 32 | (uint32_t)gettid()))
		return 3;
	if (thread_random(lease->thread) == family->random)
		return 4; /* one in 2^32 */
	lanes_leave_thread();
	lanes_close(family->lanes);
	return 0;
}

/* The parent has two threads inside: the child has none of their lanes. */
static void fork_with(struct store *store, uint32_t child_lane)
{
	struct family family = { .child_lane = child_lane };
	const struct lease *lease;
	struct crew crew;

	assert_int_equal(lanes_open(store, LANES, &family.lanes, NULL), 0);
	assert_int_equal(lanes_enter(family.lanes, &lease), 0);
	assert_int_equal(lease->writer.lane, 0);
	crew_start(&crew, family.lanes, 1);
	family.random = 0; /* any value of the parent's next draw would do */
	assert_int_equal(in_child(enter_after_fork, &family), 0);
	assert_true(lanes_owner_alive(family.lanes, lease->writer));
	crew_end(&crew);
	lanes_close(family.lanes);
}

static void test_fork(void **state)
{
	struct root root;

	(void)state;
	fork_with(NULL, 0); /* private: the child's copy has nothing leased */
	root_make(&root, LANES);
	fork_with(root.store, 2); /* shared: the parent's two are taken */
	root_remove(&root);
}

static void test_fork_random(void **state)
{
	int report[2], status;
	uint32_t draw[2];
	const struct lease *lease;
	struct lanes *lanes;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(report), 0);
	assert_int_equal(lanes_open(NULL, LANES, &lanes, NULL), 0);
	assert_int_equal(lanes_enter(lanes, &lease), 0);
	thread_random(lease->thread);
	pid = fork();
	assert_int_equal(lanes_enter(lanes, &lease), 0);
	draw[0] = thread_random(lease->thread);
	if (!pid)
		_exit(write(report[1], draw, sizeof(*draw)) != sizeof(*draw));
	assert_int_equal(read(report[0], &draw[1], sizeof(*draw)), sizeof(*draw));
	assert_int_not_equal(draw[0], draw[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(report[0]);
	close(report[1]);
	lanes_close(lanes);
}

struct churn {
	struct lanes *lanes;
	_Atomic int stop;
};

static void *churn(void *arg)
{
	struct churn *churning = arg;
	const struct lease *lease;

	while (!churning->stop) {
		lanes_enter(churning->lanes, &lease);
		lanes_leave_thread();
	}
	return NULL;
}

static int enter_and_leave(void *arg)
{
	struct churn *churning = arg;
	const struct lease *lease;
	int err = lanes_enter(churning->lanes, &lease);

	lanes_leave_thread();
	return -err;
}

/* Forks that land in the middle of leasing: no child hangs, every one gets a lane. */
static void test_fork_storm(void **state)
{
	struct churn churning = { 0 };
	pthread_t thread[2];
	struct root root;

	(void)state;
	root_make(&root, LANES);
	assert_int_equal(lanes_open(root.store, LANES, &churning.lanes, NULL), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, churn, &churning), 0);
	for (int i = 0; i < 100; i++)
		assert_int_equal(in_child(enter_and_leave, &churning), 0);
	churning.stop = 1;
	for (int i = 0; i < 2; i++)
		pthread_join(thread[i], NULL);
	lanes_close(churning.lanes);
	root_remove(&root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_kept_until_left),
		cmocka_unit_test(test_storm_private),
		cmocka_unit_test(test_storm_root),
		cmocka_unit_test(test_close_under_threads),
		cmocka_unit_test(test_no_system_call),
		cmocka_unit_test(test_two_processes),
		cmocka_unit_test(test_one_file),
		cmocka_unit_test(test_reserved_writers),
		cmocka_unit_test(test_no_lane_anywhere),
		cmocka_unit_test(test_hooks),
		cmocka_unit_test(test_fork),
		cmocka_unit_test(test_fork_random),
		cmocka_unit_test(test_fork_storm),
	};

	alarm(MAX_WAIT * 2);
	return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
