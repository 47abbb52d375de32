/*
 * Program arrays: from the ids in a map's file to programs of this environment.
 *
 * The file holds ids only, and anybody who shares it may write any number there.
 * What runs is decided here: a program that this environment loaded, so verified
 * itself, and of the kind that the array has for this process.  Everything else
 * is as if the entry were empty, and counted.
 *
 * Who looks up takes no lock and never waits (id_table.h).  Using a program that
 * is being unloaded is the host's mistake, as with any object.
 */
#include "vm/vm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROG_FILE_ABI = 1 };

struct prog_array {
	struct skep *vm;
	_Atomic uint64_t kind; /* of its programs; 0 until there is one */
	_Atomic uint64_t unresolved;
};

/* ---- ids ---- */

/* What stands in the root for a program's id: it says whose it is, and is never run. */
struct prog_file {
	char magic[8];
	uint32_t abi, prog_type, attach_type, n_slots;
	char object[128], name[64];
};

static int make_file(struct skep_prog *prog, int *fd, uint64_t *id)
{
	struct store *store = prog->obj->vm->store;
	struct prog_file file = {
		.magic = "skepprog", .abi = PROG_FILE_ABI,
		.prog_type = prog->image->prog_type, .attach_type = prog->image->attach_type,
		.n_slots = prog->image->n_slots,
	};
	int err = store_create(store, fd, NULL);

	if (err)
		return err;
	strncpy(file.object, prog->obj->object->name, sizeof(file.object) - 1);
	strncpy(file.name, prog->image->name, sizeof(file.name) - 1);
	if (pwrite(*fd, &file, sizeof(file), 0) != sizeof(file))
		err = -ENOSPC;
	if (!err)
		err = store_commit(store, *fd, id, NULL);
	if (err)
		store_put(store, 0, *fd);
	return err;
}

static int publish_id(struct skep_prog *prog, int fd, uint64_t id)
{
	struct skep *vm = prog->obj->vm;
	int err = 0;

	process_lock();
	if (!prog->id) {
		prog->id = id ? id : ++vm->last_prog_id;
		prog->id_fd = fd;
		err = id_table_add(&vm->progs, prog->id, prog);
		if (err)
			prog->id = 0;
		else
			fd = -1;
	}
	process_unlock();
	if (fd >= 0)
		store_put(vm->store, id, fd); /* somebody else was first, or it failed */
	return err;
}

/* Give the program an id that no other one in the root has, if it has none. */
static int take_id(struct skep_prog *prog)
{
	uint64_t id = 0;
	int fd = -1, err = 0;
	bool has;

	process_lock();
	has = prog->id;
	process_unlock();
	if (has)
		return 0;
	if (prog->obj->vm->store)
		err = make_file(prog, &fd, &id);
	return err ? err : publish_id(prog, fd, id);
}

int prog_set_id(struct skep_prog *prog, uint64_t id)
{
	struct skep *vm = prog->obj->vm;
	int err = 0;

	process_lock();
	if (!id_table_find(&vm->progs, id)) { /* else another thread loaded it as well */
		err = id_table_add(&vm->progs, id, prog);
		prog->id = err ? 0 : id;
		prog->id_fd = -1;
	}
	process_unlock();
	return err;
}

void prog_drop_id(struct skep_prog *prog)
{
	struct skep *vm = prog->obj->vm;

	if (!prog->id)
		return;
	process_lock();
	id_table_remove(&vm->progs, prog->id);
	process_unlock();
	if (prog->id_fd >= 0)
		store_put(vm->store, prog->id, prog->id_fd);
	prog->id = 0;
}

/* ---- arrays ---- */

int prog_array_attach(struct skep_map *map)
{
	struct prog_array *array;

	if (map_desc(map->map)->type != MAP_PROG_ARRAY)
		return 0;
	array = calloc(1, sizeof(*array));
	if (!array)
		return -ENOMEM;
	array->vm = map->vm;
	map_set_user(map->map, array);
	return 0;
}

/* Linux's bpf_prog_map_compatible: type and expected attach type; 0 is no kind. */
static uint64_t kind_of(const struct skep_prog *prog)
{
	return (uint64_t)(prog->image->prog_type + 1) << 32 | prog->image->attach_type;
}

/*
 * The first program, be it that it uses the array or is put into it, decides the kind: by the
 * file for all processes.  What runs is decided by our own word.
 */
static bool admit(struct map *map, struct prog_array *array, const struct skep_prog *prog)
{
	uint64_t kind = 0;

	if (!map_admit_prog(map, (prog->image->prog_type + 1) << 16 |
					 (prog->image->attach_type & 0xffff)))
		return false;
	return atomic_compare_exchange_strong(&array->kind, &kind, kind_of(prog)) ||
	       kind == kind_of(prog);
}

static struct prog_array *live_array(const struct skep_map *map)
{
	return map->map && map_desc(map->map)->type == MAP_PROG_ARRAY ? map_user(map->map) : NULL;
}

int prog_array_use(const struct skep_prog *prog, struct skep_map *map, struct skep_error *error)
{
	struct prog_array *array = live_array(map);

	if (!array || admit(map->map, array, prog))
		return 0;
	return error_set(error, PROG_ARRAY_KIND, prog->image->name, skep_map_name(map));
}

const struct skep_prog *prog_array_lookup(struct map *map, uint32_t index)
{
	struct prog_array *array = map_user(map);
	uint64_t id = map_prog_id(map, index);
	const struct skep_prog *prog;

	if (!id)
		return NULL;
	prog = id_table_find(&array->vm->progs, id);
	if (prog && kind_of(prog) == atomic_load_explicit(&array->kind, memory_order_relaxed))
		return prog;
	atomic_fetch_add_explicit(&array->unresolved, 1, memory_order_relaxed);
	return NULL;
}

static bool has_entry(const struct skep_map *map, uint64_t id)
{
	for (uint32_t i = 0; i < map_desc(map->map)->max_entries; i++)
		if (map_prog_id(map->map, i) == id)
			return true;
	return false;
}

/*
 * The programs of an array in a root stay while it has users: programs that use it are
 * none, because those in it often do.
 */
static int set_entry(struct skep_map *map, uint32_t index, uint64_t id)
{
	struct store *store = map->vm->store;
	uint64_t old = map_prog_id(map->map, index);
	int err = 0;

	if (store && id)
		err = store_refer_from(store, map_id(map->map), id, true);
	if (!err)
		err = map_set_prog_id(map->map, index, id);
	if (store && !err && old && !has_entry(map, old))
		store_unrefer_from(store, map_id(map->map), old, true);
	return err;
}

int skep_prog_array_set(struct skep_map *map, uint32_t index, struct skep_prog *prog)
{
	struct prog_array *array = live_array(map);
	int err;

	if (!array)
		return -EINVAL;
	if (index >= map_desc(map->map)->max_entries)
		return -E2BIG;
	if (!prog->loaded || prog->obj->vm != map->vm || !admit(map->map, array, prog))
		return -EINVAL;
	err = take_id(prog);
	return err ? err : set_entry(map, index, prog->id);
}

int skep_prog_array_clear(struct skep_map *map, uint32_t index)
{
	return live_array(map) ? set_entry(map, index, 0) : -EINVAL;
}

uint64_t skep_prog_array_unresolved(const struct skep_map *map)
{
	struct prog_array *array = live_array(map);

	return array ? atomic_load_explicit(&array->unresolved, memory_order_relaxed) : 0;
}

/* ---- initial entries ---- */

int prog_array_fill(struct skep_map *map, struct skep_error *error)
{
	const struct map_desc *desc = map->desc;
	int err = 0;

	for (uint32_t i = 0; i < desc->n_init && !err && live_array(map); i++) {
		struct skep_prog *prog = &map->obj->progs[desc->init[i].target];

		if (!prog->loaded)
			continue; /* left out: its entry is empty */
		err = skep_prog_array_set(map, desc->init[i].index, prog);
		if (err == -EINVAL)
			error_set(error, PROG_ARRAY_KIND, prog->image->name, skep_map_name(map));
		else if (err)
			error_system(error, skep_map_name(map), err);
	}
	return err;
}
