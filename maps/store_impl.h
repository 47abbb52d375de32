/*
 * Inside of the store: the open directories and what both halves use.
 */
#ifndef SKEP_MAPS_STORE_IMPL_H
#define SKEP_MAPS_STORE_IMPL_H

#include <dirent.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "maps/store.h"

enum {
	MAX_PIN_NAME = 255,      /* bytes of a pin's whole name */
	MAX_PIN_DEPTH = 16,      /* parts of it */
	STORE_WAIT_MS = 1000,    /* for a lock that a sweep holds for an instant */
	STORE_TRIES = 64,        /* against others that remove what we just made */
	STORE_NAME_SIZE = 48,    /* of files in ids/ */
};

struct store {
	char *path;       /* absolute */
	char *lanes_path;
	int root, ids, pins, refs; /* directories */
	uid_t uid;        /* who must own everything */
	uint64_t boot_id[2]; /* of the running system; 0: it does not tell */
	uint32_t lanes;
};

/* Fill @error from a row with another errno than the row's; returns it. */
#define STORE_FAIL(error, errno_, ROW, ...)                                                        \
	(error_set(error, ROW, __VA_ARGS__), store_fail(error, errno_))
int store_fail(struct skep_error *error, int err);

/* file.c: may this process make a file so large?  Beyond, the kernel kills it. */
bool file_size_allowed(uint64_t size);

/* boot.c: the running system's boot; zeros where /proc does not tell. */
void boot_id_read(uint64_t id[2]);

/* Is this ours alone: owned by @uid, writable for nobody else? */
bool store_safe(const struct stat *st, uid_t uid);
/* Does the name of object @id still stand for this file? */
bool store_is_object(const struct store *store, uint64_t id, int fd);
/* Wait STORE_WAIT_MS at most for a lock of flock(2): 0, -EBUSY. */
int store_lock(int fd, int how);
/* A number without sign or leading zeros, 1 and above. */
bool store_parse_id(const char *name, uint64_t *id);

/* ---- refer.c ---- */
/* What the object that had this inode refers to; @all false: as an object without users. */
void store_drop_refs(struct store *store, ino_t inode, bool all);
/* Reap those that refer to @id only while they have users. */
void store_reap_owners(struct store *store, uint64_t id);
/* Remove what objects that are gone refer to. */
void store_sweep_refs(struct store *store);

/* ---- pin.c ---- */
bool store_is_pinned(const struct store *store, uint64_t id);
/* 0 and *@max, or a negative errno: what cannot be read may be a pin. */
int store_max_pinned(const struct store *store, uint64_t *max);
/* Remove pins of objects that are not there. */
void store_sweep_pins(struct store *store);

#endif
