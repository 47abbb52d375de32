/*
 * Helper bodies that read at an address the program computed.  Kernel and user
 * memory are one here, the process's own; the right to read it was checked
 * when the program was verified.
 */
#include "vm/helpers.h"

#include "vm/probe.h"

static uint64_t read_memory(uint64_t to, uint64_t size, uint64_t from)
{
	return result(probe_read((void *)to, from, (uint32_t)size));
}

static uint64_t read_string(uint64_t to, uint64_t size, uint64_t from)
{
	return (uint64_t)probe_read_str((char *)to, from, (uint32_t)size);
}

HELPER_BODY_OF(probe_read)
{
	return read_memory(r1, r2, r3);
}

HELPER_BODY_OF(probe_read_user)
{
	return read_memory(r1, r2, r3);
}

HELPER_BODY_OF(probe_read_kernel)
{
	return read_memory(r1, r2, r3);
}

HELPER_BODY_OF(copy_from_user)
{
	return read_memory(r1, r2, r3);
}

HELPER_BODY_OF(probe_read_str)
{
	return read_string(r1, r2, r3);
}

HELPER_BODY_OF(probe_read_user_str)
{
	return read_string(r1, r2, r3);
}

HELPER_BODY_OF(probe_read_kernel_str)
{
	return read_string(r1, r2, r3);
}
