/*
 * All mutable state of the process that skep keeps, and nothing else may keep:
 * the table of open roots and our lanes in them, the SIGSEGV/SIGBUS handler
 * with its fault ranges, the thread's record.  See docs/process.md.
 */
#ifndef SKEP_VM_PROCESS_H
#define SKEP_VM_PROCESS_H

#include "maps/map.h"
#include "maps/store.h"

struct lanes;  /* one root's lanes in this process: the open `lanes` file, who leases what */
struct thread; /* a thread's record */

enum {
	RESERVED_LANES = 2, /* the last lanes of a root, for map writes from the API */
	MIN_LANES = RESERVED_LANES + 1, /* the most is MAX_LANES of core/run.h */
};

/** struct lease - a lane in a thread's hands, until it leaves or ends */
struct lease {
	struct map_writer writer; /* the lane, and the generation of this lease */
	struct lanes *lanes;
	struct thread *thread;    /* NULL: not leased by this process */
	struct lease *next;       /* of the same thread */
};

/* Called, under the process lock, for a lane before its holder gets it. */
struct lease_hook {
	int (*prepare)(void *arg, uint32_t lane);
	void *arg;
	struct lease_hook *next;
};

/**
 * lanes_open - this process's one entry for a root's lanes
 * @store: the root; NULL: private lanes without a file
 * @n:     lanes, MIN_LANES..MAX_LANES
 *
 * Return: 0 and *@out, to be closed as often as it was opened; -EINVAL,
 * -ENOMEM, or what opening the file gave, with @error.
 */
int lanes_open(struct store *store, uint32_t n, struct lanes **out, struct skep_error *error);
/* The last close takes every lane back: no thread may be inside a run then. */
void lanes_close(struct lanes *lanes);

/**
 * lanes_enter - this thread's lane, leased at first use, kept until it ends
 *
 * Return: 0 and *@out; -EAGAIN: none is free; else what the lanes file or a
 * hook answered.  No system call, no lock and no write after the first time.
 */
int lanes_enter(struct lanes *lanes, const struct lease **out);
void lanes_leave_thread(void); /* give back all lanes of this thread */

/**
 * lanes_enter_writer - who writes to a map from outside a run
 *
 * The thread's lane; where none is free, one of the reserved ones until
 * lanes_leave_writer, which must follow at once.
 */
int lanes_enter_writer(struct lanes *lanes, struct map_writer *writer);
void lanes_leave_writer(struct lanes *lanes, struct map_writer writer);

/* Is the owner stamped (lane, generation) alive?  Takes the process lock. */
bool lanes_owner_alive(struct lanes *lanes, struct map_writer owner);
/* The same of a struct lanes where only so many low bits of the generation are known. */
bool lanes_owner_lives(void *lanes, struct map_writer owner, unsigned generation_bits);

/* Hooks are the environments' nodes; they must be removed before they go. */
void lanes_add_hook(struct lanes *lanes, struct lease_hook *hook);
void lanes_remove_hook(struct lanes *lanes, struct lease_hook *hook);
/* Call @prepare for every lane leased by now; holds the process lock already. */
int lanes_prepare_leased(struct lanes *lanes, int (*prepare)(void *arg, uint32_t lane), void *arg);

/*
 * The one lock of all that is rare: leases, lists of open objects and maps.
 * Nothing that may block for long and no code of the host runs under it.  It
 * is held across fork(2), so a child finds lists whole and the lock free.
 * Only after a lanes_open, which sets it up.
 */
void process_lock(void);
void process_unlock(void);

/* 64 bits nobody can guess, unless the system has none yet; @salt then makes them differ. */
uint64_t random_seed(const void *salt);
uint32_t thread_random(struct thread *thread);
uint64_t thread_pid_tgid(const struct thread *thread); /* process id << 32 | thread id */
/* As a task, by its own thread; errors as task_id_self, which is asked once. */
int thread_task(struct thread *thread, const struct task_id **task);

/**
 * fault_range_add - pages whose faults must not kill the process
 * @on_fault: called in the signal handler with @arg and SIGBUS or SIGSEGV;
 *            makes the access succeed and returns true, or returns false and
 *            leaves the signal to whoever handled it before; async-signal-safe
 *
 * Ranges do not overlap.  Return: 0 or -ENOMEM.
 */
int fault_range_add(void *start, size_t size, bool (*on_fault)(void *arg, int signo), void *arg);
void fault_range_remove(void *start);

/* Handle faults of probes (probe.h) from now on.  Return: 0 or -errno. */
int probe_prepare(void);
struct fault_thread;
struct fault_thread *thread_faults(void);

#endif
