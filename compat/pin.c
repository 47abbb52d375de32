/*
 * BPF_OBJ_PIN, BPF_OBJ_GET; and which paths mean pins: what lies below /sys/fs/bpf, where
 * a kernel has them, and below the root's own folder.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compat/compat.h"

enum { F_PATH_FD = 1 << 14, PATH_FD = 16 };

/* ---- paths ---- */

/* Where a relative path starts; 0 or -errno. */
static int start_of(int dir, char *to, size_t size)
{
	char link[32];
	ssize_t n;

	if (dir == AT_FDCWD)
		return getcwd(to, size) ? 0 : -errno;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", dir);
	n = readlink(link, to, size - 1);
	if (n < 0)
		return -EBADF;
	to[n] = '\0';
	return 0;
}

/* Without ".", ".." and empty parts; of what the path says, not what links would do. */
static void normalise(char *path)
{
	char *to = path, *part, *rest = path;

	while ((part = strsep(&rest, "/"))) {
		if (!*part || !strcmp(part, "."))
			continue;
		if (!strcmp(part, "..")) {
			while (to > path && *--to != '/')
				;
			continue;
		}
		*to++ = '/';
		memmove(to, part, strlen(part));
		to += strlen(part);
	}
	*to = '\0';
}

static bool below(const char *path, const char *folder, const char **rest)
{
	size_t n = strlen(folder);

	if (strncmp(path, folder, n) || (path[n] && path[n] != '/'))
		return false;
	*rest = path[n] ? path + n + 1 : path + n;
	return true;
}

int pin_name(int dir, const char *path, char *name)
{
	char whole[2 * PATH_MAX] = "", pins[PATH_MAX];
	const char *root = secure_getenv("SKEP_ROOT"), *rest;
	size_t n = 0;

	if (!root || strlen(path) >= PATH_MAX)
		return -ENOENT;
	if (path[0] != '/') {
		if (start_of(dir, whole, PATH_MAX))
			return -ENOENT;
		n = strlen(whole);
		whole[n++] = '/';
	}
	strcpy(whole + n, path);
	normalise(whole);
	snprintf(pins, sizeof(pins), "%.*s/pins", PATH_MAX - 8, root);
	if ((!below(whole, BPFFS, &rest) && !below(whole, pins, &rest)) || strlen(rest) >= PATH_MAX)
		return -ENOENT;
	strcpy(name, rest);
	return 0;
}

/* What a path answers that means no pin: a file that is there, or is to be made. */
static int elsewhere(int dir, char *path, bool makes)
{
	char *leaf = strrchr(path, '/');
	struct stat st;

	if (!makes)
		return fstatat(dir, path, &st, 0) ? -errno : -EACCES;
	if (!fstatat(dir, path, &st, 0))
		return -EEXIST;
	if (leaf)
		leaf[leaf == path] = '\0';
	return fstatat(dir, leaf ? path : ".", &st, 0) ? -errno : -EPERM;
}

/* The caller's path: 0 and its pin, or why it means none. */
static int read_path(struct call *call, char *name, bool makes)
{
	char path[PATH_MAX];
	bool at = call->attr.b.file_flags & F_PATH_FD;
	int dir = at ? (int)call_u32(call, PATH_FD) : AT_FDCWD;

	if (user_read_string(path, call->attr.b.pathname, sizeof(path)) < 0)
		return -EFAULT;
	if (!path[0])
		return -ENOENT;
	return pin_name(dir, path, name) ? elsewhere(dir, path, makes) : 0;
}

static int look(const struct skep *vm, const char *name, struct stat *st)
{
	char path[2 * PATH_MAX];

	snprintf(path, sizeof(path), "%s/pins/%s", store_path(vm->store), name);
	return lstat(path, st) ? -errno : 0;
}

/* ---- pin ---- */

/* Linux makes no folders, and keeps names with dots to itself. */
static int check_pin(const struct skep *vm, const char *name)
{
	const char *leaf = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
	char parent[PATH_MAX];
	struct stat st;
	int err;

	if (!*name)
		return -EEXIST;
	snprintf(parent, sizeof(parent), "%.*s", leaf > name ? (int)(leaf - name) - 1 : 0, name);
	err = look(vm, parent, &st);
	if (!err && !S_ISDIR(st.st_mode))
		return -ENOTDIR;
	if (err)
		return err;
	return strchr(leaf, '.') ? -EPERM : 0;
}

long cmd_obj_pin(struct call *call)
{
	char name[PATH_MAX];
	struct entry *entry;
	int err;

	if (call->attr.b.file_flags & ~(uint32_t)F_PATH_FD ||
	    (!(call->attr.b.file_flags & F_PATH_FD) && call_u32(call, PATH_FD)))
		return -EINVAL;
	err = entry_get(call->vm, (int)call->attr.b.bpf_fd, STORED_NONE, &entry);
	if (err)
		return -EINVAL;
	err = entry->kind == STORED_BTF ? -EINVAL : read_path(call, name, true);
	if (!err)
		err = check_pin(call->vm, name);
	if (!err)
		err = store_pin(call->vm->store, name, entry->id, NULL);
	entry_put(entry);
	return err;
}

/* ---- get ---- */

static int open_mode(uint32_t flags)
{
	return flags & BPF_F_RDONLY ? O_RDONLY : flags & BPF_F_WRONLY ? O_WRONLY : O_RDWR;
}

long obj_open(struct skep *vm, uint64_t id, enum stored_kind kind, uint32_t flags)
{
	enum stored_kind is;
	int fd, low, err;

	if (!(~flags & (BPF_F_RDONLY | BPF_F_WRONLY)))
		return -EINVAL;
	err = store_get_as(vm->store, id, O_RDONLY, &fd, NULL);
	if (err)
		return err;
	is = stored_kind(fd);
	if (is == STORED_NONE || (kind != STORED_NONE && is != kind))
		err = -ENOENT;
	if (!err && open_mode(flags) != O_RDONLY) {
		err = store_get_as(vm->store, id, open_mode(flags), &low, NULL);
		close(fd);
		fd = low;
	}
	if (!err)
		return mine_give(fd);
	close(fd);
	return err;
}

long cmd_obj_get(struct call *call)
{
	uint32_t flags = call->attr.b.file_flags;
	char name[PATH_MAX];
	struct stat st;
	uint64_t id;
	int err;

	if (call->attr.b.bpf_fd || flags & ~(uint32_t)(BPF_F_RDONLY | BPF_F_WRONLY | F_PATH_FD) ||
	    (!(flags & F_PATH_FD) && call_u32(call, PATH_FD)) ||
	    !(~flags & (BPF_F_RDONLY | BPF_F_WRONLY)))
		return -EINVAL;
	err = read_path(call, name, false);
	if (!err)
		err = look(call->vm, name, &st);
	if (!err && S_ISDIR(st.st_mode))
		err = -EACCES;
	if (!err)
		err = store_lookup_pin(call->vm->store, name, &id, NULL);
	return err ? err : obj_open(call->vm, id, STORED_NONE, flags);
}
