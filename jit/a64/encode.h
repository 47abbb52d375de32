/* Encoding ARM64: rows of a64.def with operands.  Pure; see a64.def. */
#ifndef SKEP_JIT_A64_ENCODE_H
#define SKEP_JIT_A64_ENCODE_H

#include <stdbool.h>
#include <stdint.h>

enum { A64_INSN = 4 }; /* bytes of an instruction, and what distances are multiples of */

enum a64_reg {
	X0, X1, X2, X3, X4, X5, X6, X7, X8, X9, X10, X11, X12, X13, X14, X15,
	X16, X17, X18, X19, X20, X21, X22, X23, X24, X25, X26, X27, X28, FP, LR,
	XZR, /* by the instruction also the stack pointer */
	SP = XZR,
};

enum a64_cond {
	A64_EQ, A64_NE, A64_HS, A64_LO, A64_MI, A64_PL, A64_HI = 8, A64_LS, A64_GE, A64_LT,
	A64_GT, A64_LE,
};

enum a64_id {
#define A64(id, text, form, word) A64_##id,
#include "jit/a64/a64.def"
	N_A64
};

enum a64_form {
	A64_FORM_RRR, A64_FORM_RRRR, A64_FORM_RR, A64_FORM_R, A64_FORM_IMM12, A64_FORM_MOVE,
	A64_FORM_BITS, A64_FORM_LOGIC, A64_FORM_EXTRACT, A64_FORM_SCALED, A64_FORM_UNSCALED,
	A64_FORM_INDEX, A64_FORM_ATOMIC, A64_FORM_PAIR, A64_FORM_JUMP, A64_FORM_COND,
	A64_FORM_TEST, A64_FORM_PAGE, A64_FORM_SET, A64_FORM_NONE,
};

struct a64_row {
	const char *text;
	uint8_t form;
	uint32_t word;
};
extern const struct a64_row a64_row[N_A64];

/** struct a64_op - operands, as the form names them */
struct a64_op {
	uint8_t width; /* 32, 64 */
	uint8_t rd, rn, rm, ra;
	int64_t imm;   /* distances in bytes, from the instruction's start */
};

uint32_t a64_encode(enum a64_id id, const struct a64_op *op);

/* Set the distance of a branch, an ADRP (of pages), or the low bits of its ADD_I. */
bool a64_set_distance(uint32_t *word, int64_t distance, uint64_t address);

/*
 * Can AND, ORR, EOR and ANDS have this immediate: a run of ones, rotated, in elements of
 * 2, 4 ... 64 bits that are all alike?  Then @op's fields for it are set.
 */
bool a64_set_logical(struct a64_op *op, uint64_t v);

/* Can an addition or subtraction have this immediate? */
static inline bool a64_is_imm12(int64_t v)
{
	return (v & ~INT64_C(0xfff)) == 0 || (v & ~INT64_C(0xfff000)) == 0;
}

#endif
