/* See files.h.  Nothing here opens the environment for what is not ours. */

#include "compat/compat.h"
#include "compat/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *root(void)
{
	return secure_getenv("SKEP_ROOT");
}

/* ---- objects ---- */

int object_of(int fd, struct entry **out)
{
	char link[32], path[PATH_MAX];
	size_t len = root() ? strlen(root()) : 0;
	struct skep *vm;
	struct stat st;
	ssize_t n;
	int err;

	if (!len || fd < 0 || mine_has(fd) || fstat(fd, &st) || !S_ISREG(st.st_mode))
		return -EINVAL;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	if (n <= (ssize_t)len || strncmp(path, root(), len) || strncmp(path + len, "/ids/", 5))
		return -EINVAL;
	err = compat_open(&vm);
	return err ? err : entry_get(vm, fd, STORED_NONE, out);
}

/* Who reads a ring writes the first page alone, who fills a user ring all but the first. */
static int check_ring(const struct map_desc *desc, size_t size, int prot, uint64_t offset)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	bool fills = desc->type == MAP_USER_RINGBUF;

	if (prot & PROT_WRITE && (fills ? !offset : offset || size != page))
		return -EPERM;
	return offset + size > 2 * page + 2 * (uint64_t)desc->max_entries ? -EINVAL : 0;
}

static int check_array(const struct map_desc *desc, size_t size, uint64_t offset)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), values;

	values = (uint64_t)desc->max_entries * ((desc->value_size + 7) & ~UINT64_C(7));
	values = (values + page - 1) / page * page;
	if (!(desc->map_flags & MAP_F_MMAPABLE))
		return -EINVAL;
	size = (size + page - 1) / page * page;
	return offset + size > values ? -EINVAL : 0;
}

/* As Linux's bpf_map_mmap and what the types add. */
static int check_map(const struct entry *entry, size_t size, int prot, int flags, uint64_t offset)
{
	const struct map_desc *desc = map_desc(entry->map->map);
	uint32_t type = map_type_by_number(desc->type)->flags;
	bool ring = type & (MAPF_RINGBUF | MAPF_USER_RINGBUF);

	if ((desc->type != MAP_ARRAY && !ring) || desc->lock_end)
		return -LINUX_ENOTSUPP;
	if (!(flags & MAP_SHARED))
		return -EINVAL;
	if (prot & PROT_WRITE && map_is_frozen(entry->map->map))
		return -EPERM;
	if (prot & PROT_WRITE && desc->map_flags & MAP_F_RDONLY_PROG)
		return -EACCES;
	return ring ? check_ring(desc, size, prot, offset) : check_array(desc, size, offset);
}

int object_mmap(int fd, size_t size, int prot, int flags, uint64_t offset)
{
	struct entry *entry;
	int err;

	if (object_of(fd, &entry))
		return 0;
	err = entry->kind == STORED_MAP ? check_map(entry, size, prot, flags, offset) : -ENODEV;
	entry_put(entry);
	return err;
}

/* ---- files of text ---- */

static int file_of(const char *text)
{
	int fd = memfd_create("skep", MFD_CLOEXEC), err = errno;
	size_t n = strlen(text);

	if (fd < 0)
		return -err;
	if (write(fd, text, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET)) {
		close(fd);
		return -ENOSPC;
	}
	return fd;
}

int files_lanes(void)
{
	struct skep *vm = compat_vm();
	char path[PATH_MAX];
	struct stat st;

	if (vm)
		return (int)skep_lanes(vm);
	if (!root())
		return 0;
	snprintf(path, sizeof(path), "%s/lanes", root());
	return stat(path, &st) ? 0 : (int)st.st_size;
}

static int cpu_list(void)
{
	char text[32];
	int n = files_lanes();

	if (n <= 0)
		return FILES_OTHER;
	snprintf(text, sizeof(text), n > 1 ? "0-%d\n" : "%d\n", n - 1);
	return file_of(text);
}

static bool is_cpu_list(const char *path)
{
	static const char folder[] = "/sys/devices/system/cpu/";

	if (strncmp(path, folder, sizeof(folder) - 1))
		return false;
	path += sizeof(folder) - 1;
	return !strcmp(path, "possible") || !strcmp(path, "online") || !strcmp(path, "present");
}

/* What of /proc/self/@what/N; -1: it is something else. */
static int proc_number(const char *path, const char *what)
{
	char self[32];
	unsigned n;
	char end;

	snprintf(self, sizeof(self), "/proc/%d/", (int)getpid());
	if (!strncmp(path, "/proc/self/", 11))
		path += 11;
	else if (!strncmp(path, self, strlen(self)))
		path += strlen(self);
	else
		return -1;
	if (strncmp(path, what, strlen(what)) || path[strlen(what)] != '/')
		return -1;
	path += strlen(what) + 1;
	return sscanf(path, "%9u%c", &n, &end) == 1 ? (int)n : -1;
}

static void map_fdinfo(const struct entry *entry, char *text, size_t size)
{
	const struct map_desc *desc = map_desc(entry->map->map);
	void *base;
	size_t memory;

	map_range(entry->map->map, &base, &memory);
	snprintf(text, size,
		 "map_type:\t%u\nkey_size:\t%u\nvalue_size:\t%u\nmax_entries:\t%u\n"
		 "map_flags:\t%#x\nmap_extra:\t%#llx\nmemlock:\t%llu\nmap_id:\t%u\nfrozen:\t%u\n",
		 desc->type, desc->key_size, desc->value_size, desc->max_entries, desc->map_flags,
		 desc->type == MAP_BLOOM_FILTER ? (unsigned long long)desc->map_extra : 0,
		 (unsigned long long)memory, (unsigned)entry->id, map_is_frozen(entry->map->map));
}

static void prog_fdinfo(const struct entry *entry, char *text, size_t size)
{
	const struct stored_prog *prog = &entry->prog;
	struct skep_prog_info info = { 0 };
	char tag[2 * STORED_TAG + 1];
	struct stored_stats stats;

	for (int i = 0; i < STORED_TAG; i++)
		sprintf(tag + 2 * i, "%02x", prog->tag[i]);
	skep_prog_info(entry->obj->progs, &info);
	stats_read(entry, &stats);
	snprintf(text, size,
		 "prog_type:\t%u\nprog_jited:\t%u\nprog_tag:\t%s\nmemlock:\t%llu\nprog_id:\t%u\n"
		 "run_time_ns:\t%llu\nrun_cnt:\t%llu\nrecursion_misses:\t0\nverified_insns:\t%u\n",
		 prog->prog_type, entry->obj->progs->jit != NULL, tag,
		 (unsigned long long)prog->n_slots * 8, (unsigned)entry->id,
		 (unsigned long long)stats.run_ns, (unsigned long long)stats.runs,
		 (unsigned)info.n_processed);
}

static int fdinfo(int fd)
{
	char text[1024];
	struct entry *entry;
	int n, flags = fcntl(fd, F_GETFL);

	if (object_of(fd, &entry))
		return FILES_OTHER;
	n = snprintf(text, sizeof(text), "pos:\t0\nflags:\t0%o\nmnt_id:\t0\nino:\t%llu\n",
		     (unsigned)flags | O_CLOEXEC, (unsigned long long)entry->inode);
	if (entry->kind == STORED_MAP)
		map_fdinfo(entry, text + n, sizeof(text) - (size_t)n);
	else if (entry->kind == STORED_PROG)
		prog_fdinfo(entry, text + n, sizeof(text) - (size_t)n);
	else
		snprintf(text + n, sizeof(text) - (size_t)n, "btf_id:\t%u\n", (unsigned)entry->id);
	entry_put(entry);
	return file_of(text);
}

/* A folder of pins is one; a pin's content is not to be read. */
static int open_pin(int dir, const char *path, int flags)
{
	char buf[PATH_MAX];
	struct stat st;
	int fd;

	if (files_path(dir, path, false, buf) == path)
		return FILES_OTHER;
	if (lstat(buf, &st))
		return flags & O_CREAT ? -EPERM : -errno;
	if (!S_ISDIR(st.st_mode))
		return -EIO;
	fd = open(buf, flags);
	return fd < 0 ? -errno : mine_give(fd);
}

/* The system's, and the file system of pins. */
static int mounts(void)
{
	static const char line[] =
		"bpf " BPFFS " bpf rw,nosuid,nodev,noexec,relatime,mode=700 0 0\n";
	int from = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC);
	int to = memfd_create("skep", MFD_CLOEXEC), err = 0;
	char part[4096];
	ssize_t n = 0;

	while (from >= 0 && to >= 0 && (n = read(from, part, sizeof(part))) > 0)
		if (write(to, part, (size_t)n) != n)
			err = -ENOSPC;
	if (from < 0 || to < 0 || n < 0 || write(to, line, strlen(line)) != (ssize_t)strlen(line) ||
	    lseek(to, 0, SEEK_SET))
		err = -EIO;
	if (from >= 0)
		close(from);
	if (err && to >= 0)
		close(to);
	return err ? err : to;
}

int files_open(int dir, const char *path, int flags)
{
	int saved = errno, result, fd;

	if (!path)
		return FILES_OTHER;
	result = open_pin(dir, path, flags);
	if (result != FILES_OTHER || path[0] != '/' || (flags & O_ACCMODE) != O_RDONLY) {
		errno = saved;
		return result;
	}
	if (!strcmp(path, "/proc/mounts") || !strcmp(path, "/proc/self/mounts")) {
		result = mounts();
	} else if (is_cpu_list(path)) {
		result = cpu_list();
	} else {
		fd = proc_number(path, "fdinfo");
		if (fd >= 0)
			result = fdinfo(fd);
	}
	errno = saved;
	return result;
}

ssize_t files_readlink(const char *path, char *to, size_t size)
{
	static const char *const names[] = { [STORED_MAP] = "anon_inode:bpf-map",
					     [STORED_PROG] = "anon_inode:bpf-prog",
					     [STORED_BTF] = "anon_inode:btf" };
	int saved = errno, fd = proc_number(path, "fd");
	struct entry *entry;
	ssize_t n = -1;

	if (fd >= 0 && !object_of(fd, &entry)) {
		n = (ssize_t)strlen(names[entry->kind]);
		n = (size_t)n < size ? n : (ssize_t)size;
		memcpy(to, names[entry->kind], (size_t)n);
		entry_put(entry);
	}
	errno = saved;
	return n;
}

/* ---- pins ---- */

const char *files_path(int dir, const char *path, bool follow, char *buf)
{
	char name[PATH_MAX], target[32];
	int saved = errno;
	ssize_t n = -1;

	if (!path || pin_name(dir, path, name)) {
		errno = saved;
		return path;
	}
	snprintf(buf, PATH_MAX, "%.*s/pins%s%.*s", PATH_MAX / 2 - 8, root(), *name ? "/" : "",
		 PATH_MAX / 2 - 8, name);
	if (follow)
		n = readlink(buf, target, sizeof(target) - 1);
	if (n > 0) {
		target[n] = '\0';
		snprintf(buf, PATH_MAX, "%.*s/ids/%s", PATH_MAX / 2 - 8, root(), target);
	}
	errno = saved;
	return buf;
}

int files_unlink(int dir, const char *path)
{
	char name[PATH_MAX];
	struct skep *vm;
	int err;

	if (!path || pin_name(dir, path, name))
		return FILES_OTHER;
	err = compat_open(&vm);
	return err ? err : store_unpin_alone(vm->store, name, NULL);
}
