/*
 * Helper bodies about spin locks.  A lock that the program took stands in the
 * run's table of held resources until it gives it back; a run that is cut short
 * gives it back too.  A lock that cannot be had ends the run.
 */
#include "vm/helpers.h"

#include "maps/spin.h"

static void drop_held(const struct held *held, struct run *run)
{
	(void)run;
	spin_drop(held->what, held->slot);
}

HELPER_BODY_OF(spin_lock)
{
	const struct lease *lease = run_lease(run);
	const struct map_liveness live = { lanes_owner_lives, lease->lanes };
	struct held held = { .release = drop_held, .what = (void *)r1,
			     .slot = spin_stamp(lease->writer) };

	if (run->n_held == MAX_HELD || spin_take(held.what, held.slot, &live))
		run_end(run);
	else
		run_hold(run, held);
	return 0;
}

HELPER_BODY_OF(spin_unlock)
{
	struct held held;

	if (run_let_go(run, (void *)r1, &held))
		spin_drop(held.what, held.slot);
	return 0;
}
