/*
 * Random programs.
 *
 * The generator writes structured programs and knows, about as well as a simple
 * verifier, what each register and stack slot holds, so that most of what it
 * writes is safe and reaches deep.  What makes proofs go wrong is frequent:
 * edge constants, comparisons before use, both widths, narrow spills, copies at a
 * distance.  It depends on nothing but its arguments.
 */
#ifndef SKEP_FUZZ_GEN_H
#define SKEP_FUZZ_GEN_H

#include "fuzz/prog.h"
#include "fuzz/rng.h"

/**
 * struct gen_opts - what programs are like
 * @errors: percent of programs with one deliberate mistake
 * @steps: most actions of the entry function
 * @plain: only what gives the same result in the kernel's TEST_RUN
 * @callbacks: functions that helpers call back
 */
struct gen_opts {
	uint32_t errors, steps;
	bool plain, callbacks;
};

void gen_program(struct prog *prog, struct rng *rng, const struct gen_opts *opts);

/* Change one thing: a register, a number, an offset, the operation; insert, delete, duplicate. */
void mutate(struct prog *prog, struct rng *rng);

#endif
