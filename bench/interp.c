/*
 * Instructions a second of the threaded interpreter on hot loops, and the cost
 * of entering it: the best of interleaved rounds, also in cycles of a chain of
 * additions timed beside it, which a busy or throttled machine slows alike.
 */
#include <stdio.h>
#include <time.h>

#include "core/arena.h"
#include "interp/interp.h"

enum { ITERATIONS = 1000000, ENTRIES = 2000000, ROUNDS = 15, CHAIN = 20000000 };

#define K(ID, DST, IMM) { .id = INSN_##ID, .dst = DST, .imm = IMM }
#define X(ID, DST, SRC) { .id = INSN_##ID, .dst = DST, .src = SRC }
#define MEM(ID, DST, SRC, OFF) { .id = INSN_##ID, .dst = DST, .src = SRC, .off = OFF }
#define JUMP(ID, DST, IMM, OFF) { .id = INSN_##ID, .dst = DST, .off = OFF, .imm = IMM }
#define EXIT() { .id = INSN_EXIT }

/* Mixing in registers, the loop of a hash. */
static const struct insn mix[] = {
	K(MOV64_K, 0, 1), K(MOV64_K, 1, ITERATIONS), K(MOV64_K, 2, 0x1e3779b1), K(MOV64_K, 3, 7),
	X(ADD64_X, 0, 2), X(MOV64_X, 4, 0), K(RSH64_K, 4, 15), X(XOR64_X, 0, 4), X(MUL32_X, 3, 2),
	X(XOR64_X, 3, 0), K(ADD64_K, 2, 12345), X(OR64_X, 5, 3), K(SUB64_K, 1, 1),
	JUMP(JNE_K, 1, 0, -10), EXIT(),
};
enum { MIX_LOOP = 10 };

/* Bytes in memory with branches, the loop of a parser. */
static const struct insn parse[] = {
	K(MOV64_K, 0, 0), K(MOV64_K, 1, ITERATIONS), MEM(STDW, 10, 0, -8), K(MOV64_K, 6, 3),
	MEM(LDXB, 2, 10, -8), MEM(LDXB, 3, 10, -7), K(LSH64_K, 3, 8), X(OR64_X, 3, 2),
	JUMP(JGT_K, 3, 0x1000, 2), X(ADD64_X, 0, 3), JUMP(JNE_K, 6, 3, 1), K(ADD64_K, 0, 1),
	MEM(STXH, 10, 0, -6), MEM(LDXH, 4, 10, -4), X(ADD64_X, 0, 4), K(ADD64_K, 1, -1),
	JUMP(JNE_K, 1, 0, -13), EXIT(),
};
enum { PARSE_LOOP = 13 };

/* The smallest loop. */
static const struct insn count[] = {
	K(MOV64_K, 0, 0), K(MOV64_K, 1, ITERATIONS),
	K(ADD64_K, 0, 3), K(SUB64_K, 1, 1), JUMP(JNE_K, 1, 0, -3), EXIT(),
};
enum { COUNT_LOOP = 3 };

static const struct insn entry[] = { K(MOV64_K, 0, 2), EXIT() };

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec * 1e-9;
}

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
	double start = now();

	for (unsigned i = 0; i < runs; i++)
		interp_enter(&run);
	return now() - start;
}

static double time_chain(void)
{
	double start = now();
	uint64_t x = 0;

	for (int i = 0; i < CHAIN; i++)
		__asm__ volatile("" : "+r"(x) : "r"(++x));
	return now() - start;
}

static double best(double so_far, double t)
{
	return so_far == 0 || t < so_far ? t : so_far;
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
		chain = best(chain, time_chain());
		for (int c = 0; c < N; c++)
			times[c] = best(times[c], time_runs(code[c], cases[c].runs));
	}
	for (int c = 0; c < N; c++) {
		double t = times[c], cycle = chain / CHAIN;

		if (cases[c].executed > 0)
			printf("interp %-6s %.2f G instructions/s, %.2f cycles each\n",
			       cases[c].name, cases[c].executed / t * 1e-9,
			       t / cases[c].executed / cycle);
		else
			printf("interp %-6s %.2f ns a run, %.1f cycles\n", cases[c].name,
			       t / cases[c].runs * 1e9, t / cases[c].runs / cycle);
	}
	printf("cycle         %.3f ns\n", chain / CHAIN * 1e9);
	arena_free(&arena);
	return 0;
}
