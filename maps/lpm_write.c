/*
 * Tries of prefixes: the writer.  The protocol is in lpm.h.
 *
 * Free nodes and slots are taken from the head of a queue and given back to its
 * tail, so that a freed one rests while there are others.  Nothing that a dead
 * writer did to the queues or the number of entries counts: who takes the lock
 * over makes both anew from what can be reached.
 */
#include "maps/lpm.h"
#include "maps/spin.h"

#include <errno.h>

enum kind { NODE, SLOT };

/* What nodes and slots have in common. */
struct item {
	uint32_t *sequence, *free_next, *mark;
};

static struct item item_of(const struct map *map, enum kind kind, uint32_t link)
{
	struct map_node *node;
	struct map_slot *slot;

	if (kind == NODE) {
		node = lpm_node(map, link);
		return (struct item){ &node->sequence, &node->free_next, &node->mark };
	}
	slot = hash_slot(map, link);
	return (struct item){ &slot->sequence, &slot->free_next, &slot->next };
}

static uint32_t n_items(const struct map *map, enum kind kind)
{
	return kind == NODE ? map->geometry.n_nodes : map->geometry.n_slots;
}

static uint32_t any_link(const struct map *map, enum kind kind, uint32_t link)
{
	return kind == NODE ? lpm_link(map, link) : hash_link(map, link);
}

static struct map_free *free_of(const struct map *map, enum kind kind)
{
	return kind == NODE ? &lpm_trie(map)->nodes : &lpm_trie(map)->slots;
}

/* ---- free nodes and slots ---- */

/* Its sequence is odd (a peer may have spoiled that).  0: none, which a peer made so. */
static uint32_t take(const struct map *map, enum kind kind)
{
	struct map_free *list = free_of(map, kind);
	uint32_t link = any_link(map, kind, load_relaxed(&list->head));
	struct item item;

	if (!link)
		return 0;
	item = item_of(map, kind, link);
	store_relaxed(&list->head, load_relaxed(item.free_next));
	store_relaxed(item.sequence, load_relaxed(item.sequence) | 1);
	return link;
}

static void give(const struct map *map, enum kind kind, uint32_t link)
{
	struct map_free *list = free_of(map, kind);
	uint32_t head = any_link(map, kind, load_relaxed(&list->head));
	uint32_t tail = any_link(map, kind, load_relaxed(&list->tail));
	struct item item = item_of(map, kind, link);

	store_release(item.sequence, load_relaxed(item.sequence) | 1);
	store_relaxed(item.free_next, 0);
	store_relaxed(head && tail ? item_of(map, kind, tail).free_next : &list->head, link);
	store_relaxed(&list->tail, link);
}

/* What is filled can be linked. */
static void complete(uint32_t *sequence)
{
	store_release(sequence, load_relaxed(sequence) + 1);
}

/* ---- after a death ---- */

/* Is @link a node that can stand below one of @length bits? */
static bool is_below(const struct map *map, uint32_t link, uint32_t length)
{
	uint32_t own = link ? load_relaxed(&lpm_node(map, link)->length) : 0;

	return link && own > length && own <= lpm_max_length(map);
}

/* Mark a node and its entry; true: it was not marked before. */
static bool mark_node(const struct map *map, struct map_node *node, uint32_t mark, uint32_t *n)
{
	uint32_t entry = hash_link(map, load_relaxed(&node->entry));

	if (load_relaxed(&node->mark) == mark)
		return false; /* a peer made a circle */
	store_relaxed(&node->mark, mark);
	if (entry) {
		store_relaxed(&hash_slot(map, entry)->next, mark);
		++*n;
	}
	return true;
}

/* Everything that can be reached; the number of entries. */
static uint32_t mark_all(const struct map *map, uint32_t mark)
{
	/* Lengths grow on the way down, and of each node on it one child may wait. */
	uint32_t waiting[LPM_MAX_SIZE * 8 + 2], n = 0, n_entries = 0;
	uint32_t root = lpm_link(map, load_relaxed(&lpm_trie(map)->root));

	if (root && load_relaxed(&lpm_node(map, root)->length) <= lpm_max_length(map))
		waiting[n++] = root;
	while (n) {
		struct map_node *node = lpm_node(map, waiting[--n]);
		uint32_t length = load_relaxed(&node->length);

		if (!mark_node(map, node, mark, &n_entries))
			continue;
		for (int bit = 0; bit < 2 && n < sizeof(waiting) / sizeof(*waiting); bit++) {
			uint32_t child = lpm_link(map, load_relaxed(&node->child[bit]));

			if (is_below(map, child, length))
				waiting[n++] = child;
		}
	}
	return n_entries;
}

static void collect(const struct map *map, enum kind kind, uint32_t mark)
{
	*free_of(map, kind) = (struct map_free){ 0, 0 };
	for (uint32_t link = 1; link <= n_items(map, kind); link++)
		if (load_relaxed(item_of(map, kind, link).mark) != mark)
			give(map, kind, link);
}

/* Under the lock: free is what cannot be reached.  May be cut short and done again. */
static void lpm_rebuild(struct map *map)
{
	struct map_trie *trie = lpm_trie(map);
	uint32_t mark = load_relaxed(&trie->mark) + 1, n_entries;

	store_relaxed(&trie->mark, mark);
	n_entries = mark_all(map, mark);
	store_relaxed(&map_control(map)->n_entries, n_entries);
	collect(map, NODE, mark);
	collect(map, SLOT, mark);
}

void lpm_init(struct map *map)
{
	lpm_rebuild(map);
}

/* In front of the first store to a link, each of which is released; and behind the last. */
static void begin_version(const struct map *map)
{
	uint64_t *version = &lpm_trie(map)->version;

	store64_relaxed(version, load64_relaxed(version) | 1);
}

static void end_version(const struct map *map)
{
	uint64_t *version = &lpm_trie(map)->version;

	store64_release(version, (load64_relaxed(version) | 1) + 1);
}

static int trie_lock(struct map *map, struct map_writer writer)
{
	bool left;
	int err = lock_take_over(&lpm_trie(map)->lock, lock_stamp(writer), &map->live, &left);

	if (left)
		lpm_rebuild(map);
	if (!err)
		begin_version(map);
	return err;
}

static void trie_unlock(const struct map *map)
{
	end_version(map);
	lock_drop(&lpm_trie(map)->lock);
}

/* ---- the place of a key ---- */

/**
 * struct place - where the way to a key ends
 * @at: the link that leads there; @above: the node that it is in, or NULL
 * @node: what it leads to, NULL: nothing; else its prefix begins with the key's,
 *        or parts from it after @common bits
 */
struct place {
	uint32_t *at, *above_at;
	struct map_node *above, *node;
	uint32_t link, length, common;
};

/* A link to a node that is not longer than its parent is nonsense, and counts as none. */
static void find_place(const struct map *map, const struct lpm_key *key, struct place *place)
{
	uint32_t least = 0;

	*place = (struct place){ .at = &lpm_trie(map)->root };
	for (;;) {
		place->node = NULL;
		place->link = lpm_link(map, load_relaxed(place->at));
		if (!place->link)
			return;
		place->length = load_relaxed(&lpm_node(map, place->link)->length);
		if (place->length < least || place->length > lpm_max_length(map))
			return;
		place->node = lpm_node(map, place->link);
		place->common = lpm_common(place->node, key,
					   place->length < key->length ? place->length :
									 key->length);
		if (place->common < place->length || place->length == key->length)
			return;
		place->above = place->node;
		place->above_at = place->at;
		place->at = &place->node->child[lpm_bit(key->bits, place->length)];
		least = place->length + 1;
	}
}

static bool has_node(const struct place *place, const struct lpm_key *key)
{
	return place->node && place->length == key->length && place->common == key->length;
}

/* The slot of the key's entry; 0: there is none. */
static uint32_t entry_at(const struct map *map, const struct place *place,
			 const struct lpm_key *key)
{
	return has_node(place, key) ? hash_link(map, load_relaxed(&place->node->entry)) : 0;
}

/* ---- update ---- */

static void fill_node(const struct map *map, uint32_t link, const struct lpm_key *key,
		      uint32_t length, uint32_t entry)
{
	uint32_t words = (uint32_t)round_up_to(map->geometry.key_size - LPM_LENGTH_SIZE, 8) / 8;
	struct map_node *node = lpm_node(map, link);

	store_release(&node->length, length);
	store_release(&node->entry, entry);
	store_release(&node->child[0], 0);
	store_release(&node->child[1], 0);
	for (uint32_t i = 0; i < words; i++)
		store64_release(&node->bits[i], key->bits[i]);
}

/* A node for the entry, above what is at the place where that begins with the key. */
static uint32_t make_leaf(const struct map *map, const struct place *place,
			  const struct lpm_key *key, uint32_t entry)
{
	uint32_t link = take(map, NODE);

	if (!link)
		return 0;
	fill_node(map, link, key, key->length, entry);
	if (place->node && place->common == key->length)
		store_release(&lpm_node(map, link)
				       ->child[lpm_bit(place->node->bits, key->length)],
			      place->link);
	complete(&lpm_node(map, link)->sequence);
	return link;
}

/* A node where the key and what is at the place part. */
static uint32_t make_fork(const struct map *map, const struct place *place,
			  const struct lpm_key *key, uint32_t leaf)
{
	uint32_t bit = lpm_bit(key->bits, place->common), link = take(map, NODE);

	if (!link)
		return 0;
	fill_node(map, link, key, place->common, 0);
	store_release(&lpm_node(map, link)->child[bit], leaf);
	store_release(&lpm_node(map, link)->child[!bit], place->link);
	complete(&lpm_node(map, link)->sequence);
	return link;
}

/* Link a key that has no entry; each way is complete with its last store. */
static int link_new(struct map *map, const struct place *place, const struct lpm_key *key,
		    uint32_t entry)
{
	uint32_t leaf, fork;

	if (has_node(place, key)) {
		store_release(&place->node->entry, entry);
		return 0;
	}
	leaf = fork = make_leaf(map, place, key, entry);
	if (leaf && place->node && place->common < key->length)
		fork = make_fork(map, place, key, leaf);
	if (!fork) {
		if (leaf)
			give(map, NODE, leaf);
		return -ENOMEM; /* never, unless a peer wrote nonsense */
	}
	store_release(place->at, fork);
	return 0;
}

/* A slot with key and value, to be linked. */
static uint32_t make_entry(struct map *map, const void *key, const void *value,
			   struct map_writer writer)
{
	uint32_t link = take(map, SLOT);

	if (!link)
		return 0;
	content_write(hash_slot(map, link)->content, key, map->geometry.key_size);
	store_release(&hash_slot(map, link)->hash, hash_key(map, key));
	value_write(map, hash_value(map, link, 0), value, false, writer);
	complete(&hash_slot(map, link)->sequence);
	return link;
}

/* May the key be written?  Linux's answers. */
static int check_update(const struct map *map, uint32_t old, uint64_t flags)
{
	if (old)
		return flags == SKEP_NOEXIST ? -EEXIST : 0;
	if (flags == SKEP_EXIST)
		return -ENOENT;
	return load_relaxed(&map_control(map)->n_entries) >= map->geometry.max_entries ? -ENOSPC :
											 0;
}

/* @raw: the key as its bytes, which do not change. */
static int update_locked(struct map *map, const struct lpm_key *key, const void *raw,
			 const void *value, uint64_t flags, struct map_writer writer)
{
	uint32_t *n_entries = &map_control(map)->n_entries, old, entry;
	struct place place;
	int err;

	find_place(map, key, &place);
	old = entry_at(map, &place, key);
	err = check_update(map, old, flags);
	if (err)
		return err;
	entry = make_entry(map, raw, value, writer);
	if (!entry)
		return -ENOMEM; /* never, unless a peer wrote nonsense */
	err = link_new(map, &place, key, entry);
	if (!err && !old)
		store_relaxed(n_entries, load_relaxed(n_entries) + 1);
	if (err || old)
		give(map, SLOT, err ? entry : old);
	return err;
}

int lpm_update(struct map *map, const void *key, const void *value, uint64_t flags,
	       struct map_writer writer)
{
	size_t size = map->geometry.key_size, at;
	uint64_t raw[LPM_WORDS + 1];
	struct lpm_key wanted;
	bool locked;
	int err = value_flags(map, &flags, &locked);

	if (err)
		return err;
	for (at = 0; at < size; at += 8)
		raw[at / 8] = content_word(key, size, at);
	if (!lpm_take_key(map, raw, &wanted))
		return -EINVAL;
	err = trie_lock(map, writer);
	if (err)
		return err;
	err = update_locked(map, &wanted, raw, value, flags, writer);
	trie_unlock(map);
	return err;
}

/* ---- delete ---- */

/* A leaf goes; where the node above it only parted it from another one, so does that. */
static void unlink_leaf(const struct map *map, const struct place *place)
{
	struct map_node *above = place->above;
	uint32_t link;

	if (!above || hash_link(map, load_relaxed(&above->entry))) {
		store_release(place->at, 0);
	} else {
		link = load_relaxed(place->above_at);
		store_release(place->above_at,
			      load_relaxed(&above->child[place->at == &above->child[0]]));
		if (lpm_link(map, link))
			give(map, NODE, lpm_link(map, link));
	}
	give(map, NODE, place->link);
}

/* Take the entry at a place out of the trie. */
static void unlink_entry(const struct map *map, const struct place *place)
{
	uint32_t left = lpm_link(map, load_relaxed(&place->node->child[0]));
	uint32_t right = lpm_link(map, load_relaxed(&place->node->child[1]));

	if (left && right) {
		store_release(&place->node->entry, 0);
	} else if (left || right) {
		store_release(place->at, left ? left : right);
		give(map, NODE, place->link);
	} else {
		unlink_leaf(map, place);
	}
}

static int delete_locked(struct map *map, const struct lpm_key *key)
{
	uint32_t *n_entries = &map_control(map)->n_entries, n, entry;
	struct place place;

	find_place(map, key, &place);
	entry = entry_at(map, &place, key);
	if (!entry)
		return -ENOENT;
	unlink_entry(map, &place);
	give(map, SLOT, entry);
	n = load_relaxed(n_entries);
	store_relaxed(n_entries, n ? n - 1 : 0);
	return 0;
}

int lpm_delete(struct map *map, const void *key, struct map_writer writer)
{
	struct lpm_key wanted;
	int err;

	if (!lpm_take_key(map, key, &wanted))
		return -EINVAL;
	err = trie_lock(map, writer);
	if (err)
		return err;
	err = delete_locked(map, &wanted);
	trie_unlock(map);
	return err;
}

/* ---- after another boot ---- */

/* Is a key in the slot, whole even where it passes a page's end? */
static bool slot_key(const struct map *map, uint32_t link, struct lpm_key *key)
{
	const struct map_slot *slot = hash_slot(map, link);

	return !(load_relaxed(&slot->sequence) & 1) &&
	       load_relaxed(&slot->hash) == hash_key(map, slot->content) &&
	       lpm_take_key(map, slot->content, key);
}

/* false: there is no key, or one that is there already. */
static bool link_again(struct map *map, uint32_t link)
{
	struct place place;
	struct lpm_key key;

	if (!slot_key(map, link, &key))
		return false;
	find_place(map, &key, &place);
	return !entry_at(map, &place, &key) && !link_new(map, &place, &key, link);
}

static void forget_places(struct map *map)
{
	struct map_trie *trie = lpm_trie(map);

	store_release(&trie->root, 0);
	store_relaxed(&trie->mark, 0);
	trie->nodes = trie->slots = (struct map_free){ 0, 0 };
	lock_drop(&trie->lock);
	for (uint32_t link = 1; link <= n_items(map, NODE); link++) {
		store_relaxed(item_of(map, NODE, link).mark, 0);
		give(map, NODE, link);
	}
}

void lpm_anew(struct map *map)
{
	uint32_t n_entries = 0;

	begin_version(map);
	forget_places(map);
	for (uint32_t link = 1; link <= n_items(map, SLOT); link++) {
		store_relaxed(item_of(map, SLOT, link).mark, 0);
		if (n_entries < map->geometry.max_entries && link_again(map, link))
			n_entries++;
		else
			give(map, SLOT, link);
	}
	store_relaxed(&map_control(map)->n_entries, n_entries);
	end_version(map);
}
