/*
 * An ELF file in memory as GDB's JIT interface wants it: a .text without
 * contents where the code lies, symbols, .eh_frame; DWARF 4 lines and functions
 * where C lines are known.
 */
#include "jit/debug.h"

#include <elf.h>
#include <stdio.h>
#include <string.h>

enum {
	TAG_COMPILE_UNIT = 0x11, TAG_SUBPROGRAM = 0x2e,
	AT_NAME = 0x03, AT_STMT_LIST = 0x10, AT_LOW_PC = 0x11, AT_HIGH_PC = 0x12,
	FORM_ADDR = 0x01, FORM_DATA8 = 0x07, FORM_STRING = 0x08, FORM_SEC_OFFSET = 0x17,
	LNS_COPY = 1, LNS_ADVANCE_PC, LNS_ADVANCE_LINE, LNS_SET_FILE,
	LNE_END_SEQUENCE = 1, LNE_SET_ADDRESS,
};

enum section {
	SECTION_NONE, SECTION_TEXT, SECTION_EH_FRAME, SECTION_SYMTAB, SECTION_STRTAB,
	SECTION_SHSTRTAB, SECTION_INFO, SECTION_ABBREV, SECTION_LINE, N_SECTIONS
};

struct elf {
	const struct image *image;
	const struct jit_code *code;
	struct bytes *out;
	Elf64_Shdr section[N_SECTIONS];
};

uint16_t debug_elf_machine(enum jit_machine machine)
{
	static const uint16_t numbers[] = { [JIT_X64] = EM_X86_64, [JIT_A64] = EM_AARCH64,
					    [N_JIT_MACHINES] = EM_NONE };

	return numbers[machine];
}

bool debug_part(const struct image *image, const struct jit_code *code, uint32_t i,
		struct code_part *out)
{
	uint32_t front = code->func[0] > 0, s = i - front;

	if (i < front) {
		*out = (struct code_part){ .end = code->func[0] };
		snprintf(out->name, sizeof(out->name), "[callbacks of %s]", image->name);
		return true;
	}
	if (s >= image->n_subprogs)
		return false;
	out->start = code->func[s];
	out->end = s + 1 < image->n_subprogs ? code->func[s + 1] : (uint32_t)code->size;
	snprintf(out->name, sizeof(out->name), "%s", image->subprogs[s].name);
	return true;
}

static uint64_t address(const struct elf *elf, uint32_t at)
{
	return (uintptr_t)elf->code->text + at;
}

/* ---- sections ---- */

static void begin(struct elf *elf, enum section id)
{
	bytes_align(elf->out, 8);
	elf->section[id].sh_offset = elf->out->size;
}

static void end(struct elf *elf, enum section id, uint32_t type)
{
	elf->section[id].sh_type = type;
	elf->section[id].sh_size = elf->out->size - elf->section[id].sh_offset;
	elf->section[id].sh_addralign = type == SHT_SYMTAB ? 8 : 1;
}

static void put_text(struct elf *elf)
{
	elf->section[SECTION_TEXT] = (Elf64_Shdr){
		.sh_type = SHT_NOBITS, .sh_flags = SHF_ALLOC | SHF_EXECINSTR,
		.sh_addr = address(elf, 0), .sh_size = elf->code->size, .sh_addralign = 16,
	};
}

static void put_frames(struct elf *elf)
{
	begin(elf, SECTION_EH_FRAME);
	debug_frames(elf->code, elf->out);
	end(elf, SECTION_EH_FRAME, SHT_PROGBITS);
	elf->section[SECTION_EH_FRAME].sh_flags = SHF_ALLOC;
	elf->section[SECTION_EH_FRAME].sh_addralign = 8;
}

static void put_symbols(struct elf *elf)
{
	Elf64_Sym symbol = { 0 };
	uint32_t name = 1;
	struct code_part part;

	begin(elf, SECTION_SYMTAB);
	bytes_put(elf->out, &symbol, sizeof(symbol));
	for (uint32_t i = 0; debug_part(elf->image, elf->code, i, &part); i++) {
		symbol = (Elf64_Sym){
			.st_name = name, .st_info = ELF64_ST_INFO(STB_LOCAL, STT_FUNC),
			.st_shndx = SECTION_TEXT, .st_value = part.start,
			.st_size = part.end - part.start,
		};
		bytes_put(elf->out, &symbol, sizeof(symbol));
		name += (uint32_t)strlen(part.name) + 1;
	}
	end(elf, SECTION_SYMTAB, SHT_SYMTAB);
	elf->section[SECTION_SYMTAB].sh_link = SECTION_STRTAB;
	elf->section[SECTION_SYMTAB].sh_entsize = sizeof(symbol);
	elf->section[SECTION_SYMTAB].sh_info =
		(uint32_t)(elf->section[SECTION_SYMTAB].sh_size / sizeof(symbol));
	begin(elf, SECTION_STRTAB);
	bytes_text(elf->out, "");
	for (uint32_t i = 0; debug_part(elf->image, elf->code, i, &part); i++)
		bytes_text(elf->out, part.name);
	end(elf, SECTION_STRTAB, SHT_STRTAB);
}

/* ---- functions ---- */

static void put_abbrevs(struct elf *elf)
{
	static const uint8_t abbrevs[] = {
		1, TAG_COMPILE_UNIT, 1, AT_NAME, FORM_STRING, AT_LOW_PC, FORM_ADDR,
		AT_HIGH_PC, FORM_DATA8, AT_STMT_LIST, FORM_SEC_OFFSET, 0, 0,
		2, TAG_SUBPROGRAM, 0, AT_NAME, FORM_STRING, AT_LOW_PC, FORM_ADDR,
		AT_HIGH_PC, FORM_DATA8, 0, 0,
		0,
	};

	begin(elf, SECTION_ABBREV);
	bytes_put(elf->out, abbrevs, sizeof(abbrevs));
	end(elf, SECTION_ABBREV, SHT_PROGBITS);
}

static void put_functions(struct elf *elf)
{
	struct code_part part;

	begin(elf, SECTION_INFO);
	bytes_number(elf->out, 0, 4);
	bytes_number(elf->out, 4, 2); /* DWARF 4 */
	bytes_number(elf->out, 0, 4); /* of the abbreviations */
	bytes_number(elf->out, 8, 1); /* an address */
	bytes_uleb(elf->out, 1);
	bytes_text(elf->out, elf->image->lines[0].file);
	bytes_number(elf->out, address(elf, 0), 8);
	bytes_number(elf->out, elf->code->size, 8);
	bytes_number(elf->out, 0, 4); /* of the lines */
	for (uint32_t i = 0; debug_part(elf->image, elf->code, i, &part); i++) {
		bytes_uleb(elf->out, 2);
		bytes_text(elf->out, part.name);
		bytes_number(elf->out, address(elf, part.start), 8);
		bytes_number(elf->out, part.end - part.start, 8);
	}
	bytes_uleb(elf->out, 0);
	end(elf, SECTION_INFO, SHT_PROGBITS);
	bytes_set(elf->out, elf->section[SECTION_INFO].sh_offset,
		  elf->section[SECTION_INFO].sh_size - 4, 4);
}

/* ---- lines ---- */

struct line_state {
	struct bytes files; /* of pointers to their names */
	uint32_t at, line, file;
};

/* The number of a file, from 1 on. */
static uint32_t file_number(struct line_state *state, const char *file)
{
	size_t n = state->files.size / sizeof(file);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(((const char **)state->files.data)[i], file))
			return (uint32_t)i + 1;
	bytes_put(&state->files, &file, sizeof(file));
	return (uint32_t)n + 1;
}

static void put_row(struct elf *elf, struct line_state *state, uint32_t at,
		    const struct line_info *line)
{
	uint32_t file = file_number(state, line->file);

	if (file != state->file) {
		bytes_number(elf->out, LNS_SET_FILE, 1);
		bytes_uleb(elf->out, file);
	}
	bytes_number(elf->out, LNS_ADVANCE_PC, 1);
	bytes_uleb(elf->out, at - state->at);
	bytes_number(elf->out, LNS_ADVANCE_LINE, 1);
	bytes_sleb(elf->out, (int64_t)line->line - state->line);
	bytes_number(elf->out, LNS_COPY, 1);
	state->at = at;
	state->line = line->line;
	state->file = file;
}

static void put_rows(struct elf *elf, struct line_state *state)
{
	const struct image *image = elf->image;
	uint32_t s = 0;

	bytes_number(elf->out, 0, 1);
	bytes_uleb(elf->out, 9);
	bytes_number(elf->out, LNE_SET_ADDRESS, 1);
	bytes_number(elf->out, address(elf, 0), 8);
	for (uint32_t i = 0; i < image->n_lines; i++) {
		while (s < image->n_subprogs && image->subprogs[s].start <= image->lines[i].insn)
			put_row(elf, state, elf->code->func[s++], &image->lines[i]);
		put_row(elf, state, debug_line_start(image, elf->code, i), &image->lines[i]);
	}
	bytes_number(elf->out, LNS_ADVANCE_PC, 1);
	bytes_uleb(elf->out, elf->code->size - state->at);
	bytes_number(elf->out, 0, 1);
	bytes_uleb(elf->out, 1);
	bytes_number(elf->out, LNE_END_SEQUENCE, 1);
}

static void put_files(struct elf *elf, struct line_state *state)
{
	for (uint32_t i = 0; i < elf->image->n_lines; i++)
		file_number(state, elf->image->lines[i].file);
	bytes_number(elf->out, 0, 1); /* no folders */
	for (size_t i = 0; i < state->files.size / sizeof(char *); i++) {
		bytes_text(elf->out, ((const char **)state->files.data)[i]);
		bytes_number(elf->out, 0, 3); /* folder, time, size */
	}
	bytes_number(elf->out, 0, 1);
}

static void put_lines(struct elf *elf)
{
	static const uint8_t operands[] = { 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1 };
	struct line_state state = { .line = 1, .file = 1 };
	size_t start, header;

	begin(elf, SECTION_LINE);
	start = elf->out->size;
	bytes_number(elf->out, 0, 4);
	bytes_number(elf->out, 4, 2); /* DWARF 4 */
	bytes_number(elf->out, 0, 4);
	header = elf->out->size;
	bytes_number(elf->out, 1, 1); /* bytes of the shortest instruction */
	bytes_number(elf->out, 1, 1);
	bytes_number(elf->out, 1, 1); /* rows are statements */
	bytes_number(elf->out, (uint8_t)-5, 1); /* special opcodes, which are not used */
	bytes_number(elf->out, 14, 1);
	bytes_number(elf->out, sizeof(operands) + 1, 1);
	bytes_put(elf->out, operands, sizeof(operands));
	put_files(elf, &state);
	bytes_set(elf->out, header - 4, elf->out->size - header, 4);
	put_rows(elf, &state);
	end(elf, SECTION_LINE, SHT_PROGBITS);
	bytes_set(elf->out, start, elf->out->size - start - 4, 4);
	elf->out->failed |= state.files.failed;
	bytes_free(&state.files);
}

/* ---- the file ---- */

static void put_names(struct elf *elf, unsigned n_sections)
{
	static const char *const names[N_SECTIONS] = {
		"", ".text", ".eh_frame", ".symtab", ".strtab", ".shstrtab", ".debug_info",
		".debug_abbrev", ".debug_line",
	};

	begin(elf, SECTION_SHSTRTAB);
	for (unsigned i = 0; i < n_sections; i++) {
		elf->section[i].sh_name = (uint32_t)(elf->out->size -
						     elf->section[SECTION_SHSTRTAB].sh_offset);
		bytes_text(elf->out, names[i]);
	}
	end(elf, SECTION_SHSTRTAB, SHT_STRTAB);
}

static void put_header(struct elf *elf, unsigned n_sections)
{
	Elf64_Ehdr header = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB,
			     EV_CURRENT },
		.e_type = ET_REL,
		.e_machine = debug_elf_machine(elf->code->machine),
		.e_version = EV_CURRENT,
		.e_ehsize = sizeof(header),
		.e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = (uint16_t)n_sections,
		.e_shstrndx = SECTION_SHSTRTAB,
	};

	bytes_align(elf->out, 8);
	header.e_shoff = elf->out->size;
	bytes_put(elf->out, elf->section, n_sections * sizeof(*elf->section));
	if (!elf->out->failed)
		memcpy(elf->out->data, &header, sizeof(header));
}

void debug_elf(const struct image *image, const struct jit_code *code, struct bytes *out)
{
	unsigned n_sections = image->n_lines ? N_SECTIONS : SECTION_INFO;
	struct elf elf = { .image = image, .code = code, .out = out };
	const Elf64_Ehdr room = { 0 };

	bytes_put(out, &room, sizeof(room));
	put_text(&elf);
	put_frames(&elf);
	put_symbols(&elf);
	if (image->n_lines) {
		put_abbrevs(&elf);
		put_functions(&elf);
		put_lines(&elf);
	}
	put_names(&elf, n_sections);
	put_header(&elf, n_sections);
}
