/*
 * Recipes in the place of calls: their instructions are built like the program's.  Second
 * parts lie behind the function's code.
 *
 * Who tests the result for NULL right behind the call is spared the test where the recipe
 * knows: each of its ends goes where the test would.
 */
#include <errno.h>
#include <string.h>

#include "core/cfg.h"
#include "jit/build.h"

static const struct fact any = { .flags = FACT_REACHED | FACT_TAKEN | FACT_FALLS };

/* ---- the key as it was stored ---- */

/*
 * A load that is wider than the stores before it waits until they are in the cache, 12 cycles
 * and more; so words of a key are loaded in the pieces in which the program stored them.
 * Only how it is loaded depends on what is found here, not what.
 */
enum { MAX_BACK = 64, STORED = 0xff };

/* Does straight code lead from the instruction to the call at hand? */
static bool leads_here(const struct build *b, uint32_t i)
{
	const struct insn *insn = &b->image->insns[i];

	return i >= b->image->subprogs[b->func].start && b->insn - i <= MAX_BACK &&
	       !b->place[i + 1].is_target && insn->id != INSN_INVALID &&
	       insn_of(insn)->kind != KIND_CALL_HELPER && insn_of(insn)->kind != KIND_CALL_KFUNC &&
	       insn_of(insn)->kind != KIND_CALL_LOCAL && insn_of(insn)->kind != KIND_GOTO;
}

/* What r2 is above the frame pointer where the call is at hand; false: not known. */
static bool key_offset(const struct build *b, int64_t *off)
{
	*off = 0;
	for (uint32_t i = b->insn; i-- > 0 && leads_here(b, i);) {
		const struct insn *insn = &b->image->insns[i];

		if (insn_written_reg(insn) != 2)
			continue;
		if (insn->id == INSN_MOV64_X)
			return insn->src == REG_FP;
		if (insn->id != INSN_ADD64_K)
			return false;
		*off += insn->imm;
	}
	return false;
}

/* A store of @size bytes at byte @at of the key, older than those noted. */
static void note_piece(struct build *b, int64_t at, unsigned size)
{
	bool whole = at >= 0 && at + size <= MAX_KEY_BYTES;

	for (int64_t i = at; i < at + size; i++) {
		if (i < 0 || i >= MAX_KEY_BYTES)
			continue;
		whole &= !b->pieces[i];
		b->pieces[i] = STORED;
	}
	if (whole)
		b->pieces[at] = (uint8_t)size;
}

static void find_pieces(struct build *b)
{
	int64_t off;

	memset(b->pieces, 0, sizeof(b->pieces));
	if (!key_offset(b, &off))
		return;
	for (uint32_t i = b->insn; i-- > 0 && leads_here(b, i);) {
		const struct insn *insn = &b->image->insns[i];
		uint8_t kind = insn_of(insn)->kind;

		if ((kind == KIND_STORE || kind == KIND_STORE_IMM) && insn->dst == REG_FP)
			note_piece(b, insn->off - off, insn_of(insn)->width / 8u);
	}
}

/* Is the word of 4 bytes made of smaller stores? */
static bool in_pieces(const struct build *b, unsigned at)
{
	unsigned end = at + 4;

	while (at < end && b->pieces[at] && b->pieces[at] < 4)
		at += b->pieces[at];
	return at == end;
}

/* A word of the key; in pieces if it was stored so. */
static int build_key_word(struct build *b, const struct insn *insn)
{
	unsigned at = (unsigned)insn->off, n;
	uint32_t base = 2;

	if (at + 4 > MAX_KEY_BYTES || !in_pieces(b, at))
		return build_insn(b, insn);
	if (insn->dst == base) {
		base = IR_T1;
		add(b, IR_MOV, 64, base, 2, 0);
	}
	for (unsigned i = 0; i < 4; i += n) {
		uint32_t to = i ? IR_T0 : insn->dst;

		n = b->pieces[at + i];
		ir_add(b->ir, (struct ir_insn){ .op = IR_LOAD, .width = (uint8_t)(8 * n),
						.off = (int16_t)(at + i), .to = to, .a = base });
		if (!i)
			continue;
		add(b, IR_LSH, 32, IR_T0, IR_T0, ir_constant(b->ir, 8 * i));
		add(b, IR_OR, 32, insn->dst, insn->dst, IR_T0);
	}
	return 0;
}

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
		if (recipe_is_guard(e->recipe, i) && !(b->flags & JIT_MASK))
			continue;
		if (e->recipe->flags[i] & RECIPE_KEY)
			err = build_key_word(b, &e->recipe->insns[i]);
		else
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
	find_pieces(b);
	if (map != NO_MAP && is_tested(b)) /* a lookup: its ends know NULL */
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
