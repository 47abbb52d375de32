/*
 * The loader on files with one fault: each gives its own message, and a fault
 * of one program leaves the others usable.
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

#include "tests/lib/elf_file.h"
#include "tests/lib/object_use.h"

/* ---- files that are no objects ---- */

static void no_objects(void **state)
{
	static const char text[] = "int main(void) { return 0; }";

	(void)state;
	refuse(NULL, 0, "not-elf", "empty");
	refuse("\x7f", 1, "not-elf", "\\x7fELF");
	refuse(text, sizeof(text), "not-elf", "\\x7fELF");
	refuse("\x7f" "ELF\2\1\1", 7, "bad-elf", "ends inside its header");
}

static void wrong_objects(void **state)
{
	static const struct {
		size_t offset;
		uint8_t value;
		const char *id, *message;
	} rows[] = {
		{ EI_CLASS, ELFCLASS32, "wrong-elf", "32-bit" },
		{ EI_CLASS, 7, "wrong-elf", "class" },
		{ EI_DATA, ELFDATA2MSB, "wrong-elf", "big-endian" },
		{ EI_DATA, 0, "wrong-elf", "byte order" },
		{ offsetof(Elf64_Ehdr, e_machine), 62, "wrong-elf", "another machine" },
		{ offsetof(Elf64_Ehdr, e_type), ET_EXEC, "wrong-elf", "relocatable" },
		{ offsetof(Elf64_Ehdr, e_shentsize), 40, "bad-elf", "section headers" },
		{ offsetof(Elf64_Ehdr, e_shnum), 0, "bad-elf", "section headers" },
		{ offsetof(Elf64_Ehdr, e_shnum) + 1, 0x40, "object-too-large", "sections" },
		{ offsetof(Elf64_Ehdr, e_shoff) + 7, 0xff, "bad-elf", "outside of the file" },
		{ offsetof(Elf64_Ehdr, e_shoff) + 3, 1, "bad-elf", "outside of the file" },
		{ offsetof(Elf64_Ehdr, e_shstrndx), 200, "bad-elf", "section names" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct blob elf = built_object("several");

		elf.data[rows[i].offset] = rows[i].value;
		refuse(elf.data, elf.size, rows[i].id, rows[i].message);
		blob_free(&elf);
	}
}

static void unreadable_files(void **state)
{
	struct skep_error error;
	struct object *object;

	(void)state;
	assert_true(object_open("/nonexistent/x.o", NULL, NULL, &object, &error) < 0);
	assert_string_equal(error.id, "file-open");
	assert_string_equal(error.file, "/nonexistent/x.o");
	assert_non_null(strstr(error.message, "No such file"));
	assert_true(object_open("/", NULL, NULL, &object, &error) < 0);
	assert_string_equal(error.id, "file-io");
	assert_true(object_open("/dev/null", "shown", NULL, &object, &error) < 0);
	assert_string_equal(error.id, "not-elf");
	assert_string_equal(error.file, "shown");
	assert_true(object_open("/dev/zero", NULL, NULL, &object, &error) < 0);
	assert_string_equal(error.id, "object-too-large");
}

/* ---- one fault, one message ---- */

/* Changes of "subprogs"; the program that must fail (NULL: the object), the id, the message. */
struct fault {
	void (*apply)(struct blob *elf);
	const char *prog, *id, *message;
	uint32_t n_good; /* programs that stay usable */
};

static Elf64_Rel *rel(struct blob *elf, const char *section, unsigned i)
{
	return (Elf64_Rel *)elf_content(elf, elf_section(elf, section)) + i;
}

#define FAULT(name) static void name(struct blob *elf)
FAULT(reloc_type)
{
	rel(elf, ".relxdp", 0)->r_info = rel(elf, ".relxdp", 0)->r_info >> 32 << 32 | 99;
}
FAULT(reloc_kind)
{
	rel(elf, ".relxdp", 0)->r_info = rel(elf, ".relxdp", 0)->r_info >> 32 << 32 | 1;
}
FAULT(reloc_symbol)
{
	rel(elf, ".relxdp", 0)->r_info = 0xffffff00000000 | 10;
}
FAULT(reloc_to_nothing)
{
	rel(elf, ".relxdp", 0)->r_info = 10;
}
FAULT(reloc_to_no_section)
{
	Elf64_Sym *symbol = elf_symbol(elf, "unused");

	symbol->st_info = ELF64_ST_INFO(STB_GLOBAL, STT_SECTION);
	symbol->st_shndx = SHN_UNDEF;
	symbol->st_name = 0;
	rel(elf, ".relxdp", 0)->r_info =
		ELF64_R_INFO((uint64_t)(symbol - (Elf64_Sym *)elf_content(elf,
							elf_section(elf, ".symtab"))), 10);
}
FAULT(reloc_misaligned)
{
	rel(elf, ".relxdp", 0)->r_offset += 4;
}
FAULT(reloc_elsewhere)
{
	rel(elf, ".relxdp", 0)->r_offset -= 8;
}
FAULT(reloc_twice)
{
	rel(elf, ".relxdp", 1)->r_offset = rel(elf, ".relxdp", 0)->r_offset;
}
FAULT(reloc_outside)
{
	rel(elf, ".relxdp", 0)->r_offset = UINT64_MAX;
}
FAULT(reloc_in_text)
{
	rel(elf, ".rel.text", 0)->r_info = 0xffffff00000000 | 1;
}
FAULT(rela)
{
	elf_header(elf, elf_section(elf, ".relxdp"))->sh_type = SHT_RELA;
}
FAULT(reloc_size)
{
	elf_header(elf, elf_section(elf, ".relxdp"))->sh_size -= 1;
}
FAULT(reloc_entry_size)
{
	elf_header(elf, elf_section(elf, ".relxdp"))->sh_entsize = 24;
}
FAULT(reloc_of_nothing)
{
	elf_header(elf, elf_section(elf, ".relxdp"))->sh_info = 5000;
}
FAULT(reloc_symbols)
{
	elf_header(elf, elf_section(elf, ".relxdp"))->sh_link = 1;
}
FAULT(code_size)
{
	elf_header(elf, elf_section(elf, "xdp"))->sh_size -= 1;
}
FAULT(code_nobits)
{
	elf_header(elf, elf_section(elf, "xdp"))->sh_type = SHT_NOBITS;
}
FAULT(code_compressed)
{
	elf_header(elf, elf_section(elf, "xdp"))->sh_flags |= SHF_COMPRESSED;
}
FAULT(section_outside)
{
	elf_header(elf, elf_section(elf, "xdp"))->sh_offset = UINT64_MAX - 7;
}
FAULT(section_too_long)
{
	elf_header(elf, elf_section(elf, ".data"))->sh_size = UINT64_MAX;
}
FAULT(section_name)
{
	elf_header(elf, 3)->sh_name = UINT32_MAX;
}
FAULT(license_endless)
{
	elf_header(elf, elf_section(elf, "license"))->sh_size = 3;
}
FAULT(symbol_size)
{
	elf_header(elf, elf_section(elf, ".symtab"))->sh_entsize = 23;
}
FAULT(symbol_name)
{
	elf_symbol(elf, "leaf")->st_name = 1 << 30;
}
FAULT(symbol_section)
{
	elf_symbol(elf, "leaf")->st_shndx = 4000;
}
FAULT(strings_endless)
{
	char *strings = elf_content(elf, 1);

	strings[elf_header(elf, 1)->sh_size - 1] = 'x';
}
FAULT(no_strings)
{
	elf_header(elf, elf_section(elf, ".symtab"))->sh_link = 4;
}
FAULT(func_empty)
{
	elf_symbol(elf, "calls_leaf")->st_size = 0;
}
FAULT(func_odd)
{
	elf_symbol(elf, "calls_leaf")->st_value += 4;
}
FAULT(func_outside)
{
	elf_symbol(elf, "calls_leaf")->st_size = UINT64_MAX - 7;
}
FAULT(func_far)
{
	elf_symbol(elf, "calls_leaf")->st_value = UINT64_MAX - 7;
}
FAULT(callee_gone)
{
	elf_symbol(elf, "middle")->st_info = ELF64_ST_INFO(STB_LOCAL, STT_OBJECT);
}
FAULT(opcode_unknown)
{
	uint8_t *code = elf_content(elf, elf_section(elf, "xdp"));

	code[elf_symbol(elf, "calls_nothing")->st_value] = 0xff;
}
FAULT(map_by_number)
{
	uint8_t *code = elf_content(elf, elf_section(elf, "xdp"));
	struct wire_insn lddw[2] = { { 0x18, 0x10, 0, 0 }, { 0 } };

	memcpy(code + elf_symbol(elf, "calls_nothing")->st_value, lddw, sizeof(lddw));
}
FAULT(kfunc_by_number)
{
	uint8_t *code = elf_content(elf, elf_section(elf, "xdp"));
	struct wire_insn call = { 0x85, 0x20, 0, 7 };

	memcpy(code + elf_symbol(elf, "calls_nothing")->st_value, &call, sizeof(call));
}
FAULT(data_addend)
{
	uint8_t *code = elf_content(elf, elf_section(elf, ".text"));

	code[rel(elf, ".rel.text", 0)->r_offset + 4] = 4; /* .data has 4 bytes */
}
FAULT(data_negative)
{
	uint8_t *code = elf_content(elf, elf_section(elf, ".text"));

	memset(code + rel(elf, ".rel.text", 0)->r_offset + 4, 0xff, 4);
}
FAULT(btf_magic)
{
	*(uint8_t *)elf_content(elf, elf_section(elf, ".BTF")) ^= 1;
}
FAULT(btf_bad_type)
{
	((uint8_t *)elf_content(elf, elf_section(elf, ".BTF")))[24 + 7] = 0x1f;
}
FAULT(btf_reloc)
{
	rel(elf, ".rel.BTF", 0)->r_offset = UINT64_MAX - 2;
}
FAULT(btf_reloc_type)
{
	rel(elf, ".rel.BTF", 0)->r_info |= 0x80;
}
FAULT(btf_reloc_symbol)
{
	rel(elf, ".rel.BTF", 0)->r_info |= 0xffffff00000000;
}
FAULT(ext_magic)
{
	*(uint8_t *)elf_content(elf, elf_section(elf, ".BTF.ext")) ^= 1;
}
FAULT(ext_table)
{
	((uint32_t *)elf_content(elf, elf_section(elf, ".BTF.ext")))[3] = UINT32_MAX;
}
FAULT(ext_record_size)
{
	((uint32_t *)elf_content(elf, elf_section(elf, ".BTF.ext")))[8] = 4;
}
FAULT(ext_count)
{
	((uint32_t *)elf_content(elf, elf_section(elf, ".BTF.ext")))[10] = UINT32_MAX;
}
FAULT(ext_insn)
{
	((uint32_t *)elf_content(elf, elf_section(elf, ".BTF.ext")))[11] |= 3;
}
FAULT(ext_type)
{
	((uint32_t *)elf_content(elf, elf_section(elf, ".BTF.ext")))[12] = 1;
}
FAULT(ext_without_btf)
{
	elf_header(elf, elf_section(elf, ".BTF"))->sh_type = SHT_NULL;
}

static const struct fault faults[] = {
	{ reloc_type, "calls_all", "bad-relocation", "type does not fit", 2 },
	{ reloc_kind, "calls_all", "bad-relocation", "type does not fit", 2 },
	{ reloc_symbol, "calls_all", "bad-relocation", "symbol does not exist", 2 },
	{ reloc_to_nothing, "calls_all", "unresolved-symbol", "", 2 },
	{ reloc_misaligned, "calls_all", "bad-relocation", "not alone at the beginning", 2 },
	{ reloc_elsewhere, "calls_all", "bad-relocation", "holds no address", 2 },
	{ reloc_twice, "calls_all", "bad-relocation", "not alone at the beginning", 2 },
	{ reloc_outside, "calls_nothing", "bad-relocation", "offset 0xffffffffffffffff", 0 },
	{ reloc_in_text, "calls_leaf", "bad-relocation", ".text at offset", 1 },
	{ rela, NULL, "bad-section", "RELA", 0 },
	{ reloc_size, NULL, "bad-section", "wrong size", 0 },
	{ reloc_entry_size, NULL, "bad-section", "wrong size", 0 },
	{ reloc_of_nothing, NULL, "bad-section", "does not exist", 0 },
	{ reloc_symbols, NULL, "bad-section", "symbol table", 0 },
	{ code_size, NULL, "bad-section", "multiple of an instruction", 0 },
	{ code_nobits, NULL, "bad-section", "no content", 0 },
	{ code_compressed, NULL, "bad-section", "compressed", 0 },
	{ section_outside, NULL, "bad-elf", "outside of the file", 0 },
	{ section_too_long, NULL, "bad-elf", "outside of the file", 0 },
	{ section_name, NULL, "bad-elf", "name", 0 },
	{ license_endless, NULL, "bad-section", "NUL", 0 },
	{ symbol_size, NULL, "bad-section", "entries", 0 },
	{ symbol_name, NULL, "bad-section", "name", 0 },
	{ symbol_section, NULL, "bad-section", "section that does not exist", 0 },
	{ strings_endless, NULL, "bad-elf", "NUL", 0 },
	{ no_strings, NULL, "bad-elf", "string table", 0 },
	{ func_empty, "calls_leaf", "bad-section", "no size", 2 },
	{ func_odd, "calls_leaf", "bad-section", "multiple", 2 },
	{ func_outside, "calls_leaf", "bad-section", "out of the section", 2 },
	{ func_far, "calls_leaf", "bad-section", "out of the section", 2 },
	{ callee_gone, "calls_all", "bad-section", "no function begins", 2 },
	{ opcode_unknown, "calls_nothing", "unknown-opcode", "0xff", 2 },
	{ map_by_number, "calls_nothing", "unsupported-relocation", "by number", 2 },
	{ kfunc_by_number, "calls_nothing", "kfunc-unsupported", "BTF id 7 is called by number",
	  2 },
	{ reloc_to_no_section, "calls_all", "unresolved-symbol", "", 2 },
	{ data_addend, "calls_leaf", "bad-relocation", "out of the data", 1 },
	{ data_negative, "calls_leaf", "bad-relocation", "out of the data", 1 },
	{ btf_magic, NULL, "bad-btf-header", "magic", 0 },
	{ btf_bad_type, NULL, "bad-btf", "type 1: unknown kind", 0 },
	{ btf_reloc, NULL, "bad-relocation", "outside", 0 },
	{ btf_reloc_type, NULL, "bad-relocation", "unknown type", 0 },
	{ btf_reloc_symbol, NULL, "bad-relocation", "symbol", 0 },
	{ ext_magic, NULL, "bad-btf-ext", "magic", 0 },
	{ ext_table, NULL, "bad-btf-ext", "outside", 0 },
	{ ext_record_size, NULL, "bad-btf-ext", "wrong size", 0 },
	{ ext_count, NULL, "bad-btf-ext", "cut off", 0 },
	{ ext_insn, NULL, "bad-btf-ext", "no instruction", 0 },
	{ ext_type, NULL, "bad-btf-ext", "not a function", 0 },
	{ ext_without_btf, NULL, "bad-btf-ext", "no .BTF", 0 },
};

static void check_prog_fault(const struct fault *fault, size_t row, const struct blob *elf)
{
	struct skep_error error;
	struct object *object;
	uint32_t n_good = 0;
	bool found = false;

	if (object_open_mem(elf->data, elf->size, "named.o", NULL, &object, &error))
		fail_msg("row %zu fails the object: %s", row, error.message);
	for (uint32_t i = 0; i < object->n_progs; i++) {
		const struct skep_error *e = &object->prog_errors[i];

		n_good += e->err == 0;
		if (strcmp(object->progs[i]->name, fault->prog))
			continue;
		found = true;
		if (strcmp(e->id, fault->id) || !strstr(e->message, fault->message))
			fail_msg("row %zu: want %s (%s), got %s: %s", row, fault->id,
				 fault->message, e->id, e->message);
		assert_string_equal(e->prog, fault->prog);
		assert_string_equal(e->file, "named.o");
	}
	assert_true(found);
	if (n_good != fault->n_good)
		fail_msg("row %zu: %u programs are good", row, n_good);
	object_close(object);
}

static void faults_are_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		struct blob elf = built_object("subprogs");

		faults[i].apply(&elf);
		survive(elf.data, elf.size);
		if (faults[i].prog)
			check_prog_fault(&faults[i], i, &elf);
		else
			refuse(elf.data, elf.size, faults[i].id, faults[i].message);
		blob_free(&elf);
	}
}

/* A bad entry of a map fails the programs that refer to the map, and no other. */
static void bad_entries_of_maps(void **state)
{
	static const struct {
		unsigned reloc; /* 0, 1: of outer; 2, 3: of jumps */
		const char *bad, *message;
	} rows[] = {
		{ 0, "target_b", "points to no map or program" },
		{ 1, "target_b", "points to no map or program" },
		{ 3, "jumper", "points to no map or program" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct blob elf = built_object("map_in_map");
		struct skep_error error;
		struct object *object;

		rel(&elf, ".rel.maps", rows[i].reloc)->r_info = ELF64_R_INFO(1, 2);
		if (object_open_mem(elf.data, elf.size, "m.o", NULL, &object, &error))
			fail_msg("%s", error.message);
		for (uint32_t p = 0; p < object->n_progs; p++) {
			const struct skep_error *e = &object->prog_errors[p];

			if (strcmp(object->progs[p]->name, rows[i].bad)) {
				assert_int_equal(e->err, 0);
				continue;
			}
			assert_int_equal(e->err, -EINVAL);
			assert_string_equal(e->id, "bad-relocation");
			assert_non_null(strstr(e->message, rows[i].message));
			assert_string_equal(e->prog, rows[i].bad);
			assert_true(e->line > 0);
		}
		object_close(object);
		blob_free(&elf);
	}
}

/* ---- faults of map definitions ---- */

/* BTF of one .maps section with one map of the attributes given. */
struct attr {
	const char *name;
	enum { NUMBER, INT_TYPE, VOID_TYPE, PLAIN_INT, LONG_NUMBER } kind;
	uint32_t value;
};

struct btf_maker {
	struct blob types, strings;
	uint32_t n;
};

static uint32_t add_name(struct btf_maker *maker, const char *name)
{
	return (uint32_t)blob_add(&maker->strings, name, strlen(name) + 1);
}

static uint32_t add_type(struct btf_maker *maker, const char *name, uint32_t info, uint32_t word)
{
	const uint32_t raw[] = { *name ? add_name(maker, name) : 0, info, word };

	blob_add(&maker->types, raw, sizeof(raw));
	return ++maker->n;
}

static void add_words(struct btf_maker *maker, uint32_t a, uint32_t b, uint32_t c)
{
	const uint32_t words[] = { a, b, c };

	blob_add(&maker->types, words, sizeof(words));
}

/* The type of one attribute's member. */
static uint32_t add_attr_type(struct btf_maker *maker, const struct attr *attr, uint32_t int_type)
{
	uint32_t array;

	switch (attr->kind) {
	case NUMBER:
		array = add_type(maker, "", BTF_ARRAY << 24, 0);
		add_words(maker, int_type, int_type, attr->value);
		return add_type(maker, "", BTF_PTR << 24, array);
	case LONG_NUMBER:
		add_type(maker, "e", BTF_ENUM64 << 24 | 1, 8);
		add_words(maker, 1, attr->value, 1); /* any name */
		return maker->n;
	case INT_TYPE:
		return add_type(maker, "", BTF_PTR << 24, int_type);
	case VOID_TYPE:
		return add_type(maker, "", BTF_PTR << 24, 0);
	default:
		return int_type;
	}
}

static struct blob object_of_map(const struct attr *attrs, uint32_t n, uint32_t map_offset)
{
	uint32_t header[6] = { 0x0001eb9f, 24, 0 }, int_type, types[8], struct_type, var;
	static const uint32_t bits = 32;
	struct btf_maker maker = { 0 };
	static const char zeros[256];
	struct elf_maker elf;
	struct blob btf = { 0 };

	blob_add(&maker.strings, "", 1);
	int_type = add_type(&maker, "int", BTF_INT << 24, 4);
	blob_add(&maker.types, &bits, sizeof(bits));
	for (uint32_t i = 0; i < n; i++)
		types[i] = add_attr_type(&maker, &attrs[i], int_type);
	struct_type = add_type(&maker, "", BTF_STRUCT << 24 | n, n * 8);
	for (uint32_t i = 0; i < n; i++)
		add_words(&maker, add_name(&maker, attrs[i].name), types[i], i * 64);
	var = add_type(&maker, "m", BTF_VAR << 24, struct_type);
	blob_add(&maker.types, (const uint32_t[]){ BTF_GLOBAL }, 4);
	add_type(&maker, ".maps", BTF_DATASEC << 24 | 1, 0);
	add_words(&maker, var, map_offset, n * 8);
	header[3] = header[4] = (uint32_t)maker.types.size;
	header[5] = (uint32_t)maker.strings.size;
	blob_add(&btf, header, sizeof(header));
	blob_add(&btf, maker.types.data, maker.types.size);
	blob_add(&btf, maker.strings.data, maker.strings.size);
	maker_begin(&elf);
	maker_section(&elf, ".maps", SHT_PROGBITS, SHF_ALLOC, zeros, n * 8);
	maker_section(&elf, ".BTF", SHT_PROGBITS, 0, btf.data, btf.size);
	blob_free(&btf);
	blob_free(&maker.types);
	blob_free(&maker.strings);
	return maker_end(&elf);
}

static void map_definitions(void **state)
{
	static const struct {
		const char *id, *message; /* id NULL: it is taken */
		uint32_t map_offset;
		struct attr attrs[6];
	} rows[] = {
		{ NULL, "", 0,
		  { { "type", NUMBER, 2 }, { "key", INT_TYPE, 0 }, { "value", INT_TYPE, 0 } } },
		{ NULL, "", 0,
		  { { "type", NUMBER, 2 }, { "key", INT_TYPE, 0 }, { "key_size", NUMBER, 4 } } },
		{ "bad-map", "map m: key_size: the type has another size", 0,
		  { { "type", NUMBER, 2 }, { "key", INT_TYPE, 0 }, { "key_size", NUMBER, 5 } } },
		{ "bad-map", "map m: key: the type has another size", 0,
		  { { "type", NUMBER, 2 }, { "key_size", NUMBER, 5 }, { "key", INT_TYPE, 0 } } },
		{ NULL, "", 0, { { "type", NUMBER, 34 } } },
		{ "unsupported-map", "map m: its type has a number", 0,
		  { { "type", NUMBER, 35 } } },
		{ "bad-map", "map m: type: it is missing", 0, { { "max_entries", NUMBER, 1 } } },
		{ "bad-map", "map m: type: it is missing", 0, { { "type", NUMBER, 0 } } },
		{ "bad-map", "map m: type: it is not a number", 0, { { "type", PLAIN_INT, 0 } } },
		{ "bad-map", "map m: type: it is not a number", 0, { { "type", INT_TYPE, 0 } } },
		{ "bad-map", "map m: max_entries: it is not a number of 32 bits", 0,
		  { { "type", NUMBER, 2 }, { "max_entries", LONG_NUMBER, 1 } } },
		{ NULL, "", 0, { { "type", NUMBER, 2 }, { "map_extra", LONG_NUMBER, 1 } } },
		{ "bad-map", "map m: map_extra: it is not a number", 0,
		  { { "type", NUMBER, 2 }, { "map_extra", PLAIN_INT, 1 } } },
		{ "bad-map", "map m: key: the type has no size", 0,
		  { { "type", NUMBER, 2 }, { "key", VOID_TYPE, 0 } } },
		{ "bad-map", "map m: value: it is not a type", 0,
		  { { "type", NUMBER, 2 }, { "value", PLAIN_INT, 0 } } },
		{ "bad-map", "map m: type: it is given twice", 0,
		  { { "type", NUMBER, 2 }, { "type", NUMBER, 2 } } },
		{ "unsupported-map", "map m: colour is not a known attribute", 0,
		  { { "type", NUMBER, 2 }, { "colour", NUMBER, 2 } } },
		{ NULL, "", 0, { { "type", NUMBER, 2 }, { "pinning", NUMBER, 0 } } },
		{ NULL, "", 0, { { "type", NUMBER, 2 }, { "pinning", NUMBER, 1 } } },
		{ "bad-map", "map m: pinning", 0,
		  { { "type", NUMBER, 2 }, { "pinning", NUMBER, 2 } } },
		{ "bad-map", "map m: values: it is not an array", 0,
		  { { "type", NUMBER, 12 }, { "values", INT_TYPE, 0 } } },
		{ "bad-map", "map m: it lies outside", 1, { { "type", NUMBER, 2 } } },
		{ "bad-map", "map m: it lies outside", UINT32_MAX - 8, { { "type", NUMBER, 2 } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint32_t n = 0;
		struct blob elf;

		while (n < 6 && rows[i].attrs[n].name)
			n++;
		elf = object_of_map(rows[i].attrs, n, rows[i].map_offset);
		if (rows[i].id)
			refuse(elf.data, elf.size, rows[i].id, rows[i].message);
		else if (survive(elf.data, elf.size))
			fail_msg("row %zu is refused", i);
		blob_free(&elf);
	}
}

/* Where no symbol says how far a variable goes, the whole section holds addresses. */
static void addresses_in_unnamed_data(void **state)
{
	struct blob elf = built_object("sections");
	struct skep_error failed;
	struct object *object;
	uint32_t n = 0;
	const struct skep_error *error;

	(void)state;
	elf_symbol(&elf, "beside")->st_info = ELF64_ST_INFO(STB_LOCAL, STT_NOTYPE);
	assert_int_equal(object_open_mem(elf.data, elf.size, "test.o", NULL, &object, &failed), 0);
	while (strcmp(object->progs[n]->name, "reads_beside"))
		n++;
	error = &object->prog_errors[n];
	assert_string_equal(error->id, "unsupported-relocation");
	assert_non_null(strstr(error->message, "holds addresses, section .rodata"));
	object_close(object);
	blob_free(&elf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_in_unnamed_data),
		cmocka_unit_test(no_objects),
		cmocka_unit_test(wrong_objects),
		cmocka_unit_test(unreadable_files),
		cmocka_unit_test(bad_entries_of_maps),
		cmocka_unit_test(faults_are_named),
		cmocka_unit_test(map_definitions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
