/*
 * Slots of a hash that hold no key.  Each lane has one of its own, the spare,
 * where its next key is written; max_entries others are in chains, in the
 * queues, one a lane, or in a lane's hand on the way from the one to the other
 * (its @extra).  So a map is full when nothing is in a queue or a hand, and no
 * count has to be kept that a death could leave wrong.
 *
 * Queues are taken from at the head and given back to at the tail, under the
 * queue's lock.  Nobody waits for a particular queue: a lane prefers its own and
 * goes on to the next that is free.
 *
 * The extra names its slot before the slot leaves a queue, and until after it is
 * in one.  Who finds a queue's lock with a dead stamp therefore looks whether
 * that lane's extra stands at the head or the tail: then it is the queue's.
 */
#include "maps/hash.h"

static uint32_t first_slot(const struct map_geometry *g, uint32_t lane)
{
	return (uint32_t)((uint64_t)g->max_entries * lane / g->lanes);
}

static void init_queue(struct map *map, uint32_t lane)
{
	struct map_queue *queue = &map_lane(map, lane)->queue;
	uint32_t i = first_slot(&map->geometry, lane), end = first_slot(&map->geometry, lane + 1);

	queue->head = i < end ? i + 1 : 0;
	queue->tail = i < end ? end : 0;
	for (; i < end; i++)
		hash_slot(map, i + 1)->free_next = i + 1 < end ? i + 2 : 0;
}

void slots_init(struct map *map)
{
	const struct map_geometry *g = &map->geometry;
	uint32_t lane, link;

	for (link = 1; link <= g->n_slots; link++)
		hash_slot(map, link)->sequence = 1;
	for (lane = 0; lane < g->lanes; lane++) {
		init_queue(map, lane);
		hash_intent(map, lane)->spare = g->max_entries + lane + 1;
	}
}

void slot_is_free(const struct map *map, uint32_t link)
{
	uint32_t *sequence = &hash_slot(map, link)->sequence;

	store_release(sequence, load_relaxed(sequence) | 1);
}

void slot_is_used(const struct map *map, uint32_t link)
{
	uint32_t *sequence = &hash_slot(map, link)->sequence;

	store_release(sequence, load_relaxed(sequence) + 1);
}

/* Under the lock: the first slot, which is the extra before it leaves; false: none. */
static bool queue_pop(const struct map *map, struct map_queue *queue, uint32_t *extra)
{
	uint32_t link = hash_link(map, load_relaxed(&queue->head));
	uint32_t next;

	if (!link)
		return false;
	store_release(extra, link);
	next = hash_link(map, load_relaxed(&hash_slot(map, link)->free_next));
	store_release(&queue->head, next);
	if (!next)
		store_release(&queue->tail, 0);
	return true;
}

/* The extra is the queue's now, and whoever looked for slots looks again. */
static void queue_has(struct map *map, uint32_t *extra)
{
	add_release(&map_control(map)->n_given, 1);
	store_release(extra, 0);
}

static void queue_push(struct map *map, struct map_queue *queue, uint32_t *extra)
{
	uint32_t head = hash_link(map, load_relaxed(&queue->head));
	uint32_t tail = hash_link(map, load_relaxed(&queue->tail));
	uint32_t link = hash_link(map, load_relaxed(extra));

	if (!link) {
		store_release(extra, 0); /* a peer's nonsense */
		return;
	}
	store_release(&hash_slot(map, link)->free_next, 0);
	store_release(head && tail ? &hash_slot(map, tail)->free_next : &queue->head, link);
	store_release(&queue->tail, link);
	queue_has(map, extra);
}

void queue_settle(struct map *map, struct map_queue *queue, uint32_t *extra)
{
	uint32_t head = hash_link(map, load_relaxed(&queue->head));
	uint32_t tail = hash_link(map, load_relaxed(&queue->tail));
	uint32_t next = head && tail ? load_relaxed(&hash_slot(map, tail)->free_next) : 0;
	uint32_t link = hash_link(map, load_relaxed(extra));

	if (!head || !tail)
		tail = head;
	else if (hash_link(map, next))
		tail = hash_link(map, next);
	store_release(&queue->tail, tail);
	if (link && (link == head || link == tail))
		queue_has(map, extra);
}

/* The @i-th queue from the writer's own on. */
static struct map_queue *queue_near(const struct map *map, struct map_writer writer, uint32_t i)
{
	return &map_lane(map, (writer.lane + i) % map->geometry.lanes)->queue;
}

static bool take_from(const struct map *map, struct map_queue *queue, struct map_writer writer)
{
	bool taken;

	if (!load_relaxed(&queue->head) || !lock_try(&queue->lock, lock_stamp(writer)))
		return false;
	taken = queue_pop(map, queue, &hash_intent(map, writer.lane)->extra);
	lock_drop(&queue->lock);
	return taken;
}

static bool has_extra(const struct map *map, struct map_writer writer)
{
	return hash_link(map, load_relaxed(&hash_intent(map, writer.lane)->extra));
}

bool slots_take_near(const struct map *map, struct map_writer writer)
{
	return has_extra(map, writer) || take_from(map, queue_near(map, writer, 0), writer);
}

bool slots_take(const struct map *map, struct map_writer writer)
{
	bool taken = has_extra(map, writer);

	for (uint32_t i = 0; i < map->geometry.lanes && !taken; i++)
		taken = take_from(map, queue_near(map, writer, i), writer);
	return taken;
}

/* Without the locks: a locked queue may have some. */
bool slots_are_taken(const struct map *map)
{
	uint32_t lane;

	for (lane = 0; lane < map->geometry.lanes; lane++) {
		const struct map_queue *queue = &map_lane(map, lane)->queue;

		if (load64_acquire(&queue->lock) || load_acquire(&queue->head))
			return false;
	}
	return true;
}

bool slots_in_hand(const struct map *map)
{
	uint32_t lane;

	for (lane = 0; lane < map->geometry.lanes; lane++)
		if (load_acquire(&hash_intent(map, lane)->extra))
			return true;
	return false;
}

static bool give_once(struct map *map, struct map_writer writer)
{
	uint32_t i;

	for (i = 0; i < map->geometry.lanes; i++) {
		struct map_queue *queue = queue_near(map, writer, i);

		if (!lock_try(&queue->lock, lock_stamp(writer)))
			continue;
		queue_push(map, queue, &hash_intent(map, writer.lane)->extra);
		lock_drop(&queue->lock);
		return true;
	}
	return false;
}

/* Should every queue be held all the time, the lane's next insert uses it. */
bool slots_give(struct map *map, struct map_writer writer)
{
	struct patience patience = { 0 };

	if (!load_relaxed(&hash_intent(map, writer.lane)->extra))
		return true;
	while (!give_once(map, writer))
		if (!patience_wait(&patience))
			return false;
	return true;
}
