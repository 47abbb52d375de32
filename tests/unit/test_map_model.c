/*
 * The kernel as the model: random operations on a map of ours and a map of
 * Linux's of the same shape; results, errors and contents agree, but for what
 * docs/maps.md, "Beside the kernel's", lists.  Skipped where bpf(2) is not permitted.
 *
 *   MODEL_OPS=n  so many on each map; 20,000 without      SOAK=1  10^6
 */
#include "tests/unit/test_map.h"

#include <linux/bpf.h>
#include <sys/syscall.h>

#include "tests/lib/progress.h"

enum { MAX_BYTES = 1 << 16, MAX_KEY = 264, CHECK_EVERY = 1000, EMPTY_EVERY = 20000 };

static uint64_t n_ops(void)
{
	const char *given = getenv("MODEL_OPS");

	if (given)
		return strtoull(given, NULL, 0);
	return getenv("SOAK") ? 1000000 : 20000;
}

static int kernel_bpf(int command, union bpf_attr *attr)
{
	long result = syscall(__NR_bpf, command, attr, sizeof(*attr));

	return result < 0 ? -errno : (int)result;
}

static int kernel_create(struct map_desc desc)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_type = desc.type;
	attr.key_size = desc.key_size;
	attr.value_size = desc.value_size;
	attr.max_entries = desc.max_entries;
	attr.map_flags = desc.map_flags;
	attr.map_extra = desc.map_extra;
	return kernel_bpf(BPF_MAP_CREATE, &attr);
}

static int kernel_elem(int command, int fd, const void *key, void *value, uint64_t flags)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)fd;
	attr.key = (uintptr_t)key;
	attr.value = (uintptr_t)value;
	attr.flags = flags;
	return kernel_bpf(command, &attr);
}

/* Values of a per-CPU lookup; "0-3" or "0-3,5" of the possible CPUs. */
static uint32_t possible_cpus(void)
{
	FILE *file = fopen("/sys/devices/system/cpu/possible", "r");
	uint32_t last = 0, n;
	int c;

	assert_non_null(file);
	for (;;) {
		if (fscanf(file, "%u", &n) == 1)
			last = n;
		c = fgetc(file);
		if (c != ',' && c != '-')
			break;
	}
	fclose(file);
	return last + 1;
}

struct pair {
	struct map *map;
	int fd;
	struct map_desc desc;
	size_t value_size;
	uint32_t n_keys; /* as many are used, now and then others */
	uint64_t n_done, n_failed; /* calls, and those that were errors on both sides */
	uint8_t ours[MAX_BYTES], theirs[MAX_BYTES];
};

static bool is_array(const struct pair *pair)
{
	return map_type_by_number(pair->desc.type)->flags & MAPF_ARRAY;
}

/* A queue or a stack. */
static bool is_keyless(const struct pair *pair)
{
	return !pair->desc.key_size;
}

static bool is_trie(const struct pair *pair)
{
	return pair->desc.type == MAP_LPM_TRIE;
}

/* Few bytes, and lengths at which they differ, so that prefixes meet and begin with others. */
static void random_prefix(struct pair *pair, struct rng *rng, uint8_t *key)
{
	static const uint8_t bytes[] = { 0, 0x80, 0xff, 0x0a };
	uint32_t size = pair->desc.key_size - 4, length = rng_below(rng, size * 8 + 1), i;

	if (rng_below(rng, 4))
		length = length / 8 * 8 + (length % 8 > 6);
	if (!rng_below(rng, 50))
		length = rng_below(rng, 4) ? size * 8 + 1 : (uint32_t)rng_next(rng);
	memcpy(key, &length, 4);
	for (i = 0; i < size; i++)
		key[4 + i] = bytes[rng_below(rng, i % 4 ? 2 : 4)];
	if (!rng_below(rng, 20))
		key[4 + rng_below(rng, size)] ^= (uint8_t)(1u << rng_below(rng, 8));
}

static void random_key(struct pair *pair, struct rng *rng, uint8_t *key)
{
	uint32_t k = rng_below(rng, pair->n_keys);

	if (is_trie(pair)) {
		random_prefix(pair, rng, key);
		return;
	}
	if (!rng_below(rng, 50))
		k = UINT32_MAX - rng_below(rng, 4);
	memset(key, 0x5a, pair->desc.key_size);
	memcpy(key, &k, pair->desc.key_size < 4 ? pair->desc.key_size : 4);
	if (!is_array(pair) && pair->desc.key_size == 1)
		key[0] = (uint8_t)rng_below(rng, pair->n_keys);
}

static void check_equal(struct pair *pair, const char *what, int ours, int theirs, size_t size)
{
	if (ours != theirs)
		fail_msg("%s: %d, the kernel says %d", what, ours, theirs);
	if (!ours && size)
		assert_memory_equal(pair->ours, pair->theirs, size);
	pair->n_done++;
	pair->n_failed += ours != 0;
}

static void step_lookup(struct pair *pair, const uint8_t *key)
{
	int ours = map_api_lookup(pair->map, key, pair->ours);
	int theirs = kernel_elem(BPF_MAP_LOOKUP_ELEM, pair->fd, key, pair->theirs, 0);

	check_equal(pair, "lookup", ours, theirs, pair->value_size);
	if (is_trie(pair) || pair->desc.type == MAP_HASH) {
		const void *value = map_lookup(pair->map, key, 0);

		assert_true(!value == !!ours);
		assert_true(ours || !memcmp(value, pair->theirs, pair->value_size));
	}
}

static void step_update(struct pair *pair, struct rng *rng, const uint8_t *key)
{
	uint64_t flags =
		rng_below(rng, 8) ? rng_below(rng, 3) : rng_next(rng) >> rng_below(rng, 64);
	uint32_t lane = rng_below(rng, map_lanes(pair->map));
	size_t i;

	/* BPF_F_LOCK and later flags mean other things; what is no flag at all is kept. */
	if (flags & (4 | 8))
		flags = 3;
	for (i = 0; i < pair->value_size; i += 8) {
		uint64_t word = rng_next(rng);

		memcpy(pair->ours + i, &word, 8);
	}
	check_equal(pair, "update",
		    map_api_update(pair->map, key, pair->ours, flags, WRITER(lane)),
		    kernel_elem(BPF_MAP_UPDATE_ELEM, pair->fd, key, pair->ours, flags), 0);
}

static void step_delete(struct pair *pair, struct rng *rng, const uint8_t *key)
{
	uint32_t lane = rng_below(rng, map_lanes(pair->map));

	check_equal(pair, "delete", map_api_delete(pair->map, key, WRITER(lane)),
		    kernel_elem(BPF_MAP_DELETE_ELEM, pair->fd, key, NULL, 0), 0);
}

/* Arrays and tries iterate alike; the order of a hash is its own, but errors agree. */
static void step_next(struct pair *pair, const uint8_t *key)
{
	int ours = map_api_next_key(pair->map, key, pair->ours);
	int theirs = kernel_elem(BPF_MAP_GET_NEXT_KEY, pair->fd, key, pair->theirs, 0);

	if (is_array(pair) || is_trie(pair) || is_keyless(pair))
		check_equal(pair, "next key", ours, theirs, pair->desc.key_size);
	else if (!key)
		check_equal(pair, "first key", ours, theirs, 0);
}

static int step_take(struct pair *pair, const uint8_t *key)
{
	int ours = map_api_take(pair->map, key, pair->ours, WRITER(0));
	int theirs = kernel_elem(BPF_MAP_LOOKUP_AND_DELETE_ELEM, pair->fd, key, pair->theirs, 0);

	check_equal(pair, "take", ours, theirs, pair->value_size);
	return ours;
}

/* Every key of ours is theirs with the same value, and there are as many. */
static void check_contents(struct pair *pair)
{
	uint8_t key[MAX_KEY], theirs[MAX_KEY];
	uint32_t n = 0, n_theirs = 0;
	int err = is_keyless(pair) ? 0 : map_api_next_key(pair->map, NULL, key);

	while (is_keyless(pair) && !err)
		err = step_take(pair, NULL);
	for (; !err; n++) {
		step_lookup(pair, key);
		err = map_api_next_key(pair->map, key, key);
	}
	assert_int_equal(err, -ENOENT);
	if (is_keyless(pair))
		return;
	err = kernel_elem(BPF_MAP_GET_NEXT_KEY, pair->fd, NULL, theirs, 0);
	for (; !err; n_theirs++) {
		memcpy(key, theirs, sizeof(key));
		err = kernel_elem(BPF_MAP_GET_NEXT_KEY, pair->fd, key, theirs, 0);
	}
	assert_int_equal(n, n_theirs);
}

/* Prefixes that are hardly drawn again would fill it for good. */
static void make_empty(struct pair *pair, struct rng *rng)
{
	uint8_t key[MAX_KEY];

	while (!map_api_next_key(pair->map, NULL, key))
		step_delete(pair, rng, key);
	check_contents(pair);
}

/* Now and then one without a key has one, which is an error. */
static void step_any(struct pair *pair, struct rng *rng)
{
	uint8_t bytes[MAX_KEY] = { 0 }, *key = bytes;

	if (!is_keyless(pair))
		random_key(pair, rng, key);
	else if (rng_below(rng, 100))
		key = NULL;
	switch (rng_below(rng, 8)) {
	case 0: case 1: case 2: step_update(pair, rng, key); break;
	case 3: case 4:
		if (is_keyless(pair) ? !rng_below(rng, 20) : rng_below(rng, 3))
			step_delete(pair, rng, key);
		else
			step_take(pair, is_keyless(pair) ? NULL : key);
		break;
	case 5: step_next(pair, rng_below(rng, 4) ? key : NULL); break;
	default: step_lookup(pair, key);
	}
}

static void run_roomy(struct map_desc desc, uint32_t n_keys)
{
	static struct pair pair;
	struct progress progress = { .what = map_type_by_number(desc.type)->name,
				     .total = n_ops() };
	struct rng rng;
	uint8_t key[MAX_KEY];

	memset(&pair, 0, sizeof(pair));
	pair.desc = desc;
	pair.n_keys = n_keys;
	pair.fd = kernel_create(desc);
	if (pair.fd == -EPERM || pair.fd == -ENOSYS) {
		printf("# bpf(2) is not permitted: %s\n", strerror(-pair.fd));
		skip();
	}
	assert_true(pair.fd >= 0);
	pair.map = map_new(desc, NULL, possible_cpus());
	pair.value_size = map_api_value_size(pair.map);
	assert_true(pair.value_size <= MAX_BYTES && desc.key_size <= sizeof(key));
	rng_init(&rng);
	while (progress.done < progress.total) {
		step_any(&pair, &rng);
		if (progress.done % CHECK_EVERY == 0)
			check_contents(&pair);
		if (progress.done % EMPTY_EVERY == 0 && !is_array(&pair) && !is_keyless(&pair))
			make_empty(&pair, &rng);
		progress_step(&progress, 1);
	}
	check_contents(&pair);
	print_message("# %s, %u bytes, %u of %u: %llu calls agree, of them %llu errors\n",
		      progress.what, desc.key_size, desc.value_size, desc.max_entries,
		      (unsigned long long)pair.n_done, (unsigned long long)pair.n_failed);
	check_equal(&pair, "freeze", map_freeze(pair.map),
		    kernel_elem(BPF_MAP_FREEZE, pair.fd, NULL, NULL, 0), 0);
	check_equal(&pair, "freeze again", map_freeze(pair.map),
		    kernel_elem(BPF_MAP_FREEZE, pair.fd, NULL, NULL, 0), 0);
	memset(key, 0, sizeof(key));
	step_update(&pair, &rng, is_keyless(&pair) ? NULL : key);
	step_delete(&pair, &rng, is_keyless(&pair) ? NULL : key);
	step_lookup(&pair, is_keyless(&pair) ? NULL : key);
	if (is_keyless(&pair))
		step_take(&pair, NULL);
	close(pair.fd);
	map_close(pair.map);
}

static void run_model(struct map_desc desc)
{
	run_roomy(desc, desc.max_entries * 3 / 2 + 2);
}

static void test_array(void **state)
{
	(void)state;
	run_model(DESC(MAP_ARRAY, 4, 8, 20, 0));
}

static void test_array_odd(void **state)
{
	(void)state;
	run_model(DESC(MAP_ARRAY, 4, 13, 7, 0));
}

static void test_percpu_array(void **state)
{
	(void)state;
	run_model(DESC(MAP_PERCPU_ARRAY, 4, 12, 9, 0));
}

static void test_hash(void **state)
{
	(void)state;
	run_model(DESC(MAP_HASH, 8, 16, 40, 0));
}

static void test_hash_odd(void **state)
{
	(void)state;
	run_model(DESC(MAP_HASH, 13, 5, 6, 0));
}

static void test_hash_one(void **state)
{
	(void)state;
	run_model(DESC(MAP_HASH, 1, 1, 1, 0));
}

static void test_hash_no_prealloc(void **state)
{
	(void)state;
	run_model(DESC(MAP_HASH, 4, 24, 33, MAP_F_NO_PREALLOC));
}

/* Room for all keys, whatever the kernel's lists for each CPU keep back: nothing is evicted. */
static void test_lru_hash(void **state)
{
	(void)state;
	run_roomy(DESC(MAP_LRU_HASH, 8, 16, 8192, 0), 40);
	run_roomy(DESC(MAP_LRU_HASH, 3, 5, 8192, MAP_F_NO_COMMON_LRU), 100);
}

static void test_lru_percpu_hash(void **state)
{
	(void)state;
	run_roomy(DESC(MAP_LRU_PERCPU_HASH, 8, 12, 8192, 0), 40);
}

static void test_lpm(void **state)
{
	(void)state;
	run_model(DESC(MAP_LPM_TRIE, 5, 8, 100, MAP_F_NO_PREALLOC));
	run_model(DESC(MAP_LPM_TRIE, 8, 12, 60, MAP_F_NO_PREALLOC));
	run_model(DESC(MAP_LPM_TRIE, 20, 3, 1000, MAP_F_NO_PREALLOC));
	run_model(DESC(MAP_LPM_TRIE, 260, 8, 200, MAP_F_NO_PREALLOC));
	run_model(DESC(MAP_LPM_TRIE, 7, 8, 1, MAP_F_NO_PREALLOC));
}

static void test_queue(void **state)
{
	(void)state;
	run_model(DESC(MAP_QUEUE, 0, 8, 10, 0));
	run_model(DESC(MAP_QUEUE, 0, 13, 1, 0));
}

static void test_stack(void **state)
{
	(void)state;
	run_model(DESC(MAP_LIFO, 0, 8, 10, 0));
	run_model(DESC(MAP_LIFO, 0, 3, 2, 0));
}

/* What was pushed is found on both sides; the rest here no oftener than there, about. */
static void run_bloom(struct map_desc desc)
{
	static uint8_t pushed[4096];
	uint32_t n_ours = 0, n_theirs = 0, n_absent = 0;
	uint8_t value[64] = { 0 };
	struct map *map;
	struct rng rng;
	int fd = kernel_create(desc);
	uint64_t i;

	if (fd == -EPERM || fd == -ENOSYS)
		skip();
	assert_true(fd >= 0);
	map = map_new(desc, NULL, 1);
	memset(pushed, 0, sizeof(pushed));
	rng_init(&rng);
	for (i = 0; i < n_ops(); i++) {
		uint32_t n = rng_below(&rng, sizeof(pushed)), flags = !rng_below(&rng, 50);
		bool push = n < desc.max_entries && rng_below(&rng, 2);
		void *key = rng_below(&rng, 100) ? NULL : value;
		int ours, theirs;

		memcpy(value, &n, desc.value_size < 4 ? desc.value_size : 4);
		ours = push ? map_api_update(map, key, value, flags, WRITER(0)) :
			      map_api_lookup(map, key, value);
		theirs = kernel_elem(push ? BPF_MAP_UPDATE_ELEM : BPF_MAP_LOOKUP_ELEM, fd, key,
				     value, push ? flags : 0);
		if (push || key || pushed[n])
			assert_int_equal(ours, theirs);
		pushed[n] |= push && !ours;
		if (push || key || pushed[n])
			continue;
		assert_true(ours == 0 || ours == -ENOENT);
		n_absent++;
		n_ours += ours == 0;
		n_theirs += theirs == 0;
	}
	if (n_ours > n_theirs + n_theirs / 2 + n_absent / 50)
		fail_msg("%u of %u are found wrongly, the kernel finds %u", n_ours, n_absent,
			 n_theirs);
	assert_int_equal(map_api_delete(map, NULL, WRITER(0)),
			 kernel_elem(BPF_MAP_DELETE_ELEM, fd, NULL, NULL, 0));
	assert_int_equal(map_api_next_key(map, NULL, value),
			 kernel_elem(BPF_MAP_GET_NEXT_KEY, fd, NULL, value, 0));
	assert_int_equal(map_api_take(map, NULL, value, WRITER(0)),
			 kernel_elem(BPF_MAP_LOOKUP_AND_DELETE_ELEM, fd, NULL, value, 0));
	close(fd);
	map_close(map);
}

static void test_bloom(void **state)
{
	struct map_desc desc = DESC(MAP_BLOOM_FILTER, 0, 4, 500, 0);

	(void)state;
	for (desc.map_extra = 0; desc.map_extra < 16; desc.map_extra++)
		run_bloom(desc);
	desc = DESC(MAP_BLOOM_FILTER, 0, 13, 100, MAP_F_ZERO_SEED);
	run_bloom(desc);
}

/* The kernel asks whether there is such a device: the loopback is one. */
static void test_devmap_hash(void **state)
{
	struct map_desc desc = DESC(MAP_DEVMAP_HASH, 4, 4, 10, 0);
	int fd = kernel_create(desc);
	struct map *map = map_new(desc, NULL, 1);
	uint32_t ours = 0, theirs = 0;
	struct rng rng;
	uint64_t i;

	(void)state;
	if (fd == -EPERM || fd == -ENOSYS)
		skip();
	assert_true(fd >= 0);
	rng_init(&rng);
	for (i = 0; i < n_ops(); i++) {
		uint32_t key = rng_below(&rng, 14), value = rng_below(&rng, 8) != 0;
		uint64_t flags = rng_below(&rng, 8) ? rng_below(&rng, 3) : 3;
		int err;

		switch (rng_below(&rng, 3)) {
		case 0:
			assert_int_equal(map_api_update(map, &key, &value, flags, WRITER(0)),
					 kernel_elem(BPF_MAP_UPDATE_ELEM, fd, &key, &value, flags));
			break;
		case 1:
			assert_int_equal(map_api_delete(map, &key, WRITER(0)),
					 kernel_elem(BPF_MAP_DELETE_ELEM, fd, &key, NULL, 0));
			break;
		default:
			err = map_api_lookup(map, &key, &ours);
			assert_int_equal(err,
					 kernel_elem(BPF_MAP_LOOKUP_ELEM, fd, &key, &theirs, 0));
			assert_true(err || ours == theirs);
		}
	}
	close(fd);
	map_close(map);
}

static void test_percpu_hash(void **state)
{
	(void)state;
	run_model(DESC(MAP_PERCPU_HASH, 8, 12, 40, 0));
}

static void test_percpu_hash_one(void **state)
{
	(void)state;
	run_model(DESC(MAP_PERCPU_HASH, 1, 24, 1, MAP_F_NO_PREALLOC));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_array),
		cmocka_unit_test(test_array_odd),
		cmocka_unit_test(test_percpu_array),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_hash_odd),
		cmocka_unit_test(test_hash_one),
		cmocka_unit_test(test_hash_no_prealloc),
		cmocka_unit_test(test_percpu_hash),
		cmocka_unit_test(test_percpu_hash_one),
		cmocka_unit_test(test_lru_hash),
		cmocka_unit_test(test_lru_percpu_hash),
		cmocka_unit_test(test_lpm),
		cmocka_unit_test(test_queue),
		cmocka_unit_test(test_stack),
		cmocka_unit_test(test_bloom),
		cmocka_unit_test(test_devmap_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
