/* The generator's loops, and those that do not end. */
#include "fuzz/gen_impl.h"

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

struct loop {
	unsigned counter;
	int bound; /* the register that holds how many rounds there are; -1: none */
	int32_t rounds;
	bool down;
};

/* How many rounds: known, or one of two numbers, in a register. */
static int loop_bound(struct gen *g, unsigned counter, int32_t rounds)
{
	int reg = gen_free_saved(g), num = gen_pick(g, G_NUM);
	uint32_t jump;

	if (reg < 6 || reg == (int)counter || num == reg || num == (int)counter)
		return -1;
	gen_const(g, (unsigned)reg, rounds);
	g->keep |= (uint16_t)(1u << reg);
	if (num >= 0 && rng_percent(g->rng, 70)) {
		jump = gen_emit(g, INSN_JSET_K, (unsigned)num, 0, 0, 1 << rng_below(g->rng, 4));
		gen_const(g, (unsigned)reg, 1 + (int32_t)rng_below(g->rng, 2u * (uint32_t)rounds));
		gen_land(g, jump);
		g->s.reg[reg].max = 2 * (uint64_t)rounds;
	}
	return reg;
}

/* Compare the counter with the number of rounds. */
static uint32_t loop_jump(struct gen *g, const struct loop *loop, enum insn_op op, unsigned width,
			  int32_t off)
{
	if (loop->down)
		return gen_emit(g, gen_jump_id(op, width, false), loop->counter, 0, off, 0);
	return gen_emit(g, gen_jump_id(op, width, loop->bound >= 0), loop->counter,
			loop->bound < 0 ? 0 : (unsigned)loop->bound, off,
			loop->bound < 0 ? loop->rounds : 0);
}

/* What ends the loop before a round begins. */
static uint32_t loop_leave(struct gen *g, const struct loop *loop)
{
	return loop->down ? loop_jump(g, loop, OP_JEQ, 64, 0)
			  : loop_jump(g, loop, OP_JGE, rng_percent(g->rng, 70) ? 64 : 32, 0);
}

/* What begins another round at its end. */
static void loop_again(struct gen *g, const struct loop *loop, int32_t off)
{
	static const enum insn_op others[] = { OP_JNE, OP_JLE, OP_JSLT };
	bool usual = rng_percent(g->rng, 95);
	enum insn_op op = usual ? OP_JLT : others[rng_below(g->rng, 3)];

	if (loop->down)
		loop_jump(g, loop, OP_JNE, 64, off);
	else
		loop_jump(g, loop, op, usual || rng_percent(g->rng, 70) ? 64 : 32, off);
}

/* The counter's step, in itself or by way of another register. */
static void count(struct gen *g, unsigned counter, int32_t step)
{
	enum insn_id id = rng_percent(g->rng, 80) ? INSN_ADD64_K : INSN_ADD32_K;
	int by = rng_percent(g->rng, 20) ? gen_free(g) : -1;

	if (by < 0 || (g->s.reg[by].kind != G_NUM && g->s.reg[by].kind != G_NONE)) {
		gen_emit(g, id, counter, 0, 0, step);
		return;
	}
	gen_emit(g, INSN_MOV64_X, (unsigned)by, counter, 0, 0);
	gen_emit(g, id, (unsigned)by, 0, 0, step);
	gen_emit(g, INSN_MOV64_X, counter, (unsigned)by, 0, 0);
	if (g->s.reg[by].kind == G_NUM)
		gen_set(g, (unsigned)by, gen_number(UINT64_MAX));
}

/* Counter and bound before the first round; false: there is no register. */
static bool loop_begin(struct gen *g, struct loop *loop)
{
	int counter = gen_free_saved(g);

	if (counter < 6)
		return false;
	*loop = (struct loop){ .counter = (unsigned)counter, .bound = -1 };
	loop->down = rng_percent(g->rng, 20);
	loop->rounds = 1 + (int32_t)rng_below(g->rng, rng_percent(g->rng, 70) ? 5 : 20);
	if (rng_percent(g->rng, 10)) /* more than are followed */
		loop->rounds = 20 + (int32_t)rng_below(g->rng, g->depth > 1 ? 30 : 2000);
	gen_const(g, loop->counter, loop->down ? loop->rounds : 0);
	g->keep |= (uint16_t)(1u << counter);
	g->s.reg[counter].max = (uint64_t)loop->rounds;
	if (!loop->down && rng_percent(g->rng, 20))
		loop->bound = loop_bound(g, loop->counter, loop->rounds);
	return true;
}

void gen_loop(struct gen *g)
{
	uint16_t keep = g->keep;
	uint64_t keep_slot = g->keep_slot;
	bool at_top = rng_percent(g->rng, 40);
	struct gstate head;
	uint32_t start, out = 0;
	struct loop loop;

	if (g->depth >= 3 || g->prog->n >= GEN_FULL || !loop_begin(g, &loop))
		return;
	loop_head(g);
	head = g->s;
	start = g->prog->n;
	if (at_top)
		out = loop_leave(g, &loop);
	if (rng_percent(g->rng, 20))
		gen_loop(g);
	gen_block(g, 1 + rng_below(g->rng, 4));
	if (!g->s.dead && kept_is_whole(g, &head)) {
		loop_back(g, &head);
		count(g, loop.counter,
		      loop.down ? -1
				: 1 + (int32_t)rng_below(g->rng, rng_percent(g->rng, 95) ? 2 : 5));
		if (at_top) {
			gen_emit(g, INSN_JA, 0, 0, (int32_t)start - (int32_t)g->prog->n - 1, 0);
			g->s = head;
		} else {
			loop_again(g, &loop, (int32_t)start - (int32_t)g->prog->n - 1);
		}
	} else if (at_top) {
		g->s = gen_join(&head, &g->s);
	}
	if (at_top)
		gen_land(g, out);
	g->keep = keep;
	g->keep_slot = keep_slot;
	gen_set(g, loop.counter, gen_number(UINT32_MAX));
}

/* --- what does not end --- */

static void other_counter(struct gen *g, unsigned counter, unsigned num)
{
	gen_emit(g, INSN_MOV64_X, counter, num, 0, 0);
	gen_emit(g, INSN_ADD64_K, counter, 0, 0, 1 + rng_below(g->rng, 3));
}

/* On some paths, which a number read in each round decides. */
static void set_back(struct gen *g, unsigned counter, unsigned num)
{
	int32_t step = 1 + (int32_t)rng_below(g->rng, 3);
	uint32_t jump;

	gen_emit(g, INSN_LDDW_MAP_VALUE, num, 0, 0, ONE_VALUE);
	gen_emit(g, INSN_LDXB, num, num, (int32_t)rng_below(g->rng, 32), 0);
	gen_emit(g, INSN_ADD64_K, counter, 0, 0, step);
	if (rng_percent(g->rng, 50)) {
		jump = gen_emit(g, INSN_JSET_K, num, 0, 0, 1 << rng_below(g->rng, 3));
	} else { /* not on the path that is followed first */
		gen_emit(g, INSN_JSET_K, num, 0, 1, 1 << rng_below(g->rng, 3));
		jump = gen_emit(g, INSN_JA, 0, 0, 0, 0);
	}
	if (rng_percent(g->rng, 60)) {
		other_counter(g, counter, num);
	} else if (rng_percent(g->rng, 50)) {
		gen_emit(g, INSN_MOV64_K, counter, 0, 0, 0);
	} else {
		gen_emit(g, INSN_ADD64_K, counter, 0, 0, -step);
	}
	gen_land(g, jump);
}

static void stands_still(struct gen *g, unsigned counter, unsigned num)
{
	gen_emit(g, rng_percent(g->rng, 50) ? INSN_ADD64_X : INSN_ADD32_X, counter, num, 0, 0);
}

static void turned(struct gen *g, unsigned counter, unsigned num)
{
	(void)num;
	gen_emit(g, rng_percent(g->rng, 50) ? INSN_ADD64_K : INSN_ADD32_K, counter, 0, 0,
		 -1 - (int32_t)rng_below(g->rng, 3));
}

static void after_use(struct gen *g, int counter, int reg)
{
	if (reg < 0)
		return;
	gen_emit(g, INSN_ADD64_X, (unsigned)counter, (unsigned)reg, 0, 0);
	gen_set(g, (unsigned)counter, gen_number(UINT64_MAX));
	gen_set(g, (unsigned)reg, gen_number(UINT64_MAX));
}

void gen_endless(struct gen *g)
{
	static void (*const rounds[])(struct gen * g, unsigned counter, unsigned num) = {
		other_counter, set_back, set_back, set_back, stands_still, turned,
	};
	int counter = gen_free_saved(g), num = gen_pick_number(g);
	int32_t most = 8 + (int32_t)rng_below(g->rng, 60);
	bool by_reg = rng_percent(g->rng, 30);
	uint32_t start;
	int bound, old;

	if (counter < 6 || num < 0 || num == counter || g->keep >> num & 1)
		return;
	gen_emit(g, INSN_AND64_K, (unsigned)num, 0, 0, 7);
	gen_set(g, (unsigned)num, gen_number(7));
	gen_const(g, (unsigned)counter, 0);
	bound = by_reg ? gen_free(g) : -1;
	if (bound == num || bound == counter)
		bound = -1;
	if (bound >= 0)
		gen_const(g, (unsigned)bound, most);
	start = g->prog->n;
	old = gen_free(g); /* what the counter was, and lives on */
	if (old == num || old == counter || old == bound)
		old = -1;
	if (old >= 0)
		gen_emit(g, INSN_MOV64_X, (unsigned)old, (unsigned)counter, 0, 0);
	rounds[rng_below(g->rng, sizeof(rounds) / sizeof(*rounds))](g, (unsigned)counter,
								    (unsigned)num);
	if (bound >= 0 && rng_percent(g->rng, 30)) /* which moves along */
		gen_emit(g, INSN_ADD64_K, (unsigned)bound, 0, 0, 1);
	gen_emit(g, gen_jump_id(rng_percent(g->rng, 70) ? OP_JLT : OP_JSLE, 64, bound >= 0),
		 (unsigned)counter, bound < 0 ? 0 : (unsigned)bound,
		 (int32_t)start - (int32_t)g->prog->n - 1, bound < 0 ? most : 0);
	after_use(g, counter, num);
	after_use(g, counter, bound);
	after_use(g, counter, old);
	g->trap = TRAP_NONE;
}
