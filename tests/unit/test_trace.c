/* What the verifier tells while it looks: it changes no verdict, and what is taken back fits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "verifier/verifier.h"

struct told {
	int err;
	uint64_t work, n_processed;
	int64_t last;
	size_t len, most;
	char text[1 << 20];
};

static void print(void *arg, const char *text)
{
	struct told *told = arg;
	size_t n = strlen(text);

	assert_true(told->len + n < sizeof(told->text));
	memcpy(told->text + told->len, text, n + 1);
	told->len += n;
	if (told->len > told->most)
		told->most = told->len;
}

static void take_back(void *arg, uint64_t n)
{
	struct told *told = arg;

	assert_true(n <= told->len);
	told->len -= n;
	told->text[told->len] = '\0';
}

enum reader { NOBODY, FAILING_PATH, ALL_PATHS };

static void judge(const char *text, uint64_t max_work, enum reader reader, struct told *told)
{
	struct verify_trace trace = { .print = reader == NOBODY ? NULL : print,
				      .take_back = take_back,
				      .arg = told,
				      .all_paths = reader == ALL_PATHS,
				      .last = -1,
				      .from = TRACE_HERE };
	const struct verify_opts opts = { .max_work = max_work, .trace = &trace };
	struct skep_error error;
	struct facts *facts;
	struct image image;
	struct arena arena;

	*told = (struct told){ 0 };
	error_clear(&error);
	arena_init(&arena, 0);
	assert_int_equal(assemble(&arena, text, "trace", &image, &error), 0);
	assert_int_equal(validate(&image, &error), 0);
	told->err = verify(&image, &opts, &arena, &facts, &error);
	told->work = told->err ? 0 : facts->work;
	told->n_processed = trace.n_processed;
	told->last = trace.last;
	assert_int_equal(trace.said, told->len);
	assert_true(!told->len || told->text[told->len - 1] == '\n');
	arena_free(&arena);
}

static const char loop[] = "r0 = 0\n"
			   "r1 = 0\n"
			   "again:\n"
			   "r0 += r1\n"
			   "r1 += 1\n"
			   "if r1 < 1000 goto again\n"
			   "exit\n";
/* The rounds of the widened head come to the load, which only the last number allows. */
static const char followed[] = "r0 = 0\n"
			       "r1 = 0\n"
			       "r2 = r10\n"
			       "*(u64 *)(r10 - 8) = r1\n"
			       "again:\n"
			       "r1 += 1\n"
			       "if r1 != 5 goto again\n"
			       "r3 = r10\n"
			       "r1 *= -8\n"
			       "r1 += 32\n"
			       "r3 += r1\n"
			       "r0 = *(u64 *)(r3 + 0)\n"
			       "exit\n";
static const char second[] = "r2 = *(u32 *)(r1 + 12)\n"
			     "if r2 == 0 goto bad\n"
			     "r0 = 2\n"
			     "exit\n"
			     "bad:\n"
			     "r0 = *(u64 *)(r2 + 0)\n"
			     "exit\n";

static const struct {
	const char *text;
	bool good;
	int64_t last; /* instruction of a refused one */
} rows[] = {
	{ loop, true, 0 },
	{ followed, true, 0 },
	{ second, false, 4 },
};

static void test_no_verdict_changes(void **state)
{
	struct told *told = malloc(3 * sizeof(*told));

	(void)state;
	assert_non_null(told);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		for (enum reader reader = NOBODY; reader <= ALL_PATHS; reader++)
			judge(rows[i].text, 0, reader, &told[reader]);
		for (enum reader reader = NOBODY; reader <= ALL_PATHS; reader++) {
			assert_int_equal(!told[reader].err, rows[i].good);
			assert_int_equal(told[reader].err, told[NOBODY].err);
			assert_int_equal(told[reader].work, told[NOBODY].work);
			assert_int_equal(told[reader].n_processed, told[NOBODY].n_processed);
		}
		assert_int_equal(told[NOBODY].most, 0);
		assert_true(told[FAILING_PATH].most > 0);
		assert_true(told[ALL_PATHS].len > 0);
		if (rows[i].good) {
			assert_int_equal(told[FAILING_PATH].len, 0);
		} else {
			assert_true(told[FAILING_PATH].len > 0);
			assert_true(told[FAILING_PATH].len < told[ALL_PATHS].len);
			assert_int_equal(told[FAILING_PATH].last, rows[i].last);
			assert_int_equal(told[ALL_PATHS].last, rows[i].last);
		}
	}
	free(told);
}

/* Wherever the budget ends the proof, what was told so far stands, in whole lines. */
static void test_any_budget(void **state)
{
	struct told *told = malloc(2 * sizeof(*told));
	uint64_t before = 0;

	(void)state;
	assert_non_null(told);
	judge(loop, 0, NOBODY, told);
	assert_int_equal(told->err, 0);
	for (uint64_t work = 1, end = told->work; work < end; work += 3) {
		judge(loop, work, FAILING_PATH, &told[0]);
		judge(loop, work, ALL_PATHS, &told[1]);
		assert_true(told[0].err);
		assert_int_equal(told[0].err, told[1].err);
		assert_true(told[0].n_processed >= before);
		before = told[0].n_processed;
	}
	assert_true(before > 0);
	free(told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_verdict_changes),
		cmocka_unit_test(test_any_budget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
