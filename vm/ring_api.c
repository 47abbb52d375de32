/*
 * Rings from outside programs.  One consumer at a time, whichever process it
 * is of; what a dead one left is taken over.  A consumer needs a lane of its
 * own, not a reserved one: its callback may take as long as it likes.
 */
#include "vm/vm.h"

#include <errno.h>

#include "maps/ring.h"

static bool is_live(const struct skep_map *map, uint32_t type)
{
	return map->map && map_desc(map->map)->type == type;
}

/* Become the map's consumer; ring_consumer_leave ends it. */
static int enter(struct skep_map *map)
{
	const struct lease *lease;
	struct map_writer writer, owner;
	int err = lanes_enter(map->vm->lanes, &lease);

	if (err)
		return err;
	writer = lease->writer;
	err = ring_consumer_enter(map->map, writer, &owner);
	if (err == -EBUSY && !lanes_owner_alive(map->vm->lanes, owner))
		err = ring_consumer_steal(map->map, writer, owner);
	return err;
}

/* Is a dead producer in the way?  Then not any more. */
static bool repair(struct skep_map *map)
{
	struct map_writer owner;

	if (ring_lock_owner(map->map, &owner) && !lanes_owner_alive(map->vm->lanes, owner))
		ring_unlock_dead(map->map, owner);
	return ring_drop_dead_head(map->map);
}

int skep_ringbuf_consume(struct skep_map *map, skep_ringbuf_fn *record, void *arg)
{
	int err;

	if (!is_live(map, MAP_RINGBUF))
		return -EINVAL;
	err = enter(map);
	if (err)
		return err;
	err = ring_consume(map->map, record, arg);
	while (err >= 0 && repair(map)) {
		int more = ring_consume(map->map, record, arg);

		err = more < 0 ? more : err + more;
	}
	ring_consumer_leave(map->map);
	return err;
}

int skep_ringbuf_peek(struct skep_map *map, skep_ringbuf_fn *record, void *arg)
{
	return is_live(map, MAP_RINGBUF) || is_live(map, MAP_USER_RINGBUF) ?
		       ring_peek(map->map, record, arg) :
		       -EINVAL;
}

int skep_ringbuf_wait(struct skep_map *map, int timeout_ms)
{
	return is_live(map, MAP_RINGBUF) ? ring_wait(map->map, timeout_ms) : -EINVAL;
}

/* ---- user ring buffers ---- */

int skep_user_ringbuf_reserve(struct skep_map *map, uint32_t size, void **sample)
{
	const struct lease *lease;
	int err = is_live(map, MAP_USER_RINGBUF) ? lanes_enter(map->vm->lanes, &lease) : -EINVAL;

	return err ? err : user_ring_reserve(map->map, size, lease->writer, sample);
}

static int complete(struct skep_map *map, void *sample, bool discard)
{
	const struct lease *lease;
	int err = is_live(map, MAP_USER_RINGBUF) ? lanes_enter(map->vm->lanes, &lease) : -EINVAL;

	return err ? err : user_ring_commit(map->map, sample, discard, lease->writer);
}

int skep_user_ringbuf_submit(struct skep_map *map, void *sample)
{
	return complete(map, sample, false);
}

int skep_user_ringbuf_discard(struct skep_map *map, void *sample)
{
	return complete(map, sample, true);
}

int skep_user_ringbuf_wait(struct skep_map *map, uint32_t size, int timeout_ms)
{
	return is_live(map, MAP_USER_RINGBUF) ? user_ring_wait(map->map, size, timeout_ms) :
						-EINVAL;
}

/* ---- perf event arrays ---- */

int skep_perf_consume(struct skep_map *map, skep_perf_fn *sample, skep_perf_lost_fn *lost,
		      void *arg)
{
	struct perf_reader reader = { sample, lost, arg };
	int err;

	if (!is_live(map, MAP_PERF_EVENT_ARRAY))
		return -EINVAL;
	err = enter(map);
	if (err)
		return err;
	err = perf_consume(map->map, &reader);
	ring_consumer_leave(map->map);
	return err;
}

int skep_perf_peek(struct skep_map *map, skep_perf_fn *sample, void *arg)
{
	struct perf_reader reader = { sample, NULL, arg };

	return is_live(map, MAP_PERF_EVENT_ARRAY) ? perf_peek(map->map, &reader) : -EINVAL;
}

int skep_perf_wait(struct skep_map *map, int timeout_ms)
{
	return is_live(map, MAP_PERF_EVENT_ARRAY) ? ring_wait(map->map, timeout_ms) : -EINVAL;
}

uint64_t skep_perf_lost(const struct skep_map *map)
{
	return is_live(map, MAP_PERF_EVENT_ARRAY) ? perf_lost(map->map) : 0;
}
