/*
 * The checker of machine code: what the JIT made is disassembled and judged by
 * rules of its own (expect_x64.def, expect_a64.def), which say what may be in
 * code at all, not what the JIT meant:
 *   - every byte belongs to an instruction that is expected, with operands of an
 *     expected form
 *   - a branch goes to the start of an instruction of this code, a call to the
 *     start of a function, or to a helper or host function that this program calls
 *   - an indirect branch is the end of a sequence that fixes where it goes, and
 *     that no branch enters in the middle
 *   - the stack pointer and the run block's register change in few ways only
 *   - in blinded code a constant is small, hidden, or the library's own
 */
#ifndef SKEP_TOOLS_CHECK_CODE_H
#define SKEP_TOOLS_CHECK_CODE_H

#include "vm/vm.h"

enum { MOST_FINDINGS = 16 };

struct finding {
	uint32_t at;  /* offset in the code */
	int32_t slot; /* wire slot of the instruction that it belongs to; -1: none */
	char text[160];
};

struct findings {
	uint32_t n; /* found; the first MOST_FINDINGS are kept */
	uint32_t n_insns; /* machine instructions looked at */
	struct finding row[MOST_FINDINGS];
};

/**
 * check_code - judge @code, which was made of @image and @binding
 * Return: 0: see @out; or -ENOMEM.
 */
int check_code(const struct image *image, const struct binding *binding,
	       const struct jit_code *code, struct findings *out);

#endif
