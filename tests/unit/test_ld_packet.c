/*
 * LD_ABS and LD_IND: in functions that are called, under a budget, and beside
 * the kernel's own loads of the same packets.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/skb.h"
#include "interp/checked.h"
#include "tests/lib/kernel.h"
#include "tests/lib/vm_test.h"

enum { FRAME_SIZE = 64, N_KERNEL_PROGS = 150 };

static uint64_t seed = 0x1dab5;

static uint32_t random_u32(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 32);
}

static void fill(uint8_t frame[FRAME_SIZE], struct skep_skb *skb)
{
	for (unsigned i = 0; i < FRAME_SIZE; i++)
		frame[i] = (uint8_t)(37 * i + 11);
	skep_skb_init(skb, frame, FRAME_SIZE);
	skb->network_offset = 14;
}

/* --- functions --- */

static struct skep_obj *load_on(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "ld_abs");
	struct skep_prog *prog = NULL;

	leave_out(obj, "no_result");
	while ((prog = skep_obj_next_prog(obj, prog)))
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	must_load(obj);
	return obj;
}

static uint32_t run_at(struct skep_obj *obj, const char *name, uint32_t off, int expected)
{
	struct skep_skb skb;
	uint8_t frame[FRAME_SIZE];
	uint32_t result;

	fill(frame, &skb);
	skb.mark = off;
	assert_int_equal(skep_run(skep_obj_prog(obj, name), &skb, &result), expected);
	return result;
}

static uint32_t byte(uint32_t at)
{
	return (uint8_t)(37 * at + 11);
}

static void calls_on(enum skep_engine engine)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_on(vm, engine);
	uint32_t sum = 0;

	for (uint32_t off = 0; off < FRAME_SIZE + 4; off++) {
		/* Both loads; the second fails: port_after is 0; so it does after deeper's. */
		bool both = off + 3 <= FRAME_SIZE;
		uint32_t half = byte(off + 1) << 8 | byte(off + 2);

		assert_int_equal(run_at(obj, "through_calls", off, 0),
				 both ? byte(off) + 1 + half * 1000 + 7 : 7);
	}
	for (uint32_t at = 0; at < FRAME_SIZE; at++)
		sum += byte(at);
	assert_int_equal(run_at(obj, "in_callback", 0, 0), sum + (70 - FRAME_SIZE) * 1000);
	assert_int_equal(run_at(obj, "in_entry", 0, 0), (byte(12) << 8 | byte(13)) + 7);
	skep_free(vm);
}

static void test_calls(void **state)
{
	(void)state;
	calls_on(SKEP_ENGINE_INTERP);
	calls_on(SKEP_ENGINE_CHECKED);
	calls_on(machine_engine());
}

static void test_no_result(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_error error;

	(void)state;
	assert_int_equal(skep_obj_load(open_obj(vm, "ld_abs"), &error), -EINVAL);
	assert_string_equal(error.id, "ld-packet-subprog");
	assert_non_null(strstr(error.message, "nothing"));
	skep_free(vm);
}

/* Every budget ends a run at the same instruction on every engine. */
static void test_budget(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj[3] = { load_on(vm, SKEP_ENGINE_INTERP),
				    load_on(vm, SKEP_ENGINE_CHECKED),
				    load_on(vm, machine_engine()) };
	static const uint32_t offs[] = { 5, FRAME_SIZE - 2, FRAME_SIZE };
	bool ran_out = false, ran = false;

	(void)state;
	for (uint64_t budget = 1; budget < 40; budget++) {
		for (size_t k = 0; k < 3; k++) {
			struct skep_skb skb;
			uint8_t frame[FRAME_SIZE];
			uint32_t result[3];
			int err[3];

			for (int e = 0; e < 3; e++) {
				struct skep_prog *prog = skep_obj_prog(obj[e], "through_calls");

				fill(frame, &skb);
				skb.mark = offs[k];
				skep_prog_set_budget(prog, budget);
				err[e] = skep_run(prog, &skb, &result[e]);
			}
			for (int e = 1; e < 3; e++) {
				assert_int_equal(err[0], err[e]);
				assert_int_equal(result[0], result[e]);
			}
			ran_out |= err[0] == -ETIMEDOUT;
			ran |= err[0] == 0;
		}
	}
	assert_true(ran_out && ran);
	skep_free(vm);
}

/* --- the checked interpreter alone --- */

static void refuse_unverified(const char *text, void *ctx, enum fault_kind kind)
{
	struct run run = { .ctx = ctx, .budget = BUDGET_NONE };
	struct skep_error error;
	struct fault fault;
	struct arena arena;
	struct image image;

	arena_init(&arena, 0);
	assert_int_equal(assemble(&arena, text, "text", &image, &error), 0);
	checked_run(&image, NULL, &run, 100, &fault);
	assert_int_equal(fault.kind, kind);
	arena_free(&arena);
}

static void test_faults(void **state)
{
	struct skep_skb skb;
	uint8_t frame[FRAME_SIZE];

	(void)state;
	fill(frame, &skb);
	refuse_unverified(".prog sched_cls\nr6 = r1\nr0 = *(u8 *)skb[0x0]\nexit\n", &skb,
			  FAULT_NONE);
	refuse_unverified(".prog sched_cls\nr6 = r1\nr0 = *(u8 *)skb[0x0]\nexit\n", NULL,
			  FAULT_CONTROL);
	refuse_unverified(".prog xdp\nr6 = r1\nr0 = *(u8 *)skb[0x0]\nexit\n", &skb,
			  FAULT_CONTROL);
	refuse_unverified(".prog sched_cls\nr0 = *(u8 *)skb[0x0]\nexit\n", &skb, FAULT_UNINIT);
	refuse_unverified(".prog sched_cls\nr6 = 1\nr0 = *(u8 *)skb[0x0]\nexit\n", &skb,
			  FAULT_NOT_POINTER);
	refuse_unverified(".prog sched_cls\nr6 = r1\nr0 = *(u8 *)skb[r10]\nexit\n", &skb,
			  FAULT_LEAK);
	refuse_unverified(".prog sched_cls\nr6 = r1\nr0 = *(u8 *)skb[0x0]\nr0 = r1\nexit\n", &skb,
			  FAULT_UNINIT);
}

/* Headers in front of data, as after a pull: not in front of head. */
static void test_windows(void **state)
{
	static const struct {
		int32_t off;
		bool found;
		uint32_t at;
	} cases[] = {
		{ 0, true, 20 },		  { -1, false, 0 },
		{ SKB_LL_OFF, true, 6 },	  { SKB_LL_OFF + 13, true, 19 },
		{ SKB_LL_OFF + 57, true, 63 },	  { SKB_LL_OFF + 58, false, 0 },
		{ SKB_NET_OFF, true, 4 },	  { SKB_NET_OFF + 16, true, 20 },
		{ SKB_NET_OFF - 1, false, 0 },	  { SKB_LL_OFF - 1, false, 0 },
	};
	struct skep_skb skb;
	uint8_t frame[FRAME_SIZE];

	(void)state;
	fill(frame, &skb);
	skb.data += 20;
	skb.head += 4;
	skb.mac_offset = -14;
	skb.network_offset = -16;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint64_t v = 1;

		assert_int_equal(skb_load(&skb, cases[i].off, 1, &v), cases[i].found);
		assert_int_equal(v, cases[i].found ? byte(cases[i].at) : 1);
	}
	skb.network_offset = -17;
	assert_false(skb_load(&skb, SKB_NET_OFF, 1, &(uint64_t){ 0 }));
	assert_true(skb_load(&skb, SKB_NET_OFF + 1, 4, &(uint64_t){ 0 }));
}

/* --- beside the kernel --- */

static int32_t random_offset(void)
{
	static const int32_t bases[] = { 0, FRAME_SIZE - 4, SKB_NET_OFF, SKB_LL_OFF,
					 SKB_NET_OFF + FRAME_SIZE - 18, SKB_LL_OFF + FRAME_SIZE - 4,
					 -8, INT32_MAX - 4 };

	/* Unsigned: the last base wraps around. */
	return (int32_t)((uint32_t)bases[random_u32() % 8] + random_u32() % 12 - 3);
}

static void random_program(char *text, size_t size)
{
	static const char *const sizes[] = { "u8", "u16", "u32" };
	const char *u = sizes[random_u32() % 3];
	int32_t off = random_offset();
	uint32_t add = random_u32() % 16;

	if (random_u32() & 1)
		snprintf(text, size, ".prog sched_cls\nr6 = r1\nr0 = *(%s *)skb[%s0x%x]\n"
			 "r0 += 3\nexit\n", u, off < 0 ? "-" : "",
			 off < 0 ? 0u - (uint32_t)off : (uint32_t)off);
	else
		snprintf(text, size, ".prog sched_cls\nr6 = r1\nw7 = 0x%x\n"
			 "r0 = *(%s *)skb[r7 + 0x%x]\nr0 += 3\nexit\n",
			 (uint32_t)off - add, u, add);
}

/* Return: did the load find its bytes? */
static bool compare_with_kernel(const char *text)
{
	uint8_t frame[FRAME_SIZE], out[256];
	uint32_t out_size = sizeof(out), kernel_result;
	struct kernel_prog prog;
	struct skep_error error;
	struct skep_skb skb;
	struct run run = { .ctx = &skb, .budget = BUDGET_NONE };
	struct fault fault;
	struct arena arena;
	struct image image;

	fill(frame, &skb);
	arena_init(&arena, 0);
	assert_int_equal(assemble(&arena, text, "text", &image, &error), 0);
	assert_int_equal(kernel_load(&image, true, &prog), 0);
	assert_int_equal(
		kernel_run(&prog, frame, FRAME_SIZE, out, &out_size, &kernel_result), 0);
	kernel_unload(&prog);
	if ((uint32_t)checked_run(&image, NULL, &run, 100, &fault) != kernel_result)
		fail_msg("kernel %u, skep differs:\n%s", kernel_result, text);
	assert_int_equal(fault.kind, FAULT_NONE);
	arena_free(&arena);
	return kernel_result != 0;
}

static void test_kernel(void **state)
{
	char text[200];
	int found = 0;

	(void)state;
	if (kernel_available()) {
		print_message("skipped: %s\n", kernel_available());
		skip();
	}
	for (int i = 0; i < N_KERNEL_PROGS; i++) {
		random_program(text, sizeof(text));
		found += compare_with_kernel(text);
	}
	assert_in_range(found, N_KERNEL_PROGS / 4, N_KERNEL_PROGS - 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calls),	 cmocka_unit_test(test_no_result),
		cmocka_unit_test(test_budget),	 cmocka_unit_test(test_faults),
		cmocka_unit_test(test_windows),	 cmocka_unit_test(test_kernel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
