/* The generator's control flow: guards, branches, loops, functions. */
#include "fuzz/gen_impl.h"

#include <string.h>

enum { MAX_DEPTH = 4 };

enum insn_id gen_jump_id(enum insn_op op, unsigned width, bool src_is_reg)
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
	if (g->trap == TRAP_GUARD && rng_percent(g->rng, 25)) {
		g->trap = TRAP_NONE;
		if (rng_percent(g->rng, 40))
			return;
		good = !good;
	}
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
	end_unless(g, gen_jump_id(op, 64, src >= 0), good, dst, src < 0 ? 0 : (unsigned)src,
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
	{ gen_alu, 16 },
	{ gen_refined, 16 },
	{ gen_load, 14 },
	{ gen_store, 8 },
	{ gen_atomic, 6 },
	{ gen_spill, 9 },
	{ gen_fill_reg, 4 },
	{ gen_index, 9 },
	{ gen_var_stack, 2 },
	{ gen_ctx_load, 2 },
	{ gen_ctx_store, 1 },
	{ gen_packet, 7 },
	{ gen_short, 5 },
	{ gen_if, 10 },
	{ gen_switch, 3 },
	{ gen_choose, 3 },
	{ gen_loop, 3 },
	{ gen_cursor, 1 },
	{ gen_call, 4 },
	{ gen_callback, 2 },
	{ gen_lookup, 7 },
	{ gen_null_check, 6 },
	{ gen_update, 3 },
	{ gen_helper, 3 },
	{ gen_ld_packet, 3 },
	{ gen_two_constants, 4 },
	{ gen_record, 3 },
	{ gen_lock, 3 },
	{ gen_socket, 2 },
	{ gen_use_socket, 2 },
	{ gen_inner_map, 4 },
	{ gen_task, 3 },
	{ gen_any_helper, 7 },
	{ gen_meta, 1 },
	{ gen_divide, 4 },
	{ gen_frozen, 3 },
	{ gen_upper_half, 1 },
	{ gen_distance, 2 },
	{ gen_grow, 6 },
	{ gen_crowd, 1 },
	{ gen_either_map, 3 },
	{ gen_either_pointer, 3 },
	{ gen_func, 4 },
	{ gen_dynptr, 3 },
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
	if (rng_percent(g->rng, 12))
		gen_show(g);
}

void gen_block(struct gen *g, uint32_t n)
{
	if (g->depth == MAX_DEPTH)
		return;
	g->depth++;
	for (uint32_t i = 0; i < n && g->steps-- > 0 && !g->s.dead && g->prog->n < GEN_FULL; i++)
		act(g);
	g->depth--;
}
