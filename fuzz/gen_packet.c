/* The generator's packets: pointers, tests against the end, what lies before. */
#include "fuzz/gen_impl.h"

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

static enum insn_op turned_op(enum insn_op op)
{
	return op == OP_JLT ? OP_JGT : op == OP_JLE ? OP_JGE : op == OP_JGE ? OP_JLE : OP_JLT;
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
		op = turned_op(op);
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

/* --- packets that are too short --- */

enum { MAX_SHORT_OFFSET = 300 };

/* A packet pointer and the end, from the context where there are none; false: not both. */
static bool packet_and_its_end(struct gen *g, int *p, int *end)
{
	*p = gen_pick(g, G_PACKET);
	*end = gen_pick(g, G_END);
	if ((*p < 0 && !load_packet(g, false)) || (*end < 0 && !load_packet(g, true)))
		return false;
	*p = gen_pick(g, G_PACKET);
	*end = gen_pick(g, G_END);
	return *p >= 0 && *end >= 0;
}

/* Moves the ends of the packet so that it is often long enough afterwards. */
static void lengthen(struct gen *g)
{
	bool head = rng_percent(g->rng, 50);
	int32_t n = 1 + (int32_t)rng_below(g->rng, 70);

	if (rng_percent(g->rng, 20)) {
		gen_call(g);
		return;
	}
	if (g->prog->prog_type != PROG_XDP || g->current || !gen_may_call(g) || !gen_pass_ctx(g, 1))
		return;
	gen_const(g, 2, head ? -n : n);
	gen_helper_call(g, head ? HELPER_ID_xdp_adjust_head : HELPER_ID_xdp_adjust_tail);
}

/* Reads where the packet is known to end at last: the @n bytes from @p on are there. */
static void read_at_end(struct gen *g, int p, int32_t n)
{
	uint32_t log = rng_below(g->rng, 4);
	int dst = gen_free(g);

	if (dst < 0 || dst == p || n < 1 << log)
		return;
	gen_emit(g, gen_loads[log], (unsigned)dst, (unsigned)p, n - (1 << log) + gen_slip(g), 0);
	gen_set(g, (unsigned)dst, gen_number(width_mask(8u << log)));
}

/* How far behind @p this test looks: often as far as a packet of a run has bytes. */
static int32_t near(struct gen *g, int p, int32_t before)
{
	static const uint8_t sizes[] = { 1, 14, 34, 60, 64, 128 };
	int32_t n = before;

	if (!before || rng_percent(g->rng, 40))
		n = sizes[rng_below(g->rng, sizeof(sizes))] - g->s.reg[p].delta;
	if (rng_percent(g->rng, 50))
		n += (int32_t)rng_below(g->rng, 5) - 2;
	return n < 1 ? 1 : n;
}

static void short_tests(struct gen *g, int32_t before, unsigned left);

/* One side of a test of @n bytes: those that are there, or a packet that is too short. */
static void short_side(struct gen *g, int p, struct gval v, int32_t n, bool is_there, bool strict,
		       unsigned left)
{
	if (is_there) {
		extend_all(g, v, (uint32_t)(v.delta + strict));
		read_at_end(g, p, n + strict);
		return;
	}
	if (rng_percent(g->rng, 30))
		lengthen(g);
	if (left)
		short_tests(g, n, left - 1);
	else
		gen_block(g, 1);
}

/*
 * Tests one after the other that a packet which failed the one before goes on to, so that
 * what is known of its end decides them or not.
 */
static void short_tests(struct gen *g, int32_t before, unsigned left)
{
	bool short_jumps = rng_percent(g->rng, 60), or_equal = rng_percent(g->rng, 50);
	int p, end, t = packet_and_its_end(g, &p, &end) ? gen_free(g) : -1;
	struct gstate fork, first;
	uint32_t jump, skip = 0;
	enum insn_op op;
	struct gval v;
	int32_t n;

	if (t < 0 || t == end || t == p || g->s.reg[p].delta > MAX_SHORT_OFFSET)
		return;
	n = near(g, p, before);
	gen_emit(g, INSN_MOV64_X, (unsigned)t, (unsigned)p, 0, 0);
	gen_emit(g, INSN_ADD64_K, (unsigned)t, 0, 0, n);
	v = g->s.reg[p];
	v.delta += n;
	v.lo += n;
	v.hi += n;
	gen_set(g, (unsigned)t, v);
	/* t > end or t >= end: too short; else there are n bytes or one more */
	op = short_jumps ? (or_equal ? OP_JGE : OP_JGT) : (or_equal ? OP_JLT : OP_JLE);
	if (rng_percent(g->rng, 30))
		jump = gen_emit(g, gen_jump_id(turned_op(op), 64, true), (unsigned)end, (unsigned)t,
				0, 0);
	else
		jump = gen_emit(g, gen_jump_id(op, 64, true), (unsigned)t, (unsigned)end, 0, 0);
	fork = g->s;
	short_side(g, p, v, n, short_jumps, or_equal, left);
	if (rng_percent(g->rng, 15))
		gen_exit(g);
	first = g->s;
	if (!first.dead)
		skip = gen_emit(g, INSN_JA, 0, 0, 0, 0);
	gen_land(g, jump);
	g->s = fork;
	short_side(g, p, v, n, !short_jumps, or_equal, left);
	if (!first.dead)
		gen_land(g, skip);
	g->s = gen_join(&first, &g->s);
}

void gen_short(struct gen *g)
{
	if (g->n_holds || g->prog->n > GEN_FULL)
		return;
	short_tests(g, 0, 1 + rng_below(g->rng, 2));
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
