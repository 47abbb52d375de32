/* Objects for the loader's tests, see elf_file.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/elf_file.h"
#include "tests/lib/variant.h"

size_t blob_add(struct blob *blob, const void *data, size_t size)
{
	size_t offset = blob->size;

	if (size > blob->room - blob->size) {
		blob->room = (blob->size + size) * 2 + 64;
		blob->data = realloc(blob->data, blob->room);
		assert_non_null(blob->data);
	}
	if (data && size)
		memcpy(blob->data + offset, data, size);
	else if (size)
		memset(blob->data + offset, 0, size);
	blob->size += size;
	return offset;
}

void blob_free(struct blob *blob)
{
	free(blob->data);
	*blob = (struct blob){ 0 };
}

const char *built_path(const char *name)
{
	static char path[512];

	variant_path(name, path, sizeof(path));
	return path;
}

struct blob built_object(const char *name)
{
	FILE *file = fopen(built_path(name), "rb");
	struct blob blob = { 0 };
	char chunk[4096];
	size_t n;

	if (!file)
		fail_msg("%s is missing: make objects", built_path(name));
	while ((n = fread(chunk, 1, sizeof(chunk), file)))
		blob_add(&blob, chunk, n);
	fclose(file);
	return blob;
}

Elf64_Shdr *elf_header(const struct blob *elf, unsigned i)
{
	Elf64_Ehdr *header = (Elf64_Ehdr *)elf->data;

	assert_true(i < header->e_shnum);
	return (Elf64_Shdr *)(elf->data + header->e_shoff) + i;
}

void *elf_content(const struct blob *elf, unsigned section)
{
	return elf->data + elf_header(elf, section)->sh_offset;
}

unsigned elf_section(const struct blob *elf, const char *name)
{
	Elf64_Ehdr *header = (Elf64_Ehdr *)elf->data;
	const char *names = elf_content(elf, header->e_shstrndx);

	for (unsigned i = 1; i < header->e_shnum; i++)
		if (!strcmp(names + elf_header(elf, i)->sh_name, name))
			return i;
	fail_msg("no section %s", name);
	return 0;
}

Elf64_Sym *elf_symbol(const struct blob *elf, const char *name)
{
	unsigned symtab = elf_section(elf, ".symtab");
	Elf64_Sym *symbols = elf_content(elf, symtab);
	const char *names = elf_content(elf, elf_header(elf, symtab)->sh_link);

	for (size_t i = 1; i < elf_header(elf, symtab)->sh_size / sizeof(*symbols); i++)
		if (!strcmp(names + symbols[i].st_name, name))
			return &symbols[i];
	fail_msg("no symbol %s", name);
	return NULL;
}

void maker_begin(struct elf_maker *maker)
{
	*maker = (struct elf_maker){ 0 };
	blob_add(&maker->out, NULL, sizeof(Elf64_Ehdr));
	blob_add(&maker->headers, NULL, sizeof(Elf64_Shdr));
	blob_add(&maker->symbols, NULL, sizeof(Elf64_Sym));
	blob_add(&maker->names, "", 1);
}

unsigned maker_section(struct elf_maker *maker, const char *name, uint32_t type, uint64_t flags,
		       const void *data, size_t size)
{
	Elf64_Shdr header = {
		.sh_name = *name ? (uint32_t)blob_add(&maker->names, name, strlen(name) + 1) : 0,
		.sh_type = type,
		.sh_flags = flags,
		.sh_size = size,
		.sh_addralign = 8,
	};

	blob_add(&maker->out, NULL, -maker->out.size & 7);
	header.sh_offset = maker->out.size;
	if (type != SHT_NOBITS)
		blob_add(&maker->out, data, size);
	return (unsigned)(blob_add(&maker->headers, &header, sizeof(header)) / sizeof(header));
}

unsigned maker_symbol(struct elf_maker *maker, const char *name, unsigned char info,
		      unsigned section, uint64_t value, uint64_t size)
{
	Elf64_Sym symbol = {
		.st_name = (uint32_t)blob_add(&maker->names, name, strlen(name) + 1),
		.st_info = info,
		.st_shndx = (uint16_t)section,
		.st_value = value,
		.st_size = size,
	};

	return (unsigned)(blob_add(&maker->symbols, &symbol, sizeof(symbol)) / sizeof(symbol));
}

void maker_reloc(struct elf_maker *maker, uint64_t offset, unsigned symbol, unsigned type)
{
	Elf64_Rel rel = { offset, ELF64_R_INFO((uint64_t)symbol, type) };

	blob_add(&maker->relocs, &rel, sizeof(rel));
}

void maker_relocs(struct elf_maker *maker, unsigned of)
{
	unsigned i = maker_section(maker, ".rel", SHT_REL, 0, maker->relocs.data,
				   maker->relocs.size);
	Elf64_Shdr *header = (Elf64_Shdr *)maker->headers.data + i;

	header->sh_info = of;
	header->sh_entsize = sizeof(Elf64_Rel);
	header->sh_link = UINT32_MAX; /* the symbol table, known at the end */
	blob_free(&maker->relocs);
}

struct blob maker_end(struct elf_maker *maker)
{
	unsigned symtab = maker_section(maker, ".symtab", SHT_SYMTAB, 0, maker->symbols.data,
					maker->symbols.size);
	unsigned names, n;
	Elf64_Shdr *headers;
	Elf64_Ehdr *header;
	struct blob out;

	names = maker_section(maker, "", SHT_STRTAB, 0, maker->names.data, maker->names.size);
	n = names + 1;
	headers = (Elf64_Shdr *)maker->headers.data;
	headers[symtab].sh_link = names;
	headers[symtab].sh_entsize = sizeof(Elf64_Sym);
	for (unsigned i = 1; i < n; i++)
		if (headers[i].sh_link == UINT32_MAX)
			headers[i].sh_link = symtab;
	blob_add(&maker->out, NULL, -maker->out.size & 7);
	header = (Elf64_Ehdr *)maker->out.data;
	memcpy(header->e_ident, ELFMAG "\2\1\1", 7);
	header->e_type = ET_REL;
	header->e_machine = 247;
	header->e_version = 1;
	header->e_ehsize = sizeof(*header);
	header->e_shentsize = sizeof(Elf64_Shdr);
	header->e_shoff = maker->out.size;
	header->e_shnum = (uint16_t)n;
	header->e_shstrndx = (uint16_t)names;
	blob_add(&maker->out, maker->headers.data, maker->headers.size);
	out = maker->out;
	blob_free(&maker->headers);
	blob_free(&maker->names);
	blob_free(&maker->symbols);
	blob_free(&maker->relocs);
	return out;
}

uint64_t next_random(uint64_t *state)
{
	uint64_t x = (*state += 0x9e3779b97f4a7c15ULL); /* splitmix64 */

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ULL;
	x = (x ^ x >> 27) * 0x94d049bb133111ebULL;
	return x ^ x >> 31;
}
