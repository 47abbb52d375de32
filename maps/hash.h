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

/* LRU: whether slot @link was used since the clock's hand passed it; a hint, so never ordered. */
static inline uint8_t *hash_ref(const struct map *map, uint32_t link)
{
	return map->base + map->geometry.refs_offset + (link - 1);
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

uint32_t hash_key(const struct map *map, const void *key);
/* The same for any bytes, in 64 bits of which the upper half is good; and another one from it. */
uint64_t hash_bytes(const struct map *map, const void *key, size_t size);
uint64_t hash_again(uint64_t hash);
/* One step along a chain: the bounded link, 0 at the end of chain or patience. */
uint32_t hash_follow(const struct map *map, const uint32_t *link, struct hash_steps *steps);
int hash_next_key(struct map *map, const void *key, void *next);
int hash_layout(struct map_geometry *g, const char **reason);
int hash_api_lookup(struct map *map, const void *key, void *value);
/*
 * Copy what slot @link holds, of a per-CPU hash the values of all lanes; @locker: under the
 * value's spin lock, or NULL.  Whole only while nobody writes it: the caller sees to that.
 */
int hash_read_value(const struct map *map, uint32_t link, void *value,
		    const struct map_writer *locker);
/* The first word of the value, which was this key's. */
int hash_read_word(struct map *map, const void *key, uint64_t *word);

/* ---- hash_write.c ---- */
int hash_update(struct map *map, const void *key, const void *value, uint64_t flags,
		struct map_writer writer);
int hash_delete(struct map *map, const void *key, struct map_writer writer);
/* Copy the value out and delete, in one. */
int hash_take(struct map *map, const void *key, void *value, struct map_writer writer);
/* A per-CPU hash from outside: @value has all lanes' values. */
int hash_update_lanes(struct map *map, const void *key, const void *value, uint64_t flags,
		      struct map_writer writer);

/* Take out what slot @link holds; it stays counted.  -ENOENT: nothing; -EBUSY. */
int hash_take_out(struct map *map, uint32_t link, struct hash_steps *steps,
		  struct map_writer writer);

/* ---- hash_lru.c ---- */
/**
 * hash_evict - make room in a full map: take out what was not used for longest
 * Return: 0, and one of the keys that n_entries counts is gone: who calls may
 * insert in its place; -EBUSY: others held all that there is, all the time.
 */
int hash_evict(struct map *map, struct map_writer writer);

/* ---- slots.c ---- */
void slots_init(struct map *map);
/* Count one more key; false: max_entries are there. */
bool slots_reserve(struct map *map);
void slots_unreserve(struct map *map);
/* A free slot's link, 0 if none turned up in time. */
uint32_t slots_take(struct map *map, struct map_writer writer);
/* Make a slot's sequence odd and give it back. */
void slots_give(struct map *map, uint32_t link, struct map_writer writer);

#endif
