/*
 * Facts that claim nothing useful: every instruction is reached, every branch
 * goes both ways, every frame is full.  With them the threaded interpreter runs
 * programs that were not verified.
 */
#ifndef TESTS_LIB_TRIVIAL_FACTS_H
#define TESTS_LIB_TRIVIAL_FACTS_H

#include "core/arena.h"
#include "core/facts.h"

struct facts *trivial_facts(struct arena *arena, const struct image *image);

#endif
