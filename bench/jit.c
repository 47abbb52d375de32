/*
 * Machine code of level 0: running time of hot loops beside the threaded
 * interpreter's, entering, and what compiling costs at several sizes: the best
 * of interleaved rounds.
 */
#include <stdio.h>
#include <string.h>

#include "bench/lib/timing.h"
#include "bench/loops.h"
#include "core/arena.h"
#include "interp/interp.h"
#include "jit/jit_impl.h"

enum { ENTRIES = 2000000, ROUNDS = 9, COMPILES = 7 };

struct compiled {
	struct binding interp, jit;
	const struct jit_code *code;
};

/* Facts that only say what everything needs. */
static struct fact *make_facts(struct arena *arena, uint32_t n)
{
	struct fact *fact = ARENA_ARRAY(arena, struct fact, n);

	for (uint32_t i = 0; fact && i < n; i++)
		fact[i].flags = FACT_REACHED | FACT_TAKEN | FACT_FALLS;
	return fact;
}

static int compile(struct arena *arena, const struct insn *insns, uint32_t n,
		   struct compiled *out, double *ns)
{
	struct subprog subprog = { .name = "main", .end = n };
	uint32_t frame_size = STACK_SIZE;
	struct image image = { .insns = (struct insn *)insns, .n_insns = n,
			       .subprogs = &subprog, .n_subprogs = 1 };
	struct facts facts = { .insn = make_facts(arena, n), .frame_size = &frame_size,
			       .stack_size = STACK_SIZE };
	const struct interp_code *threaded;
	double start = cpu_ns();

	*out = (struct compiled){ .interp.enter = interp_enter };
	if (!facts.insn || jit_prepare(&image, &facts, &out->jit, 0, arena, &out->code, NULL))
		return -1;
	*ns = cpu_ns() - start;
	if (interp_prepare(&image, &facts, &out->interp, arena, &threaded, NULL))
		return -1;
	out->interp.code = threaded;
	out->jit.enter = out->code->enter;
	return 0;
}

static double time_runs(const struct binding *binding, unsigned runs)
{
	struct run run = { .binding = binding, .budget = BUDGET_NONE };
	double start = cpu_ns();

	for (unsigned i = 0; i < runs; i++)
		binding->enter(&run);
	return cpu_ns() - start;
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
	double interp[N] = { 0 }, jit[N] = { 0 }, ns;
	struct compiled compiled[N];
	struct arena arena;

	arena_init(&arena, 0);
	for (int c = 0; c < N; c++)
		if (compile(&arena, cases[c].insns, cases[c].n, &compiled[c], &ns))
			return 1;
	for (int round = 0; round < ROUNDS; round++) {
		for (int c = 0; c < N; c++) {
			interp[c] = least(interp[c], time_runs(&compiled[c].interp, cases[c].runs));
			jit[c] = least(jit[c], time_runs(&compiled[c].jit, cases[c].runs));
		}
	}
	for (int c = 0; c < N; c++) {
		printf("jit %-6s %.3f ns %s, interpreter %.3f: %.1f times as fast\n", cases[c].name,
		       jit[c] / cases[c].executed,
		       cases[c].runs > 1 ? "a run" : "an instruction",
		       interp[c] / cases[c].executed, interp[c] / jit[c]);
		jit_free(compiled[c].code);
	}
	show_goal("ns to enter level 0", jit[N - 1] / ENTRIES, 2);
	show_goal("ns to enter the interpreter", interp[N - 1] / ENTRIES, 2);
	arena_free(&arena);
	return 0;
}

/* ---- compiling ---- */

struct size {
	uint32_t n;
	double cold, warm; /* ns */
	size_t bytes;
};

/* The loop's body over and over, with jumps over jumps. */
static struct insn *make_insns(struct arena *arena, uint32_t n)
{
	struct insn *insns = ARENA_ARRAY(arena, struct insn, n);

	for (uint32_t i = 0; insns && i < n; i++)
		insns[i] = i < n - 8 ? parse[2 + i % (PARSE_LOOP + 1)] :
				       (struct insn)K(MOV64_K, 0, 1);
	if (insns)
		insns[n - 1] = (struct insn)EXIT();
	return insns;
}

static int time_compiling(struct size *size, double *out)
{
	struct compiled compiled;
	struct arena arena;
	struct insn *insns;
	double ns;

	arena_init(&arena, 0);
	insns = make_insns(&arena, size->n);
	if (!insns || compile(&arena, insns, size->n, &compiled, &ns))
		return 1;
	*out = least(*out, ns);
	size->bytes = compiled.code->size;
	jit_free(compiled.code);
	arena_free(&arena);
	return 0;
}

/* The line through two sizes, which are @n_more instructions apart.  Return: ns each. */
static double show_line(const char *what, double small, double large, uint32_t n_more, uint32_t n)
{
	double each = (large - small) / n_more;

	printf("jit compile, %s: %.1f us and %.1f ns an instruction\n", what,
	       (small - each * n) / 1e3, each);
	return each;
}

/* Cold: what was freed went back to the system, so each page comes from there. */
static int compile_sizes(void)
{
	struct size size[] = { { .n = 100 }, { .n = 1000 }, { .n = 10000 }, { .n = 100000 },
			       { .n = 1000000 } };
	enum { N_SIZES = sizeof(size) / sizeof(*size) };
	double each;
	int err = 0;

	for (unsigned i = 0; i < N_SIZES; i++)
		for (unsigned round = 0; round < COMPILES; round++) {
			malloc_trim(0);
			err |= time_compiling(&size[i], &size[i].cold);
		}
	keep_memory();
	for (unsigned i = 0; i < N_SIZES; i++)
		for (unsigned round = 0; round < COMPILES; round++)
			err |= time_compiling(&size[i], &size[i].warm);
	for (unsigned i = 0; i < N_SIZES; i++)
		printf("jit compile %7u instructions: %8.1f us cold, %8.1f warm, %5.1f ns "
		       "and %.2f bytes each\n", size[i].n, size[i].cold / 1e3, size[i].warm / 1e3,
		       size[i].warm / size[i].n, (double)size[i].bytes / size[i].n);
	show_line("cold", size[0].cold, size[2].cold, size[2].n - size[0].n, size[0].n);
	each = show_line("warm", size[0].warm, size[2].warm, size[2].n - size[0].n, size[0].n);
	show_goal("ns to compile an instruction, warm", each, 30);
	return err;
}

/* What the kernel takes for a page of code: made, sealed, unmapped. */
static int time_memory(void)
{
	double ns = 0;

	for (unsigned round = 0; round < 4 * COMPILES; round++) {
		double start = cpu_ns();
		size_t size;
		void *pages;

		if (code_map(round << 24, 4096, &pages, &size))
			return 1;
		memset(pages, 0xcc, size);
		if (code_seal(pages, &size, size, 0))
			return 1;
		ns = least(ns, cpu_ns() - start);
		code_unmap(pages, size);
	}
	printf("jit compile: a page of code alone takes %.1f us\n", ns / 1e3);
	return 0;
}

int main(void)
{
	if (!jit_available()) {
		printf("there is no JIT for this machine\n");
		return 0;
	}
	return run_loops() || compile_sizes() || time_memory();
}
