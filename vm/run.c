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
static inline void count(_Atomic uint64_t *counter, uint64_t n)
{
	atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + n,
			      memory_order_relaxed);
}

/** struct batch - runs of one program by one thread, one behind the other */
struct batch {
	struct skep_prog *prog;
	uint64_t n_runs; /* that ended well */
	struct run run;  /* held[] stays as it is: n_held says what of it counts */
};

static inline void batch_begin(struct batch *batch, struct skep_prog *prog,
			       const struct lease *lease, const struct skep_attach *attach)
{
	struct run *run = &batch->run;

	batch->prog = prog;
	batch->n_runs = 0;
	run->binding = &prog->binding;
	run->lane = lease->writer.lane;
	run->tail_calls = 0;
	run->status = RUN_OK;
	run->next = NULL;
	run->n_held = 0;
	run->attach = attach;
	run->thread = (void *)lease;
}

static inline void batch_end(const struct batch *batch)
{
	if (batch->n_runs)
		count(&batch->prog->counters[batch->run.lane].runs, batch->n_runs);
}

/* A run that made tail calls or was cut short; the next one begins as the first. */
static __attribute__((noinline)) int end_unusual(struct batch *batch, uint32_t *result)
{
	struct run *run = &batch->run;
	int err = status_errno[run->status];

	if (err) {
		count(&batch->prog->counters[run->lane].errors, 1);
		batch->n_runs--;
		*result = 0;
	}
	run->binding = &batch->prog->binding;
	run->tail_calls = 0;
	run->status = RUN_OK;
	run->next = NULL;
	run->n_held = 0;
	return err;
}

/* What a run leaves behind as it was is not set again: see struct run. */
static inline int batch_run(struct batch *batch, void *ctx, int retval, uint32_t *result)
{
	struct run *run = &batch->run;

	run->ctx = ctx;
	run->budget = atomic_load_explicit(&batch->prog->budget, memory_order_relaxed);
	run->retval = retval;
	*result = (uint32_t)batch->prog->binding.enter(run);
	batch->n_runs++;
	return run->status | run->tail_calls ? end_unusual(batch, result) : 0;
}

static inline int run_once(struct skep_prog *prog, const struct lease *lease, void *ctx,
			   const struct skep_attach *attach, uint32_t *result)
{
	bool has_retval = attach && attach->retval;
	struct batch batch;
	int err;

	batch_begin(&batch, prog, lease, attach);
	err = batch_run(&batch, ctx, has_retval ? *attach->retval : 0, result);
	batch_end(&batch);
	if (has_retval && !err)
		*attach->retval = batch.run.retval;
	return err;
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
	struct batch batch;
	int err, i;

	if (!prog->loaded || n < 0)
		return -EINVAL;
	err = lanes_enter(prog->obj->vm->lanes, &lease);
	if (err)
		return err;
	batch_begin(&batch, prog, lease, NULL);
	for (i = 0; i < n && !err; i++)
		err = batch_run(&batch, (uint8_t *)ctxs + (size_t)i * stride, 0, &results[i]);
	batch_end(&batch);
	return !err ? n : i > 1 ? i - 1 : err;
}
