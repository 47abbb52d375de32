/*
 * What writers of a hash that died leave: locked buckets and queues, a change of
 * a chain half done, slots in their lanes' hands.
 *
 * Whoever meets a dead stamp, in a lock or in its own lane, takes the map's
 * repair lock, and then goes on in the dead one's place.  The locks that carry
 * the dead stamp carry it until all that they guard is right; nobody else can
 * take them meanwhile, and a stamp never comes back.  So who repairs needs no
 * intent of its own, and may die at any step: the next one takes the repair lock
 * over and finds the same stamp, the same intent, and steps that may be repeated.
 *
 *	queues that the stamp has locked: settled and opened
 *	the bucket, if the stamp has locked it: the intent finished or undone, opened
 *	the spare is free; the extra goes into a queue; the lane's stamp is 0
 */
#include "maps/hash.h"

#include <errno.h>

/* Is slot @link in the chain?  *@before: the slot before it, 0: the head. */
static bool is_linked(const struct map *map, const struct map_bucket *bucket, uint32_t link,
		      uint32_t *before)
{
	uint32_t left = map->geometry.n_slots, at = hash_link(map, load_acquire(&bucket->head));

	*before = 0;
	while (at && at != link && left--) {
		*before = at;
		at = hash_link(map, load_acquire(&hash_slot(map, at)->next));
	}
	return at && at == link;
}

/*
 * Is the intent's new slot in the map?  One that is linked and whose sequence is odd no
 * reader has seen: it goes, so that what a death has left does not change any more.
 */
static bool new_is_there(const struct map *map, struct map_bucket *bucket,
			 const struct map_intent *intent)
{
	uint32_t new = hash_link(map, load_relaxed(&intent->new_slot)), before;

	if (!new || !is_linked(map, bucket, new, &before))
		return false;
	if (!(load_relaxed(&hash_slot(map, new)->sequence) & 1))
		return true;
	hash_unlink(map, bucket, before, new);
	return false;
}

static void finish_insert(const struct map *map, struct map_bucket *bucket,
			  struct map_intent *intent)
{
	if (new_is_there(map, bucket, intent))
		hash_inserted(intent);
}

static void finish_replace(const struct map *map, struct map_bucket *bucket,
			   struct map_intent *intent)
{
	uint32_t old = hash_link(map, load_relaxed(&intent->old_slot)), before;

	if (!new_is_there(map, bucket, intent) || !old)
		return;
	if (is_linked(map, bucket, old, &before))
		hash_unlink(map, bucket, before, old);
	hash_replaced(map, intent);
}

static void finish_delete(const struct map *map, struct map_bucket *bucket,
			  struct map_intent *intent)
{
	uint32_t old = hash_link(map, load_relaxed(&intent->old_slot)), before;

	if (old && !is_linked(map, bucket, old, &before))
		hash_deleted(map, intent);
}

/* The count may lack the last link or unlink. */
static void finish_bucket(const struct map *map, struct map_bucket *bucket,
			  struct map_intent *intent)
{
	uint32_t operation = load_acquire(&intent->operation);

	hash_bump(bucket);
	if (operation == INTENT_INSERT)
		finish_insert(map, bucket, intent);
	else if (operation == INTENT_REPLACE)
		finish_replace(map, bucket, intent);
	else if (operation == INTENT_DELETE)
		finish_delete(map, bucket, intent);
	store_release(&intent->operation, INTENT_NONE);
	lock_drop(&bucket->lock);
}

static void finish_queues(struct map *map, struct map_intent *intent, uint64_t dead)
{
	uint32_t lane;

	for (lane = 0; lane < map->geometry.lanes; lane++) {
		struct map_queue *queue = &map_lane(map, lane)->queue;

		if (load64_acquire(&queue->lock) != dead)
			continue;
		queue_settle(map, queue, &intent->extra);
		lock_drop(&queue->lock);
	}
}

/* Under the repair lock, in the place of @owner. */
static int finish_lane(struct map *map, struct map_writer owner)
{
	struct map_intent *intent = hash_intent(map, owner.lane);
	struct map_bucket *bucket = hash_bucket(map, load_acquire(&intent->bucket));
	uint32_t spare;

	finish_queues(map, intent, lock_stamp(owner));
	if (load64_acquire(&bucket->lock) == lock_stamp(owner))
		finish_bucket(map, bucket, intent);
	spare = hash_link(map, load_relaxed(&intent->spare));
	if (spare)
		slot_is_free(map, spare);
	if (!slots_give(map, owner))
		return -EBUSY;
	store64_release(&intent->stamp, 0);
	return 0;
}

int hash_finish(struct map *map, uint64_t dead, uint64_t *lock, struct map_writer writer)
{
	uint64_t *repair = &map_control(map)->repair_lock;
	struct map_writer owner;
	bool left;
	int err = lock_take_over(repair, lock_stamp(writer), &map->live, &left);

	if (err)
		return err;
	if (stamp_writer(dead, &owner) && owner.lane < map->geometry.lanes &&
	    load64_acquire(&hash_intent(map, owner.lane)->stamp) == dead)
		err = finish_lane(map, owner);
	if (lock && load64_acquire(lock) == dead)
		lock_drop(lock); /* a peer spoiled the intent */
	lock_drop(repair);
	return err;
}

void hash_finish_all(struct map *map, struct map_writer writer)
{
	uint32_t lane;

	for (lane = 0; lane < map->geometry.lanes; lane++) {
		uint64_t stamp = load64_acquire(&hash_intent(map, lane)->stamp);

		if (lane != writer.lane && stamp_is_dead(&map->live, stamp))
			hash_finish(map, stamp, NULL, writer);
	}
}

int hash_lock(struct map *map, uint64_t *lock, struct map_writer writer)
{
	struct turn turn = { 0 };
	uint64_t dead;
	int err;

	if (lock_try(lock, lock_stamp(writer)))
		return 0;
	do {
		err = lock_or_dead(lock, lock_stamp(writer), &map->live, &turn, &dead);
		if (err != -EOWNERDEAD)
			return err;
		err = hash_finish(map, dead, lock, writer);
	} while (!err);
	return err;
}

/* Another stamp in the lane is that of its last holder: he died in an operation. */
int hash_begin_late(struct map *map, uint64_t seen, struct map_writer writer)
{
	return seen == lock_stamp(writer) ? -EBUSY : hash_finish(map, seen, NULL, writer);
}
