/*
 * Tries of prefixes: where walks begin.
 *
 * Nodes that are shorter than some number of bits are the same for all keys that begin
 * with these bits, as long as nobody writes.  So a process keeps for each such beginning
 * the first node that is no shorter, and the entry found on the way there, stamped with
 * the version of the trie that they are of: a walk with this version begins at that node.
 * Writers make the version odd before they change a link and another even one behind it;
 * what is noted of an odd or another version counts for nothing, so a writer pays one
 * store, whatever the length of his prefix, and one that dies costs others the short
 * way until the next one writes.
 *
 * Two words are noted, each with the stamp: of one version all note the same, and words
 * of different ones do not go together.
 */
#include "maps/lpm.h"

#include <errno.h>
#include <stdlib.h>

enum {
	LINK_BITS = 29,  /* of nodes and slots: hash.h, MAX_HASH_ENTRIES */
	MIN_BITS = 6,    /* of a table */
	MAX_BITS = 16,   /* 1 MiB, of which only what is asked for is touched */
	SPREAD_BITS = 6, /* more than entries need: they are crowded somewhere */
};
_Static_assert(2 * (uint64_t)MAX_HASH_ENTRIES < UINT64_C(1) << LINK_BITS, "links fit");

static uint32_t n_bits(const struct map *map)
{
	uint32_t bits = MIN_BITS, most = lpm_max_length(map);

	while (bits < MAX_BITS && map->geometry.max_entries >> (bits - SPREAD_BITS) > 1)
		bits++;
	return bits < most ? bits : most;
}

int lpm_attach(struct map *map)
{
	uint32_t bits = n_bits(map);
	struct lpm_starts *starts =
		calloc(1, sizeof(*starts) + (sizeof(*starts->start) << bits));

	if (!starts)
		return -ENOMEM;
	starts->bits = bits;
	map->own = starts;
	return 0;
}

/* Never 0, which a new table has. */
static uint64_t stamp_of(uint64_t version)
{
	return (version | 1) << LINK_BITS;
}

static bool has_stamp(uint64_t word, uint64_t stamp)
{
	return !((word ^ stamp) >> LINK_BITS);
}

bool lpm_start_take(const struct lpm_start *start, uint64_t version, uint32_t *node,
		    uint32_t *entry)
{
	uint64_t stamp = stamp_of(version), first = load64_relaxed(&start->node);
	uint64_t second = load64_relaxed(&start->entry);

	if (version & 1 || !has_stamp(first, stamp) || !has_stamp(second, stamp))
		return false;
	*node = (uint32_t)(first ^ stamp);
	*entry = (uint32_t)(second ^ stamp);
	return true;
}

void lpm_start_note(const struct map *map, struct lpm_start *start, uint64_t version,
		    uint32_t node, uint32_t entry)
{
	uint64_t stamp = stamp_of(version);

	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	if (version & 1 || load64_relaxed(&lpm_trie(map)->version) != version)
		return;
	store64_relaxed(&start->node, stamp | node);
	store64_relaxed(&start->entry, stamp | entry);
}
