/*
 * When values are needed: where blocks begin, by paths from each use up to the value
 * (so loops need no order and no rounds); then ranges, from the last block to the
 * first, each in front of what its value has already.
 */
#include <assert.h>
#include <errno.h>

#include "jit/ssa.h"

enum { MAX_WORDS = 1 << 21 }; /* of sets of live values: beyond, level 0 */

/* ---- live where blocks begin ---- */

static uint32_t def_block(const struct ssa *ssa, uint32_t ref)
{
	if (ssa_is_extra(ssa, ref))
		return ssa_extra(ssa, ref)->block;
	return ssa->block_of[ref - IR_FIRST_VALUE];
}

/* From a block whose beginning, or (@end) whose end, asks for the value, to where it is made. */
static void mark(struct alloc *a, uint32_t ref, uint32_t block, bool end, uint32_t *todo)
{
	const struct ssa *ssa = a->ssa;
	uint32_t v = ssa_number(ssa, ref), def = def_block(ssa, ref), n = 0;

	if (end && def == block)
		return;
	todo[n++] = block;
	while (n) {
		uint32_t b = todo[--n];
		uint64_t *word = &a->live[(size_t)b * a->words + v / 64];
		uint64_t bit = UINT64_C(1) << v % 64;

		if (*word & bit)
			continue;
		*word |= bit;
		for (uint32_t p = 0; p < ssa->blocks[b].n_preds; p++) {
			uint32_t pred = ssa->preds[ssa->blocks[b].preds + p];

			if (pred != def)
				todo[n++] = pred;
		}
	}
}

static int find_live(struct alloc *a)
{
	struct ssa *ssa = a->ssa;
	uint32_t *todo = arena_take(ssa->arena, 2 * (size_t)ssa->n_blocks + 2, sizeof(uint32_t));
	uint32_t *operands[MAX_OPERANDS];

	a->words = (ssa->n_values + 63) / 64;
	if ((uint64_t)a->words * ssa->n_blocks > MAX_WORDS)
		return -EOPNOTSUPP;
	a->live = ARENA_ARRAY(ssa->arena, uint64_t, (size_t)a->words * ssa->n_blocks + 1);
	if (!todo || !a->live)
		return -ENOMEM;
	for (uint32_t b = 0; b < ssa->n_blocks; b++) {
		for (uint32_t i = ssa->blocks[b].first; i < ssa->blocks[b].end; i++) {
			unsigned n = ssa_operands(ssa, &ssa->ir->insns[i], operands);

			for (unsigned k = 0; k < n; k++)
				if (ssa_is_value(*operands[k]) && def_block(ssa, *operands[k]) != b)
					mark(a, *operands[k], b, false, todo);
		}
	}
	for (uint32_t i = 0; i < ssa->n_extra; i++) {
		const struct extra *phi = &ssa->extra[i];
		const struct ssa_block *block = &ssa->blocks[phi->block];

		if (phi->is_param || !ssa->uses[ssa_n_ops(ssa) + i])
			continue;
		for (uint32_t p = 0; p < block->n_preds; p++) {
			uint32_t arg = ssa->phi_args[phi->args + p];

			if (!ssa_is_value(arg))
				continue;
			mark(a, arg, ssa->preds[block->preds + p], true, todo);
			a->near[ssa_number(ssa, arg)] = ssa_n_ops(ssa) + i + 1;
			if (!a->near[ssa_n_ops(ssa) + i])
				a->near[ssa_n_ops(ssa) + i] = ssa_number(ssa, arg) + 1;
		}
	}
	return 0;
}

/* ---- ranges and uses ---- */

static bool room(struct alloc *a, void *array, uint32_t n, uint32_t *size, size_t each)
{
	void **at = array, *grown;

	if (n < *size)
		return true;
	grown = arena_grow(a->ssa->arena, *at, n, n ? 2 * n : 256, each);
	if (!grown) {
		a->ssa->err = -ENOMEM;
		return false;
	}
	*at = grown;
	*size = n ? 2 * n : 256;
	return true;
}

/* The value is needed in [from, to), which begins in front of all that it has. */
static void add_range(struct alloc *a, uint32_t v, uint32_t from, uint32_t to)
{
	struct span *span = &a->spans[v + 1];
	struct live_range *first = &a->ranges[span->ranges];

	if (span->ranges && first->from <= to) {
		first->from = from;
		if (first->to < to)
			first->to = to;
	} else {
		if (!room(a, &a->ranges, a->n_ranges, &a->ranges_size, sizeof(*a->ranges)))
			return;
		a->ranges[a->n_ranges] = (struct live_range){ from, to, span->ranges };
		if (!span->ranges)
			span->to = to;
		span->ranges = a->n_ranges++;
	}
	span->from = from;
	if (span->to < to)
		span->to = to;
}

/* It is made at @at. */
static void begin_range(struct alloc *a, uint32_t v, uint32_t at)
{
	struct span *span = &a->spans[v + 1];

	if (!span->ranges) {
		add_range(a, v, at, at + 1); /* for nobody */
		return;
	}
	a->ranges[span->ranges].from = at;
	span->from = at;
}

static void add_use(struct alloc *a, uint32_t v, uint32_t at, bool must)
{
	struct span *span = &a->spans[v + 1];

	if (!room(a, &a->uses, a->n_uses, &a->uses_size, sizeof(*a->uses)))
		return;
	a->uses[a->n_uses] = (struct use){ at, span->uses, must };
	span->uses = a->n_uses++;
}

static bool is_call(const struct ir_insn *insn)
{
	return insn->op == IR_CALL || insn->op == IR_CALL_FUNC;
}

uint16_t alloc_loses(const struct alloc *a, const struct ir_insn *insn)
{
	if (is_call(insn))
		return (uint16_t)~a->preserved;
	if (ir_form(insn) == IR_FORM_EXCHANGE)
		return 1;
	return a->ssa->target->loses(insn);
}

/* How long operand @k is in the way: 0, 1 or 2, as positions are counted. */
static unsigned lasts(const struct ir_insn *insn, unsigned k)
{
	switch (ir_form(insn)) {
	case IR_FORM_BINARY: return k == 1 && insn->a != insn->b ? 2 : 0;
	case IR_FORM_FETCH: return k == 0 ? 2 : 0;
	case IR_FORM_EXCHANGE: return k > 0 ? 1 : 0;
	default: return 0;
	}
}

/* Need it not be in a temporary? */
static bool goes_anywhere(const struct ir_insn *insn, unsigned k)
{
	return is_call(insn) || insn->op == IR_LEAVE ||
	       (ir_form(insn) == IR_FORM_EXCHANGE && k == 0);
}

static uint16_t hint_of(const struct ir_insn *insn, unsigned k)
{
	if (is_call(insn))
		return (uint16_t)(1u << (1 + k));
	return insn->op == IR_LEAVE || ir_form(insn) == IR_FORM_EXCHANGE ? 1 : 0;
}

static bool comes_in_r0(const struct ir_insn *insn)
{
	return is_call(insn) || ir_form(insn) == IR_FORM_EXCHANGE;
}

static void number_insn(struct alloc *a, uint32_t i, uint32_t block_from)
{
	struct ssa *ssa = a->ssa;
	struct ir_insn *insn = &ssa->ir->insns[i];
	uint32_t *operands[MAX_OPERANDS], at = EACH * (i - ssa->first), v;
	unsigned n = ssa_operands(ssa, insn, operands);
	uint16_t loses = alloc_loses(a, insn);

	if (loses & a->temps)
		a->losses[a->n_losses++] = (struct loss){
			.at = at + 1, .temps = loses,
			.end = ir_form(insn) == IR_FORM_EXCHANGE || is_call(insn) ? 1 : 2 };
	if (ssa_defines(insn)) {
		v = ssa_number(ssa, ssa_value_of(ssa, i));
		begin_range(a, v, at + 2);
		add_use(a, v, at + 2, true);
		a->hints[v] |= (uint16_t)(1u << (comes_in_r0(insn) ? 0 : insn->to));
	}
	for (unsigned k = n; k-- > 0;) {
		unsigned last = lasts(insn, k);

		if (!ssa_is_value(*operands[k]))
			continue;
		v = ssa_number(ssa, *operands[k]);
		a->hints[v] |= hint_of(insn, k);
		add_range(a, v, block_from, at + last + 1);
		add_use(a, v, at + last, !goes_anywhere(insn, k));
	}
}

/* What is live at the end of a block. */
static void live_out(const struct alloc *a, uint32_t b, uint64_t *live)
{
	const struct ssa *ssa = a->ssa;

	memset(live, 0, a->words * sizeof(*live));
	for (unsigned s = 0; s < 2; s++) {
		uint32_t to = ssa->blocks[b].succ[s], p = 0, arg;

		if (to == NOTHING)
			continue;
		for (uint32_t w = 0; w < a->words; w++)
			live[w] |= a->live[(size_t)to * a->words + w];
		for (uint32_t i = 0; i < ssa->blocks[to].n_phis; i++) {
			const struct extra *phi = &ssa->extra[ssa->blocks[to].phis + i];

			if (phi->is_param || !ssa->uses[ssa_n_ops(ssa) + ssa->blocks[to].phis + i])
				continue;
			while (ssa->preds[ssa->blocks[to].preds + p] != b)
				p++;
			arg = ssa->phi_args[phi->args + p];
			if (ssa_is_value(arg))
				live[ssa_number(ssa, arg) / 64] |= UINT64_C(1)
								   << ssa_number(ssa, arg) % 64;
		}
	}
}

static void number_block(struct alloc *a, uint32_t b, uint64_t *live)
{
	struct ssa *ssa = a->ssa;
	const struct ssa_block *block = &ssa->blocks[b];
	uint32_t from = EACH * (block->first - ssa->first), to = EACH * (block->end - ssa->first);

	live_out(a, b, live);
	for (uint32_t w = 0; w < a->words; w++)
		for (uint64_t bits = live[w]; bits; bits &= bits - 1)
			add_range(a, w * 64 + (uint32_t)__builtin_ctzll(bits), from, to);
	for (uint32_t i = block->end; i-- > block->first && !ssa->err;)
		number_insn(a, i, from);
	for (uint32_t i = block->phis; i < block->phis + block->n_phis; i++) {
		uint32_t v = ssa_n_ops(ssa) + i;

		if (!ssa->uses[v])
			continue;
		/* Parameters come with the second operation, which is how the function begins. */
		begin_range(a, v, ssa->extra[i].is_param ? from + EACH + 2 : from);
		if (ssa->extra[i].temp < N_IR_TEMPS)
			a->hints[v] |= (uint16_t)(1u << ssa->extra[i].temp);
	}
}

static void turn_losses(struct alloc *a)
{
	for (uint32_t i = 0, j = a->n_losses; i + 1 < j; i++) {
		struct loss loss = a->losses[--j];

		a->losses[j] = a->losses[i];
		a->losses[i] = loss;
	}
}

int alloc_live(struct alloc *a)
{
	struct ssa *ssa = a->ssa;
	uint64_t *live;
	int err;

	/* Number 0 of each is nobody. */
	a->n_ranges = a->n_uses = 1;
	a->ranges_size = a->uses_size = 2 * ssa->n_values + 64;
	a->n_spans = ssa->n_values + 1;
	a->spans_size = a->n_spans + ssa->n_values / 4 + 64;
	a->ranges = arena_take(ssa->arena, a->ranges_size, sizeof(*a->ranges));
	a->uses = arena_take(ssa->arena, a->uses_size, sizeof(*a->uses));
	a->spans = ARENA_ARRAY(ssa->arena, struct span, a->spans_size);
	a->losses = arena_take(ssa->arena, (size_t)ssa_n_ops(ssa) + 1, sizeof(*a->losses));
	a->hints = ARENA_ARRAY(ssa->arena, uint16_t, (size_t)ssa->n_values + 1);
	a->near = ARENA_ARRAY(ssa->arena, uint32_t, (size_t)ssa->n_values + 1);
	a->slot = ARENA_ARRAY(ssa->arena, uint32_t, (size_t)ssa->n_values + 1);
	if (!a->ranges || !a->uses || !a->spans || !a->losses || !a->hints || !a->near || !a->slot)
		return -ENOMEM;
	err = find_live(a);
	live = arena_take(ssa->arena, (size_t)a->words + 1, sizeof(*live));
	if (err || !live)
		return err ? err : -ENOMEM;
	for (uint32_t v = 0; v < ssa->n_values; v++)
		a->spans[v + 1] = (struct span){ .value = v, .at = AT_NOWHERE };
	for (uint32_t b = ssa->n_blocks; b-- > 0 && !ssa->err;)
		number_block(a, b, live);
	turn_losses(a);
	return ssa->err;
}
