/*
 * Maps as the rest of skep sees them: making, opening and closing; rights of
 * a handle and the frozen flag; dispatch to the operations of the type.
 *
 * A map whose file was truncated is dead: its mapping holds zeros by then, so
 * running operations end normally, and every result from then on is -EIO (a
 * lookup by a program: NULL, or the zeros where it may not be NULL).
 */
#include "maps/spin.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

static int refuse(struct skep_error *error, int err, const struct map_desc *desc,
		  const char *reason)
{
	const char *name = desc->name ? desc->name : "";

	if (map_type_by_number(desc->type) && !map_ops_of(desc->type))
		error_set(error, UNSUPPORTED_MAP, name, reason);
	else
		error_set(error, MAP_CREATE, name, reason);
	if (error)
		error->err = err;
	return err;
}

static int refuse_space(struct skep_error *error, int err, const struct map_geometry *g)
{
	error_set(error, MAP_SPACE, (unsigned long long)g->file_size, g->name, strerror(-err));
	if (error)
		error->err = err;
	return err;
}

/* @version: of the file's format, 0: none. */
static int refuse_file(struct skep_error *error, int err, const struct store *store, uint64_t id,
		       const char *reason, uint32_t version)
{
	char file[64];

	snprintf(file, sizeof(file), "ids/%llu", (unsigned long long)id);
	if (version && version != MAP_ABI)
		error_set(error, MAP_VERSION, file, version, (uint32_t)MAP_ABI);
	else
		error_set(error, MAP_FILE, file, reason);
	if (error) {
		error->err = err;
		snprintf(error->file, sizeof(error->file), "%s/%s", store_path(store), file);
	}
	return err;
}

/* What Linux refuses before it looks at sizes: a section's content needs an array of one. */
static const char *check_content(const struct map_desc *desc)
{
	if (desc->data && (desc->type != MAP_ARRAY || desc->max_entries != 1))
		return "only an array of one entry has initial content";
	return NULL;
}

static int random_seed(const struct map_desc *desc, uint64_t *seed)
{
	*seed = 0;
	if (!map_ops_of(desc->type) || !map_ops_of(desc->type)->hashes ||
	    desc->map_flags & MAP_F_ZERO_SEED)
		return 0;
	return getrandom(seed, sizeof(*seed), 0) == sizeof(*seed) ? 0 : -EIO;
}

/*
 * A private file.  Nothing limits it but memory, and running out of that kills:
 * what exceeds the machine's memory is refused as Linux refuses such a map.
 */
static int create_memfd(const struct map_geometry *g, int *fd)
{
	uint64_t pages = (uint64_t)sysconf(_SC_PHYS_PAGES);
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);

	if (g->file_size / page > pages)
		return -ENOMEM;
	*fd = memfd_create("skep-map", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	return *fd < 0 ? -errno : 0;
}

static int create_file(const struct map_geometry *g, struct store *store, int *fd,
		       struct skep_error *error)
{
	int err;

	if (store) {
		err = store_create(store, fd, error);
		if (err)
			return err;
	} else {
		err = create_memfd(g, fd);
		if (err)
			return refuse_space(error, err, g);
	}
	err = file_fill(*fd, g);
	if (!err && !store && fcntl(*fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW))
		err = -errno;
	return err ? refuse_space(error, err, g) : 0;
}

/* Nobody else sees the file yet. */
static int first_content(struct map *map, const struct map_desc *desc, const struct store *store)
{
	map->ops->init(map);
	if (store)
		map_stamp_boot(map, store);
	map->desc.key_type = desc->key_type; /* of the object's own BTF too */
	map->desc.value_type = desc->value_type;
	map->desc.pin_by_name = desc->pin_by_name;
	map->access = desc->map_flags & MAP_HANDLE_FLAGS;
	if (desc->data)
		value_write(map, (uint64_t *)map->base, desc->data, false,
			    (struct map_writer){ 0 });
	if (!desc->frozen)
		return 0;
	store_release(&map_control(map)->frozen, 1);
	map->desc.frozen = true;
	return map_wants_copy(map) ? map_copy_values(map) : 0;
}

static void discard(struct store *store, uint64_t id, int fd)
{
	if (store)
		store_put(store, id, fd);
	else if (fd >= 0)
		close(fd);
}

int map_create(const struct map_desc *desc, struct store *store, uint32_t lanes, struct map **out,
	       struct skep_error *error)
{
	const char *reason = check_content(desc);
	struct map *map = NULL;
	struct map_geometry g;
	uint64_t seed;
	int fd = -1;
	int err;

	if (reason)
		return refuse(error, -EINVAL, desc, reason);
	err = random_seed(desc, &seed);
	if (err)
		return refuse(error, err, desc, "no random numbers");
	err = geometry_make(desc, lanes, seed, &g, &reason);
	if (err)
		return refuse(error, err, desc, reason);
	err = create_file(&g, store, &fd, error);
	if (err)
		goto out;
	err = map_attach(fd, &map, &reason);
	if (!err)
		err = first_content(map, desc, store);
	if (err) {
		refuse_space(error, err, &g);
		goto out;
	}
	if (store)
		err = store_commit(store, fd, &map->id, error);
	map->store = store;
out:
	if (err) {
		if (map)
			map_detach(map);
		if (fd >= 0)
			discard(store, 0, fd);
	} else {
		*out = map;
	}
	return err;
}

int map_open(struct store *store, uint64_t id, struct map **out, struct skep_error *error)
{
	uint32_t version;
	const char *reason;
	int fd, err;

	err = store_get(store, id, &fd, error);
	if (err)
		return err;
	err = map_attach(fd, out, &reason);
	if (err) {
		version = file_version(fd);
		store_put(store, id, fd);
		return refuse_file(error, err, store, id, reason, version);
	}
	(*out)->store = store;
	(*out)->id = id;
	return 0;
}

void map_close(struct map *map)
{
	struct store *store;
	uint64_t id;
	int fd;

	if (!map)
		return;
	store = map->store;
	id = map->id;
	fd = map->fd;
	map_detach(map);
	if (fd >= 0)
		discard(store, id, fd);
	else
		store_reap(store, id); /* perhaps this mapping was what kept it */
}

int map_let_go(struct map *map)
{
	int fd = map->fd;

	map->fd = -1;
	return fd;
}

const struct map_desc *map_desc(const struct map *map)
{
	return &map->desc;
}

uint64_t map_id(const struct map *map)
{
	return map->id;
}

uint32_t map_lanes(const struct map *map)
{
	return map->geometry.lanes;
}

static bool is_per_cpu(const struct map *map)
{
	return map_type_by_number(map->geometry.type)->flags & MAPF_PERCPU;
}

size_t map_api_value_size(const struct map *map)
{
	const struct map_geometry *g = &map->geometry;

	return is_per_cpu(map) ? g->value_stride * g->lanes : g->value_size;
}

void map_bind(struct map *map, struct bound_map *out)
{
	const struct map_geometry *g = &map->geometry;
	uint8_t *copy = __atomic_load_n(&map->copy, __ATOMIC_ACQUIRE);

	memset(out, 0, sizeof(*out));
	out->map = map;
	out->base = map->base;
	out->whole = g->file_size;
	out->lookup = map->lookup.n ? &map->lookup : NULL;
	if (!g->values_size)
		return;
	out->values = copy ? copy : map->base;
	out->lane_stride = g->lane_stride;
	out->size = g->values_size;
	out->stays = copy || !map_wants_copy(map); /* freezing moves the others */
}

int map_reopen(const struct map *map, struct map **out)
{
	const char *reason;
	int fd, err;

	if (map->store)
		return map_open(map->store, map->id, out, NULL);
	assert(map->fd >= 0);
	fd = fcntl(map->fd, F_DUPFD_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	err = map_attach(fd, out, &reason);
	if (err)
		close(fd);
	return err;
}

/* ---- operations ---- */

/* The result of an operation that may have run into the truncation. */
static int alive(const struct map *map, int result)
{
	return map_is_dead(map) ? -EIO : result;
}

/* May this handle's API write?  0 or what Linux answers. */
int map_check_write(const struct map *map)
{
	if (map_is_dead(map))
		return -EIO;
	if (map->access & MAP_F_RDONLY || load_acquire(&map_control(map)->frozen))
		return -EPERM;
	return 0;
}

int map_check_read(const struct map *map)
{
	if (map_is_dead(map))
		return -EIO;
	return map->access & MAP_F_WRONLY ? -EPERM : 0;
}

int map_check_writer(const struct map *map, struct map_writer writer)
{
	if (map_is_dead(map))
		return -EIO;
	return writer.lane < map->geometry.lanes ? 0 : -EINVAL;
}

bool map_walk(struct map *map, struct map_walk *walk, uint32_t lane)
{
	if (!map->ops->walk || map_is_dead(map) || walk->n == map->geometry.max_entries)
		return false;
	walk->n++;
	return map->ops->walk(map, walk, lane);
}

void *map_lookup(struct map *map, const void *key, uint32_t lane)
{
	return map->ops->lookup(map, key, lane);
}

void *map_lookup_lane(struct map *map, const void *key, uint32_t lane)
{
	if (lane >= map->geometry.lanes)
		return NULL;
	if (map->geometry.lane_stride &&
	    !__atomic_load_n(&map->prepared[lane], __ATOMIC_RELAXED)) {
		if (!load_acquire(&map_lane(map, lane)->prepared))
			return NULL; /* not allocated: even a read could find the disk full */
		/* Another process did it. */
		__atomic_store_n(&map->prepared[lane], 1, __ATOMIC_RELAXED);
	}
	return map->ops->lookup(map, key, lane);
}

int map_update(struct map *map, const void *key, const void *value, uint64_t flags,
	       struct map_writer writer)
{
	int err = map_check_writer(map, writer);

	return err ? err : alive(map, map->ops->update(map, key, value, flags, writer));
}

int map_delete(struct map *map, const void *key, struct map_writer writer)
{
	int err = map_check_writer(map, writer);

	return err ? err : alive(map, map->ops->delete(map, key, writer));
}

int map_push(struct map *map, const void *value, uint64_t flags, struct map_writer writer)
{
	int err = map_check_writer(map, writer);

	return err ? err : alive(map, map->ops->push(map, value, flags, writer));
}

int map_pop(struct map *map, void *value, struct map_writer writer)
{
	int err = map_check_writer(map, writer);

	return err ? err : alive(map, map->ops->pop(map, value, writer));
}

int map_peek(struct map *map, void *value)
{
	return alive(map, map->ops->peek(map, value));
}

int map_api_lookup(struct map *map, const void *key, void *value)
{
	int err = map_check_read(map);

	return err ? err : alive(map, map->ops->api_lookup(map, key, value));
}

int map_api_lookup_flags(struct map *map, const void *key, void *value, uint64_t flags,
			 struct map_writer writer)
{
	bool locked = flags & SKEP_F_LOCK;
	int err = map_check_read(map);

	if (err)
		return err;
	if (flags & ~(uint64_t)SKEP_F_LOCK || (locked && !map->desc.lock_end))
		return -EINVAL;
	return alive(map, locked ? map->ops->locked_lookup(map, key, value, &writer) :
				   map->ops->api_lookup(map, key, value));
}

int map_api_update(struct map *map, const void *key, const void *value, uint64_t flags,
		   struct map_writer writer)
{
	int err = map_check_write(map);

	if (!err)
		err = map_check_writer(map, writer);
	return err ? err : alive(map, map->ops->api_update(map, key, value, flags, writer));
}

int map_api_delete(struct map *map, const void *key, struct map_writer writer)
{
	int err = map_check_write(map);

	return err ? err : map_delete(map, key, writer);
}

int map_api_take(struct map *map, const void *key, void *value, struct map_writer writer)
{
	uint32_t flags = map_type_by_number(map->geometry.type)->flags;
	int err = map_check_read(map);

	if (!err)
		err = map_check_write(map);
	if (err)
		return err;
	if (key && !map->geometry.key_size)
		return -EINVAL;
	if (flags & MAPF_POP)
		return map_pop(map, value, writer);
	err = map_check_writer(map, writer);
	if (!err)
		err = map->ops->api_take ? map->ops->api_take(map, key, value, writer) :
					   -LINUX_ENOTSUPP;
	return alive(map, err);
}

int map_api_peek(struct map *map, uint32_t n, void *value)
{
	int err = map_check_read(map);

	if (err)
		return err;
	return map->ops->pop_order ? alive(map, map->ops->pop_order(map, n, value)) : -EINVAL;
}

int map_api_next_key(struct map *map, const void *key, void *next)
{
	int err = map_check_read(map);

	return err ? err : alive(map, map->ops->next_key(map, key, next));
}

/* A lock that cannot be had may cost the one that is there: who repairs has a pinned map. */
static int be_alone(const struct map *map)
{
	if (map->fd < 0)
		return -EBUSY;
	if (!flock(map->fd, LOCK_EX | LOCK_NB))
		return 0;
	return flock(map->fd, LOCK_SH) ? -errno : -EBUSY;
}

int map_repair(struct map *map, struct map_writer writer, struct skep_repair *found)
{
	int err = map_check_writer(map, writer);

	if (!err && !map->ops->repair)
		err = -EOPNOTSUPP;
	if (!err)
		err = be_alone(map);
	if (err)
		return err;
	err = map->ops->repair(map, writer, found);
	if (flock(map->fd, LOCK_SH) && !err)
		err = -errno;
	return alive(map, err);
}

int map_sync(struct map *map)
{
	int fd = map->fd, err;

	if (map_is_dead(map))
		return -EIO;
	if (!map->store)
		return 0;
	if (fd < 0) {
		err = store_get(map->store, map->id, &fd, NULL);
		if (err)
			return err;
	}
	err = fsync(fd) ? -errno : store_sync(map->store);
	if (map->fd < 0)
		close(fd);
	return err;
}

/* Linux: who may not write any more may not freeze either, so only the first one succeeds. */
int map_freeze(struct map *map)
{
	uint32_t seen = 0;
	int err = map_check_write(map);

	if (err)
		return err;
	if (!cas32(&map_control(map)->frozen, &seen, 1))
		return -EPERM;
	if (map_wants_copy(map))
		err = map_copy_values(map);
	if (!err)
		map->desc.frozen = true;
	return alive(map, err);
}

bool map_is_frozen(const struct map *map)
{
	return load_acquire(&map_control(map)->frozen);
}

static int allocate(struct map *map, uint64_t offset, uint64_t size)
{
	int fd = map->fd, err = 0;

	if (fd < 0)
		err = store_get(map->store, map->id, &fd, NULL);
	if (err) /* nobody has it any more but who still runs on this mapping */
		return err == -ENOENT ? 0 : err;
	err = file_allocate(fd, offset, size);
	if (map->fd < 0)
		close(fd);
	return err;
}

/* A dead map's lanes are zeros in memory already: a thread may still take its lane. */
int map_lane_prepare(struct map *map, uint32_t lane)
{
	uint64_t stride = map->geometry.lane_stride;
	int err;

	if (lane >= map->geometry.lanes)
		return -EINVAL;
	if (!stride || __atomic_load_n(&map->prepared[lane], __ATOMIC_RELAXED))
		return 0;
	if (!map_is_dead(map)) {
		err = allocate(map, lane * stride, stride);
		if (err)
			return err;
		if (map->ops->lane_init)
			map->ops->lane_init(map, lane);
		store_release(&map_lane(map, lane)->prepared, 1);
	}
	__atomic_store_n(&map->prepared[lane], 1, __ATOMIC_RELAXED);
	return 0;
}

static bool is_zero(const uint8_t *p, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		if (p[i])
			return false;
	return true;
}

int map_prepare_for(struct map *map, const void *values)
{
	size_t size = map->geometry.value_stride;
	const uint8_t *from = values;
	uint32_t lane;
	int err = 0;

	for (lane = 0; !err && lane < map->geometry.lanes; lane++, from += size)
		if (!map_lane_is_prepared(map, lane) && !is_zero(from, size))
			err = map_lane_prepare(map, lane);
	return err;
}

void map_set_liveness(struct map *map, struct map_liveness live)
{
	map->live = live;
}

void *map_user(const struct map *map)
{
	return map->user;
}

void map_set_user(struct map *map, void *user)
{
	map->user = user;
}

void map_range(const struct map *map, void **start, size_t *size)
{
	*start = map->base;
	*size = map->geometry.file_size;
}

void map_mark_dead(struct map *map)
{
	store_release(&map->dead, 1);
}

bool map_is_dead(const struct map *map)
{
	return load_acquire(&map->dead);
}
