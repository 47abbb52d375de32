/*
 * The passes: scan, size, emit, fix, seal.
 *
 * "size" and "emit" are the same translation.  The first takes every forward
 * jump for a long one; its labels bound the distances of the second, which
 * chooses by them.  What must stay true: nothing else that an instruction's
 * encoding depends on differs between the two, so that distances only shrink;
 * a distance that does not fit is an error, never cut off.
 */
#include "jit/jit_impl.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "core/cfg.h"
#include "core/diag.h"

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

static void mark_target(struct jit *jit, uint32_t i)
{
	jit->is_target[i] = 1;
}

/* Registers that a function saves, whether it has a frame, where control comes from. */
static void scan_insn(struct jit *jit, uint32_t i, struct jit_func *func)
{
	const struct insn *insn = &jit->image->insns[i];
	int written = insn_written_reg(insn);

	if (written >= 6 && written <= 9)
		func->saved |= (uint16_t)(1 << written);
	if (insn->dst == REG_FP || insn->src == REG_FP)
		func->uses_fp = true;
	if (insn_is_jump(insn) && jit->facts->insn[i].flags & (FACT_TAKEN | FACT_FALLS))
		mark_target(jit, insn_target(jit->image->insns, i));
	else if (insn_of(insn)->kind == KIND_GOTO)
		mark_target(jit, insn_target(jit->image->insns, i));
}

static void scan(struct jit *jit)
{
	uint16_t all = 0;
	bool any_fp = false;

	for (uint32_t s = 0; s < jit->image->n_subprogs; s++) {
		const struct subprog *subprog = &jit->image->subprogs[s];
		struct jit_func *func = &jit->funcs[s];

		func->frame = jit->facts->frame_size[s];
		func->is_entry = s == 0;
		mark_target(jit, subprog->start);
		for (uint32_t i = subprog->start; i < subprog->end; i++)
			if (jit->facts->insn[i].flags & FACT_REACHED)
				scan_insn(jit, i, func);
		all |= func->saved;
		any_fp |= func->uses_fp;
	}
	/* Who cuts a run short goes straight to the entry's end. */
	jit->funcs[0].saved = all;
	jit->funcs[0].uses_fp = any_fp;
	jit->funcs[0].cuts = jit->image->n_subprogs > 1;
}

static int alloc_tables(struct jit *jit)
{
	uint32_t n_insns = jit->image->n_insns;
	size_t n_labels = (size_t)n_insns + 1 + (size_t)jit->image->n_subprogs * N_FUNC_LABELS;

	jit->label = ARENA_ARRAY(jit->arena, uint32_t, n_labels);
	jit->prior = ARENA_ARRAY(jit->arena, uint32_t, n_labels);
	jit->is_target = ARENA_ARRAY(jit->arena, uint8_t, n_insns + 1);
	jit->funcs = ARENA_ARRAY(jit->arena, struct jit_func, jit->image->n_subprogs);
	if (!jit->label || !jit->prior || !jit->is_target || !jit->funcs)
		return -ENOMEM;
	return 0;
}

/* One pass over the program; the labels of the one before are in prior[]. */
static int pass(struct jit *jit, uint8_t *start)
{
	jit->start = jit->at = start;
	jit->n_fixups = jit->n_unwind = 0;
	return jit_translate(jit);
}

static int compile(struct jit *jit, uint8_t *start)
{
	uint32_t *labels, key = jit->key, *prior = jit->prior;
	int err;

	jit->prior = NULL;
	err = pass(jit, start);
	if (err)
		return err;
	labels = jit->label;
	jit->label = prior;
	jit->prior = labels;
	jit->key = key;
	return pass(jit, start);
}

static void fix(struct jit *jit)
{
	for (uint32_t i = 0; i < jit->n_fixups; i++) {
		const struct fixup *fixup = &jit->fixups[i];
		int64_t distance = (int64_t)jit->label[fixup->label] - fixup->at - fixup->size;

		if (!jit->target->fix(jit->start + fixup->at, fixup->size, distance))
			jit->err = -ERANGE;
	}
}

static size_t most_bytes(const struct jit *jit)
{
	size_t n_reached = 1;

	for (uint32_t i = 0; i < jit->image->n_insns; i++)
		n_reached += jit->facts->insn[i].flags & FACT_REACHED;
	return n_reached * jit->target->insn_size +
	       (jit->image->n_subprogs + 1) * (size_t)jit->target->func_size;
}

static int make_code(struct jit *jit, struct jit_code *code)
{
	uint32_t offset = code_random();
	size_t size = most_bytes(jit) + offset;
	int err = code_map(size, &code->pages, &code->pages_size);
	uint8_t *pages = code->pages;

	if (err)
		return err;
	jit->end = pages + code->pages_size - jit->target->insn_size;
	memset(pages, jit->target->trap, offset);
	err = compile(jit, pages + offset);
	if (!err) {
		fix(jit);
		err = jit->err;
	}
	if (!err) {
		uint32_t entry = jit_func_label(jit, 0);
		size_t used = (size_t)(jit->at - pages), behind = -used % 4096;

		if (used + behind <= code->pages_size)
			memset(jit->at, jit->target->trap, behind);
		code->text = jit->start;
		code->size = (size_t)(jit->at - jit->start);
		code->call = (__typeof__(code->call))(uintptr_t)jit->start;
		code->enter = (__typeof__(code->enter))(uintptr_t)(jit->start + jit->label[entry]);
		err = code_seal(pages, &code->pages_size, used);
	}
	if (err)
		code_unmap(code->pages, code->pages_size);
	return err;
}

static int keep_starts(const struct jit *jit, struct arena *arena, struct jit_code *code)
{
	uint32_t n_subprogs = jit->image->n_subprogs;
	uint32_t *func = ARENA_ARRAY(arena, uint32_t, n_subprogs);

	code->start = arena_memdup(arena, jit->label,
				   (jit->image->n_insns + 1) * sizeof(*jit->label));
	code->func = func;
	code->unwind = arena_memdup(arena, jit->unwind, jit->n_unwind * sizeof(*jit->unwind));
	code->n_unwind = jit->n_unwind;
	if (!code->start || !func || !code->unwind) {
		code_unmap(code->pages, code->pages_size);
		return -ENOMEM;
	}
	for (uint32_t s = 0; s < n_subprogs; s++)
		func[s] = jit->label[jit_func_label(jit, s)];
	return 0;
}

static int prepare(const struct jit_target *target, const struct image *image,
		   const struct facts *facts, const struct binding *binding, uint32_t flags,
		   struct arena *arena, const struct jit_code **out, struct skep_error *error)
{
	struct jit jit = {
		.image = image, .facts = facts, .binding = binding, .error = error,
		.target = target, .flags = flags,
	};
	struct jit_code *code = ARENA_NEW(arena, struct jit_code);
	struct arena scratch;
	int err = code ? 0 : -ENOMEM;

	if (!jit.target)
		return -EOPNOTSUPP;
	arena_init(&scratch, 0);
	jit.arena = &scratch;
	if (!err)
		err = alloc_tables(&jit);
	if (!err) {
		scan(&jit);
		jit.key = code_random() * 0x01010101u ^ 0x5bd1e995u;
		err = make_code(&jit, code);
	}
	if (!err)
		err = keep_starts(&jit, arena, code);
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
