/*
 * Level 1: operations in, operations out, with one pass on; and with all of them off:
 * what naming, allocation and moves make of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "jit/ssa.h"
#include "tests/lib/ir_made.h"
#include "tests/lib/ir_text.h"

/* ---- names and places ---- */

static void test_copies_go(void **state)
{
	(void)state;
	becomes("\tload.64 r2, [r1 + 0]\n"
		"\tmov.64 r3, r2\n"
		"\tmov.64 r4, r3\n"
		"\tadd.64 r4, r4, r2\n"
		"\tmov.64 r0, r4\n"
		"\tleave 0\n",
		NO_PASSES,
		"\tload.64 r2, [r1 + 0]\n"
		"\tmov.64 r0, r2\n"
		"\tadd.64 r0, r0, r2\n"
		"\tleave 0\n");
}

static void test_dead_goes(void **state)
{
	(void)state;
	becomes("\tload.64 r2, [r1 + 0]\n"
		"\tadd.64 r2, r2, 5\n"
		"\tloadacq.64 r3, [r1 + 8]\n"
		"\tmov.64 r0, 1\n"
		"\tleave 0\n",
		NO_PASSES,
		"\tloadacq.64 r3, [r1 + 8]\n"
		"\tmov.64 r0, 1\n"
		"\tleave 0\n");
}

/* Two values that a loop swaps: moves at its end make a circle. */
static void test_circle(void **state)
{
	(void)state;
	becomes("\tload.64 r2, [r1 + 0]\n"
		"\tload.64 r3, [r1 + 8]\n"
		"L5:\n"
		"\tmov.64 r4, r2\n"
		"\tmov.64 r2, r3\n"
		"\tmov.64 r3, r4\n"
		"\tjeq.64 r2, 7, L6\n"
		"\tloop -3, L5\n"
		"L6:\n"
		"\tmov.64 r0, r2\n"
		"\tleave 0\n"
		"L1:\n"
		"\tout\n"
		"L4:\n"
		"\tcut\n",
		NO_PASSES,
		"\tload.64 r2, [r1 + 0]\n"
		"\tload.64 r3, [r1 + 8]\n"
		"\tmov.64 r0, r3\n"
		"L5:\n"
		"\tjeq.64 r0, 7, L6\n"
		"\tmov.64 t1, r2\n"
		"\tmov.64 r2, r0\n"
		"\tmov.64 r0, t1\n"
		"\tloop -3, L5\n"
		"L6:\n"
		"\tleave 0\n"
		"L1:\n"
		"\tout\n"
		"L4:\n"
		"\tcut\n");
}

/* What is alive across a call is kept by it; arguments are put where it wants them. */
static void test_call(void **state)
{
	char *lines = made("\tload.64 r2, [r1 + 0]\n"
			   "\tload.64 r3, [r1 + 8]\n"
			   "\tmov.64 r6, r1\n"
			   "\tmov.64 r1, r3\n"
			   "\tcall 4096, 32\n"
			   "\tload.64 r1, [r6 + 16]\n"
			   "\tadd.64 r0, r0, r1\n"
			   "\tleave 0\n",
			   &x64_target, NO_PASSES, 0);

	(void)state;
	assert_non_null(strstr(lines, "\tcall 4096, 32\n"));
	assert_non_null(strstr(lines, "\tload.64 r1, [r6 + 16]\n"));
	assert_null(strstr(lines, "[r10"));
	free(lines);
}

/* More values than there are temporaries. */
static void crowd(char text[2048])
{
	char line[64];

	*text = 0;
	for (unsigned i = 2; i < 10; i++) {
		snprintf(line, sizeof(line), "\tload.64 r%u, [r1 + %u]\n", i, 8 * i);
		strcat(text, line);
	}
	strcat(text, "\tload.64 t0, [r1 + 0]\n\tload.64 t1, [r1 + 8]\n\tload.64 r0, [r1 + 80]\n"
		     "\tmul.64 r0, r0, t0\n\tmul.64 t1, t1, t0\n");
	for (unsigned i = 2; i < 10; i++) {
		snprintf(line, sizeof(line), "\tmul.64 r%u, r%u, t1\n\txor.64 r0, r0, r%u\n", i,
			 i, i);
		strcat(text, line);
	}
	strcat(text, "\tload.64 r1, [r1 + 88]\n\txor.64 r0, r0, r1\n\tleave 0\n");
}

/* Each is stored once and comes back. */
static void test_spill(void **state)
{
	char text[2048], *lines;
	unsigned n = 0;

	(void)state;
	crowd(text);
	lines = made(text, &x64_target, NO_PASSES, 0);
	for (const char *at = lines; (at = strstr(at, "\tstore.64 [r10 + -")); at++)
		n++;
	assert_int_equal(n, 1);
	assert_non_null(strstr(lines, ", [r10 + -8]\n"));
	free(lines);
}

/* Wherever memory ends, that is what is said. */
static void test_no_memory(void **state)
{
	char text[2048], whole[2100];
	struct arena arena, small;
	int err = -ENOMEM;
	unsigned n = 0;

	(void)state;
	crowd(text);
	snprintf(whole, sizeof(whole), "L0:\n\tfunc 0\n%s", text);
	arena_init(&arena, 0);
	for (size_t quota = 64; err; quota += 64, n++) {
		struct jit_func func = { .is_entry = true };
		struct ir ir, out;

		assert_int_equal(ir_parse(&ir, &arena, whole), 0);
		arena_init(&small, quota);
		ir.arena = &small;
		err = level1(&ir, &func, 0, &x64_target, ALL, &out);
		assert_true(!err || err == -ENOMEM);
		arena_free(&small);
	}
	assert_true(n > 4);
	arena_free(&arena);
}

/* A second function is too long: what the first became is forgotten. */
static void test_refused(void **state)
{
	static const char begin[] = "L0:\n\tfunc 0\n\tmov.64 r2, r1\n\tmov.64 r0, r2\n"
				    "\tcallf L5\n\tleave 0\nL5:\n\tfunc 1\n";
	enum { N = 17000 };
	char *text = malloc(sizeof(begin) + 32 * N), *end = stpcpy(text, begin), *before, *after;
	struct jit_func funcs[2] = { { .is_entry = true, .saved = 0x40 }, { .saved = 0x80 } };
	struct arena arena;
	struct ir ir, out;

	(void)state;
	for (unsigned i = 0; i < N; i++)
		end = stpcpy(end, "\tadd.64 r0, r0, 1\n");
	stpcpy(end, "\tleave 0\n");
	arena_init(&arena, 0);
	assert_int_equal(ir_parse(&ir, &arena, text), 0);
	before = ir_text(&ir);
	assert_int_equal(level1(&ir, funcs, 0, &x64_target, ALL, &out), -EOPNOTSUPP);
	after = ir_text(&ir);
	assert_string_equal(before, after);
	assert_int_equal(funcs[0].saved, 0x40);
	assert_int_equal(funcs[1].saved, 0x80);
	free(before);
	free(after);
	free(text);
	arena_free(&arena);
}

/* ---- fold ---- */

static void test_fold(void **state)
{
	(void)state;
	becomes("\tload.8 r2, [r1 + 0]\n"
		"\tmov.32 r2, r2\n"
		"\tand.64 r2, r2, 255\n"
		"\tadd.64 r2, r2, 3\n"
		"\tadd.64 r2, r2, 4\n"
		"\tmov.64 r3, 6\n"
		"\tmul.64 r3, r3, 7\n"
		"\tadd.64 r2, r2, r3\n"
		"\tshl.64 r2, r2, 32\n"
		"\tshr.64 r2, r2, 32\n"
		"\tmov.64 r0, r2\n"
		"\tleave 0\n",
		NO_PASSES & ~(uint32_t)JIT_NO_FOLD,
		"\tload.8 r2, [r1 + 0]\n"
		"\tadd.64 r0, r2, 49\n"
		"\tleave 0\n");
}

static void test_fold_keeps(void **state)
{
	(void)state;
	/* The upper half counts: nothing may be left out. */
	becomes("\tload.64 r2, [r1 + 0]\n"
		"\tmov.32 r3, r2\n"
		"\tadd.32 r3, r3, 0\n"
		"\tand.64 r2, r2, 127\n"
		"\tadd.64 r2, r2, r3\n"
		"\tmov.64 r0, r2\n"
		"\tleave 0\n",
		NO_PASSES & ~(uint32_t)JIT_NO_FOLD,
		"\tload.64 r2, [r1 + 0]\n"
		"\tmov.64 r3, r2\n"
		"\tadd.32 r3, r3, 0\n"
		"\tand.64 r2, r2, 127\n"
		"\tmov.64 r0, r2\n"
		"\tadd.64 r0, r0, r3\n"
		"\tleave 0\n");
}

static void test_fold_address(void **state)
{
	(void)state;
	becomes("\tadd.64 r1, r1, 64\n"
		"\tload.32 r2, [r1 + 4]\n"
		"\tadd.64 r1, r1, 32760\n"
		"\tload.32 r3, [r1 + 4]\n"
		"\tadd.64 r2, r2, r3\n"
		"\tmov.64 r0, r2\n"
		"\tleave 0\n",
		NO_PASSES & ~(uint32_t)JIT_NO_FOLD,
		"\tload.32 r2, [r1 + 68]\n"
		"\tadd.64 r1, r1, 32824\n"
		"\tload.32 r3, [r1 + 4]\n"
		"\tmov.64 r0, r2\n"
		"\tadd.64 r0, r0, r3\n"
		"\tleave 0\n");
}

static void test_rotation(void **state)
{
	static const char text[] = "\tload.32 r2, [r1 + 0]\n"
				   "\tmov.64 r3, r2\n"
				   "\tshl.32 r3, r3, 7\n"
				   "\tshr.32 r2, r2, 25\n"
				   "\tor.32 r3, r3, r2\n"
				   "\tmov.64 r0, r3\n"
				   "\tleave 0\n";

	(void)state;
	becomes(text, NO_PASSES & ~(uint32_t)JIT_NO_FOLD,
		"\tload.32 r2, [r1 + 0]\n"
		"\tmov.64 r0, r2\n"
		"\trol.32 r0, r0, 7\n"
		"\tleave 0\n");
}

static void test_bits(void **state)
{
	(void)state;
	becomes("\tload.32 r2, [r1 + 0]\n"
		"\tmov.64 r0, 0\n"
		"\tand.64 r2, r2, 6\n"
		"\tjeq.64 r2, 0, L5\n"
		"\tmov.64 r0, 1\n"
		"L5:\n"
		"\tleave 0\n",
		NO_PASSES & ~(uint32_t)JIT_NO_FOLD,
		"\tload.32 r2, [r1 + 0]\n"
		"\tjclear.64 r2, 6, L6\n"
		"\tmov.64 r0, 1\n"
		"L5:\n"
		"\tleave 0\n"
		"L6:\n"
		"\tmov.64 r0, 0\n"
		"\tjmp L5\n");
}

/* ---- combine ---- */

static void test_combine(void **state)
{
	(void)state;
	becomes("\tload.8 r2, [r1 + 5]\n"
		"\tload.8 r3, [r1 + 4]\n"
		"\tshl.32 r2, r2, 8\n"
		"\tor.32 r2, r2, r3\n"
		"\tload.8 r3, [r1 + 8]\n"
		"\tload.8 r4, [r1 + 9]\n"
		"\tshl.64 r3, r3, 8\n"
		"\tor.64 r3, r3, r4\n"
		"\tadd.64 r2, r2, r3\n"
		"\tmov.64 r0, r2\n"
		"\tleave 0\n",
		NO_PASSES & ~(uint32_t)JIT_NO_COMBINE,
		"\tload.16 r3, [r1 + 4]\n"
		"\tload.16 r4, [r1 + 8]\n"
		"\tswap16.64 r4, r4\n"
		"\tmov.64 r0, r3\n"
		"\tadd.64 r0, r0, r4\n"
		"\tleave 0\n");
}

/* A store between, a byte that is used elsewhere, a gap, a byte shifted out. */
static void test_combine_keeps(void **state)
{
	static const char *const texts[] = {
		"\tload.8 r2, [r1 + 1]\n\tstore.8 [r1 + 0], 1\n\tload.8 r3, [r1 + 0]\n"
		"\tshl.64 r2, r2, 8\n\tor.64 r2, r2, r3\n\tmov.64 r0, r2\n\tleave 0\n",
		"\tload.8 r2, [r1 + 1]\n\tload.8 r3, [r1 + 0]\n"
		"\tshl.64 r2, r2, 8\n\tor.64 r2, r2, r3\n\tadd.64 r2, r2, r3\n"
		"\tmov.64 r0, r2\n\tleave 0\n",
		"\tload.8 r2, [r1 + 2]\n\tload.8 r3, [r1 + 0]\n"
		"\tshl.64 r2, r2, 8\n\tor.64 r2, r2, r3\n\tmov.64 r0, r2\n\tleave 0\n",
		"\tload.16 r2, [r1 + 2]\n\tload.16 r3, [r1 + 0]\n"
		"\tshl.32 r2, r2, 17\n\tor.64 r2, r2, r3\n\tmov.64 r0, r2\n\tleave 0\n",
		"\tload.16 r2, [r1 + 4]\n\tload.32 r3, [r1 + 0]\n"
		"\tshl.32 r2, r2, 24\n\tor.64 r2, r2, r3\n\tmov.64 r0, r2\n\tleave 0\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char *with = made(texts[i], &x64_target, NO_PASSES & ~(uint32_t)JIT_NO_COMBINE, 0);
		char *without = made(texts[i], &x64_target, NO_PASSES, 0);

		assert_string_equal(with, without);
		free(with);
		free(without);
	}
}

/* ---- index ---- */

static void test_index(void **state)
{
	(void)state;
	becomes("\tload.64 r2, [r1 + 0]\n"
		"\tload.64 r3, [r1 + 8]\n"
		"\tshl.64 r3, r3, 2\n"
		"\tadd.64 r2, r2, r3\n"
		"\tload.32 r4, [r2 + 12]\n"
		"\tadd.32 r4, r4, 1\n"
		"\tstore.32 [r2 + 12], r4\n"
		"\tmov.64 r0, 0\n"
		"\tleave 0\n",
		NO_PASSES & ~(uint32_t)JIT_NO_INDEX,
		"\tload.64 r2, [r1 + 0]\n"
		"\tload.64 r3, [r1 + 8]\n"
		"\tplusx4.32 [r2 + r3 + 12], 1\n"
		"\tmov.64 r0, 0\n"
		"\tleave 0\n");
}

/* Another access between load and store, a value that is asked for elsewhere. */
static void test_index_keeps(void **state)
{
	char *lines = made("\tload.32 r4, [r1 + 12]\n"
			   "\tload.32 r3, [r1 + 12]\n"
			   "\tadd.32 r4, r4, 1\n"
			   "\tstore.32 [r1 + 12], r4\n"
			   "\tload.32 r5, [r1 + 16]\n"
			   "\tadd.32 r5, r5, r3\n"
			   "\tstore.32 [r1 + 16], r5\n"
			   "\tmov.64 r0, r5\n"
			   "\tleave 0\n",
			   &x64_target, NO_PASSES & ~(uint32_t)JIT_NO_INDEX, 0);

	(void)state;
	assert_null(strstr(lines, "plus"));
	free(lines);
}

/* ---- slots ---- */

/* ---- stores that are loaded again ---- */

static const uint32_t only_forward =
	NO_PASSES & ~(uint32_t)(JIT_NO_FORWARD | JIT_NO_FOLD);

/* The same bytes, the lowest, the highest; numbers; also where the address is a sum. */
static void test_forward(void **state)
{
	(void)state;
	becomes("\tload.32 r3, [r1 + 0]\n"
		"\tstore.32 [r10 + -8], r3\n"
		"\tmov.64 r2, r10\n"
		"\tadd.64 r2, r2, -8\n"
		"\tload.32 r0, [r2 + 0]\n"
		"\tleave 0\n",
		only_forward,
		"\tload.32 r0, [r1 + 0]\n"
		"\tstore.32 [r10 + -8], r0\n"
		"\tleave 0\n");
	becomes("\tload.64 r3, [r1 + 0]\n"
		"\tstore.64 [r10 + -8], r3\n"
		"\tload.32 r0, [r10 + -8]\n"
		"\tload.32 r2, [r10 + -4]\n"
		"\tadd.64 r0, r0, r2\n"
		"\tleave 0\n",
		only_forward,
		"\tload.64 r3, [r1 + 0]\n"
		"\tstore.64 [r10 + -8], r3\n"
		"\tmov.32 r0, r3\n"
		"\tmov.64 r2, r3\n"
		"\tshr.64 r2, r2, 32\n"
		"\tadd.64 r0, r0, r2\n"
		"\tleave 0\n");
	becomes("\tload.32 r2, [r10 + -8]\n"
		"\tload.16 r0, [r10 + -8]\n"
		"\tadd.64 r0, r0, r2\n"
		"\tleave 0\n",
		only_forward,
		"\tload.32 r2, [r10 + -8]\n"
		"\tzx16.64 r0, r2\n"
		"\tadd.64 r0, r0, r2\n"
		"\tleave 0\n");
	becomes("\tstore.16 [r10 + -4], -2\n"
		"\tload.16 r0, [r10 + -4]\n"
		"\tleave 0\n",
		only_forward,
		"\tstore.16 [r10 + -4], -2\n"
		"\tmov.64 r0, 65534\n"
		"\tleave 0\n");
}

/* Not over what may have written there, nor what is only partly known, nor joined ways. */
static void test_forward_keeps(void **state)
{
	static const char *const between[] = {
		"\tcall 4096, 16\n",              /* who has the address */
		"\tstore.64 [r6 + 0], r7\n",      /* anywhere */
		"\tstore.8 [r10 + -5], r7\n",     /* a part of it */
		"\tfadd.64 r7, [r10 + -8], r7\n",
		"L5:\n",                           /* also from below */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++) {
		char text[512], *lines;

		snprintf(text, sizeof(text),
			 "\tload.64 r6, [r1 + 0]\n"
			 "\tload.64 r7, [r1 + 8]\n"
			 "\tstore.64 [r10 + -8], r7\n"
			 "\tadd.64 r1, r10, -8\n"
			 "%s"
			 "\tload.64 r0, [r10 + -8]\n"
			 "%s"
			 "\tleave 0\n",
			 between[i], *between[i] == 'L' ? "\tjne.64 r0, 0, L5\n" : "");
		lines = made(text, &x64_target, only_forward, 0);
		if (!strstr(lines, "\tload.64 r0, [r10 + -8]\n"))
			fail_msg("%s", lines);
		free(lines);
	}
}

static const uint32_t only_slots = NO_PASSES & ~(uint32_t)JIT_NO_SLOTS;

static void test_slots(void **state)
{
	(void)state;
	becomes("\tload.64 r2, [r1 + 0]\n"
		"\tstore.64 [r10 + -8], r2\n"
		"\tstore.32 [r10 + -12], r2\n"
		"\tjeq.64 r2, 7, L5\n"
		"\tstore.64 [r10 + -8], 300\n"
		"L5:\n"
		"\tload.64 r2, [r10 + -8]\n"
		"\tload.32 r3, [r10 + -12]\n"
		"\tadd.64 r2, r2, r3\n"
		"\tmov.64 r0, r2\n"
		"\tleave 0\n",
		only_slots,
		"\tload.64 r2, [r1 + 0]\n"
		"\tmov.32 r0, r2\n"
		"\tjeq.64 r2, 7, L5\n"
		"\tmov.64 r2, 300\n"
		"L5:\n"
		"\tmov.32 r3, r0\n"
		"\tmov.64 r0, r2\n"
		"\tadd.64 r0, r0, r3\n"
		"\tleave 0\n");
}

/* Widths that differ, overlap, bytes, an atomic, a pointer that gets about. */
static void test_slots_keep(void **state)
{
	static const char *const texts[] = {
		"\tstore.64 [r10 + -8], 5\n\tload.32 r2, [r10 + -8]\n",
		"\tstore.64 [r10 + -8], 5\n\tload.64 r2, [r10 + -12]\n",
		"\tstore.64 [r10 + -16], 5\n\tload.64 r2, [r10 + -12]\n",
		"\tstore.8 [r10 + -8], 5\n\tload.8 r2, [r10 + -8]\n",
		"\tstore.64 [r10 + -8], 5\n\taadd.64 [r10 + -8], 3\n\tload.64 r2, [r10 + -8]\n",
		"\tstore.64 [r10 + -8], 5\n\tmov.64 r3, r10\n\tload.64 r4, [r3 + -8]\n"
		"\tload.64 r2, [r10 + -8]\n",
		"\tstore.64 [r10 + -8], r10\n\tload.64 r2, [r10 + -8]\n",
		"\tstore.64 [r10 + -800], 5\n\tload.64 r2, [r10 + -800]\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char text[512], *with, *without;

		snprintf(text, sizeof(text), "%s\tmov.64 r0, r2\n\tleave 0\n", texts[i]);
		with = made(text, &x64_target, only_slots, 0);
		without = made(text, &x64_target, NO_PASSES, 0);
		assert_string_equal(with, without);
		free(with);
		free(without);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_copies_go),
		cmocka_unit_test(test_dead_goes),
		cmocka_unit_test(test_circle),
		cmocka_unit_test(test_call),
		cmocka_unit_test(test_spill),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_keeps),
		cmocka_unit_test(test_fold_address),
		cmocka_unit_test(test_rotation),
		cmocka_unit_test(test_bits),
		cmocka_unit_test(test_combine),
		cmocka_unit_test(test_combine_keeps),
		cmocka_unit_test(test_index),
		cmocka_unit_test(test_index_keeps),
		cmocka_unit_test(test_forward),
		cmocka_unit_test(test_forward_keeps),
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_slots_keep),
	};

	return cmocka_run_group_tests_name("ir_passes", tests, NULL, NULL);
}
