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
	uint64_t guards; /* instructions, a bit each, that only bound what a processor foretells:
			    without them the result is the same */
	struct insn insns[MAX_RECIPE];
};
_Static_assert(MAX_RECIPE <= 64, "a bit each");

static inline void recipe_add(struct recipe *recipe, struct insn insn)
{
	if (recipe->n < MAX_RECIPE)
		recipe->insns[recipe->n++] = insn;
}

static inline void recipe_add_guard(struct recipe *recipe, struct insn insn)
{
	recipe->guards |= UINT64_C(1) << recipe->n;
	recipe_add(recipe, insn);
}

static inline bool recipe_is_guard(const struct recipe *recipe, uint32_t i)
{
	return recipe->guards >> i & 1;
}

#endif
