/* The generator's objects: ring buffer records, locks, sockets, maps in maps. */
#include "fuzz/gen_impl.h"

#include <string.h>

/* --- what is held --- */

static void release(struct gen *g, const struct hold *hold)
{
	static const uint8_t ends[] = { HELPER_ID_ringbuf_submit, HELPER_ID_ringbuf_discard };

	gen_emit(g, INSN_MOV64_X, 1, hold->reg, 0, 0);
	switch (hold->kind) {
	case HOLD_RECORD:
		gen_const(g, 2, rng_below(g->rng, 4));
		gen_helper_call(g, ends[rng_below(g->rng, 2)]);
		break;
	case HOLD_SOCK:
		gen_helper_call(g, HELPER_ID_sk_release);
		break;
	case HOLD_LOCK:
		if (hold->off)
			gen_emit(g, INSN_ADD64_K, 1, 0, 0, hold->off);
		gen_helper_call(g, HELPER_ID_spin_unlock);
		break;
	}
	if (hold->kind != HOLD_SOCK)
		g->s.reg[0].kind = G_NONE;
}

void gen_release_all(struct gen *g)
{
	for (uint32_t i = g->n_holds; i; i--)
		if (!gen_slip(g))
			release(g, &g->hold[i - 1]);
}

static void forget(struct gval *v, uint32_t id)
{
	if ((v->kind == G_MEM || v->kind == G_SOCK) && v->id == id)
		v->kind = G_NONE;
}

/* Whoever points to what was given back points to nothing. */
static void forget_all(struct gen *g, uint32_t id)
{
	if (gen_slip(g))
		return;
	for (unsigned r = 0; r < N_REGS; r++)
		forget(&g->s.reg[r], id);
	for (unsigned i = 0; i < GEN_SLOTS; i++) {
		bool was = g->s.slot[i].v.kind > G_NUM;

		forget(&g->s.slot[i].v, id);
		if (was && g->s.slot[i].v.kind == G_NONE)
			g->s.slot[i].init = 0;
	}
}

/*
 * r0 is what may be NULL: it goes to a saved register, and where it is not NULL
 * a block works with it, until it is given back.
 */
static void scope(struct gen *g, enum hold_kind kind, unsigned dst, struct gval v)
{
	uint16_t keep = g->keep;
	struct gstate null;
	uint32_t jump = 0;
	bool tested = !gen_oops(g), first = rng_percent(g->rng, 50), lost = false;

	gen_set(g, 0, gen_number(0));
	gen_emit(g, INSN_MOV64_X, dst, 0, 0, 0);
	gen_set(g, dst, gen_number(0));
	if (tested)
		jump = gen_emit(g, INSN_JEQ_K, first ? 0 : dst, 0, 0, 0);
	null = g->s;
	v.id = g->next_id++;
	gen_set(g, 0, v);
	gen_set(g, dst, v);
	g->keep |= (uint16_t)(1u << dst);
	g->hold[g->n_holds++] = (struct hold){ .kind = kind, .reg = (uint8_t)dst, .id = v.id };
	if (g->trap == TRAP_RECORD && kind == HOLD_RECORD) {
		lost = rng_percent(g->rng, 50);
		if (!lost) /* one byte too far */
			gen_emit(g, INSN_LDXB, 1, dst, (int32_t)v.extent, 0);
		g->trap = TRAP_NONE;
	}
	gen_block(g, 1 + rng_below(g->rng, 5));
	g->n_holds--;
	if (!g->s.dead && !lost && !gen_oops(g))
		release(g, &g->hold[g->n_holds]);
	forget_all(g, v.id);
	g->keep = keep;
	if (!tested)
		return;
	gen_land(g, jump);
	g->s = gen_join(&null, &g->s);
}

static int scope_reg(struct gen *g)
{
	int dst = gen_may_call(g) && g->n_holds < MAX_HOLDS ? gen_free_saved(g) : -1;

	return dst >= 6 ? dst : -1;
}

void gen_record(struct gen *g)
{
	int m = gen_find_map(g, MAPF_RINGBUF, 0), dst = scope_reg(g);
	uint32_t size = 8 * (1 + rng_below(g->rng, 6)) + (rng_percent(g->rng, 20) ? 4 : 0);

	if (m < 0 || dst < 0)
		return;
	gen_map(g, 1, (uint32_t)m);
	gen_const(g, 2, rng_percent(g->rng, 3) ? 5000 : size);
	gen_const(g, 3, 0);
	gen_helper_call(g, HELPER_ID_ringbuf_reserve);
	scope(g, HOLD_RECORD, (unsigned)dst, (struct gval){ .kind = G_MEM, .extent = size });
}

/* --- sockets --- */

void gen_socket(struct gen *g)
{
	static const uint8_t lookups[] = { HELPER_ID_sk_lookup_tcp, HELPER_ID_sk_lookup_udp,
					   HELPER_ID_skc_lookup_tcp };
	uint8_t number = lookups[rng_below(g->rng, 3)];
	int32_t size = rng_percent(g->rng, 70) ? 12 : 36, off = gen_room(g, size);
	int dst = scope_reg(g);

	if (dst < 0 || !helper_allowed(helper_by_number(number), g->prog->prog_type, 0) ||
	    !gen_pass_ctx(g, 1))
		return;
	gen_fill(g, off, size);
	gen_point(g, 2, off);
	gen_const(g, 3, size);
	gen_const(g, 4, -1);
	gen_const(g, 5, 0);
	gen_helper_call(g, number);
	scope(g, HOLD_SOCK, (unsigned)dst,
	      (struct gval){ .kind = G_SOCK,
			     .map = number == HELPER_ID_skc_lookup_tcp ? CTX_ID_SOCK_COMMON
								       : CTX_ID_SOCK });
}

static void load_field(struct gen *g, int sock)
{
	int dst = gen_free(g);

	for (int tries = 0; tries < 20 && dst >= 0; tries++) {
		enum ctx_id ctx = (enum ctx_id)g->s.reg[sock].map;
		int row = ctx_find_field(ctx, rng_below(g->rng, 112), 1);
		const struct ctx_field *field = row < 0 ? NULL : ctx_field(row);
		uint32_t log = rng_below(g->rng, 4);

		if (!field || field->kind != CTX_SCALAR || !(field->read >> log & 1))
			continue;
		gen_emit(g, gen_loads[log], (unsigned)dst, (unsigned)sock, (int32_t)field->offset,
			 0);
		gen_set(g, (unsigned)dst, gen_number(width_mask(8u << log)));
		return;
	}
}

/* Fields of a socket, or another view of it, which lives as long. */
void gen_use_socket(struct gen *g)
{
	static const struct {
		uint8_t number, ctx;
	} casts[] = { { HELPER_ID_sk_fullsock, CTX_ID_SOCK },
		      { HELPER_ID_tcp_sock, CTX_ID_TCP_SOCK },
		      { HELPER_ID_get_listener_sock, CTX_ID_SOCK } };
	uint32_t i = rng_below(g->rng, 3);
	int sock = gen_pick(g, G_SOCK);
	struct gval v;

	if (sock < 0)
		return;
	v = g->s.reg[sock];
	if (rng_percent(g->rng, 60)) {
		if (!v.null || gen_slip(g))
			load_field(g, sock);
		return;
	}
	if (!gen_may_call(g) || v.null || v.map == CTX_ID_TCP_SOCK || v.map == CTX_ID_XDP_SOCK ||
	    !helper_allowed(helper_by_number(casts[i].number), g->prog->prog_type, 0))
		return;
	gen_emit(g, INSN_MOV64_X, 1, (unsigned)sock, 0, 0);
	gen_helper_call(g, casts[i].number);
	v.map = casts[i].ctx;
	v.null = true; /* of the same id: what is given back takes it along */
	gen_set(g, 0, v);
	gen_null_check(g);
}

/* --- tasks --- */

/* Register of the task, one that is kept or r0; calls clobber the others. */
static unsigned get_task(struct gen *g)
{
	int from = gen_saved(g, G_TASK), dst;

	if (from >= 0 && rng_percent(g->rng, 70))
		return (unsigned)from;
	gen_helper_call(g, HELPER_ID_get_current_task_btf);
	gen_set(g, 0, (struct gval){ .kind = G_TASK });
	dst = gen_free_saved(g);
	if (dst < 6)
		return 0;
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
	gen_set(g, (unsigned)dst, g->s.reg[0]);
	return (unsigned)dst;
}

/* What is not allowed: fields, arithmetic, parts, other memory as a task. */
static void misuse_task(struct gen *g, unsigned task)
{
	unsigned size = rng_below(g->rng, 4);

	switch (rng_below(g->rng, 5)) {
	case 0: gen_emit(g, gen_loads[size], 1, task, (int32_t)rng_below(g->rng, 2048), 0); break;
	case 1: gen_emit(g, gen_stores[size], task, task, (int32_t)rng_below(g->rng, 64), 0); break;
	case 2: gen_emit(g, INSN_ADD64_K, task, 0, 0, rng_below(g->rng, 64)); break;
	case 3: gen_emit(g, INSN_MOV32_X, task, task, 0, 0); break;
	default: gen_emit(g, INSN_MOV64_X, task, REG_FP, 0, 0); break;
	}
}

/* Never NULL, and the same all the time. */
static void compare_task(struct gen *g, unsigned task)
{
	int num = gen_pick_number(g);
	uint32_t jump;

	if (num < 0 || g->keep >> num & 1)
		return;
	if (g->prog->rights & SKEP_LEAK_POINTERS && rng_percent(g->rng, 50))
		jump = gen_emit(g, INSN_JNE_X, task, g->s.reg[0].kind == G_TASK ? 0 : task, 0, 0);
	else
		jump = gen_emit(g, rng_percent(g->rng, 50) ? INSN_JEQ_K : INSN_JNE_K, task, 0, 0,
				0);
	gen_emit(g, INSN_ADD64_K, (unsigned)num, 0, 0, 1);
	gen_land(g, jump);
	gen_set(g, (unsigned)num, gen_number(UINT64_MAX));
}

/* r0: the value, or NULL.  @dst: another register that has it; -1: none. */
static void task_value(struct gen *g, uint32_t m, int dst)
{
	int32_t size = (int32_t)g->prog->map[m].value_size, off = 0;
	bool has_first = rng_percent(g->rng, 40);
	unsigned task;

	if (has_first) {
		off = gen_room(g, size);
		gen_fill(g, off, size);
	}
	task = get_task(g);
	if (rng_percent(g->rng, 15))
		compare_task(g, task);
	if (gen_oops(g) || (gen_slip(g) && rng_percent(g->rng, 30)))
		misuse_task(g, task);
	if (rng_percent(g->rng, 6))
		gen_const(g, 2, 0);
	else
		gen_emit(g, INSN_MOV64_X, 2, task, 0, 0);
	if (has_first)
		gen_point(g, 3, off);
	else
		gen_const(g, 3, 0);
	gen_const(g, 4, rng_percent(g->rng, 85) ? 1 : rng_below(g->rng, 4));
	gen_map(g, 1, m);
	gen_helper_call(g, HELPER_ID_task_storage_get);
	gen_set(g, 0, (struct gval){ .kind = G_VALUE, .null = true, .map = (uint8_t)m,
				     .id = g->next_id++ });
	if (dst < 0)
		return;
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
	gen_set(g, (unsigned)dst, g->s.reg[0]);
}

void gen_task(struct gen *g)
{
	int m = gen_find_map(g, MAPF_TASK_STORAGE, 0), dst;
	unsigned task;

	if (m < 0 || !gen_may_call(g) ||
	    (!(g->prog->rights & SKEP_READ_PROCESS_MEMORY) && !gen_slip(g)))
		return;
	if (rng_percent(g->rng, 75)) {
		dst = rng_percent(g->rng, 70) ? gen_free_saved(g) : -1;
		task_value(g, (uint32_t)m, dst < 6 ? -1 : dst);
		if (rng_percent(g->rng, 80))
			gen_null_check(g);
		return;
	}
	task = get_task(g);
	gen_emit(g, INSN_MOV64_X, 2, task, 0, 0);
	gen_map(g, 1, (uint32_t)m);
	gen_helper_call(g, HELPER_ID_task_storage_delete);
}

/* --- locks --- */

/* Where the value is that has the lock: a saved register, not NULL; -1: none. */
static int locked_value(struct gen *g, uint32_t m)
{
	int dst = scope_reg(g);
	int32_t key;

	if (dst < 0)
		return -1;
	if (g->prog->map[m].type == MAP_ARRAY && g->prog->map[m].max_entries == 1) {
		gen_emit(g, INSN_LDDW_MAP_VALUE, (unsigned)dst, 0, 0, m);
	} else if (g->prog->map[m].type == MAP_TASK_STORAGE) {
		if (!(g->prog->rights & SKEP_READ_PROCESS_MEMORY))
			return -1;
		task_value(g, m, dst);
		gen_guard(g, OP_JEQ, false, (unsigned)dst, -1, 0);
	} else {
		gen_key(g, m, &key);
		gen_point(g, 2, key);
		gen_map(g, 1, m);
		gen_helper_call(g, HELPER_ID_map_lookup_elem);
		gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
		gen_guard(g, OP_JEQ, false, (unsigned)dst, -1, 0);
	}
	gen_set(g, (unsigned)dst, (struct gval){ .kind = G_VALUE, .map = (uint8_t)m });
	return dst;
}

/* One of the maps whose values have locks; -1: there is none. */
static int locked_map(struct gen *g)
{
	uint32_t n = g->prog->n_maps, from = rng_below(g->rng, n);

	for (uint32_t i = 0; i < n; i++)
		if (g->prog->map[(from + i) % n].lock_end)
			return (int)((from + i) % n);
	return -1;
}

/* What is wrong before the lock is taken; register of what is given back. */
static int lock_trap(struct gen *g, uint32_t m, int dst, int32_t off)
{
	int other;

	if (g->trap != TRAP_LOCK || rng_percent(g->rng, 25))
		return dst;
	if (rng_percent(g->rng, 30)) { /* the lock is no memory */
		gen_emit(g, INSN_LDXW, 0, (unsigned)dst, off, 0);
		gen_set(g, 0, gen_number(UINT32_MAX));
		g->trap = TRAP_NONE;
		return dst;
	}
	g->keep |= (uint16_t)(1u << dst); /* another one is given back */
	other = locked_value(g, m);
	if (other < 0)
		return dst;
	g->trap = TRAP_NONE;
	return other;
}

void gen_lock(struct gen *g)
{
	uint16_t keep = g->keep;
	struct hold hold = { .kind = HOLD_LOCK };
	int m = locked_map(g), dst = -1;

	if (m < 0 || !gen_may_call(g) || (dst = locked_value(g, (uint32_t)m)) < 0)
		return;
	hold.off = (int32_t)map_lock_offset(&g->prog->map[m]);
	hold.reg = (uint8_t)lock_trap(g, (uint32_t)m, dst, hold.off);
	gen_emit(g, INSN_MOV64_X, 1, (unsigned)dst, 0, 0);
	if (hold.off)
		gen_emit(g, INSN_ADD64_K, 1, 0, 0, hold.off);
	gen_helper_call(g, HELPER_ID_spin_lock);
	g->s.reg[0].kind = G_NONE;
	g->keep |= (uint16_t)(1u << dst | 1u << hold.reg);
	g->hold[g->n_holds++] = hold;
	if (g->trap == TRAP_LOCK) { /* no calls with a lock held */
		gen_helper_call(g, HELPER_ID_get_smp_processor_id);
		g->trap = TRAP_NONE;
	}
	g->locked = !gen_oops(g);
	gen_block(g, 1 + rng_below(g->rng, 4));
	g->locked = false;
	g->n_holds--;
	if (!g->s.dead && !gen_slip(g))
		release(g, &hold);
	g->keep = keep;
}

/* --- maps of maps --- */

void gen_inner_map(struct gen *g)
{
	int m = gen_find_map(g, MAPF_MAPS, 0), dst;
	uint32_t inner = 0;
	int32_t key;

	if (m < 0 || !gen_may_call(g) || (dst = gen_free_saved(g)) < 6)
		return;
	while (g->prog->map[m].inner != &g->prog->map[inner])
		inner++;
	gen_key(g, (uint32_t)m, &key);
	gen_point(g, 2, key);
	gen_map(g, 1, (uint32_t)m);
	gen_helper_call(g, HELPER_ID_map_lookup_elem);
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
	gen_guard(g, OP_JEQ, false, (unsigned)dst, -1, 0);
	gen_set(g, 0, gen_number(0));
	g->s.reg[0].kind = G_NONE;
	gen_set(g, (unsigned)dst, (struct gval){ .kind = G_MAP, .map = (uint8_t)inner });
	gen_key(g, inner, &key);
	gen_point(g, 2, key);
	gen_emit(g, INSN_MOV64_X, 1, (unsigned)dst, 0, 0);
	if (rng_percent(g->rng, 25)) {
		int32_t value = gen_room(g, (int32_t)g->prog->map[inner].value_size);

		gen_fill(g, value, (int32_t)g->prog->map[inner].value_size);
		gen_point(g, 3, value);
		gen_const(g, 4, 0);
		gen_helper_call(g, HELPER_ID_map_update_elem);
		return;
	}
	gen_helper_call(g, HELPER_ID_map_lookup_elem);
	gen_set(g, 0,
		(struct gval){ .kind = G_VALUE,
			       .null = true,
			       .map = (uint8_t)inner,
			       .id = g->next_id++ });
	gen_null_check(g);
}
