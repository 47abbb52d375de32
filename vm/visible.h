/*
 * Machine code made visible to profilers, debuggers and unwinders, where the
 * environment variable SKEP_VISIBLE asks for it: docs/jit.md, "Visible code".
 */
#ifndef SKEP_VM_VISIBLE_H
#define SKEP_VM_VISIBLE_H

#include <stdatomic.h>
#include <sys/types.h>

#include "jit/jit.h"

enum visible_flags {
	VISIBLE_PERF_MAP = 1 << 0, /* /tmp/perf-PID.map */
	VISIBLE_JITDUMP = 1 << 1,  /* jit-PID.dump, for perf inject */
	VISIBLE_GDB = 1 << 2,      /* GDB's JIT interface */
	VISIBLE_UNWIND = 1 << 3,   /* backtrace(), exceptions, through programs */
};

typedef void frames_fn(void *frames); /* .eh_frame up to its terminator */

/** struct visible - of an environment */
struct visible {
	uint32_t flags;
	frames_fn *register_frames, *deregister_frames; /* for VISIBLE_UNWIND */
	int dump;      /* the jitdump file, or -1 */
	pid_t process; /* that it is of */
	void *marker;  /* a mapping of it, by which perf finds it */
	_Atomic uint64_t n_dumped;
};

/* "perf-map,gdb" etc. or "all"; NULL and "": nothing.  -EINVAL with @error. */
int visible_open(struct visible *visible, const char *what, struct skep_error *error);
void visible_close(struct visible *visible); /* a zeroed one is fine */

struct visible_code; /* what is to be taken back */

/* Return: 0 and *@out; or a negative errno with @error. */
int visible_add(struct visible *visible, const struct image *image, const struct jit_code *code,
		struct visible_code **out, struct skep_error *error);
void visible_remove(struct visible_code *code); /* NULL is fine */

#endif
