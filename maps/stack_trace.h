/* Stack trace maps, as the helpers use them. */
#ifndef SKEP_MAPS_STACK_TRACE_H
#define SKEP_MAPS_STACK_TRACE_H

#include "maps/map.h"

enum { MAX_STACK_DEPTH = 127 }; /* Linux's default of kernel.perf_event_max_stack */

enum stack_flags { /* BPF_F_* of bpf_get_stackid */
	STACK_COMPARE_HASH = 1 << 9, /* equal hashes are equal stacks */
	STACK_REPLACE = 1 << 10,     /* another stack in the place goes */
};

uint32_t stack_map_depth(const struct map *map); /* most addresses of an entry */
/**
 * stack_map_put - the number under which a stack is stored, perhaps already
 * @n: 1..stack_map_depth()
 *
 * Return: the number; -EEXIST: the place has another stack; -EBUSY: somebody
 * writes there.
 */
int64_t stack_map_put(struct map *map, const uint64_t *ip, uint32_t n, uint64_t flags,
		      struct map_writer writer);

#endif
