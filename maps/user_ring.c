/*
 * User ring buffers: the file of a ring buffer, whose producers are not programs
 * but whoever maps it, and whose one reader is a program.  The consumer position
 * moves after each sample, as in Linux.
 *
 * Producers are trusted in nothing: positions and lengths are read once, and the
 * sample that is handed out lies inside the data, which stand there twice, whatever
 * is written meanwhile.  Errors and their order: Linux kernel/bpf/ringbuf.c,
 * __bpf_user_ringbuf_peek.
 *
 * Producers through this library take the ring's lock to move the position, and
 * note what they reserved, as those of ring buffers do, so that a dead one is told
 * from a slow one.  Producers that map the file (libbpf's) do neither.
 */
#include "maps/ring_impl.h"

#include <errno.h>

/* ---- the reader ---- */

int user_ring_enter(struct map *map, struct map_writer writer)
{
	uint64_t *lock = &map_rings(map)->consumer_lock, seen = 0;
	int err = map_check_writer(map, writer);

	if (err || cas64(lock, &seen, lock_stamp(writer)))
		return err;
	if (stamp_is_dead(&map->live, seen) && cas64(lock, &seen, lock_stamp(writer)))
		return 0;
	return -EBUSY;
}

static int read_sample(struct map *map, struct ring_sample *out)
{
	uint64_t produced = load64_acquire(&ring_producer(map)->position);
	uint64_t consumed = load64_acquire(&ring_consumer(map)->position) & ~7ull, size;
	uint32_t word, len;

	if (produced % 8)
		return -EINVAL;
	if (consumed >= produced)
		return 0;
	word = load_acquire(&ring_header_at(map, consumed)->len);
	len = word & ~(RING_BUSY | RING_DISCARD);
	size = ring_record_size(len);
	if (size > produced - consumed)
		return -EINVAL;
	if (size > map->geometry.ring_size || len > MAX_SAMPLE_SIZE)
		return -E2BIG;
	*out = (struct ring_sample){ ring_data_at(map, consumed), len, consumed + size };
	if (word & RING_DISCARD) {
		user_ring_release(map, out);
		return -EAGAIN;
	}
	return word & RING_BUSY ? -EBUSY : 1;
}

int user_ring_next(struct map *map, struct ring_sample *out)
{
	int found = read_sample(map, out);

	if (found == -EBUSY && ring_drop_dead_head(map))
		found = read_sample(map, out);
	return found == -EBUSY ? 0 : found;
}

void user_ring_release(struct map *map, const struct ring_sample *sample)
{
	store64_release(&ring_consumer(map)->position, sample->end);
}

/*
 * The position is stored once more in the order in which sleepers look: they see it,
 * or are seen.
 */
void user_ring_leave(struct map *map, uint64_t n, uint64_t flags)
{
	uint64_t *position = &ring_consumer(map)->position;
	bool wakes = flags & RING_FORCE_WAKEUP || (n && !(flags & RING_NO_WAKEUP));

	if (wakes)
		store64_ordered(position, load64_relaxed(position));
	lock_drop(&map_rings(map)->consumer_lock);
	if (wakes && ring_has_sleeper(map))
		ring_wake(map);
}

/* ---- producers ---- */

/* Free bytes; negative: the positions make no sense. */
static int64_t free_bytes(struct map *map)
{
	uint64_t consumed = load64_ordered(&ring_consumer(map)->position);
	uint64_t produced = load64_acquire(&ring_producer(map)->position);
	uint64_t used = produced - consumed;

	if ((produced | consumed) % 8 || used > map->geometry.ring_size)
		return -EIO;
	return (int64_t)(map->geometry.ring_size - used);
}

static bool fits_ever(const struct map *map, uint32_t size)
{
	return size <= MAX_SAMPLE_SIZE && ring_record_size(size) <= map->geometry.ring_size;
}

/* Under the lock: header, note of the owner, and only then the position. */
static int place_sample(struct map *map, uint32_t size, uint64_t *held, void **out)
{
	uint64_t produced = load64_relaxed(&ring_producer(map)->position) & ~7ull;
	struct ring_header *header = ring_header_at(map, produced);
	int64_t room = free_bytes(map);

	if (room < 0)
		return (int)room;
	if (ring_record_size(size) > (uint64_t)room)
		return -ENOSPC;
	store_relaxed(&header->len, size | RING_BUSY);
	store_relaxed(&header->pgoff, 0);
	store64_release(held, produced + 1);
	store64_release(&ring_producer(map)->position, produced + ring_record_size(size));
	*out = ring_data_at(map, produced);
	return 0;
}

int user_ring_reserve(struct map *map, uint32_t size, struct map_writer writer, void **out)
{
	uint64_t *lock = &map_rings(map)->producer_lock;
	struct map_ring_lane *lane;
	uint32_t slot;
	bool left;
	int err = map_check_write(map);

	if (!err)
		err = map_check_writer(map, writer);
	if (err)
		return err;
	if (!fits_ever(map, size))
		return -E2BIG;
	lane = ring_take_lane(map, writer);
	slot = ring_free_slot(lane);
	if (slot == RING_HELD)
		return -ENOSPC;
	err = lock_take_over(lock, lock_stamp(writer), &map->live, &left);
	if (err)
		return err;
	err = place_sample(map, size, &lane->held[slot], out);
	lock_drop(lock);
	return err;
}

int user_ring_commit(struct map *map, void *data, bool discard, struct map_writer writer)
{
	struct map_ring_lane *lane = map_ring_lane(map, writer.lane);
	struct ring_header *header;
	uint32_t slot = 0, len;
	uint64_t note = 0;

	if (map_check_writer(map, writer) || load64_relaxed(&lane->stamp) != lock_stamp(writer))
		return -EINVAL;
	for (slot = 0; slot < RING_HELD; slot++) {
		note = load64_relaxed(&lane->held[slot]);
		if (note && ring_data_at(map, note - 1) == data)
			break;
	}
	if (slot == RING_HELD)
		return -EINVAL;
	header = ring_header_at(map, note - 1);
	len = load_relaxed(&header->len) & ~RING_BUSY;
	swap_ordered(&header->len, discard ? len | RING_DISCARD : len);
	store64_release(&lane->held[slot], 0);
	return 0;
}

/* Positions that make no sense are told by who tries to reserve. */
static bool has_room(struct map *map, uint64_t size)
{
	int64_t room = free_bytes(map);

	return room < 0 || (uint64_t)room >= size;
}

int user_ring_wait(struct map *map, uint32_t size, int timeout_ms)
{
	int err = map_check_write(map);

	if (!err && !fits_ever(map, size))
		err = -E2BIG;
	return err ? err : ring_wait_until(map, has_room, ring_record_size(size), timeout_ms);
}
