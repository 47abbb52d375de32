/*
 * Instructions a second of the threaded interpreter on hot loops, and the cost
 * of entering it: the best of interleaved rounds, also in cycles of a chain of
 * additions timed beside it, which a busy or throttled machine slows alike.
 */
#include <stdio.h>

#include "bench/lib/timing.h"
#include "bench/loops.h"
#include "core/arena.h"
#include "interp/interp.h"

enum { ENTRIES = 2000000, ROUNDS = 15, CHAIN = 20000000 };

static const struct interp_code *prepare(struct arena *arena, const struct insn *insns, uint32_t n)
{
	struct subprog subprog = { .name = "main", .end = n };
	uint32_t frame_size = STACK_SIZE;
	struct fact *fact = ARENA_ARRAY(arena, struct fact, n);
	struct image image = { .insns = (struct insn *)insns, .n_insns = n,
			       .subprogs = &subprog, .n_subprogs = 1 };
	struct facts facts = { .insn = fact, .frame_size = &frame_size, .stack_size = STACK_SIZE };
	struct binding binding = { 0 };
	const struct interp_code *code;

	if (!fact)
		return NULL;
	for (uint32_t i = 0; i < n; i++)
		fact[i].flags = FACT_REACHED;
	return interp_prepare(&image, &facts, &binding, arena, &code, NULL) ? NULL : code;
}

static double time_runs(const struct interp_code *code, unsigned runs)
{
	const struct binding binding = { .code = code };
	struct run run = { .binding = &binding, .budget = BUDGET_NONE };
	double start = cpu_ns();

	for (unsigned i = 0; i < runs; i++)
		interp_enter(&run);
	return cpu_ns() - start;
}

static double time_chain(void)
{
	double start = cpu_ns();
	uint64_t x = 0;

	for (int i = 0; i < CHAIN; i++)
		__asm__ volatile("" : "+r"(x) : "r"(++x));
	return cpu_ns() - start;
}

#define CASE(name, loop) { #name, name, sizeof(name) / sizeof(*name), 1, (double)ITERATIONS * loop }

int main(void)
{
	const struct {
		const char *name;
		const struct insn *insns;
		uint32_t n;
		unsigned runs;
		double executed;
	} cases[] = {
		CASE(mix, MIX_LOOP), CASE(parse, PARSE_LOOP), CASE(count, COUNT_LOOP),
		{ "entry", entry, 2, ENTRIES, 0 },
	};
	enum { N = sizeof(cases) / sizeof(*cases) };
	const struct interp_code *code[N];
	double times[N] = { 0 }, chain = 0;
	struct arena arena;

	arena_init(&arena, 0);
	for (int c = 0; c < N; c++) {
		code[c] = prepare(&arena, cases[c].insns, cases[c].n);
		if (!code[c])
			return 1;
	}
	for (int round = 0; round < ROUNDS; round++) {
		chain = least(chain, time_chain());
		for (int c = 0; c < N; c++)
			times[c] = least(times[c], time_runs(code[c], cases[c].runs));
	}
	for (int c = 0; c < N; c++) {
		double t = times[c], cycle = chain / CHAIN;

		if (cases[c].executed > 0)
			printf("interp %-6s %.2f G instructions/s, %.2f cycles each\n",
			       cases[c].name, cases[c].executed / t,
			       t / cases[c].executed / cycle);
		else
			printf("interp %-6s %.2f ns a run, %.1f cycles\n", cases[c].name,
			       t / cases[c].runs, t / cases[c].runs / cycle);
	}
	printf("cycle         %.3f ns\n", chain / CHAIN);
	arena_free(&arena);
	return 0;
}
