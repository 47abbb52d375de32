/*
 * The walk over a verified program: one instruction at a time, by its kind.
 *
 * What the proof says is used here: instructions that are never reached are not
 * translated, branches that go one way only are decided, context accesses
 * become accesses to the host's structure.  What the binding says becomes
 * constants.
 *
 * The budget is the interpreters' (docs/engines.md): a taken jump adds its
 * distance, a backward one checks the sum, so does returning from a function.
 * Between jumps the sum in the machine's register may differ from it by a
 * number that is known here, which spares the path that falls through.
 */
#include <assert.h>
#include <errno.h>

#include "core/cfg.h"
#include "core/diag.h"
#include "jit/jit_impl.h"

typedef int translate_fn(struct jit *jit, const struct insn *insn);

static const struct fact *fact_of(const struct jit *jit)
{
	return &jit->facts->insn[jit->insn];
}

static int refuse(struct jit *jit, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	int err = error_set(jit->error, UNSUPPORTED_INSN, info->name, group_name[info->group]);

	error_place_insn(jit->error, jit->image, jit->insn);
	return err;
}

/* ---- labels ---- */

static uint32_t func_label(const struct jit *jit, uint32_t subprog, uint32_t which)
{
	return jit->image->n_insns + 1 + subprog * N_FUNC_LABELS + which;
}

uint32_t jit_stub(struct jit *jit, enum jit_stub stub)
{
	jit->stubs |= 1u << stub;
	return func_label(jit, jit->subprog, stub);
}

uint32_t jit_func_label(const struct jit *jit, uint32_t subprog)
{
	return func_label(jit, subprog, FUNC_START);
}

bool jit_emitted(const struct jit *jit, uint32_t label)
{
	uint32_t of_func = label - jit->image->n_insns - 1;

	if (label <= jit->image->n_insns)
		return label <= jit->insn;
	return of_func % N_FUNC_LABELS == FUNC_START && of_func / N_FUNC_LABELS <= jit->subprog;
}

uint32_t jit_reach(const struct jit *jit, uint32_t label)
{
	if (jit_emitted(jit, label))
		return (uint32_t)(jit->at - jit->start) - jit->label[label];
	return jit->prior ? jit->prior[label] - jit->prior[jit->insn] : UINT32_MAX;
}

void jit_fixup(struct jit *jit, uint32_t label, unsigned size)
{
	if (jit->n_fixups == jit->fixups_size) {
		uint32_t grown = jit->fixups_size ? 2 * jit->fixups_size : 64;
		struct fixup *fixups = arena_grow(jit->arena, jit->fixups, jit->fixups_size, grown,
						  sizeof(*fixups));

		if (!fixups) {
			jit->err = -ENOMEM;
			return;
		}
		jit->fixups = fixups;
		jit->fixups_size = grown;
	}
	jit->fixups[jit->n_fixups++] = (struct fixup){
		.at = (uint32_t)(jit->at - jit->start) - size,
		.label = label,
		.size = (uint8_t)size,
	};
}

void jit_unwind(struct jit *jit, enum unwind_kind kind, unsigned reg, int32_t v)
{
	if (jit->n_unwind == jit->unwind_size) {
		uint32_t grown = jit->unwind_size ? 2 * jit->unwind_size : 64;
		struct unwind_row *rows = arena_grow(jit->arena, jit->unwind, jit->unwind_size,
						     grown, sizeof(*rows));

		if (!rows) {
			jit->err = -ENOMEM;
			return;
		}
		jit->unwind = rows;
		jit->unwind_size = grown;
	}
	jit->unwind[jit->n_unwind++] = (struct unwind_row){
		.at = (uint32_t)(jit->at - jit->start), .kind = (uint8_t)kind,
		.reg = (uint8_t)reg, .v = v,
	};
}

uint32_t jit_key(struct jit *jit)
{
	jit->key = jit->key * 1664525u + 1013904223u;
	return jit->key ^ jit->key >> 16;
}

/* ---- the budget ---- */

static void settle(struct jit *jit)
{
	if (jit->pending)
		jit->target->charge(jit, jit->pending);
	jit->pending = 0;
}

/* ---- by kind ---- */

static int translate_alu(struct jit *jit, const struct insn *insn)
{
	jit->target->alu(jit, insn);
	return 0;
}

static int translate_goto(struct jit *jit, const struct insn *insn)
{
	struct jump jump = { .label = insn_target(jit->image->insns, jit->insn),
			     .charge = jit->pending + insn->off,
			     .back = insn->off < 0 };

	jit->pending = 0;
	jit->target->jump(jit, &jump);
	return 0;
}

/* A jump forward charges both paths in front of the branch: who falls through owes it. */
static int translate_jump(struct jit *jit, const struct insn *insn)
{
	uint16_t flags = fact_of(jit)->flags;
	struct jump jump = { .label = insn_target(jit->image->insns, jit->insn),
			     .charge = jit->pending + insn->off,
			     .back = insn->off < 0 };

	if (!(flags & FACT_TAKEN))
		return 0;
	if (!(flags & FACT_FALLS))
		return translate_goto(jit, insn);
	jit->target->jump_if(jit, insn, &jump);
	if (!jump.back)
		jit->pending = -(int64_t)insn->off;
	return 0;
}

/* Where in the host's structure a context access goes; pointers are loaded whole. */
static int to_host(struct jit *jit, const struct insn *insn, struct host_access *access)
{
	const struct fact *fact = fact_of(jit);
	const struct ctx_field *field = ctx_field(fact->object);
	int32_t host = field->host_offset + (int32_t)(fact->lo - field->offset);

	if (fact->flags & FACT_MIXED || fact->hi - fact->lo != insn_of(insn)->width / 8)
		return refuse(jit, insn);
	if (field->kind != CTX_SCALAR) {
		if (insn_of(insn)->width / 8 != field->size || field->host_size != sizeof(void *))
			return refuse(jit, insn);
		access->id = INSN_LDXDW;
		host = field->host_offset;
	}
	/* The register holds the context's address plus lo - off, which is constant. */
	access->off = host + (int32_t)(insn->off - fact->lo);
	return 0;
}

/*
 * The map that an access by a variable offset must not leave, even where the
 * processor goes on before a comparison is decided; NULL: it need not be masked,
 * or cannot be: see docs/jit.md.
 */
static const struct bound_map *mask_of(const struct jit *jit, const struct insn *insn)
{
	const struct fact *fact = fact_of(jit);
	const struct bound_map *map;
	size_t width = insn_of(insn)->width / 8;

	if (!(jit->flags & JIT_MASK) || !(fact->flags & FACT_ACCESS) ||
	    fact->region != VALUE_MAP_VALUE || fact->flags & FACT_MIXED ||
	    fact->object >= jit->binding->n_maps || (uint64_t)(fact->hi - fact->lo) == width)
		return NULL;
	map = &jit->binding->maps[fact->object];
	return map->values && map->stays && map->size >= width ? map : NULL;
}

static int translate_access(struct jit *jit, const struct insn *insn)
{
	const struct fact *fact = fact_of(jit);
	struct host_access access = { .id = (uint8_t)insn->id, .dst = insn->dst,
				      .src = insn->src, .off = insn->off, .imm = insn->imm,
				      .mask = mask_of(jit, insn) };
	int err = 0;

	if (fact->flags & FACT_ACCESS && fact->region == VALUE_CTX)
		err = to_host(jit, insn, &access);
	if (!err)
		jit->target->access(jit, &access);
	return err;
}
_Static_assert(N_INSN_IDS <= 256, "a row of the table fits struct host_access");

static int translate_constant(struct jit *jit, const struct insn *insn)
{
	const struct bound_map *map = &jit->binding->maps[(uint32_t)insn->imm];
	uint8_t kind = insn_of(insn)->kind;

	if (kind == KIND_LDDW) {
		jit->target->blinded(jit, insn->dst, (uint64_t)insn->imm);
		return 0;
	}
	assert((uint32_t)insn->imm < jit->binding->n_maps);
	if (kind == KIND_LDDW_MAP)
		jit->target->constant(jit, insn->dst, (uintptr_t)map->map);
	else if (kind == KIND_LDDW_MAP_VALUE)
		jit->target->constant(jit, insn->dst,
				      (uintptr_t)map->values + ((uint64_t)insn->imm >> 32));
	else
		jit->target->constant(jit, insn->dst, (uintptr_t)map->values);
	return 0;
}

static int translate_func(struct jit *jit, const struct insn *insn)
{
	uint32_t subprog = image_subprog(jit->image, (uint32_t)insn->imm);

	jit->target->func_address(jit, insn->dst, jit_func_label(jit, subprog));
	return 0;
}

static int translate_lane_base(struct jit *jit, const struct insn *insn)
{
	assert((uint64_t)insn->imm < jit->binding->n_maps);
	jit->target->lane_base(jit, insn->dst, &jit->binding->maps[insn->imm]);
	return 0;
}

static int translate_fence(struct jit *jit, const struct insn *insn)
{
	(void)insn;
	jit->target->fence(jit);
	return 0;
}

static int translate_helper(struct jit *jit, const struct insn *insn)
{
	int64_t number = insn->imm;
	helper_fn *body =
		number >= 0 && number <= MAX_HELPER_ID ? jit->binding->helpers[number] : NULL;
	bool tails = insn_tail_calls(insn), leaves = insn_leaves(insn);
	const char *name = helper_name(number);
	int err;

	if (!body) {
		err = name ? error_set(jit->error, HELPER_NO_BODY, name) :
			     error_set(jit->error, UNKNOWN_HELPER, (long long)number);
		error_place_insn(jit->error, jit->image, jit->insn);
		return err;
	}
	if (leaves)
		settle(jit);
	jit->target->call_helper(jit, body, leaves, tails);
	return 0;
}

static int translate_local_call(struct jit *jit, const struct insn *insn)
{
	uint32_t start = insn_target(jit->image->insns, jit->insn);

	(void)insn;
	settle(jit);
	jit->target->call_func(jit, jit_func_label(jit, image_subprog(jit->image, start)));
	return 0;
}

/* What leaving the function adds to the budget: nothing where the program ends. */
static int64_t leave_charge(const struct jit *jit)
{
	uint32_t start = jit->image->subprogs[jit->subprog].start;

	return jit->pending - (jit->subprog ? (int64_t)jit->insn + 1 - start : 0);
}

static int translate_exit(struct jit *jit, const struct insn *insn)
{
	(void)insn;
	jit->target->leave(jit, leave_charge(jit));
	jit->pending = 0;
	return 0;
}

static int translate_ld_packet(struct jit *jit, const struct insn *insn)
{
	jit->target->ld_packet(jit, insn, leave_charge(jit));
	return 0;
}

/* Absent: refused. */
static translate_fn *const kinds[N_KINDS] = {
	[KIND_ALU] = translate_alu,
	[KIND_JUMP] = translate_jump,
	[KIND_GOTO] = translate_goto,
	[KIND_LOAD] = translate_access,
	[KIND_STORE] = translate_access,
	[KIND_STORE_IMM] = translate_access,
	[KIND_ATOMIC] = translate_access,
	[KIND_ATOMIC_FETCH] = translate_access,
	[KIND_ATOMIC_CMPXCHG] = translate_access,
	[KIND_LDDW] = translate_constant,
	[KIND_LDDW_MAP] = translate_constant,
	[KIND_LDDW_MAP_VALUE] = translate_constant,
	[KIND_MAP_BASE] = translate_constant,
	[KIND_LDDW_FUNC] = translate_func,
	[KIND_LANE_BASE] = translate_lane_base,
	[KIND_FENCE] = translate_fence,
	[KIND_CALL_HELPER] = translate_helper,
	[KIND_CALL_LOCAL] = translate_local_call,
	[KIND_EXIT] = translate_exit,
	[KIND_LD_PACKET] = translate_ld_packet,
};

static void jump_to_unreachable(struct jit *jit)
{
	const struct jump jump = { .label = jit_stub(jit, STUB_UNREACHABLE) };

	jit->target->jump(jit, &jump);
}

/* Should control come to what the proof says is never reached, the run ends. */
static void guard(struct jit *jit)
{
	const struct insn *prev = &jit->image->insns[jit->insn - 1];
	uint16_t flags;

	jit->pending = 0;
	if (jit->insn == jit->image->subprogs[jit->subprog].start)
		return;
	flags = jit->facts->insn[jit->insn - 1].flags;
	if (flags & FACT_REACHED && !insn_ends_path(prev) &&
	    (insn_of(prev)->kind != KIND_JUMP || flags & FACT_FALLS))
		jump_to_unreachable(jit);
}

static int translate_insn(struct jit *jit)
{
	const struct insn *insn = &jit->image->insns[jit->insn];
	translate_fn *translate = insn->id != INSN_INVALID ? kinds[insn_of(insn)->kind] : NULL;

	if (jit->is_target[jit->insn])
		settle(jit);
	jit->label[jit->insn] = (uint32_t)(jit->at - jit->start);
	if (!(fact_of(jit)->flags & FACT_REACHED)) {
		guard(jit);
		return 0;
	}
	if (!translate)
		return refuse(jit, insn);
	if (jit->at > jit->end)
		return -ERANGE;
	return translate(jit, insn);
}

static void emit_stubs(struct jit *jit)
{
	for (uint32_t stub = 0; stub < N_STUBS; stub++) { /* one may use a later one */
		if (!(jit->stubs & 1u << stub))
			continue;
		jit->label[jit_stub(jit, stub)] = (uint32_t)(jit->at - jit->start);
		jit->target->stub(jit, stub);
	}
}

static int translate_func_body(struct jit *jit)
{
	const struct subprog *subprog = &jit->image->subprogs[jit->subprog];
	int err = 0;

	jit->stubs = 0;
	jit->pending = 0;
	jit->insn = subprog->start;
	jit->label[jit_func_label(jit, jit->subprog)] = (uint32_t)(jit->at - jit->start);
	jit->target->func_begin(jit);
	if (!(fact_of(jit)->flags & FACT_REACHED))
		jump_to_unreachable(jit);
	for (; jit->insn < subprog->end && !err; jit->insn++)
		err = translate_insn(jit);
	if (!err && jit->insn == jit->image->n_insns)
		jit->label[jit->insn] = (uint32_t)(jit->at - jit->start);
	emit_stubs(jit);
	return err ? err : jit->err;
}

int jit_translate(struct jit *jit)
{
	int err = 0;

	if (jit->image->n_subprogs > 1)
		jit->target->begin(jit);
	for (jit->subprog = 0; jit->subprog < jit->image->n_subprogs && !err; jit->subprog++)
		err = translate_func_body(jit);
	return err;
}
