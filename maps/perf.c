/*
 * Perf event arrays: a ring for each lane, written by the lane's holder alone,
 * so without a lock.  The format is that of a mapped perf event of Linux, one
 * event a CPU, as perf_event_output writes it: the raw bytes behind their size.
 *
 * There are no perf events here that an entry could be set to: entry i is lane
 * i's ring, always.
 */
#include "maps/ring_impl.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <unistd.h>

_Static_assert(offsetof(struct perf_page, head) ==
		       offsetof(struct perf_event_mmap_page, data_head) &&
	       offsetof(struct perf_page, data_size) ==
		       offsetof(struct perf_event_mmap_page, data_size), "Linux's layout");
_Static_assert(sizeof(struct perf_record) == sizeof(struct perf_event_header) &&
	       (int)PERF_SAMPLE == PERF_RECORD_SAMPLE && (int)PERF_LOST == PERF_RECORD_LOST,
	       "Linux's format");

enum { LOST_SIZE = 24, RAW = sizeof(struct perf_record) + sizeof(uint32_t) };

static uint64_t page_size(void)
{
	return (uint64_t)sysconf(_SC_PAGESIZE);
}

static int perf_layout(struct map_geometry *g, const char **reason)
{
	uint64_t page = page_size();

	*reason = "key_size and value_size must be 4";
	if (g->key_size != sizeof(uint32_t) || g->value_size != sizeof(uint32_t))
		return -EINVAL;
	*reason = "max_entries must not be 0";
	if (!g->max_entries)
		return -EINVAL;
	*reason = "unknown flags for a perf event array";
	if (g->map_flags & ~MAP_F_NUMA_NODE || g->seed)
		return -EINVAL;
	*reason = "the size of a lane's ring must be a power of two, from a page to 1 GiB";
	g->ring_size = g->map_extra ? g->map_extra : page > PERF_RING_SIZE ? page : PERF_RING_SIZE;
	if (g->ring_size & (g->ring_size - 1) || g->ring_size < page ||
	    g->ring_size > MAX_PERF_RING_SIZE)
		return -EINVAL;
	g->values_size = page + g->ring_size;
	g->lane_stride = 1; /* place_values puts the real one */
	return 0;
}

static void perf_init(struct map *map)
{
	(void)map; /* zeros */
}

static void perf_lane_init(struct map *map, uint32_t lane)
{
	store64_relaxed(&perf_page(map, lane)->data_offset, page_size());
	store64_relaxed(&perf_page(map, lane)->data_size, map->geometry.ring_size);
}

/* ---- a lane's ring as bytes ---- */

/* Where a position lies, and how many of @size bytes from there on are before the end. */
static uint8_t *ring_bytes(const struct map *map, uint32_t lane, uint64_t position, uint64_t size,
			   uint64_t *before_end)
{
	uint64_t at = position & (map->geometry.ring_size - 1);

	*before_end = map->geometry.ring_size - at;
	if (*before_end > size)
		*before_end = size;
	return map->base + (lane + 1) * map->geometry.lane_stride - map->geometry.ring_size + at;
}

static void write_bytes(struct map *map, uint32_t lane, uint64_t *position, const void *data,
			uint64_t size)
{
	uint64_t first;
	uint8_t *to = ring_bytes(map, lane, *position, size, &first);

	if (!size)
		return; /* and perhaps no data */
	memcpy(to, data, first);
	memcpy(ring_bytes(map, lane, *position + first, size - first, &first),
	       (const uint8_t *)data + first, size - first);
	*position += size;
}

static void read_bytes(const struct map *map, uint32_t lane, uint64_t position, void *data,
		       uint64_t size)
{
	uint64_t first, rest;
	const uint8_t *from = ring_bytes(map, lane, position, size, &first);

	memcpy(data, from, first);
	from = ring_bytes(map, lane, position + first, size - first, &rest);
	memcpy((uint8_t *)data + first, from, rest);
}

/* ---- writing ---- */

static void write_header(struct map *map, uint32_t lane, uint64_t *position, uint32_t type,
			 uint64_t size)
{
	struct perf_record header = { .type = type, .size = (uint16_t)size };

	write_bytes(map, lane, position, &header, sizeof(header));
}

/* A record of what found no room before. */
static void write_lost(struct map *map, uint32_t lane, uint64_t *position, uint64_t n)
{
	uint64_t id_and_number[2] = { 0, n };

	write_header(map, lane, position, PERF_LOST, LOST_SIZE);
	write_bytes(map, lane, position, id_and_number, sizeof(id_and_number));
}

static void write_sample(struct map *map, uint32_t lane, uint64_t *position,
			 const struct perf_bytes bytes[2], uint64_t size)
{
	uint32_t raw_size = (uint32_t)(size - RAW);
	uint64_t zero = 0;

	write_header(map, lane, position, PERF_SAMPLE, size);
	write_bytes(map, lane, position, &raw_size, sizeof(raw_size));
	write_bytes(map, lane, position, bytes[0].data, bytes[0].size);
	write_bytes(map, lane, position, bytes[1].data, bytes[1].size);
	write_bytes(map, lane, position, &zero, raw_size - bytes[0].size - bytes[1].size);
}

/* Room for the record and for word of lost ones; Linux never fills the last byte. */
static int write_record(struct map *map, uint32_t lane, const struct perf_bytes bytes[2],
			uint64_t size)
{
	struct map_ring_lane *control = map_ring_lane(map, lane);
	struct perf_page *page = perf_page(map, lane);
	uint64_t head = load64_relaxed(&page->head) & ~7ull, tail = load64_acquire(&page->tail);
	uint64_t lost = load64_relaxed(&control->lost), told = load64_relaxed(&control->lost_told);
	uint64_t used = head - tail, need = size + (lost != told ? LOST_SIZE : 0);

	if (used > map->geometry.ring_size || map->geometry.ring_size - used <= need) {
		store64_relaxed(&control->lost, lost + 1);
		return -ENOSPC;
	}
	if (lost != told)
		write_lost(map, lane, &head, lost - told);
	store64_relaxed(&control->lost_told, lost);
	write_sample(map, lane, &head, bytes, size);
	store64_ordered(&page->head, head);
	return 0;
}

int perf_output(struct map *map, uint32_t index, const struct perf_bytes bytes[2],
		struct map_writer writer)
{
	int err = map_check_writer(map, writer);
	uint64_t size;

	if (err)
		return err;
	if (index == PERF_CURRENT)
		index = writer.lane;
	if (index >= map->geometry.max_entries)
		return -E2BIG;
	if (index != writer.lane)
		return index < map->geometry.lanes ? -EOPNOTSUPP : -ENOENT;
	if (bytes[0].size > MAX_PERF_RECORD - RAW ||
	    bytes[1].size > MAX_PERF_RECORD - RAW - bytes[0].size)
		return -E2BIG;
	size = round_up_to(RAW + bytes[0].size + bytes[1].size, 8);
	err = write_record(map, writer.lane, bytes, size);
	if (!err && ring_has_sleeper(map))
		ring_wake(map);
	return map_is_dead(map) ? -EIO : err;
}

/* ---- reading ---- */

/* A copy of a record; data behind the size of a sample's are 8-aligned. */
struct copied {
	uint8_t pad[4];
	struct perf_record header;
	uint8_t rest[MAX_PERF_RECORD - sizeof(struct perf_record)];
} __attribute__((packed, aligned(8)));

/* The record at @at, of at most @left bytes.  0, or -EIO: nonsense. */
static int copy_record(const struct map *map, uint32_t lane, uint64_t at, uint64_t left,
		       struct copied *out)
{
	read_bytes(map, lane, at, &out->header, sizeof(out->header));
	if (out->header.size < sizeof(out->header) || out->header.size % 8 ||
	    out->header.size > left)
		return -EIO;
	read_bytes(map, lane, at + sizeof(out->header), out->rest,
		   out->header.size - sizeof(out->header));
	return 0;
}

/* Return: what the callback answered, or 1: no sample.  -EIO. */
static int show_record(const struct copied *record, uint32_t lane,
		       const struct perf_reader *reader, bool *is_sample)
{
	uint64_t n;
	uint32_t size;

	*is_sample = record->header.type == PERF_SAMPLE;
	if (*is_sample) {
		memcpy(&size, record->rest, sizeof(size));
		if (record->header.size < RAW || size > (uint32_t)record->header.size - RAW)
			return -EIO;
		return reader->sample(reader->arg, lane, record->rest + sizeof(size), size);
	}
	if (record->header.type == PERF_LOST && record->header.size >= LOST_SIZE && reader->lost) {
		memcpy(&n, record->rest + 8, sizeof(n));
		reader->lost(reader->arg, lane, n);
	}
	return 0;
}

/* One lane's records; @copy: room for one.  Return: samples, or as perf_consume. */
static int read_lane(struct map *map, uint32_t lane, const struct perf_reader *reader,
		     struct copied *copy, bool consume)
{
	struct perf_page *page = perf_page(map, lane);
	uint64_t at = load64_acquire(&page->tail) & ~7ull;
	uint64_t end = load64_acquire(&page->head) & ~7ull;
	int err = end - at > map->geometry.ring_size ? -EIO : 0, answer = 0, n = 0;
	bool is_sample;

	while (!err && answer >= 0 && at != end) {
		err = copy_record(map, lane, at, end - at, copy);
		if (err || (!consume && load64_acquire(&page->tail) > at))
			break;
		answer = show_record(copy, lane, reader, &is_sample);
		n += is_sample;
		at += copy->header.size;
		if (consume)
			store64_release(&page->tail, at);
	}
	if (err && consume)
		store64_release(&page->tail, end);
	return err ? err : answer < 0 ? answer : n;
}

static int read_lanes(struct map *map, const struct perf_reader *reader, bool consume)
{
	struct copied *copy = malloc(sizeof(*copy));
	int result = 0, sum = 0;
	uint32_t lane;

	if (!copy)
		return -ENOMEM;
	for (lane = 0; lane < map->geometry.lanes && result >= 0; lane++) {
		if (!map_lane_is_prepared(map, lane))
			continue;
		result = read_lane(map, lane, reader, copy, consume);
		sum += result > 0 && sum < INT32_MAX - result ? result : 0;
	}
	free(copy);
	if (map_is_dead(map))
		return -EIO;
	return result < 0 ? result : sum;
}

int perf_consume(struct map *map, const struct perf_reader *reader)
{
	return read_lanes(map, reader, true);
}

int perf_peek(struct map *map, const struct perf_reader *reader)
{
	int err = map_check_read(map);

	return err ? err : read_lanes(map, reader, false);
}

uint64_t perf_lost(struct map *map)
{
	uint64_t sum = 0;
	uint32_t lane;

	for (lane = 0; lane < map->geometry.lanes; lane++)
		sum += load64_relaxed(&map_ring_lane(map, lane)->lost);
	return sum;
}

bool perf_ready(struct map *map)
{
	uint32_t lane;

	for (lane = 0; lane < map->geometry.lanes; lane++)
		if (map_lane_is_prepared(map, lane) &&
		    load64_ordered(&perf_page(map, lane)->head) !=
			    load64_relaxed(&perf_page(map, lane)->tail))
			return true;
	return false;
}

/* Where what is between the positions is no row of records, none of it is kept. */
static void settle_lane(struct map *map, uint32_t lane)
{
	struct perf_page *page = perf_page(map, lane);
	uint64_t at = load64_relaxed(&page->tail) & ~7ull;
	uint64_t end = load64_relaxed(&page->head) & ~7ull;
	struct perf_record header = { 0 };

	store64_release(&page->head, end);
	store64_release(&page->tail, end);
	if (end - at > map->geometry.ring_size)
		return;
	for (uint64_t next = at; next != end; next += header.size) {
		read_bytes(map, lane, next, &header, sizeof(header));
		if (header.size < sizeof(header) || header.size % 8 || header.size > end - next)
			return;
	}
	store64_release(&page->tail, at);
}

static void perf_anew(struct map *map)
{
	rings_forget(map);
	for (uint32_t lane = 0; lane < map->geometry.lanes; lane++)
		if (map_lane_is_prepared(map, lane))
			settle_lane(map, lane);
}

/* ---- entries ---- */

static int perf_delete(struct map *map, const void *key, struct map_writer writer)
{
	(void)writer;
	return load_once(key, 4) >= map->geometry.max_entries ? -E2BIG : -ENOENT;
}

static int perf_api_lookup(struct map *map, const void *key, void *value)
{
	(void)map, (void)key, (void)value;
	return -LINUX_ENOTSUPP;
}

const struct map_ops perf_array_ops = {
	.layout = perf_layout,
	.init = perf_init,
	.lookup = fd_array_lookup,
	.update = fd_array_update,
	.delete = perf_delete,
	.api_lookup = perf_api_lookup,
	.api_update = fd_array_update,
	.anew = perf_anew,
	.next_key = array_next_key,
	.lane_init = perf_lane_init,
	.takes_extra = true,
};
