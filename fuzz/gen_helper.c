/* The generator's calls of helpers. */
#include "fuzz/gen_impl.h"

#include <string.h>

void gen_helper_call(struct gen *g, enum helper_id number)
{
	gen_emit(g, INSN_CALL_HELPER, 0, 0, 0, number);
	gen_clobber(g);
	if (helper_by_number(number)->flags & HELPER_MOVES_PACKET)
		gen_drop_packets(g);
	gen_set(g, 0, gen_number(UINT64_MAX));
}

bool gen_may_call(const struct gen *g)
{
	return !(g->keep & 0x3f) && !g->locked;
}

void gen_point(struct gen *g, unsigned reg, int32_t off)
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

int gen_find_map(struct gen *g, uint32_t flags, uint32_t without)
{
	uint32_t n = g->prog->n_maps, from = rng_below(g->rng, n);

	for (uint32_t i = 0; i < n; i++) {
		uint32_t m = (from + i) % n;
		uint32_t has = map_type_by_number(g->prog->map[m].type)->flags;

		if ((has & flags) == flags && !(has & without))
			return (int)m;
	}
	return -1;
}

/* One whose values programs read and write; there always is one. */
static uint32_t any_map(struct gen *g)
{
	return (uint32_t)gen_find_map(g, MAPF_LOOKUP | MAPF_UPDATE, 0);
}

static void direct_value(struct gen *g)
{
	uint32_t m = rng_below(g->rng, g->prog->n_maps), off, tries = 0;
	int dst = gen_free_saved(g);

	while (tries++ < 10 &&
	       (g->prog->map[m].type != MAP_ARRAY || g->prog->map[m].max_entries != 1))
		m = rng_below(g->rng, g->prog->n_maps);
	if (dst < 0 || tries > 10)
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
	if (!gen_may_call(g) || !gen_key(g, m, &off))
		return;
	gen_point(g, 2, off);
	gen_map(g, 1, m);
	gen_helper_call(g, HELPER_ID_map_lookup_elem);
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
	if (!v->null || v->id != id)
		return;
	v->null = false;
	if (v->kind == G_VALUE)
		v->id = 0;
}

void gen_null_check(struct gen *g)
{
	uint16_t nullable = 0;
	uint32_t id;
	unsigned reg;

	for (unsigned r = 0; r < REG_FP; r++)
		if (g->s.reg[r].kind > G_NUM && g->s.reg[r].null)
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

	if (!gen_may_call(g) || (map->map_flags & MAP_F_RDONLY_PROG && !gen_oops(g)) ||
	    !gen_key(g, m, &key))
		return;
	if (map->type == MAP_HASH && rng_percent(g->rng, 30)) {
		gen_point(g, 2, key);
		gen_map(g, 1, m);
		gen_helper_call(g, HELPER_ID_map_delete_elem);
		return;
	}
	g->keep_slot |= UINT64_C(1) << gslot_of(key);
	value = gen_room(g, (int32_t)map->value_size);
	g->keep_slot &= ~(UINT64_C(1) << gslot_of(key));
	gen_fill(g, value, (int32_t)map->value_size);
	gen_point(g, 2, key);
	gen_point(g, 3, value);
	gen_emit(g, INSN_MOV64_K, 4, 0, 0, rng_percent(g->rng, 70) ? 0 : rng_below(g->rng, 4));
	gen_map(g, 1, m);
	gen_helper_call(g, HELPER_ID_map_update_elem);
}

/* --- others --- */

static bool may_move(const struct gen *g)
{
	return !g->current ||
	       (g->sig[g->current - 1].kind == SIG_CALL && g->sig[g->current - 1].moves);
}

static void move_packet(struct gen *g)
{
	static const uint8_t helpers[] = { HELPER_ID_xdp_adjust_head, HELPER_ID_xdp_adjust_tail,
					   HELPER_ID_xdp_adjust_meta };
	bool xdp = g->prog->prog_type == PROG_XDP;
	int ctx = xdp && may_move(g) ? gen_ctx_reg(g) : -1, num = gen_pick(g, G_NUM);

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
	gen_helper_call(g, helpers[rng_below(g->rng, 3)]);
}

static void checksum(struct gen *g)
{
	int32_t from = gen_room(g, 16), to;
	int32_t n = 4 * (int32_t)rng_below(g->rng, 5);

	gen_fill(g, from, 16);
	to = gen_room(g, 16);
	gen_fill(g, to, 16);
	if (n) {
		gen_point(g, 1, from);
		gen_const(g, 2, n);
	} else {
		gen_const(g, 1, 0);
		gen_const(g, 2, 0);
	}
	gen_point(g, 3, to);
	gen_const(g, 4, gen_oops(g) ? 600 : 4 * rng_below(g->rng, 5));
	gen_const(g, 5, rng_imm(g->rng));
	gen_helper_call(g, HELPER_ID_csum_diff);
}

static void tail_call(struct gen *g)
{
	int m = gen_find_map(g, MAPF_PROGS, 0), ctx = m < 0 ? -1 : gen_ctx_reg(g);

	if (ctx < 0 || ctx == 2 || ctx == 3 || (g->n_holds && !gen_slip(g)) ||
	    (g->current && g->sig[g->current - 1].kind != SIG_CALL))
		return;
	gen_map(g, 2, (uint32_t)m);
	gen_const(g, 3, rng_below(g->rng, 3));
	if (ctx != 1)
		gen_emit(g, INSN_MOV64_X, 1, (unsigned)ctx, 0, 0);
	gen_helper_call(g, HELPER_ID_tail_call);
	if (g->current)
		gen_drop_packets(g);
	g->s.reg[0].kind = G_NONE;
}

/* Made deterministic by the runner. */
static void chance(struct gen *g)
{
	static const uint8_t helpers[] = { HELPER_ID_get_prandom_u32, HELPER_ID_ktime_get_ns,
					   HELPER_ID_get_smp_processor_id };

	if (!g->opts->plain)
		gen_helper_call(g, helpers[rng_below(g->rng, 3)]);
}

/* --- by the row --- */

bool gen_pass_ctx(struct gen *g, unsigned reg)
{
	int from = gen_saved(g, G_CTX), slot = from < 0 ? gen_find_slot(g, G_CTX) : -1;

	if (from < 0 && slot < 0)
		return false;
	if (from >= 0)
		gen_emit(g, INSN_MOV64_X, reg, (unsigned)from, 0, 0);
	else
		gen_emit(g, INSN_LDXDW, reg, REG_FP, slot * 8 - STACK_SIZE, 0);
	gen_set(g, reg, (struct gval){ .kind = G_CTX });
	return true;
}

static bool pass_number(struct gen *g, unsigned reg)
{
	int from = gen_saved(g, G_NUM);

	if (from < 0 || rng_percent(g->rng, 60))
		return gen_const(g, reg,
				 rng_percent(g->rng, 60) ? rng_below(g->rng, 20)
							 : (int64_t)rng_edge(g->rng));
	gen_emit(g, rng_percent(g->rng, 70) ? INSN_MOV64_X : INSN_MOV32_X, reg, (unsigned)from, 0,
		 0);
	gen_set(g, reg, gen_number(g->s.reg[from].max));
	return true;
}

/* Memory of @size bytes at offset @off in what a saved register points to; false: there is none. */
static bool pass_object(struct gen *g, unsigned reg, int32_t size, bool write, bool packet)
{
	static const uint8_t kinds[] = { G_VALUE, G_MEM, G_PACKET };
	int from = gen_saved(g, kinds[rng_below(g->rng, packet ? 3 : 2)]);
	const struct gval *v = from < 0 ? NULL : &g->s.reg[from];
	const struct map_desc *map;
	int32_t room;

	if (!v || v->lo || v->hi || (write && v->ro) || v->id)
		return false;
	map = &g->prog->map[v->map];
	room = v->kind == G_VALUE    ? (int32_t)map->value_size
	       : v->kind == G_PACKET ? (int32_t)v->extent - v->delta
				     : (int32_t)v->extent;
	if (room < size ||
	    (v->kind == G_VALUE && (map->lock_end || (write && map_is_read_only(map)))))
		return false;
	gen_emit(g, INSN_MOV64_X, reg, (unsigned)from, 0, 0);
	gen_set(g, reg, *v);
	return true;
}

/* The trap: memory that ends before @size bytes do, mostly by one. */
static void too_little(struct gen *g, unsigned reg, int32_t size)
{
	int32_t there =
		size - 1 - (rng_percent(g->rng, 60) ? 0 : (int)rng_below(g->rng, (uint32_t)size));
	int from = gen_saved(g, G_VALUE);
	const struct gval *v = from < 0 ? NULL : &g->s.reg[from];

	g->trap = TRAP_NONE;
	if (v && v->lo == v->hi && rng_percent(g->rng, 50)) {
		gen_emit(g, INSN_MOV64_X, reg, (unsigned)from, 0, 0);
		gen_emit(g, INSN_ADD64_K, reg, 0, 0,
			 (int32_t)g->prog->map[v->map].value_size - v->lo - there);
		g->s.reg[reg].kind = G_NONE;
		return;
	}
	gen_fill(g, -there, there);
	gen_point(g, reg, -there);
}

/* Memory as the kind of argument wants it. */
static void pass_memory(struct gen *g, const struct helper_info *helper, unsigned reg, int32_t size)
{
	uint32_t flags = helper_arg_info[helper->arg[reg - 1]].flags;
	bool packet = helper->flags & HELPER_PACKET && !(flags & ARGF_WRITE);
	int32_t off;

	if (g->trap == TRAP_SIZE && rng_percent(g->rng, 40)) {
		too_little(g, reg, size);
		return;
	}
	if (!(flags & ARGF_ALIGNED) && rng_percent(g->rng, 30) &&
	    pass_object(g, reg, size, flags & ARGF_WRITE, packet))
		return;
	off = gen_room(g, size);
	if (flags & ARGF_READ || rng_percent(g->rng, 50))
		gen_fill(g, off, size);
	gen_point(g, reg, off);
	if (flags & ARGF_WRITE && !gen_slip(g))
		gen_stack_written(g, off, size, NULL);
	if (flags & ARGF_WRITE && size >= 8)
		g->given = off;
}

/* No memory, somewhere around the stack. */
static bool pass_nothing(struct gen *g, unsigned reg)
{
	int num = gen_saved(g, G_NUM);

	if (num < 0)
		return false;
	gen_emit(g, INSN_MOV64_X, reg, (unsigned)num, 0, 0);
	gen_emit(g, INSN_AND64_K, reg, 0, 0, 0x3ff);
	gen_emit(g, INSN_ADD64_X, reg, REG_FP, 0, 0);
	gen_set(g, reg, (struct gval){ .kind = G_NONE });
	return gen_const(g, reg + 1, 0);
}

/* Memory and its size. */
static void pass_sized(struct gen *g, const struct helper_info *helper, unsigned reg)
{
	uint32_t flags = helper_arg_info[helper->arg[reg]].flags;
	int32_t size = 1 + (int32_t)rng_below(g->rng, 32);

	if (flags & ARGF_WORDS)
		size = 8 * (1 + (int32_t)rng_below(g->rng, 3));
	if (flags & ARGF_NULL && rng_percent(g->rng, 15)) {
		gen_const(g, reg, 0);
		gen_const(g, reg + 1, 0);
		return;
	}
	if (flags & ARGF_NULL && rng_percent(g->rng, 5) && pass_nothing(g, reg))
		return;
	pass_memory(g, helper, reg, size);
	gen_const(g, reg + 1, size + (gen_oops(g) ? 500 : 0));
	if (flags & ARGF_WORDS || !rng_percent(g->rng, 25))
		return;
	/* One of several sizes. */
	if (gen_saved(g, G_NUM) < 0 || size < 8)
		return;
	gen_emit(g, INSN_MOV64_X, reg + 1, (unsigned)gen_saved(g, G_NUM), 0, 0);
	gen_emit(g, INSN_AND64_K, reg + 1, 0, 0, 3);
	gen_emit(g, INSN_ADD64_K, reg + 1, 0, 0, 1);
}

static bool pass_string(struct gen *g, unsigned reg)
{
	for (uint32_t m = 0; m < g->prog->n_maps; m++) {
		if (!map_desc_is_constant(&g->prog->map[m]))
			continue;
		gen_emit(g, INSN_LDDW_MAP_VALUE, reg, 0, 0,
			 (int64_t)((uint64_t)rng_below(g->rng, 12) << 32 | m));
		gen_set(g, reg, (struct gval){ .kind = G_VALUE, .map = (uint8_t)m });
		return true;
	}
	return false;
}

bool gen_pass_argument(struct gen *g, const struct helper_info *helper, unsigned reg, int map,
		       int32_t key)
{
	const struct helper_arg_info *info = &helper_arg_info[helper->arg[reg - 1]];
	uint32_t size;

	if (gen_slip(g) && rng_percent(g->rng, 40)) { /* whatever there is */
		gen_emit(g, INSN_MOV64_X, reg, rng_below(g->rng, N_REGS), 0, 0);
		g->s.reg[reg].kind = G_NONE;
		return true;
	}
	if (info->flags & ARGF_OF_KEY) {
		gen_point(g, reg, key);
		return true;
	}
	if (info->flags & ARGF_SIZED) {
		pass_sized(g, helper, reg);
		return true;
	}
	if (info->flags & ARGF_IS_SIZE)
		return true;
	if (info->flags & ARGF_MEMORY) {
		size = info->flags & ARGF_OF_VALUE  ? g->prog->map[map].value_size
		       : info->flags & ARGF_OF_TYPE ? helper->arg_size[reg - 1]
						    : info->size;
		pass_memory(g, helper, reg, (int32_t)size);
		return true;
	}
	switch ((enum helper_arg)helper->arg[reg - 1]) {
	case ARG_CTX:
	case ARG_CTX_NULL:
		return gen_pass_ctx(g, reg);
	case ARG_MAP:
		gen_map(g, reg, (uint32_t)map);
		return true;
	case ARG_DYNPTR:
		return gen_pass_dynptr(g, reg);
	case ARG_ZERO:
		return gen_const(g, reg, 0);
	case ARG_STRING:
		return pass_string(g, reg);
	case ARG_IGNORED:
		return true;
	case ARG_CONSTANT:
		return gen_const(g, reg, rng_below(g->rng, 9));
	case ARG_NUMBER:
	case ARG_SCALAR:
	case ARG_OPT:
		return pass_number(g, reg);
	default:
		return false;
	}
}

static bool can_choose(struct gen *g, const struct helper_info *helper)
{
	if (!helper || !helper_allowed(helper, g->prog->prog_type, 0) ||
	    helper_missing(helper, g->prog->prog_type) || helper_calls_back(helper) ||
	    helper_tail_calls(helper))
		return false;
	if (helper->ret != RET_SCALAR && helper->ret != RET_LENGTH &&
	    helper->ret != RET_LANE && helper->ret != RET_VOID &&
	    helper->ret != RET_MAP_VALUE_OR_NULL)
		return false;
	if (helper->flags & HELPER_MOVES_PACKET && !may_move(g) && !gen_slip(g))
		return false;
	if (!(helper->flags & HELPER_BODY) && !rng_percent(g->rng, 4))
		return false;
	return !(helper->rights & ~g->prog->rights) || gen_slip(g);
}

static void any_result(struct gen *g, const struct helper_info *helper, int map)
{
	if (helper->ret == RET_VOID)
		g->s.reg[0].kind = G_NONE;
	if (helper->ret != RET_MAP_VALUE_OR_NULL)
		return;
	gen_set(g, 0,
		(struct gval){
			.kind = G_VALUE, .null = true, .map = (uint8_t)map, .id = g->next_id++ });
	if (rng_percent(g->rng, 60))
		gen_null_check(g);
}

void gen_any_helper(struct gen *g)
{
	const struct helper_info *helper = NULL;
	uint64_t keep_slot = g->keep_slot;
	int32_t key = 0;
	int map = -1;

	if (!gen_may_call(g) || g->pure)
		return;
	for (int tries = 0; tries < 60; tries++) {
		helper = helper_by_number(1 + rng_below(g->rng, 211));
		if (can_choose(g, helper) &&
		    (!helper->map_ops || (map = gen_find_map(g, helper->map_ops, 0)) >= 0))
			break;
		helper = NULL;
	}
	if (!helper)
		return;
	g->given = 0;
	if (helper_arg_reg(helper, ARG_KEY)) {
		gen_key(g, (uint32_t)map, &key);
		g->keep_slot |= UINT64_C(1) << gslot_of(key);
	}
	for (unsigned reg = 1; reg <= 5 && helper->arg[reg - 1] != ARG_NONE; reg++) {
		if (gen_pass_argument(g, helper, reg, map, key))
			continue;
		g->keep_slot = keep_slot;
		return;
	}
	g->keep_slot = keep_slot;
	gen_helper_call(g, helper->number);
	if (g->given && rng_percent(g->rng, 50)) {
		gen_emit(g, INSN_LDXDW, 1, REG_FP, g->given, 0);
		gen_set(g, 1, gen_number(UINT64_MAX));
	}
	any_result(g, helper, map);
}

void gen_helper(struct gen *g)
{
	if (!gen_may_call(g))
		return;
	switch (g->current && rng_percent(g->rng, 30) ? 2 : rng_below(g->rng, 4)) {
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
