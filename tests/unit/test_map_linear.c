/*
 * Histories of hashes: threads, then processes, do random operations on few keys,
 * and note when each was called, when it returned and what it answered; afterwards
 * each key's history is checked by itself, which is enough, as keys have nothing
 * to do with each other while there is room.  Times are one counter's values, so
 * "before" is what a thread can know of another one.
 *
 *   SOAK=1  50 times as many
 */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "tests/lib/flavour.h"
#include "tests/lib/linear.h"
#include "tests/lib/progress.h"

enum {
	WORKERS = 4,
	LANES = WORKERS + 1, /* the last one: of who fills the map */
	MAX_KEYS = 8,
	KEY_SIZE = 20, /* at most */
	WORDS = 3,     /* of a value, all the same */
	N_OPS = 3000,  /* of a worker in a round */
	CONTEXT = 40,  /* times around what is wrong that are shown */
};

struct shape {
	const char *name;
	struct map_desc desc;
	uint32_t n_keys;
	uint32_t n_fixed; /* of them, there from the beginning, never taken out */
	bool removes;     /* the others are taken out */
};

static const struct shape shapes[] = {
	{ "one key", DESC(MAP_HASH, 4, WORDS * 8, 1, 0), 1, 0, true },
	{ "one bucket", DESC(MAP_HASH, 8, WORDS * 8, 2, 0), 2, 0, true },
	{ "few", DESC(MAP_HASH, 4, WORDS * 8, 4, 0), 4, 1, true },
	{ "long keys", DESC(MAP_HASH, KEY_SIZE, WORDS * 8, 5, MAP_F_NO_PREALLOC), 5, 2, true },
	{ "only updates", DESC(MAP_HASH, 16, WORDS * 8, 8, 0), 8, 4, false },
	{ "LRU, room for one", DESC(MAP_LRU_HASH, 4, WORDS * 8, 1, 0), 2, 0, true },
	{ "LRU, room for three", DESC(MAP_LRU_HASH, 8, WORDS * 8, 3, 0), 6, 0, true },
	{ "LRU, room for all", DESC(MAP_LRU_HASH, KEY_SIZE, WORDS * 8, 6, 0), 6, 0, true },
};
enum { N_SHAPES = sizeof(shapes) / sizeof(*shapes) };

struct record {
	struct linear_op op;
	uint32_t key;
	bool by_pointer;      /* a lookup of a program, which found the key */
	uint64_t seen[WORDS]; /* what it read there */
	uint64_t ended;       /* when it had read it */
};

/* Shared by all who work on a map. */
struct history {
	uint64_t clock;
	uint32_t n_ready;
	uint32_t n[LANES], n_busy[LANES], n_iterations[LANES];
	struct record records[LANES][N_OPS];
};

struct worker {
	pthread_t thread;
	const struct shape *shape;
	struct history *history;
	struct map *map;
	uint32_t lane;
	struct rng rng;
	uint8_t at[KEY_SIZE]; /* of an iteration */
	bool iterates;
	uint32_t shown[MAX_KEYS];
};

/* A failed check in a thread or a child: a place, not cmocka's longjmp. */
#define CHECK(x)                                                                                   \
	do {                                                                                       \
		if (!(x)) {                                                                        \
			fprintf(stderr, "# %s:%d: %s\n", __FILE__, __LINE__, #x);                  \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

static uint64_t now(struct history *history)
{
	return __atomic_add_fetch(&history->clock, 1, __ATOMIC_SEQ_CST);
}

static void make_key(uint32_t n, uint8_t key[KEY_SIZE])
{
	memset(key, 0x5a, KEY_SIZE);
	memcpy(key, &n, sizeof(n));
}

static uint32_t number_of(const uint8_t key[KEY_SIZE])
{
	uint32_t n;

	memcpy(&n, key, sizeof(n));
	return n;
}

/* ---- operations: each answers 0, or an error that is no result ---- */

static void make_value(uint64_t unique, uint64_t value[WORDS])
{
	for (uint32_t i = 0; i < WORDS; i++)
		value[i] = unique;
}

static uint64_t whole(const uint64_t value[WORDS])
{
	for (uint32_t i = 1; i < WORDS; i++)
		CHECK(value[i] == value[0]);
	CHECK(value[0]);
	return value[0];
}

static int do_update(struct worker *w, struct record *r, const uint8_t *key)
{
	const uint64_t flags = r->op.kind == LINEAR_INSERT ? SKEP_NOEXIST :
			       r->op.kind == LINEAR_REPLACE ? SKEP_EXIST : SKEP_ANY;
	const int no = flags == SKEP_NOEXIST ? -EEXIST : flags == SKEP_EXIST ? -ENOENT : 0;
	uint64_t value[WORDS];
	int err;

	r->op.value = ((uint64_t)w->lane + 1) << 32 | (uint64_t)(r - w->history->records[w->lane]);
	make_value(r->op.value, value);
	err = map_update(w->map, key, value, flags, WRITER(w->lane));
	r->op.done = !err;
	return err == no ? 0 : err;
}

static int do_remove(struct worker *w, struct record *r, const uint8_t *key)
{
	uint64_t value[WORDS];
	bool takes = r->op.kind == LINEAR_TAKE;
	int err = takes ? map_api_take(w->map, key, value, WRITER(w->lane)) :
			  map_delete(w->map, key, WRITER(w->lane));

	r->op.done = !err;
	r->op.value = takes && !err ? whole(value) : 0;
	return err == -ENOENT ? 0 : err;
}

static int do_read(struct worker *w, struct record *r, const uint8_t *key)
{
	uint64_t value[WORDS];
	int err = map_api_lookup(w->map, key, value);

	r->op.value = err ? 0 : whole(value);
	return err == -ENOENT ? 0 : err;
}

/* As programs do: the value is read where it stands, when others may have gone on. */
static int do_read_by_pointer(struct worker *w, struct record *r, const uint8_t *key)
{
	const uint64_t *value = map_lookup(w->map, key, w->lane);

	r->op.value = 0;
	if (!value)
		return 0;
	r->op.returned = now(w->history);
	r->by_pointer = true;
	if (!rng_below(&w->rng, 8))
		sched_yield();
	for (uint32_t i = 0; i < WORDS; i++)
		r->seen[i] = load64_relaxed(&value[i]);
	r->ended = now(w->history);
	return 0;
}

/* Keys that are there all the time are shown; once, if the iteration never began anew. */
static void end_iteration(struct worker *w)
{
	for (uint32_t i = 0; i < w->shape->n_fixed; i++)
		CHECK(w->shape->removes ? w->shown[i] >= 1 : w->shown[i] == 1);
	w->history->n_iterations[w->lane]++;
	w->iterates = false;
}

static int do_iterate(struct worker *w, struct record *r)
{
	int err = map_api_next_key(w->map, w->iterates ? w->at : NULL, w->at);

	if (err == -ENOENT && w->iterates)
		end_iteration(w);
	if (err) {
		w->iterates = false;
		return err; /* the end says nothing of any one key */
	}
	if (!w->iterates)
		memset(w->shown, 0, sizeof(w->shown));
	w->iterates = true;
	r->key = number_of(w->at);
	CHECK(r->key < w->shape->n_keys);
	w->shown[r->key]++;
	return 0;
}

static const uint8_t kinds[] = { LINEAR_READ, LINEAR_READ,    LINEAR_READ,   LINEAR_READ,
				 LINEAR_SEEN, LINEAR_SEEN,    LINEAR_PUT,    LINEAR_PUT,
				 LINEAR_PUT,  LINEAR_INSERT,  LINEAR_INSERT, LINEAR_REPLACE,
				 LINEAR_TAKE, LINEAR_REPLACE, LINEAR_DELETE, LINEAR_DELETE };

static bool may_remove(const struct shape *shape, uint32_t key)
{
	return shape->removes && key >= shape->n_fixed;
}

static int do_any(struct worker *w, struct record *r, const uint8_t *key)
{
	switch (r->op.kind) {
	case LINEAR_READ:
		return rng_below(&w->rng, 2) ? do_read(w, r, key) : do_read_by_pointer(w, r, key);
	case LINEAR_SEEN: return do_iterate(w, r);
	case LINEAR_DELETE: case LINEAR_TAKE: return do_remove(w, r, key);
	default: return do_update(w, r, key);
	}
}

/* One that waited in vain has done nothing, and is forgotten. */
static void step(struct worker *w)
{
	struct history *history = w->history;
	struct record *r = &history->records[w->lane][history->n[w->lane]];
	uint8_t key[KEY_SIZE];
	int err;

	memset(r, 0, sizeof(*r));
	r->key = rng_below(&w->rng, w->shape->n_keys);
	r->op.thread = w->lane;
	do
		r->op.kind = kinds[rng_below(&w->rng, sizeof(kinds))];
	while (r->op.kind >= LINEAR_DELETE && !may_remove(w->shape, r->key));
	make_key(r->key, key);
	r->op.invoked = now(history);
	err = do_any(w, r, key);
	if (!r->op.returned)
		r->op.returned = now(history);
	if (err && err != -EBUSY && err != -ENOENT)
		fprintf(stderr, "# %s: error %d\n", w->shape->name, err);
	CHECK(!err || err == -EBUSY || (err == -ENOENT && r->op.kind == LINEAR_SEEN));
	history->n_busy[w->lane] += err == -EBUSY;
	history->n[w->lane] += !err;
}

/* All begin at once. */
static void work(struct worker *w)
{
	uint32_t i;

	__atomic_add_fetch(&w->history->n_ready, 1, __ATOMIC_ACQ_REL);
	while (load_acquire(&w->history->n_ready) < WORKERS)
		sched_yield();
	for (i = 0; i < N_OPS; i++)
		step(w);
}

/* ---- the check ---- */

static bool stores(const struct linear_op *op)
{
	return op->kind >= LINEAR_PUT && op->kind <= LINEAR_REPLACE && op->done;
}

/*
 * May a program read this word at its pointer?  One that was stored while it looked or
 * later, whichever the key, as its slot may have another one by now: *@old stays.  Else
 * it is the value that the key had when it was looked up.
 */
static bool may_read(const struct history *history, const struct record *r, uint64_t word,
		     uint64_t *old)
{
	uint32_t lane = (uint32_t)(word >> 32) - 1, i = (uint32_t)word;
	const struct record *from;

	if (lane >= LANES || i >= history->n[lane])
		return false;
	from = &history->records[lane][i];
	if (!stores(&from->op) || from->op.value != word || from->op.invoked > r->ended)
		return false;
	if (from->op.returned > r->op.invoked)
		return true;
	if (from->key != r->key || (*old && *old != word))
		return false;
	*old = word;
	return true;
}

static struct linear_op op_of(const struct history *history, const struct record *r)
{
	struct linear_op op = r->op;
	uint64_t old = 0;

	for (uint32_t i = 0; i < WORDS && r->by_pointer; i++)
		if (!may_read(history, r, r->seen[i], &old))
			fail_msg("key %u, looked up at %llu to %llu: %#llx is there", r->key,
				 (unsigned long long)op.invoked, (unsigned long long)op.returned,
				 (unsigned long long)r->seen[i]);
	if (r->by_pointer && !old)
		op.kind = LINEAR_SEEN;
	else if (r->by_pointer)
		op.value = old;
	return op;
}

static void show(const struct linear_op *ops, size_t n, const struct linear_op *bad)
{
	static const char *const names[] = { "read", "seen", "put", "insert", "replace", "delete",
					     "take" };

	for (size_t i = 0; i < n; i++)
		if (ops[i].returned + CONTEXT > bad->invoked && ops[i].invoked <= bad->returned)
			print_message("# %llu to %llu, thread %u: %s %#llx, %s%s\n",
				      (unsigned long long)ops[i].invoked,
				      (unsigned long long)ops[i].returned, ops[i].thread,
				      names[ops[i].kind], (unsigned long long)ops[i].value,
				      ops[i].done ? "done" : "-", &ops[i] == bad ? "  <" : "");
}

static void check_key(const struct shape *shape, const struct history *history, uint32_t key)
{
	struct linear_op *ops = malloc(sizeof(*ops) * LANES * N_OPS);
	size_t n = 0, bad = 0;
	int verdict;

	assert_non_null(ops);
	for (uint32_t lane = 0; lane < LANES; lane++)
		for (uint32_t i = 0; i < history->n[lane]; i++)
			if (history->records[lane][i].key == key)
				ops[n++] = op_of(history, &history->records[lane][i]);
	verdict = linear_check(ops, n, shape->desc.type == MAP_LRU_HASH, &bad);
	if (verdict != 1) {
		show(ops, n, &ops[bad]);
		fail_msg("%s, key %u of %zu operations: not linearizable (%d)", shape->name, key, n,
			 verdict);
	}
	free(ops);
}

/* Nothing was in vain without a reason, iterations came to their end, no slot is lost. */
static void check_round(const struct shape *shape, struct map *map, struct history *history)
{
	uint32_t n_busy = 0, n_iterations = 0, n_keys = 0, lane;
	uint8_t key[KEY_SIZE];
	int err;

	for (lane = 0; lane < WORKERS; lane++) {
		n_busy += history->n_busy[lane];
		n_iterations += history->n_iterations[lane];
	}
	assert_true(n_busy <= WORKERS * N_OPS / 50);
	assert_true(n_iterations > 0);
	for (uint32_t i = 0; i < shape->n_keys; i++)
		check_key(shape, history, i);
	for (err = map_api_next_key(map, NULL, key); !err; n_keys++)
		err = map_api_next_key(map, key, key);
	check_slots(map, n_keys);
}

/* ---- rounds ---- */

static struct history *history_new(void)
{
	struct history *history = mmap(NULL, sizeof(*history), PROT_READ | PROT_WRITE,
				       MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_true(history != MAP_FAILED);
	return history;
}

static void fill(const struct shape *shape, struct map *map, struct history *history)
{
	struct worker filler = { .shape = shape, .history = history, .map = map,
				 .lane = LANES - 1 };
	uint8_t key[KEY_SIZE];

	for (uint32_t i = 0; i < shape->n_fixed; i++) {
		struct record *r = &history->records[filler.lane][history->n[filler.lane]++];

		*r = (struct record){ .key = i, .op = { .thread = filler.lane,
							.kind = LINEAR_INSERT } };
		make_key(i, key);
		r->op.invoked = now(history);
		assert_int_equal(do_update(&filler, r, key), 0);
		r->op.returned = now(history);
	}
}

static void *thread_work(void *arg)
{
	work(arg);
	return NULL;
}

static void round_of_threads(const struct shape *shape, struct rng *rng)
{
	struct map *map = map_new(shape->desc, NULL, LANES);
	struct history *history = history_new();
	struct worker workers[WORKERS];
	uint32_t i;

	fill(shape, map, history);
	for (i = 0; i < WORKERS; i++) {
		workers[i] = (struct worker){ .shape = shape, .history = history, .map = map,
					      .lane = i, .rng.state = rng_next(rng) | 1 };
		assert_int_equal(pthread_create(&workers[i].thread, NULL, thread_work,
						&workers[i]), 0);
	}
	for (i = 0; i < WORKERS; i++)
		pthread_join(workers[i].thread, NULL);
	check_round(shape, map, history);
	munmap(history, sizeof(*history));
	map_close(map);
}

/* With a handle of its own, and the file where it was not before. */
static void child_work(struct worker *w, const char *root, uint64_t id)
{
	struct store *store;

	CHECK(store_open(root, 1, &store, NULL) == 0);
	CHECK(map_open(store, id, &w->map, NULL) == 0);
	work(w);
	map_close(w->map);
	store_close(store);
	_exit(0);
}

static void run_children(const struct shape *shape, struct store *store, struct map *map,
			 struct history *history, struct rng *rng)
{
	pid_t children[WORKERS];
	int status;

	fflush(NULL);
	for (uint32_t i = 0; i < WORKERS; i++) {
		struct worker worker = { .shape = shape, .history = history, .lane = i,
					 .rng.state = rng_next(rng) | 1 };

		children[i] = fork();
		assert_true(children[i] >= 0);
		if (!children[i])
			child_work(&worker, store_path(store), map_id(map));
	}
	for (uint32_t i = 0; i < WORKERS; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
}

static void round_of_processes(const struct shape *shape, struct rng *rng)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = map_new(shape->desc, store, LANES);
	struct history *history = history_new();

	fill(shape, map, history);
	run_children(shape, store, map, history, rng);
	check_round(shape, map, history);
	munmap(history, sizeof(*history));
	map_close(map);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

static uint32_t n_rounds(void)
{
	if (flavour_is_slow())
		return getenv("SOAK") ? 20 : 1;
	return getenv("SOAK") ? 500 : 10;
}

static void run_rounds(const char *who, void (*round)(const struct shape *shape, struct rng *rng))
{
	struct progress progress = { .what = who, .total = (uint64_t)n_rounds() * N_SHAPES };
	struct rng rng;

	rng_init(&rng);
	for (uint32_t i = 0; i < n_rounds(); i++)
		for (size_t s = 0; s < N_SHAPES; s++) {
			round(&shapes[s], &rng);
			progress_step(&progress, 1);
		}
}

static void test_threads(void **state)
{
	(void)state;
	run_rounds("histories of threads", round_of_threads);
}

static void test_processes(void **state)
{
	(void)state;
	run_rounds("histories of processes", round_of_processes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_threads),
		cmocka_unit_test(test_processes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
