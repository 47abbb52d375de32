/*
 * Objects of other compilers, -mcpu and -O: which instructions and types each must
 * have, and which it cannot.  What programs and maps are in them is asked by the
 * loader's other tests, which run on the same objects.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/btf.h"
#include "tests/lib/elf_file.h"
#include "tests/lib/object_use.h"
#include "tests/lib/variant.h"

static unsigned n_objects; /* of all variants */

static const struct image *prog_of(const struct object *object, const char *name)
{
	for (uint32_t i = 0; i < object->n_progs; i++) {
		if (strcmp(object->progs[i]->name, name))
			continue;
		if (object->prog_errors[i].err)
			fail_msg("%s: %s", name, object->prog_errors[i].message);
		return object->progs[i];
	}
	fail_msg("no program %s", name);
	return NULL;
}

/* ---- instructions ---- */

typedef bool is_fn(const struct insn_info *info);

static bool is_alu32(const struct insn_info *info)
{
	return info->kind == KIND_ALU && info->width == 32;
}

static bool is_jump32(const struct insn_info *info)
{
	return info->kind == KIND_JUMP && info->width == 32;
}

static bool is_less(const struct insn_info *info)
{
	return info->op == OP_JLT || info->op == OP_JLE || info->op == OP_JSLT ||
	       info->op == OP_JSLE;
}

static bool is_extension(const struct insn_info *info)
{
	return info->op == OP_MOVSX32;
}

static bool is_signed_load(const struct insn_info *info)
{
	return info->kind == KIND_LOAD && info->op == OP_SIGNED;
}

static bool is_swap(const struct insn_info *info)
{
	return info == &insn_info[INSN_BSWAP64];
}

static bool is_store_imm(const struct insn_info *info)
{
	return info->kind == KIND_STORE_IMM;
}

static bool has(const struct image *image, is_fn *is)
{
	for (uint32_t i = 0; i < image->n_insns; i++)
		if (is(insn_of(&image->insns[i])))
			return true;
	return false;
}

static void instructions(void **state)
{
	static const struct {
		const char *prog;
		is_fn *is;
		unsigned cpu; /* from which on */
	} rows[] = {
		{ "adds32", is_alu32, 3 },
		{ "compares32", is_jump32, 3 },
		{ "less", is_less, 2 },
		{ "extends", is_extension, 4 },
		{ "loads_signed", is_signed_load, 4 },
		{ "swaps", is_swap, 4 },
		{ "stores", is_store_imm, 4 },
	};
	struct object *object = variant_open("cpu");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		bool want = variant()->cpu >= rows[i].cpu;

		if (has(prog_of(object, rows[i].prog), rows[i].is) != want)
			fail_msg("%s %s its instruction of v%u", rows[i].prog,
				 want ? "lacks" : "has", rows[i].cpu);
	}
	object_close(object);
}

/* What atomics add is in memory only, whatever the compiler. */
static void atomics(void **state)
{
	struct object *object = variant_open("cpu");
	const struct image *image = prog_of(object, "counts");
	uint32_t n = 0;

	(void)state;
	for (uint32_t i = 0; i < image->n_insns; i++)
		n += insn_of(&image->insns[i])->op == OP_ADD &&
		     (insn_of(&image->insns[i])->kind == KIND_ATOMIC ||
		      insn_of(&image->insns[i])->kind == KIND_ATOMIC_FETCH) &&
		     insn_of(&image->insns[i])->width == 64;
	assert_int_equal(n, 1);
	object_close(object);
}

/* ---- types ---- */

static uint32_t count_kind(const struct btf *btf, uint8_t kind, const char *name)
{
	uint32_t n = 0;

	for (uint32_t id = 1; id < btf_n_types(btf); id++) {
		struct btf_type type;

		btf_type(btf, id, &type);
		n += type.kind == kind && !strcmp(type.name, name);
	}
	return n;
}

static void kinds_of_types(void **state)
{
	static const struct {
		const char *name;
		uint8_t kind;
		unsigned clang; /* from which on */
	} rows[] = {
		{ "int", BTF_INT, 0 },
		{ "", BTF_PTR, 0 },
		{ "", BTF_ARRAY, 0 },
		{ "tagged", BTF_STRUCT, 0 },
		{ "choice", BTF_UNION, 0 },
		{ "", BTF_ENUM, 0 },
		{ "declared", BTF_FWD, 0 },
		{ "function_type", BTF_TYPEDEF, 0 },
		{ "", BTF_VOLATILE, 0 },
		{ "", BTF_CONST, 0 },
		{ "", BTF_RESTRICT, 0 },
		{ "adds32", BTF_FUNC, 0 },
		{ "", BTF_FUNC_PROTO, 0 },
		{ "number", BTF_VAR, 0 },
		{ ".data", BTF_DATASEC, 0 },
		{ "float", BTF_FLOAT, 0 },
		{ "double", BTF_FLOAT, 0 },
		{ "seen", BTF_DECL_TAG, 0 },
		{ "user", BTF_TYPE_TAG, 0 },
		{ "large", BTF_ENUM64, 15 },
	};
	struct object *object = variant_open("cpu");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		bool want = variant()->clang >= rows[i].clang;

		if (!count_kind(object->btf, rows[i].kind, rows[i].name) == want)
			fail_msg("kind %u \"%s\" is %s", rows[i].kind, rows[i].name,
				 want ? "missing" : "there");
	}
	object_close(object);
}

/* ---- all of them ---- */

static void every_object_is_usable(void **state)
{
	static const char *const names[] = {
		"callback", "core_local", "core_relo", "core_target", "cpu", "data", "externs",
		"legacy_maps", "map_in_map", "maps", "old_loaders", "optnone", "sections",
		"several", "subprogs", "types", "unknown_attribute",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct blob elf = built_object(names[i]);

		if (!!survive(elf.data, elf.size) != !strcmp(names[i], "unknown_attribute"))
			fail_msg("%s", names[i]);
		blob_free(&elf);
		n_objects++;
	}
}

static int run(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instructions),
		cmocka_unit_test(atomics),
		cmocka_unit_test(kinds_of_types),
		cmocka_unit_test(every_object_is_usable),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	int failed = run_variants(run);

	print_message("%u objects\n", n_objects);
	return failed;
}
