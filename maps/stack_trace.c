/*
 * Stack traces: a table of stacks, each under a number that is its hash modulo
 * the table's size, as in Linux.  Programs store, the API looks up.
 *
 * A place is a lock, a head and the addresses.  The head is 0 while there is
 * no stack, else hash, depth and a version.  A writer holds the lock; it clears
 * the head, writes the addresses, sets the head.  A reader copies between two
 * looks at the head, which must be the same.  Nobody waits: where the lock is
 * taken, the writer gives up.  One that dies inside leaves its place unusable,
 * and no other.
 */
#include "maps/stack_trace.h"

#include <errno.h>

#include "maps/map_impl.h"

enum { READ_TRIES = 8, DEPTH_SHIFT = 32, VERSION_SHIFT = 40 };

struct place {
	uint64_t lock;
	uint64_t head;    /* hash | depth << 32 | version << 40 */
	uint64_t version; /* the lock's holder's */
	uint64_t ip[];
};

static uint32_t n_places(const struct map_geometry *g)
{
	return g->max_entries < 2 ? 1 : 1u << (32 - __builtin_clz(g->max_entries - 1));
}

static int stack_layout(struct map_geometry *g, const char **reason)
{
	*reason = "key_size must be 4, value_size a multiple of 8, max_entries not 0";
	if (g->key_size != sizeof(uint32_t) || g->value_size < sizeof(uint64_t) ||
	    g->value_size % sizeof(uint64_t) || !g->max_entries)
		return -EINVAL;
	*reason = "value_size is more than 127 addresses";
	if (g->value_size > MAX_STACK_DEPTH * sizeof(uint64_t))
		return -EINVAL;
	*reason = "unknown flags for stack traces";
	if (g->map_flags & ~MAP_F_NUMA_NODE)
		return -EINVAL;
	*reason = "stack traces have no seed";
	if (g->seed)
		return -EINVAL;
	*reason = "max_entries is too large";
	if (g->max_entries > MAX_HASH_ENTRIES)
		return -E2BIG;
	g->value_stride = sizeof(struct place) + g->value_size;
	g->values_size = n_places(g) * g->value_stride;
	return 0;
}

static void stack_init(struct map *map)
{
	(void)map; /* zeros */
}

static struct place *place_of(const struct map *map, uint32_t id)
{
	const struct map_geometry *g = &map->geometry;

	return (struct place *)(map->base + bound_index(id, n_places(g)) * g->value_stride);
}

static uint32_t id_of(const void *key)
{
	return (uint32_t)load_once(key, sizeof(uint32_t));
}

uint32_t stack_map_depth(const struct map *map)
{
	return map->geometry.value_size / (uint32_t)sizeof(uint64_t);
}

/* ---- programs ---- */

/* Multiply and fold, word by word; from the outermost frame, where stacks differ least. */
static uint32_t hash_of(const uint64_t *ip, uint32_t n)
{
	uint64_t hash = n;

	while (n--) {
		hash = (hash ^ ip[n]) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
	}
	return (uint32_t)hash;
}

static bool is_same(const struct place *place, uint64_t head, const uint64_t *ip, uint32_t n,
		    uint64_t flags)
{
	if (flags & STACK_COMPARE_HASH)
		return true;
	return (head >> DEPTH_SHIFT & 0xff) == n &&
	       content_equal(place->ip, ip, n * sizeof(*ip)) &&
	       load64_acquire(&place->head) == head;
}

static void put(struct place *place, const uint64_t *ip, uint32_t n, uint32_t hash)
{
	uint64_t version = load64_acquire(&place->version) + 1;

	store64_release(&place->version, version);
	store64_release(&place->head, 0);
	content_write(place->ip, ip, n * sizeof(*ip));
	store64_release(&place->head, hash | (uint64_t)n << DEPTH_SHIFT | version << VERSION_SHIFT);
}

/* 1: the stack is there; 0: it may be put there; or -EEXIST. */
static int look(const struct place *place, const uint64_t *ip, uint32_t n, uint32_t hash,
		uint64_t flags)
{
	uint64_t head = load64_acquire(&place->head);

	if (head && (uint32_t)head == hash && is_same(place, head, ip, n, flags))
		return 1;
	return head && !(flags & STACK_REPLACE) ? -EEXIST : 0;
}

int64_t stack_map_put(struct map *map, const uint64_t *ip, uint32_t n, uint64_t flags,
		      struct map_writer writer)
{
	uint32_t hash = hash_of(ip, n), id = hash & (n_places(&map->geometry) - 1);
	struct place *place = place_of(map, id);
	int found = look(place, ip, n, hash, flags);

	if (found)
		return found < 0 ? found : (int64_t)id;
	if (!lock_try(&place->lock, lock_stamp(writer)))
		return -EBUSY;
	found = look(place, ip, n, hash, flags); /* another one was faster */
	if (!found)
		put(place, ip, n, hash);
	lock_drop(&place->lock);
	return found < 0 ? found : (int64_t)id;
}

static void *stack_lookup(struct map *map, const void *key, uint32_t lane)
{
	(void)map, (void)key, (void)lane;
	return NULL; /* programs do not read stacks */
}

/* ---- the API ---- */

static int stack_update(struct map *map, const void *key, const void *value, uint64_t flags,
			struct map_writer writer)
{
	(void)map, (void)key, (void)value, (void)flags, (void)writer;
	return -EINVAL;
}

static int stack_delete(struct map *map, const void *key, struct map_writer writer)
{
	struct place *place;
	bool was_there;

	if (id_of(key) >= n_places(&map->geometry))
		return -E2BIG;
	place = place_of(map, id_of(key));
	if (!lock_try(&place->lock, lock_stamp(writer)))
		return -EBUSY;
	was_there = load64_acquire(&place->head);
	store64_release(&place->head, 0);
	lock_drop(&place->lock);
	return was_there ? 0 : -ENOENT;
}

/* One look: false where a writer came in between. */
static bool copy_stack(const struct map *map, const struct place *place, uint8_t *value, int *err)
{
	uint64_t head = load64_acquire(&place->head);
	size_t size = (head >> DEPTH_SHIFT & 0xff) * sizeof(uint64_t);

	if (size > map->geometry.value_size)
		size = map->geometry.value_size; /* spoiled by another process */
	*err = head ? 0 : -ENOENT;
	content_read(value, place->ip, size);
	memset(value + size, 0, map->geometry.value_size - size);
	return load64_acquire(&place->head) == head;
}

static int stack_api_lookup(struct map *map, const void *key, void *value)
{
	int err;

	if (id_of(key) >= n_places(&map->geometry))
		return -ENOENT;
	for (int i = 0; i < READ_TRIES; i++)
		if (copy_stack(map, place_of(map, id_of(key)), value, &err))
			return err;
	return -EBUSY;
}

static bool is_used(const struct map *map, uint32_t id)
{
	return load64_acquire(&place_of(map, id)->head) != 0;
}

static int stack_next_key(struct map *map, const void *key, void *next)
{
	uint32_t n = n_places(&map->geometry), id = key ? id_of(key) : n;

	id = id >= n || !is_used(map, id) ? 0 : id + 1;
	while (id < n && !is_used(map, id))
		id++;
	if (id >= n)
		return -ENOENT;
	memcpy(next, &id, sizeof(id));
	return 0;
}

/* A stack whose addresses are not those of its hash is of two times. */
static void stack_anew(struct map *map)
{
	for (uint32_t id = 0; id < n_places(&map->geometry); id++) {
		struct place *place = place_of(map, id);
		uint64_t head = load64_relaxed(&place->head), n = head >> DEPTH_SHIFT & 0xff;

		lock_drop(&place->lock);
		if (n > stack_map_depth(map) || hash_of(place->ip, (uint32_t)n) != (uint32_t)head)
			store64_release(&place->head, 0);
	}
}

const struct map_ops stack_trace_ops = {
	.layout = stack_layout,
	.init = stack_init,
	.lookup = stack_lookup,
	.update = stack_update,
	.delete = stack_delete,
	.api_lookup = stack_api_lookup,
	.api_update = stack_update,
	.anew = stack_anew,
	.next_key = stack_next_key,
};
