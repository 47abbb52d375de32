/*
 * Machine code of level 0: running time of hot loops beside the threaded
 * interpreter's, entering, and what compiling costs at several sizes: the best
 * of interleaved rounds.
 */
#include <stdio.h>
#include <time.h>

#include "bench/loops.h"
#include "core/arena.h"
#include "interp/interp.h"
#include "jit/jit.h"

enum { ENTRIES = 2000000, ROUNDS = 9 };

struct compiled {
	struct binding interp, jit;
	const struct jit_code *code;
};

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec * 1e-9;
}

/* Facts that only say what everything needs. */
static struct fact *make_facts(struct arena *arena, uint32_t n)
{
	struct fact *fact = ARENA_ARRAY(arena, struct fact, n);

	for (uint32_t i = 0; fact && i < n; i++)
		fact[i].flags = FACT_REACHED | FACT_TAKEN | FACT_FALLS;
	return fact;
}

static int compile(struct arena *arena, const struct insn *insns, uint32_t n,
		   struct compiled *out, double *seconds)
{
	struct subprog subprog = { .name = "main", .end = n };
	uint32_t frame_size = STACK_SIZE;
	struct image image = { .insns = (struct insn *)insns, .n_insns = n,
			       .subprogs = &subprog, .n_subprogs = 1 };
	struct facts facts = { .insn = make_facts(arena, n), .frame_size = &frame_size,
			       .stack_size = STACK_SIZE };
	const struct interp_code *threaded;
	double start = now();

	*out = (struct compiled){ .interp.enter = interp_enter, .jit.enter = jit_enter };
	if (!facts.insn || jit_prepare(&image, &facts, &out->jit, 0, arena, &out->code, NULL))
		return -1;
	*seconds = now() - start;
	if (interp_prepare(&image, &facts, &out->interp, arena, &threaded, NULL))
		return -1;
	out->interp.code = threaded;
	out->jit.code = out->code;
	return 0;
}

static double time_runs(const struct binding *binding, unsigned runs)
{
	struct run run = { .binding = binding, .budget = BUDGET_NONE };
	double start = now();

	for (unsigned i = 0; i < runs; i++)
		binding->enter(&run);
	return now() - start;
}

static double best(double so_far, double t)
{
	return so_far == 0 || t < so_far ? t : so_far;
}

#define CASE(name, loop) { #name, name, sizeof(name) / sizeof(*name), 1, (double)ITERATIONS * loop }

static int run_loops(void)
{
	const struct {
		const char *name;
		const struct insn *insns;
		uint32_t n;
		unsigned runs;
		double executed;
	} cases[] = {
		CASE(mix, MIX_LOOP), CASE(parse, PARSE_LOOP), CASE(count, COUNT_LOOP),
		{ "entry", entry, 2, ENTRIES, ENTRIES },
	};
	enum { N = sizeof(cases) / sizeof(*cases) };
	double interp[N] = { 0 }, jit[N] = { 0 }, seconds;
	struct compiled compiled[N];
	struct arena arena;

	arena_init(&arena, 0);
	for (int c = 0; c < N; c++)
		if (compile(&arena, cases[c].insns, cases[c].n, &compiled[c], &seconds))
			return 1;
	for (int round = 0; round < ROUNDS; round++) {
		for (int c = 0; c < N; c++) {
			interp[c] = best(interp[c], time_runs(&compiled[c].interp, cases[c].runs));
			jit[c] = best(jit[c], time_runs(&compiled[c].jit, cases[c].runs));
		}
	}
	for (int c = 0; c < N; c++) {
		printf("jit %-6s %.3f ns %s, interpreter %.3f: %.1f times as fast\n", cases[c].name,
		       jit[c] / cases[c].executed * 1e9,
		       cases[c].runs > 1 ? "a run" : "an instruction",
		       interp[c] / cases[c].executed * 1e9, interp[c] / jit[c]);
		jit_free(compiled[c].code);
	}
	arena_free(&arena);
	return 0;
}

/* The loop's body over and over, with jumps over jumps: @n instructions. */
static int time_compiling(uint32_t n)
{
	double least = 0, seconds = 0;
	struct compiled compiled;
	struct arena arena;
	struct insn *insns;
	size_t size = 0;

	for (int round = 0; round < 5; round++) {
		arena_init(&arena, 0);
		insns = ARENA_ARRAY(&arena, struct insn, n);
		if (!insns)
			return 1;
		for (uint32_t i = 0; i < n; i++)
			insns[i] = parse[2 + i % (PARSE_LOOP + 1)];
		insns[n - 1] = (struct insn)EXIT();
		for (uint32_t i = n - 8; i < n - 1; i++)
			insns[i] = (struct insn)K(MOV64_K, 0, 1);
		if (compile(&arena, insns, n, &compiled, &seconds))
			return 1;
		least = best(least, seconds);
		size = compiled.code->size;
		jit_free(compiled.code);
		arena_free(&arena);
	}
	printf("jit compile %7u instructions: %8.1f us, %5.1f ns and %.2f bytes each\n", n,
	       least * 1e6, least / n * 1e9, (double)size / n);
	return 0;
}

int main(void)
{
	int err;

	if (!jit_available()) {
		printf("there is no JIT for this machine\n");
		return 0;
	}
	err = run_loops();
	for (uint32_t n = 100; n <= 1000000; n *= 10)
		err |= time_compiling(n);
	return err;
}
