/*
 * perf_event_open(2) of BPF_OUTPUT events, as perf buffers use them.  An event is a memfd
 * that the program maps: Linux's page of positions, then the ring.  What programs write
 * into a map's lane (docs/maps.md) is moved there: after a test run, before a wait, and
 * by a thread a map that waits for records.
 *
 * Events are this process's and its children's; another program that gets the descriptor
 * sees a file.
 */
#include "compat/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compat/files.h"

enum { MAX_PAGES = 1 << 16, WAIT_MS = 100, MOVER_STACK = 256 << 10, MAX_RECORD = 65536 };

struct event {
	struct source source;
	dev_t dev;
	ino_t inode;
	int cpu;
	unsigned users;    /* descriptors (1), watches, entries */
	struct feed *feed; /* whose records it gets, or NULL */
	uint32_t key;
	uint8_t *base; /* the mapping: positions, then @size bytes; NULL: not mapped yet */
	uint64_t size;
	uint64_t lost;
	struct event *next;
};

/** struct feed - a perf event array that has events */
struct feed {
	struct entry *entry;
	pid_t process; /* that the thread is of */
	struct feed *next;
};

static struct {
	pthread_mutex_t lock;
	struct event *events;
	struct feed *feeds;
	_Atomic unsigned n;
} perf = { .lock = PTHREAD_MUTEX_INITIALIZER };

static struct perf_event_mmap_page *page_of(const struct event *event)
{
	return (struct perf_event_mmap_page *)event->base;
}

/* Under the lock, as most of what follows. */
static struct event *find(int fd)
{
	struct event *event = perf.events;
	struct stat st;

	if (!event || fstat(fd, &st))
		return NULL;
	while (event && (event->inode != st.st_ino || event->dev != st.st_dev))
		event = event->next;
	return event;
}

bool perf_is(int fd)
{
	bool is;

	if (!perf.n || fd < 0)
		return false;
	pthread_mutex_lock(&perf.lock);
	is = find(fd);
	pthread_mutex_unlock(&perf.lock);
	return is;
}

/* ---- the ring ---- */

static bool has_records(struct source *source)
{
	const struct event *event = (const struct event *)source;

	return event->base && __atomic_load_n(&page_of(event)->data_head, __ATOMIC_ACQUIRE) !=
				      __atomic_load_n(&page_of(event)->data_tail, __ATOMIC_ACQUIRE);
}

static void copy_in(const struct event *event, uint64_t at, const void *data, size_t size)
{
	uint8_t *ring = event->base + sysconf(_SC_PAGESIZE);
	size_t first = event->size - (at & (event->size - 1));

	first = first < size ? first : size;
	memcpy(ring + (at & (event->size - 1)), data, first);
	memcpy(ring, (const uint8_t *)data + first, size - first);
}

/* The positions are the program's too: the tail is read once, and bounds nothing but room. */
static bool append(struct event *event, const struct perf_event_header *head, const void *a,
		   size_t a_size, const void *b, size_t b_size)
{
	uint64_t at = __atomic_load_n(&page_of(event)->data_head, __ATOMIC_RELAXED);
	uint64_t tail = __atomic_load_n(&page_of(event)->data_tail, __ATOMIC_ACQUIRE);

	if (head->size > event->size || at - tail > event->size - head->size)
		return false;
	copy_in(event, at, head, sizeof(*head));
	copy_in(event, at + sizeof(*head), a, a_size);
	copy_in(event, at + sizeof(*head) + a_size, b, b_size);
	__atomic_store_n(&page_of(event)->data_head, at + head->size, __ATOMIC_RELEASE);
	return true;
}

static void tell_lost(struct event *event)
{
	const struct perf_event_header head = { PERF_RECORD_LOST, 0, sizeof(head) + 16 };
	const uint64_t what[2] = { 0, event->lost };

	if (event->lost && append(event, &head, what, sizeof(what), NULL, 0))
		event->lost = 0;
}

/* ---- moving ---- */

struct move {
	struct feed *feed;
	bool moved;
};

static struct event *event_of(const struct feed *feed, uint32_t lane)
{
	struct event *event = perf.events;

	while (event && (event->feed != feed || event->key != lane))
		event = event->next;
	return event && event->base ? event : NULL;
}

static int move_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	struct move *move = arg;
	struct event *event = event_of(move->feed, lane);
	uint32_t n = (uint32_t)size;
	struct perf_event_header head = { PERF_RECORD_SAMPLE, 0,
					  (uint16_t)(sizeof(head) + sizeof(n) + size) };

	if (!event)
		return 0; /* nobody takes this CPU's */
	tell_lost(event);
	if (event->lost || !append(event, &head, &n, sizeof(n), data, size))
		event->lost++;
	else
		move->moved = true;
	return 0;
}

static void move_lost(void *arg, uint32_t lane, uint64_t n)
{
	struct event *event = event_of(((struct move *)arg)->feed, lane);

	if (event)
		event->lost += n;
}

static bool move_all(struct feed *feed)
{
	struct move move = { feed, false };

	skep_perf_consume(feed->entry->map, move_sample, move_lost, &move);
	return move.moved;
}

void perf_drain(void)
{
	if (!perf.n)
		return;
	pthread_mutex_lock(&perf.lock);
	for (struct feed *feed = perf.feeds; feed; feed = feed->next)
		move_all(feed);
	pthread_mutex_unlock(&perf.lock);
}

static void wake_events(const struct feed *feed)
{
	struct source *ready[64];
	unsigned n = 0;

	pthread_mutex_lock(&perf.lock);
	for (struct event *event = perf.events; event && n < 64; event = event->next)
		if (event->feed == feed && has_records(&event->source))
			ready[n++] = &event->source;
	pthread_mutex_unlock(&perf.lock);
	for (unsigned i = 0; i < n; i++)
		watch_wake(ready[i]);
}

/* For as long as the process lives: maps with events are few. */
static void *mover(void *arg)
{
	struct feed *feed = arg;
	bool moved;

	for (;;) {
		if (skep_perf_wait(feed->entry->map, WAIT_MS) < 0)
			return NULL;
		pthread_mutex_lock(&perf.lock);
		moved = move_all(feed);
		pthread_mutex_unlock(&perf.lock);
		if (moved)
			wake_events(feed);
	}
}

static int start(struct feed *feed)
{
	sigset_t all, before;
	pthread_attr_t attr;
	pthread_t thread;
	int err;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attr, MOVER_STACK);
	err = pthread_create(&thread, &attr, mover, feed);
	pthread_attr_destroy(&attr);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	feed->process = getpid();
	return -err;
}

/* ---- events ---- */

static void event_done(struct source *source)
{
	(void)source; /* events stay for as long as the process: their memory is the program's */
}

static int check_attr(const struct perf_event_attr *attr, int pid, int cpu)
{
	if (attr->type != PERF_TYPE_SOFTWARE || attr->config != PERF_COUNT_SW_BPF_OUTPUT)
		return FILES_OTHER;
	if (pid != -1 || cpu < 0)
		return -EINVAL;
	return cpu < files_lanes() ? 0 : -ENODEV;
}

int perf_open(const struct perf_event_attr *user, int pid, int cpu, int group, unsigned long flags)
{
	struct perf_event_attr attr = { 0 };
	struct event *event;
	struct stat st;
	int fd, err;

	if (user_read(&attr, (uintptr_t)user, PERF_ATTR_SIZE_VER0))
		return -EFAULT;
	err = check_attr(&attr, pid, cpu);
	if (err)
		return err;
	if (group != -1 || flags & ~(unsigned long)PERF_FLAG_FD_CLOEXEC)
		return -EINVAL;
	event = calloc(1, sizeof(*event));
	fd = event ? memfd_create("skep-perf", MFD_CLOEXEC) : -1;
	if (fd < 0 || fstat(fd, &st)) {
		free(event);
		return -EMFILE;
	}
	*event = (struct event){ .source = { has_records, NULL, event_done, false },
				 .dev = st.st_dev,
				 .inode = st.st_ino,
				 .cpu = cpu };
	pthread_mutex_lock(&perf.lock);
	event->next = perf.events;
	perf.events = event;
	perf.n++;
	pthread_mutex_unlock(&perf.lock);
	return fd;
}

struct source *perf_source(int fd)
{
	struct event *event;

	pthread_mutex_lock(&perf.lock);
	event = find(fd);
	pthread_mutex_unlock(&perf.lock);
	return event ? &event->source : NULL;
}

/* As Linux: one page and a power of two of pages; the file gets its size now. */
static int map_event(struct event *event, int fd, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), data = size - page;
	void *base;

	if (size <= page || size % page || data / page > MAX_PAGES || data & (data - 1))
		return -EINVAL;
	if (event->base)
		return event->size == data ? 0 : -EINVAL;
	if (ftruncate(fd, (off_t)size))
		return -ENOMEM;
	base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (base == MAP_FAILED)
		return -ENOMEM;
	event->size = data;
	event->base = base;
	page_of(event)->data_offset = page;
	page_of(event)->data_size = data;
	return 0;
}

int perf_mmap(int fd, size_t size, int prot, int flags, uint64_t offset)
{
	struct event *event;
	int err;

	(void)prot;
	if (!(flags & MAP_SHARED) || offset)
		return -EINVAL;
	pthread_mutex_lock(&perf.lock);
	event = find(fd);
	err = event ? map_event(event, fd, size) : 0;
	pthread_mutex_unlock(&perf.lock);
	return err;
}

int perf_ioctl(int fd, unsigned long request)
{
	(void)fd;
	switch (request) {
	case PERF_EVENT_IOC_ENABLE:
	case PERF_EVENT_IOC_DISABLE:
	case PERF_EVENT_IOC_RESET:
		return 0;
	default:
		return -EINVAL;
	}
}

/* ---- events in maps ---- */

/* Its entry is used for as long as the process lives. */
static struct feed *feed_of(struct entry *entry)
{
	struct feed *feed = perf.feeds;

	while (feed && feed->entry != entry)
		feed = feed->next;
	if (feed && feed->process == getpid())
		return feed;
	if (!feed) {
		feed = calloc(1, sizeof(*feed));
		if (!feed)
			return NULL;
		feed->entry = entry;
		entry_hold(entry);
		feed->next = perf.feeds;
		perf.feeds = feed;
	}
	return start(feed) ? NULL : feed;
}

int perf_attach(struct entry *map, uint32_t key, int fd)
{
	struct event *event, *old;
	struct feed *feed;
	int err = 0;

	pthread_mutex_lock(&perf.lock);
	event = find(fd);
	if (!event)
		err = -EBADF;
	feed = err ? NULL : feed_of(map);
	if (!err && !feed)
		err = -ENOMEM;
	if (!err) {
		for (old = perf.events; old; old = old->next)
			if (old->feed == feed && old->key == key)
				old->feed = NULL;
		event->feed = feed;
		event->key = key;
	}
	pthread_mutex_unlock(&perf.lock);
	return err;
}

bool perf_detach(struct entry *map, uint32_t key)
{
	bool found = false;

	pthread_mutex_lock(&perf.lock);
	for (struct event *event = perf.events; event; event = event->next)
		if (event->feed && event->feed->entry == map && event->key == key) {
			event->feed = NULL;
			found = true;
		}
	pthread_mutex_unlock(&perf.lock);
	return found;
}
