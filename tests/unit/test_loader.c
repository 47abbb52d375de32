/*
 * The loader on good objects: what programs, maps, instructions, lines and
 * functions come out, and that one program's fault stays with that program.
 * The expected instructions are what the C source must compile to in essence
 * (which map, which function, which offset), not a copy of compiler output.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "loader/loader.h"
#include "tests/lib/elf_file.h"
#include "tests/lib/variant.h"

static struct object *open_blob(const struct blob *blob)
{
	struct skep_error error;
	struct object *object;

	if (object_open_mem(blob->data, blob->size, "test.o", NULL, &object, &error))
		fail_msg("%s", error.message);
	return object;
}

static uint32_t prog_index(const struct object *object, const char *name)
{
	for (uint32_t i = 0; i < object->n_progs; i++)
		if (!strcmp(object->progs[i]->name, name))
			return i;
	fail_msg("no program %s", name);
	return 0;
}

static const struct image *good_prog(const struct object *object, const char *name)
{
	uint32_t i = prog_index(object, name);

	if (object->prog_errors[i].err)
		fail_msg("%s: %s", name, object->prog_errors[i].message);
	return object->progs[i];
}

static const struct map_desc *map_of(const struct object *object, const char *name)
{
	for (uint32_t i = 0; i < object->n_maps; i++)
		if (!strcmp(object->maps[i].name, name))
			return &object->maps[i];
	fail_msg("no map %s", name);
	return NULL;
}

static const struct subprog *subprog_of(const struct image *image, const char *name)
{
	for (uint32_t i = 0; i < image->n_subprogs; i++)
		if (!strcmp(image->subprogs[i].name, name))
			return &image->subprogs[i];
	fail_msg("%s has no function %s", image->name, name);
	return NULL;
}

/* ---- several programs ---- */

static void programs_and_types(void **state)
{
	static const struct {
		const char *name, *section;
		uint32_t prog_type, attach_type;
	} rows[] = {
		{ "first", "xdp", PROG_XDP, 37 },
		{ "second", "xdp", PROG_XDP, 37 },
		{ "third", "tc", PROG_SCHED_CLS, 0 },
		{ "fourth", "?kprobe/do_nanosleep", PROG_KPROBE, 0 },
		{ "fifth", "cgroup_skb/egress", PROG_CGROUP_SKB, 1 },
	};
	struct object *object = variant_open("several");

	(void)state;
	assert_int_equal(object->n_progs, 5);
	assert_int_equal(object->n_maps, 0);
	for (uint32_t i = 0; i < 5; i++) {
		const struct image *image = object->progs[i];

		assert_int_equal(object->prog_errors[i].err, 0);
		assert_string_equal(image->name, rows[i].name);
		assert_string_equal(image->section, rows[i].section);
		assert_string_equal(image->object, "several");
		assert_int_equal(image->prog_type, rows[i].prog_type);
		assert_int_equal(image->attach_type, rows[i].attach_type);
		assert_int_equal(image->n_subprogs, 1);
		assert_int_equal(image->subprogs[0].start, 0);
		assert_int_equal(image->subprogs[0].end, image->n_insns);
		assert_true(image->subprogs[0].is_global);
		assert_int_equal(image->insns[image->n_insns - 1].id, INSN_EXIT);
	}
	object_close(object);
}

/* A program of a section begins where it begins: its own constant is in it, not the other's. */
static void programs_of_one_section_are_apart(void **state)
{
	struct object *object = variant_open("several");
	const struct image *first = good_prog(object, "first");
	const struct image *second = good_prog(object, "second");
	bool seen = false;

	(void)state;
	assert_int_equal(first->n_insns, 2);
	assert_int_equal(first->insns[0].imm, 2); /* XDP_PASS */
	for (uint32_t i = 0; i < second->n_insns; i++)
		seen = seen || second->insns[i].imm == 0x1234567;
	assert_true(seen);
	object_close(object);
}

/* ---- licenses ---- */

static void licenses(void **state)
{
	static const struct {
		const char *text;
		bool compatible;
	} rows[] = {
		{ "GPL", true },
		{ "GPL v2", true },
		{ "GPL and additional rights", true },
		{ "Dual BSD/GPL", true },
		{ "Dual MIT/GPL", true },
		{ "Dual MPL/GPL", true },
		{ "", false },
		{ "gpl", false },
		{ "GPL v3", false },
		{ "GPL ", false },
		{ "Proprietary", false },
		{ "Dual MIT/GPL\x1b", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		static const struct wire_insn exit = { .opcode = 0x95 };
		struct elf_maker maker;
		struct object *object;
		struct blob blob;
		unsigned code;

		maker_begin(&maker);
		code = maker_section(&maker, "xdp", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR,
				     &exit, 8);
		maker_symbol(&maker, "prog", ELF64_ST_INFO(STB_GLOBAL, STT_FUNC), code, 0, 8);
		maker_section(&maker, "license", SHT_PROGBITS, SHF_ALLOC, rows[i].text,
			      strlen(rows[i].text) + 1);
		blob = maker_end(&maker);
		object = open_blob(&blob);
		assert_int_equal(good_prog(object, "prog")->gpl_compatible, rows[i].compatible);
		if (!strchr(rows[i].text, '\x1b'))
			assert_string_equal(object->license, rows[i].text);
		else
			assert_string_equal(object->license, "Dual MIT/GPL?");
		object_close(object);
		blob_free(&blob);
	}
}

static void no_license_is_not_compatible(void **state)
{
	struct object *object = variant_open("sections");

	(void)state;
	assert_string_equal(object->license, "");
	assert_false(good_prog(object, "good")->gpl_compatible);
	assert_string_equal(good_prog(object, "good")->license, "");
	object_close(object);
}

/* ---- subprograms ---- */

/* Names of the functions that the calls of @name go to, in order. */
static void callees(const struct image *image, const char *name, char *out, size_t size)
{
	const struct subprog *caller = subprog_of(image, name);

	*out = '\0';
	for (uint32_t i = caller->start; i < caller->end; i++) {
		const struct subprog *callee;
		uint32_t target;

		if (insn_of(&image->insns[i])->kind != KIND_CALL_LOCAL)
			continue;
		target = insn_target(image->insns, i);
		callee = &image->subprogs[image_subprog(image, target)];
		assert_int_equal(callee->start, target);
		snprintf(out + strlen(out), size - strlen(out), "%s ", callee->name);
	}
}

static void functions_are_linked_once(void **state)
{
	struct object *object = variant_open("subprogs");
	const struct image *all = good_prog(object, "calls_all");
	const struct image *leaf = good_prog(object, "calls_leaf");
	char names[100];
	uint32_t end = 0;

	(void)state;
	assert_int_equal(object->n_progs, 3); /* functions of .text are no programs */
	assert_int_equal(all->n_subprogs, 4);
	assert_string_equal(all->subprogs[0].name, "calls_all"); /* then depth first, as libbpf */
	assert_string_equal(all->subprogs[1].name, "outer");
	assert_string_equal(all->subprogs[2].name, "middle");
	assert_string_equal(all->subprogs[3].name, "leaf");
	callees(all, "calls_all", names, sizeof(names));
	assert_string_equal(names, "outer leaf ");
	callees(all, "outer", names, sizeof(names));
	assert_string_equal(names, "middle ");
	callees(all, "middle", names, sizeof(names)); /* no relocation: inside .text */
	assert_string_equal(names, "leaf leaf ");
	callees(all, "leaf", names, sizeof(names));
	assert_string_equal(names, "");
	for (uint32_t i = 0; i < all->n_subprogs; i++) {
		assert_int_equal(all->subprogs[i].start, end);
		end = all->subprogs[i].end;
		assert_int_equal(all->insns[end - 1].id, INSN_EXIT);
	}
	assert_int_equal(end, all->n_insns);

	assert_int_equal(leaf->n_subprogs, 2);
	assert_string_equal(leaf->subprogs[1].name, "leaf");
	assert_int_equal(good_prog(object, "calls_nothing")->n_subprogs, 1);
	object_close(object);
}

static void functions_have_types_and_linkage(void **state)
{
	static const struct {
		const char *name;
		bool is_global;
	} rows[] = {
		{ "calls_all", true },
		{ "outer", true },
		{ "middle", false },
		{ "leaf", false },
	};
	struct object *object = variant_open("subprogs");
	const struct image *image = good_prog(object, "calls_all");

	(void)state;
	assert_ptr_equal(image->btf, object->btf);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct subprog *subprog = subprog_of(image, rows[i].name);
		struct btf_type type;

		assert_int_equal(subprog->is_global, rows[i].is_global);
		assert_true(subprog->btf_func);
		btf_type(image->btf, subprog->btf_func, &type);
		assert_int_equal(type.kind, BTF_FUNC);
		assert_string_equal(type.name, rows[i].name);
	}
	object_close(object);
}

/* Every function's own relocations are applied, wherever it is linked to. */
static void functions_keep_their_data(void **state)
{
	static const char *const progs[] = { "calls_all", "calls_leaf" };
	struct object *object = variant_open("subprogs");

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct image *image = good_prog(object, progs[i]);
		const struct insn *insn = &image->insns[subprog_of(image, "leaf")->start];

		while (insn_of(insn)->kind != KIND_LDDW_MAP_VALUE)
			insn++;
		assert_true((uint32_t)insn->imm < image->n_maps);
		assert_string_equal(image->maps[(uint32_t)insn->imm]->name, ".data");
		assert_int_equal(insn->imm >> 32, 0);
	}
	object_close(object);
}

static void addresses_of_functions(void **state)
{
	struct object *object = variant_open("callback");
	const struct image *image = good_prog(object, "loops");
	const char *const names[] = { "step", "global_step" };
	uint32_t n = 0;

	(void)state;
	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (insn_of(&image->insns[i])->kind != KIND_LDDW_FUNC)
			continue;
		assert_true(n < 2);
		assert_int_equal(image->insns[i].imm, subprog_of(image, names[n])->start);
		n++;
	}
	assert_int_equal(n, 2);
	object_close(object);
}

static void unoptimised_code(void **state)
{
	struct object *object = variant_open("optnone");
	const struct image *image = good_prog(object, "entry");
	char names[100];

	(void)state;
	callees(image, "entry", names, sizeof(names));
	assert_string_equal(names, "mix mix mix ");
	assert_true(image->gpl_compatible);
	object_close(object);
}

/* ---- data sections ---- */

static void data_sections_are_maps(void **state)
{
	static const struct {
		const char *name;
		uint32_t size, flags;
		bool frozen;
		uint32_t offset, n; /* where @bytes are in the content; n 0: no content */
		const char *bytes;
	} rows[] = {
		{ ".data", 20, MAP_F_MMAPABLE, false, 0, 4, "\13\0\0\0" },
		{ ".rodata", 27, MAP_F_MMAPABLE | MAP_F_RDONLY_PROG, true, 0, 8,
		  "\x88\x77\x66\x55\x44\x33\x22\x11" },
		{ ".bss", 36, MAP_F_MMAPABLE, false, 0, 0, NULL },
		{ ".data.custom", 4, MAP_F_MMAPABLE, false, 0, 4, "\x4d\0\0\0" },
		{ ".rodata.secret", 4, MAP_F_MMAPABLE | MAP_F_RDONLY_PROG, true, 0, 4,
		  "\x58\0\0\0" },
		{ ".bss.scratch", 64, MAP_F_MMAPABLE, false, 0, 0, NULL },
		{ ".rodata.str1.1", 9, MAP_F_MMAPABLE | MAP_F_RDONLY_PROG, true, 0, 9, "a string" },
	};
	struct object *object = variant_open("data");

	(void)state;
	assert_int_equal(object->n_maps, 7);
	for (size_t i = 0; i < 7; i++) {
		const struct map_desc *map = map_of(object, rows[i].name);

		assert_int_equal(map->type, MAP_ARRAY);
		assert_int_equal(map->key_size, 4);
		assert_int_equal(map->max_entries, 1);
		assert_int_equal(map->value_size, rows[i].size);
		assert_int_equal(map->map_flags, rows[i].flags);
		assert_int_equal(map->frozen, rows[i].frozen);
		if (!rows[i].n) {
			assert_null(map->data);
			continue;
		}
		assert_memory_equal((const char *)map->data + rows[i].offset, rows[i].bytes,
				    rows[i].n);
	}
	object_close(object);
}

/* Variables are found by their relocated offsets, in BTF and in code. */
static void data_is_described_by_btf(void **state)
{
	static const struct {
		const char *map, *json;
	} rows[] = {
		{ ".data", "{\"counter\":11,\"table\":[1,2,3,4]}" },
		{ ".rodata", "{\"limit\":1234605616436508552,\"greeting\":\"hello\","
			     "\"origin\":{\"x\":-5,\"y\":6},\"writes.____fmt\":\"%s\"}" },
		{ ".data.custom", "{\"custom\":77}" },
	};
	struct object *object = variant_open("data");
	char text[300];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct map_desc *map = map_of(object, rows[i].map);

		assert_true(map->value_type);
		assert_true(btf_size(object->btf, map->value_type) <= map->value_size);
		btf_format_json(object->btf, map->value_type, map->data, text, sizeof(text));
		assert_string_equal(text, rows[i].json);
	}
	object_close(object);
}

static void every_type_is_printed(void **state)
{
	static const char format[] =
		"{\"variable\":{\"tiny\":-3,\"byte\":200,\"yes\":true,"
		"\"text\":\"a\\\"\\u000a\\u00e9\","
		"\"numbers\":[[1,-2],[3,-4]],\"color\":\"GREEN\",\"big\":%s,"
		"\"bits\":{\"a\":5,\"b\":-9,\"c\":2,\"d\":737894400291},"
		"\"either\":{\"i\":67305985,\"bytes\":[1,2,3,4]},\"unnamed_a\":41,"
		"\"unnamed_b\":1069547520,\"unnamed_f\":1.5,\"ratio\":-0.25,"
		"\"pointer\":\"0xdeadbeef\",\"wide\":\"0x00000000000011220000000000003344\","
		"\"last\":-9223372036854775808,\"flexible\":[]}}";
	struct object *object = variant_open("types");
	const struct map_desc *map = map_of(object, ".data");
	char text[1000], expect[1000];

	(void)state;
	snprintf(expect, sizeof(expect), format, /* before ENUM64 only 32 bits had names */
		 variant()->clang < 15 ? "81985529216486895" : "\"LARGE\"");
	btf_format_json(object->btf, map->value_type, map->data, text, sizeof(text));
	assert_string_equal(text, expect);
	object_close(object);
}

/* Does the program load the address of byte @offset of map @name? */
static bool refers_to(const struct image *image, const char *name, uint32_t offset)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];
		uint32_t map = (uint32_t)insn->imm;

		if (insn_of(insn)->kind != KIND_LDDW_MAP_VALUE)
			continue;
		assert_true(map < image->n_maps);
		if (!strcmp(image->maps[map]->name, name) && insn->imm >> 32 == offset)
			return true;
	}
	return false;
}

static void variables_are_relocated(void **state)
{
	static const struct {
		const char *prog, *map;
		uint32_t offset;
	} rows[] = {
		{ "reads", ".data", 0 },     /* counter */
		{ "reads", ".data", 4 },     /* table: section symbol and addend */
		{ "reads", ".rodata", 0 },   /* limit */
		{ "reads", ".rodata", 16 },  /* origin */
		{ "writes", ".bss", 0 },     /* zeroed */
		{ "writes", ".bss", 4 },     /* zeroes */
		{ "writes", ".data.custom", 0 },
		{ "writes", ".bss.scratch", 0 },
		{ "writes", ".rodata.str1.1", 0 },
	};
	struct object *object = variant_open("data");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (!refers_to(good_prog(object, rows[i].prog), rows[i].map, rows[i].offset))
			fail_msg("%s does not refer to %s + %u", rows[i].prog, rows[i].map,
				 rows[i].offset);
	assert_ptr_equal(good_prog(object, "reads")->maps[0], &object->maps[0]);
	object_close(object);
}

/* ---- maps ---- */

static void map_definitions(void **state)
{
	static const struct map_desc rows[] = {
		{ .name = "flows", .type = MAP_HASH, .key_size = 8, .value_size = 16,
		  .max_entries = 1024, .map_flags = MAP_F_NO_PREALLOC },
		{ .name = "stats", .type = MAP_PERCPU_ARRAY, .key_size = 4, .value_size = 24,
		  .max_entries = 4 },
		{ .name = "hidden", .type = MAP_ARRAY, .key_size = 4, .value_size = 8,
		  .max_entries = 1 },
		{ .name = "pinned", .type = MAP_LRU_HASH, .key_size = 4, .value_size = 1,
		  .max_entries = 8, .pin_by_name = true },
		{ .name = "events", .type = MAP_RINGBUF, .max_entries = 4096 },
		{ .name = "bloom", .type = MAP_BLOOM_FILTER, .value_size = 4, .max_entries = 100,
		  .map_extra = 5 },
	};
	struct object *object = variant_open("maps");
	struct btf_type type;

	(void)state;
	assert_int_equal(object->n_maps, 6);
	for (size_t i = 0; i < 6; i++) {
		const struct map_desc *map = map_of(object, rows[i].name);

		assert_int_equal(map->type, rows[i].type);
		assert_int_equal(map->key_size, rows[i].key_size);
		assert_int_equal(map->value_size, rows[i].value_size);
		assert_int_equal(map->max_entries, rows[i].max_entries);
		assert_int_equal(map->map_flags, rows[i].map_flags);
		assert_int_equal(map->map_extra, rows[i].map_extra);
		assert_int_equal(map->pin_by_name, rows[i].pin_by_name);
		assert_null(map->inner);
		assert_null(map->data);
		assert_false(map->frozen);
	}
	btf_type(object->btf, map_of(object, "flows")->key_type, &type);
	assert_string_equal(type.name, "key");
	btf_type(object->btf, map_of(object, "flows")->value_type, &type);
	assert_string_equal(type.name, "value");
	assert_int_equal(map_of(object, "stats")->key_type, 0);
	object_close(object);
}

static void maps_are_relocated(void **state)
{
	static const char *const names[] = { "flows", "stats", "hidden" };
	struct object *object = variant_open("maps");
	const struct image *image = good_prog(object, "uses");
	uint32_t n = 0;

	(void)state;
	assert_int_equal(image->n_maps, object->n_maps);
	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (insn_of(&image->insns[i])->kind != KIND_LDDW_MAP)
			continue;
		assert_true(n < 3);
		assert_true((uint64_t)image->insns[i].imm < image->n_maps);
		assert_string_equal(image->maps[image->insns[i].imm]->name, names[n]);
		n++;
	}
	assert_int_equal(n, 3);
	object_close(object);
}

static void maps_of_maps(void **state)
{
	struct object *object = variant_open("map_in_map");
	const struct map_desc *outer = map_of(object, "outer"), *jumps = map_of(object, "jumps");

	(void)state;
	assert_int_equal(outer->type, MAP_ARRAY_OF_MAPS);
	assert_int_equal(outer->value_size, 4);
	assert_non_null(outer->inner);
	assert_string_equal(outer->inner->name, "outer.inner");
	assert_int_equal(outer->inner->type, MAP_ARRAY);
	assert_int_equal(outer->inner->max_entries, 2);
	assert_int_equal(outer->inner->key_size, 4);
	assert_int_equal(outer->inner->value_size, 8);
	assert_int_equal(outer->n_init, 2);
	assert_int_equal(outer->init[0].index, 1);
	assert_string_equal(object->maps[outer->init[0].target].name, "red");
	assert_int_equal(outer->init[1].index, 3);
	assert_string_equal(object->maps[outer->init[1].target].name, "blue");

	assert_int_equal(jumps->type, MAP_PROG_ARRAY);
	assert_null(jumps->inner);
	assert_int_equal(jumps->n_init, 2);
	assert_int_equal(jumps->init[0].index, 0);
	assert_string_equal(object->progs[jumps->init[0].target]->name, "target_a");
	assert_int_equal(jumps->init[1].index, 5);
	assert_string_equal(object->progs[jumps->init[1].target]->name, "target_b");
	assert_int_equal(map_of(object, "red")->n_init, 0);
	object_close(object);
}

/* ---- lines ---- */

static void lines_of_c(void **state)
{
	static const struct {
		const char *func, *text;
	} rows[] = {
		{ "calls_all", "\treturn outer(ctx->ingress_ifindex) + leaf(7);" },
		{ "outer", "\treturn middle(x) ^ 0x55;" },
		{ "middle", "static __noinline int middle(int x)" },
		{ "leaf", "\treturn x * *(volatile int *)&factor;" },
	};
	struct object *object = variant_open("subprogs");
	const struct image *image = good_prog(object, "calls_all");

	(void)state;
	for (uint32_t i = 1; i < image->n_lines; i++)
		assert_true(image->lines[i - 1].insn <= image->lines[i].insn);
	assert_int_equal(image->lines[0].insn, 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint32_t start = subprog_of(image, rows[i].func)->start;
		const struct line_info *line = image_line(image, start);

		assert_non_null(line);
		assert_string_equal(line->text, rows[i].text);
		assert_non_null(strstr(line->file, "subprogs.bpf.c"));
		assert_true(line->line > 0);
	}
	object_close(object);
}

/* ---- one program fails ---- */

static void faults_stay_with_their_program(void **state)
{
	static const struct {
		const char *object, *prog, *id, *message, *source_line; /* id NULL: it is good */
	} rows[] = {
		{ "externs", "good", NULL, NULL, NULL },
		{ "externs", "calls_kfunc", NULL, NULL, NULL }, /* refused where it is reached */
		{ "externs", "reads_nowhere", NULL, NULL, NULL },
		{ "sections", "good", NULL, NULL, NULL },
		{ "sections", "calls_own_section", NULL, NULL, NULL },
		{ "sections", "of_no_type", "unknown-section", "nonsense", "" },
		{ "sections", "calls_other_section", NULL, NULL, NULL },
		{ "sections", "reads_beside", NULL, NULL, NULL },
		{ "sections", "reads_addresses", "unsupported-relocation", "addresses, steps",
		  "return (long)steps[ctx->ingress_ifindex & 1] != 0;" },
		{ "sections", "reads_odd_section", NULL, NULL, NULL },
		{ "sections", "reads_odd_constant", NULL, NULL, NULL },
		{ "struct_ops", "good", NULL, NULL, NULL },
		{ "struct_ops", "first", NULL, NULL, NULL },
		{ "struct_ops", "second", NULL, NULL, NULL }, /* refused where it reads */
		{ "struct_ops", "reads_plain", "unsupported-relocation",
		  "a map of operations of the kernel (struct_ops), plain",
		  "return *(volatile int *)&plain.flags;" },
		{ "struct_ops", "reads_linked", "unsupported-relocation",
		  "a map of operations of the kernel (struct_ops), linked",
		  "return *(volatile int *)&linked.flags;" },
		{ "struct_ops", "reads_optional", "unsupported-relocation",
		  "a map of operations of the kernel (struct_ops), optional",
		  "return *(volatile int *)&optional.flags;" },
		{ "core_relo", "plain", NULL, NULL, NULL },
		{ "core_relo", "relocated", NULL, NULL, NULL }, /* refused where it is reached */
		{ "core_relo", "relocated_inside", NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct object *object = variant_open(rows[i].object);
		uint32_t prog = prog_index(object, rows[i].prog);
		const struct skep_error *error = &object->prog_errors[prog];

		if (!rows[i].id) {
			if (error->err)
				fail_msg("%s: %s", rows[i].prog, error->message);
			assert_true(object->progs[prog]->n_insns > 0);
		} else {
			assert_true(error->err < 0);
			assert_string_equal(error->id, rows[i].id);
			assert_non_null(strstr(error->message, rows[i].message));
			assert_string_equal(error->file, rows[i].object);
			assert_string_equal(error->prog, rows[i].prog);
			assert_true(strlen(error->section) > 0);
			assert_string_equal(error->source_line, rows[i].source_line);
			assert_int_equal(error->line > 0, *rows[i].source_line != 0);
		}
		object_close(object);
	}
}

static void whole_objects_refused(void **state)
{
	static const struct {
		const char *object, *id, *message, *section;
	} rows[] = {
		{ "unknown_attribute", "unsupported-map", "map painted: colour", ".maps" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct skep_error error;
		struct object *object = (struct object *)&error;

		assert_true(object_open(built_path(rows[i].object), NULL, NULL, &object, &error) <
			    0);
		assert_null(object);
		assert_string_equal(error.id, rows[i].id);
		assert_int_equal(error.error_class, SKEP_CLASS_UNSUPPORTED);
		assert_non_null(strstr(error.message, rows[i].message));
		assert_string_equal(error.file, built_path(rows[i].object));
		assert_string_equal(error.section, rows[i].section);
		assert_int_equal(object_open(built_path(rows[i].object), NULL, NULL, &object, NULL),
				 error.err);
	}
}

/* ---- without BTF ---- */

static void remove_section(struct blob *elf, const char *name)
{
	elf_header(elf, elf_section(elf, name))->sh_type = SHT_NULL;
}

static void objects_without_btf(void **state)
{
	struct blob elf = built_object("subprogs");
	struct object *object;
	const struct image *image;
	char names[100];

	(void)state;
	remove_section(&elf, ".BTF");
	remove_section(&elf, ".BTF.ext");
	object = open_blob(&elf);
	image = good_prog(object, "calls_all");
	assert_null(object->btf);
	assert_null(image->btf);
	assert_int_equal(image->n_lines, 0);
	assert_int_equal(image->n_subprogs, 4);
	assert_int_equal(image->subprogs[1].btf_func, 0);
	assert_true(image->subprogs[0].is_global);
	callees(image, "middle", names, sizeof(names));
	assert_string_equal(names, "leaf leaf ");
	assert_int_equal(map_of(object, ".data")->value_type, 0);
	assert_memory_equal(map_of(object, ".data")->data, "\3\0\0\0", 4);
	object_close(object);
	blob_free(&elf);
}

static void maps_need_btf(void **state)
{
	struct blob elf = built_object("maps");
	struct skep_error error;
	struct object *object;

	(void)state;
	remove_section(&elf, ".BTF");
	remove_section(&elf, ".BTF.ext");
	assert_true(object_open_mem(elf.data, elf.size, "m", NULL, &object, &error) < 0);
	assert_string_equal(error.id, "bad-section");
	assert_string_equal(error.section, ".maps");
	blob_free(&elf);
}

/* The caller's bytes may change or go once the object is open. */
static void nothing_points_into_the_file(void **state)
{
	struct blob elf = built_object("data");
	struct object *object = open_blob(&elf);
	char text[300];

	(void)state;
	memset(elf.data, 0xa5, elf.size);
	blob_free(&elf);
	assert_memory_equal(map_of(object, ".rodata.str1.1")->data, "a string", 9);
	assert_string_equal(good_prog(object, "reads")->license, "GPL");
	btf_format_json(object->btf, map_of(object, ".data")->value_type,
			map_of(object, ".data")->data, text, sizeof(text));
	assert_string_equal(text, "{\"counter\":11,\"table\":[1,2,3,4]}");
	object_close(object);
}

/* LLVM 8 and 9 give .BTF's relocations the type none. */
static void offsets_without_a_relocation_type(void **state)
{
	struct blob elf = built_object("data");
	unsigned section = elf_section(&elf, ".rel.BTF");
	Elf64_Rel *rel = elf_content(&elf, section);
	struct object *object;
	char text[300];

	(void)state;
	assert_true(elf_header(&elf, section)->sh_size > sizeof(*rel));
	for (size_t i = 0; i < elf_header(&elf, section)->sh_size / sizeof(*rel); i++)
		rel[i].r_info = rel[i].r_info >> 32 << 32;
	object = open_blob(&elf);
	btf_format_json(object->btf, map_of(object, ".data")->value_type,
			map_of(object, ".data")->data, text, sizeof(text));
	assert_string_equal(text, "{\"counter\":11,\"table\":[1,2,3,4]}");
	object_close(object);
	blob_free(&elf);
}

static int run(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(programs_and_types),
		cmocka_unit_test(programs_of_one_section_are_apart),
		cmocka_unit_test(licenses),
		cmocka_unit_test(no_license_is_not_compatible),
		cmocka_unit_test(functions_are_linked_once),
		cmocka_unit_test(functions_have_types_and_linkage),
		cmocka_unit_test(functions_keep_their_data),
		cmocka_unit_test(addresses_of_functions),
		cmocka_unit_test(unoptimised_code),
		cmocka_unit_test(data_sections_are_maps),
		cmocka_unit_test(data_is_described_by_btf),
		cmocka_unit_test(every_type_is_printed),
		cmocka_unit_test(variables_are_relocated),
		cmocka_unit_test(offsets_without_a_relocation_type),
		cmocka_unit_test(map_definitions),
		cmocka_unit_test(maps_are_relocated),
		cmocka_unit_test(maps_of_maps),
		cmocka_unit_test(lines_of_c),
		cmocka_unit_test(faults_stay_with_their_program),
		cmocka_unit_test(whole_objects_refused),
		cmocka_unit_test(objects_without_btf),
		cmocka_unit_test(maps_need_btf),
		cmocka_unit_test(nothing_points_into_the_file),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	return run_variants(run);
}
