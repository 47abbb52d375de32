/*
 * Table, encoder, decoder, disassembler and assembler are inverses of each
 * other; and the disassembler says what llvm-objdump says of compiled objects.
 */
#include <fcntl.h>
#include <ftw.h>
#include <gelf.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/image.h"

static uint64_t seed = 0x5eed;

static uint32_t random_u32(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 32);
}

/* A random instruction of a row, in front of four exits that its target may be. */
static size_t random_wire(const struct insn_info *info, struct wire_insn *wire)
{
	const struct form_info *form = form_of(info);
	size_t n = form->high != USE_NO ? 2 : 1;
	unsigned dst = form->dst ? random_u32() % N_REGS : 0,
		 src = form->src ? random_u32() % N_REGS : 0;

	/* NEG and the byte swaps name dst twice; text has no second register to differ. */
	memset(wire, 0, 8 * sizeof(*wire));
	wire[0].opcode = (uint8_t)info->opcode;
	wire[0].off = form->off == USE_TARGET ? (int16_t)(random_u32() % 4) :
		      form->off		      ? (int16_t)random_u32() :
						0;
	wire[0].imm = form->imm == USE_TARGET ? (int32_t)(random_u32() % 4 + n - 1) :
		      form->imm		      ? (int32_t)random_u32() :
						0;
	if (info->pin_src != FIELD_ANY)
		src = (unsigned)info->pin_src;
	if (info->pin_off != FIELD_ANY)
		wire[0].off = (int16_t)info->pin_off;
	if (info->pin_imm != FIELD_ANY)
		wire[0].imm = info->pin_imm;
	if (info->kind == KIND_LDDW_MAP || info->kind == KIND_LDDW_MAP_VALUE)
		wire[0].imm &= 0x7fff;
	wire[0].regs = (uint8_t)(src << 4 | dst);
	if (form->high == USE_VALUE)
		wire[1].imm = (int32_t)random_u32();
	for (int k = 0; k < 5; k++)
		wire[n + (size_t)k].opcode = 0x95;
	return n + 5;
}

static void fill_image(struct image *image, struct subprog *entry)
{
	memset(image, 0, sizeof(*image));
	*entry = (struct subprog){ .name = "entry" };
	image->subprogs = entry;
	image->n_subprogs = 1;
}

static void text_of(const struct image *image, char *text, size_t size)
{
	size_t used = 0;

	for (uint32_t i = 0; i < image->n_insns; i++) {
		used += (size_t)disasm(image, i, text + used, size - used);
		used += (size_t)snprintf(text + used, size - used, "\n");
		assert_true(used < size);
	}
}

static void check_inverse(int id)
{
	struct wire_insn wire[8], again[8] = { 0 }, third[8] = { 0 };
	size_t n = random_wire(&insn_info[id], wire);
	struct image image, reassembled;
	struct skep_error error;
	struct subprog entry;
	struct arena arena;
	char text[1024];

	arena_init(&arena, 0);
	error_clear(&error);
	fill_image(&image, &entry);
	if (decode(&arena, wire, n, &image, &error))
		fail_msg("%s: %s", insn_info[id].name, error.message);
	assert_string_equal(insn_of(&image.insns[0])->name, insn_info[id].name);
	assert_int_equal(encode(&image, again), 0);
	assert_memory_equal(wire, again, n * sizeof(*wire));
	text_of(&image, text, sizeof(text));
	if (assemble(&arena, text, "round trip", &reassembled, &error))
		fail_msg("%s: %s in\n%s", insn_info[id].name, error.message, text);
	assert_int_equal(reassembled.n_slots, n);
	assert_int_equal(encode(&reassembled, third), 0);
	if (memcmp(wire, third, n * sizeof(*wire)) &&
	    strcmp(insn_info[reassembled.insns[0].id].text, insn_info[id].text))
		fail_msg("%s becomes %s by\n%s", insn_info[id].name,
			 insn_of(&reassembled.insns[0])->name, text);
	arena_free(&arena);
}

static void test_inverse(void **state)
{
	(void)state;
	print_message("seed 0x%llx\n", (unsigned long long)seed);
	for (int id = 1; id < N_INSN_IDS; id++)
		for (int k = 0; k < 200 && insn_info[id].opcode < 256; k++)
			check_inverse(id);
}

/* Every opcode and register byte: a row or a named error, and what decodes encodes back. */
static void test_all_opcodes(void **state)
{
	unsigned decoded = 0;

	(void)state;
	for (unsigned op = 0; op < 65536; op++) {
		struct wire_insn wire[8] = { { .opcode = (uint8_t)op,
					       .regs = (uint8_t)(op >> 8) } };
		struct wire_insn again[8] = { 0 };
		struct skep_error error;
		struct subprog entry;
		struct image image;
		struct arena arena;

		wire[2].opcode = 0x95;
		if (op & 0x100)
			wire[0].imm = 1;
		error_clear(&error);
		arena_init(&arena, 0);
		fill_image(&image, &entry);
		if (decode(&arena, wire, (uint8_t)op == 0x18 ? 3 : 1, &image, &error)) {
			assert_true(error.id[0]);
		} else {
			decoded++;
			assert_int_equal(encode(&image, again), 0);
			assert_memory_equal(wire, again, 8);
		}
		arena_free(&arena);
	}
	print_message("%u of 65536 decode\n", decoded);
	assert_true(decoded > 1000);
}

/* --- llvm-objdump --- */

static unsigned n_compared, n_differ, n_files;

/* Drop what only objdump adds: " <symbol+0x10>", trailing blanks. */
static void normalise(char *text)
{
	char *angle = strrchr(text, '<');

	if (angle && strchr(angle, '>') && angle > text && angle[-1] == ' ')
		*angle = '\0';
	for (size_t n = strlen(text); n && (text[n - 1] == ' ' || text[n - 1] == '\n');)
		text[--n] = '\0';
}

static void compare_line(const struct image *image, uint32_t slot, char *theirs, const char *file)
{
	char ours[160];
	uint32_t i = 0;

	while (i < image->n_insns && image->slot[i] != slot)
		i++;
	if (i == image->n_insns)
		return; /* objdump counts on through zero padding */
	disasm(image, i, ours, sizeof(ours));
	normalise(theirs);
	n_compared++;
	/* Map references and calls are relocated: objdump shows the raw number, we the name. */
	switch (insn_of(&image->insns[i])->kind) {
	case KIND_CALL_LOCAL:
		if (!strncmp(theirs, "call ", 5))
			return;
		break;
	case KIND_CALL_HELPER: /* we know its name */
		snprintf(ours, sizeof(ours), "call 0x%llx",
			 (unsigned long long)image->insns[i].imm);
		break;
	case KIND_LDDW_MAP:
	case KIND_LDDW_MAP_VALUE: return;
	default: break;
	}
	if (strcmp(ours, theirs)) {
		printf("# %s slot %u: \"%s\" is \"%s\"\n", file, slot, ours, theirs);
		n_differ++;
	}
}

/* Calls into other sections are not linked yet: let them call themselves. */
static struct wire_insn *unlinked(struct arena *arena, const void *data, size_t size)
{
	struct wire_insn *wire = arena_memdup(arena, data, size);

	assert_non_null(wire);
	for (size_t i = 0; i < size / 8; i++)
		if (wire[i].opcode == 0x85 && wire[i].regs == 0x10)
			wire[i].imm = -1;
	return wire;
}

static void compare_section(const char *file, const char *section, const void *data, size_t size)
{
	char command[768], line[512];
	struct skep_error error;
	struct subprog entry;
	struct image image;
	struct arena arena;
	FILE *in;

	arena_init(&arena, 0);
	error_clear(&error);
	fill_image(&image, &entry);
	entry.name = NULL;
	if (decode(&arena, unlinked(&arena, data, size), size / 8, &image, &error))
		fail_msg("%s %s: slot %d: %s", file, section, error.insn, error.message);
	snprintf(command, sizeof(command),
		 "llvm-objdump-19 -d --mcpu=v4 --no-show-raw-insn -j '%s' '%s' 2>/dev/null",
		 section, file);
	in = popen(command, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		char *colon = strchr(line, ':');
		unsigned slot;

		if (colon && colon[1] == '\t' && sscanf(line, " %u:", &slot) == 1)
			compare_line(&image, slot, colon + 2, file);
	}
	pclose(in);
	arena_free(&arena);
}

static int compare_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	size_t n = strlen(path), shstrndx;
	Elf_Scn *scn = NULL;
	Elf *elf;
	int fd;

	(void)st, (void)ftw;
	if (type != FTW_F || n < 6 || strcmp(path + n - 6, ".bpf.o"))
		return 0;
	n_files++;
	fd = open(path, O_RDONLY);
	elf = elf_begin(fd, ELF_C_READ, NULL);
	assert_non_null(elf);
	elf_getshdrstrndx(elf, &shstrndx);
	while ((scn = elf_nextscn(elf, scn)) != NULL) {
		Elf_Data *data = elf_getdata(scn, NULL);
		GElf_Shdr shdr;

		gelf_getshdr(scn, &shdr);
		if (shdr.sh_type == SHT_PROGBITS && shdr.sh_flags & SHF_EXECINSTR && shdr.sh_size)
			compare_section(path, elf_strptr(elf, shstrndx, shdr.sh_name), data->d_buf,
					data->d_size);
	}
	elf_end(elf);
	close(fd);
	return 0;
}

static void test_objdump_agrees(void **state)
{
	const char *build = getenv("BUILD");

	(void)state;
	if (system("llvm-objdump-19 --version >/dev/null 2>&1")) {
		print_message("skipped: llvm-objdump-19 is not installed\n");
		skip();
	}
	elf_version(EV_CURRENT);
	assert_int_equal(nftw(build ? build : "build", compare_file, 8, FTW_PHYS), 0);
	print_message("%u instructions of %u objects\n", n_compared, n_files);
	assert_int_equal(n_differ, 0);
	assert_true(n_compared > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inverse),
		cmocka_unit_test(test_all_opcodes),
		cmocka_unit_test(test_objdump_agrees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
