/*
 * The passes: build, bound, emit, fix, seal.
 *
 * "bound" adds up the most bytes that each operation can take, by which "emit"
 * chooses the forms of jumps forward; an operation that takes more is an error,
 * and so is a distance that does not fit: none is ever cut off.
 */
#include "jit/jit_impl.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "core/diag.h"
#include "jit/ssa.h"

const struct jit_target *jit_target(void)
{
#if defined(__x86_64__)
	return &x64_target;
#elif defined(__aarch64__)
	return &a64_target;
#else
	return NULL;
#endif
}

bool jit_available(void)
{
	return jit_target() != NULL;
}

enum jit_machine jit_host(void)
{
	return jit_target() ? jit_target()->machine : N_JIT_MACHINES;
}

/* ---- what targets ask for ---- */

uint32_t jit_reach(const struct jit *jit, uint32_t label)
{
	uint32_t to = jit->ir->label_at[label];

	if (to <= jit->op)
		return jit_offset(jit) - jit->where[to];
	return jit->most[to] - jit->most[jit->op];
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
		.at = jit_offset(jit) - size,
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
		.at = jit_offset(jit), .kind = (uint8_t)kind,
		.reg = (uint8_t)reg, .v = v,
	};
}

uint32_t jit_key(struct jit *jit)
{
	jit->key = jit->key * 1664525u + 1013904223u;
	return jit->key ^ jit->key >> 16;
}

/* ---- emitting ---- */

enum {
	SLACK = 512, /* for an operation that takes more than its bound, before that is seen */
	START_MASK = 0xf0, /* of where the code starts in its first page */
};

static void bound(struct jit *jit)
{
	const struct ir *ir = jit->ir;
	uint32_t most = ir->n_funcs > 1 ? jit->target->begin_size : 0;

	for (uint32_t i = 0; i < ir->n; i++) {
		jit->most[i] = most;
		most += jit->target->most(jit, &ir->insns[i]);
	}
	jit->most[ir->n] = most;
}

static uint32_t label_offset(const struct jit *jit, uint32_t label)
{
	return label == JIT_BEGIN ? 0 : jit->where[jit->ir->label_at[label]];
}

static int fix(const struct jit *jit)
{
	for (uint32_t i = 0; i < jit->n_fixups; i++) {
		const struct fixup *fixup = &jit->fixups[i];
		int64_t distance =
			(int64_t)label_offset(jit, fixup->label) - fixup->at - fixup->size;

		if (!jit->target->fix(jit->start + fixup->at, fixup->size, distance))
			return -ERANGE;
	}
	return 0;
}

static int emit(struct jit *jit, uint8_t *start)
{
	const struct ir *ir = jit->ir;

	jit->start = jit->at = start;
	if (ir->n_funcs > 1)
		jit->target->begin(jit);
	for (jit->op = 0; jit->op < ir->n; jit->op++) {
		const struct ir_insn *insn = &ir->insns[jit->op];
		uint32_t offset = jit_offset(jit);

		jit->where[jit->op] = offset;
		if (insn->op == IR_FUNC)
			jit->func = insn->to;
		if (insn->op != IR_LABEL)
			jit->target->emit(jit, insn);
		if (jit_offset(jit) - offset > jit->most[jit->op + 1] - jit->most[jit->op])
			return -ERANGE;
	}
	jit->where[ir->n] = jit_offset(jit);
	return jit->err ? jit->err : fix(jit);
}

/* Cases become addresses. */
static void fill_data(struct jit *jit, struct jit_code *code)
{
	const struct ir *ir = jit->ir;

	code->data = jit->data;
	code->n_data = ir->n_entries;
	memcpy(jit->data, ir->entries, ir->n_entries * sizeof(*jit->data));
	for (uint32_t i = 0; i < ir->n; i++) {
		const struct ir_insn *insn = &ir->insns[i];
		const struct ir_table *table;

		if (insn->op != IR_SWITCH)
			continue;
		table = &ir->tables[insn->b];
		for (uint32_t k = table->first; k < table->first + table->n; k++)
			jit->data[k] = (uintptr_t)jit->start +
				       label_offset(jit, insn[1 + ir->entries[k]].to);
	}
}

static int make_code(struct jit *jit, struct jit_code *code)
{
	uint64_t random = code_random();
	uint32_t offset = random & START_MASK, entry;
	size_t data = code_round(jit->ir->n_entries * sizeof(*jit->data));
	size_t used, kept;
	uint8_t *pages;
	int err;

	bound(jit);
	jit->key = (uint32_t)(random >> 32);
	err = code_map((uint32_t)random, data + offset + jit->most[jit->ir->n] + SLACK,
		       &code->pages, &code->pages_size);
	if (err)
		return err;
	jit->data = code->pages;
	pages = (uint8_t *)code->pages + data;
	memset(pages, jit->target->trap, offset);
	err = emit(jit, pages + offset);
	if (!err) {
		entry = label_offset(jit, ir_func_label(0, IR_START));
		used = offset + jit->where[jit->ir->n];
		kept = code_kept(code->pages_size, data + used);
		memset(pages + used, jit->target->trap, kept - data - used);
		code->text = jit->start;
		code->size = jit->where[jit->ir->n];
		code->call = (__typeof__(code->call))(uintptr_t)jit->start;
		code->enter = (__typeof__(code->enter))(uintptr_t)(jit->start + entry);
		if (data)
			fill_data(jit, code);
		err = code_seal(code->pages, &code->pages_size, kept, data);
	}
	if (err)
		code_unmap(code->pages, code->pages_size);
	return err;
}

/* What outlives the compilation, besides the code. */
static int keep_starts(const struct jit *jit, uint32_t n_insns, struct arena *arena,
		       struct jit_code *code)
{
	uint32_t *start = ARENA_ARRAY(arena, uint32_t, (size_t)n_insns + 1);
	uint32_t *func = ARENA_ARRAY(arena, uint32_t, jit->ir->n_funcs);

	code->start = start;
	code->func = func;
	code->unwind = arena_memdup(arena, jit->unwind, jit->n_unwind * sizeof(*jit->unwind));
	code->n_unwind = jit->n_unwind;
	if (!start || !func || !code->unwind) {
		code_unmap(code->pages, code->pages_size);
		return -ENOMEM;
	}
	for (uint32_t i = 0; i <= n_insns; i++)
		start[i] = jit->where[jit->ir->start[i]];
	for (uint32_t s = 0; s < jit->ir->n_funcs; s++)
		func[s] = label_offset(jit, ir_func_label(s, IR_START));
	return 0;
}

/* ---- the whole ---- */

static int compile(const struct jit_target *target, const struct image *image,
		   const struct facts *facts, const struct binding *binding, uint32_t flags,
		   struct arena *scratch, struct arena *arena, struct jit_code *code,
		   struct skep_error *error)
{
	struct jit_func *funcs = ARENA_ARRAY(scratch, struct jit_func, image->n_subprogs);
	struct jit jit = { .target = target, .flags = flags, .arena = scratch, .funcs = funcs };
	struct ir ir, better;
	int err;

	ir_init(&ir, scratch, image->n_insns, image->n_subprogs,
		image->n_subprogs * N_IR_FUNC_LABELS + image->n_insns);
	err = funcs ? ir_build(&ir, funcs, image, facts, binding, flags, error) : -ENOMEM;
	if (err)
		return err;
	assert(!(flags & JIT_CHECK) || !ir_check(&ir, &(uint32_t){ 0 }));
	jit.ir = &ir;
	if (flags & JIT_LEVEL_1) {
		err = level1(&ir, funcs, image->n_insns, target, flags, &better);
		if (err && err != -EOPNOTSUPP)
			return err;
		code->level = !err;
		if (!err)
			jit.ir = &better;
		assert(!(flags & JIT_CHECK) || !ir_check(jit.ir, &(uint32_t){ 0 }));
	}
	jit.where = ARENA_ARRAY(scratch, uint32_t, (size_t)jit.ir->n + 1);
	jit.most = ARENA_ARRAY(scratch, uint32_t, (size_t)jit.ir->n + 1);
	if (!jit.where || !jit.most)
		return -ENOMEM;
	err = make_code(&jit, code);
	return err ? err : keep_starts(&jit, image->n_insns, arena, code);
}

enum { SCRATCH_BYTES = 80 }; /* an instruction, about */

static int prepare(const struct jit_target *target, const struct image *image,
		   const struct facts *facts, const struct binding *binding, uint32_t flags,
		   struct arena *arena, const struct jit_code **out, struct skep_error *error)
{
	struct jit_code *code = ARENA_NEW(arena, struct jit_code);
	struct arena scratch;
	int err;

	if (!target)
		return -EOPNOTSUPP;
	arena_init(&scratch, 0);
	err = code && !arena_reserve(&scratch, (size_t)image->n_insns * SCRATCH_BYTES) ?
		     compile(target, image, facts, binding, flags, &scratch, arena, code, error) :
		     -ENOMEM;
	arena_free(&scratch);
	if (err == -ENOMEM)
		return error_set(error, NO_MEMORY, "machine code");
	if (err)
		return err;
	code->machine = target->machine;
	code->flags = flags;
	*out = code;
	return 0;
}

int jit_prepare(const struct image *image, const struct facts *facts,
		const struct binding *binding, uint32_t flags, struct arena *arena,
		const struct jit_code **out, struct skep_error *error)
{
	return prepare(jit_target(), image, facts, binding, flags, arena, out, error);
}

int jit_prepare_for(enum jit_machine machine, const struct image *image,
		    const struct facts *facts, const struct binding *binding, uint32_t flags,
		    struct arena *arena, const struct jit_code **out, struct skep_error *error)
{
	static const struct jit_target *const targets[N_JIT_MACHINES] = {
		[JIT_X64] = &x64_target, [JIT_A64] = &a64_target,
	};

	return prepare(targets[machine], image, facts, binding, flags, arena, out, error);
}

void jit_free(const struct jit_code *code)
{
	if (code)
		code_unmap(code->pages, code->pages_size);
}
