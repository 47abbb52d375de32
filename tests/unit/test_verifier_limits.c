/* Limits and budgets: at the limit accepted, one beyond refused by its own diagnostic. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "verifier/verifier.h"

struct outcome {
	int err;
	char id[40];
	uint64_t max_cost, work, n_processed;
};

static struct outcome judge(const struct image *image, struct verify_opts opts)
{
	struct outcome out = { 0 };
	struct skep_error error;
	struct facts *facts;
	struct arena arena;

	error_clear(&error);
	arena_init(&arena, 0);
	out.err = validate(image, &error);
	if (!out.err)
		out.err = verify(image, &opts, &arena, &facts, &error);
	if (!out.err) {
		out.max_cost = facts->max_cost;
		out.work = facts->work;
		out.n_processed = facts->n_processed;
	}
	snprintf(out.id, sizeof(out.id), "%s", error.id);
	arena_free(&arena);
	return out;
}

static struct outcome judge_text(const char *text, struct verify_opts opts)
{
	struct skep_error error;
	struct image image;
	struct arena arena;
	struct outcome out;

	error_clear(&error);
	arena_init(&arena, 0);
	assert_int_equal(assemble(&arena, text, "limits", &image, &error), 0);
	out = judge(&image, opts);
	arena_free(&arena);
	return out;
}

/* n - 1 moves and an exit, decoded. */
static struct outcome judge_straight(size_t n, int *decoded)
{
	struct wire_insn *wire = calloc(n, sizeof(*wire));
	struct image image = {
		.name = "long", .prog_type = PROG_XDP, .license = "GPL", .gpl_compatible = true
	};
	struct skep_error error;
	struct arena arena;
	struct subprog entry = { .name = "long" };
	struct outcome out = { 0 };

	assert_non_null(wire);
	for (size_t i = 0; i + 1 < n; i++)
		wire[i] = (struct wire_insn){ .opcode = 0xb7, .imm = (int32_t)i };
	wire[n - 1] = (struct wire_insn){ .opcode = 0x95 };
	error_clear(&error);
	arena_init(&arena, 0);
	*decoded = decode(&arena, wire, n, &image, &error);
	if (!*decoded) {
		entry.end = image.n_insns;
		image.subprogs = &entry;
		image.n_subprogs = 1;
		out = judge(&image, (struct verify_opts){ 0 });
	} else {
		out.err = *decoded;
		snprintf(out.id, sizeof(out.id), "%s", error.id);
	}
	arena_free(&arena);
	free(wire);
	return out;
}

static void test_max_insns(void **state)
{
	struct outcome out;
	int decoded;

	(void)state;
	out = judge_straight(MAX_INSNS - 1, &decoded);
	assert_int_equal(out.err, 0);
	out = judge_straight(MAX_INSNS, &decoded);
	assert_int_equal(out.err, 0);
	assert_int_equal(out.max_cost, MAX_INSNS);
	out = judge_straight((size_t)MAX_INSNS + 1, &decoded);
	assert_string_equal(out.id, "too-many-insns");
}

/* Functions f1 .. fn, all called from the entry. */
static char *many_functions(unsigned n)
{
	size_t size = 64 + n * 64u, used = 0;
	char *text = malloc(size);

	assert_non_null(text);
	for (unsigned i = 1; i < n; i++)
		used += (size_t)snprintf(text + used, size - used, "call f%u\n", i);
	used += (size_t)snprintf(text + used, size - used, "r0 = 0\nexit\n");
	for (unsigned i = 1; i < n; i++)
		used += (size_t)snprintf(text + used, size - used, ".func f%u\nr0 = 0\nexit\n", i);
	return text;
}

static void test_max_subprogs(void **state)
{
	static const struct {
		unsigned n;
		const char *id;
	} rows[] = { { MAX_SUBPROGS - 1, "" },
		     { MAX_SUBPROGS, "" },
		     { MAX_SUBPROGS + 1, "too-many-subprogs" } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *text = many_functions(rows[i].n);
		struct outcome out = judge_text(text, (struct verify_opts){ 0 });

		assert_string_equal(out.id, rows[i].id);
		free(text);
	}
}

static const char loop[] = "r0 = 0\n"
			   "r1 = 0\n"
			   "again:\n"
			   "r0 += r1\n"
			   "r1 += 1\n"
			   "if r1 < 1000 goto again\n"
			   "exit\n";

static void test_max_cost_is_exact(void **state)
{
	struct outcome out = judge_text(loop, (struct verify_opts){ 0 });
	const uint64_t cost = 2 + 3 * 1000 + 1;

	(void)state;
	assert_int_equal(out.err, 0);
	assert_int_equal(out.max_cost, cost);
	assert_int_equal(judge_text(loop, (struct verify_opts){ .max_cost = cost + 1 }).err, 0);
	assert_int_equal(judge_text(loop, (struct verify_opts){ .max_cost = cost }).err, 0);
	assert_string_equal(judge_text(loop, (struct verify_opts){ .max_cost = cost - 1 }).id,
			    "max-cost");
}

/* The counter is deterministic: its own value is enough, one less is not. */
static void test_work_is_deterministic(void **state)
{
	struct outcome out = judge_text(loop, (struct verify_opts){ 0 });

	(void)state;
	assert_int_equal(judge_text(loop, (struct verify_opts){ 0 }).work, out.work);
	assert_int_equal(judge_text(loop, (struct verify_opts){ .max_work = out.work }).err, 0);
	assert_string_equal(judge_text(loop, (struct verify_opts){ .max_work = out.work - 1 }).id,
			    "complexity");
}

static void test_memory_quota(void **state)
{
	static const char followed[] = "r1 = 0\n"
				       "again:\n"
				       "r1 += 3\n"
				       "if r1 != 3000 goto again\n"
				       "r0 = 0\n"
				       "exit\n";
	const struct verify_opts enough = { .max_memory = 8 << 20 };
	const struct verify_opts little = { .max_memory = 256 << 10 };

	(void)state;
	assert_int_equal(judge_text(followed, enough).err, 0);
	assert_string_equal(judge_text(followed, little).id, "memory-quota");
}

/* A ladder of n diamonds that all join: states are pruned, so the cost is linear in n. */
static uint64_t ladder_work(unsigned n)
{
	size_t size = 128 + n * 96u, used = 0;
	char *text = malloc(size);
	struct outcome out;

	assert_non_null(text);
	used += (size_t)snprintf(text, size, "r7 = 0\n");
	for (unsigned i = 0; i < n; i++)
		used += (size_t)snprintf(
			text + used, size - used,
			"call get_prandom_u32\nif r0 > %u goto l%u\nr7 += 1\nl%u:\n", i % 100 * 7,
			i, i);
	snprintf(text + used, size - used, "r0 = r7\nexit\n");
	out = judge_text(text, (struct verify_opts){ 0 });
	assert_int_equal(out.err, 0);
	free(text);
	return out.work;
}

static void test_branch_ladders_cost_linear_work(void **state)
{
	uint64_t small = ladder_work(200), large = ladder_work(2000);

	(void)state;
	print_message("200 diamonds: %llu units, 2000: %llu\n", (unsigned long long)small,
		      (unsigned long long)large);
	assert_true(large < 12 * small);
}

/* One more function than there may be is not taken into an image. */
static void test_max_kfuncs(void **state)
{
	struct helper_info row = { .name = "f" };
	struct image image = { 0 };
	struct skep_error error;
	struct arena arena;

	(void)state;
	error_clear(&error);
	arena_init(&arena, 0);
	for (unsigned i = 0; i < MAX_KFUNCS; i++)
		assert_int_equal(image_add_kfunc(&arena, &image, &row, &error), 0);
	assert_int_equal(image.n_kfuncs, MAX_KFUNCS);
	assert_int_equal(image_add_kfunc(&arena, &image, &row, &error), -E2BIG);
	assert_string_equal(error.id, "too-many-kfuncs");
	assert_int_equal(image.n_kfuncs, MAX_KFUNCS);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_max_insns),
		cmocka_unit_test(test_max_subprogs),
		cmocka_unit_test(test_max_kfuncs),
		cmocka_unit_test(test_max_cost_is_exact),
		cmocka_unit_test(test_work_is_deterministic),
		cmocka_unit_test(test_memory_quota),
		cmocka_unit_test(test_branch_ladders_cost_linear_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
