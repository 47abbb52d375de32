/* The generator's base: registers, stack, emission, functions. */
#include "fuzz/gen_impl.h"

#include <stdio.h>
#include <string.h>

const uint16_t gen_loads[4] = { INSN_LDXB, INSN_LDXH, INSN_LDXW, INSN_LDXDW };
const uint16_t gen_stores[4] = { INSN_STXB, INSN_STXH, INSN_STXW, INSN_STXDW };

uint32_t gen_emit(struct gen *g, enum insn_id id, unsigned dst, unsigned src, int32_t off,
		  int64_t imm)
{
	struct prog *prog = g->prog;
	uint32_t i = prog->n;

	if (prog->n < PROG_INSNS)
		prog->insn[prog->n++] = (struct insn){ .id = (uint16_t)id,
						       .dst = (uint8_t)dst,
						       .src = (uint8_t)src,
						       .off = off,
						       .imm = imm };
	return i < PROG_INSNS ? i : PROG_INSNS - 1;
}

void gen_land(struct gen *g, uint32_t jump)
{
	g->prog->insn[jump].off = (int32_t)g->prog->n - (int32_t)jump - 1;
}

bool gen_oops(struct gen *g)
{
	return g->oops && --g->oops == 0;
}

bool gen_slip(struct gen *g)
{
	return g->slips && rng_percent(g->rng, 4);
}

struct gval gen_number(uint64_t max)
{
	return (struct gval){ .kind = G_NUM, .max = max };
}

void gen_set(struct gen *g, unsigned reg, struct gval v)
{
	g->s.reg[reg] = v;
}

static int pick_of(struct gen *g, uint16_t mask)
{
	int n = __builtin_popcount(mask), k;

	if (!n)
		return -1;
	for (k = (int)rng_below(g->rng, (uint32_t)n); k; k--)
		mask &= (uint16_t)(mask - 1);
	return __builtin_ctz(mask);
}

static uint16_t holding(const struct gen *g, enum gkind kind)
{
	uint16_t mask = 0;

	for (unsigned r = 0; r < REG_FP; r++)
		if (g->s.reg[r].kind == kind)
			mask |= (uint16_t)(1u << r);
	return mask;
}

int gen_free(struct gen *g)
{
	uint16_t mask = 0x3ff & (uint16_t)~g->keep, ctx = holding(g, G_CTX);
	uint16_t none = mask & holding(g, G_NONE);

	if (!rng_percent(g->rng, 3))
		mask &= (uint16_t)~ctx;
	if (none && rng_percent(g->rng, 60))
		return pick_of(g, none);
	return pick_of(g, mask);
}

int gen_free_saved(struct gen *g)
{
	uint16_t mask = 0x3c0 & (uint16_t)~g->keep & (uint16_t)~holding(g, G_CTX);

	return mask ? pick_of(g, mask) : gen_free(g);
}

int gen_pick(struct gen *g, enum gkind kind)
{
	return pick_of(g, holding(g, kind));
}

bool gen_const(struct gen *g, unsigned reg, int64_t v)
{
	if (v != (int32_t)v)
		gen_emit(g, INSN_LDDW, reg, 0, 0, v);
	else if (v >= 0 && rng_percent(g->rng, 30))
		gen_emit(g, INSN_MOV32_K, reg, 0, 0, v);
	else
		gen_emit(g, INSN_MOV64_K, reg, 0, 0, v);
	gen_set(g, reg, gen_number((uint64_t)v));
	return true;
}

int gen_pick_number(struct gen *g)
{
	int reg = gen_pick(g, G_NUM);

	if (reg >= 0 || (reg = gen_free(g)) < 0)
		return reg;
	if (rng_percent(g->rng, 50))
		gen_const(g, (unsigned)reg, (int64_t)rng_edge(g->rng));
	else
		gen_unknown(g, (unsigned)reg);
	return reg;
}

void gen_unknown(struct gen *g, unsigned reg)
{
	uint32_t log = rng_percent(g->rng, 50) ? 3 : rng_below(g->rng, 4);

	gen_emit(g, INSN_LDDW_MAP_VALUE, reg, 0, 0, ONE_VALUE);
	gen_emit(g, gen_loads[log], reg, reg, (int32_t)(rng_below(g->rng, 32u >> log) << log), 0);
	gen_set(g, reg, gen_number(width_mask(8u << log)));
}

void gen_map(struct gen *g, unsigned reg, uint32_t map)
{
	bool index = !g->opts->plain && rng_percent(g->rng, 10);

	gen_emit(g, index ? INSN_LDDW_MAP_IDX : INSN_LDDW_MAP_FD, reg, 0, 0, map);
}

void gen_clobber(struct gen *g)
{
	for (unsigned r = 1; r <= 5; r++)
		g->s.reg[r].kind = G_NONE;
}

static void drop_packet(struct gval *v)
{
	if (v->kind == G_PACKET || v->kind == G_END)
		v->kind = G_NONE;
}

void gen_drop_packets(struct gen *g)
{
	if (g->slips && rng_percent(g->rng, 20))
		return;
	for (unsigned r = 0; r < N_REGS; r++)
		drop_packet(&g->s.reg[r]);
	for (unsigned i = 0; i < GEN_SLOTS; i++) {
		bool whole = g->s.slot[i].v.kind == G_PACKET || g->s.slot[i].v.kind == G_END;

		drop_packet(&g->s.slot[i].v);
		if (whole)
			g->s.slot[i].init = 0;
	}
}

int gen_row(struct gen *g, enum insn_kind kind)
{
	int id;

	do
		id = 1 + (int)rng_below(g->rng, N_INSN_IDS - 1);
	while (insn_info[id].kind != kind || insn_info[id].opcode > 0xff ||
	       !insn_is_supported(&insn_info[id]));
	return id;
}

/* --- joins --- */

static struct gval join_value(const struct gval *a, const struct gval *b)
{
	struct gval v = *a;

	if (a->kind != b->kind || a->map != b->map || a->id != b->id || a->delta != b->delta)
		return a->kind == G_NUM && b->kind == G_NUM
			       ? gen_number(a->max > b->max ? a->max : b->max)
			       : (struct gval){ 0 };
	v.null |= b->null;
	v.ro |= b->ro;
	v.lo = b->lo < v.lo ? b->lo : v.lo;
	v.hi = b->hi > v.hi ? b->hi : v.hi;
	v.extent = b->extent < v.extent ? b->extent : v.extent;
	v.max = b->max > v.max ? b->max : v.max;
	return v;
}

struct gstate gen_join(const struct gstate *a, const struct gstate *b)
{
	struct gstate s = *a;

	if (a->dead)
		return *b;
	if (b->dead)
		return *a;
	for (unsigned r = 0; r < N_REGS; r++)
		s.reg[r] = join_value(&a->reg[r], &b->reg[r]);
	for (unsigned i = 0; i < GEN_SLOTS; i++) {
		s.slot[i].v = join_value(&a->slot[i].v, &b->slot[i].v);
		s.slot[i].init = a->slot[i].init & b->slot[i].init;
		if (s.slot[i].v.kind == G_NONE &&
		    (a->slot[i].v.kind > G_NUM || b->slot[i].v.kind > G_NUM))
			s.slot[i].init = 0;
	}
	return s;
}

/* --- the stack --- */

bool gen_stack_init(const struct gen *g, int32_t off, int32_t size)
{
	for (int32_t b = off; b < off + size; b++) {
		const struct gslot *slot = &g->s.slot[gslot_of(b)];

		if (!(slot->init >> (b & 7) & 1) || slot->v.kind > G_NUM)
			return false;
	}
	return true;
}

/* @v: what is stored when it is one whole slot, else NULL. */
void gen_stack_written(struct gen *g, int32_t off, int32_t size, const struct gval *v)
{
	for (int32_t b = off; b < off + size; b++) {
		struct gslot *slot = &g->s.slot[gslot_of(b)];

		if (slot->v.kind > G_NUM)
			slot->init = 0;
		slot->init |= (uint8_t)(1u << (b & 7));
		slot->v.kind = G_NONE;
	}
	if (v && size == 8 && off % 8 == 0)
		g->s.slot[gslot_of(off)].v = *v;
}

int32_t gen_room(struct gen *g, int32_t size)
{
	int32_t slots = (size + 7) / 8, reach = GEN_STACK / 8;
	uint64_t mask;
	int32_t at;

	if (rng_percent(g->rng, 5))
		reach = 30;
	for (int tries = 0; tries < 20; tries++) {
		at = GEN_SLOTS - slots - (int32_t)rng_below(g->rng, (uint32_t)(reach - slots));
		mask = ((UINT64_C(1) << slots) - 1) << at;
		if (!(g->keep_slot & mask))
			break;
	}
	return at * 8 - STACK_SIZE;
}

void gen_fill(struct gen *g, int32_t off, int32_t size)
{
	int32_t at = off;

	while (at < off + size) {
		int32_t n = 8;

		while (at % n || at + n > off + size)
			n /= 2;
		if (!gen_stack_init(g, at, n) || rng_percent(g->rng, 20)) {
			enum insn_id id = n == 8   ? INSN_STDW
					  : n == 4 ? INSN_STW
					  : n == 2 ? INSN_STH
						   : INSN_STB;

			gen_emit(g, id, REG_FP, 0, at,
				 rng_percent(g->rng, 50) ? 0 : rng_imm(g->rng));
			gen_stack_written(g, at, n, NULL);
		}
		at += n;
	}
}

unsigned gen_size(struct gen *g)
{
	return 1u << rng_below(g->rng, 4);
}

/* --- programs --- */

static const uint8_t frozen[][16] = {
	{ 0, 1, 0x7f, 0x80, 0xff, 0xff, 0, 0x80, 3, 0, 0, 0, 7, 0, 0, 0 },
	"%d %llx,%u %%",
	"-12 0x7f",
};

/* Maps that only some programs have. */
/* clang-format off */
#define RARE(map_type, key, value, entries, lock, often, has_inner)                                \
	{ { .type = MAP_##map_type, .key_size = key, .value_size = value, .max_entries = entries,  \
	    .lock_end = lock }, often, has_inner }
static const struct {
	struct map_desc desc;
	uint8_t percent;
	bool inner; /* the first map is the template */
} rare_maps[] = {
	RARE(PROG_ARRAY, 4, 4, 2, 0, 16, 0),
	RARE(RINGBUF, 0, 0, 4096, 0, 20, 0),
	RARE(USER_RINGBUF, 0, 0, 4096, 0, 14, 0),
	RARE(PERF_EVENT_ARRAY, 4, 4, 2, 0, 10, 0),
	RARE(LRU_HASH, 4, 16, 3, 0, 10, 0),
	RARE(PERCPU_HASH, 8, 16, 4, 0, 10, 0),
	RARE(LRU_PERCPU_HASH, 4, 8, 2, 0, 6, 0),
	RARE(ARRAY_OF_MAPS, 4, 4, 3, 0, 8, 1),
	RARE(HASH_OF_MAPS, 4, 4, 3, 0, 8, 1),
	RARE(HASH, 4, 24, 4, 8, 14, 0),
	RARE(ARRAY, 4, 16, 1, 4, 10, 0),
	RARE(ARRAY, 4, 32, 3, 20, 10, 0),
	RARE(DEVMAP, 4, 8, 3, 0, 4, 0),
	RARE(CPUMAP, 4, 4, 3, 0, 3, 0),
	RARE(XSKMAP, 4, 4, 3, 0, 4, 0),
	RARE(DEVMAP_HASH, 4, 4, 3, 0, 2, 0),
	RARE(QUEUE, 0, 16, 3, 0, 5, 0),
	RARE(LIFO, 0, 8, 2, 0, 4, 0),
	{ { .type = MAP_BLOOM_FILTER, .value_size = 8, .max_entries = 8,
	    .map_flags = MAP_F_ZERO_SEED }, 3, 0 },
	{ { .type = MAP_ARRAY, .key_size = 4, .value_size = 16, .max_entries = 1,
	    .map_flags = MAP_F_WRONLY_PROG }, 4, 0 },
	{ { .type = MAP_TASK_STORAGE, .key_size = 4, .value_size = 16,
	    .map_flags = MAP_F_NO_PREALLOC }, 10, 0 },
	{ { .type = MAP_TASK_STORAGE, .key_size = 4, .value_size = 24, .lock_end = 12,
	    .map_flags = MAP_F_NO_PREALLOC }, 4, 0 },
	{ { .type = MAP_LPM_TRIE, .key_size = 8, .value_size = 16, .max_entries = 4,
	    .map_flags = MAP_F_NO_PREALLOC }, 5, 0 },
};
#undef RARE
/* clang-format on */

/* Has the host a use for them, and may such programs have locks? */
static bool fits_type(const struct prog *prog, const struct map_desc *desc)
{
	if (desc->lock_end)
		return prog->prog_type != PROG_SOCKET_FILTER;
	return prog->prog_type == PROG_XDP ||
	       !(map_type_by_number(desc->type)->flags & MAPF_REDIRECT);
}

static void add_rare_maps(struct gen *g)
{
	for (size_t i = 0; i < sizeof(rare_maps) / sizeof(*rare_maps); i++) {
		struct map_desc desc = rare_maps[i].desc;

		bool wanted = (g->trap == TRAP_RECORD && desc.type == MAP_RINGBUF) ||
			      (g->trap == TRAP_SLICE && desc.type == MAP_USER_RINGBUF) ||
			      (g->trap == TRAP_LOCK && desc.lock_end);

		if (!rng_percent(g->rng, wanted ? 90 : rare_maps[i].percent) ||
		    g->prog->n_maps == PROG_MAPS || !fits_type(g->prog, &desc) ||
		    (g->pure && desc.type != MAP_PROG_ARRAY &&
		     (!desc.lock_end || desc.type == MAP_TASK_STORAGE)))
			continue;
		if (rare_maps[i].inner)
			desc.inner = &g->prog->map[0];
		prog_add_map(g->prog, &desc, NULL);
	}
}

static void add_maps(struct gen *g)
{
	const struct map_desc maps[] = {
		{ .type = MAP_ARRAY,
		  .key_size = 4,
		  .value_size = 16 + 8 * rng_below(g->rng, 4),
		  .max_entries = 1 + rng_below(g->rng, 4) },
		{ .type = MAP_HASH,
		  .key_size = rng_percent(g->rng, 50) ? 4 : 8,
		  .value_size = 8 + 8 * rng_below(g->rng, 3),
		  .max_entries = 4,
		  .map_flags = MAP_F_ZERO_SEED },
		{ .type = MAP_ARRAY,
		  .key_size = 4,
		  .value_size = 32 + rng_below(g->rng, 5),
		  .max_entries = 1 },
		{ .type = MAP_PERCPU_ARRAY, .key_size = 4, .value_size = 24, .max_entries = 2 },
	};
	struct map_desc fixed = { .type = MAP_ARRAY,
				  .key_size = 4,
				  .value_size = 16,
				  .max_entries = 1,
				  .map_flags = MAP_F_RDONLY_PROG };

	for (unsigned m = 0; m < 3 + (unsigned)!g->opts->plain; m++)
		prog_add_map(g->prog, &maps[m], NULL);
	if (rng_percent(g->rng, 40))
		fixed.map_flags = 0;
	if (rng_percent(g->rng, 45))
		prog_add_map(g->prog, &fixed, frozen[rng_below(g->rng, 3)]);
	add_rare_maps(g);
}

static void choose_type(struct gen *g)
{
	uint32_t dice = rng_below(g->rng, 100);

	g->prog->prog_type = dice < 65   ? PROG_XDP
			     : dice < 88 ? PROG_SCHED_CLS
			     : dice < 94 ? PROG_CGROUP_SKB
					 : PROG_SOCKET_FILTER;
	if (g->opts->plain && g->prog->prog_type != PROG_XDP)
		g->prog->prog_type = PROG_SCHED_CLS;
}

static void start_function(struct gen *g, const struct sig *sig)
{
	memset(&g->s, 0, sizeof(g->s));
	g->s.reg[REG_FP].kind = G_STACK;
	g->keep = 0;
	g->keep_slot = 0;
	g->depth = 0;
	g->n_fails = 0;
	if (sig)
		memcpy(&g->s.reg[1], sig->arg, sizeof(sig->arg));
	for (unsigned r = 1; sig && sig->global && r <= 5; r++)
		if (g->s.reg[r].null)
			g->s.reg[r].id = g->next_id++;
	for (unsigned r = 1; sig && sig->global && r <= 5; r++) {
		const struct gval *v = &g->s.reg[r];

		if (v->kind != G_MEM || v->null || rng_percent(g->rng, 30))
			continue;
		if (rng_percent(g->rng, 50)) {
			gen_emit(g, INSN_STDW, r, 0, (int32_t)v->extent - 8, rng_imm(g->rng));
			continue;
		}
		gen_emit(g, INSN_LDXDW, 0, r, (int32_t)v->extent - 8, 0); /* its end */
		gen_set(g, 0, gen_number(UINT64_MAX));
	}
	if (g->trap == TRAP_GLOBAL && sig)
		gen_trap(g);
	if (!sig)
		gen_set(g, 1, (struct gval){ .kind = G_CTX });
	if (g->s.reg[1].kind == G_DYNPTR && (sig->keeps || rng_percent(g->rng, 90))) {
		gen_emit(g, INSN_MOV64_X, 6, 1, 0, 0);
		gen_set(g, 6, g->s.reg[1]);
	}
	if (sig && sig->keeps)
		gen_keep_slice(g);
	if (sig && sig->kind == SIG_DRAIN && g->trap == TRAP_BEYOND)
		gen_beyond_slice(g);
	for (uint32_t n = sig && sig->kind == SIG_DRAIN ? rng_below(g->rng, 4) : 0; n; n--)
		gen_dynptr(g);
	if (g->s.reg[1].kind == G_CTX && rng_percent(g->rng, 85)) {
		gen_emit(g, INSN_MOV64_X, 6, 1, 0, 0);
		gen_set(g, 6, g->s.reg[1]);
	}
	if (g->s.reg[1].kind == G_CTX && rng_percent(g->rng, 20)) {
		int32_t off = gen_room(g, 8);

		gen_emit(g, INSN_STXDW, REG_FP, 1, off, 0);
		gen_stack_written(g, off, 8, &g->s.reg[1]);
		g->keep_slot |= rng_percent(g->rng, 50) ? UINT64_C(1) << gslot_of(off) : 0;
	}
}

static void end_function(struct gen *g)
{
	gen_exit(g);
	if (!g->n_fails)
		return;
	for (uint32_t i = 0; i < g->n_fails; i++)
		gen_land(g, g->fail[i]);
	gen_emit(g, INSN_MOV64_K, 0, 0, 0, rng_below(g->rng, 2));
	gen_emit(g, INSN_EXIT, 0, 0, 0, 0);
}

/* Calls were emitted with the function's number as target. */
static void link_functions(struct prog *prog)
{
	for (uint32_t i = 0; i < prog->n; i++) {
		uint8_t kind = insn_of(&prog->insn[i])->kind;

		if (kind == KIND_CALL_LOCAL)
			prog->insn[i].off =
				(int32_t)prog->func[prog->insn[i].off - 1] - (int32_t)i - 1;
		else if (kind == KIND_LDDW_FUNC)
			prog->insn[i].imm = prog->func[prog->insn[i].imm - 1];
	}
}

static void choose_rights(struct gen *g)
{
	uint32_t dice = rng_below(g->rng, 100);

	if (gen_find_map(g, MAPF_TASK_STORAGE, 0) >= 0 && rng_percent(g->rng, 80))
		g->prog->rights = g->opts->plain ? SKEP_TRUSTED : SKEP_READ_PROCESS_MEMORY;
	else if (dice < 8)
		g->prog->rights = SKEP_TRUSTED;
	else if (dice < 10 && !g->opts->plain)
		g->prog->rights = SKEP_READ_PROCESS_MEMORY;
	else if (dice < 12 && !g->opts->plain)
		g->prog->rights = SKEP_LEAK_POINTERS;
}

/* As behind .func; the verifier takes what it says for all that the callers give. */
static void put_proto(char proto[PROG_PROTO], const struct sig *sig)
{
	size_t n = (size_t)snprintf(proto, PROG_PROTO, "global");

	for (unsigned a = 0; a < sig->n_args; a++) {
		const struct gval *v = &sig->arg[a];

		if (v->kind == G_MEM)
			n += (size_t)snprintf(proto + n, PROG_PROTO - n, " %s=%u",
					      v->null ? "mem" : "nonnull", v->extent);
		else
			n += (size_t)snprintf(proto + n, PROG_PROTO - n, " %s",
					      v->kind == G_CTX ? "ctx" : "int");
	}
}

static enum trap random_trap(struct rng *rng)
{
	static const uint8_t weight[N_TRAPS] = {
		[TRAP_LEAK] = 6,   [TRAP_GUARD] = 3,  [TRAP_SPOT] = 4,   [TRAP_VALUE] = 1,
		[TRAP_PACKET] = 5, [TRAP_RECORD] = 3, [TRAP_LOCK] = 3,   [TRAP_SIZE] = 3,
		[TRAP_FUNC] = 2,   [TRAP_LOOP] = 4,   [TRAP_GLOBAL] = 3,
		[TRAP_SLICE] = 2,
	};
	uint32_t total = 0, dice, trap = 0;

	for (uint32_t t = 0; t < N_TRAPS; t++)
		total += weight[t];
	for (dice = rng_below(rng, total); dice >= weight[trap]; trap++)
		dice -= weight[trap];
	return (enum trap)trap;
}

/* What has not been made on the way. */
static void finish_trap(struct gen *g)
{
	for (int tries = 0; tries < 10 && g->trap && !g->s.dead; tries++)
		gen_trap(g);
}

/* One kind in a program: nothing else then hides what it makes of a wrong verifier. */
static void choose_mistakes(struct gen *g)
{
	uint32_t dice;

	if (!rng_percent(g->rng, g->opts->errors))
		return;
	dice = rng_below(g->rng, 100);
	if (dice < 60)
		g->trap = random_trap(g->rng);
	else if (dice < 80)
		g->oops = 1 + rng_below(g->rng, 30);
	else
		g->slips = true;
}

void gen_program(struct prog *prog, struct rng *rng, const struct gen_opts *opts)
{
	static const struct gen zero;
	struct gen g = zero;

	prog_init(prog);
	g.rng = rng;
	g.prog = prog;
	g.opts = opts;
	g.next_id = 1;
	g.pure = opts->plain && rng_percent(rng, 60);
	choose_mistakes(&g);
	choose_type(&g);
	add_maps(&g);
	choose_rights(&g);
	start_function(&g, NULL);
	g.steps = (int32_t)(3 + rng_below(rng, opts->steps));
	gen_block(&g, UINT32_MAX);
	finish_trap(&g);
	end_function(&g);
	for (uint32_t f = 0; f < g.n_sigs; f++) {
		if (g.sig[f].global)
			put_proto(prog->proto[prog->n_funcs], &g.sig[f]);
		prog->func[prog->n_funcs++] = prog->n;
		g.current = f + 1;
		start_function(&g, &g.sig[f]);
		g.steps = (int32_t)(2 + rng_below(rng, 8));
		gen_block(&g, UINT32_MAX);
		end_function(&g);
	}
	link_functions(prog);
}
