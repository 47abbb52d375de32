/*
 * Level 0 for ARM64: which register is which, and how instructions are
 * appended.  Private to jit/a64/.
 *
 * r1..r5 are the registers that arguments are passed in; r0 is not the first of
 * them, so results of calls are moved.  The budget is preserved by calls.
 */
#ifndef SKEP_JIT_A64_A64_H
#define SKEP_JIT_A64_A64_H

#include "jit/a64/encode.h"
#include "jit/jit_impl.h"

enum {
	REG_R0 = X7,
	REG_R10 = X23,
	REG_RUN = X24,
	REG_BUDGET = X25,
	SCRATCH = X9, SCRATCH2 = X10, SCRATCH3 = X11, ADDRESS = X12, KEY = X13, /* of one insn */
	REG_T0 = X14, REG_T1 = X15,
	REG_FAR = X16, /* where a call goes that is out of reach */
};

extern const uint8_t a64_reg[N_IR_TEMPS];

static inline void a64_put(struct jit *jit, enum a64_id id, const struct a64_op *op)
{
	uint32_t word = a64_encode(id, op);

	__builtin_memcpy(jit->at, &word, sizeof(word));
	jit->at += sizeof(word);
}

static inline void a64_rrr(struct jit *jit, enum a64_id id, unsigned width, unsigned rd,
			   unsigned rn, unsigned rm)
{
	a64_put(jit, id, &(struct a64_op){ .width = (uint8_t)width, .rd = (uint8_t)rd,
					   .rn = (uint8_t)rn, .rm = (uint8_t)rm });
}

/* rd op rn, imm: an addition or subtraction. */
static inline void a64_imm(struct jit *jit, enum a64_id id, unsigned width, unsigned rd,
			   unsigned rn, int64_t imm)
{
	a64_put(jit, id, &(struct a64_op){ .width = (uint8_t)width, .rd = (uint8_t)rd,
					   .rn = (uint8_t)rn, .imm = imm });
}

static inline void a64_move(struct jit *jit, unsigned width, unsigned rd, unsigned rm)
{
	if (rd != rm || width == 32)
		a64_rrr(jit, A64_ORR, width, rd, XZR, rm);
}

/* size: log2 of the access. */
static inline void a64_atomic(struct jit *jit, enum a64_id id, unsigned size, unsigned rt,
			      unsigned rn, unsigned rs)
{
	a64_put(jit, id, &(struct a64_op){ .rd = (uint8_t)rt, .rn = (uint8_t)rn,
					   .rm = (uint8_t)rs, .ra = (uint8_t)size });
}

/* Load or store through the form that the offset fits. */
enum a64_access { A64_STORE, A64_LOAD, A64_LOAD_SIGNED };
void a64_memory(struct jit *jit, enum a64_access access, unsigned size, unsigned rt, unsigned base,
		int64_t off);

/* Add a constant to a register; flags stay as they are. */
void a64_add(struct jit *jit, unsigned rd, unsigned rn, int64_t v);
void a64_constant(struct jit *jit, unsigned reg, uint64_t v);
/* A constant operand of @width bits in a register, hidden where that is asked for. */
void a64_operand(struct jit *jit, unsigned reg, unsigned width, uint32_t ref);

void a64_jump(struct jit *jit, uint32_t label);
bool a64_is_near(const struct jit *jit, uint32_t label); /* for a conditional branch */
void a64_jump_if(struct jit *jit, enum a64_cond cond, uint32_t label);
/* A jump over what is appended before a64_here. */
uint8_t *a64_skip_if(struct jit *jit, enum a64_cond cond);
void a64_here(struct jit *jit, uint8_t *skip);
/* While SCRATCH3 is not zero, back to code of the same instruction. */
void a64_repeat(struct jit *jit, const uint8_t *to);
void a64_address(struct jit *jit, unsigned reg, uint32_t label);
/* The same of code that a64_address_set says is next. */
uint8_t *a64_address_here(struct jit *jit, unsigned reg);
void a64_address_set(struct jit *jit, uint8_t *at);
void a64_call_out(struct jit *jit, const void *body);
/* The address of what lies beside the code. */
void a64_data(struct jit *jit, unsigned reg, const void *data);
bool a64_has_lse(const struct jit *jit);

/* ---- the parts of a64_target ---- */
void a64_alu(struct jit *jit, const struct ir_insn *insn);
void a64_access(struct jit *jit, const struct ir_insn *insn);
bool a64_indexes(const struct ir_insn *access, unsigned scale);
void a64_indexed(struct jit *jit, const struct ir_insn *insn);

#endif
