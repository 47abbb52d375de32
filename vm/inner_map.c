/*
 * Maps of maps: from the ids in a map's file to maps of this environment.
 *
 * The file holds ids only, and anybody who shares it may write any number there.
 * What a program gets is decided here: a map that this environment opened, which
 * fits the template that programs were verified with.  Everything else is as if
 * the entry were empty, and counted.
 *
 * The environment has a handle of its own on each map that was put into another
 * one, so that the host may close his.  Runs use these handles without a lock:
 * they stay until the environment ends.
 */
#include "vm/vm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What map_user of a map of maps is. */
struct inner_maps {
	struct skep *vm;
	_Atomic uint64_t unresolved;
};

static struct map *resolve(struct map *map, uint64_t id)
{
	struct inner_maps *inner = map_user(map);
	const struct skep_map *held = id_table_find(&inner->vm->inner_maps, id);

	if (held && map_fits(map_desc(map)->inner, map_desc(held->map)))
		return held->map;
	atomic_fetch_add_explicit(&inner->unresolved, 1, memory_order_relaxed);
	return NULL;
}

static struct inner_maps *live_outer(const struct skep_map *map)
{
	return map->map && map_desc(map->map)->inner ? map_user(map->map) : NULL;
}

int inner_maps_attach(struct skep_map *map)
{
	struct inner_maps *inner;

	if (!map_desc(map->map)->inner)
		return 0;
	inner = calloc(1, sizeof(*inner));
	if (!inner)
		return -ENOMEM;
	inner->vm = map->vm;
	map_set_user(map->map, inner);
	map_set_resolve(map->map, resolve);
	return 0;
}

/* ---- the environment's handles ---- */

/* A handle like @map's, known by id from now on, unless another thread was first. */
static int publish(struct skep *vm, struct skep_map *held, uint64_t *id)
{
	struct skep_map *first;
	int err = 0;

	process_lock();
	if (!*id)
		*id = ++vm->last_inner_id;
	held->inner_id = *id;
	first = id_table_find(&vm->inner_maps, *id);
	if (!first)
		err = id_table_add(&vm->inner_maps, *id, held);
	process_unlock();
	if (first || err)
		skep_map_close(held);
	return err;
}

static uint64_t id_of(const struct skep_map *map)
{
	uint64_t id = map_id(map->map);

	return id ? id : map->inner_id;
}

/* In a root the maps of maps keep the file; what the environment needs is the mapping. */
static void let_go(const struct skep *vm, struct map *map)
{
	if (vm->store)
		store_let_go(map_let_go(map));
}

/* The id of a map that the environment has a handle of its own on, made if there is none. */
static int hold(struct skep_map *map, uint64_t *id)
{
	struct skep_map *held;
	struct map *again;
	int err;

	*id = id_of(map);
	if (id_table_find(&map->vm->inner_maps, *id))
		return 0;
	err = map_reopen(map->map, &again);
	if (err)
		return err;
	let_go(map->vm, again);
	held = handle_from(map->vm, again, NULL);
	if (!held)
		return -ENOMEM;
	err = publish(map->vm, held, id);
	if (!err)
		map->inner_id = *id;
	return err;
}

/* An id that another process wrote. */
static int open_id(struct skep_map *outer, uint64_t id)
{
	struct skep *vm = outer->vm;
	struct skep_map *held;
	struct map *map;
	int err;

	if (!vm->store || id_table_find(&vm->inner_maps, id))
		return 0;
	err = map_open(vm->store, id, &map, NULL);
	if (err)
		return 0; /* gone, or no map: as if the entry were empty */
	if (!map_fits(map_desc(outer->map)->inner, map_desc(map))) {
		map_close(map);
		return 0;
	}
	let_go(vm, map);
	held = handle_from(vm, map, NULL);
	return held ? publish(vm, held, &id) : -ENOMEM;
}

/*
 * Steps of an iteration: one that others make begin anew, or whose links a peer
 * makes a ring, is given up.
 */
static uint64_t max_steps(const struct skep_map *map)
{
	return 4 * (uint64_t)map_desc(map->map)->max_entries;
}

static int resolve_all(struct skep_map *map, void *key)
{
	uint64_t left = max_steps(map), id;
	int err = map_api_next_key(map->map, NULL, key);

	while (!err && left--) {
		if (!map_inner_id(map->map, key, &id))
			err = open_id(map, id);
		if (!err)
			err = map_api_next_key(map->map, key, key);
	}
	return err == -ENOENT ? 0 : err ? err : -EBUSY;
}

int skep_inner_map_resolve(struct skep_map *map)
{
	void *key;
	int err;

	if (!live_outer(map))
		return -EINVAL;
	key = malloc(map_desc(map->map)->key_size);
	err = key ? resolve_all(map, key) : -ENOMEM;
	free(key);
	return err;
}

/* ---- entries ---- */

/* In a root a map of maps keeps what it holds. */
static int keep(struct skep_map *map, uint64_t id)
{
	return map->vm->store ? store_refer_from(map->vm->store, map_id(map->map), id, false) : 0;
}

static bool has_entry(struct skep_map *map, uint64_t id)
{
	void *key = malloc(map_desc(map->map)->key_size);
	bool found = !key; /* on a doubt it is kept */
	uint64_t left = max_steps(map), at;
	int err = key ? map_api_next_key(map->map, NULL, key) : -ENOMEM;

	while (!err && !found) {
		found = (!map_inner_id(map->map, key, &at) && at == id) || !left--;
		err = map_api_next_key(map->map, key, key);
	}
	free(key);
	return found;
}

static void release(struct skep_map *map, uint64_t id)
{
	if (map->vm->store && id && !has_entry(map, id))
		store_unrefer_from(map->vm->store, map_id(map->map), id, false);
}

int skep_inner_map_set(struct skep_map *map, const void *key, struct skep_map *inner,
		       uint64_t flags)
{
	struct map_writer writer;
	uint64_t id, old;
	int err;

	if (!live_outer(map) || !inner->map || inner->vm != map->vm ||
	    !map_fits(map_desc(map->map)->inner, map_desc(inner->map)))
		return -EINVAL;
	err = hold(inner, &id);
	if (!err)
		err = keep(map, id);
	if (!err)
		err = lanes_enter_writer(map->vm->lanes, &writer);
	if (err)
		return err;
	if (map_inner_id(map->map, key, &old))
		old = 0;
	err = map_set_inner_id(map->map, key, id, flags, writer);
	lanes_leave_writer(map->vm->lanes, writer);
	release(map, err ? id : old);
	return err;
}

int inner_map_delete(struct skep_map *map, const void *key)
{
	uint64_t old;
	int err;

	if (map_inner_id(map->map, key, &old))
		old = 0;
	err = skep_map_delete(map, key);
	if (!err)
		release(map, old);
	return err;
}

struct skep_map *skep_inner_map_get(struct skep_map *map, const void *key,
				    struct skep_error *error)
{
	const struct skep_map *held = NULL;
	struct map *again = NULL;
	struct skep_map *handle;
	uint64_t id = 0;
	int err = live_outer(map) ? map_inner_id(map->map, key, &id) : -EINVAL;

	error_clear(error);
	if (!err)
		held = id_table_find(&map->vm->inner_maps, id);
	if (!err && held)
		err = map_reopen(held->map, &again);
	else if (!err)
		err = map->vm->store ? map_open(map->vm->store, id, &again, NULL) : -ENOENT;
	if (err) {
		error_system(error, skep_map_name(map), err);
		return NULL;
	}
	handle = handle_from(map->vm, again, error);
	if (handle)
		handle->inner_id = id;
	return handle;
}

uint64_t skep_inner_map_unresolved(const struct skep_map *map)
{
	struct inner_maps *inner = live_outer(map);

	return inner ? atomic_load_explicit(&inner->unresolved, memory_order_relaxed) : 0;
}

/* As libbpf does: the key of an entry is its index, in a hash of 4 bytes too. */
int inner_maps_fill(struct skep_map *map, struct skep_error *error)
{
	const struct map_desc *desc = map->desc;
	int err = 0;

	if (!live_outer(map))
		return 0;
	if (desc->n_init && desc->key_size != sizeof(uint32_t))
		return error_set(error, BAD_MAP, desc->name,
				 "values: entries with an index need keys of 4 bytes");
	for (uint32_t i = 0; i < desc->n_init && !err; i++) {
		struct skep_map *inner = &map->obj->maps[desc->init[i].target];

		err = skep_inner_map_set(map, &desc->init[i].index, inner, SKEP_ANY);
		if (err == -EINVAL)
			error_set(error, INNER_MAP_SHAPE, skep_map_name(inner),
				  skep_map_name(map));
		else if (err)
			error_system(error, skep_map_name(map), err);
	}
	return err;
}
