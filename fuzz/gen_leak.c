/*
 * Addresses: distances and orders that tell nothing of them, and programs in which
 * one becomes a number.  A verifier that takes those leaks it; the checked engine
 * faults where that happens.
 */
#include "fuzz/gen_impl.h"

/* A register with an address, of another kind than @but; the frame pointer where there is none. */
static unsigned any_pointer(struct gen *g, enum gkind but)
{
	uint32_t from = rng_below(g->rng, N_REGS);

	for (uint32_t i = 0; i < N_REGS; i++) {
		unsigned reg = (from + i) % N_REGS;

		if (g->s.reg[reg].kind > G_NUM && g->s.reg[reg].kind != (uint8_t)but &&
		    !g->s.reg[reg].null)
			return reg;
	}
	return REG_FP;
}

/* A register to write, other than @reg; -1: none. */
static int other_reg(struct gen *g, unsigned reg)
{
	int dst = gen_free(g);

	return dst == (int)reg ? -1 : dst;
}

static void is_number(struct gen *g, unsigned reg)
{
	gen_set(g, reg, gen_number(UINT64_MAX));
	g->trap = TRAP_NONE;
}

/* --- what is allowed --- */

/* Two into one object: the frame, or the packet and its end. */
static void two_of_one(struct gen *g, unsigned *a, unsigned *b)
{
	int end = gen_pick(g, G_END), p = gen_pick(g, G_PACKET), stack = gen_pick(g, G_STACK);

	*a = stack < 0 ? REG_FP : (unsigned)stack;
	*b = REG_FP;
	if (p < 0 || rng_percent(g->rng, 30))
		return;
	*a = (unsigned)(end >= 0 && rng_percent(g->rng, 60) ? end : gen_pick(g, G_PACKET));
	*b = (unsigned)p;
}

static void distance(struct gen *g)
{
	unsigned a, b;
	int dst;

	two_of_one(g, &a, &b);
	dst = other_reg(g, b);
	if (dst < 0 || dst == (int)a)
		return;
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, a, 0, 0);
	if (g->s.reg[a].kind == G_STACK)
		gen_emit(g, INSN_ADD64_K, (unsigned)dst, 0, 0, (int)rng_below(g->rng, 64) - 64);
	gen_emit(g, rng_percent(g->rng, 70) ? INSN_SUB64_X : INSN_SUB32_X, (unsigned)dst, b, 0, 0);
	gen_set(g, (unsigned)dst, gen_number(UINT64_MAX));
}

/* A number of 32 bits further on, compared with the end: nothing can be read there. */
static void far_pointer(struct gen *g)
{
	int p = gen_pick(g, G_PACKET), end = gen_pick(g, G_END), num = gen_pick(g, G_NUM);
	int dst = gen_free(g);
	uint32_t jump;

	if (p < 0 || end < 0 || num < 0 || dst < 0 || dst == p || dst == end)
		return;
	gen_emit(g, INSN_MOV32_X, (unsigned)dst, (unsigned)num, 0, 0);
	gen_emit(g, INSN_ADD64_X, (unsigned)dst, (unsigned)p, 0, 0);
	g->s.reg[dst].kind = G_NONE;
	if (!g->slips || rng_percent(g->rng, 80)) {
		jump = gen_emit(g, rng_percent(g->rng, 50) ? INSN_JGT_X : INSN_JLE_X, (unsigned)dst,
				(unsigned)end, 0, 0);
		gen_const(g, (unsigned)dst, rng_below(g->rng, 8));
		gen_land(g, jump);
		gen_const(g, (unsigned)dst, rng_below(g->rng, 8));
		return;
	}
	gen_guard(g, OP_JGT, false, (unsigned)dst, end, 0);
	gen_emit(g, INSN_LDXB, (unsigned)dst, (unsigned)dst, -1, 0);
	gen_set(g, (unsigned)dst, gen_number(UINT8_MAX));
}

static void order(struct gen *g)
{
	static const uint16_t ids[] = { INSN_JEQ_X,  INSN_JNE_X, INSN_JGT_X,
					INSN_JSLE_X, INSN_JLT_X, INSN_JSGE_X };
	int num = gen_pick_number(g);
	unsigned a, b;
	uint32_t jump, id = rng_below(g->rng, 6);

	two_of_one(g, &a, &b);
	if (num < 0 || g->keep >> num & 1 || g->s.reg[a].kind == G_END)
		return;
	jump = gen_emit(g, ids[id], a, b, 0, 0);
	gen_emit(g, INSN_ADD64_K, (unsigned)num, 0, 0, 1);
	gen_land(g, jump);
	gen_set(g, (unsigned)num, gen_number(UINT64_MAX));
}

void gen_distance(struct gen *g)
{
	static void (*const ways[])(struct gen * g) = { distance, order, far_pointer };

	/* Linux refuses most of it without CAP_PERFMON. */
	if (!g->opts->plain || rng_percent(g->rng, 15))
		ways[rng_below(g->rng, 3)](g);
}

/* --- what is not --- */

static void by_operation(struct gen *g)
{
	static const uint16_t moves[] = { INSN_MOV32_X, INSN_MOV32_X, INSN_MOVSX64_8,
					  INSN_MOVSX64_32 };
	static const uint16_t changes[] = {
		INSN_AND64_K,  INSN_OR64_K,  INSN_XOR64_K, INSN_MUL64_K, INSN_LSH64_K, INSN_RSH64_K,
		INSN_ARSH64_K, INSN_DIV64_K, INSN_MOD64_K, INSN_ADD32_K, INSN_SUB32_K, INSN_MOV32_X
	};
	static const uint16_t unary[] = { INSN_NEG64, INSN_NEG32, INSN_BSWAP64, INSN_LE32,
					  INSN_BE16 };
	unsigned p = any_pointer(g, G_NONE);
	int dst = other_reg(g, p);
	uint16_t id;

	if (dst < 0)
		return;
	if (rng_percent(g->rng, 40)) {
		gen_emit(g, moves[rng_below(g->rng, 4)], (unsigned)dst, p, 0, 0);
		is_number(g, (unsigned)dst);
		return;
	}
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, p, 0, 0);
	if (rng_percent(g->rng, 30)) {
		gen_emit(g, unary[rng_below(g->rng, 5)], (unsigned)dst, 0, 0, 0);
	} else {
		id = changes[rng_below(g->rng, 12)];
		if (id == INSN_MOV32_X)
			gen_emit(g, id, (unsigned)dst, (unsigned)dst, 0, 0);
		else
			gen_emit(g, id, (unsigned)dst, 0, 0, 1 + rng_below(g->rng, 31));
	}
	is_number(g, (unsigned)dst);
}

/* Two objects: their distance, or which lies first. */
static void by_two(struct gen *g)
{
	unsigned a = any_pointer(g, G_NONE), b = any_pointer(g, g->s.reg[a].kind);
	int dst, num = gen_pick(g, G_NUM);
	bool bits = rng_percent(g->rng, 25);
	uint32_t jump;

	if (bits) /* which tell more than the order */
		two_of_one(g, &a, &b);
	dst = other_reg(g, a);

	if (a == b && num >= 0 && !bits && rng_percent(g->rng, 50))
		b = (unsigned)num;
	if (dst < 0 || dst == (int)b || (a == b && !bits))
		return;
	if (!bits && rng_percent(g->rng, 40) && b != (unsigned)num) {
		gen_emit(g, INSN_MOV64_X, (unsigned)dst, a, 0, 0);
		gen_emit(g, rng_percent(g->rng, 70) ? INSN_SUB64_X : INSN_SUB32_X, (unsigned)dst, b,
			 0, 0);
		is_number(g, (unsigned)dst);
		return;
	}
	gen_emit(g, INSN_MOV64_K, (unsigned)dst, 0, 0, 1);
	jump = gen_emit(g,
			bits                      ? INSN_JSET_X
			: rng_percent(g->rng, 50) ? INSN_JGT_X
						  : INSN_JLT32_X,
			a, b, 0, 0);
	gen_emit(g, INSN_MOV64_K, (unsigned)dst, 0, 0, 0);
	gen_land(g, jump);
	is_number(g, (unsigned)dst);
}

/* In memory that is not the stack, or not whole on it. */
static void by_store(struct gen *g)
{
	static const uint16_t atomics[] = { INSN_ATOMIC_XCHG64, INSN_ATOMIC_ADD64,
					    INSN_ATOMIC_FETCH_OR32 };
	unsigned p = any_pointer(g, G_NONE);
	int32_t off = gen_room(g, 8);
	int dst = other_reg(g, p);

	if (dst < 0)
		return;
	if (rng_percent(g->rng, 30)) {
		gen_emit(g, INSN_STXW, REG_FP, p, off, 0);
		gen_stack_written(g, off, 4, NULL);
		gen_emit(g, INSN_LDXW, (unsigned)dst, REG_FP, off, 0);
		is_number(g, (unsigned)dst);
		return;
	}
	gen_emit(g, INSN_LDDW_MAP_VALUE, (unsigned)dst, 0, 0, ONE_VALUE);
	g->s.reg[dst].kind = G_NONE;
	gen_emit(g, rng_percent(g->rng, 50) ? INSN_STXDW : atomics[rng_below(g->rng, 3)],
		 (unsigned)dst, p, 0, 0);
	g->trap = TRAP_NONE;
}

/* What a slot holds of it: read in part, or what is left when a part is overwritten. */
static void from_slot(struct gen *g, int32_t off)
{
	uint32_t log = rng_below(g->rng, 3), places = 8u >> log;
	int dst = gen_free(g), num = gen_pick(g, G_NUM);
	int32_t at = off + (int32_t)(rng_below(g->rng, places) << log);

	if (dst < 0)
		return;
	switch (rng_below(g->rng, 4)) {
	case 0: /* whole, as a number */
		gen_emit(g, INSN_LDXDW, (unsigned)dst, REG_FP, off, 0);
		gen_emit(g, INSN_AND64_K, (unsigned)dst, 0, 0, 0xfff8);
		break;
	case 1: /* the rest */
		gen_emit(g, INSN_STW, REG_FP, 0, off, 0);
		if (rng_percent(g->rng, 50))
			gen_emit(g, INSN_LDXW, (unsigned)dst, REG_FP, off + 4, 0);
		else
			gen_emit(g, INSN_LDXDW, (unsigned)dst, REG_FP, off, 0);
		break;
	case 2: /* anywhere in it */
		if (num >= 0 && num != dst) {
			gen_emit(g, INSN_MOV64_X, (unsigned)dst, (unsigned)num, 0, 0);
			gen_emit(g, INSN_AND64_K, (unsigned)dst, 0, 0, 7 & ~((1 << log) - 1));
			gen_emit(g, INSN_ADD64_X, (unsigned)dst, REG_FP, 0, 0);
			gen_emit(g, gen_loads[log], (unsigned)dst, (unsigned)dst, off, 0);
			break;
		}
		/* fall through */
	default:
		gen_emit(g, gen_loads[log], (unsigned)dst, REG_FP, at, 0);
		break;
	}
	gen_stack_written(g, off, 8, NULL);
	is_number(g, (unsigned)dst);
}

/* By a helper: as its number, or in its memory. */
static void by_helper(struct gen *g)
{
	unsigned p = any_pointer(g, G_NONE);
	int32_t off = gen_room(g, 16);
	bool as_number = rng_percent(g->rng, 50);

	if (!gen_may_call(g) || g->prog->prog_type == PROG_SOCKET_FILTER)
		return;
	if (as_number) {
		gen_emit(g, INSN_MOV64_X, 5, p, 0, 0);
		gen_fill(g, off, 16);
	} else {
		gen_emit(g, INSN_STDW, REG_FP, 0, off, 0);
		gen_emit(g, INSN_STXDW, REG_FP, p, off + 8, 0);
		gen_stack_written(g, off, 16, NULL);
		gen_const(g, 5, 0);
	}
	gen_point(g, 1, off);
	gen_const(g, 2, 16);
	gen_const(g, 3, 0);
	gen_const(g, 4, 0);
	gen_helper_call(g, HELPER_ID_csum_diff);
	is_number(g, 0);
}

static void by_slot(struct gen *g)
{
	unsigned p = any_pointer(g, G_NONE);
	int32_t off = gen_room(g, 8);

	gen_emit(g, INSN_STXDW, REG_FP, p, off, 0);
	from_slot(g, off);
}

/* Of a pointer that does not live any more. */
static void by_old_slot(struct gen *g)
{
	int p = gen_saved(g, G_PACKET), ring = gen_find_map(g, MAPF_RINGBUF, 0);
	int32_t off = gen_room(g, 8);

	if (!gen_may_call(g) || g->current)
		return;
	if (p >= 0 && g->prog->prog_type == PROG_XDP && rng_percent(g->rng, 70)) {
		gen_emit(g, INSN_STXDW, REG_FP, (unsigned)p, off, 0);
		if (!gen_pass_ctx(g, 1))
			return;
		gen_const(g, 2, rng_below(g->rng, 20));
		gen_helper_call(g, HELPER_ID_xdp_adjust_head);
		from_slot(g, off);
		return;
	}
	if (ring < 0)
		return;
	gen_map(g, 1, (uint32_t)ring);
	gen_const(g, 2, 16);
	gen_const(g, 3, 0);
	gen_helper_call(g, HELPER_ID_ringbuf_reserve);
	gen_guard(g, OP_JEQ, false, 0, -1, 0);
	gen_emit(g, INSN_STXDW, REG_FP, 0, off, 0);
	gen_emit(g, INSN_MOV64_X, 1, 0, 0, 0);
	gen_const(g, 2, 1);
	gen_helper_call(g, HELPER_ID_ringbuf_discard);
	g->s.reg[0].kind = G_NONE;
	from_slot(g, off);
}

static void by_result(struct gen *g)
{
	gen_emit(g, INSN_MOV64_X, 0, any_pointer(g, G_NONE), 0, 0);
	gen_emit(g, INSN_EXIT, 0, 0, 0, 0);
	g->s.dead = true;
	g->trap = TRAP_NONE;
}

void gen_leak(struct gen *g)
{
	static void (*const ways[])(struct gen * g) = { by_operation, by_operation, by_two,
							by_store,     by_slot,      by_old_slot,
							by_helper,    by_result };

	ways[rng_below(g->rng, sizeof(ways) / sizeof(*ways))](g);
}
