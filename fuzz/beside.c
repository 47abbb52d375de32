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
#include "fuzz/beside_log.h"
#include "fuzz/beside_rules.h"
#include "fuzz/pool.h"
#include "tests/lib/kernel.h"
#include "verifier/verifier.h"

enum { MAX_DIFFERENCES = 100000, N_RUNS = 3, N_CLOSE = 24, LOAD_USEC = 200000,
       LOG_USEC = 5000000 };

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
 * The kernel's verifier gives up with EAGAIN when a signal waits: nothing else ends
 * the minutes that it can spend on speculative paths.
 */
static void on_alarm(int number)
{
	(void)number;
}

/* From now on; 0: no more. */
static void set_limit(long usec)
{
	const struct sigaction action = { .sa_handler = on_alarm };
	const struct itimerval limit = { .it_value = { usec / 1000000, usec % 1000000 } };

	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &limit, NULL);
}

static int load_in_time(const struct pair *pair, bool trusted, struct kernel_prog *prog)
{
	int err;

	set_limit(LOAD_USEC);
	err = kernel_load(&pair->image, trusted, prog);
	set_limit(0);
	return err;
}

/* Some rules look at the kernel's whole log, which takes longer. */
static const char *find_rule(const struct difference *difference)
{
	const char *rule;

	set_limit(LOG_USEC);
	rule = difference_rule(difference);
	set_limit(0);
	return rule;
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

static void report(struct pair *pair, const char *what, const char *log)
{
	char reason[600];

	pair->stats->without_rule++;
	if (!pair->campaign->show)
		return;
	log_reason(log, reason, sizeof(reason));
	printf("; SEED=%" PRIu64 ": %s: %s: %s\n; kernel: %s\n%s\n", pair->seed, what,
	       pair->error.id, pair->error.message, reason, pair->text);
}

/* No run may fault of what the kernel does not trust. */
static void look_closely(struct pair *pair)
{
	const struct run_opts opts = { .inputs = N_CLOSE,
				       .only_checked = true,
				       .seed = pair->seed };
	struct outcome out = { 0 };

	if (!pair->runner ||
	    !runner_check(pair->runner, &pair->image, pair->facts, &pair->arena, &opts, &out))
		return;
	pair->stats->faults++;
	fprintf(stderr, "oracle: SEED=%" PRIu64 ": %s: %s\n", pair->seed,
		failure_name[out.failure], out.what);
	if (pair->campaign->folder)
		keep_program(pair->campaign->folder, pair->seed, pair->text, out.what);
}

/* The load as trusted; the log is the caller's. */
static int ask_again(const struct pair *pair, char **log)
{
	struct kernel_prog prog;
	int err = load_in_time(pair, true, &prog);

	kernel_unload(&prog);
	*log = strdup(kernel_last_log());
	return err;
}

/* Skep accepts, the kernel does not. */
static void judge_refusal(struct pair *pair, struct difference *difference)
{
	char *log = strdup(kernel_last_log()), *again = NULL;
	const char *rule;

	difference->kernel = difference->with_rights = (struct refusal){ pair->kernel.err, log };
	if (!pair->trusted)
		difference->with_rights = (struct refusal){ ask_again(pair, &again), again };
	if (difference->with_rights.err == -EAGAIN || !log || (!pair->trusted && !again)) {
		pair->stats->too_long++;
	} else {
		pair->stats->skep_only++;
		rule = find_rule(difference);
		if (rule)
			count_rule(pair->stats, rule, "kernel refuses", pair->seed);
		else
			report(pair, "kernel refuses", log);
	}
	free(log);
	free(again);
	look_closely(pair);
}

static void judge_difference(struct pair *pair)
{
	struct difference difference = { .image = &pair->image,
					 .trusted = pair->trusted,
					 .facts = pair->facts,
					 .error = &pair->error };
	const char *rule;

	if (pair->facts) {
		judge_refusal(pair, &difference);
		return;
	}
	pair->stats->kernel_only++;
	rule = find_rule(&difference);
	if (rule)
		count_rule(pair->stats, rule, "skep refuses", pair->seed);
	else
		report(pair, "skep refuses", "");
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
		uint32_t i = 0;

		if (a || b) {
			if (a && b)
				continue;
			snprintf(what, size, "map m%u, key %llu: %d and %d", m,
				 (unsigned long long)key, a, b);
			return false;
		}
		while (i < desc->value_size && ours[i] == theirs[i])
			i++;
		if (i == desc->value_size)
			continue;
		snprintf(what, size, "map m%u, key %llu: byte %u is 0x%x and 0x%x", m,
			 (unsigned long long)key, i, ours[i], theirs[i]);
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

/*
 * Helpers that give the same for the same packet and maps, whoever runs the program.
 * Not xdp_load_bytes: what it leaves where it fails is a rule (failed-output).
 */
static const uint8_t same_helpers[] = {
	HELPER_ID_map_lookup_elem, HELPER_ID_map_update_elem, HELPER_ID_map_delete_elem,
	HELPER_ID_csum_diff,       HELPER_ID_xdp_adjust_head, HELPER_ID_xdp_adjust_tail,
	HELPER_ID_xdp_adjust_meta, HELPER_ID_loop,            HELPER_ID_for_each_map_elem,
	HELPER_ID_tail_call,       HELPER_ID_spin_lock,       HELPER_ID_spin_unlock,
	HELPER_ID_xdp_store_bytes, HELPER_ID_xdp_get_buff_len,
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

/* A part of a context's field that does not begin with the field (rule field-parts). */
static bool reads_field_part(const struct fact *fact)
{
	return fact->flags & FACT_ACCESS && fact->region == VALUE_CTX &&
	       fact->lo > ctx_field(fact->object)->offset;
}

/* Other maps and helpers have states that a run does not start with, or answer by chance. */
static bool can_compare(const struct image *image, const struct facts *facts)
{
	if (image->n_kfuncs)
		return false;
	for (uint32_t i = 0; i < image->n_insns; i++)
		if (reads_field_part(&facts->insn[i]))
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
	else if (accepts && pair->runner && !pair->trusted &&
		 can_compare(&pair->image, pair->facts))
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
	return (int64_t)(stats->without_rule + stats->wrong_results + stats->faults);
}

void beside_print(const struct beside_stats *stats, FILE *out)
{
	fprintf(out,
		"%" PRIu64 " programs beside the kernel: %" PRIu64 " accepted by both, %" PRIu64
		" refused by both, %" PRIu64 " by the kernel only, %" PRIu64
		" by skep only, %" PRIu64 " took the kernel too long\n"
		"%" PRIu64 " runs compared, %" PRIu64 " results differ; %" PRIu64
		" verdicts without a rule, %" PRIu64 " programs fault\n",
		stats->n, stats->both_accept, stats->both_refuse, stats->skep_only,
		stats->kernel_only, stats->too_long, stats->results, stats->wrong_results,
		stats->without_rule, stats->faults);
	for (uint32_t i = 0; i < stats->n_rules; i++)
		fprintf(out, "%-28s %-16s %6" PRIu64 "  first seed %" PRIu64 "\n",
			stats->rule[i].rule, stats->rule[i].side, stats->rule[i].n,
			stats->rule[i].seed);
}
