/*
 * The id of the calling thread's cgroup, as Linux's bpf_get_current_cgroup_id:
 * the inode number of its directory in the cgroup2 hierarchy.  Asked for anew
 * each time, since threads can be moved.
 */
#include "vm/cgroup.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Where systemd and others mount the hierarchy, beside cgroup v1 and alone. */
static const char *const mounts[] = { "/sys/fs/cgroup", "/sys/fs/cgroup/unified" };

static const char *find_mount(void)
{
	struct statfs st;

	for (size_t i = 0; i < sizeof(mounts) / sizeof(*mounts); i++)
		if (!statfs(mounts[i], &st) && st.f_type == CGROUP2_SUPER_MAGIC)
			return mounts[i];
	return NULL;
}

/* The text of the file; false if there is none or too much. */
static bool read_file(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t used = 0;
	ssize_t got = fd < 0 ? -1 : 1;

	while (got > 0 && used < size - 1) {
		got = read(fd, text + used, size - 1 - used);
		used += got > 0 ? (size_t)got : 0;
	}
	if (fd >= 0)
		close(fd);
	text[used] = '\0';
	return !got;
}

/* The path of the line "0::PATH", cut out of @text, or NULL. */
static const char *find_path(char *text)
{
	char *line = strncmp(text, "0::", 3) ? strstr(text, "\n0::") : text, *end;

	if (!line)
		return NULL;
	line += *line == '\n' ? 4 : 3;
	end = strchr(line, '\n');
	if (end)
		*end = '\0';
	return line;
}

uint64_t cgroup_id_of_thread(void)
{
	char text[PATH_MAX], full[PATH_MAX + 32];
	const char *mount = find_mount(), *path;
	struct stat st;

	if (!mount || !read_file("/proc/thread-self/cgroup", text, sizeof(text)))
		return 0;
	path = find_path(text);
	if (!path)
		return 0;
	snprintf(full, sizeof(full), "%s%s", mount, path);
	return stat(full, &st) ? 0 : st.st_ino;
}
