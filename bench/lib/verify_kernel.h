/*
 * What the kernel's verifier takes for a program, by its own clock: the line
 * "verification time N usec" of BPF_PROG_LOAD's statistics, which is without the maps,
 * libbpf and the JIT (but for programs of several functions, which it compiles before it
 * looks at the clock).
 */
#ifndef BENCH_VERIFY_KERNEL_H
#define BENCH_VERIFY_KERNEL_H

#include "core/image.h"

struct kernel_figures {
	double us;          /* whole ones */
	uint64_t processed; /* instructions */
};

/* Each: 0, or -1 where it is refused or bpf(2) is not permitted. */
/* The program of this name in the object, which libbpf opens anew. */
int kernel_verify_object(const char *path, const char *program, struct kernel_figures *out);
/* An image without maps. */
int kernel_verify_image(const struct image *image, struct kernel_figures *out);

#endif
