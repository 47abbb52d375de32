/*
 * Memory of the program that calls bpf(2), which may not be there: probes (vm/probe.h), so
 * a bad address is an error.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compat/compat.h"
#include "vm/probe.h"

int user_read(void *to, uint64_t from, size_t size)
{
	return size ? probe_read(to, from, size) : 0;
}

int user_write(uint64_t to, const void *from, size_t size)
{
	return size ? probe_write(to, from, size) : 0;
}

int user_read_string(char *to, uint64_t from, size_t max)
{
	int64_t n = probe_read_str(to, from, max);

	return n < 0 ? -EFAULT : (int)n - 1;
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
