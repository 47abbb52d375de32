/* Checks under load: many processes at once, no descriptors left, everything closed meanwhile. */
#include "bpf2.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 16, ROUNDS = 30, FEW = 64, CLOSED = 1000 };

/* Each adds its number to the shared map, and makes and runs what is its own. */
static int child(int shared, uint32_t number)
{
	uint32_t key = number, got = 0;

	for (uint32_t i = 0; i < ROUNDS; i++) {
		int map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 4, 0),
		    prog = make_prog(BPF_PROG_TYPE_XDP, 2);

		if (UPDATE(map, &key, &i, 0) || LOOKUP(map, &key, &got) || got != i)
			return 1;
		if (UPDATE(shared, &key, &(uint32_t){ i + 1 }, 0))
			return 2;
		close(map);
		close(prog);
	}
	return 0;
}

static void test_forks(void)
{
	int shared = make_map(BPF_MAP_TYPE_HASH, 4, 4, CHILDREN, 0), status, bad = 0;
	uint32_t value = 0, complete = 0;

	fflush(stdout);
	for (uint32_t i = 0; i < CHILDREN; i++)
		if (!fork())
			_exit(child(shared, i));
	for (uint32_t i = 0; i < CHILDREN; i++)
		bad += wait(&status) < 0 || status;
	CHECK("fork storm: all end well", bad, 0);
	for (uint32_t i = 0; i < CHILDREN; i++)
		complete += !LOOKUP(shared, &i, &value) && value == ROUNDS;
	CHECK("fork storm: all that they stored is there", complete, CHILDREN);
	close(shared);
}

static void test_exhaustion(void)
{
	struct rlimit before, few = { FEW, FEW };
	int fds[FEW], n = 0, map;
	long fd = 0;

	getrlimit(RLIMIT_NOFILE, &before);
	few.rlim_max = before.rlim_max;
	map = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0);
	setrlimit(RLIMIT_NOFILE, &few);
	while (n < FEW && (fd = map_make(&(struct map_spec){ BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0, 0, 0,
							     NULL })) >= 0)
		fds[n++] = (int)fd;
	CHECK("no descriptors left", fd, -EMFILE);
	CHECK("there were some before", n > FEW / 2, 1);
	CHECK("elements need none", LOOKUP(map, &(uint32_t){ 0 }, &(uint32_t){ 0 }), 0);
	CHECK("nor do those of other maps",
	      UPDATE(fds[n - 1], &(uint32_t){ 0 }, &(uint32_t){ 1 }, 0), 0);
	CHECK("a program",
	      prog_of(BPF_PROG_TYPE_XDP, (const struct bpf_insn[]){ MOV_IMM(0, 2), EXIT() }, 2),
	      -EMFILE);
	while (n)
		close(fds[--n]);
	fd = map_make(&(struct map_spec){ BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0, 0, 0, NULL });
	CHECK("after a close", fd >= 0, 1);
	close((int)fd);
	close(map);
	setrlimit(RLIMIT_NOFILE, &before);
}

static _Atomic int stop;

static void *look(void *arg)
{
	uint32_t key = 0, value;
	long bad = 0;

	while (!stop) {
		long result = LOOKUP(*(int *)arg, &key, &value);

		bad += result && result != -EBADF && result != -EINVAL;
	}
	return (void *)bad;
}

static void test_closing(void)
{
	int map = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0), number = map, status;
	pthread_t thread;
	void *bad = NULL;
	pid_t pid;

	pthread_create(&thread, NULL, look, &number);
	for (int i = 0; i < CLOSED; i++) {
		close(map);
		map = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0);
	}
	stop = 1;
	pthread_join(thread, &bad);
	CHECK("closed and made again under a lookup", (long)bad, 0);
	close(map);
	fflush(stdout);
	pid = fork();
	if (!pid) { /* as a daemon does */
		int fd;

		map = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0);
		close_range(3, ~0u, 0);
		if (LOOKUP(map, &(uint32_t){ 0 }, &(uint32_t){ 0 }) != -EBADF)
			_exit(1);
		for (fd = 3; fd < 1200; fd++)
			close(fd);
		fd = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0);
		_exit(fd != 3 || LOOKUP(fd, &(uint32_t){ 0 }, &(uint32_t){ 0 }));
	}
	waitpid(pid, &status, 0);
	CHECK("all descriptors closed, then new ones", status, 0);
}

void test_storm(void)
{
	command("processes");
	test_forks();
	test_exhaustion();
	test_closing();
}
