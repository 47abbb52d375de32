/* Prototypes of host functions: what they say, what of them is not supported. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/kfunc.h"
#include "tests/lib/elf_file.h"
#include "tests/lib/host_funcs.h"
#include "tests/lib/variant.h"
#include "tests/lib/vm_test.h"

static struct host_notes notes;

static void rows_of_prototypes(void **state)
{
	static const struct {
		const char *prog;
		uint8_t ret, arg[5];
		uint32_t size, ret_size, flags;
	} rows[] = {
		{ "adds",
		  RET_SCALAR,
		  { ARG_NUMBER, ARG_NUMBER, ARG_NUMBER, ARG_NUMBER, ARG_NUMBER },
		  0,
		  0,
		  0 },
		{ "sums_packet", RET_SCALAR, { ARG_MEM, ARG_SIZE0 }, 0, 0, 0 },
		{ "fills", RET_SCALAR, { ARG_INOUT, ARG_SIZE0, ARG_NUMBER }, 0, 0, 0 },
		{ "maybe", RET_SCALAR, { ARG_TYPED_INOUT_NULL }, 16, 0, 0 },
		{ "optional", RET_SCALAR, { ARG_INOUT_OPT, ARG_SIZE_CONST }, 0, 0, 0 },
		{ "frame", RET_SCALAR, { ARG_CTX }, 0, 0, 0 },
		{ "grows", RET_SCALAR, { ARG_CTX, ARG_NUMBER }, 0, 0, HELPER_MOVES_PACKET },
		{ "finds_unchecked", RET_MEM_OR_NULL, { ARG_NUMBER }, 0, 16, HELPER_RDONLY },
		{ "writes_result", RET_MEM, { ARG_NONE }, 0, 16, HELPER_RDONLY },
		{ "beyond", RET_MEM, { ARG_NUMBER, ARG_ALLOC_SIZE }, 0, 0, HELPER_RDONLY },
	};
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;

	(void)state;
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct helper_info *row = only_func(obj, rows[i].prog);

		if (row->ret != rows[i].ret || memcmp(row->arg, rows[i].arg, sizeof(row->arg)) ||
		    row->arg_size[0] != rows[i].size || row->ret_size != rows[i].ret_size ||
		    (row->flags & ~(uint32_t)HELPER_PACKET) != rows[i].flags)
			fail_msg("%s: another row", rows[i].prog);
	}
	assert_int_equal(image_of(obj, "points_at")->kfuncs[0]->arg[0], ARG_TYPED);
	assert_int_equal(image_of(obj, "points_at")->kfuncs[1]->arg[0], ARG_TYPED_INOUT);
	assert_int_equal(image_of(obj, "buffers")->kfuncs[1]->flags & HELPER_RDONLY, 0);
	assert_int_equal(image_of(obj, "constant")->kfuncs[0]->arg[0], ARG_CONSTANT);
	assert_int_equal(image_of(obj, "constant")->kfuncs[1]->arg[0], ARG_IGNORED);
	assert_int_equal(image_of(obj, "constant")->kfuncs[2]->arg[0], ARG_STRING);
	skep_free(vm);
}

static void unsupported_prototypes(void **state)
{
	static const struct {
		const char *name, *why;
	} rows[] = {
		{ "host_unsized", "parameter 2 (p): pointers without a size are not supported" },
		{ "host_pointers", "parameter 1 (list): pointers to memory that holds pointers" },
		{ "host_twice", "parameter 1 (text): pointers to memory that holds pointers" },
		{ "host_code", "parameter 1 (fn): functions as arguments" },
		{ "host_value", "parameter 1 (v): values other than integers" },
		{ "host_map", "parameter 1 (m__map): parameter suffixes such as __map" },
		{ "host_list", "results other than integers and pointers to memory" },
	};
	static const struct wanted verdicts[] = {
		{ "unsized", "helper-unsupported",
		  "host_unsized needs pointers without a size, which are not supported",
		  SKEP_CLASS_UNSUPPORTED },
		{ "lists", "helper-unsupported", "host_list needs results other than integers",
		  SKEP_CLASS_UNSUPPORTED },
	};
	struct skep *vm = new_vm(NULL);
	struct skep_error error;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct skep_func func = host_func("host_result");

		func.name = rows[i].name;
		assert_int_equal(add_funcs(vm, &func, 1, &error), -EINVAL);
		assert_string_equal(error.id, "func-unsupported");
		assert_non_null(strstr(error.message, rows[i].name));
		if (!strstr(error.message, rows[i].why))
			fail_msg("%s", error.message);
		func.fn = NULL; /* then the calls of it are refused */
		assert_int_equal(add_funcs(vm, &func, 1, &error), 0);
	}
	CHECK_VERDICTS(open_obj(vm, "kfuncs"), verdicts);
	skep_free(vm);
}

/* ---- prototypes that no compiler for BPF writes ---- */

enum { NAME_F = 1, NAME_INT = 3 };
static const char names[] = "\0f\0int";

/* Three words of a type, or what stands behind them, one word. */
static void put(struct blob *types, uint32_t a, uint32_t b, uint32_t c)
{
	const uint32_t words[] = { a, b, c };

	blob_add(types, words, sizeof(words));
}

static void put_word(struct blob *types, uint32_t word)
{
	blob_add(types, &word, sizeof(word));
}

/* Add "f", the last function of these types, to a new environment; they are freed. */
static int add_raw(struct blob *types, struct skep_error *error)
{
	const uint32_t size = (uint32_t)types->size;
	const uint32_t header[] = { 1u << 16 | 0xeb9f, 24, 0, size, size, sizeof(names) };
	const struct skep_func func = SKEP_FUNC(.name = "f", .fn = host_func("host_add").fn);
	struct skep *vm = new_vm(NULL);
	struct blob btf = { 0 };
	int err;

	blob_add(&btf, header, sizeof(header));
	blob_add(&btf, types->data, types->size);
	blob_add(&btf, names, sizeof(names));
	err = skep_func_add(vm, &func, 1, btf.data, btf.size, error);
	blob_free(&btf);
	blob_free(types);
	skep_free(vm);
	return err;
}

static void many_parameters(void **state)
{
	(void)state;
	for (uint32_t n = 4; n <= 6; n++) {
		struct blob types = { 0 };
		struct skep_error error;
		int err;

		put(&types, NAME_INT, BTF_INT << 24, 4); /* type 1 */
		put_word(&types, 32);
		put(&types, 0, BTF_FUNC_PROTO << 24 | n, 1); /* type 2 */
		for (uint32_t i = 0; i < n; i++) {
			put_word(&types, 0);
			put_word(&types, 1);
		}
		put(&types, NAME_F, BTF_FUNC << 24, 2);
		err = add_raw(&types, &error);
		assert_int_equal(err, n > 5 ? -EINVAL : 0);
		if (err)
			assert_non_null(strstr(error.message, "more than five arguments"));
	}
}

/* f(struct { struct { int member[N]...; } *) */
static void large_structures(void **state)
{
	(void)state;
	for (uint32_t n = KFUNC_MAX_MEMBERS - 3; n <= KFUNC_MAX_MEMBERS - 1; n++) {
		struct blob types = { 0 };
		struct skep_error error;
		int err;

		put(&types, NAME_INT, BTF_INT << 24, 1); /* type 1 */
		put_word(&types, 8);
		put(&types, 0, BTF_STRUCT << 24 | n, 1); /* type 2, all at its start */
		for (uint32_t i = 0; i < n; i++)
			put(&types, 0, 1, 0);
		put(&types, 0, BTF_STRUCT << 24 | 1, 1); /* type 3 */
		put(&types, 0, 2, 0);
		put(&types, 0, BTF_PTR << 24, 3); /* type 4 */
		put(&types, 0, BTF_FUNC_PROTO << 24 | 1, 0); /* type 5 */
		put_word(&types, 0);
		put_word(&types, 4);
		put(&types, NAME_F, BTF_FUNC << 24, 5);
		err = add_raw(&types, &error);
		if ((n + 2 > KFUNC_MAX_MEMBERS) != (err != 0))
			fail_msg("%u members: %s", n, error.message);
		if (err)
			assert_string_equal(error.id, "func-unsupported");
	}
}

static int run_variant(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_prototypes),
		cmocka_unit_test(unsupported_prototypes),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_parameters),
		cmocka_unit_test(large_structures),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	return failed + run_variants(run_variant);
}
