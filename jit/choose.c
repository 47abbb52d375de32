/*
 * A branch around nothing but the choice of a constant becomes arithmetic: whether it
 * falls is 0 or 1, by which what differs is multiplied, the charge of the side too.
 *
 * Only where one of two constants is 0: to wait for both sides of anything else costs more
 * than most branches that are foretold wrongly.  What is chosen depends on the comparison,
 * so this makes no mask of an index weaker.
 */
#include <errno.h>

#include "jit/ssa.h"

/** struct choice - a block that may go around the next one, both to a third */
struct choice {
	struct ssa *ssa;
	struct ssa_block *from, *side, *meet;
	uint32_t taken, falls;    /* of the predecessors of @meet: @from, @side */
	struct ir_insn *charge;   /* of @side, or NULL */
	struct ir_insn *free;     /* an operation of @side that is none, or NULL */
	struct extra *phi;        /* what is chosen */
};

enum { MAX_CHARGE = 127 };

static uint32_t pred_number(const struct ssa *ssa, const struct ssa_block *block, uint32_t pred)
{
	uint32_t p = 0;

	while (p < block->n_preds && ssa->preds[block->preds + p] != pred)
		p++;
	return p;
}

/* Is there nothing but a charge in the side, and a place for an operation? */
static bool is_empty(struct choice *c)
{
	for (uint32_t i = c->side->first; i < c->side->end; i++) {
		struct ir_insn *insn = &c->ssa->ir->insns[i];
		int64_t n = insn->op == IR_CHARGE ? (int64_t)ir_value(c->ssa->ir, insn->a) : 0;

		if (insn->op == IR_NOP)
			c->free = insn;
		else if (insn->op == IR_CHARGE && !c->charge && n <= MAX_CHARGE && n >= -MAX_CHARGE)
			c->charge = insn;
		else if (insn->op != IR_JUMP)
			return false;
	}
	return true;
}

/* The one phi whose values from both differ, constants; false: there is another. */
static bool find_phi(struct choice *c)
{
	const struct ssa *ssa = c->ssa;

	for (uint32_t i = c->meet->phis; i < c->meet->phis + c->meet->n_phis; i++) {
		struct extra *phi = &ssa->extra[i];
		const uint32_t *args = &ssa->phi_args[phi->args];

		if (phi->is_param || !ssa->uses[ssa_n_ops(ssa) + i] ||
		    args[c->taken] == args[c->falls])
			continue;
		if (c->phi || !ir_is_constant(args[c->taken]) || !ir_is_constant(args[c->falls]))
			return false;
		c->phi = phi;
	}
	return c->phi;
}

static bool find_choice(struct choice *c, uint32_t b)
{
	struct ssa *ssa = c->ssa;
	uint32_t meet;

	c->from = &ssa->blocks[b];
	if (ir_form(&ssa->ir->insns[c->from->end - 1]) != IR_FORM_JUMP_IF ||
	    c->from->succ[0] == NOTHING || c->from->succ[1] == NOTHING)
		return false;
	c->side = &ssa->blocks[b + 1];
	meet = c->from->succ[1];
	c->meet = &ssa->blocks[meet];
	if (c->side->n_preds != 1 || (c->side->succ[0] != meet && c->side->succ[1] != meet) ||
	    (c->side->succ[0] != NOTHING && c->side->succ[1] != NOTHING) || meet == b)
		return false;
	c->taken = pred_number(ssa, c->meet, b);
	c->falls = pred_number(ssa, c->meet, b + 1);
	return is_empty(c) && find_phi(c);
}

/* In one operation's place, and in a comparison as wide; not a constant to be hidden. */
static bool is_short(const struct ssa *ssa, uint32_t ref)
{
	int64_t v = (int64_t)ir_value(ssa->ir, ref);

	return v == (int8_t)v || (v == (int32_t)v && !(ref & IR_CHOSEN && ssa->flags & JIT_BLIND));
}

static uint8_t opposite(uint8_t jump)
{
	static const uint8_t of[] = {
		[IR_JEQ] = IR_JNE,   [IR_JNE] = IR_JEQ,   [IR_JGT] = IR_JLE,   [IR_JLE] = IR_JGT,
		[IR_JGE] = IR_JLT,   [IR_JLT] = IR_JGE,   [IR_JSGT] = IR_JSLE, [IR_JSLE] = IR_JSGT,
		[IR_JSGE] = IR_JSLT, [IR_JSLT] = IR_JSGE, [IR_JSET] = IR_JCLEAR,
		[IR_JCLEAR] = IR_JSET,
	};

	return of[jump];
}

static void drop_pred(struct choice *c)
{
	struct ssa *ssa = c->ssa;
	struct ssa_block *meet = c->meet;
	uint32_t behind = meet->n_preds - c->taken - 1;
	uint32_t *at = &ssa->preds[meet->preds + c->taken];

	memmove(at, at + 1, behind * sizeof(*at));
	for (uint32_t i = meet->phis; i < meet->phis + meet->n_phis; i++) {
		if (ssa->extra[i].is_param)
			continue;
		at = &ssa->phi_args[ssa->extra[i].args + c->taken];
		memmove(at, at + 1, behind * sizeof(*at));
	}
	meet->n_preds--;
	c->from->succ[1] = NOTHING;
}

/* Where it is 1 that is multiplied, or 0 and 1 exchanged, there has to be room for it. */
static bool convert(struct choice *c)
{
	struct ssa *ssa = c->ssa;
	uint32_t *args = &ssa->phi_args[c->phi->args], set;
	struct ir_insn *jump = &ssa->ir->insns[c->from->end - 1];
	bool swaps = ir_value(ssa->ir, args[c->taken]); /* 0 comes from the side */
	uint32_t other = args[swaps ? c->taken : c->falls];
	bool is_1 = ir_value(ssa->ir, other) == 1;
	uint8_t temp = c->phi->temp < N_IR_TEMPS ? c->phi->temp : 0;

	if (ir_value(ssa->ir, args[swaps ? c->falls : c->taken]) || !is_short(ssa, other))
		return false;
	if ((!is_1 && (!c->free || (swaps && c->charge))) || (swaps && c->charge && !c->free))
		return false;
	set = ssa_value_of(ssa, c->from->end - 1);
	jump->op = (uint8_t)((swaps && !c->charge ? jump->op : opposite(jump->op)) - IR_JEQ +
			     IR_SETEQ);
	jump->to = temp;
	args[c->falls] = set;
	if (!is_1 || (swaps && c->charge)) {
		*c->free = (struct ir_insn){ .op = is_1 ? IR_XOR : IR_MUL, .width = 64, .to = temp,
					     .a = set, .b = other };
		args[c->falls] = ssa_value_of(ssa, (uint32_t)(c->free - ssa->ir->insns));
	}
	if (c->charge)
		*c->charge = (struct ir_insn){ .op = IR_CHARGE_IF, .width = 64, .a = set,
					       .b = c->charge->a };
	drop_pred(c);
	return true;
}

int ssa_choose(struct ssa *ssa)
{
	bool any = false;

	for (uint32_t b = 0; b + 1 < ssa->n_blocks; b++) {
		struct choice c = { .ssa = ssa };

		if (find_choice(&c, b))
			any |= convert(&c);
	}
	if (any)
		ssa_drop_dead(ssa);
	return 0;
}
