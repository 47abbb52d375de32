/*
 * Programs that are wrong in one way that a whole sequence makes: a test of one
 * pointer and a use of the other, the wrong side of a comparison, something used
 * after it was given back.  A verifier that is wrong in the same way takes them, and
 * a run then faults.
 */
#include "fuzz/gen_impl.h"

static void load_from(struct gen *g, unsigned reg, int32_t off)
{
	gen_emit(g, gen_loads[rng_below(g->rng, 4)], reg, reg, off, 0);
	gen_set(g, reg, gen_number(UINT64_MAX));
}

/* r0 of a lookup; the key is there or not. */
static bool look_up(struct gen *g, int m, unsigned dst)
{
	int32_t key;

	if (!gen_may_call(g) || !gen_key(g, (uint32_t)m, &key))
		return false;
	gen_point(g, 2, key);
	gen_map(g, 1, (uint32_t)m);
	gen_helper_call(g, HELPER_ID_map_lookup_elem);
	gen_emit(g, INSN_MOV64_X, dst, 0, 0, 0);
	g->s.reg[0].kind = g->s.reg[dst].kind = G_NONE;
	return true;
}

/* Two values, one of them tested. */
static void other_value(struct gen *g)
{
	int m = gen_find_map(g, MAPF_LOOKUP | MAPF_UPDATE, 0), a = gen_free_saved(g), b;
	uint16_t keep = g->keep;

	if (a < 6 || !look_up(g, m, (unsigned)a))
		return;
	g->keep |= (uint16_t)(1u << a);
	b = gen_free_saved(g);
	if (b >= 6 && look_up(g, m, (unsigned)b)) {
		gen_guard(g, OP_JEQ, false, (unsigned)a, -1, 0);
		load_from(g, (unsigned)b, 0);
		g->trap = TRAP_NONE;
	}
	g->keep = keep;
}

/* A record after it was given back. */
static void old_record(struct gen *g)
{
	int m = gen_find_map(g, MAPF_RINGBUF, 0), dst = gen_free_saved(g);

	if (m < 0 || dst < 6 || !gen_may_call(g))
		return;
	gen_map(g, 1, (uint32_t)m);
	gen_const(g, 2, 16);
	gen_const(g, 3, 0);
	gen_helper_call(g, HELPER_ID_ringbuf_reserve);
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
	gen_guard(g, OP_JEQ, false, (unsigned)dst, -1, 0);
	gen_emit(g, INSN_MOV64_X, 1, (unsigned)dst, 0, 0);
	gen_const(g, 2, 0);
	gen_helper_call(g, HELPER_ID_ringbuf_discard);
	g->s.reg[0].kind = G_NONE;
	load_from(g, (unsigned)dst, 0);
	g->trap = TRAP_NONE;
}

/* Two free registers with the packet and its end; false: there is none, or no room. */
static bool packet_and_end(struct gen *g, unsigned *p, unsigned *end)
{
	enum ctx_id ctx = prog_type_by_number(g->prog->prog_type)->ctx;
	int data = ctx_find_kind(ctx, CTX_PACKET), last = ctx_find_kind(ctx, CTX_PACKET_END);
	int from = gen_ctx_reg(g), a = gen_free_saved(g), b;
	uint16_t keep = g->keep;

	if (data < 0 || from < 0 || a < 6 || a == from)
		return false;
	g->keep |= (uint16_t)(1u << a | 1u << from);
	b = gen_free(g);
	g->keep = keep;
	if (b < 0)
		return false;
	*p = (unsigned)a;
	*end = (unsigned)b;
	gen_emit(g, INSN_LDXW, *p, (unsigned)from, ctx_field(data)->offset, 0);
	gen_emit(g, INSN_LDXW, *end, (unsigned)from, ctx_field(last)->offset, 0);
	g->s.reg[a].kind = g->s.reg[b].kind = G_NONE;
	return true;
}

/*
 * A number that is read from the packet, whose first @n bytes are tested for it: one of
 * up to 1,023.  Register of it, or -1.
 */
static int packet_number(struct gen *g, unsigned p, unsigned end, uint32_t n)
{
	uint16_t keep = g->keep;
	int num;

	g->keep |= (uint16_t)(1u << p | 1u << end);
	num = gen_free(g);
	g->keep = keep;
	if (num < 0)
		return -1;
	gen_emit(g, INSN_MOV64_X, (unsigned)num, p, 0, 0);
	gen_emit(g, INSN_ADD64_K, (unsigned)num, 0, 0, n);
	g->s.reg[num].kind = G_NONE;
	gen_guard(g, OP_JGT, false, (unsigned)num, (int)end, 0);
	gen_emit(g, INSN_LDXH, (unsigned)num, p, (int32_t)rng_below(g->rng, n - 1), 0);
	gen_emit(g, INSN_AND64_K, (unsigned)num, 0, 0, 0x3ff);
	gen_set(g, (unsigned)num, gen_number(0x3ff));
	return num;
}

/* One pointer is tested; another one, further on by a number, is used. */
static void other_variable(struct gen *g)
{
	unsigned p, end;
	int num = packet_and_end(g, &p, &end) ? packet_number(g, p, end, 2) : -1;

	if (num < 0)
		return;
	gen_emit(g, INSN_ADD64_X, (unsigned)num, p, 0, 0);
	g->s.reg[num].kind = G_NONE;
	gen_emit(g, INSN_ADD64_K, p, 0, 0, 8);
	gen_guard(g, OP_JGT, false, p, (int)end, 0);
	load_from(g, (unsigned)num, 0);
	g->trap = TRAP_NONE;
}

/* Where the test says that there is less. */
static void other_side(struct gen *g)
{
	static const uint8_t ops[] = { OP_JGT, OP_JGE, OP_JLT, OP_JLE };
	int n = 1 + (int)rng_below(g->rng, 70);
	bool turned = rng_percent(g->rng, 50);
	enum insn_op op;
	unsigned p, end;

	if (!packet_and_end(g, &p, &end))
		return;
	gen_emit(g, INSN_ADD64_K, p, 0, 0, n);
	op = (enum insn_op)ops[rng_below(g->rng, 4)];
	gen_guard(g, op, turned == (op == OP_JLT || op == OP_JLE), turned ? end : p,
		  (int)(turned ? p : end), 0);
	load_from(g, p, -n + (rng_percent(g->rng, 30) ? 1 : 0));
	g->trap = TRAP_NONE;
}

/* A pointer into the packet after the packet moved. */
static void old_packet(struct gen *g)
{
	unsigned p, end;

	if (g->prog->prog_type != PROG_XDP || !gen_may_call(g) || g->current ||
	    gen_saved(g, G_CTX) < 0 || !packet_and_end(g, &p, &end) || end == 0)
		return;
	gen_emit(g, INSN_MOV64_X, 0, p, 0, 0);
	gen_emit(g, INSN_ADD64_K, 0, 0, 0, 14);
	g->s.reg[0].kind = G_NONE;
	gen_guard(g, OP_JGT, false, 0, (int)end, 0);
	if (!gen_pass_ctx(g, 1))
		return;
	gen_const(g, 2, rng_below(g->rng, 60));
	gen_helper_call(g, HELPER_ID_xdp_adjust_head);
	load_from(g, p, 0);
	g->trap = TRAP_NONE;
}

/* One byte more than was tested, in packets that have no more. */
static void edge(struct gen *g)
{
	static const uint8_t sizes[] = { 1, 14, 34, 60, 64, 128 };
	uint32_t log = rng_below(g->rng, 4);
	int32_t n = sizes[rng_below(g->rng, sizeof(sizes))];
	bool strict = rng_percent(g->rng, 30);
	unsigned p, end;

	if (!packet_and_end(g, &p, &end))
		return;
	gen_emit(g, INSN_ADD64_K, p, 0, 0, n - strict);
	gen_guard(g, strict ? OP_JGE : OP_JGT, false, p, (int)end, 0);
	gen_emit(g, gen_loads[log], p, p, 1 + strict - (1 << log), 0);
	gen_set(g, p, gen_number(UINT64_MAX));
	g->trap = TRAP_NONE;
}

/* Further on by a number, as if what was tested before held there, or in front of it. */
static void old_bound(struct gen *g)
{
	uint32_t n = 9 + rng_below(g->rng, 51), log = rng_below(g->rng, 4);
	bool before = rng_percent(g->rng, 50);
	unsigned p, end;
	int num = packet_and_end(g, &p, &end) ? packet_number(g, p, end, n) : -1;

	if (num < 0)
		return;
	if (before)
		gen_emit(g, INSN_ADD64_K, p, 0, 0, n);
	gen_emit(g, INSN_ADD64_X, p, (unsigned)num, 0, 0);
	gen_emit(g, gen_loads[log], p, p,
		 before ? -(1 << log) - (int32_t)rng_below(g->rng, n - 8)
			: (int32_t)rng_below(g->rng, n - 8),
		 0);
	gen_set(g, p, gen_number(UINT64_MAX));
	g->trap = TRAP_NONE;
}

/* A helper that reads, or writes, more than there is. */
static void too_large(struct gen *g)
{
	int v = gen_saved(g, G_VALUE), num = gen_pick(g, G_NUM);
	int32_t off = gen_room(g, 16);
	bool of_value = v >= 0 && !g->s.reg[v].lo && !g->s.reg[v].hi &&
			!g->prog->map[g->s.reg[v].map].lock_end && rng_percent(g->rng, 50);

	if (num < 0 || !gen_may_call(g) || g->prog->prog_type == PROG_SOCKET_FILTER)
		return;
	gen_emit(g, INSN_MOV64_X, 2, (unsigned)num, 0, 0);
	if (of_value) {
		gen_emit(g, INSN_MOV64_X, 1, (unsigned)v, 0, 0);
	} else {
		gen_fill(g, off, 16);
		gen_point(g, 1, off);
	}
	gen_emit(g, INSN_AND64_K, 2, 0, 0, 0x1fc);
	gen_emit(g, INSN_ADD64_K, 2, 0, 0, 4);
	gen_const(g, 3, 0);
	gen_const(g, 4, 0);
	gen_const(g, 5, 0);
	gen_helper_call(g, HELPER_ID_csum_diff);
	g->trap = TRAP_NONE;
}

/* A global function's memory, which may be NULL. */
static void null_argument(struct gen *g)
{
	for (unsigned reg = 1; reg <= 5 && g->trap; reg++) {
		if (g->s.reg[reg].kind != G_MEM || !g->s.reg[reg].null)
			continue;
		load_from(g, reg, 0);
		g->trap = TRAP_NONE;
	}
}

/* One of several. */
static void any_of(struct gen *g, void (*const ways[])(struct gen *g), uint32_t n)
{
	ways[rng_below(g->rng, n)](g);
}

void gen_trap(struct gen *g)
{
	static void (*const spot[])(struct gen * g) = { gen_load, gen_store };
	static void (*const guard[])(struct gen * g) = { gen_packet, gen_lookup };
	static void (*const packet[])(struct gen * g) = { other_side, other_side, other_variable,
							  edge,       old_bound,  old_bound,
							  old_packet };
	static void (*const record[])(struct gen * g) = { old_record, gen_record, gen_record };
	static void (*const size[])(struct gen * g) = { too_large, gen_any_helper, gen_func };

	if (g->n_holds || g->locked)
		return;
	switch (g->trap) {
	case TRAP_NONE:
		break;
	case TRAP_LEAK:
		gen_leak(g);
		break;
	case TRAP_GUARD:
		any_of(g, guard, 2);
		break;
	case TRAP_VALUE:
		other_value(g);
		break;
	case TRAP_PACKET:
		any_of(g, packet, 7);
		break;
	case TRAP_RECORD:
		any_of(g, record, 3);
		break;
	case TRAP_LOCK:
		gen_lock(g);
		break;
	case TRAP_SIZE:
		any_of(g, size, 3);
		break;
	case TRAP_SPOT:
		any_of(g, spot, 2);
		break;
	case TRAP_LOOP:
		gen_endless(g);
		break;
	case TRAP_FUNC:
		gen_func_trap(g);
		break;
	case TRAP_SLICE:
		if (g->current || gen_find_map(g, MAPF_USER_RINGBUF, 0) < 0)
			break;
		if (rng_percent(g->rng, 50))
			g->trap = TRAP_BEYOND;
		gen_callback(g);
		break;
	case TRAP_BEYOND:
		break;
	case TRAP_GLOBAL:
		if (g->current)
			null_argument(g);
		else
			gen_call(g);
		break;
	case N_TRAPS:
		break;
	}
}
