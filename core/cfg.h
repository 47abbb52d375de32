/*
 * The control flow graph: basic blocks, reachability, live registers.
 *
 * A block ends after a jump, an exit, a local call or a packet load of a function
 * that is called, and before a jump target.
 * A call of a helper that calls back is a block of its own: a loop's head.
 * A local call's block continues, for this graph, at the instruction after it;
 * exploration goes through the callee.
 */
#ifndef SKEP_CORE_CFG_H
#define SKEP_CORE_CFG_H

#include "core/image.h"

#define NO_BLOCK UINT32_MAX

struct block {
	uint32_t start, end;  /* instructions [start, end) */
	uint32_t succ[2];     /* [0] falls through, [1] taken; NO_BLOCK if none */
	uint32_t subprog;
	bool reached;         /* some static path leads here */
	bool back_target;     /* a jump from at or after it comes here */
};

struct cfg {
	struct block *blocks;
	uint32_t n_blocks;
	uint32_t *block_of; /* n_insns */
	uint16_t *live;     /* n_insns: registers live before the instruction, bit N = rN */
	uint16_t *writes;   /* n_insns: insn_writes of each */
	/* Block b's predecessors are pred[first_pred[b]] .. pred[first_pred[b + 1] - 1]. */
	uint32_t *first_pred, *pred;
};

/* Is it a call of a helper that calls a function of the program? */
bool insn_calls_back(const struct insn *insn);
/* A helper call that another program may go on from: the function returns, or the run ends. */
bool insn_tail_calls(const struct insn *insn);
/* A helper call after which an engine must look whether, and where, the run goes on. */
bool insn_leaves(const struct insn *insn);
/*
 * Is it a packet load of a function that is called?  Where it fails, the
 * function returns 0; the entry's would end the program, which needs no edge.
 */
bool insn_may_return(const struct image *image, uint32_t i);
/* Registers that an instruction reads / writes (calls: what the callee may read, and r0-r5). */
uint16_t insn_reads(const struct image *image, const struct insn *insn);
uint16_t insn_writes(const struct insn *insn);
/* The register that holds an instruction's result (calls: r0), or -1. */
int insn_written_reg(const struct insn *insn);

/**
 * cfg_build - @image must have passed validate()
 * @steps: incremented by the work done
 * Return: 0 or -ENOMEM.
 */
int cfg_build(struct arena *arena, const struct image *image, struct cfg *cfg, uint64_t *steps);

#endif
