/*
 * What leaves an engine's loop: callbacks and tail calls, on all engines
 * and from one to the other, with budgets that end the run in the middle.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/diag.h"
#include "interp/checked.h"
#include "interp/interp.h"
#include "jit/jit.h"
#include "verifier/verifier.h"
#include "vm/vm.h"

enum { INTERP, CHECKED, JIT, JIT_1, N_ENGINES, MAX_PROGS = 4 };

/* A verified program, bound for one engine. */
struct prog {
	struct image image;
	struct arena arena;
	struct facts *facts;
	struct binding binding;
	struct bound_map bound[4];
	struct fault fault;
	const struct jit_code *code; /* or NULL */
};

static helper_fn *bodies[MAX_HELPER_ID + 1];
static const struct binding *targets[MAX_PROGS];
static unsigned n_tail_calls;
static char last_fault[200]; /* of the first program of a chain */

/* As the library's, on a table of this test. */
static uint64_t body_tail_call(uint64_t ctx, uint64_t map, uint64_t index, uint64_t r4, uint64_t r5,
			       struct run *run)
{
	(void)ctx, (void)map, (void)r4, (void)r5;
	n_tail_calls++;
	if ((uint32_t)index >= MAX_PROGS || !targets[(uint32_t)index] ||
	    run->tail_calls >= MAX_TAIL_CALLS)
		return (uint64_t)-ENOENT;
	run->tail_calls++;
	run->next = targets[(uint32_t)index];
	return 0;
}

static uint64_t enter_checked(struct run *run)
{
	struct prog *prog = (struct prog *)run->binding->prog;

	struct fault fault; /* the program may be under way already */
	uint64_t r0 = checked_run(&prog->image, prog->facts, run, 0, &fault);

	if (fault.kind != FAULT_NONE)
		prog->fault = fault;
	return r0;
}

static void prepare(struct prog *prog, const char *text, int engine)
{
	const struct verify_opts opts = { .rights = 0 };
	const struct interp_code *code;
	struct skep_error error;

	memset(prog, 0, sizeof(*prog));
	error_clear(&error);
	arena_init(&prog->arena, 0);
	if (assemble(&prog->arena, text, "test", &prog->image, &error) ||
	    validate(&prog->image, &error) ||
	    verify(&prog->image, &opts, &prog->arena, &prog->facts, &error))
		fail_msg("%s: %s", error.id, error.message);
	for (uint32_t m = 0; m < prog->image.n_maps; m++) {
		struct map *map = NULL;

		if (prog->image.maps[m]->type != MAP_PROG_ARRAY)
			assert_int_equal(map_create(prog->image.maps[m], NULL, 1, &map, NULL), 0);
		if (map) {
			assert_int_equal(map_lane_prepare(map, 0), 0);
			map_bind(map, &prog->bound[m]);
		}
	}
	memcpy(bodies, helper_bodies, sizeof(bodies));
	bodies[HELPER_ID_tail_call] = body_tail_call;
	prog->binding = (struct binding){
		.maps = prog->bound, .n_maps = prog->image.n_maps, .helpers = bodies, .prog = prog,
		.enter = engine == CHECKED ? enter_checked : interp_enter,
	};
	if (interp_prepare(&prog->image, prog->facts, &prog->binding, &prog->arena, &code, &error))
		fail_msg("%s", error.message);
	prog->binding.code = code;
	if (engine < JIT || !jit_available())
		return;
	if (jit_prepare(&prog->image, prog->facts, &prog->binding,
			engine == JIT ? JIT_CHECK : JIT_CHECK | JIT_LEVEL_1, &prog->arena,
			&prog->code, &error))
		fail_msg("%s", error.message);
	assert_int_equal(prog->code->level, engine == JIT_1);
	prog->binding.enter = prog->code->enter;
}

static void release(struct prog *prog)
{
	for (uint32_t m = 0; m < prog->image.n_maps; m++)
		if (prog->bound[m].map)
			map_close(prog->bound[m].map);
	jit_free(prog->code);
	arena_free(&prog->arena);
}

/* Run on a frame of 64 bytes; Return: r0, *@status. */
static uint64_t run(const struct prog *prog, int64_t budget, struct run *block)
{
	static const struct lease lease = { .writer = { .lane = 0, .generation = 1 } };
	uint8_t frame[64] = { 0 };
	struct skep_xdp xdp;

	skep_xdp_init(&xdp, frame, sizeof(frame));
	*block = (struct run){ .binding = &prog->binding, .ctx = &xdp, .budget = budget,
			       .thread = (void *)&lease };
	return prog->binding.enter(block);
}

static uint64_t result_of(const char *text, int engine)
{
	struct run block;
	struct prog prog;
	uint64_t r0;

	prepare(&prog, text, engine);
	r0 = run(&prog, BUDGET_NONE, &block);
	if (block.status != RUN_OK)
		fail_msg("engine %d: status %u: %s", engine, block.status, prog.fault.text);
	release(&prog);
	return r0;
}

/* --- callbacks --- */

#define SUM_TO(n)                                                                                  \
	" *(u64 *)(r10 - 8) = 0\n"                                                           \
	" r6 = 77\n"                                                                         \
	" r1 = " #n "\n"                                                                     \
	" r2 = func step ll\n"                                                               \
	" r3 = r10\n"                                                                        \
	" r3 += -8\n"                                                                        \
	" r4 = 0\n"                                                                          \
	" call loop\n"                                                                       \
	" r1 = *(u64 *)(r10 - 8)\n"                                                          \
	" r0 <<= 32\n"                                                                       \
	" r0 += r1\n"                                                                        \
	" r0 += r6\n"                                                                        \
	" exit\n"

static void test_loop(void **state)
{
	(void)state;
	for (int engine = 0; engine < N_ENGINES; engine++) {
		/* every round */
		assert_int_equal(result_of(SUM_TO(100) ".func step\n"
						       " r3 = *(u64 *)(r2 + 0)\n"
						       " r3 += r1\n"
						       " *(u64 *)(r2 + 0) = r3\n"
						       " r0 = 0\n"
						       " exit\n",
					   engine),
				 (UINT64_C(100) << 32) + 4950 + 77);
		/* stopped by the function: the round counts */
		assert_int_equal(result_of(SUM_TO(100) ".func step\n"
						       " r0 = 1\n"
						       " if r1 > 8 goto out\n"
						       " r3 = *(u64 *)(r2 + 0)\n"
						       " r3 += r1\n"
						       " *(u64 *)(r2 + 0) = r3\n"
						       " r0 = 0\n"
						       "out:\n"
						       " exit\n",
					   engine),
				 (UINT64_C(10) << 32) + 36 + 77);
		/* a function that calls one, and has a stack of its own */
		assert_int_equal(result_of(SUM_TO(10) ".func step\n"
						      " *(u64 *)(r10 - 16) = r2\n"
						      " call twice\n"
						      " r2 = *(u64 *)(r10 - 16)\n"
						      " r3 = *(u64 *)(r2 + 0)\n"
						      " r3 += r0\n"
						      " *(u64 *)(r2 + 0) = r3\n"
						      " r0 = 0\n"
						      " exit\n"
						      ".func twice\n"
						      " *(u64 *)(r10 - 8) = r1\n"
						      " r0 = *(u64 *)(r10 - 8)\n"
						      " r0 += r1\n"
						      " exit\n",
					   engine),
				 (UINT64_C(10) << 32) + 90 + 77);
		assert_int_equal(result_of(SUM_TO(0) ".func step\n"
						     " r0 = 0\n"
						     " exit\n",
					   engine),
				 77);
	}
}

static void test_loop_refuses(void **state)
{
	static const struct {
		const char *count, *flags;
		int64_t result;
	} rows[] = {
		{ "8388608", "0", 8388608 },
		{ "8388609", "0", -E2BIG },
		{ "5", "1", -EINVAL },
	};
	char text[400];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		snprintf(text, sizeof(text),
			 " r1 = %s\n r2 = func step ll\n r3 = 0\n r4 = %s\n"
			 " call loop\n exit\n.func step\n r0 = 0\n exit\n",
			 rows[i].count, rows[i].flags);
		assert_int_equal(result_of(text, 0), rows[i].result);
	}
}

#define FOR_EACH(map)                                                                              \
	".map m " map "\n"                                                                         \
	" *(u64 *)(r10 - 8) = 0\n"                                                                 \
	" *(u32 *)(r10 - 12) = 3\n"                                                                \
	" *(u64 *)(r10 - 24) = 100\n"                                                              \
	" r1 = map m ll\n r2 = r10\n r2 += -12\n r3 = r10\n r3 += -24\n "                          \
	"r4 = 0\n"                                                                                 \
	" call map_update_elem\n"                                                                  \
	" *(u32 *)(r10 - 12) = 1\n"                                                                \
	" r1 = map m ll\n r2 = r10\n r2 += -12\n r3 = r10\n r3 += -24\n "                          \
	"r4 = 0\n"                                                                                 \
	" call map_update_elem\n"                                                                  \
	" r1 = map m ll\n r2 = func step ll\n r3 = r10\n r3 += -8\n r4 = 0\n"                      \
	" call for_each_map_elem\n"                                                                \
	" r1 = *(u64 *)(r10 - 8)\n"                                                                \
	" r0 <<= 32\n r0 += r1\n exit\n"                                                           \
	".func step\n" /* sum of key + value; the value is doubled */                              \
	" r5 = *(u32 *)(r2 + 0)\n"                                                                 \
	" r0 = *(u64 *)(r3 + 0)\n"                                                                 \
	" r5 += r0\n r0 += r0\n *(u64 *)(r3 + 0) = r0\n"                                           \
	" r0 = *(u64 *)(r4 + 0)\n r0 += r5\n *(u64 *)(r4 + 0) = r0\n"                              \
	" r0 = 0\n exit\n"

static void test_for_each(void **state)
{
	(void)state;
	for (int engine = 0; engine < N_ENGINES; engine++) {
		assert_int_equal(
			result_of(FOR_EACH("type=array key=4 value=8 entries=5"), engine),
			(UINT64_C(5) << 32) + 10 + 200);
		assert_int_equal(
			result_of(FOR_EACH("type=percpu_array key=4 value=8 entries=5"), engine),
			(UINT64_C(5) << 32) + 10 + 200);
		assert_int_equal(result_of(FOR_EACH("type=hash key=4 value=8 entries=5"), engine),
				 (UINT64_C(2) << 32) + 4 + 200);
	}
}

/* A budget that ends inside a callback ends the helper and the run, at one place. */
static void test_budget_in_callback(void **state)
{
	int64_t left[N_ENGINES];

	(void)state;
	for (int64_t budget = 1; budget < 200; budget += 7) {
		for (int engine = 0; engine < N_ENGINES; engine++) {
			struct run block;
			struct prog prog;

			prepare(&prog,
				SUM_TO(20) ".func step\n r3 = *(u64 *)(r2 + 0)\n"
					   " r3 += 1\n *(u64 *)(r2 + 0) = r3\n r0 = "
					   "0\n exit\n",
				engine);
			run(&prog, budget, &block);
			assert_int_equal(block.status, budget < 100 ? RUN_BUDGET : RUN_OK);
			left[engine] = block.budget;
			release(&prog);
		}
		assert_int_equal(left[0], left[1]);
		assert_int_equal(left[0], left[2]);
	}
}

/* --- tail calls --- */

#define JUMP(index)                                                                                \
	".map progs type=prog_array key=4 value=4 entries=4\n"                                     \
	" r2 = map progs ll\n r3 = " #index "\n call tail_call\n"

/* Programs 0.. of @text, of the engines that are @engines' digits; the result of 0. */
static uint64_t chain(const char *const text[], unsigned n, unsigned engines, int64_t budget,
		      struct run *block)
{
	struct prog prog[MAX_PROGS];
	uint64_t r0;

	assert_true(n > 0 && n <= MAX_PROGS);
	memset(prog, 0, sizeof(prog));
	memset(targets, 0, sizeof(targets));
	n_tail_calls = 0;
	for (unsigned i = 0; i < n; i++) {
		prepare(&prog[i], text[i], (int)(engines % N_ENGINES));
		engines /= N_ENGINES;
		targets[i] = &prog[i].binding;
	}
	r0 = run(&prog[0], budget, block);
	snprintf(last_fault, sizeof(last_fault), "%s", prog[0].fault.text);
	for (unsigned i = 0; i < n; i++)
		release(&prog[i]);
	return r0;
}

static void test_tail_call(void **state)
{
	static const char *const text[] = {
		JUMP(1) " r0 = 10\n exit\n",
		JUMP(2) " r0 = 11\n exit\n",
		JUMP(3) " r0 = 12\n exit\n", /* there is no program 3 */
	};
	struct run block;

	(void)state;
	for (unsigned engines = 0; engines < 27; engines++) {
		assert_int_equal(chain(text, 3, engines, BUDGET_NONE, &block), 12);
		assert_int_equal(block.status, RUN_OK);
		assert_int_equal(n_tail_calls, 3);
	}
}

/* From a function: its caller goes on with the target's result, its registers and stack whole. */
static void test_tail_call_in_function(void **state)
{
	static const char *const text[] = {
		".map progs type=prog_array key=4 value=4 entries=4\n"
		" r6 = 1000\n *(u64 *)(r10 - 8) = 500\n"
		" call jump\n"
		" r1 = *(u64 *)(r10 - 8)\n r0 += r1\n r0 += r6\n exit\n"
		".func jump\n *(u64 *)(r10 - 64) = 1\n"
		" r2 = map progs ll\n r3 = 1\n call tail_call\n r0 = "
		"9\n exit\n",
		" r6 = 1\n *(u64 *)(r10 - 8) = 2\n *(u64 *)(r10 - 64) = 2\n"
		" r0 = 7\n exit\n",
	};
	struct run block;

	(void)state;
	for (unsigned engines = 0; engines < 9; engines++) {
		assert_int_equal(chain(text, 2, engines, BUDGET_NONE, &block), 1507);
		assert_int_equal(chain(text, 1, engines, BUDGET_NONE, &block), 1509);
	}
}

/* 33 in a run, as Linux; then the call fails and the last program goes on. */
static void test_tail_call_limit(void **state)
{
	static const char *const text[] = { JUMP(0) " r0 = 5\n exit\n" };
	struct run block;

	(void)state;
	for (unsigned engines = 0; engines < 3; engines++) {
		assert_int_equal(chain(text, 1, engines, BUDGET_NONE, &block), 5);
		assert_int_equal(block.tail_calls, MAX_TAIL_CALLS);
		assert_int_equal(n_tail_calls, MAX_TAIL_CALLS + 1);
	}
}

/* Targets that each leave a function's frame behind: the deepest stack there can be. */
static void test_tail_call_depth(void **state)
{
	static const char *const text[] = {
		".map progs type=prog_array key=4 value=4 entries=4\n"
		" *(u64 *)(r10 - 240) = 1\n call jump\n"
		" r1 = *(u64 *)(r10 - 240)\n r0 += r1\n exit\n"
		".func jump\n *(u64 *)(r10 - 240) = 2\n"
		" r2 = map progs ll\n r3 = 0\n call tail_call\n r0 = "
		"100\n exit\n",
	};
	struct run block;

	(void)state;
	for (unsigned engines = 0; engines < 3; engines++) {
		uint64_t r0 = chain(text, 1, engines, BUDGET_NONE, &block);

		if (block.status != RUN_OK)
			fail_msg("engine %u: status %u after %u calls: %s", engines, block.status,
				 block.tail_calls, last_fault);
		assert_int_equal(r0, 100 + MAX_TAIL_CALLS + 1);
	}
}

static void test_tail_call_budget(void **state)
{
	static const char *const text[] = {
		JUMP(1) " r0 = 10\n exit\n",
		" r0 = 0\nagain:\n r0 += 1\n if r0 < 50 goto again\n exit\n",
	};
	int64_t left[9];
	struct run block;

	(void)state;
	for (int64_t budget = 1; budget < 150; budget += 13) {
		for (unsigned engines = 0; engines < 9; engines++) {
			chain(text, 2, engines, budget, &block);
			assert_int_equal(block.status, budget < 98 ? RUN_BUDGET : RUN_OK);
			left[engines] = block.budget;
			assert_int_equal(left[engines], left[0]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_loop),
		cmocka_unit_test(test_loop_refuses),
		cmocka_unit_test(test_for_each),
		cmocka_unit_test(test_budget_in_callback),
		cmocka_unit_test(test_tail_call),
		cmocka_unit_test(test_tail_call_in_function),
		cmocka_unit_test(test_tail_call_limit),
		cmocka_unit_test(test_tail_call_depth),
		cmocka_unit_test(test_tail_call_budget),
	};

	return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
