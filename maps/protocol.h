/*
 * Memory orders: every access to memory that another process or thread may
 * write goes through one of these, and each is used as docs/maps.md, "Ordering"
 * says.  C11 atomics only, no fences: an order is then a property of an access
 * that tools (ThreadSanitizer) can follow, and nothing is read or written twice.
 */
#ifndef SKEP_MAPS_PROTOCOL_H
#define SKEP_MAPS_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/run.h"
#include "maps/map.h"

enum {
	LOCK_WAIT_MS = 10, /* a lock held longer by somebody else: -EBUSY */
	LOCK_SPINS = 64,   /* looks at a lock before the processor is given away */
	LOCK_PERIODS = 10, /* of LOCK_WAIT_MS, while a lock goes from hand to hand */
};

static inline uint32_t load_relaxed(const uint32_t *p)
{
	return __atomic_load_n(p, __ATOMIC_RELAXED);
}

static inline uint32_t load_acquire(const uint32_t *p)
{
	return __atomic_load_n(p, __ATOMIC_ACQUIRE);
}

static inline uint8_t load8_relaxed(const uint8_t *p)
{
	return __atomic_load_n(p, __ATOMIC_RELAXED);
}

static inline void store8_relaxed(uint8_t *p, uint8_t v)
{
	__atomic_store_n(p, v, __ATOMIC_RELAXED);
}

static inline uint32_t add_release(uint32_t *p, uint32_t n)
{
	return __atomic_fetch_add(p, n, __ATOMIC_RELEASE);
}

static inline uint32_t add_relaxed(uint32_t *p, uint32_t n)
{
	return __atomic_fetch_add(p, n, __ATOMIC_RELAXED);
}

static inline void store_relaxed(uint32_t *p, uint32_t v)
{
	__atomic_store_n(p, v, __ATOMIC_RELAXED);
}

static inline void store_release(uint32_t *p, uint32_t v)
{
	__atomic_store_n(p, v, __ATOMIC_RELEASE);
}

/* Acquire on success; on failure *@seen is what was there. */
static inline bool cas32(uint32_t *p, uint32_t *seen, uint32_t v)
{
	return __atomic_compare_exchange_n(p, seen, v, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

static inline uint64_t load64_acquire(const uint64_t *p)
{
	return __atomic_load_n(p, __ATOMIC_ACQUIRE);
}

static inline void or64_release(uint64_t *p, uint64_t bits)
{
	__atomic_fetch_or(p, bits, __ATOMIC_RELEASE);
}

static inline void store64_release(uint64_t *p, uint64_t v)
{
	__atomic_store_n(p, v, __ATOMIC_RELEASE);
}

/* In the one order of all such accesses: a store here, then a load of what another stores. */
static inline uint32_t load_ordered(const uint32_t *p)
{
	return __atomic_load_n(p, __ATOMIC_SEQ_CST);
}

static inline uint32_t swap_ordered(uint32_t *p, uint32_t v)
{
	return __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST);
}

static inline uint64_t load64_ordered(const uint64_t *p)
{
	return __atomic_load_n(p, __ATOMIC_SEQ_CST);
}

static inline void store64_ordered(uint64_t *p, uint64_t v)
{
	__atomic_store_n(p, v, __ATOMIC_SEQ_CST);
}

static inline uint64_t load64_relaxed(const uint64_t *p)
{
	return __atomic_load_n(p, __ATOMIC_RELAXED);
}

static inline void store64_relaxed(uint64_t *p, uint64_t v)
{
	__atomic_store_n(p, v, __ATOMIC_RELAXED);
}

static inline bool cas64(uint64_t *p, uint64_t *seen, uint64_t v)
{
	return __atomic_compare_exchange_n(p, seen, v, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/*
 * @i if it is below @n, else 0, by arithmetic that the compiler cannot turn
 * into a branch: holds under misprediction too.
 */
static inline uint64_t bound_index(uint64_t i, uint64_t n)
{
	__asm__("" : "+r"(i));
	return i & (uint64_t)((int64_t)(i - n) >> 63);
}

/* ---- locks: a word that is 0, or the stamp of its owner ---- */

static inline uint64_t lock_stamp(struct map_writer writer)
{
	return (uint64_t)writer.generation << 32 | (writer.lane + 1);
}

static inline bool lock_try(uint64_t *lock, uint64_t stamp)
{
	uint64_t free = 0;

	return cas64(lock, &free, stamp);
}

/* The owner that a stamp names; false: 0, nobody. */
static inline bool stamp_writer(uint64_t stamp, struct map_writer *owner)
{
	*owner = (struct map_writer){ .lane = (uint32_t)stamp - 1,
				      .generation = (uint32_t)(stamp >> 32) };
	return stamp;
}

static inline void lock_drop(uint64_t *lock)
{
	store64_release(lock, 0);
}

/**
 * lock_take - wait for a lock, LOCK_WAIT_MS at most
 * Return: 0, or -EBUSY; at once when this very stamp holds it (a nested writer).
 */
int lock_take(uint64_t *lock, uint64_t stamp);

/* Time for bounded waits: false once LOCK_WAIT_MS have passed since the first call. */
struct patience {
	uint64_t deadline; /* ns; 0 before the first call */
	uint32_t n;
};
bool patience_wait(struct patience *patience);

/*
 * One's turn at a lock that others may hold in succession.  After a look that
 * found @seen there: shall the owner be asked after, and is the wait over?
 */
struct turn {
	struct patience patience;
	uint64_t before; /* the owner at an earlier look */
	uint32_t periods;
	bool ask, over;
};
void turn_wait(struct turn *turn, uint64_t seen);

/**
 * lock_or_dead - wait for a lock, or until its owner is found dead
 * @live: who tells whether an owner is alive; without: all are
 * @turn: zeroed before the first of several waits
 * @dead: the stamp of the dead owner
 *
 * Return: 0; -EOWNERDEAD and *@dead; -EBUSY: a live owner held it for LOCK_WAIT_MS,
 * others for LOCK_PERIODS times as long together, or this very stamp holds it.
 */
int lock_or_dead(uint64_t *lock, uint64_t stamp, const struct map_liveness *live,
		 struct turn *turn, uint64_t *dead);
/* Is the owner that a stamp names dead, as far as anybody can tell? */
bool stamp_is_dead(const struct map_liveness *live, uint64_t stamp);

/**
 * lock_take_over - wait for a lock, and take it over from an owner who is dead
 * @live: as above
 * @left: set where it was: what the dead owner left has to be put right
 *
 * Return: 0, or -EBUSY as above.
 */
int lock_take_over(uint64_t *lock, uint64_t stamp, const struct map_liveness *live, bool *left);

/*
 * ---- content: keys and values, 8 bytes at a time ----
 *
 * The shared side is 8-aligned and padded to 8; the private side is @size bytes
 * at any alignment.  Loads acquire and stores release, so that a sequence read
 * after a copy is no older than what was copied, and a sequence made odd before
 * a copy is seen by whoever sees the copy.
 */

/* Bytes [at, at + 8) of @size bytes, read once; zeros beyond the end. */
static inline uint64_t content_word(const void *p, size_t size, size_t at)
{
	const uint8_t *byte = (const uint8_t *)p + at;
	uint64_t word = 0;
	size_t i;

	if (size - at >= 8)
		return load_once(byte, 8);
	for (i = 0; i < size - at; i++)
		word |= load_once(byte + i, 1) << (8 * i);
	return word;
}

/* The same of keys: a load no wider than the store before it does not wait for memory. */
static inline uint64_t content_key_word(const void *p, size_t size, size_t at)
{
	const uint8_t *byte = (const uint8_t *)p + at;

	if (size - at >= 8)
		return load_once(byte, 4) | load_once(byte + 4, 4) << 32;
	return content_word(p, size, at);
}

static inline void content_write(uint64_t *shared, const void *from, size_t size)
{
	size_t at;

	for (at = 0; at < size; at += 8)
		store64_release(&shared[at / 8], content_word(from, size, at));
}

static inline void content_read(void *to, const uint64_t *shared, size_t size)
{
	size_t at;

	for (at = 0; at < size; at += 8) {
		uint64_t word = load64_acquire(&shared[at / 8]);

		memcpy((uint8_t *)to + at, &word, size - at < 8 ? size - at : 8);
	}
}

static inline bool content_equal(const uint64_t *shared, const void *with, size_t size)
{
	size_t at;

	for (at = 0; at < size; at += 8)
		if (load64_acquire(&shared[at / 8]) != content_key_word(with, size, at))
			return false;
	return true;
}

#endif
