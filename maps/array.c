/*
 * Arrays and per-CPU arrays: value i of lane l stands at l * lane_stride +
 * i * value_stride (lane_stride is 0 for plain arrays).  Every index below
 * max_entries has a value, always; values are changed in place, torn at 8
 * bytes for who reads meanwhile, as in Linux.  What Linux calls a CPU's value
 * is a lane's; a lane that nobody prepared reads as zeros and is not touched,
 * because even a read would allocate its pages on some file systems.
 */
#include "maps/spin.h"

#include <assert.h>
#include <errno.h>

static int array_layout(struct map_geometry *g, const char **reason)
{
	*reason = "key_size must be 4";
	if (g->key_size != sizeof(uint32_t))
		return -EINVAL;
	*reason = "value_size and max_entries must not be 0";
	if (!g->value_size || !g->max_entries)
		return -EINVAL;
	*reason = "unknown flags for an array";
	if (g->map_flags & ~(MAP_F_NUMA_NODE | MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG |
			     MAP_F_MMAPABLE | MAP_F_INNER_MAP))
		return -EINVAL;
	*reason = "value_size is too large";
	if (g->value_size > MAX_VALUE_SIZE)
		return -E2BIG;
	*reason = "an array has no seed";
	if (g->seed)
		return -EINVAL;
	g->value_stride = round_up_to(g->value_size, 8);
	g->values_size = g->max_entries * g->value_stride;
	return 0;
}

static int percpu_array_layout(struct map_geometry *g, const char **reason)
{
	int err;

	*reason = "unknown flags for a per-CPU array";
	if (g->map_flags & ~(MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG))
		return -EINVAL;
	err = array_layout(g, reason);
	if (err)
		return err;
	*reason = "value_size is too large for a per-CPU map";
	if (g->value_stride > MAX_PERCPU_VALUE_SIZE)
		return -E2BIG;
	g->lane_stride = 1; /* place_values puts the real one */
	return 0;
}

static void array_init(struct map *map)
{
	(void)map; /* zeros */
}

static uint32_t array_index(const void *key)
{
	return (uint32_t)load_once(key, sizeof(uint32_t));
}

/* @index was found to be in range; what a processor speculates stays in range too. */
static uint8_t *value_at(const struct map *map, uint8_t *values, uint32_t index, uint32_t lane)
{
	const struct map_geometry *g = &map->geometry;

	return values + lane * g->lane_stride +
	       bound_index(index, g->max_entries) * g->value_stride;
}

/* Never NULL for an index in range, dead or not: the verifier counts on it. */
static void *array_lookup(struct map *map, const void *key, uint32_t lane)
{
	uint32_t index = array_index(key);
	uint8_t *copy = __atomic_load_n(&map->copy, __ATOMIC_ACQUIRE);

	assert(lane < map->geometry.lanes);
	assert(!map->geometry.lane_stride || map->prepared[lane]);
	if (index >= map->geometry.max_entries)
		return NULL;
	return value_at(map, copy ? copy : map->base, index, lane);
}

/* The conditions of an update in the order in which Linux checks them. */
/* In Linux's order, array_map_update_elem: that values have a lock is asked last. */
static int check_update(const struct map *map, uint32_t index, uint64_t flags, bool *locked)
{
	int err = value_flags(map, &flags, locked);

	if (err && flags > SKEP_EXIST)
		return err;
	if (index >= map->geometry.max_entries)
		return -E2BIG;
	return flags == SKEP_NOEXIST ? -EEXIST : err;
}

static int array_update(struct map *map, const void *key, const void *value, uint64_t flags,
			struct map_writer writer)
{
	uint32_t index = array_index(key);
	bool locked;
	int err = check_update(map, index, flags, &locked);

	if (err)
		return err;
	return value_write(map, (uint64_t *)value_at(map, map->base, index, writer.lane), value,
			   locked, writer);
}

static int array_delete(struct map *map, const void *key, struct map_writer writer)
{
	(void)map, (void)key, (void)writer;
	return -EINVAL;
}

static int array_locked_lookup(struct map *map, const void *key, void *value,
			       const struct map_writer *locker)
{
	uint32_t index = array_index(key);

	if (index >= map->geometry.max_entries)
		return -ENOENT;
	return value_read(map, value, (uint64_t *)value_at(map, map->base, index, 0), locker);
}

static int array_api_lookup(struct map *map, const void *key, void *value)
{
	return array_locked_lookup(map, key, value, NULL);
}

static int percpu_api_lookup(struct map *map, const void *key, void *value)
{
	uint32_t index = array_index(key), lane;
	size_t size = map->geometry.value_stride;
	uint8_t *to = value;

	if (index >= map->geometry.max_entries)
		return -ENOENT;
	for (lane = 0; lane < map->geometry.lanes; lane++, to += size) {
		if (map_lane_is_prepared(map, lane))
			content_read(to, (uint64_t *)value_at(map, map->base, index, lane), size);
		else
			memset(to, 0, size);
	}
	return 0;
}

/* All lanes' values at once. */
static int percpu_api_update(struct map *map, const void *key, const void *value, uint64_t flags,
			     struct map_writer writer)
{
	uint32_t index = array_index(key), lane;
	size_t size = map->geometry.value_stride;
	const uint8_t *from = value;
	bool locked;
	int err = check_update(map, index, flags, &locked);

	(void)writer;
	if (!err)
		err = map_prepare_for(map, value);
	if (err)
		return err;
	for (lane = 0; lane < map->geometry.lanes; lane++)
		if (map_lane_is_prepared(map, lane))
			content_write((uint64_t *)value_at(map, map->base, index, lane),
				      from + lane * size, size);
	return 0;
}

int array_next_key(struct map *map, const void *key, void *next)
{
	uint32_t index = key ? array_index(key) : UINT32_MAX;
	uint32_t max_entries = map->geometry.max_entries;

	if (index < max_entries && index == max_entries - 1)
		return -ENOENT;
	index = index < max_entries ? index + 1 : 0;
	memcpy(next, &index, sizeof(index));
	return 0;
}

/* What is compared with @n: r3, which is made it, or an immediate. */
static uint8_t put_limit(struct recipe *out, uint32_t n, int64_t *imm)
{
	*imm = n > INT32_MAX ? 0 : n;
	if (*imm)
		return 0;
	recipe_put(out, INSN_LDDW, 3, 0, 0, n);
	return 3;
}

/*
 * The lookup as instructions.  After the bounds check the index is also masked
 * (to itself if it is below max_entries, else to 0), so that a mispredicted
 * check cannot be used to read elsewhere.
 */
static void array_recipe(const struct map *map, struct recipe *out)
{
	const struct map_geometry *g = &map->geometry;
	enum insn_id base = g->lane_stride ? INSN_LANE_BASE : INSN_MAP_BASE;
	uint32_t check;
	uint8_t limit;
	int64_t imm;

	*out = (struct recipe){ .n = 0 };
	recipe_put(out, INSN_LDXW, 0, 2, 0, 0);
	limit = put_limit(out, g->max_entries, &imm);
	check = out->n;
	recipe_put(out, limit ? INSN_JGE_X : INSN_JGE_K, 0, limit, 0, imm);
	recipe_put_guard(out, INSN_MOV64_X, 4, 0, 0);
	recipe_put_guard(out, limit ? INSN_SUB64_X : INSN_SUB64_K, 4, limit, imm);
	recipe_put_guard(out, INSN_ARSH64_K, 4, 0, 63);
	recipe_put_guard(out, INSN_AND64_X, 0, 4, 0);
	recipe_scale(out, 0, g->value_stride);
	recipe_put(out, base, 3, 0, 0, 0);
	recipe_put(out, INSN_ADD64_X, 0, 3, 0, 0);
	out->cold = out->n;
	out->insns[check].off = (int32_t)(out->cold - check - 1);
	recipe_put(out, INSN_MOV64_K, 0, 0, 0, 0);
	recipe_leave(out, 0, RECIPE_NULL);
}

static bool array_walk(struct map *map, struct map_walk *walk, uint32_t lane)
{
	if (walk->next >= map->geometry.max_entries)
		return false;
	walk->index = (uint32_t)walk->next++;
	walk->key = &walk->index;
	walk->value = array_lookup(map, walk->key, lane);
	return true;
}

const struct map_ops array_ops = {
	.layout = array_layout,
	.init = array_init,
	.lookup = array_lookup,
	.update = array_update,
	.delete = array_delete,
	.api_lookup = array_api_lookup,
	.locked_lookup = array_locked_lookup,
	.api_update = array_update,
	.next_key = array_next_key,
	.walk = array_walk,
	.recipe = array_recipe,
};

const struct map_ops percpu_array_ops = {
	.layout = percpu_array_layout,
	.init = array_init,
	.lookup = array_lookup,
	.update = array_update,
	.delete = array_delete,
	.api_lookup = percpu_api_lookup,
	.api_update = percpu_api_update,
	.next_key = array_next_key,
	.walk = array_walk,
	.recipe = array_recipe,
};
