/*
 * Harness of a map's file that somebody else wrote: attached, and used in every
 * way if that succeeds.  Results are not to be trusted then, but every one comes.
 *
 * Input: a byte that says how the trailer is made (enum trailer_form), the
 * geometry, then bytes for the file from its control region on.  Locks are
 * opened: waiting for an owner that does not exist takes its time, and the
 * tests do it.
 */
#include "fuzz/afl/harness.h"

#include <sys/mman.h>
#include <unistd.h>

#include "maps/hash.h"
#include "maps/map_impl.h"
#include "maps/ring_impl.h"

enum trailer_form {
	TRAILER_LAID_OUT, /* offsets follow from sizes, as when a map is made */
	TRAILER_SIGNED,   /* the geometry as it is, a right checksum */
	TRAILER_RAW,      /* as it is, no checksum */
	N_TRAILER_FORMS
};

enum { MAX_FILE = 1 << 19, LANES = 2, STEPS = 5 };

static bool make_trailer(enum trailer_form form, struct map_geometry *g,
			 struct map_trailer *trailer)
{
	struct map_desc desc, inner;
	const char *reason;

	if (form == TRAILER_LAID_OUT) {
		geometry_describe(g, &desc, &inner);
		desc.name = "m";
		desc.btf_id = desc.key_type = desc.value_type = 0;
		if (geometry_make(&desc, g->lanes % 4 + 1, g->seed, g, &reason))
			return false;
	}
	trailer_make(g, trailer);
	if (form == TRAILER_RAW)
		trailer->checksum ^= 1;
	return g->file_size >= sizeof(*trailer) && g->file_size <= MAX_FILE;
}

static int make_file(const struct map_trailer *trailer, struct bytes *in)
{
	const struct map_geometry *g = &trailer->geometry;
	uint64_t end = g->file_size - sizeof(*trailer), start = g->control_offset;
	size_t room = start < end ? end - start : 0, n = in->left < room ? in->left : room;
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("map", MFD_CLOEXEC);
	assert(fd >= 0 && !ftruncate(fd, 0) && !ftruncate(fd, (off_t)g->file_size));
	assert(!n || pwrite(fd, in->at, n, (off_t)start) == (ssize_t)n);
	assert(pwrite(fd, trailer, sizeof(*trailer), (off_t)end) == sizeof(*trailer));
	return fd;
}

static void open_locks(struct map *map)
{
	const struct map_geometry *g = &map->geometry;

	for (uint32_t i = 0; i < g->n_buckets; i++)
		((struct map_bucket *)(map->base + g->buckets_offset))[i].lock = 0;
	for (uint32_t i = 0; i < g->lanes; i++)
		map_lane(map, i)->queue.lock = 0;
	if (!g->rings_offset)
		return;
	map_rings(map)->producer_lock = map_rings(map)->consumer_lock = 0;
}

static int read_all_bytes(void *arg, const void *data, size_t size)
{
	volatile uint8_t *sum = arg;

	for (size_t i = 0; i < size; i++)
		*sum += ((const uint8_t *)data)[i];
	return 0;
}

static int read_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	(void)lane;
	return read_all_bytes(arg, data, size);
}

static void use_rings(struct map *map, struct map_writer writer)
{
	const struct perf_bytes bytes[2] = { { "12345678", 8 }, { NULL, 0 } };
	struct map_writer owner;
	uint8_t sum = 0;
	const struct perf_reader reader = { .sample = read_sample, .arg = &sum };
	uint32_t slot;
	void *record;

	if (map->geometry.type == MAP_PERF_EVENT_ARRAY) {
		perf_output(map, PERF_CURRENT, bytes, writer);
		perf_peek(map, &reader);
		perf_consume(map, &reader);
		perf_lost(map);
		return;
	}
	record = ring_reserve(map, 40, writer, &slot);
	if (record) {
		memset(record, 1, 40);
		ring_commit(map, record, slot, false, 0, writer);
	}
	ring_peek(map, read_all_bytes, &sum);
	ring_ready(map);
	if (ring_consumer_enter(map, writer, &owner))
		return;
	ring_consume(map, read_all_bytes, &sum);
	ring_consumer_leave(map);
	ring_drop_lane(map, writer.lane);
}

static void use_entry(struct map *map, uint8_t *key, uint8_t *value, uint32_t i,
		      struct map_writer writer)
{
	size_t key_size = map->geometry.key_size;
	uint8_t *p;

	memcpy(key, &i, key_size < sizeof(i) ? key_size : sizeof(i));
	p = map_lookup(map, key, writer.lane);
	if (p && !map_is_read_only(map_desc(map)) && !map->ops->holds_maps)
		memset(p, 1, map->geometry.value_size);
	map_api_lookup(map, key, value);
	map_update(map, key, value, i % 3, writer);
	map_api_update(map, key, value, 0, writer);
	if (i % 3 == 0)
		map_delete(map, key, writer);
}

static void use_keys(struct map *map, struct map_writer writer)
{
	uint8_t *key = calloc(1, map->geometry.key_size + 8),
		*value = calloc(1, map_api_value_size(map) + 8), sum = 0;
	const struct map_type_info *type = map_type_by_number(map->geometry.type);
	struct map_walk walk = { 0 };
	uint64_t id;
	int err;

	assert(key && value);
	for (uint32_t i = 0; i < STEPS; i++)
		use_entry(map, key, value, i, writer);
	if (map->ops->holds_maps)
		map_inner_id(map, key, &id);
	if (map->geometry.type == MAP_PROG_ARRAY)
		map_prog_id(map, 0);
	err = map_api_next_key(map, NULL, key);
	for (uint32_t i = 0; i < 3 * STEPS && !err; i++)
		err = map_api_next_key(map, key, key);
	while (type->flags & MAPF_FOREACH && walk.n < STEPS && map_walk(map, &walk, writer.lane)) {
		read_all_bytes(&sum, walk.key, map->geometry.key_size);
		read_all_bytes(&sum, walk.value, map->geometry.value_size);
	}
	free(key);
	free(value);
}

static void use_map(struct map *map)
{
	struct bound_map bound;

	map_bind(map, &bound);
	for (uint32_t lane = 0; lane < map->geometry.lanes && lane < LANES; lane++) {
		const struct map_writer writer = { .lane = lane, .generation = 1 };

		assert(!map_lane_prepare(map, lane));
		if (map->geometry.rings_offset)
			use_rings(map, writer);
		else
			use_keys(map, writer);
	}
	map_freeze(map);
}

void fuzz_map_file(const uint8_t *data, size_t size)
{
	struct bytes in = { data, size };
	enum trailer_form form = take_byte(&in) % N_TRAILER_FORMS;
	struct map_trailer trailer;
	struct map_geometry g;
	const char *reason = NULL;
	struct map *map;
	int err;

	take_bytes(&in, &g, sizeof(g));
	if (!make_trailer(form, &g, &trailer))
		return;
	err = map_attach(make_file(&trailer, &in), &map, &reason);
	assert(form != TRAILER_RAW || err);
	assert(!err || reason);
	if (err)
		return;
	open_locks(map);
	use_map(map);
	map_detach(map);
}

/* A small map of each type with a few entries, as its file has them. */
size_t seed_map_file(uint32_t i, uint8_t *data)
{
	static const struct map_desc inner = {
		.name = "i", .type = MAP_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 2
	};
	static const struct map_desc descs[] = {
		{ .type = MAP_ARRAY, .key_size = 4, .value_size = 12, .max_entries = 5 },
		{ .type = MAP_PERCPU_ARRAY, .key_size = 4, .value_size = 12, .max_entries = 5 },
		{ .type = MAP_HASH, .key_size = 4, .value_size = 12, .max_entries = 5 },
		{ .type = MAP_PERCPU_HASH, .key_size = 4, .value_size = 12, .max_entries = 5 },
		{ .type = MAP_LRU_HASH, .key_size = 4, .value_size = 12, .max_entries = 5 },
		{ .type = MAP_LRU_PERCPU_HASH, .key_size = 4, .value_size = 8, .max_entries = 5 },
		{ .type = MAP_RINGBUF, .max_entries = 4096 },
		{ .type = MAP_PERF_EVENT_ARRAY,
		  .key_size = 4,
		  .value_size = 4,
		  .map_extra = 4096,
		  .max_entries = 2 },
		{ .type = MAP_PROG_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 3 },
		{ .type = MAP_STACK_TRACE, .key_size = 4, .value_size = 64, .max_entries = 2 },
		{ .type = MAP_DEVMAP, .key_size = 4, .value_size = 4, .max_entries = 3 },
		{ .type = MAP_ARRAY_OF_MAPS,
		  .key_size = 4,
		  .value_size = 4,
		  .max_entries = 3,
		  .inner = &inner },
		{ .type = MAP_HASH_OF_MAPS,
		  .key_size = 4,
		  .value_size = 4,
		  .max_entries = 3,
		  .inner = &inner },
	};
	enum { N_DESCS = sizeof(descs) / sizeof(*descs) };
	const struct map_writer writer = { .lane = 0, .generation = 1 };
	struct map_desc desc;
	struct skep_error error;
	struct map *map;
	size_t size, start;

	if (i >= N_DESCS)
		return 0;
	desc = descs[i];
	desc.name = "m";
	if (map_create(&desc, NULL, 1, &map, &error)) {
		fprintf(stderr, "seed %u: %s\n", i, error.message);
		abort();
	}
	assert(!map_lane_prepare(map, 0));
	for (uint32_t k = 0; k < 4; k++)
		map_api_update(map, &k, "0123456789abcdef", 0, writer);
	start = map->geometry.control_offset;
	size = map->geometry.file_size - sizeof(struct map_trailer) - start;
	assert(1 + sizeof(map->geometry) + size <= LARGEST_INPUT);
	data[0] = TRAILER_SIGNED;
	memcpy(data + 1, &map->geometry, sizeof(map->geometry));
	memcpy(data + 1 + sizeof(map->geometry), map->base + start, size);
	map_close(map);
	return 1 + sizeof(map->geometry) + size;
}
