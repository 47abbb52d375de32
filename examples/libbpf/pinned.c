/*
 * A libbpf application in two processes: the first pins program and map, the second, which
 * it starts, finds them by their names and goes on.
 */
#include <bpf/bpf.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pinned.skel.h"

#define PROG "/sys/fs/bpf/skep_example_count"
#define MAP "/sys/fs/bpf/skep_example_seen"

static int run(int prog, unsigned times)
{
	struct __sk_buff skb = { .mark = 7 };
	char frame[64] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = sizeof(frame),
		    .ctx_in = &skb, .ctx_size_in = sizeof(skb), .repeat = (int)times);

	return bpf_prog_test_run_opts(prog, &opts) ? -1 : (int)opts.retval;
}

static int second(void)
{
	int prog = bpf_obj_get(PROG), map = bpf_obj_get(MAP);
	__u32 key = 0;
	__u64 n = 0;

	if (prog < 0 || map < 0 || bpf_map_lookup_elem(map, &key, &n))
		return 1;
	printf("found %llu frames", (unsigned long long)n);
	if (run(prog, 5) != 7 || bpf_map_lookup_elem(map, &key, &n))
		return 1;
	printf(", now %llu\n", (unsigned long long)n);
	return 0;
}

static int first(const char *self)
{
	struct pinned *app = pinned__open_and_load();
	int status = 1;
	pid_t pid;

	if (!app || bpf_program__pin(app->progs.count, PROG) ||
	    bpf_map__pin(app->maps.seen, MAP) || run(bpf_program__fd(app->progs.count), 3) != 7)
		return 1;
	pinned__destroy(app);
	pid = fork();
	if (!pid) {
		execl(self, self, "second", (char *)NULL);
		_exit(1);
	}
	waitpid(pid, &status, 0);
	unlink(PROG);
	unlink(MAP);
	return status != 0;
}

int main(int argc, char **argv)
{
	return argc > 1 ? second() : first(argv[0]);
}
