/*
 * Limits of objects and programs, at n-1, n and n+1, and the memory that an
 * object may make the loader use.
 */
#include <elf.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/elf_file.h"
#include "tests/lib/object_use.h"

#define GLOBAL_FUNC ELF64_ST_INFO(STB_GLOBAL, STT_FUNC)
#define CODE_FLAGS (SHF_ALLOC | SHF_EXECINSTR)

static const struct wire_insn exit_insn = { .opcode = 0x95 };

/* @n programs in one section. */
static struct blob many_programs(uint32_t n)
{
	struct blob code = { 0 };
	struct elf_maker maker;
	unsigned section;
	char name[16];

	for (uint32_t i = 0; i < n; i++)
		blob_add(&code, &exit_insn, sizeof(exit_insn));
	maker_begin(&maker);
	section = maker_section(&maker, "xdp", SHT_PROGBITS, CODE_FLAGS, code.data, code.size);
	for (uint32_t i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "p%u", i);
		maker_symbol(&maker, name, GLOBAL_FUNC, section, i * 8, 8);
	}
	blob_free(&code);
	return maker_end(&maker);
}

/* @n data sections of @size bytes. */
static struct blob many_maps(uint32_t n, size_t size)
{
	struct elf_maker maker;
	char name[24];

	maker_begin(&maker);
	for (uint32_t i = 0; i < n; i++) {
		snprintf(name, sizeof(name), ".bss.%u", i);
		maker_section(&maker, name, SHT_NOBITS, SHF_ALLOC | SHF_WRITE, NULL, size);
	}
	return maker_end(&maker);
}

static struct blob many_sections(uint32_t n)
{
	struct elf_maker maker;

	maker_begin(&maker);
	for (uint32_t i = 3; i < n; i++) /* null, symbols and names are sections too */
		maker_section(&maker, "", SHT_PROGBITS, 0, NULL, 0);
	return maker_end(&maker);
}

/* One program of @n instructions. */
static struct blob long_program(uint32_t n)
{
	struct wire_insn *code = calloc(n, sizeof(*code));
	struct elf_maker maker;
	unsigned section;

	assert_non_null(code);
	for (uint32_t i = 0; i < n; i++)
		code[i].opcode = i + 1 < n ? 0xb7 : 0x95; /* r0 = 0 */
	maker_begin(&maker);
	section = maker_section(&maker, "xdp", SHT_PROGBITS, CODE_FLAGS, code, n * 8);
	maker_symbol(&maker, "prog", GLOBAL_FUNC, section, 0, n * 8);
	free(code);
	return maker_end(&maker);
}

/* A program that calls each of @n - 1 functions. */
static struct blob many_functions(uint32_t n)
{
	struct wire_insn *code = calloc(n, sizeof(*code));
	unsigned xdp, text, symbol;
	struct elf_maker maker;
	char name[16];

	assert_non_null(code);
	for (uint32_t i = 0; i < n; i++)
		code[i] = exit_insn;
	maker_begin(&maker);
	text = maker_section(&maker, ".text", SHT_PROGBITS, CODE_FLAGS, code, n * 8);
	for (uint32_t i = 0; i + 1 < n; i++)
		code[i] = (struct wire_insn){ .opcode = 0x85, .regs = 0x10, .imm = -1 };
	xdp = maker_section(&maker, "xdp", SHT_PROGBITS, CODE_FLAGS, code, n * 8);
	maker_symbol(&maker, "prog", GLOBAL_FUNC, xdp, 0, n * 8);
	for (uint32_t i = 0; i + 1 < n; i++) {
		snprintf(name, sizeof(name), "f%u", i);
		symbol = maker_symbol(&maker, name, GLOBAL_FUNC, text, i * 8, 8);
		maker_reloc(&maker, i * 8, symbol, 10);
	}
	maker_relocs(&maker, xdp);
	free(code);
	return maker_end(&maker);
}

static void expect_object(struct blob elf, const char *id, const char *message)
{
	if (id)
		refuse(elf.data, elf.size, id, message);
	else
		assert_int_equal(survive(elf.data, elf.size), 0);
	blob_free(&elf);
}

static void expect_prog(struct blob elf, const char *id, uint32_t n_subprogs)
{
	struct skep_error error;
	struct object *object;

	survive(elf.data, elf.size);
	assert_int_equal(object_open_mem(elf.data, elf.size, "limit.o", NULL, &object, &error), 0);
	assert_int_equal(object->n_progs, 1);
	if (id) {
		assert_string_equal(object->prog_errors[0].id, id);
	} else {
		if (object->prog_errors[0].err)
			fail_msg("%s", object->prog_errors[0].message);
		assert_int_equal(object->progs[0]->n_subprogs, n_subprogs);
	}
	object_close(object);
	blob_free(&elf);
}

static void limits_of_objects(void **state)
{
	(void)state;
	expect_object(many_programs(1023), NULL, NULL);
	expect_object(many_programs(1024), NULL, NULL);
	expect_object(many_programs(1025), "object-too-large", "programs");
	expect_object(many_maps(1023, 8), NULL, NULL);
	expect_object(many_maps(1024, 8), NULL, NULL);
	expect_object(many_maps(1025, 8), "object-too-large", "maps");
	expect_object(many_maps(1025, 0), NULL, NULL); /* empty sections are no maps */
	expect_object(many_maps(1, INT32_MAX - 1), NULL, NULL);
	expect_object(many_maps(1, INT32_MAX), NULL, NULL);
	expect_object(many_maps(1, (size_t)INT32_MAX + 1), "bad-section", "map's value");
	expect_object(many_maps(1, SIZE_MAX), "bad-section", "map's value");
	expect_object(many_sections(4095), NULL, NULL);
	expect_object(many_sections(4096), NULL, NULL);
	expect_object(many_sections(4097), "object-too-large", "sections");
}

static void limits_of_programs(void **state)
{
	(void)state;
	expect_prog(long_program(MAX_INSNS - 1), NULL, 1);
	expect_prog(long_program(MAX_INSNS), NULL, 1);
	expect_prog(long_program(MAX_INSNS + 1), "too-many-insns", 0);
	expect_prog(many_functions(MAX_SUBPROGS - 1), NULL, MAX_SUBPROGS - 1);
	expect_prog(many_functions(MAX_SUBPROGS), NULL, MAX_SUBPROGS);
	expect_prog(many_functions(MAX_SUBPROGS + 1), "too-many-subprogs", 0);
}

static void limit_of_file_size(void **state)
{
	const size_t limit = 64 << 20;
	struct blob elf = many_programs(1);
	size_t size = elf.size;

	(void)state;
	blob_add(&elf, NULL, limit - size - 1);
	assert_int_equal(survive(elf.data, elf.size), 0);
	blob_add(&elf, NULL, 1);
	assert_int_equal(survive(elf.data, elf.size), 0);
	blob_add(&elf, NULL, 1);
	refuse(elf.data, elf.size, "object-too-large", "64 MiB");
	blob_free(&elf);
}

/* Functions that overlap multiply what is linked: memory, not the file's size, is the limit. */
static void overlapping_programs_are_bounded(void **state)
{
	enum { N = 200000 };
	struct wire_insn *code = calloc(N, sizeof(*code));
	struct skep_error error;
	struct object *object;
	struct elf_maker maker;
	unsigned section;
	struct blob elf;
	char name[16];

	(void)state;
	assert_non_null(code);
	for (uint32_t i = 0; i < N; i++)
		code[i] = exit_insn;
	maker_begin(&maker);
	section = maker_section(&maker, "xdp", SHT_PROGBITS, CODE_FLAGS, code, N * 8);
	for (uint32_t i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "p%u", i);
		maker_symbol(&maker, name, GLOBAL_FUNC, section, i * 8, (N - i) * 8);
	}
	elf = maker_end(&maker);
	assert_int_equal(object_open_mem(elf.data, elf.size, "o", NULL, &object, &error), -ENOMEM);
	assert_string_equal(error.id, "no-memory");
	blob_free(&elf);
	free(code);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_of_objects),
		cmocka_unit_test(limits_of_programs),
		cmocka_unit_test(limit_of_file_size),
		cmocka_unit_test(overlapping_programs_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
