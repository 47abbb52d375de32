/*
 * Records of ring buffers and perf event arrays as JSON: by a type of the
 * object's BTF where one is named, else as bytes.  Records larger than the type
 * have the rest beside it; smaller ones are shown as bytes.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "core/table.h"
#include "tools/cli.h"
#include "tools/entries.h"
#include "vm/vm.h"

bool map_is_ring(const struct map_view *view)
{
	return view->info.type == MAP_RINGBUF || view->info.type == MAP_PERF_EVENT_ARRAY ||
	       view->sends;
}

int map_record_type(struct map_view *view, const struct skep_map *typed, const char *name,
		    struct skep_error *error)
{
	static const enum btf_kind kinds[] = { BTF_STRUCT, BTF_UNION, BTF_TYPEDEF, BTF_INT,
					       BTF_ENUM };
	const struct btf *btf = typed->obj ? typed->obj->object->btf : NULL;
	uint32_t id = 0;
	char text[200];

	error_clear(error);
	for (size_t i = 0; btf && i < sizeof(kinds) / sizeof(*kinds) && !id; i++)
		id = btf_find(btf, kinds[i], name);
	if (id && btf_size(btf, id)) {
		view->record = (struct value_type){ btf, id, btf_size(btf, id) };
		return 0;
	}
	snprintf(text, sizeof(text), "there is no type %s of a known size in the object's BTF",
		 name);
	return error_set(error, BAD_ENTRY, text);
}

/* Bytes as a string of digits, whatever their number. */
static json_t *hex_json(const uint8_t *data, size_t size)
{
	char *text = malloc(2 * size + 3);
	json_t *json;

	if (!text)
		return NULL;
	strcpy(text, "0x");
	for (size_t i = 0; i < size; i++)
		snprintf(text + 2 + 2 * i, 3, "%02x", data[i]);
	json = json_string(text);
	free(text);
	return json;
}

json_t *map_record(const struct map_view *view, const void *data, size_t size)
{
	size_t known = view->record.size;
	json_t *json = json_object();

	json_object_set_new(json, "size", json_integer((json_int_t)size));
	if (!known || size < known) {
		json_object_set_new(json, "data", hex_json(data, size));
		return json;
	}
	json_object_set_new(json, "record", value_to_json(&view->record, data));
	if (size > known)
		json_object_set_new(json, "rest",
				    hex_json((const uint8_t *)data + known, size - known));
	return json;
}

json_t *map_sample(const struct map_view *view, uint32_t lane, const void *data, size_t size)
{
	json_t *json = map_record(view, data, size);

	json_object_set_new(json, "lane", json_integer(lane));
	return json;
}

struct collector {
	const struct map_view *view;
	json_t *array;
};

static int collect_record(void *arg, const void *data, size_t size)
{
	struct collector *collector = arg;

	return json_array_append_new(collector->array, map_record(collector->view, data, size)) ?
		       -ENOMEM :
		       0;
}

static int collect_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	struct collector *collector = arg;

	return json_array_append_new(collector->array,
				     map_sample(collector->view, lane, data, size)) ?
		       -ENOMEM :
		       0;
}

json_t *map_records(const struct map_view *view)
{
	struct collector collector = { view, json_array() };
	int err;

	if (view->info.type != MAP_PERF_EVENT_ARRAY)
		err = skep_ringbuf_peek(view->map, collect_record, &collector);
	else
		err = skep_perf_peek(view->map, collect_sample, &collector);
	if (err != -ENOMEM)
		return collector.array;
	json_decref(collector.array);
	return NULL;
}

void map_print_records(const struct map_view *view, json_t *records)
{
	const struct map_type_info *type = map_type_by_number(view->info.type);
	json_t *record;
	size_t i;

	printf("%smap %s%s: %s, %zu records to be read", colour_on(stdout, BOLD), view->info.name,
	       colour_off(stdout), type->name, json_array_size(records));
	if (view->info.type == MAP_PERF_EVENT_ARRAY)
		printf(", %llu lost", (unsigned long long)skep_perf_lost(view->map));
	putchar('\n');
	json_array_foreach(records, i, record) {
		printf("  ");
		json_dumpf(record, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
		putchar('\n');
	}
}
