/*
 * Entries for people: one line an entry, and tables of the entries with the
 * largest values, whose columns are the leaves of key and value.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "core/table.h"
#include "tools/cli.h"
#include "tools/entries.h"

enum { MAX_COLUMNS = 24, MAX_CELL = 64 };

void map_print(const struct map_view *view, json_t *entries)
{
	const struct map_type_info *type = map_type_by_number(view->info.type);
	json_t *entry;
	size_t i;

	if (map_is_ring(view)) {
		map_print_records(view, entries);
		return;
	}
	printf("%smap %s%s: %s, key %u bytes, value %u bytes, ", colour_on(stdout, BOLD),
	       view->info.name, colour_off(stdout), type ? type->name : "unknown",
	       view->info.key_size, view->info.value_size);
	if (view->tasks)
		printf("%zu tasks\n", json_array_size(entries));
	else
		printf("%zu of %u entries%s\n", json_array_size(entries), view->info.max_entries,
		       view->array ? " are not zero" : view->asks ? ": they cannot be listed" : "");
	json_array_foreach(entries, i, entry) {
		printf("  ");
		json_dumpf(entry, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
		putchar('\n');
	}
}

/* The number at "a.b" of what an entry counts. */
static const json_t *field_of(json_t *entry, const char *field)
{
	json_t *json = json_object_get(entry, "total");
	char part[128];

	if (!json)
		json = json_object_get(entry, "value");
	while (json && *field) {
		size_t len = strcspn(field, ".");

		snprintf(part, sizeof(part), "%.*s", (int)len, field);
		json = json_object_get(json, part);
		field += len + (field[len] == '.');
	}
	return json_is_integer(json) ? json : NULL;
}

/* An entry while it is sorted; its text breaks ties, since a hash map's order means nothing. */
struct ranked {
	json_int_t number;
	char *text;
	json_t *entry;
};

static int compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? 1 : -1;
	return strcmp(x->text, y->text);
}

static int rank(const struct map_view *view, json_t *entries, const char *field,
		struct ranked *ranked, struct skep_error *error)
{
	const json_t *number;
	char text[200];
	json_t *entry;
	size_t i;

	json_array_foreach(entries, i, entry) {
		number = field_of(entry, field);
		if (!number) {
			snprintf(text, sizeof(text), "map %s: its values have no number %s",
				 view->info.name, *field ? field : "of their own: name a field");
			return error_set(error, BAD_ENTRY, text);
		}
		ranked[i] = (struct ranked){ json_integer_value(number), NULL, entry };
		ranked[i].text = json_dumps(entry, JSON_COMPACT | JSON_ENSURE_ASCII);
		if (!ranked[i].text)
			return error_set(error, NO_MEMORY, "entries");
	}
	qsort(ranked, json_array_size(entries), sizeof(*ranked), compare);
	return 0;
}

json_t *map_top(const struct map_view *view, const char *field, unsigned n,
		struct skep_error *error)
{
	json_t *entries = map_entries(view), *top = json_array();
	size_t size = json_array_size(entries);
	struct ranked *ranked = calloc(size + 1, sizeof(*ranked));
	int err = 0;

	if (!entries || !ranked || !top)
		err = error_set(error, NO_MEMORY, "entries");
	else
		err = rank(view, entries, field, ranked, error);
	for (size_t i = 0; !err && i < size && i < n; i++)
		json_array_append(top, ranked[i].entry);
	for (size_t i = 0; ranked && i < size; i++)
		free(ranked[i].text);
	free(ranked);
	json_decref(entries);
	if (!err)
		return top;
	json_decref(top);
	return NULL;
}

/* ---- the table ---- */

struct cell {
	const char *name;
	char text[MAX_CELL];
	bool number;
};
struct row {
	int n;
	struct cell cells[MAX_COLUMNS];
};

static void add_cell(struct row *row, const char *name, json_t *json)
{
	struct cell *cell = &row->cells[row->n];
	char *text;

	if (row->n == MAX_COLUMNS)
		return;
	row->n++;
	cell->name = name;
	cell->number = json_is_integer(json);
	if (json_is_string(json)) {
		snprintf(cell->text, sizeof(cell->text), "%s", json_string_value(json));
		return;
	}
	text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
	snprintf(cell->text, sizeof(cell->text), "%s", text ? text : "");
	free(text);
}

static void add_leaves(struct row *row, const char *name, json_t *json)
{
	const char *member;
	json_t *value;

	if (!json_is_object(json)) {
		add_cell(row, name, json);
		return;
	}
	json_object_foreach(json, member, value)
		add_leaves(row, member, value);
}

static struct row row_of(json_t *entry)
{
	json_t *total = json_object_get(entry, "total");
	struct row row = { 0 };

	add_leaves(&row, "key", json_object_get(entry, "key"));
	add_leaves(&row, total ? "total" : "value",
		   total ? total : json_object_get(entry, "value"));
	return row;
}

static void print_row(const struct row *row, const int *widths, bool header)
{
	for (int i = 0; i < row->n; i++) {
		const struct cell *cell = &row->cells[i];
		const char *text = header ? cell->name : cell->text;

		printf("  %*s", cell->number ? widths[i] : i + 1 < row->n ? -widths[i] : 0, text);
	}
	putchar('\n');
}

void map_print_top(const struct map_view *view, json_t *top)
{
	int widths[MAX_COLUMNS] = { 0 };
	struct row row;
	json_t *entry;
	size_t i;

	printf("%stop %zu of map %s%s\n", colour_on(stdout, BOLD), json_array_size(top),
	       view->info.name, colour_off(stdout));
	json_array_foreach(top, i, entry) {
		row = row_of(entry);
		for (int c = 0; c < row.n; c++) {
			int width = (int)strlen(row.cells[c].text),
			    name = (int)strlen(row.cells[c].name);

			width = width > name ? width : name;
			widths[c] = width > widths[c] ? width : widths[c];
		}
	}
	json_array_foreach(top, i, entry) {
		row = row_of(entry);
		if (!i)
			print_row(&row, widths, true);
		print_row(&row, widths, false);
	}
}
