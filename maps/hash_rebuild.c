/*
 * A hash made anew out of its slots: an even sequence says that there is a key,
 * everything else (chains, queues, spares) follows.  Only for who has the file
 * alone.  A rebuilding that is cut off is begun again.
 */
#include "maps/hash.h"

#include <errno.h>
#include <stdlib.h>

/* Which slots were found where they may be. */
struct survey {
	const struct map *map;
	uint8_t *seen;
	uint32_t n_wrong; /* links to no slot, to one seen before or of the other kind; locks */
};

static bool is_free(const struct map *map, uint32_t link)
{
	return load_relaxed(&hash_slot(map, link)->sequence) & 1;
}

/* The slot that a link leads to, 0 where the way ends. */
static uint32_t see(struct survey *survey, uint32_t link, bool free)
{
	uint32_t at = hash_link(survey->map, link);

	if (!link)
		return 0;
	if (!at || survey->seen[at] || is_free(survey->map, at) != free) {
		survey->n_wrong++;
		return 0;
	}
	survey->seen[at] = 1;
	return at;
}

static void see_chain(struct survey *survey, const struct map_bucket *bucket)
{
	uint32_t link = see(survey, bucket->head, false);

	survey->n_wrong += bucket->lock != 0;
	for (; link; link = see(survey, hash_slot(survey->map, link)->next, false)) {
		const struct map_slot *slot = hash_slot(survey->map, link);
		uint32_t hash = hash_key(survey->map, slot->content);

		survey->n_wrong += slot->hash != hash || hash_bucket(survey->map, hash) != bucket;
	}
}

static void see_lane(struct survey *survey, const struct map_lane *lane)
{
	uint32_t link = see(survey, lane->queue.head, true), last = 0;

	survey->n_wrong += lane->queue.lock != 0 || lane->intent.stamp != 0;
	for (; link; link = see(survey, hash_slot(survey->map, link)->free_next, true))
		last = link;
	survey->n_wrong += lane->queue.tail != last;
	survey->n_wrong += !see(survey, lane->intent.spare, true);
	see(survey, lane->intent.extra, true);
}

static int count_wrong(const struct map *map, uint32_t *n)
{
	const struct map_geometry *g = &map->geometry;
	struct survey survey = { .map = map, .seen = calloc((size_t)g->n_slots + 1, 1) };
	uint32_t i;

	if (!survey.seen)
		return -ENOMEM;
	for (i = 0; i < g->n_buckets; i++)
		see_chain(&survey, hash_bucket(map, i));
	for (i = 0; i < g->lanes; i++)
		see_lane(&survey, map_lane(map, i));
	for (i = 1; i <= g->n_slots; i++)
		survey.n_wrong += !survey.seen[i];
	free(survey.seen);
	*n = survey.n_wrong;
	return 0;
}

/* ---- anew ---- */

static void forget_places(const struct map *map)
{
	uint32_t i;

	for (i = 0; i < map->geometry.n_buckets; i++) {
		store_release(&hash_bucket(map, i)->head, 0);
		hash_bump(hash_bucket(map, i));
		lock_drop(&hash_bucket(map, i)->lock);
	}
	for (i = 0; i < map->geometry.lanes; i++) {
		map_lane(map, i)->intent = (struct map_intent){ 0 };
		map_lane(map, i)->queue = (struct map_queue){ 0 };
	}
}

static bool has_key(const struct map *map, const struct map_bucket *bucket, const void *key)
{
	uint32_t link;

	for (link = bucket->head; link; link = hash_slot(map, link)->next)
		if (content_equal(hash_slot(map, link)->content, key, map->geometry.key_size))
			return true;
	return false;
}

/* Is the key whole that is in a slot which may be of two times, where it passes a page's end? */
static bool is_whole(const struct map *map, uint32_t link)
{
	const struct map_slot *slot = hash_slot(map, link);

	return slot->hash == hash_key(map, slot->content);
}

/* false: the key is there already. */
static bool link_again(const struct map *map, uint32_t link)
{
	struct map_slot *slot = hash_slot(map, link);
	struct map_bucket *bucket;

	store_release(&slot->hash, hash_key(map, slot->content));
	bucket = hash_bucket(map, slot->hash);
	if (has_key(map, bucket, slot->content))
		return false;
	store_release(&slot->next, bucket->head);
	store_release(&bucket->head, link);
	hash_bump(bucket);
	return true;
}

/* The @n-th free slot: the lanes' spares first, then the queues in turn. */
static void free_again(struct map *map, uint32_t link, uint32_t n)
{
	struct map_writer holder = { .lane = n % map->geometry.lanes };
	struct map_intent *intent = hash_intent(map, holder.lane);

	slot_is_free(map, link);
	if (n < map->geometry.lanes) {
		intent->spare = link;
		return;
	}
	intent->extra = link;
	slots_give(map, holder);
}

/* @torn: keys may be no keys. */
static void make_anew(struct map *map, bool torn)
{
	const struct map_geometry *g = &map->geometry;
	uint32_t link, n_keys = 0, n_free = 0;

	forget_places(map);
	for (link = 1; link <= g->n_slots; link++) {
		bool has_key = !is_free(map, link) && (!torn || is_whole(map, link));

		if (has_key && n_keys < g->max_entries && link_again(map, link))
			n_keys++;
		else
			free_again(map, link, n_free++);
	}
}

void hash_anew(struct map *map)
{
	lock_drop(&map_control(map)->repair_lock);
	make_anew(map, true);
}

static uint32_t count_keys(const struct map *map)
{
	uint32_t link, n = 0;

	for (link = 1; link <= map->geometry.n_slots; link++)
		n += !is_free(map, link);
	return n;
}

/*
 * Who has the file alone knows that all other writers are dead.  What cannot be
 * finished, because the file is damaged, is found afterwards.
 */
static uint32_t finish_everybody(struct map *map, struct map_writer writer)
{
	uint32_t lane, n = 0;

	lock_drop(&map_control(map)->repair_lock);
	for (lane = 0; lane < map->geometry.lanes; lane++) {
		uint64_t stamp = load64_acquire(&hash_intent(map, lane)->stamp);

		n += stamp != 0;
		if (stamp)
			hash_finish(map, stamp, NULL, writer);
	}
	return n;
}

int hash_repair(struct map *map, struct map_writer writer, struct skep_repair *found)
{
	int err;

	*found = (struct skep_repair){ .unfinished = finish_everybody(map, writer) };
	err = count_wrong(map, &found->misplaced);
	if (err)
		return err;
	if (found->misplaced)
		make_anew(map, false);
	found->entries = count_keys(map);
	return 0;
}
