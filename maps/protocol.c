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

/*
 * An owner is asked after twice: when the lock was not free for a while, and
 * before the wait is over.  A lock that has another owner than at the last look
 * is waited for once more: it works, it is only much asked for.
 */
void turn_wait(struct turn *turn, uint64_t seen)
{
	bool go_on = patience_wait(&turn->patience);

	turn->ask = !go_on || turn->patience.n == LOCK_SPINS;
	turn->over = !go_on && (seen == turn->before || ++turn->periods == LOCK_PERIODS);
	if (turn->ask)
		turn->before = seen;
	if (!go_on)
		turn->patience.deadline = 0;
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

bool stamp_is_dead(const struct map_liveness *live, uint64_t stamp)
{
	struct map_writer owner;

	return stamp_writer(stamp, &owner) && live->alive && !live->alive(live->arg, owner, 32);
}

int lock_or_dead(uint64_t *lock, uint64_t stamp, const struct map_liveness *live,
		 struct turn *turn, uint64_t *dead)
{
	uint64_t seen;

	for (;;) {
		seen = 0;
		if (cas64(lock, &seen, stamp))
			return 0;
		if (seen == stamp)
			return -EBUSY;
		turn_wait(turn, seen);
		*dead = seen;
		if (turn->ask && stamp_is_dead(live, seen))
			return -EOWNERDEAD;
		if (turn->over)
			return -EBUSY;
	}
}

int lock_take_over(uint64_t *lock, uint64_t stamp, const struct map_liveness *live, bool *left)
{
	struct turn turn = { 0 };
	uint64_t dead;
	int err;

	*left = false;
	do {
		err = lock_or_dead(lock, stamp, live, &turn, &dead);
		*left = err == -EOWNERDEAD && cas64(lock, &dead, stamp);
	} while (err == -EOWNERDEAD && !*left);
	return *left ? 0 : err;
}
