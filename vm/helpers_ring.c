/*
 * Helper bodies about rings.  A record that a program reserved stands in the
 * run's table of held resources until it submits or discards it; a run that is
 * cut short discards it.
 */
#include "vm/helpers.h"

#include "maps/ring.h"

static void discard_held(const struct held *held, struct run *run)
{
	ring_commit(held->of, held->what, held->slot, true, 0, run_lease(run)->writer);
}

HELPER_BODY_OF(ringbuf_reserve)
{
	struct held held = { .release = discard_held, .of = (void *)r1 };

	if (r3 || run->n_held == MAX_HELD)
		return 0;
	held.what = ring_reserve(held.of, r2, run_lease(run)->writer, &held.slot);
	if (held.what)
		run_hold(run, held);
	return (uintptr_t)held.what;
}

static void give_back(struct run *run, uint64_t record, bool discard, uint64_t flags)
{
	struct held held;

	if (run_let_go(run, (void *)record, &held))
		ring_commit(held.of, held.what, held.slot, discard, flags, run_lease(run)->writer);
}

HELPER_BODY_OF(ringbuf_submit)
{
	give_back(run, r1, false, r2);
	return 0;
}

HELPER_BODY_OF(ringbuf_discard)
{
	give_back(run, r1, true, r2);
	return 0;
}

HELPER_BODY_OF(ringbuf_output)
{
	return result(ring_output((struct map *)r1, (const void *)r2, r3, r4,
				  run_lease(run)->writer));
}

HELPER_BODY_OF(ringbuf_query)
{
	return ring_query((struct map *)r1, r2);
}
