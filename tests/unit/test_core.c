/*
 * CO-RE: core_local.bpf.c's relocations in the types of core_target.bpf.c, and
 * what hostile records and types do.  The expected numbers are the layouts of
 * the two sources.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/btf.h"
#include "loader/core.h"
#include "loader/loader.h"
#include "tests/lib/elf_file.h"
#include "tests/lib/progress.h"
#include "tests/lib/variant.h"
#include "tests/lib/vm_test.h"
#include "verifier/verifier.h"

static struct btf_target *target;
static const struct btf *target_btf;
static struct object *types;           /* core_target, whose BTF that is */
static struct object *object, *alone; /* core_local with and without a target */

static int give_target(void *arg, const struct btf_target **out, struct skep_error *error)
{
	(void)arg, (void)error;
	*out = target;
	return 0;
}
static const struct target_source source = { .get = give_target };

static int open_all(void **state)
{
	struct skep_error error;
	char path[256];

	(void)state;
	test_object_path("core_target", path);
	if (btf_target_open(path, &target, &error) || object_open(path, NULL, NULL, &types, &error))
		fail_msg("%s", error.message);
	target_btf = types->btf;
	test_object_path("core_local", path);
	if (object_open(path, NULL, &source, &object, &error) ||
	    object_open(path, NULL, NULL, &alone, &error))
		fail_msg("%s", error.message);
	return 0;
}

static const struct image *prog_of(const struct object *from, const char *name)
{
	for (uint32_t i = 0; i < from->n_progs; i++) {
		if (strcmp(from->progs[i]->name, name))
			continue;
		if (from->prog_errors[i].err)
			fail_msg("%s: %s", name, from->prog_errors[i].message);
		return from->progs[i];
	}
	fail_msg("there is no program %s", name);
	return NULL;
}

/* The value that a program begins with. */
static const struct insn *value_of(const struct object *from, const char *name)
{
	return &prog_of(from, name)->insns[0];
}

/* Matches, and enumerations of 64 bits, came with clang 15. */
static bool is_newer(const char *prog)
{
	return strstr(prog, "matches") || !strcmp(prog, "enum_large");
}

static void test_values(void **state)
{
	static const struct {
		const char *prog;
		int64_t value;
	} rows[] = {
		{ "offset_first", 12 },
		{ "offset_deep", 40 },
		{ "offset_flavour", 40 },
		{ "offset_inner", 48 + 8 },
		{ "offset_element", 96 + 48 + 12 + 4 },
		{ "offset_flexible", 300 + 12 },
		{ "size_wide", 8 },
		{ "size_narrow", 1 },
		{ "size_inner", 48 },
		{ "exists_first", 1 },
		{ "exists_gone", 0 },
		{ "exists_inner_gone", 0 },
		{ "exists_other_kind", 0 },
		{ "exists_nowhere", 0 },
		{ "signed_becomes", 1 },
		{ "signed_wide", 0 },
		{ "lshift_a", 64 - 3 },
		{ "rshift_a", 64 - 3 },
		{ "lshift_b", 64 - 14 },
		{ "rshift_b", 64 - 11 },
		{ "lshift_first", 32 },
		{ "offset_b", 296 },
		{ "size_c", 4 },
		{ "type_exists", 1 },
		{ "type_exists_nowhere", 0 },
		{ "type_exists_typedef", 1 },
		{ "type_exists_no_typedef", 0 },
		{ "type_exists_union", 1 },
		{ "type_size", 24 },
		{ "type_size_nowhere", 0 },
		{ "type_matches_same", 1 },
		{ "type_matches_other", 0 },
		{ "type_matches_nowhere", 0 },
		{ "enum_exists", 1 },
		{ "enum_exists_black", 0 },
		{ "enum_red", 5 },
		{ "enum_green", 17 },
		{ "enum_blue", -3 },
		{ "enum_below", -4 },
		{ "enum_top", 0x80000007 },
		{ "enum_large", 0x1122334455667788 },
		{ "id_target_nowhere", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct insn *insn;

		if (variant()->clang < 15 && is_newer(rows[i].prog))
			continue;
		insn = value_of(object, rows[i].prog);
		if (insn_of(insn)->kind != KIND_LDDW && insn_of(insn)->op != OP_MOV)
			fail_msg("%s: begins with %s", rows[i].prog, insn_of(insn)->name);
		if (insn->imm != rows[i].value)
			fail_msg("%s: %lld", rows[i].prog, (long long)insn->imm);
	}
}

/* Types of clang 14 have the low half of it, which its instruction does not agree with. */
static void test_halved_enumerator(void **state)
{
	(void)state;
	if (variant()->clang >= 15)
		return;
	for (uint32_t i = 0; i < object->n_progs; i++)
		if (!strcmp(object->progs[i]->name, "enum_large"))
			assert_string_equal(object->prog_errors[i].id, "bad-core");
}

static void test_ids(void **state)
{
	(void)state;
	assert_int_equal(value_of(object, "id_target")->imm,
			 btf_find(target_btf, BTF_STRUCT, "moved"));
	assert_int_equal(value_of(object, "id_local")->imm,
			 btf_find(object->btf, BTF_STRUCT, "moved"));
	assert_int_equal(value_of(alone, "id_local")->imm,
			 btf_find(object->btf, BTF_STRUCT, "moved"));
}

/* The access behind the one that loads the pointer. */
static const struct insn *access_of(const char *name)
{
	const struct image *image = prog_of(object, name);

	for (uint32_t i = 1; i < image->n_insns; i++)
		if (insn_of(&image->insns[i])->form == FORM_DST_SRC_OFF ||
		    insn_of(&image->insns[i])->form == FORM_DST_IMM_OFF)
			return &image->insns[i];
	fail_msg("%s has no access", name);
	return NULL;
}

/* Accesses: offset and width. */
static void test_accesses(void **state)
{
	const bool is_v4 = variant()->cpu >= 4;
	const struct {
		const char *prog;
		enum insn_id id;
		int32_t off;
	} rows[] = {
		{ "load_first", INSN_LDXW, 12 },
		{ "load_wide", INSN_LDXDW, 16 },
		{ "load_narrow", INSN_LDXB, 24 },
		{ "load_deep", INSN_LDXW, 40 },
		{ "load_inner", INSN_LDXW, 64 },
		{ "store_first", INSN_STXW, 12 },
		{ "store_imm", is_v4 ? INSN_STW : INSN_STXW, 12 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct insn *insn = access_of(rows[i].prog);

		if (insn->id != rows[i].id || insn->off != rows[i].off)
			fail_msg("%s: %s at %d", rows[i].prog, insn_of(insn)->name, insn->off);
	}
}

/* What cannot be resolved: the program is refused by name, if it gets there. */
static void test_poison(void **state)
{
	static const struct {
		const char *prog, *message;
	} rows[] = {
		{ "offset_gone", "offset of struct moved.gone is not known: it does not exist in" },
		{ "offset_nowhere", "offset of struct nowhere.x is not known: the target has no" },
		{ "offset_ambiguous", "different answers; looked at struct ambiguous___1 [" },
		{ "enum_black", "value of enum colour::BLACK is not known: it does not exist" },
		{ "load_signed_narrow", "moved.signed_narrow is not known: the field has another" },
		{ "load_gone", "offset of struct moved.gone is not known" },
	};
	const struct verify_opts opts = { .rights = SKEP_TRUSTED };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct image *image = prog_of(object, rows[i].prog);
		struct skep_error error;
		struct facts *facts;
		struct arena arena;
		int err;

		error_clear(&error);
		arena_init(&arena, 0);
		assert_int_equal(image->n_poisons, 1);
		err = validate(image, &error);
		if (!err && image->insns[0].id == INSN_POISON)
			err = verify(image, &opts, &arena, &facts, &error);
		else if (!err) /* its context is not described: look at the text only */
			err = error_set(&error, UNRESOLVED, image->poisons[0].how,
					image->poisons[0].what, image->poisons[0].why);
		arena_free(&arena);
		assert_int_equal(err, -EINVAL);
		assert_string_equal(error.id, "unresolved");
		if (!strstr(error.message, rows[i].message))
			fail_msg("%s: %s", rows[i].prog, error.message);
	}
}

static void test_guarded(void **state)
{
	const struct verify_opts opts = { .rights = 0 };
	struct skep_error error;
	struct facts *facts;
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	assert_int_equal(prog_of(object, "guarded")->n_poisons, 1);
	if (verify(prog_of(object, "guarded"), &opts, &arena, &facts, &error))
		fail_msg("%s", error.message);
	arena_free(&arena);
}

static void test_no_target(void **state)
{
	const struct image *image = prog_of(alone, "exists_first");

	(void)state;
	assert_int_equal(image->n_poisons, 1);
	assert_string_equal(image->poisons[0].why, "the target's types are not known");
}

/* The same through the public interface, run. */
static void test_api(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	char local[256], layouts[256];
	struct skep_skb skb = { 0 };
	struct skep_obj *obj;
	uint8_t frame[64] = { 0 };
	uint32_t result;

	(void)state;
	test_object_path("core_local", local);
	test_object_path("core_target", layouts);
	obj = skep_obj_open(vm, local, SKEP_OBJ_OPTS(.btf = layouts), &error);
	assert_non_null(obj);
	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(obj, prog)) != NULL;)
		skep_prog_set_autoload(prog, !strcmp(skep_prog_name(prog), "guarded") ||
						     !strcmp(skep_prog_name(prog), "offset_deep"));
	must_load(obj);
	skep_skb_init(&skb, frame, sizeof(frame));
	assert_int_equal(skep_run(skep_obj_prog(obj, "guarded"), &skb, &result), 0);
	assert_int_equal(result, 77);
	assert_int_equal(skep_run(skep_obj_prog(obj, "offset_deep"), &skb, &result), 0);
	assert_int_equal(result, 40);
	obj = skep_obj_open(vm, local, SKEP_OBJ_OPTS(.btf = "/nonexistent"), &error);
	assert_null(obj);
	assert_string_equal(error.id, "file-open");
	obj = skep_obj_open(vm, local, SKEP_OBJ_OPTS(.btf = __FILE__), &error);
	assert_null(obj);
	assert_string_equal(error.id, "bad-btf-header");
	skep_free(vm);
}

/* --- modules --- */

static void write_file(const char *folder, const char *name, const void *data, size_t size)
{
	char path[256];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	out = fopen(path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(data, 1, size, out), size);
	fclose(out);
}

/* A module that extends @btf by struct nowhere { char pad[..]; int x; }, x at @offset. */
static void write_module(const char *folder, const char *name, const uint8_t *btf, uint32_t offset)
{
	static const char strings[] = "nowhere\0x\0moved";
	const uint32_t size = sizeof(strings);
	uint32_t base_strings, is_int = btf_find(target_btf, BTF_INT, "int");
	uint32_t words[] = { 0x0001eb9f, 24, 0, 0, 0, size,
			     /* two structures: name, kind and members, size; name, type, bits */
			     0, 4u << 24 | 1, offset + 4, 8, is_int, 8 * offset,
			     10, 4u << 24, 0 };
	uint8_t file[sizeof(words) + sizeof(strings)];

	memcpy(&base_strings, btf + 20, 4);
	words[3] = words[4] = sizeof(words) - 24;
	words[6] += base_strings;
	words[9] += base_strings;
	words[12] += base_strings;
	memcpy(file, words, sizeof(words));
	memcpy(file + sizeof(words), strings, sizeof(strings));
	write_file(folder, name, file, sizeof(file));
}

static int give_modules(void *arg, const struct btf_target **out, struct skep_error *error)
{
	(void)error;
	*out = arg;
	return 0;
}

/* What vmlinux does not have is looked for in modules, what it has is not. */
static void test_modules(void **state)
{
	struct blob elf = built_object("core_target");
	unsigned section = elf_section(&elf, ".BTF");
	char folder[] = "/tmp/skep-btf-XXXXXX", command[64];
	struct target_source modules = { .get = give_modules };
	struct btf_target *opened;
	struct skep_error error;
	struct object *local;
	char path[256];

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_true(btf_target_open(folder, &opened, &error) < 0);
	assert_string_equal(error.id, "file-open");
	write_file(folder, "vmlinux", elf_content(&elf, section),
		   elf_header(&elf, section)->sh_size);
	write_file(folder, "notes", "no BTF", 6);
	write_module(folder, "module_a", elf_content(&elf, section), 12);
	test_object_path("core_local", path);
	for (unsigned n = 1; n <= 2; n++) {
		if (btf_target_open(folder, &opened, &error))
			fail_msg("%s", error.message);
		modules.arg = opened;
		assert_int_equal(object_open(path, NULL, &modules, &local, &error), 0);
		assert_int_equal(value_of(local, "exists_nowhere")->imm, 1);
		assert_int_equal(value_of(local, "offset_deep")->imm, 40);
		assert_int_equal(value_of(local, "exists_first")->imm, 1);
		if (n == 1) {
			assert_int_equal(value_of(local, "offset_nowhere")->imm, 12);
			write_module(folder, "module_b", elf_content(&elf, section), 8);
		} else {
			assert_non_null(strstr(prog_of(local, "offset_nowhere")->poisons[0].why,
					       "different answers; looked at struct nowhere ["));
		}
		object_close(local);
		btf_target_close(opened);
	}
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
	blob_free(&elf);
}

/* --- paths --- */

static void test_paths(void **state)
{
	const uint32_t moved = btf_find(object->btf, BTF_STRUCT, "moved");
	const uint32_t colour = btf_find(object->btf, BTF_ENUM, "colour");
	const struct {
		uint32_t type;
		enum core_kind kind;
		const char *path, *why;
	} rows[] = {
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:0", NULL },
		{ moved, CORE_FIELD_BYTE_OFFSET, "1:7:1:2", NULL },
		{ moved, CORE_FIELD_BYTE_OFFSET, "", "list of numbers" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:", "list of numbers" },
		{ moved, CORE_FIELD_BYTE_OFFSET, ":0", "list of numbers" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:-1", "list of numbers" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:0x1", "list of numbers" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:99999999999999999999", "list of numbers" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:99", "member does not exist" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:0:0", "no members" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "0:7:2", "outside of its array" },
		{ moved, CORE_FIELD_BYTE_OFFSET, "2147483647:0", "too large" },
		{ moved, CORE_TYPE_EXISTS, "0", NULL },
		{ moved, CORE_TYPE_EXISTS, "0:0", "no path" },
		{ moved, CORE_ENUMVAL_VALUE, "0", "enumerator" },
		{ colour, CORE_ENUMVAL_VALUE, "3", NULL },
		{ colour, CORE_ENUMVAL_VALUE, "4", "enumerator" },
		{ colour, CORE_FIELD_EXISTS, "0:0", "no members" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct core_spec spec;
		const char *why = core_spec_parse((struct core_type){ object->btf, rows[i].type },
						  rows[i].kind, rows[i].path, &spec);

		if (!why != !rows[i].why || (why && !strstr(why, rows[i].why)))
			fail_msg("%s: %s", rows[i].path, why ? why : "accepted");
	}
}

static void test_long_path(void **state)
{
	const uint32_t moved = btf_find(object->btf, BTF_STRUCT, "moved");
	char path[200];
	struct core_spec spec;

	(void)state;
	memset(path, 0, sizeof(path));
	for (size_t i = 0; i < 65; i++)
		strcat(path, i ? ":0" : "0");
	assert_string_equal(core_spec_parse((struct core_type){ object->btf, moved },
					    CORE_FIELD_BYTE_OFFSET, path, &spec),
			    "its path is too long");
}

static void test_names(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{ "task", "task", true },         { "task", "task___old", true },
		{ "task___a", "task___b", true }, { "task", "task__old", false },
		{ "task___", "task", false },     { "___x", "x", false },
		{ "a____b", "a", false },         { "task", "tas", false },
		{ "", "", true },                 { "a___b___c", "a___b", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (core_same_name(rows[i].a, rows[i].b) != rows[i].same)
			fail_msg("%s %s", rows[i].a, rows[i].b);
}

/* Every byte of the relocations' records changed: an error or a success, nothing else. */
static void test_hostile(void **state)
{
	char path[256];
	struct skep_error error;
	FILE *in;
	uint8_t *data;
	size_t size, step = getenv("SOAK") && variant()->is_usual ? 1 : 37;
	struct progress progress = { .what = "relocations of a core file" };

	(void)state;
	test_object_path("core_local", path);
	in = fopen(path, "rb");
	assert_non_null(in);
	data = malloc(1 << 20);
	size = fread(data, 1, 1 << 20, in);
	fclose(in);
	for (size_t i = 64; i < size; i += step) {
		uint8_t *copy = malloc(size);
		struct object *broken;

		memcpy(copy, data, size);
		copy[i] ^= (uint8_t)(1 + i % 255);
		if (!object_open_mem(copy, size, "broken", &source, &broken, &error))
			object_close(broken);
		free(copy);
		progress_step(&progress, step);
	}
	free(data);
}

static int close_all(void **state)
{
	(void)state;
	object_close(types);
	object_close(object);
	object_close(alone);
	btf_target_close(target);
	return 0;
}

static int run(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_halved_enumerator),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_accesses),
		cmocka_unit_test(test_poison),
		cmocka_unit_test(test_guarded),
		cmocka_unit_test(test_no_target),
		cmocka_unit_test(test_api),
		cmocka_unit_test(test_modules),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_long_path),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests_name(group, tests, open_all, close_all);
}

int main(void)
{
	return run_variants(run);
}
