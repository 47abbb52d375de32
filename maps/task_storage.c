/*
 * Task storages: a value of each task, in a hash whose key says which task.  From
 * outside the key is a pidfd, as in Linux; programs name the task that runs them.
 *
 * Linux has room for all tasks that there are.  A file has room for so many; the
 * values of tasks that are gone make room, looked for when there is none.  What
 * is there no more cannot come back, so between the look and the delete nothing
 * can go wrong.
 */
#include "maps/hash.h"

#include <errno.h>
#include <time.h>

enum {
	TASK_FLAGS = MAP_F_NO_PREALLOC | MAP_F_CLONE,
	MAX_JUDGED = 4096, /* slots that one search for room looks at */
	REST_MS = 10,      /* after one that found nothing */
};

static int task_storage_layout(struct map_geometry *g, const char **reason)
{
	*reason = "key_size must be 4, max_entries 0, value_size not 0";
	if (g->key_size != sizeof(uint32_t) || g->max_entries || !g->value_size)
		return -EINVAL;
	*reason = "a task storage needs BPF_F_NO_PREALLOC";
	if (!(g->map_flags & MAP_F_NO_PREALLOC))
		return -EINVAL;
	*reason = "unknown flags for a task storage";
	if (g->map_flags & ~(uint32_t)TASK_FLAGS)
		return -EINVAL;
	*reason = "value_size is too large";
	if (g->value_size > TASK_MAX_VALUE)
		return -E2BIG;
	*reason = "room for too many tasks is asked for";
	if (g->map_extra > MAX_HASH_ENTRIES)
		return -E2BIG;
	g->key_size = sizeof(struct task_id);
	g->max_entries = g->map_extra ? (uint32_t)g->map_extra : TASK_ENTRIES;
	return hash_plain_layout(g, TASK_FLAGS, reason);
}

static void task_storage_describe(struct map_desc *desc)
{
	desc->key_size = sizeof(uint32_t);
	desc->max_entries = 0;
}

/* ---- room ---- */

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Whose value is in the slot? */
static bool read_owner(const struct map *map, uint32_t link, struct task_id *task)
{
	struct hash_hit hit = { .slot = hash_slot(map, link), .link = link };

	hit.sequence = load_acquire(&hit.slot->sequence);
	if (hit.sequence & 1)
		return false;
	content_read(task, hit.slot->content, sizeof(*task));
	return hash_still(&hit);
}

/* The next slots in turn: how many values of tasks that are gone were taken out. */
static uint32_t free_gone(struct map *map, struct map_writer writer)
{
	uint32_t n_slots = map->geometry.n_slots, ns = task_namespace(), n = 0;
	struct task_id task;

	for (uint32_t i = 0; i < n_slots && i < MAX_JUDGED; i++) {
		uint32_t link = add_relaxed(&map_control(map)->hand, 1) % n_slots + 1;

		if (read_owner(map, link, &task) && task_is_gone(&task, ns))
			n += !hash_delete(map, &task, writer);
	}
	return n;
}

static bool make_room(struct map *map, struct map_writer writer)
{
	if (now_ms() - load64_relaxed(&map->searched) < REST_MS)
		return false;
	if (free_gone(map, writer))
		return true;
	store64_relaxed(&map->searched, now_ms());
	return false;
}

static int put(struct map *map, const struct task_id *task, const void *value, uint64_t flags,
	       struct map_writer writer)
{
	int err = hash_update(map, task, value, flags, writer);

	if (err == -E2BIG && make_room(map, writer))
		err = hash_update(map, task, value, flags, writer);
	return err == -E2BIG ? -ENOMEM : err;
}

/* ---- programs ---- */

void *map_task_value(struct map *map, const struct task_id *task, uint32_t lane)
{
	return hash_ops.lookup(map, task, lane);
}

int map_task_create(struct map *map, const struct task_id *task, const void *value,
		    struct map_writer writer)
{
	int err = map_check_writer(map, writer);

	if (!err)
		err = put(map, task, value, SKEP_NOEXIST, writer);
	return map_is_dead(map) ? -EIO : err;
}

int map_task_delete(struct map *map, const struct task_id *task, struct map_writer writer)
{
	int err = map_check_writer(map, writer);

	if (!err)
		err = hash_delete(map, task, writer);
	return map_is_dead(map) ? -EIO : err;
}

int map_task_read(struct map *map, const struct task_id *task, void *value)
{
	int err = hash_api_lookup(map, task, value);

	return map_is_dead(map) ? -EIO : err;
}

/* ---- from outside: by pidfd ---- */

static int task_of(const void *key, struct task_id *task)
{
	int pidfd;

	memcpy(&pidfd, key, sizeof(pidfd));
	return task_id_of_pidfd(pidfd, task);
}

/* Nothing calls it: programs have helpers of their own. */
static void *task_storage_lookup(struct map *map, const void *key, uint32_t lane)
{
	struct task_id task;

	return task_of(key, &task) ? NULL : map_task_value(map, &task, lane);
}

static int task_storage_update(struct map *map, const void *key, const void *value,
			       uint64_t flags, struct map_writer writer)
{
	struct task_id task;
	int err;

	if (flags & SKEP_F_LOCK && !map->desc.lock_end)
		return -EINVAL; /* as in Linux whatever the key is */
	err = task_of(key, &task);
	return err ? err : put(map, &task, value, flags, writer);
}

static int task_storage_delete(struct map *map, const void *key, struct map_writer writer)
{
	struct task_id task;
	int err = task_of(key, &task);

	return err ? err : hash_delete(map, &task, writer);
}

static int task_storage_read(struct map *map, const void *key, void *value)
{
	struct task_id task;
	int err = task_of(key, &task);

	return err ? err : hash_api_lookup(map, &task, value);
}

static int task_storage_read_locked(struct map *map, const void *key, void *value,
				    const struct map_writer *locker)
{
	struct task_id task;
	int err = task_of(key, &task);

	return err ? err : hash_ops.locked_lookup(map, &task, value, locker);
}

static int no_next_key(struct map *map, const void *key, void *next)
{
	(void)map, (void)key, (void)next;
	return -LINUX_ENOTSUPP;
}

/* Keys are struct task_id here. */
static bool task_storage_walk(struct map *map, struct map_walk *walk, uint32_t lane)
{
	return hash_ops.walk(map, walk, lane);
}

/* All tasks of another boot are gone, and what told them is given again. */
static void task_storage_anew(struct map *map)
{
	for (uint32_t link = 1; link <= map->geometry.n_slots; link++)
		slot_is_free(map, link);
	hash_anew(map);
}

const struct map_ops task_storage_ops = {
	.layout = task_storage_layout,
	.describe = task_storage_describe,
	.init = slots_init,
	.lookup = task_storage_lookup,
	.update = task_storage_update,
	.delete = task_storage_delete,
	.api_lookup = task_storage_read,
	.locked_lookup = task_storage_read_locked,
	.api_update = task_storage_update,
	.repair = hash_repair,
	.anew = task_storage_anew,
	.next_key = no_next_key,
	.walk = task_storage_walk,
	.hashes = true,
	.no_handles = true,
	.takes_extra = true,
};
