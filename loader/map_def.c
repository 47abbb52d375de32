/*
 * Map descriptions: variables of .maps as their BTF types describe them (the
 * macros __uint, __type, __array and __ulong of bpf_helpers.h), and data
 * sections, each an array of one value.
 *
 * A number is the length of an array behind a pointer, or an enumerator; a
 * type is behind a pointer; maps inside a map are what the elements of the
 * array `values` point to.  An attribute that is not a row of the table below
 * is refused by name: ignoring it would make another map than was asked for.
 */
#include <assert.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

/* A definition that is being read. */
struct def {
	struct load *load;
	const struct btf *btf;
	struct map_desc *desc;
	uint32_t seen;          /* bit set of attributes */
	uint32_t values_type;   /* of the elements of `values`, 0 none */
	uint32_t values_offset; /* of `values` in the variable */
	bool is_inner;
};

static int bad_map(const struct def *def, const char *attr, const char *reason)
{
	char text[200];

	snprintf(text, sizeof(text), "%s%s%s", attr, *attr ? ": " : "", reason);
	return at_section(def->load, find_section(def->load, ROLE_MAPS), -1,
			  error_set(def->load->error, BAD_MAP, def->desc->name, text));
}

static int unsupported_map(const struct def *def, const char *attr, const char *reason)
{
	char text[200];

	snprintf(text, sizeof(text), "%s %s", attr, reason);
	return at_section(def->load, find_section(def->load, ROLE_MAPS), -1,
			  error_set(def->load->error, UNSUPPORTED_MAP, def->desc->name, text));
}

/* ---- attributes ---- */

/* The type that @id, a pointer under modifiers, points to; UINT32_MAX if it is none. */
static uint32_t pointed(const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	btf_type(btf, btf_resolve(btf, id), &type);
	return type.kind == BTF_PTR ? type.type : UINT32_MAX;
}

/* int (*name)[N], or an enumeration of one value. */
static bool read_number(const struct btf *btf, uint32_t id, uint64_t *number)
{
	uint32_t target = pointed(btf, id);
	struct btf_enum_value value;
	struct btf_array array;
	struct btf_type type;

	if (target == UINT32_MAX) {
		id = btf_resolve(btf, id);
		btf_type(btf, id, &type);
		if ((type.kind != BTF_ENUM && type.kind != BTF_ENUM64) || type.n != 1)
			return false;
		btf_enum_value(btf, id, 0, &value);
		*number = (uint64_t)value.value;
		return true;
	}
	target = btf_resolve(btf, target);
	btf_type(btf, target, &type);
	if (type.kind != BTF_ARRAY)
		return false;
	btf_array(btf, target, &array);
	*number = array.n;
	return true;
}

typedef int attr_fn(struct def *def, const char *name, uint32_t type, uint32_t *field);

static int attr_u32(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	uint64_t number;

	if (!read_number(def->btf, type, &number) || number > UINT32_MAX)
		return bad_map(def, name, "it is not a number of 32 bits");
	*field = (uint32_t)number;
	return 0;
}

static int attr_map_extra(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	(void)field;
	if (!read_number(def->btf, type, &def->desc->map_extra))
		return bad_map(def, name, "it is not a number");
	return 0;
}

/* Where to allocate is a wish of the kernel's; the number must make sense all the same. */
static int attr_numa_node(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	uint32_t node;

	(void)field;
	return attr_u32(def, name, type, &node);
}

static int attr_pinning(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	uint32_t pinning = 0;
	int err = attr_u32(def, name, type, &pinning);

	(void)field;
	if (err)
		return err;
	if (pinning > 1)
		return bad_map(def, name, "it is neither none nor by name");
	if (pinning && def->is_inner)
		return bad_map(def, name, "a map inside a map has no name to pin it by");
	def->desc->pin_by_name = pinning;
	return 0;
}

/* A type gives the size too; a size given besides must be the same. */
static int sized_type(struct def *def, const char *name, uint32_t type, uint32_t *size,
		      uint32_t *field)
{
	uint32_t target = pointed(def->btf, type);

	if (target == UINT32_MAX)
		return bad_map(def, name, "it is not a type");
	if (!btf_size(def->btf, target))
		return bad_map(def, name, "the type has no size");
	if (*size && *size != btf_size(def->btf, target))
		return bad_map(def, name, "the type has another size than the one given");
	*size = (uint32_t)btf_size(def->btf, target);
	*field = target;
	return 0;
}

static int attr_key(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	return sized_type(def, name, type, &def->desc->key_size, field);
}

static int attr_value(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	return sized_type(def, name, type, &def->desc->value_size, field);
}

static int attr_size(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	uint32_t before = *field;
	int err = attr_u32(def, name, type, field);

	if (!err && before && before != *field)
		return bad_map(def, name, "the type has another size than the one given");
	return err;
}

static int attr_values(struct def *def, const char *name, uint32_t type, uint32_t *field)
{
	struct btf_array array;
	struct btf_type t;

	(void)field;
	type = btf_resolve(def->btf, type);
	btf_type(def->btf, type, &t);
	if (t.kind != BTF_ARRAY)
		return bad_map(def, name, "it is not an array");
	btf_array(def->btf, type, &array);
	def->values_type = pointed(def->btf, array.elem_type);
	if (def->values_type == UINT32_MAX || !def->values_type)
		return bad_map(def, name, "it is not an array of pointers to maps or functions");
	return 0;
}

static const struct attr_row {
	const char *name;
	attr_fn *read;
	size_t field; /* of struct map_desc */
} attr_rows[] = {
	{ "type", attr_u32, offsetof(struct map_desc, type) },
	{ "key", attr_key, offsetof(struct map_desc, key_type) },
	{ "value", attr_value, offsetof(struct map_desc, value_type) },
	{ "key_size", attr_size, offsetof(struct map_desc, key_size) },
	{ "value_size", attr_size, offsetof(struct map_desc, value_size) },
	{ "max_entries", attr_u32, offsetof(struct map_desc, max_entries) },
	{ "map_flags", attr_u32, offsetof(struct map_desc, map_flags) },
	{ "map_extra", attr_map_extra, offsetof(struct map_desc, map_extra) },
	{ "numa_node", attr_numa_node, 0 },
	{ "pinning", attr_pinning, 0 },
	{ "values", attr_values, 0 },
};
enum { N_ATTRS = sizeof(attr_rows) / sizeof(*attr_rows) };

static int read_attr(struct def *def, const struct btf_member *member)
{
	for (uint32_t i = 0; i < N_ATTRS; i++) {
		const struct attr_row *row = &attr_rows[i];

		if (strcmp(row->name, member->name))
			continue;
		if (def->seen >> i & 1)
			return bad_map(def, member->name, "it is given twice");
		def->seen |= 1u << i;
		if (row->read == attr_values)
			def->values_offset = member->bit_offset / 8;
		return row->read(def, member->name, member->type,
				 (uint32_t *)((char *)def->desc + row->field));
	}
	return unsupported_map(def, member->name, "is not a known attribute");
}

/* ---- definitions ---- */

static bool holds_maps(uint32_t type)
{
	return type == MAP_ARRAY_OF_MAPS || type == MAP_HASH_OF_MAPS;
}

static int read_inner(struct def *def);

/* Maps that hold maps or programs: the size may be left out. */
static int handle_value(struct def *def)
{
	if (def->desc->value_size && def->desc->value_size != 4)
		return bad_map(def, "value_size", "the handle of a map or program has 4 bytes");
	def->desc->value_size = 4;
	return 0;
}

static int read_def(struct def *def, uint32_t struct_type)
{
	struct btf_member member;
	struct btf_type type;
	int err = 0;

	struct_type = btf_resolve(def->btf, struct_type);
	btf_type(def->btf, struct_type, &type);
	if (type.kind != BTF_STRUCT)
		return bad_map(def, "", "its type is not a structure");
	for (uint32_t i = 0; !err && i < type.n; i++) {
		btf_member(def->btf, struct_type, i, &member);
		err = read_attr(def, &member);
	}
	if (err)
		return err;
	if (!def->desc->type)
		return bad_map(def, "type", "it is missing");
	if (!map_type_by_number(def->desc->type))
		return unsupported_map(def, "its type", "has a number that no map type has");
	if (!def->values_type)
		return 0;
	if (holds_maps(def->desc->type))
		return read_inner(def);
	btf_type(def->btf, btf_resolve(def->btf, def->values_type), &type);
	if (def->desc->type != MAP_PROG_ARRAY || type.kind != BTF_FUNC_PROTO)
		return bad_map(def, "values", "maps of this type do not hold such things");
	return handle_value(def);
}

/* The template of the maps that a map of maps holds; its values are their handles. */
static int read_inner(struct def *def)
{
	struct map_desc *desc = ARENA_NEW(def->load->arena, struct map_desc);
	struct def inner = { def->load, def->btf, desc, 0, 0, NO_VALUES, true };
	char name[160];
	int err;

	if (!desc)
		return error_set(def->load->error, NO_MEMORY, "maps");
	if (def->is_inner)
		return bad_map(def, "values", "maps of maps of maps are not possible");
	snprintf(name, sizeof(name), "%s.inner", def->desc->name);
	desc->name = arena_strdup(def->load->arena, name);
	if (!desc->name)
		return error_set(def->load->error, NO_MEMORY, "maps");
	err = read_def(&inner, def->values_type);
	if (err)
		return err;
	if (holds_maps(desc->type))
		return bad_map(def, "values", "maps of maps of maps are not possible");
	def->desc->inner = desc;
	return handle_value(def);
}

/* Variable @i of .maps as map number @i. */
static int read_map_var(struct load *load, const struct section *section, uint32_t datasec,
			uint32_t i)
{
	struct map_desc *desc = &load->object->maps[i];
	struct def def = { load, load->object->btf, desc, 0, 0, NO_VALUES, false };
	const char *wrong;
	struct btf_type type;
	struct btf_var var;
	int err;

	btf_var(def.btf, datasec, i, &var);
	btf_type(def.btf, var.type, &type);
	desc->name = type.name;
	if (type.kind != BTF_VAR || type.linkage == BTF_EXTERN)
		return bad_map(&def, "", "it is only declared here");
	if (var.offset > section->size || var.size > section->size - var.offset)
		return bad_map(&def, "", "it lies outside of the section");
	err = read_def(&def, type.type);
	if (!err && (wrong = map_find_lock(def.btf, desc)) != NULL)
		err = bad_map(&def, "", wrong);
	load->map_places[i] = (struct map_place){ (uint32_t)(section - load->sections), i,
						  var.offset, var.size, def.values_offset };
	return err;
}

static int compare_map_places(const void *a, const void *b)
{
	const struct map_place *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return x->map < y->map ? -1 : x->map > y->map;
}

/* Sort the places, so that they can be searched; no two maps may share bytes. */
static int order_places(struct load *load)
{
	struct map_place *places = load->map_places;

	qsort(places, load->n_map_places, sizeof(*places), compare_map_places);
	for (uint32_t i = 1; i < load->n_map_places; i++)
		if (places[i].section == places[i - 1].section &&
		    places[i].offset - places[i - 1].offset < places[i - 1].size)
			return at_section(load, &load->sections[places[i].section],
					  places[i].offset,
					  error_set(load->error, BAD_MAP,
						    load->object->maps[places[i].map].name,
						    "it is at the place of another map"));
	return 0;
}

static int read_map_vars(struct load *load, const struct section *section, uint32_t datasec,
			 uint32_t n)
{
	int err = 0;

	for (uint32_t i = 0; !err && i < n; i++)
		err = read_map_var(load, section, datasec, i);
	return err;
}

/* The place that @offset of section @section lies in, or NULL. */
static const struct map_place *place_around(const struct load *load, uint32_t section,
					    uint64_t offset)
{
	const struct map_place *place;
	uint32_t lo = 0, hi = load->n_map_places;

	while (lo < hi) { /* first place that starts behind offset */
		uint32_t mid = lo + (hi - lo) / 2;

		place = &load->map_places[mid];
		if (place->section < section ||
		    (place->section == section && place->offset <= offset))
			lo = mid + 1;
		else
			hi = mid;
	}
	place = lo ? &load->map_places[lo - 1] : NULL;
	if (!place || place->section != section || offset - place->offset >= place->size)
		return NULL;
	return place;
}

uint32_t find_map(const struct load *load, uint32_t section, uint64_t offset)
{
	const struct map_place *place = place_around(load, section, offset);

	return place && place->offset == offset ? place->map : NO_MAP;
}

/* ---- initial contents of maps of maps and program arrays ---- */

static int bad_init(struct load *load, const struct section *section, const struct reloc *reloc,
		    const char *reason)
{
	return at_section(load, section, (int64_t)(reloc->offset & INT64_MAX),
			  error_set(load->error, BAD_RELOCATION, reloc->number, section->name,
				    (unsigned long long)reloc->offset, reason));
}

/* The map, or for a program array the program, that a pointer in .maps points to. */
static uint32_t init_target(const struct load *load, const struct section *section,
			    const struct reloc *reloc, bool is_prog)
{
	const struct symbol *symbol = &load->symbols[reloc->symbol];
	uint64_t addend;
	uint32_t func;

	memcpy(&addend, section->data + reloc->offset, sizeof(addend));
	if (!is_prog) {
		if (symbol->section >= load->n_sections ||
		    load->sections[symbol->section].role != ROLE_MAPS)
			return NO_MAP;
		return find_map(load, symbol->section, symbol->value + addend);
	}
	if ((symbol->value + addend) % 8)
		return NO_MAP;
	func = find_func(load, symbol->section, (symbol->value + addend) / 8);
	return func == NO_FUNC ? NO_MAP : load->funcs[func].prog;
}

static int read_init(struct load *load, const struct section *section, const struct reloc *reloc,
		     uint32_t *map, struct map_init *init)
{
	const struct map_place *place;
	uint64_t offset;
	uint32_t type;

	if (reloc->type != RELOC_ABS64)
		return bad_init(load, section, reloc, "unknown type");
	if (section->size < 8 || reloc->offset > section->size - 8)
		return bad_init(load, section, reloc, "it lies outside of the section");
	if (reloc->symbol >= load->n_symbols)
		return bad_init(load, section, reloc, "its symbol does not exist");
	place = place_around(load, (uint32_t)(section - load->sections), reloc->offset);
	if (!place)
		return bad_init(load, section, reloc, "no map is defined there");
	*map = place->map;
	offset = reloc->offset - place->offset;
	type = load->object->maps[*map].type;
	if (place->values_offset == NO_VALUES || offset < place->values_offset ||
	    (offset - place->values_offset) % 8)
		return bad_init(load, section, reloc, "it is not in the map's values");
	init->index = (uint32_t)((offset - place->values_offset) / 8);
	init->target = init_target(load, section, reloc, type == MAP_PROG_ARRAY);
	if (init->target == NO_MAP)
		return bad_init(load, section, reloc, "it points to no map or program");
	if (init->index >= load->object->maps[*map].max_entries)
		return bad_init(load, section, reloc, "the map has no such entry");
	return 0;
}

/* A map's bad entry fails the programs that refer to the map; the first one is remembered. */
static int blame_map(struct load *load, uint32_t map, const struct skep_error *fault)
{
	if (load->map_faults[map])
		return 0;
	load->map_faults[map] = arena_memdup(&load->scratch, fault, sizeof(*fault));
	return load->map_faults[map] ? 0 : error_set(load->error, NO_MEMORY, "maps");
}

static int read_inits(struct load *load, const struct section *section)
{
	struct map_init *inits = ARENA_ARRAY(load->arena, struct map_init, section->n_relocs);
	struct skep_error *outer = load->error, fault;
	uint32_t n = 0;
	int err = 0;

	if (!inits)
		return error_set(load->error, NO_MEMORY, "maps");
	for (uint32_t i = 0; !err && i < section->n_relocs; i++) {
		struct map_desc *desc;
		uint32_t map = NO_MAP;

		error_clear(&fault);
		load->error = &fault;
		err = read_init(load, section, &section->relocs[i], &map, &inits[n]);
		load->error = outer;
		if (err && map == NO_MAP && outer)
			*outer = fault;
		if (err && map == NO_MAP)
			return err;
		if (err) {
			err = blame_map(load, map, &fault);
			continue;
		}
		/* sorted by offset and maps do not overlap: a map's entries are adjacent */
		desc = &load->object->maps[map];
		if (!desc->n_init)
			desc->init = &inits[n];
		assert(desc->init + desc->n_init == &inits[n]);
		desc->n_init++;
		n++;
	}
	return err;
}

/* ---- data sections ---- */

/* By its name; sections of other names by what the compiler wants of the linker. */
static bool is_read_only(const struct section *section)
{
	if (section->is_adopted)
		return !(section->flags & SHF_WRITE);
	return !strncmp(section->name, ".rodata", 7);
}

static int describe_data(struct load *load, const struct section *section, struct map_desc *desc)
{
	const struct btf *btf = load->object->btf;
	const char *wrong;

	if (section->size > MAX_DATA_SIZE)
		return at_section(load, section, -1,
				  error_set(load->error, BAD_SECTION, section->name,
					    "it is larger than a map's value can be"));
	*desc = (struct map_desc){
		.name = section->name,
		.type = MAP_ARRAY,
		.key_size = 4,
		.value_size = (uint32_t)section->size,
		.max_entries = 1,
		.map_flags = MAP_F_MMAPABLE,
		.data = section->data,
		.value_type = btf ? btf_find(btf, BTF_DATASEC, section->name) : 0,
	};
	if (is_read_only(section)) {
		desc->map_flags |= MAP_F_RDONLY_PROG;
		desc->frozen = true;
	}
	if (desc->value_type && btf_size(btf, desc->value_type) > section->size)
		return at_section(load, section, -1,
				  error_set(load->error, BAD_SECTION, section->name,
					    "its variables in .BTF reach out of it"));
	wrong = map_find_lock(btf, desc);
	return wrong ? at_section(load, section, -1,
				  error_set(load->error, BAD_MAP, section->name, wrong)) :
		       0;
}

static int read_data_sections(struct load *load)
{
	uint32_t n = load->n_map_places;
	int err = 0;

	for (uint32_t i = 1; !err && i < load->n_sections; i++) {
		struct section *section = &load->sections[i];

		if (section->role != ROLE_DATA || !section->size)
			continue;
		err = describe_data(load, section, &load->object->maps[n]);
		section->map = n++;
	}
	return err;
}

/* ---- all ---- */

/* Maps come in the order: .maps, the old sections, data, .kconfig. */
static int count_maps(struct load *load, const struct section *maps, uint32_t *datasec,
		      uint32_t *n_btf)
{
	const struct btf *btf = load->object->btf;
	struct btf_type type;
	uint32_t n;

	*datasec = *n_btf = 0;
	if (maps) {
		*datasec = btf ? btf_find(btf, BTF_DATASEC, ".maps") : 0;
		if (!*datasec)
			return at_section(load, maps, -1,
					  error_set(load->error, BAD_SECTION, maps->name,
						    "its maps are not described by .BTF"));
		btf_type(btf, *datasec, &type);
		*n_btf = type.n;
	}
	n = load->n_map_places = *n_btf + count_legacy_maps(load);
	for (uint32_t i = 1; i < load->n_sections; i++)
		n += load->sections[i].role == ROLE_DATA && load->sections[i].size;
	n += kconfig_datasec(load) != 0;
	if (n > MAX_MAPS)
		return at_section(load, NULL, -1,
				  error_set(load->error, OBJECT_TOO_LARGE, "too many maps"));
	load->object->n_maps = n;
	return 0;
}

int load_maps(struct load *load)
{
	const struct section *maps = find_section(load, ROLE_MAPS);
	uint32_t datasec, n_btf;
	int err = count_maps(load, maps, &datasec, &n_btf);

	if (err)
		return err;
	load->object->maps = ARENA_ARRAY(load->arena, struct map_desc, load->object->n_maps);
	load->map_places = ARENA_ARRAY(&load->scratch, struct map_place, load->n_map_places);
	load->map_faults = ARENA_ARRAY(&load->scratch, struct skep_error *, load->object->n_maps);
	if (!load->object->maps || !load->map_places || !load->map_faults)
		return error_set(load->error, NO_MEMORY, "maps");
	if (maps)
		err = read_map_vars(load, maps, datasec, n_btf);
	if (!err)
		err = load_legacy_maps(load, n_btf, load->n_map_places - n_btf);
	if (!err)
		err = order_places(load);
	if (!err && maps)
		err = read_inits(load, maps);
	if (!err)
		err = read_data_sections(load);
	if (!err && kconfig_datasec(load))
		err = load_kconfig(load, load->object->n_maps - 1);
	return err;
}
