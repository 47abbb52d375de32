/*
 * Arithmetic.  The machine divides by zero to zero, the most negative number by
 * -1 to itself, and masks counts of shifts: as core/insn.def says.
 */
#include <assert.h>

#include "jit/a64/a64.h"

/* An instruction with its operands as machine registers. */
struct alu {
	uint8_t op, width, dst, src;
	bool is_imm;
	int64_t imm;
};

static void emit_simple(struct jit *jit, const struct alu *a)
{
	static const uint8_t ids[] = { [OP_ADD] = A64_ADD,   [OP_SUB] = A64_SUB,
				       [OP_OR] = A64_ORR,    [OP_AND] = A64_AND,
				       [OP_XOR] = A64_EOR,   [OP_DIV] = A64_UDIV,
				       [OP_SDIV] = A64_SDIV, [OP_LSH] = A64_LSL,
				       [OP_RSH] = A64_LSR,   [OP_ARSH] = A64_ASR };

	a64_rrr(jit, ids[a->op], a->width, a->dst, a->dst, a->src);
}

static void emit_mul(struct jit *jit, const struct alu *a)
{
	a64_put(jit, A64_MADD, &(struct a64_op){ .width = a->width, .rd = a->dst, .rn = a->dst,
						 .rm = a->src, .ra = XZR });
}

static void emit_mod(struct jit *jit, const struct alu *a)
{
	a64_rrr(jit, a->op == OP_SMOD ? A64_SDIV : A64_UDIV, a->width, SCRATCH2, a->dst, a->src);
	a64_put(jit, A64_MSUB, &(struct a64_op){ .width = a->width, .rd = a->dst, .rn = SCRATCH2,
						 .rm = a->src, .ra = a->dst });
}

static void emit_mov(struct jit *jit, const struct alu *a)
{
	a64_move(jit, a->width, a->dst, a->src);
}

static void emit_neg(struct jit *jit, const struct alu *a)
{
	a64_rrr(jit, A64_SUB, a->width, a->dst, XZR, a->dst);
}

static void bitfield(struct jit *jit, enum a64_id id, unsigned width, unsigned rd, unsigned rn,
		     unsigned immr, unsigned imms)
{
	a64_put(jit, id, &(struct a64_op){ .width = (uint8_t)width, .rd = (uint8_t)rd,
					   .rn = (uint8_t)rn, .rm = (uint8_t)immr,
					   .ra = (uint8_t)imms });
}

static void emit_movsx(struct jit *jit, const struct alu *a)
{
	unsigned top = a->op == OP_MOVSX8 ? 7 : a->op == OP_MOVSX16 ? 15 : 31;

	bitfield(jit, A64_SBFM, a->width, a->dst, a->src, 0, top);
}

static void reverse(struct jit *jit, enum a64_id id, unsigned width, unsigned reg)
{
	a64_put(jit, id, &(struct a64_op){ .width = (uint8_t)width, .rd = (uint8_t)reg,
					   .rn = (uint8_t)reg });
}

static void emit_swap(struct jit *jit, const struct alu *a)
{
	switch (a->op) {
	case OP_SWAP16:
		reverse(jit, A64_REV16, 32, a->dst);
		/* fall through */
	case OP_LE16: bitfield(jit, A64_UBFM, 32, a->dst, a->dst, 0, 15); break;
	case OP_LE32: a64_move(jit, 32, a->dst, a->dst); break;
	case OP_SWAP32: reverse(jit, A64_REV32, 32, a->dst); break;
	case OP_SWAP64: reverse(jit, A64_REV64, 64, a->dst); break;
	default: break; /* LE64 */
	}
}

static void (*const emitters[])(struct jit *jit, const struct alu *a) = {
	[OP_ADD] = emit_simple,   [OP_SUB] = emit_simple,   [OP_OR] = emit_simple,
	[OP_AND] = emit_simple,   [OP_XOR] = emit_simple,   [OP_MUL] = emit_mul,
	[OP_MOV] = emit_mov,      [OP_NEG] = emit_neg,      [OP_DIV] = emit_simple,
	[OP_SDIV] = emit_simple,  [OP_MOD] = emit_mod,      [OP_SMOD] = emit_mod,
	[OP_LSH] = emit_simple,   [OP_RSH] = emit_simple,   [OP_ARSH] = emit_simple,
	[OP_MOVSX8] = emit_movsx, [OP_MOVSX16] = emit_movsx, [OP_MOVSX32] = emit_movsx,
	[OP_LE16] = emit_swap,    [OP_LE32] = emit_swap,    [OP_LE64] = emit_swap,
	[OP_SWAP16] = emit_swap,  [OP_SWAP32] = emit_swap,  [OP_SWAP64] = emit_swap,
};

/* ---- immediates ---- */

static void shift_by(struct jit *jit, const struct alu *a)
{
	unsigned n = (unsigned)a->imm & (a->width - 1u), top = a->width - 1u;

	if (a->op == OP_LSH)
		bitfield(jit, A64_UBFM, a->width, a->dst, a->dst, (a->width - n) & top, top - n);
	else
		bitfield(jit, a->op == OP_RSH ? A64_UBFM : A64_SBFM, a->width, a->dst, a->dst, n,
			 top);
}

/* Without a register for the immediate, where the instruction can have it. */
static bool emit_with_imm(struct jit *jit, const struct alu *a)
{
	bool add = (a->op == OP_ADD) == (a->imm >= 0);
	int64_t magnitude = a->imm < 0 ? -a->imm : a->imm;

	switch (a->op) {
	case OP_LSH: case OP_RSH: case OP_ARSH: shift_by(jit, a); return true;
	case OP_MOV:
		a64_blinded(jit, a->dst, a->width == 32 ? (uint32_t)a->imm : (uint64_t)a->imm);
		return true;
	case OP_ADD: case OP_SUB:
		if (!a64_is_imm12(magnitude) || a64_hides(jit, a->imm))
			return false;
		a64_imm(jit, add ? A64_ADD_I : A64_SUB_I, a->width, a->dst, a->dst, magnitude);
		return true;
	default: return false;
	}
}

void a64_alu(struct jit *jit, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	struct alu a = { .op = info->op, .width = info->width, .dst = a64_reg[insn->dst],
			 .src = a64_reg[insn->src], .imm = insn->imm };

	assert(a.op < sizeof(emitters) / sizeof(*emitters) && emitters[a.op]);
	if (info->form == FORM_DST_IMM) {
		if (emit_with_imm(jit, &a))
			return;
		a64_blinded(jit, SCRATCH, (uint64_t)a.imm);
		a.src = SCRATCH;
	}
	emitters[a.op](jit, &a);
}
