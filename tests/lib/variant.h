/*
 * The objects of tests/objects compiled in other ways: older compilers, -mcpu=v1 to
 * v4, -O1 and -Os.  The Makefile has the list (VARIANTS, and VARIED: which sources).
 * built_path and test_object_path give objects of the present variant.
 */
#ifndef SKEP_TESTS_LIB_VARIANT_H
#define SKEP_TESTS_LIB_VARIANT_H

#include <stdbool.h>
#include <stddef.h>

struct variant {
	char name[32];
	unsigned clang, cpu; /* -mcpu=v<cpu> */
	char opt;            /* -O<opt> */
	bool is_usual;       /* the one of make objects */
};

/* The variant whose objects are in use. */
const struct variant *variant(void);

/* Path of an object of it. */
void variant_path(const char *name, char *path, size_t size);

/* That object, opened. */
struct object;
struct object *variant_open(const char *name);

/*
 * run_variants - run the tests on the usual objects, then on those of each other variant
 * @run: runs a group of tests, this being its name; 0 if none failed
 *
 * A compiler that is not installed is said to be skipped.  Flavours (asan, arm64,
 * valgrind) have the usual objects only.  Return: 0, or how many tests failed.
 */
int run_variants(int (*run)(const char *group));

#endif
