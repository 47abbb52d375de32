/*
 * Following a tail call into another program, which may have another engine.
 *
 * Releasing what a run holds when it is cut short (budget, fault, a helper that
 * ended it): last taken, first released, each exactly once even if a release
 * function looks at the run block.
 */
#include "core/run.h"

#include <assert.h>

uint64_t run_follow(struct run *run)
{
	const struct binding *self = run->binding;
	uint64_t (*call)(struct run *, uint64_t, const uint64_t[5]) = run->call;
	void *engine = run->engine;
	uint64_t r0;

	run->binding = run->next;
	run->next = NULL;
	r0 = run->binding->enter(run);
	run->binding = self;
	run->call = call;
	run->engine = engine;
	return r0;
}

void run_release(struct run *run)
{
	assert(run->n_held <= MAX_HELD);
	while (run->n_held) {
		struct held *held = &run->held[--run->n_held];

		held->release(held, run);
	}
}

void run_end(struct run *run)
{
	run->status = RUN_ENDED;
	run_release(run);
}
