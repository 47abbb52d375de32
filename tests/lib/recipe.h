/* Runs a recipe, by the table rows of its instructions; includers have cmocka. */
#ifndef SKEP_TEST_RECIPE_H
#define SKEP_TEST_RECIPE_H

#include "core/recipe.h"
#include "core/run.h"

struct recipe_run {
	const struct bound_map *bound;
	const void *key;
	uint32_t lane;
	bool guarded; /* guards are run, too */
	/* Called, if it is there, in front of each instruction; and out: */
	void (*before)(void *arg, uint32_t insn);
	void *arg;
	uint32_t calls, steps, loads; /* of the C body; instructions; of the key's memory */
};

/* Return: r0.  What a recipe must not do fails the test. */
uint64_t recipe_run(const struct recipe *recipe, struct recipe_run *run);

/* The result, which guards do not change. */
uint64_t recipe_result(const struct bound_map *bound, const void *key, uint32_t lane);

#endif
