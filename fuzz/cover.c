/* Counting what programs are made of; see cover.h. */
#include "core/cfg.h"
#include "fuzz/cover.h"

#include <inttypes.h>
#include <string.h>

static const char *const shape_name[N_SHAPES] = {
	[SHAPE_CALL] = "call",
	[SHAPE_GLOBAL_CALL] = "call of a global function",
	[SHAPE_CALLBACK] = "callback",
	[SHAPE_LOOP] = "loop",
	[SHAPE_NESTED_LOOP] = "nested loop",
	[SHAPE_WIDENED_LOOP] = "widened loop",
	[SHAPE_SPILL] = "spill of 8 bytes",
	[SHAPE_NARROW_SPILL] = "narrow spill",
	[SHAPE_POINTER_SPILL] = "spill of a pointer",
	[SHAPE_VARIABLE] = "access at a variable offset",
	[SHAPE_TRUSTED] = "program with rights",
};

static void count(struct cover_count *count, bool reached)
{
	count->written++;
	count->reached += reached;
}

static bool is_back_edge(const struct image *image, uint32_t i)
{
	return insn_is_jump(&image->insns[i]) && insn_target(image->insns, i) <= i;
}

/* Another loop lies inside the one that ends here. */
static bool has_inner_loop(const struct image *image, uint32_t i)
{
	for (uint32_t j = insn_target(image->insns, i); j < i; j++)
		if (is_back_edge(image, j) &&
		    insn_target(image->insns, j) > insn_target(image->insns, i))
			return true;
	return false;
}

static void add_call(struct cover *cover, const struct image *image, uint32_t i, bool reached)
{
	uint32_t callee = image_subprog(image, insn_target(image->insns, i));

	count(&cover->shape[image->subprogs[callee].is_global ? SHAPE_GLOBAL_CALL : SHAPE_CALL],
	      reached);
}

struct value proved_before(const struct image *image, const struct facts *facts, uint32_t i,
			   unsigned reg)
{
	const struct value *v;

	for (; !(facts->insn[i].flags & FACT_HEAD) && i; i--)
		if (insn_writes(&image->insns[i - 1]) >> reg & 1)
			return reg && insn_written_reg(&image->insns[i - 1]) != (int)reg
				       ? (struct value){ .kind = VALUE_UNINIT } /* by a call */
				       : facts->out[i - 1];
	v = facts->insn[i].flags & FACT_HEAD ? fact_head(facts, &facts->insn[i], reg) : NULL;
	return v ? *v : (struct value){ .kind = VALUE_UNINIT };
}

/* A store to the frame. */
static void add_spill(struct cover *cover, const struct image *image, const struct facts *facts,
		      uint32_t i, bool reached)
{
	const struct insn *insn = &image->insns[i];
	enum cover_shape shape = insn_of(insn)->width == 64 ? SHAPE_SPILL : SHAPE_NARROW_SPILL;
	struct value v;

	count(&cover->shape[shape], reached);
	if (!reached)
		return;
	v = proved_before(image, facts, i, insn->src);
	if (value_is_pointer(&v))
		count(&cover->shape[SHAPE_POINTER_SPILL], true);
}

static void add_jump(struct cover *cover, const struct image *image, uint32_t i, bool reached)
{
	if (!is_back_edge(image, i))
		return;
	count(&cover->shape[SHAPE_LOOP], reached);
	if (has_inner_loop(image, i))
		count(&cover->shape[SHAPE_NESTED_LOOP], reached);
}

static void add_access(struct cover *cover, const struct image *image, const struct facts *facts,
		       uint32_t i)
{
	const struct fact *fact = &facts->insn[i];

	if (!(fact->flags & FACT_ACCESS))
		return;
	count(&cover->region[fact->region], true);
	if (fact->hi - fact->lo > insn_of(&image->insns[i])->width / 8)
		count(&cover->shape[SHAPE_VARIABLE], true);
}

static void add_insn(struct cover *cover, const struct image *image, const struct facts *facts,
		     uint32_t i)
{
	const struct insn *insn = &image->insns[i];
	bool reached = facts && facts->insn[i].flags & FACT_REACHED;

	count(&cover->insn[insn->id], reached);
	if (reached)
		add_access(cover, image, facts, i);
	switch (insn_of(insn)->kind) {
	case KIND_CALL_HELPER:
		if ((uint64_t)insn->imm <= MAX_HELPER_ID)
			count(&cover->helper[insn->imm], reached);
		break;
	case KIND_CALL_LOCAL: add_call(cover, image, i, reached); break;
	case KIND_LDDW_FUNC: count(&cover->shape[SHAPE_CALLBACK], reached); break;
	case KIND_LDDW_MAP:
	case KIND_LDDW_MAP_VALUE:
		count(&cover->map[image->maps[(uint32_t)insn->imm]->type], reached);
		break;
	case KIND_STORE:
		if (insn->dst == REG_FP)
			add_spill(cover, image, facts, i, reached);
		break;
	default: add_jump(cover, image, i, reached); break;
	}
}

void cover_add(struct cover *cover, const struct image *image, const struct facts *facts)
{
	for (uint32_t i = 0; i < image->n_insns; i++)
		add_insn(cover, image, facts, i);
	if (facts && facts->n_widened)
		count(&cover->shape[SHAPE_WIDENED_LOOP], true);
	if (facts && facts->rights)
		count(&cover->shape[SHAPE_TRUSTED], true);
}

/* --- printing --- */

/* What this version runs, and a program of the generator's types could have. */
static bool insn_expected(uint32_t id)
{
	const struct insn_info *info = &insn_info[id];

	return id != INSN_INVALID && info->opcode <= UINT8_MAX && insn_is_supported(info);
}

static bool helper_expected(uint32_t number)
{
	const struct helper_info *helper = helper_by_number(number);

	return helper && helper->flags & HELPER_BODY &&
	       helper->types & (T(XDP) | T(SCHED_CLS) | T(CGROUP_SKB) | T(SOCKET_FILTER));
}

static bool map_expected(uint32_t type)
{
	const struct map_type_info *info = map_type_by_number(type);

	return info && info->flags & MAPF_SUPPORTED;
}

static bool region_expected(uint32_t kind)
{
	return value_kind_info[kind].deref;
}

static bool shape_expected(uint32_t shape)
{
	(void)shape;
	return true;
}

static const char *insn_row_name(uint32_t id)
{
	return insn_info[id].name;
}

static const char *helper_row_name(uint32_t number)
{
	return helper_name(number);
}

static const char *map_row_name(uint32_t type)
{
	return map_type_by_number(type)->name;
}

static const char *region_name(uint32_t kind)
{
	return value_kind_info[kind].name;
}

static const char *shape_row_name(uint32_t shape)
{
	return shape_name[shape];
}

/* One table's line: rows reached of those expected, the least of them, and who was not. */
static void print_rows(FILE *out, const char *what, const struct cover_count *row, uint32_t n,
		       bool (*expected)(uint32_t), const char *(*name)(uint32_t))
{
	uint32_t all = 0, reached = 0, least = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (!expected(i))
			continue;
		all++;
		reached += row[i].reached != 0;
		if (row[i].reached && (!least || row[i].reached < row[least].reached))
			least = i;
	}
	fprintf(out, "%-16s %4u of %-4u", what, reached, all);
	if (least)
		fprintf(out, "  least: %s %" PRIu64, name(least), row[least].reached);
	for (uint32_t i = 0, first = 1; i < n; i++) {
		if (!expected(i) || row[i].reached)
			continue;
		fprintf(out, "%s%s%s", first ? "; never: " : ", ", name(i),
			row[i].written ? "" : " (not written)");
		first = 0;
	}
	fputc('\n', out);
}

void cover_print(const struct cover *cover, FILE *out)
{
	fprintf(out, "reached in accepted programs:\n");
	print_rows(out, "instructions", cover->insn, N_INSN_IDS, insn_expected, insn_row_name);
	print_rows(out, "helpers", cover->helper, MAX_HELPER_ID + 1, helper_expected,
		   helper_row_name);
	print_rows(out, "map types", cover->map, 64, map_expected, map_row_name);
	print_rows(out, "memory", cover->region, N_VALUE_KINDS, region_expected, region_name);
	print_rows(out, "shapes", cover->shape, N_SHAPES, shape_expected, shape_row_name);
}
