/* The generator's calls of helpers. */
#include "fuzz/gen_impl.h"

#include <string.h>

static void call(struct gen *g, enum helper_id number, bool moves)
{
	gen_emit(g, INSN_CALL_HELPER, 0, 0, 0, number);
	gen_clobber(g);
	if (moves)
		gen_drop_packets(g);
	gen_set(g, 0, gen_number(UINT64_MAX));
}

static bool may_call(const struct gen *g)
{
	return !(g->keep & 0x3f);
}

static void point(struct gen *g, unsigned reg, int32_t off)
{
	gen_emit(g, INSN_MOV64_X, reg, REG_FP, 0, 0);
	gen_emit(g, INSN_ADD64_K, reg, 0, 0, off);
	gen_set(g, reg, (struct gval){ .kind = G_STACK, .lo = off, .hi = off });
}

/* A number in a narrow part of a key, else whatever constant. */
bool gen_key(struct gen *g, uint32_t m, int32_t *off)
{
	uint32_t size = g->prog->map[m].key_size;
	int num = gen_pick(g, G_NUM);

	*off = gen_room(g, (int32_t)size);
	if (num >= 0 && rng_percent(g->rng, 45)) {
		if (rng_percent(g->rng, 50) && !(g->keep >> num & 1))
			gen_bound(g, (unsigned)num, g->prog->map[m].max_entries - 1);
		gen_emit(g, size == 4 ? INSN_STXW : INSN_STXDW, REG_FP, (unsigned)num, *off, 0);
	} else {
		gen_emit(g, size == 4 ? INSN_STW : INSN_STDW, REG_FP, 0, *off,
			 rng_percent(g->rng, 85)
				 ? rng_below(g->rng, g->prog->map[m].max_entries + 1)
				 : (uint32_t)rng_imm(g->rng) >> 8);
	}
	gen_stack_written(g, *off, (int32_t)size, NULL);
	return true;
}

static uint32_t any_map(struct gen *g)
{
	uint32_t m;

	do
		m = rng_below(g->rng, g->prog->n_maps);
	while (g->prog->map[m].type == MAP_PROG_ARRAY);
	return m;
}

static void direct_value(struct gen *g)
{
	int dst = gen_free_saved(g);
	uint32_t m = any_map(g), off;

	if (dst < 0 || g->prog->map[m].type != MAP_ARRAY || g->prog->map[m].max_entries != 1)
		return;
	off = rng_percent(g->rng, 60) ? 0 : rng_below(g->rng, g->prog->map[m].value_size);
	gen_emit(g,
		 rng_percent(g->rng, g->opts->plain ? 0 : 10) ? INSN_LDDW_MAP_IDX_VALUE
							      : INSN_LDDW_MAP_VALUE,
		 (unsigned)dst, 0, 0, (int64_t)((uint64_t)off << 32 | m));
	gen_set(g, (unsigned)dst,
		(struct gval){ .kind = G_VALUE,
			       .map = (uint8_t)m,
			       .lo = (int32_t)off,
			       .hi = (int32_t)off });
}

void gen_lookup(struct gen *g)
{
	uint32_t m = any_map(g);
	int32_t off;

	if (rng_percent(g->rng, 25)) {
		direct_value(g);
		return;
	}
	if (!may_call(g) || !gen_key(g, m, &off))
		return;
	point(g, 2, off);
	gen_map(g, 1, m);
	call(g, HELPER_ID_map_lookup_elem, false);
	gen_set(g, 0,
		(struct gval){
			.kind = G_VALUE, .null = true, .map = (uint8_t)m, .id = g->next_id++ });
	if (rng_percent(g->rng, 70)) {
		int dst = gen_free_saved(g);

		if (dst > 0) {
			gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
			gen_set(g, (unsigned)dst, g->s.reg[0]);
		}
	}
	if (rng_percent(g->rng, 60))
		gen_null_check(g);
}

static void not_null(struct gval *v, uint32_t id)
{
	if (v->kind == G_VALUE && v->null && v->id == id) {
		v->null = false;
		v->id = 0;
	}
}

void gen_null_check(struct gen *g)
{
	uint16_t nullable = 0;
	uint32_t id;
	unsigned reg;

	for (unsigned r = 0; r < REG_FP; r++)
		if (g->s.reg[r].kind == G_VALUE && g->s.reg[r].null)
			nullable |= (uint16_t)(1u << r);
	if (!nullable)
		return;
	do
		reg = rng_below(g->rng, REG_FP);
	while (!(nullable >> reg & 1));
	id = g->s.reg[reg].id;
	if (rng_percent(g->rng, 50))
		gen_guard(g, OP_JEQ, false, reg, -1, 0);
	else
		gen_guard(g, OP_JNE, true, reg, -1, 0);
	for (unsigned r = 0; r < REG_FP; r++) /* or of others, by a slip */
		not_null(&g->s.reg[r], gen_slip(g) || gen_slip(g) ? g->s.reg[r].id : id);
	for (unsigned i = 0; i < GEN_SLOTS; i++)
		not_null(&g->s.slot[i].v, id);
}

void gen_update(struct gen *g)
{
	uint32_t m = any_map(g);
	const struct map_desc *map = &g->prog->map[m];
	int32_t key, value;

	if (!may_call(g) || (map->map_flags & MAP_F_RDONLY_PROG && !gen_oops(g)) ||
	    !gen_key(g, m, &key))
		return;
	if (map->type == MAP_HASH && rng_percent(g->rng, 30)) {
		point(g, 2, key);
		gen_map(g, 1, m);
		call(g, HELPER_ID_map_delete_elem, false);
		return;
	}
	g->keep_slot |= UINT64_C(1) << gslot_of(key);
	value = gen_room(g, (int32_t)map->value_size);
	g->keep_slot &= ~(UINT64_C(1) << gslot_of(key));
	gen_fill(g, value, (int32_t)map->value_size);
	point(g, 2, key);
	point(g, 3, value);
	gen_emit(g, INSN_MOV64_K, 4, 0, 0, rng_percent(g->rng, 70) ? 0 : rng_below(g->rng, 4));
	gen_map(g, 1, m);
	call(g, HELPER_ID_map_update_elem, false);
}

/* --- others --- */

static bool may_move(const struct gen *g)
{
	if (g->prog->prog_type != PROG_XDP)
		return false;
	return !g->current ||
	       (g->sig[g->current - 1].kind == SIG_CALL && g->sig[g->current - 1].moves);
}

static void move_packet(struct gen *g)
{
	static const uint8_t helpers[] = { HELPER_ID_xdp_adjust_head, HELPER_ID_xdp_adjust_tail,
					   HELPER_ID_xdp_adjust_meta };
	int ctx = may_move(g) ? gen_ctx_reg(g) : -1, num = gen_pick(g, G_NUM);

	if (ctx < 0)
		return;
	if (num >= 0 && rng_percent(g->rng, 40))
		gen_emit(g, INSN_MOV64_X, 2, (unsigned)num, 0, 0);
	else
		gen_emit(g, INSN_MOV64_K, 2, 0, 0, (int)rng_below(g->rng, 64) - 32);
	if (ctx == 2)
		return;
	if (ctx != 1)
		gen_emit(g, INSN_MOV64_X, 1, (unsigned)ctx, 0, 0);
	call(g, helpers[rng_below(g->rng, 3)], true);
}

static void checksum(struct gen *g)
{
	int32_t from = gen_room(g, 16), to;
	int32_t n = 4 * (int32_t)rng_below(g->rng, 5);

	gen_fill(g, from, 16);
	to = gen_room(g, 16);
	gen_fill(g, to, 16);
	if (n) {
		point(g, 1, from);
		gen_const(g, 2, n);
	} else {
		gen_const(g, 1, 0);
		gen_const(g, 2, 0);
	}
	point(g, 3, to);
	gen_const(g, 4, gen_oops(g) ? 600 : 4 * rng_below(g->rng, 5));
	gen_const(g, 5, rng_imm(g->rng));
	call(g, HELPER_ID_csum_diff, false);
}

static void tail_call(struct gen *g)
{
	int ctx = gen_ctx_reg(g);
	uint32_t m = g->prog->n_maps - 1;

	if (g->prog->map[m].type != MAP_PROG_ARRAY || ctx < 0 || ctx == 2 || ctx == 3 ||
	    (g->current && g->sig[g->current - 1].kind != SIG_CALL))
		return;
	gen_map(g, 2, m);
	gen_const(g, 3, rng_below(g->rng, 3));
	if (ctx != 1)
		gen_emit(g, INSN_MOV64_X, 1, (unsigned)ctx, 0, 0);
	call(g, HELPER_ID_tail_call, g->current != 0);
	g->s.reg[0].kind = G_NONE;
}

/* Made deterministic by the runner. */
static void chance(struct gen *g)
{
	static const uint8_t helpers[] = { HELPER_ID_get_prandom_u32, HELPER_ID_ktime_get_ns,
					   HELPER_ID_get_smp_processor_id };

	if (!g->opts->plain)
		call(g, helpers[rng_below(g->rng, 3)], false);
}

void gen_helper(struct gen *g)
{
	if (!may_call(g))
		return;
	switch (rng_below(g->rng, 4)) {
	case 0:
		move_packet(g);
		break;
	case 1:
		if (g->prog->prog_type != PROG_SOCKET_FILTER || !g->opts->plain)
			checksum(g);
		break;
	case 2:
		tail_call(g);
		break;
	default:
		chance(g);
		break;
	}
}
