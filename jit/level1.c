/*
 * Level 1: the passes of a function, one screen.
 *
 * What they are given is level 0's operations, and so is what they give: a function
 * that one of them does not take is a reason for the whole program to stay as it is.
 */
#include <errno.h>

#include "jit/ssa.h"

enum {
	MAX_OPS = 1 << 14, /* of a function: lists that are searched stay short */
	MAX_SPILLED = 512, /* bytes of a frame */
};

const struct pass level1_passes[] = {
	{ "ssa", ssa_build, 0, false },
	{ "forward", ssa_forward, JIT_NO_FORWARD, false },
	{ "fold", ssa_fold, JIT_NO_FOLD, false },
	{ "choose", ssa_choose, JIT_NO_CHOOSE, true },
	{ "number", ssa_number_values, JIT_NO_NUMBER, false },
	{ "combine", ssa_combine, JIT_NO_COMBINE, true },
	{ "index", ssa_index, JIT_NO_INDEX, true },
	{ 0 },
};

/* Then live, alloc and lower: where values are, and level 0's operations again. */
static int compile(struct ssa *ssa, struct ir *out, uint32_t *moved)
{
	struct alloc a = {
		.ssa = ssa, .temps = ssa->target->temps, .preserved = PRESERVED,
		.frame = (ssa->func->frame + 7) & ~UINT32_C(7),
	};
	int err = ssa_n_ops(ssa) > MAX_OPS ? -EOPNOTSUPP : 0;

	for (const struct pass *pass = level1_passes; pass->name && !err; pass++) {
		if (ssa->flags & pass->without)
			continue;
		if (pass->uses)
			ssa_drop_dead(ssa);
		err = pass->run(ssa);
		if (!err)
			show_ssa(ssa, pass->name);
	}
	if (err)
		return err;
	ssa_drop_dead(ssa);
	a.most_frame = a.frame + MAX_SPILLED;
	err = ssa->err ? ssa->err : alloc_live(&a);
	if (!err)
		err = alloc_scan(&a);
	return err ? err : ssa_lower(ssa, &a, out, moved);
}

static uint32_t func_begin(const struct ir *ir, uint32_t func)
{
	return func < ir->n_funcs ? ir->label_at[ir_func_label(func, IR_START)] : ir->n;
}

/* Who cuts a run short goes straight to the entry's end. */
static void save_for_all(struct jit_func *funcs, uint32_t n)
{
	for (uint32_t f = 1; f < n; f++) {
		funcs[0].saved |= funcs[f].saved;
		funcs[0].uses_fp |= funcs[f].uses_fp;
	}
}

int level1(const struct ir *ir, struct jit_func *funcs, uint32_t n_insns,
	   const struct jit_target *target, uint32_t flags, struct ir *out)
{
	uint32_t *moved = NULL;
	struct jit_func *changed = arena_memdup(ir->arena, funcs, ir->n_funcs * sizeof(*funcs));
	struct ir work = *ir; /* should it fail, @ir is as it was */
	int err;

	work.insns = arena_memdup(ir->arena, ir->insns, ir->n * sizeof(*ir->insns));
	work.constants = arena_memdup(ir->arena, ir->constants,
				      ir->constants_size * sizeof(*ir->constants));
	err = changed && work.insns && work.constants ? 0 : -ENOMEM;
	if (!err && !(flags & JIT_NO_SWITCH))
		err = ir_switches(&work, n_insns, flags);
	show_ir(&work, "switch");
	if (!err) {
		moved = arena_take(ir->arena, (size_t)work.n + 1, sizeof(uint32_t));
		ir_init(out, ir->arena, n_insns, ir->n_funcs, work.n_labels);
		err = moved ? out->err : -ENOMEM;
	}
	for (uint32_t f = 0; f < ir->n_funcs && !err; f++) {
		struct ssa ssa = { .ir = &work, .arena = ir->arena, .target = target,
				   .func = &changed[f], .flags = flags,
				   .first = func_begin(&work, f), .end = func_begin(&work, f + 1) };

		err = compile(&ssa, out, moved);
	}
	if (err == -EOPNOTSUPP && work.n_tables) {
		show_again(ir);
		return level1(ir, funcs, n_insns, target, flags | JIT_NO_SWITCH, out);
	}
	if (err)
		return err;
	moved[work.n] = out->n;
	for (uint32_t i = 0; i <= n_insns; i++)
		out->start[i] = moved[work.start[i]];
	out->tables = work.tables;
	out->n_tables = work.n_tables;
	out->entries = work.entries;
	out->n_entries = work.n_entries;
	out->constants = work.constants;
	out->n_constants = work.n_constants;
	out->constants_size = work.constants_size;
	save_for_all(changed, ir->n_funcs);
	memcpy(funcs, changed, ir->n_funcs * sizeof(*funcs));
	return 0;
}
