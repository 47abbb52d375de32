/* Commands on one element of a map, with Linux's checks in Linux's order. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "compat/watch.h"

enum { RINGS = MAPF_RINGBUF | MAPF_USER_RINGBUF };

int map_access_of(int fd)
{
	switch (fcntl(fd, F_GETFL) & O_ACCMODE) {
	case O_RDONLY:
		return MAP_READ;
	case O_WRONLY:
		return MAP_WRITE;
	default:
		return MAP_READ | MAP_WRITE;
	}
}

static const struct map_type_info *type_of(const struct skep_map *map)
{
	return map_type_by_number(map_desc(map->map)->type);
}

static bool holds_fds(const struct skep_map *map)
{
	return type_of(map)->flags & (MAPF_PROGS | MAPF_MAPS | MAPF_PERF);
}

size_t elem_size(const struct skep_map *map)
{
	return holds_fds(map) ? sizeof(uint32_t) : map_api_value_size(map->map);
}

/* ---- one call on one element ---- */

struct elem {
	struct entry *entry;
	struct skep_map *map;
	void *key, *value; /* key NULL: the map has none */
};

/* @access: that the descriptor must give. */
static int elem_begin(struct call *call, int access, struct elem *elem)
{
	int fd = (int)call->attr.b.map_fd, given;
	int err = entry_get(call->vm, fd, STORED_MAP, &elem->entry);

	if (err)
		return err;
	elem->map = elem->entry->map;
	given = map_access_of(fd);
	if (map_is_frozen(elem->map->map))
		given &= ~MAP_WRITE;
	return (given & access) == access ? 0 : -EPERM;
}

static void elem_end(struct elem *elem)
{
	if (elem->entry)
		entry_put(elem->entry);
	free(elem->key);
	free(elem->value);
}

static int check_lock(const struct elem *elem, uint64_t flags)
{
	return flags & BPF_F_LOCK && !map_desc(elem->map->map)->lock_end ? -EINVAL : 0;
}

static int read_key(struct call *call, struct elem *elem)
{
	uint32_t size = map_desc(elem->map->map)->key_size;

	if (size)
		return user_copy(&elem->key, call->attr.b.key, size);
	return call->attr.b.key ? -EINVAL : 0;
}

/* Room for one value; @given: the caller's is in it. */
static int read_value(struct call *call, struct elem *elem, bool given)
{
	size_t size = elem_size(elem->map);

	if (given)
		return user_copy(&elem->value, call->attr.b.value, size);
	elem->value = calloc(1, size + 1);
	return elem->value ? 0 : -ENOMEM;
}

static int write_value(struct call *call, const struct elem *elem)
{
	return user_write(call->attr.b.value, elem->value, elem_size(elem->map));
}

/* ---- lookup ---- */

/* Ids of programs and maps; of others nothing can be said from outside. */
static int lookup(const struct elem *elem, uint64_t flags)
{
	uint32_t type = type_of(elem->map)->flags;

	if (type & (MAPF_PERF | RINGS))
		return -LINUX_ENOTSUPP;
	return flags ? skep_map_lookup_flags(elem->map, elem->key, elem->value, flags)
		     : skep_map_lookup(elem->map, elem->key, elem->value);
}

long cmd_map_lookup(struct call *call)
{
	uint64_t flags = call->attr.b.flags;
	struct elem elem = { 0 };
	int err;

	if (flags & ~(uint64_t)BPF_F_LOCK)
		return -EINVAL;
	err = elem_begin(call, MAP_READ, &elem);
	if (!err)
		err = check_lock(&elem, flags);
	if (!err)
		err = read_key(call, &elem);
	if (!err)
		err = read_value(call, &elem, type_of(elem.map)->flags & MAPF_ASKS);
	if (!err)
		err = lookup(&elem, flags);
	if (!err && !(type_of(elem.map)->flags & MAPF_ASKS))
		err = write_value(call, &elem);
	elem_end(&elem);
	return err;
}

/* ---- update ---- */

static int set_prog(struct call *call, struct skep_map *map, const void *key, int fd)
{
	struct entry *prog;
	int err = entry_get(call->vm, fd, STORED_PROG, &prog);

	if (err)
		return err;
	err = skep_prog_array_set(map, *(const uint32_t *)key, prog->obj->progs);
	entry_put(prog);
	return err;
}

static int set_inner(struct call *call, struct skep_map *map, const void *key, int fd,
		     uint64_t flags)
{
	struct entry *inner;
	int err = entry_get(call->vm, fd, STORED_MAP, &inner);

	if (err)
		return err;
	err = skep_inner_map_set(map, key, inner->map, flags);
	entry_put(inner);
	return err;
}

/* An array's entries are there: only BPF_ANY is possible, and an index has an end. */
static int check_index(const struct skep_map *map, const void *key, uint64_t flags)
{
	const struct map_desc *desc = map_desc(map->map);

	if (desc->type == MAP_HASH_OF_MAPS)
		return 0;
	if (flags)
		return -EINVAL;
	return *(const uint32_t *)key >= desc->max_entries ? -E2BIG : 0;
}

static int update_fd(struct call *call, struct entry *entry, const void *key, const void *value,
		     uint64_t flags)
{
	struct skep_map *map = entry->map;
	uint32_t type = type_of(map)->flags;
	int err = check_index(map, key, flags), fd;

	memcpy(&fd, value, sizeof(fd));
	if (err)
		return err;
	if (type & MAPF_PROGS)
		return set_prog(call, map, key, fd);
	if (type & MAPF_MAPS)
		return set_inner(call, map, key, fd, flags);
	return perf_attach(entry, *(const uint32_t *)key, fd);
}

int elem_update(struct call *call, struct entry *entry, const void *key, void *value,
		uint64_t flags)
{
	if (holds_fds(entry->map))
		return update_fd(call, entry, key, value, flags);
	if (type_of(entry->map)->flags & RINGS)
		return -LINUX_ENOTSUPP;
	return skep_map_update(entry->map, key, value, flags);
}

long cmd_map_update(struct call *call)
{
	struct elem elem = { 0 };
	int err = elem_begin(call, MAP_WRITE, &elem);

	if (!err)
		err = check_lock(&elem, call->attr.b.flags);
	if (!err)
		err = read_key(call, &elem);
	if (!err)
		err = read_value(call, &elem, true);
	if (!err)
		err = elem_update(call, elem.entry, elem.key, elem.value, call->attr.b.flags);
	elem_end(&elem);
	return err;
}

/* ---- delete, iterate, take ---- */

static int detach_event(struct entry *entry, uint32_t key)
{
	if (key >= map_desc(entry->map->map)->max_entries)
		return -E2BIG;
	return perf_detach(entry, key) ? 0 : -ENOENT;
}

int elem_delete(struct entry *entry, const void *key)
{
	uint32_t type = type_of(entry->map)->flags;

	if (type & RINGS)
		return -LINUX_ENOTSUPP;
	if (type & MAPF_PROGS)
		return skep_prog_array_clear(entry->map, *(const uint32_t *)key);
	if (type & MAPF_MAPS)
		return inner_map_delete(entry->map, key);
	if (type & MAPF_PERF)
		return detach_event(entry, *(const uint32_t *)key);
	return skep_map_delete(entry->map, key);
}

long cmd_map_delete(struct call *call)
{
	struct elem elem = { 0 };
	int err = elem_begin(call, MAP_WRITE, &elem);

	if (!err)
		err = read_key(call, &elem);
	if (!err)
		err = elem_delete(elem.entry, elem.key);
	elem_end(&elem);
	return err;
}

long cmd_map_next_key(struct call *call)
{
	struct elem elem = { 0 };
	uint32_t size;
	int err = elem_begin(call, MAP_READ, &elem);

	if (!err && call->attr.b.key)
		err = read_key(call, &elem);
	size = err ? 0 : map_desc(elem.map->map)->key_size;
	if (!err) {
		elem.value = calloc(1, size + 1);
		err = elem.value ? 0 : -ENOMEM;
	}
	if (!err && type_of(elem.map)->flags & RINGS)
		err = -LINUX_ENOTSUPP;
	if (!err)
		err = skep_map_next_key(elem.map, elem.key, elem.value);
	if (!err)
		err = user_write(call->attr.b.next_key, elem.value, size);
	elem_end(&elem);
	return err;
}

long cmd_map_take(struct call *call)
{
	uint64_t flags = call->attr.b.flags;
	struct elem elem = { 0 };
	int err;

	if (flags & ~(uint64_t)BPF_F_LOCK)
		return -EINVAL;
	err = elem_begin(call, MAP_READ | MAP_WRITE, &elem);
	if (!err && flags && type_of(elem.map)->flags & MAPF_POP)
		err = -EINVAL;
	if (!err)
		err = check_lock(&elem, flags);
	if (!err)
		err = read_key(call, &elem);
	if (!err)
		err = read_value(call, &elem, false);
	if (!err)
		err = skep_map_lookup_and_delete(elem.map, elem.key, elem.value);
	if (!err)
		err = write_value(call, &elem);
	elem_end(&elem);
	return err;
}
