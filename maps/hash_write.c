/*
 * Writers of a hash: one a bucket, under its lock.  An update replaces the
 * whole slot, so that a reader has the old value or the new one:
 *
 *	fill a free slot (sequence odd, key, value), link it first in the chain,
 *	make its sequence even, bump the count; unlink the old slot, bump; only
 *	then free it
 *
 * A reader that was in between finds the key in the one slot or the other, or
 * sees the count changed and looks again.  The new value is there from the moment
 * when the sequence is even: not before, for a reader who stands on that slot since
 * it had another key would show what a walk along the chain does not find yet.
 *
 * An update copies the key into its lane's spare slot first, once: the caller's
 * key may stand in memory that others write, and what is hashed, compared and
 * stored has to be one key.  The next spare is an extra slot out of a queue; a
 * replacement without one goes on with the slot that it unlinked.
 *
 * Before a chain changes, the lane's intent says how.  Whether the new slot is
 * linked and its sequence even, or the old one is not linked any more, decides what
 * became of it: who finds the writer dead (hash_repair.c) finishes what follows from
 * that, and takes a slot out that is linked and odd.
 *
 * Values of a per-CPU hash stand apart from the slots and are changed in place
 * while the key stays: only this lane reads what it writes there, as in Linux.
 * An insert zeroes the lanes that it has no value for.
 */
#include "maps/hash.h"
#include "maps/spin.h"

#include <errno.h>

/* A key and where it is in its bucket; the bucket's lock is held. */
struct place {
	struct map_bucket *bucket;
	uint32_t hash;
	uint32_t before; /* link of the slot before; 0: the head */
	uint32_t link;   /* link of the slot that holds the key; 0: absent */
};

/* -EIO: the chain has no end, somebody spoiled it. */
static int place_find(const struct map *map, const void *key, struct place *place)
{
	uint32_t left = map->geometry.n_slots;

	place->before = 0;
	place->link = hash_link(map, load_relaxed(&place->bucket->head));
	while (place->link) {
		struct map_slot *slot = hash_slot(map, place->link);

		if (load_relaxed(&slot->hash) == place->hash &&
		    content_equal(slot->content, key, map->geometry.key_size))
			return 0;
		if (!left--)
			return -EIO;
		place->before = place->link;
		place->link = hash_link(map, load_relaxed(&slot->next));
	}
	return 0;
}

static void place_link(const struct map *map, struct place *place, uint32_t link)
{
	struct map_slot *slot = hash_slot(map, link);

	store_release(&slot->next, load_relaxed(&place->bucket->head));
	store_release(&place->bucket->head, link);
	slot_is_used(map, link);
	hash_bump(place->bucket);
	if (!place->before)
		place->before = link;
}

void hash_unlink(const struct map *map, struct map_bucket *bucket, uint32_t before, uint32_t link)
{
	uint32_t next = load_relaxed(&hash_slot(map, link)->next);

	store_release(before ? &hash_slot(map, before)->next : &bucket->head, next);
	hash_bump(bucket);
}

static void place_unlink(const struct map *map, const struct place *place)
{
	hash_unlink(map, place->bucket, place->before, place->link);
}

/* ---- intents ---- */

/* An extra slot, if there is one in the hand, is to be the next spare. */
static void intend(struct map_intent *intent, enum map_operation operation, uint32_t old)
{
	store_release(&intent->old_slot, old);
	store_release(&intent->new_slot, load_relaxed(&intent->spare));
	store_release(&intent->fresh_slot, load_relaxed(&intent->extra));
	store_release(&intent->operation, operation);
}

static void is_done(struct map_intent *intent)
{
	store_release(&intent->operation, INTENT_NONE);
}

void hash_inserted(struct map_intent *intent)
{
	store_release(&intent->spare, load_relaxed(&intent->fresh_slot));
	store_release(&intent->extra, 0);
	is_done(intent);
}

/* What was freed rests while there is another slot. */
void hash_replaced(const struct map *map, struct map_intent *intent)
{
	uint32_t old = load_relaxed(&intent->old_slot);
	uint32_t fresh = load_relaxed(&intent->fresh_slot);

	slot_is_free(map, old);
	store_release(&intent->spare, fresh ? fresh : old);
	store_release(&intent->extra, fresh ? old : 0);
	is_done(intent);
}

void hash_deleted(const struct map *map, struct map_intent *intent)
{
	uint32_t old = load_relaxed(&intent->old_slot);

	slot_is_free(map, old);
	store_release(&intent->extra, old);
	is_done(intent);
}

/* What an update stores: a value, or one of each lane, value_stride bytes apart. */
struct source {
	const void *value;
	bool lanes;
	struct map_writer writer; /* whose value it is else */
	bool locked; /* SKEP_F_LOCK: an entry that is there is changed in place, under its lock */
};

static void write_lanes(const struct map *map, uint32_t link, const struct source *source)
{
	const struct map_geometry *g = &map->geometry;
	const uint8_t *from = source->value;
	uint32_t lane;

	for (lane = 0; lane < g->lanes; lane++, from += g->value_stride)
		if (map_lane_is_prepared(map, lane))
			content_write(hash_value(map, link, lane), from, g->value_stride);
}

/* A lock in a slot that was free may still be held by who had its value before: it stays. */
static int write_own(const struct map *map, uint32_t link, const struct source *source, bool locked)
{
	if (map->ops->holds_maps) {
		content_write(hash_value(map, link, source->writer.lane), source->value,
			      sizeof(uint64_t));
		return 0;
	}
	return value_write(map, hash_value(map, link, source->writer.lane), source->value, locked,
			   source->writer);
}

/* Linux: a program that inserts may rely on zeros for the other CPUs. */
static void zero_others(const struct map *map, uint32_t link, uint32_t own)
{
	const struct map_geometry *g = &map->geometry;
	uint32_t lane;
	uint64_t at;

	for (lane = 0; lane < g->lanes; lane++) {
		uint64_t *value = hash_value(map, link, lane);

		for (at = 0; lane != own && map_lane_is_prepared(map, lane) && at < g->value_stride;
		     at += 8)
			store64_release(&value[at / 8], 0);
	}
}

static void write_new(const struct map *map, uint32_t link, const struct source *source)
{
	if (source->lanes) {
		write_lanes(map, link, source);
		return;
	}
	write_own(map, link, source, false);
	if (map->geometry.lane_stride)
		zero_others(map, link, source->writer.lane);
}

/* Complete slot @link, which has its key, and make it the first of the chain. */
static void link_new(struct map *map, struct place *place, uint32_t link,
		     const struct source *source)
{
	struct map_slot *slot = hash_slot(map, link);

	store_release(&slot->hash, place->hash);
	write_new(map, link, source);
	place_link(map, place, link);
}

/* An update under way; @link: its slot, which has the key. */
struct update {
	const struct source *source;
	struct map_intent *intent;
	uint64_t flags;
	uint32_t link;
};

/* -E2BIG; -EAGAIN: somebody has a slot in his hand, or it is not known that none is in a queue. */
static int is_full(struct map *map)
{
	uint32_t given = load_acquire(&map_control(map)->n_given);

	if (load64_relaxed(&map->all_taken) != (uint64_t)given + 1 || slots_in_hand(map))
		return -EAGAIN;
	return load_acquire(&map_control(map)->n_given) == given ? -E2BIG : -EAGAIN;
}

/*
 * -EAGAIN: an extra slot has to be found without this lock.  -E2BIG under it: when the map
 * was full the key was not there.
 */
static int insert(struct map *map, struct place *place, struct update *update)
{
	if (!slots_take_near(map, update->source->writer))
		return hash_evicts(map) ? -EAGAIN : is_full(map);
	if (hash_evicts(map))
		store8_relaxed(hash_ref(map, update->link), 0);
	intend(update->intent, INTENT_INSERT, 0);
	link_new(map, place, update->link, update->source);
	hash_inserted(update->intent);
	return 0;
}

/* Linux: what is updated was used. */
static int replace(struct map *map, struct place *place, struct update *update)
{
	const struct source *source = update->source;

	if (hash_evicts(map))
		hash_use(map, place->link);
	if (map->geometry.lane_stride) {
		if (source->lanes)
			write_lanes(map, place->link, source);
		else
			write_own(map, place->link, source, false);
		return 0;
	}
	if (source->locked)
		return write_own(map, place->link, source, true);
	slots_take_near(map, source->writer);
	if (hash_evicts(map))
		store8_relaxed(hash_ref(map, update->link),
			       load8_relaxed(hash_ref(map, place->link)));
	intend(update->intent, INTENT_REPLACE, place->link);
	link_new(map, place, update->link, source);
	place_unlink(map, place);
	hash_replaced(map, update->intent);
	return 0;
}

static int update_locked(struct map *map, struct place *place, struct update *update)
{
	int err = place_find(map, hash_slot(map, update->link)->content, place);

	if (err)
		return err;
	if (place->link)
		return update->flags == SKEP_NOEXIST ? -EEXIST : replace(map, place, update);
	return update->flags == SKEP_EXIST ? -ENOENT : insert(map, place, update);
}

/* The slot is in the writer's hand afterwards. */
static void take_away(struct map *map, const struct place *place, struct map_writer writer)
{
	struct map_intent *intent = hash_intent(map, writer.lane);

	intend(intent, INTENT_DELETE, place->link);
	place_unlink(map, place);
	hash_deleted(map, intent);
}

static int delete_locked(struct map *map, struct place *place, const void *key,
			 struct map_writer writer)
{
	int err = place_find(map, key, place);

	if (err)
		return err;
	if (!place->link)
		return -ENOENT;
	take_away(map, place, writer);
	return 0;
}

/* In place only who has the value's lock, if it has one, may write meanwhile. */
static int take_locked(struct map *map, struct place *place, const void *key, void *value,
		       struct map_writer writer)
{
	int err = place_find(map, key, place);

	if (!err && !place->link)
		err = -ENOENT;
	if (!err)
		err = hash_read_value(map, place->link, value,
				      map->desc.lock_end ? &writer : NULL);
	if (err)
		return err;
	take_away(map, place, writer);
	return 0;
}

/* The place of slot @link in its chain; -ENOENT: it is not there. */
static int place_of_slot(const struct map *map, uint32_t link, struct hash_steps *steps,
			 struct place *place)
{
	place->before = 0;
	place->link = hash_follow(map, &place->bucket->head, steps);
	while (place->link && place->link != link) {
		place->before = place->link;
		place->link = hash_follow(map, &hash_slot(map, place->link)->next, steps);
	}
	return place->link ? 0 : -ENOENT;
}

/* The bucket of a hash, which is the one whose lock the writer is about to take. */
static struct map_bucket *go_to_bucket(const struct map *map, uint32_t hash,
				       struct map_writer writer)
{
	store_release(&hash_intent(map, writer.lane)->bucket, hash & (map->geometry.n_buckets - 1));
	return hash_bucket(map, hash);
}

/* Nobody waits here for a lock: there are other slots. */
int hash_take_out(struct map *map, uint32_t link, struct hash_steps *steps,
		  struct map_writer writer)
{
	struct place place = { .hash = load_acquire(&hash_slot(map, link)->hash) };
	int err;

	place.bucket = go_to_bucket(map, place.hash, writer);
	if (!lock_try(&place.bucket->lock, lock_stamp(writer)))
		return -EBUSY;
	err = place_of_slot(map, link, steps, &place);
	if (!err)
		take_away(map, &place, writer);
	lock_drop(&place.bucket->lock);
	return err;
}

static int place_lock(struct map *map, const void *key, struct place *place,
		      struct map_writer writer)
{
	place->hash = hash_key(map, key);
	place->bucket = go_to_bucket(map, place->hash, writer);
	return hash_lock(map, &place->bucket->lock, writer);
}

/* The lane's spare slot, its sequence odd (a peer may have spoiled that), with the key in it. */
static uint32_t spare_with_key(struct map *map, const void *key, struct map_writer writer)
{
	uint32_t link = hash_link(map, load_relaxed(&hash_intent(map, writer.lane)->spare));

	if (!link)
		return 0;
	slot_is_free(map, link);
	content_write(hash_slot(map, link)->content, key, map->geometry.key_size);
	return link;
}

static int try_update(struct map *map, struct update *update)
{
	struct place place;
	int err = place_lock(map, hash_slot(map, update->link)->content, &place,
			     update->source->writer);

	if (err)
		return err;
	err = update_locked(map, &place, update);
	lock_drop(&place.bucket->lock);
	return err;
}

/*
 * Put an extra slot in the writer's hand, out of any queue; false: none was found.
 * Queues that were empty are empty until something is given to one.
 */
static bool find_extra(struct map *map, uint32_t given, struct map_writer writer)
{
	uint64_t mark = (uint64_t)given + 1;

	if (load64_relaxed(&map->all_taken) == mark)
		return false;
	if (slots_take(map, writer))
		return true;
	if (slots_are_taken(map))
		store64_relaxed(&map->all_taken, mark);
	return false;
}

/* 0: there is an extra slot in the hand, or the map seems full; -EBUSY. */
static int wait_for_extra(struct map *map, struct patience *patience, struct map_writer writer)
{
	while (patience_wait(patience)) {
		uint32_t given = load_acquire(&map_control(map)->n_given);

		if (find_extra(map, given, writer) || is_full(map) == -E2BIG)
			return 0;
		if (patience->n % LOCK_SPINS == 1) /* lost by somebody's death? */
			hash_finish_all(map, writer);
	}
	return -EBUSY;
}

static int find_or_evict(struct map *map, struct map_writer writer)
{
	uint32_t given = load_acquire(&map_control(map)->n_given);

	return find_extra(map, given, writer) ? 0 : hash_evict(map, writer);
}

/*
 * Room is made without the lock of the key's bucket, because it takes that of
 * another one; meanwhile somebody else may have put the key in, also in the last
 * room that there was.
 */
static int update_begun(struct map *map, const void *key, struct update *update)
{
	struct map_writer writer = update->source->writer;
	struct patience patience = { 0 };
	int err;

	update->link = spare_with_key(map, key, writer);
	if (!update->link)
		return -EBUSY;
	do {
		err = try_update(map, update);
		if (err != -EAGAIN)
			return err;
		err = hash_evicts(map) ? find_or_evict(map, writer) :
					 wait_for_extra(map, &patience, writer);
	} while (!err && patience_wait(&patience)); /* a peer may take what was found */
	return err ? err : -EBUSY;
}

static int update(struct map *map, const void *key, const struct source *source, uint64_t flags)
{
	struct update update = { .source = source, .flags = flags };
	int err = hash_begin(map, source->writer);

	if (err)
		return err;
	update.intent = hash_intent(map, source->writer.lane);
	err = update_begun(map, key, &update);
	hash_end(map, source->writer);
	return err;
}

int hash_update(struct map *map, const void *key, const void *value, uint64_t flags,
		struct map_writer writer)
{
	struct source source = { value, false, writer, false };
	int err = value_flags(map, &flags, &source.locked);

	if (!err)
		err = map_lane_prepare(map, writer.lane);
	return err ? err : update(map, key, &source, flags);
}

int hash_update_lanes(struct map *map, const void *key, const void *value, uint64_t flags,
		      struct map_writer writer)
{
	struct source source = { value, true, writer, false };
	int err = value_flags(map, &flags, &source.locked);

	if (!err)
		err = map_prepare_for(map, value);
	return err ? err : update(map, key, &source, flags);
}

static int delete_begun(struct map *map, const void *key, struct map_writer writer)
{
	struct place place;
	int err = place_lock(map, key, &place, writer);

	if (err)
		return err;
	err = delete_locked(map, &place, key, writer);
	lock_drop(&place.bucket->lock);
	return err;
}

int hash_delete(struct map *map, const void *key, struct map_writer writer)
{
	int err = hash_begin(map, writer);

	if (err)
		return err;
	err = delete_begun(map, key, writer);
	hash_end(map, writer);
	return err;
}

static int take_begun(struct map *map, const void *key, void *value, struct map_writer writer)
{
	struct place place;
	int err = place_lock(map, key, &place, writer);

	if (err)
		return err;
	err = take_locked(map, &place, key, value, writer);
	lock_drop(&place.bucket->lock);
	return err;
}

int hash_take(struct map *map, const void *key, void *value, struct map_writer writer)
{
	int err = hash_begin(map, writer);

	if (err)
		return err;
	err = take_begun(map, key, value, writer);
	hash_end(map, writer);
	return err;
}
