/*
 * Running: one lane for the whole batch, the run block on the stack, the
 * engine that the program was loaded for.  Nothing is allocated and, once the
 * thread has its lane, no lock is taken and no system call made.
 */
#include "vm/vm.h"

#include <errno.h>
#include <stdio.h>

#include "interp/checked.h"

static const int status_errno[] = {
	[RUN_OK] = 0,
	[RUN_BUDGET] = -ETIMEDOUT,
	[RUN_FAULT] = -EFAULT,
	[RUN_ENDED] = -ECANCELED,
};

uint64_t prog_enter_checked(struct run *run)
{
	const struct skep_prog *prog = run->binding->prog;
	struct fault fault = { .kind = FAULT_NONE };
	uint64_t r0 = checked_run(prog->image, prog->facts, run, 0, &fault);
	char line[256];
	int len;

	if (run->status == RUN_FAULT) {
		len = snprintf(line, sizeof(line), "fault at insn %u: %s",
			       fault.insn < prog->image->n_insns ? prog->image->slot[fault.insn]
								 : 0,
			       fault.text);
		vm_trace(prog, line, (size_t)len < sizeof(line) ? (size_t)len : sizeof(line) - 1);
	}
	return r0;
}

/* Only this thread uses the lane, so no other one counts here. */
static inline void count(_Atomic uint64_t *counter)
{
	atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + 1,
			      memory_order_relaxed);
}

static inline int run_once(struct skep_prog *prog, const struct lease *lease, void *ctx,
			   const struct skep_attach *attach, uint32_t *result)
{
	struct prog_counters *counters = &prog->counters[lease->writer.lane];
	struct run run; /* held[] stays as it is: n_held says what of it counts */
	uint64_t r0;

	run.binding = &prog->binding;
	run.ctx = ctx;
	run.lane = lease->writer.lane;
	run.tail_calls = 0;
	run.budget = atomic_load_explicit(&prog->budget, memory_order_relaxed);
	run.status = RUN_OK;
	run.next = NULL;
	run.n_held = 0;
	run.retval = attach && attach->retval ? *attach->retval : 0;
	run.attach = attach;
	run.thread = (void *)lease;
	r0 = run.binding->enter(&run);
	count(run.status == RUN_OK ? &counters->runs : &counters->errors);
	*result = run.status == RUN_OK ? (uint32_t)r0 : 0;
	if (attach && attach->retval && run.status == RUN_OK)
		*attach->retval = run.retval;
	return status_errno[run.status];
}

int skep_run(struct skep_prog *prog, void *ctx, uint32_t *result)
{
	const struct lease *lease;
	int err;

	*result = 0;
	if (!prog->loaded)
		return -EINVAL;
	err = lanes_enter(prog->obj->vm->lanes, &lease);
	if (err)
		return err;
	return run_once(prog, lease, ctx, NULL, result);
}

int skep_run_attached(struct skep_prog *prog, void *ctx, const struct skep_attach *attach,
		      uint32_t *result)
{
	const struct lease *lease;
	int err;

	*result = 0;
	if (!prog->loaded || attach->size != sizeof(*attach) ||
	    attach->n_args > SKEP_MAX_FUNC_ARGS)
		return -EINVAL;
	err = lanes_enter(prog->obj->vm->lanes, &lease);
	if (err)
		return err;
	return run_once(prog, lease, ctx, attach, result);
}

int skep_run_batch(struct skep_prog *prog, void *ctxs, size_t stride, int n, uint32_t *results)
{
	const struct lease *lease;
	int err;

	if (!prog->loaded || n < 0)
		return -EINVAL;
	err = lanes_enter(prog->obj->vm->lanes, &lease);
	if (err)
		return err;
	for (int i = 0; i < n; i++) {
		err = run_once(prog, lease, (uint8_t *)ctxs + (size_t)i * stride, NULL,
			       &results[i]);
		if (err)
			return i ? i : err;
	}
	return n;
}
