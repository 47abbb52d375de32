/*
 * Helper bodies: the table by number, and those about maps, time, chance and
 * the lane.  Numbers, results and errno are Linux's; arguments were checked by
 * the verifier, so a body checks values only.
 */
#include "vm/helpers.h"

#include <time.h>

#include "core/recipe.h"

enum { HZ = 250 }; /* jiffies a second: what distributions' kernels are built with */

/* A row that promises a body which nobody wrote does not link. */
helper_fn *const helper_bodies[MAX_HELPER_ID + 1] = {
#define HELPER(number, name, ret, a1, a2, a3, a4, a5, ops, flags, sets, right)                     \
	[number] = ((flags) & HELPER_BODY) ? helper_##name : NULL,
#include "core/helper.def"
};

/* Small ones, in the place of their calls; each is its body in instructions. */
static const struct recipe lane_recipe = { .n = 1, .cold = 1, .insns = { { .id = INSN_LANE } } };

const struct recipe *const helper_recipes[MAX_HELPER_ID + 1] = {
	[HELPER_ID_get_smp_processor_id] = &lane_recipe,
};

HELPER_BODY_OF(map_lookup_elem)
{
	return (uintptr_t)map_lookup((struct map *)r1, (const void *)r2, run->lane);
}

HELPER_BODY_OF(map_lookup_percpu_elem)
{
	return (uintptr_t)map_lookup_lane((struct map *)r1, (const void *)r2, (uint32_t)r3);
}

HELPER_BODY_OF(map_update_elem)
{
	return result(map_update((struct map *)r1, (const void *)r2, (const void *)r3, r4,
				 run_lease(run)->writer));
}

HELPER_BODY_OF(map_delete_elem)
{
	return result(map_delete((struct map *)r1, (const void *)r2, run_lease(run)->writer));
}

HELPER_BODY_OF(map_push_elem)
{
	return result(map_push((struct map *)r1, (const void *)r2, r3, run_lease(run)->writer));
}

HELPER_BODY_OF(map_pop_elem)
{
	return result(map_pop((struct map *)r1, (void *)r2, run_lease(run)->writer));
}

HELPER_BODY_OF(map_peek_elem)
{
	return result(map_peek((struct map *)r1, (void *)r2));
}

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

HELPER_BODY_OF(ktime_get_ns)
{
	return clock_ns(CLOCK_MONOTONIC);
}

HELPER_BODY_OF(ktime_get_boot_ns)
{
	return clock_ns(CLOCK_BOOTTIME);
}

HELPER_BODY_OF(ktime_get_tai_ns)
{
	return clock_ns(CLOCK_TAI);
}

HELPER_BODY_OF(ktime_get_coarse_ns)
{
	return clock_ns(CLOCK_MONOTONIC_COARSE);
}

HELPER_BODY_OF(jiffies64)
{
	return clock_ns(CLOCK_MONOTONIC_COARSE) / (1000000000 / HZ);
}

HELPER_BODY_OF(get_prandom_u32)
{
	return thread_random(run_lease(run)->thread);
}

HELPER_BODY_OF(get_smp_processor_id)
{
	return run->lane;
}
