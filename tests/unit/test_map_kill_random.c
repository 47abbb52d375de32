/*
 * Writers of a hash are killed at random beside others who go on: what was
 * acknowledged is there, what was under way is old or new, and no slot is lost:
 * a hash has room for exactly all keys, so one missing would be -E2BIG.
 *
 *   KILLS=n  so many on each map; 250 without      SOAK=1  25,000
 */
#include "tests/unit/test_map.h"

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "tests/lib/flavour.h"
#include "tests/lib/progress.h"

enum {
	WRITERS = 4,
	LANES = WRITERS + 1, /* the last one: of who looks after them */
	KEYS = 12,           /* of each writer */
	WORDS = 5,           /* of a value; all the same */
	MAX_MS = 1000,       /* of an operation */
};

/* What a writer has done; shared, so that it outlives him. */
struct record {
	uint64_t value[KEYS]; /* acknowledged; 0: absent */
	uint64_t next;        /* what @key becomes by the operation under way */
	uint32_t key;         /* + 1; 0: none is under way */
	uint32_t generation;  /* 0: he is dead */
	uint64_t n_done;
};

struct scene {
	struct map *map;
	struct record *records;
	struct rng rng;
	pid_t pids[WRITERS];
	uint32_t generations[WRITERS];
};

static bool lives(void *arg, struct map_writer owner, unsigned generation_bits)
{
	const struct record *records = arg;

	(void)generation_bits;
	return owner.lane >= WRITERS || load_acquire(&records[owner.lane].generation) ==
						owner.generation;
}

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* ---- a writer ---- */

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "# line %d: %s\n", __LINE__, #condition);                  \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

static uint32_t key_of(uint32_t lane, uint32_t i)
{
	return lane << 16 | i;
}

/* Keys of task storages; of another pid namespace, so that nobody judges them. */
static struct task_id task_of(uint32_t key)
{
	return (struct task_id){ key + 1, key, 1 };
}

static bool is_storage(const struct map *map)
{
	return map->geometry.type == MAP_TASK_STORAGE;
}

/* As programs make values and delete them, and as an update from outside replaces them. */
static int once_for_task(struct map *map, uint32_t key, const uint64_t *value,
			 struct map_writer writer)
{
	struct task_id task = task_of(key);
	int err;

	if (!value)
		return map_task_delete(map, &task, writer);
	err = map_task_create(map, &task, value, writer);
	return err == -EEXIST ? hash_update(map, &task, value, 0, writer) : err;
}

static int once(struct map *map, uint32_t key, uint64_t next, bool take, struct map_writer writer)
{
	uint64_t value[WORDS * LANES];

	for (uint32_t i = 0; i < WORDS; i++)
		value[i] = next;
	if (is_storage(map))
		return once_for_task(map, key, next ? value : NULL, writer);
	if (!next)
		return take ? map_api_take(map, &key, value, writer) :
			      map_delete(map, &key, writer);
	return map_update(map, &key, value, 0, writer);
}

/* Others may be slow, but not for ever. */
static int patiently(struct map *map, uint32_t key, uint64_t next, bool take,
		     struct map_writer writer)
{
	uint64_t start;
	int err = -EBUSY;

	for (uint32_t i = 0; i < 100 && err == -EBUSY; i++) {
		start = now_ms();
		err = once(map, key, next, take, writer);
		CHECK(now_ms() - start < MAX_MS || flavour_is_slow());
	}
	return err;
}

static void step(struct scene *scene, struct map_writer writer)
{
	struct record *record = &scene->records[writer.lane];
	uint32_t i = rng_below(&scene->rng, KEYS);
	bool delete = rng_below(&scene->rng, 3) == 0, take = rng_below(&scene->rng, 2);
	uint64_t next = delete ? 0 : rng_next(&scene->rng) | 1;
	int err;

	store64_release(&record->next, next);
	store_release(&record->key, i + 1);
	err = patiently(scene->map, key_of(writer.lane, i), next, take, writer);
	if (next)
		CHECK(!err);
	else
		CHECK(record->value[i] && !hash_evicts(scene->map) ? !err :
								      !err || err == -ENOENT);
	store64_release(&record->value[i], next);
	store_release(&record->key, 0);
	record->n_done++;
}

static void start(struct scene *scene, uint32_t lane)
{
	struct map_writer writer = { lane, ++scene->generations[lane] };
	uint64_t seed = rng_next(&scene->rng);

	store_release(&scene->records[lane].generation, writer.generation);
	fflush(NULL);
	scene->pids[lane] = fork();
	if (scene->pids[lane]) {
		assert_true(scene->pids[lane] > 0);
		return;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
	scene->rng.state = seed | 1;
	for (;;)
		step(scene, writer);
}

/* ---- who kills ---- */

/* Is this what the key may have?  An LRU hash may have lost it. */
static bool is_expected(const struct scene *scene, const struct record *record, uint32_t i,
			uint64_t value)
{
	return value == record->value[i] || (record->key == i + 1 && value == record->next) ||
	       (!value && hash_evicts(scene->map));
}

static uint64_t value_of(struct scene *scene, uint32_t lane, uint32_t i)
{
	uint32_t key = key_of(lane, i), words = scene->map->geometry.value_size / 8;
	uint64_t value[WORDS * LANES], *own = value;
	struct task_id task = task_of(key);
	int err = is_storage(scene->map) ? hash_api_lookup(scene->map, &task, value) :
					   map_api_lookup(scene->map, &key, value);

	if (err) {
		assert_int_equal(err, -ENOENT);
		return 0;
	}
	if (scene->map->geometry.lane_stride)
		own += lane * words;
	for (i = 1; i < words; i++)
		assert_int_equal(own[i], own[0]);
	return own[0];
}

/* He is dead: his keys are as he said, and as they are they stay. */
static void check_keys(struct scene *scene, uint32_t lane)
{
	struct record *record = &scene->records[lane];

	for (uint32_t i = 0; i < KEYS; i++) {
		uint64_t value = value_of(scene, lane, i);

		if (!is_expected(scene, record, i, value))
			fail_msg("lane %u key %u: %#llx, not %#llx nor %#llx (%u)", lane, i,
				 (unsigned long long)value, (unsigned long long)record->value[i],
				 (unsigned long long)record->next, record->key);
		record->value[i] = value;
	}
	record->key = 0;
}

static void kill_one(struct scene *scene, uint32_t lane)
{
	int status;

	assert_int_equal(kill(scene->pids[lane], SIGKILL), 0);
	assert_int_equal(waitpid(scene->pids[lane], &status, 0), scene->pids[lane]);
	assert_true(WIFSIGNALED(status)); /* else he had something to say */
	store_release(&scene->records[lane].generation, 0);
	check_keys(scene, lane);
}

static void wait_a_little(struct rng *rng)
{
	const struct timespec pause = { .tv_nsec = rng_below(rng, 400000) };

	nanosleep(&pause, NULL);
}

static uint32_t count_keys(struct map *map)
{
	struct map_walk walk = { 0 };
	uint32_t n = 0, key;
	int err;

	if (is_storage(map)) {
		while (map_walk(map, &walk, 0))
			n++;
		return n;
	}
	for (err = map_api_next_key(map, NULL, &key); !err; n++)
		err = map_api_next_key(map, &key, &key);
	return n;
}

/* All lanes have other holders, who find what was left; then every slot has its place. */
static void check_end(struct scene *scene)
{
	uint32_t lane, i;

	for (lane = 0; lane < LANES; lane++)
		assert_int_equal(once(scene->map, UINT32_MAX - 1, 0, false,
				      (struct map_writer){ lane, UINT32_MAX }), -ENOENT);
	for (lane = 0; lane < WRITERS; lane++)
		check_keys(scene, lane);
	check_slots(scene->map, count_keys(scene->map));
	for (i = 0; i < scene->map->geometry.max_entries; i++)
		assert_int_equal(once(scene->map, key_of(i / KEYS, i % KEYS), 1, false,
				      (struct map_writer){ WRITERS, UINT32_MAX }), 0);
	check_slots(scene->map, i);
}

static uint32_t n_kills(void)
{
	const char *given = getenv("KILLS");

	if (given)
		return (uint32_t)strtoul(given, NULL, 0);
	if (flavour_is_slow())
		return 20;
	return getenv("SOAK") ? 25000 : 250;
}

static struct map *map_of(uint32_t type, uint32_t value_size, uint32_t max_entries)
{
	struct map_desc desc = DESC(type, 4, value_size, max_entries, 0);

	if (type == MAP_TASK_STORAGE) {
		desc.map_flags = MAP_F_NO_PREALLOC;
		desc.map_extra = max_entries;
		desc.max_entries = 0;
	}
	return map_new(desc, NULL, LANES);
}

static void check_kills(uint32_t type, uint32_t value_size, uint32_t max_entries)
{
	struct scene scene = { .map = map_of(type, value_size, max_entries) };
	struct progress progress = { .what = map_type_by_number(type)->name, .total = n_kills() };
	uint64_t n_done = 0;
	uint32_t i, lane;

	rng_init(&scene.rng);
	scene.records = mmap(NULL, sizeof(struct record) * WRITERS, PROT_READ | PROT_WRITE,
			     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(scene.records != MAP_FAILED);
	map_set_liveness(scene.map, (struct map_liveness){ lives, scene.records });
	for (lane = 0; lane < LANES; lane++)
		assert_int_equal(map_lane_prepare(scene.map, lane), 0);
	for (lane = 0; lane < WRITERS; lane++)
		start(&scene, lane);
	for (i = 0; i < n_kills(); i++) {
		wait_a_little(&scene.rng);
		lane = rng_below(&scene.rng, WRITERS);
		kill_one(&scene, lane);
		start(&scene, lane);
		progress_step(&progress, 1);
	}
	for (lane = 0; lane < WRITERS; lane++) {
		kill_one(&scene, lane);
		n_done += scene.records[lane].n_done;
	}
	check_end(&scene);
	print_message("# type %u: %u kills, %llu operations\n", type, i,
		      (unsigned long long)n_done);
	assert_true(n_done > i);
	munmap(scene.records, sizeof(struct record) * WRITERS);
	map_close(scene.map);
}

static void test_kills(void **state)
{
	(void)state;
	check_kills(MAP_HASH, 8 * WORDS, WRITERS * KEYS);
	check_kills(MAP_PERCPU_HASH, 8, WRITERS * KEYS);
	check_kills(MAP_LRU_HASH, 8 * WORDS, WRITERS * KEYS / 2);
	check_kills(MAP_LRU_PERCPU_HASH, 8, WRITERS * KEYS / 2);
	check_kills(MAP_TASK_STORAGE, 8 * WORDS, WRITERS * KEYS);
}

/* ---- stopped, not dead ---- */

static bool all_live(void *arg, struct map_writer owner, unsigned generation_bits)
{
	(void)arg, (void)owner, (void)generation_bits;
	return true;
}

/* One bucket: who is stopped in there is waited for, but not long, and loses nothing. */
static void test_stopped(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 8, 1, 0), NULL, LANES);
	uint32_t key = 0, i, n_busy = 0;
	uint64_t value = 1, before;
	int err, status;
	pid_t pid;

	(void)state;
	map_set_liveness(map, (struct map_liveness){ all_live, NULL });
	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (!pid) /* until it is killed */
		if (map_update(map, &key, &value, 0, WRITER(0)))
			sched_yield();
	for (i = 0; i < 2000 && n_busy < 5; i++) {
		assert_int_equal(kill(pid, SIGSTOP), 0);
		assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
		assert_true(WIFSTOPPED(status));
		before = now_ms();
		err = map_update(map, &key, &value, 0, WRITER(1));
		assert_true(err == 0 || err == -EBUSY);
		assert_true(now_ms() - before < MAX_MS);
		n_busy += err == -EBUSY;
		assert_int_equal(kill(pid, SIGCONT), 0);
		sched_yield();
	}
	assert_int_equal(n_busy, 5);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	map_close(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kills),
		cmocka_unit_test(test_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
