/*
 * Values of tasks: what programs and pidfds make of them, on all engines and, where
 * bpf(2) is permitted, on the kernel; threads, processes, tasks that are gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "tests/lib/task_io.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/flavour.h"

enum { N_HERE = 3, N_THREADS = 4, N_CHILDREN = 3, GONE_MS = 30 };

static uint32_t run_of(struct skep_obj *obj, const char *name)
{
	uint64_t ctx[16] = { 0 };
	uint32_t result = UINT32_MAX;

	assert_int_equal(skep_run(skep_obj_prog(obj, name), ctx, &result), 0);
	return result;
}

/* 0 where the kernel cannot say it: PIDFD_THREAD is Linux 6.9's. */
static int open_task(pid_t tid)
{
	int fd = (int)syscall(SYS_pidfd_open, tid, tid == getpid() ? 0 : O_EXCL);

	return fd < 0 ? 0 : fd;
}

static struct skep_obj *load_on(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "task_script");
	struct skep_prog *prog = NULL;

	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_engine(prog, engine);
	must_load(obj);
	return obj;
}

/* ---- the same steps on everybody ---- */

/* Programs and maps of one environment, or of the kernel. */
struct who {
	struct skep *vm;
	struct skep_obj *obj;
	struct kernel_prog prog; /* of who has no environment */
	int io, values;          /* its maps */
};

static int kernel_map(const struct kernel_prog *prog, const struct image *image, const char *name)
{
	for (uint32_t i = 0; i < image->n_maps; i++)
		if (!strcmp(image->maps[i]->name, name))
			return prog->map_fds[i];
	fail_msg("no map %s", name);
	return -1;
}

static uint32_t get_everybody(struct who who[N_HERE + 1])
{
	const enum skep_engine engines[N_HERE] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
						   machine_engine() };
	const struct image *image;

	memset(who, 0, (N_HERE + 1) * sizeof(*who));
	for (int i = 0; i < N_HERE; i++) {
		who[i].vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .lanes = 5));
		who[i].obj = load_on(who[i].vm, engines[i]);
	}
	if (kernel_available())
		return N_HERE;
	image = skep_obj_prog(who[0].obj, "step")->image;
	if (kernel_load(image, true, &who[N_HERE].prog))
		fail_msg("the kernel: %s", who[N_HERE].prog.log);
	who[N_HERE].io = kernel_map(&who[N_HERE].prog, image, "io");
	who[N_HERE].values = kernel_map(&who[N_HERE].prog, image, "values");
	return N_HERE + 1;
}

static void let_go(struct who *who, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (who[i].vm)
			skep_free(who[i].vm);
		else
			kernel_unload(&who[i].prog);
	}
}

static int64_t run_step(const struct who *who, struct task_io *io)
{
	struct skep_map *map = who->vm ? skep_obj_map(who->obj, "io") : NULL;
	uint32_t zero = 0, result;

	if (map) {
		assert_int_equal(skep_map_update(map, &zero, io, 0), 0);
		assert_int_equal(run_of(who->obj, "step"), 0);
		assert_int_equal(skep_map_lookup(map, &zero, io), 0);
	} else {
		assert_int_equal(kernel_map_update(who->io, &zero, io, 0), 0);
		assert_int_equal(kernel_run_tracing(&who->prog, &result), 0);
		assert_int_equal(kernel_map_lookup(who->io, &zero, io), 0);
		assert_int_equal(result, 0);
	}
	return io->result;
}

static int look_up(const struct who *who, int key, struct task_value *value)
{
	return who->vm ? skep_map_lookup(skep_obj_map(who->obj, "values"), &key, value) :
			 kernel_map_lookup(who->values, &key, value);
}

static int update(const struct who *who, int key, const struct task_value *value, uint64_t flags)
{
	return who->vm ? skep_map_update(skep_obj_map(who->obj, "values"), &key, value, flags) :
			 kernel_map_update(who->values, &key, value, flags);
}

static int take_out(const struct who *who, int key)
{
	return who->vm ? skep_map_delete(skep_obj_map(who->obj, "values"), &key) :
			 kernel_map_delete(who->values, &key);
}

enum step_kind { STEP_RUN, STEP_LOOK_UP, STEP_UPDATE, STEP_TAKE_OUT, N_STEP_KINDS };

struct step {
	enum step_kind kind;
	struct task_io io;
	struct task_value value;
	uint64_t flags;
	int key;
};

static int64_t make_step(const struct who *who, struct step *step)
{
	switch (step->kind) {
	case STEP_RUN: return run_step(who, &step->io);
	case STEP_LOOK_UP: return look_up(who, step->key, &step->value);
	case STEP_UPDATE: return update(who, step->key, &step->value, step->flags);
	default: return take_out(who, step->key);
	}
}

static uint64_t below(uint64_t *seed, uint64_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % n;
}

/* @keys: pidfds of this task and others, and what is no pidfd. */
static struct step random_step(uint64_t *seed, const int *keys, uint32_t n_keys)
{
	static const uint64_t get_flags[] = { 0, 1, 1, 1, 2, 3, UINT64_C(1) << 63 };
	static const uint64_t update_flags[] = { 0, 0, 1, 2, 3, 4, 5, 8, UINT64_C(1) << 32 };
	struct step step = { .kind = (enum step_kind)below(seed, N_STEP_KINDS) };

	step.io = (struct task_io){ .flags = get_flags[below(seed, 7)],
				    .first = { below(seed, 1000), below(seed, 1000) },
				    .op = (uint32_t)below(seed, 3),
				    .has_first = (uint32_t)below(seed, 2),
				    .has_task = below(seed, 8) != 0 };
	step.value = (struct task_value){ below(seed, 1000), below(seed, 1000) };
	step.flags = update_flags[below(seed, 9)];
	step.key = keys[below(seed, 2) ? 0 : below(seed, n_keys)];
	return step;
}

/* A child that is there, one that is a zombie, one that is gone. */
static void make_keys(int keys[6], pid_t children[3])
{
	for (int i = 0; i < 3; i++) {
		children[i] = fork();
		if (!children[i]) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			pause();
			_exit(0);
		}
		keys[i + 1] = open_task(children[i]);
		assert_true(keys[i + 1] > 0);
	}
	kill(children[1], SIGKILL);
	kill(children[2], SIGKILL);
	waitid(P_PID, (id_t)children[1], NULL, WEXITED | WNOWAIT);
	waitpid(children[2], NULL, 0);
	keys[0] = open_task(getpid());
	keys[4] = -1;
	keys[5] = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void test_steps(void **state)
{
	uint32_t n_steps = flavour_is_slow() ? 500 : 10000, n_found = 0, n_failed = 0, n;
	struct who who[N_HERE + 1];
	pid_t children[3];
	uint64_t seed = 7;
	int keys[6];

	(void)state;
	make_keys(keys, children);
	n = get_everybody(who);
	for (uint32_t i = 0; i < n_steps; i++) {
		const struct step asked = random_step(&seed, keys, 6);
		struct step first = asked;
		int64_t result = make_step(&who[n - 1], &first);

		n_found += first.kind == STEP_RUN && first.io.op == TASK_GET && result == 1;
		n_failed += result < 0;
		for (uint32_t k = 0; k < n - 1; k++) {
			struct step step = asked;

			int64_t here = make_step(&who[k], &step);

			if (here != result || memcmp(&step, &first, sizeof(step)))
				fail_msg("step %u on %u: kind %d, op %u, flags %llx, key %d: "
					 "%lld instead of %lld", i, k, asked.kind, asked.io.op,
					 (unsigned long long)asked.flags, asked.key,
					 (long long)here, (long long)result);
		}
	}
	assert_true(n_found > n_steps / 50 && n_failed > n_steps / 50);
	let_go(who, n);
	kill(children[0], SIGKILL);
	waitpid(children[0], NULL, 0);
	waitpid(children[1], NULL, 0);
	for (int i = 0; i < 6; i++)
		close(keys[i]);
}

/* A number that is the same all the time, is no address here, and is not NULL. */
static void test_pointer(void **state)
{
	struct who who[N_HERE + 1];
	uint32_t n = get_everybody(who);

	(void)state;
	for (uint32_t i = 0; i < n; i++) {
		struct task_io io = { .op = TASK_POINTER };

		run_step(&who[i], &io);
		assert_true(io.task >> 47 == (1 << 17) - 1);
		assert_int_equal(io.task, io.number);
		assert_true(io.same && !io.is_null);
	}
	let_go(who, n);
}

/* What else the kernel says of such a map from outside. */
static void test_commands(void **state)
{
	struct who who[N_HERE + 1];
	uint32_t n = get_everybody(who);
	struct skep_map *map = skep_obj_map(who[0].obj, "values");
	struct skep_map_info info;
	struct task_value value;
	int key = open_task(getpid()), next;

	(void)state;
	(void)n;
	skep_map_info(map, &info);
	assert_int_equal(info.key_size, 4);
	assert_int_equal(info.max_entries, 0);
	assert_int_equal(info.lookup_size, sizeof(value));
	assert_int_equal(skep_map_next_key(map, &key, &next), -LINUX_ENOTSUPP);
	assert_int_equal(skep_map_next_key(map, NULL, &next), -LINUX_ENOTSUPP);
	assert_int_equal(skep_map_lookup_and_delete(map, &key, &value), -LINUX_ENOTSUPP);
	assert_int_equal(skep_map_lookup_flags(map, &key, &value, SKEP_F_LOCK), -EINVAL);
	assert_int_equal(skep_map_freeze(map), 0);
	assert_int_equal(skep_map_update(map, &key, &(struct task_value){ 1, 1 }, 0), -EPERM);
	assert_int_equal(skep_map_delete(map, &key), -EPERM);
	assert_int_equal(skep_map_lookup(map, &key, &value), -ENOENT);
	assert_int_equal(run_of(who[0].obj, "count"), 1); /* programs write on */
	assert_int_equal(skep_map_lookup(map, &key, &value), 0);
	assert_int_equal(value.runs, 1);
	close(key);
	let_go(who, n);
}

/* ---- threads ---- */

struct worker {
	struct skep_obj *obj;
	pthread_barrier_t *together;
	uint32_t n_runs, last; /* results of count */
	bool in_order;
	struct task_value seen; /* by its own pidfd */
	int pidfd;
};

static void *count_runs(void *arg)
{
	struct worker *worker = arg;
	uint64_t ctx[16] = { 0 };
	int err = 0;

	worker->in_order = true;
	for (uint32_t i = 1; !err && i <= worker->n_runs; i++) {
		err = skep_run(skep_obj_prog(worker->obj, "count"), ctx, &worker->last);
		worker->in_order &= !err && worker->last == i;
	}
	worker->pidfd = open_task(gettid());
	if (worker->pidfd)
		skep_map_lookup(skep_obj_map(worker->obj, "values"), &worker->pidfd, &worker->seen);
	if (worker->seen.sum != (uint64_t)worker->n_runs * (uint32_t)gettid() && worker->pidfd)
		worker->in_order = false;
	if (worker->together) {
		pthread_barrier_wait(worker->together);
		pthread_barrier_wait(worker->together);
	}
	return NULL;
}

static void test_threads(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .lanes = N_THREADS + 3));
	struct skep_obj *obj = load_on(vm, machine_engine());
	struct worker workers[N_THREADS];
	pthread_t threads[N_THREADS];
	struct task_value value;

	(void)state;
	for (int i = 0; i < N_THREADS; i++) {
		workers[i] = (struct worker){ .obj = obj, .n_runs = 1000 + (uint32_t)i };
		assert_int_equal(pthread_create(&threads[i], NULL, count_runs, &workers[i]), 0);
	}
	for (int i = 0; i < N_THREADS; i++) {
		pthread_join(threads[i], NULL);
		assert_true(workers[i].in_order);
		if (!workers[i].pidfd)
			continue;
		assert_int_equal(workers[i].seen.runs, workers[i].n_runs);
		/* What is gone has no value, though nobody took it out yet. */
		while (!skep_map_lookup(skep_obj_map(obj, "values"), &workers[i].pidfd, &value))
			usleep(1000); /* the kernel is not done with it */
		assert_int_equal(skep_map_lookup(skep_obj_map(obj, "values"), &workers[i].pidfd,
						 &value), -ENOENT);
		close(workers[i].pidfd);
	}
	skep_free(vm);
}

static uint32_t count_in_thread(struct skep_obj *obj)
{
	struct worker worker = { .obj = obj, .n_runs = 1 };
	pthread_t thread;

	assert_int_equal(pthread_create(&thread, NULL, count_runs, &worker), 0);
	pthread_join(thread, NULL);
	if (worker.pidfd)
		close(worker.pidfd);
	return worker.last;
}

/* As many live tasks as there is room for; those that are gone make room. */
static void test_room(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .lanes = N_THREADS + 5,
					   .task_entries = N_THREADS));
	struct skep_obj *obj = load_on(vm, machine_engine());
	struct worker workers[N_THREADS];
	pthread_t threads[N_THREADS];
	pthread_barrier_t together;
	int self = open_task(getpid());

	(void)state;
	pthread_barrier_init(&together, NULL, N_THREADS + 1);
	for (int i = 0; i < 10 * N_THREADS; i++)
		assert_int_equal(count_in_thread(obj), 1);
	usleep(GONE_MS * 1000);
	for (int i = 0; i < N_THREADS; i++) {
		workers[i] = (struct worker){ .obj = obj, .n_runs = 1, .together = &together };
		assert_int_equal(pthread_create(&threads[i], NULL, count_runs, &workers[i]), 0);
	}
	pthread_barrier_wait(&together);
	for (int i = 0; i < N_THREADS; i++)
		assert_int_equal(workers[i].last, 1);
	assert_int_equal(count_in_thread(obj), UINT32_MAX);
	assert_int_equal(skep_map_update(skep_obj_map(obj, "values"), &self,
					 &(struct task_value){ 1, 1 }, 0), -ENOMEM);
	pthread_barrier_wait(&together);
	for (int i = 0; i < N_THREADS; i++) {
		pthread_join(threads[i], NULL);
		close(workers[i].pidfd);
	}
	usleep(GONE_MS * 1000);
	assert_int_equal(count_in_thread(obj), 1);
	assert_int_equal(skep_map_update(skep_obj_map(obj, "values"), &self,
					 &(struct task_value){ 1, 1 }, 0), 0);
	close(self);
	pthread_barrier_destroy(&together);
	skep_free(vm);
}

/* ---- processes ---- */

/* A child with this number, if the kernel lets us say so; 0: it does not. */
static pid_t fork_as(pid_t pid)
{
	struct clone_args args = { .exit_signal = SIGCHLD, .set_tid = (uintptr_t)&pid,
				   .set_tid_size = 1 };
	pid_t child = (pid_t)syscall(SYS_clone3, &args, sizeof(args));

	return child == 0 ? -1 : child < 0 ? 0 : child;
}

/* A number that is given again is another task. */
static void test_same_number(void **state)
{
	struct place place;
	struct skep *vm;
	struct skep_obj *obj;
	pid_t pid = fork();
	int status;

	(void)state;
	if (!pid)
		_exit(0);
	waitpid(pid, NULL, 0);
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .lanes = 5, .root = place.root));
	obj = load_on(vm, SKEP_ENGINE_INTERP);
	for (int i = 0; i < 3; i++) {
		pid_t child = fork_as(pid);

		if (child < 0)
			_exit(gettid() == pid && run_of(obj, "count") == 1 &&
			      run_of(obj, "count") == 2 ? 17 : 1);
		if (!child) {
			print_message("skipped: numbers of processes cannot be chosen\n");
			break;
		}
		assert_int_equal(child, pid);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 17);
	}
	skep_free(vm);
	place_remove(&place);
}

/* Runs as often as a pipe says, and answers the last result; -1 ends it. */
static void serve(const char *root, int from, int to)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .root = root));
	struct skep_obj *obj = load_on(vm, machine_engine());
	uint32_t n, last = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (read(from, &n, sizeof(n)) == sizeof(n)) {
		for (; n; n--)
			last = run_of(obj, "count");
		if (write(to, &last, sizeof(last)) != sizeof(last))
			break;
	}
	_exit(0);
}

struct child {
	pid_t pid;
	int to, from, pidfd;
};

static void start_child(struct child *child, const char *root)
{
	int to[2], from[2];

	assert_int_equal(pipe2(to, O_CLOEXEC) | pipe2(from, O_CLOEXEC), 0);
	child->pid = fork();
	if (!child->pid) {
		close(to[1]);
		serve(root, to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	child->to = to[1];
	child->from = from[0];
	child->pidfd = open_task(child->pid);
}

static void end_child(struct child *child)
{
	kill(child->pid, SIGKILL);
	waitpid(child->pid, NULL, 0);
	close(child->to);
	close(child->from);
	close(child->pidfd);
}

static uint32_t ask(const struct child *child, uint32_t n)
{
	uint32_t last = 0;

	assert_int_equal(write(child->to, &n, sizeof(n)), sizeof(n));
	assert_int_equal(read(child->from, &last, sizeof(last)), sizeof(last));
	return last;
}

/* Each process has its value in the map that all share, and everybody sees all of them. */
static void test_processes(void **state)
{
	struct child child[N_CHILDREN];
	struct task_value value;
	struct place place;
	struct skep_map *map;
	struct skep *vm;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .lanes = 9, .root = place.root,
			      .task_entries = N_CHILDREN));
	map = skep_map_create(vm, &(struct skep_map_info){ .name = "values",
		.type = MAP_TASK_STORAGE, .key_size = 4, .value_size = sizeof(value),
		.map_flags = MAP_F_NO_PREALLOC }, NULL);
	assert_non_null(map);
	assert_int_equal(skep_map_pin(vm, map, "values", NULL), 0);
	for (uint32_t i = 0; i < N_CHILDREN; i++) {
		start_child(&child[i], place.root);
		assert_int_equal(ask(&child[i], 10 + i), 10 + i);
	}
	for (uint32_t i = 0; i < N_CHILDREN; i++) {
		assert_int_equal(skep_map_lookup(map, &child[i].pidfd, &value), 0);
		assert_int_equal(value.runs, 10 + i);
		assert_int_equal(value.sum, (10 + i) * (uint64_t)child[i].pid);
	}
	value.runs = 100;
	assert_int_equal(skep_map_update(map, &child[1].pidfd, &value, SKEP_EXIST), 0);
	assert_int_equal(ask(&child[1], 1), 101);
	assert_int_equal(skep_map_delete(map, &child[1].pidfd), 0);
	assert_int_equal(ask(&child[1], 1), 1);
	for (uint32_t i = 0; i < 5; i++) { /* who comes has the room of who was killed */
		end_child(&child[0]);
		usleep(GONE_MS * 1000);
		start_child(&child[0], place.root);
		assert_int_equal(ask(&child[0], 2), 2);
		assert_int_equal(ask(&child[1], 1), 2 + i);
	}
	for (uint32_t i = 0; i < N_CHILDREN; i++)
		end_child(&child[i]);
	skep_free(vm);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),	    cmocka_unit_test(test_pointer),
		cmocka_unit_test(test_commands),    cmocka_unit_test(test_threads),
		cmocka_unit_test(test_room),	    cmocka_unit_test(test_same_number),
		cmocka_unit_test(test_processes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
