/*
 * Decides which lane a thread has, whether a lane's owner lives, and what
 * becomes of a fault in pages that skep vouches for.
 *
 * Lanes.  A lane is owned by whoever holds the record lock on its byte of the
 * root's `lanes` file; the kernel drops it at death.  Record locks belong to
 * the process: they neither exclude nor show its own threads, and *any* close
 * of the file drops them all.  So a process opens a root's file once for all
 * its environments, a table here says which thread leases what, and the file
 * is closed only when the last environment goes, which takes every lane back.
 * The generation of a lease, a number a lane in the root's `generations` file
 * (written by the lane's holder only), tells one holder from the next.
 *
 * Entering compares two words of the thread's record and makes no system call.
 * Everything else happens under one lock.
 *
 * Fork.  Lock and epoch live in a page that the kernel wipes in the child: the
 * child finds the lock free and the epoch zero, at entry too, drops what the
 * table says of its parent's threads and leases anew.  A thread's record with
 * another epoch is its parent's.  fork(2) itself holds the lock across, so the
 * tables are whole; a bare clone(2) that lands in the middle of a change of
 * them is the host's fault.
 *
 * What must stay true: only the fast path reads a record without the lock, and
 * it compares before it follows a pointer; lease.thread is followed only in
 * the epoch that wrote it; the handler takes no lock and allocates nothing.
 */
#include "vm/process.h"
#include "vm/fault.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "maps/layout.h"

enum {
	WRITER_TRIES = 40,  /* times a writer looks for a reserved lane */
	WRITER_WAIT_NS = 500 * 1000, /* between two tries: 20 ms in all */
};

struct lanes {
	struct lanes *next;
	uint32_t n, refs;
	int fd;          /* of `lanes`: a byte a lane; -1: private */
	int generations; /* of `generations`: a uint64_t a lane */
	dev_t dev;
	ino_t ino;
	struct lease_hook *hooks;
	pthread_mutex_t writer; /* held by the one writer on a reserved lane */
	struct lease lease[];   /* by lane */
};

struct thread {
	struct lanes *_Atomic lanes; /* entered last, or NULL; cleared by whoever closes it */
	const struct lease *lease;   /* in @lanes */
	uint64_t epoch;              /* of the process that this record belongs to */
	struct lease *leases;        /* all of this thread's */
	uint64_t random;
	uint64_t pid_tgid;
	struct task_id task; /* tid 0: not asked yet */
	struct fault_thread faults;
};

struct wiped_page { /* zero in a child */
	pthread_mutex_t lock;
	_Atomic uint64_t epoch;
};

static struct {
	pthread_once_t once;
	int init_error;
	struct wiped_page *page;
	size_t page_size;
	pthread_key_t key;     /* its destructor gives a thread's lanes back */
	uint64_t n_epochs;     /* epochs begun by this process and its ancestors */
	struct lanes *all;
	struct fault_table faults;
} process = { .once = PTHREAD_ONCE_INIT };

static __thread struct thread self __attribute__((tls_model("initial-exec")));

/* ------------------------------------------------------- lock, fork, thread */

static void forget_leases(void)
{
	for (struct lanes *lanes = process.all; lanes; lanes = lanes->next) {
		for (uint32_t lane = 0; lane < lanes->n; lane++)
			lanes->lease[lane].thread = NULL;
		pthread_mutex_init(&lanes->writer, NULL);
	}
}

void process_lock(void)
{
	pthread_mutex_lock(&process.page->lock);
	if (atomic_load_explicit(&process.page->epoch, memory_order_relaxed))
		return;
	forget_leases();
	atomic_store_explicit(&process.page->epoch, ++process.n_epochs, memory_order_relaxed);
}

void process_unlock(void)
{
	pthread_mutex_unlock(&process.page->lock);
}

/* In the child, where the kernel (or an emulator of it) did not do it. */
static void wipe_page(void)
{
	memset(process.page, 0, sizeof(*process.page));
}

static void thread_ended(void *arg)
{
	struct thread *thread = arg;

	lanes_leave_thread();
	thread->epoch = 0; /* a later destructor that runs a program comes back here */
}

static int map_wiped_page(void)
{
	process.page_size = (size_t)sysconf(_SC_PAGESIZE);
	process.page = mmap(NULL, process.page_size, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (process.page == MAP_FAILED)
		return -ENOMEM;
	return madvise(process.page, process.page_size, MADV_WIPEONFORK) ? -errno : 0;
}

static void process_init(void)
{
	process.init_error = map_wiped_page();
	if (!process.init_error)
		process.init_error = -pthread_key_create(&process.key, thread_ended);
	if (!process.init_error)
		process.init_error = -pthread_atfork(process_lock, process_unlock, wipe_page);
}

uint64_t random_seed(const void *salt)
{
	uint64_t seed = (uintptr_t)salt;
	struct timespec now;

	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) == sizeof(seed))
		return seed;
	clock_gettime(CLOCK_MONOTONIC, &now); /* early boot: no secret depends on it */
	return seed ^ (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec;
}

/* Make the record this process's, if it is new or a parent's. */
static int thread_adopt(struct thread *thread)
{
	uint64_t epoch = atomic_load_explicit(&process.page->epoch, memory_order_relaxed);
	int err;

	if (thread->epoch == epoch)
		return 0;
	err = -pthread_setspecific(process.key, thread);
	if (err)
		return err;
	atomic_store_explicit(&thread->lanes, NULL, memory_order_relaxed);
	thread->leases = NULL;
	thread->random = random_seed(thread);
	thread->pid_tgid = (uint64_t)getpid() << 32 | (uint32_t)gettid();
	thread->task = (struct task_id){ 0 };
	thread->epoch = epoch;
	return 0;
}

uint32_t thread_random(struct thread *thread)
{
	unsigned __int128 product;

	/* wyrand (Wang Yi, wyhash) */
	thread->random += UINT64_C(0xa0761d6478bd642f);
	product = (unsigned __int128)thread->random *
		  (thread->random ^ UINT64_C(0xe7037ed1a0b428db));
	return (uint32_t)(product >> 64 ^ product);
}

uint64_t thread_pid_tgid(const struct thread *thread)
{
	return thread->pid_tgid;
}

int thread_task(struct thread *thread, const struct task_id **task)
{
	struct task_id asked;
	int err;

	*task = &thread->task;
	if (thread->task.tid)
		return 0;
	err = task_id_self(&asked);
	if (!err)
		thread->task = asked;
	return err;
}

/* --------------------------------------------------------------- lanes file */

static int lane_lock(const struct lanes *lanes, uint32_t lane, int command, struct flock *lock)
{
	lock->l_whence = SEEK_SET;
	lock->l_start = lane;
	lock->l_len = 1;
	lock->l_pid = 0;
	while (fcntl(lanes->fd, command, lock))
		if (errno != EINTR)
			return -errno;
	return 0;
}

static int read_generation(const struct lanes *lanes, uint32_t lane, uint64_t *generation)
{
	ssize_t got = pread(lanes->generations, generation, sizeof(*generation),
			    (off_t)lane * (off_t)sizeof(*generation));

	if (got < 0)
		return -errno;
	return got == sizeof(*generation) ? 0 : -EIO;
}

static int write_generation(const struct lanes *lanes, uint32_t lane, uint64_t generation)
{
	ssize_t put = pwrite(lanes->generations, &generation, sizeof(generation),
			     (off_t)lane * (off_t)sizeof(generation));

	if (put < 0)
		return -errno;
	return put == sizeof(generation) ? 0 : -EIO;
}

/* Own the lane's byte: 0, -EAGAIN if another process does. */
static int lane_take(struct lanes *lanes, uint32_t lane)
{
	struct flock lock = { .l_type = F_WRLCK };
	uint64_t generation;
	int err;

	if (lanes->fd < 0) {
		lanes->lease[lane].writer.generation++;
		return 0;
	}
	err = lane_lock(lanes, lane, F_SETLK, &lock);
	if (err)
		return err == -EACCES ? -EAGAIN : err;
	err = read_generation(lanes, lane, &generation);
	if (!err)
		err = write_generation(lanes, lane, ++generation);
	if (err) {
		lock.l_type = F_UNLCK;
		lane_lock(lanes, lane, F_SETLK, &lock);
		return err;
	}
	lanes->lease[lane].writer.generation = (uint32_t)generation;
	return 0;
}

static void lane_drop(struct lease *lease)
{
	struct flock lock = { .l_type = F_UNLCK };

	lease->thread = NULL;
	if (lease->lanes->fd >= 0)
		lane_lock(lease->lanes, lease->writer.lane, F_SETLK, &lock);
}

/* -------------------------------------------------------------- open, close */

/* The room is allocated, so that a lease never fails for a full disk. */
static int open_generations(struct lanes *lanes, const char *root)
{
	char *path;
	int err = 0;

	if (asprintf(&path, "%s/generations", root) < 0)
		return -ENOMEM;
	lanes->generations = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (lanes->generations < 0)
		err = -errno;
	free(path);
	while (!err) {
		err = -posix_fallocate(lanes->generations, 0, lanes->n * (off_t)sizeof(uint64_t));
		if (err != -EINTR)
			return err;
		err = 0;
	}
	return err;
}

static int open_file(struct lanes *lanes, const char *path, const struct stat *expected)
{
	struct stat st;

	lanes->fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (lanes->fd < 0)
		return -errno;
	/* Another file now, perhaps one that is open here: a close could drop its locks. */
	if (fstat(lanes->fd, &st) || st.st_dev != expected->st_dev || st.st_ino != expected->st_ino)
		return -ESTALE;
	lanes->dev = st.st_dev;
	lanes->ino = st.st_ino;
	return 0;
}

static void close_files(struct lanes *lanes)
{
	if (lanes->fd >= 0)
		close(lanes->fd);
	if (lanes->generations >= 0)
		close(lanes->generations);
}

static struct lanes *lanes_alloc(uint32_t n)
{
	struct lanes *lanes = calloc(1, sizeof(*lanes) + n * sizeof(lanes->lease[0]));

	if (!lanes)
		return NULL;
	lanes->fd = lanes->generations = -1;
	lanes->n = n;
	lanes->refs = 1;
	pthread_mutex_init(&lanes->writer, NULL);
	for (uint32_t lane = 0; lane < n; lane++) {
		lanes->lease[lane].lanes = lanes;
		lanes->lease[lane].writer.lane = lane;
	}
	return lanes;
}

static struct lanes *find_open(const struct stat *st)
{
	for (struct lanes *lanes = process.all; lanes; lanes = lanes->next)
		if (lanes->fd >= 0 && lanes->dev == st->st_dev && lanes->ino == st->st_ino)
			return lanes;
	return NULL;
}

/* Under the process lock.  @store: NULL for private lanes. */
static int open_locked(struct store *store, uint32_t n, struct lanes **out)
{
	const char *path = store ? store_lanes_path(store) : NULL;
	struct lanes *lanes;
	struct stat st;
	int err = 0;

	if (path && lstat(path, &st))
		return -errno;
	lanes = path ? find_open(&st) : NULL;
	if (lanes && lanes->n == n) {
		lanes->refs++;
		*out = lanes;
		return 0;
	}
	if (lanes)
		return -ESTALE; /* the root was made anew on the same inode */
	lanes = lanes_alloc(n);
	if (!lanes)
		return -ENOMEM;
	if (path)
		err = open_file(lanes, path, &st);
	if (path && !err)
		err = open_generations(lanes, store_path(store));
	if (err) {
		if (err != -ESTALE)
			close_files(lanes);
		free(lanes);
		return err;
	}
	lanes->next = process.all;
	process.all = lanes;
	*out = lanes;
	return 0;
}

int lanes_open(struct store *store, uint32_t n, struct lanes **out, struct skep_error *error)
{
	int err;

	*out = NULL;
	if (n < MIN_LANES || n > MAX_LANES)
		return error_set(error, INVALID_ARGUMENT, "the number of lanes is out of range");
	pthread_once(&process.once, process_init);
	if (process.init_error)
		return error_set(error, NO_MEMORY, "process record");
	process_lock();
	err = open_locked(store, n, out);
	process_unlock();
	if (err == -ENOMEM)
		return error_set(error, NO_MEMORY, "lanes");
	if (err) {
		error_set(error, FILE_IO, store_lanes_path(store), strerror(-err));
		if (error)
			error->err = err;
	}
	return err;
}

static void unlink_lease(struct lease *lease)
{
	struct thread *thread = lease->thread;
	struct lease **at = &thread->leases;

	if (atomic_load_explicit(&thread->lanes, memory_order_relaxed) == lease->lanes)
		atomic_store_explicit(&thread->lanes, NULL, memory_order_relaxed);
	while (*at && *at != lease)
		at = &(*at)->next;
	if (*at) /* a writer's reserved lane is in no list */
		*at = lease->next;
}

void lanes_close(struct lanes *lanes)
{
	struct lanes **at = &process.all;

	if (!lanes)
		return;
	process_lock();
	assert(lanes->refs > 0);
	if (--lanes->refs) {
		process_unlock();
		return;
	}
	assert(!lanes->hooks);
	for (uint32_t lane = 0; lane < lanes->n; lane++)
		if (lanes->lease[lane].thread)
			unlink_lease(&lanes->lease[lane]);
	while (*at != lanes)
		at = &(*at)->next;
	*at = lanes->next;
	close_files(lanes);
	process_unlock();
	pthread_mutex_destroy(&lanes->writer);
	free(lanes);
}

/* ------------------------------------------------------------ enter, leave */

static int run_hooks(struct lanes *lanes, uint32_t lane)
{
	for (struct lease_hook *hook = lanes->hooks; hook; hook = hook->next) {
		int err = hook->prepare(hook->arg, lane);

		if (err)
			return err;
	}
	return 0;
}

/* The first free lane of [@first, @end). */
static int lease_lane(struct lanes *lanes, uint32_t first, uint32_t end, struct lease **out)
{
	for (uint32_t lane = first; lane < end; lane++) {
		int err;

		if (lanes->lease[lane].thread)
			continue;
		err = lane_take(lanes, lane);
		if (err == -EAGAIN)
			continue;
		if (err)
			return err;
		lanes->lease[lane].thread = &self;
		*out = &lanes->lease[lane];
		return 0;
	}
	return -EAGAIN;
}

static int lease_for(struct lanes *lanes, struct thread *thread, struct lease **out)
{
	struct lease *lease;
	int err;

	for (lease = thread->leases; lease; lease = lease->next) {
		if (lease->lanes == lanes) {
			*out = lease;
			return 0;
		}
	}
	err = lease_lane(lanes, 0, lanes->n - RESERVED_LANES, &lease);
	if (err)
		return err;
	err = run_hooks(lanes, lease->writer.lane);
	if (err) {
		lane_drop(lease);
		return err;
	}
	lease->next = thread->leases;
	thread->leases = lease;
	*out = lease;
	return 0;
}

__attribute__((noinline, cold))
static int enter_slowly(struct lanes *lanes, const struct lease **out)
{
	struct thread *thread = &self;
	struct lease *lease = NULL; /* a compiler that instruments sees a path */
	int err;

	process_lock();
	err = thread_adopt(thread);
	if (!err)
		err = lease_for(lanes, thread, &lease);
	if (!err) {
		thread->lease = *out = lease;
		atomic_store_explicit(&thread->lanes, lanes, memory_order_relaxed);
	}
	process_unlock();
	return err;
}

int lanes_enter(struct lanes *lanes, const struct lease **out)
{
	struct thread *thread = &self;

	if (__builtin_expect(atomic_load_explicit(&thread->lanes, memory_order_relaxed) != lanes ||
			     atomic_load_explicit(&process.page->epoch, memory_order_relaxed) !=
				     thread->epoch, 0))
		return enter_slowly(lanes, out);
	*out = thread->lease;
	return 0;
}

void lanes_leave_thread(void)
{
	struct thread *thread = &self;

	if (!thread->epoch)
		return; /* never entered anything */
	process_lock();
	if (thread->epoch == atomic_load_explicit(&process.page->epoch, memory_order_relaxed))
		for (struct lease *lease = thread->leases; lease; lease = lease->next)
			lane_drop(lease);
	thread->leases = NULL;
	atomic_store_explicit(&thread->lanes, NULL, memory_order_relaxed);
	process_unlock();
}

/* Wait a little: whoever has a reserved lane holds it for one operation. */
static int lease_reserved(struct lanes *lanes, struct lease **out)
{
	const struct timespec pause = { .tv_nsec = WRITER_WAIT_NS };
	int err = -EAGAIN;

	for (int i = 0; i < WRITER_TRIES && err == -EAGAIN; i++) {
		if (i)
			nanosleep(&pause, NULL);
		process_lock();
		err = lease_lane(lanes, lanes->n - RESERVED_LANES, lanes->n, out);
		process_unlock();
	}
	return err;
}

int lanes_enter_writer(struct lanes *lanes, struct map_writer *writer)
{
	const struct lease *own;
	struct lease *reserved;
	int err = lanes_enter(lanes, &own);

	if (!err)
		*writer = own->writer;
	if (err != -EAGAIN)
		return err;
	pthread_mutex_lock(&lanes->writer);
	err = lease_reserved(lanes, &reserved);
	if (err)
		pthread_mutex_unlock(&lanes->writer);
	else
		*writer = reserved->writer;
	return err;
}

void lanes_leave_writer(struct lanes *lanes, struct map_writer writer)
{
	if (writer.lane < lanes->n - RESERVED_LANES)
		return;
	process_lock();
	lane_drop(&lanes->lease[writer.lane]);
	process_unlock();
	pthread_mutex_unlock(&lanes->writer);
}

/* ----------------------------------------------------------------- liveness */

/* Of a lane that this process does not lease: someone else's byte is locked. */
static bool other_alive(const struct lanes *lanes, struct map_writer owner, uint32_t mask)
{
	struct flock lock = { .l_type = F_WRLCK };
	uint64_t generation;

	if (lanes->fd < 0)
		return false;
	if (lane_lock(lanes, owner.lane, F_GETLK, &lock))
		return true; /* unknown: nothing may be taken from it */
	if (lock.l_type == F_UNLCK)
		return false;
	return read_generation(lanes, owner.lane, &generation) ||
	       (((uint32_t)generation ^ owner.generation) & mask) == 0;
}

static bool owner_alive(struct lanes *lanes, struct map_writer owner, uint32_t mask)
{
	const struct lease *lease;
	bool alive;

	if (owner.lane >= lanes->n)
		return false;
	lease = &lanes->lease[owner.lane];
	process_lock();
	if (lease->thread)
		alive = ((lease->writer.generation ^ owner.generation) & mask) == 0;
	else
		alive = other_alive(lanes, owner, mask);
	process_unlock();
	return alive;
}

bool lanes_owner_alive(struct lanes *lanes, struct map_writer owner)
{
	return owner_alive(lanes, owner, UINT32_MAX);
}

bool lanes_owner_lives(void *lanes, struct map_writer owner, unsigned generation_bits)
{
	return owner_alive(lanes, owner, (uint32_t)((UINT64_C(1) << generation_bits) - 1));
}

/* -------------------------------------------------------------------- hooks */

void lanes_add_hook(struct lanes *lanes, struct lease_hook *hook)
{
	process_lock();
	hook->next = lanes->hooks;
	lanes->hooks = hook;
	process_unlock();
}

void lanes_remove_hook(struct lanes *lanes, struct lease_hook *hook)
{
	struct lease_hook **at = &lanes->hooks;

	process_lock();
	while (*at && *at != hook)
		at = &(*at)->next;
	if (*at)
		*at = hook->next;
	process_unlock();
}

int lanes_prepare_leased(struct lanes *lanes, int (*prepare)(void *arg, uint32_t lane), void *arg)
{
	for (uint32_t lane = 0; lane < lanes->n - RESERVED_LANES; lane++) {
		int err = lanes->lease[lane].thread ? prepare(arg, lane) : 0;

		if (err)
			return err;
	}
	return 0;
}

/* ------------------------------------------------------------------- faults */

static void on_signal(int signo, siginfo_t *info, void *context)
{
	fault_handle(&process.faults, &self.faults, signo, info, context);
}

int fault_range_add(void *start, size_t size, bool (*on_fault)(void *arg, int signo), void *arg)
{
	int err;

	process_lock();
	err = fault_install(&process.faults, on_signal);
	if (!err)
		err = fault_table_add(&process.faults, (uintptr_t)start, size, on_fault, arg);
	process_unlock();
	return err;
}

void fault_range_remove(void *start)
{
	process_lock();
	fault_table_remove(&process.faults, (uintptr_t)start);
	process_unlock();
}

int probe_prepare(void)
{
	int err;

	process_lock();
	err = fault_install(&process.faults, on_signal);
	process_unlock();
	return err;
}

struct fault_thread *thread_faults(void)
{
	return &self.faults;
}
