/* Host functions by name: what the loader makes of them, who may call them. */
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

static void calls_in_images(void **state)
{
	struct skep *vm = new_vm(NULL);
	const struct image *image;
	struct skep_obj *obj;
	char text[64];

	(void)state;
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	assert_string_equal(only_func(obj, "adds")->name, "host_add");
	image = image_of(obj, "adds");
	disasm(image, find_host_call(image), text, sizeof(text));
	assert_string_equal(text, "call kfunc(host_add)");
	/* The flavour is not part of the name; two functions are two rows, of each one. */
	assert_string_equal(only_func(obj, "flavour")->name, "host_result");
	image = image_of(obj, "points_at");
	assert_int_equal(image->n_kfuncs, 2);
	assert_string_equal(image->kfuncs[0]->name, "host_norm");
	assert_string_equal(image->kfuncs[1]->name, "host_mirror");
	skep_free(vm);
}

/* What an LDDW of the weak function's address became; there may be another of -1. */
static void check_address(const struct skep_obj *obj, const char *prog, int64_t v)
{
	const struct image *image = image_of(obj, prog);
	uint32_t n = 0;

	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (image->insns[i].id != INSN_LDDW || (int32_t)image->insns[i].imm == -1)
			continue;
		assert_int_equal(image->insns[i].imm, v);
		n++;
	}
	assert_int_equal(n, 1);
}

static void weak_ones(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;

	(void)state;
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	check_address(obj, "weak_there", 1);
	check_address(obj, "weak_missing", 0);
	check_address(obj, "weak_differs", 0);
	assert_int_equal(image_of(obj, "weak_there")->n_poisons, 0);
	assert_int_equal(image_of(obj, "weak_missing")->n_poisons, 1);
	assert_int_equal(image_of(obj, "weak_missing")->n_kfuncs, 0);
	leave_only(obj, "weak_there weak_missing weak_differs strong_unreached",
		   SKEP_ENGINE_DEFAULT);
	must_load(obj);
	assert_int_equal(run_frame(obj, "weak_there", 0, 0), 1);
	assert_int_equal(run_frame(obj, "weak_missing", 0, 0), 21);
	assert_int_equal(run_frame(obj, "weak_differs", 0, 0), 22);
	assert_int_equal(run_frame(obj, "strong_unreached", 0, 0), 23);
	skep_free(vm);
}

static void refused_programs(void **state)
{
	static const struct wanted rows[] = {
		{ "adds", NULL, NULL, SKEP_CLASS_NONE },
		{ "strong_missing", "unresolved",
		  "function host_missing is not known: the host does not give it",
		  SKEP_CLASS_UNSUPPORTED },
		{ "weak_called", "unresolved", "function host_weak_add___v1 is not known",
		  SKEP_CLASS_UNSUPPORTED },
		{ "strong_differs", "unresolved",
		  "function host_other is not known: parameter 2 is another type than the host's",
		  SKEP_CLASS_UNSUPPORTED },
		{ "other_context", "helper-forbidden",
		  "host_skb is not available to programs of type xdp", SKEP_CLASS_UNSAFE },
		{ "own_context", NULL, NULL, SKEP_CLASS_NONE },
		{ "finds_unchecked", "null-dereference", "may be NULL", SKEP_CLASS_UNSAFE },
		{ "writes_result", "read-only", "read-only", SKEP_CLASS_UNSAFE },
		{ "beyond", "memory-bounds", "memory of 6 bytes", SKEP_CLASS_UNSAFE },
		{ "grows_and_reads", "uninit-register", "read before", SKEP_CLASS_UNSAFE },
		{ "unsized", "unresolved", "the host does not give it", SKEP_CLASS_UNSUPPORTED },
	};
	struct skep *vm = new_vm(NULL);

	(void)state;
	add_host_funcs(vm, &notes);
	CHECK_VERDICTS(open_obj(vm, "kfuncs"), rows);
	skep_free(vm);
}

/* What the kernel has and nobody gives is told by what it needs. */
static void functions_of_the_kernel(void **state)
{
#define NEEDS(name, text) "the kernel's function " name " needs " text ", which are not supported"
#define ITERATOR(name) NEEDS("bpf_iter_num_" name, "open-coded iterators")
	static const struct wanted rows[] = {
		{ "iterates", "kernel-func", ITERATOR("new"), SKEP_CLASS_UNSUPPORTED },
		{ "goes_on", "kernel-func", ITERATOR("next"), SKEP_CLASS_UNSUPPORTED },
		{ "ends", "kernel-func", ITERATOR("destroy"), SKEP_CLASS_UNSUPPORTED },
		{ "asks_size", "kernel-func", NEEDS("bpf_dynptr_size", "dynamic pointers"),
		  SKEP_CLASS_UNSUPPORTED },
		{ "locks", "kernel-func", NEEDS("bpf_rcu_read_lock", "RCU sections"),
		  SKEP_CLASS_UNSUPPORTED },
		{ "throws", "kernel-func", NEEDS("bpf_throw", "exceptions"),
		  SKEP_CLASS_UNSUPPORTED },
		{ "flavour", "kernel-func",
		  NEEDS("bpf_preempt_disable___old", "sections without preemption or interrupts"),
		  SKEP_CLASS_UNSUPPORTED },
		{ "asks_first", NULL, NULL, SKEP_CLASS_NONE },
	};
	struct skep *vm = new_vm(NULL);

	(void)state;
	CHECK_VERDICTS(open_obj(vm, "kernel_funcs"), rows);
	skep_free(vm);
}

/* An object sees what its environment had when it was opened. */
static void environments(void **state)
{
	static const struct wanted none[] = {
		{ "adds", "unresolved", "function host_add is not known", SKEP_CLASS_UNSUPPORTED },
		{ "flavour", "unresolved", "function host_result___v2 is not known",
		  SKEP_CLASS_UNSUPPORTED },
	}, one[] = {
		{ "adds", NULL, NULL, SKEP_CLASS_NONE },
		{ "flavour", "unresolved", "function host_result___v2 is not known",
		  SKEP_CLASS_UNSUPPORTED },
	};
	struct skep_func add = host_func("host_add"), arg = host_func("host_arg");
	struct skep *vm = new_vm(NULL), *other = new_vm(NULL);
	struct skep_obj *before, *obj;
	struct skep_error error;

	(void)state;
	before = open_obj(vm, "kfuncs");
	assert_int_equal(add_funcs(vm, &add, 1, &error), 0);
	CHECK_VERDICTS(before, none);
	CHECK_VERDICTS(open_obj(vm, "kfuncs"), one);
	CHECK_VERDICTS(open_obj(other, "kfuncs"), none);
	/* Each environment's function has its own argument. */
	for (uintptr_t i = 5; i < 7; i++) {
		arg.arg = (void *)i;
		assert_int_equal(add_funcs(i == 5 ? vm : other, &arg, 1, &error), 0);
	}
	for (uint32_t i = 5; i < 7; i++) {
		obj = open_obj(i == 5 ? vm : other, "kfuncs");
		leave_only(obj, "arguments", SKEP_ENGINE_DEFAULT);
		must_load(obj);
		assert_int_equal(run_frame(obj, "arguments", 0, 0), i);
	}
	skep_free(vm);
	skep_free(other);
}

/* ---- rights ---- */

static void rights(void **state)
{
	static const struct wanted rows[] = {
		{ "adds", "helper-right", "host_add needs the right host_add",
		  SKEP_CLASS_PRIVILEGE },
		{ "flavour", "helper-right", "host_result needs the right leak-pointers",
		  SKEP_CLASS_PRIVILEGE },
		{ "fills", "helper-forbidden", "host_fill is not available to programs of type xdp",
		  SKEP_CLASS_UNSAFE },
		{ "weak_there", NULL, NULL, SKEP_CLASS_NONE },
		{ "arguments", "helper-right", "host_arg needs the right host_arg",
		  SKEP_CLASS_PRIVILEGE },
	};
	struct skep_func funcs[] = {
		host_func("host_add"),
		host_func("host_result"),
		host_func("host_fill"),
		host_func("host_arg"),
	};
	struct skep *vm = new_vm(NULL), *trusted = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj;
	struct skep_error error;

	(void)state;
	funcs[0].flags = funcs[3].flags = SKEP_FUNC_WITHHELD;
	funcs[1].rights = SKEP_LEAK_POINTERS;
	funcs[2].prog_types = UINT64_C(1) << PROG_SCHED_CLS;
	assert_int_equal(add_funcs(vm, funcs, 4, &error), 0);
	assert_int_equal(add_funcs(trusted, funcs, 4, &error), 0);
	obj = open_obj(vm, "kfuncs");
	CHECK_VERDICTS(obj, rows);
	skep_prog_verify(skep_obj_prog(obj, "adds"), &error);
	assert_non_null(strstr(error.hint, "SKEP_FUNC_WITHHELD"));
	/* Who asks first is told that it is not there. */
	check_address(obj, "weak_there", 0);
	obj = open_obj(trusted, "kfuncs");
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "flavour"), NULL), 0);
	assert_true(skep_prog_verify(skep_obj_prog(obj, "adds"), NULL) < 0);
	skep_free(vm);
	skep_free(trusted);
}

/* ---- errors of skep_func_add ---- */

static void wrong_calls(void **state)
{
	struct skep_func two[] = { host_func("host_add"), host_func("host_sum") }, func;
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	struct {
		const char *why;
		struct skep_func func;
	} rows[] = {
		{ "the BTF has none of this name", SKEP_FUNC(.name = "no_such", .fn = two[0].fn) },
		{ "the BTF has none of this name",
		  SKEP_FUNC(.name = "host_point", .fn = two[0].fn) }, /* a struct */
		{ "it has no name", SKEP_FUNC(.name = NULL, .fn = two[0].fn) },
		{ "unknown flags",
		  SKEP_FUNC(.name = "host_add", .fn = two[0].fn, .flags = 1 << 3) },
		{ "it returns no pointer",
		  SKEP_FUNC(.name = "host_add", .fn = two[0].fn, .flags = SKEP_FUNC_RET_NULL) },
		{ "rights: unknown bits",
		  SKEP_FUNC(.name = "host_add", .fn = two[0].fn, .rights = SKEP_TRUSTED + 1) },
		{ "no program type can pass its context",
		  SKEP_FUNC(.name = "host_skb", .fn = two[0].fn, .prog_types = 1 << PROG_XDP) },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(add_funcs(vm, &rows[i].func, 1, &error), -EINVAL);
		assert_string_equal(error.id, "func-add");
		if (!strstr(error.message, rows[i].why))
			fail_msg("%s", error.message);
	}
	/* All or none. */
	two[1].name = "no_such";
	assert_int_equal(add_funcs(vm, two, 2, &error), -EINVAL);
	two[1].name = "host_add";
	assert_int_equal(add_funcs(vm, two, 2, &error), -EINVAL);
	assert_non_null(strstr(error.message, "given twice"));
	assert_int_equal(add_funcs(vm, two, 1, &error), 0);
	assert_int_equal(add_funcs(vm, two, 1, &error), -EINVAL);
	assert_non_null(strstr(error.message, "has it already"));
	assert_int_equal(add_funcs(vm, two, 0, &error), 0);
	/* Damaged BTF, and what is none; a structure of another size. */
	func = host_func("host_sum");
	assert_int_equal(skep_func_add(vm, &func, 1, "xx", 2, &error), -EINVAL);
	assert_string_equal(error.id, "bad-btf-header");
	two[1] = func;
	two[1].size -= 8;
	assert_int_equal(add_funcs(vm, two, 2, &error), -EINVAL);
	assert_string_equal(error.id, "invalid-argument");
	func.size = sizeof(size_t) - 1;
	assert_int_equal(add_funcs(vm, &func, 1, &error), -EINVAL);
	assert_string_equal(error.id, "invalid-argument");
	skep_free(vm);
}

/* A structure from before its last members were added. */
static void older_structure(void **state)
{
	struct {
		size_t size;
		const char *name;
		skep_func_fn *fn;
	} old[2] = { { sizeof(old[0]), "host_add", host_func("host_add").fn },
		     { sizeof(old[0]), "host_sum", host_func("host_sum").fn } };
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	struct skep_obj *obj;

	(void)state;
	assert_int_equal(add_funcs(vm, (const struct skep_func *)old, 2, &error), 0);
	obj = open_obj(vm, "kfuncs");
	leave_only(obj, "sums", SKEP_ENGINE_DEFAULT);
	must_load(obj);
	assert_int_equal(run_frame(obj, "sums", 0, 0), 15 + 100 * ('t' + 'w'));
	skep_free(vm);
}

static int run_variant(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_in_images),
		cmocka_unit_test(weak_ones),
		cmocka_unit_test(refused_programs),
		cmocka_unit_test(functions_of_the_kernel),
		cmocka_unit_test(environments),
		cmocka_unit_test(rights),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_calls),
		cmocka_unit_test(older_structure),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	return failed + run_variants(run_variant);
}
