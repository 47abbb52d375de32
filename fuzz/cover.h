/*
 * What programs are made of: which rows of the tables came up, and which of them
 * are reached in accepted programs.  What stays at zero is not tested.
 */
#ifndef SKEP_FUZZ_COVER_H
#define SKEP_FUZZ_COVER_H

#include <stdio.h>

#include "core/facts.h"

/* How often in programs, and reached in accepted ones. */
struct cover_count {
	uint64_t written, reached;
};

/* What no table has a row for. */
enum cover_shape {
	SHAPE_CALL,        /* a static function */
	SHAPE_GLOBAL_CALL, /* one that is proved by itself */
	SHAPE_CALLBACK,
	SHAPE_LOOP,        /* a jump back */
	SHAPE_NESTED_LOOP,
	SHAPE_WIDENED_LOOP, /* a program of which a loop was proved by its rank */
	SHAPE_SPILL,       /* of 8 bytes */
	SHAPE_NARROW_SPILL,
	SHAPE_POINTER_SPILL,
	SHAPE_VARIABLE,    /* an access at an offset that is not constant */
	SHAPE_TRUSTED,     /* a program with rights */
	N_SHAPES
};

struct cover {
	struct cover_count insn[N_INSN_IDS], helper[MAX_HELPER_ID + 1], map[64];
	struct cover_count region[N_VALUE_KINDS], shape[N_SHAPES];
};

/* What is proved of the register before instruction @i; UNINIT: nothing. */
struct value proved_before(const struct image *image, const struct facts *facts, uint32_t i,
			   unsigned reg);
/* @facts: NULL where it was refused. */
void cover_add(struct cover *cover, const struct image *image, const struct facts *facts);
/* A table, and the names of what was never reached. */
void cover_print(const struct cover *cover, FILE *out);

#endif
