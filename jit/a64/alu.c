/*
 * Arithmetic.  The machine divides by zero to zero, the most negative number by
 * -1 to itself, and masks counts of shifts: as core/insn.def says.
 */
#include <assert.h>

#include "jit/a64/a64.h"
#include "jit/divide.h"

/* An operation with its operands as machine registers: dst = first op src, dst = op src. */
struct alu {
	uint8_t op, width, dst, first, src;
	int64_t imm;
	uint32_t ref; /* of the immediate */
};

static void emit_simple(struct jit *jit, const struct alu *a)
{
	static const uint8_t ids[] = { [IR_ADD] = A64_ADD,   [IR_SUB] = A64_SUB,
				       [IR_OR] = A64_ORR,    [IR_AND] = A64_AND,
				       [IR_XOR] = A64_EOR,   [IR_DIV] = A64_UDIV,
				       [IR_SDIV] = A64_SDIV, [IR_LSH] = A64_LSL,
				       [IR_RSH] = A64_LSR,   [IR_ARSH] = A64_ASR };

	a64_rrr(jit, ids[a->op], a->width, a->dst, a->first, a->src);
}

static void emit_mul(struct jit *jit, const struct alu *a)
{
	a64_put(jit, A64_MADD, &(struct a64_op){ .width = a->width, .rd = a->dst, .rn = a->first,
						 .rm = a->src, .ra = XZR });
}

static void emit_mod(struct jit *jit, const struct alu *a)
{
	a64_rrr(jit, a->op == IR_SMOD ? A64_SDIV : A64_UDIV, a->width, SCRATCH2, a->first, a->src);
	a64_put(jit, A64_MSUB, &(struct a64_op){ .width = a->width, .rd = a->dst, .rn = SCRATCH2,
						 .rm = a->src, .ra = a->first });
}

static void emit_mov(struct jit *jit, const struct alu *a)
{
	a64_move(jit, a->width, a->dst, a->src);
}

static void emit_neg(struct jit *jit, const struct alu *a)
{
	a64_rrr(jit, a->op == IR_NEG ? A64_SUB : A64_ORN, a->width, a->dst, XZR, a->src);
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
	unsigned top = a->op == IR_MOVSX8 ? 7 : a->op == IR_MOVSX16 ? 15 : 31;

	bitfield(jit, A64_SBFM, a->width, a->dst, a->src, 0, top);
}

static void reverse(struct jit *jit, enum a64_id id, unsigned width, const struct alu *a)
{
	a64_put(jit, id, &(struct a64_op){ .width = (uint8_t)width, .rd = a->dst, .rn = a->src });
}

static void emit_swap(struct jit *jit, const struct alu *a)
{
	switch (a->op) {
	case IR_SWAP16:
		reverse(jit, A64_REV16, 32, a);
		bitfield(jit, A64_UBFM, 32, a->dst, a->dst, 0, 15);
		break;
	case IR_ZX16: bitfield(jit, A64_UBFM, 32, a->dst, a->src, 0, 15); break;
	case IR_SWAP32: reverse(jit, A64_REV32, 32, a); break;
	default: reverse(jit, A64_REV64, 64, a);
	}
}

static void (*const emitters[])(struct jit *jit, const struct alu *a) = {
	[IR_MOV] = emit_mov,        [IR_NEG] = emit_neg,        [IR_NOT] = emit_neg,
	[IR_MOVSX8] = emit_movsx,   [IR_MOVSX16] = emit_movsx,  [IR_MOVSX32] = emit_movsx,
	[IR_ZX16] = emit_swap,      [IR_SWAP16] = emit_swap,    [IR_SWAP32] = emit_swap,
	[IR_SWAP64] = emit_swap,    [IR_ADD] = emit_simple,     [IR_SUB] = emit_simple,
	[IR_MUL] = emit_mul,        [IR_DIV] = emit_simple,     [IR_SDIV] = emit_simple,
	[IR_MOD] = emit_mod,        [IR_SMOD] = emit_mod,       [IR_OR] = emit_simple,
	[IR_AND] = emit_simple,     [IR_XOR] = emit_simple,     [IR_LSH] = emit_simple,
	[IR_RSH] = emit_simple,     [IR_ARSH] = emit_simple,
};

/* ---- immediates ---- */

static void shift_by(struct jit *jit, const struct alu *a)
{
	unsigned n = (unsigned)a->imm & (a->width - 1u), top = a->width - 1u;

	if (a->op == IR_LSH)
		bitfield(jit, A64_UBFM, a->width, a->dst, a->first, (a->width - n) & top, top - n);
	else
		bitfield(jit, a->op == IR_RSH ? A64_UBFM : A64_SBFM, a->width, a->dst, a->first, n,
			 top);
}

static void rotate_by(struct jit *jit, const struct alu *a)
{
	a64_put(jit, A64_EXTR, &(struct a64_op){ .width = a->width, .rd = a->dst, .rn = a->first,
						 .rm = a->first,
						 .ra = (uint8_t)(-a->imm & (a->width - 1)) });
}

static bool logic_with_imm(struct jit *jit, const struct alu *a)
{
	enum a64_id id = a->op == IR_AND ? A64_AND_I : a->op == IR_OR ? A64_ORR_I : A64_EOR_I;
	struct a64_op op = { .width = a->width, .rd = a->dst, .rn = a->first };

	if (jit_hides(jit, a->ref) || !a64_set_logical(&op, (uint64_t)a->imm))
		return false;
	a64_put(jit, id, &op);
	return true;
}

static void shift_right(struct jit *jit, unsigned rd, unsigned rn, unsigned n)
{
	bitfield(jit, A64_UBFM, 64, rd, rn, n, 63);
}

/* SCRATCH2 = the high half of (n >> before) * SCRATCH, and what is added to it. */
static void multiply_high(struct jit *jit, const struct alu *a, const struct jit_inverse *inverse)
{
	unsigned n = a->first;

	if (a->width == 32)
		a64_move(jit, 32, n = SCRATCH2, a->first);
	else if (inverse->before)
		shift_right(jit, n = SCRATCH2, a->first, inverse->before);
	a64_rrr(jit, A64_UMULH, 64, SCRATCH2, n, SCRATCH);
	if (!inverse->adds)
		return;
	a64_rrr(jit, A64_SUB, 64, SCRATCH3, n, SCRATCH2);
	shift_right(jit, SCRATCH3, SCRATCH3, 1);
	a64_rrr(jit, A64_ADD, 64, SCRATCH2, SCRATCH2, SCRATCH3);
}

/* By what is no power of two, unsigned; to hide the factor costs more than it saves. */
static bool divide_by(struct jit *jit, const struct alu *a)
{
	uint64_t d = a->width == 32 ? (uint32_t)a->imm : (uint64_t)a->imm;
	struct jit_inverse inverse;

	if (!(d & (d - 1)) || (jit->flags & JIT_BLIND && a->ref & IR_CHOSEN))
		return false;
	inverse = jit_inverse(d, a->width);
	a64_constant(jit, SCRATCH, inverse.factor);
	if (inverse.narrow) {
		a64_move(jit, 32, SCRATCH2, a->first);
		a64_put(jit, A64_MADD, &(struct a64_op){ .width = 64, .rd = SCRATCH2, .ra = XZR,
							 .rn = SCRATCH2, .rm = SCRATCH });
	} else {
		multiply_high(jit, a, &inverse);
	}
	if (a->op == IR_DIV) {
		shift_right(jit, a->dst, SCRATCH2, inverse.after);
		return true;
	}
	shift_right(jit, SCRATCH2, SCRATCH2, inverse.after);
	a64_operand(jit, SCRATCH, 64, a->ref);
	a64_put(jit, A64_MSUB, &(struct a64_op){ .width = a->width, .rd = a->dst, .rn = SCRATCH2,
						 .rm = SCRATCH, .ra = a->first });
	return true;
}

/* Without a register for the immediate, where the instruction can have it. */
static bool emit_with_imm(struct jit *jit, const struct alu *a)
{
	bool adds = (a->op == IR_ADD) == (a->imm >= 0);
	int64_t magnitude = a->imm < 0 ? -a->imm : a->imm;

	switch (a->op) {
	case IR_LSH: case IR_RSH: case IR_ARSH: shift_by(jit, a); return true;
	case IR_ROL: rotate_by(jit, a); return true;
	case IR_AND: case IR_OR: case IR_XOR: return logic_with_imm(jit, a);
	case IR_DIV: case IR_MOD: return divide_by(jit, a);
	case IR_MOV: a64_operand(jit, a->dst, a->width, a->ref); return true;
	case IR_ADD: case IR_SUB:
		if (!a64_is_imm12(magnitude) || jit_hides(jit, a->ref))
			return false;
		a64_imm(jit, adds ? A64_ADD_I : A64_SUB_I, a->width, a->dst, a->first, magnitude);
		return true;
	default: return false;
	}
}

void a64_alu(struct jit *jit, const struct ir_insn *insn)
{
	bool unary = ir_form(insn) == IR_FORM_MOVE;
	uint32_t second = unary ? insn->a : insn->b;
	struct alu a = { .op = insn->op, .width = insn->width, .dst = a64_reg[insn->to],
			 .ref = second };

	if (!unary)
		a.first = a64_reg[insn->a];
	if (ir_is_constant(second)) {
		a.imm = (int64_t)ir_value(jit->ir, second);
		if (emit_with_imm(jit, &a))
			return;
		a64_operand(jit, SCRATCH, 64, second);
		a.src = SCRATCH;
	} else {
		a.src = a64_reg[second];
	}
	assert(a.op < sizeof(emitters) / sizeof(*emitters) && emitters[a.op]);
	emitters[a.op](jit, &a);
}
