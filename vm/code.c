/*
 * From a program of the root, bytecode and options, to one that runs in this process: an
 * object like those of files, whose maps are the root's.
 */
#include "vm/stored.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct skep_map *map_of_root(struct skep *vm, uint64_t id, struct skep_error *error)
{
	struct map *map;

	if (map_open(vm->store, id, &map, error))
		return NULL;
	store_let_go(map_let_go(map));
	return handle_from(vm, map, error);
}

static int check_kind(const struct btf *btf, uint32_t id, enum btf_kind kind)
{
	struct btf_type type;

	btf_type(btf, btf_resolve(btf, id), &type);
	return type.kind == kind ? 0 : -EINVAL;
}

/* The rules of each type, Linux's map_check_btf of its operations. */
static int check_key(const struct map_desc *desc, const struct btf *btf, uint32_t key,
		     uint32_t value)
{
	switch (desc->type) {
	case MAP_ARRAY:
	case MAP_PERCPU_ARRAY:
		if (key)
			return check_kind(btf, key, BTF_INT);
		/* A data section: no key. */
		return desc->type == MAP_ARRAY && desc->max_entries == 1 ?
			       check_kind(btf, value, BTF_DATASEC) :
			       -EINVAL;
	case MAP_TASK_STORAGE: return key ? check_kind(btf, key, BTF_INT) : -EINVAL;
	case MAP_LPM_TRIE: return key ? check_kind(btf, key, BTF_STRUCT) : -EINVAL;
	case MAP_BLOOM_FILTER: return key ? -EINVAL : 0;
	case MAP_DEVMAP:
	case MAP_DEVMAP_HASH:
	case MAP_CPUMAP:
	case MAP_XSKMAP:
	case MAP_STACK_TRACE: return -LINUX_ENOTSUPP;
	default: return key ? 0 : -EINVAL;
	}
}

int map_set_types(struct map_desc *desc, const struct btf *btf, uint64_t id, uint32_t key,
		  uint32_t value)
{
	uint32_t n = btf_n_types(btf);
	int err;

	if (key && (key >= n || btf_size(btf, key) != desc->key_size))
		return -EINVAL;
	if (value >= n || btf_size(btf, value) != desc->value_size)
		return -EINVAL;
	err = check_key(desc, btf, key, value);
	if (err)
		return err;
	desc->btf_id = id;
	desc->key_type = key;
	desc->value_type = value;
	if (!map_find_lock(btf, desc))
		return 0;
	err = !desc->lock_end ? -EINVAL :
	      desc->map_flags & (MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG) ? -EACCES : -EOPNOTSUPP;
	desc->lock_end = 0;
	return err;
}

/* ---- maps ---- */

/* What programs read of a frozen map is known when they are verified. */
static void describe_map(const struct skep_map *handle, struct map_desc *desc)
{
	struct bound_map bound;

	*desc = *map_desc(handle->map);
	if (!desc->frozen || !(desc->map_flags & MAP_F_RDONLY_PROG))
		return;
	map_bind(handle->map, &bound);
	desc->data = bound.stays ? bound.values : NULL;
}

static int open_maps(struct skep_obj *obj, const struct stored_prog *stored,
		     struct skep_error *error)
{
	for (uint32_t i = 0; i < stored->n_maps; i++) {
		struct skep_map *map = &obj->maps[i];
		int err = map_open(obj->vm->store, stored->maps[i], &map->map, error);

		if (err)
			return err;
		store_let_go(map_let_go(map->map));
		map->desc = map_desc(map->map);
		err = handle_attach(map, error);
		if (err)
			return err;
		describe_map(map, &obj->object->maps[i]);
		map->desc = &obj->object->maps[i];
	}
	return 0;
}

/* Indices of maps. */
static int check_references(const struct image *image, struct skep_error *error)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];
		uint8_t kind = insn_of(insn)->kind;

		if ((kind == KIND_LDDW_MAP || kind == KIND_LDDW_MAP_VALUE) &&
		    (uint32_t)insn->imm >= image->n_maps)
			return error_set(error, RESERVED_FIELD, insn_of(insn)->name, "imm",
					 "the index of a map");
	}
	return 0;
}

/* As Linux's array_map_direct_value_addr: 0 or an errno. */
static int value_refused(const struct map_desc *map, const struct insn *insn)
{
	const struct map_type_info *type = map_type_by_number(map->type);

	if (!(type->flags & MAPF_DIRECT))
		return EINVAL;
	if (map->max_entries != 1)
		return LINUX_ENOTSUPP;
	return (uint64_t)insn->imm >> 32 < map->value_size ? 0 : EINVAL;
}

static int check_values(const struct image *image, struct skep_error *error)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];
		const struct map_desc *map;
		int err;

		if (insn_of(insn)->kind != KIND_LDDW_MAP_VALUE)
			continue;
		map = image->maps[(uint32_t)insn->imm];
		err = value_refused(map, insn);
		if (err) {
			error_set(error, DIRECT_VALUE, map->name);
			error_place_insn(error, image, i);
			if (error)
				error->err = -err;
			return -err;
		}
	}
	return 0;
}

/* ---- functions ---- */

static int find_functions(struct arena *arena, struct image *image, struct skep_error *error)
{
	bool *starts = ARENA_ARRAY(arena, bool, image->n_insns);
	uint32_t n = 0;

	if (!starts)
		return error_set(error, NO_MEMORY, "functions");
	starts[0] = true;
	for (uint32_t i = 0; i < image->n_insns; i++) {
		enum insn_kind kind = insn_of(&image->insns[i])->kind;

		if (kind == KIND_CALL_LOCAL || kind == KIND_LDDW_FUNC)
			starts[insn_func_target(image->insns, i)] = true;
	}
	for (uint32_t i = 0; i < image->n_insns; i++)
		n += starts[i];
	if (n > MAX_SUBPROGS)
		return error_set(error, TOO_MANY_SUBPROGS, (unsigned)MAX_SUBPROGS);
	image->subprogs = ARENA_ARRAY(arena, struct subprog, n);
	if (!image->subprogs)
		return error_set(error, NO_MEMORY, "functions");
	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (starts[i])
			image->subprogs[image->n_subprogs++].start = i;
		image->subprogs[image->n_subprogs - 1].end = i + 1;
	}
	return 0;
}

static int bad_info(struct skep_error *error, const char *what)
{
	return error_set(error, INVALID_ARGUMENT, what);
}

/* What BTF says of a function; as Linux check_btf_func. */
static int describe_function(struct image *image, const struct stored_func *info, uint32_t i,
			     struct skep_error *error)
{
	struct subprog *subprog = &image->subprogs[i];
	struct btf_type type, proto;

	if (info->slot != image->slot[subprog->start])
		return bad_info(error, "func_info BTF section doesn't match subprog layout in BPF "
				       "program");
	if (!image->btf || info->type >= btf_n_types(image->btf))
		return bad_info(error, "invalid type id in func info");
	btf_type(image->btf, info->type, &type);
	if (type.kind != BTF_FUNC)
		return bad_info(error, "invalid type id in func info");
	btf_type(image->btf, type.type, &proto);
	subprog->name = type.name;
	subprog->btf_func = info->type;
	subprog->is_global = i && type.linkage == BTF_GLOBAL;
	return 0;
}

static int name_functions(struct arena *arena, struct image *image,
			  const struct stored_prog *stored, struct skep_error *error)
{
	char name[24];
	int err = 0;

	if (stored->n_funcs && stored->n_funcs != image->n_subprogs)
		return bad_info(error, "number of funcs in func_info doesn't match number of "
				       "subprogs");
	for (uint32_t i = 0; i < image->n_subprogs && !err; i++) {
		snprintf(name, sizeof(name), "func_%u", i);
		image->subprogs[i].name = i ? arena_strdup(arena, name) : image->name;
		if (!image->subprogs[i].name)
			err = error_set(error, NO_MEMORY, "functions");
		else if (stored->n_funcs)
			err = describe_function(image, &stored->funcs[i], i, error);
	}
	return err;
}

/* ---- lines ---- */

static int describe_lines(struct arena *arena, struct image *image,
			  const struct stored_prog *stored, struct skep_error *error)
{
	uint32_t insn = 0;

	image->lines = ARENA_ARRAY(arena, struct line_info, stored->n_lines);
	if (!image->lines)
		return error_set(error, NO_MEMORY, "line information");
	for (uint32_t i = 0; i < stored->n_lines; i++) {
		const struct stored_line *line = &stored->lines[i];
		const char *file = image->btf ? btf_string(image->btf, line->file) : NULL;
		const char *text = image->btf ? btf_string(image->btf, line->text) : NULL;

		if (!file || !text)
			return bad_info(error, "line_info: no such string");
		if (line->slot >= image->n_slots || (i && line->slot <= stored->lines[i - 1].slot))
			return bad_info(error, "line_info: instructions out of order");
		while (insn < image->n_insns && image->slot[insn] < line->slot)
			insn++;
		if (insn == image->n_insns || image->slot[insn] != line->slot)
			return bad_info(error, "line_info: inside of an instruction");
		while (*text == ' ' || *text == '\t')
			text++;
		image->lines[image->n_lines++] =
			(struct line_info){ insn, file, text, line->place >> 10,
					    line->place & 0x3ff };
	}
	return 0;
}

/* ---- the object ---- */

static struct object *object_new(const struct stored_prog *stored)
{
	struct object *object = calloc(1, sizeof(*object));
	struct arena *arena;

	if (!object)
		return NULL;
	arena = &object->arena;
	arena_init(arena, 0);
	object->name = arena_strdup(arena, stored->name[0] ? stored->name : "program");
	object->license = arena_strdup(arena, stored->license);
	object->maps = ARENA_ARRAY(arena, struct map_desc, stored->n_maps + 1);
	object->progs = ARENA_ARRAY(arena, struct image *, 1);
	object->prog_errors = ARENA_ARRAY(arena, struct skep_error, 1);
	if (object->progs)
		object->progs[0] = ARENA_NEW(arena, struct image);
	if (object->name && object->license && object->maps && object->prog_errors &&
	    object->progs && object->progs[0]) {
		object->n_maps = stored->n_maps;
		object->n_progs = 1;
		return object;
	}
	object_close(object);
	return NULL;
}

static int read_btf(struct skep *vm, struct object *object, uint64_t id, struct skep_error *error)
{
	const void *raw;
	uint32_t size;
	int fd, err;

	if (!id)
		return 0;
	err = store_get(vm->store, id, &fd, error);
	if (err)
		return err;
	err = stored_btf_read(fd, &object->arena, &raw, &size);
	close(fd);
	if (err)
		return error_system(error, "BTF", err);
	return btf_parse(&object->arena, raw, size, NULL, &object->btf, error);
}

static int fill_image(struct object *object, const struct stored_prog *stored,
		      struct skep_error *error)
{
	struct image *image = object->progs[0];
	struct arena *arena = &object->arena;
	int err;

	image->name = image->object = object->name;
	image->section = "";
	image->license = object->license;
	image->gpl_compatible = license_is_gpl(object->license);
	image->prog_type = stored->prog_type;
	image->attach_type = stored->attach_type;
	image->strict_alignment = stored->flags & PROG_F_STRICT_ALIGNMENT;
	image->btf = object->btf;
	image->n_maps = stored->n_maps;
	image->maps = ARENA_ARRAY(arena, const struct map_desc *, stored->n_maps + 1);
	if (!image->maps)
		return error_set(error, NO_MEMORY, "maps");
	for (uint32_t i = 0; i < stored->n_maps; i++)
		image->maps[i] = &object->maps[i];
	err = decode(arena, stored->wire, stored->n_slots, image, error);
	if (!err)
		err = check_references(image, error);
	if (!err)
		err = find_functions(arena, image, error);
	if (!err)
		err = name_functions(arena, image, stored, error);
	return err ? err : describe_lines(arena, image, stored, error);
}

struct skep_obj *obj_from_stored(struct skep *vm, const struct stored_prog *stored,
				 struct verify_trace *trace, struct skep_error *error)
{
	const struct skep_obj_opts opts = { .arch = SKEP_ARCH_HOST };
	struct object *object = object_new(stored);
	struct skep_obj *obj;
	int err;

	error_clear(error);
	if (!object) {
		error_set(error, NO_MEMORY, "program");
		return NULL;
	}
	err = read_btf(vm, object, stored->btf_id, error);
	if (!err)
		err = fill_image(object, stored, error);
	if (err) {
		object_close(object);
		return NULL;
	}
	obj = obj_adopt(vm, object, &opts, error);
	if (!obj)
		return NULL;
	obj->progs[0].trace = trace;
	err = open_maps(obj, stored, error);
	if (!err)
		err = check_values(obj->progs[0].image, error);
	if (!err)
		err = skep_obj_load(obj, error);
	obj->progs[0].trace = NULL;
	if (!err)
		return obj;
	skep_obj_close(obj);
	return NULL;
}

/* Of an instruction that cannot be relocated the wire has Linux's call of no function. */
static void put_back(const struct image *image, uint32_t insn, uint32_t n, struct wire_insn *wire)
{
	const struct wire_insn none = { .opcode = 0x85, .imm = 0xbad2310 };

	if (image->insns[insn].id != INSN_POISON) {
		encode_insn(&image->insns[insn], wire);
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		wire[i] = none;
}

static void tell_poison(const struct image *image, const struct verify_trace *trace)
{
	char text[512];

	for (uint32_t i = 0; trace->print && i < image->n_poisons; i++) {
		snprintf(text, sizeof(text), "cannot relocate: %s %s: %s\n", image->poisons[i].how,
			 image->poisons[i].what, image->poisons[i].why);
		trace->print(trace->arg, text);
	}
}

/* Number of the instruction in this slot; n_insns: none begins there. */
static uint32_t insn_at_slot(const struct image *image, uint32_t slot)
{
	uint32_t low = 0, high = image->n_insns;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (image->slot[middle] < slot)
			low = middle + 1;
		else
			high = middle;
	}
	return low < image->n_insns && image->slot[low] == slot ? low : image->n_insns;
}

static int relocate_one(struct object *object, const struct btf_target *target,
			const struct stored_core *core, struct image *image,
			struct wire_insn *wire, struct skep_error *error)
{
	const struct core_record record = {
		core->type, core->kind, btf_string(object->btf, core->path)
	};
	uint32_t i = core->offset % 8 ? image->n_insns : insn_at_slot(image, core->offset / 8), end;
	int err;

	if (i == image->n_insns)
		return error_set(error, BAD_BTF_EXT, "a CO-RE relocation is at no instruction");
	if (!record.path || core->type >= btf_n_types(object->btf))
		return error_set(error, BAD_BTF_EXT, "a CO-RE relocation has no type or path");
	end = i + 1 < image->n_insns ? image->slot[i + 1] : image->n_slots;
	err = relocate_insn(&object->arena, object->btf, target, &record, image, i, error);
	if (!err)
		put_back(image, i, end - image->slot[i], &wire[image->slot[i]]);
	return err;
}

int stored_relocate(struct skep *vm, const struct stored_prog *prog, struct wire_insn *wire,
		    const struct stored_core *cores, uint32_t n, const struct verify_trace *trace,
		    struct skep_error *error)
{
	struct image image = { .name = "" };
	struct object object = { .name = "" };
	const struct btf_target *target;
	int err;

	error_clear(error);
	arena_init(&object.arena, 0);
	err = read_btf(vm, &object, prog->btf_id, error);
	if (!err)
		err = decode(&object.arena, wire, prog->n_slots, &image, error);
	if (!err)
		err = vm_types(vm, NULL, &target, error);
	for (uint32_t i = 0; i < n && !err; i++)
		err = relocate_one(&object, target, &cores[i], &image, wire, error);
	tell_poison(&image, trace);
	arena_free(&object.arena);
	return err;
}

void stored_disasm(const struct wire_insn *wire, uint32_t n_slots, uint32_t slot, char *buf,
		   size_t size)
{
	struct image image = { .name = "" };
	struct arena arena;

	buf[0] = '\0';
	arena_init(&arena, 0);
	if (!decode(&arena, wire, n_slots, &image, NULL))
		for (uint32_t i = 0; i < image.n_insns; i++)
			if (image.slot[i] == slot)
				disasm(&image, i, buf, size);
	arena_free(&arena);
}
