/*
 * Functions of the host: the sets that were added to an environment, how the loader
 * finds one by its name, how a program is bound to those that it calls.
 *
 * A set is added whole under the process lock and stays as it is until the
 * environment ends, so that rows and prototypes may be pointed to.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/kfunc.h"
#include "vm/vm.h"

struct host_func {
	struct helper_info row;
	struct bound_func bound;
	uint32_t func; /* in the set's BTF */
};

struct func_set {
	struct func_set *next;
	struct btf_target *target;
	const struct btf *btf; /* of it */
	uint32_t n;
	struct host_func funcs[]; /* by name */
};

static int compare(const void *a, const void *b)
{
	const struct host_func *x = a, *y = b;

	return strcmp(x->row.name, y->row.name);
}

static const struct host_func *find(const struct skep *vm, const char *name,
				    const struct func_set **set)
{
	const struct host_func key = { .row.name = name }, *found = NULL;

	for (*set = vm->funcs; *set; *set = (*set)->next) {
		found = bsearch(&key, (*set)->funcs, (*set)->n, sizeof(key), compare);
		if (found)
			break;
	}
	return found;
}

bool func_find(struct skep *vm, const char *name, struct known_func *out)
{
	const struct host_func *func;
	const struct func_set *set;

	process_lock();
	func = find(vm, name, &set);
	process_unlock();
	if (!func)
		return false;
	*out = (struct known_func){ &func->row, set->btf, func->func };
	return true;
}

int func_bind(struct skep *vm, const struct image *image, struct arena *arena,
	      const struct bound_func **out)
{
	struct bound_func *bound = ARENA_ARRAY(arena, struct bound_func, image->n_kfuncs);
	const struct func_set *set;

	if (!bound)
		return -ENOMEM;
	process_lock();
	for (uint32_t i = 0; i < image->n_kfuncs; i++)
		bound[i] = find(vm, image->kfuncs[i]->name, &set)->bound;
	process_unlock();
	*out = bound;
	return 0;
}

/* ---- adding ---- */

static void free_set(struct func_set *set)
{
	if (!set)
		return;
	btf_target_close(set->target);
	free(set);
}

void funcs_free(struct skep *vm)
{
	while (vm->funcs) {
		struct func_set *set = vm->funcs;

		vm->funcs = set->next;
		free_set(set);
	}
}

static int bad(const char *name, const char *why, struct skep_error *error)
{
	return error_set(error, FUNC_ADD, name, why);
}

static int check_flags(const struct skep_func *func, const struct helper_info *row,
		       struct skep_error *error)
{
	const uint32_t known = SKEP_FUNC_RET_NULL | SKEP_FUNC_MOVES_PACKET | SKEP_FUNC_WITHHELD;

	if (func->flags & ~known)
		return bad(func->name, "unknown flags", error);
	if (func->flags & SKEP_FUNC_RET_NULL && (row->ret == RET_VOID || row->ret == RET_SCALAR))
		return bad(func->name, "it returns no pointer, SKEP_FUNC_RET_NULL is wrong", error);
	if (func->rights & ~(uint32_t)SKEP_TRUSTED)
		return bad(func->name, "rights: unknown bits", error);
	if (func->prog_types && !(row->types & func->prog_types))
		return bad(func->name, "no program type can pass its context", error);
	return 0;
}

/* What is verified only may have a prototype that is refused where it is called. */
static int check_supported(const struct func_set *set, const struct host_func *func,
			   struct skep_error *error)
{
	char why[200];

	if (!func->bound.fn || !kfunc_missing(set->btf, func->func, &func->row, why, sizeof(why)))
		return 0;
	return error_set(error, FUNC_UNSUPPORTED, func->row.name, why);
}

static int describe(struct func_set *set, const struct skep_func *func, struct skep_error *error)
{
	struct host_func *out = &set->funcs[set->n];
	int err = btf_target_func(set->target, func->name, &set->btf, &out->func);

	if (err)
		return bad(func->name,
			   err == -ENOTUNIQ ? "the BTF has several of this name"
					    : "the BTF has none of this name",
			   error);
	kfunc_describe(set->btf, out->func, func->flags & SKEP_FUNC_RET_NULL, &out->row);
	out->bound = (struct bound_func){ func->fn, func->arg };
	err = check_flags(func, &out->row, error);
	if (!err)
		err = check_supported(set, out, error);
	out->row.rights = func->rights;
	out->row.types &= func->prog_types ? func->prog_types : UINT64_MAX;
	out->row.flags |=
		func->flags & SKEP_FUNC_MOVES_PACKET ? HELPER_MOVES_PACKET : HELPER_PACKET;
	out->row.flags |= func->flags & SKEP_FUNC_WITHHELD ? HELPER_WITHHELD : 0;
	set->n++;
	return err;
}

static int order(struct func_set *set, struct skep_error *error)
{
	qsort(set->funcs, set->n, sizeof(*set->funcs), compare);
	for (uint32_t i = 1; i < set->n; i++)
		if (!compare(&set->funcs[i - 1], &set->funcs[i]))
			return bad(set->funcs[i].row.name, "it is given twice", error);
	return 0;
}

static int fill(struct func_set *set, const struct skep_func *funcs, size_t n,
		struct skep_error *error)
{
	int err = 0;

	for (size_t i = 0; i < n && !err; i++) {
		const char *given = (const char *)funcs + i * funcs->size;
		struct skep_func func;

		err = opts_copy(&func, sizeof(func), given, error);
		if (!err && func.size != funcs->size)
			err = error_set(error, INVALID_ARGUMENT, "the functions' sizes differ");
		if (!err && !func.name)
			err = bad("", "it has no name", error);
		if (!err)
			err = describe(set, &func, error);
	}
	return err ? err : order(set, error);
}

/* Takes over @set. */
static int publish(struct skep *vm, struct func_set *set, struct skep_error *error)
{
	const struct func_set *other;
	int err = 0;

	process_lock();
	for (uint32_t i = 0; i < set->n && !err; i++)
		if (find(vm, set->funcs[i].row.name, &other))
			err = bad(set->funcs[i].row.name, "the environment has it already", error);
	if (!err) {
		set->next = vm->funcs;
		vm->funcs = set;
	}
	process_unlock();
	if (err)
		free_set(set);
	return err;
}

int skep_func_add(struct skep *vm, const struct skep_func *funcs, size_t n, const void *btf,
		  size_t size, struct skep_error *error)
{
	struct func_set *set;
	int err;

	error_clear(error);
	if (n > UINT16_MAX)
		return error_set(error, INVALID_ARGUMENT, "too many host functions");
	set = calloc(1, sizeof(*set) + n * sizeof(*set->funcs));
	if (!set)
		return error_set(error, NO_MEMORY, "host functions");
	err = btf_target_open_mem(btf, size, "host functions", &set->target, error);
	if (!err)
		err = fill(set, funcs, n, error);
	if (!err)
		return publish(vm, set, error);
	free_set(set);
	return err;
}

/* ---- what a function asks ---- */

static const struct run *run_of(const struct skep_call *call)
{
	return (const struct run *)call;
}

void *skep_call_arg(const struct skep_call *call)
{
	return run_of(call)->func->arg;
}

const struct skep_prog *skep_call_prog(const struct skep_call *call)
{
	return run_of(call)->binding->prog;
}

void *skep_call_ctx(const struct skep_call *call)
{
	return run_of(call)->ctx;
}

uint32_t skep_call_lane(const struct skep_call *call)
{
	return run_of(call)->lane;
}
