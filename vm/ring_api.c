/*
 * Rings from outside programs.  One consumer at a time, whichever process it
 * is of; what a dead one left is taken over.  A consumer needs a lane of its
 * own, not a reserved one: its callback may take as long as it likes.
 */
#include "vm/vm.h"

#include <errno.h>

#include "maps/ring.h"

static bool is_ringbuf(const struct skep_map *map)
{
	return map->map && map_desc(map->map)->type == MAP_RINGBUF;
}

static int enter(struct skep_map *map, struct map_writer writer)
{
	struct map_writer owner;
	int err = ring_consumer_enter(map->map, writer, &owner);

	if (err == -EBUSY && !lanes_owner_alive(map->vm->lanes, owner))
		err = ring_consumer_steal(map->map, writer, owner);
	return err;
}

int skep_ringbuf_consume(struct skep_map *map, skep_ringbuf_fn *record, void *arg)
{
	const struct lease *lease;
	int err;

	if (!is_ringbuf(map))
		return -EINVAL;
	err = lanes_enter(map->vm->lanes, &lease);
	if (!err)
		err = enter(map, lease->writer);
	if (err)
		return err;
	err = ring_consume(map->map, record, arg);
	ring_consumer_leave(map->map);
	return err;
}

int skep_ringbuf_peek(struct skep_map *map, skep_ringbuf_fn *record, void *arg)
{
	return is_ringbuf(map) ? ring_peek(map->map, record, arg) : -EINVAL;
}

int skep_ringbuf_wait(struct skep_map *map, int timeout_ms)
{
	return is_ringbuf(map) ? ring_wait(map->map, timeout_ms) : -EINVAL;
}
