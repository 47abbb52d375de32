/*
 * What must hold of a program before exploration: rows that this version runs,
 * functions that control cannot leave but by exit, constants that an
 * instruction may have.  One pass over the instructions; linear.
 */
#include "core/image.h"

#include <errno.h>

/* Groups and kinds that are recognised but not run: refused by name. */
static const bool group_refused[N_GROUPS] = {
	[GROUP_packet] = true, [GROUP_callx] = true, [GROUP_may_goto] = true,
	[GROUP_arena] = true,  [GROUP_gotox] = true, [GROUP_internal] = true,
};

static int check_supported(const struct insn *insn, struct skep_error *error)
{
	const struct insn_info *info = insn_of(insn);

	if (info->kind == KIND_CALL_KFUNC)
		return error_set(error, KFUNC_UNSUPPORTED, (long long)insn->imm);
	if (group_refused[info->group] || info->kind == KIND_LDDW_BTF_VAR)
		return error_set(error, UNSUPPORTED_INSN, info->name, group_name[info->group]);
	return 0;
}

/* The register an instruction writes by name may not be the frame pointer. */
static bool writes_fp(const struct insn *insn)
{
	switch (insn_of(insn)->kind) {
	case KIND_ALU:
	case KIND_CAST:
	case KIND_LOAD:
	case KIND_LDDW:
	case KIND_LDDW_MAP:
	case KIND_LDDW_MAP_VALUE:
	case KIND_LDDW_BTF_VAR:
	case KIND_LDDW_FUNC: return insn->dst == REG_FP;
	case KIND_ATOMIC_FETCH: return insn->src == REG_FP;
	default: return false;
	}
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

static int check_flow(const struct image *image, const struct subprog *subprog, uint32_t i,
		      struct skep_error *error)
{
	const struct insn *insn = &image->insns[i];
	uint32_t target;

	if (insn_is_jump(insn)) {
		target = insn_target(image->insns, i);
		if (target < subprog->start || target >= subprog->end)
			return error_set(error, BAD_JUMP, image->slot[i], (long long)image->slot[target]);
	}
	if (insn_of(insn)->kind == KIND_CALL_LOCAL) {
		target = insn_target(image->insns, i);
		if (image->subprogs[image_subprog(image, target)].start != target)
			return error_set(error, BAD_JUMP, image->slot[i], (long long)image->slot[target]);
	}
	if (i + 1 == subprog->end && !insn_ends_path(insn))
		return error_set(error, FALLS_OFF, subprog->name ? subprog->name : "");
	return 0;
}

static int check_insn(const struct image *image, const struct subprog *subprog, uint32_t i,
		      struct skep_error *error)
{
	const struct insn *insn = &image->insns[i];
	int err = check_supported(insn, error);

	if (!err && writes_fp(insn))
		err = error_set(error, FP_WRITE);
	if (!err)
		err = check_constants(insn, error);
	return err ? err : check_flow(image, subprog, i, error);
}

int validate(const struct image *image, struct skep_error *error)
{
	int err = 0;

	if (image->n_insns == 0)
		return error_set(error, EMPTY_PROGRAM, image->name ? image->name : "");
	if (image->n_slots > MAX_INSNS)
		return error_set(error, TOO_MANY_INSNS, (size_t)image->n_slots, (unsigned)MAX_INSNS);
	if (image->n_subprogs > MAX_SUBPROGS)
		return error_set(error, TOO_MANY_SUBPROGS, (unsigned)MAX_SUBPROGS);
	for (uint32_t s = 0; s < image->n_subprogs && !err; s++) {
		for (uint32_t i = image->subprogs[s].start; i < image->subprogs[s].end && !err; i++) {
			err = check_insn(image, &image->subprogs[s], i, error);
			if (err)
				error_place_insn(error, image, i);
		}
	}
	return err;
}
