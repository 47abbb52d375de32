/*
 * The budget, which is the interpreters' (docs/engines.md): a taken jump adds its
 * distance, a backward one checks the sum, so does returning from a function.
 *
 * The machine's sum may differ from it by a number that is known at each
 * instruction, "owed".  Where jumps come together they must agree on one: it is what
 * the first jump brings there of those in the innermost loop, which so costs
 * nothing.  The others add the difference in front of the jump; who falls through
 * owes it.  Nothing is owed at a loop's head, where the sum is checked, in front of
 * calls that look at the budget, and behind functions.
 */
#include "core/cfg.h"
#include "jit/build.h"

static struct place *target_of(const struct build *b)
{
	return &b->place[insn_target(b->image->insns, b->insn)];
}

static int64_t distance(const struct build *b)
{
	return b->image->insns[b->insn].off;
}

/* ---- the plan ---- */

static bool jumps(const struct insn *insn, const struct fact *fact)
{
	return insn_of(insn)->kind == KIND_GOTO ||
	       (insn_is_jump(insn) && fact->flags & FACT_TAKEN);
}

/* Where jumps go; of a loop's head `owed` counts the loops that begin there. */
void budget_note(struct build *b)
{
	const struct insn *insn = &b->image->insns[b->insn];
	struct place *here = &b->place[b->insn], *to;

	here->settles = insn_of(insn)->kind == KIND_CALL_LOCAL || insn_leaves(insn);
	here->jumps = jumps(insn, &b->facts->insn[b->insn]);
	if (!here->jumps)
		return;
	to = target_of(b);
	to->is_target = true;
	if (distance(b) >= 0)
		return;
	to->is_head = true;
	to->owed++;
}

/* For each target the first jump in the innermost loop; its depth waits in `owed`. */
static void find_source(struct build *b, int32_t *depth)
{
	struct place *here = &b->place[b->insn], *to;

	if (here->is_head) {
		*depth += here->owed;
		here->owed = 0;
	}
	if (!here->jumps)
		return;
	to = target_of(b);
	if (distance(b) < 0) {
		--*depth;
	} else if (!to->is_head && (!to->source || *depth > to->owed)) {
		to->source = b->insn + 1;
		to->owed = *depth;
	}
}

/* What building will find owed, but for what jumps out in front of loops leave. */
static void walk(struct build *b)
{
	struct place *here = &b->place[b->insn], *to;

	if (here->is_target)
		b->owed = here->owed;
	if (here->settles)
		b->owed = 0;
	if (!here->jumps || distance(b) < 0)
		return;
	to = target_of(b);
	if (to->source == b->insn + 1)
		to->owed = (int32_t)(b->owed + distance(b));
	if (to->source <= b->insn + 1)
		b->owed = to->owed - distance(b);
}

void budget_plan(struct build *b)
{
	uint32_t n = b->image->n_insns;
	int32_t depth = 0;

	for (b->insn = 0; b->insn < n; b->insn++)
		find_source(b, &depth);
	for (uint32_t s = 0; s < b->image->n_subprogs; s++) {
		b->owed = 0;
		for (b->insn = b->image->subprogs[s].start; b->insn < b->image->subprogs[s].end;
		     b->insn++)
			walk(b);
	}
}

/* ---- building ---- */

void budget_settle(struct build *b)
{
	if (b->owed)
		add_number(b, IR_CHARGE, b->owed);
	b->owed = 0;
}

bool falls_here(const struct build *b)
{
	const struct insn *prev = &b->image->insns[b->insn - 1];
	uint16_t flags;

	if (b->insn == b->image->subprogs[b->func].start)
		return false;
	flags = b->facts->insn[b->insn - 1].flags;
	return flags & FACT_REACHED && !insn_ends_path(prev) &&
	       (insn_of(prev)->kind != KIND_JUMP || flags & FACT_FALLS);
}

void budget_meet(struct build *b)
{
	int64_t owed = b->place[b->insn].owed;

	b->owed -= owed;
	if (falls_here(b))
		budget_settle(b);
	b->owed = owed;
}

void budget_jump(struct build *b)
{
	int64_t charged = b->owed + distance(b) - target_of(b)->owed;

	if (charged)
		add_number(b, IR_CHARGE, charged);
	b->owed -= charged;
}
