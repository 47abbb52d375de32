/*
 * Level 0 for x86-64: which register is which, and how instructions are
 * appended.  Private to jit/x64/.
 *
 * r1..r5 are the registers that System V passes arguments in, so that helpers
 * are called without moves.  What calls do not preserve besides them: the
 * budget in r9 (the sixth argument), and two scratch registers.
 */
#ifndef SKEP_JIT_X64_X64_H
#define SKEP_JIT_X64_X64_H

#include "jit/jit_impl.h"
#include "jit/x64/encode.h"

enum {
	REG_RUN = R12,   /* struct run, preserved by calls */
	REG_BUDGET = R9, /* run->budget while the code runs */
	SCRATCH = R11,   /* of one instruction's code; also its blinded constant */
	SCRATCH2 = R10,
};

/* Of temporaries; the last two are the scratch registers. */
extern const uint8_t x64_reg[N_IR_TEMPS];

/* ---- appending: id, width, operands ---- */

static inline void x64_put(struct jit *jit, enum x64_id id, const struct x64_op *op)
{
	jit->at = x64_encode(jit->at, id, op);
}

/* reg and rm, in the order of x64.def; a row of one operand has it in rm. */
static inline void x64_rr(struct jit *jit, enum x64_id id, unsigned width, unsigned reg,
			  unsigned rm)
{
	x64_put(jit, id, &(struct x64_op){ .width = (uint8_t)width, .reg = (uint8_t)reg,
					   .rm = (uint8_t)rm });
}

static inline void x64_r(struct jit *jit, enum x64_id id, unsigned width, unsigned rm)
{
	x64_rr(jit, id, width, 0, rm);
}

static inline void x64_rm(struct jit *jit, enum x64_id id, unsigned width, unsigned reg,
			  unsigned base, int32_t disp)
{
	x64_put(jit, id, &(struct x64_op){ .width = (uint8_t)width, .memory = true,
					   .reg = (uint8_t)reg, .rm = (uint8_t)base,
					   .disp = disp });
}

static inline void x64_ri(struct jit *jit, enum x64_id id, unsigned width, unsigned rm, int64_t imm)
{
	x64_put(jit, id, &(struct x64_op){ .width = (uint8_t)width, .rm = (uint8_t)rm,
					   .imm = imm });
}

static inline void x64_mi(struct jit *jit, enum x64_id id, unsigned width, unsigned base,
			  int32_t disp, int64_t imm)
{
	x64_put(jit, id, &(struct x64_op){ .width = (uint8_t)width, .memory = true,
					   .rm = (uint8_t)base, .disp = disp, .imm = imm });
}

static inline void x64_none(struct jit *jit, enum x64_id id, unsigned width)
{
	x64_put(jit, id, &(struct x64_op){ .width = (uint8_t)width });
}

static inline void x64_move(struct jit *jit, unsigned width, unsigned dst, unsigned src)
{
	if (dst != src || width == 32)
		x64_rr(jit, X64_MOV, width, src, dst);
}

/* ---- jumps ---- */

void x64_put_distance(struct jit *jit, int64_t v, unsigned size);
void x64_jump(struct jit *jit, uint32_t label);
void x64_jump_if(struct jit *jit, enum x64_cond cond, uint32_t label);
/* A jump forward over what is appended before x64_here: less than 128 bytes. */
uint8_t *x64_skip_if(struct jit *jit, enum x64_cond cond);
uint8_t *x64_skip(struct jit *jit);
void x64_here(struct jit *jit, uint8_t *skip);
/* A jump back to code of the same instruction. */
void x64_back_if(struct jit *jit, enum x64_cond cond, const uint8_t *to);
/* Call a function of the library or a helper. */
void x64_call_out(struct jit *jit, const void *body);

void x64_store_budget(struct jit *jit);
void x64_load_budget(struct jit *jit);

/* The address of what lies beside the code. */
void x64_data(struct jit *jit, unsigned reg, const void *data);

bool x64_has_bmi2(void);

/* ---- constants ---- */

/* The shortest move; flags may change. */
void x64_constant(struct jit *jit, unsigned reg, uint64_t v);
/* A constant operand of @width bits in a register, hidden where that is asked for. */
void x64_operand(struct jit *jit, unsigned reg, unsigned width, uint32_t ref);
/* A constant that follows from operand @from: hidden, however short that is. */
void x64_derived(struct jit *jit, unsigned reg, uint64_t v, uint32_t from);

/* ---- the parts of x64_target ---- */
void x64_alu(struct jit *jit, const struct ir_insn *insn);
void x64_access(struct jit *jit, const struct ir_insn *insn);

#endif
