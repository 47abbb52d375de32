/* Files that programs look at beside bpf(2): pins, CPU lists, what /proc says of objects. */
#ifndef SKEP_COMPAT_FILES_H
#define SKEP_COMPAT_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	FILES_OTHER = INT32_MIN, /* not ours: libc's answer counts */
};
#define FILES_MAGIC 0xcafe4a11L /* BPF_FS_MAGIC */

/* A descriptor for the program, a negative errno, or FILES_OTHER. */
int files_open(int dir, const char *path, int flags);
/* What /proc/self/fd/N is linked to, if N is an object; -1: not ours. */
ssize_t files_readlink(const char *path, char *to, size_t size);
/**
 * files_path - where a path leads
 * @follow: a pin to its object's file
 * @buf: PATH_MAX bytes
 * Return: @buf for a path of pins, else @path.
 */
const char *files_path(int dir, const char *path, bool follow, char *buf);
/* Remove a pin: 0, a negative errno, or FILES_OTHER. */
int files_unlink(int dir, const char *path);
/* Lanes of the root, which are CPUs to programs; 0: there is none yet. */
int files_lanes(void);
/* May an object's descriptor be mapped so?  0, or Linux's negative errno; 0 for other files. */
int object_mmap(int fd, size_t size, int prot, int flags, uint64_t offset);

#endif
