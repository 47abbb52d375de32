/* What every test of the loader asks of whatever came out, see object_use.h. */
#include "tests/lib/object_use.h"

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_SECONDS = 60 }; /* of opening an object, with valgrind on a busy machine */

static volatile uint64_t sink;

static void use_bytes(const void *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		sink += ((const uint8_t *)data)[i];
}

static void use_string(const char *s)
{
	use_bytes(s, strlen(s));
}

static void use_map(const struct object *object, const struct map_desc *map)
{
	use_string(map->name);
	if (map->data)
		use_bytes(map->data, map->value_size);
	if (map->inner)
		use_map(object, map->inner);
	for (uint32_t i = 0; i < map->n_init; i++) {
		assert(map->init[i].index < map->max_entries);
		assert(map->init[i].target <
			    (map->type == MAP_PROG_ARRAY ? object->n_progs : object->n_maps));
	}
	if (!object->btf)
		return;
	assert(map->key_type < btf_n_types(object->btf));
	assert(map->value_type < btf_n_types(object->btf));
	if (map->value_type && map->data)
		btf_format_json(object->btf, map->value_type, map->data, NULL, 0);
}

/* Writes over its value, which the object must own. */
static void use_var(struct object *object, const struct global_var *var)
{
	uint8_t *zeros;

	use_string(var->name);
	assert(var->map < object->n_maps);
	assert(var->offset + (uint64_t)var->size <= object->maps[var->map].value_size);
	if (object->btf)
		assert(var->type < btf_n_types(object->btf));
	if (object->maps[var->map].value_size > 1 << 20) /* it may be more than the quota */
		return;
	zeros = calloc(1, var->size + 1);
	assert(zeros);
	assert(!object_set_var(object, var, zeros));
	free(zeros);
}

static void use_insn(const struct image *image, uint32_t i)
{
	const struct insn *insn = &image->insns[i];
	uint32_t low = (uint32_t)insn->imm;

	assert(insn->id > INSN_INVALID && insn->id < N_INSN_IDS);
	assert(insn->dst < N_REGS && insn->src < N_REGS);
	switch (insn_of(insn)->kind) {
	case KIND_LDDW_MAP:
		assert((uint64_t)insn->imm < image->n_maps);
		break;
	case KIND_LDDW_MAP_VALUE:
		assert(low < image->n_maps);
		assert((uint64_t)insn->imm >> 32 < image->maps[low]->value_size);
		break;
	case KIND_LDDW_FUNC:
		assert((uint64_t)insn->imm < image->n_insns);
		break;
	case KIND_POISON:
		assert((uint64_t)insn->imm < image->n_poisons);
		use_string(image->poisons[insn->imm].how);
		use_string(image->poisons[insn->imm].what);
		use_string(image->poisons[insn->imm].why);
		break;
	case KIND_CALL_LOCAL:
		assert(insn_target(image->insns, i) < image->n_insns);
		break;
	default:
		break;
	}
}

static void use_image(const struct image *image)
{
	uint32_t end = 0;

	assert(image->n_insns > 0 && image->n_insns <= image->n_slots);
	assert(image->n_subprogs > 0 && image->n_subprogs <= MAX_SUBPROGS);
	assert(image->license);
	for (uint32_t i = 0; i < image->n_insns; i++)
		use_insn(image, i);
	for (uint32_t i = 0; i < image->n_subprogs; i++) {
		const struct subprog *subprog = &image->subprogs[i];

		use_string(subprog->name);
		assert(subprog->start == end);
		assert(subprog->end > subprog->start);
		end = subprog->end;
		if (image->btf)
			assert(subprog->btf_func < btf_n_types(image->btf));
	}
	assert(end == image->n_insns);
	for (uint32_t i = 0; i < image->n_lines; i++) {
		assert(image->lines[i].insn < image->n_insns);
		assert(!i || image->lines[i - 1].insn <= image->lines[i].insn);
		use_string(image->lines[i].file);
		use_string(image->lines[i].text);
	}
}

static void check_error(const struct skep_error *error)
{
	assert(error->err < 0);
	assert(strlen(error->id) > 0);
	assert(strlen(error->message) > 0);
	assert(strlen(error->file) > 0);
}

int survive(const void *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	struct skep_error error;
	struct object *object;
	int err;

	assert(copy);
	memcpy(copy, data, size);
	alarm(MAX_SECONDS); /* which ends the test program */
	err = object_open_mem(copy, size, "hostile.o", NULL, &object, &error);
	alarm(0);
	free(copy);
	if (err) {
		assert(!object);
		assert(err == error.err);
		check_error(&error);
		return err;
	}
	use_string(object->license);
	for (uint32_t i = 0; i < object->n_maps; i++)
		use_map(object, &object->maps[i]);
	for (uint32_t i = 0; i < object->n_vars; i++)
		use_var(object, &object->vars[i]);
	for (uint32_t i = 0; i < object->n_progs; i++) {
		use_string(object->progs[i]->name);
		use_string(object->progs[i]->section);
		if (object->prog_errors[i].err) {
			check_error(&object->prog_errors[i]);
			assert(!strcmp(object->prog_errors[i].prog, object->progs[i]->name));
		} else {
			use_image(object->progs[i]);
		}
	}
	object_close(object);
	return 0;
}

void refuse(const void *data, size_t size, const char *id, const char *message)
{
	struct skep_error error;
	struct object *object;

	assert(object_open_mem(data, size, "named.o", NULL, &object, &error) < 0);
	assert(!object);
	if (strcmp(error.id, id) || !strstr(error.message, message)) {
		fprintf(stderr, "want %s (%s), got %s: %s\n", id, message, error.id,
			error.message);
		abort();
	}
	assert(!strcmp(error.file, "named.o"));
}
