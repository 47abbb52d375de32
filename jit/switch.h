/*
 * Between the two parts of the pass that makes tables of compare trees: switch.c finds
 * them, switch_make.c makes the operations.  What both do is told in switch.c.
 */
#ifndef SKEP_JIT_SWITCH_H
#define SKEP_JIT_SWITCH_H

#include "jit/ssa.h"

enum {
	MAX_ENTRIES = 256, /* of a table, a power of two */
	MAX_PATHS = 96,
	MAX_MOVES = 4,     /* of a path */
	MAX_CHECKS = 3,    /* jumps back of a path */
};

/** struct move - a constant, or the tree's value and a number, in a temporary */
struct move {
	uint32_t to, from;
	uint8_t width;
	int64_t plus;
};

/** struct path - from the root to an operation */
struct path {
	uint32_t leaf;
	uint8_t n_moves, n_checks;
	uint8_t way; /* the first path that differs from it in what it charges first, if at all */
	struct move moves[MAX_MOVES];
	int64_t charge[MAX_CHECKS + 1]; /* before the budget is checked first, and so on */
};

/** struct tree - one that becomes a table */
struct tree {
	const struct ir *ir;
	uint32_t root, value;
	uint8_t width;
	int64_t lo, hi;             /* of the table, both included, as signed numbers */
	uint32_t n_paths;
	struct path *paths;
	uint8_t entry[MAX_ENTRIES]; /* by value - lo: its path */
	uint8_t above, below;       /* paths of what is outside */
	bool stays;                 /* those differ among each other: through the tree */
	bool looks_up;              /* one temporary's value; else control goes by cases */
	uint32_t varies;            /* index of that temporary among the moves, or MAX_MOVES */
	struct tree *next;          /* with a later root */
};

static inline uint32_t tree_size(const struct tree *tree)
{
	return (uint32_t)(tree->hi - tree->lo) + 1;
}

/**
 * tree_find - the trees of the program, each in front of the next; inner ones are not found
 * @ir: may get constants
 * Return: 0 or -ENOMEM.
 */
int tree_find(struct ir *ir, uint32_t flags, struct tree **out);

#endif
