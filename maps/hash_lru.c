/*
 * LRU hashes: which key makes room for a new one.
 *
 * A clock (Corbato 1968) of two classes: a hand goes round the slots.  What came
 * in since it passed last is young: it goes, unless it was used meanwhile (the
 * slot's reference is set), and is old from then on.  An old one is judged in one
 * round of OLD_TURNS only: then it goes if it was not used since the last time.
 * So a key that is used once, as all keys of a scan are, makes room sooner than
 * one that was used again; yet what was used long ago does not stay for ever, as
 * it would if new keys competed among themselves alone (SIEVE, Zhang et al. 2024,
 * and queues for new keys do so): a working set that moves is followed.
 *
 * Whoever needs room moves the hand, so no list has to be kept in order and
 * lookups write a byte at most.  A freed slot goes to the tail of a queue behind
 * the hand, so what is put there lives for a whole round at least.
 *
 * Who moves the hand past the first slot asks which writers died: so no slot is
 * missing for longer than a round.
 *
 * After so many spared ones the next is taken whatever its reference says: an
 * insert has a bound, and a peer that sets all references cannot prevent it.
 */
#include "maps/hash.h"

#include <errno.h>

enum { MAX_SPARED = 1024, OLD_TURNS = 12 };

/* Where the hand is, and whether it is the old ones' turn there. */
struct hand {
	uint32_t link;
	bool judges_old;
};

static struct hand hand_move(struct map *map)
{
	uint32_t at = add_relaxed(&map_control(map)->hand, 1), n_slots = map->geometry.n_slots;
	struct hand hand = { .link = at % n_slots + 1 };

	hand.judges_old = (at / n_slots + hand.link) % OLD_TURNS == 0;
	return hand;
}

/* Does the slot under the hand go?  Its reference is taken back.  Most are told by it alone. */
static bool is_victim(struct map *map, struct hand hand, uint32_t *spared)
{
	uint8_t *ref = hash_ref(map, hand.link), seen = load8_relaxed(ref);
	bool is_spared = *spared < MAX_SPARED;

	if (is_spared && seen & REF_OLD && !hand.judges_old) {
		++*spared;
		return false;
	}
	if (load_acquire(&hash_slot(map, hand.link)->sequence) & 1)
		return false; /* free, or being filled */
	if (!is_spared || !(seen & REF_USED))
		return true;
	store8_relaxed(ref, REF_OLD);
	++*spared;
	return false;
}

/* Two rounds are enough for what was not spared. */
static int evict_once(struct map *map, struct hash_steps *steps, struct map_writer writer)
{
	uint64_t left = 2 * (uint64_t)map->geometry.n_slots + MAX_SPARED;
	uint32_t spared = 0;

	while (left-- && steps->left) {
		struct hand hand = hand_move(map);

		if (hand.link == 1)
			hash_finish_all(map, writer);
		if (is_victim(map, hand, &spared) &&
		    !hash_take_out(map, hand.link, steps, writer))
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
