/* Calls of host functions on each engine. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/host_funcs.h"
#include "tests/lib/variant.h"
#include "tests/lib/vm_test.h"

static struct host_notes notes;

static const struct {
	const char *prog;
	uint32_t result;
} runs[] = {
	{ "adds", (uint32_t)(((1ull << 40) - 3 + 200 + 1 + 7) >> 8) },
	{ "sums", 15 + 100 * ('t' + 'w') },
	{ "sums_packet", 4 + 5 },
	{ "fills", 6 },
	{ "fails", (uint32_t)-22 },
	{ "points_at", 14 * 100 + 2 + 14 },
	{ "maybe", 5 * 100 + 10 + 1 },
	{ "optional", 8 * 100 + 5 },
	{ "constant", 14 + 5 + 12 },
	{ "frame", 64 },
	{ "grows", (uint32_t)-1 }, /* there is no room in front of the frame */
	{ "finds", 41 * 100 + 7 + 42 },
	{ "buffers", 6 },
	{ "arguments", 1 },
	{ "deeper", 5 + 0 + 1 + 2 },
	{ "flavour", 40 },
	{ "weak_there", 1 },
};

static void check_runs(enum skep_engine engine, const char *name)
{
	char progs[512] = "";
	struct skep_obj *obj;

	notes = (struct host_notes){ 0 };
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++)
		strcat(strcat(progs, runs[i].prog), " ");
	obj = load_only(progs, engine, &notes);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
			uint32_t result = run_frame(obj, runs[i].prog, 4, 5);

			if (result != runs[i].result)
				fail_msg("%s on %s: %d, not %d", runs[i].prog, name, (int)result,
					 (int)runs[i].result);
		}
	assert_int_equal(notes.n, 2 * 4);
	assert_int_equal(notes.sum, 2 * (4 + 0 + 1 + 2));
	assert_ptr_equal(notes.prog, skep_obj_prog(obj, "deeper"));
	assert_true(notes.lane < skep_lanes(obj->vm));
	skep_free(obj->vm);
}
TESTS_ON_ENGINES(check_runs)

/* The frame grows in front; the program reads what the host wrote there. */
static void check_moved(enum skep_engine engine)
{
	uint8_t room[80] = { 0 };
	struct skep_xdp xdp;
	struct skep_obj *obj;
	uint32_t result;

	obj = load_only("grows", engine, &notes);
	skep_xdp_init(&xdp, room + 16, 64);
	xdp.head = room;
	assert_int_equal(skep_run(skep_obj_prog(obj, "grows"), &xdp, &result), 0);
	assert_int_equal(result, 68 * 1000 + 9);
	assert_ptr_equal(xdp.data, room + 12);
	skep_free(obj->vm);
}

/* A function that runs another program of the object, which changes a variable of it. */
static void check_nested(enum skep_engine engine)
{
	struct skep_obj *obj;

	notes = (struct host_notes){ 0 };
	obj = load_only("nests counts", engine, &notes);
	notes.nested = skep_obj_prog(obj, "counts");
	assert_int_equal(run_frame(obj, "nests", 0, 0), 3 * 100 + 1);
	skep_free(obj->vm);
}

/* Through skep_skb, whose structure the host sees. */
static void check_skb(enum skep_engine engine)
{
	uint8_t frame[60] = { 0 };
	struct skep_skb skb;
	struct skep_obj *obj;
	uint32_t result;

	obj = load_only("own_context", engine, &notes);
	skep_skb_init(&skb, frame, sizeof(frame));
	assert_int_equal(skep_run(skep_obj_prog(obj, "own_context"), &skb, &result), 0);
	assert_int_equal(result, sizeof(frame));
	skep_free(obj->vm);
}

static void on_each_engine(void **state)
{
	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++) {
		check_moved((enum skep_engine)engine);
		check_nested((enum skep_engine)engine);
		check_skb((enum skep_engine)engine);
	}
}

/* ---- functions without a body ---- */

static void verified_only(void **state)
{
	struct skep_func add = host_func("host_add");
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	struct skep_obj *obj;

	(void)state;
	add.fn = NULL;
	assert_int_equal(add_funcs(vm, &add, 1, &error), 0);
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++) {
		struct frame frame;
		uint32_t result;

		obj = open_obj(vm, "kfuncs");
		leave_only(obj, "adds", (enum skep_engine)engine);
		assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "adds"), &error), 0);
		if (engine != SKEP_ENGINE_CHECKED) {
			assert_true(skep_obj_load(obj, &error) < 0);
			assert_string_equal(error.id, "helper-no-body");
			assert_non_null(strstr(error.message, "host_add"));
			continue;
		}
		must_load(obj);
		frame_make(&frame, 0, 0);
		assert_int_equal(skep_run(skep_obj_prog(obj, "adds"), &frame.xdp, &result),
				 -EFAULT);
	}
	skep_free(vm);
}

static int run_variant(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_interp),
		cmocka_unit_test(test_checked),
		cmocka_unit_test(test_machine_code),
		cmocka_unit_test(on_each_engine),
		cmocka_unit_test(verified_only),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	return run_variants(run_variant);
}
