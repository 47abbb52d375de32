/*
 * Rings: what programs and consumers call.  A ring buffer is one ring that all
 * lanes write, a perf event array has one for each lane; maps/layout.h has the
 * layout, docs/maps.md the protocol.
 */
#ifndef SKEP_MAPS_RING_H
#define SKEP_MAPS_RING_H

#include "maps/map.h"

enum { /* flags of records, Linux's numbers */
	RING_NO_WAKEUP = 1 << 0,
	RING_FORCE_WAKEUP = 1 << 1,
};

enum ring_query { /* Linux's numbers */
	RING_AVAIL_DATA,
	RING_RING_SIZE,
	RING_CONS_POS,
	RING_PROD_POS,
};

/**
 * ring_reserve - a new record of a ring buffer
 * @slot: for ring_commit
 *
 * Return: @size bytes, 8-aligned, this lane's alone until ring_commit; NULL if
 * there is no room, the size is too large, or the lock was not to be had.
 */
void *ring_reserve(struct map *map, uint64_t size, struct map_writer writer, uint32_t *slot);
/* Complete a record; @flags: RING_NO_WAKEUP, RING_FORCE_WAKEUP, others mean nothing. */
void ring_commit(struct map *map, void *record, uint32_t slot, bool discard, uint64_t flags,
		 struct map_writer writer);
/* A record of these bytes, in one step.  Return: 0, -EINVAL (flags), -EAGAIN (no room). */
int ring_output(struct map *map, const void *data, uint64_t size, uint64_t flags,
		struct map_writer writer);
uint64_t ring_query(struct map *map, uint64_t what);

#define PERF_CURRENT UINT32_MAX /* BPF_F_CURRENT_CPU */

/* Bytes that a record is made of: first what the program gave, then of its packet. */
struct perf_bytes {
	const void *data;
	uint64_t size;
};

/**
 * perf_output - a record in this lane's ring
 * @index: of the entry; PERF_CURRENT: the lane
 *
 * Return: 0; -E2BIG: no such entry, or more than MAX_PERF_RECORD bytes;
 * -ENOENT: no lane has this number; -EOPNOTSUPP: another lane's; -ENOSPC: no
 * room, counted as lost.
 */
int perf_output(struct map *map, uint32_t index, const struct perf_bytes bytes[2],
		struct map_writer writer);

/* ---- ring_repair.c: what dead producers left in a ring buffer ---- */

/* Who holds the producers' lock; false: nobody. */
bool ring_lock_owner(const struct map *map, struct map_writer *owner);
/* @owner is dead: open the lock if it is his still. */
void ring_unlock_dead(struct map *map, struct map_writer owner);
/* Who held the lane is dead: discard what he had reserved. */
void ring_drop_lane(struct map *map, uint32_t lane);
/*
 * For the consumer: is the record at his position busy, and who reserved it dead?  Then
 * discard it; a lane's notes stay, so that it may be leased anew meanwhile.
 */
bool ring_drop_dead_head(struct map *map);

/* ---- consumers ---- */

/* Not 0: stop; negative: an error for the caller. */
typedef int ring_fn(void *arg, const void *data, size_t size);

/*
 * Who consumes: one at a time.  Return: 0; -EBUSY with *@owner, the stamp's
 * writer, who may be dead: ring_consumer_steal takes it over from exactly him.
 */
int ring_consumer_enter(struct map *map, struct map_writer writer, struct map_writer *owner);
int ring_consumer_steal(struct map *map, struct map_writer writer, struct map_writer owner);
void ring_consumer_leave(struct map *map);

/**
 * ring_consume - hand out complete records in order, and free their room
 *
 * Ends at the records that were there when it began, or at a busy one.
 * Between ring_consumer_enter and _leave.
 * Return: records seen; what @fn answered where negative (its record is
 * consumed); -EIO: positions or lengths were spoiled, what was pending is
 * dropped.
 */
int ring_consume(struct map *map, ring_fn *fn, void *arg);
/* Hand out copies of the same records, which stay.  -ENOMEM too. */
int ring_peek(struct map *map, ring_fn *fn, void *arg);

/* The same for a lane of a perf event array: samples, and numbers of lost ones. */
struct perf_reader {
	int (*sample)(void *arg, uint32_t lane, const void *data, size_t size);
	void (*lost)(void *arg, uint32_t lane, uint64_t n); /* or NULL */
	void *arg;
};
/* Return: samples seen of all lanes, or as ring_consume; -ENOMEM too. */
int perf_consume(struct map *map, const struct perf_reader *reader);
int perf_peek(struct map *map, const struct perf_reader *reader);
uint64_t perf_lost(struct map *map); /* since the map was made, all lanes */

/* ---- user_ring.c: ring buffers that programs read and everybody else writes ---- */

/* Most bytes of a sample: what a dynamic pointer can name, as in Linux. */
enum { MAX_SAMPLE_SIZE = (1 << 24) - 1 };

/* What a program's function is given: @size bytes inside the ring, whatever its header says now. */
struct ring_sample {
	uint8_t *data;
	uint32_t size;
	uint64_t end; /* position behind it */
};

/* Become the one who drains; what a dead one left is taken over.  Return: 0, -EBUSY, -EIO. */
int user_ring_enter(struct map *map, struct map_writer writer);
/*
 * The next sample.  Return: 1; 0: there is none, or it is busy; -EAGAIN: a discarded one was
 * passed; -EINVAL, -E2BIG: what producers wrote is no ring, as Linux tells it.
 */
int user_ring_next(struct map *map, struct ring_sample *out);
void user_ring_release(struct map *map, const struct ring_sample *sample); /* its room is free */
/* Drained; @n samples, discarded ones too.  @flags: RING_NO_WAKEUP, RING_FORCE_WAKEUP. */
void user_ring_leave(struct map *map, uint64_t n, uint64_t flags);

/**
 * user_ring_reserve - room for a sample of a producer
 * Return: 0, and *@out is @size bytes until user_ring_commit; -E2BIG, -ENOSPC (no room, or too
 * many are reserved), -EBUSY, -EPERM, -EIO (truncated, or positions make no sense).
 */
int user_ring_reserve(struct map *map, uint32_t size, struct map_writer writer, void **out);
/* Return: 0; -EINVAL: this lane did not reserve it. */
int user_ring_commit(struct map *map, void *data, bool discard, struct map_writer writer);
/* Sleep until there is room for @size bytes.  Return: as ring_wait; -E2BIG, -EPERM. */
int user_ring_wait(struct map *map, uint32_t size, int timeout_ms);

/* Is there something to consume?  Any type of ring. */
bool ring_ready(struct map *map);
/**
 * ring_wait - sleep until ring_ready
 * @timeout_ms: negative: no limit
 * Return: 1; 0 after @timeout_ms; -EINTR; -EIO.
 */
int ring_wait(struct map *map, int timeout_ms);

#endif
