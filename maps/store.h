/*
 * A root directory: ids/N, one file an object; pins, names for ids.
 *
 * Each user of an object holds a shared lock (flock) on its file; whoever finds
 * no other holder and no pin removes it; opening a root sweeps what nobody
 * holds (lock, then check that the name still is this inode).
 */
#ifndef SKEP_MAPS_STORE_H
#define SKEP_MAPS_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/diag.h"

struct store;

/**
 * store_open - open or make a root directory
 * @path:  made 0700 if absent; refused if owned by or writable for others
 * @lanes: lanes of a root made now; an existing root keeps its own
 */
int store_open(const char *path, uint32_t lanes, struct store **out, struct skep_error *error);
void store_close(struct store *store);
const char *store_path(const struct store *store);
uint32_t store_lanes(const struct store *store);
/* The `lanes` file: one byte a lane for record locks.  Opened by vm/process.c only. */
const char *store_lanes_path(const struct store *store);

/* A new object file, not yet visible: fill it, then store_commit gives it its id. */
int store_create(struct store *store, int *fd, struct skep_error *error);
int store_commit(struct store *store, int fd, uint64_t *id, struct skep_error *error);
/* Open an object with a shared lock held; close releases and perhaps removes it. */
int store_get(struct store *store, uint64_t id, int *fd, struct skep_error *error);
/* The same with an access mode of open(2) other than O_RDWR. */
int store_get_as(struct store *store, uint64_t id, int access, int *fd, struct skep_error *error);
void store_put(struct store *store, uint64_t id, int fd);
/*
 * Close @fd and hold the object no more, even where a mapping keeps the open file; what is
 * not held by others either stays until somebody looks.
 */
void store_let_go(int fd);
/* Remove object @id if nobody has it open, no pin names it and nothing refers to it. */
void store_reap(struct store *store, uint64_t id);
/**
 * store_id_of - which object a descriptor is of, however it came here
 * Return: 0 and *@id; -EBADF: not open; -EINVAL: of no object of this root.
 */
int store_id_of(const struct store *store, int fd, uint64_t *id);

/**
 * store_refer - the object or file of store_create @fd refers to object @id from now on,
 * which stays while it does
 * @of_user: only while that one is open somewhere, or pinned
 *
 * The caller has @id open.  Return: 0 or a negative errno.
 */
int store_refer(struct store *store, int fd, uint64_t id, bool of_user);
/* The same of object @from; and back, which may remove @id. */
int store_refer_from(struct store *store, uint64_t from, uint64_t id, bool of_user);
void store_unrefer_from(struct store *store, uint64_t from, uint64_t id, bool of_user);

int store_pin(struct store *store, const char *name, uint64_t id, struct skep_error *error);
int store_unpin(struct store *store, const char *name, struct skep_error *error);
/* The same, but folders that are empty then stay, as those of a kernel do. */
int store_unpin_alone(struct store *store, const char *name, struct skep_error *error);
int store_lookup_pin(struct store *store, const char *name, uint64_t *id, struct skep_error *error);
int store_next_pin(struct store *store, const char *prev, char *name, size_t size);
int store_next_id(struct store *store, uint64_t prev, uint64_t *id);

/* Names of objects, pins and references are on the disk: 0 or a negative errno. */
int store_sync(struct store *store);

/*
 * Call @each for every entry but "." and ".." of a directory; not 0 ends the
 * walk and is returned.  @dir stays where it is: a listing of its own is opened.
 */
int store_each(int dir, int (*each)(void *arg, int dir, const char *name), void *arg);

#endif
