/*
 * What producers that died leave in a ring buffer: the lock, and records that
 * stay busy.  Only who knows that an owner is dead may call this: the lane's next
 * holder, or somebody who asked whether the stamp's owner is alive.
 *
 * The lock may be opened at any step under it: what is written before the
 * producer position moves does not count yet.  For the same reason a note of a
 * dead lane may name a record that another lane reserved since; that lane's own
 * note says so.
 */
#include "maps/ring_impl.h"

static bool is_noted_elsewhere(const struct map *map, uint32_t lane, uint64_t note)
{
	uint32_t other, slot;

	for (other = 0; other < map->geometry.lanes; other++)
		for (slot = 0; slot < RING_HELD && other != lane; slot++)
			if (load64_acquire(&map_ring_lane(map, other)->held[slot]) == note)
				return true;
	return false;
}

/* Discard the record if it is busy still, then forget the note: may be done again. */
static void drop_record(struct map *map, uint32_t lane, uint64_t *held)
{
	uint64_t note = load64_acquire(held);
	struct ring_header *header = ring_header_at(map, note - 1);
	uint32_t len = load_acquire(&header->len);

	if (note && len & RING_BUSY && !is_noted_elsewhere(map, lane, note))
		cas32(&header->len, &len, (len & ~RING_BUSY) | RING_DISCARD);
	store64_release(held, 0);
}

void ring_drop_lane(struct map *map, uint32_t lane)
{
	uint32_t slot;

	for (slot = 0; slot < RING_HELD; slot++)
		if (load64_relaxed(&map_ring_lane(map, lane)->held[slot]))
			drop_record(map, lane, &map_ring_lane(map, lane)->held[slot]);
}

bool ring_lock_owner(const struct map *map, struct map_writer *owner)
{
	return stamp_writer(load64_acquire(&map_rings(map)->producer_lock), owner);
}

void ring_unlock_dead(struct map *map, struct map_writer owner)
{
	uint64_t seen = lock_stamp(owner);

	cas64(&map_rings(map)->producer_lock, &seen, 0);
}

/* Does a lane whose owner is alive note the record?  Whether a dead one does: *@dead. */
static bool is_noted_alive(const struct map *map, uint64_t note, bool *dead)
{
	uint32_t lane, slot;

	for (lane = 0; lane < map->geometry.lanes; lane++) {
		const struct map_ring_lane *own = map_ring_lane(map, lane);

		for (slot = 0; slot < RING_HELD; slot++) {
			if (load64_acquire(&own->held[slot]) != note)
				continue;
			if (!stamp_is_dead(&map->live, load64_acquire(&own->stamp)))
				return true;
			*dead = true;
		}
	}
	return false;
}

bool ring_drop_dead_head(struct map *map)
{
	uint64_t at = load64_acquire(&ring_consumer(map)->position) & ~7ull;
	uint32_t *header = &ring_header_at(map, at)->len, len = load_acquire(header);
	bool dead = false;

	if (at == (load64_acquire(&ring_producer(map)->position) & ~7ull))
		return false;
	return len & RING_BUSY && !is_noted_alive(map, at + 1, &dead) && dead &&
	       cas32(header, &len, (len & ~RING_BUSY) | RING_DISCARD);
}

/* ---- after another boot ---- */

void rings_forget(struct map *map)
{
	struct map_rings *rings = map_rings(map);
	uint32_t lane, slot;

	lock_drop(&rings->producer_lock);
	lock_drop(&rings->consumer_lock);
	store_release(&rings->sleeping, 0);
	for (lane = 0; lane < map->geometry.lanes; lane++) {
		struct map_ring_lane *own = map_ring_lane(map, lane);

		store64_release(&own->stamp, 0);
		for (slot = 0; slot < RING_HELD; slot++)
			store64_release(&own->held[slot], 0);
	}
}

/* The record at @at, of at most @left bytes, is complete now; its size, 0: it is none. */
static uint64_t settle_record(const struct map *map, uint64_t at, uint64_t left)
{
	uint32_t *header = &ring_header_at(map, at)->len, len = load_relaxed(header);
	uint64_t size = ring_record_size(len & ~(RING_BUSY | RING_DISCARD));

	if (size > left)
		return 0;
	if (len & RING_BUSY)
		store_release(header, (len & ~RING_BUSY) | RING_DISCARD);
	return size;
}

/* Where what is between the positions is no row of records, none of it is kept. */
void ringbuf_anew(struct map *map)
{
	uint64_t at = load64_relaxed(&ring_consumer(map)->position) & ~7ull;
	uint64_t end = load64_relaxed(&ring_producer(map)->position) & ~7ull, next = at, size = 1;

	rings_forget(map);
	if (end - at > map->geometry.ring_size)
		next = at = end;
	while (next != end && size) {
		size = settle_record(map, next, end - next);
		next += size;
	}
	store64_release(&ring_consumer(map)->position, size ? at : end);
	store64_release(&ring_producer(map)->position, end);
	store64_release(&ring_producer(map)->pending, end);
}
