/* Which flavour of the tests runs (FLAVOUR in scripts/run-tests.sh). */
#ifndef TESTS_LIB_FLAVOUR_H
#define TESTS_LIB_FLAVOUR_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static inline bool flavour_is(const char *name)
{
	const char *flavour = getenv("FLAVOUR");

	return flavour && !strcmp(flavour, name);
}

/* One in which everything takes many times as long: the tests do less of the same. */
static inline bool flavour_is_slow(void)
{
	const char *flavour = getenv("FLAVOUR");

	return flavour && *flavour;
}

#endif
