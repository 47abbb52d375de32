/*
 * Reads of addresses that a program computed.  A fault comes back through the
 * handler of fault.c to the sigsetjmp here, which saves no signal mask and so
 * makes no system call.
 *
 * What must stay true: while the thread's probe is set nothing but the access
 * is done, so a jump out of it leaves nothing half done; each byte is loaded
 * once.  A handler of the host that interrupts it and probes in turn gets a
 * record of its own.
 *
 * Inside a handler of the host that blocks SIGSEGV a fault would end the
 * process; there the kernel copies.
 */
#include "vm/probe.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "vm/fault.h"
#include "vm/process.h"

/* Loads that a sanitizer would take for a bug of ours; so load_once is not called. */
#define UNCHECKED __attribute__((noinline, no_sanitize("address", "undefined")))

typedef volatile uint64_t __attribute__((aligned(1), may_alias)) any_word;

/* Words while they lie inside; @from needs no alignment. */
UNCHECKED static void copy_bytes(uint8_t *to, const uint8_t *from, size_t size)
{
	for (; size >= sizeof(uint64_t); size -= sizeof(uint64_t)) {
		uint64_t word = *(const any_word *)from;

		memcpy(to, &word, sizeof(word));
		to += sizeof(word);
		from += sizeof(word);
	}
	for (; size; size--)
		*to++ = *(const volatile uint8_t *)from++;
}

UNCHECKED static void store_bytes(uint8_t *to, const uint8_t *from, size_t size)
{
	for (; size >= sizeof(uint64_t); size -= sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, from, sizeof(word));
		*(any_word *)to = word;
		to += sizeof(word);
		from += sizeof(word);
	}
	for (; size; size--)
		*(volatile uint8_t *)to++ = *from++;
}

/* Bytes copied, the NUL not counted. */
UNCHECKED static size_t copy_string(char *to, const char *from, size_t max)
{
	size_t len = 0;

	while (len < max && (to[len] = *(const volatile char *)(from + len)))
		len++;
	return len;
}

static void probe_begin(struct probe *probe, uint64_t from, size_t size)
{
	struct fault_thread *thread = thread_faults();

	probe->start = (uintptr_t)from;
	probe->size = size;
	probe->outer = thread->probe;
	atomic_signal_fence(memory_order_seq_cst);
	thread->probe = probe;
	atomic_signal_fence(memory_order_seq_cst);
}

static void probe_end(struct probe *probe)
{
	atomic_signal_fence(memory_order_seq_cst);
	thread_faults()->probe = probe->outer;
	atomic_signal_fence(memory_order_seq_cst);
}

/* Where a fault cannot be delivered: through the kernel. */
__attribute__((cold))
static int read_by_kernel(void *to, uint64_t from, size_t size)
{
	struct iovec local = { to, size }, remote = { (void *)(uintptr_t)from, size };
	int saved_errno = errno;
	ssize_t got = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);

	errno = saved_errno;
	return got == (ssize_t)size ? 0 : -EFAULT;
}

/* Bytes copied, the NUL not counted. */
__attribute__((cold))
static int64_t read_string_by_kernel(char *to, uint64_t from, size_t max)
{
	size_t len = 0;

	for (; len < max; len++) {
		if (read_by_kernel(to + len, from + len, 1))
			return -EFAULT;
		if (!to[len])
			break;
	}
	return (int64_t)len;
}

static int read_directly(void *to, uint64_t from, size_t size)
{
	struct probe probe;

	if (sigsetjmp(probe.back, 0)) {
		probe_end(&probe);
		return -EFAULT;
	}
	probe_begin(&probe, from, size);
	copy_bytes(to, (const uint8_t *)(uintptr_t)from, size);
	probe_end(&probe);
	return 0;
}

static int write_directly(uint64_t to, const void *from, size_t size)
{
	struct probe probe;

	if (sigsetjmp(probe.back, 0)) {
		probe_end(&probe);
		return -EFAULT;
	}
	probe_begin(&probe, to, size);
	store_bytes((uint8_t *)(uintptr_t)to, from, size);
	probe_end(&probe);
	return 0;
}

__attribute__((cold))
static int write_by_kernel(uint64_t to, const void *from, size_t size)
{
	struct iovec local = { (void *)(uintptr_t)from, size },
		     remote = { (void *)(uintptr_t)to, size };
	int saved_errno = errno;
	ssize_t put = process_vm_writev(getpid(), &local, 1, &remote, 1, 0);

	errno = saved_errno;
	return put == (ssize_t)size ? 0 : -EFAULT;
}

static int64_t read_string_directly(char *to, uint64_t from, size_t max)
{
	struct probe probe;
	size_t len;

	if (sigsetjmp(probe.back, 0)) {
		probe_end(&probe);
		return -EFAULT;
	}
	probe_begin(&probe, from, max);
	len = copy_string(to, (const char *)(uintptr_t)from, max);
	probe_end(&probe);
	return (int64_t)len;
}

int probe_read(void *to, uint64_t from, size_t size)
{
	int err = fault_is_deferred(thread_faults()) ? read_by_kernel(to, from, size) :
						       read_directly(to, from, size);

	if (err)
		memset(to, 0, size);
	return err;
}

int probe_write(uint64_t to, const void *from, size_t size)
{
	return fault_is_deferred(thread_faults()) ? write_by_kernel(to, from, size) :
						    write_directly(to, from, size);
}

int64_t probe_read_str(char *to, uint64_t from, size_t size)
{
	int64_t len;

	if (!size)
		return 0;
	len = fault_is_deferred(thread_faults()) ? read_string_by_kernel(to, from, size) :
						   read_string_directly(to, from, size);
	if (len < 0) {
		memset(to, 0, size);
		return len;
	}
	if ((size_t)len == size)
		to[--len] = '\0';
	return len + 1;
}
