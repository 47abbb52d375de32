/*
 * Translation of a verified image to threaded code: one pass, one tinsn an
 * instruction, by the instruction's kind.
 *
 * What the proof says is used here and nowhere in the hot loop: instructions
 * that are never reached are not translated, context accesses become loads and
 * stores of the host's structure, frames get the size that they use.  What the
 * binding says becomes constants: addresses of maps, values and helpers.
 */
#include "interp/threaded.h"

#include <assert.h>
#include <errno.h>

#include "core/arena.h"
#include "core/cfg.h"

struct translation {
	const struct image *image;
	const struct facts *facts;
	const struct binding *binding;
	struct skep_error *error;
	const struct handlers *handlers;
	struct interp_code *code;
	uint64_t *constants;
	uint32_t n_constants;
	uint32_t subprog; /* of the instruction at hand */
};

typedef int translate_fn(struct translation *t, uint32_t i, struct tinsn *out);

static int refuse(struct translation *t, uint32_t i)
{
	const struct insn_info *info = insn_of(&t->image->insns[i]);
	int err = error_set(t->error, UNSUPPORTED_INSN, info->name, group_name[info->group]);

	error_place_insn(t->error, t->image, i);
	return err;
}

static const void *handler(const struct translation *t, enum handler_variant variant, unsigned id)
{
	const void *address = t->handlers->row[variant][id];

	assert(address);
	return address;
}

/* A new constant for instruction @i: its distance from the instruction after. */
static int32_t constant(struct translation *t, uint32_t i, uint64_t v)
{
	uint64_t *at = &t->constants[t->n_constants++];

	*at = v;
	return (int32_t)((uint8_t *)at - (uint8_t *)&t->code->insns[i + 1]);
}

static int translate_plain(struct translation *t, uint32_t i, struct tinsn *out)
{
	const struct insn *insn = &t->image->insns[i];

	assert(insn->imm >= INT32_MIN && insn->imm <= INT32_MAX);
	out->imm = (int32_t)insn->imm;
	out->off = (int16_t)insn->off;
	return 0;
}

static int translate_jump(struct translation *t, uint32_t i, struct tinsn *out)
{
	const struct insn *insn = &t->image->insns[i];

	if (insn->off < 0)
		out->handler = handler(t, HANDLER_BACK, insn->id);
	if (insn_of(insn)->kind == KIND_JUMP)
		return translate_plain(t, i, out);
	out->imm = insn->off;
	return 0;
}

/* Where in the host's structure a context access goes; pointers are loaded whole. */
static int translate_ctx(struct translation *t, uint32_t i, struct tinsn *out, int32_t *offset)
{
	const struct insn *insn = &t->image->insns[i];
	const struct fact *fact = &t->facts->insn[i];
	const struct ctx_field *field = ctx_field(fact->object);
	int32_t host = field->host_offset + (int32_t)(fact->lo - field->offset);

	if (fact->flags & FACT_MIXED || fact->hi - fact->lo != insn_of(insn)->width / 8)
		return refuse(t, i);
	if (field->kind != CTX_SCALAR) {
		if (insn_of(insn)->width / 8 != field->size || field->host_size != sizeof(void *))
			return refuse(t, i);
		out->handler = handler(t, HANDLER_PLAIN, INSN_LDXDW);
		host = field->host_offset;
	}
	/* The register holds the context's address plus lo - off, which is constant. */
	*offset = host + (int32_t)(insn->off - fact->lo);
	return 0;
}

static bool is_ctx_access(const struct translation *t, uint32_t i)
{
	const struct fact *fact = &t->facts->insn[i];

	return fact->flags & FACT_ACCESS && fact->region == VALUE_CTX;
}

static int translate_access(struct translation *t, uint32_t i, struct tinsn *out)
{
	const struct insn *insn = &t->image->insns[i];
	int32_t offset = insn->off;
	int err = is_ctx_access(t, i) ? translate_ctx(t, i, out, &offset) : 0;

	if (err)
		return err;
	if (insn_of(insn)->kind != KIND_STORE_IMM) {
		out->imm = offset;
		return 0;
	}
	if (offset != (int16_t)offset)
		return refuse(t, i);
	err = translate_plain(t, i, out);
	out->off = (int16_t)offset;
	return err;
}

static int translate_constant(struct translation *t, uint32_t i, struct tinsn *out)
{
	const struct insn *insn = &t->image->insns[i];
	uint32_t map = (uint32_t)insn->imm;
	uint8_t kind = insn_of(insn)->kind;
	uint64_t v = (uint64_t)insn->imm;

	assert(kind == KIND_LDDW || map < t->binding->n_maps);
	if (kind == KIND_LDDW_MAP)
		v = (uintptr_t)t->binding->maps[map].map;
	else if (kind == KIND_LDDW_MAP_VALUE)
		v = (uintptr_t)t->binding->maps[map].values + ((uint64_t)insn->imm >> 32);
	else if (kind == KIND_MAP_BASE)
		v = (uintptr_t)t->binding->maps[map].values;
	out->handler = handler(t, HANDLER_PLAIN, INSN_LDDW);
	out->imm = constant(t, i, v);
	return 0;
}

static int translate_func(struct translation *t, uint32_t i, struct tinsn *out)
{
	out->handler = handler(t, HANDLER_PLAIN, INSN_LDDW);
	out->imm = constant(t, i, (uintptr_t)&t->code->insns[t->image->insns[i].imm]);
	return 0;
}

static int translate_lane_base(struct translation *t, uint32_t i, struct tinsn *out)
{
	const struct bound_map *map = &t->binding->maps[t->image->insns[i].imm];

	assert((uint64_t)t->image->insns[i].imm < t->binding->n_maps);
	out->imm = constant(t, i, (uintptr_t)map->values);
	constant(t, i, map->lane_stride);
	return 0;
}

static int translate_helper(struct translation *t, uint32_t i, struct tinsn *out)
{
	int64_t number = t->image->insns[i].imm;
	helper_fn *body =
		number >= 0 && number <= MAX_HELPER_ID ? t->binding->helpers[number] : NULL;
	const char *name = helper_name(number);
	int err;

	if (!body) {
		err = name ? error_set(t->error, HELPER_NO_BODY, name) :
			     error_set(t->error, UNKNOWN_HELPER, (long long)number);
		error_place_insn(t->error, t->image, i);
		return err;
	}
	if (insn_leaves(&t->image->insns[i]))
		out->handler = handler(t, HANDLER_BACK, t->image->insns[i].id);
	out->imm = constant(t, i, (uintptr_t)body);
	return 0;
}

static int translate_kfunc(struct translation *t, uint32_t i, struct tinsn *out)
{
	const struct insn *insn = &t->image->insns[i];
	const struct bound_func *func = &t->binding->kfuncs[insn->imm];
	int err;

	if (!func->fn) {
		err = error_set(t->error, HELPER_NO_BODY, insn_callee(t->image, insn)->name);
		error_place_insn(t->error, t->image, i);
		return err;
	}
	out->imm = constant(t, i, (uintptr_t)func);
	return 0;
}

static int translate_local_call(struct translation *t, uint32_t i, struct tinsn *out)
{
	out->imm = t->image->insns[i].off;
	out->off = (int16_t)t->facts->frame_size[t->subprog];
	return 0;
}

/* As with exits, who loads in the entry ends the run where the load fails. */
static int translate_ld_packet(struct translation *t, uint32_t i, struct tinsn *out)
{
	const struct insn *insn = &t->image->insns[i];

	if (t->subprog == 0)
		return translate_plain(t, i, out);
	out->handler = handler(t, HANDLER_BACK, insn->id);
	out->imm = constant(t, i, (uint64_t)insn->imm);
	constant(t, i, i + 1 - t->image->subprogs[t->subprog].start);
	return 0;
}

/* The entry's exit ends the run: nobody calls the entry, that would be recursion. */
static int translate_exit(struct translation *t, uint32_t i, struct tinsn *out)
{
	if (t->subprog == 0)
		return 0;
	out->handler = handler(t, HANDLER_BACK, INSN_EXIT);
	out->imm = (int32_t)(i + 1 - t->image->subprogs[t->subprog].start);
	return 0;
}

static int translate_nothing(struct translation *t, uint32_t i, struct tinsn *out)
{
	(void)t, (void)i, (void)out;
	return 0;
}

/* How each kind is translated and how many constants it takes; absent: refused. */
static const struct {
	translate_fn *translate;
	uint8_t n_constants;
} kinds[] = {
	[KIND_ALU] = { translate_plain, 0 },
	[KIND_JUMP] = { translate_jump, 0 },
	[KIND_GOTO] = { translate_jump, 0 },
	[KIND_LOAD] = { translate_access, 0 },
	[KIND_STORE] = { translate_access, 0 },
	[KIND_STORE_IMM] = { translate_access, 0 },
	[KIND_ATOMIC] = { translate_access, 0 },
	[KIND_ATOMIC_FETCH] = { translate_access, 0 },
	[KIND_ATOMIC_CMPXCHG] = { translate_access, 0 },
	[KIND_LDDW] = { translate_constant, 1 },
	[KIND_LDDW_MAP] = { translate_constant, 1 },
	[KIND_LDDW_MAP_VALUE] = { translate_constant, 1 },
	[KIND_LDDW_FUNC] = { translate_func, 1 },
	[KIND_MAP_BASE] = { translate_constant, 1 },
	[KIND_LANE_BASE] = { translate_lane_base, 2 },
	[KIND_FENCE] = { translate_nothing, 0 },
	[KIND_CALL_HELPER] = { translate_helper, 1 },
	[KIND_CALL_KFUNC] = { translate_kfunc, 1 },
	[KIND_CALL_LOCAL] = { translate_local_call, 0 },
	[KIND_EXIT] = { translate_exit, 0 },
	[KIND_LD_PACKET] = { translate_ld_packet, 2 },
};

static translate_fn *translator(const struct insn *insn)
{
	uint8_t kind = insn_of(insn)->kind;

	return insn->id != INSN_INVALID && kind < sizeof(kinds) / sizeof(*kinds) ?
		       kinds[kind].translate :
		       NULL;
}

static int translate(struct translation *t, uint32_t i)
{
	const struct insn *insn = &t->image->insns[i];
	struct tinsn *out = &t->code->insns[i];
	translate_fn *by_kind = translator(insn);

	out->handler = t->handlers->unreachable;
	if (!(t->facts->insn[i].flags & FACT_REACHED))
		return 0;
	if (!by_kind)
		return refuse(t, i);
	out->dst = insn->dst;
	out->src = insn->src;
	if (t->handlers->row[HANDLER_PLAIN][insn->id])
		out->handler = handler(t, HANDLER_PLAIN, insn->id);
	return by_kind(t, i, out);
}

static int alloc_code(struct translation *t, struct arena *arena)
{
	uint32_t n_insns = t->image->n_insns;
	size_t n_constants = 0, code_size = ((size_t)n_insns + 1) * sizeof(struct tinsn);
	uint8_t *memory;

	for (uint32_t i = 0; i < n_insns; i++)
		if (translator(&t->image->insns[i]))
			n_constants += kinds[insn_of(&t->image->insns[i])->kind].n_constants;
	memory = arena_alloc(arena, code_size + n_constants * sizeof(uint64_t), 1);
	if (!memory)
		return error_set(t->error, NO_MEMORY, "threaded code");
	t->code = (struct interp_code *)memory;
	t->constants = (uint64_t *)(memory + code_size);
	return 0;
}

int interp_prepare(const struct image *image, const struct facts *facts,
		   const struct binding *binding, struct arena *arena,
		   const struct interp_code **out, struct skep_error *error)
{
	struct translation t = {
		.image = image, .facts = facts, .binding = binding, .error = error,
		.handlers = threaded_handlers(),
	};
	int err;

	assert(image->n_insns <= MAX_INSNS && facts->stack_size <= THREADED_STACK_SIZE);
	err = alloc_code(&t, arena);
	for (uint32_t i = 0; i < image->n_insns && !err; i++) {
		while (t.subprog + 1 < image->n_subprogs &&
		       image->subprogs[t.subprog + 1].start <= i)
			t.subprog++;
		err = translate(&t, i);
	}
	if (err)
		return err;
	/* A recipe ends by falling off its end. */
	t.code->insns[image->n_insns].handler = handler(&t, HANDLER_PLAIN, INSN_EXIT);
	*out = t.code;
	return 0;
}
