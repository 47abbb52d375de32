/*
 * From values in their places to level 0's operations: results in first operands,
 * arguments where calls want them, moves where a value changes its place and where
 * blocks meet.
 *
 * Moves at one point happen at once: one is made when nobody waits for what it
 * overwrites; a circle is broken by t1, or by a slot where slots are in it.
 */
#include <assert.h>
#include <errno.h>

#include "jit/ssa.h"

enum { MAX_MOVES = 128, SLOT = 1 << 29 }; /* a place: a temporary, SLOT + offset, a constant */

struct move {
	uint32_t to, from;
};

/* A critical edge: its moves lie behind the function. */
struct stub {
	uint32_t label, from, to; /* blocks */
};

struct lower {
	struct ssa *ssa;
	struct alloc *a;
	struct ir *out;
	struct move moves[MAX_MOVES];
	uint32_t n_moves;
	struct stub *stubs;
	uint32_t n_stubs;
	uint32_t *change, *next_change; /* spans that begin in a block: by operation; by span */
	uint32_t spare; /* the slot that breaks circles, or 0 */
};

/* ---- operations ---- */

static void put(struct lower *l, struct ir_insn insn)
{
	ir_add(l->out, insn);
}

static void put_slot(struct lower *l, enum ir_op op, uint32_t place, uint32_t ref)
{
	int32_t off = -(int32_t)(place & ~(uint32_t)SLOT);
	struct ir_insn insn = { .op = (uint8_t)op, .width = 64, .off = (int16_t)off, .a = REG_FP };

	*(op == IR_LOAD ? &insn.to : &insn.b) = ref;
	put(l, insn);
}

static bool is_slot(uint32_t place)
{
	return place & SLOT && !ir_is_constant(place);
}

static void put_move(struct lower *l, uint32_t to, uint32_t from)
{
	if (is_slot(to) && is_slot(from)) {
		put_slot(l, IR_LOAD, from, IR_T1);
		put_slot(l, IR_STORE, to, IR_T1);
	} else if (is_slot(to)) {
		put_slot(l, IR_STORE, to, from);
	} else if (is_slot(from)) {
		put_slot(l, IR_LOAD, from, to);
	} else {
		put(l, (struct ir_insn){ .op = IR_MOV, .width = 64, .to = to, .a = from });
	}
}

/* ---- moves that happen at once ---- */

static void add_move(struct lower *l, uint32_t to, uint32_t from)
{
	if (to == from)
		return;
	if (l->n_moves == MAX_MOVES) {
		l->ssa->err = -EOPNOTSUPP;
		return;
	}
	l->moves[l->n_moves++] = (struct move){ to, from };
}

static bool is_waited_for(const struct lower *l, uint32_t place)
{
	for (uint32_t i = 0; i < l->n_moves; i++)
		if (l->moves[i].from == place)
			return true;
	return false;
}

/* What the first move overwrites waits elsewhere. */
static void break_circle(struct lower *l)
{
	uint32_t place = l->moves[0].to, aside = IR_T1;

	for (uint32_t i = 0; i < l->n_moves; i++)
		if (is_slot(l->moves[i].to) || is_slot(l->moves[i].from))
			aside = SLOT;
	if (aside == SLOT) {
		if (!l->spare)
			l->spare = l->a->frame += 8;
		aside = SLOT | l->spare;
	}
	put_move(l, aside, place);
	for (uint32_t i = 0; i < l->n_moves; i++)
		if (l->moves[i].from == place)
			l->moves[i].from = aside;
}

static void put_moves(struct lower *l)
{
	while (l->n_moves) {
		uint32_t i = 0;

		while (i < l->n_moves && is_waited_for(l, l->moves[i].to))
			i++;
		if (i == l->n_moves) {
			break_circle(l);
			continue;
		}
		put_move(l, l->moves[i].to, l->moves[i].from);
		l->moves[i] = l->moves[--l->n_moves];
	}
}

/* ---- places ---- */

static uint32_t position(const struct lower *l, uint32_t op)
{
	return EACH * (op - l->ssa->first);
}

static uint32_t place_of(const struct lower *l, uint32_t v, uint8_t at)
{
	if (at != AT_SLOT)
		return at;
	if (alloc_is_constant(l->a, v))
		return ssa_def(l->ssa, v + IR_FIRST_VALUE)->a;
	return SLOT | l->a->slot[v];
}

static uint32_t place(const struct lower *l, uint32_t ref, uint32_t at)
{
	uint32_t v;

	if (!ssa_is_value(ref))
		return ref;
	v = ssa_number(l->ssa, ref);
	return place_of(l, v, alloc_at(l->a, v, at));
}

/* A value was made in a temporary; it is stored where it is spilled. */
static void store(struct lower *l, uint32_t v, uint32_t temp)
{
	if (l->a->slot[v])
		put_slot(l, IR_STORE, SLOT | l->a->slot[v], temp);
}

/* ---- operations in their places ---- */

static bool is_small(const struct lower *l, uint32_t ref)
{
	int64_t v = (int64_t)ir_value(l->ssa->ir, ref);

	return v == (int32_t)v && !(ref & IR_CHOSEN && l->ssa->flags & JIT_BLIND);
}

static void lower_binary(struct lower *l, struct ir_insn insn)
{
	bool is_address = insn.op == IR_ADD && insn.width == 64 && ir_is_constant(insn.b) &&
			  is_small(l, insn.b);

	if (insn.to != insn.a && !is_address) {
		assert(insn.b != insn.to || insn.a == insn.b);
		put_move(l, insn.to, insn.a);
		insn.a = insn.to;
	}
	put(l, insn);
}

static void lower_args(struct lower *l, struct ir_insn *insn, uint32_t at)
{
	uint32_t *operands[MAX_OPERANDS];
	unsigned n = ssa_operands(l->ssa, insn, operands);

	for (unsigned k = 0; k < n; k++)
		if (*operands[k] != IR_UNDEFINED)
			add_move(l, 1 + k, place(l, *operands[k], at));
	put_moves(l);
}

/* Calls: the result comes in r0. */
static void lower_call(struct lower *l, struct ir_insn *in, uint32_t at)
{
	struct ir_insn insn = *in;

	lower_args(l, in, at);
	insn.b = 0;
	put(l, insn);
}

static void lower_exchange(struct lower *l, struct ir_insn insn)
{
	add_move(l, 0, insn.to);
	put_moves(l);
	insn.to = 0;
	put(l, insn);
}

static void place_params(struct lower *l);

/* What makes no value, its operands in their places. */
static void lower_effect(struct lower *l, struct ir_insn insn)
{
	if (insn.op == IR_LEAVE) {
		if (insn.b != IR_UNDEFINED)
			add_move(l, 0, insn.b);
		put_moves(l);
		insn.b = 0;
	}
	put(l, insn);
	if (insn.op == IR_FUNC)
		place_params(l);
}

static void lower_insn(struct lower *l, uint32_t i)
{
	struct ir_insn *in = &l->ssa->ir->insns[i], insn = *in;
	uint32_t at = position(l, i), v = ssa_number(l->ssa, ssa_value_of(l->ssa, i)), *operands[5];
	bool calls = in->op == IR_CALL || in->op == IR_CALL_FUNC;
	unsigned n = calls ? 0 : ssa_operands(l->ssa, &insn, operands);
	uint32_t to, result;

	for (unsigned k = 0; k < n; k++)
		*operands[k] = place(l, *operands[k], at);
	if (!ssa_defines(in)) {
		lower_effect(l, insn);
		return;
	}
	to = alloc_at(l->a, v, at + 2);
	assert(to < N_IR_TEMPS);
	result = calls || ir_form(in) == IR_FORM_EXCHANGE ? 0 : to;
	if (calls) {
		lower_call(l, in, at);
	} else if (ir_form(in) == IR_FORM_EXCHANGE) {
		lower_exchange(l, insn);
	} else {
		insn.to = to;
		if (ir_form(in) == IR_FORM_BINARY) {
			lower_binary(l, insn);
		} else {
			if (ir_form(in) == IR_FORM_FETCH) {
				if (insn.b != to)
					put_move(l, to, insn.b);
				insn.b = to;
			}
			put(l, insn);
		}
	}
	if (result != to)
		put_move(l, to, result);
	store(l, v, to);
}

/* ---- where values change their places ---- */

/* Spans, but for values' first ones, by the operation that they begin in front of. */
static int find_changes(struct lower *l)
{
	const struct alloc *a = l->a;

	l->change = ARENA_ARRAY(l->ssa->arena, uint32_t, (size_t)ssa_n_ops(l->ssa) + 1);
	l->next_change = arena_take(l->ssa->arena, a->n_spans, sizeof(uint32_t));
	if (!l->change || !l->next_change)
		return -ENOMEM;
	for (uint32_t i = l->ssa->n_values + 1; i < a->n_spans; i++) {
		const struct span *span = &a->spans[i];

		if (span->from % EACH || span->at >= N_IR_TEMPS)
			continue;
		l->next_change[i] = l->change[span->from / EACH];
		l->change[span->from / EACH] = i;
	}
	return 0;
}

/* What comes to another place in front of operation @i, which does not begin a block. */
static void change(struct lower *l, uint32_t i)
{
	uint32_t at = position(l, i), c = l->change[i - l->ssa->first];

	for (; c; c = l->next_change[c])
		add_move(l, l->a->spans[c].at,
			 place(l, l->a->spans[c].value + IR_FIRST_VALUE, at - 1));
	put_moves(l);
}

/* ---- where blocks meet ---- */

static void add_phi_moves(struct lower *l, uint32_t from, uint32_t to)
{
	const struct ssa *ssa = l->ssa;
	const struct ssa_block *block = &ssa->blocks[to];
	uint32_t out = position(l, ssa->blocks[from].end) - 1, in = position(l, block->first);
	uint32_t p = 0;

	for (uint32_t i = block->phis; i < block->phis + block->n_phis; i++) {
		uint32_t v = ssa_n_ops(ssa) + i, arg;

		if (ssa->extra[i].is_param || !ssa->uses[v])
			continue;
		while (ssa->preds[block->preds + p] != from)
			p++;
		arg = ssa->phi_args[ssa->extra[i].args + p];
		if (arg != IR_UNDEFINED)
			add_move(l, place(l, v + IR_FIRST_VALUE, in), place(l, arg, out));
	}
}

static void add_edge_moves(struct lower *l, uint32_t from, uint32_t to)
{
	const struct ssa *ssa = l->ssa;
	uint32_t out = position(l, ssa->blocks[from].end) - 1;
	uint32_t in = position(l, ssa->blocks[to].first);

	for (uint32_t w = 0; w < l->a->words; w++) {
		uint64_t bits = l->a->live[(size_t)to * l->a->words + w];

		for (; bits; bits &= bits - 1) {
			uint32_t v = w * 64 + (uint32_t)__builtin_ctzll(bits);
			uint8_t at = alloc_at(l->a, v, in), was = alloc_at(l->a, v, out);

			if (at != was && at < N_IR_TEMPS)
				add_move(l, at, place_of(l, v, was));
		}
	}
	add_phi_moves(l, from, to);
}

static bool ends_with_case(const struct lower *l, const struct ssa_block *block)
{
	return l->ssa->ir->insns[block->end - 1].op == IR_CASE;
}

/* A case's code is where it leads, whether it is the last one or not. */
static bool has_one_succ(const struct lower *l, const struct ssa_block *block)
{
	return (block->succ[0] == NOTHING || block->succ[1] == NOTHING) &&
	       !ends_with_case(l, block);
}

static uint32_t only_succ(const struct ssa_block *block)
{
	return block->succ[0] != NOTHING ? block->succ[0] : block->succ[1];
}

/* The way from @b that a jump takes: moves behind the function, where there are any. */
static uint32_t taken(struct lower *l, uint32_t b, uint32_t label)
{
	uint32_t to = l->ssa->blocks[b].succ[1];

	if (l->ssa->blocks[to].n_preds == 1)
		return label;
	add_edge_moves(l, b, to);
	if (!l->n_moves)
		return label;
	l->n_moves = 0;
	l->stubs[l->n_stubs] = (struct stub){ ir_label(l->out), b, to };
	return l->stubs[l->n_stubs++].label;
}

static void put_stubs(struct lower *l)
{
	for (uint32_t i = 0; i < l->n_stubs; i++) {
		const struct stub *stub = &l->stubs[i];
		const struct ssa_block *from = &l->ssa->blocks[stub->from];

		ir_place(l->out, stub->label);
		add_edge_moves(l, stub->from, stub->to);
		put_moves(l);
		put(l, (struct ir_insn){ .op = IR_JUMP,
					 .to = l->ssa->ir->insns[from->end - 1].to });
	}
}

/* ---- blocks ---- */

static void begin_block(struct lower *l, uint32_t b)
{
	const struct ssa *ssa = l->ssa;
	const struct ssa_block *block = &ssa->blocks[b];
	uint32_t in = position(l, block->first);

	if (block->n_preds == 1 && !has_one_succ(l, &ssa->blocks[ssa->preds[block->preds]])) {
		add_edge_moves(l, ssa->preds[block->preds], b);
		put_moves(l);
	}
	for (uint32_t i = block->phis; i < block->phis + block->n_phis; i++) {
		uint32_t v = ssa_n_ops(ssa) + i;
		uint8_t at = ssa->uses[v] && !ssa->extra[i].is_param ? alloc_at(l->a, v, in) :
								       AT_NOWHERE;

		if (at < N_IR_TEMPS)
			store(l, v, at);
	}
}

/* Parameters come in their temporaries. */
static void place_params(struct lower *l)
{
	const struct ssa *ssa = l->ssa;
	const struct ssa_block *block = &ssa->blocks[0];
	uint32_t at = EACH + 2;

	for (uint32_t i = block->phis; i < block->phis + block->n_phis; i++)
		if (ssa->extra[i].is_param && ssa->uses[ssa_n_ops(ssa) + i])
			add_move(l, alloc_at(l->a, ssa_n_ops(ssa) + i, at), ssa->extra[i].temp);
	put_moves(l);
	for (uint32_t i = block->phis; i < block->phis + block->n_phis; i++) {
		uint32_t v = ssa_n_ops(ssa) + i;

		if (ssa->extra[i].is_param && ssa->uses[v])
			store(l, v, alloc_at(l->a, v, at));
	}
}

static void end_block(struct lower *l, uint32_t b, bool jumps)
{
	const struct ssa_block *block = &l->ssa->blocks[b];
	const struct ir_insn *last = &l->ssa->ir->insns[block->end - 1];
	bool is_jump = last->op == IR_JUMP || last->op == IR_LOOP;

	if (jumps != is_jump || only_succ(block) == NOTHING || last->op == IR_CASE)
		return;
	if (has_one_succ(l, block))
		add_edge_moves(l, b, only_succ(block));
	else if (l->ssa->blocks[block->succ[0]].n_preds > 1)
		add_edge_moves(l, b, block->succ[0]);
	put_moves(l);
}

static void lower_last(struct lower *l, uint32_t b)
{
	const struct ssa_block *block = &l->ssa->blocks[b];
	struct ir_insn *last = &l->ssa->ir->insns[block->end - 1];
	uint32_t label = last->to;

	end_block(l, b, true);
	if (ir_form(last) != IR_FORM_JUMP_IF && last->op != IR_CASE) {
		if (last->op != IR_NOP && last->op != IR_LABEL)
			lower_insn(l, block->end - 1);
	} else if (!has_one_succ(l, block)) {
		last->to = taken(l, b, label);
		lower_insn(l, block->end - 1);
		last->to = label;
	}
	end_block(l, b, false);
}

/* Nobody comes through what would lie between. */
static bool follows_switch(const struct ir *out)
{
	enum ir_op last = out->n ? out->insns[out->n - 1].op : IR_NOP;

	return last == IR_SWITCH || last == IR_CASE;
}

static void lower_block(struct lower *l, uint32_t b, uint32_t *moved)
{
	struct ssa *ssa = l->ssa;
	const struct ssa_block *block = &ssa->blocks[b];

	for (uint32_t i = block->first; i < block->end; i++) {
		const struct ir_insn *insn = &ssa->ir->insns[i];

		if (i == block->first && insn->op == IR_LABEL)
			ir_place(l->out, insn->to);
		moved[i] = l->out->n;
		if (i == block->first)
			begin_block(l, b);
		else
			change(l, i);
		if (insn->op == IR_CASE && !follows_switch(l->out))
			ssa->err = -EOPNOTSUPP;
		if (i + 1 == block->end)
			lower_last(l, b);
		else if (insn->op != IR_NOP && insn->op != IR_LABEL)
			lower_insn(l, i);
	}
}

/* What the function saves and how much it keeps on the stack. */
static void note_func(const struct lower *l, uint32_t start)
{
	struct jit_func *func = l->ssa->func;

	func->saved = l->a->used & l->a->preserved;
	func->frame = l->a->frame;
	func->uses_fp = false;
	for (uint32_t i = start; i < l->out->n; i++) {
		const struct ir_insn *insn = &l->out->insns[i];
		uint8_t form = ir_form(insn);

		/* No operand is to, which is never the frame pointer; an unused one is 0. */
		if (form >= IR_FORM_MOVE && form <= IR_FORM_JUMP_IF &&
		    (insn->a == REG_FP || insn->b == REG_FP))
			func->uses_fp = true;
	}
}

int ssa_lower(struct ssa *ssa, struct alloc *a, struct ir *out, uint32_t *moved)
{
	struct lower l = { .ssa = ssa, .a = a, .out = out };
	uint32_t start = out->n;
	int err = find_changes(&l);

	l.stubs = arena_take(ssa->arena, ssa->n_blocks, sizeof(*l.stubs));
	if (err || !l.stubs)
		return -ENOMEM;
	for (uint32_t b = 0; b < ssa->n_blocks && !ssa->err && !out->err; b++)
		lower_block(&l, b, moved);
	put_stubs(&l);
	note_func(&l, start);
	return ssa->err ? ssa->err : out->err;
}
