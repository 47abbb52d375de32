/*
 * The encoder: prefixes, REX or VEX, opcode, ModRM, SIB, displacement,
 * immediate, in this order.  The shortest displacement and immediate are
 * taken.  The only place that puts a byte of machine code together.
 */
#include "jit/x64/encode.h"

#include <assert.h>
#include <string.h>

const struct x64_row x64_row[N_X64] = {
#define X64(id, text, form, prefix, map, opcode, digit, imm, flags)                                \
	[X64_##id] = { text, X64_FORM_##form, prefix, map, opcode, digit, X64_IMM_##imm, flags },
#include "jit/x64/x64.def"
};

enum { REX = 0x40, REX_W = 8, REX_R = 4, REX_B = 1, SIB_NO_INDEX = 4 << 3 };

/* Always 8 bytes are written, of which @size count: there is room. */
static uint8_t *put(uint8_t *at, uint64_t v, unsigned size)
{
	memcpy(at, &v, sizeof(v));
	return at + size;
}

/* Registers 4-7 are spl, bpl, sil, dil only with a REX prefix. */
static bool needs_rex(const struct x64_row *row, const struct x64_op *op)
{
	return (row->flags & BYTE_REG && op->reg >= 4) ||
	       (row->flags & BYTE_RM && !op->memory && op->rm >= 4);
}

static uint8_t *put_prefixes(uint8_t *at, const struct x64_row *row, const struct x64_op *op)
{
	uint8_t rex = 0;

	if (row->prefix)
		*at++ = row->prefix;
	if (op->width == 16)
		*at++ = 0x66;
	if (op->width == 64 && !(row->flags & FIXED))
		rex |= REX_W;
	if (op->reg & 8)
		rex |= REX_R;
	if (op->rm < X64_RIP && op->rm & 8)
		rex |= REX_B;
	if (rex || needs_rex(row, op))
		*at++ = REX | rex;
	if (row->map)
		*at++ = row->map;
	return at;
}

/* Three bytes: R, X, B inverted and the map; W, vvvv inverted, L = 0, pp. */
static uint8_t *put_vex(uint8_t *at, const struct x64_row *row, const struct x64_op *op)
{
	uint8_t pp = row->prefix == 0x66 ? 1 : row->prefix == 0xf3 ? 2 : 3;

	*at++ = 0xc4;
	*at++ = (uint8_t)((op->reg & 8 ? 0 : 0x80) | 0x40 | (op->rm & 8 ? 0 : 0x20) | row->map);
	*at++ = (uint8_t)((op->width == 64 ? 0x80 : 0) | (~op->second & 15) << 3 | pp);
	return at;
}

static uint8_t modrm(unsigned mod, unsigned reg, unsigned rm)
{
	return (uint8_t)(mod << 6 | (reg & 7) << 3 | (rm & 7));
}

/* rsp and r12 as a base need a SIB; rbp and r13 have no form without displacement. */
static uint8_t *put_memory(uint8_t *at, unsigned reg, const struct x64_op *op)
{
	unsigned base = op->rm & 7;
	unsigned mod = !op->disp && base != RBP ? 0 : fits8(op->disp) ? 1 : 2;

	if (op->rm == X64_RIP) {
		*at++ = modrm(0, reg, RBP);
		return put(at, (uint32_t)op->disp, 4);
	}
	*at++ = modrm(mod, reg, base);
	if (base == RSP)
		*at++ = (uint8_t)(SIB_NO_INDEX | base);
	return put(at, (uint32_t)op->disp, mod == 0 ? 0 : mod == 1 ? 1 : 4);
}

static uint8_t *put_rm(uint8_t *at, const struct x64_row *row, const struct x64_op *op)
{
	unsigned reg = row->form == X64_FORM_M ? row->digit : op->reg;

	if (op->memory)
		return put_memory(at, reg, op);
	*at++ = modrm(3, reg, op->rm);
	return at;
}

static unsigned imm_size(const struct x64_row *row, const struct x64_op *op)
{
	switch (row->imm) {
	case X64_IMM_NONE: return 0;
	case X64_IMM_I8: return 1;
	case X64_IMM_FULL: return op->width / 8;
	case X64_IMM_SHORT:
		if (fits8(op->imm))
			return 1;
		/* fall through */
	default: return op->width == 16 ? 2 : 4;
	}
}

uint8_t *x64_encode(uint8_t *at, enum x64_id id, const struct x64_op *op)
{
	const struct x64_row *row = &x64_row[id];
	unsigned size = imm_size(row, op);
	uint8_t opcode = row->opcode;

	if (row->imm == X64_IMM_SHORT && size == 1)
		opcode |= 2;
	at = row->form == X64_FORM_VEX ? put_vex(at, row, op) : put_prefixes(at, row, op);
	switch (row->form) {
	case X64_FORM_NONE:
		*at++ = (uint8_t)(opcode | (row->flags & COND ? op->second : 0));
		break;
	case X64_FORM_O: *at++ = (uint8_t)(opcode | (op->rm & 7)); break;
	default:
		*at++ = opcode;
		at = put_rm(at, row, op);
	}
	return put(at, (uint64_t)op->imm, size);
}
