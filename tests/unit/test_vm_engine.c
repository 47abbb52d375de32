/* Which engine runs a program when its host does not say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <sys/prctl.h>

#include "tests/lib/child.h"
#include "tests/lib/vm_test.h"
#include "vm/vm.h"

#ifndef PR_SET_MDWE /* Linux 6.3 */
#define PR_SET_MDWE 65
#define PR_MDWE_REFUSE_EXEC_GAIN 1
#endif

static int load(enum skep_engine engine, struct skep_obj **obj, struct skep_error *error)
{
	struct skep *vm = new_vm(NULL);
	struct skep_prog *prog = NULL;

	*obj = open_obj(vm, "vm");
	while ((prog = skep_obj_next_prog(*obj, prog)))
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	return skep_obj_load(*obj, error);
}

static bool is_machine_code(struct skep_obj *obj)
{
	return skep_obj_next_prog(obj, NULL)->jit;
}

static void test_default(void **state)
{
	struct skep_error error;
	struct skep_obj *obj;

	(void)state;
	assert_int_equal(load(SKEP_ENGINE_DEFAULT, &obj, &error), 0);
	assert_int_equal(is_machine_code(obj), jit_available());
	skep_free(obj->vm);
	assert_int_equal(load(SKEP_ENGINE_INTERP, &obj, &error), 0);
	assert_false(is_machine_code(obj));
	skep_free(obj->vm);
}

/* Nothing becomes executable in this process: Return: 0, or the line that is wrong. */
static int without_executable_memory(void *arg)
{
	struct skep_error error = { 0 };
	struct skep_obj *obj;

	(void)arg;
	if (prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0))
		return 77;
	if (load(SKEP_ENGINE_DEFAULT, &obj, &error) || is_machine_code(obj))
		return 1;
	skep_free(obj->vm);
	if (load(SKEP_ENGINE_JIT, &obj, &error) != -EACCES || error.err != -EACCES)
		return 2;
	skep_free(obj->vm);
	return 0;
}

static void test_no_executable_memory(void **state)
{
	int status;

	(void)state;
	if (!jit_available()) {
		print_message("# skip: there is no JIT for this machine\n");
		skip();
	}
	status = in_child(without_executable_memory, NULL);
	if (status == 77) {
		print_message("# skip: this Linux has no PR_SET_MDWE\n");
		skip();
	}
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_no_executable_memory),
	};

	return cmocka_run_group_tests_name("vm_engine", tests, NULL, NULL);
}
