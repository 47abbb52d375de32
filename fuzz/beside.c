/* Random programs in skep and in the kernel; see beside.h. */
#include "fuzz/beside.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include "core/arena.h"
#include "core/diag.h"
#include "fuzz/pool.h"
#include "tests/lib/kernel.h"
#include "verifier/verifier.h"

enum { MAX_DIFFERENCES = 100000, N_RUNS = 3, LOAD_USEC = 200000 };

/* One program in both. */
struct pair {
	const struct campaign *campaign;
	struct runner *runner;
	uint64_t seed;
	const char *text;
	bool trusted;
	struct image image;
	struct arena arena;
	struct facts *facts; /* NULL: skep refuses */
	struct skep_error error;
	struct kernel_prog kernel;
	struct beside_stats *stats;
};

/*
 * Rules by which a difference is known.  @id: skep's diagnostic where it refuses,
 * @log: in the kernel's log where that refuses; NULL: whatever.  Each row's rule
 * is a heading of docs/kernel-differences.md.
 */
static const struct {
	const char *rule;
	bool kernel_refuses, untrusted_only;
	const char *id, *log; /* of skep's refusal: in its message */
} rules[] = {
	{ "narrow-spill-initialises", false, true, "uninit-memory-argument", NULL },
	{ "narrow-spill-initialises", false, true, "uninit-stack", NULL },
	{ "variable-stack", true, true, NULL, "variable stack access prohibited for !root" },
	{ "variable-stack", true, true, NULL, "stack pointer with variable offset" },
	{ "constant-key", true, false, NULL, "invalid mem access 'map_value_or_null'" },
	{ "same-object-pointers", true, true, NULL, "pointer -= pointer prohibited" },
	{ "same-object-pointers", true, true, NULL, "pointer comparison prohibited" },
	{ "context-arithmetic", false, false, "pointer-arithmetic", "context pointer" },
	{ "pruned-checks", false, true, "partial-pointer", "overwritten in part" },
	{ "packet-load-index", false, false, "pointer-arithmetic-right", "a packet load" },
	{ "sign-of-pointer", false, false, "pointer-arithmetic", "MOVSX" },
	{ "sign-of-pointer", false, false, "pointer-arithmetic", "BSWAP" },
	{ "half-of-pointer", false, true, "pointer-compare", "with a scalar" },
	{ "uncalled-function", false, false, "falls-off", NULL },
	{ "dead-value", true, false, NULL, "no direct value access support" },
	{ "empty-memory", true, false, NULL, " size=0" },
	{ "part-of-pointer", false, false, "partial-pointer", "written in part" },
	{ "loop-around-callback", false, false, "infinite-loop", NULL },
	{ "dead-code", false, false, "shift-too-far", NULL },
	{ "dead-code", false, false, "div-zero-imm", NULL },
	{ "dead-code", false, false, "fp-write", NULL },
	{ "helper-rights", true, true, NULL, "program of this type cannot use helper" },
	{ "sleepable", true, false, NULL, "sleepable" },
	{ "stack-subtraction", true, false, NULL, "subtraction from stack pointer prohibited" },
	{ "uncalled-function", true, false, NULL, "number of funcs in func_info" },
	{ "uncalled-function", true, false, NULL, "unreachable insn" },
	{ "dead-call", true, false, NULL, "No program to jit" },
	{ "more-precise", true, false, NULL, "unbounded min value" },
	{ "more-precise", true, false, NULL, "unbounded memory access" },
	{ "more-precise", true, false, NULL, "invalid access to" },
	{ "more-precise", true, false, NULL, "outside of the allowed memory range" },
	{ "more-precise", true, false, NULL, "misaligned" },
	{ "more-precise", true, false, NULL, "infinite loop detected" },
	/* On a path that skep proved dead, through instructions that others reach. */
	{ "more-precise", true, false, NULL, "makes pkt pointer be out of bounds" },
	{ "more-precise", true, false, NULL, "makes map_value pointer be out of bounds" },
	{ "more-precise", true, false, NULL, "offset is outside of the packet" },
	{ "more-precise", true, false, NULL, "jumps is too complex" },
	{ "more-precise", true, false, NULL, "!read_ok" },
	{ "more-precise", true, false, NULL, " expected=" },
	{ "more-precise", true, false, NULL, "invalid mem access" },
	{ "more-precise", true, false, NULL, "min value is negative" },
	{ "more-precise", true, false, NULL, "should have been in" },
	{ "more-precise", true, false, NULL, "on pointer prohibited" },
	{ "more-precise", true, false, NULL, "attempt to corrupt spilled pointer" },
	{ "speculation", true, true, NULL, "prohibited for !root" },
	{ "speculation", true, true, NULL, "tried to" },
	{ "speculation", true, true, NULL, "pointer arithmetic" },
};

static const char *class_rule(const struct pair *pair)
{
	return pair->error.error_class == SKEP_CLASS_UNSUPPORTED ? "not-offered" : NULL;
}

/* The slot of the instruction that the kernel's log ends with: "46: (0f) r2 += r7". */
static int last_slot(const char *log)
{
	int slot = -1;

	for (const char *p = log; p; p = strchr(p, '\n')) {
		char *end;
		long n;

		p += *p == '\n';
		n = strtol(p, &end, 10);
		if (end != p && end[0] == ':' && end[1] == ' ' && end[2] == '(')
			slot = (int)n;
		if (!strncmp(p, "processed ", 10))
			break;
	}
	return slot;
}

/* Did skep prove that what the kernel stumbled over is never executed? */
static bool never_reached(const struct pair *pair)
{
	int slot = last_slot(pair->kernel.log);

	for (uint32_t i = 0; i < pair->image.n_insns; i++)
		if ((int)pair->image.slot[i] == slot)
			return !(pair->facts->insn[i].flags & FACT_REACHED);
	return false;
}

/* Memory that a global function was given: its alignment is not known there. */
static bool is_global_atomic(const struct pair *pair)
{
	uint32_t i = 0;

	if (strcmp(pair->error.id, "misaligned") || !strstr(pair->error.message, "atomic access"))
		return false;
	while (i < pair->image.n_insns && (int)pair->image.slot[i] != pair->error.insn)
		i++;
	return i < pair->image.n_insns &&
	       pair->image.subprogs[image_subprog(&pair->image, i)].is_global;
}

/* A constant NULL for an argument that is tagged nonnull. */
static bool is_null_argument(const struct pair *pair)
{
	char what[80];

	for (uint32_t f = 1; f < pair->image.n_subprogs; f++) {
		snprintf(what, sizeof(what), "of %.50s may be NULL", pair->image.subprogs[f].name);
		if (strstr(pair->error.message, what))
			return pair->image.subprogs[f].is_global;
	}
	return false;
}

/* What was given back is a number to Linux where addresses are no secret. */
static bool may_read_released(const struct pair *pair)
{
	if (!pair->trusted || strcmp(pair->error.id, "uninit-register"))
		return false;
	for (uint32_t i = 0; i < pair->image.n_insns; i++) {
		const struct insn *insn = &pair->image.insns[i];

		if (insn_of(insn)->kind == KIND_CALL_HELPER &&
		    (insn->imm == HELPER_ID_sk_release ||
		     insn->imm == HELPER_ID_ringbuf_submit ||
		     insn->imm == HELPER_ID_ringbuf_discard))
			return true;
	}
	return false;
}

/* Linux may know what it read there, and so that a path is dead. */
static bool reads_stack_by_atomic(const struct pair *pair)
{
	for (uint32_t i = 0; i < pair->image.n_insns; i++) {
		const struct insn *insn = &pair->image.insns[i];
		uint8_t kind = insn_of(insn)->kind;

		if ((kind == KIND_ATOMIC_FETCH || kind == KIND_ATOMIC_CMPXCHG) &&
		    insn->dst == REG_FP)
			return true;
	}
	return false;
}

static const char *find_rule(const struct pair *pair)
{
	bool kernel_refuses = pair->facts != NULL;

	if (!kernel_refuses && class_rule(pair))
		return class_rule(pair);
	if (kernel_refuses && never_reached(pair))
		return "more-precise";
	if (!kernel_refuses && (is_global_atomic(pair) || is_null_argument(pair)))
		return "global-functions";
	if (!kernel_refuses && may_read_released(pair))
		return "released-pointer";
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		if (rules[i].kernel_refuses != kernel_refuses ||
		    (rules[i].untrusted_only && pair->trusted))
			continue;
		if ((!rules[i].id || !strcmp(rules[i].id, pair->error.id)) &&
		    (!rules[i].log ||
		     strstr(kernel_refuses ? pair->kernel.log : pair->error.message, rules[i].log)))
			return rules[i].rule;
	}
	if (kernel_refuses || pair->error.insn < 0 ||
	    kernel_visits(&pair->image, pair->trusted, (uint32_t)pair->error.insn))
		return NULL;
	/* Linux knew that what skep refuses is never executed. */
	return reads_stack_by_atomic(pair) ? "atomic-on-stack" : "repeated-packet-test";
}

/*
 * The kernel's verifier gives up with EAGAIN when a signal waits: nothing else ends
 * the minutes that it can spend on speculative paths.
 */
static void on_alarm(int number)
{
	(void)number;
}

static int load_in_time(const struct pair *pair, bool trusted, struct kernel_prog *prog)
{
	const struct sigaction action = { .sa_handler = on_alarm };
	const struct itimerval limit = { .it_value = { .tv_usec = LOAD_USEC } }, none = { 0 };
	int err;

	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &limit, NULL);
	err = kernel_load(&pair->image, trusted, prog);
	setitimer(ITIMER_REAL, &none, NULL);
	return err;
}

/* Does the kernel accept it as trusted?  Then only speculation or privilege refuse it. */
static bool kernel_trusts(const struct pair *pair)
{
	struct kernel_prog prog;
	bool accepts = load_in_time(pair, true, &prog) == 0;

	kernel_unload(&prog);
	return accepts;
}

/* --- verdicts --- */

static void count_rule(struct beside_stats *stats, const char *rule, const char *side,
		       uint64_t seed)
{
	uint32_t i = 0;

	while (i < stats->n_rules &&
	       (strcmp(stats->rule[i].rule, rule) || strcmp(stats->rule[i].side, side)))
		i++;
	if (i == MAX_RULES)
		return;
	if (i == stats->n_rules) {
		stats->rule[stats->n_rules++] = (struct rule_count){ rule, side, 0, seed };
	}
	stats->rule[i].n++;
}

/* The last line of the kernel's log before the statistics: the reason. */
static const char *log_end(char *log)
{
	char *end = strstr(log, "processed "), *p;

	if (end)
		*end = '\0';
	for (end = log + strlen(log); end > log && end[-1] == '\n';)
		*--end = '\0';
	p = strrchr(log, '\n');
	return p ? p + 1 : log;
}

static void report(struct pair *pair, const char *what)
{
	pair->stats->without_rule++;
	if (!pair->campaign->show)
		return;
	printf("; SEED=%" PRIu64 ": %s: %s: %s\n; kernel: %s\n%s\n", pair->seed, what,
	       pair->error.id, pair->error.message, log_end(pair->kernel.log), pair->text);
}

static void judge_difference(struct pair *pair)
{
	bool kernel_refuses = pair->facts != NULL;
	const char *side = kernel_refuses ? "kernel refuses" : "skep refuses";
	const char *rule = find_rule(pair);

	if (!rule && kernel_refuses && !pair->trusted && kernel_trusts(pair))
		rule = "speculation";
	if (!kernel_refuses)
		pair->stats->kernel_only++;
	else
		pair->stats->skep_only++;
	if (rule)
		count_rule(pair->stats, rule, side, pair->seed);
	else
		report(pair, side);
}

/* --- results --- */

static void set_kernel_entry(void *arg, const void *key, const void *value)
{
	kernel_map_update(*(int *)arg, key, value, 0);
}

static bool same_map(const struct pair *pair, uint32_t m, char *what, size_t size)
{
	const struct map_desc *desc = pair->image.maps[m];
	struct map *map = runner_map(pair->runner, m);
	uint32_t keys = desc->type == MAP_HASH ? 64 : desc->max_entries;
	uint8_t ours[256] = { 0 }, theirs[256] = { 0 };

	if (!map || desc->value_size > sizeof(ours))
		return true;
	for (uint64_t key = 0; key < keys; key++) {
		int a = map_api_lookup(map, &key, ours);
		int b = kernel_map_lookup(pair->kernel.map_fds[m], &key, theirs);

		if ((a == 0) == (b == 0) && (a || !memcmp(ours, theirs, desc->value_size)))
			continue;
		snprintf(what, size, "map m%u, key %llu: %d and %d", m, (unsigned long long)key, a,
			 b);
		return false;
	}
	return true;
}

static bool same_result(struct pair *pair, const struct run_result *ours, const uint8_t *packet,
			uint32_t size, uint32_t result, char *what, size_t what_size)
{
	if (ours->r0 != result) {
		snprintf(what, what_size, "result 0x%x, the kernel's 0x%x", ours->r0, result);
		return false;
	}
	if (ours->packet_size != size || memcmp(ours->packet, packet, size)) {
		snprintf(what, what_size, "packet of %u bytes, the kernel's of %u",
			 ours->packet_size, size);
		return false;
	}
	for (uint32_t m = 0; m < pair->image.n_maps; m++)
		if (!same_map(pair, m, what, what_size))
			return false;
	return true;
}

static void compare_run(struct pair *pair, uint32_t size, uint64_t seed)
{
	static struct run_result ours;
	uint8_t packet[MAX_PACKET], out[FRAME_SIZE];
	uint32_t out_size = sizeof(out), result;
	struct rng rng = { seed };
	char what[200];

	fill_bytes(&rng, &pair->image, packet, size);
	for (uint32_t m = 0; m < pair->image.n_maps; m++) {
		if (pair->image.maps[m]->type == MAP_HASH)
			kernel_map_clear(pair->kernel.map_fds[m]);
		map_content(&pair->image, m, seed, set_kernel_entry, &pair->kernel.map_fds[m]);
	}
	if (kernel_run(&pair->kernel, packet, size, out, &out_size, &result) ||
	    runner_run(pair->runner, &pair->image, pair->facts, &pair->arena, packet, size, seed,
		       &ours))
		return;
	pair->stats->results++;
	if (same_result(pair, &ours, out, out_size, result, what, sizeof(what)))
		return;
	pair->stats->wrong_results++;
	fprintf(stderr, "oracle: SEED=%" PRIu64 ": packet of %u bytes: %s\n", pair->seed, size,
		what);
	if (pair->campaign->folder)
		keep_program(pair->campaign->folder, pair->seed, pair->text, what);
}

/* What a program writes to a map that applications may not write stays for the next run. */
static bool can_reset(const struct pair *pair)
{
	for (uint32_t m = 0; m < pair->image.n_maps; m++)
		if (pair->image.maps[m]->frozen && !map_is_read_only(pair->image.maps[m]))
			return false;
	return true;
}

/* Helpers that give the same for the same packet and maps, whoever runs the program. */
static const uint8_t same_helpers[] = {
	HELPER_ID_map_lookup_elem, HELPER_ID_map_update_elem, HELPER_ID_map_delete_elem,
	HELPER_ID_csum_diff,       HELPER_ID_xdp_adjust_head, HELPER_ID_xdp_adjust_tail,
	HELPER_ID_xdp_adjust_meta, HELPER_ID_loop,            HELPER_ID_for_each_map_elem,
	HELPER_ID_tail_call,       HELPER_ID_spin_lock,       HELPER_ID_spin_unlock,
	HELPER_ID_xdp_load_bytes,  HELPER_ID_xdp_store_bytes, HELPER_ID_xdp_get_buff_len,
	HELPER_ID_skb_load_bytes,  HELPER_ID_skb_store_bytes, HELPER_ID_l3_csum_replace,
	HELPER_ID_l4_csum_replace, HELPER_ID_strtol,          HELPER_ID_strtoul,
	HELPER_ID_strncmp,         HELPER_ID_snprintf,
};

static bool gives_the_same(int64_t number)
{
	for (size_t i = 0; i < sizeof(same_helpers); i++)
		if (same_helpers[i] == number)
			return true;
	return false;
}

/* Other maps and helpers have states that a run does not start with, or answer by chance. */
static bool can_compare(const struct image *image)
{
	if (image->n_kfuncs)
		return false;
	for (uint32_t m = 0; m < image->n_maps; m++) {
		uint32_t type = image->maps[m]->type;

		if (type != MAP_ARRAY && type != MAP_HASH && type != MAP_PROG_ARRAY)
			return false;
	}
	for (uint32_t i = 0; i < image->n_insns; i++)
		if (insn_of(&image->insns[i])->kind == KIND_CALL_HELPER &&
		    !gives_the_same(image->insns[i].imm))
			return false;
	return true;
}

static void compare_results(struct pair *pair)
{
	int n = can_reset(pair) ? N_RUNS : 1;
	static const uint32_t sizes[N_RUNS] = { 64, 15, 1500 };
	uint64_t wrong = pair->stats->wrong_results;

	for (int i = 0; i < n && pair->stats->wrong_results == wrong; i++)
		compare_run(pair, sizes[i], pair->seed * N_RUNS + (uint64_t)i);
}

/* --- the loop --- */

static void judge(struct pair *pair)
{
	const struct verify_opts opts = limits_with(pair->trusted ? SKEP_TRUSTED : 0);
	bool accepts;

	if (validate(&pair->image, &pair->error) ||
	    verify(&pair->image, &opts, &pair->arena, &pair->facts, &pair->error))
		pair->facts = NULL;
	if (pair->error.error_class == SKEP_CLASS_BUDGET)
		return; /* and the kernel might take long */
	pair->stats->n++;
	accepts = load_in_time(pair, pair->trusted, &pair->kernel) == 0;
	if (pair->kernel.err == -EAGAIN) {
		pair->stats->too_long++;
		kernel_unload(&pair->kernel);
		return;
	}
	pair->stats->both_accept += accepts && pair->facts;
	pair->stats->both_refuse += !accepts && !pair->facts;
	if (accepts != (pair->facts != NULL))
		judge_difference(pair);
	else if (accepts && pair->runner && !pair->trusted && can_compare(&pair->image))
		compare_results(pair);
	kernel_unload(&pair->kernel);
}

static void one_program(struct pair *pair)
{
	static struct prog prog;
	static char text[PROG_TEXT];

	if (make_program(pair->seed, true, &prog, text))
		return;
	pair->text = text;
	pair->trusted = prog.rights != 0;
	pair->facts = NULL;
	error_clear(&pair->error);
	arena_init(&pair->arena, 0);
	if (!assemble(&pair->arena, text, "program", &pair->image, &pair->error))
		judge(pair);
	arena_free(&pair->arena);
}

bool beside_has_rule(const char *text)
{
	const struct campaign quiet = { 0 };
	struct beside_stats stats = { 0 };
	struct pair pair = { .campaign = &quiet, .stats = &stats, .text = text };

	pair.trusted = text_rights(text) != 0;
	arena_init(&pair.arena, 0);
	if (!assemble(&pair.arena, text, "program", &pair.image, NULL))
		judge(&pair);
	arena_free(&pair.arena);
	return !stats.without_rule;
}

int beside_kernel_accepts(const char *text)
{
	struct pair pair = { .trusted = text_rights(text) != 0 };
	int result = -1;

	arena_init(&pair.arena, 0);
	if (!assemble(&pair.arena, text, "program", &pair.image, NULL)) {
		load_in_time(&pair, pair.trusted, &pair.kernel);
		result = pair.kernel.err == -EAGAIN ? -1 : pair.kernel.err == 0;
		kernel_unload(&pair.kernel);
	}
	arena_free(&pair.arena);
	return result;
}

int64_t beside_run(const struct campaign *campaign, struct beside_stats *stats)
{
	struct pair pair = { .campaign = campaign, .runner = runner_new(), .stats = stats };
	time_t start = time(NULL), last = start;

	memset(stats, 0, sizeof(*stats));
	if (!pair.runner)
		return -ENOMEM;
	for (uint64_t i = 0; i < campaign->n && stats->without_rule < MAX_DIFFERENCES; i++) {
		pair.seed = campaign->seed + i;
		one_program(&pair);
		if (campaign->progress && time(NULL) != last) {
			last = time(NULL);
			fprintf(stderr, "\r%" PRIu64 " of %" PRIu64 " programs ", i + 1,
				campaign->n);
		}
		if (campaign->seconds && time(NULL) - start >= (time_t)campaign->seconds)
			break;
	}
	runner_free(pair.runner);
	return (int64_t)(stats->without_rule + stats->wrong_results);
}

void beside_print(const struct beside_stats *stats, FILE *out)
{
	fprintf(out,
		"%" PRIu64 " programs beside the kernel: %" PRIu64 " accepted by both, %" PRIu64
		" refused by both, %" PRIu64 " by the kernel only, %" PRIu64
		" by skep only, %" PRIu64 " took the kernel too long\n"
		"%" PRIu64 " runs compared, %" PRIu64 " results differ; %" PRIu64
		" verdicts without a rule\n",
		stats->n, stats->both_accept, stats->both_refuse, stats->skep_only,
		stats->kernel_only, stats->too_long, stats->results, stats->wrong_results,
		stats->without_rule);
	for (uint32_t i = 0; i < stats->n_rules; i++)
		fprintf(out, "%-28s %-16s %6" PRIu64 "  first seed %" PRIu64 "\n",
			stats->rule[i].rule, stats->rule[i].side, stats->rule[i].n,
			stats->rule[i].seed);
}
