/*
 * The JIT: a verified image, its facts and its binding become machine code.
 *
 * Level 0: BPF registers are fixed machine registers, one operation (ir.h) at a
 * time.  docs/jit.md says what the code looks like.
 */
#ifndef SKEP_JIT_JIT_H
#define SKEP_JIT_JIT_H

#include "core/facts.h"
#include "core/run.h"

enum jit_machine { JIT_X64, JIT_A64, N_JIT_MACHINES };

/*
 * How a frame is unwound from some offset on, in DWARF's terms: the CFA is the
 * stack pointer at the call, above the return address.  From here on ...
 */
enum unwind_kind {
	UNWIND_FUNC,     /* another function, or what is in front of them: at its call */
	UNWIND_CFA,      /* the CFA is @reg + @v */
	UNWIND_SAVED,    /* the caller's @reg is in memory at the CFA + @v */
	UNWIND_BACK,     /* the caller's @reg is in @reg again */
	UNWIND_REMEMBER, /* all is as before, which UNWIND_RECALL comes back to */
	UNWIND_RECALL,
};
struct unwind_row {
	uint32_t at;
	uint8_t kind, reg; /* DWARF's number */
	int32_t v;
};

/** struct jit_code - machine code; immutable: shared by any number of runs */
struct jit_code {
	/* The program, from its start: the binding's enter.  Return: r0; run->status tells more. */
	uint64_t (*enter)(struct run *run);
	uint64_t (*call)(struct run *run, uint64_t func, const uint64_t args[5]);
	const void *text; /* @size bytes of instructions */
	size_t size;
	const uint64_t *data; /* @n_data entries of tables, which are never executable */
	uint32_t n_data;
	void *pages; /* mapped */
	size_t pages_size;
	const uint32_t *start; /* by decoded instruction and one behind: where its code starts */
	const uint32_t *func;  /* by function of the program: where its code starts */
	const struct unwind_row *unwind;
	uint32_t n_unwind;
	uint32_t flags;        /* enum jit_flags */
	uint8_t level;         /* that made it */
	enum jit_machine machine;
};

enum jit_flags {
	JIT_BLIND = 1 << 0,    /* no constant of the program is found in the code */
	JIT_BASELINE = 1 << 1, /* only instructions that every machine of the kind has */
	JIT_MASK = 1 << 2,     /* no access by a variable offset speculates out of its map */
	JIT_LEVEL_1 = 1 << 3,  /* make better code, which takes longer; level 0 where it cannot */
	N_JIT_FLAGS = 1 << 4,
	JIT_CHECK = N_JIT_FLAGS, /* for tests: assert that operations are well formed */
	/* For tests: level 1 without one of its passes. */
	JIT_NO_FOLD = 1 << 8,
	JIT_NO_COMBINE = 1 << 9,
	JIT_NO_INDEX = 1 << 10,
	JIT_NO_SLOTS = 1 << 11,
	JIT_NO_FORWARD = 1 << 12,
	JIT_NO_SWITCH = 1 << 13,
	JIT_NO_NUMBER = 1 << 14,
	JIT_NO_CHOOSE = 1 << 15,
	END_JIT_PASSES = 1 << 16,
	JIT_HARDENED = JIT_BLIND | JIT_MASK, /* without the right SKEP_NO_HARDENING */
};

/* Is there a JIT for this machine? */
bool jit_available(void);
enum jit_machine jit_host(void); /* N_JIT_MACHINES without one */

/**
 * jit_prepare - compile a verified image
 * @binding: must outlive the code
 * @flags: enum jit_flags
 * Return: 0 and *@out, in @arena, to be given to jit_free; or -ENOMEM, or a
 * negative errno with @error for what is not compiled, or -EOPNOTSUPP without a JIT.
 */
int jit_prepare(const struct image *image, const struct facts *facts,
		const struct binding *binding, uint32_t flags, struct arena *arena,
		const struct jit_code **out, struct skep_error *error);

/* The same for a machine that need not be this one: to be looked at, not run. */
int jit_prepare_for(enum jit_machine machine, const struct image *image,
		    const struct facts *facts, const struct binding *binding, uint32_t flags,
		    struct arena *arena, const struct jit_code **out, struct skep_error *error);

/**
 * jit_show - what the passes make of each instruction, as text for people
 * @pass: the operations after it, see jit_pass_name; level 1's but for the first one
 * @text: by instruction and one behind, in @arena: lines, or NULL
 * Return: 0, -ENOMEM, -EINVAL: there is no such pass, -EOPNOTSUPP: no JIT, or level 1
 * leaves the program to level 0; another negative errno with @error.
 */
int jit_show(const struct image *image, const struct facts *facts, const struct binding *binding,
	     uint32_t flags, const char *pass, struct arena *arena, const char ***text,
	     struct skep_error *error);
/* The passes that can be shown, in their order; NULL behind the last one. */
const char *jit_pass_name(unsigned i);

/* Is this a function of the library that code calls besides the bodies of helpers? */
bool jit_is_support(const void *function);

/* Unmap the code, which nobody runs any more; NULL is fine. */
void jit_free(const struct jit_code *code);

#endif
