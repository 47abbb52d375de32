/* Spin locks in map values, and copies of such values. */
#include "maps/spin.h"

#include <errno.h>

uint32_t spin_stamp(struct map_writer writer)
{
	return writer.generation << SPIN_LANE_BITS | (writer.lane + 1);
}

static bool is_dead(const struct map_liveness *live, uint32_t stamp)
{
	struct map_writer owner = {
		.lane = (stamp & ((1u << SPIN_LANE_BITS) - 1)) - 1,
		.generation = stamp >> SPIN_LANE_BITS,
	};

	return live->alive && !live->alive(live->arg, owner, SPIN_GENERATION_BITS);
}

int spin_take(uint32_t *lock, uint32_t stamp, const struct map_liveness *live)
{
	struct turn turn = { 0 };
	uint32_t seen;

	for (;;) {
		seen = 0;
		if (cas32(lock, &seen, stamp))
			return 0;
		if (seen == stamp)
			return -EBUSY;
		turn_wait(&turn, seen);
		if (turn.ask && is_dead(live, seen) && cas32(lock, &seen, stamp))
			return 0;
		if (turn.over)
			return -EBUSY;
	}
}

void spin_drop(uint32_t *lock, uint32_t stamp)
{
	cas32(lock, &stamp, 0);
}

/* ---- values ---- */

int value_flags(const struct map *map, uint64_t *flags, bool *locked)
{
	*locked = *flags & SKEP_F_LOCK;
	*flags &= ~(uint64_t)SKEP_F_LOCK;
	if (*flags > SKEP_EXIST || (*locked && !map->desc.lock_end))
		return -EINVAL;
	return 0;
}

/* Words are 8 bytes; of the one that the lock lies in the other half is written. */
static void write_around(const struct map *map, uint64_t *value, const void *from)
{
	size_t size = map->geometry.value_size, at, half;
	size_t lock = map_lock_offset(&map->desc);

	for (at = 0; at < size; at += 8) {
		uint64_t word = from ? content_word(from, size, at) : 0;

		if (lock / 8 != at / 8) {
			store64_release(&value[at / 8], word);
			continue;
		}
		half = lock ^ LOCK_SIZE;
		if (half < size)
			store_release((uint32_t *)value + half / 4,
				      (uint32_t)(word >> (half % 8 * 8)));
	}
}

static void write_whole(uint64_t *value, const void *from, size_t size)
{
	if (from) {
		content_write(value, from, size);
		return;
	}
	for (size_t at = 0; at < size; at += 8)
		store64_release(&value[at / 8], 0);
}

int value_write(const struct map *map, uint64_t *value, const void *from, bool locked,
		struct map_writer writer)
{
	uint32_t stamp = spin_stamp(writer);
	int err;

	if (!map->desc.lock_end) {
		write_whole(value, from, map->geometry.value_size);
		return 0;
	}
	err = locked ? spin_take(value_lock(map, value), stamp, &map->live) : 0;
	if (err)
		return err;
	write_around(map, value, from);
	if (locked)
		spin_drop(value_lock(map, value), stamp);
	return 0;
}

int value_read(const struct map *map, void *to, uint64_t *value, const struct map_writer *locker)
{
	uint32_t stamp = locker ? spin_stamp(*locker) : 0;
	int err = locker ? spin_take(value_lock(map, value), stamp, &map->live) : 0;

	if (err)
		return err;
	content_read(to, value, map->geometry.value_size);
	if (locker)
		spin_drop(value_lock(map, value), stamp);
	if (map->desc.lock_end)
		memset((uint8_t *)to + map_lock_offset(&map->desc), 0, LOCK_SIZE);
	return 0;
}
