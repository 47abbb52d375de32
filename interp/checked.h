/*
 * The checked interpreter: every register carries provenance (region, offset,
 * initialised or not), every access is checked against the regions that exist,
 * and, where facts are given, every register written is asserted to lie in its
 * proved abstract value.  Runs unverified programs too.  Slow on purpose: it
 * is the oracle of the tests and a second wall for hosts that want one.
 */
#ifndef SKEP_INTERP_CHECKED_H
#define SKEP_INTERP_CHECKED_H

#include "core/facts.h"
#include "core/run.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_BOUNDS,      /* access outside its region */
	FAULT_NOT_POINTER, /* dereference of a number or of NULL */
	FAULT_UNINIT,      /* use of what was never written */
	FAULT_READ_ONLY,
	FAULT_LEAK,        /* an address would become a number, without the right leak-pointers */
	FAULT_HELPER,      /* a helper's argument does not fit its row */
	FAULT_RESULT,      /* not one that the program type, or a helper that calls back, allows */
	FAULT_CONTROL,     /* jump outside, call too deep, unsupported instruction */
	FAULT_FACT,        /* a proved fact does not hold: a bug of the verifier */
	FAULT_STEPS,       /* max_steps reached */
};

struct fault {
	enum fault_kind kind;
	uint32_t insn;      /* decoded */
	uint64_t steps;     /* instructions executed */
	char text[200];
};

/**
 * checked_run - run @image under full checks
 * @facts: of this image, or NULL for an unverified program
 * @max_steps: most instructions; 0: no limit but run->budget
 * @fault: says what went wrong; kind FAULT_NONE if nothing
 *
 * Return: r0, 0 on a fault (run->status is then RUN_FAULT).
 */
uint64_t checked_run(const struct image *image, const struct facts *facts, struct run *run,
		     uint64_t max_steps, struct fault *fault);

#endif
