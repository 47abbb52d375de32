/*
 * Tries, queues and stacks used at once by threads and by processes: a prefix
 * that is there all the time is found, and met by an iteration, a value is
 * whole, what was pushed is popped once and in order.  Run under
 * -fsanitize=thread too.
 */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sys/wait.h>

#include "maps/lpm.h"
#include "tests/lib/flavour.h"

enum { WORKERS = 4, LANES = WORKERS + 1, N_FIXED = 6, N_MOVING = 12, WORDS = 5 };

#define CHECK(x)                                                                                   \
	do {                                                                                       \
		if (!(x)) {                                                                        \
			fprintf(stderr, "# %s:%d: %s\n", __FILE__, __LINE__, #x);                  \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

static uint32_t n_ops(void)
{
	return flavour_is_slow() ? 3000 : 40000;
}

/* ---- tries ---- */

struct prefix {
	uint32_t length;
	uint8_t bytes[4];
};

static const struct prefix fixed[N_FIXED] = {
	{ 8, { 10 } },         { 16, { 10, 1 } },    { 24, { 10, 1, 2 } },
	{ 32, { 10, 1, 2, 3 } }, { 9, { 10, 128 } }, { 12, { 192, 160 } },
};
/* Above, between and below the others, so that nodes come and go on the way to these. */
static const struct prefix moving[N_MOVING] = {
	{ 0, { 0 } },
	{ 4, { 0 } },
	{ 10, { 10, 0 } },
	{ 12, { 10, 0 } },
	{ 17, { 10, 1, 0 } },
	{ 20, { 10, 1, 0 } },
	{ 24, { 10, 1, 3 } },
	{ 32, { 10, 1, 2, 4 } },
	{ 28, { 10, 1, 2, 0 } },
	{ 16, { 10, 129 } },
	{ 32, { 192, 168, 1, 1 } },
	{ 1, { 128 } },
};

static void make_value(struct rng *rng, uint32_t length, uint64_t value[WORDS])
{
	value[0] = length;
	value[WORDS - 1] = length;
	for (size_t i = 1; i < WORDS - 1; i++) {
		value[i] = rng_next(rng);
		value[WORDS - 1] = value[WORDS - 1] * 3 + value[i];
	}
}

static bool is_whole(const uint64_t value[WORDS])
{
	uint64_t sum = value[0];

	for (size_t i = 1; i < WORDS - 1; i++)
		sum = sum * 3 + value[i];
	return sum == value[WORDS - 1];
}

/* Owners that lost the processor for long are no failure. */
static int put(struct map *map, const struct prefix *prefix, struct rng *rng,
	       struct map_writer writer)
{
	uint64_t value[WORDS];
	int err = -EBUSY;

	make_value(rng, prefix->length, value);
	for (int i = 0; i < 100 && err == -EBUSY; i++)
		err = map_update(map, prefix, value, 0, writer);
	return err;
}

static void check_lookup(struct map *map, const struct prefix *prefix)
{
	struct prefix address = { 32, { 0 } };
	uint64_t value[WORDS];

	memcpy(address.bytes, prefix->bytes, 4);
	CHECK(map_api_lookup(map, &address, value) == 0);
	CHECK(is_whole(value) && value[0] >= prefix->length && value[0] <= 32);
	CHECK(map_lookup(map, &address, 0));
	CHECK(map_api_lookup(map, prefix, value) == 0);
	CHECK(is_whole(value) && value[0] == prefix->length);
}

/* A key that was taken out while it was the current one starts it over: then more often. */
static void check_iteration(struct map *map)
{
	uint32_t seen[N_FIXED] = { 0 }, n = 0, steps = 0;
	struct prefix key;
	int err = map_api_next_key(map, NULL, &key);

	for (; !err && steps < 4 * (N_FIXED + N_MOVING); steps++) {
		for (uint32_t i = 0; i < N_FIXED; i++)
			seen[i] += !memcmp(&key, &fixed[i], sizeof(key));
		err = map_api_next_key(map, &key, &key);
	}
	for (uint32_t i = 0; i < N_FIXED; i++)
		n += seen[i] >= 1;
	CHECK(err == -EBUSY || n == N_FIXED || steps == 4 * (N_FIXED + N_MOVING));
	CHECK(err != -ENOENT || steps > N_FIXED + N_MOVING || n == N_FIXED);
}

static void trie_step(struct map *map, struct rng *rng, struct map_writer writer)
{
	const struct prefix *mover = &moving[rng_below(rng, N_MOVING)];
	int err;

	switch (rng_below(rng, 8)) {
	case 0: CHECK(!put(map, &fixed[rng_below(rng, N_FIXED)], rng, writer)); break;
	case 1:
	case 2:
		err = put(map, mover, rng, writer);
		CHECK(!err || err == -EBUSY);
		break;
	case 3:
	case 4:
		err = map_delete(map, mover, writer);
		CHECK(!err || err == -ENOENT || err == -EBUSY);
		break;
	case 5:
		if (!rng_below(rng, 8))
			check_iteration(map);
		break;
	default: check_lookup(map, &fixed[rng_below(rng, N_FIXED)]);
	}
}

static struct map *trie_new(struct store *store)
{
	struct map *map = map_new(DESC(MAP_LPM_TRIE, 8, WORDS * 8, N_FIXED + N_MOVING,
				       MAP_F_NO_PREALLOC), store, LANES);
	struct rng rng;

	rng_init(&rng);
	for (uint32_t i = 0; i < N_FIXED; i++)
		assert_int_equal(put(map, &fixed[i], &rng, WRITER(0)), 0);
	return map;
}

/* Afterwards everything can be taken out, and every node and slot is there again. */
static void check_trie_whole(struct map *map)
{
	uint32_t n_nodes = 0, n_slots = 0, link;
	struct prefix key;

	while (!map_api_next_key(map, NULL, &key))
		assert_int_equal(map_delete(map, &key, WRITER(0)), 0);
	for (link = lpm_trie(map)->nodes.head; link; link = lpm_node(map, link)->free_next)
		n_nodes++;
	for (link = lpm_trie(map)->slots.head; link; link = hash_slot(map, link)->free_next)
		n_slots++;
	assert_int_equal(n_nodes, map->geometry.n_nodes);
	assert_int_equal(n_slots, map->geometry.n_slots);
	assert_int_equal(map_control(map)->n_entries, 0);
}

struct worker {
	pthread_t thread;
	struct map *map;
	struct rng rng;
	uint32_t lane, n;
	uint64_t sum;
};

static void *use_trie(void *arg)
{
	struct worker *worker = arg;

	for (uint32_t i = n_ops(); i; i--)
		trie_step(worker->map, &worker->rng, WRITER(worker->lane));
	return NULL;
}

static void test_trie_threads(void **state)
{
	struct map *map = trie_new(NULL);
	struct worker workers[WORKERS];
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (uint32_t i = 0; i < WORKERS; i++) {
		workers[i] = (struct worker){ .map = map, .lane = i + 1 };
		workers[i].rng.state = rng_next(&rng) | 1;
		assert_int_equal(pthread_create(&workers[i].thread, NULL, use_trie, &workers[i]),
				 0);
	}
	for (uint32_t i = 0; i < WORKERS; i++)
		pthread_join(workers[i].thread, NULL);
	check_trie_whole(map);
	map_close(map);
}

static void test_trie_processes(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = trie_new(store);
	pid_t children[2];
	struct rng rng;
	int status;

	(void)state;
	rng_init(&rng);
	fflush(NULL);
	for (uint32_t i = 0; i < 2; i++) {
		struct worker worker = { .lane = i + 1, .rng.state = rng_next(&rng) | 1 };
		struct store *theirs;

		children[i] = fork();
		if (children[i])
			continue;
		CHECK(!store_open(store_path(store), 1, &theirs, NULL));
		CHECK(!map_open(theirs, map_id(map), &worker.map, NULL));
		use_trie(&worker);
		_exit(0);
	}
	for (uint32_t i = 0; i < 2; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	check_trie_whole(map);
	map_close(map);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

/* ---- queues and stacks: half of the workers push, the others pop ---- */

static void *push_many(void *arg)
{
	struct worker *worker = arg;
	uint64_t value;

	while (worker->n < n_ops()) {
		value = (uint64_t)worker->lane << 32 | worker->n;
		if (map_push(worker->map, &value, 0, WRITER(worker->lane)))
			continue; /* full */
		worker->n++;
		worker->sum += value;
	}
	return NULL;
}

static void *pop_many(void *arg)
{
	struct worker *worker = arg;
	uint32_t next[LANES] = { 0 }, lane;
	uint64_t value;

	while (worker->n < n_ops()) {
		if (!map_peek(worker->map, &value))
			CHECK(value >> 32 && value >> 32 < LANES);
		if (map_pop(worker->map, &value, WRITER(worker->lane)))
			continue; /* empty */
		lane = (uint32_t)(value >> 32);
		CHECK(lane && lane < LANES && (uint32_t)value < n_ops());
		if (worker->map->geometry.type == MAP_QUEUE)
			CHECK((uint32_t)value >= next[lane]);
		next[lane] = (uint32_t)value + 1;
		worker->n++;
		worker->sum += value;
	}
	return NULL;
}

static void run_values(uint32_t type)
{
	struct map *map = map_new(DESC(type, 0, 8, 7, 0), NULL, LANES);
	struct worker workers[WORKERS];
	uint64_t pushed = 0, popped = 0, value;

	for (uint32_t i = 0; i < WORKERS; i++) {
		workers[i] = (struct worker){ .map = map, .lane = i + 1 };
		assert_int_equal(pthread_create(&workers[i].thread, NULL,
						i % 2 ? pop_many : push_many, &workers[i]), 0);
	}
	for (uint32_t i = 0; i < WORKERS; i++) {
		pthread_join(workers[i].thread, NULL);
		*(i % 2 ? &popped : &pushed) += workers[i].sum;
	}
	assert_int_equal(pushed, popped); /* each once */
	assert_int_equal(map_pop(map, &value, WRITER(0)), -ENOENT);
	map_close(map);
}

static void test_values(void **state)
{
	(void)state;
	run_values(MAP_QUEUE);
	run_values(MAP_LIFO);
}

/* Nobody loses another one's bits. */
static void *push_bloom(void *arg)
{
	struct worker *worker = arg;

	for (uint64_t value = worker->lane; value < 4000; value += WORKERS) {
		CHECK(!map_push(worker->map, &value, 0, WRITER(worker->lane)));
		CHECK(!map_peek(worker->map, &value));
	}
	return NULL;
}

static void test_bloom(void **state)
{
	struct map *map = map_new(DESC(MAP_BLOOM_FILTER, 0, 8, 4000, 0), NULL, LANES);
	struct worker workers[WORKERS];
	uint32_t wrong = 0;

	(void)state;
	for (uint32_t i = 0; i < WORKERS; i++) {
		workers[i] = (struct worker){ .map = map, .lane = i };
		pthread_create(&workers[i].thread, NULL, push_bloom, &workers[i]);
	}
	for (uint32_t i = 0; i < WORKERS; i++)
		pthread_join(workers[i].thread, NULL);
	for (uint64_t value = 0; value < 4000; value++)
		assert_int_equal(map_peek(map, &value), 0);
	for (uint64_t value = 4000; value < 8000; value++)
		wrong += !map_peek(map, &value);
	assert_in_range(wrong, 0, 600); /* about 3.2 % are expected at the most */
	map_close(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trie_threads), cmocka_unit_test(test_trie_processes),
		cmocka_unit_test(test_values),       cmocka_unit_test(test_bloom),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
