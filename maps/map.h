/*
 * Maps: shared-memory files and the operations on them.
 *
 * A struct map is this process's handle: the mapping, a private validated copy
 * of the geometry, the row of operations of its type.  File layout and
 * ordering rules: maps/layout.h, docs/maps.md.
 */
#ifndef SKEP_MAPS_MAP_H
#define SKEP_MAPS_MAP_H

#include "core/image.h"
#include "core/recipe.h"
#include "core/run.h"
#include "maps/task_id.h"

struct map;
struct store; /* a root directory's ids and pins; maps/store.h */

/* Who writes: stamped into locks and intents.  Readers need none. */
struct map_writer {
	uint32_t lane;
	uint32_t generation;
};

/* Who knows whether the owner of a lock is alive; of its generation so many low bits are told. */
struct map_liveness {
	bool (*alive)(void *arg, struct map_writer owner, unsigned generation_bits);
	void *arg;
};

/**
 * map_create - make a map's file, fully allocated, and map it
 * @desc:  type, sizes, flags, initial data; copied
 * @store: the root that holds it (file ids/N), or NULL: a private memfd
 * @lanes: lanes of the root
 *
 * Return: 0 and *@out; else an errno as Linux's BPF_MAP_CREATE (-EINVAL,
 * -E2BIG, -ENOMEM), or -ENOSPC for a full disk; nothing is left behind.
 */
int map_create(const struct map_desc *desc, struct store *store, uint32_t lanes, struct map **out,
	       struct skep_error *error);
/* Open object @id of @store; everything in the file is validated. */
int map_open(struct store *store, uint64_t id, struct map **out, struct skep_error *error);
void map_close(struct map *map); /* the last holder of an unpinned map removes its file */
/*
 * Keep the mapping alone, no descriptor and no lock: of a map of a store that somebody
 * else holds.  Where nobody does any more its file may go, and the mapping stays.
 * Return: the descriptor that it had, for the caller's store_let_go.
 */
int map_let_go(struct map *map);

const struct map_desc *map_desc(const struct map *map); /* init, data: NULL */
uint64_t map_id(const struct map *map);                /* 0: private */
uint32_t map_lanes(const struct map *map);
size_t
map_api_value_size(const struct map *map); /* bytes of an API lookup: all lanes for per-CPU */
void map_bind(struct map *map, struct bound_map *out);

/* What programs call.  @lane: the run's lane. */
void *map_lookup(struct map *map, const void *key, uint32_t lane); /* value address or NULL */
/* Any lane's value in a per-CPU map; NULL too where nobody has had that lane yet. */
void *map_lookup_lane(struct map *map, const void *key, uint32_t lane);
int map_update(struct map *map, const void *key, const void *value, uint64_t flags,
	       struct map_writer writer);
int map_delete(struct map *map, const void *key, struct map_writer writer);
/*
 * Of types with MAPF_PUSH, MAPF_POP, MAPF_PEEK.  @value is written, with zeros
 * where there is nothing, but for a bloom filter's peek, which asks for it.
 */
int map_push(struct map *map, const void *value, uint64_t flags, struct map_writer writer);
int map_pop(struct map *map, void *value, struct map_writer writer);
int map_peek(struct map *map, void *value);

/**
 * struct map_walk - a walk over the entries for a program; starts zeroed
 * @key: key_size bytes in the map or the walk, which others may change meanwhile
 * @value: address of the value, of the lane's in a per-CPU map
 */
struct map_walk {
	uint64_t next;
	const void *key;
	void *value;
	uint32_t index; /* arrays: the key */
	uint32_t n;     /* steps made */
};
/*
 * Step to the next entry; false: there is none, or max_entries were made, which
 * is what the verifier counts on, whatever a peer writes meanwhile.  An entry
 * that is deleted or inserted meanwhile may be seen or not, as in Linux; no lock
 * is held.  Only for types with MAPF_FOREACH; of a task storage keys are struct task_id.
 */
bool map_walk(struct map *map, struct map_walk *walk, uint32_t lane);

/* What the API (bpf(2)'s element commands) calls: whole values, all lanes. */
int map_api_lookup(struct map *map, const void *key, void *value);
/* @flags: 0, or SKEP_F_LOCK: the value is copied under its lock, by @writer. */
int map_api_lookup_flags(struct map *map, const void *key, void *value, uint64_t flags,
			 struct map_writer writer);
int map_api_update(struct map *map, const void *key, const void *value, uint64_t flags,
		   struct map_writer writer);
int map_api_delete(struct map *map, const void *key, struct map_writer writer);
/* Lookup and delete in one; of queues, stacks and hashes: else Linux's errno 524. */
int map_api_take(struct map *map, const void *key, void *value, struct map_writer writer);
/* What is popped after @n others; -EINVAL for types without pop. */
int map_api_peek(struct map *map, uint32_t n, void *value);
int map_api_next_key(struct map *map, const void *key, void *next);
int map_freeze(struct map *map);
bool map_is_frozen(const struct map *map); /* by anybody, now */

/*
 * Entries of a program array: ids, 0 none, whoever wrote them.  Setting 0 removes:
 * -ENOENT where there is none; -E2BIG, -EPERM, -EIO.
 */
uint64_t map_prog_id(const struct map *map, uint32_t index); /* 0 beyond the end too */
int map_set_prog_id(struct map *map, uint32_t index, uint64_t id);
/* Is @kind (not 0) what the array's programs are, for all who share it?  The first one decides. */
bool map_admit_prog(struct map *map, uint32_t kind);

/* ---- maps of maps: entries are ids; what one means is the layer above's ---- */

/* May @map stand where @inner, the template, is expected?  Linux's map_meta_equal. */
bool map_fits(const struct map_desc *inner, const struct map_desc *map);
/* For the run path: the handle that @id stands for, of a map that fits, or NULL. */
typedef struct map *map_resolve_fn(struct map *map, uint64_t id);
void map_set_resolve(struct map *map, map_resolve_fn *resolve);
/* -ENOENT where there is none; errors as of map_api_lookup and map_api_update. */
int map_inner_id(struct map *map, const void *key, uint64_t *id);
int map_set_inner_id(struct map *map, const void *key, uint64_t id, uint64_t flags,
		     struct map_writer writer);
/* Another handle on the same file, which is closed on its own. */
int map_reopen(const struct map *map, struct map **out);

/* ---- task storages: programs name the task, keys of the API are pidfds ---- */

void *map_task_value(struct map *map, const struct task_id *task, uint32_t lane); /* or NULL */
/* @value: NULL: zeros.  -EEXIST; -ENOMEM: full, of tasks that live; -EBUSY; -EIO. */
int map_task_create(struct map *map, const struct task_id *task, const void *value,
		    struct map_writer writer);
/* Its value, copied; -ENOENT. */
int map_task_read(struct map *map, const struct task_id *task, void *value);
int map_task_delete(struct map *map, const struct task_id *task, struct map_writer writer);

/**
 * map_repair - put the structure of a map right that nobody else has open
 * Return: 0 and *@found; -EBUSY: somebody has; -EOPNOTSUPP: the type has nothing to repair.
 */
int map_repair(struct map *map, struct map_writer writer, struct skep_repair *found);

/* The file and the store's names are on the disk: 0 or a negative errno. */
int map_sync(struct map *map);

/**
 * map_settle - after another boot: make the structure anew out of what is certain
 *
 * To be called once for a new handle of a store's map, when its pages are
 * watched, and before anything else is done with it.
 * Return: 0; -EBUSY: somebody is at it; -ENOENT: the object went meanwhile;
 * -ENOSPC, -EIO, -ENOMEM.
 */
int map_settle(struct map *map);

/* A lane's holder arrives: space of the lane's per-CPU part is allocated. */
int map_lane_prepare(struct map *map, uint32_t lane);

/* Until then the owners of locks are taken for alive. */
void map_set_liveness(struct map *map, struct map_liveness live);
/* What the layer above knows of a handle; NULL at first. */
void *map_user(const struct map *map);
void map_set_user(struct map *map, void *user);

/* Address range of the mapping, for the fault handler. */
void map_range(const struct map *map, void **start, size_t *size);
/* The file was truncated under us: mapped over with zeros, refuse from now on. */
void map_mark_dead(struct map *map);
bool map_is_dead(const struct map *map);

#endif
