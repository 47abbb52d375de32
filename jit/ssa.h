/*
 * Level 1: one function's operations in SSA form, and its way back.
 *
 * The operations stay where build.c put them: operation N defines value
 * IR_FIRST_VALUE + N, and operands name values instead of temporaries.  What is
 * removed becomes IR_NOP, nothing is inserted, so that where an instruction's code
 * starts stays known.  Phis and what the function is called with are values behind
 * those of operations.  The frame pointer and the run keep their temporaries.
 *
 *   ssa.c    blocks, phis where a temporary that is live has two values (pruned),
 *            names; trivial phis are replaced
 *   forward.c  what was stored to the frame and is loaded again
 *   fold.c   what is known of values; the same thing cheaper
 *   choose.c branches that only choose a constant
 *   number.c the same value only once
 *   live.c   when values are needed: intervals with holes
 *   alloc.c  linear scan with splitting (Wimmer and Franz 2010)
 *   lower.c  level 0's operations again, with moves; the targets' emitters take them
 *
 * Operands of calls: `b` is the first of ssa->args; of IR_LEAVE `b` is r0; of
 * IR_FORM_EXCHANGE `to` is the expected value.
 */
#ifndef SKEP_JIT_SSA_H
#define SKEP_JIT_SSA_H

#include <string.h>

#include "jit/jit_impl.h"

enum {
	IR_UNDEFINED = 0, /* a value that nobody may ask for */
	IR_FIRST_VALUE = N_IR_TEMPS,
	N_CALL_ARGS = 5,
	N_SLOTS = 48, /* of the frame, 8 bytes each, that may be variables besides temporaries */
	MAX_OPERANDS = 5,
	PRESERVED = 0xf << 6, /* temporaries that calls keep: r6..r9 */
};
#define NOTHING UINT32_MAX

/** struct ssa_block - operations of which the first is always come to first */
struct ssa_block {
	uint32_t first, end;  /* operations */
	uint32_t succ[2];     /* blocks: falls through, jumps; or NOTHING */
	uint32_t preds, n_preds; /* the first of ssa->preds */
	uint32_t phis, n_phis;   /* the first of ssa->extra */
	uint64_t reads, writes, live; /* variables, before naming: see ssa.c */
};

/** struct extra - a value that no operation makes: a phi, or a parameter */
struct extra {
	uint32_t block;
	uint32_t args;    /* of a phi: the first of ssa->phi_args, one a predecessor */
	uint8_t temp;     /* variable that it is a value of; a parameter comes in it */
	bool is_param;
};

struct ssa {
	struct ir *ir;
	struct arena *arena; /* of what lives as long as the function's compilation */
	const struct jit_target *target;
	struct jit_func *func;
	uint32_t flags;
	uint32_t first, end;     /* of the function's operations */
	uint8_t slot_var[N_SLOTS]; /* by slot below the frame pointer: its variable, or 0 */
	uint32_t n_vars;
	struct ssa_block *blocks;
	uint32_t n_blocks;
	uint32_t *block_of;      /* by label of the function that is placed, from its operation */
	uint32_t *preds, *args, *phi_args, *replaced;
	struct extra *extra;
	uint32_t n_args, n_extra, extra_size;
	uint32_t n_values;       /* refs are below IR_FIRST_VALUE + this */
	uint32_t *uses;          /* by value: how often it is asked for */
	int err;
};

static inline bool ssa_is_value(uint32_t ref)
{
	return ref >= IR_FIRST_VALUE && !ir_is_constant(ref);
}

/* A value's number in arrays of the function: its operations first, then the extra ones. */
static inline uint32_t ssa_number(const struct ssa *ssa, uint32_t ref)
{
	(void)ssa;
	return ref - IR_FIRST_VALUE;
}

static inline uint32_t ssa_n_ops(const struct ssa *ssa)
{
	return ssa->end - ssa->first;
}

static inline uint32_t ssa_value_of(const struct ssa *ssa, uint32_t op)
{
	return IR_FIRST_VALUE + op - ssa->first;
}

static inline bool ssa_is_extra(const struct ssa *ssa, uint32_t ref)
{
	return ssa_is_value(ref) && ref - IR_FIRST_VALUE >= ssa_n_ops(ssa);
}

static inline struct extra *ssa_extra(const struct ssa *ssa, uint32_t ref)
{
	return &ssa->extra[ref - IR_FIRST_VALUE - ssa_n_ops(ssa)];
}

static inline uint32_t ssa_extra_value(const struct ssa *ssa, uint32_t i)
{
	return IR_FIRST_VALUE + ssa_n_ops(ssa) + i;
}

/* The operation that makes a value, or NULL: a phi, a parameter, no value. */
static inline struct ir_insn *ssa_def(const struct ssa *ssa, uint32_t ref)
{
	if (!ssa_is_value(ref) || ssa_is_extra(ssa, ref))
		return NULL;
	return &ssa->ir->insns[ssa->first + ref - IR_FIRST_VALUE];
}

/* Does an operation make a value? */
bool ssa_defines(const struct ir_insn *insn);
/* Where its operands are; Return: how many. */
unsigned ssa_operands(struct ssa *ssa, struct ir_insn *insn, uint32_t *out[MAX_OPERANDS]);

/* Variables that an operation of level 0 reads, writes; does a block end behind it? */
uint64_t ssa_reads(const struct ssa *ssa, const struct ir_insn *insn);
uint64_t ssa_writes(const struct ssa *ssa, const struct ir_insn *insn);
bool ssa_ends_block(const struct ir_insn *insn);

/**
 * ssa_build - the function that begins at operation ssa->first
 * @ssa: ir, arena, target, func, flags, first, end
 * Return: 0 or -ENOMEM.
 */
int ssa_build(struct ssa *ssa);
/* What stands for a value, itself where nothing does. */
uint32_t ssa_find(struct ssa *ssa, uint32_t ref);
/* Operands and the arguments of phis name what stands for them. */
void ssa_rewrite(struct ssa *ssa);
/* Remove what nobody asks for and what has no effect. */
void ssa_drop_dead(struct ssa *ssa);

/* ---- switch.c: level 0's operations, in front of all that follows ---- */
/* Return: 0 or -ENOMEM; @ir has tables where it could. */
int ir_switches(struct ir *ir, uint32_t n_insns, uint32_t flags);

/* ---- forward.c ---- */
int ssa_forward(struct ssa *ssa);

/* ---- fold.c ---- */
int ssa_fold(struct ssa *ssa);

/* ---- choose.c ---- */
int ssa_choose(struct ssa *ssa); /* ssa->uses are right */

/* ---- number.c ---- */
int ssa_number_values(struct ssa *ssa);

/* ---- combine.c ---- */
int ssa_combine(struct ssa *ssa); /* ssa->uses are right */

/* ---- index.c ---- */
int ssa_index(struct ssa *ssa); /* the same */

/* ---- live.c, alloc.c: where values are ---- */
enum {
	AT_NOWHERE = 0xff,
	AT_SLOT = 0xfe,     /* in its value's slot of the frame, or a constant's again */
	EACH = 4,           /* positions of an operation, see below */
};

/*
 * Positions: 4 an operation.  Operands that the operation is done with before anything
 * else happens are needed at +0, those that must outlive what it loses at +1, those
 * that must not be in the result's place at +2; what it loses is lost at +1, its
 * result comes at +2.
 */
struct live_range {
	uint32_t from, to, next; /* [from, to) */
};
struct use {
	uint32_t at, next;
	bool must; /* be in a temporary */
};

/** struct span - a part of a value's life in one place */
struct span {
	uint32_t value, from, to;
	uint32_t ranges, uses; /* the first ones not passed, or 0 */
	uint32_t rest;         /* the value's next span, or 0 */
	uint8_t at;            /* temporary, or AT_SLOT */
};

struct loss {
	uint32_t at;
	uint8_t end; /* of it, from @at */
	uint16_t temps;
};

struct alloc {
	struct ssa *ssa;
	uint64_t *live;      /* by block: values that are live where it begins, a bit each */
	uint32_t words;
	struct live_range *ranges;
	struct use *uses;
	struct span *spans;  /* from 1; the first ones are whole values, by number + 1 */
	struct loss *losses; /* by position */
	uint16_t *hints;     /* by value: temporaries that would save a move */
	uint32_t *near;      /* by value: one more than its phi's number; of a phi, an argument's */
	uint32_t *slot;      /* by value: offset below the frame pointer; 0: none */
	uint32_t n_ranges, ranges_size, n_uses, uses_size, n_spans, spans_size, n_losses;
	uint32_t frame, most_frame; /* bytes in use below the frame pointer, at most */
	uint16_t temps, preserved, used; /* that may be used, that calls keep, that are */
};

int alloc_live(struct alloc *a);
int alloc_scan(struct alloc *a);
/* Where the value is at a position. */
uint8_t alloc_at(const struct alloc *a, uint32_t value, uint32_t at);

static inline bool alloc_is_live(const struct alloc *a, uint32_t block, uint32_t value)
{
	return a->live[(size_t)block * a->words + value / 64] >> value % 64 & 1;
}

/* Is it one that is made again rather than stored? */
bool alloc_is_constant(const struct alloc *a, uint32_t value);
/* Temporaries that an operation loses on this machine, besides its result. */
uint16_t alloc_loses(const struct alloc *a, const struct ir_insn *insn);

/* ---- lower.c ---- */
/* Append the function's operations to @out. */
int ssa_lower(struct ssa *ssa, struct alloc *a, struct ir *out, uint32_t *moved);

/* ---- show.c ---- */

/* A pass is done: what there is now, if somebody wants to see it. */
void show_ssa(struct ssa *ssa, const char *pass);
void show_ir(const struct ir *ir, const char *pass);
void show_again(const struct ir *ir); /* from the start */

/* ---- level1.c ---- */

/** struct pass - of level 1, on one function in SSA form */
struct pass {
	const char *name;
	int (*run)(struct ssa *ssa); /* Return: 0 or a negative errno */
	uint32_t without;            /* the flag that leaves it out, or 0 */
	bool uses;                   /* it asks for ssa->uses, so what is dead goes first */
};
extern const struct pass level1_passes[]; /* the last one has no name */

/**
 * level1 - the operations of @ir, made better, in @out
 * @funcs: as build left them; what they save and their frames change, if it succeeds
 * Return: 0, -ENOMEM, or -EOPNOTSUPP: level 0 shall do it.
 */
int level1(const struct ir *ir, struct jit_func *funcs, uint32_t n_insns,
	   const struct jit_target *target, uint32_t flags, struct ir *out);

#endif
