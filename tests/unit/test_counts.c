/* Counting executions by instruction: the checked engine does, at request only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct skep_prog *open_prog(struct skep *vm, const char *name, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "vm");
	struct skep_prog *prog = skep_obj_prog(obj, name);

	for (struct skep_prog *p = NULL; (p = skep_obj_next_prog(obj, p));)
		skep_prog_set_autoload(p, p == prog);
	assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	return prog;
}

static uint64_t sum(const uint64_t *counts, uint32_t n)
{
	uint64_t total = 0;

	for (uint32_t i = 0; i < n; i++)
		total += counts[i];
	return total;
}

/* Straight code runs each instruction as often as the program; a loop its body more often. */
static void test_counted(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_prog *straight = open_prog(vm, "globals", SKEP_ENGINE_CHECKED);
	struct skep_prog *loop = open_prog(vm, "loop", SKEP_ENGINE_CHECKED);
	uint32_t n = straight->image->n_insns, m = loop->image->n_insns;
	uint64_t *a = calloc(n, sizeof(*a)), *b = calloc(m, sizeof(*b)), most = 0, once;

	(void)state;
	assert_int_equal(prog_count(straight, a), 0);
	assert_int_equal(prog_count(loop, b), 0);
	must_load(straight->obj);
	must_load(loop->obj);
	for (int i = 0; i < 3; i++)
		run_frame(straight->obj, "globals", 0, 0);
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(a[i], 3);
	run_frame(loop->obj, "loop", 200, 100);
	once = sum(b, m);
	for (uint32_t i = 0; i < m; i++)
		most = b[i] > most ? b[i] : most;
	assert_int_equal(b[0], 1);
	assert_in_range(most, 50, 400);
	run_frame(loop->obj, "loop", 200, 100);
	assert_int_equal(sum(b, m), 2 * once);
	assert_int_equal(prog_count(loop, NULL), -EBUSY);
	skep_free(vm);
	free(a);
	free(b);
}

/* What a run did before it was cut short is counted. */
static void test_cut_short(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_prog *loop = open_prog(vm, "loop", SKEP_ENGINE_CHECKED);
	uint64_t *counts = calloc(loop->image->n_insns, sizeof(*counts));
	struct frame frame;
	uint32_t verdict;

	(void)state;
	assert_int_equal(prog_count(loop, counts), 0);
	must_load(loop->obj);
	skep_prog_set_budget(loop, 100);
	frame_make(&frame, 200, 100);
	assert_int_equal(skep_run(loop, &frame.xdp, &verdict), -ETIMEDOUT);
	assert_in_range(sum(counts, loop->image->n_insns), 80, 120);
	skep_free(vm);
	free(counts);
}

static void test_not_counted(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_prog *prog = open_prog(vm, "globals", SKEP_ENGINE_INTERP);
	uint64_t counts[64] = { 0 };

	(void)state;
	assert_int_equal(prog_count(prog, counts), -EOPNOTSUPP);
	must_load(prog->obj);
	assert_int_equal(run_frame(prog->obj, "globals", 0, 0), 3);
	assert_int_equal(sum(counts, 64), 0);
	skep_free(vm);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counted),
		cmocka_unit_test(test_cut_short),
		cmocka_unit_test(test_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
