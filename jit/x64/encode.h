/*
 * Encoding x86-64: rows of x64.def with operands: prefixes, REX or VEX, opcode,
 * ModRM, SIB, displacement, immediate, in this order.  The shortest displacement
 * and immediate are taken.  The only place that puts a byte of machine code
 * together.  Inline, so that what is known of a row costs nothing.
 */
#ifndef SKEP_JIT_X64_ENCODE_H
#define SKEP_JIT_X64_ENCODE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum x64_reg {
	RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15,
	X64_RIP = 16, /* as a base: the displacement counts from the instruction's end */
};

enum x64_cond {
	CC_B = 2, CC_AE, CC_E, CC_NE, CC_BE, CC_A, CC_S, CC_NS, CC_L = 12, CC_GE, CC_LE, CC_G,
};

enum x64_id {
#define X64(id, text, form, prefix, map, opcode, digit, imm, flags) X64_##id,
#include "jit/x64/x64.def"
	N_X64
};

enum x64_form { X64_FORM_MR, X64_FORM_RM, X64_FORM_M, X64_FORM_O, X64_FORM_VEX, X64_FORM_NONE };
enum x64_imm { X64_IMM_NONE, X64_IMM_I8, X64_IMM_SHORT, X64_IMM_WIDE, X64_IMM_FULL };
enum x64_flags {
	BYTE_REG = 1 << 0,
	BYTE_RM = 1 << 1,
	FIXED = 1 << 2,
	MEMORY = 1 << 3,   /* rm is never a register */
	RM16 = 1 << 4,     /* rm is of 16 or 32 bits whatever the width */
	RM32 = 1 << 5,
	COUNT_CL = 1 << 6,
	DISTANCE = 1 << 7,
	COND = 1 << 8,     /* the condition is in `second` */
	SECOND_FIRST = 1 << 9, /* in the text the register in vvvv is in front of rm */
};

struct x64_row {
	const char *text;
	uint8_t form, prefix, map, opcode, digit, imm;
	uint16_t flags;
};
static const struct x64_row x64_row[N_X64] = {
#define X64(id, text, form, prefix, map, opcode, digit, imm, flags)                                \
	[X64_##id] = { text, X64_FORM_##form, prefix, map, opcode, digit, X64_IMM_##imm, flags },
#include "jit/x64/x64.def"
};

/** struct x64_op - operands */
struct x64_op {
	uint8_t width;     /* 8, 16, 32, 64 */
	bool memory;       /* rm is [rm + disp] */
	uint8_t reg, rm;
	bool indexed;      /* memory is [rm + index << scale + disp]; the index is not rsp */
	uint8_t index, scale;
	uint8_t second;    /* VEX: the register in vvvv; COND: enum x64_cond */
	int32_t disp;
	int64_t imm;
};

enum { X64_ROOM = 24 }; /* bytes behind @at that an encoding may write to */

static inline bool fits8(int64_t v)
{
	return v == (int8_t)v;
}

static inline bool fits32(int64_t v)
{
	return v == (int32_t)v;
}

enum { REX = 0x40, REX_W = 8, REX_R = 4, REX_X = 2, REX_B = 1, SIB_NO_INDEX = 4 << 3 };

/* Always 8 bytes are written, of which @size count: there is room. */
static inline uint8_t *x64_bytes(uint8_t *at, uint64_t v, unsigned size)
{
	memcpy(at, &v, sizeof(v));
	return at + size;
}

/* Registers 4-7 are spl, bpl, sil, dil only with a REX prefix. */
static inline bool x64_needs_rex(const struct x64_row *row, const struct x64_op *op)
{
	return (row->flags & BYTE_REG && op->reg >= 4) ||
	       (row->flags & BYTE_RM && !op->memory && op->rm >= 4);
}

static inline uint8_t *x64_put_prefixes(uint8_t *at, const struct x64_row *row,
					 const struct x64_op *op)
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
	if (op->indexed && op->index & 8)
		rex |= REX_X;
	if (op->rm < X64_RIP && op->rm & 8)
		rex |= REX_B;
	if (rex || x64_needs_rex(row, op))
		*at++ = REX | rex;
	if (row->map)
		*at++ = row->map;
	return at;
}

/* Three bytes: R, X, B inverted and the map; W, vvvv inverted, L = 0, pp. */
static inline uint8_t *x64_put_vex(uint8_t *at, const struct x64_row *row,
					 const struct x64_op *op)
{
	uint8_t pp = row->prefix == 0x66 ? 1 : row->prefix == 0xf3 ? 2 : 3;

	*at++ = 0xc4;
	*at++ = (uint8_t)((op->reg & 8 ? 0 : 0x80) | 0x40 | (op->rm & 8 ? 0 : 0x20) | row->map);
	*at++ = (uint8_t)((op->width == 64 ? 0x80 : 0) | (~op->second & 15) << 3 | pp);
	return at;
}

static inline uint8_t x64_modrm(unsigned mod, unsigned reg, unsigned rm)
{
	return (uint8_t)(mod << 6 | (reg & 7) << 3 | (rm & 7));
}

/* rsp and r12 as a base need a SIB; rbp and r13 have no form without displacement. */
static inline uint8_t *x64_put_memory(uint8_t *at, unsigned reg,
					 const struct x64_op *op)
{
	unsigned base = op->rm & 7;
	unsigned mod = !op->disp && base != RBP ? 0 : fits8(op->disp) ? 1 : 2;

	if (op->rm == X64_RIP) {
		*at++ = x64_modrm(0, reg, RBP);
		return x64_bytes(at, (uint32_t)op->disp, 4);
	}
	*at++ = x64_modrm(mod, reg, op->indexed ? RSP : base);
	if (op->indexed)
		*at++ = x64_modrm(op->scale, op->index, base);
	else if (base == RSP)
		*at++ = (uint8_t)(SIB_NO_INDEX | base);
	return x64_bytes(at, (uint32_t)op->disp, mod == 0 ? 0 : mod == 1 ? 1 : 4);
}

static inline uint8_t *x64_put_rm(uint8_t *at, const struct x64_row *row,
					 const struct x64_op *op)
{
	unsigned reg = row->form == X64_FORM_M ? row->digit : op->reg;

	if (op->memory)
		return x64_put_memory(at, reg, op);
	*at++ = x64_modrm(3, reg, op->rm);
	return at;
}

static inline unsigned x64_imm_size(const struct x64_row *row, const struct x64_op *op)
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

/* Append the instruction at @at; Return: behind it. */
static inline __attribute__((always_inline)) uint8_t *x64_encode(uint8_t *at, enum x64_id id,
								  const struct x64_op *op)
{
	const struct x64_row *row = &x64_row[id];
	unsigned size = x64_imm_size(row, op);
	uint8_t opcode = row->opcode;

	if (row->imm == X64_IMM_SHORT && size == 1)
		opcode |= 2;
	at = row->form == X64_FORM_VEX ? x64_put_vex(at, row, op) : x64_put_prefixes(at, row, op);
	switch (row->form) {
	case X64_FORM_NONE:
		*at++ = (uint8_t)(opcode | (row->flags & COND ? op->second : 0));
		break;
	case X64_FORM_O: *at++ = (uint8_t)(opcode | (op->rm & 7)); break;
	default:
		*at++ = (uint8_t)(opcode | (row->flags & COND ? op->second : 0));
		at = x64_put_rm(at, row, op);
	}
	return x64_bytes(at, (uint64_t)op->imm, size);
}

#endif
