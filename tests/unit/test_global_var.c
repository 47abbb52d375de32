/* Global variables set before an object is loaded: the engines see them, the verifier too. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/elf_file.h"
#include "tests/lib/vm_test.h"

struct limits {
	uint16_t low, high;
	int32_t mode;
};

static int set_int(struct skep_obj *obj, const char *name, int32_t value)
{
	return skep_obj_set_global(obj, name, &value, sizeof(value));
}

static void only(struct skep_obj *obj, const char *name)
{
	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(obj, prog));)
		skep_prog_set_autoload(prog, !strcmp(skep_prog_name(prog), name));
}

static void values_are_seen(void **state)
{
	const struct limits limits = { 5, 6, 2 };
	const int64_t hidden = 1000;
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "variables");

	(void)state;
	assert_int_equal(skep_obj_set_global(obj, "limits", &limits, sizeof(limits)), 0);
	assert_int_equal(set_int(obj, "counter", 9), 0); /* .bss has no bytes in the file */
	assert_int_equal(skep_obj_set_global(obj, "hidden", &hidden, 8), 0);
	assert_int_equal(skep_obj_set_global(obj, "greeting", "jolly!!", 8), 0);
	assert_int_equal(set_int(obj, "CONFIG_HZ", 100), 0);
	must_load(obj);
	assert_int_equal(run_frame(obj, "reads", 0, 0), 5 + (6 << 4) + (2 << 8) + (9 << 12));
	assert_int_equal(run_frame(obj, "reads_others", 0, 0), 1000 + 'o' + 100);
	assert_int_equal(set_int(obj, "counter", 1), -EBUSY);
	skep_obj_close(obj);
	/* Another opening starts from the file. */
	obj = open_obj(vm, "variables");
	only(obj, "reads");
	must_load(obj);
	assert_int_equal(run_frame(obj, "reads", 0, 0), 1 + (2 << 4));
	skep_obj_close(obj);
	skep_free(vm);
}

static int verdict(const char *name, int32_t value, const char *prog, struct skep_error *error)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "variables");
	int err = skep_obj_set_global(obj, name, &value, strcmp(name, "is_on") ? 4 : 1);

	assert_int_equal(err, 0);
	err = skep_prog_verify(skep_obj_prog(obj, prog), error);
	skep_obj_close(obj);
	skep_free(vm);
	return err;
}

static void constants_are_facts(void **state)
{
	struct skep_error error;

	(void)state;
	assert_int_equal(verdict("n_rounds", 4, "bounded", &error), 0);
	assert_true(verdict("n_rounds", 5, "bounded", &error) < 0);
	assert_int_equal(verdict("is_on", 0, "only_when_on", &error), 0);
	assert_true(verdict("is_on", 1, "only_when_on", &error) < 0);
	assert_string_equal(error.id, "not-a-pointer");
}

static void runs_of_constants(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "variables");

	(void)state;
	assert_int_equal(set_int(obj, "mode", 2), 0);
	assert_int_equal(set_int(obj, "n_rounds", 3), 0);
	assert_int_equal(set_int(obj, "n_rounds", 4), 0); /* the last one counts */
	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(obj, prog));)
		assert_int_equal(skep_prog_set_engine(prog, SKEP_ENGINE_CHECKED), 0);
	must_load(obj);
	assert_int_equal(run_frame(obj, "only_when_on", 0, 0), 2);
	assert_int_equal(run_frame(obj, "bounded", 0, 0), 4);
	skep_obj_close(obj);
	skep_free(vm);
}

static void refusals(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "variables");
	int64_t wide = 1;

	(void)state;
	assert_int_equal(set_int(obj, "nobody", 1), -ENOENT);
	assert_int_equal(set_int(obj, "reads", 1), -ENOENT);    /* a program */
	assert_int_equal(set_int(obj, "_license", 1), -ENOENT); /* no data section */
	assert_int_equal(skep_obj_set_global(obj, "counter", &wide, 8), -EINVAL);
	assert_int_equal(skep_obj_set_global(obj, "hidden", &wide, 4), -EINVAL);
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "reads"), NULL), 0);
	assert_int_equal(set_int(obj, "counter", 1), -EBUSY); /* it was relied on */
	skep_obj_close(obj);
	skep_free(vm);
}

/* ---- the loader's table ---- */

static struct object *open_changed(struct blob *elf)
{
	struct skep_error error;
	struct object *object;

	if (object_open_mem(elf->data, elf->size, "v.o", NULL, &object, &error))
		fail_msg("%s", error.message);
	blob_free(elf);
	return object;
}

static void types_and_places(void **state)
{
	struct blob elf = built_object("variables");
	const struct global_var *var;
	struct object *object;
	struct btf_type type;

	(void)state;
	elf_symbol(&elf, "counter")->st_size = 3; /* no type is of this size */
	elf_symbol(&elf, "greeting")->st_value += UINT64_C(1) << 33; /* out of its section */
	object = open_changed(&elf);
	assert_int_equal(object_find_var(object, "limits", &var), 0);
	btf_type(object->btf, var->type, &type);
	assert_string_equal(type.name, "limits");
	assert_string_equal(object->maps[var->map].name, ".data");
	assert_int_equal(object_find_var(object, "counter", &var), 0);
	assert_int_equal(var->type, 0);
	assert_int_equal(object_find_var(object, "greeting", &var), -ENOENT);
	assert_int_equal(object_find_var(object, "CONFIG_HZ", &var), 0);
	assert_string_equal(object->maps[var->map].name, ".kconfig");
	object_close(object);
}

static void two_of_a_name(void **state)
{
	struct blob elf = built_object("variables");
	const struct global_var *var;
	struct object *object;

	(void)state;
	elf_symbol(&elf, "counter")->st_name = elf_symbol(&elf, "limits")->st_name;
	object = open_changed(&elf);
	assert_int_equal(object_find_var(object, "limits", &var), -ENOTUNIQ);
	object_close(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_seen),
		cmocka_unit_test(constants_are_facts),
		cmocka_unit_test(runs_of_constants),
		cmocka_unit_test(refusals),
		cmocka_unit_test(types_and_places),
		cmocka_unit_test(two_of_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
