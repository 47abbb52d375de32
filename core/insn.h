/*
 * Instructions: the decoded form that every stage works on, and the table
 * (insn.def) that says what each encoding is.
 *
 * The wire format is decoded once.  An LDDW becomes one struct insn; jump and
 * call targets become indices of decoded instructions; whoever shows an
 * instruction number to a person shows the wire slot (struct image, slot[]).
 */
#ifndef SKEP_CORE_INSN_H
#define SKEP_CORE_INSN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum insn_id {
	INSN_INVALID,
#define INSN(id, opcode, src, off, imm, form, group, kind, op, width, text, expr) INSN_##id,
#include "core/insn.def"
	N_INSN_IDS
};

enum insn_form {
#define FORM(id, dst, src, off, imm, high) FORM_##id,
#include "core/form.def"
	N_FORMS
};

/* RFC 9669 conformance groups, then what Linux added, then skep's own rows. */
enum insn_group {
	GROUP_base32,
	GROUP_base64,
	GROUP_divmul32,
	GROUP_divmul64,
	GROUP_atomic32,
	GROUP_atomic64,
	GROUP_packet,
	GROUP_callx,
	GROUP_may_goto,
	GROUP_load_acq_store_rel,
	GROUP_arena,
	GROUP_gotox,
	GROUP_internal,
	N_GROUPS
};

/* What an instruction does to a state.  Transfer functions switch on this. */
enum insn_kind {
	KIND_ALU,
	KIND_CAST,
	KIND_JUMP, /* conditional */
	KIND_GOTO,
	KIND_MAY_GOTO,
	KIND_GOTOX,
	KIND_CALL_HELPER,
	KIND_CALL_LOCAL,
	KIND_CALL_KFUNC,
	KIND_CALLX,
	KIND_EXIT,
	KIND_LOAD,
	KIND_STORE,
	KIND_STORE_IMM,
	KIND_ATOMIC, /* memory only */
	KIND_ATOMIC_FETCH, /* src = old value */
	KIND_ATOMIC_CMPXCHG, /* r0 = old value */
	KIND_LDDW,
	KIND_LDDW_MAP,
	KIND_LDDW_MAP_VALUE,
	KIND_LDDW_BTF_VAR,
	KIND_LDDW_FUNC,
	KIND_LD_PACKET,
	KIND_FENCE,
	KIND_MAP_BASE,
	KIND_LANE_BASE,
	KIND_LANE, /* dst = the run's lane; recipes' */
	KIND_MAP_PART, /* dst = the address of a map's byte imm; recipes' */
	KIND_CALL_RECIPE, /* r0 = recipe->call, of imm arguments */
	KIND_POISON, /* must not be reached */
	N_KINDS
};

enum insn_op {
	OP_NONE,
	OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_SDIV, OP_OR, OP_AND, OP_LSH, OP_RSH,
	OP_MOD, OP_SMOD, OP_XOR, OP_MOV, OP_ARSH, OP_NEG,
	OP_MOVSX8, OP_MOVSX16, OP_MOVSX32,
	OP_LE16, OP_LE32, OP_LE64, OP_SWAP16, OP_SWAP32, OP_SWAP64,
	OP_JEQ, OP_JGT, OP_JGE, OP_JSET, OP_JNE, OP_JSGT, OP_JSGE, OP_JLT, OP_JLE,
	OP_JSLT, OP_JSLE,
	OP_XCHG, OP_CMPXCHG,
	OP_SIGNED, OP_ACQUIRE, OP_RELEASE,
	OP_ABS, OP_IND,
};

enum {
	N_REGS = 11, /* r0..r10 */
	REG_FP = 10, /* the frame pointer, read-only */
};

/**
 * struct insn - one decoded instruction
 * @id:  row of the table (enum insn_id)
 * @dst: destination register 0..10
 * @src: source register 0..10; 0 where the form has none
 * @off: byte offset of a memory access; for jumps and local calls the target
 *       relative to the next *decoded* instruction; kfuncs: the module index
 * @imm: the immediate, sign-extended to 64 bits; LDDW: the full 64-bit value;
 *       LDDW_MAP: the map's index in the image; LDDW_MAP_VALUE: map index in
 *       the low half, byte offset in the high half; LDDW_FUNC: the decoded
 *       index of the function's first instruction; calls of helpers: its id;
 *       of host functions: the function's index in the image
 *
 * For 32-bit arithmetic and comparisons use the low half of @imm.
 */
struct insn {
	uint16_t id;
	uint8_t dst;
	uint8_t src;
	int32_t off;
	int64_t imm;
};

/* The wire format, RFC 9669 section 3; little-endian. */
struct wire_insn {
	uint8_t opcode;
	uint8_t regs; /* src << 4 | dst */
	int16_t off;
	int32_t imm;
};

enum { FIELD_ANY = INT32_MIN }; /* in insn_info: not pinned */

/** struct insn_info - a row of the table, see insn.def */
struct insn_info {
	const char *name;
	uint16_t opcode;
	int32_t pin_src, pin_off, pin_imm; /* FIELD_ANY where not pinned */
	uint8_t form, group, kind, op, width;
	bool src_is_reg; /* the form has a source register */
	const char *text;
};

enum field_use { USE_NO, USE_VALUE, USE_TARGET, USE_ZERO };

/** struct form_info - a row of form.def; members are enum field_use */
struct form_info {
	uint8_t dst, src, off, imm, high;
};

extern const struct insn_info insn_info[N_INSN_IDS];
extern const struct form_info form_info[N_FORMS];
extern const char *const group_name[N_GROUPS];

static inline const struct form_info *form_of(const struct insn_info *info)
{
	return &form_info[info->form];
}

static inline const struct insn_info *insn_of(const struct insn *insn)
{
	return &insn_info[insn->id];
}

/* Index of the instruction that a jump or local call at @i goes to. */
static inline uint32_t insn_target(const struct insn *insns, uint32_t i)
{
	return (uint32_t)((int64_t)i + 1 + insns[i].off);
}

/* The same, also for the function that an LDDW_FUNC refers to. */
static inline uint32_t insn_func_target(const struct insn *insns, uint32_t i)
{
	return insn_of(&insns[i])->kind == KIND_LDDW_FUNC ? (uint32_t)insns[i].imm :
							    insn_target(insns, i);
}

static inline bool insn_is_jump(const struct insn *insn)
{
	uint8_t kind = insn_of(insn)->kind;

	return kind == KIND_JUMP || kind == KIND_GOTO || kind == KIND_MAY_GOTO;
}

/* Control does not fall through to the next instruction. */
static inline bool insn_ends_path(const struct insn *insn)
{
	uint8_t kind = insn_of(insn)->kind;

	return kind == KIND_GOTO || kind == KIND_EXIT || kind == KIND_GOTOX;
}

/* The operand that an arithmetic instruction or jump without a source register has. */
static inline uint64_t insn_immediate(const struct insn *insn)
{
	return insn_of(insn)->width == 32 ? (uint32_t)insn->imm : (uint64_t)insn->imm;
}

/**
 * insn_eval_alu - the value of an arithmetic instruction on constants
 * @id: a row of KIND_ALU
 * @d:  value of dst, all 64 bits
 * @s:  value of the source operand (register or sign-extended immediate)
 *
 * Return: the new dst; 32-bit rows use the low halves and zero the upper one.
 * Drawn from the table's expressions.
 */
uint64_t insn_eval_alu(enum insn_id id, uint64_t d, uint64_t s);

/* The condition of a KIND_JUMP row on constants; 32-bit rows use low halves. */
bool insn_eval_jump(enum insn_id id, uint64_t d, uint64_t s);

/* What memory becomes under a KIND_ATOMIC or KIND_ATOMIC_FETCH row; no CMPXCHG. */
uint64_t insn_eval_atomic(enum insn_id id, uint64_t old, uint64_t s);

#endif
