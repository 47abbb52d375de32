/*
 * A libbpf application whose processes each have a value of their own, kept by the program
 * and read by pidfd.  Nothing here knows of skep: run it as root, or under `skep exec --trusted`.
 */
#include <bpf/bpf.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tasks.skel.h"

enum { N_CHILDREN = 3, PASS = 2 };

static int send_frame(const struct tasks *app)
{
	char frame[64] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = sizeof(frame));
	int err = bpf_prog_test_run_opts(bpf_program__fd(app->progs.count), &opts);

	return err ? err : opts.retval == PASS ? 0 : -ENOMEM;
}

/* Runs so often, says how it went, and waits. */
static void be_child(const struct tasks *app, int n, int to)
{
	int err = 0;

	while (n-- && !err)
		err = send_frame(app);
	if (write(to, &err, sizeof(err)) == sizeof(err))
		pause();
	_exit(1);
}

/* What a child counted; -EEXIST: it has a value still when it is gone. */
static int ask_child(const struct tasks *app, int n, unsigned long long *counted)
{
	int map = bpf_map__fd(app->maps.n_runs), pidfd, err = -EIO, from[2];
	pid_t child;

	if (pipe(from))
		return -errno;
	child = fork();
	if (!child)
		be_child(app, n, from[1]);
	pidfd = (int)syscall(SYS_pidfd_open, child, 0);
	if (read(from[0], &err, sizeof(err)) == sizeof(err) && !err)
		err = bpf_map_lookup_elem(map, &pidfd, counted);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	if (!err && bpf_map_lookup_elem(map, &pidfd, counted) != -ENOENT)
		err = -EEXIST;
	close(pidfd);
	close(from[0]);
	close(from[1]);
	return err;
}

int main(void)
{
	struct tasks *app = tasks__open_and_load();
	int err = app ? 0 : -errno;

	for (int i = 1; !err && i <= N_CHILDREN; i++) {
		unsigned long long counted = 0;

		err = ask_child(app, 10 * i, &counted);
		if (!err)
			printf("%llu ", counted);
		fflush(stdout);
	}
	if (err)
		fprintf(stderr, "tasks: %s\n", strerror(-err));
	else
		printf("runs\n");
	tasks__destroy(app);
	return err != 0;
}
