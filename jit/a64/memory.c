/*
 * Loads, stores, atomics: exactly one access of the instruction's width.  With
 * LSE an atomic is one instruction, else a loop of exclusive accesses; those
 * that return the old value acquire and release.
 */
#include <assert.h>

#include "jit/a64/a64.h"

static unsigned log2_size(unsigned width)
{
	return width == 8 ? 0 : width == 16 ? 1 : width == 32 ? 2 : 3;
}

void a64_memory(struct jit *jit, enum a64_access access, unsigned size, unsigned rt, unsigned base,
		int64_t off)
{
	static const uint8_t ids[][3] = {
		[A64_STORE] = { A64_STR, A64_STUR, A64_STR_X },
		[A64_LOAD] = { A64_LDR, A64_LDUR, A64_LDR_X },
		[A64_LOAD_SIGNED] = { A64_LDRS, A64_LDURS, A64_LDRS_X },
	};
	struct a64_op op = { .rd = (uint8_t)rt, .rn = (uint8_t)base, .ra = (uint8_t)size,
			     .imm = off };
	unsigned form = 2;

	if (off >= 0 && !(off & ((1 << size) - 1)) && off >> size < 4096) {
		form = 0;
	} else if (off >= -256 && off < 256) {
		form = 1;
	} else {
		a64_constant(jit, op.rm = ADDRESS, (uint64_t)off);
		op.imm = 0; /* not scaled */
	}
	a64_put(jit, ids[access][form], &op);
}

/* The address as a register, for instructions that have no offset. */
static unsigned address(struct jit *jit, unsigned base, int32_t off)
{
	if (!off)
		return base;
	a64_add(jit, ADDRESS, base, off);
	return ADDRESS;
}

static void emit_load(struct jit *jit, const struct ir_insn *insn, unsigned base)
{
	unsigned size = log2_size(insn->width), to = a64_reg[insn->to];

	if (insn->op == IR_LOAD_ACQUIRE)
		a64_atomic(jit, A64_LDAR, size, to, address(jit, base, insn->off), XZR);
	else
		a64_memory(jit, insn->op == IR_LOAD_SX ? A64_LOAD_SIGNED : A64_LOAD, size, to, base,
			   insn->off);
}

/* Where a number to be stored is. */
static unsigned stored(struct jit *jit, uint32_t ref)
{
	if (!ir_is_constant(ref))
		return a64_reg[ref];
	if (!ir_value(jit->ir, ref))
		return XZR;
	a64_operand(jit, SCRATCH, 64, ref);
	return SCRATCH;
}

static void emit_store(struct jit *jit, const struct ir_insn *insn, unsigned base)
{
	unsigned size = log2_size(insn->width), src;

	src = stored(jit, insn->b);
	if (insn->op == IR_STORE_RELEASE)
		a64_atomic(jit, A64_STLR, size, src, address(jit, base, insn->off), XZR);
	else
		a64_memory(jit, A64_STORE, size, src, base, insn->off);
}

/* Relaxed without a result, ordered with one; LDCLR clears the operand's bits. */
static const struct {
	uint8_t lse, plain;
	bool inverts;
} atomics[] = {
	[IR_ATOMIC_ADD] = { A64_LDADD, A64_ADD, false },
	[IR_ATOMIC_OR] = { A64_LDSET, A64_ORR, false },
	[IR_ATOMIC_AND] = { A64_LDCLR, A64_AND, true },
	[IR_ATOMIC_XOR] = { A64_LDEOR, A64_EOR, false },
	[IR_FETCH_ADD] = { A64_LDADDAL, A64_ADD, false },
	[IR_FETCH_OR] = { A64_LDSETAL, A64_ORR, false },
	[IR_FETCH_AND] = { A64_LDCLRAL, A64_AND, true },
	[IR_FETCH_XOR] = { A64_LDEORAL, A64_EOR, false },
	[IR_XCHG] = { A64_SWPAL, A64_ORR, false },
};

static void with_lse(struct jit *jit, const struct ir_insn *insn, unsigned at, bool fetch)
{
	unsigned src = a64_reg[insn->b], operand = src;

	if (atomics[insn->op].inverts) {
		operand = SCRATCH;
		a64_rrr(jit, A64_ORN, 64, operand, XZR, src);
	}
	a64_atomic(jit, atomics[insn->op].lse, log2_size(insn->width), fetch ? src : XZR, at,
		   operand);
}

/* SCRATCH: the old value; SCRATCH2: the new one; SCRATCH3: did somebody come between? */
static void with_exclusive(struct jit *jit, const struct ir_insn *insn, unsigned at, bool fetch)
{
	unsigned size = log2_size(insn->width), src = a64_reg[insn->b];
	const uint8_t *again = jit->at;

	a64_atomic(jit, fetch ? A64_LDAXR : A64_LDXR, size, SCRATCH, at, XZR);
	a64_rrr(jit, atomics[insn->op].plain, insn->width, SCRATCH2,
		insn->op == IR_XCHG ? XZR : SCRATCH, src);
	a64_atomic(jit, fetch ? A64_STLXR : A64_STXR, size, SCRATCH2, at, SCRATCH3);
	a64_repeat(jit, again);
	if (fetch)
		a64_move(jit, insn->width, src, SCRATCH);
}

static void emit_atomic(struct jit *jit, const struct ir_insn *insn, unsigned at)
{
	bool fetch = ir_form(insn) == IR_FORM_FETCH;

	if (a64_has_lse(jit))
		with_lse(jit, insn, at, fetch);
	else
		with_exclusive(jit, insn, at, fetch);
}

static void emit_cmpxchg(struct jit *jit, const struct ir_insn *insn, unsigned at)
{
	unsigned size = log2_size(insn->width), src = a64_reg[insn->b];
	const uint8_t *again = jit->at;
	uint8_t *differs;

	if (a64_has_lse(jit)) {
		a64_atomic(jit, A64_CASAL, size, src, at, REG_R0);
		return;
	}
	a64_atomic(jit, A64_LDAXR, size, SCRATCH, at, XZR);
	a64_rrr(jit, A64_SUBS, insn->width, XZR, SCRATCH, REG_R0);
	differs = a64_skip_if(jit, A64_NE);
	a64_atomic(jit, A64_STLXR, size, src, at, SCRATCH3);
	a64_repeat(jit, again);
	a64_here(jit, differs);
	a64_move(jit, insn->width, REG_R0, SCRATCH);
}

bool a64_indexes(const struct ir_insn *access, unsigned scale)
{
	return !access->off && (!scale || scale == log2_size(access->width)) &&
	       (access->op == IR_LOAD || access->op == IR_STORE);
}

/* Scaled by nothing or by the access; no offset: see a64_indexes. */
void a64_indexed(struct jit *jit, const struct ir_insn *insn)
{
	bool loads = ir_form(insn) == IR_FORM_LOAD_AT;
	unsigned scale = insn->op - (loads ? IR_LOAD_X1 : IR_STORE_X1);
	uint32_t index = loads ? insn->b : insn->to;
	unsigned rt = loads ? a64_reg[insn->to] : stored(jit, insn->b);

	assert(!insn->off && !ir_is_constant(index));
	a64_put(jit, loads ? A64_LDR_X : A64_STR_X,
		&(struct a64_op){ .rd = (uint8_t)rt, .rn = a64_reg[insn->a], .rm = a64_reg[index],
				  .ra = (uint8_t)log2_size(insn->width), .imm = scale != 0 });
}

void a64_access(struct jit *jit, const struct ir_insn *insn)
{
	unsigned base = a64_reg[insn->a];

	switch (insn->op) {
	case IR_LOAD: case IR_LOAD_SX: case IR_LOAD_ACQUIRE: emit_load(jit, insn, base); break;
	case IR_STORE: case IR_STORE_RELEASE: emit_store(jit, insn, base); break;
	case IR_CMPXCHG: emit_cmpxchg(jit, insn, address(jit, base, insn->off)); break;
	default: emit_atomic(jit, insn, address(jit, base, insn->off));
	}
}
