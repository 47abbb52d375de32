/*
 * Recipes in the place of calls: their instructions are built like the program's.  Second
 * parts lie behind the function's code.
 *
 * Who tests the result for NULL right behind the call is spared the test where the recipe
 * knows: each of its ends goes where the test would.
 */
#include <errno.h>

#include "core/cfg.h"
#include "jit/build.h"

static const struct fact any = { .flags = FACT_REACHED | FACT_TAKEN | FACT_FALLS };

/* Instructions of the recipe; each may be reached, guards where masks are. */
static int expand_part(struct build *b, const struct expansion *e, uint32_t from, uint32_t to)
{
	const struct fact *fact = b->fact;
	int err = 0;

	b->in = e;
	b->fact = &any;
	for (uint32_t i = from; i < to && !err; i++) {
		if (e->label[i] != IR_NOWHERE)
			ir_place(b->ir, e->label[i]);
		b->recipe_at = i;
		if (!recipe_is_guard(e->recipe, i) || b->flags & JIT_MASK)
			err = build_insn(b, &e->recipe->insns[i]);
	}
	b->in = NULL;
	b->fact = fact;
	return err;
}

/* Is what follows the call at hand "if r0 == 0" or "!=", for nobody else, both ways open? */
static bool is_tested(const struct build *b)
{
	uint32_t next = b->insn + 1;
	const struct insn *insn = &b->image->insns[next];
	const struct insn_info *info;
	const uint16_t both = FACT_REACHED | FACT_TAKEN | FACT_FALLS;

	if (next >= b->image->subprogs[b->func].end || b->place[next].is_target ||
	    insn->id == INSN_INVALID || !insn_is_jump(insn) ||
	    (b->facts->insn[next].flags & both) != both)
		return false;
	info = insn_of(insn);
	return (info->op == OP_JEQ || info->op == OP_JNE) && info->width == 64 &&
	       info->form == FORM_DST_IMM_JUMP && insn->dst == 0 && !insn->imm && insn->off >= 0;
}

static void label_jumps(struct build *b, struct expansion *e)
{
	const struct recipe *recipe = e->recipe;

	for (uint32_t i = 0; i < recipe->n; i++)
		e->label[i] = IR_NOWHERE;
	for (uint32_t i = 0; i < recipe->n; i++) {
		const struct insn *insn = &recipe->insns[i];
		uint32_t to;

		if (!insn_is_jump(insn) && insn_of(insn)->kind != KIND_GOTO)
			continue;
		to = insn_target(recipe->insns, i);
		if (to < recipe->n && e->label[to] == IR_NOWHERE)
			e->label[to] = ir_label(b->ir);
	}
}

/* The first part, and behind it the test that is at hand: who comes there has found it. */
static int expand_tested(struct build *b, struct expansion *e)
{
	const struct insn *test = &b->image->insns[b->insn + 1];
	uint32_t target, behind = e->found;
	bool jumps = insn_of(test)->op == OP_JNE;
	int err;

	b->insn++;
	target = build_target(b, test);
	e->found = jumps ? target : behind;
	e->null = jumps ? behind : target;
	e->test = ir_label(b->ir);
	budget_jump(b);
	err = expand_part(b, e, 0, e->recipe->cold);
	b->ir->start[b->insn] = b->ir->n;
	if (jumps)
		add(b, IR_JUMP, 0, target, 0, 0);
	ir_place(b->ir, behind);
	return err;
}

int recipe_expand(struct build *b, const struct recipe *recipe, uint32_t map)
{
	struct expansion *e = ARENA_NEW(b->ir->arena, struct expansion);
	int err;

	if (!e)
		return -ENOMEM;
	e->recipe = recipe;
	e->map = map;
	label_jumps(b, e);
	e->found = e->null = e->test = ir_label(b->ir);
	e->next = b->cold;
	b->cold = e;
	if (is_tested(b))
		return expand_tested(b, e);
	err = expand_part(b, e, 0, recipe->cold);
	ir_place(b->ir, e->found);
	return err;
}

int recipe_expand_cold(struct build *b)
{
	int err = 0;

	for (const struct expansion *e = b->cold; e && !err; e = e->next) {
		err = expand_part(b, e, e->recipe->cold, e->recipe->n);
		if (e->test == e->found || !e->recipe->call)
			continue;
		ir_place(b->ir, e->test);
		add(b, IR_JEQ, 64, e->null, 0, ir_constant(b->ir, 0));
		add(b, IR_JUMP, 0, e->found, 0, 0);
	}
	b->cold = NULL;
	return err;
}
