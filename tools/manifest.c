/* Manifests: one JSON value, of which the text is a view. */
#include "tools/manifest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "explain/manifest.h"
#include "tools/cli.h"
#include "vm/vm.h"

/* --- JSON --- */

/* [first, behind the last], "any", or null. */
static json_t *reach_json(const struct reach *reach)
{
	if (reach->any)
		return json_string("any");
	if (reach->lo == reach->hi)
		return json_null();
	return json_pack("[I, I]", (json_int_t)reach->lo, (json_int_t)reach->hi);
}

static json_t *pair_json(const struct reach_pair *pair)
{
	return json_pack("{s:o, s:o}", "read", reach_json(&pair->read), "written",
			 reach_json(&pair->write));
}

static bool is_reached(const struct reach_pair *pair)
{
	return pair->read.lo != pair->read.hi || pair->read.any ||
	       pair->write.lo != pair->write.hi || pair->write.any;
}

static json_t *helpers_json(const struct number_set *set)
{
	json_t *array = json_array();

	for (uint32_t n = 0; n <= MAX_HELPER_ID; n++)
		if (number_in(set, n))
			json_array_append_new(array, json_string(helper_name(n)));
	return array;
}

static json_t *map_json(const struct map_desc *desc, const struct manifest_map *map)
{
	json_t *json = json_pack("{s:o, s:s, s:o}", "name", text_json(desc->name), "type",
				 map_type_by_number(desc->type)->name, "value",
				 pair_json(&map->value));

	if (is_reached(&map->inner))
		json_object_set_new(json, "inner", pair_json(&map->inner));
	json_object_set_new(json, "helpers", helpers_json(&map->helpers));
	return json;
}

static json_t *maps_json(const struct image *image, const struct manifest *manifest)
{
	json_t *array = json_array();

	for (uint32_t i = 0; i < image->n_maps; i++)
		if (manifest->map[i].used)
			json_array_append_new(array, map_json(image->maps[i], &manifest->map[i]));
	return array;
}

static json_t *functions_json(const struct image *image, const struct manifest *manifest)
{
	json_t *array = json_array();

	for (uint32_t i = 0; i < image->n_kfuncs; i++)
		if (manifest->func[i])
			json_array_append_new(array, text_json(image->kfuncs[i]->name));
	return array;
}

/* "data" of the context, "bpf_sock.family" of what its pointers lead to. */
static json_t *field_json(enum ctx_id ctx, enum ctx_id own, const struct ctx_field *field)
{
	const char *name = ctx_name(ctx), *space = strrchr(name, ' ');

	if (ctx == own)
		return text_json(field->name);
	return json_sprintf("%s.%s", space ? space + 1 : name, field->name);
}

static json_t *fields_json(enum ctx_id own, const bool *which)
{
	json_t *array = json_array();

	for (unsigned ctx = 1; ctx < N_CTX_IDS; ctx++)
		for (int row = ctx_first_row(ctx); row < ctx_first_row(ctx + 1); row++)
			if (which[row])
				json_array_append_new(array, field_json(ctx, own, ctx_field(row)));
	return array;
}

static json_t *mixed_json(const struct image *image, const struct manifest *manifest)
{
	json_t *array = json_array();

	for (uint32_t i = 0; i < manifest->n_mixed; i++)
		json_array_append_new(array, json_integer(image->slot[manifest->mixed[i]]));
	return array;
}

static json_t *whole_json(const struct image *image, const struct manifest *manifest)
{
	const struct prog_type_info *type = prog_type_by_number(image->prog_type);
	enum ctx_id own = prog_type_ctx(type, image->arch);

	return json_pack("{s:o, s:o, s:o, s:o, s:{s:o, s:o}, s:o, s:o, s:o}", "maps",
			 maps_json(image, manifest), "helpers", helpers_json(&manifest->helpers),
			 "helpers_on_some_map", helpers_json(&manifest->on_some_map), "functions",
			 functions_json(image, manifest), "context", "read",
			 fields_json(own, manifest->field_read), "written",
			 fields_json(own, manifest->field_written), "packet",
			 pair_json(&manifest->packet), "metadata", pair_json(&manifest->meta),
			 "mixed_accesses", mixed_json(image, manifest));
}

json_t *manifest_json(const struct skep_prog *prog)
{
	struct manifest manifest;
	struct arena arena;
	json_t *json = NULL;

	arena_init(&arena, 0);
	if (!manifest_make(prog->image, prog->facts, &arena, &manifest))
		json = whole_json(prog->image, &manifest);
	arena_free(&arena);
	return json;
}

/* --- text --- */

static void print_reach(const char *what, const json_t *reach)
{
	if (json_is_null(reach))
		printf("%s nothing", what);
	else if (json_is_string(reach))
		printf("%s any bytes", what);
	else
		printf("%s bytes %lld to %lld", what,
		       (long long)json_integer_value(json_array_get(reach, 0)),
		       (long long)json_integer_value(json_array_get(reach, 1)) - 1);
}

static void print_pair(const json_t *pair)
{
	print_reach("reads", json_object_get(pair, "read"));
	print_reach(", writes", json_object_get(pair, "written"));
}

static void print_list(const char *before, const json_t *array, const char *none)
{
	size_t i;
	json_t *item;

	printf("%s", before);
	json_array_foreach(array, i, item) {
		printf("%s", i ? ", " : "");
		if (json_is_integer(item))
			printf("%lld", (long long)json_integer_value(item));
		else
			printf("%s", json_string_value(item));
	}
	printf("%s\n", json_array_size(array) ? "" : none);
}

static void print_map(const json_t *map)
{
	const json_t *inner = json_object_get(map, "inner");

	printf("  map %s (%s): ", json_string_value(json_object_get(map, "name")),
	       json_string_value(json_object_get(map, "type")));
	print_pair(json_object_get(map, "value"));
	if (inner) {
		printf("; of maps in it ");
		print_pair(inner);
	}
	print_list("; ", json_object_get(map, "helpers"), "no helpers");
}

/* Of programs that have a pointer to it, or that reach it by other ways. */
static void print_bytes(const struct image *image, enum ctx_kind kind, const char *what,
			const json_t *pair)
{
	const struct prog_type_info *type = prog_type_by_number(image->prog_type);

	if (ctx_find_kind(prog_type_ctx(type, image->arch), kind) < 0 &&
	    json_is_null(json_object_get(pair, "read")))
		return;
	printf("  %s: ", what);
	print_pair(pair);
	printf("\n");
}

int manifest_print(const struct skep_prog *prog)
{
	json_t *json = manifest_json(prog), *map;
	const json_t *context = json_object_get(json, "context");
	size_t i;

	if (!json)
		return -ENOMEM;
	print_list("  context reads: ", json_object_get(context, "read"), "nothing");
	print_list("  context writes: ", json_object_get(context, "written"), "nothing");
	print_bytes(prog->image, CTX_PACKET, "packet", json_object_get(json, "packet"));
	print_bytes(prog->image, CTX_PACKET_META, "metadata", json_object_get(json, "metadata"));
	json_array_foreach(json_object_get(json, "maps"), i, map)
		print_map(map);
	print_list("  helpers: ", json_object_get(json, "helpers"), "none");
	if (json_array_size(json_object_get(json, "helpers_on_some_map")))
		print_list("  of these on one of several maps: ",
			   json_object_get(json, "helpers_on_some_map"), "");
	if (json_array_size(json_object_get(json, "functions")))
		print_list("  host functions: ", json_object_get(json, "functions"), "");
	if (json_array_size(json_object_get(json, "mixed_accesses")))
		print_list("  access one of several objects, by instruction: ",
			   json_object_get(json, "mixed_accesses"), "");
	json_decref(json);
	return 0;
}
