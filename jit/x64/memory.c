/*
 * Loads, stores, atomics: exactly one access of the instruction's width.  The
 * machine keeps loads and stores in order as acquire and release ask for.
 */
#include <assert.h>

#include "jit/x64/x64.h"

static void emit_load(struct jit *jit, const struct ir_insn *insn, unsigned base)
{
	bool is_signed = insn->op == IR_LOAD_SX;
	enum x64_id id = insn->width == 8  ? (is_signed ? X64_MOVSX8 : X64_MOVZX8) :
			 insn->width == 16 ? (is_signed ? X64_MOVSX16 : X64_MOVZX16) :
			 is_signed	   ? X64_MOVSXD :
					     X64_LOAD;
	unsigned width = is_signed || insn->width == 64 ? 64 : 32;

	x64_rm(jit, id, width, x64_reg[insn->to], base, insn->off);
}

static void emit_store(struct jit *jit, const struct ir_insn *insn, unsigned base)
{
	bool byte = insn->width == 8;
	unsigned src = SCRATCH;
	int64_t v;

	if (ir_is_constant(insn->b)) {
		v = (int64_t)ir_value(jit->ir, insn->b);
		if (!jit_hides(jit, insn->b) && (insn->width < 64 || fits32(v))) {
			x64_mi(jit, byte ? X64_MOV8_I : X64_MOV_I, insn->width, base, insn->off, v);
			return;
		}
		assert(base != SCRATCH);
		x64_operand(jit, SCRATCH, insn->width == 64 ? 64 : 32, insn->b);
	} else {
		src = x64_reg[insn->b];
	}
	x64_rm(jit, byte ? X64_MOV8 : X64_MOV, insn->width, src, base, insn->off);
}

static uint8_t locked(unsigned op)
{
	static const uint8_t id[] = { [IR_ATOMIC_ADD] = X64_LOCK_ADD, [IR_ATOMIC_OR] = X64_LOCK_OR,
				      [IR_ATOMIC_AND] = X64_LOCK_AND,
				      [IR_ATOMIC_XOR] = X64_LOCK_XOR };

	return id[op];
}

/*
 * The old value of and, or, xor: compare and exchange until nobody came between.
 * rax, which that needs, waits in SCRATCH2, where whoever means it finds it.  A
 * base there makes room in the budget's register.
 */
static void fetch_loop(struct jit *jit, const struct ir_insn *insn, unsigned base)
{
	static const uint8_t plain[] = { [IR_FETCH_OR] = X64_OR, [IR_FETCH_AND] = X64_AND,
					 [IR_FETCH_XOR] = X64_XOR };
	bool moves = base == SCRATCH2;
	unsigned src = x64_reg[insn->b], operand = src == RAX ? SCRATCH2 : src;
	unsigned at = moves ? REG_BUDGET : base == RAX ? SCRATCH2 : base;
	uint8_t *again;

	if (moves) {
		x64_store_budget(jit);
		x64_move(jit, 64, REG_BUDGET, base);
	}
	x64_move(jit, 64, SCRATCH2, RAX);
	x64_rm(jit, X64_LOAD, insn->width, RAX, at, insn->off);
	again = jit->at;
	x64_move(jit, 64, SCRATCH, RAX);
	x64_rr(jit, plain[insn->op], insn->width, operand, SCRATCH);
	x64_rm(jit, X64_LOCK_CMPXCHG, insn->width, SCRATCH, at, insn->off);
	x64_back_if(jit, CC_NE, again);
	x64_move(jit, insn->width, src, RAX);
	if (src != RAX)
		x64_move(jit, 64, RAX, SCRATCH2);
	if (moves)
		x64_load_budget(jit);
}

/* r0 is the old value whether it was exchanged or not; of 32 bits it is extended. */
static void emit_cmpxchg(struct jit *jit, const struct ir_insn *insn, unsigned base)
{
	x64_rm(jit, X64_LOCK_CMPXCHG, insn->width, x64_reg[insn->b], base, insn->off);
	if (insn->width == 32)
		x64_move(jit, 32, RAX, RAX);
}

static struct x64_op indexed(const struct ir_insn *insn, unsigned width, unsigned reg,
			     uint32_t index, unsigned scale)
{
	return (struct x64_op){ .width = (uint8_t)width, .memory = true, .reg = (uint8_t)reg,
				.rm = x64_reg[insn->a], .disp = insn->off, .indexed = true,
				.index = x64_reg[index], .scale = (uint8_t)scale };
}

static void load_at(struct jit *jit, const struct ir_insn *insn)
{
	enum x64_id id = insn->width == 8  ? X64_MOVZX8 :
			 insn->width == 16 ? X64_MOVZX16 :
					     X64_LOAD;
	struct x64_op op = indexed(insn, insn->width == 64 ? 64 : 32, x64_reg[insn->to], insn->b,
				   insn->op - IR_LOAD_X1);

	x64_put(jit, id, &op);
}

/* Store or add b; a constant that cannot stand here is put into a scratch register. */
static void store_at(struct jit *jit, const struct ir_insn *insn)
{
	bool adds = insn->op >= IR_PLUS_X1, byte = insn->width == 8;
	struct x64_op op = indexed(insn, insn->width, SCRATCH, insn->to,
				   insn->op - (adds ? IR_PLUS_X1 : IR_STORE_X1));

	if (ir_is_constant(insn->b)) {
		op.imm = (int64_t)ir_value(jit->ir, insn->b);
		if (insn->width < 64)
			op.imm = (int32_t)op.imm;
		if (!jit_hides(jit, insn->b) && fits32(op.imm)) {
			x64_put(jit, adds ? X64_ADD_I : byte ? X64_MOV8_I : X64_MOV_I, &op);
			return;
		}
		x64_operand(jit, SCRATCH, insn->width == 64 ? 64 : 32, insn->b);
	} else {
		op.reg = x64_reg[insn->b];
	}
	x64_put(jit, adds ? X64_ADD : byte ? X64_MOV8 : X64_MOV, &op);
}

static void plus(struct jit *jit, const struct ir_insn *insn, unsigned base)
{
	unsigned src = SCRATCH;
	int64_t v;

	if (ir_is_constant(insn->b)) {
		v = (int64_t)ir_value(jit->ir, insn->b);
		if (insn->width < 64)
			v = (int32_t)v;
		if (!jit_hides(jit, insn->b) && fits32(v)) {
			x64_mi(jit, X64_ADD_I, insn->width, base, insn->off, v);
			return;
		}
		x64_operand(jit, SCRATCH, insn->width, insn->b);
	} else {
		src = x64_reg[insn->b];
	}
	x64_rm(jit, X64_ADD, insn->width, src, base, insn->off);
}

void x64_access(struct jit *jit, const struct ir_insn *insn)
{
	unsigned base = x64_reg[insn->a];

	switch (insn->op) {
	case IR_LOAD: case IR_LOAD_SX: case IR_LOAD_ACQUIRE: emit_load(jit, insn, base); break;
	case IR_STORE: case IR_STORE_RELEASE: emit_store(jit, insn, base); break;
	case IR_LOAD_X1: case IR_LOAD_X2: case IR_LOAD_X4: case IR_LOAD_X8:
		load_at(jit, insn);
		break;
	case IR_STORE_X1: case IR_STORE_X2: case IR_STORE_X4: case IR_STORE_X8:
	case IR_PLUS_X1: case IR_PLUS_X2: case IR_PLUS_X4: case IR_PLUS_X8:
		store_at(jit, insn);
		break;
	case IR_PLUS: plus(jit, insn, base); break;
	case IR_XCHG:
		x64_rm(jit, X64_XCHG, insn->width, x64_reg[insn->b], base, insn->off);
		break;
	case IR_FETCH_ADD:
		x64_rm(jit, X64_LOCK_XADD, insn->width, x64_reg[insn->b], base, insn->off);
		break;
	case IR_FETCH_OR: case IR_FETCH_AND: case IR_FETCH_XOR: fetch_loop(jit, insn, base); break;
	case IR_CMPXCHG: emit_cmpxchg(jit, insn, base); break;
	default:
		x64_rm(jit, locked(insn->op), insn->width, x64_reg[insn->b], base, insn->off);
	}
}
