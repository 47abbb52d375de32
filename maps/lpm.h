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

/* ---- lpm_start.c: where walks of one version of the trie begin ---- */

/** struct lpm_start - of all keys with the same first bits; words of stamp and link */
struct lpm_start {
	uint64_t node;  /* the first on the way that is no shorter than these bits; link 0: none */
	uint64_t entry; /* of the longest prefix that is shorter; link 0: none */
};

/** struct lpm_starts - a table of these, private to the process: a peer does not see it */
struct lpm_starts {
	uint32_t bits;
	struct lpm_start start[]; /* 2^bits */
};

/* As map_ops.attach. */
int lpm_attach(struct map *map);

/* The start for a key, or NULL: it is too short. */
static inline struct lpm_start *lpm_start_of(const struct map *map, const struct lpm_key *key)
{
	struct lpm_starts *starts = map->own;

	return key->length < starts->bits ? NULL :
					    &starts->start[key->bits[0] >> (64 - starts->bits)];
}

static inline uint32_t lpm_start_bits(const struct map *map)
{
	return ((const struct lpm_starts *)map->own)->bits;
}

static inline uint64_t lpm_version(const struct map *map)
{
	return load64_acquire(&lpm_trie(map)->version);
}

/* Both links, if they are of this even version; false: they are not. */
bool lpm_start_take(const struct lpm_start *start, uint64_t version, uint32_t *node,
		    uint32_t *entry);
/* Note them, if the trie still has the version that it had when the walk began. */
void lpm_start_note(const struct map *map, struct lpm_start *start, uint64_t version,
		    uint32_t node, uint32_t entry);

/* ---- lpm_write.c ---- */
void lpm_init(struct map *map);
int lpm_update(struct map *map, const void *key, const void *value, uint64_t flags,
	       struct map_writer writer);
int lpm_delete(struct map *map, const void *key, struct map_writer writer);
void lpm_anew(struct map *map); /* as map_ops.anew: entries are what stands in slots */

#endif
