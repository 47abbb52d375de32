/*
 * See watch.h.  The eventfd is what the program's epoll instance really has.  Its level is
 * set right before each wait (watch_sync) and raised by a thread that waits for the ring;
 * the thread rests while what it raised was not taken.
 *
 * A watch belongs to one process: a child that polls what it inherited gets its own thread
 * at its first wait.
 */
#include "compat/watch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { REST_NS = 1000000, WAITER_STACK = 256 << 10 };

enum { NO_EPOLL = -1 };

struct watch {
	int epoll, fd, event; /* the program's two (NO_EPOLL: poll or select), and ours */
	struct source *source;
	pid_t process; /* that the thread is of */
	bool stop;
	unsigned users; /* the list, the thread */
	struct watch *next;
};

static struct {
	pthread_mutex_t lock;
	struct watch *all;
	_Atomic unsigned n;
} watches = { .lock = PTHREAD_MUTEX_INITIALIZER };

/*
 * An eventfd can be read while its number is not 0, and written while it is not the largest:
 * so much does one who waits for room get to see.
 */
static const uint64_t largest = UINT64_MAX - 1;

/* Return: was there something to take? */
static bool take_number(const struct watch *watch)
{
	uint64_t number;

	return read(watch->event, &number, sizeof(number)) == sizeof(number);
}

static bool put_number(const struct watch *watch, uint64_t number)
{
	return write(watch->event, &number, sizeof(number)) == sizeof(number);
}

/* Where it is up, or down, already, these fail. */
static bool raise_level(const struct watch *watch)
{
	return watch->source->out ? take_number(watch) : put_number(watch, 1);
}

static bool lower_level(const struct watch *watch)
{
	return watch->source->out ? put_number(watch, largest) : take_number(watch);
}

/* What becomes ready between the look and the reset raises it again. */
static void set_level(const struct watch *watch)
{
	if (!watch->source->ready(watch->source) && lower_level(watch) &&
	    !watch->source->ready(watch->source))
		return;
	if (watch->source->ready(watch->source))
		raise_level(watch);
}

/* As the program asks for @fd, but that what waits for room has nothing to read. */
static int control(const struct watch *watch, int op, const struct epoll_event *event)
{
	struct epoll_event asked = event ? *event : (struct epoll_event){ 0 };

	if (watch->source->out)
		asked.events &= ~(uint32_t)(EPOLLIN | EPOLLRDNORM);
	return epoll_ctl(watch->epoll, op, watch->event, &asked) ? -errno : 0;
}

/* ---- the thread ---- */

static void put(struct watch *watch)
{
	bool last;

	pthread_mutex_lock(&watches.lock);
	last = --watch->users == 0;
	pthread_mutex_unlock(&watches.lock);
	if (!last)
		return;
	close(watch->event);
	watch->source->done(watch->source);
	free(watch);
}

static void *wait_for(void *arg)
{
	const struct timespec rest = { .tv_nsec = REST_NS };
	struct watch *watch = arg;

	while (!__atomic_load_n(&watch->stop, __ATOMIC_ACQUIRE)) {
		watch->source->wait(watch->source);
		if (!watch->source->ready(watch->source))
			continue;
		raise_level(watch);
		while (watch->source->ready(watch->source) &&
		       !__atomic_load_n(&watch->stop, __ATOMIC_ACQUIRE))
			nanosleep(&rest, NULL);
	}
	put(watch);
	return NULL;
}

/* Under the lock.  No signal of the program is handled in our thread. */
static int start(struct watch *watch)
{
	sigset_t all, before;
	pthread_attr_t attr;
	pthread_t thread;
	int err;

	watch->process = getpid();
	if (!watch->source->wait)
		return 0;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attr, WAITER_STACK);
	watch->users++;
	err = pthread_create(&thread, &attr, wait_for, watch);
	if (err)
		watch->users--;
	pthread_attr_destroy(&attr);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return -err;
}

/* ---- the list ---- */

static struct watch **find(int epoll, int fd)
{
	struct watch **at = &watches.all;

	while (*at && ((*at)->epoll != epoll || (*at)->fd != fd))
		at = &(*at)->next;
	return at;
}

static void unlink_watch(struct watch **at)
{
	struct watch *watch = *at;

	*at = watch->next;
	__atomic_store_n(&watch->stop, true, __ATOMIC_RELEASE);
	watches.n--;
}

static int add(int epoll, int fd, struct source *source, struct epoll_event *event)
{
	struct watch *watch = calloc(1, sizeof(*watch));
	int err = 0;

	if (!watch)
		return -ENOMEM;
	*watch = (struct watch){ .epoll = epoll, .fd = fd, .source = source, .users = 1 };
	watch->event = mine_add(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
	if (watch->event < 0)
		err = -errno;
	else if (epoll != NO_EPOLL)
		err = control(watch, EPOLL_CTL_ADD, event);
	pthread_mutex_lock(&watches.lock);
	if (!err)
		err = start(watch);
	if (!err) {
		watch->next = watches.all;
		watches.all = watch;
		watches.n++;
	}
	pthread_mutex_unlock(&watches.lock);
	if (!err)
		return 0;
	if (watch->event >= 0)
		close(watch->event);
	free(watch);
	return err;
}

static int change(int epoll, int op, int fd, struct epoll_event *event)
{
	struct watch **at, *gone = NULL;
	int err;

	pthread_mutex_lock(&watches.lock);
	at = find(epoll, fd);
	err = *at ? control(*at, op, event) : -ENOENT;
	if (!err && op == EPOLL_CTL_DEL) {
		gone = *at;
		unlink_watch(at);
	}
	pthread_mutex_unlock(&watches.lock);
	if (gone)
		put(gone);
	return err;
}

int watch_control(int epoll, int op, int fd, struct source *source, struct epoll_event *event)
{
	bool there;

	pthread_mutex_lock(&watches.lock);
	there = *find(epoll, fd);
	pthread_mutex_unlock(&watches.lock);
	if (op == EPOLL_CTL_ADD && !there)
		return add(epoll, fd, source, event);
	source->done(source);
	return op == EPOLL_CTL_ADD ? -EEXIST : change(epoll, op, fd, event);
}

/* The eventfd of a watch without an epoll instance, or -ENOENT. */
static int event_of(int fd)
{
	struct watch *watch;
	int event;

	pthread_mutex_lock(&watches.lock);
	watch = *find(NO_EPOLL, fd);
	event = watch ? watch->event : -ENOENT;
	pthread_mutex_unlock(&watches.lock);
	return event;
}

int watch_fd(int fd, struct source *source)
{
	int event = event_of(fd), err;

	if (event >= 0) {
		source->done(source);
		return event;
	}
	err = add(NO_EPOLL, fd, source, NULL);
	return err ? err : event_of(fd);
}

void watch_wake(struct source *source)
{
	pthread_mutex_lock(&watches.lock);
	for (struct watch *watch = watches.all; watch; watch = watch->next)
		if (watch->source == source)
			raise_level(watch);
	pthread_mutex_unlock(&watches.lock);
}

void watch_sync(void)
{
	if (!watches.n)
		return;
	perf_drain();
	pthread_mutex_lock(&watches.lock);
	for (struct watch *watch = watches.all; watch; watch = watch->next) {
		if (watch->process != getpid()) { /* a fork left the thread behind */
			watch->users = 1;
			start(watch);
		}
		set_level(watch);
	}
	pthread_mutex_unlock(&watches.lock);
}

void watch_close(int fd)
{
	struct watch *gone = NULL, *watch;

	if (!watches.n)
		return;
	pthread_mutex_lock(&watches.lock);
	for (struct watch **at = &watches.all; *at;) {
		watch = *at;
		if (watch->fd != fd && watch->epoll != fd) {
			at = &watch->next;
			continue;
		}
		if (watch->fd == fd && watch->epoll != NO_EPOLL) /* a closed one has forgotten it */
			epoll_ctl(watch->epoll, EPOLL_CTL_DEL, watch->event, NULL);
		unlink_watch(at);
		watch->next = gone;
		gone = watch;
	}
	pthread_mutex_unlock(&watches.lock);
	while ((watch = gone)) {
		gone = watch->next;
		put(watch);
	}
}

/* ---- ring buffers ---- */

enum { LONGEST_WAIT_MS = 100 };

struct ring {
	struct source source;
	struct entry *entry;
};

static bool ring_is_ready(struct source *source)
{
	struct skep_map *map = ((struct ring *)source)->entry->map;

	if (source->out)
		return skep_user_ringbuf_wait(map, 0, 0) != 0;
	return skep_ringbuf_wait(map, 0) == 1;
}

/* Where a wait is refused, nobody is in a hurry. */
static void ring_wait_for(struct source *source)
{
	const struct timespec rest = { .tv_nsec = LONGEST_WAIT_MS * 1000000L };
	struct skep_map *map = ((struct ring *)source)->entry->map;
	int err = source->out ? skep_user_ringbuf_wait(map, 0, LONGEST_WAIT_MS)
			      : skep_ringbuf_wait(map, LONGEST_WAIT_MS);

	if (err < 0)
		nanosleep(&rest, NULL);
}

static void ring_done(struct source *source)
{
	entry_put(((struct ring *)source)->entry);
	free(source);
}

static bool is_ring(const struct entry *entry, uint32_t type)
{
	return entry->kind == STORED_MAP && map_desc(entry->map->map)->type == type;
}

struct source *ring_source(int fd)
{
	struct ring *ring = NULL;
	struct entry *entry;

	if (object_of(fd, &entry))
		return NULL;
	if (is_ring(entry, MAP_RINGBUF) || is_ring(entry, MAP_USER_RINGBUF))
		ring = calloc(1, sizeof(*ring));
	if (!ring) {
		entry_put(entry);
		return NULL;
	}
	*ring = (struct ring){ { ring_is_ready, ring_wait_for, ring_done,
				 is_ring(entry, MAP_USER_RINGBUF) },
			       entry };
	return &ring->source;
}
