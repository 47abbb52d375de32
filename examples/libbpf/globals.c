/*
 * A libbpf application with a skeleton: constants set before the program is loaded, counters
 * read through their mapping.  Nothing here knows of skep: run it as root, or under
 * `skep exec`.
 */
#include <bpf/bpf.h>
#include <stdio.h>
#include <string.h>

#include "globals.skel.h"

static int send_frame(int prog, unsigned size)
{
	char frame[512] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = size);
	int err = bpf_prog_test_run_opts(prog, &opts);

	if (err)
		fprintf(stderr, "test run: %s\n", strerror(-err));
	return err;
}

int main(void)
{
	struct globals *app = globals__open();
	int err = !app;

	if (!err) {
		app->rodata->short_frame = 200;
		err = globals__load(app);
	}
	for (unsigned size = 50; !err && size <= 500; size += 50)
		err = send_frame(bpf_program__fd(app->progs.measure), size);
	if (!err)
		printf("%llu short, %llu long, the last had %u bytes\n",
		       (unsigned long long)app->bss->n_short, (unsigned long long)app->bss->n_long,
		       app->data->last_size);
	globals__destroy(app);
	return err != 0;
}
