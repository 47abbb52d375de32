/*
 * Waiting for records: a futex word in the file.  Who waits raises `sleeping`
 * and looks again; who completes a record looks at `sleeping` afterwards.  Both
 * stores and both loads are in one order, so one of the two sees the other.
 *
 * A sleep is short and repeated: neither a file that was truncated under the
 * sleeper nor a producer that was killed between store and wake-up can keep him
 * for longer than that.
 */
#include "maps/ring_impl.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_SLEEP_MS = 250 };

bool ring_has_sleeper(const struct map *map)
{
	return load_ordered(&map_rings(map)->sleeping);
}

void ring_wake(struct map *map)
{
	struct map_rings *rings = map_rings(map);

	if (!swap_ordered(&rings->sleeping, 0))
		return; /* another producer does it */
	__atomic_fetch_add(&rings->wake, 1, __ATOMIC_RELEASE);
	syscall(SYS_futex, &rings->wake, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int sleep_once(struct map_rings *rings, uint32_t seen, int64_t ms)
{
	struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	if (!syscall(SYS_futex, &rings->wake, FUTEX_WAIT, seen, &time, NULL, 0))
		return 0;
	return errno == EINTR ? -EINTR : 0;
}

int ring_wait_until(struct map *map, bool (*ready)(struct map *map, uint64_t arg), uint64_t arg,
		    int timeout_ms)
{
	struct map_rings *rings = map_rings(map);
	int64_t until = now_ms() + timeout_ms, left = LONGEST_SLEEP_MS;
	int err = 0;

	while (!err) {
		uint32_t seen = load_acquire(&rings->wake);

		swap_ordered(&rings->sleeping, 1);
		if (map_is_dead(map))
			return -EIO;
		if (ready(map, arg))
			return 1;
		if (timeout_ms >= 0)
			left = until - now_ms();
		if (left <= 0)
			return 0;
		err = sleep_once(rings, seen, left < LONGEST_SLEEP_MS ? left : LONGEST_SLEEP_MS);
	}
	return err;
}

static bool has_records(struct map *map, uint64_t arg)
{
	(void)arg;
	return ring_ready(map);
}

int ring_wait(struct map *map, int timeout_ms)
{
	int err = map_check_read(map);

	return err ? err : ring_wait_until(map, has_records, 0, timeout_ms);
}
