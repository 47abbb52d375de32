/* Making operations of a program, under way: build.c; its jumps and budget: budget.c. */
#ifndef SKEP_JIT_BUILD_H
#define SKEP_JIT_BUILD_H

#include "core/recipe.h"
#include "jit/jit_impl.h"

/* What an instruction is to the budget: budget.c. */
struct place {
	uint32_t is_target : 1, is_head : 1; /* of any jump; of one back */
	uint32_t jumps : 1;   /* it is one, and is taken */
	uint32_t settles : 1; /* nothing is owed behind it */
	uint32_t source : 28; /* the jump here that costs nothing, plus 1; 0: none */
	int32_t owed;         /* what the budget is behind by here */
};
_Static_assert(MAX_INSNS < 1 << 28, "a source fits");

enum { MAX_KEY_BYTES = 16 }; /* of a key that a recipe reads */

/**
 * struct expansion - a recipe in a call's place
 *
 * Where the program tests the result for NULL right behind the call, each end of the
 * recipe goes where that test would go; @test is for ends that do not know.
 */
struct expansion {
	const struct recipe *recipe;
	struct expansion *next; /* whose second part is still to come */
	uint32_t map;
	uint32_t found, null, test; /* labels of its ends: one, where nobody tests */
	uint32_t label[MAX_RECIPE]; /* by instruction; IR_NOWHERE: none jumps there */
};

struct build {
	struct ir *ir;
	const struct image *image;
	const struct facts *facts;
	const struct binding *binding;
	struct jit_func *funcs;
	struct place *place; /* by instruction */
	struct skep_error *error;
	uint32_t flags;     /* enum jit_flags */
	uint32_t first_label; /* of instruction 0; the others' follow */
	/* At hand: */
	uint32_t insn, func;
	const struct fact *fact;
	const struct expansion *in; /* the instruction is one of its recipe's; or NULL */
	uint32_t recipe_at;
	uint8_t pieces[MAX_KEY_BYTES]; /* how the program stored the key; see expand.c */
	struct expansion *cold; /* whose second parts are to come */
	int64_t owed;    /* the budget is the machine's sum plus this */
	uint32_t used;   /* labels of the function, a bit each */
};

static inline void add(struct build *b, enum ir_op op, unsigned width, uint32_t to, uint32_t a,
		       uint32_t v)
{
	ir_add(b->ir, (struct ir_insn){ .op = (uint8_t)op, .width = (uint8_t)width, .to = to,
					.a = a, .b = v });
}

static inline void add_number(struct build *b, enum ir_op op, int64_t n)
{
	add(b, op, 0, 0, ir_constant(b->ir, (uint64_t)n), 0);
}

/* Does control come to the instruction at hand from the one before? */
bool falls_here(const struct build *b);

int build_insn(struct build *b, const struct insn *insn);
/* The label that a jump at hand goes to. */
uint32_t build_target(const struct build *b, const struct insn *insn);

/* ---- expand.c ---- */
#define NO_MAP UINT32_MAX /* the recipe is a helper's, its result any number */
int recipe_expand(struct build *b, const struct recipe *recipe, uint32_t map);
int recipe_expand_cold(struct build *b); /* behind the function's instructions */

/* ---- budget.c ---- */
/* First note each instruction that is reached, in b->place of zeros; then decide what is owed. */
void budget_note(struct build *b);
void budget_plan(struct build *b);
void budget_settle(struct build *b); /* the machine's sum becomes the budget */
/* In front of what is jumped to: the sum becomes what it is there. */
void budget_meet(struct build *b);
/* In front of a jump forward: charge for it; who falls through owes that. */
void budget_jump(struct build *b);

#endif
