/* What a case expects, and the entries of maps before and after it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/diag.h"
#include "tools/entries.h"
#include "tools/object.h"
#include "tools/run.h"
#include "tools/test.h"

/* ---- maps ---- */

static int try_value(struct test_parser *p, const struct value_type *type, json_t *json,
		     const yaml_node_t *node, const char *what)
{
	void *data = malloc(type->size + 1);
	char why[400];
	int err = 0;

	if (!data)
		return error_set(p->doc->error, NO_MEMORY, "value");
	if (value_from_json(type, json, data, why, sizeof(why)))
		err = doc_wrong(p->doc, node, "%s: %s", what, why);
	free(data);
	return err;
}

static int check_lanes(struct test_parser *p, const struct map_view *view, const yaml_node_t *node)
{
	static const char *const names[] = { "lane", "value", NULL };
	struct doc_item item = { 0 };
	uint64_t lane;
	json_t *json;

	if (!view->per_lane)
		return doc_wrong(p->doc, node, "map %s has no values by lane", view->info.name);
	while (doc_next(p->doc, node, &item)) {
		const yaml_node_t *number, *value;

		if (doc_check_map(p->doc, item.value, names, "a lane's value"))
			return -EINVAL;
		number = doc_find(p->doc, item.value, "lane");
		value = doc_find(p->doc, item.value, "value");
		if (!number || !value)
			return doc_wrong(p->doc, item.value, "a lane and a value are expected");
		if (doc_number(p->doc, number, 0, view->lanes - 1, &lane) ||
		    test_json(p, value, &json) ||
		    try_value(p, &view->value, json, value, "value"))
			return -EINVAL;
	}
	return 0;
}

static int check_entry(struct test_parser *p, const struct map_view *view, const yaml_node_t *node,
		       bool expected)
{
	static const char *const names[] = { "key", "value", "values", NULL };
	const yaml_node_t *key, *value, *values;
	json_t *json;

	if (doc_check_map(p->doc, node, names, "an entry"))
		return -EINVAL;
	key = doc_find(p->doc, node, "key");
	value = doc_find(p->doc, node, "value");
	values = doc_find(p->doc, node, "values");
	if (!key && !view->keyless)
		return doc_wrong(p->doc, node, "the entry has no key");
	if (key && view->keyless)
		return doc_wrong(p->doc, key, "maps of this type have no keys");
	if (value && values)
		return doc_wrong(p->doc, values, "value or values, not both");
	if (!value && !values && (!expected || view->keyless))
		return doc_wrong(p->doc, node, "the entry has no value");
	if (key && (test_json(p, key, &json) || try_value(p, &view->key, json, key, "key")))
		return -EINVAL;
	if (values)
		return check_lanes(p, view, values);
	if (!value)
		return 0;
	if (test_json(p, value, &json))
		return -EINVAL;
	return try_value(p, &view->value, json, value, "value");
}

static int parse_entries(struct test_parser *p, const struct map_view *view,
			 const yaml_node_t *node, bool expected, struct test_map *map)
{
	struct doc_item item = { 0 };

	if (!doc_is_list(node))
		return doc_wrong(p->doc, node, "a list of entries is expected");
	while (doc_next(p->doc, node, &item))
		if (check_entry(p, view, item.value, expected))
			return -EINVAL;
	map->list = node;
	return test_json(p, node, &map->entries);
}

/* Keys; where there are none, values. */
static int parse_lacks(struct test_parser *p, const struct map_view *view, const yaml_node_t *node,
		       struct test_map *map)
{
	const struct value_type *type = view->keyless ? &view->value : &view->key;
	struct doc_item item = { 0 };
	json_t *json;

	if (!doc_is_list(node))
		return doc_wrong(p->doc, node, "lacks: a list of keys is expected");
	while (doc_next(p->doc, node, &item))
		if (test_json(p, item.value, &json) ||
		    try_value(p, type, json, item.value, view->keyless ? "value" : "key"))
			return -EINVAL;
	return test_json(p, node, &map->lacks);
}

/* {contains: [...]} or {exactly: [...]}, lacks, entries. */
static int parse_expected_map(struct test_parser *p, const struct map_view *view,
			      const yaml_node_t *node, struct test_map *map)
{
	static const char *const names[] = { "contains", "exactly", "lacks", "entries", NULL };
	const yaml_node_t *contains, *exactly, *lacks, *entries;
	uint64_t n;

	if (doc_is_list(node))
		return parse_entries(p, view, node, true, map);
	if (doc_check_map(p->doc, node, names, "an expected map"))
		return -EINVAL;
	contains = doc_find(p->doc, node, "contains");
	exactly = doc_find(p->doc, node, "exactly");
	lacks = doc_find(p->doc, node, "lacks");
	entries = doc_find(p->doc, node, "entries");
	if (contains && exactly)
		return doc_wrong(p->doc, node, "contains or exactly, not both");
	if (view->asks && (exactly || entries))
		return doc_wrong(p->doc, exactly ? exactly : entries,
				 "the values of a bloom filter cannot be listed");
	map->exactly = exactly;
	contains = contains ? contains : exactly;
	if (contains && parse_entries(p, view, contains, true, map))
		return -EINVAL;
	if (lacks && parse_lacks(p, view, lacks, map))
		return -EINVAL;
	if (entries && doc_number(p->doc, entries, 0, UINT32_MAX, &n))
		return -EINVAL;
	map->n_entries = entries ? (int64_t)n : -1;
	return 0;
}

int test_parse_maps(struct test_parser *p, const yaml_node_t *node, bool expected,
		    struct test_map **out, unsigned *n)
{
	struct doc_item item = { 0 };
	struct skep_error error = { 0 };

	if (!doc_is_map(node))
		return doc_wrong(p->doc, node, "maps: names of maps are expected");
	*out = test_alloc(p, (size_t)(node->data.mapping.pairs.top -
				      node->data.mapping.pairs.start), sizeof(**out));
	if (!*out)
		return -ENOMEM;
	for (*n = 0; doc_next(p->doc, node, &item); ++*n) {
		struct test_map *map = &(*out)[*n];
		struct map_view view;
		struct skep_map *handle;
		int err;

		*map = (struct test_map){ .name = item.name, .node = item.key, .n_entries = -1 };
		if (object_map(p->suite->obj, item.name, &handle, &error))
			return doc_wrong(p->doc, item.key, "%s", error.message);
		map_view(&view, handle, handle);
		err = expected ? parse_expected_map(p, &view, item.value, map) :
				 parse_entries(p, &view, item.value, false, map);
		if (err)
			return err;
	}
	return 0;
}

/* ---- verdicts ---- */

static int parse_verdict(struct test_parser *p, const yaml_node_t *node, uint32_t *out)
{
	const struct prog_kind *kind = prog_kind(p->prog);
	char names[300] = "";
	size_t used = 0;
	const char *text;
	char *end;
	long long v;

	if (doc_text(p->doc, node, &text))
		return -EINVAL;
	for (unsigned i = 0; kind && i < N_VERDICTS && kind->verdicts[i]; i++) {
		if (!strcmp(kind->verdicts[i], text)) {
			*out = i;
			return 0;
		}
		used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s",
					 used ? ", " : "", kind->verdicts[i]);
	}
	errno = 0;
	v = strtoll(text, &end, !strncmp(text, "0x", 2) ? 16 : 10);
	if (!*text || *end || errno || v < INT32_MIN || v > UINT32_MAX)
		return doc_wrong(p->doc, node, "\"%s\" is no verdict of %s programs: a number%s%s",
				 text, skep_prog_type_name(p->prog), used ? ", or " : "", names);
	*out = (uint32_t)v;
	return 0;
}

static int parse_verdicts(struct test_parser *p, const yaml_node_t *node, struct test_expect *out)
{
	struct doc_item item = { 0 };

	if (!doc_is_map(node))
		return doc_wrong(p->doc, node,
				 "verdicts: how many runs had which, \"XDP_DROP: 3\"");
	out->verdicts = test_alloc(p, (size_t)(node->data.mapping.pairs.top -
					       node->data.mapping.pairs.start),
				   sizeof(*out->verdicts));
	if (!out->verdicts)
		return -ENOMEM;
	while (doc_next(p->doc, node, &item)) {
		struct test_count *count = &out->verdicts[out->n_verdicts++];

		if (parse_verdict(p, item.key, &count->verdict))
			return -EINVAL;
		if (doc_is_scalar(item.value) &&
		    !strcmp((const char *)item.value->data.scalar.value, "some"))
			count->runs = RUNS_SOME;
		else if (doc_number(p->doc, item.value, 0, MAX_RUNS, &count->runs))
			return -EINVAL;
	}
	return 0;
}

/* ---- the rest ---- */

static int parse_rejected(struct test_parser *p, const yaml_node_t *node, struct test_expect *out)
{
	static const char *const names[] = { "id", "line", NULL };
	const yaml_node_t *id = node, *line = NULL;
	char buf[40];

	if (doc_is_map(node)) {
		if (doc_check_map(p->doc, node, names, "rejected"))
			return -EINVAL;
		id = doc_find(p->doc, node, "id");
		line = doc_find(p->doc, node, "line");
		if (!id)
			return doc_wrong(p->doc, node, "rejected: an id is expected");
	}
	if (doc_text(p->doc, id, &out->rejected) ||
	    (line && doc_number(p->doc, line, 1, INT32_MAX, &out->rejected_line)))
		return -EINVAL;
	for (int i = DIAG_NONE + 1; i < N_DIAGS; i++)
		if (!strcmp(diag_id_name((enum diag_id)i, buf), out->rejected))
			return 0;
	return doc_wrong(p->doc, id, "there is no diagnostic \"%s\"", out->rejected);
}

static int parse_fails(struct test_parser *p, const yaml_node_t *node, struct test_expect *out)
{
	if (doc_text(p->doc, node, &out->fails))
		return -EINVAL;
	if (strcmp(out->fails, "budget") && strcmp(out->fails, "fault") &&
	    strcmp(out->fails, "ended"))
		return doc_wrong(p->doc, node, "a run fails by: budget, fault, ended");
	return 0;
}

static int parse_trace(struct test_parser *p, const yaml_node_t *node, struct test_expect *out)
{
	static const char *const names[] = { "contains", NULL };
	const yaml_node_t *lines = node;
	struct doc_item item = { 0 };
	const char *text;

	if (doc_is_map(node)) {
		if (doc_check_map(p->doc, node, names, "trace"))
			return -EINVAL;
		lines = doc_find(p->doc, node, "contains");
		out->trace_contains = true;
	}
	if (!lines || !doc_is_list(lines))
		return doc_wrong(p->doc, node, "trace: a list of lines is expected");
	out->trace = json_array();
	json_array_append_new(p->suite->kept, out->trace);
	while (doc_next(p->doc, lines, &item)) {
		if (doc_text(p->doc, item.value, &text))
			return -EINVAL;
		json_array_append_new(out->trace, json_string(text));
	}
	return 0;
}

static int parse_packet_out(struct test_parser *p, const yaml_node_t *node, struct test_expect *out)
{
	if (test_host(p->prog) == HOST_BYTES)
		return doc_wrong(p->doc, node, "%s programs have no packet",
				 skep_prog_type_name(p->prog));
	out->check = PACKET_GIVEN;
	if (doc_is_scalar(node) && !strcmp((const char *)node->data.scalar.value, "unchanged")) {
		out->check = PACKET_UNCHANGED;
		return 0;
	}
	return packet_parse(p->doc, node, &p->suite->arena, &out->packet);
}

static int parse_meta_out(struct test_parser *p, const yaml_node_t *node, struct test_expect *out)
{
	if (test_host(p->prog) == HOST_BYTES)
		return doc_wrong(p->doc, node, "%s programs have no packet",
				 skep_prog_type_name(p->prog));
	out->has_meta = true;
	return packet_parse_hex(p->doc, node, &p->suite->arena, &out->meta.data, &out->meta.size);
}

static int parse_item(struct test_parser *p, const struct doc_item *item, struct test_expect *out)
{
	if (!strcmp(item->name, "verdict")) {
		out->has_verdict = true;
		return parse_verdict(p, item->value, &out->verdict);
	}
	if (!strcmp(item->name, "verdicts"))
		return parse_verdicts(p, item->value, out);
	if (!strcmp(item->name, "packet"))
		return parse_packet_out(p, item->value, out);
	if (!strcmp(item->name, "meta"))
		return parse_meta_out(p, item->value, out);
	if (!strcmp(item->name, "context") && doc_is_scalar(item->value))
		return test_parse_bytes(p, item->value, &out->ctx, &out->ctx_size);
	if (!strcmp(item->name, "context"))
		return test_parse_fields(p, item->value, &out->fields, &out->n_fields);
	if (!strcmp(item->name, "maps"))
		return test_parse_maps(p, item->value, true, &out->maps, &out->n_maps);
	if (!strcmp(item->name, "trace"))
		return parse_trace(p, item->value, out);
	if (!strcmp(item->name, "fails"))
		return parse_fails(p, item->value, out);
	return parse_rejected(p, item->value, out);
}

int test_parse_expect(struct test_parser *p, const yaml_node_t *node, struct test_expect *out)
{
	static const char *const names[] = { "verdict", "verdicts", "packet", "meta", "context",
					     "maps", "trace", "fails", "rejected", NULL };
	struct doc_item item = { 0 };
	int err = doc_check_map(p->doc, node, names, "expect");

	*out = (struct test_expect){ .node = node };
	while (!err && doc_next(p->doc, node, &item))
		err = parse_item(p, &item, out);
	if (!err && !item.i)
		err = doc_wrong(p->doc, node, "nothing is expected");
	if (!err && out->rejected && item.i > 1)
		err = doc_wrong(p->doc, node, "a program that is rejected does nothing else");
	if (!err && out->fails && (out->has_verdict || out->n_verdicts))
		err = doc_wrong(p->doc, node, "a run that fails has no verdict");
	return err;
}
