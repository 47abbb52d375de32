/* The records of a ring as they come. */
#ifndef SKEP_TOOLS_TAIL_H
#define SKEP_TOOLS_TAIL_H

#include "tools/entries.h"

/* Show records until a signal, or @count of them (0: no limit); Return: 0 or @error. */
int map_tail(const struct map_view *view, uint64_t count, struct skep_error *error);

#endif
