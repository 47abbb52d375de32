/*
 * The intermediate representation: what a program does, in operations that both
 * machines have (ir.def), without a word of BPF: contexts are the host's, maps are
 * addresses, recipes are expanded, the instruction budget is arithmetic.
 *
 * Level 0 has fixed temporaries, the registers of BPF first; operands of two-address
 * operations are where machines want them (ir_check).
 *
 * Text, a line each: `add.64 r1, r1, 5`, `load.32 r0, [r1 + 8]`,
 * `jeq.64 r1, $7, L3`, `L3:`.  A constant that the program chose has a $.
 */
#ifndef SKEP_JIT_IR_H
#define SKEP_JIT_IR_H

#include <stdbool.h>
#include <stdio.h>

#include "core/arena.h"
#include "core/insn.h"

enum ir_op {
#define OP(id, text, form, widths) IR_##id,
#include "jit/ir.def"
	N_IR_OPS
};

enum ir_form {
	IR_FORM_NONE,
	IR_FORM_MOVE,     /* to, a */
	IR_FORM_BINARY,   /* to, a, b */
	IR_FORM_LOAD,     /* to, [a + off] */
	IR_FORM_STORE,    /* [a + off], b */
	IR_FORM_LOAD_AT,  /* to, [a + b * scale + off]; the scale is the operation's */
	IR_FORM_STORE_AT, /* [a + to * scale + off], b */
	IR_FORM_FETCH,    /* to, [a + off], b */
	IR_FORM_EXCHANGE, /* to, which is read too, [a + off], b */
	IR_FORM_JUMP_IF,  /* a, b, label in to */
	IR_FORM_JUMP,     /* label in to */
	IR_FORM_LABEL,    /* label in to */
	IR_FORM_CHARGE,   /* number, a constant, in a */
	IR_FORM_LOOP,     /* number, a constant, in a; label in to */
	IR_FORM_CALL,     /* address, a constant, in a; enum ir_call in off */
	IR_FORM_ADDRESS,  /* to, label in a */
	IR_FORM_FUNC,     /* number of the function in to */
	IR_FORM_TABLE,    /* to, a; table in b */
	IR_FORM_TABLE_AT, /* a; table in b */
	IR_FORM_CHARGE_IF, /* a; number, a constant, in b */
};

/* Temporaries of level 0; 0 to 10 are r0 to r10. */
enum {
	IR_RUN = N_REGS, /* struct run */
	IR_T0, IR_T1,    /* inside what one instruction of BPF becomes */
	N_IR_TEMPS
};

/* Operands: a temporary's number, or one of these and an index of ir->constants. */
#define IR_CONSTANT (UINT32_C(1) << 31)
#define IR_CHOSEN (UINT32_C(1) << 30) /* by the program: hidden where that is asked for */

enum ir_call {
	IR_CALL_LEAVES = 1 << 0, /* it looks at the budget, or may cut the run short */
	IR_CALL_TAILS = 1 << 1,  /* it may set run->next */
	IR_CALL_ARGS = 4,        /* from this bit on: how many of r1..r5 it looks at */
};

struct ir_insn {
	uint8_t op, width;
	int16_t off;
	uint32_t to, a, b;
};
_Static_assert(sizeof(struct ir_insn) == 16, "an operation is 16 bytes");

struct ir_info {
	const char *text;
	uint8_t form, widths;
};
extern const struct ir_info ir_info[N_IR_OPS];

/** struct ir_table - what does not change, beside the code; entries of 8 bytes */
struct ir_table {
	uint32_t first, n; /* of ir->entries */
};

/* Labels of each function, in front of all others; used where the code needs them. */
enum ir_func_label {
	IR_START, /* its IR_FUNC */
	IR_LABEL_OUT, IR_LABEL_TAIL, IR_LABEL_UNREACHABLE, IR_LABEL_CUT,
	N_IR_FUNC_LABELS
};

#define IR_NOWHERE UINT32_MAX

struct ir {
	struct arena *arena;
	struct ir_insn *insns;
	uint64_t *constants;
	struct ir_table *tables;
	uint64_t *entries;
	uint32_t *label_at; /* by label: the operation that it is in front of, or IR_NOWHERE */
	uint32_t *start;    /* by instruction of the image and one behind: its first operation */
	uint32_t n, size, n_constants, constants_size, n_labels, labels_size, n_funcs;
	struct jit_show *show; /* somebody looks on (show.c), or NULL */
	uint32_t n_tables, tables_size, n_entries, entries_size;
	int err; /* -ENOMEM: something could not be added */
};

static inline uint32_t ir_func_label(uint32_t func, enum ir_func_label which)
{
	return func * N_IR_FUNC_LABELS + which;
}

/* One behind the function's last operation. */
uint32_t ir_func_end(const struct ir *ir, uint32_t func);

static inline bool ir_is_constant(uint32_t ref)
{
	return ref & IR_CONSTANT;
}

static inline uint64_t ir_value(const struct ir *ir, uint32_t ref)
{
	return ir->constants[ref & ~(IR_CONSTANT | IR_CHOSEN)];
}

static inline uint8_t ir_form(const struct ir_insn *insn)
{
	return ir_info[insn->op].form;
}

/**
 * ir_init - an empty representation in @arena
 * @n_insns: of the image, @n_labels: that there are from the start
 */
void ir_init(struct ir *ir, struct arena *arena, uint32_t n_insns, uint32_t n_funcs,
	     uint32_t n_labels);
bool ir_grow(struct ir *ir); /* room for one more; false: there is none */
static inline void ir_add(struct ir *ir, struct ir_insn insn)
{
	if (ir->n < ir->size || ir_grow(ir))
		ir->insns[ir->n++] = insn;
}
uint32_t ir_constant(struct ir *ir, uint64_t v);
uint32_t ir_chosen(struct ir *ir, uint64_t v);
uint32_t ir_label(struct ir *ir); /* another one, which is nowhere yet */
void ir_place(struct ir *ir, uint32_t label);
uint32_t ir_table(struct ir *ir); /* another one, empty; ir_entry adds to the last one */
void ir_entry(struct ir *ir, uint64_t v);

void ir_print(const struct ir *ir, FILE *out);
/* A line of it without its end; an operand, also of level 1's passes: v and a number. */
void ir_print_insn(const struct ir *ir, const struct ir_insn *insn, FILE *out);
void ir_print_ref(const struct ir *ir, uint32_t ref, FILE *out);

/**
 * ir_check - is it well formed, as level 0 wants it?
 * @at: of the operation that is not
 * Return: NULL, or what is wrong, a static string.
 */
const char *ir_check(const struct ir *ir, uint32_t *at);

#endif
