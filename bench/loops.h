/* Small programs that the benchmarks of the engines share. */
#ifndef BENCH_LOOPS_H
#define BENCH_LOOPS_H

#include "core/insn.h"

enum { ITERATIONS = 1000000 };

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

#endif
