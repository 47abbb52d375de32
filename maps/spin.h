/*
 * Spin locks in map values (struct bpf_spin_lock): a word in the shared file
 * that is 0, or the stamp of who holds it: lane + 1 and the low bits of the
 * lease's generation.
 *
 * Waiting is bounded.  The lock of an owner who is dead is taken over: a value
 * that it left half changed stays so, as docs/maps.md says.
 */
#ifndef SKEP_MAPS_SPIN_H
#define SKEP_MAPS_SPIN_H

#include "maps/map_impl.h"

enum {
	SPIN_LANE_BITS = 15, /* of the stamp: room for MAX_LANES and 0 */
	SPIN_GENERATION_BITS = 32 - SPIN_LANE_BITS,
};
_Static_assert(MAX_LANES < 1 << SPIN_LANE_BITS, "a lane fits a stamp");

uint32_t spin_stamp(struct map_writer writer);
/**
 * spin_take - wait for a lock
 * @live: who tells whether an owner is alive; without: all are
 *
 * Return: 0, or -EBUSY: a live owner held it for LOCK_WAIT_MS, others for
 * LOCK_PERIODS times as long together, or this very stamp holds it.
 */
int spin_take(uint32_t *lock, uint32_t stamp, const struct map_liveness *live);
/* Give it back; nothing happens where somebody else has it by now. */
void spin_drop(uint32_t *lock, uint32_t stamp);

/* ---- values with a lock: everything else of them is copied ---- */

/* The word of a value's lock. */
static inline uint32_t *value_lock(const struct map *map, uint64_t *value)
{
	return (uint32_t *)((uint8_t *)value + map_lock_offset(&map->desc));
}

/* May these flags be given for this map?  0, -EINVAL; *@flags loses BPF_F_LOCK in any case. */
int value_flags(const struct map *map, uint64_t *flags, bool *locked);
/*
 * Write a value of the map, read one (its lock shows as 0); under its lock if
 * asked, by a @locker: -EBUSY.  @from: NULL: zeros.
 */
int value_write(const struct map *map, uint64_t *value, const void *from, bool locked,
		struct map_writer writer);
int value_read(const struct map *map, void *to, uint64_t *value, const struct map_writer *locker);

#endif
