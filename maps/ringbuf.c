/*
 * Ring buffers, the producers' side.  Reserving is under one lock, which is
 * held for a few instructions; filling a record is not.  Consumers see a record
 * once the producer position has passed it, and read it once it is not busy.
 *
 * Everything read from the file is read once and masked or bounded: a peer that
 * writes nonsense there can lose records or have them lost, but no record lies
 * outside the data, because its start is masked and its size is at most that of
 * the data, which stands there twice.
 */
#include "maps/ring_impl.h"

#include <errno.h>
#include <unistd.h>

enum { LINUX_FIRST_PAGE = 3 }; /* pages before the data in Linux's structure: pgoff counts them */

static int ringbuf_layout(struct map_geometry *g, const char **reason)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);

	*reason = "unknown flags for a ring buffer";
	if (g->map_flags & ~MAP_F_NUMA_NODE)
		return -EINVAL;
	*reason = "key_size and value_size must be 0";
	if (g->key_size || g->value_size)
		return -EINVAL;
	*reason = "max_entries must be a power of two and a multiple of the page size";
	if (!g->max_entries || g->max_entries & (g->max_entries - 1) || g->max_entries % page)
		return -EINVAL;
	*reason = "a ring buffer has no seed";
	if (g->seed)
		return -EINVAL;
	g->ring_size = g->max_entries;
	g->values_size = 2 * page + 2 * g->ring_size;
	return 0;
}

static void ringbuf_init(struct map *map)
{
	(void)map; /* zeros */
}

/* ---- reserving ---- */

uint32_t ring_free_slot(const struct map_ring_lane *lane)
{
	uint32_t slot = 0;

	while (slot < RING_HELD && load64_relaxed(&lane->held[slot]))
		slot++;
	return slot;
}

struct map_ring_lane *ring_take_lane(struct map *map, struct map_writer writer)
{
	struct map_ring_lane *lane = map_ring_lane(map, writer.lane);

	if (load64_relaxed(&lane->stamp) != lock_stamp(writer)) {
		ring_drop_lane(map, writer.lane); /* the lane was somebody else's */
		store64_release(&lane->stamp, lock_stamp(writer));
	}
	return lane;
}

/*
 * How far records are complete from @pending on: nothing behind it is free.  At
 * most one step for each 8 bytes between the two positions, which are less than
 * the ring's size apart.
 */
static uint64_t find_pending(const struct map *map, uint64_t pending, uint64_t produced)
{
	if (produced - pending > map->geometry.ring_size)
		return produced; /* spoiled */
	while (produced - pending - 1 < map->geometry.ring_size) { /* 0 < difference <= size */
		uint32_t len = load_acquire(&ring_header_at(map, pending)->len);

		if (len & RING_BUSY)
			break;
		pending += ring_record_size(len & ~RING_DISCARD);
	}
	return pending;
}

/* Under the lock: header, note of the owner, and only then the position. */
static struct ring_header *place_record(struct map *map, uint64_t size, struct map_ring_lane *lane,
					uint32_t slot)
{
	uint64_t mask = map->geometry.ring_size - 1, page = ring_page_size(map);
	struct ring_page *producer = ring_producer(map);
	uint64_t consumed = load64_acquire(&ring_consumer(map)->position);
	uint64_t produced = load64_relaxed(&producer->position) & ~7ull;
	uint64_t end = produced + ring_record_size(size);
	uint64_t pending = find_pending(map, load64_relaxed(&producer->pending), produced);
	struct ring_header *header = ring_header_at(map, produced);

	store64_relaxed(&producer->pending, pending);
	if (end - consumed > mask || end - pending > mask)
		return NULL;
	store_relaxed(&header->len, (uint32_t)size | RING_BUSY);
	store_relaxed(&header->pgoff, (uint32_t)((produced & mask) / page) + LINUX_FIRST_PAGE);
	store64_release(&lane->held[slot], produced + 1);
	store64_release(&producer->position, end);
	return header;
}

void *ring_reserve(struct map *map, uint64_t size, struct map_writer writer, uint32_t *slot)
{
	uint64_t *lock = &map_rings(map)->producer_lock;
	struct map_ring_lane *lane;
	struct ring_header *header;

	if (map_check_writer(map, writer) || size > MAX_RECORD_SIZE ||
	    ring_record_size(size) > map->geometry.ring_size)
		return NULL;
	lane = ring_take_lane(map, writer);
	*slot = ring_free_slot(lane);
	if (*slot == RING_HELD || lock_take(lock, lock_stamp(writer)))
		return NULL;
	header = place_record(map, size, lane, *slot);
	lock_drop(lock);
	return header ? header + 1 : NULL;
}

/* ---- completing ---- */

/* Linux wakes when the consumer has caught up with this very record. */
static bool should_wake(const struct map *map, const struct ring_header *header, uint64_t flags)
{
	uint64_t consumed;

	if (!ring_has_sleeper(map))
		return false;
	if (flags & RING_FORCE_WAKEUP)
		return true;
	consumed = load64_acquire(&ring_consumer(map)->position);
	return !(flags & RING_NO_WAKEUP) && ring_header_at(map, consumed) == header;
}

void ring_commit(struct map *map, void *record, uint32_t slot, bool discard, uint64_t flags,
		 struct map_writer writer)
{
	struct ring_header *header = (struct ring_header *)record - 1;
	uint32_t len = load_relaxed(&header->len) & ~RING_BUSY;

	swap_ordered(&header->len, discard ? len | RING_DISCARD : len);
	store64_release(&map_ring_lane(map, writer.lane)->held[slot % RING_HELD], 0);
	if (should_wake(map, header, flags))
		ring_wake(map);
}

int ring_output(struct map *map, const void *data, uint64_t size, uint64_t flags,
		struct map_writer writer)
{
	uint32_t slot;
	void *record;

	if (flags & ~(uint64_t)(RING_NO_WAKEUP | RING_FORCE_WAKEUP))
		return -EINVAL;
	record = ring_reserve(map, size, writer, &slot);
	if (!record)
		return -EAGAIN;
	memcpy(record, data, size);
	ring_commit(map, record, slot, false, flags, writer);
	return 0;
}

uint64_t ring_query(struct map *map, uint64_t what)
{
	uint64_t consumed = load64_acquire(&ring_consumer(map)->position);
	uint64_t produced = load64_acquire(&ring_producer(map)->position);

	switch (what) {
	case RING_AVAIL_DATA: return produced - consumed;
	case RING_RING_SIZE: return map->geometry.ring_size;
	case RING_CONS_POS: return consumed;
	case RING_PROD_POS: return produced;
	default: return 0;
	}
}

/* ---- what a ring buffer does not have: Linux's answers ---- */

/* bpf(2) refuses a key of no bytes before it asks the type. */
static int no_operation(const void *key)
{
	return key ? -EINVAL : -LINUX_ENOTSUPP;
}

static void *no_lookup(struct map *map, const void *key, uint32_t lane)
{
	(void)map, (void)key, (void)lane;
	return NULL;
}

static int no_update(struct map *map, const void *key, const void *value, uint64_t flags,
		     struct map_writer writer)
{
	(void)map, (void)value, (void)flags, (void)writer;
	return no_operation(key);
}

static int no_delete(struct map *map, const void *key, struct map_writer writer)
{
	(void)map, (void)writer;
	return no_operation(key);
}

static int no_api_lookup(struct map *map, const void *key, void *value)
{
	(void)map, (void)value;
	return no_operation(key);
}

static int no_next_key(struct map *map, const void *key, void *next)
{
	(void)map, (void)next;
	return no_operation(key);
}

const struct map_ops ringbuf_ops = {
	.layout = ringbuf_layout,
	.init = ringbuf_init,
	.lookup = no_lookup,
	.update = no_update,
	.delete = no_delete,
	.api_lookup = no_api_lookup,
	.api_update = no_update,
	.anew = ringbuf_anew,
	.next_key = no_next_key,
	.no_handles = true,
};

/* User ring buffers are the same file, which the other side writes. */
const struct map_ops user_ringbuf_ops = {
	.layout = ringbuf_layout,
	.init = ringbuf_init,
	.lookup = no_lookup,
	.update = no_update,
	.delete = no_delete,
	.api_lookup = no_api_lookup,
	.api_update = no_update,
	.anew = ringbuf_anew,
	.next_key = no_next_key,
	.no_handles = true,
};
