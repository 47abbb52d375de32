/*
 * Packets a second of the example programs, by engine: one packet of each kind
 * over and over in batches of 64, best of several rounds, so that the figure is
 * that of a warm cache on an idle core.
 *
 *   packets DIR    where the examples' objects are
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/timing.h"
#include "skep/skep.h"

enum { BATCH = 64, ROUNDS = 7, BATCHES = 4000, FRAME = 128 };

/* A TCP segment from 192.0.2.1 to 192.0.2.2, port 1000 to 443. */
static const uint8_t tcp_frame[FRAME] = {
	2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0,
	0x45, 0, 0, 114, 0, 0, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2,
	3, 232, 1, 187, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x10, 0xff, 0xff, 0, 0, 0, 0,
};

static double run_round(struct skep_prog *prog, struct skep_xdp *frames, int batches)
{
	uint32_t results[BATCH];
	double start = cpu_ns();

	for (int i = 0; i < batches; i++)
		if (skep_run_batch(prog, frames, sizeof(*frames), BATCH, results) != BATCH)
			return -1;
	return (cpu_ns() - start) / ((double)batches * BATCH);
}

static int measure(const char *dir, const char *name, enum skep_engine engine,
		   const char *engine_name, uint32_t rights, int batches)
{
	static uint8_t data[BATCH][FRAME];
	struct skep_xdp frames[BATCH];
	struct skep_error error;
	struct skep_opts opts = { .size = sizeof(opts), .rights = rights };
	struct skep *vm = skep_new(&opts, &error);
	struct skep_obj *obj;
	struct skep_prog *prog;
	double best = 0;
	char path[512];

	snprintf(path, sizeof(path), "%s/%s.bpf.o", dir, name);
	obj = vm ? skep_obj_open(vm, path, NULL, &error) : NULL;
	prog = obj ? skep_obj_prog(obj, NULL) : NULL;
	if (!prog || skep_prog_set_engine(prog, engine) || skep_obj_load(obj, &error)) {
		skep_error_print(&error, stderr);
		skep_free(vm);
		return -1;
	}
	for (int i = 0; i < BATCH; i++) {
		memcpy(data[i], tcp_frame, FRAME);
		skep_xdp_init(&frames[i], data[i], FRAME);
	}
	for (int round = 0; round < ROUNDS; round++)
		best = least(best, run_round(prog, frames, batches));
	printf("%-12s %-8s %8.1f ns a packet %10.2f million packets a second\n", name, engine_name,
	       best, 1e3 / best);
	skep_free(vm);
	return best > 0 ? 0 : -1;
}

int main(int argc, char **argv)
{
	static const char *const names[] = { "counter", "portpolicy", "ratelimit", "firewall" };
	int err = 0;

	if (argc != 2) {
		fprintf(stderr, "usage: packets DIR\n");
		return 2;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		err |= measure(argv[1], names[i], SKEP_ENGINE_INTERP, "interp", 0, BATCHES);
		err |= measure(argv[1], names[i], SKEP_ENGINE_CHECKED, "checked", 0, BATCHES / 100);
		err |= measure(argv[1], names[i], SKEP_ENGINE_JIT, "jit", SKEP_TRUSTED, BATCHES);
		err |= measure(argv[1], names[i], SKEP_ENGINE_JIT, "blinded", 0, BATCHES);
	}
	return err ? 1 : 0;
}
