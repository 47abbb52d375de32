/*
 * Life cycle of an object: open (parsed, nothing live), load (everything is
 * verified before anything is made; what was made is undone in reverse when a
 * later step fails), close.
 */
#include "vm/vm.h"

#include <errno.h>
#include <linux/filter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

static struct skep_obj *obj_alloc(struct skep *vm, struct object *object)
{
	struct skep_obj *obj = calloc(1, sizeof(*obj));

	if (!obj)
		return NULL;
	obj->vm = vm;
	obj->object = object;
	obj->maps = calloc(object->n_maps + 1, sizeof(*obj->maps));
	obj->progs = calloc(object->n_progs + 1, sizeof(*obj->progs));
	obj->bound = calloc(object->n_maps + 1, sizeof(*obj->bound));
	if (obj->maps && obj->progs && obj->bound)
		return obj;
	free(obj->maps);
	free(obj->progs);
	free(obj->bound);
	free(obj);
	return NULL;
}

static enum skep_arch machine_arch(void)
{
	struct utsname name;

	return uname(&name) ? SKEP_ARCH_X86_64 : skep_arch_by_name(name.machine);
}

enum skep_arch skep_arch_by_name(const char *name)
{
	if (!name)
		return SKEP_ARCH_HOST;
	if (!strcmp(name, "x86_64"))
		return SKEP_ARCH_X86_64;
	return !strcmp(name, "arm64") || !strcmp(name, "aarch64") ? SKEP_ARCH_ARM64 :
								    SKEP_ARCH_HOST;
}

static void obj_fill(struct skep_obj *obj, enum skep_arch arch)
{
	struct object *object = obj->object;

	for (uint32_t i = 0; i < object->n_maps; i++) {
		obj->maps[i].vm = obj->vm;
		obj->maps[i].obj = obj;
		obj->maps[i].desc = &object->maps[i];
	}
	for (uint32_t i = 0; i < object->n_progs; i++) {
		struct skep_prog *prog = &obj->progs[i];

		prog->obj = obj;
		prog->jit_level = 1;
		object->progs[i]->arch = arch;
		prog->image = object->progs[i];
		prog->broken = object->prog_errors[i].err ? &object->prog_errors[i] : NULL;
		prog->autoload = !prog->image->section || *prog->image->section != '?';
		atomic_init(&prog->budget, BUDGET_NONE);
		arena_init(&prog->arena, 0);
	}
}

struct skep_obj *obj_adopt(struct skep *vm, struct object *object,
				  const struct skep_obj_opts *opts, struct skep_error *error)
{
	struct skep_obj *obj = obj_alloc(vm, object);

	if (!obj) {
		object_close(object);
		error_set(error, NO_MEMORY, "object");
		return NULL;
	}
	obj_fill(obj, opts->arch == SKEP_ARCH_HOST ? machine_arch() : opts->arch);
	process_lock();
	obj->next = vm->objs;
	vm->objs = obj;
	process_unlock();
	return obj;
}

/* ---- the target's types; an environment keeps each file's that it was asked for ---- */

struct target_types {
	struct target_types *next;
	struct btf_target *target;
	char path[];
};

/* What an object that is opened may ask for. */
struct wanted {
	struct skep *vm;
	const char *types;   /* NULL: the running kernel's, if it shows them */
	const char *kconfig; /* the same */
	char *text;          /* of the configuration */
};

static struct target_types *read_types(const char *path, struct skep_error *error)
{
	size_t size = strlen(path) + 1;
	struct target_types *types = malloc(sizeof(*types) + size);

	if (!types) {
		error_set(error, NO_MEMORY, "BTF");
		return NULL;
	}
	memcpy(types->path, path, size);
	if (btf_target_open(path, &types->target, error)) {
		free(types);
		return NULL;
	}
	return types;
}

int vm_types(struct skep *vm, const char *file, const struct btf_target **out,
	     struct skep_error *error)
{
	const char *path = file ? file : "/sys/kernel/btf";
	struct target_types *types;

	*out = NULL;
	if (!file && access("/sys/kernel/btf/vmlinux", R_OK))
		return 0;
	pthread_mutex_lock(&vm->types_lock);
	for (types = vm->types; types && strcmp(types->path, path);)
		types = types->next;
	if (!types && (types = read_types(path, error)) != NULL) {
		types->next = vm->types;
		vm->types = types;
	}
	pthread_mutex_unlock(&vm->types_lock);
	*out = types ? types->target : NULL;
	if (types)
		return 0;
	if (!file) { /* nobody asked for them: as where they are not shown */
		error_clear(error);
		return 0;
	}
	return error ? error->err : -EINVAL;
}

static int get_types(void *arg, const struct btf_target **out, struct skep_error *error)
{
	const struct wanted *wanted = arg;

	return vm_types(wanted->vm, wanted->types, out, error);
}

void types_free(struct skep *vm)
{
	while (vm->types) {
		struct target_types *types = vm->types;

		vm->types = types->next;
		btf_target_close(types->target);
		free(types);
	}
	pthread_mutex_destroy(&vm->types_lock);
}

static int get_kconfig(void *arg, const char **text, size_t *size, struct skep_error *error)
{
	struct wanted *wanted = arg;
	const char *path = wanted->kconfig;
	struct utsname name;
	char boot[128];
	int err;

	*text = NULL;
	if (!path && !access("/proc/config.gz", R_OK)) {
		path = "/proc/config.gz";
	} else if (!path && !uname(&name)) {
		snprintf(boot, sizeof(boot), "/boot/config-%.100s", name.release);
		path = access(boot, R_OK) ? NULL : boot;
	}
	if (!path)
		return 0;
	err = kconfig_read(path, &wanted->text, size, error);
	if (err && !wanted->kconfig) { /* nobody asked for it: as where there is none */
		error_clear(error);
		return 0;
	}
	*text = wanted->text;
	return err;
}

static bool get_func(void *arg, const char *name, struct known_func *out)
{
	const struct wanted *wanted = arg;

	return func_find(wanted->vm, name, out);
}

/* As LINUX_KERNEL_VERSION: major, minor, patch (at most 255). */
static uint32_t kernel_version(void)
{
	unsigned major = 0, minor = 0, patch = 0;
	struct utsname name;

	if (uname(&name) || sscanf(name.release, "%u.%u.%u", &major, &minor, &patch) < 2)
		return 0;
	return major << 16 | minor << 8 | (patch < 255 ? patch : 255);
}

/* @path, or @size bytes at @data. */
static struct skep_obj *open_any(struct skep *vm, const char *path, const void *data, size_t size,
				 const struct skep_obj_opts *opts, struct skep_error *error)
{
	struct skep_obj_opts all;
	struct wanted wanted = { .vm = vm };
	struct target_source source = { .get = get_types, .arg = &wanted, .kconfig = get_kconfig,
					 .func = get_func };
	const char *name = path ? path : "memory";
	struct object *object;
	int err;

	error_clear(error);
	if (opts_copy(&all, sizeof(all), opts, error))
		return NULL;
	wanted.types = all.btf;
	wanted.kconfig = all.kconfig;
	source.kernel_version = kernel_version();
	name = all.name ? all.name : name;
	err = path ? object_open(path, name, &source, &object, error) :
		     object_open_mem(data, size, name, &source, &object, error);
	free(wanted.text);
	if (err) {
		error_place(error, name, NULL);
		return NULL;
	}
	return obj_adopt(vm, object, &all, error);
}

struct skep_obj *skep_obj_open(struct skep *vm, const char *path, const struct skep_obj_opts *opts,
			       struct skep_error *error)
{
	return open_any(vm, path, NULL, 0, opts, error);
}

struct skep_obj *skep_obj_open_mem(struct skep *vm, const void *data, size_t size,
				   const struct skep_obj_opts *opts, struct skep_error *error)
{
	return open_any(vm, NULL, data, size, opts, error);
}

struct skep_obj *skep_obj_from_cbpf(struct skep *vm, const struct sock_filter *insns, size_t n,
				    const struct skep_cbpf_opts *opts, struct skep_error *error)
{
	const struct skep_obj_opts adopt = { .arch = SKEP_ARCH_HOST };
	struct skep_cbpf_opts all;
	struct object *object;

	error_clear(error);
	if (opts_copy(&all, sizeof(all), opts, error) ||
	    object_from_cbpf(insns, n, all.name, all.pcap, &object, error))
		return NULL;
	return obj_adopt(vm, object, &adopt, error);
}

struct skep_obj *skep_obj_from_fprog(struct skep *vm, const struct sock_fprog *fprog,
				     const struct skep_cbpf_opts *opts, struct skep_error *error)
{
	return skep_obj_from_cbpf(vm, fprog->filter, fprog->len, opts, error);
}

int skep_cbpf_parse(const char *text, size_t size, struct sock_filter *insns, size_t max,
		    struct skep_error *error)
{
	error_clear(error);
	return cbpf_parse(text, size, insns, max, error);
}

void skep_obj_close(struct skep_obj *obj)
{
	struct skep_obj **at;

	if (!obj)
		return;
	process_lock();
	for (at = &obj->vm->objs; *at != obj;)
		at = &(*at)->next;
	*at = obj->next;
	process_unlock();
	for (uint32_t i = 0; i < obj->object->n_progs; i++) {
		prog_unload(&obj->progs[i]);
		arena_free(&obj->progs[i].arena);
	}
	for (uint32_t i = 0; i < obj->object->n_maps; i++)
		handle_detach(&obj->maps[i]);
	object_close(obj->object);
	free(obj->maps);
	free(obj->progs);
	free(obj->bound);
	free(obj);
}

/* ---- variables ---- */

int skep_obj_set_global(struct skep_obj *obj, const char *name, const void *data, size_t size)
{
	const struct global_var *var;
	int err = object_find_var(obj->object, name, &var);

	if (err)
		return err;
	for (uint32_t i = 0; i < obj->object->n_progs; i++)
		if (obj->progs[i].facts)
			return -EBUSY;
	if (obj->loaded)
		return -EBUSY;
	return size == var->size ? object_set_var(obj->object, var, data) : -EINVAL;
}

/* ---- load ---- */

static bool is_map_insn(const struct insn *insn)
{
	return insn_info[insn->id].kind == KIND_LDDW_MAP ||
	       insn_info[insn->id].kind == KIND_LDDW_MAP_VALUE;
}

static bool prog_uses_map(const struct skep_prog *prog, uint32_t map)
{
	for (uint32_t i = 0; i < prog->image->n_insns; i++) {
		const struct insn *insn = &prog->image->insns[i];

		if (is_map_insn(insn) && (uint32_t)insn->imm == map)
			return true;
	}
	return false;
}

/*
 * One definition that this version cannot make fails the programs that use it,
 * not its neighbours.
 */
static bool is_map_needed(const struct skep_obj *obj, uint32_t map)
{
	const struct map_type_info *type = map_type_by_number(obj->maps[map].desc->type);

	if (type && type->flags & MAPF_SUPPORTED)
		return true;
	for (uint32_t i = 0; i < obj->object->n_progs; i++)
		if (obj->progs[i].autoload && prog_uses_map(&obj->progs[i], map))
			return true;
	return false;
}

static int load_maps(struct skep_obj *obj, struct skep_error *error)
{
	for (uint32_t i = 0; i < obj->object->n_maps; i++) {
		int err = 0;

		if (!obj->maps[i].map && is_map_needed(obj, i))
			err = handle_load(&obj->maps[i], error);
		if (err)
			return err;
		if (obj->maps[i].map)
			map_bind(obj->maps[i].map, &obj->bound[i]);
	}
	return 0;
}

/* Pins go too: they were made a moment ago, for this load. */
static void unload(struct skep_obj *obj)
{
	for (uint32_t i = 0; i < obj->object->n_progs; i++)
		prog_unload(&obj->progs[i]);
	for (uint32_t i = 0; i < obj->object->n_maps; i++) {
		struct skep_map *map = &obj->maps[i];

		if (map->pinned)
			store_unpin(obj->vm->store, map->desc->name, NULL);
		handle_detach(map);
	}
}

static int load_prog(struct skep_obj *obj, struct skep_prog *prog, struct skep_error *error)
{
	int err = prog_load(prog, error);

	for (uint32_t i = 0; i < obj->object->n_maps && !err; i++)
		if (prog_uses_map(prog, i))
			err = prog_array_use(prog, &obj->maps[i], error);
	return err;
}

static int load_all(struct skep_obj *obj, struct skep_error *error)
{
	int err = 0;

	for (uint32_t i = 0; i < obj->object->n_progs && !err; i++)
		if (obj->progs[i].autoload)
			err = prog_verify(&obj->progs[i], error);
	if (!err)
		err = load_maps(obj, error);
	for (uint32_t i = 0; i < obj->object->n_progs && !err; i++)
		if (obj->progs[i].autoload)
			err = load_prog(obj, &obj->progs[i], error);
	for (uint32_t i = 0; i < obj->object->n_maps && !err; i++)
		err = prog_array_fill(&obj->maps[i], error);
	for (uint32_t i = 0; i < obj->object->n_maps && !err; i++)
		err = inner_maps_fill(&obj->maps[i], error);
	return err;
}

int skep_obj_load(struct skep_obj *obj, struct skep_error *error)
{
	int err;

	error_clear(error);
	if (obj->loaded)
		return error_set(error, INVALID_ARGUMENT, "the object is loaded already");
	err = load_all(obj, error);
	if (err) {
		unload(obj);
		error_place(error, obj->object->name, NULL);
		return err;
	}
	for (uint32_t i = 0; i < obj->object->n_maps; i++)
		obj->maps[i].pinned = false;
	obj->loaded = true;
	return 0;
}

/* ---- finding ---- */

struct skep_prog *skep_obj_prog(const struct skep_obj *obj, const char *name)
{
	if (!name)
		return obj->object->n_progs == 1 ? &obj->progs[0] : NULL;
	for (uint32_t i = 0; i < obj->object->n_progs; i++)
		if (!strcmp(obj->progs[i].image->name, name))
			return &obj->progs[i];
	return NULL;
}

struct skep_prog *skep_obj_next_prog(const struct skep_obj *obj, const struct skep_prog *prev)
{
	size_t i = prev ? (size_t)(prev - obj->progs) + 1 : 0;

	return i < obj->object->n_progs ? &obj->progs[i] : NULL;
}

struct skep_map *skep_obj_map(const struct skep_obj *obj, const char *name)
{
	for (uint32_t i = 0; i < obj->object->n_maps; i++)
		if (!strcmp(obj->maps[i].desc->name, name))
			return &obj->maps[i];
	return NULL;
}

struct skep_map *skep_obj_next_map(const struct skep_obj *obj, const struct skep_map *prev)
{
	size_t i = prev ? (size_t)(prev - obj->maps) + 1 : 0;

	return i < obj->object->n_maps ? &obj->maps[i] : NULL;
}
