/* The generator's memory: loads, stores, atomics, spills, variable offsets, the context. */
#include "fuzz/gen_impl.h"

#include <string.h>

#include "core/cfg.h"
#include "core/value.h"

/* --- memory --- */

/* A place that may be accessed: register and offset. */
struct spot {
	int reg, off;
	bool number; /* what is read is a number */
};

static bool span_of_value(const struct gen *g, const struct gval *v, int32_t *lo, int32_t *hi)
{
	const struct map_desc *map = &g->prog->map[v->map];

	*lo = -v->lo;
	*hi = (v->kind == G_MEM ? (int32_t)v->extent : (int32_t)map->value_size) - v->hi;
	return !v->null;
}

static bool stack_spot(struct gen *g, int reg, bool write, int32_t size, struct spot *spot)
{
	const struct gval *v = &g->s.reg[reg];

	if (v->lo != v->hi)
		return false;
	for (int tries = 0; tries < 12; tries++) {
		int32_t at =
			gen_room(g, 8) + (int32_t)rng_below(g->rng, (uint32_t)(8 / size)) * size;

		spot->off = at - v->lo;
		if (write || gen_stack_init(g, at, size))
			return true;
	}
	return false;
}

/* Around the lock of a value. */
static bool lock_spot(struct gen *g, const struct gval *v, int32_t size, struct spot *spot)
{
	const struct map_desc *map = &g->prog->map[v->map];
	int32_t lock = (int32_t)map_lock_offset(map);

	if (v->null || v->lo || v->hi)
		return false;
	spot->off = (int32_t)rng_below(g->rng, map->value_size / (uint32_t)size) * size;
	return spot->off + size <= lock || spot->off >= lock + LOCK_SIZE;
}

static bool find_spot(struct gen *g, int reg, bool write, int32_t size, bool aligned,
		      struct spot *spot)
{
	const struct gval *v = &g->s.reg[reg];
	int32_t lo = 0, hi = 0;

	spot->reg = reg;
	switch (v->kind) {
	case G_STACK:
		return stack_spot(g, reg, write, size, spot);
	case G_VALUE:
		if (g->prog->map[v->map].lock_end && !gen_slip(g))
			return lock_spot(g, v, size, spot);
		if (write && g->prog->map[v->map].map_flags & MAP_F_RDONLY_PROG && !gen_oops(g))
			return false;
		if (!write && g->prog->map[v->map].map_flags & MAP_F_WRONLY_PROG && !gen_slip(g))
			return false;
		/* fall through */
	case G_MEM:
		if ((write && v->ro && !gen_slip(g)) ||
		    (!span_of_value(g, v, &lo, &hi) && !gen_oops(g)))
			return false;
		break;
	case G_PACKET:
		lo = -v->lo - v->delta < -v->delta ? -v->delta : -v->lo;
		hi = (int32_t)v->extent - v->delta;
		if (!v->id)
			lo = -v->delta;
		if (write && g->prog->prog_type != PROG_XDP &&
		    g->prog->prog_type != PROG_SCHED_CLS && !gen_slip(g))
			return false;
		break;
	default:
		return false;
	}
	if (hi - size < lo)
		return false;
	if (g->trap == TRAP_SPOT || gen_oops(g)) { /* too far, by a byte as a rule */
		g->trap = TRAP_NONE;
		spot->off = rng_percent(g->rng, 70) ? hi - size + 1 : lo - 1;
		if (rng_percent(g->rng, 20))
			spot->off = hi + (int32_t)rng_below(g->rng, 8);
		return spot->off == (int16_t)spot->off;
	}
	spot->off = lo + (int32_t)rng_below(g->rng, (uint32_t)(hi - size - lo + 1));
	if (rng_percent(g->rng, 30)) /* the edges */
		spot->off = rng_percent(g->rng, 50) ? lo : hi - size;
	if (aligned && spot->off >= 0)
		spot->off &= ~(size - 1);
	return spot->off >= lo && spot->off == (int16_t)spot->off;
}

static bool any_spot(struct gen *g, bool write, int32_t size, bool aligned, struct spot *spot)
{
	for (int tries = 0; tries < 12; tries++)
		if (find_spot(g, (int)rng_below(g->rng, N_REGS), write, size, aligned, spot))
			return true;
	return false;
}

static uint64_t width_max(unsigned size, bool sign)
{
	return sign ? UINT64_MAX : width_mask(size * 8);
}

void gen_load(struct gen *g)
{
	int id = gen_row(g, KIND_LOAD), dst = gen_free(g);
	const struct insn_info *info = &insn_info[id];
	unsigned size = info->width / 8;
	bool acquire = info->op == OP_ACQUIRE;
	struct spot spot;

	if (dst < 0 || !any_spot(g, false, (int32_t)size, acquire, &spot))
		return;
	if (acquire && g->s.reg[spot.reg].kind == G_PACKET)
		return;
	gen_emit(g, (enum insn_id)id, (unsigned)dst, (unsigned)spot.reg, spot.off, 0);
	gen_set(g, (unsigned)dst, gen_number(width_max(size, info->op == OP_SIGNED)));
}

void gen_store(struct gen *g)
{
	bool imm = rng_percent(g->rng, 30);
	int id = gen_row(g, imm ? KIND_STORE_IMM : KIND_STORE), src = imm ? 0 : gen_pick_number(g);
	const struct insn_info *info = &insn_info[id];
	bool release = info->op == OP_RELEASE;
	int32_t size = info->width / 8;
	struct spot spot;

	if (src < 0 || !any_spot(g, true, size, release, &spot))
		return;
	if (release && g->s.reg[spot.reg].kind == G_PACKET)
		return;
	gen_emit(g, (enum insn_id)id, (unsigned)spot.reg, (unsigned)src, spot.off,
		 imm ? rng_imm(g->rng) : 0);
	if (g->s.reg[spot.reg].kind == G_STACK)
		gen_stack_written(g, g->s.reg[spot.reg].lo + spot.off, size,
				  imm ? NULL : &g->s.reg[src]);
}

/* r0 and the memory are equal, as far as they are compared. */
static void expect_there(struct gen *g, const struct spot *spot, int32_t size)
{
	int32_t v = rng_imm(g->rng);
	uint64_t there = size == 8 ? (uint64_t)(int64_t)v : rng_next(g->rng) << 32 | (uint32_t)v;

	gen_emit(g, size == 4 ? INSN_STW : INSN_STDW, (unsigned)spot->reg, 0, spot->off, v);
	gen_emit(g, INSN_LDDW, 0, 0, 0, (int64_t)there);
}

void gen_atomic(struct gen *g)
{
	static const enum insn_kind kinds[] = { KIND_ATOMIC, KIND_ATOMIC_FETCH,
						KIND_ATOMIC_CMPXCHG };
	int id = gen_row(g, kinds[rng_below(g->rng, 3)]), src = gen_pick_number(g);
	const struct insn_info *info = &insn_info[id];
	int32_t size = info->width / 8;
	struct spot spot;

	if (src < 0 || (g->keep >> src & 1) || !any_spot(g, true, size, true, &spot) ||
	    g->s.reg[spot.reg].kind == G_PACKET ||
	    (g->s.reg[spot.reg].kind == G_MEM && g->current && g->sig[g->current - 1].global))
		return;
	if (info->kind == KIND_ATOMIC_CMPXCHG && g->keep & 1)
		return;
	if (g->s.reg[spot.reg].kind == G_STACK &&
	    !gen_stack_init(g, g->s.reg[spot.reg].lo + spot.off, size))
		return;
	if (info->kind == KIND_ATOMIC_CMPXCHG && src && spot.reg && rng_percent(g->rng, 60))
		expect_there(g, &spot, size);
	else if (info->kind == KIND_ATOMIC_CMPXCHG && g->s.reg[0].kind != G_NUM)
		return;
	gen_emit(g, (enum insn_id)id, (unsigned)spot.reg, (unsigned)src, spot.off, 0);
	if (g->s.reg[spot.reg].kind == G_STACK)
		gen_stack_written(g, g->s.reg[spot.reg].lo + spot.off, size, NULL);
	if (info->kind == KIND_ATOMIC_FETCH)
		gen_set(g, (unsigned)src, gen_number(width_max((unsigned)size, false)));
	else if (info->kind == KIND_ATOMIC_CMPXCHG)
		gen_set(g, 0, gen_number(width_max((unsigned)size, false)));
}

/* --- spills and fills --- */

static void spill_number(struct gen *g, int reg)
{
	static const uint16_t signed_loads[] = { INSN_LDXSB, INSN_LDXSH, INSN_LDXSW };
	uint32_t log = rng_below(g->rng, 10);
	int32_t size, off;

	log = log < 4 ? log : 2 + (log & 1);
	size = 1 << log;
	off = gen_room(g, 8) + (int32_t)rng_below(g->rng, (uint32_t)(8 / size)) * size;
	gen_emit(g, gen_stores[log], REG_FP, (unsigned)reg, off, 0);
	gen_stack_written(g, off, size, &g->s.reg[reg]);
	if (rng_percent(g->rng, 60)) { /* fill some of it at once */
		uint32_t part = rng_percent(g->rng, 60) ? log : rng_below(g->rng, log + 1);
		int dst = gen_free(g);
		uint64_t max = width_mask(8u << part);

		if (dst < 0)
			return;
		if (part == log && g->s.reg[reg].max < max)
			max = g->s.reg[reg].max;
		off += (int32_t)rng_below(g->rng, 1u << (log - part)) << part;
		if (rng_percent(g->rng, 15)) /* not what was spilled any more */
			gen_emit(g, INSN_STB, REG_FP, 0, off, rng_imm(g->rng));
		if (part < 3 && rng_percent(g->rng, 20)) {
			gen_emit(g, signed_loads[part], (unsigned)dst, REG_FP, off, 0);
			max = UINT64_MAX;
		} else {
			gen_emit(g, gen_loads[part], (unsigned)dst, REG_FP, off, 0);
		}
		gen_set(g, (unsigned)dst, gen_number(max));
	}
}

void gen_spill(struct gen *g)
{
	int reg = (int)rng_below(g->rng, REG_FP);
	int32_t off;

	if (g->s.reg[reg].kind == G_NUM) {
		spill_number(g, reg);
		return;
	}
	if (g->s.reg[reg].kind == G_NONE && !gen_oops(g))
		return;
	off = gen_room(g, 8);
	if (gen_oops(g))
		off += 4;
	gen_emit(g, INSN_STXDW, REG_FP, (unsigned)reg, off, 0);
	gen_stack_written(g, off, 8, &g->s.reg[reg]);
}

void gen_fill_reg(struct gen *g)
{
	for (int tries = 0; tries < 8; tries++) {
		unsigned slot = gslot_of(gen_room(g, 8));
		const struct gslot *from = &g->s.slot[slot];
		int dst = gen_free(g);

		if (from->v.kind == G_NONE || from->init != 0xff || dst < 0)
			continue;
		gen_emit(g, INSN_LDXDW, (unsigned)dst, REG_FP, (int32_t)slot * 8 - STACK_SIZE, 0);
		gen_set(g, (unsigned)dst, from->v);
		return;
	}
}

/* --- variable offsets --- */

/* A copy of pointer @ptr that number @num was added to. */
static int add_index(struct gen *g, int ptr, int num)
{
	int dst = gen_free(g);

	if (dst < 0 || dst == num || dst == ptr)
		return -1;
	if (rng_percent(g->rng, 70)) {
		gen_emit(g, INSN_MOV64_X, (unsigned)dst, (unsigned)ptr, 0, 0);
		gen_emit(g, INSN_ADD64_X, (unsigned)dst, (unsigned)num, 0, 0);
	} else { /* number + pointer */
		gen_emit(g, INSN_MOV64_X, (unsigned)dst, (unsigned)num, 0, 0);
		gen_emit(g, INSN_ADD64_X, (unsigned)dst, (unsigned)ptr, 0, 0);
	}
	gen_set(g, (unsigned)dst, g->s.reg[ptr]);
	return dst;
}

static void index_packet(struct gen *g, int ptr, int num)
{
	struct gval v = g->s.reg[ptr];
	int dst;

	if (!gen_bound(g, (unsigned)num, 1u + rng_below(g->rng, 1000)))
		return;
	dst = add_index(g, ptr, num);
	if (dst < 0)
		return;
	v.id = g->next_id++;
	v.hi += (int32_t)g->s.reg[num].max;
	v.extent = 0;
	v.delta = 0;
	gen_set(g, (unsigned)dst, v);
	if (!g->slips || rng_percent(g->rng, 80))
		gen_packet(g);
	if (g->slips && rng_percent(g->rng, 50) && g->s.reg[dst].kind == G_PACKET)
		gen_emit(g, INSN_LDXB, (unsigned)dst, (unsigned)dst,
			 rng_percent(g->rng, 70) ? 0 : -(int32_t)rng_below(g->rng, 8),
			 0); /* checked or not */
	else
		return;
	gen_set(g, (unsigned)dst, gen_number(UINT8_MAX));
}

static void index_object(struct gen *g, int ptr, int num, int32_t size)
{
	struct gval v = g->s.reg[ptr];
	int32_t room = size - v.hi, most;
	int dst;

	if (room < 2 || v.null ||
	    (v.kind == G_VALUE && g->prog->map[v.map].lock_end && !gen_slip(g)))
		return;
	most = rng_percent(g->rng, 50) ? room - 1 : (int32_t)rng_below(g->rng, (uint32_t)room);
	if (!gen_bound(g, (unsigned)num, (uint64_t)most))
		return;
	dst = add_index(g, ptr, num);
	if (dst < 0)
		return;
	v.hi += most;
	gen_set(g, (unsigned)dst, v);
	if (rng_percent(g->rng, 60) && room > most) {
		uint32_t log = room - most >= 8 ? 3 : room - most >= 4 ? 2 : room - most >= 2;
		int to = gen_free(g);

		if (to < 0)
			return;
		gen_emit(g, gen_loads[log], (unsigned)to, (unsigned)dst,
			 room - most - (1 << log) + (gen_oops(g) ? 1 : 0), 0);
		gen_set(g, (unsigned)to, gen_number(width_mask(8u << log)));
	}
}

void gen_index(struct gen *g)
{
	static const uint8_t kinds[] = { G_VALUE, G_PACKET, G_PACKET, G_MEM };
	int ptr = gen_pick(g, kinds[rng_below(g->rng, 4)]), num = gen_pick_number(g);

	if (ptr < 0 || num < 0)
		return;
	if (g->s.reg[ptr].kind == G_PACKET)
		index_packet(g, ptr, num);
	else if (g->s.reg[ptr].kind == G_VALUE)
		index_object(g, ptr, num, (int32_t)g->prog->map[g->s.reg[ptr].map].value_size);
	else
		index_object(g, ptr, num, (int32_t)g->s.reg[ptr].extent);
}

/* An initialised part of the stack, accessed at fp + constant + number. */
void gen_var_stack(struct gen *g)
{
	int32_t off = gen_room(g, 32);
	uint32_t log = rng_below(g->rng, 4);
	int num = gen_pick_number(g), dst;

	if (num < 0 || g->keep >> num & 1)
		return;
	gen_fill(g, off, 32);
	gen_emit(g, INSN_AND64_K, (unsigned)num, 0, 0, 31 & ~((1 << log) - 1));
	gen_set(g, (unsigned)num, gen_number(31));
	dst = gen_free(g);
	if (dst < 0 || dst == num)
		return;
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, REG_FP, 0, 0);
	gen_emit(g, INSN_ADD64_K, (unsigned)dst, 0, 0, off);
	gen_emit(g, INSN_ADD64_X, (unsigned)dst, (unsigned)num, 0, 0);
	gen_set(g, (unsigned)dst, (struct gval){ .kind = G_NONE });
	if (rng_percent(g->rng, 50)) {
		gen_emit(g, gen_stores[log], (unsigned)dst, (unsigned)num, 0, 0);
		for (int32_t b = off; b < off + 32; b += 8)
			g->s.slot[gslot_of(b)].v.kind = G_NONE;
	}
	if (rng_percent(g->rng, 40))
		gen_emit(g, INSN_LDXDW, (unsigned)dst, REG_FP,
			 off + 8 * (int32_t)rng_below(g->rng, 4), 0);
	else
		gen_emit(g, gen_loads[log], (unsigned)dst, (unsigned)dst, 0, 0);
	gen_set(g, (unsigned)dst, gen_number(width_mask(8u << log)));
}

/* --- the context --- */

/* A number in the context; *log: of an access size that it allows. */
static const struct ctx_field *random_field(struct gen *g, bool write, uint32_t *log)
{
	static const char *const same[] = { "cb", "len", "mark", "ingress_ifindex" };
	enum ctx_id ctx = prog_type_by_number(g->prog->prog_type)->ctx;

	for (int tries = 0; tries < 40; tries++) {
		int row = ctx_find_field(ctx, rng_below(g->rng, 192), 1);
		const struct ctx_field *field = row < 0 ? NULL : ctx_field(row);
		bool known = !g->opts->plain;

		*log = rng_below(g->rng, 4);
		for (unsigned i = 0; field && i < sizeof(same) / sizeof(*same); i++)
			known |= !strcmp(field->name, same[i]);
		if (field && known && field->kind == CTX_SCALAR &&
		    (write ? field->write : field->read) >> *log & 1 &&
		    ctx_field_open(field, 0, write))
			return field;
	}
	return NULL;
}

void gen_ctx_load(struct gen *g)
{
	int ctx = gen_ctx_reg(g), dst = gen_free(g);
	uint32_t log;
	const struct ctx_field *field = random_field(g, false, &log);
	int32_t at;

	if (ctx < 0 || dst < 0 || !field)
		return;
	at = (int32_t)rng_below(g->rng, field->size) & ~((1 << log) - 1);
	gen_emit(g, gen_loads[log], (unsigned)dst, (unsigned)ctx,
		 (int32_t)field->offset + (field->flags & CTX_AT_START ? 0 : at), 0);
	gen_set(g, (unsigned)dst, gen_number(width_mask(8u << log)));
}

void gen_ctx_store(struct gen *g)
{
	int ctx = gen_ctx_reg(g), src = gen_pick_number(g);
	uint32_t log;
	const struct ctx_field *field = random_field(g, true, &log);

	if (ctx < 0 || src < 0 || !field)
		return;
	gen_emit(g, gen_stores[log], (unsigned)ctx, (unsigned)src, (int32_t)field->offset, 0);
}

/* LD_ABS, LD_IND: the context in r6; what lies outside ends the program. */
void gen_ld_packet(struct gen *g)
{
	uint32_t flags = prog_type_by_number(g->prog->prog_type)->flags;
	int id = gen_row(g, KIND_LD_PACKET), num = gen_pick_number(g);
	bool indirect = insn_info[id].op == OP_IND;
	bool typed = !g->current || g->sig[g->current - 1].global;

	if (!(flags & PROGF_LD_PACKET) || !(typed || gen_slip(g)) || g->s.reg[6].kind != G_CTX ||
	    num < 0 || (g->keep & 0x3f) || !rng_percent(g->rng, 60) || (g->n_holds && !gen_slip(g)))
		return;
	if (indirect && rng_percent(g->rng, 70))
		gen_bound(g, (unsigned)num, 64);
	gen_emit(g, (enum insn_id)id, 0, indirect ? (unsigned)num : 0, 0,
		 rng_percent(g->rng, 80) ? (int)rng_below(g->rng, 64) : rng_imm(g->rng));
	gen_clobber(g);
	gen_set(g, 0, gen_number(width_mask(insn_info[id].width)));
}

/* A slot that holds one constant or another, by the path; then what it says is used. */
void gen_two_constants(struct gen *g)
{
	static const uint16_t stores[] = { INSN_STB, INSN_STH, INSN_STW, INSN_STDW };
	uint32_t log = rng_below(g->rng, 4);
	int32_t off = gen_room(g, 8) + (int32_t)(rng_below(g->rng, 8u >> log) << log);
	int num = gen_pick_number(g), dst = gen_free(g);
	uint32_t jump;

	if (num < 0 || dst < 0 || dst == num)
		return;
	gen_emit(g, stores[log], REG_FP, 0, off, rng_percent(g->rng, 60) ? 0 : rng_imm(g->rng));
	jump = gen_emit(g, rng_percent(g->rng, 50) ? INSN_JSET_K : INSN_JGT_K, (unsigned)num, 0, 0,
			1 << rng_below(g->rng, 7));
	gen_emit(g, stores[log], REG_FP, 0, off, rng_percent(g->rng, 30) ? 0 : rng_imm(g->rng));
	gen_land(g, jump);
	gen_stack_written(g, off, 1 << log, NULL);
	gen_emit(g, gen_loads[log], (unsigned)dst, REG_FP, off, 0);
	gen_set(g, (unsigned)dst, gen_number(width_mask(8u << log)));
}

/* What applications cannot change any more, programs still do. */
void gen_frozen(struct gen *g)
{
	uint32_t m = 0;
	int dst = gen_free(g);

	while (m < g->prog->n_maps && (!g->prog->map[m].data || map_is_read_only(&g->prog->map[m])))
		m++;
	if (m == g->prog->n_maps || dst < 0)
		return;
	gen_emit(g, INSN_LDDW_MAP_VALUE, (unsigned)dst, 0, 0,
		 (int64_t)((uint64_t)rng_below(g->rng, 8) << 32 | m));
	gen_emit(g, INSN_STDW, (unsigned)dst, 0, 0, rng_imm(g->rng));
	gen_emit(g, INSN_LDXDW, (unsigned)dst, (unsigned)dst, 0, 0);
	gen_set(g, (unsigned)dst, gen_number(UINT64_MAX));
}

void gen_show(struct gen *g)
{
	int reg = g->prog->n ? insn_written_reg(&g->prog->insn[g->prog->n - 1]) : -1, at;

	if (reg < 0 || g->s.dead || g->s.reg[reg].kind != G_NUM || (at = gen_free(g)) < 0 ||
	    at == reg)
		return;
	gen_emit(g, INSN_LDDW_MAP_VALUE, (unsigned)at, 0, 0, ONE_VALUE);
	gen_emit(g, INSN_STXDW, (unsigned)at, (unsigned)reg, 8 * (int32_t)rng_below(g->rng, 4), 0);
	g->s.reg[at].kind = G_NONE;
}
