/*
 * Maps from outside programs: made, opened, pinned, read and written.  Every
 * live handle is in its environment's list, so that a lane that is leased
 * later finds it; its pages are watched, so that a file which others truncate
 * reads as zeros and the map is dead, but nobody dies.
 */
#include "vm/stored.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PIN_TRIES = 8 }; /* others may pin and unpin between our steps */

/* ---- live handles ---- */

/* In the signal handler. */
static bool on_map_fault(void *arg, int signo)
{
	struct map *map = arg;
	void *start;
	size_t size;

	if (signo != SIGBUS)
		return false;
	if (map_is_dead(map))
		return true; /* another thread was here first */
	map_range(map, &start, &size);
	/* The system's call: the C library does not say that its own may be made here. */
	if (syscall(SYS_mmap, start, size, PROT_READ | PROT_WRITE,
		    MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == -1)
		return false;
	map_mark_dead(map);
	return true;
}

static int prepare_one(void *arg, uint32_t lane)
{
	return map_lane_prepare(arg, lane);
}

/* What the environment keeps of a handle. */
static int user_attach(struct skep_map *map)
{
	int err = prog_array_attach(map);

	return err ? err : inner_maps_attach(map);
}

static void user_detach(struct skep_map *map)
{
	free(map_user(map->map));
	map_set_user(map->map, NULL);
}

int handle_attach(struct skep_map *map, struct skep_error *error)
{
	struct skep *vm = map->vm;
	void *start;
	size_t size;
	int err;

	map_range(map->map, &start, &size);
	map_set_liveness(map->map, (struct map_liveness){ lanes_owner_lives, vm->lanes });
	err = user_attach(map);
	if (!err)
		err = fault_range_add(start, size, on_map_fault, map->map);
	if (err) {
		user_detach(map);
		map_close(map->map);
		map->map = NULL;
		return error_set(error, NO_MEMORY, "fault range");
	}
	err = map_settle(map->map);
	process_lock();
	map->next = vm->maps;
	vm->maps = map;
	if (!err)
		err = lanes_prepare_leased(vm->lanes, prepare_one, map->map);
	process_unlock();
	if (!err && map_desc(map->map)->inner)
		err = skep_inner_map_resolve(map);
	if (err) {
		error_system(error, map->desc->name, err);
		handle_detach(map);
	}
	return err;
}

void handle_detach(struct skep_map *map)
{
	struct skep_map **at = &map->vm->maps;
	void *start;
	size_t size;

	if (!map->map)
		return;
	process_lock();
	while (*at != map)
		at = &(*at)->next;
	*at = map->next;
	process_unlock();
	map_range(map->map, &start, &size);
	fault_range_remove(start);
	user_detach(map);
	map_close(map->map);
	map->map = NULL;
	map->pinned = false;
}

static bool same_template(const struct map_desc *a, const struct map_desc *b)
{
	if (!a || !b)
		return a == b;
	return map_fits(a, b) && a->max_entries == b->max_entries;
}

/* Is its map_extra the environment's that made it: a ring's size, room for tasks? */
static bool is_sized_here(uint32_t type)
{
	return type == MAP_PERF_EVENT_ARRAY || type == MAP_TASK_STORAGE;
}

static bool same_shape(const struct map_desc *a, const struct map_desc *b)
{
	return a->type == b->type && a->key_size == b->key_size &&
	       a->value_size == b->value_size && a->max_entries == b->max_entries &&
	       a->map_flags == b->map_flags && a->lock_end == b->lock_end &&
	       same_template(a->inner, b->inner) &&
	       (a->map_extra == b->map_extra || is_sized_here(a->type));
}

/* A description with what the environment decides filled in. */
static int complete(const struct skep *vm, struct map_desc *desc, struct skep_error *error)
{
	if (!is_sized_here(desc->type))
		return 0;
	if (desc->map_extra)
		return error_set(error, MAP_CREATE, desc->name ? desc->name : "",
				 "map_extra must be 0 for this type");
	desc->map_extra = desc->type == MAP_TASK_STORAGE ? vm->task_entries : vm->perf_size;
	return 0;
}

/* libbpf's rule for objects. */
static void one_a_lane(const struct skep *vm, struct map_desc *desc)
{
	if (desc->type == MAP_PERF_EVENT_ARRAY && !desc->max_entries)
		desc->max_entries = vm->n_lanes;
}

static int open_pinned(struct skep_map *map, const struct map_desc *desc, struct skep_error *error)
{
	struct store *store = map->vm->store;
	uint64_t id;
	int err;

	err = store_lookup_pin(store, map->desc->name, &id, error);
	if (!err)
		err = map_open(store, id, &map->map, error);
	if (err || same_shape(desc, map_desc(map->map)))
		return err;
	map_close(map->map);
	map->map = NULL;
	return error_set(error, MAP_MISMATCH, map->desc->name, map->obj->object->name);
}

static int create_pinned(struct skep_map *map, const struct map_desc *desc,
			 struct skep_error *error)
{
	struct skep *vm = map->vm;
	int err = map_create(desc, vm->store, vm->n_lanes, &map->map, error);

	if (err)
		return err;
	err = store_pin(vm->store, map->desc->name, map_id(map->map), error);
	if (err) {
		map_close(map->map);
		map->map = NULL;
		return err;
	}
	map->pinned = true;
	return 0;
}

/* The pin's map, or a new one under that pin. */
static int make_pinned(struct skep_map *map, const struct map_desc *desc, struct skep_error *error)
{
	int err = -ENOENT;

	for (int i = 0; i < PIN_TRIES; i++) {
		err = open_pinned(map, desc, error);
		if (err != -ENOENT)
			return err;
		err = create_pinned(map, desc, error);
		if (err != -EEXIST)
			return err;
	}
	return err;
}

int handle_load(struct skep_map *map, struct skep_error *error)
{
	struct map_desc desc = *map->desc;
	struct skep *vm = map->vm;
	int err;

	one_a_lane(vm, &desc);
	err = complete(vm, &desc, error);
	if (err)
		return err;
	if (desc.pin_by_name && vm->store)
		err = make_pinned(map, &desc, error);
	else
		err = map_create(&desc, vm->store, vm->n_lanes, &map->map, error);
	if (!err)
		err = handle_attach(map, error);
	return err;
}

static struct skep_map *handle_new(struct skep *vm, struct skep_error *error)
{
	struct skep_map *map = calloc(1, sizeof(*map));

	if (map)
		map->vm = vm;
	else
		error_set(error, NO_MEMORY, "map handle");
	return map;
}

/* @err: what making handle->map answered. */
static struct skep_map *handle_finish(struct skep_map *handle, int err, struct skep_error *error)
{
	if (!err) {
		handle->desc = map_desc(handle->map);
		err = handle_attach(handle, error);
	}
	if (!err)
		return handle;
	free(handle);
	return NULL;
}

struct skep_map *handle_from(struct skep *vm, struct map *map, struct skep_error *error)
{
	struct skep_map *handle = handle_new(vm, error);

	if (!handle) {
		map_close(map);
		return NULL;
	}
	handle->map = map;
	return handle_finish(handle, 0, error);
}

struct skep_map *map_make(struct skep *vm, const struct map_desc *asked, struct skep_error *error)
{
	struct skep_map *handle = handle_new(vm, error);
	struct map_desc desc = *asked;
	int err;

	if (!handle)
		return NULL;
	err = complete(vm, &desc, error);
	if (!err)
		err = map_create(&desc, vm->store, vm->n_lanes, &handle->map, error);
	return handle_finish(handle, err, error);
}

static struct skep_map *create(struct skep *vm, const struct skep_map_info *info,
			       const struct map_desc *inner, struct skep_error *error)
{
	const struct map_desc desc = {
		.name = info->name,
		.type = info->type,
		.key_size = info->key_size,
		.value_size = info->value_size,
		.max_entries = info->max_entries,
		.map_flags = info->map_flags,
		.map_extra = info->map_extra,
		.inner = inner,
	};

	if (memchr(info->name, '\0', sizeof(info->name)))
		return map_make(vm, &desc, error);
	error_set(error, INVALID_ARGUMENT, "the map's name does not end");
	return NULL;
}

struct skep_map *skep_map_create(struct skep *vm, const struct skep_map_info *info,
				 struct skep_error *error)
{
	error_clear(error);
	return create(vm, info, NULL, error);
}

struct skep_map *skep_map_create_of(struct skep *vm, const struct skep_map_info *info,
				    const struct skep_map *inner, struct skep_error *error)
{
	error_clear(error);
	return create(vm, info, inner->map ? map_desc(inner->map) : inner->desc, error);
}

static int open_by_name(struct skep_map *handle, const char *name, struct skep_error *error)
{
	struct store *store = handle->vm->store;
	uint64_t id;
	int err;

	if (!store)
		return error_set(error, PIN_MISSING, name);
	err = store_lookup_pin(store, name, &id, error);
	return err ? err : map_open(store, id, &handle->map, error);
}

struct skep_map *skep_map_open(struct skep *vm, const char *name, struct skep_error *error)
{
	struct skep_map *handle;

	error_clear(error);
	handle = handle_new(vm, error);
	if (!handle)
		return NULL;
	return handle_finish(handle, open_by_name(handle, name, error), error);
}

void skep_map_close(struct skep_map *map)
{
	if (!map || map->obj)
		return;
	handle_detach(map);
	free(map);
}

/* ---- pins ---- */

static int no_root(const char *name, struct skep_error *error)
{
	return error_set(error, BAD_PIN, name, "a private environment has no pins, give it a root");
}

int skep_map_pin(struct skep *vm, struct skep_map *map, const char *name, struct skep_error *error)
{
	error_clear(error);
	if (!vm->store || map->vm->store != vm->store)
		return no_root(name, error);
	if (!map->map)
		return error_set(error, BAD_PIN, name, "the map's object is not loaded");
	return store_pin(vm->store, name, map_id(map->map), error);
}

int skep_map_unpin(struct skep *vm, const char *name, struct skep_error *error)
{
	error_clear(error);
	if (!vm->store)
		return no_root(name, error);
	return store_unpin(vm->store, name, error);
}

/* Programs and BTF may have pins too; what is damaged may be a map. */
static bool pins_other(struct skep *vm, const char *name)
{
	enum stored_kind kind = STORED_NONE;
	uint64_t id;
	int fd;

	if (!store_lookup_pin(vm->store, name, &id, NULL) && !store_get(vm->store, id, &fd, NULL)) {
		kind = stored_kind(fd);
		close(fd);
	}
	return kind == STORED_PROG || kind == STORED_BTF;
}

int skep_map_next_pin(struct skep *vm, const char *prev, char *name, size_t size)
{
	char last[512];
	int err;

	if (!vm->store)
		return -ENOENT;
	err = store_next_pin(vm->store, prev, name, size);
	while (!err && pins_other(vm, name)) {
		snprintf(last, sizeof(last), "%s", name);
		err = store_next_pin(vm->store, last, name, size);
	}
	return err;
}

/* ---- description ---- */

const char *skep_map_name(const struct skep_map *map)
{
	return map->desc->name ? map->desc->name : "";
}

/* Of a map that is not made yet. */
static size_t lookup_size(const struct skep_map *map)
{
	const struct map_type_info *type = map_type_by_number(map->desc->type);
	size_t size = map->desc->value_size;

	if (type && type->flags & MAPF_PERCPU)
		size = (size + 7) / 8 * 8 * map->vm->n_lanes;
	return size;
}

void skep_map_info(const struct skep_map *map, struct skep_map_info *info)
{
	const struct map_desc *desc = map->map ? map_desc(map->map) : map->desc;

	*info = (struct skep_map_info){
		.type = desc->type,
		.key_size = desc->key_size,
		.value_size = desc->value_size,
		.max_entries = desc->max_entries,
		.map_flags = desc->map_flags,
		.id = map->map ? map_id(map->map) : 0,
		.map_extra = desc->map_extra,
		.lookup_size = map->map ? map_api_value_size(map->map) : lookup_size(map),
	};
	snprintf(info->name, sizeof(info->name), "%s", skep_map_name(map));
}

static int format_plain(const uint8_t *data, size_t data_size, char *buf, size_t size)
{
	size_t len;

	if (data_size == 1 || data_size == 2 || data_size == 4 || data_size == 8) {
		uint64_t number = 0;

		memcpy(&number, data, data_size);
		return snprintf(buf, size, "%" PRIu64, number);
	}
	len = (size_t)snprintf(buf, size, "\"0x");
	for (size_t i = 0; i < data_size; i++, len += 2)
		if (len < size)
			snprintf(buf + len, size - len, "%02x", data[i]);
	if (len < size)
		snprintf(buf + len, size - len, "\"");
	return (int)(len + 1);
}

int skep_map_format(const struct skep_map *map, bool key, const void *data, char *buf, size_t size)
{
	uint32_t type = key ? map->desc->key_type : map->desc->value_type;
	size_t data_size = key ? map->desc->key_size : map->desc->value_size;
	const struct btf *btf = map->obj ? map->obj->object->btf : NULL;

	if (btf && type && btf_size(btf, type) == data_size)
		return btf_format_json(btf, type, data, buf, size);
	return format_plain(data, data_size, buf, size);
}

/* ---- elements ---- */

int skep_map_lookup(struct skep_map *map, const void *key, void *value)
{
	return map->map ? map_api_lookup(map->map, key, value) : -EINVAL;
}

/* Ends with lanes_leave_writer(). */
static int begin_write(struct skep_map *map, struct map_writer *writer)
{
	return map->map ? lanes_enter_writer(map->vm->lanes, writer) : -EINVAL;
}

int skep_map_lookup_flags(struct skep_map *map, const void *key, void *value, uint64_t flags)
{
	struct map_writer writer;
	int err = begin_write(map, &writer);

	if (err)
		return err;
	err = map_api_lookup_flags(map->map, key, value, flags, writer);
	lanes_leave_writer(map->vm->lanes, writer);
	return err;
}

int skep_map_next_key(struct skep_map *map, const void *key, void *next)
{
	return map->map ? map_api_next_key(map->map, key, next) : -EINVAL;
}

int skep_map_update(struct skep_map *map, const void *key, const void *value, uint64_t flags)
{
	struct map_writer writer;
	int err = begin_write(map, &writer);

	if (err)
		return err;
	err = map_api_update(map->map, key, value, flags, writer);
	lanes_leave_writer(map->vm->lanes, writer);
	return err;
}

int skep_map_delete(struct skep_map *map, const void *key)
{
	struct map_writer writer;
	int err = begin_write(map, &writer);

	if (err)
		return err;
	err = map_api_delete(map->map, key, writer);
	lanes_leave_writer(map->vm->lanes, writer);
	return err;
}

int skep_map_lookup_and_delete(struct skep_map *map, const void *key, void *value)
{
	struct map_writer writer;
	int err = begin_write(map, &writer);

	if (err)
		return err;
	err = map_api_take(map->map, key, value, writer);
	lanes_leave_writer(map->vm->lanes, writer);
	return err;
}

int skep_map_peek(struct skep_map *map, uint32_t n, void *value)
{
	return map->map ? map_api_peek(map->map, n, value) : -EINVAL;
}

int skep_map_repair(struct skep_map *map, struct skep_repair *found)
{
	struct map_writer writer;
	int err = begin_write(map, &writer);

	if (err)
		return err;
	err = map_repair(map->map, writer, found);
	lanes_leave_writer(map->vm->lanes, writer);
	return err;
}

int skep_map_sync(struct skep_map *map)
{
	return map->map ? map_sync(map->map) : -EINVAL;
}

int skep_map_freeze(struct skep_map *map)
{
	return map->map ? map_freeze(map->map) : -EINVAL;
}
