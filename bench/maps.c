/*
 * Map operations by programs: skep's maps under level 0 beside the kernel's under
 * TEST_RUN, the same objects (bench/map_kinds/map.bpf.c), by kind of map, in interleaved
 * rounds; by one thread, and by two at a time.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/timing.h"
#include "skep/skep.h"

enum { OPERATIONS = 256, ROUNDS = 7, ROUND_NS = 3000000, MAX_KEY = 64, BATCH = 64, FRAME = 64 };

static const struct kind {
	const char *name;
	uint32_t type, key, entries;
} kinds[] = {
#define KIND(name, type, key, entries, flags) { #name, BPF_MAP_TYPE_##type, key, entries },
#include "bench/map_kinds/kinds.def"
};

static const char *const operations[] = { "lookup", "miss", "update", "churn" };
enum { N_OPERATIONS = sizeof(operations) / sizeof(*operations), LOOKUP = 0 };

/** struct subject - one kind of map on both sides */
struct subject {
	const struct kind *kind;
	struct skep *vm;
	struct skep_obj *obj;
	struct bpf_object *object; /* NULL: the kernel does not take it */
	struct rounds ours[N_OPERATIONS], theirs[N_OPERATIONS], ours_2, theirs_2;
};

/* --- both sides --- */

static void make_key(const struct kind *kind, uint32_t n, uint32_t word[MAX_KEY / 4])
{
	for (uint32_t i = 0; i < kind->key / 4; i++)
		word[i] = n;
	if (kind->type == BPF_MAP_TYPE_LPM_TRIE) {
		word[0] = kind->key * 8 - 32;
		word[1] = n * 2654435761u;
	}
}

static void path_of(const struct kind *kind, const char *folder, char path[512])
{
	snprintf(path, 512, "%s/../bench/map_kinds/%s.bpf.o", folder, kind->name);
}

static int open_ours(struct subject *s, const char *folder)
{
	struct skep_error error = { 0 };
	struct skep_prog *prog = NULL;
	char path[512];

	path_of(s->kind, folder, path);
	s->vm = skep_new(SKEP_OPTS(.rights = SKEP_NO_HARDENING), &error);
	s->obj = s->vm ? skep_obj_open(s->vm, path, NULL, &error) : NULL;
	while (s->obj && (prog = skep_obj_next_prog(s->obj, prog)))
		skep_prog_set_engine(prog, SKEP_ENGINE_JIT);
	if (!s->obj || skep_obj_load(s->obj, &error)) {
		skep_error_print(&error, stderr);
		return -1;
	}
	return 0;
}

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

static void open_theirs(struct subject *s, const char *folder)
{
	char path[512];

	libbpf_set_print(quiet);
	path_of(s->kind, folder, path);
	s->object = bpf_object__open_file(path, NULL);
	if (s->object && bpf_object__load(s->object)) {
		bpf_object__close(s->object);
		s->object = NULL;
	}
}

/* Where each CPU, or lane, has a value: of the first two, as there are threads. */
static int fill(struct subject *s)
{
	struct skep_map *map = skep_obj_map(s->obj, "map");
	int fd = s->object ? bpf_object__find_map_fd_by_name(s->object, "map") : -1;
	static uint64_t value[2 * 16384]; /* of so many lanes */

	for (uint32_t n = 0; n < s->kind->entries; n++) {
		uint32_t key[MAX_KEY / 4];

		make_key(s->kind, n, key);
		value[0] = value[2] = n + 1;
		if (skep_map_update(map, key, value, SKEP_ANY) ||
		    (fd >= 0 && bpf_map_update_elem(fd, key, value, BPF_ANY)))
			return -1;
	}
	return 0;
}

/* --- timing --- */

static double run_ours(const struct subject *s, unsigned op, uint32_t n)
{
	struct skep_prog *prog = skep_obj_prog(s->obj, operations[op]);
	uint32_t results[BATCH];
	uint8_t frame[FRAME] = { 0 };
	struct skep_xdp xdp;
	double start = cpu_ns();

	skep_xdp_init(&xdp, frame, sizeof(frame));
	for (uint32_t done = 0; done < n; done += BATCH)
		if (skep_run_batch(prog, &xdp, 0, BATCH, results) != BATCH)
			return 0;
	return (cpu_ns() - start) / n / OPERATIONS;
}

static double run_theirs(const struct subject *s, unsigned op, uint32_t n)
{
	uint8_t frame[FRAME] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = FRAME,
		    .repeat = (int)n);
	int fd = bpf_program__fd(bpf_object__find_program_by_name(s->object, operations[op]));

	return bpf_prog_test_run_opts(fd, &opts) ? 0 : (double)opts.duration / OPERATIONS;
}

typedef double run_fn(const struct subject *s, unsigned op, uint32_t n);

/* So many that a round takes about as long as it should. */
static uint32_t runs_of(const struct subject *s, run_fn *run, unsigned op)
{
	double ns = run(s, op, BATCH);
	double n = ns > 0 ? ROUND_NS / ns / OPERATIONS : BATCH;

	return ((uint32_t)n / BATCH + 1) * BATCH;
}

static void time_one(struct subject *s, unsigned op)
{
	uint32_t n = runs_of(s, run_ours, op);
	uint32_t n_theirs = s->object ? runs_of(s, run_theirs, op) : 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		rounds_add(&s->ours[op], run_ours(s, op, n));
		if (s->object)
			rounds_add(&s->theirs[op], run_theirs(s, op, n_theirs));
	}
}

/* --- two threads --- */

struct worker {
	const struct subject *s;
	run_fn *run;
	uint32_t n;
	double ns;
};

static void *work(void *arg)
{
	struct worker *worker = arg;

	worker->ns = worker->run(worker->s, LOOKUP, worker->n);
	skep_thread_leave();
	return NULL;
}

/* Each thread's time of an operation while both are at it. */
static double run_two(const struct subject *s, run_fn *run, uint32_t n)
{
	struct worker one = { s, run, n, 0 }, two = one;
	pthread_t thread;

	if (pthread_create(&thread, NULL, work, &two))
		return 0;
	one.ns = run(s, LOOKUP, n);
	pthread_join(thread, NULL);
	return (one.ns + two.ns) / 2;
}

static void time_two(struct subject *s)
{
	uint32_t n = runs_of(s, run_ours, LOOKUP);
	uint32_t n_theirs = s->object ? runs_of(s, run_theirs, LOOKUP) : 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		rounds_add(&s->ours_2, run_two(s, run_ours, n));
		if (s->object)
			rounds_add(&s->theirs_2, run_two(s, run_theirs, n_theirs));
	}
}

/* --- figures --- */

static void show_pair(struct rounds *ours, struct rounds *theirs)
{
	printf(" %7.1f", rounds_median(ours));
	if (theirs->n)
		printf(" %7.1f %5.2f", rounds_median(theirs),
		       rounds_median(ours) / rounds_median(theirs));
	else
		printf(" %7s %5s", "-", "-");
}

static void show(struct subject *s)
{
	printf("%-18s", s->kind->name);
	for (unsigned op = 0; op < N_OPERATIONS; op++)
		show_pair(&s->ours[op], &s->theirs[op]);
	show_pair(&s->ours_2, &s->theirs_2);
	printf(" %4.0f%%\n", 100 * rounds_spread(&s->ours[LOOKUP]));
}

/* Goals are of a type, a size and an operation. */
static void show_goal_of(struct subject *subjects, unsigned n, const char *prefix,
			 const char *suffix, unsigned op, double most)
{
	struct geomean mean = { 0 };
	char what[80];

	for (unsigned i = 0; i < n; i++) {
		struct subject *s = &subjects[i];
		const char *name = s->kind->name;
		size_t size = strlen(name), end = strlen(suffix);

		if (s->object && !strncmp(name, prefix, strlen(prefix)) && size >= end &&
		    !strcmp(name + size - end, suffix))
			geomean_add(&mean, rounds_median(&s->ours[op]) /
						   rounds_median(&s->theirs[op]));
	}
	if (!mean.n)
		return;
	snprintf(what, sizeof(what), "%s*%s: %s's time by the kernel's", prefix, suffix,
		 operations[op]);
	show_goal(what, geomean(&mean), most);
}

static void show_goals(struct subject *subjects, unsigned n)
{
	show_goal_of(subjects, n, "hash", "256", LOOKUP, 0.5);
	show_goal_of(subjects, n, "hash", "64k", LOOKUP, 0.2);
	show_goal_of(subjects, n, "hash", "", 2, 0.4);
	show_goal_of(subjects, n, "lru_hash", "", LOOKUP, 0.3);
	show_goal_of(subjects, n, "lpm_trie", "", LOOKUP, 0.2);
}

int main(int argc, char **argv)
{
	static struct subject subjects[sizeof(kinds) / sizeof(*kinds)];
	const char *folder = argc > 1 ? argv[1] : "build/examples";
	unsigned n = sizeof(kinds) / sizeof(*kinds);

	printf("%-18s", "ns an operation");
	for (unsigned op = 0; op < N_OPERATIONS; op++)
		printf(" %7s %7s %5s", operations[op], "kernel", "");
	printf(" %7s %7s %5s spread\n", "two", "kernel", "");
	for (unsigned i = 0; i < n; i++) {
		struct subject *s = &subjects[i];

		s->kind = &kinds[i];
		open_theirs(s, folder);
		if (open_ours(s, folder) || fill(s)) {
			fprintf(stderr, "maps: %s cannot be made\n", s->kind->name);
			return 1;
		}
		for (unsigned op = 0; op < N_OPERATIONS; op++)
			time_one(s, op);
		time_two(s);
		show(s);
		fflush(stdout);
		skep_free(s->vm);
		bpf_object__close(s->object);
	}
	show_goals(subjects, n);
	return 0;
}
