/*
 * Access to memory that may not be there.  In a thread that blocks SIGSEGV a fault ends the
 * process.
 */
#ifndef SKEP_VM_PROBE_H
#define SKEP_VM_PROBE_H

#include <stddef.h>
#include <stdint.h>

/**
 * probe_read - copy @size bytes from @from, which may be any number
 * @to: memory that is there
 *
 * Return: 0, or -EFAULT where a byte cannot be read: then @to is all zeros.
 * No system call where it succeeds.  Needs probe_prepare once in the process.
 */
int probe_read(void *to, uint64_t from, size_t size);

/**
 * probe_write - copy @size bytes to @to, which may be any number
 * Return: 0, or -EFAULT where a byte cannot be written; some before it may have been.
 */
int probe_write(uint64_t to, const void *from, size_t size);

/**
 * probe_read_str - copy a string to its NUL; a longer one is cut to @size - 1
 *
 * Return: bytes written, with the NUL; 0 if @size is 0; -EFAULT where one of
 * the first @size bytes of it cannot be read: then @to is all zeros.
 */
int64_t probe_read_str(char *to, uint64_t from, size_t size);

#endif
