/*
 * Pins: names under pins/ that keep an object.  A pin is a symbolic link whose
 * text is the object's number: made in one step, never half-written, and never
 * followed.  Names are walked part by part, without following links, through
 * directories that only the owner can write.
 */
#include "maps/store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- names ---- */

static const char *check_part(const char *part, size_t size)
{
	size_t i;

	if (!size)
		return "a part of the name is empty";
	if (part[0] == '.' && (size == 1 || (size == 2 && part[1] == '.')))
		return "\".\" and \"..\" are not allowed";
	for (i = 0; i < size; i++)
		if ((unsigned char)part[i] < 0x20 || part[i] == 0x7f)
			return "control characters are not allowed";
	return NULL;
}

static const char *check_name(const char *name)
{
	const char *reason = NULL;
	size_t size, depth = 0;

	if (name[0] == '/')
		return "the name is not relative";
	if (strlen(name) > MAX_PIN_NAME)
		return "the name is too long";
	while (!reason) {
		size = strcspn(name, "/");
		reason = check_part(name, size);
		if (++depth > MAX_PIN_DEPTH)
			reason = "the name has too many parts";
		if (!name[size])
			break;
		name += size + 1;
	}
	return reason;
}

/* A directory below @parent that is ours; 0 and *@out, or a positive errno. */
static int open_part(const struct store *store, int parent, const char *name, int *out)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), err;
	struct stat st;

	if (fd < 0)
		return errno == ELOOP ? ENOTDIR : errno;
	err = fstat(fd, &st) ? errno : store_safe(&st, store->uid) ? 0 : EPERM;
	if (err)
		close(fd);
	else
		*out = fd;
	return err;
}

/* The directory that a checked name's last part is in, and that part. */
static int open_parent(const struct store *store, const char *name, bool make, int *dir,
		       const char **leaf)
{
	char part[MAX_PIN_NAME + 1];
	int fd = -1, next = -1, err;

	err = open_part(store, store->pins, ".", &fd);
	while (!err && strchr(name, '/')) {
		size_t size = strcspn(name, "/");

		memcpy(part, name, size);
		part[size] = '\0';
		name += size + 1;
		if (make && mkdirat(fd, part, 0700) && errno != EEXIST)
			err = errno;
		if (!err)
			err = open_part(store, fd, part, &next);
		close(fd);
		fd = next;
	}
	*dir = fd;
	*leaf = name;
	return err;
}

/* Remove the directories of a name that are empty now; some may never have been made. */
static void remove_empty(const struct store *store, const char *name)
{
	char prefix[MAX_PIN_NAME + 1];
	const char *leaf;
	char *slash;
	int dir;

	snprintf(prefix, sizeof(prefix), "%s", name);
	while ((slash = strrchr(prefix, '/'))) {
		*slash = '\0';
		if (open_parent(store, prefix, false, &dir, &leaf))
			continue;
		unlinkat(dir, leaf, AT_REMOVEDIR);
		close(dir);
	}
}

/* The number that a pin names: 0, ENOENT where there is no pin, EPERM for a stranger's. */
static int read_pin(const struct store *store, int dir, const char *leaf, uint64_t *id)
{
	char text[STORE_NAME_SIZE];
	struct stat st;
	ssize_t n;

	if (fstatat(dir, leaf, &st, AT_SYMLINK_NOFOLLOW))
		return errno;
	if (!S_ISLNK(st.st_mode))
		return ENOENT;
	if (st.st_uid != store->uid)
		return EPERM;
	n = readlinkat(dir, leaf, text, sizeof(text) - 1);
	if (n < 0)
		return errno;
	text[n] = '\0';
	return store_parse_id(text, id) ? 0 : EPERM;
}

/* What a positive errno of the functions above means for the pin @name. */
static int pin_fail(struct skep_error *error, const char *name, int err)
{
	if (err == EEXIST)
		return error_set(error, PIN_EXISTS, name);
	if (err == ENOENT)
		return error_set(error, PIN_MISSING, name);
	if (err == ENOTDIR)
		return error_set(error, BAD_PIN, name, "a part of it is not a directory");
	if (err == EPERM)
		return STORE_FAIL(error, EPERM, BAD_PIN, name, "it is not yours alone, or no pin");
	return STORE_FAIL(error, err, FILE_IO, name, strerror(err));
}

/* ---- pin, unpin, look up ---- */

/* ENOENT: somebody removed a directory that had become empty. */
static int pin_once(const struct store *store, const char *name, const char *target)
{
	const char *leaf;
	int dir, err;

	err = open_parent(store, name, true, &dir, &leaf);
	if (err)
		return err;
	err = symlinkat(target, dir, leaf) ? errno : 0;
	close(dir);
	return err;
}

/* The object is held meanwhile, so nobody removes it before its pin is seen. */
int store_pin(struct store *store, const char *name, uint64_t id, struct skep_error *error)
{
	const char *reason = check_name(name);
	char target[STORE_NAME_SIZE];
	int err, i, fd;

	if (reason)
		return error_set(error, BAD_PIN, name, reason);
	err = store_get(store, id, &fd, error);
	if (err)
		return err;
	err = ENOENT;
	snprintf(target, sizeof(target), "%llu", (unsigned long long)id);
	for (i = 0; err == ENOENT && i < STORE_TRIES; i++)
		err = pin_once(store, name, target);
	if (err)
		remove_empty(store, name);
	close(fd);
	return err ? pin_fail(error, name, err) : 0;
}

int store_unpin_alone(struct store *store, const char *name, struct skep_error *error)
{
	const char *reason = check_name(name), *leaf;
	uint64_t id;
	int dir, err;

	if (reason)
		return error_set(error, BAD_PIN, name, reason);
	err = open_parent(store, name, false, &dir, &leaf);
	if (err)
		return pin_fail(error, name, err);
	err = read_pin(store, dir, leaf, &id);
	if (!err && unlinkat(dir, leaf, 0))
		err = errno;
	close(dir);
	if (err)
		return pin_fail(error, name, err);
	store_reap(store, id);
	return 0;
}

int store_unpin(struct store *store, const char *name, struct skep_error *error)
{
	int err = store_unpin_alone(store, name, error);

	if (!err)
		remove_empty(store, name);
	return err;
}

int store_lookup_pin(struct store *store, const char *name, uint64_t *id, struct skep_error *error)
{
	const char *reason = check_name(name), *leaf;
	int dir, err;

	if (reason)
		return error_set(error, BAD_PIN, name, reason);
	err = open_parent(store, name, false, &dir, &leaf);
	if (!err) {
		err = read_pin(store, dir, leaf, id);
		close(dir);
	}
	return err ? pin_fail(error, name, err) : 0;
}

/* ---- all pins ---- */

struct walk {
	const struct store *store;
	int (*each)(void *arg, const char *name, uint64_t id); /* not 0 ends the walk */
	void *arg;
	char name[MAX_PIN_NAME + 1];
	size_t size, depth;
};

static int walk_entry(void *arg, int dir, const char *entry);

static int walk_folder(struct walk *walk, int fd, size_t size)
{
	int result;

	walk->name[size] = '/';
	walk->size = size + 1;
	walk->depth++;
	result = store_each(fd, walk_entry, walk);
	walk->depth--;
	return result;
}

/* What is gone or a stranger's is no pin; what cannot be read ends the walk: it may be one. */
static int walk_entry(void *arg, int dir, const char *entry)
{
	struct walk *walk = arg;
	size_t size = walk->size, n = strlen(entry);
	int fd, err, result = 0;
	uint64_t id;

	if (size + n > MAX_PIN_NAME || walk->depth == MAX_PIN_DEPTH)
		return 0;
	memcpy(walk->name + size, entry, n + 1);
	err = read_pin(walk->store, dir, entry, &id);
	if (!err) {
		result = walk->each(walk->arg, walk->name, id);
	} else if (err == ENOENT && size + n < MAX_PIN_NAME) {
		err = open_part(walk->store, dir, entry, &fd);
		if (!err) {
			result = walk_folder(walk, fd, size + n);
			close(fd);
		}
	}
	walk->size = size;
	if (err && err != ENOENT && err != ENOTDIR && err != EPERM)
		return -err;
	return result;
}

static int walk_pins(const struct store *store,
		     int (*each)(void *arg, const char *name, uint64_t id), void *arg)
{
	struct walk walk = { .store = store, .each = each, .arg = arg };

	return store_each(store->pins, walk_entry, &walk);
}

struct after_name {
	const char *prev;
	char next[MAX_PIN_NAME + 1]; /* "": none yet */
};

static int least_name(void *arg, const char *name, uint64_t id)
{
	struct after_name *search = arg;

	(void)id;
	if ((!search->prev || strcmp(name, search->prev) > 0) &&
	    (!search->next[0] || strcmp(name, search->next) < 0))
		snprintf(search->next, sizeof(search->next), "%s", name);
	return 0;
}

int store_next_pin(struct store *store, const char *prev, char *name, size_t size)
{
	struct after_name search = { .prev = prev };
	int err = walk_pins(store, least_name, &search);

	if (err)
		return err;
	if (!search.next[0])
		return -ENOENT;
	if (strlen(search.next) >= size)
		return -ENAMETOOLONG;
	snprintf(name, size, "%s", search.next);
	return 0;
}

static int is_id(void *arg, const char *name, uint64_t id)
{
	(void)name;
	return id == *(uint64_t *)arg;
}

/* What cannot be read counts as pinned: nothing is removed on a doubt. */
bool store_is_pinned(const struct store *store, uint64_t id)
{
	return walk_pins(store, is_id, &id) != 0;
}

static int greatest_id(void *arg, const char *name, uint64_t id)
{
	uint64_t *max = arg;

	(void)name;
	if (id > *max)
		*max = id;
	return 0;
}

int store_max_pinned(const struct store *store, uint64_t *max)
{
	*max = 0;
	return walk_pins(store, greatest_id, max);
}

/* A directory's entries may be removed while it is listed. */
static int sweep_pin(void *arg, const char *name, uint64_t id)
{
	const struct store *store = arg;
	char object[STORE_NAME_SIZE];
	const char *leaf;
	struct stat st;
	int dir;

	snprintf(object, sizeof(object), "%llu", (unsigned long long)id);
	if (!fstatat(store->ids, object, &st, AT_SYMLINK_NOFOLLOW) || errno != ENOENT)
		return 0;
	if (!open_parent(store, name, false, &dir, &leaf)) {
		unlinkat(dir, leaf, 0);
		close(dir);
	}
	return 0;
}

void store_sweep_pins(struct store *store)
{
	walk_pins(store, sweep_pin, store);
}
