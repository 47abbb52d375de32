/* Objects of old compilers and loaders: the section maps, symbols without type or size. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "skep/skep.h"
#include "tests/lib/elf_file.h"
#include "tests/lib/object_use.h"
#include "tests/lib/variant.h"

static struct object *open_blob(const struct blob *blob)
{
	struct skep_error error;
	struct object *object;

	if (object_open_mem(blob->data, blob->size, "legacy.o", NULL, &object, &error))
		fail_msg("%s", error.message);
	return object;
}

static struct object *open_built(const char *name)
{
	struct blob elf = built_object(name);
	struct object *object = open_blob(&elf);

	blob_free(&elf);
	return object;
}

static struct object *open_legacy(void)
{
	return open_built("legacy_maps");
}

static const struct map_desc *map_of(const struct object *object, const char *name)
{
	for (uint32_t i = 0; i < object->n_maps; i++)
		if (!strcmp(object->maps[i].name, name))
			return &object->maps[i];
	fail_msg("no map %s", name);
	return NULL;
}

static void definitions(void **state)
{
	static const struct map_desc rows[] = {
		{ .name = "new", .type = MAP_ARRAY, .key_size = 4, .value_size = 8,
		  .max_entries = 5 },
		{ .name = "old", .type = MAP_ARRAY, .key_size = 4, .value_size = 4,
		  .max_entries = 1 },
		{ .name = "sample_inner", .type = MAP_HASH, .key_size = 8, .value_size = 16,
		  .max_entries = 32, .map_flags = MAP_F_NO_PREALLOC },
		{ .name = "sample_outer", .type = MAP_ARRAY_OF_MAPS, .key_size = 4,
		  .value_size = 4, .max_entries = 3, .map_flags = 0 },
		{ .name = "tc_outer", .type = MAP_HASH_OF_MAPS, .key_size = 4, .value_size = 4,
		  .max_entries = 8, .pin_by_name = true },
		{ .name = "tc_second", .type = MAP_ARRAY, .key_size = 4, .value_size = 8,
		  .max_entries = 2 },
		{ .name = "tc_template", .type = MAP_ARRAY, .key_size = 4, .value_size = 8,
		  .max_entries = 2 },
		{ .name = "gobpf", .type = MAP_LRU_HASH, .key_size = 4, .value_size = 4,
		  .max_entries = 64, .pin_by_name = true },
	};
	struct object *object = open_legacy();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct map_desc *map = map_of(object, rows[i].name);

		assert_int_equal(map->type, rows[i].type);
		assert_int_equal(map->key_size, rows[i].key_size);
		assert_int_equal(map->value_size, rows[i].value_size);
		assert_int_equal(map->max_entries, rows[i].max_entries);
		assert_int_equal(map->map_flags, rows[i].map_flags);
		assert_int_equal(map->pin_by_name, rows[i].pin_by_name);
	}
	assert_string_equal(object->maps[0].name, "new"); /* .maps, the old ones, data */
	assert_string_equal(object->maps[object->n_maps - 1].name, ".bss");
	object_close(object);
}

static void annotated_types(void **state)
{
	struct object *object = open_legacy();
	const struct map_desc *old = map_of(object, "old");

	(void)state;
	assert_int_equal(btf_size(object->btf, old->key_type), 4);
	assert_int_equal(btf_size(object->btf, old->value_type), 4);
	assert_int_equal(map_of(object, "gobpf")->key_type, 0);
	object_close(object);
}

static void inner_maps(void **state)
{
	struct object *object = open_legacy();
	const struct map_desc *outer = map_of(object, "tc_outer");

	(void)state;
	assert_ptr_equal(map_of(object, "sample_outer")->inner, map_of(object, "sample_inner"));
	assert_int_equal(map_of(object, "sample_outer")->n_init, 0);
	assert_ptr_equal(outer->inner, map_of(object, "tc_second"));
	assert_int_equal(outer->n_init, 1);
	assert_int_equal(outer->init[0].index, 5);
	assert_ptr_equal(&object->maps[outer->init[0].target], map_of(object, "tc_second"));
	object_close(object);
}

/* The map that each LDDW_MAP of the program names, in order. */
static void references(void **state)
{
	static const char *const expected[] = { "sample_inner", "gobpf", "tc_template", "new" };
	struct object *object = open_legacy();
	const struct image *image = object->progs[1];
	size_t n = 0;

	(void)state;
	assert_string_equal(image->name, "uses_others");
	assert_int_equal(object->prog_errors[0].err, 0);
	assert_int_equal(object->prog_errors[1].err, 0);
	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (insn_info[image->insns[i].id].kind != KIND_LDDW_MAP)
			continue;
		assert_true(n < 4);
		assert_string_equal(image->maps[image->insns[i].imm]->name, expected[n++]);
	}
	assert_int_equal(n, 4);
	object_close(object);
}

static void programs_run(void **state)
{
	struct skep_error error;
	struct skep *vm = skep_new(NULL, &error);
	struct skep_obj *obj;
	uint32_t key = 0, value;

	(void)state;
	assert_non_null(vm);
	obj = skep_obj_open(vm, built_path("legacy_maps"), NULL, &error);
	if (!obj)
		fail_msg("%s", error.message);
	skep_prog_set_autoload(skep_obj_prog(obj, "uses_others"), false);
	if (skep_obj_load(obj, &error))
		fail_msg("%s", error.message);
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "old"), &key, &value), 0);
	assert_int_equal(value, 0);
	skep_obj_close(obj);
	skep_free(vm);
}

/* ---- one word changed ---- */

static void bad_definitions(void **state)
{
	static const struct {
		const char *section, *map, *id, *message;
		unsigned word;
		uint32_t value;
	} rows[] = {
		{ "maps", "old", "unsupported-map", "no map type has", 0, 200 },
		{ "maps", "sample_outer", "bad-map", "not defined", 5, 3 },
		{ "maps", "sample_outer", "bad-map", "maps of maps of maps", 5, 2 },
		{ "maps", "sample_outer", "bad-map", "4 bytes", 2, 8 },
		{ "maps/tc", "tc_outer", "bad-map", "not defined", 7, 8 },
		{ "maps/tc", "tc_outer", "bad-map", "4 bytes", 2, 8 },
		{ "maps/tc", "tc_outer", "bad-map", "pinning", 6, 3 },
		{ "maps/tc", "tc_second", "bad-map", "no such entry", 8, 8 },
		{ "maps/gobpf", "gobpf", "bad-map", "more words", 40, 1 },
		{ "maps/gobpf", "gobpf", "bad-map", "pinning", 5, 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct blob elf = built_object("legacy_maps");
		uint8_t *content = elf_content(&elf, elf_section(&elf, rows[i].section));

		memcpy(content + elf_symbol(&elf, rows[i].map)->st_value + 4 * rows[i].word,
		       &rows[i].value, 4);
		refuse(elf.data, elf.size, rows[i].id, rows[i].message);
		blob_free(&elf);
	}
}

static void bad_places(void **state)
{
	static const struct {
		int64_t value, size; /* changes of the symbol "sample_outer" */
		const char *message;
	} rows[] = {
		{ 0, 4, "outside of the section" },
		{ 4, 0, "outside of the section" },
		{ INT64_C(1) << 32, 0, "outside of the section" },
		{ 0, -2, "its size" },
		{ 0, -16, "its size" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct blob elf = built_object("legacy_maps");
		Elf64_Sym *symbol = elf_symbol(&elf, "sample_outer");

		symbol->st_value += (uint64_t)rows[i].value;
		symbol->st_size += (uint64_t)rows[i].size;
		refuse(elf.data, elf.size, "bad-map", rows[i].message);
		blob_free(&elf);
	}
}

static void maps_that_overlap(void **state)
{
	struct blob elf = built_object("legacy_maps");

	(void)state;
	elf_symbol(&elf, "sample_inner")->st_size += 4;
	refuse(elf.data, elf.size, "bad-map", "place of another map");
	blob_free(&elf);
}

/* ---- loaders of their own ---- */

static const struct image *prog_of(const struct object *object, const char *name)
{
	for (uint32_t i = 0; i < object->n_progs; i++)
		if (!strcmp(object->progs[i]->name, name))
			return object->prog_errors[i].err ? NULL : object->progs[i];
	fail_msg("no program %s", name);
	return NULL;
}

static void sections_of_tail_calls(void **state)
{
	struct object *object = open_built("old_loaders");
	const struct map_desc *jumps = map_of(object, "jumps");

	(void)state;
	assert_int_equal(jumps->n_init, 2);
	for (uint32_t i = 0; i < 2; i++)
		assert_string_equal(object->progs[jumps->init[i].target]->name,
				    jumps->init[i].index ? "last" : "first");
	assert_int_equal(jumps->init[0].index + jumps->init[1].index, 2);
	assert_int_equal(map_of(object, "others")->n_init, 0);
	assert_int_equal(prog_of(object, "first")->prog_type, PROG_SCHED_CLS);
	assert_int_equal(prog_of(object, "nobodys")->prog_type, PROG_SCHED_CLS);
	assert_null(prog_of(object, "no_key"));
	object_close(object);
}

/* The type of programs by number is that of the first one whose section says it. */
static void types_of_tail_calls(void **state)
{
	static const struct {
		const char *section; /* instead of "classifier" */
		uint32_t type;
	} rows[] = { { "xdp", PROG_XDP }, { "action", PROG_SCHED_ACT }, { "?", PROG_SCHED_CLS } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct blob elf = built_object("old_loaders");
		unsigned names = ((Elf64_Ehdr *)elf.data)->e_shstrndx;
		struct object *object;

		strcpy((char *)elf_content(&elf, names) +
			       elf_header(&elf, elf_section(&elf, "classifier"))->sh_name,
		       rows[i].section);
		object = open_blob(&elf);
		assert_int_equal(prog_of(object, "last")->prog_type, rows[i].type);
		object_close(object);
		blob_free(&elf);
	}
}

static void maps_of_ir_keytable(void **state)
{
	struct object *object = open_built("old_loaders");

	(void)state;
	assert_int_equal(map_of(object, "state")->type, MAP_ARRAY);
	assert_int_equal(map_of(object, "state")->value_size, 8);
	object_close(object);
}

/* Five words: the application says what is inside, and the size of a handle is known. */
static void inner_map_not_named(void **state)
{
	struct blob elf = built_object("legacy_maps");
	uint8_t *content = elf_content(&elf, elf_section(&elf, "maps"));
	Elf64_Sym *symbol = elf_symbol(&elf, "sample_outer");
	struct object *object;

	(void)state;
	symbol->st_size = 20;
	memset(content + symbol->st_value + 8, 0, 4);
	object = open_blob(&elf);
	assert_int_equal(map_of(object, "sample_outer")->value_size, 4);
	assert_null(map_of(object, "sample_outer")->inner);
	object_close(object);
	blob_free(&elf);
}

static uint32_t run_prog(struct skep_obj *obj, const char *name)
{
	struct skep_skb skb = { 0 };
	uint8_t frame[64] = { 0 };
	uint32_t result;

	skep_skb_init(&skb, frame, sizeof(frame));
	assert_int_equal(skep_run(skep_obj_prog(obj, name), &skb, &result), 0);
	return result;
}

/* Tail calls from entry to first and to last; parameters as they are and as they are set. */
static void old_programs_run(void **state)
{
	struct skep_error error;
	struct skep *vm = skep_new(NULL, &error);
	int32_t value = -7;

	(void)state;
	assert_non_null(vm);
	for (int is_set = 0; is_set < 2; is_set++) {
		struct skep_obj *obj = skep_obj_open(vm, built_path("old_loaders"), NULL, &error);

		assert_non_null(obj);
		skep_prog_set_autoload(skep_obj_prog(obj, "no_key"), false);
		if (is_set)
			assert_int_equal(skep_obj_set_global(obj, "margin", &value, 4), 0);
		if (skep_obj_load(obj, &error))
			fail_msg("%s", error.message);
		assert_int_equal(run_prog(obj, "entry"), 22);
		assert_int_equal(run_prog(obj, "params"), is_set ? UINT32_MAX - 6 : 200);
		assert_int_equal(run_prog(obj, "no_param"), 9);
		skep_obj_close(obj);
	}
	skep_free(vm);
}

/* ---- symbols as LLVM 3.7 to 7 wrote them ---- */

static void forget_symbols(struct blob *elf)
{
	static const char *const names[] = { "prog", "uses_others", "old", "sample_outer",
					     "tc_outer", "tc_second", "tc_template" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		Elf64_Sym *symbol = elf_symbol(elf, names[i]);

		symbol->st_info = ELF64_ST_INFO(ELF64_ST_BIND(symbol->st_info), STT_NOTYPE);
		symbol->st_size = 0;
	}
}

static void symbols_without_type_and_size(void **state)
{
	struct object *modern = open_legacy(), *old;
	struct blob elf = built_object("legacy_maps");

	(void)state;
	forget_symbols(&elf);
	old = open_blob(&elf);
	assert_int_equal(old->n_progs, 2);
	assert_int_equal(old->n_maps, modern->n_maps);
	for (uint32_t i = 0; i < 2; i++) {
		const struct image *x = modern->progs[i], *y = old->progs[i];

		assert_int_equal(old->prog_errors[i].err, 0);
		assert_string_equal(x->name, y->name);
		assert_int_equal(x->n_insns, y->n_insns);
		assert_memory_equal(x->insns, y->insns, x->n_insns * sizeof(*x->insns));
	}
	assert_int_equal(map_of(old, "tc_outer")->n_init, 1);
	assert_ptr_equal(map_of(old, "sample_outer")->inner, map_of(old, "sample_inner"));
	object_close(modern);
	object_close(old);
	blob_free(&elf);
}

/* Static functions too, which are called by their section and place. */
static void static_functions_without_type(void **state)
{
	static const char *const names[] = { "adds", "first" };
	struct blob elf = built_object("old_loaders");
	struct object *object;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		Elf64_Sym *symbol = elf_symbol(&elf, names[i]);

		symbol->st_info = ELF64_ST_INFO(ELF64_ST_BIND(symbol->st_info), STT_NOTYPE);
		symbol->st_size = 0;
	}
	object = open_blob(&elf);
	assert_non_null(prog_of(object, "first"));
	assert_int_equal(prog_of(object, "first")->n_subprogs, 2);
	assert_string_equal(prog_of(object, "first")->subprogs[1].name, "adds");
	object_close(object);
	blob_free(&elf);
}

static int run(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(definitions),
		cmocka_unit_test(annotated_types),
		cmocka_unit_test(inner_maps),
		cmocka_unit_test(references),
		cmocka_unit_test(programs_run),
		cmocka_unit_test(bad_definitions),
		cmocka_unit_test(bad_places),
		cmocka_unit_test(maps_that_overlap),
		cmocka_unit_test(sections_of_tail_calls),
		cmocka_unit_test(types_of_tail_calls),
		cmocka_unit_test(maps_of_ir_keytable),
		cmocka_unit_test(inner_map_not_named),
		cmocka_unit_test(old_programs_run),
		cmocka_unit_test(symbols_without_type_and_size),
		cmocka_unit_test(static_functions_without_type),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	return run_variants(run);
}
