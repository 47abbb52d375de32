/* Rings, inside: places in the file, waking. */
#ifndef SKEP_MAPS_RING_IMPL_H
#define SKEP_MAPS_RING_IMPL_H

#include "maps/map_impl.h"
#include "maps/ring.h"

static inline struct map_rings *map_rings(const struct map *map)
{
	return (struct map_rings *)(map->base + map->geometry.rings_offset);
}

static inline struct map_ring_lane *map_ring_lane(const struct map *map, uint32_t lane)
{
	return (struct map_ring_lane *)(map->base + map->geometry.ring_lanes_offset) + lane;
}

/* ---- ring buffers ---- */

static inline uint64_t ring_page_size(const struct map *map)
{
	return map->geometry.values_size / 2 - map->geometry.ring_size;
}

static inline struct ring_page *ring_consumer(const struct map *map)
{
	return (struct ring_page *)map->base;
}

static inline struct ring_page *ring_producer(const struct map *map)
{
	return (struct ring_page *)(map->base + ring_page_size(map));
}

/* Header of the record at a position, whatever that is: 8-aligned, in the first part. */
static inline struct ring_header *ring_header_at(const struct map *map, uint64_t position)
{
	uint64_t at = position & (map->geometry.ring_size - 1) & ~7ull;

	return (struct ring_header *)(map->base + 2 * ring_page_size(map) + at);
}

/*
 * What follows the header of the record at a position.  In a user ring buffer it begins at the
 * start of the data where the header ends those, as libbpf's producers have it.
 */
static inline uint8_t *ring_data_at(const struct map *map, uint64_t position)
{
	if (map->geometry.type == MAP_USER_RINGBUF)
		return (uint8_t *)ring_header_at(map, position + sizeof(struct ring_header));
	return (uint8_t *)(ring_header_at(map, position) + 1);
}

/* Bytes that a record takes; @len may be anything. */
static inline uint64_t ring_record_size(uint64_t len)
{
	return (len + sizeof(struct ring_header) + 7) & ~7ull;
}

/* The lane's notes of unfinished records, the writer's own from now on. */
struct map_ring_lane *ring_take_lane(struct map *map, struct map_writer writer);
/* A free entry among them, or RING_HELD. */
uint32_t ring_free_slot(const struct map_ring_lane *lane);

/* ---- perf event arrays ---- */

static inline struct perf_page *perf_page(const struct map *map, uint32_t lane)
{
	return (struct perf_page *)(map->base + lane * map->geometry.lane_stride);
}

bool perf_ready(struct map *map);

/* ---- ring_repair.c ---- */
/* As map_ops.anew: locks and notes of who wrote and read; then what is between the positions. */
void rings_forget(struct map *map);
void ringbuf_anew(struct map *map);


/* ---- ring_wait.c ---- */

/* Is somebody waiting?  Ordered after the store of what he waits for. */
bool ring_has_sleeper(const struct map *map);
void ring_wake(struct map *map);
/* ring_wait for something else than ring_ready; the caller has checked the handle's rights. */
int ring_wait_until(struct map *map, bool (*ready)(struct map *map, uint64_t arg), uint64_t arg,
		    int timeout_ms);

#endif
