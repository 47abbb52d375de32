/* Mutations: one change to one instruction. */
#include <string.h>

#include "fuzz/func.h"
#include "fuzz/gen.h"

static bool same_shape(const struct insn_info *a, const struct insn_info *b)
{
	return a->form == b->form && a->opcode <= 0xff && b->opcode <= 0xff &&
	       (a->kind == b->kind || (a->kind != KIND_CALL_HELPER && a->kind != KIND_LDDW_MAP &&
				       a->kind != KIND_LDDW_MAP_VALUE && b->kind != KIND_LDDW_MAP &&
				       b->kind != KIND_LDDW_MAP_VALUE));
}

static void sibling(struct insn *insn, struct rng *rng)
{
	const struct insn_info *info = insn_of(insn);

	for (int tries = 0; tries < 300; tries++) {
		int id = 1 + (int)rng_below(rng, N_INSN_IDS - 1);

		if (id != insn->id && insn_is_supported(&insn_info[id]) &&
		    id != INSN_LDDW_MAP_IDX && id != INSN_LDDW_MAP_IDX_VALUE &&
		    same_shape(info, &insn_info[id])) {
			insn->id = (uint16_t)id;
			return;
		}
	}
}

static bool is_map(const struct insn *insn)
{
	uint8_t kind = insn_of(insn)->kind;

	return kind == KIND_LDDW_MAP || kind == KIND_LDDW_MAP_VALUE;
}

static void change_imm(struct prog *prog, struct insn *insn, struct rng *rng)
{
	const struct form_info *form = form_of(insn_of(insn));

	if (form->imm != USE_VALUE || insn_of(insn)->pin_imm != FIELD_ANY)
		return;
	if (insn_of(insn)->kind == KIND_CALL_HELPER)
		insn->imm = rng_below(rng, 200);
	else if (insn_of(insn)->kind == KIND_CALL_KFUNC)
		insn->imm = rng_below(rng, N_FUNCS + 1);
	else if (is_map(insn) && prog->n_maps)
		insn->imm = (int64_t)rng_below(rng, prog->n_maps);
	else if (form->high == USE_VALUE)
		insn->imm = (int64_t)rng_edge(rng);
	else if (rng_percent(rng, 50))
		insn->imm = (int32_t)((uint32_t)insn->imm + rng_below(rng, 17) - 8);
	else
		insn->imm = rng_imm(rng);
}

static void change_off(struct prog *prog, uint32_t i, struct rng *rng)
{
	struct insn *insn = &prog->insn[i];
	const struct form_info *form = form_of(insn_of(insn));

	if (insn_is_jump(insn)) {
		int64_t to = (int64_t)i + 1 + insn->off + rng_below(rng, 9) - 4;

		if (to >= 0 && to < prog->n)
			insn->off = (int32_t)(to - i - 1);
	} else if (form->off == USE_VALUE && insn_of(insn)->pin_off == FIELD_ANY) {
		insn->off =
			(int16_t)(rng_percent(rng, 80) ? insn->off + (int32_t)rng_below(rng, 17) - 8
						       : rng_imm(rng));
	}
}

static void change_reg(struct insn *insn, struct rng *rng)
{
	uint8_t reg = (uint8_t)rng_below(rng, N_REGS);

	if (form_of(insn_of(insn))->dst == USE_VALUE && rng_percent(rng, 50))
		insn->dst = reg;
	else if (insn_of(insn)->src_is_reg)
		insn->src = reg;
}

void mutate(struct prog *prog, struct rng *rng)
{
	uint32_t i = rng_below(rng, prog->n), from = rng_below(rng, prog->n);
	struct insn insn = prog->insn[i];

	switch (rng_below(rng, 8)) {
	case 0:
	case 1:
		change_reg(&prog->insn[i], rng);
		break;
	case 2:
	case 3:
		change_imm(prog, &prog->insn[i], rng);
		break;
	case 4:
		change_off(prog, i, rng);
		break;
	case 5:
		sibling(&prog->insn[i], rng);
		break;
	case 6:
		if (prog->n > 2)
			prog_delete(prog, i, 1);
		break;
	default: /* a copy, here or elsewhere; what has a target stays where it is */
		if (insn_of(&insn)->kind != KIND_CALL_LOCAL && !insn_is_jump(&insn))
			prog_insert(prog, rng_percent(rng, 50) ? i : from, &insn);
		break;
	}
}
