/*
 * Calls of the library that fail on demand: the test program is linked with
 * ld's --wrap for each row of fallible.def and for those below.  They are
 * counted, one may fail, and what is given and not given back is counted too.
 */
#ifndef SKEP_TESTS_UNIT_FALLIBLE_H
#define SKEP_TESTS_UNIT_FALLIBLE_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libelf.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum fallible_flags {
	GIVES_MEMORY = 1 << 0,
	CLEANS_UP = 1 << 1, /* where it fails, something stays */
};

enum fallible {
#define FALLIBLE(name, ...) CALL_##name,
#include "tests/unit/fallible.def"
#undef FALLIBLE
	CALL_realloc, CALL_mmap, CALL_asprintf,
	N_FALLIBLE
};

static const char *const fallible_name[N_FALLIBLE] = {
#define FALLIBLE(name, ...) #name,
#include "tests/unit/fallible.def"
#undef FALLIBLE
	"realloc", "mmap", "asprintf",
};

static const uint8_t fallible_flags[N_FALLIBLE] = {
#define FALLIBLE(name, type, failure, error, parameters, arguments, flags) flags,
#include "tests/unit/fallible.def"
#undef FALLIBLE
};

static struct {
	uint32_t nth;   /* the call that fails, from 1; 0: none */
	uint32_t calls; /* since failing_start */
	int only;       /* calls of this one count; N_FALLIBLE: of any */
	bool counting, closing; /* closing: for who counts; not read here */
	enum fallible failed;  /* that did */
	long memory, mapped;   /* blocks and pages given and not given back */
} failing = { .only = N_FALLIBLE };

static inline long pages(size_t size)
{
	return (long)((size + 4095) / 4096);
}

static inline void failing_start(uint32_t nth)
{
	failing.nth = nth;
	failing.calls = 0;
	failing.counting = true;
}

/* Return: did the call fail, or were there fewer? */
static inline bool failing_stop(void)
{
	failing.counting = false;
	return failing.nth && failing.calls >= failing.nth;
}

static bool fails(enum fallible call, int error)
{
	if (!failing.counting || (failing.only != N_FALLIBLE && failing.only != (int)call))
		return false;
	if (++failing.calls != failing.nth)
		return false;
	failing.failed = call;
	errno = error;
	return true;
}

#define FALLIBLE(name, type, failure, error, parameters, arguments, flags)                         \
	type __real_##name parameters;                                                             \
	type __wrap_##name parameters;                                                             \
	type __wrap_##name parameters                                                              \
	{                                                                                          \
		type result;                                                                       \
												   \
		if (fails(CALL_##name, error))                                                     \
			return failure;                                                            \
		result = __real_##name arguments;                                                  \
		failing.memory += (flags) & GIVES_MEMORY && result != failure;                     \
		return result;                                                                     \
	}
#include "tests/unit/fallible.def"
#undef FALLIBLE

void *__real_realloc(void *p, size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_realloc(void *p, size_t size)
{
	void *result;

	if (fails(CALL_realloc, ENOMEM))
		return NULL;
	result = __real_realloc(p, size);
	failing.memory += result && !p;
	return result;
}

int __wrap_asprintf(char **out, const char *format, ...) __attribute__((format(printf, 2, 3)));
int __wrap_asprintf(char **out, const char *format, ...)
{
	va_list args;
	int n = -1;

	if (fails(CALL_asprintf, ENOMEM))
		return -1;
	va_start(args, format);
	n = vasprintf(out, format, args);
	va_end(args);
	failing.memory += n >= 0;
	return n;
}

void __real_free(void *p);
void __wrap_free(void *p);
void __wrap_free(void *p)
{
	failing.memory -= p != NULL;
	__real_free(p);
}

void *__real_mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset);
void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset);
void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
	void *result;

	if (fails(CALL_mmap, ENOMEM))
		return MAP_FAILED;
	result = __real_mmap(at, size, prot, flags, fd, offset);
	if (result != MAP_FAILED && !(flags & MAP_FIXED))
		failing.mapped += pages(size);
	return result;
}

int __real_munmap(void *at, size_t size);
int __wrap_munmap(void *at, size_t size);
int __wrap_munmap(void *at, size_t size)
{
	failing.mapped -= pages(size);
	return __real_munmap(at, size);
}

#endif
