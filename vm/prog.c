/*
 * A program: verified (once, its facts are kept), bound to live maps, prepared
 * for its engine, described.
 */
#include "vm/vm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *skep_prog_name(const struct skep_prog *prog)
{
	return prog->image->name;
}

const char *skep_prog_section(const struct skep_prog *prog)
{
	return prog->image->section ? prog->image->section : "";
}

const char *skep_prog_type_name(const struct skep_prog *prog)
{
	const struct prog_type_info *type = prog_type_by_number(prog->image->prog_type);

	return type ? type->name : "unknown";
}

void skep_prog_set_autoload(struct skep_prog *prog, bool load)
{
	prog->autoload = load;
}

int skep_prog_set_engine(struct skep_prog *prog, enum skep_engine engine)
{
	if (engine != SKEP_ENGINE_DEFAULT && engine != SKEP_ENGINE_INTERP &&
	    engine != SKEP_ENGINE_CHECKED && (engine != SKEP_ENGINE_JIT || !jit_available()))
		return -EOPNOTSUPP;
	if (prog->loaded)
		return -EBUSY;
	prog->engine = engine;
	return 0;
}

void skep_prog_set_budget(struct skep_prog *prog, uint64_t insns)
{
	int64_t budget = insns && insns < BUDGET_NONE ? (int64_t)insns : BUDGET_NONE;

	atomic_store_explicit(&prog->budget, budget, memory_order_relaxed);
}

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* In the environment's memory, but for threads that come while another has it. */
static int verify_image(struct skep_prog *prog, bool values, struct skep_error *error)
{
	struct skep *vm = prog->obj->vm;
	struct verify_opts opts = vm->verify;
	int err;

	opts.trace = values ? NULL : prog->trace;
	opts.no_values = !values;
	opts.memory = atomic_exchange(&vm->verify_memory, NULL);
	if (!opts.memory)
		opts.memory = verify_memory_new();
	err = verify(prog->image, &opts, &prog->arena, &prog->facts, error);
	verify_memory_free(atomic_exchange(&vm->verify_memory, opts.memory));
	return err;
}

int prog_verify(struct skep_prog *prog, struct skep_error *error)
{
	uint64_t start = now_ns();
	int err;

	if (prog->facts)
		return 0;
	if (prog->broken) {
		if (error)
			*error = *prog->broken;
		err = prog->broken->err;
	} else {
		err = validate(prog->image, error);
		if (!err)
			err = verify_image(prog, false, error);
	}
	if (err) {
		prog->facts = NULL;
		arena_free(&prog->arena);
		error_place(error, prog->obj->object->name, prog->image->name);
		return err;
	}
	prog->verify_ns = now_ns() - start;
	return 0;
}

int skep_prog_verify(struct skep_prog *prog, struct skep_error *error)
{
	error_clear(error);
	return prog_verify(prog, error);
}

int skep_prog_info(const struct skep_prog *prog, struct skep_prog_info *info)
{
	if (!prog->facts)
		return -EINVAL;
	*info = (struct skep_prog_info){
		.n_insns = prog->image->n_slots,
		.stack_size = prog->facts->stack_size,
		.max_cost = prog->facts->max_cost,
		.work = prog->facts->work,
		.n_processed = prog->facts->n_processed,
		.verify_ns = prog->verify_ns,
	};
	return 0;
}

static const struct ctx_info *prog_ctx_info(const struct skep_prog *prog)
{
	const struct prog_type_info *type = prog_type_by_number(prog->image->prog_type);

	return ctx_info(type ? prog_type_ctx(type, prog->image->arch) : CTX_ID_NONE);
}

size_t skep_prog_ctx_size(const struct skep_prog *prog)
{
	const struct ctx_info *info = prog_ctx_info(prog);

	if (!prog->facts)
		return 0;
	return info->host_size ? info->host_size : prog->facts->ctx_size;
}

size_t skep_prog_buffer_size(const struct skep_prog *prog)
{
	return prog->facts ? prog->facts->buffer_size : 0;
}

static int make_counters(struct skep_prog *prog)
{
	size_t size = prog->obj->vm->n_lanes * sizeof(*prog->counters);

	prog->counters = aligned_alloc(_Alignof(struct prog_counters), size);
	if (!prog->counters)
		return -ENOMEM;
	memset(prog->counters, 0, size);
	return 0;
}

static int prepare_interp(struct skep_prog *prog, struct skep_error *error)
{
	const struct interp_code *code;
	int err = interp_prepare(prog->image, prog->facts, &prog->binding, &prog->arena, &code,
				 error);

	if (err == -ENOMEM)
		error_set(error, NO_MEMORY, "threaded code");
	if (err)
		return err;
	prog->binding.enter = interp_enter;
	prog->binding.code = code;
	return 0;
}

static int prepare_jit(struct skep_prog *prog, struct skep_error *error)
{
	uint32_t flags = prog->obj->vm->rights & SKEP_NO_HARDENING ? 0 : JIT_HARDENED;
	int err;

	/* Who looks at code wants each instruction's. */
	if (prog->jit_level && !prog->obj->vm->visible.flags)
		flags |= JIT_LEVEL_1;
	err = jit_prepare(prog->image, prog->facts, &prog->binding, flags, &prog->arena,
			  &prog->jit, error);
	if (err == -EACCES || err == -EPERM)
		return error_system(error, "executable memory", err);
	if (err)
		return err;
	err = visible_add(&prog->obj->vm->visible, prog->image, prog->jit, &prog->visible, error);
	if (err)
		return err; /* the code goes with what else was loaded */
	prog->binding.enter = prog->jit->enter;
	return 0;
}

/* Machine code, unless the system keeps memory from being executable. */
static int prepare_best(struct skep_prog *prog, struct skep_error *error)
{
	int err = jit_available() ? prepare_jit(prog, error) : -EACCES;

	return err == -EACCES || err == -EPERM ? prepare_interp(prog, error) : err;
}

/* It is verified once more, for the values that only this engine compares with. */
static int prepare_checked(struct skep_prog *prog, struct skep_error *error)
{
	int err = prog->facts->out ? 0 : verify_image(prog, true, error);

	prog->binding.enter = prog_enter_checked;
	return err;
}

static int prepare(struct skep_prog *prog, struct skep_error *error)
{
	switch (prog->engine) {
	case SKEP_ENGINE_CHECKED: return prepare_checked(prog, error);
	case SKEP_ENGINE_JIT: return prepare_jit(prog, error);
	case SKEP_ENGINE_INTERP: return prepare_interp(prog, error);
	default: return prepare_best(prog, error);
	}
}

int prog_load(struct skep_prog *prog, struct skep_error *error)
{
	int err;

	prog->binding = (struct binding){
		.maps = prog->obj->bound,
		.n_maps = prog->obj->object->n_maps,
		.helpers = helper_bodies,
		.recipes = helper_recipes,
		.prog = prog,
		.counts = prog->counts,
	};
	if (make_counters(prog))
		return error_set(error, NO_MEMORY, "statistics");
	if (func_bind(prog->obj->vm, prog->image, &prog->arena, &prog->binding.kfuncs))
		return error_set(error, NO_MEMORY, "host functions");
	if (prog->obj->vm->rights & SKEP_READ_PROCESS_MEMORY) {
		err = probe_prepare(); /* before the host's threads run */
		if (err)
			return error_system(error, prog->image->name, err);
	}
	err = prepare(prog, error);
	if (err) {
		error_place(error, NULL, prog->image->name);
		return err;
	}
	prog->loaded = true;
	return 0;
}

int prog_count(struct skep_prog *prog, uint64_t *counts)
{
	if (prog->loaded)
		return -EBUSY;
	if (prog->engine != SKEP_ENGINE_CHECKED)
		return -EOPNOTSUPP;
	prog->counts = counts;
	return 0;
}

void prog_unload(struct skep_prog *prog)
{
	free(prog->counters);
	prog->counters = NULL;
	visible_remove(prog->visible);
	prog->visible = NULL;
	jit_free(prog->jit);
	prog->jit = NULL;
	prog->binding.code = NULL;
	prog->binding.enter = NULL;
	prog_drop_id(prog);
	prog->loaded = false;
}

void skep_prog_stats(const struct skep_prog *prog, struct skep_prog_stats *stats)
{
	*stats = (struct skep_prog_stats){ 0 };
	for (uint32_t lane = 0; prog->counters && lane < prog->obj->vm->n_lanes; lane++) {
		const struct prog_counters *counters = &prog->counters[lane];

		stats->runs += atomic_load_explicit(&counters->runs, memory_order_relaxed);
		stats->errors += atomic_load_explicit(&counters->errors, memory_order_relaxed);
	}
}
