/*
 * A compilation under way, and what a machine offers.  Private to jit/.
 *
 * build.c makes operations (ir.h) of a program; a target makes instructions of
 * operations and knows encodings.  The budget is kept in a machine register.
 */
#ifndef SKEP_JIT_IMPL_H
#define SKEP_JIT_IMPL_H

#include "core/arena.h"
#include "jit/ir.h"
#include "jit/jit.h"

#define JIT_BEGIN UINT32_MAX /* in place of a label: what `begin` made */

struct fixup {
	uint32_t at;    /* offset of the field that holds a distance */
	uint32_t label;
	uint8_t size;   /* bytes of the field; the distance counts from its end */
};

/** struct jit_func - what is known of a function of the program before its code */
struct jit_func {
	uint32_t frame;  /* bytes below the frame pointer */
	uint16_t saved;  /* registers of r6..r9 that it restores, a bit each */
	bool uses_fp;
	bool is_entry;
	bool cuts; /* the entry: a function below it may end the run */
};

struct jit {
	const struct ir *ir;
	const struct jit_func *funcs;
	const struct jit_target *target;
	struct arena *arena;
	uint32_t flags;
	uint8_t *start, *at; /* of the code */
	uint64_t *data;      /* as ir->entries, but for cases, which are addresses */
	uint32_t *where;  /* by operation and one behind: the offset of its code */
	uint32_t *most;   /* the same: most bytes of all operations in front of it */
	struct fixup *fixups;
	uint32_t n_fixups, fixups_size;
	struct unwind_row *unwind;
	uint32_t n_unwind, unwind_size;
	uint32_t op, func; /* at hand */
	uint32_t key;      /* of blinding, another one for each constant */
	int err;
};

/** struct jit_target - a machine */
struct jit_target {
	enum jit_machine machine;
	uint8_t trap; /* fills what is no code */
	bool adds_in_memory; /* it has IR_PLUS */
	/* It has IR_LOAD_X1 and so on, of this access and log2 of the scale; NULL: none. */
	bool (*indexes)(const struct ir_insn *access, unsigned scale);
	uint16_t temps; /* that level 1 may give to values */
	uint16_t (*loses)(const struct ir_insn *insn); /* of those, besides calls' and the result */
	void (*begin)(struct jit *jit); /* how helpers call functions: struct jit_code's call */
	uint32_t begin_size;            /* most bytes of it */
	void (*emit)(struct jit *jit, const struct ir_insn *insn);
	uint32_t (*most)(const struct jit *jit, const struct ir_insn *insn); /* bytes of it */
	/* @distance from the field's end; false: it does not fit. */
	bool (*fix)(uint8_t *field, unsigned size, int64_t distance);
};

extern const struct jit_target x64_target, a64_target;

const struct jit_target *jit_target(void); /* of this machine, or NULL */

static inline const struct jit_func *jit_func(const struct jit *jit)
{
	return &jit->funcs[jit->func];
}

/* A label of the function at hand. */
static inline uint32_t jit_label(const struct jit *jit, enum ir_func_label which)
{
	return ir_func_label(jit->func, which);
}

/* Must this operand, a constant, not stand in the code? */
static inline bool jit_hides(const struct jit *jit, uint32_t ref)
{
	int64_t v = (int64_t)ir_value(jit->ir, ref);

	return jit->flags & JIT_BLIND && ref & IR_CHOSEN && v != (int8_t)v;
}

/* Where in the code @at is. */
static inline uint32_t jit_offset(const struct jit *jit)
{
	return (uint32_t)(jit->at - jit->start);
}

/* Most bytes, either way, from the start of the operation at hand to @label. */
uint32_t jit_reach(const struct jit *jit, uint32_t label);
/* A distance of @size bytes in front of jit->at, to be filled in. */
void jit_fixup(struct jit *jit, uint32_t label, unsigned size);
uint32_t jit_key(struct jit *jit);
/* From here on, in the code, this holds. */
void jit_unwind(struct jit *jit, enum unwind_kind kind, unsigned reg, int32_t v);

/* ---- build.c ---- */
/**
 * ir_build - the operations of a verified program
 * @ir: as ir_init left it, with labels for each function and each instruction
 * @funcs: one a function, zeroed; filled in
 * Return: 0, -ENOMEM, or a negative errno with @error.
 */
int ir_build(struct ir *ir, struct jit_func *funcs, const struct image *image,
	     const struct facts *facts, const struct binding *binding, uint32_t flags,
	     struct skep_error *error);

/* ---- code.c: memory that is never writable and executable at once ---- */
/**
 * code_map - writable memory of @size bytes, near the library's code where possible
 * @random: decides where
 * Return: 0, or a negative errno.
 */
int code_map(uint32_t random, size_t size, void **pages, size_t *pages_size);
enum { CODE_MOST_UNUSED = 16 << 10 }; /* behind the code; to unmap less is not worth its cost */
/* Of @pages_size bytes with @used ones in front, how many are worth keeping: whole pages. */
size_t code_kept(size_t pages_size, size_t used);
/*
 * Keep the first @kept bytes, no more writable; of them the first @data, whole pages, are
 * read only, the others executable.
 */
size_t code_round(size_t size); /* to whole pages */
int code_seal(void *pages, size_t *pages_size, size_t kept, size_t data);
void code_unmap(void *pages, size_t pages_size);
uint64_t code_random(void); /* not known before, unless the system has no random numbers yet */

/* ---- support.c: what the code calls ---- */
void jit_out_of_budget(struct run *run);
void jit_unreachable(struct run *run);
/* skb_load's value, or -1 where the load fails. */
int64_t jit_ld_packet(const struct skep_skb *skb, uint32_t off, uint32_t size);

#endif
