/*
 * LRU hashes: which key makes room for a new one.
 *
 * A clock (Corbato 1968): a hand goes round the slots.  What was used since it
 * passed last (the slot's reference is set) is spared once, and loses that; the
 * first that was not used is taken out.  Whoever needs room moves the hand, so
 * no list has to be kept in order and lookups write a byte at most.  A freed
 * slot goes to the tail of a queue behind the hand, so what is put there lives
 * for a whole round at least.
 *
 * Who moves the hand past the first slot asks which writers died: so no slot is
 * missing for longer than a round.
 *
 * After so many spared ones the next is taken whatever its reference says: an
 * insert has a bound, and a peer that sets all references cannot prevent it.
 */
#include "maps/hash.h"

#include <errno.h>

enum { MAX_SPARED = 1024 };

/* Does the slot under the hand go?  Its reference is taken back. */
static bool is_victim(struct map *map, uint32_t link, uint32_t *spared)
{
	uint8_t *ref = hash_ref(map, link);

	if (load_acquire(&hash_slot(map, link)->sequence) & 1)
		return false; /* free, or being filled */
	if (!load8_relaxed(ref) || *spared == MAX_SPARED)
		return true;
	store8_relaxed(ref, 0);
	++*spared;
	return false;
}

/* Two rounds: the first may find nothing but references. */
static int evict_once(struct map *map, struct hash_steps *steps, struct map_writer writer)
{
	uint32_t n_slots = map->geometry.n_slots, spared = 0;
	uint64_t left = 2 * (uint64_t)n_slots;

	while (left-- && steps->left) {
		uint32_t link = add_relaxed(&map_control(map)->hand, 1) % n_slots + 1;

		if (link == 1)
			hash_finish_all(map, writer);
		if (is_victim(map, link, &spared) && !hash_take_out(map, link, steps, writer))
			return 0;
	}
	return -EBUSY;
}

/*
 * Nothing is found for a moment where others hold all that is left: in locked
 * buckets, or taken out already in favour of what they insert.
 */
int hash_evict(struct map *map, struct map_writer writer)
{
	struct patience patience = { 0 };
	struct hash_steps steps;
	int err;

	hash_steps_init(map, &steps);
	do
		err = evict_once(map, &steps, writer);
	while (err && steps.left && patience_wait(&patience));
	return err;
}
