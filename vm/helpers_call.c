/*
 * Helper bodies that call functions of the program, or other programs.  Numbers, results and errno
 * are Linux's.  After each call they look whether the run was cut short.
 */
#include "vm/helpers.h"

#include <errno.h>

enum { MAX_LOOPS = 1 << 23 }; /* BPF_MAX_LOOPS */

HELPER_BODY_OF(loop)
{
	uint32_t n = (uint32_t)r1;

	if (r4)
		return result(-EINVAL);
	if (n > MAX_LOOPS)
		return result(-E2BIG);
	for (uint32_t i = 0; i < n; i++) {
		const uint64_t args[5] = { i, r3 };

		if (run_call_back(run, r2, args) || run->status != RUN_OK)
			return i + 1;
	}
	return n;
}

/* A tail call that finds no target or is one too many does nothing, as in Linux. */
HELPER_BODY_OF(tail_call)
{
	const struct skep_prog *prog;

	if (run->tail_calls >= MAX_TAIL_CALLS)
		return 0;
	prog = prog_array_lookup((struct map *)r2, (uint32_t)r3);
	if (!prog)
		return 0;
	run->tail_calls++;
	run->next = &prog->binding;
	return 0;
}

/*
 * At most max_entries calls, which is what the proof of the run's cost counts with:
 * an entry that the function replaces may be met again in its new place.
 */
HELPER_BODY_OF(for_each_map_elem)
{
	struct map *map = (struct map *)r1;
	struct map_walk walk = { 0 };
	uint64_t n = 0;

	if (r4)
		return result(-EINVAL);
	while (n < map_desc(map)->max_entries && map_walk(map, &walk, run->lane)) {
		const uint64_t args[5] = { r1, (uintptr_t)walk.key, (uintptr_t)walk.value, r3 };

		n++;
		if (run_call_back(run, r2, args) || run->status != RUN_OK)
			break;
	}
	return n;
}
