/*
 * Global variables by name: symbols of data sections and configuration values.
 * Their types, where .BTF gives them, come from the section's description.
 */
#include <elf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

static bool is_variable(const struct load *load, const struct symbol *symbol)
{
	const struct section *section;

	if (symbol->type != STT_OBJECT || !symbol->section ||
	    symbol->section >= load->n_sections || !*symbol->name)
		return false;
	section = &load->sections[symbol->section];
	return section->role == ROLE_DATA && section->map != NO_MAP && symbol->size &&
	       symbol->value < section->size && symbol->size <= section->size - symbol->value;
}

static int compare_places(const struct global_var *x, uint32_t map, uint32_t offset)
{
	if (x->map != map)
		return x->map < map ? -1 : 1;
	return x->offset < offset ? -1 : x->offset > offset;
}

static int compare_vars(const void *a, const void *b)
{
	const struct global_var *x = a, *y = b;
	int order = compare_places(x, y->map, y->offset);

	return order ? order : strcmp(x->name, y->name);
}

/* The type of variable @i of a section's description, where a symbol of its size is. */
static void take_type(struct load *load, uint32_t map, uint32_t datasec, uint32_t i)
{
	struct object *object = load->object;
	uint32_t lo = 0, hi = object->n_vars;
	struct btf_type type;
	struct btf_var var;

	btf_var(object->btf, datasec, i, &var);
	btf_type(object->btf, var.type, &type);
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (compare_places(&object->vars[mid], map, var.offset) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < object->n_vars && !compare_places(&object->vars[lo], map, var.offset); lo++)
		if (btf_size(object->btf, type.type) == object->vars[lo].size)
			object->vars[lo].type = type.type;
}

static void take_types(struct load *load)
{
	const struct object *object = load->object;
	struct btf_type type;

	for (uint32_t m = load->n_map_places; object->btf && m < object->n_maps; m++) {
		uint32_t datasec = object->maps[m].value_type;

		if (!datasec)
			continue;
		btf_type(object->btf, datasec, &type);
		for (uint32_t i = 0; i < type.n; i++)
			take_type(load, m, datasec, i);
	}
}

int load_global_vars(struct load *load)
{
	struct object *object = load->object;
	uint32_t n = load->n_kconfig;

	for (uint32_t i = 1; i < load->n_symbols; i++)
		n += is_variable(load, &load->symbols[i]);
	object->vars = ARENA_ARRAY(load->arena, struct global_var, n);
	object->written = ARENA_ARRAY(load->arena, uint8_t *, object->n_maps);
	if (!object->vars || !object->written)
		return error_set(load->error, NO_MEMORY, "variables");
	for (uint32_t i = 1; i < load->n_symbols; i++) {
		const struct symbol *symbol = &load->symbols[i];

		if (is_variable(load, symbol))
			object->vars[object->n_vars++] = (struct global_var){
				.name = symbol->name,
				.map = load->sections[symbol->section].map,
				.offset = (uint32_t)symbol->value,
				.size = (uint32_t)symbol->size,
			};
	}
	load->has_params = find_section_name(load, IR_KEYTABLE_MAPS) != NULL;
	qsort(object->vars, object->n_vars, sizeof(*object->vars), compare_vars);
	take_types(load);
	for (uint32_t i = 0; i < load->n_kconfig; i++)
		kconfig_var(load, i, &object->vars[object->n_vars++]);
	return 0;
}

const struct global_var *var_around(const struct object *object, uint32_t map, uint32_t offset)
{
	const struct global_var *var;
	uint32_t lo = 0, hi = object->n_vars;

	while (lo < hi) { /* the first one behind it */
		uint32_t mid = lo + (hi - lo) / 2;

		if (compare_places(&object->vars[mid], map, offset) <= 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	var = lo ? &object->vars[lo - 1] : NULL;
	return var && var->map == map && offset - var->offset < var->size ? var : NULL;
}

static void set_param(const struct param *param, const struct map_desc *map)
{
	uint32_t value = 0;

	if (map->data)
		memcpy(&value, (const uint8_t *)map->data + param->offset, sizeof(value));
	param->image->insns[param->insn].imm = value;
}

int add_param(struct load *load, const struct target *target, struct image *image, uint32_t insn)
{
	struct object *object = load->object;
	struct param *grown = arena_grow(load->arena, object->params, object->n_params,
					 object->n_params + 1, sizeof(*grown));

	if (!grown)
		return error_set(load->error, NO_MEMORY, "relocations");
	object->params = grown;
	grown[object->n_params] =
		(struct param){ image, insn, target->index, target->offset };
	set_param(&grown[object->n_params++], &object->maps[target->index]);
	return 0;
}

int object_find_var(const struct object *object, const char *name, const struct global_var **out)
{
	*out = NULL;
	for (uint32_t i = 0; i < object->n_vars; i++) {
		if (strcmp(object->vars[i].name, name))
			continue;
		if (*out)
			return -ENOTUNIQ;
		*out = &object->vars[i];
	}
	return *out ? 0 : -ENOENT;
}

int object_set_var(struct object *object, const struct global_var *var, const void *data)
{
	struct map_desc *map = &object->maps[var->map];
	uint8_t **written = &object->written[var->map];

	if (!*written) {
		*written = arena_alloc(&object->arena, map->value_size, 1);
		if (!*written)
			return -ENOMEM;
		if (map->data)
			memcpy(*written, map->data, map->value_size);
		map->data = *written;
	}
	memcpy(*written + var->offset, data, var->size);
	for (uint32_t i = 0; i < object->n_params; i++)
		if (object->params[i].map == var->map && object->params[i].offset == var->offset)
			set_param(&object->params[i], map);
	return 0;
}
