/*
 * Hash tables, inside: the hash function, finding, the free slots.
 */
#ifndef SKEP_MAPS_HASH_H
#define SKEP_MAPS_HASH_H

#include "maps/map_impl.h"

static inline struct map_bucket *hash_bucket(const struct map *map, uint32_t hash)
{
	return (struct map_bucket *)(map->base + map->geometry.buckets_offset) +
	       (hash & (map->geometry.n_buckets - 1));
}

static inline struct map_intent *hash_intent(const struct map *map, uint32_t lane)
{
	return &map_lane(map, lane)->intent;
}

/* A chain has changed: before the next step. */
static inline void hash_bump(struct map_bucket *bucket)
{
	store_release(&bucket->count, load_relaxed(&bucket->count) + 1);
}

/* A link as read from the file, bounded: 0 if it names no slot. */
static inline uint32_t hash_link(const struct map *map, uint32_t link)
{
	return (uint32_t)bound_index(link, (uint64_t)map->geometry.n_slots + 1);
}

/* Slot of a bounded link, not 0. */
static inline struct map_slot *hash_slot(const struct map *map, uint32_t link)
{
	return (struct map_slot *)(map->base + map->geometry.slots_offset +
				   (link - 1) * map->geometry.slot_stride);
}

/* Value of a bounded link's slot; of a per-CPU hash this lane's. */
static inline uint64_t *hash_value(const struct map *map, uint32_t link, uint32_t lane)
{
	const struct map_geometry *g = &map->geometry;

	if (g->lane_stride)
		return (uint64_t *)(map->base + lane * g->lane_stride +
				    (link - 1) * g->value_stride);
	return (uint64_t *)((uint8_t *)hash_slot(map, link) + g->value_offset);
}

/* A slot that was seen to hold a key, at this sequence. */
struct hash_hit {
	struct map_slot *slot;
	uint32_t link;
	uint32_t sequence;
};

/* Does the slot still hold what it held at the hit? */
static inline bool hash_still(const struct hash_hit *hit)
{
	return load_relaxed(&hit->slot->sequence) == hit->sequence;
}

enum {
	REF_USED = 1, /* since the clock's hand judged it */
	REF_OLD = 2,  /* it had been used when it was judged */
};

/* LRU: what the clock knows of slot @link; a hint, so never ordered. */
static inline uint8_t *hash_ref(const struct map *map, uint32_t link)
{
	return map->base + map->geometry.refs_offset + (link - 1);
}

/* A slot that is used all the time is not written to all the time. */
static inline void hash_use(const struct map *map, uint32_t link)
{
	uint8_t *ref = hash_ref(map, link), seen = load8_relaxed(ref);

	if (!(seen & REF_USED))
		store8_relaxed(ref, seen | REF_USED);
}

static inline bool hash_evicts(const struct map *map)
{
	return map->geometry.refs_offset;
}

/* Steps of a reader: bounds its walks and retries, hostile peers or not. */
struct hash_steps {
	uint64_t left;
};
void hash_steps_init(const struct map *map, struct hash_steps *steps);
bool hash_retry(struct hash_steps *steps); /* false: give up */

/**
 * hash_find - the slot that holds a key, without a lock
 * Return: 0 and *@hit; -ENOENT; -EBUSY when the bucket never held still.
 */
int hash_find(const struct map *map, const void *key, uint32_t hash, struct hash_steps *steps,
	      struct hash_hit *hit);

#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15) /* of hash_mix */
uint32_t hash_key(const struct map *map, const void *key);
/* The same for any bytes, in 64 bits of which the upper half is good; and another one from it. */
uint64_t hash_bytes(const struct map *map, const void *key, size_t size);
uint64_t hash_again(uint64_t hash);
/* One step along a chain: the bounded link, 0 at the end of chain or patience. */
uint32_t hash_follow(const struct map *map, const uint32_t *link, struct hash_steps *steps);
int hash_next_key(struct map *map, const void *key, void *next);
int hash_layout(struct map_geometry *g, const char **reason);
/* The same of a type that takes @flags. */
int hash_plain_layout(struct map_geometry *g, uint32_t flags, const char **reason);
int hash_api_lookup(struct map *map, const void *key, void *value);
/*
 * Copy what slot @link holds, of a per-CPU hash the values of all lanes; @locker: under the
 * value's spin lock, or NULL.  Whole only while nobody writes it: the caller sees to that.
 */
int hash_read_value(const struct map *map, uint32_t link, void *value,
		    const struct map_writer *locker);
/* The first word of the value, which was this key's. */
int hash_read_word(struct map *map, const void *key, uint64_t *word);

/* ---- hash_recipe.c ---- */
/* As map_ops.recipe; of keys of 4, 8, 12 and 16 bytes. */
void hash_recipe(const struct map *map, struct recipe *out);

/* ---- hash_write.c ---- */
int hash_update(struct map *map, const void *key, const void *value, uint64_t flags,
		struct map_writer writer);
int hash_delete(struct map *map, const void *key, struct map_writer writer);
/* Copy the value out and delete, in one. */
int hash_take(struct map *map, const void *key, void *value, struct map_writer writer);
/* A per-CPU hash from outside: @value has all lanes' values. */
int hash_update_lanes(struct map *map, const void *key, const void *value, uint64_t flags,
		      struct map_writer writer);

/*
 * Take out what slot @link holds: it is the extra then.  -ENOENT: nothing; -EBUSY.
 */
int hash_take_out(struct map *map, uint32_t link, struct hash_steps *steps,
		  struct map_writer writer);
/* Under the bucket's lock: the slot is out of the chain. */
void hash_unlink(const struct map *map, struct map_bucket *bucket, uint32_t before, uint32_t link);
/*
 * What an intent says is done, but for its last steps: the slots are in their
 * new hands, and it says nothing any more.  May be cut short and done again.
 */
void hash_inserted(struct map_intent *intent);
void hash_replaced(const struct map *map, struct map_intent *intent);
void hash_deleted(const struct map *map, struct map_intent *intent);

/* ---- hash_lru.c ---- */
/**
 * hash_evict - make room in a full map: take out what was not used for longest
 * Return: 0, and its slot is the writer's extra; -EBUSY: others held all that
 * there is, all the time.
 */
int hash_evict(struct map *map, struct map_writer writer);

/* ---- hash_repair.c ---- */
/* The lane's stamp is not 0: a nested operation's, -EBUSY, or a dead holder's, to be finished. */
int hash_begin_late(struct map *map, uint64_t seen, struct map_writer writer);
/* Wait for a bucket's lock, and finish what a dead owner left: 0, -EBUSY. */
int hash_lock(struct map *map, uint64_t *lock, struct map_writer writer);
/**
 * hash_finish - finish or undo what a dead writer was about to do
 * @dead: its stamp; nothing happens where somebody was here before
 * @lock: where it was found, opened in any case; or NULL
 *
 * Return: 0, or -EBUSY: somebody else is at it.
 */
int hash_finish(struct map *map, uint64_t dead, uint64_t *lock, struct map_writer writer);
/* The same for all dead writers of this map. */
void hash_finish_all(struct map *map, struct map_writer writer);

/* ---- hash_rebuild.c ---- */
/* As map_repair, of a map that nobody else has. */
int hash_repair(struct map *map, struct map_writer writer, struct skep_repair *found);
void hash_anew(struct map *map); /* as map_ops.anew */

/* ---- slots.c ---- */
void slots_init(struct map *map);
void slot_is_free(const struct map *map, uint32_t link); /* its sequence is odd */
void slot_is_used(const struct map *map, uint32_t link); /* it was odd, and is even */
/* Have an extra slot: there already, or from the own queue, or from any; false: none. */
bool slots_take_near(const struct map *map, struct map_writer writer);
bool slots_take(const struct map *map, struct map_writer writer);
/* Is no slot in a queue?  Is one in another lane's hand? */
bool slots_are_taken(const struct map *map);
bool slots_in_hand(const struct map *map);
/* Put the writer's extra, if there is one, in a queue; false: all were held all the time. */
bool slots_give(struct map *map, struct map_writer writer);
/* A queue whose owner died, and whose extra this is. */
void queue_settle(struct map *map, struct map_queue *queue, uint32_t *extra);

/* ---- an operation of a writer ---- */

/* It begins: its lane's slots are its own.  0, -EBUSY. */
static inline int hash_begin(struct map *map, struct map_writer writer)
{
	uint64_t *stamp = &hash_intent(map, writer.lane)->stamp;
	uint64_t seen = load64_acquire(stamp);
	int err = seen ? hash_begin_late(map, seen, writer) : 0;

	if (!err)
		store64_release(stamp, lock_stamp(writer));
	return err;
}

static inline void hash_end(struct map *map, struct map_writer writer)
{
	struct map_intent *intent = hash_intent(map, writer.lane);

	if (load_relaxed(&intent->extra))
		slots_give(map, writer);
	store64_release(&intent->stamp, 0);
}

#endif
