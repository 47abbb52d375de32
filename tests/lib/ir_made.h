/* What level 1 makes of operations, as text. */
#ifndef SKEP_TESTS_IR_MADE_H
#define SKEP_TESTS_IR_MADE_H

#include "jit/ssa.h"

enum { NO_PASSES = END_JIT_PASSES - JIT_NO_FOLD, ALL = 0 };

/**
 * made - the operations of one function, given and returned without its beginning
 * @flags: as level1 takes them; @wanted: what it shall return
 * Return: text for free(), or NULL where it refuses as wanted.
 */
char *made(const char *text, const struct jit_target *target, uint32_t flags, int wanted);

/* The same for x86-64, which must be that. */
void becomes(const char *text, uint32_t without, const char *wanted);

#endif
