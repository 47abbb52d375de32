/*
 * Faults that must not kill the process.
 *
 * Ranges are pages whose faults their owner repairs: the access is repeated.
 * Probes are single accesses to memory that may not be there: the fault ends
 * the access.  What is neither goes to whoever handled the signal before.
 *
 * What must stay true: the handler takes no lock and allocates nothing; it
 * leaves by siglongjmp only out of a probe's own access, with the signal mask
 * and the alternate stack as the access had them, so that no rule about masks
 * (SA_NODEFER, sa_mask) of the handler before us is changed.
 */
#include "vm/fault.h"

#include <errno.h>
#include <stdlib.h>
#include <ucontext.h>

static const int fault_signals[N_FAULT_SIGNALS] = { SIGSEGV, SIGBUS };

/* A node is never freed, only reused: the handler may stand on any of them. */
struct fault_range {
	_Atomic uint32_t version; /* odd while the rest changes */
	_Atomic uintptr_t start, end; /* equal: unused */
	bool (*_Atomic on_fault)(void *arg, int signo);
	void *_Atomic arg;
	struct fault_range *next;
};

/* ---- the handler ---- */

/*
 * Does @range hold @address?  Its function and argument belong to that answer:
 * a node that changes meanwhile is another range's, which does not hold it.
 */
static bool range_handles(struct fault_range *range, uintptr_t address, int signo)
{
	uint32_t version = atomic_load(&range->version);
	uintptr_t start = atomic_load(&range->start), end = atomic_load(&range->end);
	bool (*on_fault)(void *arg, int signo) = atomic_load(&range->on_fault);
	void *arg = atomic_load(&range->arg);

	if (version & 1 || atomic_load(&range->version) != version)
		return false;
	return address >= start && address < end && on_fault(arg, signo);
}

/* What was there before us: its handler, or the default, which ends the process. */
static void chain(int signo, siginfo_t *info, void *context, const struct sigaction *before)
{
	if (before->sa_flags & SA_SIGINFO) {
		before->sa_sigaction(signo, info, context);
	} else if (before->sa_handler == SIG_IGN && info->si_code <= 0) {
		return; /* sent by kill(2), and ignored before */
	} else if (before->sa_handler == SIG_DFL || before->sa_handler == SIG_IGN) {
		signal(signo, SIG_DFL);
		if (info->si_code <= 0)
			raise(signo); /* delivered at return; a fault happens again by itself */
	} else {
		before->sa_handler(signo);
	}
}

/* A real fault (not kill(2), not broken memory). */
static bool is_our_kind(int signo, const siginfo_t *info)
{
	return signo == SIGBUS ? info->si_code == BUS_ADRERR : info->si_code > 0;
}

/*
 * Is it the access that @probe makes?  The top byte of an address may be a tag,
 * which the kernel does not report; x86 reports address 0 for one that is no
 * address at all (not canonical), with a code of its own.
 */
static bool is_probed(const struct probe *probe, const siginfo_t *info)
{
	const uintptr_t untagged = UINTPTR_MAX >> 8;
	uintptr_t address = (uintptr_t)info->si_addr;

	if (info->si_code <= 0)
		return false; /* sent by someone */
	if (!address && info->si_code == SI_KERNEL)
		return true;
	return ((address - probe->start) & untagged) < probe->size;
}

static void leave_probe(struct probe *probe, const ucontext_t *context)
{
	int saved_errno = errno;

	sigaltstack(&context->uc_stack, NULL); /* refused, unless it was disarmed for us */
	pthread_sigmask(SIG_SETMASK, &context->uc_sigmask, NULL);
	errno = saved_errno;
	siglongjmp(probe->back, 1);
}

void fault_handle(struct fault_table *table, struct fault_thread *thread, int signo,
		  siginfo_t *info, void *context)
{
	struct fault_range *range = atomic_load(&table->ranges);
	int saved_errno = errno, i = 0;

	for (; range && is_our_kind(signo, info); range = range->next) {
		if (range_handles(range, (uintptr_t)info->si_addr, signo)) {
			errno = saved_errno;
			return;
		}
	}
	errno = saved_errno;
	if (thread->probe && is_probed(thread->probe, info))
		leave_probe(thread->probe, context);
	while (fault_signals[i] != signo)
		i++;
	/* It may leave by a jump: then the flag stays, until someone looks at the mask. */
	thread->deferred |= !(table->before[i].sa_flags & SA_NODEFER);
	chain(signo, info, context, &table->before[i]);
}

bool fault_is_deferred(struct fault_thread *thread)
{
	sigset_t mask;

	if (thread->deferred) {
		pthread_sigmask(SIG_SETMASK, NULL, &mask);
		thread->deferred = sigismember(&mask, SIGSEGV) || sigismember(&mask, SIGBUS);
	}
	return thread->deferred;
}

/* ---- who changes the table ---- */

int fault_install(struct fault_table *table, void (*handler)(int, siginfo_t *, void *))
{
	for (; table->n_handled < N_FAULT_SIGNALS; table->n_handled++) {
		int i = table->n_handled;
		struct sigaction action;

		if (sigaction(fault_signals[i], NULL, &table->before[i]))
			return -errno;
		action = table->before[i]; /* its mask and restart rule hold for its part */
		action.sa_sigaction = handler;
		action.sa_flags =
			(action.sa_flags & (SA_RESTART | SA_NODEFER)) | SA_SIGINFO | SA_ONSTACK;
		if (sigaction(fault_signals[i], &action, NULL))
			return -errno;
	}
	return 0;
}

static void range_set(struct fault_range *range, uintptr_t start, uintptr_t end,
		      bool (*on_fault)(void *arg, int signo), void *arg)
{
	atomic_fetch_add(&range->version, 1);
	atomic_store(&range->start, start);
	atomic_store(&range->end, end);
	atomic_store(&range->on_fault, on_fault);
	atomic_store(&range->arg, arg);
	atomic_fetch_add(&range->version, 1);
}

static struct fault_range *find_range(struct fault_table *table, uintptr_t start)
{
	struct fault_range *range = atomic_load(&table->ranges);

	while (range && atomic_load(&range->start) != start)
		range = range->next;
	return range;
}

int fault_table_add(struct fault_table *table, uintptr_t start, size_t size,
		    bool (*on_fault)(void *arg, int signo), void *arg)
{
	struct fault_range *range = find_range(table, 0);

	if (range) {
		range_set(range, start, start + size, on_fault, arg);
		return 0;
	}
	range = calloc(1, sizeof(*range));
	if (!range)
		return -ENOMEM;
	range_set(range, start, start + size, on_fault, arg);
	range->next = atomic_load(&table->ranges);
	atomic_store(&table->ranges, range);
	return 0;
}

void fault_table_remove(struct fault_table *table, uintptr_t start)
{
	struct fault_range *range = find_range(table, start);

	if (range)
		range_set(range, 0, 0, NULL, NULL);
}
