/*
 * Helper bodies about dynamic pointers.  Offsets and lengths are 32 bits, errors and their
 * order Linux's (kernel/bpf/helpers.c).  The memory may be one that others write.
 */
#include "vm/dynptr.h"
#include "vm/helpers.h"

#include <errno.h>
#include <string.h>

static bool is_inside(const struct dynptr *dynptr, uint32_t offset, uint32_t size)
{
	return size <= dynptr->size && offset <= dynptr->size - size;
}

static int read_bytes(uint8_t *to, uint32_t size, const struct dynptr *from, uint32_t offset,
		      uint64_t flags)
{
	if (flags)
		return -EINVAL;
	if (!is_inside(from, offset, size))
		return -E2BIG;
	memmove(to, from->data + offset, size);
	return 0;
}

/* What it could not read is zero: the program may never have written there. */
HELPER_BODY_OF(dynptr_read)
{
	int err = read_bytes((uint8_t *)r1, (uint32_t)r2, (const void *)r3, (uint32_t)r4, r5);

	if (err && r2)
		memset((void *)r1, 0, (uint32_t)r2);
	return result(err);
}

HELPER_BODY_OF(dynptr_write)
{
	const struct dynptr *to = (const void *)r1;

	if (!is_inside(to, (uint32_t)r2, (uint32_t)r4))
		return result(-E2BIG);
	if (r5)
		return result(-EINVAL);
	memmove(to->data + (uint32_t)r2, (const void *)r3, (uint32_t)r4);
	return 0;
}

HELPER_BODY_OF(dynptr_data)
{
	const struct dynptr *dynptr = (const void *)r1;

	return is_inside(dynptr, (uint32_t)r2, (uint32_t)r3) ?
		       (uintptr_t)(dynptr->data + (uint32_t)r2) :
		       0;
}
