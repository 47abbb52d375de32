/*
 * What waits for descriptors: epoll, poll, select.  Where one is a ring, an eventfd of the
 * library's is waited for (watch.h).
 */
#include "compat/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

#include "compat/interpose.h"

static struct source *source_of(int fd)
{
	return perf_is(fd) ? perf_source(fd) : ring_source(fd);
}

EXPORT int epoll_ctl(int epoll, int op, int fd, struct epoll_event *event)
{
	struct source *source = source_of(fd);
	int err;

	if (!source)
		return __wrap_epoll_ctl(epoll, op, fd, event);
	err = watch_control(epoll, op, fd, source, event);
	if (err)
		errno = -err;
	return err ? -1 : 0;
}

EXPORT int epoll_wait(int epoll, struct epoll_event *events, int max, int timeout)
{
	watch_sync();
	return __wrap_epoll_wait(epoll, events, max, timeout);
}

EXPORT int epoll_pwait(int epoll, struct epoll_event *events, int max, int timeout,
		       const sigset_t *mask)
{
	watch_sync();
	return __wrap_epoll_pwait(epoll, events, max, timeout, mask);
}

/*
 * What to poll in place of @fd, and *@out: for writing; @fd itself if it is none of ours, or
 * cannot be watched.
 */
static int stand_in(int fd, bool *out)
{
	struct source *source = fd < 0 ? NULL : source_of(fd);
	int event = fd;

	*out = source && source->out;
	if (source)
		event = watch_fd(fd, source);
	return event < 0 ? fd : event;
}

enum { FEW = 16, READABLE = POLLIN | POLLRDNORM, WRITABLE = POLLOUT | POLLWRNORM };

/* Of a stand-in, of which the kernel says POLLIN or POLLOUT alone. */
static short ring_events(short asked, short revents)
{
	if (revents & (POLLIN | POLLOUT))
		return asked & (revents & POLLIN ? READABLE : WRITABLE);
	return revents;
}

/* Stand-ins in @set, which is the program's; false: there are none. */
static bool put_stand_ins(struct pollfd *set, nfds_t n)
{
	bool any = false;

	for (nfds_t i = 0; i < n; i++) {
		bool out;
		int event = stand_in(set[i].fd, &out);

		if (event == set[i].fd)
			continue;
		set[i].fd = event;
		if (out)
			set[i].events = set[i].events & WRITABLE ? POLLOUT : 0;
		else
			set[i].events = set[i].events & READABLE ? POLLIN : 0;
		any = true;
	}
	return any;
}

EXPORT int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout,
		 const sigset_t *mask)
{
	struct pollfd few[FEW], *set = n <= FEW ? few : calloc(n, sizeof(*set));
	int result;

	if (set && !user_read(set, (uintptr_t)fds, n * sizeof(*set)) && put_stand_ins(set, n)) {
		watch_sync();
		result = __wrap_ppoll(set, n, timeout, mask);
		for (nfds_t i = 0; i < n; i++)
			fds[i].revents = set[i].fd == fds[i].fd
						 ? set[i].revents
						 : ring_events(fds[i].events, set[i].revents);
	} else {
		result = __wrap_ppoll(fds, n, timeout, mask);
	}
	if (set != few)
		free(set);
	return result;
}

EXPORT int poll(struct pollfd *fds, nfds_t n, int timeout)
{
	const struct timespec time = { timeout / 1000, timeout % 1000 * 1000000L };

	return ppoll(fds, n, timeout < 0 ? NULL : &time, NULL);
}

/* What calls become where the compiler knows the size of the array; no header has them. */
int __poll_chk(struct pollfd *fds, nfds_t n, int timeout, size_t room);
int __ppoll_chk(struct pollfd *fds, nfds_t n, const struct timespec *timeout,
		const sigset_t *mask, size_t room);

EXPORT int __poll_chk(struct pollfd *fds, nfds_t n, int timeout, size_t room)
{
	return room / sizeof(*fds) < n ? __wrap___poll_chk(fds, n, timeout, room)
				       : poll(fds, n, timeout);
}

EXPORT int __ppoll_chk(struct pollfd *fds, nfds_t n, const struct timespec *timeout,
		       const sigset_t *mask, size_t room)
{
	return room / sizeof(*fds) < n ? __wrap___ppoll_chk(fds, n, timeout, mask, room)
				       : ppoll(fds, n, timeout, mask);
}

/** struct stand_ins - of a set that select waits for */
struct stand_ins {
	fd_set set;
	int n, count;
	struct {
		int fd, event;
	} of[FD_SETSIZE];
};

/* Of the first @n of @in, which may be NULL, or lie where nothing is: then there are none. */
static bool find_stand_ins(struct stand_ins *s, int n, const fd_set *in)
{
	fd_set asked = { 0 };
	bool any = false;

	s->count = 0;
	if (!in || n <= 0 || n > FD_SETSIZE ||
	    user_read(&asked, (uintptr_t)in, ((size_t)n + 63) / 64 * 8))
		return false;
	s->set = asked;
	s->n = n;
	for (int fd = 0; fd < n; fd++) {
		bool out = false;
		int event = FD_ISSET(fd, &asked) ? stand_in(fd, &out) : fd;

		if (event == fd || event >= FD_SETSIZE)
			continue;
		FD_CLR(fd, &s->set);
		any = true;
		if (out) /* there is nothing to read, ever */
			continue;
		FD_SET(event, &s->set);
		s->n = event >= s->n ? event + 1 : s->n;
		s->of[s->count].fd = fd;
		s->of[s->count++].event = event;
	}
	return any;
}

EXPORT int pselect(int n, fd_set *in, fd_set *out, fd_set *except, const struct timespec *timeout,
		   const sigset_t *mask)
{
	struct stand_ins s;
	int result;

	if (!find_stand_ins(&s, n, in))
		return __wrap_pselect(n, in, out, except, timeout, mask);
	watch_sync();
	result = __wrap_pselect(s.n, &s.set, out, except, timeout, mask);
	for (int i = 0; result >= 0 && i < s.count; i++) {
		if (FD_ISSET(s.of[i].event, &s.set))
			FD_SET(s.of[i].fd, &s.set);
		FD_CLR(s.of[i].event, &s.set);
	}
	if (result >= 0)
		memcpy(in, &s.set, ((size_t)n + 63) / 64 * 8);
	return result;
}

/* Linux tells what is left of the time. */
EXPORT int select(int n, fd_set *in, fd_set *out, fd_set *except, struct timeval *timeout)
{
	struct stand_ins s;
	struct timespec start, now, time;
	int64_t left;
	int result;

	if (!find_stand_ins(&s, n, in))
		return __wrap_select(n, in, out, except, timeout);
	if (!timeout)
		return pselect(n, in, out, except, NULL, NULL);
	clock_gettime(CLOCK_MONOTONIC, &start);
	time = (struct timespec){ timeout->tv_sec, timeout->tv_usec * 1000 };
	result = pselect(n, in, out, except, &time, NULL);
	clock_gettime(CLOCK_MONOTONIC, &now);
	left = (time.tv_sec - now.tv_sec + start.tv_sec) * 1000000 +
	       (time.tv_nsec - now.tv_nsec + start.tv_nsec) / 1000;
	left = left < 0 ? 0 : left;
	*timeout = (struct timeval){ left / 1000000, left % 1000000 };
	return result;
}
