/*
 * Recipes: the inline form of an operation (a map lookup, a small helper) as
 * table instructions, INTERNAL rows included.  A recipe is built for one map's
 * geometry; in its instructions the map is number 0.  Arguments arrive in
 * r1..r5, the result is left in r0, r6..r10 are untouched.  Engines expand it;
 * tests run it against the C body.
 *
 * Two parts: the first is put in the call's place and ends, by falling off, with
 * what was looked for in r0.  The second is for what is rare, engines put it out
 * of the way; control leaves it by jumps to the end, which is behind it.
 */
#ifndef SKEP_CORE_RECIPE_H
#define SKEP_CORE_RECIPE_H

#include "core/insn.h"

enum { MAX_RECIPE = 96 };

/* Of an instruction. */
enum recipe_flag {
	RECIPE_GUARD = 1, /* it only bounds what a processor foretells: the result is the same */
	RECIPE_PLAIN = 2, /* its constant is not the program's choice, and need not be hidden */
	RECIPE_FOUND = 4, /* a jump to the end: r0 is not 0 */
	RECIPE_NULL = 8,  /* a jump to the end: r0 is 0 */
	RECIPE_KEY = 16,  /* a load of 4 bytes of the key, which r2 points to: one access or more */
};

struct run;

struct recipe {
	uint32_t n, cold; /* instructions; the first of the second part */
	/* What CALL_RECIPE calls: a helper's body (core/run.h); or NULL. */
	uint64_t (*call)(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			 struct run *run);
	uint8_t flags[MAX_RECIPE]; /* enum recipe_flag, added up */
	struct insn insns[MAX_RECIPE];
};

static inline void recipe_add(struct recipe *recipe, struct insn insn, unsigned flags)
{
	if (recipe->n >= MAX_RECIPE)
		return;
	recipe->insns[recipe->n] = insn;
	recipe->flags[recipe->n++] = (uint8_t)flags;
}

static inline void recipe_put(struct recipe *recipe, enum insn_id id, uint8_t dst, uint8_t src,
			      int32_t off, int64_t imm)
{
	recipe_add(recipe, (struct insn){ (uint16_t)id, dst, src, off, imm }, 0);
}

static inline void recipe_put_guard(struct recipe *recipe, enum insn_id id, uint8_t dst,
				    uint8_t src, int64_t imm)
{
	recipe_add(recipe, (struct insn){ (uint16_t)id, dst, src, 0, imm }, RECIPE_GUARD);
}

/* @dst *= stride, by a shift where it can be: a stride of 2^31 is no 32-bit immediate. */
static inline void recipe_scale(struct recipe *recipe, uint8_t dst, uint64_t stride)
{
	if (stride & (stride - 1))
		recipe_put(recipe, INSN_MUL64_K, dst, 0, 0, (int64_t)stride);
	else
		recipe_put(recipe, INSN_LSH64_K, dst, 0, 0, __builtin_ctzll(stride));
}

/* Jump to the end, where r0 is as the flag says. */
static inline void recipe_leave(struct recipe *recipe, int32_t off, unsigned flag)
{
	recipe_add(recipe, (struct insn){ INSN_JA, 0, 0, off, 0 }, flag);
}

static inline bool recipe_is_guard(const struct recipe *recipe, uint32_t i)
{
	return recipe->flags[i] & RECIPE_GUARD;
}

#endif
