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
