/*
 * What depends on the path: pointers into one object or another at one access, a
 * call of one map or another, numbers that grow from round to round of a callback.
 */
#include "fuzz/gen_impl.h"

/* A jump that is taken in some runs; gen_land it. */
static int some_runs(struct gen *g)
{
	int num = gen_pick_number(g);

	return num < 0 ? -1
		       : (int)gen_emit(g, rng_percent(g->rng, 50) ? INSN_JSET_K : INSN_JSGT_K,
				       (unsigned)num, 0, 0, 1 << rng_below(g->rng, 4));
}

static void access_both(struct gen *g, unsigned ptr, unsigned num)
{
	static const uint16_t atomics[] = { INSN_ATOMIC_ADD64, INSN_ATOMIC_FETCH_XOR32,
					    INSN_ATOMIC_XCHG64 };
	uint32_t log = rng_below(g->rng, 4);
	int32_t at = (int32_t)(rng_below(g->rng, 16u >> log) << log);

	if (rng_percent(g->rng, 40))
		gen_emit(g, gen_stores[log], ptr, num, at, 0);
	if (rng_percent(g->rng, 30) && !(g->keep >> num & 1)) {
		gen_emit(g, atomics[rng_below(g->rng, 3)], ptr, num, 8, 0);
		gen_set(g, num, gen_number(UINT64_MAX));
	}
	gen_emit(g, gen_loads[log], ptr, ptr, at, 0);
	gen_set(g, ptr, gen_number(width_mask(8u << log)));
}

/* Into the stack or a map's value; by a slip the context, which Linux refuses too. */
void gen_either_pointer(struct gen *g)
{
	int32_t off = gen_room(g, 16);
	int num = gen_pick_number(g), dst = gen_free(g), jump, ctx = gen_pick(g, G_CTX);

	if (num < 0 || dst < 0 || dst == num)
		return;
	gen_fill(g, off, 16);
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, REG_FP, 0, 0);
	gen_emit(g, INSN_ADD64_K, (unsigned)dst, 0, 0, off);
	g->s.reg[dst].kind = G_NONE;
	jump = some_runs(g);
	if (jump < 0)
		return;
	if (gen_slip(g) && ctx >= 0)
		gen_emit(g, INSN_MOV64_X, (unsigned)dst, (unsigned)ctx, 0, 0);
	else
		gen_emit(g, INSN_LDDW_MAP_VALUE, (unsigned)dst, 0, 0, ONE_VALUE);
	gen_land(g, (uint32_t)jump);
	access_both(g, (unsigned)dst, (unsigned)num);
	for (int32_t b = off; b < off + 16; b += 8)
		g->s.slot[gslot_of(b)].v.kind = G_NONE;
}

/* A lookup in one of two maps: a proof that names no map. */
void gen_either_map(struct gen *g)
{
	uint32_t small =
		g->prog->map[0].value_size < g->prog->map[ONE_VALUE].value_size ? 0 : ONE_VALUE;
	int jump, num;
	int32_t key;

	if (!gen_may_call(g) || !gen_key(g, 0, &key) || (num = gen_saved(g, G_NUM)) < 0)
		return;
	gen_point(g, 2, key);
	gen_emit(g, INSN_LDDW_MAP_FD, 1, 0, 0, 0);
	g->s.reg[1].kind = G_NONE;
	jump = (int)gen_emit(g, INSN_JSET_K, (unsigned)num, 0, 0, 1 << rng_below(g->rng, 4));
	gen_emit(g, INSN_LDDW_MAP_FD, 1, 0, 0, ONE_VALUE);
	gen_land(g, (uint32_t)jump);
	gen_helper_call(g, HELPER_ID_map_lookup_elem);
	gen_set(g, 0,
		(struct gval){
			.kind = G_VALUE, .null = true, .map = (uint8_t)small, .id = g->next_id++ });
	gen_null_check(g);
}

/* In a function that is called back: what it was given is more each time. */
void gen_grow(struct gen *g)
{
	static const uint16_t ids[] = { INSN_ADD64_K, INSN_ADD32_K, INSN_LSH64_K, INSN_MUL64_K,
					INSN_OR64_K };
	bool called_back = g->current && g->sig[g->current - 1].kind != SIG_CALL;
	int mem = gen_pick(g, G_MEM), dst = gen_free(g);
	uint32_t jump;
	int32_t off = rng_percent(g->rng, 50) ? 0 : 8;

	if (!called_back || mem < 0 || dst < 0 || dst == mem || g->s.reg[mem].ro ||
	    g->s.reg[mem].null || g->s.reg[mem].lo || g->s.reg[mem].hi ||
	    g->s.reg[mem].extent < CB_BYTES)
		return;
	gen_emit(g, INSN_LDXDW, (unsigned)dst, (unsigned)mem, off, 0);
	gen_emit(g, ids[rng_below(g->rng, 5)], (unsigned)dst, 0, 0, 1 + rng_below(g->rng, 5));
	gen_set(g, (unsigned)dst, gen_number(UINT64_MAX));
	if (rng_percent(g->rng, 70)) {
		jump = gen_emit(g, rng_percent(g->rng, 60) ? INSN_JLE_K : INSN_JSLT_K,
				(unsigned)dst, 0, 0, (int)rng_below(g->rng, 200));
		gen_emit(g, INSN_MOV64_K, (unsigned)dst, 0, 0, (int)rng_below(g->rng, 3));
		gen_land(g, jump);
	}
	gen_emit(g, INSN_STXDW, (unsigned)mem, (unsigned)dst, off, 0);
}

/* More numbers on the stack than are tracked. */
void gen_crowd(struct gen *g)
{
	int num = gen_pick_number(g);
	int32_t n = 90 + (int32_t)rng_below(g->rng, 30);

	if (num < 0 || g->keep_slot || !rng_percent(g->rng, 15))
		return;
	for (int32_t off = -GEN_STACK; off < n - GEN_STACK; off++) {
		if (g->s.slot[gslot_of(off)].v.kind > G_NUM)
			continue; /* a pointer stays */
		gen_emit(g, INSN_STXB, REG_FP, (unsigned)num, off, 0);
		gen_stack_written(g, off, 1, NULL);
	}
}
