/*
 * The verifier: proves memory safety and termination of an image, or says why
 * not.  Reads the image only; nothing live.
 */
#ifndef SKEP_VERIFIER_VERIFIER_H
#define SKEP_VERIFIER_VERIFIER_H

#include "core/facts.h"

/* A verification's parts, in order; a second proof (loops followed) begins anew. */
enum verify_phase { VERIFY_GRAPH, VERIFY_EXPLORE, VERIFY_COST, VERIFY_FACTS, N_VERIFY_PHASES };

/*
 * What verifications work in, one after the other: kept from one to the next it does not
 * come from the system anew.  No verdict depends on it.
 */
struct verify_memory;
struct verify_memory *verify_memory_new(void); /* NULL: there is none */
void verify_memory_free(struct verify_memory *memory);

/**
 * struct verify_trace - what is looked at, as it is: Linux's log (trace.c)
 * @print:     NULL: nobody reads it, only the results are wanted
 * @take_back: the last @n bytes that were printed
 * @all_paths: those too that were found safe
 */
struct verify_trace {
	void (*print)(void *arg, const char *text);
	void (*take_back)(void *arg, uint64_t n);
	void *arg;
	bool all_paths;
	uint64_t n_processed; /* result: instructions transferred, refused or not */
	int64_t last;  /* result: the slot that was shown last, -1: none */
	int64_t from;  /* the slot that the path which begins now comes from; TRACE_HERE: none
			* begins; TRACE_CALL: a function's start */
	uint64_t said; /* bytes */
	uint32_t column, n_log;
};

enum { TRACE_HERE = -1, TRACE_CALL = -2 };

struct verify_opts {
	uint32_t rights;    /* enum skep_right */
	bool enforce_gpl;
	uint64_t max_work;  /* work units; 0: DEFAULT_MAX_WORK */
	uint64_t max_cost;  /* instructions a run may execute; 0: DEFAULT_MAX_COST */
	size_t max_memory;  /* bytes; 0: DEFAULT_MAX_MEMORY */
	bool no_values;     /* of registers in facts: only the checked engine uses them */
	bool check_all_states; /* tests: compare every state with every other */
	struct verify_memory *memory; /* not in use by another; or NULL: its own */
	struct verify_trace *trace;   /* or NULL */
	/* Benchmarks: called as each part begins; or NULL. */
	void (*on_phase)(void *arg, enum verify_phase phase);
	void *phase_arg;
};

#define DEFAULT_MAX_WORK (UINT64_C(1) << 23)
#define DEFAULT_MAX_COST (UINT64_C(1) << 32)
/* Bytes of a packet that a loop over all of them is counted for. */
enum { MAX_COUNTED_PACKET = 1 << 20 };
#define DEFAULT_MAX_MEMORY (UINT64_C(256) << 20)

/**
 * verify - prove the image safe
 * @arena: the facts live here
 * @facts: result on success
 * @error: on failure: diagnostic, place, and the register history of the
 *         failing path in ->detail
 *
 * Return: 0 or a negative errno.  Deterministic: depends on nothing but its
 * arguments.
 */
int verify(const struct image *image, const struct verify_opts *opts, struct arena *arena,
	   struct facts **facts, struct skep_error *error);

#endif
