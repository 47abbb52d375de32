/*
 * Free slots of a hash: one queue a lane, taken from the head, given back to
 * the tail, under the queue's lock.  Nobody waits for a particular queue: a
 * lane prefers its own and goes on to the next that is free, so a queue that
 * is held for long costs nothing but its slots.
 *
 * There are max_entries + lanes slots; every key in the map was counted before
 * it was linked and every other lane has at most one slot in its hands, so a
 * lane finds one, sooner or later: the wait is bounded all the same.
 */
#include "maps/hash.h"

static uint32_t first_slot(const struct map_geometry *g, uint32_t lane)
{
	return (uint32_t)((uint64_t)g->n_slots * lane / g->lanes);
}

/* Spread all slots over the lanes' queues. */
void slots_init(struct map *map)
{
	const struct map_geometry *g = &map->geometry;
	uint32_t lane, i, end;

	for (lane = 0; lane < g->lanes; lane++) {
		struct map_queue *queue = &map_lane(map, lane)->queue;

		i = first_slot(g, lane);
		end = first_slot(g, lane + 1);
		queue->head = i + 1;
		queue->tail = end;
		for (; i < end; i++) {
			struct map_slot *slot = hash_slot(map, i + 1);

			slot->sequence = 1;
			slot->free_next = i + 1 < end ? i + 2 : 0;
		}
	}
}

bool slots_reserve(struct map *map)
{
	uint32_t *n = &map_control(map)->n_entries;
	uint32_t seen = load_relaxed(n);

	do {
		if (seen >= map->geometry.max_entries)
			return false;
	} while (!cas32(n, &seen, seen + 1));
	return true;
}

void slots_unreserve(struct map *map)
{
	uint32_t *n = &map_control(map)->n_entries;
	uint32_t seen = load_relaxed(n);

	do {
		if (!seen)
			return;
	} while (!cas32(n, &seen, seen - 1));
}

static uint32_t queue_pop(const struct map *map, struct map_queue *queue)
{
	uint32_t link = hash_link(map, load_relaxed(&queue->head));
	uint32_t next;

	if (!link)
		return 0;
	next = hash_link(map, load_relaxed(&hash_slot(map, link)->free_next));
	store_relaxed(&queue->head, next);
	if (!next)
		store_relaxed(&queue->tail, 0);
	return link;
}

static void queue_push(const struct map *map, struct map_queue *queue, uint32_t link)
{
	uint32_t head = hash_link(map, load_relaxed(&queue->head));
	uint32_t tail = hash_link(map, load_relaxed(&queue->tail));

	store_relaxed(&hash_slot(map, link)->free_next, 0);
	if (head && tail)
		store_relaxed(&hash_slot(map, tail)->free_next, link);
	else
		store_relaxed(&queue->head, link);
	store_relaxed(&queue->tail, link);
}

/* The @i-th queue from the writer's own on. */
static struct map_queue *queue_near(const struct map *map, struct map_writer writer, uint32_t i)
{
	return &map_lane(map, (writer.lane + i) % map->geometry.lanes)->queue;
}

static uint32_t take_once(struct map *map, struct map_writer writer)
{
	uint32_t i, link;

	for (i = 0; i < map->geometry.lanes; i++) {
		struct map_queue *queue = queue_near(map, writer, i);

		if (!load_relaxed(&queue->head) || !lock_try(&queue->lock, lock_stamp(writer)))
			continue;
		link = queue_pop(map, queue);
		lock_drop(&queue->lock);
		if (link)
			return link;
	}
	return 0;
}

uint32_t slots_take(struct map *map, struct map_writer writer)
{
	struct patience patience = { 0 };
	uint32_t link;

	do
		link = take_once(map, writer);
	while (!link && patience_wait(&patience));
	return link;
}

static bool give_once(struct map *map, uint32_t link, struct map_writer writer)
{
	uint32_t i;

	for (i = 0; i < map->geometry.lanes; i++) {
		struct map_queue *queue = queue_near(map, writer, i);

		if (!lock_try(&queue->lock, lock_stamp(writer)))
			continue;
		queue_push(map, queue, link);
		lock_drop(&queue->lock);
		return true;
	}
	return false;
}

/* Should every queue be held all the time, the slot is lost until the map is repaired. */
void slots_give(struct map *map, uint32_t link, struct map_writer writer)
{
	uint32_t *sequence = &hash_slot(map, link)->sequence;
	struct patience patience = { 0 };

	store_release(sequence, load_relaxed(sequence) | 1);
	while (!give_once(map, link, writer) && patience_wait(&patience))
		;
}
