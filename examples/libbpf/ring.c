/* A libbpf application that polls a ring buffer, while another thread makes the records. */
#include <bpf/bpf.h>
#include <linux/types.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "report.h"
#include "ring.skel.h"

enum { FRAMES = 100 };

struct sum {
	unsigned n, bytes, firsts;
};

static int on_report(void *ctx, void *data, size_t size)
{
	const struct report *report = data;
	struct sum *sum = ctx;

	if (size != sizeof(*report))
		return -1;
	sum->n++;
	sum->bytes += report->size;
	sum->firsts += report->first;
	return 0;
}

static void *send_frames(void *arg)
{
	int prog = *(int *)arg;
	unsigned char frame[64 + FRAMES] = { 0 };

	for (unsigned i = 0; i < FRAMES; i++) {
		LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = 64 + i);

		frame[0] = (unsigned char)i;
		if (i % 10 == 0)
			usleep(2000);
		if (bpf_prog_test_run_opts(prog, &opts))
			break;
	}
	return NULL;
}

int main(void)
{
	struct ring *app = ring__open_and_load();
	struct ring_buffer *ring = NULL;
	struct sum sum = { 0 };
	pthread_t sender;
	int prog, polls = 0;

	if (app)
		ring = ring_buffer__new(bpf_map__fd(app->maps.reports), on_report, &sum, NULL);
	if (!ring) {
		fprintf(stderr, "ring buffer: %s\n", strerror(errno));
		ring__destroy(app);
		return 1;
	}
	prog = bpf_program__fd(app->progs.tell);
	pthread_create(&sender, NULL, send_frames, &prog);
	while (sum.n < FRAMES && polls++ < 1000)
		if (ring_buffer__poll(ring, 1000) < 0)
			break;
	pthread_join(sender, NULL);
	printf("%u reports, %u bytes, first bytes add up to %u; then %d\n", sum.n, sum.bytes,
	       sum.firsts, ring_buffer__poll(ring, 10));
	ring_buffer__free(ring);
	ring__destroy(app);
	return sum.n != FRAMES;
}
