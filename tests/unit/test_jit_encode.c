/*
 * Every row of jit/x64/x64.def over all register pairs, widths, displacements
 * and immediates around their boundaries, read back by llvm-mc: it must see the
 * instruction that was meant and use up exactly its bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "jit/x64/encode.h"

static const char *const names64[16] = {
	"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
	"r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
};
static const char *const low[8] = { "ax", "cx", "dx", "bx", "sp", "bp", "si", "di" };
static const char *const low8[8] = { "al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil" };

static const int32_t disps[] = { 0, 1, -1, 127, 128, -128, -129, 0x7fffffff, INT32_MIN };
static const int64_t imms[] = { 0, 1, -1, 127, 128, -128, -129, 0x7fff, 0x7fffffff, INT32_MIN };

static char dir[64];
static FILE *bytes_file, *text_file;
static unsigned n_written;

static const char *reg_name(unsigned reg, unsigned width, char *buf, size_t size)
{
	if (width == 64)
		snprintf(buf, size, "%s", names64[reg]);
	else if (reg >= 8)
		snprintf(buf, size, "%s%s", names64[reg],
			 width == 32 ? "d" : width == 16 ? "w" : "b");
	else if (width == 8)
		snprintf(buf, size, "%s", low8[reg]);
	else
		snprintf(buf, size, "%s%s", width == 32 ? "e" : "", low[reg]);
	return buf;
}

static const char *rm_text(const struct x64_row *row, const struct x64_op *op, unsigned width,
			   char *buf, size_t size)
{
	static const char *const pointer[] = { [1] = "byte", [2] = "word", [4] = "dword",
					       [8] = "qword" };
	const char *base = op->rm == X64_RIP ? "rip" : names64[op->rm & 15];

	if (!op->memory)
		return reg_name(op->rm, width, buf, size);
	if (row->flags & MEMORY && row->form == X64_FORM_RM) /* lea */
		snprintf(buf, size, "[%s", base);
	else
		snprintf(buf, size, "%s ptr [%s", pointer[width / 8], base);
	size -= strlen(buf);
	buf += strlen(buf);
	if (op->indexed) {
		int n = snprintf(buf, size, op->scale ? " + %d*%s" : " + %.0d%s",
				 op->scale ? 1 << op->scale : 0, names64[op->index]);

		size -= (size_t)n;
		buf += n;
	}
	if (op->disp)
		snprintf(buf, size, " %c %lld]", op->disp < 0 ? '-' : '+',
			 llabs((long long)op->disp));
	else
		snprintf(buf, size, "]");
	return NULL;
}

static const char *const sets[16] = {
	"seto", "setno", "setb", "setae", "sete", "setne", "setbe", "seta",
	"sets", "setns", "setp", "setnp", "setl", "setge", "setle", "setg",
};

static unsigned rm_width(const struct x64_row *row, const struct x64_op *op)
{
	return row->flags & BYTE_RM ? 8 : row->flags & RM16 ? 16 : row->flags & RM32 ? 32 :
								  op->width;
}

/* What the instruction shall read as. */
static void expect(enum x64_id id, const struct x64_op *op, char *buf, size_t size)
{
	const struct x64_row *row = &x64_row[id];
	char rm[64] = "", reg[16], second[16], imm[32] = "";
	const char *text = row->text;

	rm_text(row, op, rm_width(row, op), rm, sizeof(rm));
	reg_name(op->reg, row->flags & BYTE_REG ? 8 : op->width, reg, sizeof(reg));
	reg_name(op->second, op->width, second, sizeof(second));
	if (row->imm == X64_IMM_I8 && op->width == 8)
		snprintf(imm, sizeof(imm), ", %d", (int8_t)op->imm);
	else if (row->imm == X64_IMM_I8)
		snprintf(imm, sizeof(imm), ", %u", (uint8_t)op->imm);
	else if (row->imm && op->width < 64 && (row->imm != X64_IMM_SHORT || !fits8(op->imm)))
		snprintf(imm, sizeof(imm), ", %u", /* as it is printed */
			 op->width == 16 ? (uint16_t)op->imm : (uint32_t)op->imm);
	else if (row->imm)
		snprintf(imm, sizeof(imm), ", %lld", (long long)op->imm);
	if (id == X64_MOV_RI && op->width == 32)
		text = "mov";
	if (id == X64_SETCC)
		text = sets[op->second];
	if (id == X64_CDQ && op->width == 64)
		text = "cqo";
	switch (row->form) {
	case X64_FORM_MR: snprintf(buf, size, "%s %s, %s%s", text, rm, reg, imm); break;
	case X64_FORM_RM: snprintf(buf, size, "%s %s, %s%s", text, reg, rm, imm); break;
	case X64_FORM_VEX:
		snprintf(buf, size, "%s %s, %s, %s", text, reg,
			 row->flags & SECOND_FIRST ? second : rm,
			 row->flags & SECOND_FIRST ? rm : second);
		break;
	case X64_FORM_NONE: snprintf(buf, size, "%s", text); break;
	default:
		snprintf(buf, size, "%s %s%s%s", text, rm, imm,
			 row->flags & COUNT_CL ? ", cl" : "");
	}
}

static void write_one(enum x64_id id, const struct x64_op *op)
{
	uint8_t bytes[X64_ROOM + 16];
	uint8_t *end = x64_encode(bytes, id, op);
	char text[192];

	assert_true(end > bytes && end - bytes <= 15);
	for (uint8_t *p = bytes; p < end; p++)
		fprintf(bytes_file, "0x%02x ", *p);
	fputc('\n', bytes_file);
	expect(id, op, text, sizeof(text));
	fprintf(text_file, "%s\n", text);
	n_written++;
}

/* ---- which operands ---- */

static bool takes_width(const struct x64_row *row, unsigned width)
{
	if (row->flags & FIXED)
		return width == 64;
	if (row->flags & RM32)
		return width == 64;
	if (row->flags & BYTE_REG || (row->flags & BYTE_RM && row->form == X64_FORM_M))
		return width == 8;
	if (row->form == X64_FORM_VEX || row->form == X64_FORM_NONE || row->form == X64_FORM_O ||
	    row->flags & (RM16 | BYTE_RM))
		return width >= 32;
	return width >= 16;
}

static void each_imm(enum x64_id id, struct x64_op op)
{
	const struct x64_row *row = &x64_row[id];

	if (!row->imm) {
		write_one(id, &op);
		return;
	}
	for (size_t i = 0; i < sizeof(imms) / sizeof(*imms); i++) {
		op.imm = imms[i];
		if (row->imm == X64_IMM_I8 && !fits8(op.imm))
			continue;
		if (op.width == 16 && op.imm != (int16_t)op.imm)
			continue;
		write_one(id, &op);
	}
	op.imm = INT64_MIN;
	if (row->imm == X64_IMM_FULL && op.width == 64)
		write_one(id, &op);
}

static bool has_reg(const struct x64_row *row)
{
	return row->form == X64_FORM_MR || row->form == X64_FORM_RM || row->form == X64_FORM_VEX;
}

/* Of register pairs that have an immediate all values; of the rest one each. */
static void each_register(enum x64_id id, unsigned width)
{
	const struct x64_row *row = &x64_row[id];

	for (unsigned rm = 0; rm < 16; rm++)
		for (unsigned reg = 0; reg < (has_reg(row) ? 16 : 1); reg++)
			each_imm(id, (struct x64_op){ .width = (uint8_t)width, .rm = (uint8_t)rm,
						      .reg = (uint8_t)reg,
						      .second = (uint8_t)((rm + reg) % 16) });
}

/* Each base and index by each scale; rsp is no index. */
static void each_index(enum x64_id id, unsigned width)
{
	for (unsigned i = 0; i < 16 * 16 * 4; i++) {
		struct x64_op op = { .width = (uint8_t)width, .memory = true, .indexed = true,
				     .rm = i % 16, .index = i / 16 % 16,
				     .scale = (uint8_t)(i / 256), .reg = (i + 3) % 16, .imm = 1,
				     .disp = disps[i % (sizeof(disps) / sizeof(*disps))] };

		if (op.index != RSP)
			write_one(id, &op);
	}
}

static void each_memory(enum x64_id id, unsigned width)
{
	const struct x64_row *row = &x64_row[id];

	if (id == X64_LOAD || id == X64_MOV || id == X64_MOV_I || id == X64_MOV8 ||
	    id == X64_MOVZX8 || id == X64_MOVZX16 || id == X64_ADD || id == X64_ADD_I)
		each_index(id, width);
	for (unsigned rm = 0; rm < 17; rm++) {
		for (unsigned reg = 0; reg < (has_reg(row) ? 16 : 1); reg++) {
			for (size_t d = 0; d < sizeof(disps) / sizeof(*disps); d++) {
				struct x64_op op = { .width = (uint8_t)width, .memory = true,
						     .rm = (uint8_t)rm, .reg = (uint8_t)reg,
						     .disp = disps[d], .imm = 1 };

				if (row->imm && d % 2)
					each_imm(id, op);
				else
					write_one(id, &op);
			}
		}
	}
}

static void each_operand(enum x64_id id, unsigned width)
{
	const struct x64_row *row = &x64_row[id];

	if (row->form == X64_FORM_NONE) {
		write_one(id, &(struct x64_op){ .width = (uint8_t)width });
		return;
	}
	if (!(row->flags & MEMORY))
		each_register(id, width);
	if (row->form != X64_FORM_O && row->form != X64_FORM_VEX)
		each_memory(id, width);
}

/* ---- reading back ---- */

static FILE *open_in(const char *name)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "w+");
	assert_non_null(file);
	unlink(path);
	return file;
}

/* The disassembler's spelling to ours: one blank, no tab; xchg and test have no order. */
static void normalise(char *line)
{
	char *out = line, *end;

	if ((end = strstr(line, "#")))
		*end = 0;
	while (*line == '\t' || *line == ' ')
		line++;
	for (; *line && *line != '\n'; line++)
		if (*line == '\t')
			*out++ = ' ';
		else
			*out++ = *line;
	while (out[-1] == ' ')
		out--;
	*out = 0;
}

/* The order of operands of xchg says nothing; `nop` is xchg of eax with itself. */
static bool same(const char *meant, const char *read)
{
	char a[32], b[32], swapped[128];

	if (!strcmp(meant, read))
		return true;
	if (sscanf(meant, "xchg %31[^,], %31s", a, b) != 2)
		return false;
	snprintf(swapped, sizeof(swapped), "xchg %s, %s", b, a);
	return !strcmp(swapped, read);
}

static void compare_lines(FILE *disassembly)
{
	char meant[160], read[256];
	unsigned n = 0, bad = 0;

	while (fgets(read, sizeof(read), disassembly)) {
		normalise(read);
		if (!strcmp(read, "lock")) { /* a line of its own */
			strcpy(read, "lock ");
			if (fgets(read + 5, sizeof(read) - 5, disassembly))
				normalise(read + 5);
		}
		if (!read[0] || read[0] == '.')
			continue;
		if (!fgets(meant, sizeof(meant), text_file))
			fail_msg("more instructions than were written: %s", read);
		meant[strcspn(meant, "\n")] = 0;
		n++;
		if (!same(meant, read) && bad++ < 20)
			print_error("meant \"%s\", read \"%s\"\n", meant, read);
	}
	assert_int_equal(bad, 0);
	assert_int_equal(n, n_written);
}

static const char *disassembler(void)
{
	return system("command -v llvm-mc-19 >/dev/null") == 0 ? "llvm-mc-19" :
	       system("command -v llvm-mc >/dev/null") == 0    ? "llvm-mc" :
								 NULL;
}

static void test_encodings(void **state)
{
	const char *program = disassembler();
	char command[200];
	FILE *out;

	(void)state;
	if (!program) {
		print_message("there is no llvm-mc\n");
		skip();
	}
	snprintf(dir, sizeof(dir), "/tmp/skep-encode-XXXXXX");
	assert_non_null(mkdtemp(dir));
	bytes_file = open_in("bytes");
	text_file = open_in("text");
	for (enum x64_id id = 0; id < N_X64; id++)
		for (unsigned width = 8; width <= 64; width *= 2)
			if (!(x64_row[id].flags & DISTANCE) && takes_width(&x64_row[id], width))
				each_operand(id, width);
	fflush(bytes_file);
	rewind(text_file);
	snprintf(command, sizeof(command),
		 "%s --disassemble --triple=x86_64 --mattr=+bmi2 --output-asm-variant=1 "
		 "</proc/%d/fd/%d 2>&1",
		 program, (int)getpid(), fileno(bytes_file));
	out = popen(command, "r");
	assert_non_null(out);
	compare_lines(out);
	assert_int_equal(pclose(out), 0);
	print_message("%u encodings\n", n_written);
	fclose(bytes_file);
	fclose(text_file);
	rmdir(dir);
}

/* Branches: the opcode, then the condition; the distance is the caller's. */
static void test_branches(void **state)
{
	static const struct {
		enum x64_id id;
		uint8_t cond, size, bytes[2];
	} rows[] = {
		{ X64_JMP_SHORT, 0, 1, { 0xeb } },	  { X64_JMP_NEAR, 0, 1, { 0xe9 } },
		{ X64_CALL_NEAR, 0, 1, { 0xe8 } },	  { X64_JCC_SHORT, CC_B, 1, { 0x72 } },
		{ X64_JCC_SHORT, CC_G, 1, { 0x7f } },	  { X64_JCC_SHORT, CC_NS, 1, { 0x79 } },
		{ X64_JCC_NEAR, CC_AE, 2, { 0x0f, 0x83 } },
		{ X64_JCC_NEAR, CC_E, 2, { 0x0f, 0x84 } },
		{ X64_JCC_NEAR, CC_LE, 2, { 0x0f, 0x8e } },
		{ X64_JCC_NEAR, CC_L, 2, { 0x0f, 0x8c } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint8_t bytes[X64_ROOM];
		uint8_t *end = x64_encode(bytes, rows[i].id,
					  &(struct x64_op){ .second = rows[i].cond });

		assert_int_equal(end - bytes, rows[i].size);
		assert_memory_equal(bytes, rows[i].bytes, rows[i].size);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_branches),
	};

	return cmocka_run_group_tests_name("jit_encode", tests, NULL, NULL);
}
