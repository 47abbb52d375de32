/*
 * Entries between a map and JSON.  Keys are walked as the API offers them: where
 * others delete the key that was read last, the walk starts over, so it is cut
 * off after as many steps as the map can have entries.
 */
#include "tools/entries.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tools/cli.h"
#include "tools/csv.h"
#include "vm/vm.h"

void map_view(struct map_view *view, struct skep_map *map, const struct skep_map *typed)
{
	const struct btf *btf = typed && typed->obj ? typed->obj->object->btf : NULL;
	const struct map_type_info *type;

	*view = (struct map_view){ .map = map };
	skep_map_info(map, &view->info);
	type = map_type_by_number(view->info.type);
	view->array = type && type->flags & MAPF_ARRAY;
	view->per_lane = type && type->flags & MAPF_PERCPU;
	view->sends = type && type->flags & MAPF_USER_RINGBUF;
	view->keyless = type && type->flags & (MAPF_PUSH | MAPF_USER_RINGBUF);
	view->asks = type && type->flags & MAPF_ASKS;
	view->tasks = type && type->flags & MAPF_TASK_STORAGE;
	view->stride = ((size_t)view->info.value_size + 7) & ~(size_t)7;
	view->lanes = view->per_lane ? (uint32_t)(view->info.lookup_size / view->stride) : 1;
	view->key = (struct value_type){ btf, typed ? typed->desc->key_type : 0,
					 view->info.key_size };
	view->value = (struct value_type){ btf, typed ? typed->desc->value_type : 0,
					   view->info.value_size };
}

json_t *map_view_json(const struct map_view *view)
{
	const struct map_type_info *type = map_type_by_number(view->info.type);
	json_t *json = json_object();

	json_object_set_new(json, "name", text_json(view->info.name));
	json_object_set_new(json, "type", json_string(type ? type->name : "unknown"));
	json_object_set_new(json, "key_size", json_integer(view->info.key_size));
	json_object_set_new(json, "value_size", json_integer(view->info.value_size));
	json_object_set_new(json, "max_entries", json_integer(view->info.max_entries));
	json_object_set_new(json, "flags", json_integer(view->info.map_flags));
	json_object_set_new(json, "frozen",
			    json_boolean(view->map->map && map_is_frozen(view->map->map)));
	if (view->info.id)
		json_object_set_new(json, "id", json_integer((json_int_t)view->info.id));
	return json;
}

static bool is_zero(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (data[i])
			return false;
	return true;
}

/* "values" of the lanes that hold something, "total" over all of them. */
static void add_lanes(const struct map_view *view, json_t *entry, const uint8_t *values)
{
	json_t *array = json_array(), *total = NULL, *sum, *value;

	for (uint32_t lane = 0; lane < view->lanes; lane++) {
		const uint8_t *data = values + lane * view->stride;

		if (is_zero(data, view->info.value_size) && (total || lane + 1 < view->lanes))
			continue;
		value = value_to_json(&view->value, data);
		sum = total ? value_sum(total, value) : json_incref(value);
		json_decref(total);
		total = sum;
		json_array_append_new(array, json_pack("{s:I, s:o}", "lane", (json_int_t)lane,
						       "value", value));
	}
	json_object_set_new(entry, "values", array);
	json_object_set_new(entry, "total", total);
}

static int bad_entry(const char *where, const char *what, const char *why,
		     struct skep_error *error)
{
	char text[600];

	snprintf(text, sizeof(text), "%s%s%s%s%s", where, *where ? ": " : "", what,
		 *what ? ": " : "", why);
	return error_set(error, BAD_ENTRY, text);
}

/* ---- tasks: pidfds for the map, numbers for people ---- */

/* It stays open until the command ends, which names few. */
static int open_task(const struct map_view *view, void *key, const char *where,
		     struct skep_error *error)
{
	int tid, pidfd;

	memcpy(&tid, key, sizeof(tid));
	pidfd = (int)syscall(SYS_pidfd_open, tid, O_EXCL); /* a thread, where Linux has that */
	if (pidfd < 0)
		pidfd = (int)syscall(SYS_pidfd_open, tid, 0);
	if (pidfd < 0)
		return errno == ESRCH ? error_set(error, NO_ENTRY, view->info.name) :
					bad_entry(where, "key", strerror(errno), error);
	memcpy(key, &pidfd, sizeof(pidfd));
	return 0;
}

static json_t *task_to_json(const void *key)
{
	struct task_id task = { 0 };
	int pidfd;

	memcpy(&pidfd, key, sizeof(pidfd));
	task_id_of_pidfd(pidfd, &task);
	return json_integer(task.tid);
}

/* Of those that live, for who can tell. */
static void collect_tasks(const struct map_view *view, uint8_t *value, json_t *out)
{
	struct map *map = view->map->map;
	struct map_walk walk = { 0 };
	uint32_t ns = task_namespace();
	struct task_id task;

	while (map_walk(map, &walk, 0)) {
		memcpy(&task, walk.key, sizeof(task));
		if (!task_is_gone(&task, ns) && !map_task_read(map, &task, value))
			json_array_append_new(out, json_pack("{s:I, s:o}", "key",
							     (json_int_t)task.tid, "value",
							     value_to_json(&view->value, value)));
	}
}

json_t *map_entry(const struct map_view *view, const void *key, const void *value)
{
	json_t *entry = json_object();

	if (view->tasks)
		json_object_set_new(entry, "key", task_to_json(key));
	else if (!view->keyless)
		json_object_set_new(entry, "key", value_to_json(&view->key, key));
	if (view->per_lane)
		add_lanes(view, entry, value);
	else
		json_object_set_new(entry, "value", value_to_json(&view->value, value));
	return entry;
}

static void collect(const struct map_view *view, uint8_t *key, uint8_t *next, uint8_t *value,
		    json_t *out)
{
	int err = skep_map_next_key(view->map, NULL, next);

	for (uint32_t n = 0; !err && n < view->info.max_entries; n++) {
		memcpy(key, next, view->info.key_size);
		if (!skep_map_lookup(view->map, key, value) &&
		    !(view->array && is_zero(value, view->info.lookup_size)))
			json_array_append_new(out, map_entry(view, key, value));
		err = skep_map_next_key(view->map, key, next);
	}
}

static void collect_values(const struct map_view *view, uint8_t *value, json_t *out)
{
	for (uint32_t n = 0; n < view->info.max_entries; n++) {
		if (skep_map_peek(view->map, n, value))
			break;
		json_array_append_new(out, map_entry(view, NULL, value));
	}
}

json_t *map_entries(const struct map_view *view)
{
	uint8_t *key = malloc(view->info.key_size + 1), *next = malloc(view->info.key_size + 1);
	uint8_t *value = malloc(view->info.lookup_size + 1);
	json_t *out = map_is_ring(view) ? map_records(view) : json_array();

	if (map_is_ring(view)) {
		; /* has no keys */
	} else if (view->tasks && value && out) {
		collect_tasks(view, value, out);
	} else if (view->keyless && value && out) {
		collect_values(view, value, out);
	} else if (key && next && value && out) {
		collect(view, key, next, value, out);
	} else {
		json_decref(out);
		out = NULL;
	}
	free(key);
	free(next);
	free(value);
	return out;
}

/* ---- JSON to a map ---- */

int map_parse_key(const struct map_view *view, json_t *json, void *key, struct skep_error *error)
{
	char why[400];

	if (value_from_json(&view->key, json, key, why, sizeof(why)))
		return bad_entry("", "key", why, error);
	return view->tasks ? open_task(view, key, "", error) : 0;
}

int map_parse_value(const struct map_view *view, json_t *json, void *value,
		    struct skep_error *error)
{
	char why[400];

	if (value_from_json(&view->value, json, value, why, sizeof(why)))
		return bad_entry("", "value", why, error);
	return 0;
}

static int parse_lanes(const struct map_view *view, json_t *values, uint8_t *value, char *why,
		       size_t why_size)
{
	json_t *item, *given;
	json_int_t lane;
	size_t i;

	json_array_foreach(values, i, item) {
		lane = json_integer_value(json_object_get(item, "lane"));
		given = json_object_get(item, "value");
		if (!json_is_integer(json_object_get(item, "lane")) || !given || lane < 0 ||
		    lane >= view->lanes) {
			snprintf(why, why_size, "[%zu]: needs a lane below %u and a value", i,
				 view->lanes);
			return -EINVAL;
		}
		if (value_from_json(&view->value, given, value + lane * view->stride, why,
				    why_size))
			return -EINVAL;
	}
	return 0;
}

/* A plain value of a per-CPU map goes to lane 0, so that the total is that value. */
static int parse_value(const struct map_view *view, json_t *entry, uint8_t *value,
		       const char *where, struct skep_error *error)
{
	json_t *plain = json_object_get(entry, "value"), *values = json_object_get(entry, "values");
	char why[400] = "is missing";

	memset(value, 0, view->info.lookup_size);
	if (view->per_lane && json_is_array(values)) {
		if (parse_lanes(view, values, value, why, sizeof(why)))
			return bad_entry(where, "values", why, error);
		return 0;
	}
	if (!plain || value_from_json(&view->value, plain, value, why, sizeof(why)))
		return bad_entry(where, "value", why, error);
	return 0;
}

int map_error(const struct map_view *view, const char *what, int err, struct skep_error *error)
{
	char text[200];

	if (err == -ENOENT)
		return error_set(error, NO_ENTRY, view->info.name);
	snprintf(text, sizeof(text), "%s map %s: %s%s", what, view->info.name, strerror(-err),
		 err == -E2BIG ? " (it is full, or the index is too large)" : "");
	error_set(error, BAD_ENTRY, text);
	error->err = err;
	if (err == -ENOMEM || err == -EAGAIN || err == -EIO || err == -ENOSPC)
		error->error_class = SKEP_CLASS_SYSTEM;
	return err;
}

static int parse_key(const struct map_view *view, json_t *given, void *key, const char *where,
		     struct skep_error *error)
{
	char why[400];

	if (view->keyless)
		return given ? bad_entry(where, "key", "the map has none", error) : 0;
	if (!given)
		return bad_entry(where, "key", "is missing", error);
	if (value_from_json(&view->key, given, key, why, sizeof(why)))
		return bad_entry(where, "key", why, error);
	return view->tasks ? open_task(view, key, where, error) : 0;
}

int map_store(const struct map_view *view, json_t *entry, const char *where, uint64_t flags,
	      struct skep_error *error)
{
	uint8_t *key, *value;
	int err;

	if (view->sends)
		return map_send(view, entry, where, error);
	key = malloc(view->info.key_size + 1);
	value = malloc(view->info.lookup_size + 1);
	if (!key || !value)
		err = error_set(error, NO_MEMORY, "map entry");
	else
		err = parse_key(view, json_object_get(entry, "key"), key, where, error);
	if (!err)
		err = parse_value(view, entry, value, where, error);
	if (!err) {
		err = skep_map_update(view->map, view->keyless ? NULL : key, value, flags);
		if (err)
			err = map_error(view, "cannot store into", err, error);
	}
	free(key);
	free(value);
	return err;
}

static int fill_from(const struct map_view *view, json_t *entries, struct skep_error *error)
{
	json_t *entry;
	char where[40];
	size_t i;
	int err;

	if (!json_is_array(entries))
		return bad_entry("", "", "the file is no array of entries", error);
	json_array_foreach(entries, i, entry) {
		snprintf(where, sizeof(where), "entry %zu", i);
		err = map_store(view, entry, where, SKEP_ANY, error);
		if (err)
			return err;
	}
	return 0;
}

static int fill_from_csv(const struct map_view *view, const char *path, FILE *file,
			 struct skep_error *error)
{
	json_t *entry;
	char where[40];
	struct csv csv;
	int err = csv_open(&csv, file);

	while (!err) {
		err = csv_next(&csv, &entry);
		if (err || !entry)
			break;
		snprintf(where, sizeof(where), "line %u", csv.line);
		err = map_store(view, entry, where, SKEP_ANY, error);
		json_decref(entry);
	}
	snprintf(where, sizeof(where), "line %u", csv.line);
	if (*csv.why)
		err = bad_entry(where, "", csv.why, error);
	else if (err && !error->err)
		err = err == -EIO ? error_set(error, FILE_IO, path, strerror(EIO)) :
				    error_set(error, NO_MEMORY, path);
	csv_close(&csv);
	return err;
}

static int fill_from_json(const struct map_view *view, const char *path, FILE *file,
			  struct skep_error *error)
{
	json_error_t wrong;
	json_t *entries;
	char where[60];
	int err;

	errno = 0;
	entries = json_loadf(file, JSON_REJECT_DUPLICATES, &wrong);
	if (!entries && ferror(file)) {
		err = error_set(error, FILE_IO, path, strerror(errno ? errno : EIO));
	} else if (!entries) {
		snprintf(where, sizeof(where), "line %d, column %d", wrong.line, wrong.column);
		err = bad_entry(where, "", wrong.text, error);
	} else {
		err = fill_from(view, entries, error);
	}
	json_decref(entries);
	return err;
}

int map_fill(const struct map_view *view, const char *path, struct skep_error *error)
{
	FILE *file = fopen(path, "re");
	int err;

	error_clear(error);
	if (!file)
		return error_set(error, FILE_OPEN, path, strerror(errno));
	err = csv_is_name(path) ? fill_from_csv(view, path, file, error) :
				  fill_from_json(view, path, file, error);
	if (err)
		snprintf(error->file, sizeof(error->file), "%s", path);
	fclose(file);
	return err;
}
