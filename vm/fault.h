/*
 * What becomes of a SIGSEGV or SIGBUS.  The state is process.c's; this is how
 * it is changed and read.  See fault.c.
 */
#ifndef SKEP_VM_FAULT_H
#define SKEP_VM_FAULT_H

#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { N_FAULT_SIGNALS = 2 };

struct fault_range;

struct fault_table {
	struct fault_range *_Atomic ranges;
	int n_handled; /* signals whose handler is in place */
	struct sigaction before[N_FAULT_SIGNALS];
};

/** struct probe - an access under way that may fault; on its thread's stack */
struct probe {
	sigjmp_buf back;
	uintptr_t start; /* bytes that may fault: [start, start + size) */
	size_t size;
	struct probe *outer; /* what a signal handler interrupted */
};

/** struct fault_thread - of each thread */
struct fault_thread {
	struct probe *probe; /* the innermost one under way, or NULL */
	bool deferred;       /* perhaps inside a host's handler that blocks the signals */
};

/* Put @handler in place, once; 0 or -errno.  These three under the process lock. */
int fault_install(struct fault_table *table, void (*handler)(int, siginfo_t *, void *));
int fault_table_add(struct fault_table *table, uintptr_t start, size_t size,
		    bool (*on_fault)(void *arg, int signo), void *arg);
void fault_table_remove(struct fault_table *table, uintptr_t start);

/* The handler's work. */
void fault_handle(struct fault_table *table, struct fault_thread *thread, int signo,
		  siginfo_t *info, void *context);
/* Does this thread block a signal, so that a fault would end the process? */
bool fault_is_deferred(struct fault_thread *thread);

#endif
