/*
 * A compilation under way, and what a machine offers.  Private to jit/.
 *
 * The walk over the program (jit/translate.c) knows kinds of instructions,
 * facts, and the instruction budget; a target knows encodings.  The budget is
 * kept in a machine register that may lag behind: `pending` is what has to be
 * added to it.  At labels, calls out of the code and exits nothing is pending.
 */
#ifndef SKEP_JIT_IMPL_H
#define SKEP_JIT_IMPL_H

#include "core/arena.h"
#include "jit/jit.h"

/* Code behind a function's last instruction, where something uses it. */
enum jit_stub {
	STUB_OUT,         /* the budget ran out */
	STUB_TAIL,        /* a tail call found its target */
	STUB_UNREACHABLE, /* the proof says that control never comes here */
	STUB_CUT,         /* the run was cut short: leave with 0; the others go on here */
	N_STUBS,
	FUNC_START = N_STUBS, /* the last label of a function: where its code starts */
	N_FUNC_LABELS
};

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
	const struct image *image;
	const struct facts *facts;
	const struct binding *binding;
	struct skep_error *error;
	const struct jit_target *target;
	struct arena *arena;
	uint32_t flags;
	uint8_t *start, *at, *end; /* of the code; @end leaves room for one instruction */
	uint32_t *label;  /* offsets: of each instruction, then each function's enum jit_stub */
	uint32_t *prior;  /* the same in the pass before: distances only shrink; or NULL */
	uint8_t *is_target; /* by instruction: control comes from elsewhere too */
	struct fixup *fixups;
	uint32_t n_fixups, fixups_size;
	struct unwind_row *unwind;
	uint32_t n_unwind, unwind_size;
	struct jit_func *funcs;
	uint32_t insn, subprog; /* at hand */
	uint32_t stubs; /* those of the function that are used, a bit each */
	int64_t pending;
	uint32_t key; /* of blinding, another one for each constant */
	int err;
};

struct host_access { /* a memory access, rewritten to the host's layout */
	uint8_t id;      /* a row of the table */
	uint8_t dst, src;
	int32_t off;
	int64_t imm;
	const struct bound_map *mask; /* the address stays inside its values; or NULL */
};

/* A jump's budget: @charge is added where it is taken. */
struct jump {
	uint32_t label;
	int64_t charge;
	bool back; /* then it is checked */
};

/** struct jit_target - a machine */
struct jit_target {
	enum jit_machine machine;
	uint8_t trap; /* fills what is no code */
	uint32_t insn_size, func_size; /* most bytes of an instruction, of what a function adds */
	void (*begin)(struct jit *jit); /* how helpers call functions: struct jit_code's call */
	void (*func_begin)(struct jit *jit);
	void (*stub)(struct jit *jit, enum jit_stub stub);
	void (*alu)(struct jit *jit, const struct insn *insn);
	void (*constant)(struct jit *jit, unsigned dst, uint64_t v);
	void (*blinded)(struct jit *jit, unsigned dst, uint64_t v); /* the program chose it */
	void (*func_address)(struct jit *jit, unsigned dst, uint32_t label);
	void (*lane_base)(struct jit *jit, unsigned dst, const struct bound_map *map);
	void (*access)(struct jit *jit, const struct host_access *access);
	void (*fence)(struct jit *jit);
	void (*jump_if)(struct jit *jit, const struct insn *insn, const struct jump *jump);
	void (*jump)(struct jit *jit, const struct jump *jump);
	void (*charge)(struct jit *jit, int64_t n); /* flags and registers stay as they are */
	void (*call_helper)(struct jit *jit, helper_fn *body, bool leaves, bool tail_calls);
	void (*call_func)(struct jit *jit, uint32_t label);
	/* Return from the function: @charge is added and, but for the entry, checked. */
	void (*leave)(struct jit *jit, int64_t charge);
	/* Where the load fails: r0 = 0 and leave. */
	void (*ld_packet)(struct jit *jit, const struct insn *insn, int64_t charge);
	/* @distance from the field's end; false: it does not fit. */
	bool (*fix)(uint8_t *field, unsigned size, int64_t distance);
};

extern const struct jit_target x64_target, a64_target;

const struct jit_target *jit_target(void); /* of this machine, or NULL */

static inline struct jit_func *jit_func(const struct jit *jit)
{
	return &jit->funcs[jit->subprog];
}

/* The last byte of the map's values where an access of @width bits may start. */
static inline uint64_t jit_mask_limit(const struct bound_map *map, unsigned width)
{
	return map->size - width / 8;
}

/* The label of a stub of the function at hand, which is thereby used. */
uint32_t jit_stub(struct jit *jit, enum jit_stub stub);
uint32_t jit_func_label(const struct jit *jit, uint32_t subprog);
/* Is @label already emitted in this pass? */
bool jit_emitted(const struct jit *jit, uint32_t label);
/* Most bytes, either way, from the start of the instruction at hand to @label. */
uint32_t jit_reach(const struct jit *jit, uint32_t label);
/* A distance of @size bytes in front of jit->at, to be filled in. */
void jit_fixup(struct jit *jit, uint32_t label, unsigned size);
uint32_t jit_key(struct jit *jit);
/* From here on, in the code, this holds. */
void jit_unwind(struct jit *jit, enum unwind_kind kind, unsigned reg, int32_t v);

/* ---- translate.c ---- */
int jit_translate(struct jit *jit); /* one pass */

/* ---- code.c: memory that is never writable and executable at once ---- */
/**
 * code_map - writable memory of @size bytes, near the library's code where possible
 * Return: 0, or a negative errno.
 */
int code_map(size_t size, void **pages, size_t *pages_size);
/* Keep the first @used bytes, executable and no more writable. */
int code_seal(void *pages, size_t *pages_size, size_t used);
void code_unmap(void *pages, size_t pages_size);
/* A start offset that is not known before, a multiple of 16 below 256. */
uint32_t code_random(void);

/* ---- support.c: what the code calls ---- */
void jit_out_of_budget(struct run *run);
void jit_unreachable(struct run *run);
/* skb_load's value, or -1 where the load fails. */
int64_t jit_ld_packet(const struct skep_skb *skb, uint32_t off, uint32_t size);

#endif
