/*
 * Iteration over a hash: by bucket, and inside a bucket by the keys' bytes.
 * Replacing a value moves its key to another slot and the front of its chain;
 * an order that depends on the keys alone is not disturbed by that, so a key
 * that stays in the map during an iteration is seen exactly once.
 */
#include "maps/hash.h"

#include <errno.h>
#include <stdlib.h>

/* As memcmp(), with @a in shared memory.  Bytes stand in words lowest first. */
static int compare_key(const uint64_t *a, const void *b, size_t size)
{
	size_t at;

	for (at = 0; at < size; at += 8) {
		uint64_t x = __builtin_bswap64(load64_acquire(&a[at / 8]));
		uint64_t y = __builtin_bswap64(content_word(b, size, at));

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

/* The least key of a bucket above @after (NULL: of all); 0, -ENOENT, -EAGAIN. */
static int try_least(const struct map *map, struct map_bucket *bucket, const void *after,
		     struct hash_steps *steps, void *least)
{
	size_t size = map->geometry.key_size;
	uint32_t count = load_acquire(&bucket->count);
	uint32_t link = hash_link(map, load_acquire(&bucket->head));
	bool found = false;

	for (; link && steps->left; steps->left--) {
		struct map_slot *slot = hash_slot(map, link);

		if (!(load_acquire(&slot->sequence) & 1) &&
		    (!after || compare_key(slot->content, after, size) > 0) &&
		    (!found || compare_key(slot->content, least, size) < 0)) {
			content_read(least, slot->content, size);
			found = true;
		}
		link = hash_link(map, load_acquire(&slot->next));
	}
	if (link || load_relaxed(&bucket->count) != count)
		return -EAGAIN;
	return found ? 0 : -ENOENT;
}

static int bucket_least(const struct map *map, uint32_t bucket, const void *after,
			struct hash_steps *steps, void *least)
{
	int err;

	do
		err = try_least(map, hash_bucket(map, bucket), after, steps, least);
	while (err == -EAGAIN && hash_retry(steps));
	return err == -EAGAIN ? -EBUSY : err;
}

static int next_from(const struct map *map, const void *key, uint32_t bucket,
		     struct hash_steps *steps, void *next)
{
	int err = bucket_least(map, bucket, key, steps, next);

	while (err == -ENOENT && ++bucket < map->geometry.n_buckets)
		err = bucket_least(map, bucket, NULL, steps, next);
	return err;
}

/* @next may be @key itself, as callers of Linux's command are used to. */
int hash_next_key(struct map *map, const void *key, void *next)
{
	size_t size = map->geometry.key_size;
	struct hash_steps steps;
	struct hash_hit hit;
	uint32_t hash;
	void *copy;
	int err;

	hash_steps_init(map, &steps);
	if (!key)
		return next_from(map, NULL, 0, &steps, next);
	copy = malloc(size);
	if (!copy)
		return -ENOMEM;
	memcpy(copy, key, size);
	hash = hash_key(map, copy);
	err = hash_find(map, copy, hash, &steps, &hit);
	if (!err)
		err = next_from(map, copy, hash & (map->geometry.n_buckets - 1), &steps, next);
	else if (err == -ENOENT)
		err = next_from(map, NULL, 0, &steps, next);
	free(copy);
	return err;
}
