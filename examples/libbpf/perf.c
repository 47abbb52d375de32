/* A libbpf application with a perf buffer: a ring for each CPU. */
#include <bpf/bpf.h>
#include <linux/types.h>
#include <stdio.h>
#include <string.h>

#include "perf.skel.h"
#include "report.h"

enum { FRAMES = 100, PAGES = 8 };

struct sum {
	unsigned n, bytes, packet;
	unsigned long long lost;
};

static void on_sample(void *ctx, int cpu, void *data, __u32 size)
{
	const struct report *report = data;
	struct sum *sum = ctx;

	(void)cpu;
	if (size < sizeof(*report) + 14)
		return;
	sum->n++;
	sum->bytes += report->size;
	sum->packet += ((unsigned char *)data)[sizeof(*report)];
}

static void on_lost(void *ctx, int cpu, __u64 n)
{
	struct sum *sum = ctx;

	(void)cpu;
	sum->lost += n;
}

static int send_frames(int prog, unsigned n)
{
	unsigned char frame[64 + FRAMES] = { 0 };
	int err = 0;

	for (unsigned i = 0; !err && i < n; i++) {
		LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame,
			    .data_size_in = 64 + i % FRAMES);

		frame[0] = (unsigned char)i;
		err = bpf_prog_test_run_opts(prog, &opts);
	}
	return err;
}

int main(void)
{
	struct perf *app = perf__open_and_load();
	struct perf_buffer *buffer = NULL;
	struct sum sum = { 0 };
	int prog, polls = 0;

	if (app)
		buffer = perf_buffer__new(bpf_map__fd(app->maps.reports), PAGES, on_sample, on_lost,
					  &sum, NULL);
	if (!buffer) {
		fprintf(stderr, "perf buffer: %s\n", strerror(errno));
		perf__destroy(app);
		return 1;
	}
	prog = bpf_program__fd(app->progs.tell);
	if (send_frames(prog, FRAMES))
		return 1;
	while (sum.n < FRAMES && polls++ < 10)
		if (perf_buffer__poll(buffer, 1000) < 0)
			break;
	printf("%u samples, %u bytes, first bytes add up to %u, %llu lost\n", sum.n, sum.bytes,
	       sum.packet, sum.lost);
	perf_buffer__free(buffer);
	perf__destroy(app);
	return sum.n != FRAMES;
}
