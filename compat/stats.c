/*
 * Statistics of runs: BPF_ENABLE_STATS.  They are wanted while somebody holds a lock on the
 * root's file `stats`, which the descriptor does that the command gives; they stand in the
 * program's file, so that all processes count in one place.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "compat/compat.h"

static int open_stats(struct skep *vm, int flags)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/stats", store_path(vm->store));
	return open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

long stats_enable(struct skep *vm)
{
	int fd = open_stats(vm, O_RDWR | O_CREAT);

	if (fd < 0)
		return -errno;
	if (flock(fd, LOCK_SH | LOCK_NB)) { /* somebody only looks, for a moment */
		close(fd);
		return -EBUSY;
	}
	return mine_give(fd);
}

bool stats_wanted(struct skep *vm)
{
	int fd = open_stats(vm, O_RDONLY);
	bool wanted;

	if (fd < 0)
		return false;
	wanted = flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK;
	close(fd);
	return wanted;
}

static struct stored_stats *stats_of(const struct entry *prog)
{
	return (struct stored_stats *)((uint8_t *)prog->page + STORED_STATS_AT);
}

void stats_count(struct entry *prog, uint32_t runs, uint64_t ns)
{
	__atomic_fetch_add(&stats_of(prog)->runs, runs, __ATOMIC_RELAXED);
	__atomic_fetch_add(&stats_of(prog)->run_ns, ns, __ATOMIC_RELAXED);
}

void stats_read(const struct entry *prog, struct stored_stats *out)
{
	out->runs = __atomic_load_n(&stats_of(prog)->runs, __ATOMIC_RELAXED);
	out->run_ns = __atomic_load_n(&stats_of(prog)->run_ns, __ATOMIC_RELAXED);
}
