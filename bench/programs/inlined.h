/*
 * Maps as a program for one thread would write them: compact tables for one type of
 * key and value, inlined where they are used.  The limit of what a JIT can make of
 * map operations.  Numbers of entries are powers of two.
 */
#ifndef BENCH_INLINED_H
#define BENCH_INLINED_H

#define INLINED_MAP(name, put, drain)                                                              \
	static const struct native_map name##_map NATIVE_MAP = { __FILE__, #name, NULL, put, drain }
#define PUT(name, K, V)                                                                            \
	static long name##_put(const void *key, const void *value)                                 \
	{                                                                                          \
		return name##_update((const K *)key, (const V *)value);                            \
	}                                                                                          \
	INLINED_MAP(name, name##_put, NULL)

#define LOOKUP(map, key) map##_lookup(key)
#define UPDATE(map, key, value) map##_update(key, value)
#define RESERVE(ring, type) ((type *)ring##_reserve(sizeof(type)))
#define SUBMIT(ring, record) ring##_submit(record)
#define MAP(name, kind, K, V, n) INLINED_##kind(name, K, V, n)

/* ---- arrays ---- */

#define INLINED_ARRAY(name, K, V, n)                                                               \
	static V name##_values[n];                                                                 \
	INLINE V *name##_lookup(const u32 *key)                                                    \
	{                                                                                          \
		return *key < n ? &name##_values[*key] : NULL;                                     \
	}                                                                                          \
	INLINE long name##_update(const u32 *key, const V *value)                                  \
	{                                                                                          \
		if (*key >= n)                                                                     \
			return -1;                                                                 \
		name##_values[*key] = *value;                                                      \
		return 0;                                                                          \
	}                                                                                          \
	PUT(name, u32, V)
#define INLINED_PERCPU_ARRAY(name, K, V, n) INLINED_ARRAY(name, K, V, n)

/* ---- hashes: chains of slots, of which number 0 is none ---- */

INLINE u32 hash_of(const void *key, u32 size)
{
	u64 h = 0, word;
	u32 i = 0;

	for (; i + 8 <= size; i += 8) {
		__builtin_memcpy(&word, (const u8 *)key + i, 8);
		h = (h ^ word) * 0x9e3779b97f4a7c15;
	}
	if (i < size) {
		word = 0;
		__builtin_memcpy(&word, (const u8 *)key + i, size - i);
		h = (h ^ word) * 0x9e3779b97f4a7c15;
	}
	return (u32)(h >> 32);
}

/* @evicts: a full one gives up a slot that was not used since the hand passed it. */
#define INLINED_CHAINED(name, K, V, n, evicts)                                                     \
	static struct {                                                                            \
		K key;                                                                             \
		V value;                                                                           \
		u32 next;                                                                          \
		u8 is_used;                                                                        \
	} name##_slots[n + 1];                                                                     \
	static u32 name##_heads[n], name##_n, name##_hand;                                         \
	INLINE u32 *name##_head(const K *key)                                                      \
	{                                                                                          \
		return &name##_heads[hash_of(key, sizeof(K)) & (n - 1)];                           \
	}                                                                                          \
	INLINE V *name##_lookup(const K *key)                                                      \
	{                                                                                          \
		for (u32 i = *name##_head(key); i; i = name##_slots[i].next) {                     \
			if (__builtin_memcmp(&name##_slots[i].key, key, sizeof(K)))                \
				continue;                                                          \
			if (evicts)                                                                \
				name##_slots[i].is_used = 1;                                       \
			return &name##_slots[i].value;                                             \
		}                                                                                  \
		return NULL;                                                                       \
	}                                                                                          \
	static __attribute__((noinline)) u32 name##_evict(void)                                    \
	{                                                                                          \
		u32 *link, victim = name##_hand % n + 1;                                           \
											   \
		for (; name##_slots[victim].is_used; victim = victim % n + 1)                      \
			name##_slots[victim].is_used = 0;                                          \
		name##_hand = victim;                                                              \
		link = name##_head(&name##_slots[victim].key);                                     \
		while (*link != victim)                                                            \
			link = &name##_slots[*link].next;                                          \
		*link = name##_slots[victim].next;                                                 \
		return victim;                                                                     \
	}                                                                                          \
	INLINE long name##_update(const K *key, const V *value)                                    \
	{                                                                                          \
		V *there = name##_lookup(key);                                                     \
		u32 *head, i;                                                                      \
											   \
		if (there) {                                                                       \
			*there = *value;                                                           \
			return 0;                                                                  \
		}                                                                                  \
		if (name##_n == n && !evicts)                                                      \
			return -7;                                                                 \
		i = name##_n == n ? name##_evict() : ++name##_n;                                   \
		head = name##_head(key);                                                           \
		name##_slots[i].key = *key;                                                        \
		name##_slots[i].value = *value;                                                    \
		name##_slots[i].next = *head;                                                      \
		*head = i;                                                                         \
		return 0;                                                                          \
	}                                                                                          \
	PUT(name, K, V)
#define INLINED_HASH(name, K, V, n) INLINED_CHAINED(name, K, V, n, 0)
#define INLINED_LRU_HASH(name, K, V, n) INLINED_CHAINED(name, K, V, n, 1)

/*
 * ---- prefixes of IPv4 addresses, at most 24 bits long: a table by the first 24
 * bits, of which only what is written to takes memory ----
 */

enum { DIRECT = 1 << 24 };

#define INLINED_LPM_TRIE(name, K, V, n)                                                            \
	static V name##_values[n + 1];                                                             \
	static u16 name##_direct[DIRECT];                                                          \
	static u8 name##_length[DIRECT];                                                           \
	static u32 name##_n;                                                                       \
	INLINE V *name##_lookup(const K *key)                                                      \
	{                                                                                          \
		u32 i = name##_direct[__builtin_bswap32(key->address) >> 8];                       \
											   \
		return i ? &name##_values[i] : NULL;                                               \
	}                                                                                          \
	INLINE long name##_update(const K *key, const V *value)                                    \
	{                                                                                          \
		u32 at = __builtin_bswap32(key->address) >> 8, span;                               \
											   \
		if (key->length < 1 || key->length > 24 || name##_n == n)                          \
			return -1;                                                                 \
		span = 1u << (24 - key->length);                                                   \
		name##_values[++name##_n] = *value;                                                \
		at &= ~(span - 1);                                                                 \
		for (u32 end = at + span; at < end; at++) {                                        \
			if (name##_length[at] > key->length)                                       \
				continue;                                                          \
			name##_length[at] = (u8)key->length;                                       \
			name##_direct[at] = (u16)name##_n;                                         \
		}                                                                                  \
		return 0;                                                                          \
	}                                                                                          \
	PUT(name, K, V)

/* ---- a ring of records, each with 8 bytes in front; one may be reserved at once ---- */

#define RING(name, size)                                                                           \
	static u64 name##_data[(size) / 8 + 64], name##_tail, name##_head;                         \
	INLINE void *name##_reserve(u64 bytes)                                                     \
	{                                                                                          \
		u64 *at = &name##_data[name##_head % (size) / 8];                                  \
											   \
		if (name##_head + 8 + bytes - name##_tail > (size))                                \
			return NULL;                                                               \
		*at = bytes;                                                                       \
		return at + 1;                                                                     \
	}                                                                                          \
	INLINE void name##_submit(void *record)                                                    \
	{                                                                                          \
		name##_head += (((u64 *)record)[-1] + 15) & ~7ull;                                 \
	}                                                                                          \
	static void name##_drain(void)                                                             \
	{                                                                                          \
		name##_tail = name##_head;                                                         \
	}                                                                                          \
	INLINED_MAP(name, NULL, name##_drain)

#endif
