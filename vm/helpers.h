/* The helper bodies' declarations, drawn from the table. */
#ifndef SKEP_VM_HELPERS_H
#define SKEP_VM_HELPERS_H

#include "vm/vm.h"

#define HELPER(number, name, ret, a1, a2, a3, a4, a5, ops, flags, sets, right)                     \
	helper_fn helper_##name;
#include "core/helper.def"

/* A body: r1..r5 and run; what it does not look at is no warning. */
#define HELPER_BODY_OF(name)                                                                       \
	uint64_t helper_##name(uint64_t r1 __attribute__((unused)),                                \
			       uint64_t r2 __attribute__((unused)),                                \
			       uint64_t r3 __attribute__((unused)),                                \
			       uint64_t r4 __attribute__((unused)),                                \
			       uint64_t r5 __attribute__((unused)),                                \
			       struct run *run __attribute__((unused)))

/* A negative errno as programs see it, in 64 bits. */
static inline uint64_t result(int err)
{
	return (uint64_t)(int64_t)err;
}

static inline const struct lease *run_lease(const struct run *run)
{
	return run->thread;
}

static inline const struct skep_prog *run_prog(const struct run *run)
{
	return run->binding->prog;
}

static inline uint32_t run_prog_type(const struct run *run)
{
	return run_prog(run)->image->prog_type;
}

/* ---- helpers_task.c ---- */
uint64_t task_word(const struct run *run); /* that stands for the task which runs the program */

#endif
