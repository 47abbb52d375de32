/* A libbpf application that puts programs into an array, and takes one out again. */
#include <bpf/bpf.h>
#include <stdio.h>

#include "tail.skel.h"

static int verdict(int prog, unsigned char first)
{
	unsigned char frame[64] = { first };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = sizeof(frame));

	return bpf_prog_test_run_opts(prog, &opts) ? -1 : (int)opts.retval;
}

int main(void)
{
	struct tail *app = tail__open_and_load();
	int array, prog, drop, pass;
	__u32 key;

	if (!app)
		return 1;
	array = bpf_map__fd(app->maps.handlers);
	prog = bpf_program__fd(app->progs.dispatch);
	drop = bpf_program__fd(app->progs.drop);
	pass = bpf_program__fd(app->progs.pass);
	key = 1;
	bpf_map_update_elem(array, &key, &drop, BPF_ANY);
	key = 2;
	bpf_map_update_elem(array, &key, &pass, BPF_ANY);
	printf("%d %d %d %d\n", verdict(prog, 0), verdict(prog, 1), verdict(prog, 2),
	       verdict(prog, 9));
	bpf_map_delete_elem(array, &key);
	printf("%d\n", verdict(prog, 2));
	tail__destroy(app);
	return 0;
}
