/*
 * Global functions are proved by themselves: what their prototype says is all
 * that a call is checked against and all that their own proof assumes.
 * (Beside the kernel: test_object_libbpf.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/elf_file.h"
#include "tests/lib/vm_test.h"

static const struct row {
	const char *prog;
	const char *id;   /* NULL: accepted */
	const char *func; /* what the message is about */
	uint32_t result;  /* of a run on 64 bytes, 3 and 4 the first two */
} rows[] = {
	{ "good_number", NULL, NULL, 2 },
	{ "good_stack", NULL, NULL, 10 },
	{ "good_map_value", NULL, NULL, 1 },
	{ "good_nonnull", NULL, NULL, 0 },
	{ "good_context", NULL, NULL, 2 },
	{ "good_packet", NULL, NULL, 3 },
	{ "good_enum", NULL, NULL, 0 },
	{ "good_nested", NULL, NULL, 19 },
	{ "good_references", NULL, NULL, 2 },
	{ "good_new_packet_pointers", NULL, NULL, 3 },
	{ "good_unreached", NULL, NULL, 2 },
	{ "good_callback", NULL, NULL, 15 },
	{ "good_shared", NULL, NULL, 15 },
	{ "good_stack_and_moves", NULL, NULL, 8 },
	{ "unlike_packet_moves", "helper-argument", "moves the packet", 0 },
	{ "unlike_atomic", "misaligned", "atomic", 0 },
	{ "bad_pointer_for_number", "helper-argument", "twice", 0 },
	{ "bad_number_for_memory", "helper-argument", "sum", 0 },
	{ "bad_context", "helper-argument", "length", 0 },
	{ "bad_null", "helper-argument-null", "sum_nonnull", 0 },
	{ "bad_size", "stack-bounds", "16 bytes", 0 },
	{ "bad_result_unknown", "map-bounds", ".bss", 0 },
	{ "bad_stack_forgotten", "pointer-offset", "map value", 0 },
	{ "bad_old_packet_pointer", "not-a-pointer", "r6", 0 },
	{ "bad_index_inside", "pointer-offset", "map value", 0 },
	{ "bad_null_inside", "null-dereference", "memory", 0 },
	{ "bad_bound_inside", "memory-bounds", "4 bytes", 0 },
	{ "bad_reference_inside", "leaked-reference", "not released", 0 },
};
enum { N_ROWS = sizeof(rows) / sizeof(*rows) };

static void verdicts(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_LEAK_POINTERS));
	struct skep_obj *obj = open_obj(vm, "global");

	(void)state;
	for (size_t i = 0; i < N_ROWS; i++) {
		struct skep_error error;
		int err = skep_prog_verify(skep_obj_prog(obj, rows[i].prog), &error);

		if (!rows[i].id && err)
			fail_msg("%s: %s", rows[i].prog, error.message);
		if (!rows[i].id)
			continue;
		assert_true(err < 0);
		if (strcmp(error.id, rows[i].id) || !strstr(error.message, rows[i].func))
			fail_msg("%s: %s [%s]", rows[i].prog, error.message, error.id);
	}
	skep_obj_close(obj);
	skep_free(vm);
}

/* The checked engine asserts each fact, inside the functions too. */
static void runs(void **state)
{
	static const enum skep_engine engines[] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
						    SKEP_ENGINE_JIT };

	(void)state;
	for (size_t e = 0; e < 3; e++) {
		struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_LEAK_POINTERS));
		struct skep_obj *obj = open_obj(vm, "global");

		for (size_t i = 0; i < N_ROWS; i++) {
			struct skep_prog *prog = skep_obj_prog(obj, rows[i].prog);

			skep_prog_set_autoload(prog, !rows[i].id);
			if (skep_prog_set_engine(prog, engines[e]))
				assert_int_equal(engines[e], SKEP_ENGINE_JIT); /* none here */
		}
		must_load(obj);
		for (size_t i = 0; i < N_ROWS; i++)
			if (!rows[i].id)
				assert_int_equal(run_frame(obj, rows[i].prog, 3, 4),
						 rows[i].result);
		skep_obj_close(obj);
		skep_free(vm);
	}
}

/* Many calls of one function: it is explored once, and each call costs what it costs. */
static void work_and_cost(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_LEAK_POINTERS));
	struct skep_obj *obj = open_obj(vm, "global");
	struct skep_prog *prog = skep_obj_prog(obj, "good_references");
	struct skep_prog_info info = { 0 };

	(void)state;
	assert_int_equal(skep_prog_verify(prog, NULL), 0);
	assert_int_equal(skep_prog_info(prog, &info), 0);
	assert_true(info.n_processed <= info.n_insns);
	assert_true(info.max_cost > info.n_processed);
	skep_obj_close(obj);
	skep_free(vm);
}

/* ---- without BTF, or hidden: part of the caller's proof ---- */

static int verify_blob(const struct blob *elf, const char *prog, struct skep_error *error)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_LEAK_POINTERS));
	struct skep_obj *obj = skep_obj_open_mem(vm, elf->data, elf->size, NULL, error);
	int err;

	assert_non_null(obj);
	err = skep_prog_verify(skep_obj_prog(obj, prog), error);
	skep_obj_close(obj);
	skep_free(vm);
	return err;
}

static void hidden_functions(void **state)
{
	struct blob elf = built_object("global");
	struct skep_error error;

	(void)state;
	assert_true(verify_blob(&elf, "bad_index_inside", &error) < 0);
	elf_symbol(&elf, "index_unchecked")->st_other = STV_HIDDEN;
	assert_int_equal(verify_blob(&elf, "bad_index_inside", &error), 0);
	assert_true(verify_blob(&elf, "bad_null_inside", &error) < 0);
	elf_symbol(&elf, "sum_unchecked")->st_other = STV_HIDDEN;
	assert_int_equal(verify_blob(&elf, "bad_null_inside", &error), 0);
	assert_true(verify_blob(&elf, "bad_reference_inside", &error) < 0);
	blob_free(&elf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verdicts),
		cmocka_unit_test(runs),
		cmocka_unit_test(work_and_cost),
		cmocka_unit_test(hidden_functions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
