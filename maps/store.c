/*
 * Objects of a root: files ids/N.
 *
 * Life of an object.  It is written under a temporary name and then linked to
 * the next free number, so that a number names a whole file from the first
 * moment.  Who uses it holds a shared lock on it.  Who closes it opens it
 * anew and tries for an exclusive lock: that succeeds only if nobody holds it,
 * in this process, a forked child or another process; if it is then not pinned
 * either and the name still is this inode, the name is removed.  Whoever opens
 * the root does the same for each number: what a killed process left goes.
 *
 * The exclusive lock is always on a descriptor of its own: locks belong to the
 * open file, which a forked child shares, so turning one's own shared lock
 * into an exclusive one would remove what the other still uses.
 *
 * A temporary file is locked like an object, and named after its inode, so
 * that a descriptor alone tells its name.
 */
#include "maps/store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "core/run.h"
#include "maps/layout.h"

#define TEMPORARY "tmp."

int store_fail(struct skep_error *error, int err)
{
	if (error)
		error->err = -err;
	return -err;
}

bool store_safe(const struct stat *st, uid_t uid)
{
	return st->st_uid == uid && !(st->st_mode & (S_IWGRP | S_IWOTH));
}

bool store_parse_id(const char *name, uint64_t *id)
{
	uint64_t n = 0;

	if (name[0] < '1' || name[0] > '9')
		return false;
	for (; *name; name++) {
		if (*name < '0' || *name > '9' || n > (INT64_MAX - 9) / 10)
			return false;
		n = n * 10 + (uint64_t)(*name - '0');
	}
	*id = n;
	return true;
}

static void id_name(uint64_t id, char name[STORE_NAME_SIZE])
{
	snprintf(name, STORE_NAME_SIZE, "%" PRIu64, id);
}

int store_each(int dir, int (*each)(void *arg, int dir, const char *name), void *arg)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct dirent *entry;
	int result = 0;
	DIR *listing;

	if (fd < 0)
		return -errno;
	listing = fdopendir(fd);
	if (!listing) {
		close(fd);
		return -ENOMEM;
	}
	while (!result) {
		errno = 0;
		entry = readdir(listing);
		if (!entry) {
			result = -errno;
			break;
		}
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			result = each(arg, dir, entry->d_name);
	}
	closedir(listing);
	return result;
}

/* ---- locks and names ---- */

static bool name_is_file(int dir, const char *name, int fd)
{
	struct stat named, open;

	return !fstatat(dir, name, &named, AT_SYMLINK_NOFOLLOW) && !fstat(fd, &open) &&
	       named.st_dev == open.st_dev && named.st_ino == open.st_ino;
}

bool store_is_object(const struct store *store, uint64_t id, int fd)
{
	char name[STORE_NAME_SIZE];

	id_name(id, name);
	return name_is_file(store->ids, name, fd);
}

/* A sweep holds the exclusive lock for an instant; a hostile peer may hold it for ever. */
int store_lock(int fd, int how)
{
	struct timespec pause = { .tv_nsec = 1000000 };
	int i;

	for (i = 0; i < STORE_WAIT_MS; i++) {
		if (!flock(fd, how | LOCK_NB))
			return 0;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return -errno;
		nanosleep(&pause, NULL);
	}
	return -EBUSY;
}

/* @fd: locked, so without users, and not pinned.  Did it go? */
static bool remove_unused(struct store *store, const char *name, uint64_t id, int fd,
			  ino_t *inode)
{
	struct stat st;

	if (fstat(fd, &st))
		return false;
	*inode = st.st_ino;
	if (id && st.st_nlink > 1) {
		store_drop_refs(store, st.st_ino, false);
		store_reap_owners(store, id);
		if (fstat(fd, &st) || st.st_nlink > 1)
			return false;
	}
	return !unlinkat(store->ids, name, 0);
}

/*
 * Remove ids/@name unless somebody holds it, something refers to it or @id (0: a temporary
 * file) is pinned.  What it refers to is looked at once it is gone and its lock is free.
 */
static void reap_name(struct store *store, const char *name, uint64_t id)
{
	int fd = openat(store->ids, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool gone = false;
	ino_t inode = 0;

	if (fd < 0)
		return;
	if (!flock(fd, LOCK_EX | LOCK_NB) && name_is_file(store->ids, name, fd) &&
	    !(id && store_is_pinned(store, id)))
		gone = remove_unused(store, name, id, fd, &inode);
	close(fd);
	if (gone && id)
		store_drop_refs(store, inode, true);
}

void store_reap(struct store *store, uint64_t id)
{
	char name[STORE_NAME_SIZE];

	id_name(id, name);
	reap_name(store, name, id);
}

/* First: an object whose temporary name is still there has one link too many. */
static int sweep_temporary(void *arg, int dir, const char *name)
{
	(void)dir;
	if (!strncmp(name, TEMPORARY, strlen(TEMPORARY)))
		reap_name(arg, name, 0);
	return 0;
}

static int sweep_object(void *arg, int dir, const char *name)
{
	uint64_t id;

	(void)dir;
	if (store_parse_id(name, &id))
		reap_name(arg, name, id);
	return 0;
}

static void random_name(char name[STORE_NAME_SIZE])
{
	uint64_t n[2] = { 0 };

	if (getrandom(n, sizeof(n), 0) != sizeof(n))
		n[0] = (uint64_t)getpid();
	snprintf(name, STORE_NAME_SIZE, TEMPORARY "%016" PRIx64 "%016" PRIx64, n[0], n[1]);
}

/* ---- to the disk ---- */

static int sync_folder(void *arg, int dir, const char *name)
{
	unsigned *depth = arg;
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), err = 0;

	if (fd < 0) /* a file, or gone */
		return 0;
	if (fsync(fd))
		err = -errno;
	if (!err && (*depth)++ < MAX_PIN_DEPTH)
		err = store_each(fd, sync_folder, depth);
	--*depth;
	close(fd);
	return err;
}

int store_sync(struct store *store)
{
	unsigned depth = 0;

	return sync_folder(&depth, store->root, ".");
}

/* ---- opening a root ---- */

static int open_dir(int parent, const char *name, uid_t uid, int *fd, const char **reason)
{
	struct stat st;

	*fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	*reason = "is not a directory, or a symbolic link";
	if (*fd < 0)
		return errno == ENOTDIR || errno == ELOOP ? EPERM : errno;
	*reason = fstat(*fd, &st) ? "cannot be examined" :
		  st.st_uid != uid ? "is owned by another user" :
		  store_safe(&st, uid) ? NULL : "is writable for other users";
	return *reason ? EPERM : 0;
}

/* A directory that is made if it is not there; *@made tells. */
static int make_dir(struct store *store, int parent, const char *name, int *fd, bool *made,
		    struct skep_error *error)
{
	const char *reason;
	int err;

	*made = !mkdirat(parent, name, 0700);
	if (!*made && errno != EEXIST)
		return STORE_FAIL(error, errno, FILE_OPEN, store->path, strerror(errno));
	err = open_dir(parent, name, store->uid, fd, &reason);
	if (err == EPERM)
		return error_set(error, ROOT_UNSAFE, store->path, reason);
	if (err)
		return STORE_FAIL(error, err, FILE_OPEN, store->path, strerror(err));
	return 0;
}

/*
 * The file's size is the number of lanes: reading it would need a descriptor,
 * and closing that would drop the record locks of this process's lanes.  For
 * the same reason it is closed before it gets its name.
 */
static int make_lanes(struct store *store, uint32_t lanes)
{
	char name[STORE_NAME_SIZE];
	int fd, err, i;

	for (i = 0; i < STORE_TRIES; i++) {
		random_name(name);
		fd = openat(store->ids, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0)
			return errno;
		err = ftruncate(fd, lanes) || fsync(fd) ? errno : 0; /* a root without it is none */
		close(fd);
		if (!err && linkat(store->ids, name, store->root, "lanes", 0) && errno != EEXIST)
			err = errno;
		unlinkat(store->ids, name, 0);
		if (err != ENOENT) /* swept before it was linked: again */
			return err;
	}
	return EBUSY;
}

static int open_lanes(struct store *store, uint32_t lanes, struct skep_error *error)
{
	struct stat st;
	int err;

	if (fstatat(store->root, "lanes", &st, AT_SYMLINK_NOFOLLOW)) {
		err = errno == ENOENT ? make_lanes(store, lanes) : errno;
		if (!err && fstatat(store->root, "lanes", &st, AT_SYMLINK_NOFOLLOW))
			err = errno;
		if (err)
			return STORE_FAIL(error, err, FILE_OPEN, store->lanes_path, strerror(err));
	}
	if (!S_ISREG(st.st_mode) || !store_safe(&st, store->uid))
		return error_set(error, ROOT_UNSAFE, store->path,
				 "its lanes file is not a file that only its owner can write");
	if (st.st_size < 1 || st.st_size > MAX_LANES)
		return error_set(error, MAP_FILE, store->lanes_path,
				 "its size is no number of lanes");
	store->lanes = (uint32_t)st.st_size;
	return 0;
}

static int open_all(struct store *store, uint32_t lanes, struct skep_error *error)
{
	bool made_root, made_ids = false, made_pins = false, made_refs = false;
	int err;

	err = make_dir(store, AT_FDCWD, store->path, &store->root, &made_root, error);
	if (!err)
		err = make_dir(store, store->root, "ids", &store->ids, &made_ids, error);
	if (!err)
		err = make_dir(store, store->root, "pins", &store->pins, &made_pins, error);
	if (!err)
		err = make_dir(store, store->root, "refs", &store->refs, &made_refs, error);
	if (!err)
		err = open_lanes(store, lanes, error);
	if (!err)
		return 0;
	if (made_refs)
		unlinkat(store->root, "refs", AT_REMOVEDIR);
	if (made_pins)
		unlinkat(store->root, "pins", AT_REMOVEDIR);
	if (made_ids)
		unlinkat(store->root, "ids", AT_REMOVEDIR);
	if (made_root)
		rmdir(store->path);
	return err;
}

/* Absolute, without slashes at its end (they would make a link to be followed). */
static char *absolute_path(const char *path)
{
	char *cwd = path[0] == '/' ? NULL : getcwd(NULL, 0);
	char *made = NULL;
	size_t n;

	if (path[0] == '/')
		made = strdup(path);
	else if (cwd && asprintf(&made, "%s/%s", cwd, path) < 0)
		made = NULL;
	free(cwd);
	for (n = made ? strlen(made) : 0; n > 1 && made[n - 1] == '/'; n--)
		made[n - 1] = '\0';
	return made;
}

static struct store *store_alloc(const char *path)
{
	struct store *store = calloc(1, sizeof(*store));

	if (!store)
		return NULL;
	store->root = store->ids = store->pins = store->refs = -1;
	store->uid = geteuid();
	boot_id_read(store->boot_id);
	store->path = absolute_path(path);
	if (!store->path || asprintf(&store->lanes_path, "%s/lanes", store->path) < 0) {
		store->lanes_path = NULL;
		store_close(store);
		return NULL;
	}
	return store;
}

int store_open(const char *path, uint32_t lanes, struct store **out, struct skep_error *error)
{
	struct store *store;
	int err;

	if (!path[0])
		return error_set(error, INVALID_ARGUMENT, "the root's path is empty");
	if (lanes < 1 || lanes > MAX_LANES)
		return error_set(error, INVALID_ARGUMENT, "number of lanes is out of range");
	store = store_alloc(path);
	if (!store)
		return error_set(error, NO_MEMORY, "root directory");
	err = open_all(store, lanes, error);
	if (err) {
		store_close(store);
		return err;
	}
	store_each(store->ids, sweep_temporary, store);
	store_each(store->ids, sweep_object, store);
	store_sweep_pins(store);
	store_sweep_refs(store);
	*out = store;
	return 0;
}

static void close_dir(int fd)
{
	if (fd >= 0)
		close(fd);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	close_dir(store->root);
	close_dir(store->ids);
	close_dir(store->pins);
	close_dir(store->refs);
	free(store->path);
	free(store->lanes_path);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

uint32_t store_lanes(const struct store *store)
{
	return store->lanes;
}

const char *store_lanes_path(const struct store *store)
{
	return store->lanes_path;
}

/* ---- objects ---- */

static int temporary_name(int fd, char name[STORE_NAME_SIZE])
{
	struct stat st;

	if (fstat(fd, &st))
		return errno;
	snprintf(name, STORE_NAME_SIZE, TEMPORARY "%" PRIu64, (uint64_t)st.st_ino);
	return 0;
}

/* EAGAIN: a sweep found the file before it was locked. */
static int create_once(struct store *store, int *out)
{
	char first[STORE_NAME_SIZE], name[STORE_NAME_SIZE];
	int err, fd;

	random_name(first);
	fd = openat(store->ids, first, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	err = flock(fd, LOCK_SH | LOCK_NB) ? EAGAIN : temporary_name(fd, name);
	if (!err && renameat(store->ids, first, store->ids, name))
		err = errno == ENOENT ? EAGAIN : errno;
	if (!err) {
		*out = fd;
		return 0;
	}
	unlinkat(store->ids, first, 0);
	close(fd);
	return err;
}

int store_create(struct store *store, int *fd, struct skep_error *error)
{
	int err = EAGAIN, i;

	for (i = 0; err == EAGAIN && i < STORE_TRIES; i++)
		err = create_once(store, fd);
	if (err)
		return STORE_FAIL(error, err, FILE_OPEN, store->path, strerror(err));
	return 0;
}

static int max_id(void *arg, int dir, const char *name)
{
	uint64_t *max = arg, id;

	(void)dir;
	if (store_parse_id(name, &id) && id > *max)
		*max = id;
	return 0;
}

/*
 * The size of the file `last` is the greatest number that was ever given, so that none is
 * given again while somebody may still remember it.  Locked while a number is given; who
 * cannot have the lock in time goes on without.
 */
static int open_last(struct store *store, uint64_t *last)
{
	int fd = openat(store->root, "last", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat st;

	*last = 0;
	if (fd < 0)
		return -1;
	if (store_lock(fd, LOCK_EX) || fstat(fd, &st) || !store_safe(&st, store->uid)) {
		close(fd);
		return -1;
	}
	*last = (uint64_t)st.st_size;
	return fd;
}

static void close_last(int fd, uint64_t id)
{
	if (fd < 0)
		return;
	if (file_size_allowed(id) && ftruncate(fd, (off_t)id))
		errno = 0; /* a file system with smaller files: numbers may come again */
	close(fd);
}

int store_commit(struct store *store, int fd, uint64_t *id, struct skep_error *error)
{
	char temporary[STORE_NAME_SIZE], name[STORE_NAME_SIZE];
	uint64_t next, last, check;
	int err = temporary_name(fd, temporary), last_fd;

	last_fd = open_last(store, &last);
	if (!err)
		err = -store_max_pinned(store, &next);
	if (!err)
		err = -store_each(store->ids, max_id, &next);
	if (!err && next < last)
		next = last;
	while (!err) {
		id_name(++next, name);
		if (!store_parse_id(name, &check)) {
			err = EOVERFLOW;
			break;
		}
		if (!linkat(store->ids, temporary, store->ids, name, 0))
			break;
		if (errno != EEXIST)
			err = errno;
	}
	close_last(last_fd, err ? last : next);
	if (err)
		return STORE_FAIL(error, err, FILE_IO, store->path, strerror(err));
	unlinkat(store->ids, temporary, 0);
	*id = next;
	return 0;
}

/* Open, locked and still there: 0 and *@out, or a positive errno. */
static int open_object(struct store *store, const char *name, int access, int *out)
{
	int fd = openat(store->ids, name, access | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	int err;

	if (fd < 0)
		return errno;
	err = fstat(fd, &st) ? errno : 0;
	if (!err && (!S_ISREG(st.st_mode) || !store_safe(&st, store->uid)))
		err = EPERM;
	if (!err)
		err = -store_lock(fd, LOCK_SH);
	if (!err && !name_is_file(store->ids, name, fd))
		err = ENOENT;
	if (err)
		close(fd);
	else
		*out = fd;
	return err;
}

int store_get_as(struct store *store, uint64_t id, int access, int *fd, struct skep_error *error)
{
	char name[STORE_NAME_SIZE], file[STORE_NAME_SIZE + 8];
	int err;

	id_name(id, name);
	snprintf(file, sizeof(file), "ids/%s", name);
	err = open_object(store, name, access, fd);
	if (err == EPERM)
		return STORE_FAIL(error, EPERM, MAP_FILE, file,
				  "it is not a file that only its owner can write");
	if (err)
		return STORE_FAIL(error, err, FILE_OPEN, file, strerror(err));
	return 0;
}

int store_get(struct store *store, uint64_t id, int *fd, struct skep_error *error)
{
	return store_get_as(store, id, O_RDWR, fd, error);
}

/* The name that the kernel shows is a hint: what it names must be the same file. */
int store_id_of(const struct store *store, int fd, uint64_t *id)
{
	char link[32], path[PATH_MAX];
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st))
		return -EBADF;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = S_ISREG(st.st_mode) ? readlink(link, path, sizeof(path) - 1) : -1;
	if (n <= 0)
		return -EINVAL;
	path[n] = '\0';
	if (!strrchr(path, '/') || !store_parse_id(strrchr(path, '/') + 1, id) ||
	    !name_is_file(store->ids, strrchr(path, '/') + 1, fd))
		return -EINVAL;
	return 0;
}

void store_put(struct store *store, uint64_t id, int fd)
{
	char name[STORE_NAME_SIZE];

	if (!id && !temporary_name(fd, name) && name_is_file(store->ids, name, fd))
		unlinkat(store->ids, name, 0);
	close(fd);
	if (id)
		store_reap(store, id);
}

void store_let_go(int fd)
{
	flock(fd, LOCK_UN);
	close(fd);
}

struct after_id {
	uint64_t prev, next; /* next: 0 none yet */
};

static int least_id(void *arg, int dir, const char *name)
{
	struct after_id *search = arg;
	uint64_t id;

	(void)dir;
	if (store_parse_id(name, &id) && id > search->prev &&
	    (!search->next || id < search->next))
		search->next = id;
	return 0;
}

int store_next_id(struct store *store, uint64_t prev, uint64_t *id)
{
	struct after_id search = { prev, 0 };
	int err = store_each(store->ids, least_id, &search);

	if (err)
		return err;
	if (!search.next)
		return -ENOENT;
	*id = search.next;
	return 0;
}
