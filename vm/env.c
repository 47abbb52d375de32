/*
 * Environments: rights, limits, the root and its lanes, and the lists of what
 * is open, so that skep_free closes everything.
 */
#include "vm/vm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "maps/layout.h"

enum { DEFAULT_LANES = 64, LANES_PER_CPU = 4 };

const char *skep_version(void)
{
	return SKEP_VERSION;
}

uint32_t skep_right_by_name(const char *name)
{
	static const struct {
		const char *name;
		uint32_t right;
	} rights[] = {
#define RIGHT(id, name) { name, SKEP_##id },
#include "core/right.def"
		{ "trusted", SKEP_TRUSTED },
	};

	for (size_t i = 0; name && i < sizeof(rights) / sizeof(*rights); i++)
		if (!strcmp(name, rights[i].name))
			return rights[i].right;
	return 0;
}

int opts_copy(void *to, size_t size, const void *from, struct skep_error *error)
{
	size_t given;

	memset(to, 0, size);
	if (!from)
		return 0;
	memcpy(&given, from, sizeof(given));
	if (given < sizeof(given) || given > 4096)
		return error_set(error, INVALID_ARGUMENT, "the options' size is not set");
	for (size_t i = size; i < given; i++)
		if (((const uint8_t *)from)[i])
			return error_set(
				error, INVALID_ARGUMENT,
				"an option that this version of the library does not know");
	memcpy(to, from, given < size ? given : size);
	return 0;
}

static uint32_t default_lanes(void)
{
	long n = sysconf(_SC_NPROCESSORS_CONF) * LANES_PER_CPU;

	if (n < DEFAULT_LANES)
		return DEFAULT_LANES;
	return n > MAX_LANES ? MAX_LANES : (uint32_t)n;
}

/* Under the process lock. */
static int prepare_maps(void *arg, uint32_t lane)
{
	struct skep *vm = arg;

	for (struct skep_map *map = vm->maps; map; map = map->next) {
		int err = map_lane_prepare(map->map, lane);

		if (err)
			return err;
	}
	return 0;
}

static int env_open(struct skep *vm, const struct skep_opts *opts, struct skep_error *error)
{
	int err;

	if (opts->rights & ~(uint32_t)SKEP_TRUSTED)
		return error_set(error, INVALID_ARGUMENT, "rights: unknown bits");
	vm->rights = opts->rights;
	vm->verify.rights = opts->rights;
	vm->verify.enforce_gpl = opts->enforce_gpl;
	vm->verify.max_work = opts->max_work;
	vm->verify.max_cost = opts->max_cost;
	vm->verify.max_memory = opts->max_memory;
	vm->perf_size = opts->perf_size;
	vm->task_entries = opts->task_entries;
	vm->n_lanes = opts->lanes ? opts->lanes : default_lanes();
	if (vm->n_lanes < MIN_LANES || vm->n_lanes > MAX_LANES)
		return error_set(error, INVALID_ARGUMENT, "the number of lanes is out of range");
	if (opts->root) {
		err = store_open(opts->root, vm->n_lanes, &vm->store, error);
		if (err)
			return err;
		vm->n_lanes = store_lanes(vm->store);
	}
	err = lanes_open(vm->store, vm->n_lanes, &vm->lanes, error);
	if (err)
		return err;
	for (size_t i = 0; i < sizeof(vm->hash_key) / sizeof(*vm->hash_key); i++)
		vm->hash_key[i] = random_seed(&vm->hash_key[i]);
	vm->hook.prepare = prepare_maps;
	vm->hook.arg = vm;
	lanes_add_hook(vm->lanes, &vm->hook);
	return visible_open(&vm->visible, secure_getenv("SKEP_VISIBLE"), error);
}

struct skep *skep_new(const struct skep_opts *opts, struct skep_error *error)
{
	struct skep_opts all;
	struct skep *vm;

	error_clear(error);
	if (opts_copy(&all, sizeof(all), opts, error))
		return NULL;
	vm = calloc(1, sizeof(*vm));
	if (!vm) {
		error_set(error, NO_MEMORY, "environment");
		return NULL;
	}
	pthread_mutex_init(&vm->types_lock, NULL);
	if (env_open(vm, &all, error)) {
		skep_free(vm);
		return NULL;
	}
	return vm;
}

void skep_free(struct skep *vm)
{
	if (!vm)
		return;
	while (vm->objs)
		skep_obj_close(vm->objs);
	while (vm->maps)
		skep_map_close(vm->maps);
	verify_memory_free(vm->verify_memory);
	id_table_free(&vm->progs);
	id_table_free(&vm->inner_maps);
	if (vm->lanes)
		lanes_remove_hook(vm->lanes, &vm->hook);
	lanes_close(vm->lanes);
	if (vm->store)
		store_close(vm->store);
	types_free(vm);
	funcs_free(vm);
	visible_close(&vm->visible);
	free(vm);
}

uint32_t skep_lanes(const struct skep *vm)
{
	return vm->n_lanes;
}

void skep_thread_leave(void)
{
	lanes_leave_thread();
}

void skep_set_trace(struct skep *vm, skep_trace_fn *line, void *arg)
{
	vm->trace = line;
	vm->trace_arg = arg;
}

int skep_set_network(struct skep *vm, const struct skep_network *network)
{
	if (network && network->size != sizeof(*network))
		return -EINVAL;
	vm->network = network ? *network : (struct skep_network){ 0 };
	return 0;
}

uint64_t skep_trace_count(const struct skep *vm)
{
	return atomic_load_explicit(&vm->n_traces, memory_order_relaxed);
}

void vm_trace(const struct skep_prog *prog, const char *line, size_t len)
{
	struct skep *vm = prog->obj->vm;

	atomic_fetch_add_explicit(&vm->n_traces, 1, memory_order_relaxed);
	if (vm->trace)
		vm->trace(vm->trace_arg, prog, line, len);
}
