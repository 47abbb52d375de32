/*
 * Maps that say where a frame may go: device, CPU and socket maps.  What the
 * first word of an entry names (an interface, a queue's size, a socket) only
 * the host knows; 0 means that there is no such entry.  They are arrays
 * otherwise, and as in Linux written from outside only.
 *
 * Linux also takes the descriptor of a program that runs on the other side;
 * that is refused here.
 */
#include "maps/target.h"

#include <errno.h>

enum { PLAIN_SIZE = 4, WITH_PROG_SIZE = 8, MAX_QUEUE = 16384 };

int target_check(const struct map_geometry *g, const char **reason)
{
	*reason = "value_size must be 4, or 8 with a program's descriptor";
	if (g->value_size != PLAIN_SIZE &&
	    (g->value_size != WITH_PROG_SIZE || g->type == MAP_XSKMAP))
		return -EINVAL;
	*reason = "unknown flags for such a map";
	return g->map_flags & ~MAP_F_NUMA_NODE ? -EINVAL : 0;
}

static int target_layout(struct map_geometry *g, const char **reason)
{
	int err = target_check(g, reason);

	return err ? err : array_ops.layout(g, reason);
}

static uint32_t index_of(const void *key)
{
	return (uint32_t)load_once(key, sizeof(uint32_t));
}

static void *target_lookup(struct map *map, const void *key, uint32_t lane)
{
	void *value = array_ops.lookup(map, key, lane);

	return value && load_once(value, sizeof(uint32_t)) ? value : NULL;
}

static int target_update(struct map *map, const void *key, const void *value, uint64_t flags,
			 struct map_writer writer)
{
	struct target target = { 0, 0 };

	memcpy(&target, value, map->geometry.value_size);
	if (flags <= SKEP_EXIST && flags != SKEP_NOEXIST &&
	    index_of(key) < map->geometry.max_entries) {
		if (map->geometry.type == MAP_CPUMAP && target.word > MAX_QUEUE)
			return -EOVERFLOW;
		if (target.prog > 0)
			return target.word ? -EOPNOTSUPP : -EINVAL;
	}
	return array_ops.update(map, key, &target, flags, writer);
}

static int target_delete(struct map *map, const void *key, struct map_writer writer)
{
	const struct target none = { 0, 0 };

	if (index_of(key) >= map->geometry.max_entries)
		return -EINVAL;
	return array_ops.update(map, key, &none, SKEP_ANY, writer);
}

static int target_api_lookup(struct map *map, const void *key, void *value)
{
	int err = array_ops.api_lookup(map, key, value);
	uint32_t word;

	if (err)
		return err;
	memcpy(&word, value, sizeof(word));
	return word ? 0 : -ENOENT;
}

static void target_init(struct map *map)
{
	array_ops.init(map);
}

static int target_next_key(struct map *map, const void *key, void *next)
{
	return array_ops.next_key(map, key, next);
}

const struct map_ops target_ops = {
	.layout = target_layout,
	.init = target_init,
	.lookup = target_lookup,
	.update = target_update,
	.delete = target_delete,
	.api_lookup = target_api_lookup,
	.api_update = target_update,
	.next_key = target_next_key,
};
