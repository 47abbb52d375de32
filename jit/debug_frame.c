/* Rows of unwind information as DWARF: one CIE, a FDE a function. */
#include "jit/debug.h"

/* DWARF 4, 7.23, and the Linux Standard Base for what .eh_frame adds. */
enum {
	CFA_ADVANCE_LOC4 = 0x04,
	CFA_SAME_VALUE = 0x08,
	CFA_REMEMBER_STATE = 0x0a,
	CFA_RESTORE_STATE = 0x0b,
	CFA_DEF_CFA = 0x0c,
	CFA_OFFSET_EXTENDED_SF = 0x11,
	CFA_NOP = 0,
	POINTER_ABSOLUTE = 0,
	DATA_ALIGN = -8,
};

/* Of each machine: DWARF's number of what holds the return address. */
static const uint8_t return_reg[N_JIT_MACHINES] = { [JIT_X64] = 16, [JIT_A64] = 30 };

static void end_entry(struct bytes *out, size_t start)
{
	while ((out->size - start) % 8 != 4 && !out->failed)
		bytes_number(out, CFA_NOP, 1);
	bytes_set(out, start, out->size - start - 4, 4);
}

static void put_cie(const struct jit_code *code, struct bytes *out)
{
	size_t start = out->size;

	bytes_number(out, 0, 4); /* length */
	bytes_number(out, 0, 4); /* a CIE */
	bytes_number(out, 1, 1); /* version */
	bytes_text(out, "zR");
	bytes_uleb(out, 1); /* unit of advances */
	bytes_sleb(out, DATA_ALIGN);
	bytes_uleb(out, return_reg[code->machine]);
	bytes_uleb(out, 1); /* of the augmentation */
	bytes_number(out, POINTER_ABSOLUTE, 1);
	end_entry(out, start);
}

static void put_row(const struct unwind_row *row, struct bytes *out)
{
	switch (row->kind) {
	case UNWIND_CFA:
		bytes_number(out, CFA_DEF_CFA, 1);
		bytes_uleb(out, row->reg);
		bytes_uleb(out, (uint64_t)row->v);
		break;
	case UNWIND_SAVED:
		bytes_number(out, CFA_OFFSET_EXTENDED_SF, 1);
		bytes_uleb(out, row->reg);
		bytes_sleb(out, row->v / DATA_ALIGN);
		break;
	case UNWIND_BACK:
		bytes_number(out, CFA_SAME_VALUE, 1);
		bytes_uleb(out, row->reg);
		break;
	case UNWIND_REMEMBER: bytes_number(out, CFA_REMEMBER_STATE, 1); break;
	case UNWIND_RECALL: bytes_number(out, CFA_RESTORE_STATE, 1); break;
	default: break;
	}
}

/* Return: the row behind the function. */
static uint32_t put_fde(const struct jit_code *code, size_t cie, uint32_t i, struct bytes *out)
{
	uint32_t at = code->unwind[i].at, end = i + 1;
	size_t start = out->size;

	while (end < code->n_unwind && code->unwind[end].kind != UNWIND_FUNC)
		end++;
	bytes_number(out, 0, 4); /* length */
	bytes_number(out, out->size - cie, 4); /* back to the CIE */
	bytes_number(out, (uintptr_t)code->text + at, 8);
	bytes_number(out, (end < code->n_unwind ? code->unwind[end].at : code->size) - at, 8);
	bytes_uleb(out, 0); /* no augmentation */
	for (i++; i < end; i++) {
		const struct unwind_row *row = &code->unwind[i];

		if (row->at != at) {
			bytes_number(out, CFA_ADVANCE_LOC4, 1);
			bytes_number(out, row->at - at, 4);
		}
		at = row->at;
		put_row(row, out);
	}
	end_entry(out, start);
	return end;
}

void debug_frames(const struct jit_code *code, struct bytes *out)
{
	size_t cie = out->size;
	uint32_t i = 0;

	put_cie(code, out);
	while (i < code->n_unwind)
		i = put_fde(code, cie, i, out);
	bytes_number(out, 0, 4);
}
