/*
 * The programs of the benchmark give the same results and the same frames on each
 * engine, hardened or not, from run to run: they keep numbers in global variables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/programs/frame.h"
#include "tests/lib/vm_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 60 };

static const char *const programs[] = {
#define PROGRAM_ROW(id, text) #id,
#include "bench/programs/programs.def"
};

/* A way to run one: engine and rights. */
struct way {
	enum skep_engine engine;
	uint32_t rights;
};
static const struct way ways[] = {
	{ SKEP_ENGINE_CHECKED, 0 },
	{ SKEP_ENGINE_INTERP, 0 },
	{ SKEP_ENGINE_JIT, 0 },
	{ SKEP_ENGINE_JIT, SKEP_NO_HARDENING },
};
enum { N_WAYS = sizeof(ways) / sizeof(*ways) };

/* IPv4 and TCP from one of some sources; some frames are of other kinds, or short. */
static uint32_t make_frame(uint8_t *frame, uint32_t seed)
{
	seed = frame_fill(frame, seed);
	if (seed >> 16 & 7)
		frame_head(frame);
	frame[FRAME_SOURCE] = (uint8_t)(seed >> 18 & 3);
	if (seed & 1 << 17)
		memcpy(frame + 100 + (seed >> 8 & 511), "EVIL", 4);
	return seed >> 20 & 15 ? FRAME : 1000;
}

static struct skep_obj *load_way(struct skep *vm, const char *name, const struct way *way)
{
	const char *build = getenv("BUILD");
	struct skep_obj *obj;
	char path[256];

	snprintf(path, sizeof(path), "%s/bench/programs/%s.bpf.o", build ? build : "build", name);
	obj = skep_obj_open(vm, path, NULL, NULL);
	assert_non_null(obj);
	assert_int_equal(skep_prog_set_engine(skep_obj_next_prog(obj, NULL), way->engine), 0);
	must_load(obj);
	return obj;
}

static void run_way(const char *name, const struct way *way, uint32_t results[FRAMES],
		    uint8_t frames[FRAMES][FRAME])
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = way->rights));
	struct skep_prog *prog = skep_obj_next_prog(load_way(vm, name, way), NULL);

	for (uint32_t i = 0; i < FRAMES; i++) {
		uint32_t size = make_frame(frames[i], i / 3 + 1);
		struct skep_xdp xdp;

		skep_xdp_init(&xdp, frames[i], size);
		assert_int_equal(skep_run(prog, &xdp, &results[i]), 0);
	}
	skep_free(vm);
}

static void test_all_ways(void **state)
{
	static uint8_t wanted_frames[FRAMES][FRAME], frames[FRAMES][FRAME];
	uint32_t wanted[FRAMES], results[FRAMES];

	(void)state;
	for (size_t p = 0; p < sizeof(programs) / sizeof(*programs); p++) {
		unsigned n_different = 0;

		run_way(programs[p], &ways[0], wanted, wanted_frames);
		for (unsigned i = 1; i < FRAMES; i++)
			n_different += wanted[i] != wanted[0];
		if (!n_different) /* it does not look at its frames */
			fail_msg("%s: %u always", programs[p], wanted[0]);
		for (unsigned w = 1; w < N_WAYS; w++) {
			if (ways[w].engine == SKEP_ENGINE_JIT && !jit_available())
				continue;
			run_way(programs[p], &ways[w], results, frames);
			assert_memory_equal(results, wanted, sizeof(wanted));
			assert_memory_equal(frames, wanted_frames, sizeof(frames));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_ways),
	};

	return cmocka_run_group_tests_name("programs", tests, NULL, NULL);
}
