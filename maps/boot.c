/*
 * After another boot.  What a map's file held when the system went down may be
 * any mix of pages from before and after a change, and stamps of owners in it
 * mean nothing: generations may begin again where they were.  So the first who
 * opens it then makes everything anew that does not follow from keys and values
 * alone, before anybody uses it: the control region has the boot since which the
 * structure is sound.
 *
 * Who finds another boot there lets go of his lock and tries for an exclusive
 * one.  All others who open the map do the same, so one of them has it alone,
 * and the rest find this boot's number a moment later.  The lock goes with its
 * holder, and the number is written last: who dies at it is followed by another.
 *
 * Where /proc does not tell the boot, maps are taken as they are, and so is one
 * that somebody uses who could not tell.
 */
#include "maps/hash.h"
#include "maps/spin.h"
#include "maps/store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

static unsigned hex_digit(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') :
	       c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 16;
}

void boot_id_read(uint64_t id[2])
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	char text[64];
	ssize_t size = fd < 0 ? 0 : read(fd, text, sizeof(text));
	unsigned n = 0;

	id[0] = id[1] = 0;
	for (ssize_t i = 0; i < size && n < 32; i++)
		if (hex_digit(text[i]) < 16) {
			id[n / 16] = id[n / 16] << 4 | hex_digit(text[i]);
			n++;
		}
	if (fd >= 0)
		close(fd);
}

static bool is_known(const uint64_t id[2])
{
	return id[0] || id[1];
}

/* Is the structure sound since this boot, or nobody able to say? */
static bool is_current(const struct map *map)
{
	const uint64_t *boot = map->store->boot_id, *known = map_control(map)->boot_id;

	return !is_known(boot) ||
	       (load64_acquire(&known[0]) == boot[0] && load64_acquire(&known[1]) == boot[1]);
}

void map_stamp_boot(struct map *map, const struct store *store)
{
	struct map_control *control = map_control(map);

	store64_release(&control->boot_id[1], store->boot_id[1]);
	store64_release(&control->boot_id[0], store->boot_id[0]);
}

/* ---- what types have in common ---- */

/* A lane without a part reads as zeros; data there say that it had one, only the note is lost. */
static bool lane_has_data(const struct map *map, uint32_t lane)
{
	off_t stride = (off_t)map->geometry.lane_stride, start = (off_t)lane * stride;
	off_t data = lseek(map->fd, start, SEEK_DATA);

	return data >= 0 && data < start + stride;
}

/* The room that was allocated for a lane may have been lost too. */
static int allocate_lanes(struct map *map)
{
	const struct map_geometry *g = &map->geometry;
	uint32_t lane;
	int err = 0;

	for (lane = 0; g->lane_stride && lane < g->lanes && !err; lane++) {
		if (!load_acquire(&map_lane(map, lane)->prepared) && !lane_has_data(map, lane))
			continue;
		err = file_allocate(map->fd, lane * g->lane_stride, g->lane_stride);
		if (!err && map->ops->lane_init)
			map->ops->lane_init(map, lane);
		if (!err)
			store_release(&map_lane(map, lane)->prepared, 1);
	}
	return err;
}

/* Of arrays and hashes, which alone have such values. */
static void open_spin_locks(struct map *map)
{
	const struct map_geometry *g = &map->geometry;
	uint64_t n = g->n_slots ? g->n_slots : g->max_entries, i;

	for (i = 0; g->lock_end && i < n; i++) {
		uint64_t *value = g->n_slots ? hash_value(map, (uint32_t)i + 1, 0) :
					       (uint64_t *)(map->base + i * g->value_stride);

		store_release(value_lock(map, value), 0);
	}
}

static int make_anew(struct map *map)
{
	int err = allocate_lanes(map);

	if (err)
		return err;
	open_spin_locks(map);
	if (map->ops->anew)
		map->ops->anew(map);
	if (map_is_dead(map))
		return -EIO;
	map_stamp_boot(map, map->store);
	return 0;
}

/* ---- who does it ---- */

/* true: this handle has the file alone. */
static bool be_first(const struct map *map)
{
	const struct timespec pause = { .tv_nsec = 1000000 };
	int tries = is_known(map_control(map)->boot_id) ? STORE_WAIT_MS : 1;

	flock(map->fd, LOCK_UN);
	while (flock(map->fd, LOCK_EX | LOCK_NB)) {
		if (is_current(map) || !--tries)
			return false;
		nanosleep(&pause, NULL);
	}
	return true;
}

int map_settle(struct map *map)
{
	int err = 0, again;

	if (!map->store || is_current(map))
		return 0;
	if (be_first(map) && !is_current(map))
		err = make_anew(map);
	again = store_lock(map->fd, LOCK_SH);
	if (!again && !store_is_object(map->store, map->id, map->fd))
		again = -ENOENT;
	return err ? err : again;
}
