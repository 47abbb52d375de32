/* The generator's cursors: pointers that walk the packet until its end, or another place. */
#include "fuzz/gen_impl.h"

struct cursor {
	unsigned p, end, test, num; /* registers: where it is, the end, p + size, what is read */
	int stop, follower;         /* another place; what moves with it; -1: none */
	int32_t size, step;         /* bytes that are tested, that it moves a round */
	bool strict, turned;
};

/* A register of its own; what it held is gone.  -1: there is none. */
static int take(struct gen *g)
{
	int reg = gen_free(g);

	if (reg < 0 || g->keep >> reg & 1)
		return -1;
	g->keep |= (uint16_t)(1u << reg);
	gen_set(g, (unsigned)reg, (struct gval){ .kind = G_NONE });
	return reg;
}

/* p + size against the end: where another round may begin, or none. */
static uint32_t test_end(struct gen *g, const struct cursor *c, bool again, int32_t off)
{
	enum insn_op op = again ? (c->strict ? OP_JLT : OP_JLE) : (c->strict ? OP_JGE : OP_JGT);

	gen_emit(g, INSN_MOV64_X, c->test, c->p, 0, 0);
	gen_emit(g, INSN_ADD64_K, c->test, 0, 0, c->size - c->strict);
	if (c->turned)
		op = op == OP_JLT ? OP_JGT : op == OP_JLE ? OP_JGE : op == OP_JGE ? OP_JLE : OP_JLT;
	off -= again ? (int32_t)g->prog->n + 1 : 0;
	return gen_emit(g, gen_jump_id(op, 64, true), c->turned ? c->end : c->test,
			c->turned ? c->test : c->end, off, 0);
}

static void visit(struct gen *g, const struct cursor *c)
{
	uint32_t log = rng_below(g->rng, 4);
	int32_t room;

	while (1 << log > c->size)
		log--;
	room = c->size - (1 << log) + (gen_slip(g) ? 1 : 0);
	gen_emit(g, gen_loads[log], c->num, c->p, (int32_t)rng_below(g->rng, (uint32_t)room + 1),
		 0);
	if (rng_percent(g->rng, 30)) /* a way that goes on at once */
		gen_emit(g, INSN_JSET_K, c->num, 0, 1, 1 << rng_below(g->rng, 3));
	if (c->follower >= 0)
		gen_emit(g, INSN_LDXB, c->num, (unsigned)c->follower,
			 gen_slip(g) ? -1 : 0, 0);
	else
		gen_emit(g, INSN_ADD64_K, c->num, 0, 0, 1);
}

static void move(struct gen *g, const struct cursor *c)
{
	if (c->step == c->size - c->strict && rng_percent(g->rng, 50))
		gen_emit(g, INSN_MOV64_X, c->p, c->test, 0, 0);
	else
		gen_emit(g, INSN_ADD64_K, c->p, 0, 0, c->step);
	if (c->follower >= 0)
		gen_emit(g, INSN_ADD64_K, (unsigned)c->follower, 0, 0,
			 c->step + (gen_slip(g) ? 1 : 0));
}

/* Another place in the packet, at a constant or variable distance. */
static void set_stop(struct gen *g, const struct cursor *c)
{
	unsigned stop = (unsigned)c->stop;

	gen_emit(g, INSN_MOV64_X, stop, c->p, 0, 0);
	gen_emit(g, INSN_ADD64_K, stop, 0, 0, 1 + (int32_t)rng_below(g->rng, 40));
}

static bool begin(struct gen *g, struct cursor *c)
{
	enum ctx_id ctx = prog_type_by_number(g->prog->prog_type)->ctx;
	int first = ctx_find_kind(ctx, CTX_PACKET), last = ctx_find_kind(ctx, CTX_PACKET_END);
	int from = gen_ctx_reg(g), p, end, test, num;

	if (first < 0 || last < 0 || from < 0)
		return false;
	g->keep |= (uint16_t)(1u << from);
	p = take(g);
	end = take(g);
	test = take(g);
	num = take(g);
	if (p < 0 || end < 0 || test < 0 || num < 0)
		return false;
	*c = (struct cursor){ .p = (unsigned)p, .end = (unsigned)end, .test = (unsigned)test,
			      .num = (unsigned)num, .stop = -1, .follower = -1 };
	c->size = 1 + (int32_t)rng_below(g->rng, 4);
	c->step = rng_percent(g->rng, 70) ? c->size : 1 + (int32_t)rng_below(g->rng, 4);
	c->strict = rng_percent(g->rng, 30);
	c->turned = rng_percent(g->rng, 30);
	if (rng_percent(g->rng, 30))
		c->stop = take(g);
	if (rng_percent(g->rng, 30))
		c->follower = take(g);
	gen_emit(g, INSN_LDXW, c->p, (unsigned)from, ctx_field(first)->offset, 0);
	gen_emit(g, INSN_LDXW, c->end, (unsigned)from, ctx_field(last)->offset, 0);
	if (c->stop >= 0)
		set_stop(g, c);
	if (rng_percent(g->rng, 40))
		gen_emit(g, INSN_ADD64_K, c->p, 0, 0, (int32_t)rng_below(g->rng, 20));
	if (c->follower >= 0) {
		gen_emit(g, INSN_MOV64_X, (unsigned)c->follower, c->p, 0, 0);
		gen_emit(g, INSN_ADD64_K, (unsigned)c->follower, 0, 0,
			 (int32_t)rng_below(g->rng, 3));
	}
	return true;
}

/* Where it ended, as a number that indexes the packet or memory. */
static void finish(struct gen *g, const struct cursor *c)
{
	int first = c->stop >= 0 ? c->stop : c->follower;

	gen_set(g, c->num, gen_number(UINT64_MAX));
	if (first < 0)
		return;
	gen_emit(g, INSN_MOV64_X, c->num, c->p, 0, 0);
	gen_emit(g, INSN_SUB64_X, c->num, (unsigned)first, 0, 0);
	gen_show(g);
}

void gen_cursor(struct gen *g)
{
	bool at_bottom = rng_percent(g->rng, 40);
	uint16_t keep = g->keep;
	uint32_t out, stop = 0;
	struct cursor c;
	int32_t start;

	if (g->depth >= 3 || g->prog->n >= GEN_FULL || !begin(g, &c)) {
		g->keep = keep;
		return;
	}
	gen_emit(g, INSN_MOV64_K, c.num, 0, 0, 0);
	if (at_bottom)
		out = test_end(g, &c, false, 0);
	start = (int32_t)g->prog->n;
	if (!at_bottom)
		out = test_end(g, &c, false, 0);
	if (c.stop >= 0)
		stop = gen_emit(g, gen_jump_id(rng_percent(g->rng, 80) ? OP_JGE : OP_JGT, 64, true),
				c.p, (unsigned)c.stop, 0, 0);
	visit(g, &c);
	move(g, &c);
	if (at_bottom)
		test_end(g, &c, true, start);
	else
		gen_emit(g, INSN_JA, 0, 0, start - (int32_t)g->prog->n - 1, 0);
	gen_land(g, out);
	if (c.stop >= 0)
		gen_land(g, stop);
	g->keep = keep;
	finish(g, &c);
}
