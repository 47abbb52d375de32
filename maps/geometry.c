/*
 * Geometry: from a map's description to offsets and sizes of its file, and
 * back: a trailer is sound if recomputing it from its own description gives
 * the same bytes.  So a hostile trailer can choose a map, never an offset.
 */
#include "maps/map_impl.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

const struct map_ops *map_ops_of(uint32_t type)
{
	switch (type) {
	case MAP_ARRAY: return &array_ops;
	case MAP_PERCPU_ARRAY: return &percpu_array_ops;
	case MAP_HASH: return &hash_ops;
	case MAP_DEVMAP:
	case MAP_CPUMAP:
	case MAP_XSKMAP: return &target_ops;
	case MAP_STACK_TRACE: return &stack_trace_ops;
	case MAP_PERCPU_HASH: return &percpu_hash_ops;
	case MAP_LRU_HASH: return &lru_hash_ops;
	case MAP_LRU_PERCPU_HASH: return &lru_percpu_hash_ops;
	case MAP_DEVMAP_HASH: return &target_hash_ops;
	case MAP_LPM_TRIE: return &lpm_ops;
	case MAP_QUEUE:
	case MAP_LIFO: return &queue_ops;
	case MAP_BLOOM_FILTER: return &bloom_ops;
	case MAP_RINGBUF: return &ringbuf_ops;
	case MAP_USER_RINGBUF: return &user_ringbuf_ops;
	case MAP_PERF_EVENT_ARRAY: return &perf_array_ops;
	case MAP_PROG_ARRAY: return &prog_array_ops;
	case MAP_ARRAY_OF_MAPS: return &array_of_maps_ops;
	case MAP_HASH_OF_MAPS: return &hash_of_maps_ops;
	case MAP_TASK_STORAGE: return &task_storage_ops;
	default: return NULL;
	}
}

/* Lays areas one behind the other; once something overflowed nothing is valid. */
struct cursor {
	uint64_t at;
	bool overflow;
};

static uint64_t cursor_align(struct cursor *cursor, uint64_t align)
{
	cursor->overflow |= __builtin_add_overflow(cursor->at, align - 1, &cursor->at);
	cursor->at -= cursor->at % align;
	return cursor->at;
}

static uint64_t cursor_place(struct cursor *cursor, uint64_t n, uint64_t size, uint64_t align)
{
	uint64_t start = cursor_align(cursor, align), bytes;

	cursor->overflow |= __builtin_mul_overflow(n, size, &bytes);
	cursor->overflow |= __builtin_add_overflow(cursor->at, bytes, &cursor->at);
	return start;
}

/*
 * The values area.  On entry values_size are the bytes of one lane's part, or of
 * the one part that all share; lane_stride is 1 if there is one for each lane.
 */
static void place_values(struct cursor *cursor, struct map_geometry *g, uint64_t page)
{
	struct cursor lane = { .at = g->values_size };

	if (!g->values_size)
		return;
	cursor_align(&lane, page);
	cursor->overflow |= lane.overflow;
	cursor_place(cursor, g->lane_stride ? g->lanes : 1, lane.at, page);
	if (g->lane_stride)
		g->lane_stride = lane.at;
	g->values_size = cursor->at;
}

static int place_all(struct map_geometry *g)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	struct cursor cursor = { 0 };

	place_values(&cursor, g, page);
	g->control_offset = cursor_place(&cursor, 1, sizeof(struct map_control), page);
	g->lanes_offset = cursor_place(&cursor, g->lanes, sizeof(struct map_lane), MAP_LINE);
	if (g->n_slots) {
		g->buckets_offset = cursor_place(&cursor, g->n_buckets, sizeof(struct map_bucket),
						 MAP_LINE);
		g->slots_offset = cursor_place(&cursor, g->n_slots, g->slot_stride, MAP_LINE);
	}
	if (g->refs_offset)
		g->refs_offset = cursor_place(&cursor, g->n_slots, 1, MAP_LINE);
	if (g->n_nodes)
		g->nodes_offset = cursor_place(&cursor, g->n_nodes, g->node_stride, MAP_LINE);
	if (g->state_offset)
		g->state_offset = cursor_place(&cursor, 1, 2 * (uint64_t)MAP_LINE, MAP_LINE);
	if (g->ring_size) {
		g->rings_offset = cursor_place(&cursor, 1, sizeof(struct map_rings), MAP_LINE);
		g->ring_lanes_offset = cursor_place(&cursor, g->lanes,
						    sizeof(struct map_ring_lane), MAP_LINE);
	}
	cursor_place(&cursor, 1, sizeof(struct map_trailer), 8);
	g->file_size = cursor_align(&cursor, page);
	if (cursor.overflow || g->file_size > INT64_MAX || g->file_size > SIZE_MAX)
		return -ENOMEM;
	return 0;
}

/* As Linux's bpf_map_meta_alloc: a map of maps has a template, and one level is all. */
static int take_template(const struct map_desc *inner, bool holds_maps, struct map_geometry *g,
			 const char **reason)
{
	const struct map_type_info *type = inner ? map_type_by_number(inner->type) : NULL;

	*reason = "only maps of maps have a template of inner maps";
	if (!holds_maps)
		return inner ? -EINVAL : 0;
	*reason = "a map of maps needs a template of the maps that it holds";
	if (!type || !map_ops_of(inner->type))
		return -EINVAL;
	*reason = "maps of maps of maps are not possible";
	if (type->flags & MAPF_MAPS)
		return -EINVAL;
	*reason = "maps of this type cannot be inside another map";
	if (type->flags & MAPF_PROGS)
		return -LINUX_ENOTSUPP;
	g->inner_type = inner->type;
	g->inner_key_size = inner->key_size;
	g->inner_value_size = inner->value_size;
	g->inner_max_entries = inner->max_entries;
	g->inner_flags = inner->map_flags & ~MAP_HANDLE_FLAGS;
	return 0;
}

static void describe_template(const struct map_geometry *g, struct map_desc *inner)
{
	*inner = (struct map_desc){ .name = "",
				    .type = g->inner_type,
				    .key_size = g->inner_key_size,
				    .value_size = g->inner_value_size,
				    .max_entries = g->inner_max_entries,
				    .map_flags = g->inner_flags };
}

void geometry_describe(const struct map_geometry *g, struct map_desc *desc, struct map_desc *inner)
{
	const struct map_ops *ops = map_ops_of(g->type);

	describe_template(g, inner);
	*desc = (struct map_desc){ .name = g->name,
				   .type = g->type,
				   .key_size = g->key_size,
				   .value_size = g->value_size,
				   .max_entries = g->max_entries,
				   .map_flags = g->map_flags,
				   .map_extra = g->map_extra,
				   .inner = g->inner_type ? inner : NULL,
				   .lock_end = g->lock_end,
				   .btf_id = g->btf_id,
				   .key_type = g->key_type,
				   .value_type = g->value_type };
	if (ops && ops->describe)
		ops->describe(desc);
}

int geometry_make(const struct map_desc *desc, uint32_t lanes, uint64_t seed,
		  struct map_geometry *g, const char **reason)
{
	const struct map_type_info *type = map_type_by_number(desc->type);
	const struct map_ops *ops = map_ops_of(desc->type);
	int err;

	memset(g, 0, sizeof(*g));
	g->type = desc->type;
	g->key_size = desc->key_size;
	g->value_size = desc->value_size;
	g->max_entries = desc->max_entries;
	g->map_flags = desc->map_flags & ~MAP_HANDLE_FLAGS;
	g->map_extra = desc->map_extra;
	g->lock_end = desc->lock_end;
	g->lanes = lanes;
	g->seed = seed;
	g->btf_id = desc->btf_id;
	if (desc->btf_id) {
		g->key_type = desc->key_type;
		g->value_type = desc->value_type;
	}
	snprintf(g->name, sizeof(g->name), "%s", desc->name ? desc->name : "");
	*reason = type && type->lacks ? type->lacks : "there is no map type of this number";
	if (!ops)
		return -EINVAL;
	*reason = "number of lanes is out of range";
	if (lanes == 0 || lanes > MAX_LANES)
		return -EINVAL;
	*reason = "flags exclude each other";
	if (!(~desc->map_flags & MAP_HANDLE_FLAGS) ||
	    !(~desc->map_flags & (MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG)))
		return -EINVAL;
	*reason = "maps of this type have no handles with fewer rights";
	if (ops->no_handles && desc->map_flags & MAP_HANDLE_FLAGS)
		return -EINVAL;
	*reason = map_lock_refused(desc);
	if (*reason)
		return -EINVAL;
	*reason = "map_extra must be 0 for this type";
	if (desc->map_extra && !ops->takes_extra)
		return -EINVAL;
	err = ops->layout(g, reason);
	if (!err)
		err = take_template(desc->inner, ops->holds_maps, g, reason);
	if (err)
		return err;
	*reason = "all entries together do not fit in memory";
	return place_all(g);
}

static uint64_t fnv1a(const void *data, size_t size)
{
	const uint8_t *byte = data;
	uint64_t h = 0xcbf29ce484222325u;
	size_t i;

	for (i = 0; i < size; i++)
		h = (h ^ byte[i]) * 0x100000001b3u;
	return h;
}

void trailer_make(const struct map_geometry *g, struct map_trailer *trailer)
{
	memset(trailer, 0, sizeof(*trailer));
	trailer->geometry = *g;
	trailer->page_size = (uint32_t)sysconf(_SC_PAGESIZE);
	trailer->abi = MAP_ABI;
	memcpy(trailer->magic, MAP_MAGIC, sizeof(trailer->magic));
	trailer->checksum = fnv1a(trailer, offsetof(struct map_trailer, checksum));
}

uint32_t trailer_version(const struct map_trailer *trailer)
{
	return memcmp(trailer->magic, MAP_MAGIC, sizeof(trailer->magic)) ? 0 : trailer->abi;
}

const char *trailer_check(const struct map_trailer *trailer, uint64_t file_size)
{
	const struct map_geometry *g = &trailer->geometry;
	struct map_trailer again;
	struct map_geometry made;
	struct map_desc desc = { 0 }, inner;
	const char *reason;

	if (memcmp(trailer->magic, MAP_MAGIC, sizeof(trailer->magic)))
		return "no trailer at its end";
	if (trailer->abi != MAP_ABI)
		return "made by another version";
	if (trailer->page_size != (uint32_t)sysconf(_SC_PAGESIZE))
		return "made on a system with another page size";
	if (trailer->checksum != fnv1a(trailer, offsetof(struct map_trailer, checksum)))
		return "the checksum of its trailer is wrong";
	if (!memchr(g->name, '\0', sizeof(g->name)))
		return "its name has no end";
	geometry_describe(g, &desc, &inner);
	if (geometry_make(&desc, g->lanes, g->seed, &made, &reason))
		return reason;
	trailer_make(&made, &again);
	if (memcmp(&again, trailer, sizeof(again)))
		return "its offsets do not follow from its description";
	if (file_size != made.file_size)
		return "its size does not follow from its description";
	return NULL;
}
