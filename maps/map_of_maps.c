/*
 * Maps of maps: entries are ids of maps.  What an id means is the process's own
 * business (vm/inner_map.c): whoever writes ids here cannot give a program a map
 * that its own process did not open, nor one of another shape than the program
 * was verified with.
 */
#include "maps/hash.h"

#include <errno.h>

static uint32_t index_of(const void *key)
{
	return (uint32_t)load_once(key, sizeof(uint32_t));
}

bool map_fits(const struct map_desc *inner, const struct map_desc *map)
{
	return inner->type == map->type && inner->key_size == map->key_size &&
	       inner->value_size == map->value_size &&
	       !((inner->map_flags ^ map->map_flags) & ~(uint32_t)MAP_HANDLE_FLAGS) &&
	       (!map_size_is_fixed(inner) || inner->max_entries == map->max_entries);
}

void map_set_resolve(struct map *map, map_resolve_fn *resolve)
{
	map->resolve = resolve;
}

static int hash_of_maps_layout(struct map_geometry *g, const char **reason)
{
	*reason = "value_size must be 4";
	if (g->value_size != sizeof(uint32_t))
		return -EINVAL;
	return hash_layout(g, reason);
}

static void array_init(struct map *map)
{
	(void)map; /* zeros */
}

static int find_id(struct map *map, const void *key, uint64_t *id)
{
	if (map->geometry.n_slots)
		return hash_read_word(map, key, id);
	*id = id_array_get(map, index_of(key));
	return *id ? 0 : -ENOENT;
}

int map_inner_id(struct map *map, const void *key, uint64_t *id)
{
	int err = map_check_read(map);

	return err ? err : find_id(map, key, id);
}

static int array_set(struct map *map, const void *key, uint64_t id, uint64_t flags)
{
	if (flags)
		return -EINVAL;
	return id_array_set(map, index_of(key), id);
}

int map_set_inner_id(struct map *map, const void *key, uint64_t id, uint64_t flags,
		     struct map_writer writer)
{
	int err = map_check_write(map);

	if (!err)
		err = map_check_writer(map, writer);
	if (err)
		return err;
	return map->geometry.n_slots ? hash_update(map, key, &id, flags, writer) :
				       array_set(map, key, id, flags);
}

static void *inner_lookup(struct map *map, const void *key, uint32_t lane)
{
	uint64_t id;

	(void)lane;
	if (!map->resolve || find_id(map, key, &id))
		return NULL;
	return map->resolve(map, id);
}

/* A number is not a map: what Linux answers to one that is no descriptor. */
static int no_update(struct map *map, const void *key, const void *value, uint64_t flags,
		     struct map_writer writer)
{
	(void)value, (void)writer;
	if (map->geometry.n_slots)
		return -EBADF;
	if (flags)
		return -EINVAL;
	return index_of(key) >= map->geometry.max_entries ? -E2BIG : -EBADF;
}

static int array_delete(struct map *map, const void *key, struct map_writer writer)
{
	(void)writer;
	return id_array_set(map, index_of(key), 0);
}

static int array_lookup_id(struct map *map, const void *key, void *value)
{
	uint32_t id = (uint32_t)id_array_get(map, index_of(key));

	if (!id)
		return -ENOENT;
	memcpy(value, &id, sizeof(id));
	return 0;
}

const struct map_ops array_of_maps_ops = {
	.layout = id_array_layout,
	.init = array_init,
	.lookup = inner_lookup,
	.update = no_update,
	.delete = array_delete,
	.api_lookup = array_lookup_id,
	.api_update = no_update,
	.next_key = array_next_key,
	.holds_maps = true,
};

const struct map_ops hash_of_maps_ops = {
	.layout = hash_of_maps_layout,
	.init = slots_init,
	.lookup = inner_lookup,
	.update = no_update,
	.delete = hash_delete,
	.api_lookup = hash_api_lookup,
	.api_update = no_update,
	.repair = hash_repair,
	.anew = hash_anew,
	.next_key = hash_next_key,
	.hashes = true,
	.holds_maps = true,
};
