/*
 * Which helpers a test program called, and which the kernel's programs that it ran
 * call: what tests/cli/helper_proof.sh compares tests/kernel/helper_proof.data with.
 *
 * Where SKEP_HELPER_TRACE names a folder, the file there of the test program's name
 * gets two lines of '0' and '1', a digit a helper number; number 0 of the second
 * line says that a program ran in the kernel.
 */
#ifndef SKEP_TESTS_LIB_HELPER_TRACE_H
#define SKEP_TESTS_LIB_HELPER_TRACE_H

#include "core/image.h"

struct helper_calls {
	uint64_t word[4]; /* a bit a helper number */
};

/* The helpers that an image calls somewhere. */
void helper_calls_of(const struct image *image, struct helper_calls *calls);
/* A program that calls these ran in the kernel. */
void helper_trace_kernel(const struct helper_calls *calls);

#endif
