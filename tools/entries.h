/* Entries of maps as JSON and as text; filling maps from JSON. */
#ifndef SKEP_TOOLS_ENTRIES_H
#define SKEP_TOOLS_ENTRIES_H

#include <jansson.h>

#include "skep/skep.h"
#include "tools/value.h"

/** struct map_view - a map with what is known of its types */
struct map_view {
	struct skep_map *map;
	struct skep_map_info info;
	struct value_type key, value; /* value: of one lane */
	struct value_type record;     /* of a ring; size 0: bytes */
	bool array, per_lane;
	bool keyless; /* a queue, a stack, a bloom filter, a user ring: entries are values */
	bool sends;   /* a user ring: what is stored are samples */
	bool asks;    /* a bloom filter: they cannot be listed */
	bool tasks;   /* a task storage: keys are shown and given as numbers of tasks */
	uint32_t lanes; /* values that a lookup yields */
	size_t stride;  /* bytes between them */
};

/* A map and the types of @typed, the same map in an object (may be @map itself), or NULL. */
void map_view(struct map_view *view, struct skep_map *map, const struct skep_map *typed);

/* Name, type, sizes. */
json_t *map_view_json(const struct map_view *view);

/**
 * map_entries - every entry: {"key", "value"}, per-CPU ones {"key", "values":
 * [{"lane", "value"}], "total"}, of queues and stacks {"value"} in the order of pops
 *
 * Lanes that are all zero are left out, of arrays entries that are all zero
 * too.  Others may change the map meanwhile.  Return: NULL: no memory.
 */
json_t *map_entries(const struct map_view *view);

json_t *map_entry(const struct map_view *view, const void *key, const void *value);

/* Store one entry of that form; @where is for messages. */
int map_store(const struct map_view *view, json_t *entry, const char *where, uint64_t flags,
	      struct skep_error *error);
/* Store an array of entries from a file; CSV where its name ends in .csv. */
int map_fill(const struct map_view *view, const char *path, struct skep_error *error);

int map_parse_key(const struct map_view *view, json_t *json, void *key, struct skep_error *error);
int map_parse_value(const struct map_view *view, json_t *json, void *value,
		    struct skep_error *error);
/* Store, delete or look up failed: say it in terms of the map. */
int map_error(const struct map_view *view, const char *what, int err, struct skep_error *error);

/* ---- records.c: rings ---- */

bool map_is_ring(const struct map_view *view);
/* Show records as the type @name of the object that @typed belongs to. */
int map_record_type(struct map_view *view, const struct skep_map *typed, const char *name,
		    struct skep_error *error);
/* {"size", "record"} by the type, else {"size", "data": "0x..."}. */
json_t *map_record(const struct map_view *view, const void *data, size_t size);
json_t *map_sample(const struct map_view *view, uint32_t lane, const void *data, size_t size);
/* The records that nobody consumed yet; they stay.  NULL: no memory. */
json_t *map_records(const struct map_view *view);
void map_print_records(const struct map_view *view, json_t *records);

/* ---- samples.c ---- */

/* Put a sample into a user ring buffer: as map_record shows one, or {"value"}. */
int map_send(const struct map_view *view, const json_t *entry, const char *where,
	     struct skep_error *error);

/* ---- */

/* One line a map, then one an entry. */
void map_print(const struct map_view *view, json_t *entries);

/**
 * map_top - a table of the @n entries with the largest @field of the value
 * @field: "packets", "a.b"; "" for a value that is a number
 * Return: the entries, or NULL with @error.
 */
json_t *map_top(const struct map_view *view, const char *field, unsigned n,
		struct skep_error *error);
void map_print_top(const struct map_view *view, json_t *top);

#endif
