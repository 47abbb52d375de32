/*
 * Queues and stacks: max_entries + 1 places used in a circle, one of them free.
 * One word says where the next push goes and where the oldest value is.
 *
 * One writer at a time.  A push fills the free place and then stores that word,
 * a pop copies and then stores it, so a writer who dies leaves the queue as it
 * was or changed, and his lock may be taken over at any step.
 *
 * A peek takes no lock: a writer bumps the count before he changes anything, and
 * fills only a place that was free until then, so what is copied while the count
 * stays is what the word said.
 */
#include "maps/map_impl.h"

#include <errno.h>

enum {
	QUEUE_MAX_VALUE = 4 << 20, /* as Linux 6.18, x86-64 */
	QUEUE_TRIES = 256,         /* of a reader */
};

static int queue_layout(struct map_geometry *g, const char **reason)
{
	*reason = "key_size must be 0, value_size and max_entries not";
	if (g->key_size || !g->value_size || !g->max_entries)
		return -EINVAL;
	*reason = "unknown flags for a queue or stack";
	if (g->map_flags & ~(MAP_F_NUMA_NODE | MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG))
		return -EINVAL;
	*reason = "value_size is too large";
	if (g->value_size > QUEUE_MAX_VALUE)
		return -E2BIG;
	*reason = "a queue has no seed";
	if (g->seed)
		return -EINVAL;
	g->value_stride = round_up_to(g->value_size, 8);
	*reason = "all entries together do not fit in memory";
	if (__builtin_mul_overflow((uint64_t)g->max_entries + 1, g->value_stride, &g->values_size))
		return -ENOMEM;
	g->state_offset = 1; /* place_all puts the real one */
	return 0;
}

static void queue_init(struct map *map)
{
	(void)map; /* zeros */
}

static struct map_ends *ends_of(const struct map *map)
{
	return (struct map_ends *)(map->base + map->geometry.state_offset);
}

static uint64_t n_places(const struct map *map)
{
	return (uint64_t)map->geometry.max_entries + 1;
}

static uint64_t *place_at(const struct map *map, uint64_t i)
{
	return (uint64_t *)(map->base + bound_index(i, n_places(map)) * map->geometry.value_stride);
}

/** struct ends - the word, bounded */
struct ends {
	uint32_t next;   /* place of the next push */
	uint32_t oldest; /* = next: empty */
};

static struct ends ends_from(const struct map *map, uint64_t word)
{
	return (struct ends){ (uint32_t)bound_index((uint32_t)word, n_places(map)),
			      (uint32_t)bound_index(word >> 32, n_places(map)) };
}

static void ends_store(const struct map *map, struct ends ends)
{
	store64_release(&ends_of(map)->ends, (uint64_t)ends.oldest << 32 | ends.next);
}

static uint32_t step_on(const struct map *map, uint32_t place)
{
	return place == map->geometry.max_entries ? 0 : place + 1;
}

static uint32_t step_back(const struct map *map, uint32_t place)
{
	return place ? place - 1 : map->geometry.max_entries;
}

static bool is_stack(const struct map *map)
{
	return map->geometry.type == MAP_LIFO;
}

static uint32_t n_values(const struct map *map, struct ends ends)
{
	return ends.next >= ends.oldest ? ends.next - ends.oldest :
					  (uint32_t)(n_places(map) - ends.oldest + ends.next);
}

/* ---- readers ---- */

/* false: a writer was at work. */
static bool try_peek(const struct map *map, uint32_t n, void *value, int *err)
{
	uint32_t count = load_acquire(&ends_of(map)->count);
	struct ends ends = ends_from(map, load64_acquire(&ends_of(map)->ends));
	uint64_t at;

	*err = n < n_values(map, ends) ? 0 : -ENOENT;
	if (!*err) {
		at = is_stack(map) ? ends.next + n_places(map) - 1 - n :
				     (uint64_t)ends.oldest + n;
		content_read(value, place_at(map, at < n_places(map) ? at : at - n_places(map)),
			     map->geometry.value_size);
	}
	return load_relaxed(&ends_of(map)->count) == count;
}

static int queue_peek(const struct map *map, uint32_t n, void *value)
{
	int err;

	for (int i = 0; i < QUEUE_TRIES; i++)
		if (try_peek(map, n, value, &err))
			return err;
	return -EBUSY;
}

/* Linux: a program that finds nothing has zeros. */
static int zeros_unless(int err, const struct map *map, void *value)
{
	if (err)
		memset(value, 0, map->geometry.value_size);
	return err;
}

static int queue_prog_peek(struct map *map, void *value)
{
	return zeros_unless(queue_peek(map, 0, value), map, value);
}

/* ---- writers ---- */

/* What a dead owner left is whole. */
static int queue_lock(struct map *map, struct map_writer writer, struct ends *ends)
{
	struct map_ends *shared = ends_of(map);
	bool left;
	int err = lock_take_over(&shared->lock, lock_stamp(writer), &map->live, &left);

	if (err)
		return err;
	*ends = ends_from(map, load64_acquire(&shared->ends));
	store_release(&shared->count, load_relaxed(&shared->count) + 1);
	return 0;
}

static void queue_unlock(struct map *map)
{
	lock_drop(&ends_of(map)->lock);
}

static int queue_push(struct map *map, const void *value, uint64_t flags, struct map_writer writer)
{
	struct ends ends;
	bool full;
	int err;

	if (flags & SKEP_NOEXIST || flags > SKEP_EXIST)
		return -EINVAL;
	err = queue_lock(map, writer, &ends);
	if (err)
		return err;
	full = step_on(map, ends.next) == ends.oldest;
	if (full && flags != SKEP_EXIST) {
		queue_unlock(map);
		return -E2BIG;
	}
	content_write(place_at(map, ends.next), value, map->geometry.value_size);
	ends.next = step_on(map, ends.next);
	if (full)
		ends.oldest = step_on(map, ends.oldest);
	ends_store(map, ends);
	queue_unlock(map);
	return 0;
}

static int queue_pop(struct map *map, void *value, struct map_writer writer)
{
	struct ends ends;
	uint32_t from;
	int err = queue_lock(map, writer, &ends);

	if (err)
		return zeros_unless(err, map, value);
	if (ends.next == ends.oldest) {
		queue_unlock(map);
		return zeros_unless(-ENOENT, map, value);
	}
	from = is_stack(map) ? step_back(map, ends.next) : ends.oldest;
	content_read(value, place_at(map, from), map->geometry.value_size);
	if (is_stack(map))
		ends.next = from;
	else
		ends.oldest = step_on(map, from);
	ends_store(map, ends);
	queue_unlock(map);
	return 0;
}

/* What the ends say is there. */
static void queue_anew(struct map *map)
{
	ends_store(map, ends_from(map, load64_relaxed(&ends_of(map)->ends)));
	queue_unlock(map);
}

/* ---- by bpf(2)'s element commands, whose key must be none ---- */

static void *queue_lookup(struct map *map, const void *key, uint32_t lane)
{
	(void)map, (void)key, (void)lane;
	return NULL;
}

static int queue_update(struct map *map, const void *key, const void *value, uint64_t flags,
			struct map_writer writer)
{
	return key ? -EINVAL : queue_push(map, value, flags, writer);
}

static int queue_delete(struct map *map, const void *key, struct map_writer writer)
{
	(void)map, (void)key, (void)writer;
	return -EINVAL;
}

static int queue_api_lookup(struct map *map, const void *key, void *value)
{
	return key ? -EINVAL : queue_peek(map, 0, value);
}

static int queue_next_key(struct map *map, const void *key, void *next)
{
	(void)map, (void)key, (void)next;
	return -EINVAL;
}

const struct map_ops queue_ops = {
	.layout = queue_layout,
	.init = queue_init,
	.lookup = queue_lookup,
	.update = queue_update,
	.delete = queue_delete,
	.push = queue_push,
	.pop = queue_pop,
	.peek = queue_prog_peek,
	.pop_order = queue_peek,
	.api_lookup = queue_api_lookup,
	.api_update = queue_update,
	.anew = queue_anew,
	.next_key = queue_next_key,
};
