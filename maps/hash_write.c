/*
 * Writers of a hash: one a bucket, under its lock.  An update replaces the
 * whole slot, so that a reader has the old value or the new one:
 *
 *	fill a free slot (sequence odd, key, value, even), link it first in the
 *	chain, bump the count; unlink the old slot, bump; only then free it
 *
 * A reader that was in between finds the key in the one slot or the other, or
 * sees the count changed and looks again.
 *
 * An update takes its slot first and copies the key there, once: the caller's
 * key may stand in memory that others write, and what is hashed, compared and
 * stored has to be one key.  Until the slot is linked it is this lane's alone.
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

static void bump(struct map_bucket *bucket)
{
	store_release(&bucket->count, load_relaxed(&bucket->count) + 1);
}

static void place_link(const struct map *map, struct place *place, uint32_t link)
{
	struct map_slot *slot = hash_slot(map, link);

	store_release(&slot->next, load_relaxed(&place->bucket->head));
	store_release(&place->bucket->head, link);
	bump(place->bucket);
	if (!place->before)
		place->before = link;
}

static void place_unlink(const struct map *map, struct place *place)
{
	uint32_t next = load_relaxed(&hash_slot(map, place->link)->next);

	if (place->before)
		store_release(&hash_slot(map, place->before)->next, next);
	else
		store_release(&place->bucket->head, next);
	bump(place->bucket);
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
	store_release(&slot->sequence, load_relaxed(&slot->sequence) + 1);
	place_link(map, place, link);
}

/*
 * An update under way.
 * @link: its slot, which has the key
 * @unused: the slot that is free afterwards; 0: none
 * @counted: room was made for the key: n_entries counts it already
 */
struct update {
	const struct source *source;
	uint64_t flags;
	uint32_t link, unused;
	bool counted;
};

/* -EAGAIN: the map is full, and something has to be taken out without this lock. */
static int insert(struct map *map, struct place *place, struct update *update)
{
	if (!update->counted && !slots_reserve(map))
		return hash_evicts(map) ? -EAGAIN : -E2BIG;
	update->counted = false;
	if (hash_evicts(map))
		store8_relaxed(hash_ref(map, update->link), 0);
	link_new(map, place, update->link, update->source);
	update->unused = 0;
	return 0;
}

/* Linux: what is updated was used. */
static int replace(struct map *map, struct place *place, struct update *update)
{
	const struct source *source = update->source;

	if (hash_evicts(map))
		store8_relaxed(hash_ref(map, map->geometry.lane_stride ? place->link :
									 update->link), 1);
	if (map->geometry.lane_stride) {
		if (source->lanes)
			write_lanes(map, place->link, source);
		else
			write_own(map, place->link, source, false);
		return 0;
	}
	if (source->locked)
		return write_own(map, place->link, source, true);
	link_new(map, place, update->link, source);
	place_unlink(map, place);
	update->unused = place->link;
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

static int delete_locked(struct map *map, struct place *place, const void *key,
			 struct map_writer writer)
{
	int err = place_find(map, key, place);

	if (err)
		return err;
	if (!place->link)
		return -ENOENT;
	place_unlink(map, place);
	slots_give(map, place->link, writer);
	slots_unreserve(map);
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
	place_unlink(map, place);
	slots_give(map, place->link, writer);
	slots_unreserve(map);
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

/* Nobody waits here for a lock: there are other slots. */
int hash_take_out(struct map *map, uint32_t link, struct hash_steps *steps,
		  struct map_writer writer)
{
	struct place place = { .hash = load_acquire(&hash_slot(map, link)->hash) };
	int err;

	place.bucket = hash_bucket(map, place.hash);
	if (!lock_try(&place.bucket->lock, lock_stamp(writer)))
		return -EBUSY;
	err = place_of_slot(map, link, steps, &place);
	if (!err) {
		place_unlink(map, &place);
		slots_give(map, link, writer);
	}
	lock_drop(&place.bucket->lock);
	return err;
}

static int place_lock(struct map *map, const void *key, struct place *place,
		      struct map_writer writer)
{
	place->hash = hash_key(map, key);
	place->bucket = hash_bucket(map, place->hash);
	return lock_take(&place->bucket->lock, lock_stamp(writer));
}

/* A free slot, its sequence odd (a peer may have spoiled that), with the key in it. */
static uint32_t take_with_key(struct map *map, const void *key, struct map_writer writer)
{
	uint32_t link = slots_take(map, writer);
	struct map_slot *slot;

	if (!link)
		return 0;
	slot = hash_slot(map, link);
	store_relaxed(&slot->sequence, load_relaxed(&slot->sequence) | 1);
	content_write(slot->content, key, map->geometry.key_size);
	return link;
}

static int try_update(struct map *map, struct update *update, struct map_writer writer)
{
	struct place place;
	int err = place_lock(map, hash_slot(map, update->link)->content, &place, writer);

	if (err)
		return err;
	err = update_locked(map, &place, update);
	if (update->unused != update->link && update->unused)
		slots_give(map, update->unused, writer);
	lock_drop(&place.bucket->lock);
	return err;
}

/*
 * Room is made without the lock of the key's bucket, because it takes that of
 * another one; meanwhile somebody else may have put the key in.
 */
static int update(struct map *map, const void *key, const struct source *source, uint64_t flags,
		  struct map_writer writer)
{
	struct update update = { .source = source, .flags = flags };
	int err;

	update.link = update.unused = take_with_key(map, key, writer);
	if (!update.link)
		return -EBUSY;
	err = try_update(map, &update, writer);
	if (err == -EAGAIN) {
		err = hash_evict(map, writer);
		update.counted = !err;
		if (!err)
			err = try_update(map, &update, writer);
	}
	if (update.counted)
		slots_unreserve(map);
	if (update.unused == update.link)
		slots_give(map, update.link, writer);
	return err;
}

int hash_update(struct map *map, const void *key, const void *value, uint64_t flags,
		struct map_writer writer)
{
	struct source source = { value, false, writer, false };
	int err = value_flags(map, &flags, &source.locked);

	if (!err)
		err = map_lane_prepare(map, writer.lane);
	return err ? err : update(map, key, &source, flags, writer);
}

int hash_update_lanes(struct map *map, const void *key, const void *value, uint64_t flags,
		      struct map_writer writer)
{
	struct source source = { value, true, writer, false };
	int err = value_flags(map, &flags, &source.locked);

	if (!err)
		err = map_prepare_for(map, value);
	return err ? err : update(map, key, &source, flags, writer);
}

int hash_delete(struct map *map, const void *key, struct map_writer writer)
{
	struct place place;
	int err = place_lock(map, key, &place, writer);

	if (err)
		return err;
	err = delete_locked(map, &place, key, writer);
	lock_drop(&place.bucket->lock);
	return err;
}

int hash_take(struct map *map, const void *key, void *value, struct map_writer writer)
{
	struct place place;
	int err = place_lock(map, key, &place, writer);

	if (err)
		return err;
	err = take_locked(map, &place, key, value, writer);
	lock_drop(&place.bucket->lock);
	return err;
}
