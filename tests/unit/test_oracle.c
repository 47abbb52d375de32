/*
 * Random programs through verifier and engines (fuzz/run.h): a fixed series, a
 * fresh one whose seed is printed, and the programs that once failed.
 *
 *   SEED=n     the fresh series starts there      SOAK=1  ten times as many
 *   PROGRAMS=n in the fresh series
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fuzz/beside.h"
#include "fuzz/campaign.h"
#include "fuzz/gen.h"
#include "tests/lib/flavour.h"
#include "tests/lib/kernel.h"

enum { N_PROGRAMS = 2000, FIXED_SEED = 1 };

static uint64_t program_count(void)
{
	if (getenv("SOAK"))
		return 10 * N_PROGRAMS;
	return flavour_is_slow() ? N_PROGRAMS / 10 : N_PROGRAMS;
}

static void run_series(uint64_t n, uint64_t seed, struct stats *stats)
{
	struct campaign campaign = {
		.n = n, .seed = seed, .inputs = 5, .hunt = 4, .stop = 5
	};

	campaign.folder = getenv("BUILD") ? getenv("BUILD") : "build";
	assert_int_equal(campaign_run(&campaign, stats), 0);
	print_message("seed %" PRIu64 ": %" PRIu64 " accepted, %" PRIu64 " refused, %" PRIu64
		      " malformed, %" PRIu64 " runs\n",
		      seed, stats->accepted, stats->refused, stats->malformed, stats->runs);
}

static void test_fixed_programs(void **state)
{
	static struct stats stats;

	(void)state;
	run_series(program_count(), FIXED_SEED, &stats);
	/* The generator is worth its while: much is accepted, much is refused. */
	assert_true(stats.generated.accepted > stats.generated.n * 7 / 10);
	assert_true(stats.mutated.accepted > stats.mutated.n * 3 / 10);
	assert_true(stats.refused > stats.n / 10);
}

static void test_fresh_programs(void **state)
{
	const char *seed = getenv("SEED"), *programs = getenv("PROGRAMS");
	static struct stats stats;

	(void)state;
	run_series(programs ? strtoull(programs, NULL, 0) : program_count(),
		   seed ? strtoull(seed, NULL, 0) : (uint64_t)time(NULL) << 20, &stats);
}

/* The same seed, the same program; another seed, another program. */
static void test_programs_follow_from_the_seed(void **state)
{
	static char a[PROG_TEXT], b[PROG_TEXT];
	static struct prog prog;

	(void)state;
	for (uint64_t seed = 0; seed < 20; seed++) {
		assert_int_equal(make_program(seed, false, &prog, a), 0);
		assert_int_equal(make_program(seed, false, &prog, b), 0);
		assert_string_equal(a, b);
		assert_int_equal(make_program(seed + 1, false, &prog, b), 0);
		assert_string_not_equal(a, b);
	}
}

/* Every instruction that this version runs comes up. */
static void test_every_instruction_is_generated(void **state)
{
	static bool seen[N_INSN_IDS];
	static struct prog prog;
	int missing = 0;

	(void)state;
	for (uint64_t seed = 0; seed < 3000; seed++) {
		struct rng rng = { seed };

		gen_program(&prog, &rng, &(struct gen_opts){ .steps = 40, .callbacks = true });
		for (uint32_t i = 0; i < prog.n; i++)
			seen[prog.insn[i].id] = true;
	}
	for (int id = 1; id < N_INSN_IDS; id++) {
		const struct insn_info *info = &insn_info[id];

		if (seen[id] || info->opcode > 0xff || !insn_is_supported(info) ||
		    info->kind == KIND_LDDW)
			continue;
		print_message("%s is not generated\n", info->name);
		missing++;
	}
	assert_int_equal(missing, 0);
}

/* Verdicts and results are the kernel's, but for the rules of docs/kernel-differences.md. */
static void test_beside_the_kernel(void **state)
{
	struct campaign campaign = { .n = 300, .seed = FIXED_SEED, .seconds = 15, .show = "all" };
	const char *why_not = kernel_available();
	static struct beside_stats stats;

	(void)state;
	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	campaign.folder = getenv("BUILD") ? getenv("BUILD") : "build";
	assert_true(beside_run(&campaign, &stats) >= 0);
	beside_print(&stats, stdout);
	assert_int_equal(stats.wrong_results, 0);
	assert_int_equal(stats.without_rule, 0);
	assert_int_equal(stats.faults, 0);
	assert_true(stats.both_accept > stats.n / 4);
	/* Some types have no TEST_RUN, and a busy machine lets some runs take too long. */
	assert_true(stats.results > stats.both_accept / 2);
}

/* --- programs that once failed --- */

static char *read_program(const char *folder, const char *name)
{
	char path[512], *text = calloc(1, PROG_TEXT);
	FILE *in;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	in = fopen(path, "r");
	assert_non_null(in);
	assert_non_null(text);
	assert_true(fread(text, 1, PROG_TEXT - 1, in) > 0);
	fclose(in);
	return text;
}

/* "; expect accepted" or "; expect refused ID" in the header. */
static void check_expectation(const char *name, const char *text, const struct outcome *out)
{
	const char *expect = strstr(text, "; expect ");
	char is[64];

	assert_non_null(expect);
	expect += strlen("; expect ");
	snprintf(is, sizeof(is), "%s%s\n",
		 out->verdict == VERDICT_ACCEPTED ? "accepted" : "refused ", out->id);
	if (strncmp(expect, is, strlen(is)))
		fail_msg("%s: %s%s", name, is, out->message);
}

static void test_regressions(void **state)
{
	const struct run_opts opts = { .inputs = 16, .hunt = 8, .seed = 1 };
	static const char folder[] = "tests/regress";
	struct runner *runner = runner_new();
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int n = 0;

	(void)state;
	assert_non_null(dir);
	assert_non_null(runner);
	while ((entry = readdir(dir)) != NULL) {
		size_t len = strlen(entry->d_name);
		struct outcome out;
		char *text;

		if (len < 3 || strcmp(entry->d_name + len - 2, ".s"))
			continue;
		text = read_program(folder, entry->d_name);
		if (run_text(runner, text, &opts, &out))
			fail_msg("%s: %s: %s", entry->d_name, failure_name[out.failure], out.what);
		check_expectation(entry->d_name, text, &out);
		free(text);
		n++;
	}
	closedir(dir);
	runner_free(runner);
	assert_true(n > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_programs_follow_from_the_seed),
		cmocka_unit_test(test_every_instruction_is_generated),
		cmocka_unit_test(test_fixed_programs), /* first: it catches crashes */
		cmocka_unit_test(test_regressions),
		cmocka_unit_test(test_fresh_programs),
		cmocka_unit_test(test_beside_the_kernel),
	};

	return cmocka_run_group_tests_name("oracle", tests, NULL, NULL);
}
