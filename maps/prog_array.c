/*
 * Program arrays: entries are program ids.  What an id means is the process's
 * own business: whoever writes ids here cannot make anybody run a program that
 * his own process did not load and verify (vm/prog_array.c).
 */
#include "maps/map_impl.h"

#include <errno.h>

int id_array_layout(struct map_geometry *g, const char **reason)
{
	*reason = "key_size and value_size must be 4";
	if (g->key_size != sizeof(uint32_t) || g->value_size != sizeof(uint32_t))
		return -EINVAL;
	*reason = "max_entries must not be 0";
	if (!g->max_entries)
		return -EINVAL;
	*reason = "unknown flags for an array of programs or maps";
	if (g->map_flags & ~MAP_F_NUMA_NODE || g->seed)
		return -EINVAL;
	g->value_stride = sizeof(uint64_t);
	g->values_size = g->max_entries * g->value_stride;
	return 0;
}

static void prog_array_init(struct map *map)
{
	(void)map; /* zeros */
}

static uint64_t *entry(const struct map *map, uint32_t index)
{
	return (uint64_t *)map->base + bound_index(index, map->geometry.max_entries);
}

uint64_t id_array_get(const struct map *map, uint32_t index)
{
	return index < map->geometry.max_entries ? load64_acquire(entry(map, index)) : 0;
}

int id_array_set(struct map *map, uint32_t index, uint64_t id)
{
	int err = map_check_write(map);

	if (err)
		return err;
	if (index >= map->geometry.max_entries)
		return -E2BIG;
	if (!id && !load64_relaxed(entry(map, index)))
		return -ENOENT;
	store64_release(entry(map, index), id);
	return map_is_dead(map) ? -EIO : 0;
}

uint64_t map_prog_id(const struct map *map, uint32_t index)
{
	return id_array_get(map, index);
}

bool map_admit_prog(struct map *map, uint32_t kind)
{
	uint32_t seen = 0;

	return cas32(&map_control(map)->prog_kind, &seen, kind) || seen == kind;
}

int map_set_prog_id(struct map *map, uint32_t index, uint64_t id)
{
	return id_array_set(map, index, id);
}

void *fd_array_lookup(struct map *map, const void *key, uint32_t lane)
{
	(void)map, (void)key, (void)lane;
	return NULL;
}

int fd_array_update(struct map *map, const void *key, const void *value, uint64_t flags,
		    struct map_writer writer)
{
	(void)value, (void)writer;
	if (flags)
		return -EINVAL;
	return load_once(key, 4) >= map->geometry.max_entries ? -E2BIG : -EBADF;
}

static int prog_array_delete(struct map *map, const void *key, struct map_writer writer)
{
	(void)writer;
	return map_set_prog_id(map, (uint32_t)load_once(key, 4), 0);
}

static int prog_array_lookup_id(struct map *map, const void *key, void *value)
{
	uint32_t id = (uint32_t)map_prog_id(map, (uint32_t)load_once(key, 4));

	if (!id)
		return -ENOENT;
	memcpy(value, &id, sizeof(id));
	return 0;
}

const struct map_ops prog_array_ops = {
	.layout = id_array_layout,
	.init = prog_array_init,
	.lookup = fd_array_lookup,
	.update = fd_array_update,
	.delete = prog_array_delete,
	.api_lookup = prog_array_lookup_id,
	.api_update = fd_array_update,
	.next_key = array_next_key,
};
