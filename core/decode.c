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

#include <assert.h>
#include <errno.h>
#include <stdio.h>

#define NO_INSN UINT32_MAX /* a slot that is the second half of an LDDW */

enum { MAX_ROWS_PER_OPCODE = 16 };

/* Rows by opcode, in table order; built for each decode, 4 KiB on the stack. */
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

		if (op > UINT8_MAX)
			continue;
		assert(index->n[op] < MAX_ROWS_PER_OPCODE);
		index->row[op][index->n[op]++] = (uint8_t)id;
	}
}

enum field { FIELD_DST, FIELD_SRC, FIELD_OFF, FIELD_IMM, N_FIELDS };

static const char *const field_name[N_FIELDS] = { "dst", "src", "off", "imm" };

/* One field against the row: unused and not zero, or not what is pinned. */
static unsigned wrong(enum field field, uint8_t use, int32_t pin, int32_t value)
{
	int32_t must = pin == FIELD_ANY ? 0 : pin;

	return (use == USE_NO || pin != FIELD_ANY) && value != must ? 1u << field : 0;
}

/* The set of fields in which the wire instruction differs from the row. */
static unsigned wrong_fields(const struct insn_info *info, const struct wire_insn *w)
{
	const struct form_info *form = form_of(info);

	return wrong(FIELD_DST, form->dst, FIELD_ANY, w->regs & 15) |
	       wrong(FIELD_SRC, form->src, info->pin_src, w->regs >> 4) |
	       wrong(FIELD_OFF, form->off, info->pin_off, w->off) |
	       wrong(FIELD_IMM, form->imm, info->pin_imm, w->imm);
}

/* Name the first wrong field and what it must be. */
static int refuse_field(const struct insn_info *info, unsigned fields, struct skep_error *error)
{
	int field = __builtin_ctz(fields);
	int32_t pins[N_FIELDS] = { FIELD_ANY, info->pin_src, info->pin_off, info->pin_imm };
	char must[16] = "zero";

	if (pins[field] != FIELD_ANY && pins[field] != 0)
		snprintf(must, sizeof(must), "0x%x", (unsigned)pins[field]);
	return error_set(error, RESERVED_FIELD, info->name, field_name[field], must);
}

/* The row that @w is, or a refusal by the row that it differs least from. */
static int find_row(const struct opcode_index *index, const struct wire_insn *w, uint16_t *id,
		    struct skep_error *error)
{
	unsigned nearest = ~0u;

	*id = INSN_INVALID;
	if (index->n[w->opcode] == 0)
		return error_set(error, UNKNOWN_OPCODE, w->opcode);
	for (int k = 0; k < index->n[w->opcode]; k++) {
		uint8_t row = index->row[w->opcode][k];
		unsigned fields = wrong_fields(&insn_info[row], w);

		if (__builtin_popcount(fields) < __builtin_popcount(nearest)) {
			nearest = fields;
			*id = row;
		}
	}
	return nearest ? refuse_field(&insn_info[*id], nearest, error) : 0;
}

static int check_reg(uint8_t use, unsigned reg, struct skep_error *error)
{
	return use != USE_NO && reg >= N_REGS ? error_set(error, BAD_REGISTER, reg) : 0;
}

/* Join the halves of a two-slot instruction. */
static int decode_high(const struct wire_insn *wire, size_t left, const struct insn_info *info,
		       struct insn *out, struct skep_error *error)
{
	if (left < 2 || wire[1].opcode || wire[1].regs || wire[1].off)
		return error_set(error, BAD_LDDW);
	if (form_of(info)->high == USE_ZERO && wire[1].imm)
		return error_set(error, RESERVED_FIELD, info->name, "second imm", "zero");
	if (form_of(info)->imm != USE_TARGET) /* which stays signed */
		out->imm = (int64_t)((uint64_t)(uint32_t)wire[1].imm << 32 | (uint32_t)wire[0].imm);
	return 0;
}

/* @left: slots from @wire to the end of the program */
static int decode_one(const struct opcode_index *index, const struct wire_insn *wire, size_t left,
		      struct insn *out, struct skep_error *error)
{
	uint8_t dst = wire->regs & 15, src = wire->regs >> 4;
	const struct insn_info *info;
	uint16_t id;
	int err;

	err = find_row(index, wire, &id, error);
	if (err)
		return err;
	info = &insn_info[id];
	err = check_reg(form_of(info)->dst, dst, error);
	if (!err)
		err = check_reg(form_of(info)->src, src, error);
	if (err)
		return err;
	*out = (struct insn){ .id = id, .dst = dst, .off = wire->off, .imm = wire->imm };
	out->src = form_of(info)->src == USE_NO ? 0 : src; /* what is pinned is in the row */
	return form_of(info)->high == USE_NO ? 0 : decode_high(wire, left, info, out, error);
}

/* First pass: rows and fields. */
static int decode_all(const struct wire_insn *wire, size_t n_slots, struct image *image,
		      uint32_t *of_slot, struct skep_error *error)
{
	struct opcode_index index;

	index_rows(&index);
	for (size_t slot = 0; slot < n_slots; slot++) {
		uint32_t i = image->n_insns++;
		int err;

		image->slot[i] = (uint32_t)slot;
		of_slot[slot] = i;
		err = decode_one(&index, &wire[slot], n_slots - slot, &image->insns[i], error);
		if (err) {
			error_place_insn(error, image, i);
			return err;
		}
		if (form_of(insn_of(&image->insns[i]))->high != USE_NO)
			of_slot[++slot] = NO_INSN;
	}
	return 0;
}

/* Second pass: slots of a target to decoded instructions. */
static int resolve(struct image *image, const uint32_t *of_slot, uint32_t i,
		   struct skep_error *error)
{
	struct insn *insn = &image->insns[i];
	const struct form_info *form = form_of(insn_of(insn));
	int64_t target;

	if (form->off != USE_TARGET && form->imm != USE_TARGET)
		return 0;
	target = (int64_t)image->slot[i] + 1 + (form->off == USE_TARGET ? insn->off : insn->imm);
	if (target < 0 || target >= (int64_t)image->n_slots || of_slot[target] == NO_INSN) {
		int err = error_set(error, BAD_JUMP, image->slot[i], (long long)target);

		error_place_insn(error, image, i);
		return err;
	}
	if (insn_of(insn)->kind == KIND_LDDW_FUNC) {
		insn->imm = of_slot[target];
		return 0;
	}
	insn->off = (int32_t)((int64_t)of_slot[target] - i - 1);
	if (form->imm == USE_TARGET)
		insn->imm = 0;
	return 0;
}

int decode(struct arena *arena, const struct wire_insn *wire, size_t n_slots, struct image *image,
	   struct skep_error *error)
{
	uint32_t *of_slot; /* decoded index by slot */
	int err;

	if (n_slots == 0)
		return error_set(error, EMPTY_PROGRAM, image->name ? image->name : "");
	if (n_slots > MAX_INSNS)
		return error_set(error, TOO_MANY_INSNS, n_slots, (unsigned)MAX_INSNS);
	image->insns = ARENA_ARRAY(arena, struct insn, n_slots);
	image->slot = ARENA_ARRAY(arena, uint32_t, n_slots);
	of_slot = ARENA_ARRAY(arena, uint32_t, n_slots);
	if (!image->insns || !image->slot || !of_slot)
		return error_set(error, NO_MEMORY, "program");
	image->n_insns = 0;
	image->n_slots = (uint32_t)n_slots;
	err = decode_all(wire, n_slots, image, of_slot, error);
	for (uint32_t i = 0; i < image->n_insns && !err; i++)
		err = resolve(image, of_slot, i, error);
	return err;
}

/* --- and back --- */

int64_t wire_target(const struct image *image, uint32_t i)
{
	return (int64_t)image->slot[insn_func_target(image->insns, i)] - image->slot[i] - 1;
}

unsigned encode_insn(const struct insn *insn, struct wire_insn *wire)
{
	const struct insn_info *info = insn_of(insn);
	int32_t src = info->pin_src == FIELD_ANY ? insn->src : info->pin_src;

	wire[0] = (struct wire_insn){
		.opcode = (uint8_t)info->opcode,
		.regs = (uint8_t)(src << 4 | insn->dst),
		.off = (int16_t)(info->pin_off == FIELD_ANY ? insn->off : info->pin_off),
		.imm = info->pin_imm == FIELD_ANY ? (int32_t)insn->imm : info->pin_imm,
	};
	if (form_of(info)->high == USE_NO)
		return 1;
	wire[1] = (struct wire_insn){ 0 };
	if (form_of(info)->high == USE_VALUE)
		wire[1].imm = (int32_t)((uint64_t)insn->imm >> 32);
	return 2;
}

int encode(const struct image *image, struct wire_insn *wire)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		struct insn insn = image->insns[i];
		const struct form_info *form = form_of(insn_of(&insn));
		int64_t target;

		if (insn_of(&insn)->opcode > UINT8_MAX)
			return -EINVAL; /* an internal row has no wire form */
		if (form->off == USE_TARGET || form->imm == USE_TARGET) {
			target = wire_target(image, i);
			if (form->off == USE_TARGET && target != (int16_t)target)
				return -ERANGE;
			insn.off = form->off == USE_TARGET ? (int32_t)target : 0;
			insn.imm = form->imm == USE_TARGET ? target : insn.imm;
		}
		encode_insn(&insn, &wire[image->slot[i]]);
	}
	return 0;
}
