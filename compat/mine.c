/*
 * The library's own descriptors, in a process that does not know of them: at high numbers,
 * so that the program's get the numbers that they would have, and spared when it closes
 * what it did not open.  Inside the library open(2) and its kind mean these.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

#include "compat/compat.h"

enum { MAX_MINE = 64, FIRST_MINE = 900, LEAST_LIMIT = 256 };

static _Atomic int mine[MAX_MINE]; /* number + 1, 0: free */

static int first_number(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur > FIRST_MINE + MAX_MINE)
		return FIRST_MINE;
	return limit.rlim_cur > LEAST_LIMIT ? (int)limit.rlim_cur - MAX_MINE : 0;
}

static void note(int fd)
{
	for (int i = 0; i < MAX_MINE; i++) {
		int none = 0;

		if (atomic_compare_exchange_strong(&mine[i], &none, fd + 1))
			return;
	}
}

int mine_add(int fd)
{
	int first = first_number(), high;

	if (fd < 0)
		return fd;
	high = first ? fcntl(fd, F_DUPFD_CLOEXEC, first) : -1;
	if (high >= 0) {
		close(fd);
		fd = high;
	}
	note(fd);
	return fd;
}

void mine_remove(int fd)
{
	for (int i = 0; i < MAX_MINE; i++) {
		int that = fd + 1;

		if (atomic_compare_exchange_strong(&mine[i], &that, 0))
			return;
	}
}

bool mine_has(int fd)
{
	for (int i = 0; i < MAX_MINE; i++)
		if (atomic_load_explicit(&mine[i], memory_order_relaxed) == fd + 1)
			return true;
	return false;
}

int mine_next(unsigned from)
{
	int next = -1;

	for (int i = 0; i < MAX_MINE; i++) {
		int fd = atomic_load_explicit(&mine[i], memory_order_relaxed) - 1;

		if (fd >= 0 && (unsigned)fd >= from && (next < 0 || fd < next))
			next = fd;
	}
	return next;
}

int mine_give(int fd)
{
	int low = fcntl(fd, F_DUPFD_CLOEXEC, 0), err = errno;

	close(fd);
	return low < 0 ? -err : low;
}
