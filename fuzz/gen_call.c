/* The generator's functions: what they are given, calls, callbacks. */
#include "fuzz/gen_impl.h"

#include <string.h>

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
	if (want->kind == G_MEM && is_global && g->trap == TRAP_GLOBAL && rng_percent(g->rng, 30)) {
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
	if (!g->given || rng_percent(g->rng, 30))
		return;
	for (int32_t i = 0; i < CB_BYTES / 8; i++) {
		gen_emit(g, INSN_LDXDW, 1 + (unsigned)i, REG_FP, g->given + 8 * i, 0);
		gen_set(g, 1 + (unsigned)i, gen_number(UINT64_MAX));
	}
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
	if (g->prog->map[map].type == MAP_USER_RINGBUF) {
		sig->kind = SIG_DRAIN;
		sig->keeps = g->trap == TRAP_SLICE;
		sig->arg[0] = (struct gval){ .kind = G_DYNPTR };
		sig->arg[1] = ctx;
		return;
	}
	sig->arg[0] = (struct gval){ .kind = G_MAP, .map = (uint8_t)map };
	sig->arg[1] =
		(struct gval){ .kind = G_MEM, .ro = true, .extent = g->prog->map[map].key_size };
	sig->arg[2] = (struct gval){ .kind = G_VALUE, .map = (uint8_t)map };
	sig->arg[3] = ctx;
}

/* What the helper goes through: a map, or -1 for a number of rounds. */
static int choose_rounds(struct gen *g)
{
	int ring = gen_find_map(g, MAPF_USER_RINGBUF, 0), map;

	if (g->trap == TRAP_SLICE || g->trap == TRAP_BEYOND)
		return ring;
	if (ring >= 0 && rng_percent(g->rng, g->current ? 4 : 50)) /* one in another is costly */
		return ring;
	map = rng_percent(g->rng, 50) ? -1 : gen_find_map(g, MAPF_FOREACH, 0);
	/* The order of a hash is everyone's own. */
	return g->opts->plain && map >= 0 && g->prog->map[map].type != MAP_ARRAY ? 0 : map;
}

static const uint8_t callers[] = { [SIG_LOOP] = HELPER_ID_loop,
				   [SIG_EACH] = HELPER_ID_for_each_map_elem,
				   [SIG_DRAIN] = HELPER_ID_user_ringbuf_drain };

void gen_callback(struct gen *g)
{
	int map = choose_rounds(g);
	unsigned func = 2, ctx = 3;
	const struct sig *sig = &g->sig[g->n_sigs];
	uint32_t start;
	struct gval given;

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
	gen_emit(g, INSN_CALL_HELPER, 0, 0, 0, callers[sig->kind]);
	after_call(g, false);
	gen_set(g, 0, gen_number(UINT64_MAX));
	if (sig->keeps)
		gen_use_kept(g);
	if (gen_slip(g)) /* again and again, if nothing changes */
		gen_emit(g, INSN_JNE_K, 0, 0, (int32_t)start - (int32_t)g->prog->n - 1,
			 rng_below(g->rng, 4));
}
