/*
 * Objects for the loader's tests: those that make builds, and small ones built
 * here from sections, symbols and relocations, right or wrong.
 */
#ifndef SKEP_TESTS_LIB_ELF_FILE_H
#define SKEP_TESTS_LIB_ELF_FILE_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>

/** struct blob - bytes that grow; free with blob_free */
struct blob {
	uint8_t *data;
	size_t size, room;
};

/* Append @size bytes (zeros if @data is NULL); returns their offset. */
size_t blob_add(struct blob *blob, const void *data, size_t size);
void blob_free(struct blob *blob);

/* The object that make built from tests/objects/@name.bpf.c; fails the test if it is not there. */
struct blob built_object(const char *name);
/* Its path, in a static buffer. */
const char *built_path(const char *name);

/* Section header number @i, and that of a name (fails the test if there is none). */
Elf64_Shdr *elf_header(const struct blob *elf, unsigned i);
unsigned elf_section(const struct blob *elf, const char *name);
/* Content of a section. */
void *elf_content(const struct blob *elf, unsigned section);
/* The symbol of this name. */
Elf64_Sym *elf_symbol(const struct blob *elf, const char *name);

/** struct elf_maker - an object in the making; sections are numbered from 1 */
struct elf_maker {
	struct blob out;     /* the file header and contents */
	struct blob headers, names, symbols, relocs;
};

void maker_begin(struct elf_maker *maker);
unsigned maker_section(struct elf_maker *maker, const char *name, uint32_t type, uint64_t flags,
		       const void *data, size_t size);
unsigned maker_symbol(struct elf_maker *maker, const char *name, unsigned char info,
		      unsigned section, uint64_t value, uint64_t size);
/* Relocations are collected, then written as those of one section. */
void maker_reloc(struct elf_maker *maker, uint64_t offset, unsigned symbol, unsigned type);
void maker_relocs(struct elf_maker *maker, unsigned of);
/* Symbol table, names and headers; the maker is then empty. */
struct blob maker_end(struct elf_maker *maker);

/* A pseudo-random sequence; print the seed where a test uses it. */
uint64_t next_random(uint64_t *state);

#endif
