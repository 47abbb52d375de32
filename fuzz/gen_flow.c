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

/* --- the packet --- */

int gen_ctx_reg(struct gen *g)
{
	int reg = gen_pick(g, G_CTX), dst;

	if (reg >= 0)
		return reg;
	for (unsigned i = 0; i < GEN_SLOTS; i++) {
		if (g->s.slot[i].v.kind != G_CTX || g->s.slot[i].init != 0xff)
			continue;
		dst = gen_free(g);
		if (dst < 0)
			return -1;
		gen_emit(g, INSN_LDXDW, (unsigned)dst, REG_FP, (int32_t)i * 8 - STACK_SIZE, 0);
		gen_set(g, (unsigned)dst, g->s.slot[i].v);
		return dst;
	}
	return -1;
}

static bool load_packet(struct gen *g, bool end)
{
	enum ctx_id ctx = prog_type_by_number(g->prog->prog_type)->ctx;
	int row = ctx_find_kind(ctx, end ? CTX_PACKET_END : CTX_PACKET), reg = gen_ctx_reg(g), dst;

	if (row < 0 || reg < 0)
		return false;
	dst = gen_free_saved(g);
	if (dst < 0 || dst == reg)
		return false;
	gen_emit(g, INSN_LDXW, (unsigned)dst, (unsigned)reg, ctx_field(row)->offset, 0);
	gen_set(g, (unsigned)dst, (struct gval){ .kind = end ? G_END : G_PACKET });
	return true;
}

static void extend(struct gval *v, const struct gval *by, uint32_t extent)
{
	if (v->kind == G_PACKET && v->id == by->id && v->extent < extent)
		v->extent = extent;
}

static void extend_all(struct gen *g, struct gval by, uint32_t extent)
{
	for (unsigned r = 0; r < N_REGS; r++)
		extend(&g->s.reg[r], &by, extent);
	for (unsigned i = 0; i < GEN_SLOTS; i++)
		extend(&g->s.slot[i].v, &by, extent);
}

/* p + n <= end, in all its forms; afterwards n bytes from p on can be read. */
static void check_packet(struct gen *g, int p, int end, int32_t n)
{
	bool strict = rng_percent(g->rng, 20), turned = rng_percent(g->rng, 40);
	bool good = rng_percent(g->rng, 40);
	int t = rng_percent(g->rng, 80) ? gen_free(g) : p;
	struct gval v;
	enum insn_op op;

	if (t < 0 || t == end || (g->keep >> t & 1))
		return;
	if (t != p)
		gen_emit(g, INSN_MOV64_X, (unsigned)t, (unsigned)p, 0, 0);
	gen_emit(g, INSN_ADD64_K, (unsigned)t, 0, 0, n - strict);
	v = g->s.reg[p];
	v.delta += n - strict;
	v.lo += n - strict;
	v.hi += n - strict;
	gen_set(g, (unsigned)t, v);
	op = good ? (strict ? OP_JLT : OP_JLE) : (strict ? OP_JGE : OP_JGT);
	if (turned)
		op = op == OP_JLT ? OP_JGT : op == OP_JLE ? OP_JGE : op == OP_JGE ? OP_JLE : OP_JLT;
	gen_guard(g, op, good, (unsigned)(turned ? end : t), turned ? t : end, 0);
	extend_all(g, v, (uint32_t)(v.delta + strict));
	if (gen_slip(g)) /* as if this said something of all packet pointers */
		for (unsigned r = 0; r < N_REGS; r++)
			if (g->s.reg[r].kind == G_PACKET && g->s.reg[r].extent < 8)
				g->s.reg[r].extent = 8;
}

void gen_packet(struct gen *g)
{
	static const uint8_t sizes[] = { 1, 2, 4, 8, 14, 15, 16, 20, 34, 60, 64, 65, 100 };
	int p = gen_pick(g, G_PACKET), end = gen_pick(g, G_END);

	if ((p < 0 && !load_packet(g, false)) || (end < 0 && !load_packet(g, true)))
		return;
	p = gen_pick(g, G_PACKET);
	end = gen_pick(g, G_END);
	if (p >= 0 && end >= 0 && g->s.reg[p].delta < 300)
		check_packet(g, p, end, sizes[rng_below(g->rng, sizeof(sizes))]);
}

/* The bytes before the packet: data_meta .. data. */
void gen_meta(struct gen *g)
{
	enum ctx_id ctx = prog_type_by_number(g->prog->prog_type)->ctx;
	int meta = ctx_find_kind(ctx, CTX_PACKET_META), data = ctx_find_kind(ctx, CTX_PACKET);
	int from = gen_ctx_reg(g), p = gen_free(g), end = gen_free(g), num = gen_pick(g, G_NUM);
	uint32_t log = rng_below(g->rng, 4);
	int32_t n = (1 << log) + (int32_t)rng_below(g->rng, 8), off = n - (1 << log);

	if (meta < 0 || data < 0 || from < 0 || p < 0 || end < 0 || p == end || p == from ||
	    end == from)
		return;
	gen_emit(g, INSN_LDXW, (unsigned)p, (unsigned)from, ctx_field(meta)->offset, 0);
	gen_emit(g, INSN_LDXW, (unsigned)end, (unsigned)from, ctx_field(data)->offset, 0);
	gen_set(g, (unsigned)p, (struct gval){ .kind = G_NONE });
	gen_set(g, (unsigned)end, (struct gval){ .kind = G_NONE });
	gen_emit(g, INSN_ADD64_K, (unsigned)p, 0, 0, n);
	gen_guard(g, OP_JGT, false, (unsigned)p, end, 0);
	if (num >= 0 && num != p && num != end && rng_percent(g->rng, 50))
		gen_emit(g, gen_stores[log], (unsigned)p, (unsigned)num, off - n, 0);
	gen_emit(g, gen_loads[log], (unsigned)p, (unsigned)p, off - n + (gen_slip(g) ? 1 : 0), 0);
	gen_set(g, (unsigned)p, gen_number(width_mask(8u << log)));
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

/* --- functions --- */

int gen_find_slot(const struct gen *g, enum gkind kind)
{
	for (unsigned i = 0; i < GEN_SLOTS; i++)
		if (g->s.slot[i].v.kind == kind && g->s.slot[i].init == 0xff &&
		    !g->s.slot[i].v.null)
			return (int)i;
	return -1;
}

int gen_saved(const struct gen *g, enum gkind kind)
{
	for (unsigned r = 6; r <= 9; r++)
		if (g->s.reg[r].kind == kind && !g->s.reg[r].null)
			return (int)r;
	return -1;
}

/* Bytes of a map's value that anybody may read and write, behind a constant offset. */
static uint32_t plain_room(const struct gen *g, const struct gval *v)
{
	const struct map_desc *map = &g->prog->map[v->map];

	return v->lo != v->hi || map->lock_end || map_is_read_only(map)
		       ? 0
		       : map->value_size - (uint32_t)v->lo;
}

/* Argument @reg becomes a value of this kind; false: there is none. */
static bool pass(struct gen *g, unsigned reg, const struct gval *want, bool can_choose,
		 bool is_global, struct gval *out)
{
	int from = gen_saved(g, want->kind), slot = from < 0 ? gen_find_slot(g, want->kind) : -1;
	int32_t off, value = want->kind == G_MEM ? gen_saved(g, G_VALUE) : -1;

	if (want->kind == G_MEM && is_global && want->null &&
	    rng_percent(g->rng, g->trap == TRAP_GLOBAL ? 50 : 25)) {
		*out = *want;
		return gen_const(g, reg, 0);
	}
	if (want->kind == G_MEM && is_global && g->trap == TRAP_GLOBAL &&
	    rng_percent(g->rng, 30)) {
		*out = *want; /* less than the prototype says */
		gen_fill(g, -8, 8);
		gen_point(g, reg, -8);
		g->trap = TRAP_NONE;
		return true;
	}
	if (value >= 0 && is_global && plain_room(g, &g->s.reg[value]) >= want->extent) {
		gen_emit(g, INSN_MOV64_X, reg, (unsigned)value, 0, 0);
		gen_set(g, reg, g->s.reg[value]);
		*out = *want;
		return true;
	}
	if (want->kind == G_MEM) {
		off = gen_room(g, (int32_t)want->extent);
		gen_fill(g, off, (int32_t)want->extent);
		gen_emit(g, INSN_MOV64_X, reg, REG_FP, 0, 0);
		gen_emit(g, INSN_ADD64_K, reg, 0, 0, off);
		gen_stack_written(g, off, (int32_t)want->extent, NULL);
		g->given = off;
		*out = *want;
		return true;
	}
	if (want->kind == G_NUM && from < 0)
		return gen_const(g, reg, (int64_t)rng_edge(g->rng)), *out = gen_number(UINT64_MAX),
								     true;
	if (from < 0 && slot < 0)
		return false;
	*out = from >= 0 ? g->s.reg[from] : g->s.slot[slot].v;
	if (want->kind == G_VALUE && !can_choose &&
	    (out->map != want->map || out->lo != want->lo || out->hi != want->hi))
		return false;
	if (from >= 0)
		gen_emit(g, INSN_MOV64_X, reg, (unsigned)from, 0, 0);
	else
		gen_emit(g, INSN_LDXDW, reg, REG_FP, slot * 8 - STACK_SIZE, 0);
	gen_set(g, reg, *out);
	if (want->kind == G_NUM)
		out->max = UINT64_MAX;
	return true;
}

static bool new_sig(struct gen *g, struct sig *sig)
{
	static const uint8_t kinds[] = { G_NUM, G_NUM, G_CTX, G_CTX, G_MEM, G_VALUE };

	if (g->n_sigs == MAX_SIGS)
		return false;
	memset(sig, 0, sizeof(*sig));
	sig->n_args = (uint8_t)rng_below(g->rng, 5) + (g->trap == TRAP_GLOBAL);
	sig->moves = rng_percent(g->rng, 20);
	sig->global = !g->locked && (g->trap == TRAP_GLOBAL || rng_percent(g->rng, 50));
	for (unsigned a = 0; a < sig->n_args; a++) {
		uint32_t kind = rng_below(g->rng, sig->global ? 5 : 6);

		if (g->trap == TRAP_GLOBAL && a == 0)
			kind = 4;
		sig->arg[a] = (struct gval){ .kind = kinds[kind], .extent = CB_BYTES };
		if (sig->global && kinds[kind] == G_MEM)
			sig->arg[a].null = rng_percent(g->rng, 40);
	}
	return true;
}

static void after_call(struct gen *g, bool moves)
{
	gen_clobber(g);
	if (moves)
		gen_drop_packets(g);
}

/* What a function that was given memory of the stack left there. */
static void look_at_given(struct gen *g)
{
	if (!g->given || rng_percent(g->rng, 40))
		return;
	gen_emit(g, INSN_LDXDW, 1, REG_FP, g->given + 8 * (int32_t)rng_below(g->rng, CB_BYTES / 8),
		 0);
	gen_set(g, 1, gen_number(UINT64_MAX));
}

void gen_call(struct gen *g)
{
	bool old = g->n_sigs > g->current && rng_percent(g->rng, 50);
	uint32_t f = old ? g->current + rng_below(g->rng, g->n_sigs - g->current) : g->n_sigs;
	struct sig fresh, *sig = old ? &g->sig[f] : &fresh;

	if (g->keep & 0x3f || (!old && !new_sig(g, &fresh)) || sig->kind != SIG_CALL ||
	    (g->locked && !gen_slip(g)))
		return;
	g->given = 0;
	for (unsigned a = 0; a < sig->n_args; a++) {
		struct gval given;

		if (!pass(g, a + 1, &sig->arg[a], !old, sig->global, &given))
			return;
		if (!old)
			sig->arg[a] = given;
	}
	if (!old)
		g->sig[g->n_sigs++] = fresh;
	gen_emit(g, INSN_CALL_LOCAL, 0, 0, (int32_t)f + 1, 0);
	after_call(g, sig->moves);
	gen_set(g, 0, gen_number(UINT64_MAX));
	look_at_given(g);
}

static void callback_sig(struct gen *g, struct sig *sig, int map)
{
	struct gval ctx = { .kind = G_MEM, .extent = CB_BYTES };

	memset(sig, 0, sizeof(*sig));
	sig->kind = map < 0 ? SIG_LOOP : SIG_EACH;
	if (map < 0) {
		sig->arg[0] = gen_number(UINT32_MAX);
		sig->arg[1] = ctx;
		return;
	}
	sig->map = (uint8_t)map;
	sig->arg[0] = (struct gval){ .kind = G_MAP, .map = (uint8_t)map };
	sig->arg[1] =
		(struct gval){ .kind = G_MEM, .ro = true, .extent = g->prog->map[map].key_size };
	sig->arg[2] = (struct gval){ .kind = G_VALUE, .map = (uint8_t)map };
	sig->arg[3] = ctx;
}

void gen_callback(struct gen *g)
{
	int map = rng_percent(g->rng, 50) ? -1 : gen_find_map(g, MAPF_FOREACH, 0);
	unsigned func = 2, ctx = 3;
	uint32_t start;
	struct gval given;

	/* The order of a hash is everyone's own. */
	if (g->opts->plain && map >= 0 && g->prog->map[map].type != MAP_ARRAY)
		map = 0;
	if (!g->opts->callbacks || g->n_sigs == MAX_SIGS || !gen_may_call(g))
		return;
	callback_sig(g, &g->sig[g->n_sigs], map);
	start = g->prog->n;
	if (!pass(g, ctx, &(struct gval){ .kind = G_MEM, .extent = CB_BYTES }, true, false, &given))
		return;
	if (map < 0)
		gen_const(g, 1,
			  rng_percent(g->rng, 90) ? rng_below(g->rng, 12)
						  : (uint32_t)rng_imm(g->rng) & 0xff);
	else
		gen_map(g, 1, (uint32_t)map);
	gen_emit(g, INSN_LDDW_FUNC, func, 0, 0, ++g->n_sigs);
	gen_emit(g, INSN_MOV64_K, 4, 0, 0, gen_oops(g) ? 1 : 0);
	gen_emit(g, INSN_CALL_HELPER, 0, 0, 0,
		 map < 0 ? HELPER_ID_loop : HELPER_ID_for_each_map_elem);
	after_call(g, false);
	gen_set(g, 0, gen_number(UINT64_MAX));
	if (gen_slip(g)) /* again and again, if nothing changes */
		gen_emit(g, INSN_JNE_K, 0, 0, (int32_t)start - (int32_t)g->prog->n - 1,
			 rng_below(g->rng, 4));
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
