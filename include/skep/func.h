/*
 * Functions of the host that programs call by name, as they call functions of the
 * kernel (kfuncs):
 *
 *	extern int find_user(__u32 id, struct user *out) __ksym;
 *	extern void log_text(const char *text, __u32 text__sz) __ksym __weak;
 *
 * docs/host-functions.md says which prototypes there can be.
 *
 * SPDX-License-Identifier: BSD-2-Clause
 */
#ifndef SKEP_FUNC_H
#define SKEP_FUNC_H

#include <skep/skep.h>

#ifdef __cplusplus
extern "C" {
#endif

struct skep_call; /* a call under way, until the function returns */

/**
 * skep_func_fn - what a program calls
 * @a1: its arguments, as many as the prototype has; the others are anything.  Of an
 *      integer narrower than 64 bits the upper ones are anything too: cast it.
 *      Pointers lead to memory of the proved size, until the function returns
 *
 * Called in the thread of the run, with the program's stack below: it may use maps, run
 * programs, which share the thread's lane, and fork only to exec.  It must return, must
 * not free the environment or the object, nor call skep_thread_leave.
 * Return: the program's result.  Memory that a result points to must stay, and its size
 * with it, until the run ends.
 */
typedef uint64_t skep_func_fn(uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5,
			      struct skep_call *call);

enum skep_func_flags {
	SKEP_FUNC_RET_NULL = 1 << 0,     /* the pointer that it returns may be NULL */
	SKEP_FUNC_MOVES_PACKET = 1 << 1, /* it may change data, data_end or data_meta */
	SKEP_FUNC_WITHHELD = 1 << 2,     /* known, but programs have not the right to call it */
};

struct skep_func {
	size_t size;         /* sizeof(struct skep_func) */
	const char *name;    /* of a function in the BTF */
	skep_func_fn *fn;    /* NULL: programs that call it can be verified, but not run */
	void *arg;           /* what skep_call_arg gives it */
	uint32_t flags;      /* enum skep_func_flags */
	uint32_t rights;     /* enum skep_right: all of these are needed to call it */
	uint64_t prog_types; /* that may call it: a bit for each enum bpf_prog_type; 0: all */
};
#define SKEP_FUNC(...) { .size = sizeof(struct skep_func), __VA_ARGS__ }

/**
 * skep_func_add - let programs of an environment call functions of the host
 * @funcs: @n of them; copied.  Each one is a right of the environment
 * @btf:   @size bytes with their prototypes, and the names of parameters: BTF, or an ELF
 *         file with a section .BTF; copied
 *
 * Objects that are opened afterwards see them.  All are added, or none.
 * Return: 0, or -EINVAL (names that are not there or there already, prototypes, flags),
 * -ENOMEM, with @error.
 */
SKEP_API int skep_func_add(struct skep *vm, const struct skep_func *funcs, size_t n,
			   const void *btf, size_t size, struct skep_error *error);

/** skep_call_arg - the function's own argument */
SKEP_API void *skep_call_arg(const struct skep_call *call);
/** skep_call_prog - the program that calls */
SKEP_API const struct skep_prog *skep_call_prog(const struct skep_call *call);
/** skep_call_ctx - the context that it runs on, as it was given to skep_run */
SKEP_API void *skep_call_ctx(const struct skep_call *call);
/** skep_call_lane - the thread's lane, below skep_lanes */
SKEP_API uint32_t skep_call_lane(const struct skep_call *call);

#ifdef __cplusplus
}
#endif
#endif
