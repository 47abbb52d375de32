/*
 * What must hold of a program before exploration: rows that this version runs,
 * functions that control cannot leave but by exit, constants that an
 * instruction may have.  One pass over the instructions; linear.
 */
#include <assert.h>

#include "core/cfg.h"

/* What is recognised but not run: rows of these groups and kinds are refused by name. */
static const bool group_refused[N_GROUPS] = {
	[GROUP_callx] = true, [GROUP_may_goto] = true, [GROUP_arena] = true,
	[GROUP_gotox] = true, [GROUP_internal] = true,
};
static const bool kind_refused[N_KINDS] = {
	[KIND_LDDW_BTF_VAR] = true,
};

bool insn_is_supported(const struct insn_info *info)
{
	return info->kind == KIND_POISON ||
	       (!group_refused[info->group] && !kind_refused[info->kind]);
}

static int check_supported(const struct image *image, const struct insn *insn,
			   struct skep_error *error)
{
	const struct insn_info *info = insn_of(insn);

	if (info->kind == KIND_CALL_KFUNC && !insn_callee(image, insn))
		return error_set(error, KFUNC_UNSUPPORTED, (long long)insn->imm);
	if (insn_is_supported(info))
		return 0;
	return error_set(error, UNSUPPORTED_INSN, info->name, group_name[info->group]);
}

static int check_constants(const struct insn *insn, struct skep_error *error)
{
	const struct insn_info *info = insn_of(insn);

	if (info->kind != KIND_ALU || info->form != FORM_DST_IMM)
		return 0;
	switch (info->op) {
	case OP_LSH:
	case OP_RSH:
	case OP_ARSH:
		if (insn->imm < 0 || insn->imm >= info->width)
			return error_set(error, SHIFT_TOO_FAR, (long long)insn->imm, info->width);
		return 0;
	case OP_DIV:
	case OP_SDIV:
	case OP_MOD:
	case OP_SMOD: return insn->imm == 0 ? error_set(error, DIV_ZERO_IMM) : 0;
	default: return 0;
	}
}

/* An instruction of another function's, or of none, where it must not be. */
static int bad_target(const struct image *image, uint32_t i, uint32_t target,
		      struct skep_error *error)
{
	return error_set(error, BAD_JUMP, image->slot[i], (long long)image->slot[target]);
}

static int check_flow(const struct image *image, const struct subprog *subprog, uint32_t i,
		      struct skep_error *error)
{
	const struct insn *insn = &image->insns[i];
	uint8_t kind = insn_of(insn)->kind;
	uint32_t target;

	if (insn_is_jump(insn)) {
		target = insn_target(image->insns, i);
		if (target < subprog->start || target >= subprog->end)
			return bad_target(image, i, target, error);
	}
	if (kind == KIND_CALL_LOCAL || kind == KIND_LDDW_FUNC) {
		target = insn_func_target(image->insns, i);
		if (image->subprogs[image_subprog(image, target)].start != target)
			return bad_target(image, i, target, error);
	}
	if (i + 1 == subprog->end && !insn_ends_path(insn))
		return error_set(error, FALLS_OFF, subprog->name ? subprog->name : "");
	return 0;
}

static int check_insn(const struct image *image, const struct subprog *subprog, uint32_t i,
		      struct skep_error *error)
{
	const struct insn *insn = &image->insns[i];
	int err = check_supported(image, insn, error);

	if (!err && insn_writes(insn) & 1u << REG_FP)
		err = error_set(error, FP_WRITE);
	if (!err)
		err = check_constants(insn, error);
	if (!err)
		err = check_flow(image, subprog, i, error);
	if (err)
		error_place_insn(error, image, i);
	return err;
}

static int check_subprog(const struct image *image, const struct subprog *subprog,
			 struct skep_error *error)
{
	int err = 0;

	assert(subprog->end <= image->n_insns);
	if (subprog->start >= subprog->end)
		return error_set(error, EMPTY_PROGRAM, subprog->name ? subprog->name : "");
	for (uint32_t i = subprog->start; i < subprog->end && !err; i++)
		err = check_insn(image, subprog, i, error);
	return err;
}

int validate(const struct image *image, struct skep_error *error)
{
	int err = 0;

	if (image->n_insns == 0)
		return error_set(error, EMPTY_PROGRAM, image->name ? image->name : "");
	if (image->n_slots > MAX_INSNS)
		return error_set(error, TOO_MANY_INSNS, (size_t)image->n_slots,
				 (unsigned)MAX_INSNS);
	if (image->n_subprogs > MAX_SUBPROGS)
		return error_set(error, TOO_MANY_SUBPROGS, (unsigned)MAX_SUBPROGS);
	assert(image->n_subprogs && image->subprogs[0].start == 0);
	for (uint32_t s = 0; s < image->n_subprogs && !err; s++)
		err = check_subprog(image, &image->subprogs[s], error);
	return err;
}
