/*
 * Which task is which.  Numbers of tasks are given again, so a number alone would
 * show one task the values of another that died.  The inode number of a pidfd is
 * given once only (Linux 6.9, pidfs); before, a task is told by the clock tick in
 * which it started.
 *
 * Both depend on the kernel alone, so all processes of a system find the same.
 */
#include "maps/task_id.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
	OF_THREAD = O_EXCL,   /* PIDFD_THREAD */
	PIDFS = 0x50494446,   /* PID_FS_MAGIC */
	START_FIELD = 22 - 2, /* of /proc/TID/stat: so many spaces behind the name */
};

static int open_task(uint32_t tid)
{
	int fd = (int)syscall(SYS_pidfd_open, tid, OF_THREAD);

	return fd < 0 ? -errno : fd;
}

/* The inode number of a pidfd; -ENOSYS: it is one for all tasks. */
static int inode_of(int pidfd, uint64_t *inode)
{
	struct statfs fs;
	struct stat st;

	if (fstatfs(pidfd, &fs) || fstat(pidfd, &st))
		return -errno;
	*inode = st.st_ino;
	return fs.f_type == PIDFS ? 0 : -ENOSYS;
}

/* A small file of /proc, NUL-terminated; 0 or a negative errno. */
static int read_text(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), err = 0;
	size_t used = 0;
	ssize_t got = 1;

	if (fd < 0)
		return -errno;
	while (got > 0 && used < size - 1) {
		got = read(fd, text + used, size - 1 - used);
		used += got > 0 ? (size_t)got : 0;
	}
	if (got < 0)
		err = errno == ESRCH ? -ENOENT : -errno;
	close(fd);
	text[used] = '\0';
	return err;
}

int task_start(uint32_t tid, uint64_t *start)
{
	char path[32], text[1024], *at;
	int err;

	snprintf(path, sizeof(path), "/proc/%" PRIu32 "/stat", tid);
	err = read_text(path, text, sizeof(text));
	if (err)
		return err;
	at = strrchr(text, ')'); /* the name before it may hold anything */
	for (int i = 0; at && i < START_FIELD; i++)
		at = strchr(at + 1, ' ');
	return at && sscanf(at, "%" SCNu64, start) == 1 ? 0 : -ENOSYS;
}

uint32_t task_namespace(void)
{
	struct stat st;

	return stat("/proc/self/ns/pid", &st) ? 0 : (uint32_t)st.st_ino;
}

/* What tells this task from others that had its number. */
static int unique_of(uint32_t tid, uint64_t *unique)
{
	int fd = open_task(tid), err;

	if (fd == -ESRCH)
		return -ENOENT;
	if (fd == -EMFILE || fd == -ENFILE || fd == -ENOMEM)
		return fd;
	if (fd < 0) /* no such flag, no such call, or a filter forbids it */
		return task_start(tid, unique);
	err = inode_of(fd, unique);
	close(fd);
	return err == -ENOSYS ? task_start(tid, unique) : err;
}

int task_id_self(struct task_id *task)
{
	task->tid = (uint32_t)gettid();
	task->ns = task_namespace();
	return unique_of(task->tid, &task->unique);
}

/* The number behind a line's name, *@n of them; false: there is no such line. */
static bool find_line(const char *text, const char *name, int *number, int *n)
{
	const char *line = strstr(text, name), *end;

	if (!line)
		return false;
	line += strlen(name);
	*number = (int)strtol(line, NULL, 10);
	end = strchrnul(line, '\n');
	for (*n = 0; line < end; line += strcspn(line, "\t\n"), ++*n)
		line += *line == '\t';
	return true;
}

/* What the kernel says of a pidfd: the task's number in our namespace. */
static int read_pidfd(int pidfd, uint32_t *tid)
{
	char path[40], text[1024];
	int err, pid, inner, n;

	if (fcntl(pidfd, F_GETFD) < 0)
		return -EBADF;
	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", pidfd);
	err = read_text(path, text, sizeof(text));
	if (err)
		return err;
	if (!find_line(text, "\nPid:", &pid, &n))
		return -EBADF;
	if (pid < 0)
		return -ENOENT;
	*tid = (uint32_t)pid;
	if (!find_line(text, "\nNSpid:", &inner, &n))
		n = 1;
	return pid && n == 1 ? 0 : -EOPNOTSUPP;
}

int task_id_of_pidfd(int pidfd, struct task_id *task)
{
	int err = read_pidfd(pidfd, &task->tid);

	if (err)
		return err;
	task->ns = task_namespace();
	err = inode_of(pidfd, &task->unique);
	if (err != -ENOSYS)
		return err;
	err = task_start(task->tid, &task->unique);
	/* Of the task that was there meanwhile, or of one that got its number. */
	return err ? err : read_pidfd(pidfd, &task->tid);
}

bool task_is_gone(const struct task_id *task, uint32_t ns)
{
	uint64_t unique;
	int err;

	if (!ns || task->ns != ns)
		return false;
	err = unique_of(task->tid, &unique);
	return err ? err == -ENOENT : unique != task->unique;
}
