/* After the runs of a step: is everything as the case expects it? */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/entries.h"
#include "tools/object.h"
#include "tools/run.h"
#include "tools/test.h"

enum { MAX_SHOWN = 20 }; /* lines of details */

void test_format_verdict(const struct skep_prog *prog, uint32_t verdict, char *buf, size_t size)
{
	const struct prog_kind *kind = prog_kind(prog);
	unsigned index = kind ? verdict_index(kind, verdict) : N_VERDICTS;

	if (index < N_VERDICTS)
		snprintf(buf, size, "%s", verdict_name(kind, index));
	else
		snprintf(buf, size, "%d", (int32_t)verdict);
}

static void add_line(json_t *lines, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add_line(json_t *lines, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	if (json_array_size(lines) > MAX_SHOWN)
		return;
	if (json_array_size(lines) == MAX_SHOWN) {
		json_array_append_new(lines, json_string("..."));
		return;
	}
	va_start(args, format);
	if (vasprintf(&text, format, args) >= 0) {
		json_array_append_new(lines, text_json(text));
		free(text);
	}
	va_end(args);
}

static char *compact(const json_t *json)
{
	return json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS);
}

static void add_json_line(json_t *lines, const char *title, const json_t *json)
{
	char *text = compact(json);

	add_line(lines, "%s%s", title, text ? text : "?");
	free(text);
}

/* ---- verdicts ---- */

static void format_verdicts(const struct skep_prog *prog, const struct test_count *counts,
			    unsigned n, char *buf, size_t size)
{
	size_t used = 0;
	char name[40];

	*buf = 0;
	for (unsigned i = 0; i < n && used < size; i++) {
		test_format_verdict(prog, counts[i].verdict, name, sizeof(name));
		used += (size_t)snprintf(buf + used, size - used, "%s%s: ", used ? ", " : "", name);
		if (used < size)
			used += (size_t)snprintf(buf + used, size - used,
						 counts[i].runs == RUNS_SOME ? "some" : "%" PRIu64,
						 counts[i].runs);
	}
}

static void check_verdict(struct test_run *run, const struct test_expect *expect)
{
	char expected[40], got[400];

	if (run->n_verdicts == 1 && run->verdicts[0].verdict == expect->verdict)
		return;
	test_format_verdict(run->prog, expect->verdict, expected, sizeof(expected));
	if (run->n_verdicts == 1)
		test_format_verdict(run->prog, run->verdicts[0].verdict, got, sizeof(got));
	else
		format_verdicts(run->prog, run->verdicts, run->n_verdicts, got, sizeof(got));
	test_failed(run, "verdict", expected, got, NULL);
}

static uint64_t runs_with(const struct test_count *counts, unsigned n, uint32_t verdict)
{
	for (unsigned i = 0; i < n; i++)
		if (counts[i].verdict == verdict)
			return counts[i].runs;
	return 0;
}

static bool count_matches(uint64_t expected, uint64_t got)
{
	return expected == RUNS_SOME ? got > 0 : expected == got;
}

static void check_verdicts(struct test_run *run, const struct test_expect *expect)
{
	char expected[400], got[400];
	bool same = true;

	for (unsigned i = 0; i < expect->n_verdicts; i++)
		same &= count_matches(expect->verdicts[i].runs,
				      runs_with(run->verdicts, run->n_verdicts,
						expect->verdicts[i].verdict));
	for (unsigned i = 0; i < run->n_verdicts; i++)
		same &= runs_with(expect->verdicts, expect->n_verdicts,
				  run->verdicts[i].verdict) != 0;
	if (same)
		return;
	format_verdicts(run->prog, expect->verdicts, expect->n_verdicts, expected,
			sizeof(expected));
	format_verdicts(run->prog, run->verdicts, run->n_verdicts, got, sizeof(got));
	test_failed(run, "verdicts", expected, got, NULL);
}

static const char *failure_name(int err)
{
	return !err ? "no failure" :
	       err == -ETIMEDOUT ? "budget" :
	       err == -EFAULT ? "fault" :
	       err == -ECANCELED ? "ended" : strerror(-err);
}

/* Return: the runs ended as expected, so that the rest is worth a look. */
static bool check_end(struct test_run *run, const struct test_expect *expect)
{
	const char *wanted = expect->fails ? expect->fails : "no failure";

	if (!strcmp(wanted, failure_name(run->err)))
		return true;
	test_failed(run, "run", wanted, failure_name(run->err), json_copy(run->trace));
	return false;
}

/* ---- packet and context ---- */

static void check_packet(struct test_run *run, const struct test_expect *expect)
{
	const struct packet_bytes *input = &run->step->packet;
	const struct packet_bytes *wanted = expect->check == PACKET_GIVEN ? &expect->packet :
									     input;
	json_t *lines = packet_differences(wanted, run->packet, run->packet_size,
					   wanted->n_spans ? wanted : input);
	char expected[60], got[60];

	if (!json_array_size(lines)) {
		json_decref(lines);
		return;
	}
	snprintf(expected, sizeof(expected), "%s, %zu bytes",
		 wanted == input ? "unchanged" : "as given", wanted->size);
	snprintf(got, sizeof(got), "another one, %zu bytes", run->packet_size);
	test_failed(run, "packet", expected, got, lines);
}

static void check_meta(struct test_run *run, const struct test_expect *expect)
{
	json_t *lines = packet_differences(&expect->meta, run->meta, run->meta_size, &expect->meta);
	char expected[60], got[60];

	if (!json_array_size(lines)) {
		json_decref(lines);
		return;
	}
	snprintf(expected, sizeof(expected), "%zu bytes", expect->meta.size);
	snprintf(got, sizeof(got), "%zu bytes", run->meta_size);
	test_failed(run, "meta", expected, got, lines);
}

static void check_context(struct test_run *run, const struct test_expect *expect)
{
	const struct packet_bytes wanted = { .data = expect->ctx, .size = expect->ctx_size };
	json_t *lines = packet_differences(&wanted, run->ctx, expect->ctx_size, &wanted);

	if (json_array_size(lines))
		test_failed(run, "context", "these bytes", "others", lines);
	else
		json_decref(lines);
}

static void check_fields(struct test_run *run, const struct test_expect *expect)
{
	char check[80], expected[200], got[200];

	for (unsigned i = 0; i < expect->n_fields; i++) {
		const struct test_field *field = &expect->fields[i];
		const uint8_t *value = run->ctx + field->host_offset;

		if (!memcmp(value, field->value, field->size))
			continue;
		snprintf(check, sizeof(check), "context.%s", field->name);
		test_format_field(field, field->value, expected, sizeof(expected));
		test_format_field(field, value, got, sizeof(got));
		test_failed(run, check, expected, got, NULL);
	}
}

/* ---- trace ---- */

static bool trace_matches(const struct test_expect *expect, const json_t *trace)
{
	size_t at = 0, size = json_array_size(trace), n = json_array_size(expect->trace);

	if (!expect->trace_contains)
		return json_equal(expect->trace, trace);
	for (size_t i = 0; i < n; i++, at++) {
		const char *wanted = json_string_value(json_array_get(expect->trace, i));

		while (at < size && !strstr(json_string_value(json_array_get(trace, at)), wanted))
			at++;
		if (at >= size)
			return false;
	}
	return true;
}

static void check_trace(struct test_run *run, const struct test_expect *expect)
{
	json_t *lines, *line;
	char expected[60], got[60];
	size_t i;

	if (trace_matches(expect, run->trace))
		return;
	lines = json_array();
	json_array_foreach(expect->trace, i, line)
		add_line(lines, "expected: %s", json_string_value(line));
	json_array_foreach(run->trace, i, line)
		add_line(lines, "got:      %s", json_string_value(line));
	snprintf(expected, sizeof(expected), "%zu lines%s", json_array_size(expect->trace),
		 expect->trace_contains ? " among those printed" : "");
	snprintf(got, sizeof(got), "%zu lines", json_array_size(run->trace));
	test_failed(run, "trace", expected, got, lines);
}

/* ---- maps ---- */

/* What is mentioned in @given is the same in @wanted and @got (which have all members). */
static bool same_where_given(const json_t *given, const json_t *wanted, const json_t *got)
{
	const char *name;
	json_t *inner;
	size_t i;

	if (json_is_object(given) && json_is_object(wanted)) {
		json_object_foreach((json_t *)given, name, inner)
			if (!same_where_given(inner, json_object_get(wanted, name),
					      json_object_get(got, name)))
				return false;
		return true;
	}
	if (json_is_array(given) && json_is_array(wanted)) {
		json_array_foreach((json_t *)given, i, inner)
			if (!same_where_given(inner, json_array_get(wanted, i),
					      json_array_get(got, i)))
				return false;
		return json_array_size(wanted) == json_array_size(got);
	}
	return wanted && got && json_equal(wanted, got);
}

/* The value as all its members, the way that map_entries shows it; NULL: no memory. */
static json_t *normal(const struct value_type *type, const json_t *given)
{
	void *data = malloc(type->size + 1);
	char why[100];
	json_t *json = NULL;

	if (data && !value_from_json(type, given, data, why, sizeof(why)))
		json = value_to_json(type, data);
	free(data);
	return json;
}

static bool value_matches(const struct map_view *view, const json_t *given, const json_t *got)
{
	json_t *wanted = normal(&view->value, given);
	bool same = same_where_given(given, wanted, got);

	json_decref(wanted);
	return same;
}

static const json_t *lane_value(const json_t *entry, json_int_t lane)
{
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(entry, "values"), i, item)
		if (json_integer_value(json_object_get(item, "lane")) == lane)
			return json_object_get(item, "value");
	return NULL;
}

/* What a lane that is not shown holds. */
static json_t *zero_value(const struct map_view *view)
{
	void *zero = calloc(1, view->value.size + 1);
	json_t *json = zero ? value_to_json(&view->value, zero) : NULL;

	free(zero);
	return json;
}

static bool lanes_match(const struct map_view *view, const json_t *values, const json_t *got)
{
	json_t *item;
	size_t i;

	json_array_foreach((json_t *)values, i, item) {
		const json_t *value = lane_value(
			got, json_integer_value(json_object_get(item, "lane")));
		json_t *zero = value ? NULL : zero_value(view);
		bool same = value_matches(view, json_object_get(item, "value"),
					  value ? value : zero);

		json_decref(zero);
		if (!same)
			return false;
	}
	return true;
}

static bool entry_matches(const struct map_view *view, const json_t *given, const json_t *got)
{
	const json_t *value = json_object_get(given, "value");
	const json_t *values = json_object_get(given, "values");

	if (values)
		return lanes_match(view, values, got);
	return !value || value_matches(view, value,
				       json_object_get(got, view->per_lane ? "total" : "value"));
}

/* The entry of a key as it is now; NULL: there is none. */
static json_t *current(const struct map_view *view, json_t *key)
{
	void *k = malloc(view->info.key_size + 1), *v = malloc(view->info.lookup_size + 1);
	struct skep_error error = { 0 };
	json_t *entry = NULL;

	if (k && v && !map_parse_key(view, key, k, &error) && !skep_map_lookup(view->map, k, v))
		entry = map_entry(view, k, v);
	free(k);
	free(v);
	return entry;
}

/* Of a map without keys: a bloom filter's value, or what equals it in a queue or stack. */
static json_t *with_value(const struct map_view *view, json_t *entries, json_t *value)
{
	void *v = malloc(view->info.lookup_size + 1);
	struct skep_error error = { 0 };
	json_t *found = NULL, *item;
	size_t i;

	if (view->asks && v && !map_parse_value(view, value, v, &error) &&
	    !skep_map_lookup(view->map, NULL, v))
		found = map_entry(view, NULL, v);
	json_array_foreach(entries, i, item)
		if (!found && value_matches(view, value, json_object_get(item, "value")))
			found = json_incref(item);
	free(v);
	return found;
}

/* What there is of a given entry; those of queues and stacks come in the order of pops. */
static json_t *counterpart(const struct map_view *view, json_t *entries, json_t *given, size_t i)
{
	if (!view->keyless)
		return current(view, json_object_get(given, "key"));
	return view->asks ? with_value(view, entries, json_object_get(given, "value")) :
			    json_incref(json_array_get(entries, i));
}

static void check_entry(const struct map_view *view, json_t *given, json_t *got, json_t *lines)
{
	if (!got) {
		add_json_line(lines, "missing: ", given);
	} else if (!entry_matches(view, given, got)) {
		add_json_line(lines, "expected: ", given);
		add_json_line(lines, "got:      ", got);
	}
	json_decref(got);
}

/* @at: the number of the entry that there is */
static bool is_expected(const struct map_view *view, const struct test_map *map, const json_t *key,
			size_t at)
{
	json_t *entry;
	size_t i;

	if (view->keyless)
		return at < json_array_size(map->entries);

	json_array_foreach(map->entries, i, entry) {
		json_t *wanted = normal(&view->key, json_object_get(entry, "key"));
		bool same = json_equal(wanted, key);

		json_decref(wanted);
		if (same)
			return true;
	}
	return false;
}

static void check_entries(const struct map_view *view, const struct test_map *map, json_t *entries,
			  json_t *lines)
{
	json_t *item, *there;
	size_t i;

	json_array_foreach(map->entries, i, item)
		check_entry(view, item, counterpart(view, entries, item, i), lines);
	if (map->exactly)
		json_array_foreach(entries, i, item)
			if (!is_expected(view, map, json_object_get(item, "key"), i))
				add_json_line(lines, "too much: ", item);
	json_array_foreach(map->lacks, i, item) {
		there = view->keyless ? with_value(view, entries, item) : current(view, item);
		if (there)
			add_json_line(lines, "too much: ", there);
		json_decref(there);
	}
	if (map->n_entries >= 0 && (size_t)map->n_entries != json_array_size(entries))
		add_line(lines, "%" PRId64 " entries expected, got %zu", map->n_entries,
			 json_array_size(entries));
}

static void check_map(struct test_run *run, const struct test_map *map)
{
	struct skep_error error = { 0 };
	json_t *lines = json_array(), *entries;
	char check[100], got[100];
	struct skep_map *handle;
	struct map_view view;

	if (object_map(run->obj, map->name, &handle, &error)) {
		test_failed(run, "maps", map->name, "no such map", lines);
		return;
	}
	map_view(&view, handle, handle);
	entries = map_entries(&view);
	check_entries(&view, map, entries, lines);
	snprintf(check, sizeof(check), "maps.%.80s", map->name);
	snprintf(got, sizeof(got), "others, of %zu", json_array_size(entries));
	if (json_array_size(lines))
		test_failed(run, check, map->exactly ? "exactly these entries" : "these entries",
			    got, lines);
	else
		json_decref(lines);
	json_decref(entries);
}

void test_check_step(struct test_run *run)
{
	const struct test_expect *expect = &run->step->expect;

	if (!check_end(run, expect))
		return;
	if (expect->has_verdict)
		check_verdict(run, expect);
	if (expect->n_verdicts)
		check_verdicts(run, expect);
	if (expect->check != PACKET_ANY)
		check_packet(run, expect);
	if (expect->has_meta)
		check_meta(run, expect);
	if (expect->ctx)
		check_context(run, expect);
	check_fields(run, expect);
	for (unsigned i = 0; i < expect->n_maps; i++)
		check_map(run, &expect->maps[i]);
	if (expect->trace)
		check_trace(run, expect);
}
