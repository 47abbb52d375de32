/*
 * Hash tables: the hash function, lookups, iteration.  Readers take no lock and
 * write nothing.
 *
 * Chains may change under a reader, and a slot it stands on may be freed, be
 * filled with another key and be linked elsewhere.  What it concludes is sound
 * because a key that is in a slot at an even sequence, read before and after
 * the comparison, was there in between; and because a bucket's change count,
 * read before and after the walk, covers every link and unlink that the walk
 * could have missed.  Every walk and all retries together are bounded by one
 * count of steps, so that a peer which writes nonsense costs time, not safety.
 */
#include "maps/hash.h"
#include "maps/spin.h"

#include <assert.h>
#include <errno.h>

enum {
	SPARE_STEPS = 1 << 20, /* of a reader, beyond one for each slot */
	RETRY_STEPS = 64,      /* what starting over costs: at least 16384 tries */
};

/*
 * NH (Black et al., UMAC, 1999) over 32-bit halves, then a multiplication: two
 * keys collide with probability 2^-32 for secrets that the attacker does not
 * know, whichever keys are chosen.  Longer keys are folded every HASH_WORDS.
 */
static uint64_t hash_mix(uint64_t h)
{
	h ^= h >> 32;
	return h * HASH_FACTOR;
}

uint64_t hash_bytes(const struct map *map, const void *key, size_t size)
{
	const uint32_t *secret = map->secret;
	size_t at, i = 0;
	uint64_t h = 0;

	for (at = 0; at < size; at += 8, i += 2) {
		uint64_t word = content_key_word(key, size, at);
		uint32_t low = (uint32_t)word, high = (uint32_t)(word >> 32);

		if (i == HASH_WORDS) {
			h = hash_mix(h);
			i = 0;
		}
		h += (uint64_t)(uint32_t)(low + secret[i]) * (uint32_t)(high + secret[i + 1]);
	}
	return hash_mix(h);
}

uint64_t hash_again(uint64_t hash)
{
	return hash_mix(hash);
}

enum { SHORT_WORDS = 4 };

/*
 * Keys of @n words of 4 bytes, read as programs store them: a load that is no wider than
 * the store before it does not wait for memory.  The words go to @word.
 */
static inline __attribute__((always_inline)) uint32_t
hash_short(const struct map *map, const void *key, unsigned n, uint64_t word[SHORT_WORDS / 2])
{
	uint64_t h = 0;

	word[0] = word[1] = 0;
	for (unsigned i = 0; i < n; i++)
		word[i / 2] |= load_once((const uint8_t *)key + 4 * i, 4) << (32 * (i % 2));
	for (unsigned i = 0; i < n; i += 2)
		h += (uint64_t)(uint32_t)((uint32_t)word[i / 2] + map->secret[i]) *
		     (uint32_t)((uint32_t)(word[i / 2] >> 32) + map->secret[i + 1]);
	return (uint32_t)(hash_mix(h) >> 32);
}

uint32_t hash_key(const struct map *map, const void *key)
{
	uint64_t word[SHORT_WORDS / 2];

	switch (map->geometry.key_size) {
	case 4: return hash_short(map, key, 1, word);
	case 8: return hash_short(map, key, 2, word);
	case 12: return hash_short(map, key, 3, word);
	case 16: return hash_short(map, key, 4, word);
	default: return (uint32_t)(hash_bytes(map, key, map->geometry.key_size) >> 32);
	}
}

/* Secrets by splitmix64 (Steele et al. 2014), two from each number. */
void hash_secret(uint32_t secret[HASH_WORDS], uint64_t seed)
{
	size_t i;

	for (i = 0; i < HASH_WORDS; i += 2) {
		uint64_t z = seed += 0x9e3779b97f4a7c15u;

		z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
		z = (z ^ z >> 27) * 0x94d049bb133111ebu;
		z ^= z >> 31;
		secret[i] = (uint32_t)z;
		secret[i + 1] = (uint32_t)(z >> 32);
	}
}

static uint32_t round_up_pow2(uint32_t n)
{
	return n <= 1 ? 1 : 1u << (32 - __builtin_clz(n - 1));
}

/* What all hashes have in common; @flags are those that the type takes. */
static int check_hash(struct map_geometry *g, uint32_t flags, const char **reason)
{
	*reason = "key_size, value_size and max_entries must not be 0";
	if (!g->key_size || !g->value_size || !g->max_entries)
		return -EINVAL;
	*reason = "unknown flags for a hash";
	if (g->map_flags & ~flags)
		return -EINVAL;
	*reason = "the seed must be 0";
	if (g->map_flags & MAP_F_ZERO_SEED && g->seed)
		return -EINVAL;
	*reason = "key_size and value_size are too large together";
	if ((uint64_t)g->key_size + g->value_size > MAX_HASH_ELEM_SIZE)
		return -E2BIG;
	*reason = "max_entries is too large";
	if (g->max_entries > MAX_HASH_ENTRIES)
		return -E2BIG;
	g->n_buckets = round_up_pow2(g->max_entries);
	g->n_slots = g->max_entries + g->lanes;
	return 0;
}

enum {
	PERCPU_HASH_FLAGS =
		MAP_F_NO_PREALLOC | MAP_F_ZERO_SEED | MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG,
	HASH_FLAGS = PERCPU_HASH_FLAGS | MAP_F_NUMA_NODE,
};

int hash_plain_layout(struct map_geometry *g, uint32_t flags, const char **reason)
{
	int err = check_hash(g, flags, reason);

	if (err)
		return err;
	g->value_offset = (uint32_t)(sizeof(struct map_slot) + round_up_to(g->key_size, 8));
	g->slot_stride = round_up_to(g->value_offset + round_up_to(g->value_size, 8), 16);
	return 0;
}

int hash_layout(struct map_geometry *g, const char **reason)
{
	return hash_plain_layout(g, HASH_FLAGS, reason);
}

/* Slots hold the keys, the values area one value of each slot a lane. */
static int per_lane_layout(struct map_geometry *g, uint32_t flags, const char **reason)
{
	int err = check_hash(g, flags, reason);

	if (err)
		return err;
	*reason = "value_size is too large for a per-CPU map";
	g->value_stride = round_up_to(g->value_size, 8);
	if (g->value_stride > MAX_PERCPU_VALUE_SIZE)
		return -E2BIG;
	g->slot_stride = round_up_to(sizeof(struct map_slot) + round_up_to(g->key_size, 8), 16);
	g->values_size = g->n_slots * g->value_stride;
	g->lane_stride = 1; /* place_values puts the real one */
	return 0;
}

static int percpu_hash_layout(struct map_geometry *g, const char **reason)
{
	return per_lane_layout(g, PERCPU_HASH_FLAGS, reason);
}

/* What Linux refuses in an LRU map; its lists for each CPU are one clock here in any case. */
static int check_lru(struct map_geometry *g, uint32_t flags, const char **reason)
{
	*reason = "unknown flags for an LRU hash";
	if (g->map_flags & ~flags)
		return -EINVAL;
	*reason = "an LRU map is always allocated whole";
	if (g->map_flags & MAP_F_NO_PREALLOC)
		return -LINUX_ENOTSUPP;
	*reason = "lists for each CPU have no NUMA node";
	if (!(~g->map_flags & (MAP_F_NO_COMMON_LRU | MAP_F_NUMA_NODE)))
		return -EINVAL;
	g->refs_offset = 1; /* place_all puts the real one */
	return 0;
}

static int lru_hash_layout(struct map_geometry *g, const char **reason)
{
	const uint32_t flags = HASH_FLAGS | MAP_F_NO_COMMON_LRU;
	int err = check_lru(g, flags, reason);

	return err ? err : hash_plain_layout(g, flags, reason);
}

static int lru_percpu_hash_layout(struct map_geometry *g, const char **reason)
{
	const uint32_t flags = PERCPU_HASH_FLAGS | MAP_F_NO_COMMON_LRU;
	int err = check_lru(g, flags, reason);

	return err ? err : per_lane_layout(g, flags, reason);
}

/* ---- readers ---- */

void hash_steps_init(const struct map *map, struct hash_steps *steps)
{
	steps->left = (uint64_t)map->geometry.n_slots + SPARE_STEPS;
}

bool hash_retry(struct hash_steps *steps)
{
	if (steps->left <= RETRY_STEPS)
		return false;
	steps->left -= RETRY_STEPS;
	return true;
}

uint32_t hash_follow(const struct map *map, const uint32_t *link, struct hash_steps *steps)
{
	if (!steps->left)
		return 0;
	steps->left--;
	return hash_link(map, load_acquire(link));
}

/* One walk: 0 and *@hit, -ENOENT, or -EAGAIN when something moved. */
static int try_find(const struct map *map, const void *key, uint32_t hash,
		    struct hash_steps *steps, struct hash_hit *hit)
{
	const struct map_bucket *bucket = hash_bucket(map, hash);
	uint32_t count = load_acquire(&bucket->count);
	uint32_t link = hash_follow(map, &bucket->head, steps);

	while (link) {
		hit->link = link;
		hit->slot = hash_slot(map, link);
		hit->sequence = load_acquire(&hit->slot->sequence);
		if (!(hit->sequence & 1) && load_acquire(&hit->slot->hash) == hash &&
		    content_equal(hit->slot->content, key, map->geometry.key_size))
			return hash_still(hit) ? 0 : -EAGAIN;
		link = hash_follow(map, &hit->slot->next, steps);
	}
	return load_relaxed(&bucket->count) == count && steps->left ? -ENOENT : -EAGAIN;
}

int hash_find(const struct map *map, const void *key, uint32_t hash, struct hash_steps *steps,
	      struct hash_hit *hit)
{
	int err;

	do
		err = try_find(map, key, hash, steps, hit);
	while (err == -EAGAIN && hash_retry(steps));
	return err == -EAGAIN ? -EBUSY : err;
}

enum { QUICK_STEPS = 8 };
#define UNSURE UINT32_MAX

/*
 * One walk for a short key.
 * Return: the link, 0: none, UNSURE: something moved or the chain is long.
 */
static inline __attribute__((always_inline)) uint32_t quick_find(const struct map *map,
								  const void *key, unsigned n)
{
	const struct map_bucket *bucket;
	uint64_t word[SHORT_WORDS / 2];
	uint32_t hash = hash_short(map, key, n, word), count, link;

	bucket = hash_bucket(map, hash);
	count = load_acquire(&bucket->count);
	link = hash_link(map, load_acquire(&bucket->head));
	for (unsigned step = 0; link && step < QUICK_STEPS; step++) {
		const struct map_slot *slot = hash_slot(map, link);
		uint32_t sequence = load_acquire(&slot->sequence);

		if (load_acquire(&slot->hash) == hash && !(sequence & 1) &&
		    load64_acquire(&slot->content[0]) == word[0] &&
		    (n <= 2 || load64_acquire(&slot->content[1]) == word[1]))
			return load_relaxed(&slot->sequence) == sequence ? link : UNSURE;
		link = hash_link(map, load_acquire(&slot->next));
	}
	return !link && load_relaxed(&bucket->count) == count ? 0 : UNSURE;
}

/* The link of the slot that holds the key now; 0: none. */
static uint32_t find_link(const struct map *map, const void *key)
{
	struct hash_steps steps;
	struct hash_hit hit;
	uint32_t link = UNSURE;

	switch (map->geometry.key_size) {
	case 4: link = quick_find(map, key, 1); break;
	case 8: link = quick_find(map, key, 2); break;
	case 12: link = quick_find(map, key, 3); break;
	case 16: link = quick_find(map, key, 4); break;
	default: break;
	}
	if (link == UNSURE) {
		hash_steps_init(map, &steps);
		link = hash_find(map, key, hash_key(map, key), &steps, &hit) ? 0 : hit.link;
	}
	return map_is_dead(map) ? 0 : link;
}

static void *hash_lookup(struct map *map, const void *key, uint32_t lane)
{
	uint32_t link = find_link(map, key);

	assert(lane < map->geometry.lanes);
	assert(!map->geometry.lane_stride || map->prepared[lane]);
	return link ? hash_value(map, link, lane) : NULL;
}

static void *lru_lookup(struct map *map, const void *key, uint32_t lane)
{
	uint32_t link = find_link(map, key);

	assert(lane < map->geometry.lanes);
	assert(!map->geometry.lane_stride || map->prepared[lane]);
	if (!link)
		return NULL;
	hash_use(map, link);
	return hash_value(map, link, lane);
}

/* Copy what the API shows of a slot: its value, or those of all lanes. */
int hash_read_value(const struct map *map, uint32_t link, void *value,
		    const struct map_writer *locker)
{
	const struct map_geometry *g = &map->geometry;
	uint8_t *to = value;
	uint32_t lane;

	if (!g->lane_stride)
		return value_read(map, to, hash_value(map, link, 0), locker);
	for (lane = 0; lane < g->lanes; lane++, to += g->value_stride) {
		if (map_lane_is_prepared(map, lane))
			content_read(to, hash_value(map, link, lane), g->value_stride);
		else
			memset(to, 0, g->value_stride);
	}
	return 0;
}

int hash_read_word(struct map *map, const void *key, uint64_t *word)
{
	uint32_t hash = hash_key(map, key);
	struct hash_steps steps;
	struct hash_hit hit;
	int err;

	hash_steps_init(map, &steps);
	do {
		err = hash_find(map, key, hash, &steps, &hit);
		if (err)
			return err;
		*word = load64_acquire(hash_value(map, hit.link, 0));
		if (hash_still(&hit))
			return 0;
	} while (hash_retry(&steps));
	return -EBUSY;
}

/* The value is whole and of this key if the slot holds it still after the copy. */
static int hash_locked_lookup(struct map *map, const void *key, void *value,
			      const struct map_writer *locker)
{
	uint32_t hash = hash_key(map, key);
	struct hash_steps steps;
	struct hash_hit hit;
	int err;

	hash_steps_init(map, &steps);
	do {
		err = hash_find(map, key, hash, &steps, &hit);
		if (err)
			return err;
		err = hash_read_value(map, hit.link, value, locker);
		if (err)
			return err;
		if (hash_still(&hit))
			return 0;
	} while (hash_retry(&steps));
	return -EBUSY;
}

int hash_api_lookup(struct map *map, const void *key, void *value)
{
	return hash_locked_lookup(map, key, value, NULL);
}

/* By slots: those with an even sequence hold an entry. */
static bool hash_walk(struct map *map, struct map_walk *walk, uint32_t lane)
{
	while (walk->next < map->geometry.n_slots) {
		uint32_t link = (uint32_t)++walk->next;
		struct map_slot *slot = hash_slot(map, link);

		if (load_acquire(&slot->sequence) & 1)
			continue;
		walk->key = slot->content;
		walk->value = hash_value(map, link, lane);
		return true;
	}
	return false;
}

const struct map_ops hash_ops = {
	.layout = hash_layout,
	.init = slots_init,
	.lookup = hash_lookup,
	.update = hash_update,
	.delete = hash_delete,
	.api_lookup = hash_api_lookup,
	.locked_lookup = hash_locked_lookup,
	.api_update = hash_update,
	.api_take = hash_take,
	.repair = hash_repair,
	.anew = hash_anew,
	.next_key = hash_next_key,
	.walk = hash_walk,
	.recipe = hash_recipe,
	.hashes = true,
};

const struct map_ops percpu_hash_ops = {
	.layout = percpu_hash_layout,
	.init = slots_init,
	.lookup = hash_lookup,
	.update = hash_update,
	.delete = hash_delete,
	.api_lookup = hash_api_lookup,
	.api_update = hash_update_lanes,
	.api_take = hash_take,
	.repair = hash_repair,
	.anew = hash_anew,
	.next_key = hash_next_key,
	.walk = hash_walk,
	.recipe = hash_recipe,
	.hashes = true,
};

const struct map_ops lru_hash_ops = {
	.layout = lru_hash_layout,
	.init = slots_init,
	.lookup = lru_lookup,
	.update = hash_update,
	.delete = hash_delete,
	.api_lookup = hash_api_lookup,
	.api_update = hash_update,
	.api_take = hash_take,
	.repair = hash_repair,
	.anew = hash_anew,
	.next_key = hash_next_key,
	.walk = hash_walk,
	.recipe = hash_recipe,
	.hashes = true,
};

const struct map_ops lru_percpu_hash_ops = {
	.layout = lru_percpu_hash_layout,
	.init = slots_init,
	.lookup = lru_lookup,
	.update = hash_update,
	.delete = hash_delete,
	.api_lookup = hash_api_lookup,
	.api_update = hash_update_lanes,
	.api_take = hash_take,
	.repair = hash_repair,
	.anew = hash_anew,
	.next_key = hash_next_key,
	.walk = hash_walk,
	.recipe = hash_recipe,
	.hashes = true,
};
