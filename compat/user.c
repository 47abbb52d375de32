/*
 * Memory of the program that calls bpf(2), which may not be there: the kernel copies, so
 * a bad address is an error and never a signal.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "compat/compat.h"

int user_read(void *to, uint64_t from, size_t size)
{
	struct iovec local = { to, size }, remote = { (void *)(uintptr_t)from, size };

	if (!size)
		return 0;
	return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)size ? 0 : -EFAULT;
}

int user_write(uint64_t to, const void *from, size_t size)
{
	struct iovec local = { (void *)(uintptr_t)from, size },
		     remote = { (void *)(uintptr_t)to, size };

	if (!size)
		return 0;
	return process_vm_writev(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)size ? 0 : -EFAULT;
}

/* In parts that do not pass the end of a page: what follows the NUL may not be there. */
int user_read_string(char *to, uint64_t from, size_t max)
{
	size_t len = 0, page = (size_t)sysconf(_SC_PAGESIZE);

	while (len < max - 1) {
		size_t part = page - (from + len) % page;

		part = part < max - 1 - len ? part : max - 1 - len;
		if (user_read(to + len, from + len, part))
			return -EFAULT;
		if (memchr(to + len, '\0', part))
			return (int)strlen(to);
		len += part;
	}
	to[len] = '\0';
	return (int)len;
}

int user_copy(void **to, uint64_t from, size_t size)
{
	int err;

	if (size > INT32_MAX)
		return -E2BIG;
	*to = calloc(1, size + 1);
	if (!*to)
		return -ENOMEM;
	err = user_read(*to, from, size);
	if (err) {
		free(*to);
		*to = NULL;
	}
	return err;
}

int user_is_zero(uint64_t from, size_t size)
{
	uint8_t part[256];
	size_t n;

	for (; size; size -= n, from += n) {
		n = size < sizeof(part) ? size : sizeof(part);
		if (user_read(part, from, n))
			return -EFAULT;
		for (size_t i = 0; i < n; i++)
			if (part[i])
				return -E2BIG;
	}
	return 0;
}
