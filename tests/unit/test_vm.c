/*
 * Environments, objects and programs through the public API: options, life
 * cycle, what is refused, and that a load which fails leaves nothing behind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- environments ---- */

static void test_rights(void **state)
{
	(void)state;
	assert_int_equal(skep_right_by_name("read-process-memory"), SKEP_READ_PROCESS_MEMORY);
	assert_int_equal(skep_right_by_name("leak-pointers"), SKEP_LEAK_POINTERS);
	assert_int_equal(skep_right_by_name("override-return"), SKEP_OVERRIDE_RETURN);
	assert_int_equal(skep_right_by_name("no-hardening"), SKEP_NO_HARDENING);
	assert_int_equal(skep_right_by_name("trusted"), SKEP_TRUSTED);
	assert_int_equal(skep_right_by_name("leak_pointers"), 0);
	assert_int_equal(skep_right_by_name(""), 0);
	assert_int_equal(skep_right_by_name(NULL), 0);
}

/* What a later version's caller, or a careless one, hands over. */
struct newer_opts {
	struct skep_opts known;
	uint64_t future;
};

static void test_opts(void **state)
{
	struct newer_opts newer = { .known = { .size = sizeof(newer), .lanes = 5 } };
	struct skep_opts opts = { .size = offsetof(struct skep_opts, lanes), .lanes = 7 };
	struct skep_error error;
	struct skep *vm;

	(void)state;
	vm = new_vm(&newer.known);
	assert_int_equal(skep_lanes(vm), 5);
	skep_free(vm);
	newer.future = 1;
	assert_null(skep_new(&newer.known, &error));
	assert_string_equal(error.id, "invalid-argument");
	assert_int_equal(error.err, -EINVAL);
	vm = new_vm(&opts); /* an older caller has no field for lanes */
	assert_true(skep_lanes(vm) >= 64);
	skep_free(vm);
	opts.size = 0;
	assert_null(skep_new(&opts, &error));
	assert_null(skep_new(SKEP_OPTS(.rights = 1u << 31), &error));
	assert_string_equal(error.id, "invalid-argument");
	assert_null(skep_new(SKEP_OPTS(.rights = 1u << 31), NULL));
	assert_null(skep_new(SKEP_OPTS(.lanes = MIN_LANES - 1), &error));
	vm = new_vm(SKEP_OPTS(.lanes = MIN_LANES));
	skep_free(vm);
	assert_null(skep_new(SKEP_OPTS(.root = "/proc/no/such/root"), &error));
	assert_int_not_equal(error.err, 0);
	skep_free(NULL);
}

static void test_root_keeps_its_lanes(void **state)
{
	struct place place;
	struct skep *vm, *same;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = 6));
	same = new_vm(SKEP_OPTS(.root = place.root, .lanes = 9));
	assert_int_equal(skep_lanes(same), 6);
	skep_free(vm);
	skep_free(same);
	place_remove(&place);
}

/* ---- objects ---- */

static void test_life_cycle(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "vm");
	struct skep_prog_info info;
	struct skep_error error;
	struct skep_prog *prog;
	struct skep_map *map;
	int n_progs = 0, n_maps = 0;

	(void)state;
	for (prog = NULL; (prog = skep_obj_next_prog(obj, prog)); n_progs++) {
		assert_ptr_equal(skep_obj_prog(obj, skep_prog_name(prog)), prog);
		assert_string_equal(skep_prog_section(prog), "xdp");
		assert_string_equal(skep_prog_type_name(prog), "xdp");
	}
	assert_int_equal(n_progs, 7);
	for (map = NULL; (map = skep_obj_next_map(obj, map)); n_maps++)
		assert_ptr_equal(skep_obj_map(obj, skep_map_name(map)), map);
	assert_true(n_maps >= 5);
	assert_null(skep_obj_prog(obj, NULL)); /* more than one */
	assert_null(skep_obj_prog(obj, "none"));
	assert_null(skep_obj_map(obj, "none"));

	prog = skep_obj_prog(obj, "lane");
	assert_int_equal(skep_prog_info(prog, &info), -EINVAL);
	assert_int_equal(skep_prog_verify(prog, &error), 0);
	assert_int_equal(skep_prog_info(prog, &info), 0);
	assert_true(info.n_insns > 5 && info.max_cost >= 5 && info.max_cost <= info.n_insns);
	assert_true(info.verify_ns > 0);

	must_load(obj);
	assert_int_equal(skep_obj_load(obj, &error), -EINVAL);
	assert_string_equal(error.id, "invalid-argument");
	skep_obj_close(obj);
	open_obj(vm, "vm"); /* left for skep_free */
	load_obj(vm, "vm");
	skep_free(vm);
	skep_obj_close(NULL);
}

static void test_from_memory(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj_opts opts = { .size = sizeof(opts), .name = "given" };
	struct skep_error error;
	struct skep_obj *obj;
	static uint8_t bytes[1 << 20];
	char path[256];
	size_t size;
	FILE *in;

	(void)state;
	test_object_path("vm", path);
	in = fopen(path, "rb");
	assert_non_null(in);
	size = fread(bytes, 1, sizeof(bytes), in);
	fclose(in);
	obj = skep_obj_open_mem(vm, bytes, size, &opts, &error);
	assert_non_null(obj);
	memset(bytes, 0xff, size); /* copied */
	must_load(obj);
	assert_null(skep_obj_open_mem(vm, bytes, size, &opts, &error));
	assert_string_equal(error.file, "given");
	assert_int_not_equal(error.err, 0);
	assert_null(skep_obj_open(vm, "/no/such/file.o", NULL, &error));
	assert_string_equal(error.id, "file-open");
	assert_int_equal(error.err, -ENOENT);
	opts.size = 1;
	assert_null(skep_obj_open_mem(vm, bytes, size, &opts, &error));
	assert_string_equal(error.id, "invalid-argument");
	skep_free(vm);
}

static void test_not_loaded(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "vm");
	struct skep_prog *prog = skep_obj_prog(obj, "lane");
	struct skep_map *map = skep_obj_map(obj, "per_lane");
	struct skep_prog_stats stats;
	struct skep_map_info info;
	uint32_t key = 0, result = 9;
	uint64_t value[64] = { 0 };
	struct skep_xdp xdp;

	(void)state;
	skep_xdp_init(&xdp, value, sizeof(value));
	assert_int_equal(skep_run(prog, &xdp, &result), -EINVAL);
	assert_int_equal(result, 0);
	assert_int_equal(skep_run_batch(prog, &xdp, sizeof(xdp), 1, &result), -EINVAL);
	assert_int_equal(skep_map_lookup(map, &key, value), -EINVAL);
	assert_int_equal(skep_map_update(map, &key, value, SKEP_ANY), -EINVAL);
	assert_int_equal(skep_map_delete(map, &key), -EINVAL);
	assert_int_equal(skep_map_next_key(map, NULL, &key), -EINVAL);
	assert_int_equal(skep_map_freeze(map), -EINVAL);
	skep_prog_stats(prog, &stats);
	assert_int_equal(stats.runs, 0);
	skep_map_info(map, &info);
	assert_int_equal(info.lookup_size, 8 * skep_lanes(vm));
	assert_int_equal(info.type, MAP_PERCPU_ARRAY);
	assert_string_equal(info.name, "per_lane");
	assert_int_equal(skep_prog_set_engine(prog, SKEP_ENGINE_JIT),
			 jit_available() ? 0 : -EOPNOTSUPP);
	assert_int_equal(skep_prog_set_engine(prog, SKEP_ENGINE_DEFAULT), 0);
	assert_int_equal(skep_prog_set_engine(prog, (enum skep_engine)99), -EOPNOTSUPP);

	skep_prog_set_autoload(prog, false);
	must_load(obj);
	assert_int_equal(skep_run(prog, &xdp, &result), -EINVAL); /* left out */
	assert_int_equal(skep_map_lookup(map, &key, value), 0);
	prog = skep_obj_prog(obj, "loop");
	assert_int_equal(skep_prog_set_engine(prog, SKEP_ENGINE_CHECKED), -EBUSY);
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "unused"), &key, value), -EINVAL);
	skep_free(vm);
}

/* ---- what is refused ---- */

static void test_gpl(void **state)
{
	struct skep_error error;
	struct skep *vm = new_vm(NULL);

	(void)state;
	load_obj(vm, "vm_proprietary");
	skep_free(vm);
	vm = new_vm(SKEP_OPTS(.enforce_gpl = true));
	assert_int_equal(skep_obj_load(open_obj(vm, "vm_proprietary"), &error), -EINVAL);
	assert_string_equal(error.id, "helper-gpl");
	assert_int_equal(error.error_class, SKEP_CLASS_PRIVILEGE);
	assert_string_equal(error.prog, "print");
	assert_non_null(strstr(error.file, "vm_proprietary.bpf.o"));
	load_obj(vm, "vm");
	skep_free(vm);
}

static void test_limits_of_opts(void **state)
{
	struct skep_error error;
	struct skep *vm = new_vm(SKEP_OPTS(.max_cost = 100));
	struct skep_obj *obj = open_obj(vm, "vm");

	(void)state;
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "lane"), &error), 0);
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "loop"), &error), -E2BIG);
	assert_string_equal(error.id, "max-cost");
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "loop"), NULL), -E2BIG);
	assert_int_equal(skep_obj_load(obj, &error), -E2BIG);
	assert_string_equal(error.prog, "loop");
	skep_prog_set_autoload(skep_obj_prog(obj, "loop"), false);
	must_load(obj); /* a failed load may be tried again */
	skep_free(vm);

	vm = new_vm(SKEP_OPTS(.max_work = 100));
	obj = open_obj(vm, "vm");
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "loop"), &error), -E2BIG);
	assert_int_equal(error.error_class, SKEP_CLASS_BUDGET);
	skep_free(vm);
}

static void test_one_program_fails(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "vm_pinned");
	struct skep_error error;

	(void)state;
	assert_int_equal(skep_obj_load(obj, &error), -EINVAL);
	assert_string_equal(error.prog, "needs_unsupported");
	leave_out(obj, "needs_unsupported");
	must_load(obj);
	skep_free(vm);
}

static void test_helper_without_body(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "vm_nobody");
	struct skep_error error;

	(void)state;
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "repeat"), &error), 0);
	assert_int_equal(skep_obj_load(obj, &error), -EINVAL);
	assert_string_equal(error.id, "helper-no-body");
	assert_string_equal(error.prog, "repeat");
	skep_free(vm);
}

/* ---- maps that are pinned by name, and failures after they were made ---- */

static void test_pinned_by_name(void **state)
{
	struct skep_obj *a, *b, *other;
	struct skep_error error;
	struct place place;
	struct skep *vm;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = 8));
	a = open_obj(vm, "vm_pinned");
	b = open_obj(vm, "vm_pinned");
	other = open_obj(vm, "vm_other");
	leave_out(a, "needs_unsupported");
	leave_out(b, "needs_unsupported");
	leave_out(other, "needs_unsupported");
	must_load(a);
	must_load(b);
	assert_int_equal(run_frame(a, "count", 0, 0), 0);
	assert_int_equal(run_frame(b, "count", 0, 0), 1); /* one map */
	assert_int_equal(skep_obj_load(other, &error), -EINVAL);
	assert_string_equal(error.id, "map-mismatch");
	assert_non_null(strstr(error.message, "shared"));
	skep_obj_close(a);
	skep_obj_close(b);
	assert_int_equal(place_count_files(&place), 2); /* the pin keeps it */
	a = open_obj(vm, "vm_pinned");
	leave_out(a, "needs_unsupported");
	must_load(a);
	assert_int_equal(run_frame(a, "count", 0, 0), 2);
	assert_int_equal(skep_map_unpin(vm, "shared", &error), 0);
	assert_int_equal(skep_map_unpin(vm, "shared", &error), -ENOENT);
	skep_obj_close(a);
	assert_int_equal(place_count_files(&place), 0);
	skep_free(vm);
	place_remove(&place);
}

static void test_failed_load_leaves_nothing(void **state)
{
	struct skep_error error;
	struct skep_obj *obj;
	struct place place;
	struct skep *vm;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = 8));
	obj = open_obj(vm, "vm_huge");
	leave_out(obj, "needs_unsupported");
	assert_true(skep_obj_load(obj, &error) < 0);
	assert_non_null(strstr(error.message, "huge"));
	assert_int_equal(place_count_files(&place), 0);
	assert_true(skep_obj_load(obj, NULL) < 0);
	assert_int_equal(place_count_files(&place), 0);
	assert_null(vm->maps);
	skep_free(vm);
	place_remove(&place);
}

/* In a private environment the wish to be pinned has no meaning. */
static void test_private_has_no_pins(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "vm_pinned");
	struct skep_error error;
	char name[64];

	(void)state;
	leave_out(obj, "needs_unsupported");
	must_load(obj);
	assert_int_equal(skep_map_pin(vm, skep_obj_map(obj, "shared"), "x", &error), -EINVAL);
	assert_string_equal(error.id, "bad-pin");
	assert_int_equal(skep_map_unpin(vm, "x", &error), -EINVAL);
	assert_null(skep_map_open(vm, "x", &error));
	assert_string_equal(error.id, "pin-missing");
	assert_int_equal(skep_map_next_pin(vm, NULL, name, sizeof(name)), -ENOENT);
	skep_map_close(skep_obj_map(obj, "shared")); /* the object's: stays */
	assert_int_equal(run_frame(obj, "count", 0, 0), 0);
	skep_map_close(NULL);
	skep_free(vm);
}

/* ---- errors ---- */

static void printed(const struct skep_error *error, char *text, size_t size)
{
	FILE *out = fmemopen(text, size, "w");

	assert_non_null(out);
	skep_error_print(error, out);
	fclose(out);
}

static void test_error_print(void **state)
{
	struct skep_error error;
	char text[4096];

	(void)state;
	error_clear(&error);
	printed(&error, text, sizeof(text));
	assert_string_equal(text, "no error\n");
	printed(NULL, text, sizeof(text));
	assert_string_equal(text, "no error\n");

	error_set(&error, NULL_DEREFERENCE, 3, "map value");
	strcpy(error.file, "fw.bpf.o");
	strcpy(error.prog, "fw");
	strcpy(error.section, "xdp");
	error.insn = 12;
	strcpy(error.source, "fw.c");
	error.line = 34;
	strcpy(error.source_line, "return *value;");
	strcpy(error.detail, "one\ntwo\n");
	printed(&error, text, sizeof(text));
	assert_string_equal(text, "error: fw.bpf.o: program fw: insn 12 (fw.c:34): "
				  "r3, a map value, may be NULL here [null-dereference]\n"
				  "  34 | return *value;\n"
				  "  one\n"
				  "  two\n"
				  "hint: test the pointer against NULL first\n");

	error_clear(&error);
	error_set(&error, BAD_SECTION, ".maps", "is not a multiple of 4");
	strcpy(error.file, "x.o");
	strcpy(error.section, ".maps");
	error.offset = 64;
	printed(&error, text, sizeof(text));
	assert_string_equal(text, "error: x.o: section .maps: offset 0x40: "
				  "section .maps: is not a multiple of 4 [bad-section]\n"
				  "hint: compile the source again\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rights),
		cmocka_unit_test(test_opts),
		cmocka_unit_test(test_root_keeps_its_lanes),
		cmocka_unit_test(test_life_cycle),
		cmocka_unit_test(test_from_memory),
		cmocka_unit_test(test_not_loaded),
		cmocka_unit_test(test_gpl),
		cmocka_unit_test(test_limits_of_opts),
		cmocka_unit_test(test_one_program_fails),
		cmocka_unit_test(test_helper_without_body),
		cmocka_unit_test(test_pinned_by_name),
		cmocka_unit_test(test_failed_load_leaves_nothing),
		cmocka_unit_test(test_private_has_no_pins),
		cmocka_unit_test(test_error_print),
	};

	return cmocka_run_group_tests_name("vm", tests, NULL, NULL);
}
