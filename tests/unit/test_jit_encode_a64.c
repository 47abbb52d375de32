/*
 * Every row of jit/a64/a64.def over registers, widths and immediates around
 * their boundaries: llvm-mc must make the same word of the text that is meant.
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

#include "jit/a64/encode.h"

static FILE *text_file;
static uint32_t *words;
static unsigned n_words, words_size;

static const char *reg(unsigned number, unsigned width, char buf[8])
{
	if (number == XZR)
		strcpy(buf, width == 64 ? "xzr" : "wzr");
	else
		snprintf(buf, 8, "%c%u", width == 64 ? 'x' : 'w', number);
	return buf;
}

static const char *base(unsigned number, char buf[8])
{
	if (number == SP)
		return "sp";
	return reg(number, 64, buf);
}

static void note(enum a64_id id, const struct a64_op *op)
{
	if (n_words == words_size) {
		words_size = words_size ? 2 * words_size : 4096;
		words = realloc(words, words_size * sizeof(*words));
		assert_non_null(words);
	}
	words[n_words++] = a64_encode(id, op);
}

static const uint8_t some[] = { 0, 1, 7, 15, 16, 19, 28, 30, XZR };
enum { N_SOME = sizeof(some) };

/* ---- rd, rn, rm and what they do not all have ---- */

static void registers(enum a64_id id)
{
	const struct a64_row *row = &a64_row[id];
	char d[8], n[8], m[8], a[8];

	for (unsigned i = 0; i < 2 * 32 * 32; i++) {
		struct a64_op op = { .width = i & 1 ? 64 : 32, .rd = i >> 1 & 31, .rn = i >> 6,
				     .rm = (i * 7) & 31, .ra = (i * 11) & 31 };

		if (id == A64_REV64 || id == A64_UMULH)
			op.width = 64;
		if (id == A64_REV32)
			op.width = 32;
		reg(op.rd, op.width, d), reg(op.rn, op.width, n), reg(op.rm, op.width, m);
		reg(op.ra, op.width, a);
		if (row->form == A64_FORM_RRRR)
			fprintf(text_file, "%s %s, %s, %s, %s\n", row->text, d, n, m, a);
		else if (row->form == A64_FORM_RRR)
			fprintf(text_file, "%s %s, %s, %s\n", row->text, d, n, m);
		else
			fprintf(text_file, "%s %s, %s\n", row->text, d, n);
		note(id, &op);
	}
}

/* ---- immediates ---- */

static void additions(enum a64_id id)
{
	static const int64_t imms[] = { 0, 1, 4095, 4096, 4095 << 12, 16 };
	bool flags = id == A64_ADDS_I || id == A64_SUBS_I;
	char d[8], n[8];

	for (unsigned i = 0; i < N_SOME * N_SOME * 6; i++) {
		struct a64_op op = { .width = 64, .rd = some[i % N_SOME],
				     .rn = some[i / N_SOME % N_SOME],
				     .imm = imms[i / N_SOME / N_SOME] };

		fprintf(text_file, "%s %s, %s, #%lld\n", a64_row[id].text,
			flags ? reg(op.rd, 64, d) : base(op.rd, d), base(op.rn, n),
			(long long)op.imm);
		note(id, &op);
		if (op.rd == SP || op.rn == SP)
			continue;
		op.width = 32;
		fprintf(text_file, "%s %s, %s, #%lld\n", a64_row[id].text, reg(op.rd, 32, d),
			reg(op.rn, 32, n), (long long)op.imm);
		note(id, &op);
	}
}

static void moves(enum a64_id id)
{
	static const int64_t imms[] = { 0, 1, 0x8000, 0xffff };
	char d[8];

	for (unsigned i = 0; i < 32 * 4 * 4 * 2; i++) {
		struct a64_op op = { .width = i & 1 ? 64 : 32, .rd = i >> 1 & 31,
				     .ra = i >> 6 & 3, .imm = imms[i >> 8 & 3] };

		if (op.width == 32 && op.ra > 1)
			continue;
		fprintf(text_file, "%s %s, #%lld, lsl #%u\n", a64_row[id].text,
			reg(op.rd, op.width, d), (long long)op.imm, 16 * op.ra);
		note(id, &op);
	}
}

static void bitfields(enum a64_id id)
{
	char d[8], n[8];

	for (unsigned i = 0; i < 2 * 64 * 64; i++) {
		struct a64_op op = { .width = i & 1 ? 64 : 32, .rd = i & 31, .rn = i >> 4 & 31,
				     .rm = i >> 1 & 63, .ra = i >> 7 & 63 };

		if (op.width == 32 && (op.rm > 31 || op.ra > 31))
			continue;
		fprintf(text_file, "%s %s, %s, #%u, #%u\n", a64_row[id].text,
			reg(op.rd, op.width, d), reg(op.rn, op.width, n), op.rm, op.ra);
		note(id, &op);
	}
}

/* Each immediate that there is; and none for what is no such run. */
static void logical(enum a64_id id)
{
	char d[8], n[8];

	for (unsigned size = 2, i = 0; size <= 64; size *= 2) {
		for (unsigned count = 1; count < size; count++) {
			for (unsigned right = 0; right < size; right++, i++) {
				uint64_t ones = (UINT64_C(1) << count) - 1, v;
				struct a64_op op = { .width = size < 64 && i & 1 ? 32 : 64,
						     .rd = i % 31, .rn = i / 31 % 31 };

				v = right ? ones >> right | ones << (size - right) : ones;
				v &= size < 64 ? (UINT64_C(1) << size) - 1 : UINT64_MAX;
				for (unsigned at = size; at < 64; at *= 2)
					v |= v << at;
				assert_true(a64_set_logical(&op, v));
				fprintf(text_file, "%s %s, %s, #0x%llx\n", a64_row[id].text,
					reg(op.rd, op.width, d), reg(op.rn, op.width, n),
					(unsigned long long)(op.width == 32 ? (uint32_t)v : v));
				note(id, &op);
			}
		}
	}
}

static void extracts(enum a64_id id)
{
	char d[8], n[8], m[8];

	for (unsigned i = 0; i < 2 * 64 * 31; i++) {
		struct a64_op op = { .width = i & 1 ? 64 : 32, .rd = i / 128, .rn = i * 3 % 32,
				     .rm = i * 7 % 32, .ra = (i >> 1) % 64 };

		if (op.ra >= op.width)
			continue;
		fprintf(text_file, "%s %s, %s, %s, #%u\n", a64_row[id].text,
			reg(op.rd, op.width, d), reg(op.rn, op.width, n), reg(op.rm, op.width, m),
			op.ra);
		note(id, &op);
	}
}

/* ---- memory ---- */

static const char *const suffix[] = { "b", "h", "", "" };
static const char *const signed_suffix[] = { "b", "h", "w" };

static bool is_signed(enum a64_id id)
{
	return id == A64_LDRS || id == A64_LDURS || id == A64_LDRS_X;
}

static void one_access(enum a64_id id, const struct a64_op *op)
{
	char t[8], n[8], m[8];
	unsigned width = is_signed(id) || op->ra == 3 ? 64 : 32;

	fprintf(text_file, "%s%s %s, [%s", a64_row[id].text,
		is_signed(id) ? signed_suffix[op->ra] : suffix[op->ra], reg(op->rd, width, t),
		base(op->rn, n));
	if (a64_row[id].form == A64_FORM_INDEX && op->imm)
		fprintf(text_file, ", %s, lsl #%u]\n", reg(op->rm, 64, m), op->ra);
	else if (a64_row[id].form == A64_FORM_INDEX)
		fprintf(text_file, ", %s]\n", reg(op->rm, 64, m));
	else
		fprintf(text_file, ", #%lld]\n", (long long)op->imm);
	note(id, op);
}

static void accesses(enum a64_id id)
{
	static const int64_t unscaled[] = { 0, 1, -1, 255, -256, 3 };
	static const int64_t scaled[] = { 0, 1, 2, 4095, 4094, 255 };

	for (unsigned i = 0; i < 4 * 6 * N_SOME * N_SOME; i++) {
		struct a64_op op = { .ra = i & 3, .rd = some[i / 24 % N_SOME],
				     .rn = some[i / 24 / N_SOME], .rm = (i * 5) & 31 };

		if (is_signed(id) && op.ra == 3)
			continue;
		op.imm = a64_row[id].form == A64_FORM_SCALED ? scaled[i / 4 % 6] << op.ra :
							       unscaled[i / 4 % 6];
		one_access(id, &op);
	}
}

static void pairs(enum a64_id id)
{
	static const int64_t imms[] = { -16, 16, -512, 504 };
	char a[8], b[8];

	for (unsigned i = 0; i < 4 * N_SOME; i++) {
		struct a64_op op = { .rd = some[i / 4], .rm = (some[i / 4] + 2) % 31, .rn = SP,
				     .imm = imms[i % 4] };

		fprintf(text_file,
			id == A64_STP_PRE ? "%s %s, %s, [sp, #%lld]!\n" :
					    "%s %s, %s, [sp], #%lld\n",
			a64_row[id].text, reg(op.rd, 64, a), reg(op.rm, 64, b), (long long)op.imm);
		note(id, &op);
	}
}

/* Which operands its text has: rt alone, status and rt, or rs and rt. */
static void atomics(enum a64_id id)
{
	bool alone = id == A64_LDAR || id == A64_STLR || id == A64_LDXR || id == A64_LDAXR;
	bool status = id == A64_STXR || id == A64_STLXR;
	char t[8], s[8], n[8];

	for (unsigned i = 0; i < 4 * N_SOME * 32; i++) {
		struct a64_op op = { .ra = i & 3, .rd = some[i / 4 % N_SOME],
				     .rn = i / 4 / N_SOME };
		unsigned width = op.ra == 3 ? 64 : 32;

		op.rm = alone ? XZR : (uint8_t)((op.rd + op.rn + 1) % 31);
		if (status && (op.rm == op.rd || op.rm == op.rn))
			continue;
		fprintf(text_file, "%s%s ", a64_row[id].text, suffix[op.ra]);
		if (!alone)
			fprintf(text_file, "%s, ", reg(op.rm, status ? 32 : width, s));
		fprintf(text_file, "%s, [%s]\n", reg(op.rd, width, t), base(op.rn, n));
		note(id, &op);
	}
}

/* ---- control ---- */

static const char *const conds[] = { "eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc",
				     "hi", "ls", "ge", "lt", "gt", "le" };

static void sets(enum a64_id id)
{
	char d[8];

	for (unsigned i = 0; i < 2 * 31 * 14; i++) {
		struct a64_op op = { .width = i & 1 ? 64 : 32, .rd = i / 2 % 31,
				     .ra = (i / 62) ^ 1 };

		fprintf(text_file, "cset %s, %s\n", reg(op.rd, op.width, d), conds[i / 62]);
		note(id, &op);
	}
}

static void branches(enum a64_id id)
{
	static const int64_t near[] = { 0, 4, -4, (1 << 20) - 4, -(1 << 20) };
	static const int64_t far[] = { 0, 4, -4, (1 << 27) - 4, -(1 << 27) };
	char t[8];

	for (unsigned i = 0; i < 5 * 14; i++) {
		struct a64_op op = { .width = i & 1 ? 64 : 32, .rd = i % 14, .imm = near[i / 14] };

		if (id == A64_BCC)
			fprintf(text_file, "b.%s #%lld\n", conds[op.rd], (long long)op.imm);
		else if (a64_row[id].form == A64_FORM_TEST)
			fprintf(text_file, "%s %s, #%lld\n", a64_row[id].text,
				reg(op.rd, op.width, t), (long long)op.imm);
		else
			fprintf(text_file, "%s #%lld\n", a64_row[id].text,
				(long long)(op.imm = far[i / 14]));
		note(id, &op);
	}
}

static void rest(enum a64_id id)
{
	char n[8];

	for (unsigned i = 0; i < 31; i++) {
		struct a64_op op = { .rn = (uint8_t)i, .rd = (uint8_t)i };

		if (a64_row[id].form == A64_FORM_NONE)
			fprintf(text_file, "%s\n", a64_row[id].text);
		else
			fprintf(text_file, "%s %s%s\n", a64_row[id].text, reg(i, 64, n),
				id == A64_ADRP ? ", #0" : "");
		note(id, &op);
	}
}

static void (*const writers[])(enum a64_id id) = {
	[A64_FORM_RRR] = registers,   [A64_FORM_RRRR] = registers, [A64_FORM_RR] = registers,
	[A64_FORM_R] = rest,	      [A64_FORM_IMM12] = additions, [A64_FORM_MOVE] = moves,
	[A64_FORM_BITS] = bitfields,  [A64_FORM_LOGIC] = logical,
	[A64_FORM_EXTRACT] = extracts, [A64_FORM_SCALED] = accesses, [A64_FORM_UNSCALED] = accesses,
	[A64_FORM_INDEX] = accesses,  [A64_FORM_ATOMIC] = atomics,  [A64_FORM_PAIR] = pairs,
	[A64_FORM_JUMP] = branches,   [A64_FORM_COND] = branches,   [A64_FORM_TEST] = branches,
	[A64_FORM_PAGE] = rest,	      [A64_FORM_NONE] = rest,	    [A64_FORM_SET] = sets,
};

/* ---- reading ---- */

static void compare_words(FILE *assembly)
{
	unsigned b[4], n = 0, bad = 0;
	char line[256], *at;

	while (fgets(line, sizeof(line), assembly)) {
		at = strstr(line, "encoding: [");
		if (!at) {
			if (strstr(line, "error"))
				fail_msg("%s", line);
			continue;
		}
		assert_int_equal(sscanf(at, "encoding: [%x,%x,%x,%x]", &b[0], &b[1], &b[2], &b[3]),
				 4);
		assert_true(n < n_words);
		if (words[n++] != (b[0] | b[1] << 8 | b[2] << 16 | b[3] << 24) && bad++ < 20)
			print_error("%08x is not %s", words[n - 1], line);
	}
	assert_int_equal(bad, 0);
	assert_int_equal(n, n_words);
}

/* What is no run of ones has none. */
static void test_not_logical(void **state)
{
	static const uint64_t values[] = { 0, UINT64_MAX, 5, 0x1234, 0xff00ff,
					   0x8000000000000005, 0xffffffff00000001 + (1 << 8) };
	struct a64_op op = { .width = 64 };

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		assert_false(a64_set_logical(&op, values[i]));
	op.width = 32;
	assert_false(a64_set_logical(&op, UINT32_MAX));
	assert_true(a64_set_logical(&op, 0x7f));
	assert_true(a64_set_logical(&op, UINT32_MAX - 1));
}

static void test_encodings(void **state)
{
	const char *program = system("command -v llvm-mc-19 >/dev/null") == 0 ? "llvm-mc-19" :
			      system("command -v llvm-mc >/dev/null") == 0    ? "llvm-mc" :
										NULL;
	char command[200];
	FILE *out;

	(void)state;
	if (!program) {
		print_message("there is no llvm-mc\n");
		skip();
	}
	text_file = tmpfile();
	assert_non_null(text_file);
	for (enum a64_id id = 0; id < N_A64; id++)
		writers[a64_row[id].form](id);
	fflush(text_file);
	snprintf(command, sizeof(command),
		 "%s --triple=aarch64 --mattr=+lse -show-encoding </proc/%d/fd/%d 2>&1", program,
		 (int)getpid(), fileno(text_file));
	out = popen(command, "r");
	assert_non_null(out);
	compare_words(out);
	assert_int_equal(pclose(out), 0);
	print_message("%u encodings\n", n_words);
	fclose(text_file);
	free(words);
}

/* Distances are set afterwards: to their limits, not beyond. */
static void test_distances(void **state)
{
	static const struct {
		enum a64_id id;
		int64_t limit;
	} rows[] = { { A64_B, 1 << 27 }, { A64_BL, 1 << 27 }, { A64_BCC, 1 << 20 },
		     { A64_CBZ, 1 << 20 }, { A64_CBNZ, 1 << 20 } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		for (int64_t d = -rows[i].limit - 4; d <= rows[i].limit; d += rows[i].limit / 2) {
			struct a64_op op = { .width = 32 };
			uint32_t word = a64_encode(rows[i].id, &op);
			bool ok = a64_set_distance(&word, d, 0);

			assert_int_equal(ok, d >= -rows[i].limit && d < rows[i].limit);
			op.imm = d;
			if (ok)
				assert_int_equal(word, a64_encode(rows[i].id, &op));
			word = a64_encode(rows[i].id, &(struct a64_op){ .width = 32 });
			assert_false(a64_set_distance(&word, d + 2, 0)); /* inside of one */
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_not_logical),
		cmocka_unit_test(test_distances),
	};

	return cmocka_run_group_tests_name("jit_encode_a64", tests, NULL, NULL);
}
