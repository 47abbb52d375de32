/*
 * All mutable state of the process that skep keeps, and nothing else may keep:
 * the table of open roots and our lanes in them, the SIGSEGV/SIGBUS handler
 * with its fault ranges, the thread's record.  See docs/process.md.
 */
#ifndef SKEP_VM_PROCESS_H
#define SKEP_VM_PROCESS_H

#include "maps/map.h"
#include "maps/store.h"

struct lanes; /* one root's lanes in this process: the open `lanes` file, who leases what */

/**
 * lanes_open - this process's one entry for a root's lanes
 * @store: the root; NULL: private lanes without a file
 * @n:     lanes
 */
int lanes_open(struct store *store, uint32_t n, struct lanes **out, struct skep_error *error);
void lanes_close(struct lanes *lanes); /* the file is closed once no lane is leased */

/**
 * lanes_enter - this thread's lane, leased at first use, kept until it ends
 * Return: 0 and *@writer, or -EAGAIN.  No system call after the first time.
 */
int lanes_enter(struct lanes *lanes, struct map_writer *writer);
void lanes_leave_thread(void); /* give back all lanes of this thread */

/* Is the owner stamped (lane, generation) alive? */
bool lanes_owner_alive(struct lanes *lanes, struct map_writer owner);

/* Called at lease for every map of the environment; see map_lane_prepare. */
void lanes_on_lease(struct lanes *lanes, int (*prepare)(void *arg, uint32_t lane), void *arg);

/**
 * fault_range_add - pages whose faults must not kill the process
 * @on_fault: called in the signal handler with @arg: maps zeros over the range,
 *            marks the map dead; async-signal-safe
 */
int fault_range_add(void *start, size_t size, void (*on_fault)(void *arg), void *arg);
void fault_range_remove(void *start);

#endif
