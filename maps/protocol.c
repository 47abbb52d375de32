/*
 * Waiting for locks.  A wait is bounded: a lock whose owner does not move for
 * LOCK_WAIT_MS is an error for the caller, never a hang.
 */
#include "maps/protocol.h"

#include <errno.h>
#include <sched.h>
#include <time.h>

static uint64_t monotonic_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

bool patience_wait(struct patience *patience)
{
	uint64_t now;

	if (++patience->n % LOCK_SPINS)
		return true;
	now = monotonic_ns();
	if (!patience->deadline)
		patience->deadline = now + LOCK_WAIT_MS * 1000000u;
	else if (now >= patience->deadline)
		return false;
	sched_yield();
	return true;
}

int lock_take(uint64_t *lock, uint64_t stamp)
{
	struct patience patience = { 0 };
	uint64_t seen;

	do {
		seen = 0;
		if (cas64(lock, &seen, stamp))
			return 0;
		if (seen == stamp)
			return -EBUSY;
	} while (patience_wait(&patience));
	return -EBUSY;
}
