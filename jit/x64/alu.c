/*
 * Arithmetic.  The source of an instruction is a machine register or an
 * immediate; edge cases of division and shifts are those of core/insn.def.
 */
#include <assert.h>

#include "jit/divide.h"
#include "jit/x64/x64.h"

/* An operation with its operands as machine registers: dst = dst op src, dst = op src. */
struct alu {
	uint8_t op, width, dst, src;
	bool is_imm;
	int64_t imm;
	uint32_t ref; /* of the immediate */
};

static int64_t low_bits(const struct alu *a)
{
	return a->width == 32 ? (int32_t)a->imm : a->imm;
}

/* ---- dst op= src ---- */

static const struct {
	uint8_t rr, ri;
} simple[] = {
	[IR_ADD] = { X64_ADD, X64_ADD_I }, [IR_SUB] = { X64_SUB, X64_SUB_I },
	[IR_OR] = { X64_OR, X64_OR_I },    [IR_AND] = { X64_AND, X64_AND_I },
	[IR_XOR] = { X64_XOR, X64_XOR_I },
};

static void emit_simple(struct jit *jit, const struct alu *a)
{
	if (a->is_imm)
		x64_ri(jit, simple[a->op].ri, a->width, a->dst, low_bits(a));
	else
		x64_rr(jit, simple[a->op].rr, a->width, a->src, a->dst);
}

static void emit_mul(struct jit *jit, const struct alu *a)
{
	if (a->is_imm)
		x64_put(jit, X64_IMUL_I, &(struct x64_op){ .width = a->width, .reg = a->dst,
							   .rm = a->dst, .imm = low_bits(a) });
	else
		x64_rr(jit, X64_IMUL, a->width, a->dst, a->src);
}

static void emit_mov(struct jit *jit, const struct alu *a)
{
	if (a->is_imm)
		x64_operand(jit, a->dst, a->width, a->ref);
	else
		x64_move(jit, a->width, a->dst, a->src);
}

static void emit_neg(struct jit *jit, const struct alu *a)
{
	x64_move(jit, 64, a->dst, a->src);
	x64_r(jit, a->op == IR_NEG ? X64_NEG : X64_NOT, a->width, a->dst);
}

static void emit_movsx(struct jit *jit, const struct alu *a)
{
	enum x64_id id = a->op == IR_MOVSX8  ? X64_MOVSX8 :
			 a->op == IR_MOVSX16 ? X64_MOVSX16 :
					       X64_MOVSXD;

	x64_rr(jit, id, a->width, a->dst, a->src);
}

/* ---- byte order ---- */

static void emit_swap(struct jit *jit, const struct alu *a)
{
	x64_move(jit, 64, a->dst, a->src);
	switch (a->op) {
	case IR_ZX16: x64_rr(jit, X64_MOVZX16, 32, a->dst, a->dst); break;
	case IR_SWAP16:
		x64_ri(jit, X64_ROL_I, 16, a->dst, 8);
		x64_rr(jit, X64_MOVZX16, 32, a->dst, a->dst);
		break;
	case IR_SWAP32: x64_r(jit, X64_BSWAP, 32, a->dst); break;
	default: x64_r(jit, X64_BSWAP, 64, a->dst);
	}
}

/* ---- shifts: the machine masks the count as BPF does ---- */

static const struct {
	uint8_t imm, cl, bmi2;
} shifts[] = {
	[IR_LSH] = { X64_SHL_I, X64_SHL_CL, X64_SHLX },
	[IR_RSH] = { X64_SHR_I, X64_SHR_CL, X64_SHRX },
	[IR_ARSH] = { X64_SAR_I, X64_SAR_CL, X64_SARX },
	[IR_ROL] = { .imm = X64_ROL_I },
};

/* Without BMI2 the count must be in cl; rcx is kept in a scratch register. */
static void shift_by_cl(struct jit *jit, const struct alu *a)
{
	unsigned dst = a->dst == RCX ? SCRATCH : a->dst;

	x64_move(jit, 64, SCRATCH, RCX);
	x64_move(jit, 64, RCX, a->src);
	x64_r(jit, shifts[a->op].cl, a->width, dst);
	x64_move(jit, 64, RCX, SCRATCH);
}

static void emit_shift(struct jit *jit, const struct alu *a)
{
	if (a->is_imm)
		x64_ri(jit, shifts[a->op].imm, a->width, a->dst, a->imm & (a->width - 1));
	else if (x64_has_bmi2() && !(jit->flags & JIT_BASELINE))
		x64_put(jit, shifts[a->op].bmi2,
			&(struct x64_op){ .width = a->width, .reg = a->dst, .rm = a->dst,
					  .second = a->src });
	else
		shift_by_cl(jit, a);
}

/* ---- division ---- */

static bool is_signed(const struct alu *a)
{
	return a->op == IR_SDIV || a->op == IR_SMOD;
}

static bool wants_rest(const struct alu *a)
{
	return a->op == IR_MOD || a->op == IR_SMOD;
}

/*
 * Divide dst by SCRATCH, which is neither 0 nor, signed, -1.  The dividend goes
 * to rax, whose value waits in dst (or SCRATCH2, where dst is rdx), the rest
 * comes in rdx, whose value waits in SCRATCH2.
 */
static void divide(struct jit *jit, const struct alu *a)
{
	unsigned result = wants_rest(a) ? RDX : RAX;

	if (a->dst != RDX)
		x64_move(jit, 64, SCRATCH2, RDX);
	else
		x64_move(jit, 64, SCRATCH2, RAX);
	if (a->dst == RDX)
		x64_move(jit, 64, RAX, RDX);
	else if (a->dst != RAX)
		x64_rr(jit, X64_XCHG, 64, a->dst, RAX);
	if (is_signed(a))
		x64_none(jit, X64_CDQ, a->width);
	else
		x64_rr(jit, X64_XOR, 32, RDX, RDX);
	x64_r(jit, is_signed(a) ? X64_IDIV : X64_DIV, a->width, SCRATCH);
	if (a->dst == RDX) {
		x64_move(jit, 64, RDX, result);
		x64_move(jit, 64, RAX, SCRATCH2);
		return;
	}
	if (a->dst == RAX) {
		x64_move(jit, 64, RAX, result);
	} else {
		x64_move(jit, 64, SCRATCH, result);
		x64_move(jit, 64, RAX, a->dst);
		x64_move(jit, 64, a->dst, SCRATCH);
	}
	x64_move(jit, 64, RDX, SCRATCH2);
}

/* SCRATCH2 = the high half of (dst >> before) * factor; rdx waits in SCRATCH. */
static void multiply_high(struct jit *jit, const struct alu *a, const struct jit_inverse *inverse)
{
	x64_move(jit, 64, SCRATCH2, a->dst);
	if (inverse->before)
		x64_ri(jit, X64_SHR_I, 64, SCRATCH2, inverse->before);
	x64_move(jit, 64, SCRATCH, RDX);
	x64_derived(jit, RDX, inverse->factor, a->ref);
	x64_put(jit, X64_MULX, &(struct x64_op){ .width = 64, .reg = SCRATCH2, .rm = SCRATCH2,
						 .second = RDX });
	x64_move(jit, 64, RDX, SCRATCH);
	if (!inverse->adds)
		return;
	x64_move(jit, 64, SCRATCH, a->dst);
	x64_rr(jit, X64_SUB, 64, SCRATCH2, SCRATCH);
	x64_ri(jit, X64_SHR_I, 64, SCRATCH, 1);
	x64_rr(jit, X64_ADD, 64, SCRATCH, SCRATCH2);
}

/* By a constant, unsigned: the quotient comes in SCRATCH2. */
static void divide_by_factor(struct jit *jit, const struct alu *a, uint64_t divisor)
{
	struct jit_inverse inverse = jit_inverse(divisor, a->width);

	if (inverse.narrow) {
		x64_move(jit, 32, SCRATCH2, a->dst);
		x64_derived(jit, SCRATCH, inverse.factor, a->ref);
		x64_rr(jit, X64_IMUL, 64, SCRATCH2, SCRATCH);
	} else {
		if (a->width == 32)
			x64_move(jit, 32, a->dst, a->dst);
		multiply_high(jit, a, &inverse);
	}
	if (inverse.after)
		x64_ri(jit, X64_SHR_I, 64, SCRATCH2, inverse.after);
	if (!wants_rest(a)) {
		x64_move(jit, 64, a->dst, SCRATCH2);
		return;
	}
	x64_operand(jit, SCRATCH, a->width, a->ref);
	x64_rr(jit, X64_IMUL, a->width, SCRATCH2, SCRATCH);
	x64_rr(jit, X64_SUB, a->width, SCRATCH2, a->dst);
}

/* By 0: the quotient is 0, the rest is the dividend. */
static void divided_by_0(struct jit *jit, const struct alu *a)
{
	if (!wants_rest(a))
		x64_rr(jit, X64_XOR, 32, a->dst, a->dst);
	else if (a->width == 32)
		x64_move(jit, 32, a->dst, a->dst);
}

/* By -1, signed: no overflow where the machine would trap. */
static void divided_by_minus_1(struct jit *jit, const struct alu *a)
{
	if (wants_rest(a))
		x64_rr(jit, X64_XOR, 32, a->dst, a->dst);
	else
		x64_r(jit, X64_NEG, a->width, a->dst);
}

static void divide_by_imm(struct jit *jit, const struct alu *a)
{
	int64_t imm = low_bits(a);
	uint64_t u = a->width == 32 ? (uint32_t)imm : (uint64_t)imm;

	if (imm == 0) {
		divided_by_0(jit, a);
	} else if (is_signed(a) && imm == -1) {
		divided_by_minus_1(jit, a);
	} else if (a->op == IR_DIV && !(u & (u - 1))) {
		x64_ri(jit, X64_SHR_I, a->width, a->dst, __builtin_ctzll(u));
	} else if (a->op == IR_MOD && !(u & (u - 1)) && u <= UINT32_C(1) << 31) {
		x64_ri(jit, X64_AND_I, 32, a->dst, (int32_t)(uint32_t)(u - 1));
	} else if (!is_signed(a) && (u & (u - 1)) && x64_has_bmi2() &&
		   !(jit->flags & JIT_BASELINE)) {
		divide_by_factor(jit, a, u);
	} else {
		x64_operand(jit, SCRATCH, a->width, a->ref);
		divide(jit, a);
	}
}

static void emit_div(struct jit *jit, const struct alu *a)
{
	uint8_t *by_0, *done, *by_minus_1 = NULL, *done_2 = NULL;

	if (a->is_imm) {
		divide_by_imm(jit, a);
		return;
	}
	x64_move(jit, 64, SCRATCH, a->src);
	x64_rr(jit, X64_TEST, a->width, SCRATCH, SCRATCH);
	by_0 = x64_skip_if(jit, CC_E);
	if (is_signed(a)) {
		x64_ri(jit, X64_CMP_I, a->width, SCRATCH, -1);
		by_minus_1 = x64_skip_if(jit, CC_E);
	}
	divide(jit, a);
	done = x64_skip(jit);
	if (by_minus_1) {
		x64_here(jit, by_minus_1);
		divided_by_minus_1(jit, a);
		done_2 = x64_skip(jit);
	}
	x64_here(jit, by_0);
	divided_by_0(jit, a);
	x64_here(jit, done);
	if (done_2)
		x64_here(jit, done_2);
}

/* ---- by operator ---- */

static void (*const emitters[])(struct jit *jit, const struct alu *a) = {
	[IR_ADD] = emit_simple,     [IR_SUB] = emit_simple,     [IR_OR] = emit_simple,
	[IR_AND] = emit_simple,     [IR_XOR] = emit_simple,     [IR_MUL] = emit_mul,
	[IR_MOV] = emit_mov,        [IR_NEG] = emit_neg,        [IR_NOT] = emit_neg,
	[IR_DIV] = emit_div,        [IR_MOD] = emit_div,        [IR_SDIV] = emit_div,
	[IR_SMOD] = emit_div,       [IR_LSH] = emit_shift,      [IR_RSH] = emit_shift,
	[IR_ARSH] = emit_shift,     [IR_ROL] = emit_shift,      [IR_MOVSX8] = emit_movsx,
	[IR_MOVSX16] = emit_movsx,
	[IR_MOVSX32] = emit_movsx,  [IR_ZX16] = emit_swap,      [IR_SWAP16] = emit_swap,
	[IR_SWAP32] = emit_swap,    [IR_SWAP64] = emit_swap,
};

/* Operations that decide by themselves what becomes of a constant. */
static bool takes_any(unsigned op)
{
	switch (op) {
	case IR_MOV: case IR_LSH: case IR_ROL: case IR_RSH: case IR_ARSH:
	case IR_DIV: case IR_MOD: case IR_SDIV: case IR_SMOD: return true;
	default: return false;
	}
}

void x64_alu(struct jit *jit, const struct ir_insn *insn)
{
	bool unary = ir_form(insn) == IR_FORM_MOVE;
	uint32_t second = unary ? insn->a : insn->b;
	struct alu a = { .op = insn->op, .width = insn->width, .dst = x64_reg[insn->to],
			 .is_imm = ir_is_constant(second), .ref = second };

	assert(a.op < sizeof(emitters) / sizeof(*emitters) && emitters[a.op]);
	if (a.is_imm)
		a.imm = (int64_t)ir_value(jit->ir, second);
	else
		a.src = x64_reg[second];
	if (!unary && insn->a != insn->to) {
		/* An address and an offset, see ir_check. */
		x64_rm(jit, X64_LEA, 64, a.dst, x64_reg[insn->a], (int32_t)a.imm);
		return;
	}
	if (a.is_imm && !takes_any(a.op) && (jit_hides(jit, second) || !fits32(low_bits(&a)))) {
		assert(a.dst != SCRATCH);
		x64_operand(jit, SCRATCH, a.width, second);
		a.is_imm = false;
		a.src = SCRATCH;
	}
	emitters[a.op](jit, &a);
}
