/*
 * What a program polls that the kernel cannot: rings.  Each is watched through an eventfd
 * of the library's, which stands in its place in the program's epoll instances and in what
 * it gives to poll(2) and select(2).
 */
#ifndef SKEP_COMPAT_WATCH_H
#define SKEP_COMPAT_WATCH_H

#include <stdbool.h>
#include <sys/epoll.h>

#include "compat/compat.h"

/** struct source - something to be polled; part of what it is */
struct source {
	bool (*ready)(struct source *source);
	/* In a thread of its own: until something may be ready, not for long; NULL: somebody else
	 * calls watch_wake. */
	void (*wait)(struct source *source);
	void (*done)(struct source *source); /* nobody watches it any more */
	bool out; /* it becomes ready for writing; else for reading */
};

/* Of the object that a descriptor is of; NULL: it cannot be polled. */
struct source *ring_source(int fd);
struct source *perf_source(int fd);

/* Something of @source became ready: those that poll it wake up. */
void watch_wake(struct source *source);
/* epoll_ctl of a descriptor that @source is of: 0 or a negative errno. */
int watch_control(int epoll, int op, int fd, struct source *source, struct epoll_event *event);
/*
 * The descriptor to poll in place of @fd, which @source is of; a negative errno.
 * It lasts until @fd is closed.
 */
int watch_fd(int fd, struct source *source);
/* Before anybody polls: what is ready says so, and nothing else does. */
void watch_sync(void);
/* A descriptor is about to be closed: what is watched by it is not any more. */
void watch_close(int fd);

/* ---- perf.c ---- */
struct perf_event_attr;
/* A descriptor, a negative errno, or FILES_OTHER: an event of another kind. */
int perf_open(const struct perf_event_attr *attr, int pid, int cpu, int group, unsigned long flags);
bool perf_is(int fd);
int perf_mmap(int fd, size_t size, int prot, int flags, uint64_t offset); /* 0 or -errno */
int perf_ioctl(int fd, unsigned long request);
/* Entry @key of a perf event array is the event from now on; 0, -EBADF. */
int perf_attach(struct entry *map, uint32_t key, int fd);
/* Was there one? */
bool perf_detach(struct entry *map, uint32_t key);
/* What programs wrote until now is in the events' rings. */
void perf_drain(void);

#endif
