/*
 * What a program is bound to, and the block that one run carries.
 *
 * The binding is made by vm after verification and lists what is live: maps,
 * helper bodies.  Engines get image + facts + binding.  The run block is on
 * the stack of whoever runs; nothing on the run path allocates.
 */
#ifndef SKEP_CORE_RUN_H
#define SKEP_CORE_RUN_H

#include "core/image.h"
#include "core/recipe.h"
#include "skep/func.h"

struct map;
struct run;

/*
 * A helper body.  Arguments are r1..r5; the run block is the sixth, so that
 * machine code passes BPF's argument registers as they are.
 */
typedef uint64_t helper_fn(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			   struct run *run);

struct bound_map {
	struct map *map;     /* what an LDDW_MAP register holds */
	uint8_t *values;     /* address of value 0, for LDDW_MAP_VALUE and MAP_BASE */
	size_t lane_stride;  /* per-CPU: bytes between one lane's values and the next's */
	size_t size;         /* bytes that may be read and written from @values on */
	bool stays;          /* every value that a program gets a pointer to lies there */
	uint8_t *base;       /* of all that the map shares, for MAP_PART */
	size_t whole;        /* bytes of that */
	const struct recipe *lookup; /* of a value, inline; NULL: only the helper does it */
};

struct bound_func { /* of the host */
	skep_func_fn *fn; /* NULL: programs that call it are verified only */
	void *arg;
};

/** struct binding - the live side of an image */
struct binding {
	const struct bound_map *maps; /* parallel to image->maps */
	uint32_t n_maps;
	helper_fn *const *helpers;    /* by helper number, MAX_HELPER_ID + 1 entries */
	const struct recipe *const *recipes; /* the same: of a number; NULL: there are none */
	const struct bound_func *kfuncs; /* parallel to image->kfuncs */
	const void *prog;             /* struct skep_prog, for helper bodies */
	uint64_t (*enter)(struct run *run); /* run the program from its start; Return: r0 */
	const void *code;             /* what @enter runs: the engine's own */
	/*
	 * How often each decoded instruction was executed; NULL: not counted.  The
	 * checked engine alone looks at it, so that the others pay nothing.
	 */
	uint64_t *counts;
};

enum run_status {
	RUN_OK,
	RUN_BUDGET, /* the instruction budget ran out */
	RUN_FAULT,  /* checked engine: an access or a fact failed */
	RUN_ENDED,  /* a helper ended the run (a lock's owner died, ...) */
};

/* No limit.  Far from INT64_MAX: a forward jump gives back what it skips. */
#define BUDGET_NONE (INT64_MAX / 2)

enum { MAX_HELD = 17 }; /* as many references as the verifier lets a program hold, and a lock */

/* A resource to release when a run is cut short. */
struct held {
	void (*release)(const struct held *held, struct run *run);
	void *what;
	void *of;      /* what it is a part of */
	uint32_t slot; /* whatever its kind needs besides */
};

enum { MAX_LANES = 16384 };

/** struct run - one run of one program on one thread */
struct run {
	const struct binding *binding;
	void *ctx;          /* the host's context structure */
	uint32_t lane;
	uint32_t tail_calls;
	int64_t budget;     /* instructions left, or BUDGET_NONE.  Taken at back edges and calls */
	uint32_t status;    /* enum run_status */
	uint32_t n_held;
	int retval;         /* of the hook: bpf_set_retval */
	const struct binding *next; /* set by a tail call that found its target */
	/* Set by the engine: run a function of the program, for helpers that call back. */
	uint64_t (*call)(struct run *run, uint64_t func, const uint64_t args[5]);
	void *engine;       /* the engine's own */
	const struct skep_attach *attach; /* what is known of the place, or NULL */
	const struct bound_func *func; /* the host function that was called last */
	struct held held[MAX_HELD];
	void *thread;       /* vm's thread record */
};

/*
 * Call @func, a value that the program made of a function: from a helper body.
 * Return: its r0.  Where run->status is not RUN_OK afterwards the run was cut
 * short, and the helper returns at once.
 */
static inline uint64_t run_call_back(struct run *run, uint64_t func, const uint64_t args[5])
{
	return run->call(run, func, args);
}

/* What host functions know a run by. */
static inline struct skep_call *run_as_call(struct run *run)
{
	return (struct skep_call *)run;
}

/*
 * After a tail call: go on in run->next, as a call; Return: the target's r0.
 * Engines that go on in place do not need it.
 */
uint64_t run_follow(struct run *run);

/* Note what is held; false: MAX_HELD are. */
static inline bool run_hold(struct run *run, struct held held)
{
	if (run->n_held == MAX_HELD)
		return false;
	run->held[run->n_held++] = held;
	return true;
}

/* Take a resource off the table, which who called releases; false: it is not held. */
static inline bool run_let_go(struct run *run, const void *what, struct held *out)
{
	uint32_t i = run->n_held;

	while (i-- > 0) {
		if (run->held[i].what != what)
			continue;
		*out = run->held[i];
		for (run->n_held--; i < run->n_held; i++)
			run->held[i] = run->held[i + 1];
		return true;
	}
	return false;
}

/*
 * End the run from a helper body, whose row says HELPER_ENDS_RUN; the body returns
 * at once, and nothing of the program is executed any more.
 */
void run_end(struct run *run);

/* Release what is held, last first; called when a run was cut short. */
void run_release(struct run *run);

/* Read @size (1, 2, 4, 8) bytes exactly once, at any alignment. */
static inline uint64_t load_once(const void *p, unsigned size)
{
	typedef volatile uint16_t __attribute__((aligned(1), may_alias)) u16;
	typedef volatile uint32_t __attribute__((aligned(1), may_alias)) u32;
	typedef volatile uint64_t __attribute__((aligned(1), may_alias)) u64;

	switch (size) {
	case 1: return *(const volatile uint8_t *)p;
	case 2: return *(const u16 *)p;
	case 4: return *(const u32 *)p;
	default: return *(const u64 *)p;
	}
}

static inline void store_once(void *p, unsigned size, uint64_t v)
{
	typedef volatile uint16_t __attribute__((aligned(1), may_alias)) u16;
	typedef volatile uint32_t __attribute__((aligned(1), may_alias)) u32;
	typedef volatile uint64_t __attribute__((aligned(1), may_alias)) u64;

	switch (size) {
	case 1: *(volatile uint8_t *)p = (uint8_t)v; break;
	case 2: *(u16 *)p = (uint16_t)v; break;
	case 4: *(u32 *)p = (uint32_t)v; break;
	default: *(u64 *)p = v; break;
	}
}

#endif
