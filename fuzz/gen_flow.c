/* The generator's control flow: guards, branches, loops, functions. */
#include "fuzz/gen_impl.h"

#include <string.h>

enum { MAX_DEPTH = 4, FULL = 560 };

static enum insn_id jump_id(enum insn_op op, unsigned width, bool src_is_reg)
{
	return insn_find(KIND_JUMP, op, width, src_is_reg);
}

/* --- guards --- */

static void fail_at(struct gen *g, uint32_t jump)
{
	g->fail[g->n_fails++] = jump;
}

/* What is held is given back on the way out; the state is that of who goes on. */
static void emit_fail(struct gen *g)
{
	struct gstate before = g->s;

	gen_release_all(g);
	gen_emit(g, INSN_MOV64_K, 0, 0, 0, rng_below(g->rng, 2));
	gen_emit(g, INSN_EXIT, 0, 0, 0, 0);
	g->s = before;
}

/* A jump whose outcome @good goes on; the other one ends the function. */
static void end_unless(struct gen *g, enum insn_id id, bool good, unsigned dst, unsigned src,
		       int32_t imm)
{
	uint32_t jump, skip;

	if (gen_oops(g))
		return;
	if (gen_slip(g)) /* the wrong side goes on */
		good = !good;
	jump = gen_emit(g, id, dst, src, 0, imm);
	if (!good && g->n_fails < MAX_FAILS && !g->n_holds && rng_percent(g->rng, 60)) {
		fail_at(g, jump);
		return;
	}
	if (good) {
		emit_fail(g);
		gen_land(g, jump);
		return;
	}
	skip = gen_emit(g, INSN_JA, 0, 0, 0, 0);
	gen_land(g, jump);
	emit_fail(g);
	gen_land(g, skip);
}

void gen_guard(struct gen *g, enum insn_op op, bool good, unsigned dst, int src, int32_t imm)
{
	end_unless(g, jump_id(op, 64, src >= 0), good, dst, src < 0 ? 0 : (unsigned)src,
		   src < 0 ? imm : 0);
}

/* --- conditions --- */

/* What the fall-through (not taken) and the taken side know of an upper bound. */
static void note_bound(struct gen *g, unsigned reg, const struct insn *jump, bool taken)
{
	const struct insn_info *info = insn_of(jump);
	uint64_t k = (uint64_t)jump->imm, max = g->s.reg[reg].max;

	if (info->src_is_reg || info->width != 64)
		return;
	if (taken ? info->op == OP_JLE : info->op == OP_JGT)
		max = k < max ? k : max;
	if (k && (taken ? info->op == OP_JLT : info->op == OP_JGE))
		max = k - 1 < max ? k - 1 : max;
	if (taken ? info->op == OP_JEQ : info->op == OP_JNE)
		max = k;
	g->s.reg[reg].max = max;
}

static int condition(struct gen *g)
{
	int id, dst = gen_pick_number(g), src = 0;

	if (dst < 0)
		return -1;
	do
		id = 1 + (int)rng_below(g->rng, N_INSN_IDS - 1);
	while (insn_info[id].kind != KIND_JUMP);
	if (insn_info[id].src_is_reg && (src = gen_pick_number(g)) < 0)
		return -1;
	return (int)gen_emit(g, (enum insn_id)id, (unsigned)dst, (unsigned)src, 0,
			     insn_info[id].src_is_reg ? 0 : rng_imm(g->rng));
}

void gen_if(struct gen *g)
{
	int jump = condition(g);
	struct gstate before, after;
	struct insn insn;
	uint32_t skip;

	if (jump < 0)
		return;
	insn = g->prog->insn[jump];
	before = g->s;
	note_bound(g, insn.dst, &insn, false);
	gen_block(g, 1 + rng_below(g->rng, 4));
	if (rng_percent(g->rng, 10))
		gen_exit(g);
	if (g->s.dead || rng_percent(g->rng, 50)) {
		skip = 0;
		after = g->s;
		if (!after.dead)
			skip = gen_emit(g, rng_percent(g->rng, 80) ? INSN_JA : INSN_JA32, 0, 0, 0,
					0);
		gen_land(g, (uint32_t)jump);
		g->s = before;
		note_bound(g, insn.dst, &insn, true);
		gen_block(g, 1 + rng_below(g->rng, 4));
		if (skip)
			gen_land(g, skip);
		g->s = gen_join(&after, &g->s);
		return;
	}
	gen_land(g, (uint32_t)jump);
	g->s = gen_join(&before, &g->s);
}

/* --- loops --- */

/* What holds in every round: numbers are any numbers, pointers stay if they are kept. */
static void loop_head(struct gen *g)
{
	for (unsigned r = 0; r < REG_FP; r++) {
		struct gval *v = &g->s.reg[r];

		if (v->kind == G_NUM && !(g->keep >> r & 1))
			v->max = UINT64_MAX;
		else if (v->kind > G_NUM && !(g->keep >> r & 1)) {
			if (rng_percent(g->rng, 70) && __builtin_popcount(g->keep) < 5)
				g->keep |= (uint16_t)(1u << r);
			else
				v->kind = G_NONE;
		}
	}
	for (unsigned i = 0; i < GEN_SLOTS; i++) {
		struct gslot *slot = &g->s.slot[i];

		if (g->keep_slot >> i & 1)
			continue;
		if (slot->v.kind > G_NUM)
			g->keep_slot |= UINT64_C(1) << i;
		else if (slot->v.kind == G_NUM)
			slot->v.max = UINT64_MAX;
	}
	/* Calls end r1-r5 and the packet's pointers: not in a kept register, then. */
	for (unsigned r = 0; r <= 5; r++)
		if (g->keep >> r & 1 && g->s.reg[r].kind > G_NUM) {
			g->keep &= (uint16_t) ~(1u << r);
			g->s.reg[r].kind = G_NONE;
		}
}

/* Make the end of a round what the head promised. */
static void loop_back(struct gen *g, const struct gstate *head)
{
	for (unsigned r = 0; r < REG_FP; r++)
		if (head->reg[r].kind == G_NUM && g->s.reg[r].kind != G_NUM)
			gen_const(g, r, rng_imm(g->rng));
	for (unsigned i = 0; i < GEN_SLOTS; i++) {
		const struct gslot *was = &head->slot[i], *is = &g->s.slot[i];

		if (was->init & ~is->init ||
		    (was->init && is->v.kind > G_NUM && was->v.kind <= G_NUM)) {
			gen_emit(g, INSN_STDW, REG_FP, 0, (int32_t)i * 8 - STACK_SIZE,
				 rng_imm(g->rng));
			gen_stack_written(g, (int32_t)i * 8 - STACK_SIZE, 8, NULL);
		}
	}
}

static bool kept_is_whole(const struct gen *g, const struct gstate *head)
{
	for (unsigned r = 0; r < REG_FP; r++)
		if (head->reg[r].kind > G_NUM && g->s.reg[r].kind != head->reg[r].kind)
			return false;
	for (unsigned i = 0; i < GEN_SLOTS; i++)
		if (head->slot[i].v.kind > G_NUM && g->s.slot[i].v.kind != head->slot[i].v.kind)
			return false;
	return true;
}

/* The comparison at the end of a loop that counts up. */
static enum insn_id go_on_id(struct gen *g)
{
	static const enum insn_op others[] = { OP_JNE, OP_JLE, OP_JSLT };
	bool usual = rng_percent(g->rng, 95);

	return jump_id(usual ? OP_JLT : others[rng_below(g->rng, 3)],
		       usual || rng_percent(g->rng, 70) ? 64 : 32, false);
}

void gen_loop(struct gen *g)
{
	uint16_t keep = g->keep;
	uint64_t keep_slot = g->keep_slot;
	int counter = gen_free_saved(g);
	int32_t rounds = 1 + (int32_t)rng_below(g->rng, rng_percent(g->rng, 70) ? 5 : 20), step;
	bool at_top = rng_percent(g->rng, 40), down = rng_percent(g->rng, 20);
	struct gstate head;
	uint32_t start, out = 0;

	if (counter < 6 || g->depth >= 3 || g->prog->n >= FULL)
		return;
	if (rng_percent(g->rng, 10)) /* more than are followed */
		rounds = 20 + (int32_t)rng_below(g->rng, g->depth > 1 ? 30 : 2000);
	gen_const(g, (unsigned)counter, down ? rounds : 0);
	g->keep |= (uint16_t)(1u << counter);
	g->s.reg[counter].max = (uint64_t)rounds;
	loop_head(g);
	head = g->s;
	start = g->prog->n;
	if (at_top)
		out = gen_emit(g,
			       down ? INSN_JEQ_K
				    : jump_id(OP_JGE, rng_percent(g->rng, 70) ? 64 : 32, false),
			       (unsigned)counter, 0, 0, down ? 0 : rounds);
	if (rng_percent(g->rng, 20))
		gen_loop(g);
	gen_block(g, 1 + rng_below(g->rng, 4));
	if (!g->s.dead && kept_is_whole(g, &head)) {
		loop_back(g, &head);
		step = down ? -1 : 1 + (int32_t)rng_below(g->rng, rng_percent(g->rng, 95) ? 2 : 5);
		gen_emit(g, rng_percent(g->rng, 80) ? INSN_ADD64_K : INSN_ADD32_K,
			 (unsigned)counter, 0, 0, step);
		if (at_top)
			gen_emit(g, INSN_JA, 0, 0, (int32_t)start - (int32_t)g->prog->n - 1, 0);
		else
			gen_emit(g, down ? INSN_JNE_K : go_on_id(g), (unsigned)counter, 0,
				 (int32_t)start - (int32_t)g->prog->n - 1, down ? 0 : rounds);
		if (at_top)
			g->s = head;
	} else if (at_top) {
		g->s = gen_join(&head, &g->s);
	}
	if (at_top)
		gen_land(g, out);
	g->keep = keep;
	g->keep_slot = keep_slot;
	gen_set(g, (unsigned)counter, gen_number(UINT32_MAX));
}

/* --- ends and blocks --- */

void gen_exit(struct gen *g)
{
	bool verdict = g->prog->prog_type == PROG_CGROUP_SKB && !g->current;
	bool callback = g->current && g->sig[g->current - 1].kind != SIG_CALL;

	if (g->s.dead)
		return;
	gen_release_all(g);
	if (g->s.reg[0].kind != G_NUM)
		gen_const(g, 0, rng_imm(g->rng));
	for (unsigned r = 1; r < REG_FP; r++)
		if (g->s.reg[r].kind == G_NUM && rng_percent(g->rng, 50))
			gen_emit(g, rng_percent(g->rng, 50) ? INSN_XOR64_X : INSN_ADD64_X, 0, r, 0,
				 0);
	if ((verdict || callback) && gen_slip(g))
		gen_emit(g, INSN_MOD64_K, 0, 0, 0, 3); /* one too large */
	else if ((verdict || callback) && !gen_oops(g))
		gen_emit(g, INSN_AND64_K, 0, 0, 0, 1);
	else if (!g->current && rng_percent(g->rng, 30)) { /* the upper half counts too */
		gen_emit(g, INSN_MOV64_X, 1, 0, 0, 0);
		gen_emit(g, INSN_RSH64_K, 1, 0, 0, 32);
		gen_emit(g, INSN_XOR64_X, 0, 1, 0, 0);
	}
	gen_emit(g, INSN_EXIT, 0, 0, 0, 0);
	g->s.dead = true;
}

static const struct {
	void (*make)(struct gen *g);
	uint8_t weight;
} actions[] = {
	{ gen_alu, 16 },      { gen_refined, 16 },      { gen_load, 14 },     { gen_store, 8 },
	{ gen_atomic, 6 },    { gen_spill, 9 },         { gen_fill_reg, 4 },  { gen_index, 9 },
	{ gen_var_stack, 2 }, { gen_ctx_load, 2 },      { gen_ctx_store, 1 }, { gen_packet, 7 },
	{ gen_if, 10 },       { gen_loop, 3 },          { gen_call, 4 },      { gen_callback, 2 },
	{ gen_lookup, 7 },    { gen_null_check, 6 },    { gen_update, 3 },    { gen_helper, 3 },
	{ gen_ld_packet, 3 }, { gen_two_constants, 4 }, { gen_record, 3 },    { gen_lock, 3 },
	{ gen_socket, 2 },    { gen_use_socket, 2 },    { gen_inner_map, 4 }, { gen_any_helper, 7 },
	{ gen_meta, 1 },      { gen_divide, 4 },       { gen_trim, 3 },      { gen_frozen, 3 },
	{ gen_upper_half, 1 }, { gen_distance, 2 },     { gen_grow, 6 },      { gen_crowd, 1 },
	{ gen_either_map, 3 }, { gen_either_pointer, 3 }, { gen_func, 4 },
};
enum { N_ACTIONS = sizeof(actions) / sizeof(*actions) };

static void act(struct gen *g)
{
	uint32_t total = 0, dice;
	unsigned a = 0;

	if (g->trap && rng_percent(g->rng, 12)) {
		gen_trap(g);
		return;
	}
	for (unsigned i = 0; i < N_ACTIONS; i++)
		total += actions[i].weight;
	for (dice = rng_below(g->rng, total); dice >= actions[a].weight; a++)
		dice -= actions[a].weight;
	actions[a].make(g);
}

void gen_block(struct gen *g, uint32_t n)
{
	if (g->depth == MAX_DEPTH)
		return;
	g->depth++;
	for (uint32_t i = 0; i < n && g->steps-- > 0 && !g->s.dead && g->prog->n < FULL; i++)
		act(g);
	g->depth--;
}
