/*
 * Hash tables as native code calls them: skep's hash map beside liburcu's cds_lfht and
 * concurrencykit's ck_ht, the same keys in interleaved rounds; by one thread, two threads
 * and two processes at a time.  Peers that are not installed are left out.
 *
 * What is compared is not the same: skep's map is a file of a fixed size that processes
 * share and may die in, hashed by a secret; an update copies the value into a new slot.
 * The peers are of one process; an update makes a new node by malloc.  liburcu frees the old
 * one after a grace period (call_rcu), ck at once, which flatters it.
 */
#define _LGPL_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef HAVE_URCU
#include <urcu.h>
#include <urcu/rculfhash.h>
#endif
#ifdef HAVE_CK
#include <ck_ht.h>
#endif

#include "bench/lib/timing.h"
#include "maps/map.h"

#undef MAP_TYPE
#include <sys/mman.h>

enum { ROUNDS = 7, ROUND_NS = 3000000, MAX_KEY = 64, VALUE = 16, LANES = 4, BATCH = 4096 };

static const uint32_t key_sizes[] = { 4, 8, 16, 64 };
static const uint32_t sizes[] = { 256, 65536, 1 << 20 };

enum operation { LOOKUP, MISS, UPDATE, CHURN, N_OPERATIONS };
static const char *const operations[] = { "lookup", "miss", "update", "churn" };

/* A node of the peers'. */
struct node {
#ifdef HAVE_URCU
	struct cds_lfht_node link;
	struct rcu_head head;
#endif
	uint8_t key[MAX_KEY];
	uint64_t value[VALUE / 8];
};

/** struct table - a table with half of @entries in it, by one side */
struct table {
	const struct side *side;
	uint32_t entries, key;
	void *of;
};

/** struct side - whose; churn is delete and insert */
struct side {
	const char *name;
	bool writers; /* several at a time; else update and churn are of one thread */
	bool shared;  /* by processes */
	int (*make)(struct table *t);
	void (*end)(struct table *t);
	int (*insert)(struct table *t, const uint8_t *key, const uint64_t *value, uint32_t lane);
	int (*remove)(struct table *t, const uint8_t *key, uint32_t lane);
	const uint64_t *(*lookup)(struct table *t, const uint8_t *key); /* NULL: not there */
	void (*arrive)(void), (*leave)(void); /* a thread, or NULL */
};

/* --- skep --- */

static int make_skep(struct table *t)
{
	const struct map_desc desc = { .type = 1 /* hash */, .key_size = t->key,
				       .value_size = VALUE, .max_entries = t->entries,
				       .name = "bench" };
	struct map *map;
	int err = map_create(&desc, NULL, LANES, &map, NULL);

	t->of = err ? NULL : map;
	for (uint32_t lane = 0; lane < 2 && !err; lane++)
		err = map_lane_prepare(map, lane);
	return err;
}

static void end_skep(struct table *t)
{
	map_close(t->of);
}

static int insert_skep(struct table *t, const uint8_t *key, const uint64_t *value, uint32_t lane)
{
	return map_update(t->of, key, value, 0, (struct map_writer){ lane, 2 });
}

static int remove_skep(struct table *t, const uint8_t *key, uint32_t lane)
{
	return map_delete(t->of, key, (struct map_writer){ lane, 2 });
}

static const uint64_t *lookup_skep(struct table *t, const uint8_t *key)
{
	return map_lookup(t->of, key, 0);
}

/* --- the peers' nodes --- */

static __attribute__((unused)) struct node *make_node(const struct table *t, const uint8_t *key,
						      const uint64_t *value)
{
	struct node *node = malloc(sizeof(*node));

	if (!node)
		abort();
	memcpy(node->key, key, t->key);
	memcpy(node->value, value, VALUE);
	return node;
}

/* --- liburcu --- */
#ifdef HAVE_URCU

static uint64_t hash_of(const uint8_t *key, uint32_t size)
{
	uint64_t hash = UINT64_C(0x9e3779b97f4a7c15), word;

	for (; size >= 8; size -= 8, key += 8) {
		memcpy(&word, key, 8);
		hash = (hash ^ word) * UINT64_C(0xff51afd7ed558ccd);
		hash ^= hash >> 32;
	}
	if (size) {
		uint32_t half;

		memcpy(&half, key, 4);
		hash = (hash ^ half) * UINT64_C(0xff51afd7ed558ccd);
		hash ^= hash >> 32;
	}
	return hash;
}

/** struct sought - a key, for the comparison */
struct sought {
	const uint8_t *key;
	uint32_t size;
};

static int is_sought(struct cds_lfht_node *link, const void *arg)
{
	const struct sought *sought = arg;

	return !memcmp(caa_container_of(link, struct node, link)->key, sought->key, sought->size);
}

static int make_urcu(struct table *t)
{
	t->of = cds_lfht_new(t->entries, 1, 0, 0, NULL);
	return t->of ? 0 : -1;
}

static struct cds_lfht_node *find_urcu(struct table *t, const struct sought *sought)
{
	struct cds_lfht_iter iter;

	cds_lfht_lookup(t->of, hash_of(sought->key, sought->size), is_sought, sought, &iter);
	return cds_lfht_iter_get_node(&iter);
}

static void free_urcu(struct rcu_head *head)
{
	free(caa_container_of(head, struct node, head));
}

static void drop_urcu(struct cds_lfht_node *link)
{
	if (link)
		call_rcu(&caa_container_of(link, struct node, link)->head, free_urcu);
}

static int insert_urcu(struct table *t, const uint8_t *key, const uint64_t *value, uint32_t lane)
{
	const struct sought sought = { key, t->key };
	struct node *node = make_node(t, key, value);
	struct cds_lfht_node *old;

	(void)lane;
	rcu_read_lock();
	old = cds_lfht_add_replace(t->of, hash_of(key, t->key), is_sought, &sought, &node->link);
	rcu_read_unlock();
	drop_urcu(old);
	return 0;
}

static int remove_urcu(struct table *t, const uint8_t *key, uint32_t lane)
{
	const struct sought sought = { key, t->key };
	struct cds_lfht_node *old;
	int err = -1;

	(void)lane;
	rcu_read_lock();
	old = find_urcu(t, &sought);
	if (old)
		err = cds_lfht_del(t->of, old);
	rcu_read_unlock();
	drop_urcu(old);
	return err;
}

static const uint64_t *lookup_urcu(struct table *t, const uint8_t *key)
{
	const struct sought sought = { key, t->key };
	struct cds_lfht_node *link;

	rcu_read_lock();
	link = find_urcu(t, &sought);
	rcu_read_unlock(); /* nobody frees a node here */
	return link ? caa_container_of(link, struct node, link)->value : NULL;
}

static void end_urcu(struct table *t)
{
	struct cds_lfht_iter iter;
	struct cds_lfht_node *link;

	rcu_read_lock();
	cds_lfht_for_each(t->of, &iter, link)
		if (!cds_lfht_del(t->of, link))
			drop_urcu(link);
	rcu_read_unlock();
	rcu_barrier();
	cds_lfht_destroy(t->of, NULL);
}

static void arrive_urcu(void)
{
	rcu_register_thread();
}

static void leave_urcu(void)
{
	rcu_unregister_thread();
}
#endif

/* --- concurrencykit --- */
#ifdef HAVE_CK

static void *ck_get(size_t size)
{
	return malloc(size);
}

static void ck_drop(void *p, size_t size, bool defer)
{
	(void)size, (void)defer;
	free(p);
}

static struct ck_malloc ck_memory = { .malloc = ck_get, .free = ck_drop };

static int make_ck(struct table *t)
{
	t->of = calloc(1, sizeof(ck_ht_t));
	if (!t->of || !ck_ht_init(t->of, CK_HT_MODE_BYTESTRING, NULL, &ck_memory, t->entries, 7))
		return -1;
	return 0;
}

static int insert_ck(struct table *t, const uint8_t *key, const uint64_t *value, uint32_t lane)
{
	struct node *node = make_node(t, key, value);
	ck_ht_entry_t entry;
	ck_ht_hash_t hash;

	(void)lane;
	ck_ht_hash(&hash, t->of, node->key, (uint16_t)t->key);
	ck_ht_entry_set(&entry, hash, node->key, (uint16_t)t->key, node);
	if (!ck_ht_set_spmc(t->of, hash, &entry))
		return -1;
	if (!ck_ht_entry_empty(&entry) && ck_ht_entry_value(&entry) != node)
		free(ck_ht_entry_value(&entry));
	return 0;
}

static int remove_ck(struct table *t, const uint8_t *key, uint32_t lane)
{
	ck_ht_entry_t entry;
	ck_ht_hash_t hash;

	(void)lane;
	ck_ht_hash(&hash, t->of, key, (uint16_t)t->key);
	ck_ht_entry_key_set(&entry, key, (uint16_t)t->key);
	if (!ck_ht_remove_spmc(t->of, hash, &entry))
		return -1;
	free(ck_ht_entry_value(&entry));
	return 0;
}

static const uint64_t *lookup_ck(struct table *t, const uint8_t *key)
{
	ck_ht_entry_t entry;
	ck_ht_hash_t hash;

	ck_ht_hash(&hash, t->of, key, (uint16_t)t->key);
	ck_ht_entry_key_set(&entry, key, (uint16_t)t->key);
	return ck_ht_get_spmc(t->of, hash, &entry) ?
		       ((struct node *)ck_ht_entry_value(&entry))->value :
		       NULL;
}

static void end_ck(struct table *t)
{
	ck_ht_iterator_t it = CK_HT_ITERATOR_INITIALIZER;
	ck_ht_entry_t *entry;

	while (ck_ht_next(t->of, &it, &entry))
		free(ck_ht_entry_value(entry));
	ck_ht_destroy(t->of);
	free(t->of);
}
#endif

static const struct side sides[] = {
	{ "skep", true, true, make_skep, end_skep, insert_skep, remove_skep, lookup_skep,
	  NULL, NULL },
#ifdef HAVE_URCU
	{ "liburcu", true, false, make_urcu, end_urcu, insert_urcu, remove_urcu, lookup_urcu,
	  arrive_urcu, leave_urcu },
#endif
#ifdef HAVE_CK
	{ "ck", false, false, make_ck, end_ck, insert_ck, remove_ck, lookup_ck, NULL, NULL },
#endif
};
enum { N_SIDES = sizeof(sides) / sizeof(*sides) };

/* --- operations --- */

static void make_key(uint32_t n, uint32_t size, uint8_t key[MAX_KEY])
{
	for (uint32_t i = 0; i < size / 4; i++)
		memcpy(key + 4 * i, &n, 4);
}

static int fill(struct table *t)
{
	uint8_t key[MAX_KEY];

	for (uint32_t n = 0; n < t->entries / 2; n++) {
		const uint64_t value[VALUE / 8] = { n + 1, n };

		make_key(n, t->key, key);
		if (t->side->insert(t, key, value, 0))
			return -1;
	}
	return 0;
}

static int operate(struct table *t, enum operation op, const uint8_t *key, uint32_t lane,
		   uint64_t *sum)
{
	const uint64_t value[VALUE / 8] = { *sum, 1 };
	const uint64_t *found;

	switch (op) {
	case UPDATE: return t->side->insert(t, key, value, lane);
	case CHURN: return t->side->remove(t, key, lane) || t->side->insert(t, key, value, lane);
	default: break;
	}
	found = t->side->lookup(t, key);
	*sum += found ? *found : 0;
	return (found != NULL) != (op == LOOKUP);
}

/*
 * Time of an operation on one of the keys of half the table from @first on; 0: one went
 * wrong.  Keys of misses are none that are there.
 */
static double run(struct table *t, enum operation op, uint32_t n, uint32_t lane)
{
	/* two writers have keys of their own */
	uint32_t mask = t->entries / 4 - 1, first = lane * (t->entries / 4);
	uint32_t draw = 1 + lane, wrong = 0;
	uint64_t sum = 0;
	uint8_t key[MAX_KEY];
	double start = cpu_ns();

	if (op == LOOKUP)
		mask = t->entries / 2 - 1, first = 0;
	if (op == MISS)
		first = t->entries;
	for (uint32_t i = 0; i < n; i++) {
		draw = draw * 1664525 + 1013904223;
		make_key(first + (draw >> 7 & mask), t->key, key);
		wrong += operate(t, op, key, lane, &sum) != 0;
	}
	__asm__ volatile("" : : "r"(sum));
	return wrong ? 0 : (cpu_ns() - start) / n;
}

/* --- two at a time --- */

struct worker {
	struct table *t;
	enum operation op;
	uint32_t n, lane;
	double ns;
};

static void *work(void *arg)
{
	struct worker *w = arg;

	if (w->t->side->arrive)
		w->t->side->arrive();
	w->ns = run(w->t, w->op, w->n, w->lane);
	if (w->t->side->leave)
		w->t->side->leave();
	return NULL;
}

static double run_threads(struct table *t, enum operation op, uint32_t n)
{
	struct worker two = { t, op, n, 1, 0 };
	pthread_t thread;
	double ns;

	if (pthread_create(&thread, NULL, work, &two))
		return 0;
	ns = run(t, op, n, 0);
	pthread_join(thread, NULL);
	return ns > 0 && two.ns > 0 ? (ns + two.ns) / 2 : 0;
}

/** struct meeting - of two processes */
struct meeting {
	int here; /* the other one has touched every page */
	double ns;
};

static void take_part(struct meeting *meeting, struct table *t, enum operation op, uint32_t n)
{
	run(t, op, n, 1);
	__atomic_store_n(&meeting->here, 1, __ATOMIC_RELEASE);
	meeting->ns = run(t, op, n, 1);
	_exit(0);
}

static double run_processes(struct table *t, enum operation op, uint32_t n)
{
	struct meeting *meeting = mmap(NULL, sizeof(*meeting), PROT_READ | PROT_WRITE,
				       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double ns, both;
	pid_t pid;

	if (meeting == MAP_FAILED)
		return 0;
	pid = fork();
	if (!pid)
		take_part(meeting, t, op, n);
	while (pid > 0 && !__atomic_load_n(&meeting->here, __ATOMIC_ACQUIRE) &&
	       !waitpid(pid, NULL, WNOHANG))
		sched_yield();
	ns = run(t, op, n, 0);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	both = ns > 0 && meeting->ns > 0 ? (ns + meeting->ns) / 2 : 0;
	munmap(meeting, sizeof(*meeting));
	return both;
}

/* --- figures --- */

enum column { ALONE = 0, THREADS = N_OPERATIONS, PROCESSES = THREADS + 2,
	      N_COLUMNS = PROCESSES + 2 };

/* Of two at a time lookups and updates are timed. */
static enum operation operation_of(unsigned column)
{
	static const enum operation of_two[] = { LOOKUP, UPDATE };

	return column < THREADS ? (enum operation)column : of_two[(column - THREADS) % 2];
}

static double time_column(struct table *t, unsigned column, uint32_t n)
{
	enum operation op = operation_of(column);

	if (column >= THREADS && op == UPDATE && !t->side->writers)
		return 0;
	if (column >= PROCESSES)
		return t->side->shared ? run_processes(t, op, n) : 0;
	return column >= THREADS ? run_threads(t, op, n) : run(t, op, n, 0);
}

static bool time_all(struct table tables[N_SIDES], struct rounds rounds[N_SIDES][N_COLUMNS])
{
	bool right = true;

	for (unsigned column = 0; column < N_COLUMNS; column++) {
		for (unsigned i = 0; i < N_SIDES * (ROUNDS + 1); i++) {
			unsigned side = i % N_SIDES;
			double ns = run(&tables[side], operation_of(column), BATCH, 0);
			uint32_t n = ns > 0 ? (uint32_t)(ROUND_NS / ns) + 1 : BATCH;

			right &= ns > 0;
			ns = time_column(&tables[side], column, n);
			if (ns > 0 && i >= N_SIDES) /* the first warms up */
				rounds_add(&rounds[side][column], ns);
		}
	}
	return right;
}

static void show(const char *name, struct rounds rounds[N_COLUMNS], struct rounds ours[N_COLUMNS],
		 struct geomean mean[N_COLUMNS])
{
	printf("  %-10s", name);
	for (unsigned column = 0; column < N_COLUMNS; column++) {
		double ns = rounds[column].n ? rounds_median(&rounds[column]) : 0;

		if (!ns) {
			printf("        -      ");
			continue;
		}
		printf(" %8.1f", ns);
		if (rounds == ours) {
			printf("      ");
			continue;
		}
		printf(" %4.2fx", rounds_median(&ours[column]) / ns);
		geomean_add(&mean[column], rounds_median(&ours[column]) / ns);
	}
	if (rounds[LOOKUP].n)
		printf(" %3.0f%%\n", 100 * rounds_spread(&rounds[LOOKUP]));
}

static bool compare(uint32_t entries, uint32_t key, struct geomean mean[N_SIDES][N_COLUMNS])
{
	static struct rounds rounds[N_SIDES][N_COLUMNS];
	struct table tables[N_SIDES];
	bool right = true;

	memset(rounds, 0, sizeof(rounds));
	for (unsigned i = 0; i < N_SIDES; i++) {
		tables[i] = (struct table){ .side = &sides[i], .entries = entries, .key = key };
		if (sides[i].make(&tables[i]) || fill(&tables[i])) {
			fprintf(stderr, "peers: %s has no room\n", sides[i].name);
			return false;
		}
	}
	right = time_all(tables, rounds);
	printf("%u entries, keys of %u bytes\n", entries / 2, key);
	for (unsigned i = 0; i < N_SIDES; i++) {
		show(sides[i].name, rounds[i], rounds[0], mean[i]);
		sides[i].end(&tables[i]);
	}
	fflush(stdout);
	if (!right)
		fprintf(stderr, "peers: a key that must be there is not, or the other way round\n");
	return right;
}

int main(void)
{
	static struct geomean mean[N_SIDES][N_COLUMNS];
	bool right = true;

#ifdef HAVE_URCU
	rcu_register_thread();
#endif
	printf("ns an operation, and skep's time by the peer's\n  %-10s", "");
	for (unsigned column = 0; column < N_COLUMNS; column++)
		printf(" %8s%-6s", operations[operation_of(column)],
		       column < THREADS ? "" : column < PROCESSES ? " 2thr" : " 2proc");
	printf(" spread\n");
	for (unsigned s = 0; s < sizeof(sizes) / sizeof(*sizes) && right; s++)
		for (unsigned k = 0; k < sizeof(key_sizes) / sizeof(*key_sizes) && right; k++)
			right = compare(sizes[s], key_sizes[k], mean);
	for (unsigned i = 1; i < N_SIDES && right; i++) {
		printf("skep's time by %s's, geometric mean:", sides[i].name);
		for (unsigned column = 0; column < THREADS + 1; column++)
			printf(" %s%s %.2f", operations[operation_of(column)],
			       column < THREADS ? "" : " by two threads",
			       geomean(&mean[i][column]));
		printf("\n");
	}
	return right ? 0 : 1;
}
