/*
 * The same operation on the same operands is the same value where the first one is on
 * every way to the second: in its block or one that dominates it (Cooper, Harvey and
 * Kennedy 2001), which is only found out once it is asked for.  One walk in the order of
 * operations; of each the latest is remembered.
 *
 * Loads never are: who shares memory may write.  What costs less than to be kept is made
 * again behind a call, or far away.
 */
#include <errno.h>

#include "jit/ssa.h"

enum { FAR = 256, MAX_STEPS = 64 };

struct number {
	struct ssa *ssa;
	uint32_t *order, n_order; /* reachable blocks, reverse postorder */
	uint32_t *place;          /* by block: in that order, or NOTHING */
	uint32_t *idom;           /* by block; the first one's is itself */
	uint32_t calls;           /* in front of the operation at hand */
	struct latest {
		uint32_t op, calls; /* 1 + operation */
	} *table;                 /* by hash */
	uint32_t mask;
	bool any;                 /* value was replaced */
};

/* ---- dominators ---- */

static int find_order(struct number *n)
{
	const struct ssa *ssa = n->ssa;
	uint32_t *todo = arena_take(ssa->arena, (size_t)ssa->n_blocks + 1, sizeof(*todo));
	uint8_t *next = ARENA_ARRAY(ssa->arena, uint8_t, ssa->n_blocks);
	uint32_t n_todo = 0, end = ssa->n_blocks;

	n->order = arena_take(ssa->arena, ssa->n_blocks, sizeof(*n->order));
	n->place = arena_take(ssa->arena, ssa->n_blocks, sizeof(*n->place));
	n->idom = arena_take(ssa->arena, ssa->n_blocks, sizeof(*n->idom));
	if (!todo || !next || !n->order || !n->place || !n->idom)
		return -ENOMEM;
	memset(n->place, 0xff, ssa->n_blocks * sizeof(*n->place));
	memset(n->idom, 0xff, ssa->n_blocks * sizeof(*n->idom));
	n->place[0] = 0; /* seen */
	todo[n_todo++] = 0;
	while (n_todo) {
		uint32_t b = todo[n_todo - 1];
		uint32_t to = next[b] < 2 ? ssa->blocks[b].succ[next[b]] : NOTHING;

		if (next[b] == 2) {
			n->order[--end] = b;
			n_todo--;
			continue;
		}
		next[b]++;
		if (to == NOTHING || n->place[to] != NOTHING)
			continue;
		n->place[to] = 0;
		todo[n_todo++] = to;
	}
	n->order += end;
	n->n_order = ssa->n_blocks - end;
	for (uint32_t i = 0; i < n->n_order; i++)
		n->place[n->order[i]] = i;
	return 0;
}

static uint32_t common(const struct number *n, uint32_t a, uint32_t b)
{
	while (a != b) {
		while (n->place[a] > n->place[b])
			a = n->idom[a];
		while (n->place[b] > n->place[a])
			b = n->idom[b];
	}
	return a;
}

static void find_dominators(struct number *n)
{
	const struct ssa *ssa = n->ssa;
	bool more = true;

	n->idom[0] = 0;
	while (more) {
		more = false;
		for (uint32_t i = 1; i < n->n_order; i++) {
			const struct ssa_block *block = &ssa->blocks[n->order[i]];
			uint32_t idom = NOTHING;

			for (uint32_t p = 0; p < block->n_preds; p++) {
				uint32_t pred = ssa->preds[block->preds + p];

				if (n->place[pred] == NOTHING || n->idom[pred] == NOTHING)
					continue;
				idom = idom == NOTHING ? pred : common(n, idom, pred);
			}
			more |= idom != n->idom[n->order[i]];
			n->idom[n->order[i]] = idom;
		}
	}
}

/* ---- operations ---- */

static bool is_wide(const struct ssa *ssa, uint32_t ref)
{
	int64_t v = (int64_t)ir_value(ssa->ir, ref);

	return v != (int32_t)v;
}

/* A value of its operands alone; constants only where they are addresses, or as long. */
static bool is_pure(const struct ssa *ssa, const struct ir_insn *insn)
{
	switch (ir_form(insn)) {
	case IR_FORM_MOVE: return !ir_is_constant(insn->a) || is_wide(ssa, insn->a);
	case IR_FORM_BINARY: case IR_FORM_ADDRESS: case IR_FORM_TABLE: return true;
	default: return false;
	}
}

/* Would it cost more to make it again than to keep it? */
static bool is_dear(const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_DIV: case IR_SDIV: case IR_MOD: case IR_SMOD: case IR_MUL: case IR_TABLE:
		return true;
	default: return ir_form(insn) == IR_FORM_MOVE && ir_is_constant(insn->a);
	}
}

static bool same_operand(const struct ssa *ssa, uint32_t a, uint32_t b)
{
	if (!ir_is_constant(a) || !ir_is_constant(b))
		return a == b;
	return (a & IR_CHOSEN) == (b & IR_CHOSEN) && ir_value(ssa->ir, a) == ir_value(ssa->ir, b);
}

static bool commutes(const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_ADD: case IR_MUL: case IR_AND: case IR_OR: case IR_XOR: return true;
	default: return false;
	}
}

static bool same(const struct ssa *ssa, const struct ir_insn *x, const struct ir_insn *y)
{
	if (x->op != y->op || x->width != y->width)
		return false;
	if (ir_form(x) != IR_FORM_BINARY)
		return x->b == y->b && same_operand(ssa, x->a, y->a);
	if (same_operand(ssa, x->a, y->a) && same_operand(ssa, x->b, y->b))
		return true;
	return commutes(x) && x->a == y->b && x->b == y->a;
}

static uint64_t hash_operand(const struct ssa *ssa, uint32_t ref)
{
	uint64_t v = ir_is_constant(ref) ? ir_value(ssa->ir, ref) : ref;

	return (v ^ v >> 32) * 0x9e3779b97f4a7c15u;
}

static uint32_t hash(const struct number *n, const struct ir_insn *insn)
{
	uint64_t a = hash_operand(n->ssa, insn->a), b = 0;

	if (ir_form(insn) == IR_FORM_BINARY)
		b = hash_operand(n->ssa, insn->b);
	if (!commutes(insn))
		b = b << 7 | b >> 57;
	return (uint32_t)((a + b + insn->op * 0xff51afd7ed558ccdu) >> 32) & n->mask;
}

static bool dominates(struct number *n, uint32_t above, uint32_t b)
{
	if (above == b)
		return true;
	if (!n->order) {
		n->ssa->err = find_order(n);
		if (n->ssa->err)
			return false;
		find_dominators(n);
	}
	if (n->place[above] == NOTHING || n->place[b] == NOTHING)
		return false;
	for (unsigned step = 0; step < MAX_STEPS && n->place[b] > n->place[above]; step++)
		b = n->idom[b];
	return b == above;
}

static void number_insn(struct number *n, uint32_t b, uint32_t i)
{
	struct ssa *ssa = n->ssa;
	struct ir_insn *insn = &ssa->ir->insns[i];
	uint32_t *operands[MAX_OPERANDS];
	unsigned n_operands = n->any ? ssa_operands(ssa, insn, operands) : 0;
	struct latest *latest, was;

	for (unsigned k = 0; k < n_operands; k++)
		*operands[k] = ssa_find(ssa, *operands[k]);
	latest = &n->table[hash(n, insn)];
	was = *latest;
	*latest = (struct latest){ i + 1, n->calls };
	if (!was.op-- || !same(ssa, &ssa->ir->insns[was.op], insn))
		return;
	if (!is_dear(insn) && (was.calls != n->calls || i - was.op > FAR))
		return;
	if (!dominates(n, ssa->block_of[was.op - ssa->first], b))
		return;
	*latest = (struct latest){ was.op + 1, was.calls };
	ssa->replaced[i - ssa->first] = ssa_value_of(ssa, was.op);
	*insn = (struct ir_insn){ .op = IR_NOP };
	n->any = true;
}

int ssa_number_values(struct ssa *ssa)
{
	struct number n = { .ssa = ssa };
	uint32_t size = 16;

	while (size < ssa_n_ops(ssa))
		size *= 2;
	n.mask = size - 1;
	n.table = ARENA_ARRAY(ssa->arena, struct latest, size);
	if (!n.table)
		return -ENOMEM;
	for (uint32_t b = 0; b < ssa->n_blocks && !ssa->err; b++) {
		for (uint32_t i = ssa->blocks[b].first; i < ssa->blocks[b].end; i++) {
			const struct ir_insn *insn = &ssa->ir->insns[i];

			n.calls += insn->op == IR_CALL || insn->op == IR_CALL_FUNC;
			if (is_pure(ssa, insn))
				number_insn(&n, b, i);
		}
	}
	if (n.any) {
		ssa_rewrite(ssa);
		ssa_drop_dead(ssa);
	}
	return ssa->err;
}
