/*
 * Tries of prefixes, inside.
 *
 * A path-compressed binary trie (Morrison 1968): a node's prefix is the start of
 * all prefixes below it, and each of its children goes on with another bit.  A
 * node holds an entry, or has two children.
 *
 * One writer at a time.  What it needs it fills before it links it, it changes
 * the trie by one store to one link, and frees only then: so a writer that dies
 * leaves the trie as it was, or changed, and some nodes that nobody has, which
 * the next one finds (lpm_rebuild).
 */
#ifndef SKEP_MAPS_LPM_H
#define SKEP_MAPS_LPM_H

#include "maps/hash.h"

enum {
	LPM_LENGTH_SIZE = 4, /* a key: the prefix's length in bits, then its bytes; as Linux */
	LPM_MAX_SIZE = 256,  /* of these bytes */
	LPM_WORDS = LPM_MAX_SIZE / 8,
};

/** struct lpm_key - a key, read once */
struct lpm_key {
	uint32_t length;
	uint64_t bits[LPM_WORDS]; /* from the highest bit on */
};

static inline uint32_t lpm_max_length(const struct map *map)
{
	return (map->geometry.key_size - LPM_LENGTH_SIZE) * 8;
}

static inline struct map_trie *lpm_trie(const struct map *map)
{
	return (struct map_trie *)(map->base + map->geometry.state_offset);
}

/* A node's link as read from the file, bounded: 0 if it names none. */
static inline uint32_t lpm_link(const struct map *map, uint32_t link)
{
	return (uint32_t)bound_index(link, (uint64_t)map->geometry.n_nodes + 1);
}

/* Node of a bounded link, not 0. */
static inline struct map_node *lpm_node(const struct map *map, uint32_t link)
{
	return (struct map_node *)(map->base + map->geometry.nodes_offset +
				   (link - 1) * map->geometry.node_stride);
}

/* Bit number @at, below lpm_max_length(). */
static inline uint32_t lpm_bit(const uint64_t *bits, uint32_t at)
{
	return load64_acquire(&bits[at / 64]) >> (63 - at % 64) & 1;
}

/* false: the key's length is none. */
bool lpm_take_key(const struct map *map, const void *key, struct lpm_key *out);
/* So many bits, @limit at most, are the same at the start of both. */
uint32_t lpm_common(const struct map_node *node, const struct lpm_key *key, uint32_t limit);

/* ---- lpm_write.c ---- */
void lpm_init(struct map *map);
int lpm_update(struct map *map, const void *key, const void *value, uint64_t flags,
	       struct map_writer writer);
int lpm_delete(struct map *map, const void *key, struct map_writer writer);
void lpm_anew(struct map *map); /* as map_ops.anew: entries are what stands in slots */

#endif
