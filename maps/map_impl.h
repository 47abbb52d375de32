/*
 * Inside of maps/: the handle, the operations of a type, geometry.
 */
#ifndef SKEP_MAPS_MAP_IMPL_H
#define SKEP_MAPS_MAP_IMPL_H

#include "maps/layout.h"
#include "maps/map.h"
#include "maps/protocol.h"
#include "maps/store.h"

/* Flags of a handle, not of the map: dropped from the geometry. */
enum { MAP_HANDLE_FLAGS = MAP_F_RDONLY | MAP_F_WRONLY };

enum {
	HASH_WORDS = 32, /* 32-bit words of a key hashed with secrets of their own */
	MAX_VALUE_SIZE = INT32_MAX,          /* arrays; as Linux */
	MAX_PERCPU_VALUE_SIZE = 32768,       /* rounded up to 8; as Linux */
	MAX_HASH_ELEM_SIZE = (4 << 20) - 49, /* key_size + value_size; as Linux 6.18, x86-64 */
	MAX_RECORD_SIZE = UINT32_MAX / 4,    /* of a ring buffer; as Linux */
	MAX_PERF_RECORD = 65528,             /* bytes; its header has 16 bits for them */
	PERF_RING_SIZE = 65536,              /* a lane's, where nothing else is asked for */
	MAX_PERF_RING_SIZE = 1 << 30,
	TASK_MAX_VALUE = 65407,              /* of a task storage; as Linux 6.18, x86-64 */
	TASK_ENTRIES = 1024,                 /* that one has, where nothing else is asked for */
};

struct map {
	const struct map_ops *ops;
	struct map_geometry geometry; /* validated; the file's copy is never read again */
	struct map_desc desc;         /* name: geometry.name */
	struct store *store;          /* NULL: private */
	uint64_t id;
	int fd;                       /* the file, a shared lock on it held */
	uint32_t access;              /* MAP_HANDLE_FLAGS */
	uint8_t *base;                /* the mapping, file_size bytes */
	uint8_t *copy;                /* of a frozen read-only array's values, read-only; or NULL */
	uint32_t dead;                /* 1: the file was truncated */
	uint8_t *prepared;            /* a byte a lane: prepared by or for this handle */
	uint32_t secret[HASH_WORDS];  /* from the seed */
	void *user;                   /* of the layer above */
	struct map_desc inner;        /* maps of maps: the template */
	map_resolve_fn *resolve;      /* maps of maps: from ids to handles; or NULL */
	struct map_liveness live;
	uint64_t searched;            /* task storages: when all tasks were found alive; ms */
	uint64_t all_taken;           /* hashes: no slot was in a queue at this n_given + 1 */
	struct recipe lookup;         /* of its geometry; no instructions: the type has none */
	void *own;                    /* what the type keeps of a handle; freed with it */
};

/** struct map_ops - a map type; the errors of its operations are Linux's */
struct map_ops {
	/* Check the sizes and flags of @g and fill what the type decides of its layout. */
	int (*layout)(struct map_geometry *g, const char **reason);
	/* Undo what it changed of the sizes; NULL: nothing. */
	void (*describe)(struct map_desc *desc);
	void (*init)(struct map *map); /* content of a new, zeroed, mapped file */
	/* A handle is made: fill map->own.  Return: 0 or -ENOMEM; NULL: nothing is kept. */
	int (*attach)(struct map *map);
	void *(*lookup)(struct map *map, const void *key, uint32_t lane);
	int (*update)(struct map *map, const void *key, const void *value, uint64_t flags,
		      struct map_writer writer);
	int (*delete)(struct map *map, const void *key, struct map_writer writer);
	/* Of types without keys, as programs call them; NULL: none. */
	int (*push)(struct map *map, const void *value, uint64_t flags, struct map_writer writer);
	int (*pop)(struct map *map, void *value, struct map_writer writer);
	int (*peek)(struct map *map, void *value);
	int (*pop_order)(const struct map *map, uint32_t n, void *value); /* as map_api_peek */
	int (*api_lookup)(struct map *map, const void *key, void *value);
	/* The same under the value's spin lock; of types whose values may have one. */
	int (*locked_lookup)(struct map *map, const void *key, void *value,
			     const struct map_writer *locker);
	int (*api_update)(struct map *map, const void *key, const void *value, uint64_t flags,
			  struct map_writer writer);
	/* Lookup and delete in one; NULL: none. */
	int (*api_take)(struct map *map, const void *key, void *value, struct map_writer writer);
	/* Put the structure right, with nobody else there; NULL: there is none. */
	int (*repair)(struct map *map, struct map_writer writer, struct skep_repair *found);
	/*
	 * Make all but keys and values anew, with nobody else there and no word of a lock,
	 * a link or an intent worth anything.  May be cut short and done again.  NULL: nothing
	 */
	void (*anew)(struct map *map);
	int (*next_key)(struct map *map, const void *key, void *next);
	bool (*walk)(struct map *map, struct map_walk *walk, uint32_t lane); /* NULL: none */
	void (*recipe)(const struct map *map, struct recipe *out); /* of lookups; NULL: none */
	bool hashes;     /* needs a seed */
	bool no_handles; /* takes no MAP_HANDLE_FLAGS */
	bool takes_extra;
	bool holds_maps; /* values are ids of maps, 64 bits in the file */
	/* First content of a lane's part; may be called again.  NULL: zeros */
	void (*lane_init)(struct map *map, uint32_t lane);
};

extern const struct map_ops array_ops, percpu_array_ops, hash_ops, percpu_hash_ops, ringbuf_ops,
	perf_array_ops, prog_array_ops, target_ops, stack_trace_ops, lru_hash_ops,
	lru_percpu_hash_ops, array_of_maps_ops, hash_of_maps_ops, lpm_ops,
	queue_ops, bloom_ops, target_hash_ops, user_ringbuf_ops, task_storage_ops;
const struct map_ops *map_ops_of(uint32_t type); /* NULL: not supported */
/* Iteration of all types with indices as keys. */
int array_next_key(struct map *map, const void *key, void *next);

/* Entries that are a 64-bit id each, by index: program arrays and arrays of maps. */
int id_array_layout(struct map_geometry *g, const char **reason);
uint64_t id_array_get(const struct map *map, uint32_t index); /* 0 beyond the end too */
int id_array_set(struct map *map, uint32_t index, uint64_t id);

/* Entries that Linux fills from descriptors, of which a number here is none. */
void *fd_array_lookup(struct map *map, const void *key, uint32_t lane);
int fd_array_update(struct map *map, const void *key, const void *value, uint64_t flags,
		    struct map_writer writer);

/* Secrets of the hash function from a map's seed. */
void hash_secret(uint32_t secret[HASH_WORDS], uint64_t seed);

/**
 * geometry_make - the layout of a map
 * @reason: static text when it fails
 *
 * Return: 0, -EINVAL, -E2BIG; -ENOMEM where the size does not fit in the
 * address space or a file.
 */
int geometry_make(const struct map_desc *desc, uint32_t lanes, uint64_t seed,
		  struct map_geometry *g, const char **reason);
/* The way back; names and @inner, the template of a map of maps, stay where they are. */
void geometry_describe(const struct map_geometry *g, struct map_desc *desc, struct map_desc *inner);
/* Fill a trailer around @g. */
void trailer_make(const struct map_geometry *g, struct map_trailer *trailer);
/* 0: it is no trailer. */
uint32_t trailer_version(const struct map_trailer *trailer);
/* Check all of a trailer of a file of @file_size bytes; a reason, or NULL if it is sound. */
const char *trailer_check(const struct map_trailer *trailer, uint64_t file_size);

/* Rights of the handle and the frozen flag, as each operation from outside checks them. */
int map_check_read(const struct map *map);
int map_check_write(const struct map *map);
int map_check_writer(const struct map *map, struct map_writer writer);

/* ---- boot.c ---- */
/* A map that is made, of a store: sound since this boot. */
void map_stamp_boot(struct map *map, const struct store *store);

/* ---- file.c ---- */

/* Size, allocate and label an empty file for @g. */
int file_fill(int fd, const struct map_geometry *g);
/* Allocate [offset, offset + size) so that no access there can find the disk full. */
int file_allocate(int fd, uint64_t offset, uint64_t size);
/**
 * map_attach - a handle on @fd's file, checked and mapped
 * @reason: static text when it fails
 *
 * Return: 0 and *@out, which uses @fd but does not own it; -EINVAL, -ENOMEM, -EIO.
 */
int map_attach(int fd, struct map **out, const char **reason);
void map_detach(struct map *map);
/* The MAP_ABI of whoever made a map's file; 0: it is none. */
uint32_t file_version(int fd);
/* Give a frozen, read-only array the private copy that programs read. */
int map_copy_values(struct map *map);
bool map_wants_copy(const struct map *map);

static inline struct map_control *map_control(const struct map *map)
{
	return (struct map_control *)(map->base + map->geometry.control_offset);
}

static inline struct map_lane *map_lane(const struct map *map, uint32_t lane)
{
	return (struct map_lane *)(map->base + map->geometry.lanes_offset) + lane;
}

/* Was the lane's part of the values allocated, by whomever?  Else it reads as zeros. */
static inline bool map_lane_is_prepared(const struct map *map, uint32_t lane)
{
	return __atomic_load_n(&map->prepared[lane], __ATOMIC_RELAXED) ||
	       load_acquire(&map_lane(map, lane)->prepared);
}

/*
 * Allocate the lanes that must hold something other than zeros: @values has
 * value_stride bytes a lane.  Before the first value is written, so that a full
 * disk changes nothing.
 */
int map_prepare_for(struct map *map, const void *values);

static inline uint64_t round_up_to(uint64_t n, uint64_t to)
{
	return (n + to - 1) / to * to;
}

#endif
