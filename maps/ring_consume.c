/*
 * Ring buffers, the consumers' side: one consumer at a time, by a lock that is
 * his for as long as he is alive.  Positions and lengths are read once; what
 * does not lie between them is an error, after which the ring is used again
 * from the producer's position on.
 */
#include "maps/ring_impl.h"

#include <errno.h>
#include <stdlib.h>

/* ---- who consumes ---- */

int ring_consumer_enter(struct map *map, struct map_writer writer, struct map_writer *owner)
{
	uint64_t seen = 0;
	int err = map_check_write(map);

	if (!err)
		err = map_check_read(map);
	if (err || cas64(&map_rings(map)->consumer_lock, &seen, lock_stamp(writer)))
		return err;
	stamp_writer(seen, owner);
	return -EBUSY;
}

int ring_consumer_steal(struct map *map, struct map_writer writer, struct map_writer owner)
{
	uint64_t seen = lock_stamp(owner);

	return cas64(&map_rings(map)->consumer_lock, &seen, lock_stamp(writer)) ? 0 : -EBUSY;
}

void ring_consumer_leave(struct map *map)
{
	lock_drop(&map_rings(map)->consumer_lock);
}

/* ---- records ---- */

struct record {
	const void *data;
	uint32_t len;
	bool discarded;
	uint64_t end; /* position behind it */
};

/* The record at @position, of at most @left bytes.  0, -EAGAIN (busy), -EIO (nonsense). */
static int read_record(const struct map *map, uint64_t position, uint64_t left,
		       struct record *out)
{
	const struct ring_header *header = ring_header_at(map, position);
	uint32_t len = load_acquire(&header->len);

	if (len & RING_BUSY)
		return -EAGAIN;
	out->data = ring_data_at(map, position);
	out->len = len & ~RING_DISCARD;
	out->discarded = len & RING_DISCARD;
	out->end = position + ring_record_size(out->len);
	return ring_record_size(out->len) <= left ? 0 : -EIO;
}

/* What is there to read: [*from, *to), less than the ring's size apart. */
static int read_positions(const struct map *map, uint64_t *from, uint64_t *to)
{
	*from = load64_acquire(&ring_consumer(map)->position) & ~7ull;
	*to = load64_acquire(&ring_producer(map)->position) & ~7ull;
	return *to - *from <= map->geometry.ring_size ? 0 : -EIO;
}

static void free_until(struct map *map, uint64_t position)
{
	store64_release(&ring_consumer(map)->position, position);
}

int ring_consume(struct map *map, ring_fn *fn, void *arg)
{
	struct record record;
	uint64_t at, end;
	int err = read_positions(map, &at, &end), answer = 0, n = 0;

	while (!err && at != end && answer >= 0 && n < INT32_MAX) {
		err = read_record(map, at, end - at, &record);
		if (err)
			break;
		if (!record.discarded) {
			answer = fn(arg, record.data, record.len);
			n++;
		}
		at = record.end;
		free_until(map, at);
	}
	if (map_is_dead(map))
		return -EIO;
	if (err == -EIO) {
		free_until(map, end);
		return err;
	}
	return answer < 0 ? answer : n;
}

/* Whole if nobody freed its room while it was copied. */
static int copy_record(const struct map *map, uint64_t position, const struct record *record,
		       uint8_t *copy)
{
	uint64_t at;

	for (at = 0; at < record->len; at += 8)
		content_read(copy + at, (const uint64_t *)record->data + at / 8,
			     record->len - at < 8 ? record->len - at : 8);
	return load64_acquire(&ring_consumer(map)->position) <= position ? 0 : -EAGAIN;
}

static int peek_from(const struct map *map, uint64_t at, uint64_t end, uint8_t *copy, ring_fn *fn,
		     void *arg)
{
	struct record record;
	int err = 0, answer = 0, n = 0;

	while (!err && at != end && answer >= 0) {
		err = read_record(map, at, end - at, &record);
		if (err)
			break;
		if (!record.discarded) {
			err = copy_record(map, at, &record, copy);
			answer = err ? 0 : fn(arg, copy, record.len);
			n += !err;
		}
		at = record.end;
	}
	if (map_is_dead(map) || err == -EIO)
		return -EIO;
	return answer < 0 ? answer : n;
}

int ring_peek(struct map *map, ring_fn *fn, void *arg)
{
	int err = map_check_read(map);
	uint64_t at, end;
	uint8_t *copy;

	if (!err)
		err = read_positions(map, &at, &end);
	if (err)
		return err;
	copy = malloc(end - at + 1);
	if (!copy)
		return -ENOMEM;
	err = peek_from(map, at, end, copy, fn, arg);
	free(copy);
	return err;
}

bool ring_ready(struct map *map)
{
	uint64_t at, end;

	if (map->geometry.lane_stride)
		return perf_ready(map);
	if (read_positions(map, &at, &end))
		return true;
	return at != end && !(load_ordered(&ring_header_at(map, at)->len) & RING_BUSY);
}
