/*
 * Bloom filters (Bloom 1970): each value sets some bits of one large field; a
 * value whose bits are all set may have been pushed, another one was not.
 *
 * The bits of a value are i, i + j, i + 2j, ... for two numbers from one hash
 * (Kirsch and Mitzenmacher 2006).  Bits are only ever set, each by one atomic
 * operation: there is no lock, and a writer that dies has pushed nothing yet.
 */
#include "maps/hash.h"

#include <errno.h>

enum {
	BLOOM_MAX_VALUE = 4 << 20, /* as Linux 6.18, x86-64 */
	BLOOM_HASHES = 5,          /* where map_extra says nothing; as Linux */
	BLOOM_HASHES_MASK = 15,
};

static uint32_t n_hashes(const struct map_geometry *g)
{
	return g->map_extra ? (uint32_t)g->map_extra : BLOOM_HASHES;
}

/* Linux's size: for each entry and hash 7 / 5 bits, a power of two of them, 2^32 at most. */
static uint64_t n_bits(const struct map_geometry *g)
{
	uint64_t bits = (uint64_t)g->max_entries * n_hashes(g), power = 64;

	if (bits <= UINT32_MAX)
		bits = bits / 5 * 7;
	if (bits > 1ull << 31)
		return 1ull << 32;
	while (power < bits)
		power *= 2;
	return power;
}

static int bloom_layout(struct map_geometry *g, const char **reason)
{
	const uint32_t access = MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG;

	*reason = "key_size must be 0, value_size and max_entries not";
	if (g->key_size || !g->value_size || !g->max_entries)
		return -EINVAL;
	*reason = "unknown flags for a bloom filter";
	if (g->map_flags & ~(MAP_F_NUMA_NODE | MAP_F_ZERO_SEED | access))
		return -EINVAL;
	*reason = "map_extra is the number of hashes, 15 at most, and nothing else";
	if (g->map_extra & ~(uint64_t)BLOOM_HASHES_MASK)
		return -EINVAL;
	*reason = "the seed must be 0";
	if (g->map_flags & MAP_F_ZERO_SEED && g->seed)
		return -EINVAL;
	*reason = "value_size is too large";
	if (g->value_size > BLOOM_MAX_VALUE)
		return -E2BIG;
	g->values_size = n_bits(g) / 8;
	return 0;
}

static void bloom_init(struct map *map)
{
	(void)map; /* zeros */
}

/** struct bits - the bits of a value, one after the other */
struct bits {
	uint64_t at, step, mask;
};

static struct bits bits_of(const struct map *map, const void *value)
{
	uint64_t hash = hash_bytes(map, value, map->geometry.value_size);

	/* An odd step: the field is a power of two, so no bit comes twice. */
	return (struct bits){ hash >> 32, hash_again(hash) >> 32 | 1, n_bits(&map->geometry) - 1 };
}

/* The word of the next bit, and the bit in it. */
static uint64_t *next_bit(const struct map *map, struct bits *bits, uint64_t *bit)
{
	uint64_t at = bits->at & bits->mask;

	bits->at += bits->step;
	*bit = 1ull << (at % 64);
	return (uint64_t *)map->base + at / 64;
}

static int bloom_push(struct map *map, const void *value, uint64_t flags, struct map_writer writer)
{
	struct bits bits;
	uint64_t bit;

	(void)writer;
	if (flags != SKEP_ANY)
		return -EINVAL;
	bits = bits_of(map, value);
	for (uint32_t i = 0; i < n_hashes(&map->geometry); i++) {
		uint64_t *word = next_bit(map, &bits, &bit);

		if (!(load64_relaxed(word) & bit))
			or64_release(word, bit);
	}
	return 0;
}

static int bloom_pop(struct map *map, void *value, struct map_writer writer)
{
	(void)map, (void)value, (void)writer;
	return -EOPNOTSUPP;
}

/* @value is what is asked for. */
static int bloom_peek(struct map *map, void *value)
{
	struct bits bits = bits_of(map, value);
	uint64_t bit;

	for (uint32_t i = 0; i < n_hashes(&map->geometry); i++)
		if (!(load64_acquire(next_bit(map, &bits, &bit)) & bit))
			return -ENOENT;
	return 0;
}

/* ---- by bpf(2)'s element commands, whose key must be none ---- */

static void *bloom_lookup(struct map *map, const void *key, uint32_t lane)
{
	(void)map, (void)key, (void)lane;
	return NULL;
}

static int bloom_update(struct map *map, const void *key, const void *value, uint64_t flags,
			struct map_writer writer)
{
	return key ? -EINVAL : bloom_push(map, value, flags, writer);
}

static int bloom_delete(struct map *map, const void *key, struct map_writer writer)
{
	(void)map, (void)writer;
	return key ? -EINVAL : -EOPNOTSUPP;
}

static int bloom_api_lookup(struct map *map, const void *key, void *value)
{
	return key ? -EINVAL : bloom_peek(map, value);
}

static int bloom_next_key(struct map *map, const void *key, void *next)
{
	(void)map, (void)next;
	return key ? -EINVAL : -EOPNOTSUPP;
}

const struct map_ops bloom_ops = {
	.layout = bloom_layout,
	.init = bloom_init,
	.lookup = bloom_lookup,
	.update = bloom_update,
	.delete = bloom_delete,
	.push = bloom_push,
	.pop = bloom_pop,
	.peek = bloom_peek,
	.api_lookup = bloom_api_lookup,
	.api_update = bloom_update,
	.next_key = bloom_next_key,
	.hashes = true,
	.takes_extra = true,
};
