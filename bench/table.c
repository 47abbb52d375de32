/*
 * The programs of bench/programs in every engine, beside the same C compiled for
 * this machine and, where bpf(2) is permitted, the kernel's JIT under TEST_RUN.
 *
 *   table DIR    the folder of the examples; the objects lie in ../bench/programs
 *
 * First each gives the same results and frames everywhere, else this ends with
 * 1; then rounds of all of them take turns.  Shown: the median of each, in ns a
 * run, the spread of level 0's rounds, what compiling costs and makes an
 * instruction, geometric means of the ratios.  The kernel's figure is its own, in
 * whole ns, and has the loop of TEST_RUN in it (some 8 ns); ours has a call.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/programs/frame.h"
#include "vm/vm.h"

enum { ROUNDS = 7, CHECKS = 64, ROUND_NS = 10000000 };

typedef uint32_t native_fn(uint8_t *frame, uint8_t *end);

#define PROGRAM_ROW(id, text) native_fn native_##id;
#include "bench/programs/programs.def"

enum side { NATIVE, LEVEL_0, HARDENED, INTERP, KERNEL, N_SIDES };
static const char *const side_name[N_SIDES] = { "native", "level 0", "hardened", "interp",
						"kernel" };

struct program {
	const char *name;
	native_fn *native;
	struct skep *vm[N_SIDES];
	struct skep_prog *prog[N_SIDES]; /* LEVEL_0, HARDENED, INTERP */
	struct bpf_object *object;
	int kernel_fd; /* or -1 */
	uint64_t runs;
	double ns[N_SIDES][ROUNDS];
	double compile_ns, bytes; /* an instruction */
};

static struct program programs[] = {
#define PROGRAM_ROW(id, text) { .name = #id, .native = native_##id },
#include "bench/programs/programs.def"
};
enum { N_PROGRAMS = sizeof(programs) / sizeof(*programs) };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* TCP over IPv4 from 192.0.2.x, port 443, and a payload that follows from @seed. */
static void make_frame(uint8_t *frame, uint32_t seed)
{
	seed = frame_fill(frame, seed);
	frame_head(frame);
	frame[FRAME_SOURCE] = (uint8_t)(seed >> 16);
}

/* ---- loading ---- */

static int load_side(struct program *p, enum side side, const char *path)
{
	uint32_t rights = side == LEVEL_0 ? SKEP_NO_HARDENING : 0;
	struct skep_error error = { 0 };
	struct skep_obj *obj;

	p->vm[side] = skep_new(SKEP_OPTS(.rights = rights), &error);
	obj = p->vm[side] ? skep_obj_open(p->vm[side], path, NULL, &error) : NULL;
	p->prog[side] = obj ? skep_obj_next_prog(obj, NULL) : NULL;
	if (p->prog[side] &&
	    !skep_prog_set_engine(p->prog[side],
				  side == INTERP ? SKEP_ENGINE_INTERP : SKEP_ENGINE_JIT) &&
	    !skep_obj_load(obj, &error))
		return 0;
	skep_error_print(&error, stderr);
	return -1;
}

/* Where it is not permitted, or the kernel refuses the program, the column is empty. */
static void load_kernel(struct program *p, const char *path)
{
	struct bpf_program *prog;

	p->kernel_fd = -1;
	p->object = bpf_object__open_file(path, NULL);
	if (!p->object || bpf_object__load(p->object))
		return;
	prog = bpf_object__next_program(p->object, NULL);
	p->kernel_fd = prog ? bpf_program__fd(prog) : -1;
}

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

/* ---- running ---- */

static uint32_t run_skep(const struct skep_prog *prog, uint8_t *frame, uint64_t n)
{
	struct run run = { .binding = &prog->binding, .budget = BUDGET_NONE };
	struct skep_xdp xdp;
	uint64_t r0 = 0;

	skep_xdp_init(&xdp, frame, FRAME);
	run.ctx = &xdp;
	while (n--)
		r0 = prog->binding.enter(&run);
	return (uint32_t)r0;
}

static uint32_t run_native(native_fn *native, uint8_t *frame, uint64_t n)
{
	uint32_t r0 = 0;

	while (n--)
		r0 = native(frame, frame + FRAME);
	return r0;
}

/* *@ns: of a run, as the kernel measured it. */
static uint32_t run_kernel(const struct program *p, uint8_t *frame, uint64_t n, double *ns)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = FRAME,
		    .data_out = frame, .data_size_out = FRAME, .repeat = (int)n);

	if (bpf_prog_test_run_opts(p->kernel_fd, &opts))
		return UINT32_MAX;
	*ns = opts.duration;
	return opts.retval;
}

static uint32_t run_side(const struct program *p, enum side side, uint8_t *frame, uint64_t n,
			 double *ns)
{
	double start = now();
	uint32_t r0;

	if (side == KERNEL)
		return run_kernel(p, frame, n, ns);
	r0 = side == NATIVE ? run_native(p->native, frame, n) :
			      run_skep(p->prog[side], frame, n);
	*ns = (now() - start) / (double)n;
	return r0;
}

static bool has_side(const struct program *p, enum side side)
{
	return side != KERNEL || p->kernel_fd >= 0;
}

/* The same answers and frames from run to run, on all that there are. */
static int check(const struct program *p)
{
	uint8_t frame[N_SIDES][FRAME];
	uint32_t r0[N_SIDES];
	double ns;

	for (uint32_t i = 0; i < CHECKS; i++) {
		for (enum side side = NATIVE; side < N_SIDES; side++) {
			if (!has_side(p, side))
				continue;
			make_frame(frame[side], i / 3 + 1);
			r0[side] = run_side(p, side, frame[side], 1, &ns);
			if (r0[side] == r0[NATIVE] && !memcmp(frame[side], frame[NATIVE], FRAME))
				continue;
			fprintf(stderr, "%s: frame %u: %s answers 0x%x, native 0x%x\n", p->name, i,
				side_name[side], r0[side], r0[NATIVE]);
			return -1;
		}
	}
	return 0;
}

static void choose_runs(struct program *p)
{
	uint8_t frame[FRAME];
	double ns;

	make_frame(frame, 1);
	run_side(p, INTERP, frame, 200, &ns);
	p->runs = (uint64_t)(ROUND_NS / (ns < 1 ? 1 : ns)) + 100;
}

static void run_round(struct program *p, unsigned round)
{
	uint8_t frame[FRAME];

	for (enum side side = NATIVE; side < N_SIDES; side++) {
		make_frame(frame, 1);
		if (has_side(p, side))
			run_side(p, side, frame, p->runs, &p->ns[side][round]);
	}
}

/* The best of some, as of a cold program nobody waits for twice. */
static int time_compiling(struct program *p)
{
	const struct skep_prog *prog = p->prog[LEVEL_0];
	double best = 1e18, start, ns;

	for (unsigned i = 0; i < 20; i++) {
		const struct jit_code *code;
		struct arena arena;

		arena_init(&arena, 0);
		start = now();
		if (jit_prepare(prog->image, prog->facts, &prog->binding, 0, &arena, &code, NULL))
			return -1;
		ns = now() - start;
		best = ns < best ? ns : best;
		jit_free(code);
		arena_free(&arena);
	}
	p->compile_ns = best / prog->image->n_insns;
	p->bytes = (double)prog->jit->size / prog->image->n_insns;
	return 0;
}

/* ---- what is shown ---- */

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(const struct program *p, enum side side)
{
	return p->ns[side][ROUNDS / 2]; /* sorted */
}

static void print_one(struct program *p)
{
	for (enum side side = NATIVE; side < N_SIDES; side++)
		qsort(p->ns[side], ROUNDS, sizeof(double), compare);
	printf("%-10s", p->name);
	for (enum side side = NATIVE; side < N_SIDES; side++)
		has_side(p, side) ? printf(" %9.1f", median(p, side)) : printf(" %9s", "-");
	printf("  %4.0f %%  %6.1f %6.2f\n",
	       100 * (p->ns[LEVEL_0][ROUNDS - 1] - p->ns[LEVEL_0][0]) / median(p, LEVEL_0),
	       p->compile_ns, p->bytes);
}

static void print_ratio(enum side side)
{
	double sum = 0;
	unsigned n = 0;

	for (unsigned i = 0; i < N_PROGRAMS; i++) {
		if (!has_side(&programs[i], side) || median(&programs[i], side) <= 0)
			continue;
		sum += log(median(&programs[i], LEVEL_0) / median(&programs[i], side));
		n++;
	}
	if (n)
		printf("level 0 takes %.2f times as long as %s (geometric mean of %u)\n",
		       exp(sum / n), side_name[side], n);
}

static int load_all(const char *folder)
{
	char path[512];

	for (unsigned i = 0; i < N_PROGRAMS; i++) {
		struct program *p = &programs[i];

		snprintf(path, sizeof(path), "%s/%s.bpf.o", folder, p->name);
		if (load_side(p, LEVEL_0, path) || load_side(p, HARDENED, path) ||
		    load_side(p, INTERP, path))
			return -1;
		load_kernel(p, path);
		if (check(p) || time_compiling(p))
			return -1;
		choose_runs(p);
	}
	return 0;
}

int main(int argc, char **argv)
{
	char folder[400];

	snprintf(folder, sizeof(folder), "%s/../bench/programs",
		 argc > 1 ? argv[1] : "build/examples");
	libbpf_set_print(quiet);
	if (load_all(folder))
		return 1;
	printf("ns a run   ");
	for (enum side side = NATIVE; side < N_SIDES; side++)
		printf("%9s ", side_name[side]);
	printf("spread  ns/insn bytes/insn\n");
	for (unsigned round = 0; round < ROUNDS; round++)
		for (unsigned i = 0; i < N_PROGRAMS; i++)
			run_round(&programs[i], round);
	for (unsigned i = 0; i < N_PROGRAMS; i++)
		print_one(&programs[i]);
	for (enum side side = NATIVE; side < N_SIDES; side++)
		if (side != LEVEL_0)
			print_ratio(side);
	for (unsigned i = 0; i < N_PROGRAMS; i++) {
		for (enum side side = LEVEL_0; side <= INTERP; side++)
			skep_free(programs[i].vm[side]);
		bpf_object__close(programs[i].object);
	}
	return 0;
}
