/*
 * The generator's dynamic pointers: what the function that bpf_user_ringbuf_drain calls does with
 * the sample that it is given, and a slice of it that outlives the drain.
 */
#include "fuzz/gen_impl.h"

/* The dynamic pointer to argument @reg, from where other arguments do not overwrite it. */
bool gen_pass_dynptr(struct gen *g, unsigned reg)
{
	int from = gen_saved(g, G_DYNPTR), slot = from < 0 ? gen_find_slot(g, G_DYNPTR) : -1;

	if (from < 0 && slot < 0)
		return false;
	if (from >= 0)
		gen_emit(g, INSN_MOV64_X, reg, (unsigned)from, 0, 0);
	else
		gen_emit(g, INSN_LDXDW, reg, REG_FP, slot * 8 - STACK_SIZE, 0);
	gen_set(g, reg, (struct gval){ .kind = G_DYNPTR });
	return true;
}

/* Most often one that samples have.  Return: is it known to be a multiple of 8? */
static bool pass_offset(struct gen *g, unsigned reg)
{
	int num = gen_saved(g, G_NUM);
	uint32_t dice = rng_below(g->rng, 16), off = 8 * rng_below(g->rng, 3);

	if (dice == 0 && num >= 0) {
		gen_emit(g, INSN_MOV64_X, reg, (unsigned)num, 0, 0);
		gen_set(g, reg, g->s.reg[num]);
		return false;
	}
	if (dice < 3)
		off = dice == 1 ? (uint32_t)rng_imm(g->rng) : rng_below(g->rng, 40);
	gen_const(g, reg, (int32_t)off);
	return off % 8 == 0;
}

/* Memory of the sample: tested, used.  That of any alignment is no place for atomics: forgotten. */
static void slice(struct gen *g)
{
	uint32_t size = 1 + rng_below(g->rng, rng_percent(g->rng, 90) ? 32 : 5000);
	bool aligned;
	int dst;

	if (!gen_pass_dynptr(g, 1))
		return;
	aligned = pass_offset(g, 2);
	gen_const(g, 3, size + (gen_slip(g) ? 8 : 0));
	gen_helper_call(g, HELPER_ID_dynptr_data);
	gen_set(g, 0, (struct gval){ .kind = G_MEM, .null = true, .extent = size,
				     .id = g->next_id++ });
	dst = aligned ? gen_free_saved(g) : -1;
	if (dst >= 6) {
		gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
		gen_set(g, (unsigned)dst, g->s.reg[0]);
	}
	if (!gen_oops(g))
		gen_null_check(g);
	if (!aligned && !g->s.reg[0].null && !gen_slip(g)) {
		gen_emit(g, INSN_LDXB, 0, 0, (int32_t)rng_below(g->rng, size), 0);
		gen_set(g, 0, gen_number(UINT8_MAX));
		return;
	}
	if (rng_percent(g->rng, 70))
		gen_load(g);
	if (rng_percent(g->rng, 40))
		gen_store(g);
}

static void read_bytes(struct gen *g)
{
	int32_t size = 1 + (int32_t)rng_below(g->rng, 24), off = gen_room(g, size);

	if (!gen_pass_dynptr(g, 3))
		return;
	gen_point(g, 1, off);
	gen_const(g, 2, size + (gen_oops(g) ? 500 : 0));
	pass_offset(g, 4);
	gen_const(g, 5, rng_percent(g->rng, 95) ? 0 : 1);
	gen_helper_call(g, HELPER_ID_dynptr_read);
	gen_stack_written(g, off, size, NULL);
	if (size < 8)
		return;
	gen_emit(g, INSN_LDXDW, 1, REG_FP, off, 0);
	gen_set(g, 1, gen_number(UINT64_MAX));
}

static void write_bytes(struct gen *g)
{
	int32_t size = 1 + (int32_t)rng_below(g->rng, 24), off = gen_room(g, size);

	if (!gen_pass_dynptr(g, 1))
		return;
	if (!gen_oops(g))
		gen_fill(g, off, size);
	pass_offset(g, 2);
	gen_point(g, 3, off);
	gen_const(g, 4, size);
	gen_const(g, 5, rng_percent(g->rng, 95) ? 0 : 1);
	gen_helper_call(g, HELPER_ID_dynptr_write);
}

/* Where there is none, the entry begins a drain, whose function gets one. */
void gen_dynptr(struct gen *g)
{
	if (!gen_may_call(g))
		return;
	if (gen_saved(g, G_DYNPTR) < 0 && gen_find_slot(g, G_DYNPTR) < 0) {
		if (!g->current && gen_find_map(g, MAPF_USER_RINGBUF, 0) >= 0)
			gen_callback(g);
		return;
	}
	switch (rng_below(g->rng, 4)) {
	case 0: read_bytes(g); break;
	case 1: write_bytes(g); break;
	default: slice(g);
	}
}

/* ---- the traps ---- */

void gen_beyond_slice(struct gen *g)
{
	uint32_t size = 1 + rng_below(g->rng, 16);

	if (!gen_pass_dynptr(g, 1))
		return;
	gen_const(g, 2, 0);
	gen_const(g, 3, size);
	gen_helper_call(g, HELPER_ID_dynptr_data);
	g->s.reg[0].kind = G_NONE;
	gen_guard(g, OP_JEQ, false, 0, -1, 0);
	gen_emit(g, INSN_LDXB, 0, 0, (int32_t)size, 0);
	gen_set(g, 0, gen_number(UINT8_MAX));
	g->trap = TRAP_NONE;
}

/* In the function, r1 and r2 as it got them: a slice goes where the caller finds it. */
void gen_keep_slice(struct gen *g)
{
	gen_emit(g, INSN_MOV64_X, 7, 2, 0, 0);
	gen_const(g, 2, 0);
	gen_const(g, 3, 8);
	gen_helper_call(g, HELPER_ID_dynptr_data);
	gen_guard(g, OP_JEQ, false, 0, -1, 0);
	gen_emit(g, INSN_STXDW, 7, 0, 0, 0);
	g->s.reg[0].kind = G_NONE;
}

/* After the drain: what was left there is used as if it were good still. */
void gen_use_kept(struct gen *g)
{
	gen_emit(g, INSN_LDXDW, 1, REG_FP, g->given, 0);
	g->s.reg[1].kind = G_NONE;
	gen_guard(g, OP_JEQ, false, 1, -1, 0);
	gen_emit(g, gen_loads[rng_below(g->rng, 4)], 1, 1, 0, 0);
	gen_set(g, 1, gen_number(UINT64_MAX));
	g->trap = TRAP_NONE;
}
