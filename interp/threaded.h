/*
 * Threaded code: what interp/prepare.c makes and interp/threaded.c runs.
 * Private to interp/.
 *
 * One tinsn stands for one decoded instruction, at the same index, so that a
 * jump's distance is that of the image and also what the instruction budget is
 * moved by (docs/engines.md).  Constants of 64 bits lie behind the code and are
 * addressed relative to the instruction after the one that uses them.
 */
#ifndef SKEP_INTERP_THREADED_H
#define SKEP_INTERP_THREADED_H

#include "core/insn.h"
#include "interp/interp.h"

/**
 * struct tinsn - a threaded instruction
 * @handler: address of the code that does it
 * @off: STORE_IMM: byte offset; conditional jumps: distance from the next tinsn;
 *       local calls: bytes that the caller uses below its frame pointer
 * @imm: the immediate; loads, other stores and atomics: byte offset; gotos and
 *       local calls: distance; constants and helpers: byte distance to the
 *       constant; return from a local call: instructions since its first one
 */
struct tinsn {
	const void *handler;
	uint8_t dst, src;
	int16_t off;
	int32_t imm;
};
_Static_assert(sizeof(struct tinsn) == 16, "threaded code is compact");

struct interp_code {
	struct tinsn insns[1]; /* n_insns + 1: the last one exits */
};

enum handler_variant {
	HANDLER_PLAIN,
	/*
	 * Jumps: backward, checks the budget.  Exit: return from a local call.
	 * Helpers: one after which the run may be over or go on elsewhere.
	 */
	HANDLER_BACK,
	N_HANDLER_VARIANTS
};

/* Code addresses by row; NULL where there is no such handler. */
struct handlers {
	const void *row[N_HANDLER_VARIANTS][N_INSN_IDS];
	const void *unreachable;
};

const struct handlers *threaded_handlers(void);

/* Stack of a run: what a call chain of full frames may use. */
enum { THREADED_STACK_SIZE = MAX_FRAMES * STACK_SIZE };

#endif
