/*
 * The ELF container: header checks, then tables of sections, symbols and
 * relocations of our own, every field of which was checked.  libelf walks the
 * section headers; what they say is believed only after comparison with the
 * file's size, and contents are read from our copy alone.
 */
#include <errno.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

#ifndef EM_BPF
#define EM_BPF 247
#endif

/* ---- places ---- */

int at_section(const struct load *load, const struct section *section, int64_t offset, int err)
{
	struct skep_error *error = load->error;

	if (!error)
		return err;
	snprintf(error->file, sizeof(error->file), "%s", load->object->name);
	if (section && section->name)
		snprintf(error->section, sizeof(error->section), "%s", section->name);
	error->offset = offset;
	return err;
}

int at_slot(const struct load *load, const struct section *section, uint32_t slot, int err)
{
	uint32_t index = (uint32_t)(section - load->sections);
	const struct ext_table *lines = &load->ext[EXT_LINES];
	uint32_t next = ext_find(lines, index, slot + 1);
	struct skep_error *error = load->error;
	const struct ext_rec *line;

	at_section(load, section, (int64_t)slot * 8, err);
	if (!error || !next || lines->recs[next - 1].section != index)
		return err;
	line = &lines->recs[next - 1];
	snprintf(error->source, sizeof(error->source), "%s", line->file);
	snprintf(error->source_line, sizeof(error->source_line), "%s",
		 line->text + strspn(line->text, " \t"));
	error->line = (int32_t)line->line;
	return err;
}

#define BAD_FILE(load, offset, reason)                                                             \
	at_section(load, NULL, offset, error_set((load)->error, BAD_ELF, reason))
#define BAD(load, section, reason)                                                                 \
	at_section(load, section, -1,                                                              \
		   error_set((load)->error, BAD_SECTION, (section)->name, reason))

/* ---- the file header ---- */

static int no_elf(struct load *load, const char *why)
{
	return at_section(load, NULL, 0, error_set(load->error, NOT_ELF, why));
}

static int wrong(struct load *load, const char *what)
{
	return at_section(load, NULL, 0, error_set(load->error, WRONG_ELF, what));
}

static int check_header(struct load *load, Elf64_Ehdr *header)
{
	const uint8_t *ident = load->data;
	uint64_t end;

	if (load->size == 0)
		return no_elf(load, "the file is empty");
	if (load->size < SELFMAG || memcmp(ident, ELFMAG, SELFMAG))
		return no_elf(load, "it does not begin with \\x7fELF");
	if (load->size < sizeof(*header))
		return BAD_FILE(load, 0, "the file ends inside its header");
	if (ident[EI_CLASS] == ELFCLASS32)
		return wrong(load, "a 32-bit object, BPF has 64 bits");
	if (ident[EI_CLASS] != ELFCLASS64)
		return wrong(load, "an object of unknown class");
	if (ident[EI_DATA] == ELFDATA2MSB)
		return wrong(load, "a big-endian object, only little-endian is taken");
	if (ident[EI_DATA] != ELFDATA2LSB)
		return wrong(load, "an object of unknown byte order");
	memcpy(header, load->data, sizeof(*header));
	if (header->e_machine != EM_BPF)
		return wrong(load, "an object for another machine than BPF");
	if (header->e_type != ET_REL)
		return wrong(load, "not a relocatable object");
	if (header->e_shentsize != sizeof(Elf64_Shdr) || header->e_shnum == 0)
		return BAD_FILE(load, 0, "it has no section headers of the right size");
	if (header->e_shnum > MAX_SECTIONS)
		return at_section(load, NULL, 0,
				  error_set(load->error, OBJECT_TOO_LARGE, "too many sections"));
	if (__builtin_add_overflow(header->e_shoff, header->e_shnum * sizeof(Elf64_Shdr), &end) ||
	    end > load->size)
		return BAD_FILE(load, (int64_t)(header->e_shoff & INT64_MAX),
				"the section headers lie outside of the file");
	return 0;
}

/* ---- sections ---- */

static void make_printable(char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)s[i] < ' ' && s[i] != '\0') || s[i] == 0x7f)
			s[i] = '?';
}

/* A string table as a copy without control characters, so that names can be shown. */
static int read_strings(struct load *load, uint32_t index, char **strings, uint64_t *size)
{
	const struct section *section;

	if (index >= load->n_sections)
		return BAD_FILE(load, -1, "a string table is missing");
	section = &load->sections[index];
	if (section->type != SHT_STRTAB || !section->size)
		return BAD_FILE(load, -1, "a string table is missing");
	if (section->data[section->size - 1] != '\0')
		return BAD_FILE(load, (int64_t)section->file_offset,
				"a string table does not end with a NUL");
	*strings = arena_memdup(load->arena, section->data, section->size);
	if (!*strings)
		return error_set(load->error, NO_MEMORY, "string table");
	*size = section->size;
	make_printable(*strings, section->size);
	return 0;
}

/* Copy header @i and check that its content lies in the file. */
static int read_section(struct load *load, Elf *elf, uint32_t i)
{
	struct section *section = &load->sections[i];
	Elf_Scn *scn = elf_getscn(elf, i);
	GElf_Shdr header;

	if (!scn || !gelf_getshdr(scn, &header))
		return BAD_FILE(load, -1, "a section header cannot be read");
	*section = (struct section){
		.name = "",
		.size = header.sh_size,
		.flags = header.sh_flags,
		.entry_size = header.sh_entsize,
		.file_offset = header.sh_offset,
		.type = header.sh_type,
		.link = header.sh_link,
		.info = header.sh_info,
		.map = NO_MAP,
	};
	if (header.sh_type == SHT_NULL || header.sh_type == SHT_NOBITS)
		return 0;
	if (header.sh_offset > load->size || header.sh_size > load->size - header.sh_offset)
		return BAD_FILE(load, (int64_t)(header.sh_offset & INT64_MAX),
				"a section lies outside of the file");
	section->data = load->data + header.sh_offset;
	return 0;
}

static int name_sections(struct load *load, const Elf64_Ehdr *header)
{
	const uint8_t *headers = load->data + header->e_shoff;
	uint64_t size;
	char *strings;
	int err;

	if (header->e_shstrndx >= load->n_sections)
		return BAD_FILE(load, 0, "the section names are missing");
	err = read_strings(load, header->e_shstrndx, &strings, &size);
	if (err)
		return err;
	for (uint32_t i = 1; i < load->n_sections; i++) {
		Elf64_Shdr shdr;

		memcpy(&shdr, headers + i * sizeof(shdr), sizeof(shdr));
		if (shdr.sh_name >= size)
			return BAD_FILE(load, -1, "a section's name lies outside of its table");
		load->sections[i].name = strings + shdr.sh_name;
	}
	return 0;
}

static int read_sections(struct load *load, const Elf64_Ehdr *header)
{
	Elf *elf = NULL;
	int err = 0;

	load->n_sections = header->e_shnum;
	load->sections = ARENA_ARRAY(&load->scratch, struct section, load->n_sections);
	if (!load->sections)
		return error_set(load->error, NO_MEMORY, "sections");
	if (elf_version(EV_CURRENT) == EV_NONE ||
	    !(elf = elf_memory((char *)(uintptr_t)load->data, load->size)))
		return BAD_FILE(load, 0, "libelf cannot read it");
	for (uint32_t i = 1; !err && i < load->n_sections; i++)
		err = read_section(load, elf, i);
	elf_end(elf);
	return err ? err : name_sections(load, header);
}

/* ---- what each section is for ---- */

static const struct role_row {
	const char *name;
	char more; /* the name may go on behind this character; 0: it may not */
	enum section_role role;
} role_rows[] = {
	{ ".maps", 0, ROLE_MAPS },
	{ "maps", '/', ROLE_LEGACY_MAPS },
	{ IR_KEYTABLE_MAPS, 0, ROLE_LEGACY_MAPS },
	{ "license", 0, ROLE_LICENSE },
	{ ".BTF", 0, ROLE_BTF },
	{ ".BTF.ext", 0, ROLE_BTF_EXT },
	{ ".data", '.', ROLE_DATA },
	{ ".rodata", '.', ROLE_DATA },
	{ ".bss", '.', ROLE_DATA },
};

static enum section_role role_of(const struct section *section)
{
	if (section->type != SHT_PROGBITS && section->type != SHT_NOBITS)
		return ROLE_NONE;
	if (section->flags & SHF_EXECINSTR)
		return ROLE_CODE;
	for (size_t i = 0; i < sizeof(role_rows) / sizeof(*role_rows); i++) {
		const struct role_row *row = &role_rows[i];
		size_t n = strlen(row->name);

		if (!strncmp(section->name, row->name, n) &&
		    (!section->name[n] || (row->more && section->name[n] == row->more)))
			return row->role;
	}
	return ROLE_NONE;
}

static int check_role(struct load *load, const struct section *section)
{
	bool may_be_empty = section->role == ROLE_DATA && !strncmp(section->name, ".bss", 4);

	if (section->flags & SHF_COMPRESSED)
		return BAD(load, section, "it is compressed");
	if (!section->data && !may_be_empty)
		return BAD(load, section, "it has no content in the file");
	if (section->role == ROLE_CODE && section->size % sizeof(struct wire_insn))
		return BAD(load, section, "its size is not a multiple of an instruction's");
	if (section->role == ROLE_CODE && section->size / 8 > UINT32_MAX)
		return BAD(load, section, "it is too large");
	for (const struct section *s = load->sections; s < section; s++)
		if (s->role == section->role && s->role != ROLE_CODE &&
		    !strcmp(s->name, section->name))
			return BAD(load, section, "there are two of this name");
	return 0;
}

static int assign_roles(struct load *load)
{
	int err = 0;

	for (uint32_t i = 1; !err && i < load->n_sections; i++) {
		struct section *section = &load->sections[i];

		section->role = role_of(section);
		if (section->role)
			err = check_role(load, section);
	}
	return err;
}

struct section *find_section(const struct load *load, enum section_role role)
{
	for (uint32_t i = 1; i < load->n_sections; i++)
		if (load->sections[i].role == role)
			return &load->sections[i];
	return NULL;
}

struct section *find_section_name(const struct load *load, const char *name)
{
	for (uint32_t i = 1; i < load->n_sections; i++)
		if (!strcmp(load->sections[i].name, name))
			return &load->sections[i];
	return NULL;
}

/* ---- symbols ---- */

static int read_symbol(struct load *load, const struct section *section, uint32_t i,
		       const char *strings, uint64_t strings_size)
{
	struct symbol *symbol = &load->symbols[i];
	Elf64_Sym raw;

	memcpy(&raw, section->data + i * sizeof(raw), sizeof(raw));
	if (raw.st_name >= strings_size)
		return BAD(load, section, "a symbol's name lies outside of its table");
	if (raw.st_shndx >= load->n_sections && raw.st_shndx != SHN_ABS &&
	    raw.st_shndx != SHN_COMMON)
		return BAD(load, section, "a symbol is in a section that does not exist");
	*symbol = (struct symbol){
		.name = strings + raw.st_name,
		.value = raw.st_value,
		.size = raw.st_size,
		.section = raw.st_shndx,
		.type = ELF64_ST_TYPE(raw.st_info),
		.bind = ELF64_ST_BIND(raw.st_info),
		.visibility = ELF64_ST_VISIBILITY(raw.st_other),
	};
	if (symbol->type == STT_SECTION && raw.st_shndx && raw.st_shndx < load->n_sections)
		symbol->name = load->sections[raw.st_shndx].name;
	return 0;
}

static int read_symbols(struct load *load)
{
	const struct section *section = NULL;
	uint64_t strings_size;
	char *strings;
	int err;

	for (uint32_t i = 1; i < load->n_sections; i++) {
		if (load->sections[i].type != SHT_SYMTAB)
			continue;
		if (section)
			return BAD(load, &load->sections[i], "there are two symbol tables");
		section = &load->sections[i];
		load->symtab = i;
	}
	if (!section)
		return 0;
	if (section->entry_size != sizeof(Elf64_Sym) || section->size % sizeof(Elf64_Sym))
		return BAD(load, section, "its entries have a wrong size");
	err = read_strings(load, section->link, &strings, &strings_size);
	if (err)
		return err;
	load->n_symbols = (uint32_t)(section->size / sizeof(Elf64_Sym));
	load->symbols = ARENA_ARRAY(&load->scratch, struct symbol, load->n_symbols);
	if (!load->symbols)
		return error_set(load->error, NO_MEMORY, "symbols");
	for (uint32_t i = 0; !err && i < load->n_symbols; i++)
		err = read_symbol(load, section, i, strings, strings_size);
	return err;
}

/* ---- relocations ---- */

static int compare_relocs(const void *a, const void *b)
{
	const struct reloc *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static int read_relocs(struct load *load, const struct section *section)
{
	struct section *of;
	bool sorted = true;

	if (section->info >= load->n_sections)
		return BAD(load, section, "it relocates a section that does not exist");
	of = &load->sections[section->info];
	if (of->role == ROLE_NONE || of->role == ROLE_BTF_EXT) /* offsets there are final */
		return 0;
	if (section->type == SHT_RELA)
		return BAD(load, section, "relocations of type RELA, BPF has REL");
	if (section->entry_size != sizeof(Elf64_Rel) || section->size % sizeof(Elf64_Rel))
		return BAD(load, section, "its entries have a wrong size");
	if (section->link != load->symtab)
		return BAD(load, section, "its symbols are not the symbol table's");
	if (of->relocs)
		return BAD(load, section, "a section has two tables of relocations");
	of->n_relocs = (uint32_t)(section->size / sizeof(Elf64_Rel));
	of->relocs = ARENA_ARRAY(&load->scratch, struct reloc, of->n_relocs);
	if (!of->relocs)
		return error_set(load->error, NO_MEMORY, "relocations");
	for (uint32_t i = 0; i < of->n_relocs; i++) {
		Elf64_Rel raw;

		memcpy(&raw, section->data + i * sizeof(raw), sizeof(raw));
		of->relocs[i] = (struct reloc){ raw.r_offset, (uint32_t)ELF64_R_TYPE(raw.r_info),
						(uint32_t)ELF64_R_SYM(raw.r_info), i };
		sorted = sorted && (!i || of->relocs[i - 1].offset <= raw.r_offset);
	}
	if (!sorted)
		qsort(of->relocs, of->n_relocs, sizeof(*of->relocs), compare_relocs);
	return 0;
}

/* libbpf's names; '?': not made by itself. */
bool is_struct_ops(const struct section *section)
{
	const char *name = section->name + (*section->name == '?');

	return !strcmp(name, ".struct_ops") || !strcmp(name, ".struct_ops.link");
}

/*
 * A section of any name that code refers to, and that is to be in memory, is data;
 * those that nobody refers to stay what they are (notes of other loaders).
 */
static void adopt_data(struct load *load)
{
	for (uint32_t i = 1; i < load->n_sections; i++) {
		const struct section *code = &load->sections[i];

		for (uint32_t r = 0; code->role == ROLE_CODE && r < code->n_relocs; r++) {
			uint32_t s = code->relocs[r].symbol;
			struct section *section;

			if (s >= load->n_symbols || load->symbols[s].section >= load->n_sections)
				continue;
			section = &load->sections[load->symbols[s].section];
			if (section->role != ROLE_NONE || !(section->flags & SHF_ALLOC) ||
			    section->flags & SHF_COMPRESSED || !*section->name ||
			    (section->type != SHT_PROGBITS && section->type != SHT_NOBITS) ||
			    is_struct_ops(section))
				continue;
			section->role = ROLE_DATA;
			section->is_adopted = true;
		}
	}
}

/* Read the tables for sections of code, or those for others. */
static int read_all_relocs(struct load *load, bool of_code)
{
	int err = 0;

	for (uint32_t i = 1; !err && i < load->n_sections; i++) {
		const struct section *section = &load->sections[i];
		bool is_code = section->info < load->n_sections &&
			       load->sections[section->info].role == ROLE_CODE;

		if ((section->type == SHT_REL || section->type == SHT_RELA) && is_code == of_code)
			err = read_relocs(load, section);
	}
	return err;
}

int load_elf(struct load *load)
{
	Elf64_Ehdr header;
	int err = check_header(load, &header);

	if (!err)
		err = read_sections(load, &header);
	if (!err)
		err = assign_roles(load);
	if (!err)
		err = read_symbols(load);
	if (!err)
		err = read_all_relocs(load, true);
	if (err)
		return err;
	adopt_data(load);
	return read_all_relocs(load, false);
}
