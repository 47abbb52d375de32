/*
 * Level 1's passes about which value it is: the same one, one of a table, a quotient by a
 * constant; operations in, operations out, as in test_ir_passes.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/ir_made.h"
#include "tests/lib/ir_text.h"

/* ---- the same value ---- */

static const uint32_t only_number = NO_PASSES & ~(uint32_t)JIT_NO_NUMBER;

/* In front, in whatever order of operands; an address; not on one of two ways only. */
static void test_number(void **state)
{
	(void)state;
	becomes("\tload.64 r2, [r1 + 0]\n"
		"\tload.64 r3, [r1 + 8]\n"
		"\tmov.64 r4, r2\n"
		"\txor.64 r4, r4, r3\n"
		"\tjeq.64 r2, 7, L5\n"
		"\tmov.64 r5, r3\n"
		"\txor.64 r5, r5, r3\n"
		"\txor.64 r3, r3, r2\n"
		"\tadd.64 r4, r4, r3\n"
		"L5:\n"
		"\tmov.64 r0, r4\n"
		"\tleave 0\n",
		only_number,
		"\tload.64 r2, [r1 + 0]\n"
		"\tload.64 r3, [r1 + 8]\n"
		"\tmov.64 r4, r2\n"
		"\txor.64 r4, r4, r3\n"
		"\tjeq.64 r2, 7, L5\n"
		"\tadd.64 r4, r4, r4\n"
		"L5:\n"
		"\tmov.64 r0, r4\n"
		"\tleave 0\n");
	becomes("\tmov.64 r2, 81985529216486895\n"
		"\tload.64 r3, [r2 + 0]\n"
		"\tmov.64 r4, 81985529216486895\n"
		"\tload.64 r4, [r4 + 0]\n"
		"\tadd.64 r3, r3, r4\n"
		"\tmov.64 r0, r3\n"
		"\tleave 0\n",
		only_number,
		"\tmov.64 r2, 81985529216486895\n"
		"\tload.64 r3, [r2 + 0]\n"
		"\tload.64 r4, [r2 + 0]\n"
		"\tmov.64 r0, r3\n"
		"\tadd.64 r0, r0, r4\n"
		"\tleave 0\n");
}

/* On another way; in another width; hidden and not; a load; cheap behind a call. */
/* The second xor is value 21, and the first one stands for it: no label is meant. */
static void test_number_labels(void **state)
{
	char *lines = made("\tload.64 r2, [r1 + 0]\n"
			   "\tload.64 r3, [r1 + 8]\n"
			   "\tmov.64 r4, r2\n"
			   "\txor.64 r4, r4, r3\n"
			   "\tmov.64 r5, r2\n"
			   "\txor.64 r5, r5, r3\n"
			   "\tadd.64 r4, r4, r5\n"
			   "\taddr.64 r5, L21\n"
			   "\tadd.64 r4, r4, r5\n"
			   "L21:\n"
			   "\tmov.64 r0, r4\n"
			   "\tleave 0\n",
			   &x64_target, only_number, 0);

	(void)state;
	assert_null(strstr(strstr(lines, "xor") + 1, "xor"));
	assert_non_null(strstr(strstr(lines, "addr.64"), ", L21\n"));
	free(lines);
}

static void test_number_keeps(void **state)
{
	static const char *const texts[] = {
		"\tjeq.64 r2, 7, L5\n\tmov.64 r4, r2\n\tsub.64 r4, r4, r3\n"
		"\tstore.64 [r1 + 0], r4\n"
		"L5:\n\tsub.64 r2, r2, r3\n\tmov.64 r0, r2\n",
		"\tmov.64 r4, r2\n\tsub.64 r4, r4, r3\n\tsub.32 r2, r2, r3\n\tadd.64 r2, r2, r4\n"
		"\tmov.64 r0, r2\n",
		"\tmov.64 r4, r2\n\txor.64 r4, r4, $5000\n\txor.64 r2, r2, 5000\n"
		"\tadd.64 r2, r2, r4\n\tmov.64 r0, r2\n",
		"\tload.8 r4, [r1 + 1]\n\tload.8 r5, [r1 + 1]\n\tadd.64 r4, r4, r5\n"
		"\tmov.64 r0, r4\n",
		"\tmov.64 r6, r2\n\tmov.64 r7, r3\n\txor.64 r2, r2, r3\n\tstore.64 [r1 + 0], r2\n"
		"\tcall 4096, 0\n\txor.64 r6, r6, r7\n\tmov.64 r0, r6\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char text[512], *with, *without;

		snprintf(text, sizeof(text),
			 "\tload.64 r2, [r1 + 0]\n\tload.64 r3, [r1 + 8]\n%s\tleave 0\n", texts[i]);
		with = made(text, &x64_target, only_number, 0);
		without = made(text, &x64_target, NO_PASSES, 0);
		assert_string_equal(with, without);
		free(with);
		free(without);
	}
}

/* ---- choices ---- */

static const uint32_t only_choose = NO_PASSES & ~(uint32_t)(JIT_NO_CHOOSE | JIT_NO_FOLD);

/* @before, a branch on r2, @side, and what follows. */
static char *choice(const char *before, const char *side, uint32_t flags)
{
	char text[512];

	snprintf(text, sizeof(text),
		 "\tload.64 r2, [r1 + 0]\n%s\tjgt.64 r2, 9, L5\n%sL5:\n\tadd.64 r0, r0, r2\n"
		 "\tleave 0\n", before, side);
	return made(text, &x64_target, flags, 0);
}

static void chooses(const char *before, const char *side, const char *wanted)
{
	char *lines = choice(before, side, only_choose), whole[512];

	snprintf(whole, sizeof(whole),
		 "\tload.64 r2, [r1 + 0]\n%sL5:\n\tadd.64 r0, r0, r2\n\tleave 0\n", wanted);
	assert_string_equal(lines, whole);
	free(lines);
}

/* 0 and 1 both ways, 0 and another, with a charge. */
static void test_choose(void **state)
{
	(void)state;
	chooses("\tmov.64 r0, 0\n", "\tmov.64 r0, 1\n",
		"\tmov.64 r0, r2\n\tsetle.64 r0, r0, 9\n");
	chooses("\tmov.64 r0, 1\n", "\tmov.64 r0, 0\n",
		"\tmov.64 r0, r2\n\tsetgt.64 r0, r0, 9\n");
	chooses("\tmov.64 r0, 0\n", "\tmov.64 r0, 300\n",
		"\tmov.64 r0, r2\n\tsetle.64 r0, r0, 9\n\tmul.64 r0, r0, 300\n");
	chooses("\tmov.64 r0, 0\n", "\tcharge -2\n\tmov.64 r0, 1\n",
		"\tmov.64 r0, r2\n\tsetle.64 r0, r0, 9\n\tchargeif.64 r0, -2\n");
	chooses("\tmov.64 r0, 1\n", "\tcharge 3\n\tmov.64 r0, 0\n",
		"\tmov.64 r0, r2\n\tsetle.64 r0, r0, 9\n\tchargeif.64 r0, 3\n"
		"\txor.64 r0, r0, 1\n");
}

/* Two other constants, two of them, what is not constant, an access, a charge too much. */
static void test_choose_keeps(void **state)
{
	static const char *const ways[][2] = {
		{ "\tmov.64 r0, 5\n", "\tmov.64 r0, 7\n" },
		{ "\tmov.64 r0, 0\n", "\tmov.64 r0, r2\n\tadd.64 r0, r0, 1\n" },
		{ "\tmov.64 r0, 0\n", "\tstore.64 [r1 + 8], 0\n\tmov.64 r0, 1\n" },
		{ "\tmov.64 r0, 0\n", "\tcharge 500\n\tmov.64 r0, 1\n" },
		{ "\tmov.64 r0, 0\n", "\tmov.64 r0, 81985529216486895\n" },
		{ "\tmov.64 r0, 0\n", "\tmov.64 r0, 1\n\tmov.64 r2, 0\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		char *with = choice(ways[i][0], ways[i][1], only_choose);
		char *without = choice(ways[i][0], ways[i][1], only_choose | JIT_NO_CHOOSE);

		assert_string_equal(with, without);
		free(with);
		free(without);
	}
}

/* ---- comparisons with constants ---- */

static const uint32_t only_switch = NO_PASSES & ~(uint32_t)JIT_NO_SWITCH;

/* A chain; what is chosen is looked up, and what it costs. */
static const char chain[] = "\tload.64 r2, [r1 + 0]\n"
			    "\tmov.64 r0, 10\n"
			    "\tcharge 4\n"
			    "\tjeq.64 r2, 1, L5\n"
			    "\tmov.64 r0, 20\n"
			    "\tcharge -1\n"
			    "\tjeq.64 r2, 2, L5\n"
			    "\tmov.64 r0, 30\n"
			    "\tcharge -1\n"
			    "\tjeq.64 r2, 3, L5\n"
			    "\tmov.64 r0, 40\n"
			    "\tjeq.64 r2, 0, L5\n"
			    "\tmov.64 r0, 50\n"
			    "L5:\n"
			    "\tleave 0\n";

static void test_switch_looks_up(void **state)
{
	static const char plain[] = "\tload.64 r2, [r1 + 0]\n"
				    "\tcharge 4\n"
				    "\tjgt.64 r2, 3, L6\n"
				    "\tchargeat.64 r2, {-2 0 -1 -2}\n"
				    "\ttable.64 r0, r2, {40 10 20 30}\n"
				    "\tjmp L5\n"
				    "L6:\n"
				    "\tmov.64 r0, 50\n"
				    "\tcharge -2\n"
				    "\tjmp L5\n"
				    "L5:\n"
				    "\tleave 0\n";
	static const char masked[] = "\tload.64 r2, [r1 + 0]\n"
				     "\tcharge 4\n"
				     "\tjgt.64 r2, 3, L6\n"
				     "\tand.64 r2, r2, $3\n";
	char *lines;

	(void)state;
	becomes(chain, only_switch, plain);
	lines = made(chain, &x64_target, only_switch | JIT_MASK, 0);
	assert_memory_equal(lines, masked, strlen(masked));
	assert_non_null(strstr(lines, "{40 10 20 30}"));
	free(lines);
}

/* What is masked is what was compared, also where only the lower half of the value counts. */
static void test_switch_masks(void **state)
{
	static const char wanted[] = "\tload.64 r2, [r1 + 0]\n"
				     "\tcharge 4\n"
				     "\tmov.32 r2, r2\n"
				     "\tjgt.64 r2, 3, L6\n"
				     "\tand.64 r2, r2, $3\n";
	char text[sizeof(chain)], *at = text, *lines;

	(void)state;
	memcpy(text, chain, sizeof(chain));
	while ((at = strstr(at, "jeq.64")))
		memcpy(at, "jeq.32", 6);
	lines = made(text, &x64_target, (only_switch & ~(uint32_t)JIT_NO_FOLD) | JIT_MASK, 0);
	if (strncmp(lines, wanted, strlen(wanted)))
		fail_msg("%s", lines);
	free(lines);
}

/* Ways that differ; a jump back checks the budget; not where indirect jumps are not wanted. */
static void test_switch_cases(void **state)
{
	char text[2048] = "L7:\n\tload.32 r2, [r1 + 0]\n\tcharge 3\n\tjsgt.32 r2, 21, L6\n"
			  "\tjeq.32 r2, 20, L20\n\tjeq.32 r2, 21, L21\n\tjmp L10\n"
			  "L6:\n\tjne.32 r2, 22, L11\n\tloop -5, L7\nL11:\n\tcharge -2\n";
	static const char wanted[] = "L7:\n"
				     "\tload.32 r2, [r1 + 0]\n"
				     "\tcharge 3\n"
				     "\tmov.32 r0, r2\n"
				     "\tsub.32 r0, r0, $20\n"
				     "\tjgt.64 r0, 15, L30\n"
				     "\tchargeat.64 r0, {0 0 -5 -2 -2 -2 -2 -2 -2 -2 -2 -2 "
				     "-2 -2 -2 -2}\n"
				     "\tswitch.64 r0, {0 1 2 3 4 5 6 7 8 9 10 10 10 10 10 10}\n"
				     "\tcase L20\n"
				     "\tcase L21\n"
				     "\tcase L31\n"
				     "\tcase L23\n";
	static const char behind[] = "\tcase L10\n"
				     "L31:\n"
				     "\tloop 0, L7\n"
				     "L30:\n"
				     "\tjsgt.32 r2, $35, L32\n"
				     "\tjmp L10\n"
				     "L32:\n"
				     "\tcharge -2\n"
				     "\tjmp L10\n"
				     "L10:\n";
	char *lines;

	(void)state;
	for (unsigned i = 23; i < 30; i++)
		snprintf(text + strlen(text), 64, "\tjeq.32 r2, %u, L%u\n", i, i);
	strcat(text, "L10:\n\tload.64 r0, [r1 + 8]\n\tleave 0\n");
	for (unsigned i = 20; i < 30; i++)
		snprintf(text + strlen(text), 64,
			 "L%u:\n\tload.64 r0, [r1 + %u]\n\tleave 0\n", i, i);
	strcat(text, "L1:\n\tout\nL4:\n\tcut\n");
	lines = made(text, &x64_target, only_switch, 0);
	if (strncmp(lines, wanted, strlen(wanted)) || !strstr(lines, behind))
		fail_msg("%s", lines);
	free(lines);
	lines = made(text, &x64_target, only_switch | JIT_BLIND, 0);
	assert_null(strstr(lines, "switch"));
	free(lines);
}

/* Too few, too far apart, of two values, of another width, bits. */
static void test_switch_keeps(void **state)
{
	static const char *const trees[] = {
		"\tjeq.64 r2, 1, L5\n\tjeq.64 r2, 2, L6\n\tjeq.64 r2, 3, L7\n",
		"\tjeq.64 r2, 1, L5\n\tjeq.64 r2, 2, L6\n\tjeq.64 r2, 3, L7\n"
		"\tjeq.64 r2, 257, L8\n",
		"\tjeq.64 r2, 1, L5\n\tjeq.64 r3, 2, L6\n\tjeq.64 r2, 3, L7\n"
		"\tjeq.64 r3, 4, L8\n",
		"\tjeq.64 r2, 1, L5\n\tjeq.32 r2, 2, L6\n\tjeq.64 r2, 3, L7\n"
		"\tjeq.32 r2, 4, L8\n",
		"\tjset.64 r2, 1, L5\n\tjset.64 r2, 2, L6\n\tjset.64 r2, 4, L7\n"
		"\tjset.64 r2, 8, L8\n",
		"\tjeq.64 r2, 1, L5\n\tjeq.64 r2, 2, L6\n\tload.64 r2, [r1 + 40]\n"
		"\tjeq.64 r2, 3, L7\n\tjeq.64 r2, 4, L8\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(trees) / sizeof(*trees); i++) {
		char text[1024], *with, *without;

		snprintf(text, sizeof(text),
			 "\tload.64 r2, [r1 + 0]\n\tload.64 r3, [r1 + 8]\n%s\tload.8 r0, [r1 + 0]\n"
			 "\tleave 0\nL5:\n\tload.16 r0, [r1 + 2]\n\tleave 0\n"
			 "L6:\n\tload.16 r0, [r1 + 4]\n\tleave 0\n"
			 "L7:\n\tload.16 r0, [r1 + 6]\n\tleave 0\n"
			 "L8:\n\tload.16 r0, [r1 + 8]\n\tleave 0\n", trees[i]);
		with = made(text, &x64_target, only_switch, 0);
		without = made(text, &x64_target, NO_PASSES, 0);
		assert_string_equal(with, without);
		free(with);
		free(without);
	}
}

/* Wherever memory ends, that is what is said. */
static void test_no_memory(void **state)
{
	char whole[1024];
	struct arena arena, small;
	int err = -ENOMEM;
	unsigned n = 0;

	(void)state;
	snprintf(whole, sizeof(whole), "L0:\n\tfunc 0\n%s", chain);
	arena_init(&arena, 0);
	for (size_t quota = 64; err; quota += 64, n++) {
		struct jit_func func = { .is_entry = true };
		struct ir ir, out;

		assert_int_equal(ir_parse(&ir, &arena, whole), 0);
		arena_init(&small, quota);
		ir.arena = &small;
		err = level1(&ir, &func, 0, &x64_target, ALL, &out);
		assert_true(!err || err == -ENOMEM);
		if (!err)
			assert_int_equal(out.n_tables, 2);
		arena_free(&small);
	}
	assert_true(n > 100);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_number_labels),
		cmocka_unit_test(test_number_keeps),
		cmocka_unit_test(test_choose),
		cmocka_unit_test(test_choose_keeps),
		cmocka_unit_test(test_switch_looks_up),
		cmocka_unit_test(test_switch_masks),
		cmocka_unit_test(test_switch_cases),
		cmocka_unit_test(test_switch_keeps),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests_name("ir_values", tests, NULL, NULL);
}
