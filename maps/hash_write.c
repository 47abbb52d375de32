/*
 * Writers of a hash: one a bucket, under its lock.  An update replaces the
 * whole slot, so that a reader has the old value or the new one:
 *
 *	fill a free slot (sequence odd, key, value, even), link it first in the
 *	chain, bump the count; unlink the old slot, bump; only then free it
 *
 * A reader that was in between finds the key in the one slot or the other, or
 * sees the count changed and looks again.
 */
#include "maps/hash.h"

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

/*
 * The sequence of a free slot is odd and stays so until key and value are
 * complete.  False: the key, in memory that others write, is not any more what
 * was hashed and must not get into this bucket.
 */
static bool slot_fill(const struct map *map, struct map_slot *slot, uint32_t hash, const void *key,
		      const void *value)
{
	uint32_t odd = load_relaxed(&slot->sequence) | 1;

	store_relaxed(&slot->sequence, odd);
	store_release(&slot->hash, hash);
	content_write(slot->content, key, map->geometry.key_size);
	if (hash_key(map, slot->content) != hash)
		return false;
	content_write(slot_value(map, slot), value, map->geometry.value_size);
	store_release(&slot->sequence, odd + 1);
	return true;
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

/* A new slot with key and value is made the first of the chain. */
static int link_new(struct map *map, struct place *place, const void *key, const void *value,
		    struct map_writer writer)
{
	uint32_t link = slots_take(map, writer);

	if (!link)
		return -EBUSY;
	if (!slot_fill(map, hash_slot(map, link), place->hash, key, value)) {
		slots_give(map, link, writer);
		return -EBUSY;
	}
	place_link(map, place, link);
	return 0;
}

static int insert(struct map *map, struct place *place, const void *key, const void *value,
		  struct map_writer writer)
{
	int err;

	if (!slots_reserve(map))
		return -E2BIG;
	err = link_new(map, place, key, value, writer);
	if (err)
		slots_unreserve(map);
	return err;
}

static int replace(struct map *map, struct place *place, const void *key, const void *value,
		   struct map_writer writer)
{
	int err = link_new(map, place, key, value, writer);

	if (err)
		return err;
	place_unlink(map, place);
	slots_give(map, place->link, writer);
	return 0;
}

static int update_locked(struct map *map, struct place *place, const void *key, const void *value,
			 uint64_t flags, struct map_writer writer)
{
	int err = place_find(map, key, place);

	if (err)
		return err;
	if (place->link)
		return flags == SKEP_NOEXIST ? -EEXIST : replace(map, place, key, value, writer);
	return flags == SKEP_EXIST ? -ENOENT : insert(map, place, key, value, writer);
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

static int place_lock(struct map *map, const void *key, struct place *place,
		      struct map_writer writer)
{
	place->hash = hash_key(map, key);
	place->bucket = hash_bucket(map, place->hash);
	return lock_take(&place->bucket->lock, lock_stamp(writer));
}

int hash_update(struct map *map, const void *key, const void *value, uint64_t flags,
		struct map_writer writer)
{
	struct place place;
	int err;

	if (flags > SKEP_EXIST)
		return -EINVAL;
	err = place_lock(map, key, &place, writer);
	if (err)
		return err;
	err = update_locked(map, &place, key, value, flags, writer);
	lock_drop(&place.bucket->lock);
	return err;
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
