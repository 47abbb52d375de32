/*
 * Releasing what a run holds when it is cut short (budget, fault, a helper that
 * ended it): last taken, first released, each exactly once even if a release
 * function looks at the run block.
 */
#include "core/run.h"

#include <assert.h>

void run_release(struct run *run)
{
	assert(run->n_held <= MAX_HELD);
	while (run->n_held) {
		struct held *held = &run->held[--run->n_held];

		held->release(held->what, run);
	}
}
