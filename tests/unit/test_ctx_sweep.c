/*
 * Which accesses of which context are allowed: skep's rows against what Linux
 * 6.18 answered, for every offset, size and direction, and every result.
 *
 * tests/kernel/ctx.data holds the kernel's answers; SKEP_RECORD=1 asks it
 * again and rewrites the file.  tests/kernel/ctx.differ holds, in the same
 * form, where skep answers otherwise and by which rule of
 * docs/kernel-differences.md.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/table.h"
#include "tests/lib/ctx_sweep.h"
#include "tests/lib/kernel.h"

#define DATA "tests/kernel/ctx.data"
#define DIFFER "tests/kernel/ctx.differ"

/* --- recording --- */

/* Attach types of one answer share a paragraph. */
static void record(FILE *out, const struct subject *subject)
{
	static char text[16][16384];
	static struct sweep sweep;

	for (uint32_t i = 0; i < subject->n_attach; i++) {
		sweep_all(judge_kernel, subject, subject->attach[i], &sweep);
		sweep_print(subject, &sweep, text[i], sizeof(text[i]));
	}
	for (uint32_t i = 0; i < subject->n_attach; i++) {
		if (!text[i][0])
			continue;
		fprintf(out, "%s %d %d", prog_type_by_number(subject->prog_type)->name,
			subject->via, subject->from);
		for (uint32_t k = subject->n_attach; k-- > i;)
			if (k != i && !strcmp(text[k], text[i])) {
				fprintf(out, " %u", subject->attach[k]);
				text[k][0] = 0;
			}
		fprintf(out, " %u\n%s", subject->attach[i], text[i]);
	}
}

static int record_all(void)
{
	FILE *out = fopen(DATA, "w");

	if (!out)
		return 1;
	fputs("# Answers of Linux 6.18, written by SKEP_RECORD=1 build/tests/test_ctx_sweep.\n"
	      "# A paragraph: program type, offset of the pointer that was followed (-1:\n"
	      "# none), first offset, expected attach types; then the offsets where an access\n"
	      "# was accepted, by what it loaded: n number, s pointer to a structure, m the\n"
	      "# same or NULL, o another pointer; then which results were legal.\n",
	      out);
	for (uint32_t i = 0; i < n_subjects; i++)
		record(out, &subjects[i]);
	return fclose(out) != 0;
}

/* --- comparing --- */

static int failures;

static void compare_grid(const struct subject *subject, uint32_t attach, unsigned grid,
			 const struct sweep *want)
{
	for (int32_t off = subject->from; off < subject->to; off++) {
		char expected = want->grid[grid][off - subject->from];
		char got = sweep_access(judge_skep, subject, attach, grid, off);

		if (got == expected)
			continue;
		if (failures++ < 60)
			printf("# %s, attach type %u, via %d: %s of %u at %d: %c, expected %c\n",
			       prog_type_by_number(subject->prog_type)->name, attach, subject->via,
			       grid & 1 ? "store" : "load", 1u << grid / 2, off, got, expected);
	}
}

static void compare_results(const struct subject *subject, uint32_t attach,
			    const struct sweep *want)
{
	for (unsigned i = 0; i < N_RESULTS && subject->via < 0; i++) {
		bool got = sweep_result(judge_skep, subject, attach, i);

		if (got == want->result[i])
			continue;
		failures++;
		printf("# %s, attach type %u: result %lld (%u): %d, expected %d\n",
		       prog_type_by_number(subject->prog_type)->name, attach,
		       (long long)results[i], i, got, want->result[i]);
	}
}

static void expect(const struct subject *subject, uint32_t attach, struct sweep *want)
{
	memset(want, 0, sizeof(*want));
	memset(want->grid, V_NO, sizeof(want->grid));
	assert_true(sweep_read(DATA, subject, attach, want));
}

static void test_rows_agree_with_recorded_answers(void **state)
{
	static struct sweep want;
	unsigned compared = 0;

	(void)state;
	failures = 0;
	for (uint32_t i = 0; i < n_subjects; i++) {
		for (uint32_t k = 0; k < subjects[i].n_attach; k++) {
			uint32_t attach = subjects[i].attach[k];

			expect(&subjects[i], attach, &want);
			sweep_read(DIFFER, &subjects[i], attach, &want);
			for (unsigned grid = 0; grid < N_GRIDS; grid++)
				compare_grid(&subjects[i], attach, grid, &want);
			compare_results(&subjects[i], attach, &want);
			compared += N_GRIDS * (unsigned)(subjects[i].to - subjects[i].from);
		}
	}
	print_message("%u accesses compared\n", compared);
	assert_int_equal(failures, 0);
}

/* A difference names a rule: a heading of docs/kernel-differences.md. */
static bool is_rule(const char *name)
{
	char line[256], want[128];
	FILE *doc = fopen("docs/kernel-differences.md", "r");
	bool found = false;

	snprintf(want, sizeof(want), "## %s", name);
	while (doc && !found && fgets(line, sizeof(line), doc))
		found = !strcmp(line, want);
	if (doc)
		fclose(doc);
	return found;
}

static void test_differences_have_rules(void **state)
{
	FILE *in = fopen(DIFFER, "r");
	char line[512];
	const char *rule;

	(void)state;
	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		if (line[0] != '\t')
			continue;
		rule = strstr(line, " rule ");
		assert_non_null(rule);
		assert_true(is_rule(rule + 6));
	}
	fclose(in);
}

/* The kernel beside us answers as the recorded one did: a sample, it takes time. */
static void test_kernel_still_answers_so(void **state)
{
	const char *why_not = kernel_available();
	static struct sweep want;
	unsigned at = 0, differ = 0;

	(void)state;
	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	for (uint32_t i = 0; i < n_subjects; i++) {
		for (uint32_t k = 0; k < subjects[i].n_attach; k++) {
			const struct subject *subject = &subjects[i];
			uint32_t attach = subject->attach[k];

			expect(subject, attach, &want);
			for (int32_t off = subject->from; off < subject->to; off++, at++)
				differ += at % 5 == 0 &&
					  sweep_access(judge_kernel, subject, attach,
						       at / 5 % N_GRIDS, off) !=
						  want.grid[at / 5 % N_GRIDS][off - subject->from];
		}
	}
	assert_int_equal(differ, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_agree_with_recorded_answers),
		cmocka_unit_test(test_differences_have_rules),
		cmocka_unit_test(test_kernel_still_answers_so),
	};

	return getenv("SKEP_RECORD") ? record_all() : cmocka_run_group_tests(tests, NULL, NULL);
}
