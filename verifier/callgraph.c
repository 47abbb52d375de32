/*
 * What holds of the call graph as a whole: no recursion, at most MAX_FRAMES
 * frames, and a stack that is deep enough for every chain of calls.
 */
#include "verifier/env.h"

struct graph_walk {
	struct env *env;
	uint8_t colour[MAX_SUBPROGS]; /* 0 new, 1 on the path, 2 done */
	uint32_t depth[MAX_SUBPROGS]; /* bytes of the deepest chain from here */
	uint32_t frames[MAX_SUBPROGS];
	uint32_t above[MAX_SUBPROGS]; /* bytes of the deepest chain of callers */
	uint32_t order[MAX_SUBPROGS], n_done; /* callees before their callers */
	bool sizes; /* frame sizes are known: compute depth */
};

enum { TAIL_CALL_STACK_ABOVE = 255 }; /* Linux: a chain of 33 tail calls stays below 8.5 KiB */

static uint32_t frame_bytes(const struct env *env, uint32_t subprog)
{
	return ((uint32_t)-env->frame_low[subprog] + 15) & ~15u;
}

/* Does instruction @i call a function of the program, at once or through a helper? */
static bool calls(const struct image *image, uint32_t i, uint32_t *callee)
{
	uint8_t kind = insn_of(&image->insns[i])->kind;

	if (kind == KIND_CALL_LOCAL)
		*callee = image_subprog(image, insn_target(image->insns, i));
	else if (kind == KIND_LDDW_FUNC)
		*callee = image_subprog(image, (uint32_t)image->insns[i].imm);
	return kind == KIND_CALL_LOCAL || kind == KIND_LDDW_FUNC;
}

/* May what points into the packet be lost? */
static bool moves_packet(const struct image *image, const struct insn *insn)
{
	const struct helper_info *callee = insn_callee(image, insn);

	return insn_tail_calls(insn) || (callee && callee->flags & HELPER_MOVES_PACKET);
}

/* At most MAX_SUBPROGS deep, as each function is on the path once. */
static int walk_subprog(struct graph_walk *w, uint32_t subprog)
{
	const struct image *image = w->env->image;
	const struct subprog *self = &image->subprogs[subprog];
	uint32_t deepest = 0, frames = 0;
	int err;

	w->colour[subprog] = 1;
	for (uint32_t i = self->start; i < self->end; i++) {
		uint32_t callee;

		if (moves_packet(image, &image->insns[i]))
			w->env->global[subprog].moves_packet = true;
		if (!calls(image, i, &callee))
			continue;
		w->env->insn = i;
		if (w->colour[callee] == 1)
			return REJECT(w->env, 0, RECURSION, image->subprogs[callee].name,
				      self->name);
		if (w->colour[callee] == 0 && (err = walk_subprog(w, callee)))
			return err;
		if (w->env->global[callee].moves_packet)
			w->env->global[subprog].moves_packet = true;
		deepest = w->depth[callee] > deepest ? w->depth[callee] : deepest;
		frames = w->frames[callee] > frames ? w->frames[callee] : frames;
	}
	w->colour[subprog] = 2;
	w->order[w->n_done++] = subprog;
	w->depth[subprog] = deepest + (w->sizes ? frame_bytes(w->env, subprog) : 0);
	w->frames[subprog] = frames + 1;
	w->env->insn = self->start;
	if (w->frames[subprog] > MAX_FRAMES)
		return REJECT(w->env, 0, CALL_DEPTH, (unsigned)MAX_FRAMES);
	if (w->depth[subprog] > STACK_SIZE)
		return REJECT(w->env, 0, STACK_TOO_DEEP, self->name, w->depth[subprog],
			      (unsigned)STACK_SIZE);
	return 0;
}

int check_call_graph(struct env *env)
{
	struct graph_walk w = { .env = env };
	int err = 0;

	for (uint32_t s = 0; s < env->image->n_subprogs && !err; s++)
		if (w.colour[s] == 0)
			err = walk_subprog(&w, s);
	return err;
}

/* Tail calls of @subprog, whose callers' stacks stay while targets come and go. */
static int check_tail_calls(struct graph_walk *w, uint32_t subprog)
{
	const struct subprog *self = &w->env->image->subprogs[subprog];

	for (uint32_t i = self->start; i < self->end; i++) {
		if (!insn_tail_calls(&w->env->image->insns[i]) ||
		    w->above[subprog] <= TAIL_CALL_STACK_ABOVE)
			continue;
		w->env->insn = i;
		return REJECT(w->env, 0, TAIL_CALL_STACK, self->name, w->above[subprog],
			      (unsigned)TAIL_CALL_STACK_ABOVE);
	}
	return 0;
}

int check_stack_depth(struct env *env, uint32_t *stack_size)
{
	struct graph_walk w = { .env = env, .sizes = true };
	int err = walk_subprog(&w, 0);

	*stack_size = w.depth[0];
	while (!err && w.n_done--) { /* callers before callees */
		uint32_t subprog = w.order[w.n_done], callee;
		const struct subprog *self = &env->image->subprogs[subprog];
		uint32_t bytes = w.above[subprog] + frame_bytes(env, subprog);

		for (uint32_t i = self->start; i < self->end; i++)
			if (calls(env->image, i, &callee) && w.above[callee] < bytes)
				w.above[callee] = bytes;
		err = check_tail_calls(&w, subprog);
	}
	return err;
}
