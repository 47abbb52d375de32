/*
 * The last instruction of a block: which ways lead out, and what each does to
 * the state.  Exploration and the facts pass both go through here.
 */
#include "verifier/env.h"

int block_exits(struct env *env, uint32_t i, struct exits *exits)
{
	const struct insn *insn = &env->image->insns[i];
	const struct block *block = &env->cfg.blocks[env->cfg.block_of[i]];
	const struct global_func *global;
	int err;

	env->insn = i;
	exits->block[0] = block->succ[0];
	exits->block[1] = block->succ[1];
	exits->possible[0] = true;
	exits->possible[1] = false;
	switch (insn_of(insn)->kind) {
	case KIND_JUMP: return branch_sides(env, i, exits);
	case KIND_GOTO: return 0;
	case KIND_CALL_LOCAL:
		global = called_global(env, i);
		if (global)
			return check_global_call(env, i, global);
		exits->block[0] = env->cfg.block_of[insn_target(env->image->insns, i)];
		return 0;
	case KIND_EXIT:
		err = check_exit(env, &exits->block[0]);
		exits->possible[0] = exits->block[0] != NO_BLOCK;
		return err;
	case KIND_LD_PACKET:
		if (!insn_may_return(env->image, i))
			return transfer(env, i);
		exits->block[1] = return_block(env);
		exits->possible[1] = exits->block[1] != NO_BLOCK;
		return check_ld_packet(env, i);
	default:
		if (insn_tail_calls(insn)) {
			exits->possible[1] = env->cur->n_frames > 1;
			return check_tail_call(env, i, &exits->block[1]);
		}
		if (!insn_calls_back(insn))
			return transfer(env, i);
		err = check_callback_helper(env, i);
		if (err)
			return err;
		exits->block[1] =
			env->cfg.block_of[env->image->subprogs[callback_subprog(env, i)].start];
		exits->possible[1] = callback_rounds(env, i) > 0;
		return 0;
	}
}

/* A packet load of a function that is called: the next instruction, or its return. */
static void take_ld_packet(struct env *env, uint32_t i, unsigned edge)
{
	if (!edge) {
		finish_ld_packet(env, i);
		return;
	}
	env_top(env)->reg[0] = scalar_value(scalar_const(0));
	leave_subprog(env);
}

int take_exit(struct env *env, uint32_t i, unsigned edge, const struct exits *exits)
{
	const struct insn *insn = &env->image->insns[i];
	const struct global_func *global;

	env->insn = i;
	switch (insn_of(insn)->kind) {
	case KIND_JUMP: branch_assume(env, i, edge, exits); return 0;
	case KIND_CALL_LOCAL:
		global = called_global(env, i);
		if (!global)
			return enter_subprog(env, i);
		finish_global_call(env, global);
		return 0;
	case KIND_EXIT: leave_subprog(env); return 0;
	case KIND_LD_PACKET:
		if (insn_may_return(env->image, i))
			take_ld_packet(env, i, edge);
		return 0;
	default: break;
	}
	if (insn_tail_calls(insn))
		return edge ? leave_by_tail_call(env) : finish_helper(env, i);
	if (!insn_calls_back(insn))
		return 0; /* transferred already */
	return edge ? enter_callback(env, i) : finish_helper(env, i);
}
