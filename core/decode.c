/*
 * The wire format to decoded instructions and back: the only place that looks
 * at opcode bytes.
 *
 * An opcode has a few rows (insn.def), told apart by their pinned fields.  A
 * field that the row's form does not use and that is not pinned must be zero;
 * that is the whole structural validation.  Targets are resolved in a second
 * pass, when every slot's decoded index is known.
 */
#include "core/image.h"

#include <errno.h>

#define NO_INSN UINT32_MAX /* a slot that is the second half of an LDDW */

enum { MAX_ROWS_PER_OPCODE = 16 };

/* Rows by opcode, in table order; built for each decode, 8 KiB on the stack. */
struct opcode_index {
	uint8_t n[256];
	uint8_t row[256][MAX_ROWS_PER_OPCODE];
};

_Static_assert(N_INSN_IDS <= 256, "rows are indexed by a byte");

static void index_rows(struct opcode_index *index)
{
	for (int op = 0; op < 256; op++)
		index->n[op] = 0;
	for (int id = 1; id < N_INSN_IDS; id++) {
		uint16_t op = insn_info[id].opcode;

		if (op < 256)
			index->row[op][index->n[op]++] = (uint8_t)id;
	}
}

/* Does the wire instruction have the row's pinned values, where it pins something? */
static bool pins_match(const struct insn_info *info, const struct wire_insn *w)
{
	const struct form_info *form = &form_info[info->form];

	if (info->pin_src != FIELD_ANY && !form->src && info->pin_src != 0 && info->pin_src != w->regs >> 4)
		return false;
	if (info->pin_off != FIELD_ANY && info->pin_off != 0 && info->pin_off != w->off)
		return false;
	return info->pin_imm == FIELD_ANY || info->pin_imm == 0 || info->pin_imm == w->imm;
}

/* The name of the first field that is not zero though the row says so, or NULL. */
static const char *bad_field(const struct insn_info *info, const struct wire_insn *w)
{
	const struct form_info *form = &form_info[info->form];

	if (!form->dst && (w->regs & 15) != 0)
		return "dst";
	if (info->pin_src != FIELD_ANY ? info->pin_src != w->regs >> 4 : !form->src && w->regs >> 4)
		return "src";
	if (info->pin_off != FIELD_ANY ? info->pin_off != w->off : !form->off && w->off)
		return "off";
	if (info->pin_imm != FIELD_ANY ? info->pin_imm != w->imm : !form->imm && w->imm)
		return "imm";
	return NULL;
}

/* The row that fits best: all fields, else one whose pins fit (for the message). */
static const struct insn_info *find_row(const struct opcode_index *index, const struct wire_insn *w,
					uint16_t *id)
{
	const struct insn_info *near = NULL;

	for (int k = 0; k < index->n[w->opcode]; k++) {
		const struct insn_info *info = &insn_info[index->row[w->opcode][k]];

		if (!bad_field(info, w)) {
			*id = index->row[w->opcode][k];
			return info;
		}
		if (pins_match(info, w) || !near)
			near = info;
	}
	*id = INSN_INVALID;
	return near;
}

static bool takes_two_slots(const struct insn_info *info)
{
	return info->form == FORM_DST_IMM64 || info->form == FORM_DST_IMM64_LOW;
}

static int decode_lddw(const struct wire_insn *wire, size_t slot, size_t n_slots,
		       const struct insn_info *info, struct insn *out, struct skep_error *error)
{
	const struct wire_insn *high = &wire[slot + 1];

	if (slot + 1 >= n_slots || high->opcode || high->regs || high->off)
		return error_set(error, BAD_LDDW);
	if (info->form == FORM_DST_IMM64_LOW) {
		if (high->imm)
			return error_set(error, RESERVED_FIELD, info->name, "high half");
		out->imm = info->kind == KIND_LDDW_MAP ? (int64_t)(uint32_t)wire[slot].imm : wire[slot].imm;
		return 0;
	}
	out->imm = (int64_t)((uint64_t)(uint32_t)high->imm << 32 | (uint32_t)wire[slot].imm);
	return 0;
}

static int decode_one(const struct opcode_index *index, const struct wire_insn *wire, size_t slot,
		      size_t n_slots, struct insn *out, struct skep_error *error)
{
	const struct wire_insn *w = &wire[slot];
	const struct insn_info *info;
	uint16_t id;

	info = find_row(index, w, &id);
	if (!info)
		return error_set(error, UNKNOWN_OPCODE, w->opcode);
	if (id == INSN_INVALID)
		return error_set(error, RESERVED_FIELD, info->name, bad_field(info, w));
	if (form_info[info->form].dst && (w->regs & 15) >= N_REGS)
		return error_set(error, BAD_REGISTER, w->regs & 15u);
	if (form_info[info->form].src && w->regs >> 4 >= N_REGS)
		return error_set(error, BAD_REGISTER, w->regs >> 4u);
	*out = (struct insn){ .id = id,
			      .dst = form_info[info->form].dst ? w->regs & 15 : 0,
			      .src = form_info[info->form].src ? w->regs >> 4 : 0,
			      .off = w->off,
			      .imm = w->imm };
	return takes_two_slots(info) ? decode_lddw(wire, slot, n_slots, info, out, error) : 0;
}

/* Relative target in slots, of the forms that have one. */
static bool target_of(const struct insn *insn, int64_t *rel)
{
	switch (insn_of(insn)->form) {
	case FORM_DST_IMM_JUMP:
	case FORM_DST_SRC_JUMP:
	case FORM_JUMP_OFF: *rel = insn->off; return true;
	case FORM_JUMP_IMM:
	case FORM_CALL_IMM: *rel = insn->imm; return true;
	default: break;
	}
	if (insn_of(insn)->kind != KIND_LDDW_FUNC)
		return false;
	*rel = insn->imm;
	return true;
}

static int resolve(struct image *image, const uint32_t *of_slot, uint32_t i, struct skep_error *error)
{
	struct insn *insn = &image->insns[i];
	int64_t rel, target;
	uint32_t to;

	if (!target_of(insn, &rel))
		return 0;
	/* An LDDW_FUNC counts from its own slot + 1, as a call does. */
	target = (int64_t)image->slot[i] + 1 + rel;
	if (target < 0 || target >= (int64_t)image->n_slots || of_slot[target] == NO_INSN)
		return error_set(error, BAD_JUMP, image->slot[i], (long long)target);
	to = of_slot[target];
	if (insn_of(insn)->kind == KIND_LDDW_FUNC) {
		insn->imm = to;
		return 0;
	}
	insn->off = (int32_t)((int64_t)to - i - 1);
	if (insn_of(insn)->form == FORM_JUMP_IMM || insn_of(insn)->form == FORM_CALL_IMM)
		insn->imm = 0;
	return 0;
}

int decode(struct arena *arena, const struct wire_insn *wire, size_t n_slots, struct image *image,
	   struct skep_error *error)
{
	struct opcode_index index;
	uint32_t *of_slot;
	int err = 0;

	if (n_slots == 0)
		return error_set(error, EMPTY_PROGRAM, image->name ? image->name : "");
	if (n_slots > MAX_INSNS)
		return error_set(error, TOO_MANY_INSNS, n_slots, (unsigned)MAX_INSNS);
	image->insns = ARENA_ARRAY(arena, struct insn, n_slots);
	image->slot = ARENA_ARRAY(arena, uint32_t, n_slots);
	of_slot = ARENA_ARRAY(arena, uint32_t, n_slots);
	if (!image->insns || !image->slot || !of_slot)
		return error_set(error, NO_MEMORY, "program");
	index_rows(&index);
	image->n_insns = 0;
	image->n_slots = (uint32_t)n_slots;
	for (size_t slot = 0; slot < n_slots && !err; slot++) {
		struct insn *insn = &image->insns[image->n_insns];

		err = decode_one(&index, wire, slot, n_slots, insn, error);
		image->slot[image->n_insns] = (uint32_t)slot;
		of_slot[slot] = image->n_insns++;
		if (!err && takes_two_slots(insn_of(insn)))
			of_slot[++slot] = NO_INSN;
	}
	for (uint32_t i = 0; i < image->n_insns && !err; i++) {
		err = resolve(image, of_slot, i, error);
		if (err && error)
			error->insn = (int32_t)image->slot[i];
	}
	if (err && error && error->insn < 0)
		error->insn = (int32_t)image->slot[image->n_insns - 1];
	return err;
}

/* --- and back --- */

static int32_t wire_target(const struct image *image, uint32_t i)
{
	uint32_t to = insn_of(&image->insns[i])->kind == KIND_LDDW_FUNC ? (uint32_t)image->insns[i].imm :
									   insn_target(image->insns, i);

	return (int32_t)((int64_t)image->slot[to] - image->slot[i] - 1);
}

static void encode_one(const struct image *image, uint32_t i, struct wire_insn *w)
{
	const struct insn *insn = &image->insns[i];
	const struct insn_info *info = insn_of(insn);
	int32_t imm = (int32_t)insn->imm, off = insn->off;

	if (info->form == FORM_JUMP_IMM || info->form == FORM_CALL_IMM || info->kind == KIND_LDDW_FUNC) {
		imm = wire_target(image, i);
		off = 0;
	} else if (insn_is_jump(insn)) {
		off = wire_target(image, i);
	}
	w[0].opcode = (uint8_t)info->opcode;
	w[0].regs = (uint8_t)((info->pin_src != FIELD_ANY ? info->pin_src : insn->src) << 4 | insn->dst);
	w[0].off = (int16_t)(info->pin_off != FIELD_ANY ? info->pin_off : off);
	w[0].imm = info->pin_imm != FIELD_ANY ? info->pin_imm : imm;
	if (takes_two_slots(info))
		w[1] = (struct wire_insn){ .imm = info->form == FORM_DST_IMM64 ?
							  (int32_t)((uint64_t)insn->imm >> 32) :
							  0 };
}

int encode(const struct image *image, struct wire_insn *wire)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];

		if (insn_of(insn)->opcode > 255)
			return -EINVAL; /* an internal row has no wire form */
		if (insn_is_jump(insn) && insn_of(insn)->form != FORM_JUMP_IMM) {
			int32_t off = wire_target(image, i);

			if (off != (int16_t)off)
				return -ERANGE;
		}
		encode_one(image, i, &wire[image->slot[i]]);
	}
	return 0;
}
