/*
 * Recipes: the inline form of an operation (a map lookup, a small helper) as
 * table instructions, INTERNAL rows included.  A recipe is built for one map's
 * geometry; in its instructions the map is number 0.  Arguments arrive in
 * r1..r5, the result is left in r0, r6..r10 are untouched; control leaves by
 * falling off the end.  Engines expand it; tests run it against the C body.
 */
#ifndef SKEP_CORE_RECIPE_H
#define SKEP_CORE_RECIPE_H

#include "core/insn.h"

enum { MAX_RECIPE = 48 };

struct recipe {
	uint32_t n;
	struct insn insns[MAX_RECIPE];
};

static inline void recipe_add(struct recipe *recipe, struct insn insn)
{
	if (recipe->n < MAX_RECIPE)
		recipe->insns[recipe->n++] = insn;
}

#endif
