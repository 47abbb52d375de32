/*
 * Tries of prefixes: layout, lookups, iteration.  Readers take no lock and write
 * nothing.
 *
 * A reader goes from node to node hand over hand: it believes what it read of a
 * node if the node's sequence was even and is unchanged, and goes on to a child
 * only if, after the child's sequence was read, the link still led there and the
 * node it came from was still the same.  So each node was in its place when it
 * was reached, and below it is everything that begins with its prefix: a prefix
 * that is there all the time is met.  When something moved, it starts over.
 *
 * Lengths grow on the way down, whatever a peer writes, so a walk has at most as
 * many steps as the key has bits.
 */
#include "maps/lpm.h"
#include "maps/spin.h"

#include <assert.h>
#include <errno.h>

enum {
	LPM_MAX_VALUE = (4 << 20) - LPM_MAX_SIZE - 24, /* as Linux 6.18, x86-64 */
	LPM_TRIES = 256, /* of a reader: each time what it stands on went away under it */
};

static int lpm_layout(struct map_geometry *g, const char **reason)
{
	const uint32_t access = MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG;

	*reason = "max_entries must not be 0";
	if (!g->max_entries)
		return -EINVAL;
	*reason = "a trie needs the flag NO_PREALLOC";
	if (!(g->map_flags & MAP_F_NO_PREALLOC))
		return -EINVAL;
	*reason = "unknown flags for a trie";
	if (g->map_flags & ~(MAP_F_NO_PREALLOC | MAP_F_NUMA_NODE | access))
		return -EINVAL;
	*reason = "key_size must be 4 and 1 to 256 bytes of prefix";
	if (g->key_size <= LPM_LENGTH_SIZE || g->key_size > LPM_LENGTH_SIZE + LPM_MAX_SIZE)
		return -EINVAL;
	*reason = "value_size must not be 0, nor too large";
	if (!g->value_size || g->value_size > LPM_MAX_VALUE)
		return -EINVAL;
	*reason = "a trie has no seed";
	if (g->seed)
		return -EINVAL;
	*reason = "max_entries is too large";
	if (g->max_entries > MAX_HASH_ENTRIES)
		return -E2BIG;
	g->n_slots = g->max_entries + g->lanes;
	g->value_offset = (uint32_t)(sizeof(struct map_slot) + round_up_to(g->key_size, 8));
	g->slot_stride = round_up_to(g->value_offset + round_up_to(g->value_size, 8), 16);
	g->n_nodes = 2 * g->max_entries;
	g->node_stride = sizeof(struct map_node) + round_up_to(g->key_size - LPM_LENGTH_SIZE, 8);
	g->state_offset = 1; /* place_all puts the real one */
	return 0;
}

bool lpm_take_key(const struct map *map, const void *key, struct lpm_key *out)
{
	const uint8_t *data = (const uint8_t *)key + LPM_LENGTH_SIZE;
	size_t size = map->geometry.key_size - LPM_LENGTH_SIZE, at;

	out->length = (uint32_t)load_once(key, LPM_LENGTH_SIZE);
	for (at = 0; at < size; at += 8)
		out->bits[at / 8] = __builtin_bswap64(content_word(data, size, at));
	return out->length <= lpm_max_length(map);
}

uint32_t lpm_common(const struct map_node *node, const struct lpm_key *key, uint32_t limit)
{
	uint32_t at, same;

	for (at = 0; at < limit; at += 64) {
		uint64_t differ = load64_acquire(&node->bits[at / 64]) ^ key->bits[at / 64];

		if (!differ)
			continue;
		same = at + (uint32_t)__builtin_clzll(differ);
		return same < limit ? same : limit;
	}
	return limit;
}

/* ---- readers ---- */

/* A node that was seen to hold a prefix, at this sequence; link 0: none. */
struct ref {
	const struct map_node *node;
	uint32_t link, sequence;
};

/* What was read of a node. */
struct seen {
	uint32_t length, entry, child[2];
	uint32_t common; /* bits that its prefix has in common with the key's */
};

/* Does the node still hold what it held? */
static bool is_same(const struct ref *ref)
{
	return load_relaxed(&ref->node->sequence) == ref->sequence;
}

/* Where the link @at of @from (none: the root) leads; false: something moved. */
static bool follow(const struct map *map, const struct ref *from, const uint32_t *at,
		   struct ref *to)
{
	to->link = lpm_link(map, load_acquire(at));
	if (to->link) {
		to->node = lpm_node(map, to->link);
		to->sequence = load_acquire(&to->node->sequence);
		if (to->sequence & 1 || lpm_link(map, load_acquire(at)) != to->link)
			return false;
	}
	return !from->link || is_same(from);
}

/*
 * Read a node that is no shorter than @least; false: something moved.  A shorter
 * one is nonsense, and like one with a prefix that nothing begins with.
 */
static bool look(const struct map *map, const struct ref *ref, const struct lpm_key *key,
		 uint32_t least, struct seen *seen)
{
	uint32_t length = load_acquire(&ref->node->length);
	bool sound = length >= least && length <= lpm_max_length(map);

	*seen = (struct seen){ .length = UINT32_MAX };
	if (sound) {
		seen->length = length;
		seen->entry = hash_link(map, load_acquire(&ref->node->entry));
		seen->child[0] = load_acquire(&ref->node->child[0]);
		seen->child[1] = load_acquire(&ref->node->child[1]);
	}
	if (sound && key)
		seen->common = lpm_common(ref->node, key,
					  length < key->length ? length : key->length);
	return is_same(ref);
}

/* An entry that was seen at a node. */
struct found {
	struct ref at;
	uint32_t entry; /* link of its slot; 0: none */
};

/* One walk: the entry with the longest prefix of the key; false: something moved. */
static bool try_longest(const struct map *map, const struct lpm_key *key, struct found *found)
{
	const uint32_t *at = &lpm_trie(map)->root;
	struct ref from = { 0 }, ref;
	uint32_t least = 0;
	struct seen seen;

	found->entry = 0;
	while (follow(map, &from, at, &ref)) {
		if (!ref.link)
			return true;
		if (!look(map, &ref, key, least, &seen))
			return false;
		if (seen.common < seen.length)
			return true;
		if (seen.entry)
			*found = (struct found){ ref, seen.entry };
		if (seen.length == key->length)
			return true;
		at = &ref.node->child[lpm_bit(key->bits, seen.length)];
		least = seen.length + 1;
		from = ref;
	}
	return false;
}

/** struct quick - a walk that may begin in the middle */
struct quick {
	struct lpm_start *start; /* NULL: the key is too short for that */
	uint64_t version;        /* of the trie when it began */
	uint32_t bits;           /* that a start is of */
	bool is_noted;           /* or there is nothing to note */
};

/* Begin at what was noted; false: at the root.  *@node 0: the walk ends there. */
static bool begin(const struct map *map, struct quick *quick, struct ref *ref, uint32_t *entry)
{
	if (!quick->start || !lpm_start_take(quick->start, quick->version, &ref->link, entry))
		return false;
	if (!ref->link)
		return true;
	/* It was in its place with this sequence if nobody has written until now. */
	ref->node = lpm_node(map, ref->link);
	ref->sequence = load_acquire(&ref->node->sequence);
	return !(ref->sequence & 1) &&
	       load64_relaxed(&lpm_trie(map)->version) == quick->version;
}

/* What is no shorter than the start's bits is met: all up to here is noted. */
static void note(const struct map *map, struct quick *quick, uint32_t link, uint32_t entry)
{
	if (!quick->is_noted)
		lpm_start_note(map, quick->start, quick->version, link, entry);
	quick->is_noted = true;
}

/* Does the key begin with the node's prefix, of so many bits? */
static bool has_prefix(const struct map_node *node, const struct lpm_key *key, uint32_t length,
		       bool is_short)
{
	if (length > key->length)
		return false;
	if (!is_short)
		return lpm_common(node, key, length) == length;
	return !length || !((load64_acquire(&node->bits[0]) ^ key->bits[0]) >> (64 - length));
}

/*
 * The same walk as far as programs need it: *entry is 0 where there is none.
 * false: something moved, or is nonsense.
 */
static bool quick_longest(const struct map *map, const struct lpm_key *key, uint32_t *entry)
{
	bool is_short = map->geometry.key_size <= LPM_LENGTH_SIZE + sizeof(uint64_t), has_begun;
	struct quick quick = { lpm_start_of(map, key), lpm_version(map), lpm_start_bits(map), 0 };
	const uint32_t *at = &lpm_trie(map)->root;
	struct ref from = { 0 }, ref;
	uint32_t least = 0, length, here;

	has_begun = begin(map, &quick, &ref, entry);
	quick.is_noted = has_begun || !quick.start;
	if (!has_begun)
		*entry = 0;
	for (;; has_begun = false) {
		if (!has_begun && !follow(map, &from, at, &ref))
			return false;
		if (!ref.link)
			break;
		length = load_acquire(&ref.node->length);
		here = hash_link(map, load_acquire(&ref.node->entry));
		if (length < least || length > lpm_max_length(map))
			return false;
		if (length >= quick.bits)
			note(map, &quick, ref.link, *entry);
		if (!has_prefix(ref.node, key, length, is_short)) {
			if (!is_same(&ref))
				return false;
			break;
		}
		if (!is_same(&ref))
			return false;
		*entry = here ? here : *entry;
		if (length == key->length)
			break;
		at = &ref.node->child[lpm_bit(key->bits, length)];
		least = length + 1;
		from = ref;
	}
	note(map, &quick, 0, *entry);
	return true;
}

static void *lpm_lookup(struct map *map, const void *key, uint32_t lane)
{
	struct lpm_key wanted;
	struct found found;
	bool done;

	assert(lane < map->geometry.lanes);
	if (!lpm_take_key(map, key, &wanted))
		return NULL;
	done = quick_longest(map, &wanted, &found.entry);
	for (uint32_t i = 0; i < LPM_TRIES && !done; i++)
		done = try_longest(map, &wanted, &found);
	return done && found.entry && !map_is_dead(map) ? hash_value(map, found.entry, lane) : NULL;
}

/* Copy key or value of what was found; false: something moved. */
static bool copy(const struct map *map, const struct found *found, void *key, void *value)
{
	struct map_slot *slot = hash_slot(map, found->entry);
	uint32_t sequence = load_acquire(&slot->sequence);

	if (sequence & 1 || hash_link(map, load_acquire(&found->at.node->entry)) != found->entry ||
	    !is_same(&found->at))
		return false;
	if (key)
		content_read(key, slot->content, map->geometry.key_size);
	if (value)
		content_read(value, hash_value(map, found->entry, 0), map->geometry.value_size);
	return load_relaxed(&slot->sequence) == sequence;
}

static int lpm_api_lookup(struct map *map, const void *key, void *value)
{
	struct lpm_key wanted;
	struct found found;

	if (!lpm_take_key(map, key, &wanted))
		return -ENOENT;
	for (uint32_t i = 0; i < LPM_TRIES; i++) {
		if (!try_longest(map, &wanted, &found))
			continue;
		if (!found.entry)
			return -ENOENT;
		if (copy(map, &found, NULL, value))
			return 0;
	}
	return -EBUSY;
}

/* ---- iteration: in Linux's order, longer prefixes before those that they begin with ---- */

/* The first key below a link: 0, -ENOENT where it leads nowhere, -EAGAIN. */
static int first_below(const struct map *map, struct ref from, const uint32_t *at, void *next)
{
	uint32_t least = 0;
	struct seen seen;
	struct ref ref;

	for (;;) {
		if (!follow(map, &from, at, &ref))
			return -EAGAIN;
		if (!ref.link)
			return -ENOENT;
		if (!look(map, &ref, NULL, least, &seen))
			return -EAGAIN;
		if (!seen.child[0] && !seen.child[1])
			break;
		at = &ref.node->child[!seen.child[0]];
		least = seen.length + 1;
		from = ref;
	}
	if (!seen.entry)
		return -ENOENT; /* nonsense */
	return copy(map, &(struct found){ ref, seen.entry }, next, NULL) ? 0 : -EAGAIN;
}

/*
 * What comes after a node: the first key of the right side of the last one above
 * it that was left to the left and has a right side, or the last one above it
 * with an entry, whichever is lower.
 */
struct after {
	struct found self; /* entry 0: its right side, or nothing */
	bool right;
};

static void pass(struct after *after, const struct ref *ref, const struct seen *seen, uint32_t bit)
{
	if (!bit && seen->child[1])
		*after = (struct after){ { *ref, 0 }, true };
	else if (seen->entry)
		*after = (struct after){ { *ref, seen->entry }, false };
}

/* 1: the key is there; 0: it is not; -EAGAIN. */
static int find_after(const struct map *map, const struct lpm_key *key, struct after *after)
{
	const uint32_t *at = &lpm_trie(map)->root;
	struct ref from = { 0 }, ref;
	uint32_t least = 0, bit;
	struct seen seen;

	*after = (struct after){ 0 };
	while (follow(map, &from, at, &ref)) {
		if (!ref.link)
			return 0;
		if (!look(map, &ref, key, least, &seen))
			return -EAGAIN;
		if (seen.common < seen.length)
			return 0;
		if (seen.length == key->length)
			return seen.entry != 0;
		bit = lpm_bit(key->bits, seen.length);
		pass(after, &ref, &seen, bit);
		at = &ref.node->child[bit];
		least = seen.length + 1;
		from = ref;
	}
	return -EAGAIN;
}

static int try_next(const struct map *map, const struct lpm_key *key, void *next)
{
	struct after after;
	int found = key ? find_after(map, key, &after) : 0;

	if (found < 0)
		return found;
	if (!found)
		return first_below(map, (struct ref){ 0 }, &lpm_trie(map)->root, next);
	if (after.right) {
		found = first_below(map, after.self.at, &after.self.at.node->child[1], next);
		return found == -ENOENT ? -EAGAIN : found;
	}
	if (!after.self.entry)
		return -ENOENT;
	return copy(map, &after.self, next, NULL) ? 0 : -EAGAIN;
}

/* @next may be @key itself. */
static int lpm_next_key(struct map *map, const void *key, void *next)
{
	struct lpm_key given;
	bool valid = key && lpm_take_key(map, key, &given);

	for (uint32_t i = 0; i < LPM_TRIES; i++) {
		int err = try_next(map, valid ? &given : NULL, next);

		if (err != -EAGAIN)
			return err;
	}
	return -EBUSY;
}

const struct map_ops lpm_ops = {
	.layout = lpm_layout,
	.init = lpm_init,
	.attach = lpm_attach,
	.lookup = lpm_lookup,
	.update = lpm_update,
	.delete = lpm_delete,
	.api_lookup = lpm_api_lookup,
	.api_update = lpm_update,
	.anew = lpm_anew,
	.next_key = lpm_next_key,
};
