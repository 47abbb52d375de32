/* Encoding x86-64: rows of x64.def with operands.  Pure; see x64.def. */
#ifndef SKEP_JIT_X64_ENCODE_H
#define SKEP_JIT_X64_ENCODE_H

#include <stdbool.h>
#include <stdint.h>

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
};

struct x64_row {
	const char *text;
	uint8_t form, prefix, map, opcode, digit, imm;
	uint16_t flags;
};
extern const struct x64_row x64_row[N_X64];

/** struct x64_op - operands */
struct x64_op {
	uint8_t width;     /* 8, 16, 32, 64 */
	bool memory;       /* rm is [rm + disp] */
	uint8_t reg, rm;
	uint8_t second;    /* VEX: the register in vvvv; COND: enum x64_cond */
	int32_t disp;
	int64_t imm;
};

enum { X64_ROOM = 24 }; /* bytes behind @at that an encoding may write to */

/* Append the instruction at @at; Return: behind it. */
uint8_t *x64_encode(uint8_t *at, enum x64_id id, const struct x64_op *op);

static inline bool fits8(int64_t v)
{
	return v == (int8_t)v;
}

static inline bool fits32(int64_t v)
{
	return v == (int32_t)v;
}

#endif
