/*
 * References between objects: refs/INODE/N is a hard link of object N, made for the
 * object whose file has that inode number.  So an object's count of links says whether
 * anything refers to it, without a search, and what a referrer holds is in one folder
 * that goes with it.
 *
 * A reference named "u.N" holds only while its owner has a user, that is somebody who
 * has it open, or a pin: a program array, which refers to programs that refer to it.
 *
 * A referrer that was killed while it was removed leaves its folder: the sweep looks for
 * folders without a file.
 */
#include "maps/store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OF_USER "u."

static void folder_name(ino_t inode, char name[STORE_NAME_SIZE])
{
	snprintf(name, STORE_NAME_SIZE, "%" PRIu64, (uint64_t)inode);
}

/* The folder of what the file with that inode refers to; 0 and *@dir, or a positive errno. */
static int open_refs(const struct store *store, ino_t inode, bool make, int *dir)
{
	char name[STORE_NAME_SIZE];

	folder_name(inode, name);
	if (make && mkdirat(store->refs, name, 0700) && errno != EEXIST)
		return errno;
	*dir = openat(store->refs, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return *dir < 0 ? errno : 0;
}

static void ref_name(uint64_t id, bool of_user, char name[STORE_NAME_SIZE])
{
	snprintf(name, STORE_NAME_SIZE, "%s%" PRIu64, of_user ? OF_USER : "", id);
}

static int refer(struct store *store, ino_t inode, uint64_t id, bool of_user)
{
	char object[STORE_NAME_SIZE], name[STORE_NAME_SIZE];
	int dir = -1, err = open_refs(store, inode, true, &dir);

	if (err)
		return -err;
	ref_name(id, false, object);
	ref_name(id, of_user, name);
	err = linkat(store->ids, object, dir, name, 0) && errno != EEXIST ? errno : 0;
	close(dir);
	return -err;
}

static int inode_of(const struct store *store, uint64_t id, ino_t *inode)
{
	char name[STORE_NAME_SIZE];
	struct stat st;

	ref_name(id, false, name);
	if (fstatat(store->ids, name, &st, AT_SYMLINK_NOFOLLOW))
		return -errno;
	*inode = st.st_ino;
	return 0;
}

int store_refer(struct store *store, int fd, uint64_t id, bool of_user)
{
	struct stat st;

	return fstat(fd, &st) ? -errno : refer(store, st.st_ino, id, of_user);
}

int store_refer_from(struct store *store, uint64_t from, uint64_t id, bool of_user)
{
	ino_t inode;
	int err = inode_of(store, from, &inode);

	return err ? err : refer(store, inode, id, of_user);
}

void store_unrefer_from(struct store *store, uint64_t from, uint64_t id, bool of_user)
{
	char name[STORE_NAME_SIZE];
	ino_t inode;
	int dir;

	if (inode_of(store, from, &inode) || open_refs(store, inode, false, &dir))
		return;
	ref_name(id, of_user, name);
	if (!unlinkat(dir, name, 0))
		store_reap(store, id);
	close(dir);
}

/* ---- what a referrer leaves ---- */

struct drop {
	struct store *store;
	bool all; /* else those of a user */
};

static int drop_one(void *arg, int dir, const char *name)
{
	const struct drop *drop = arg;
	bool of_user = !strncmp(name, OF_USER, strlen(OF_USER));
	uint64_t id;

	if ((!drop->all && !of_user) || unlinkat(dir, name, 0))
		return 0;
	if (store_parse_id(of_user ? name + strlen(OF_USER) : name, &id))
		store_reap(drop->store, id);
	return 0;
}

static void drop_folder(struct store *store, const char *name, bool all)
{
	struct drop drop = { store, all };
	int dir = openat(store->refs, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (dir < 0)
		return;
	store_each(dir, drop_one, &drop);
	close(dir);
	if (all)
		unlinkat(store->refs, name, AT_REMOVEDIR);
}

void store_drop_refs(struct store *store, ino_t inode, bool all)
{
	char name[STORE_NAME_SIZE];

	folder_name(inode, name);
	drop_folder(store, name, all);
}

/* ---- who refers ---- */

struct search {
	ino_t inode;
	uint64_t id; /* that has it; 0: a temporary file */
	bool found;
};

static int has_inode(void *arg, int dir, const char *name)
{
	struct search *search = arg;
	struct stat st;

	search->found = !fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) &&
			st.st_ino == search->inode;
	if (search->found && !store_parse_id(name, &search->id))
		search->id = 0;
	return search->found;
}

struct owners {
	struct store *store;
	char name[STORE_NAME_SIZE]; /* of the reference */
};

static int reap_owner(void *arg, int dir, const char *folder)
{
	const struct owners *owners = arg;
	char path[2 * STORE_NAME_SIZE];
	struct search search = { 0 };
	uint64_t inode;
	struct stat st;

	snprintf(path, sizeof(path), "%.*s/%s", STORE_NAME_SIZE - 1, folder, owners->name);
	if (!store_parse_id(folder, &inode) || fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW))
		return 0;
	search.inode = (ino_t)inode;
	store_each(owners->store->ids, has_inode, &search);
	if (search.id)
		store_reap(owners->store, search.id);
	return 0;
}

void store_reap_owners(struct store *store, uint64_t id)
{
	struct owners owners = { .store = store };

	ref_name(id, true, owners.name);
	store_each(store->refs, reap_owner, &owners);
}

/* ---- the sweep ---- */

/* Twice: a file gets another name when it is complete, which one look may miss. */
static int sweep_folder(void *arg, int dir, const char *name)
{
	struct store *store = arg;
	struct search search = { 0 };
	uint64_t inode;

	(void)dir;
	if (!store_parse_id(name, &inode))
		return 0;
	search.inode = (ino_t)inode;
	for (int i = 0; i < 2 && !search.found; i++)
		store_each(store->ids, has_inode, &search);
	if (!search.found)
		drop_folder(store, name, true);
	return 0;
}

void store_sweep_refs(struct store *store)
{
	store_each(store->refs, sweep_folder, store);
}
