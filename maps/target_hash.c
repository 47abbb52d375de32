/*
 * Device maps by any number: hashes of targets (maps/target.c), written from
 * outside only.  As Linux, an update with BPF_EXIST does not need the entry.
 */
#include <errno.h>

#include "maps/hash.h"
#include "maps/target.h"

static int target_hash_layout(struct map_geometry *g, const char **reason)
{
	int err = target_check(g, reason);

	if (err)
		return err;
	*reason = "key_size must be 4";
	if (g->key_size != sizeof(uint32_t))
		return -EINVAL;
	return hash_layout(g, reason);
}

static void *target_hash_lookup(struct map *map, const void *key, uint32_t lane)
{
	return hash_ops.lookup(map, key, lane);
}

static int target_hash_update(struct map *map, const void *key, const void *value, uint64_t flags,
			      struct map_writer writer)
{
	struct target target = { 0, 0 };

	memcpy(&target, value, map->geometry.value_size);
	if (flags > SKEP_EXIST || !target.word)
		return -EINVAL;
	if (target.prog > 0)
		return -EOPNOTSUPP;
	return hash_update(map, key, &target, flags == SKEP_EXIST ? SKEP_ANY : flags, writer);
}

const struct map_ops target_hash_ops = {
	.layout = target_hash_layout,
	.init = slots_init,
	.lookup = target_hash_lookup,
	.update = target_hash_update,
	.delete = hash_delete,
	.api_lookup = hash_api_lookup,
	.api_update = target_hash_update,
	.repair = hash_repair,
	.anew = hash_anew,
	.next_key = hash_next_key,
	.hashes = true,
};
