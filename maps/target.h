/* Entries that say where a frame may go, inside. */
#ifndef SKEP_MAPS_TARGET_H
#define SKEP_MAPS_TARGET_H

#include "maps/map_impl.h"

struct target {
	uint32_t word; /* what the host knows it by; 0: none */
	int32_t prog;  /* a descriptor: 0 or negative for none */
};

/* What value and flags can be, of all such maps. */
int target_check(const struct map_geometry *g, const char **reason);

#endif
