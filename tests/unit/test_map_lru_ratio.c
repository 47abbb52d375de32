/*
 * How often an LRU hash has what is asked for: beside an exact LRU and, where
 * bpf(2) is permitted, the kernel's, on keys drawn from zipf distributions, with
 * scans in between, and on loops.  A key that is not there is put in.
 */
#include "tests/unit/test_map.h"

#include <linux/bpf.h>
#include <math.h>
#include <sched.h>
#include <sys/syscall.h>

#include "tests/lib/flavour.h"

enum {
	CAPACITY = 4096,
	UNIVERSE = 1 << 17, /* of a zipf distribution */
	N_ACCESSES = 400000,
	N_WARM = N_ACCESSES / 4, /* do not count */
	BATCH = 256,             /* keys of a run in the kernel */
	SCAN_KEY = 1 << 24,      /* keys of scans begin here */
	SCAN_EVERY = 20000,
	MOVE = 7919,
};

/* ---- traces ---- */

struct trace {
	const char *name;
	double exponent;
	uint32_t scan;  /* so many new keys after SCAN_EVERY others */
	uint32_t mixed; /* percent of new keys, one by one */
	uint32_t loop;  /* so many keys in turn, from a quarter on */
	uint32_t moves; /* the distribution goes to other keys after so many accesses */
	/* Hits in percent of ours are at least so many more than an exact LRU's; the kernel's. */
	double exact, kernel;
};

static const struct trace traces[] = {
	{ "zipf 0.6", 0.6, 0, 0, 0, 0, 4, -1 },
	{ "zipf 0.8", 0.8, 0, 0, 0, 0, 6, -1 },
	{ "zipf 0.99", 0.99, 0, 0, 0, 0, 4, -1 },
	{ "zipf 1.2", 1.2, 0, 0, 0, 0, 1, -1 },
	{ "zipf 0.8, scans of 4096", 0.8, CAPACITY, 0, 0, 0, 6, -1 },
	{ "zipf 0.99, scans of 8192", 0.99, 2 * CAPACITY, 0, 0, 0, 4, -1 },
	{ "zipf 0.99, a fifth new", 0.99, 0, 20, 0, 0, 5, -1 },
	{ "zipf 0.99, half new", 0.99, 0, 50, 0, 0, 4, -2 },
	{ "zipf 0.8 that moves", 0.8, 0, 0, 0, 25000, -2, -1 },
	{ "zipf 0.99 that moves", 0.99, 0, 0, 0, 25000, -4, -2 },
	{ "zipf, then loop of 2048", 0.99, 0, 0, CAPACITY / 2, 0, -5, -5 },
	{ "zipf, then loop of 3686", 0.99, 0, 0, CAPACITY * 9 / 10, 0, -18, 0 },
	{ "zipf, then loop of 4505", 0.99, 0, 0, CAPACITY * 11 / 10, 0, 0, 0 },
};
enum { N_TRACES = sizeof(traces) / sizeof(*traces) };

static double *zipf_sums(double exponent)
{
	double *sums = malloc(sizeof(*sums) * UNIVERSE), sum = 0;

	assert_non_null(sums);
	for (uint32_t i = 0; i < UNIVERSE; i++)
		sums[i] = sum += pow(i + 1, -exponent);
	return sums;
}

static uint32_t zipf_draw(const double *sums, struct rng *rng)
{
	double at = (double)(rng_next(rng) >> 11) / (double)(1ull << 53) * sums[UNIVERSE - 1];
	uint32_t low = 0, high = UNIVERSE - 1;

	while (low < high) {
		uint32_t middle = (low + high) / 2;

		if (sums[middle] > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void make_trace(const struct trace *trace, uint32_t keys[N_ACCESSES])
{
	double *sums = zipf_sums(trace->exponent);
	struct rng rng = { 88172645463325252u };
	uint32_t fresh = SCAN_KEY, scanning = 0, moved = 0, i;

	for (i = 0; i < N_ACCESSES; i++) {
		if (trace->moves && i % trace->moves == 0)
			moved += MOVE;
		if (trace->scan && i % (SCAN_EVERY + trace->scan) == SCAN_EVERY)
			scanning = trace->scan;
		if (trace->loop && i >= N_WARM)
			keys[i] = SCAN_KEY + i % trace->loop;
		else if (scanning || rng_below(&rng, 100) < trace->mixed)
			keys[i] = fresh++;
		else
			keys[i] = (zipf_draw(sums, &rng) + moved) % UNIVERSE;
		scanning -= scanning > 0;
	}
	free(sums);
}

/* ---- an exact LRU: a list by use, and where each key stands in it ---- */

struct exact {
	uint32_t next[CAPACITY + 1], previous[CAPACITY + 1], key[CAPACITY + 1]; /* 0: the ends */
	uint32_t n;
	uint32_t *at; /* by key */
};

static void exact_unlink(struct exact *exact, uint32_t i)
{
	exact->next[exact->previous[i]] = exact->next[i];
	exact->previous[exact->next[i]] = exact->previous[i];
}

static void exact_first(struct exact *exact, uint32_t i)
{
	exact->next[i] = exact->next[0];
	exact->previous[i] = 0;
	exact->previous[exact->next[0]] = i;
	exact->next[0] = i;
}

static bool exact_access(struct exact *exact, uint32_t key)
{
	uint32_t i = exact->at[key];
	bool hit = i;

	if (hit) {
		exact_unlink(exact, i);
	} else if (exact->n < CAPACITY) {
		i = ++exact->n;
	} else {
		i = exact->previous[0];
		exact_unlink(exact, i);
		exact->at[exact->key[i]] = 0;
	}
	exact->key[i] = key;
	exact->at[key] = i;
	exact_first(exact, i);
	return hit;
}

static double exact_ratio(const uint32_t keys[N_ACCESSES])
{
	struct exact *exact = calloc(1, sizeof(*exact));
	uint32_t hits = 0;

	assert_non_null(exact);
	exact->at = calloc(SCAN_KEY + N_ACCESSES, sizeof(*exact->at));
	assert_non_null(exact->at);
	for (uint32_t i = 0; i < N_ACCESSES; i++)
		hits += exact_access(exact, keys[i]) && i >= N_WARM;
	free(exact->at);
	free(exact);
	return 100.0 * hits / (N_ACCESSES - N_WARM);
}

/* ---- ours ---- */

static double our_ratio(const uint32_t keys[N_ACCESSES])
{
	struct map *map = map_new(DESC(MAP_LRU_HASH, 4, 8, CAPACITY, 0), NULL, 4);
	uint64_t value = 1;
	uint32_t hits = 0;

	for (uint32_t i = 0; i < N_ACCESSES; i++) {
		if (map_lookup(map, &keys[i], 0))
			hits += i >= N_WARM;
		else
			assert_int_equal(map_update(map, &keys[i], &value, 0, WRITER(0)), 0);
	}
	map_close(map);
	return 100.0 * hits / (N_ACCESSES - N_WARM);
}

/* ---- the kernel's, by a program, as lookups by bpf(2) are no use to it ---- */

static int kernel_bpf(int command, union bpf_attr *attr)
{
	long result = syscall(__NR_bpf, command, attr, sizeof(*attr));

	return result < 0 ? -errno : (int)result;
}

#define INSN(code_, dst, src, off_, imm_)                                                          \
	{ .code = (code_), .dst_reg = (dst), .src_reg = (src), .off = (off_), .imm = (imm_) }
#define MOV(dst, src) INSN(BPF_ALU64 | BPF_MOV | BPF_X, dst, src, 0, 0)
#define SET(dst, imm) INSN(BPF_ALU64 | BPF_MOV | BPF_K, dst, 0, 0, imm)
#define ADD(dst, imm) INSN(BPF_ALU64 | BPF_ADD | BPF_K, dst, 0, 0, imm)
#define CALL(id) INSN(BPF_JMP | BPF_CALL, 0, 0, 0, id)
#define MAP(dst, fd)                                                                               \
	INSN(BPF_LD | BPF_DW | BPF_IMM, dst, BPF_PSEUDO_MAP_FD, 0, fd), INSN(0, 0, 0, 0, 0)

/* Looks BATCH keys of the packet up, puts in what is not there, returns the hits. */
static int kernel_program(int map)
{
	const struct bpf_insn insns[] = {
		MOV(6, 1), SET(7, 0), SET(8, 0),
		/* round: a key */
		MOV(1, 6), MOV(2, 7), MOV(3, 10), ADD(3, -4), SET(4, 4),
		CALL(BPF_FUNC_skb_load_bytes), INSN(BPF_JMP | BPF_JNE | BPF_K, 0, 0, 19, 0),
		MAP(1, map), MOV(2, 10), ADD(2, -4), CALL(BPF_FUNC_map_lookup_elem),
		INSN(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 2, 0), ADD(8, 1),
		INSN(BPF_JMP | BPF_JA, 0, 0, 9, 0),
		/* a miss */
		INSN(BPF_ST | BPF_MEM | BPF_DW, 10, 0, -16, 1),
		MAP(1, map), MOV(2, 10), ADD(2, -4), MOV(3, 10), ADD(3, -16), SET(4, 0),
		/* 26 */
		CALL(BPF_FUNC_map_update_elem), ADD(7, 4),
		INSN(BPF_JMP | BPF_JLT | BPF_K, 7, 0, -26, 4 * BATCH),
		MOV(0, 8), INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_SCHED_CLS;
	attr.insns = (uintptr_t)insns;
	attr.insn_cnt = sizeof(insns) / sizeof(*insns);
	attr.license = (uintptr_t)"GPL";
	return kernel_bpf(BPF_PROG_LOAD, &attr);
}

static int kernel_map(void)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_type = BPF_MAP_TYPE_LRU_HASH;
	attr.key_size = 4;
	attr.value_size = 8;
	attr.max_entries = CAPACITY;
	return kernel_bpf(BPF_MAP_CREATE, &attr);
}

static uint32_t kernel_batch(int prog, const uint32_t keys[BATCH])
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = (uint32_t)prog;
	attr.test.data_in = (uintptr_t)keys;
	attr.test.data_size_in = 4 * BATCH;
	assert_int_equal(kernel_bpf(BPF_PROG_TEST_RUN, &attr), 0);
	return attr.test.retval;
}

static bool kernel_is_permitted(void)
{
	int map = kernel_map(), prog = map < 0 ? map : kernel_program(map);

	close(map);
	close(prog);
	return prog != -EPERM && prog != -ENOSYS;
}

static double kernel_ratio(const uint32_t keys[N_ACCESSES])
{
	int map = kernel_map(), prog;
	uint32_t hits = 0, n = 0;

	assert_true(map >= 0);
	prog = kernel_program(map);
	assert_true(prog >= 0);
	for (uint32_t i = 0; i + BATCH <= N_ACCESSES; i += BATCH) {
		uint32_t found = kernel_batch(prog, keys + i);

		assert_true(found <= BATCH);
		hits += i >= N_WARM ? found : 0;
		n += i >= N_WARM ? BATCH : 0;
	}
	close(prog);
	close(map);
	return 100.0 * hits / n;
}

/* The kernel has lists for each processor: the runs stay on one. */
static void stay_on_a_processor(void)
{
	cpu_set_t one;
	int cpu = sched_getcpu();

	CPU_ZERO(&one);
	CPU_SET(cpu < 0 ? 0 : cpu, &one);
	sched_setaffinity(0, sizeof(one), &one);
}

static void test_ratios(void **state)
{
	static uint32_t keys[N_ACCESSES];
	bool is_permitted = kernel_is_permitted();
	uint32_t i;

	(void)state;
	if (flavour_is_slow())
		skip();
	stay_on_a_processor();
	print_message("# %-26s %8s %8s %8s\n", "hits, percent", "exact", "skep", "kernel");
	for (i = 0; i < N_TRACES; i++) {
		double exact, ours, kernel;

		make_trace(&traces[i], keys);
		exact = exact_ratio(keys);
		ours = our_ratio(keys);
		kernel = is_permitted ? kernel_ratio(keys) : 0;
		print_message("# %-26s %8.2f %8.2f %8.2f\n", traces[i].name, exact, ours, kernel);
		if (ours < exact + traces[i].exact || ours < kernel + traces[i].kernel)
			fail_msg("%s: less than there should be", traces[i].name);
	}
	if (is_permitted)
		return;
	print_message("# bpf(2) is not permitted: no kernel beside\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_ratios) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
