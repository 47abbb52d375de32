/* What programs learn of the place that they are attached to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"
#include "vm/helpers.h"

#include <errno.h>

static void check_place(struct skep_obj *obj, const struct skep_attach *attach)
{
	struct { uint64_t cookie, func_ip; } seen = { 1, 1 };
	uint64_t ctx[64] = { 0 };
	uint32_t zero = 0, result;
	struct skep_prog *prog = skep_obj_prog(obj, NULL);

	if (attach)
		assert_int_equal(skep_run_attached(prog, ctx, attach, &result), 0);
	else
		assert_int_equal(skep_run(prog, ctx, &result), 0);
	assert_int_equal(result, 0);
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "seen"), &zero, &seen), 0);
	assert_int_equal(seen.cookie, attach ? attach->cookie : 0);
	assert_int_equal(seen.func_ip, attach ? attach->func_ip : 0);
}

static void test_place(void **state)
{
	const struct skep_attach attach = { .size = sizeof(attach), .cookie = UINT64_MAX - 1,
					    .func_ip = UINT64_C(0x5555123456789) };

	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++) {
		struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
		struct skep_obj *obj = open_obj(vm, "attach");

		skep_prog_set_engine(skep_obj_prog(obj, NULL), (enum skep_engine)engine);
		must_load(obj);
		check_place(obj, &attach);
		check_place(obj, NULL); /* nothing stays from the run before */
		skep_free(vm);
	}
}

static void test_refused(void **state)
{
	struct skep_attach attach = { .size = sizeof(attach) };
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj = open_obj(vm, "attach");
	struct skep_prog *prog = skep_obj_prog(obj, NULL);
	uint64_t ctx[64] = { 0 };
	uint32_t result;

	(void)state;
	assert_int_equal(skep_run_attached(prog, ctx, &attach, &result), -EINVAL); /* not loaded */
	must_load(obj);
	assert_int_equal(skep_run_attached(prog, ctx, &attach, &result), 0);
	attach.n_args = SKEP_MAX_FUNC_ARGS;
	assert_int_equal(skep_run_attached(prog, ctx, &attach, &result), 0);
	attach.n_args++;
	assert_int_equal(skep_run_attached(prog, ctx, &attach, &result), -EINVAL);
	attach.n_args = 0;
	attach.size--;
	assert_int_equal(skep_run_attached(prog, ctx, &attach, &result), -EINVAL);
	skep_free(vm);
}

static int64_t call(const struct skep_attach *attach, uint32_t number, uint64_t r2, uint64_t r3)
{
	static const uint64_t args[] = { 11, 12, 13, 14 };
	struct run run = { .attach = attach };

	return (int64_t)helper_bodies[number]((uintptr_t)args, r2, r3, 0, 0, &run);
}

/* Arguments of a traced function, and what it returned. */
static void test_arguments(void **state)
{
	struct skep_attach attach = { .size = sizeof(attach), .n_args = 3 };
	uint64_t value = 1;

	(void)state;
	assert_int_equal(call(NULL, HELPER_ID_get_func_arg_cnt, 0, 0), 0);
	assert_int_equal(call(NULL, HELPER_ID_get_func_arg, 0, (uintptr_t)&value), -EINVAL);
	assert_int_equal(call(NULL, HELPER_ID_get_func_ret, (uintptr_t)&value, 0), -EOPNOTSUPP);
	assert_int_equal(call(&attach, HELPER_ID_get_func_arg_cnt, 0, 0), 3);
	for (uint64_t n = 0; n < 3; n++) {
		assert_int_equal(call(&attach, HELPER_ID_get_func_arg, n, (uintptr_t)&value), 0);
		assert_int_equal(value, 11 + n);
	}
	assert_int_equal(call(&attach, HELPER_ID_get_func_arg, 3, (uintptr_t)&value), -EINVAL);
	assert_int_equal(call(&attach, HELPER_ID_get_func_arg, UINT32_MAX, (uintptr_t)&value),
			 -EINVAL);
	assert_int_equal(call(&attach, HELPER_ID_get_func_ret, (uintptr_t)&value, 0), -EOPNOTSUPP);
	attach.has_result = 1;
	assert_int_equal(call(&attach, HELPER_ID_get_func_ret, (uintptr_t)&value, 0), 0);
	assert_int_equal(value, 14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_arguments),
	};

	faults_prepare();
	return cmocka_run_group_tests_name("vm attach", tests, NULL, NULL);
}
