/*
 * Each instruction with each kind of operand, and what can be done with its result:
 * skep's verdicts against what Linux 6.18 answered, trusted and not.
 *
 * tests/kernel/operands.data holds the kernel's answers, operands.differ where skep
 * answers otherwise and by which rule of docs/kernel-differences.md.  SKEP_RECORD=1 asks
 * the kernel again and rewrites both; what no rule explains it prints, and leaves out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/table.h"
#include "fuzz/beside_rules.h"
#include "skep/skep.h"
#include "tests/lib/kernel.h"
#include "verifier/verifier.h"

#define DATA "tests/kernel/operands.data"
#define DIFFER "tests/kernel/operands.differ"

enum { DST = 1, SRC = 2, TEXT = 2048, MARK = 0x7777, LINE = 512 };

/* What stands in a register, % is its number; r5 is free. */
static const struct {
	const char *name, *text;
} items[] = {
	{ "nothing", "" },
	{ "zero", "r% = 0\n" },
	{ "one", "r% = 1\n" },
	{ "minus one", "r% = -1\n" },
	{ "2^32", "r% = 0x100000000 ll\n" },
	{ "unknown", "r% = r0\n" },
	{ "0..63", "r% = r0\nr% &= 63\n" },
	{ "context", "r% = r6\n" },
	{ "frame pointer", "r% = r10\n" },
	{ "stack", "r% = r10\nr% += -64\n" },
	{ "somewhere on the stack",
	  "r% = r0\nr% &= 56\nr% += -64\nr5 = r10\nr5 += r%\nr% = r5\n" },
	{ "map", "r% = map h ll\n" },
	{ "value", "r% = map_value v + 0x0 ll\n" },
	{ "value's last 4 bytes", "r% = map_value v + 0x3c ll\n" },
	{ "somewhere in the value",
	  "r% = r0\nr% &= 63\nr5 = map_value v + 0x0 ll\nr5 += r%\nr% = r5\n" },
	{ "constant value", "r% = map_value ro + 0x0 ll\n" },
	{ "value or NULL", "r% = r9\n" },
	{ "packet", "r% = r7\n" },
	{ "somewhere in the packet", "r% = r0\nr% &= 63\nr5 = r7\nr5 += r%\nr% = r5\n" },
	{ "packet's end", "r% = r8\n" },
	{ "metadata", "w% = *(u32 *)(r6 + 0x8)\n" },
};
enum { N_ITEMS = sizeof(items) / sizeof(*items), N_PAIRS = N_ITEMS * N_ITEMS };

static const char set_up[] =
	".prog xdp\n"
	".map h type=hash key=4 value=64 entries=4\n"
	".map v type=array key=4 value=64 entries=1 data=00\n"
	".map ro type=array key=4 value=64 entries=1 frozen=616200 flags=128\n"
	"r6 = r1\nw7 = *(u32 *)(r6 + 0x0)\nw8 = *(u32 *)(r6 + 0x4)\nr1 = r7\nr1 += 64\n"
	"if r1 > r8 goto out\n*(u64 *)(r10 - 0x40) = 0\n*(u64 *)(r10 - 0x38) = 0\n"
	"*(u64 *)(r10 - 0x30) = 0\n*(u64 *)(r10 - 0x28) = 0\n*(u64 *)(r10 - 0x20) = 0\n"
	"*(u64 *)(r10 - 0x18) = 0\n*(u64 *)(r10 - 0x10) = 0\n*(u64 *)(r10 - 0x8) = 0\n"
	"r1 = map h ll\nr2 = r10\nr2 += -8\ncall map_lookup_elem\nr9 = r0\n"
	"call get_prandom_u32\n";

/* --- what is asked --- */

/** struct question - an instruction, a number in it, what is done with the result */
struct question {
	const struct insn_info *info;
	uint16_t id;
	bool trusted;
	unsigned variant, use;
};

enum { USE_NOTHING, USE_READ, USE_STORE, N_USES };

static bool is_jump(const struct insn_info *info)
{
	return info->kind == KIND_JUMP;
}

static bool is_asked(const struct insn_info *info)
{
	switch (info->kind) {
	case KIND_ALU: case KIND_JUMP: case KIND_LOAD: case KIND_STORE: case KIND_STORE_IMM:
	case KIND_ATOMIC: case KIND_ATOMIC_FETCH: case KIND_ATOMIC_CMPXCHG:
		return info->opcode < 0x100 && insn_is_supported(info);
	default: return false;
	}
}

/* Numbers: immediate operands; offsets of accesses. */
static unsigned numbers_of(const struct insn_info *info, const int32_t **numbers)
{
	static const int32_t operands[] = { 1, -8, 0x7fffffff }, offsets[] = { 0, -8, 3, 60 };

	*numbers = offsets;
	if (info->kind == KIND_LOAD || info->kind == KIND_STORE_IMM)
		return 4;
	*numbers = info->kind == KIND_ALU || info->kind == KIND_JUMP ? operands : offsets;
	return form_of(info)->imm == USE_VALUE && info->pin_imm == FIELD_ANY ? 3 : 1;
}

/* The register that a use is of; 0: there is nothing new in any. */
static unsigned result_of(const struct insn_info *info)
{
	switch (info->kind) {
	case KIND_STORE: case KIND_STORE_IMM: case KIND_ATOMIC: return 0;
	case KIND_ATOMIC_FETCH: return SRC;
	case KIND_ATOMIC_CMPXCHG: return 0;
	default: return DST;
	}
}

static bool has_source(const struct insn_info *info)
{
	return info->src_is_reg && info->kind != KIND_LOAD;
}

/* --- programs --- */

static void add(char *text, const char *more, unsigned reg)
{
	size_t used = strlen(text);

	for (; *more; more++, used++) {
		assert_true(used + 1 < TEXT);
		text[used] = *more == '%' ? (char)('0' + reg) : *more;
	}
	text[used] = '\0';
}

static void add_use(char *text, const struct question *q, bool taken)
{
	static const char *const uses[N_USES] = {
		"", "w3 = *(u8 *)(r% + 0x0)\n",
		"r4 = map_value v + 0x0 ll\n*(u64 *)(r4 + 0x8) = r%\n",
	};

	if (is_jump(q->info)) /* the second use is of the other side */
		add(text, q->use == (taken ? USE_STORE : USE_READ) ? uses[USE_READ] : "", DST);
	else
		add(text, uses[q->use], result_of(q->info));
}

/* @pair: of the operands; a load has its pointer in the source. */
static void make_text(const struct question *q, unsigned pair, char text[TEXT])
{
	bool loads = q->info->kind == KIND_LOAD;

	text[0] = '\0';
	add(text, set_up, 0);
	add(text, items[pair % N_ITEMS].text, loads ? SRC : DST);
	if (has_source(q->info))
		add(text, items[pair / N_ITEMS].text, SRC);
	add(text, is_jump(q->info) ? "if r1 == 0x7777 goto taken\n" : "r1 = 0x7777\n", 0);
	add_use(text, q, false);
	if (is_jump(q->info)) {
		add(text, "r0 = 0\nexit\ntaken:\n", 0);
		add_use(text, q, true);
	}
	add(text, "out:\nr0 = 0\nexit\n", 0);
}

static void put_insn(const struct question *q, struct image *image)
{
	const struct insn_info *info = q->info;
	const int32_t *number;
	struct insn *insn = image->insns;
	bool accesses = info->kind != KIND_ALU && !is_jump(info);

	numbers_of(info, &number);
	while (insn->imm != MARK)
		insn++;
	insn->id = q->id;
	insn->dst = DST;
	insn->src = info->src_is_reg ? SRC : 0;
	insn->imm = info->pin_imm != FIELD_ANY ? info->pin_imm : 0;
	if (form_of(info)->imm == USE_VALUE && info->pin_imm == FIELD_ANY)
		insn->imm = accesses ? 1 : number[q->variant];
	if (accesses)
		insn->off = number[q->variant];
	else if (info->pin_off != FIELD_ANY)
		insn->off = info->pin_off;
}

/** struct answer - skep's; @facts: NULL: it refuses */
struct answer {
	struct arena arena;
	struct image image;
	struct facts *facts;
	struct skep_error error;
};

static bool ask(const struct question *q, unsigned pair, struct answer *out)
{
	const struct verify_opts opts = { .rights = q->trusted ? SKEP_TRUSTED : 0 };
	char text[TEXT];

	memset(out, 0, sizeof(*out));
	arena_init(&out->arena, 0);
	make_text(q, pair, text);
	if (assemble(&out->arena, text, "operands", &out->image, &out->error))
		fail_msg("%s\n%s", out->error.message, text);
	put_insn(q, &out->image);
	return !validate(&out->image, &out->error) &&
	       !verify(&out->image, &opts, &out->arena, &out->facts, &out->error);
}

/* --- all of them --- */

struct bits {
	uint8_t of[(N_PAIRS + 7) / 8];
};

static bool get(const struct bits *bits, unsigned i)
{
	return bits->of[i / 8] >> (i % 8) & 1;
}

static void set(struct bits *bits, unsigned i)
{
	bits->of[i / 8] |= (uint8_t)(1 << i % 8);
}

static unsigned n_pairs(const struct question *q)
{
	return has_source(q->info) ? N_PAIRS : N_ITEMS;
}

static void key_of(const struct question *q, char key[64])
{
	snprintf(key, 64, "%s %s %u %u", q->info->name, q->trusted ? "trusted" : "untrusted",
		 q->variant, q->use);
}

/* The next question; false: there is none. */
static bool next(struct question *q)
{
	const int32_t *numbers;

	if (q->info) {
		if (++q->use < (is_jump(q->info) || result_of(q->info) ? N_USES : 1))
			return true;
		q->use = 0;
		if (++q->variant < numbers_of(q->info, &numbers))
			return true;
		q->variant = 0;
		q->trusted = !q->trusted;
		if (q->trusted)
			return true;
		q->id++;
	}
	while (q->id == INSN_INVALID || (q->id < N_INSN_IDS && !is_asked(&insn_info[q->id])))
		q->id++;
	q->info = &insn_info[q->id];
	return q->id < N_INSN_IDS;
}

static void print_bits(FILE *out, const struct bits *bits, unsigned n)
{
	for (unsigned i = 0; i < (n + 7) / 8; i++)
		fprintf(out, "%02x", bits->of[i]);
	fputc('\n', out);
}

static bool read_bits(const char *text, struct bits *bits)
{
	unsigned byte;

	for (unsigned i = 0; sscanf(text, "%2x", &byte) == 1; text += 2)
		bits->of[i++] |= (uint8_t)byte;
	return true;
}

/* --- recording --- */

struct rule_bits {
	const char *rule;
	struct bits bits;
};

static bool kernel_accepts(const struct question *q, const struct answer *a)
{
	struct kernel_prog prog;
	bool accepts = !kernel_load(&a->image, q->trusted, &prog);

	kernel_unload(&prog);
	return accepts;
}

static const char *rule_of(const struct question *q, const struct answer *a)
{
	struct difference d = { .image = &a->image, .trusted = q->trusted, .facts = a->facts,
				.error = &a->error };
	struct kernel_prog prog;
	char *log = NULL, *again = NULL;
	const char *rule;

	if (a->facts) {
		d.kernel.err = kernel_load(&a->image, q->trusted, &prog);
		kernel_unload(&prog);
		d.kernel.log = log = strdup(kernel_last_log());
		d.with_rights.err = kernel_load(&a->image, true, &prog);
		kernel_unload(&prog);
		d.with_rights.log = again = strdup(kernel_last_log());
	}
	rule = difference_rule(&d);
	if (!rule) {
		char key[64];

		key_of(q, key);
		printf("# %s: skep %s (%s), the kernel says\n%s\n", key,
		       a->facts ? "accepts" : "refuses", a->error.message,
		       log ? log + (strlen(log) > 400 ? strlen(log) - 400 : 0) : "it is right");
	}
	free(log);
	free(again);
	return rule;
}

static unsigned n_unexplained, n_asked, n_accepted, n_ours, n_both;

static void show_counts(void)
{
	printf("# %u programs: %u accepted by the kernel, %u by skep, %u by both\n", n_asked,
	       n_accepted, n_ours, n_both);
}

static void note_rule(struct rule_bits *rules, unsigned *n, const char *rule, unsigned pair)
{
	unsigned i = 0;

	while (i < *n && strcmp(rules[i].rule, rule))
		i++;
	assert_true(i < 32);
	if (i == *n)
		rules[(*n)++] = (struct rule_bits){ .rule = rule };
	set(&rules[i].bits, pair);
}

static void record_one(const struct question *q, FILE *data, FILE *differ)
{
	struct rule_bits rules[32];
	struct bits kernel = { { 0 } };
	unsigned n_rules = 0;
	char key[64];

	for (unsigned pair = 0; pair < n_pairs(q); pair++) {
		struct answer a;
		bool ours = ask(q, pair, &a), theirs = kernel_accepts(q, &a);
		const char *rule = ours == theirs ? NULL : rule_of(q, &a);

		if (theirs)
			set(&kernel, pair);
		if (rule)
			note_rule(rules, &n_rules, rule, pair);
		if (ours != theirs && !rule) {
			n_unexplained++;
			printf("# %s with %s\n", items[pair % N_ITEMS].name,
			       has_source(q->info) ? items[pair / N_ITEMS].name : "nothing");
		}
		n_asked++;
		n_accepted += theirs;
		n_ours += ours;
		n_both += ours && theirs;
		arena_free(&a.arena);
	}
	key_of(q, key);
	fprintf(data, "%s ", key);
	print_bits(data, &kernel, n_pairs(q));
	for (unsigned i = 0; i < n_rules; i++) {
		fprintf(differ, "%s %s ", key, rules[i].rule);
		print_bits(differ, &rules[i].bits, n_pairs(q));
	}
}

static int record_all(const char *only)
{
	FILE *data = fopen(DATA, "w"), *differ = fopen(DIFFER, "w");
	struct question q = { 0 };

	if (!data || !differ)
		return 1;
	fputs("# Answers of Linux 6.18, written by SKEP_RECORD=1 "
	      "build/tests/test_insn_operands.\n"
	      "# Instruction, trusted or not, which number is in it, what is done with the "
	      "result;\n# a bit for each pair of operands: it was accepted.\n",
	      data);
	fputs("# Where skep answers otherwise, in the same form, and the rule.\n", differ);
	while (next(&q))
		if (!only[0] || only[0] == '1' || !strcmp(only, q.info->name))
			record_one(&q, data, differ);
	show_counts();
	printf("%u differ without a rule\n", n_unexplained);
	return fclose(data) | fclose(differ) | (n_unexplained > 0);
}

/* --- comparing --- */

/* The bits of all lines that begin with the key, and a rule if there should be one. */
static unsigned look_up(const char *path, const char *key, bool with_rule, struct bits *bits)
{
	FILE *in = fopen(path, "r");
	size_t size = strlen(key);
	char line[LINE];
	unsigned n = 0;

	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		const char *rest = line + size + 1;

		if (strncmp(line, key, size) || line[size] != ' ')
			continue;
		if (with_rule)
			rest = strchr(rest, ' ') + 1;
		n += read_bits(rest, bits);
	}
	fclose(in);
	return n;
}

static unsigned compare(const struct question *q)
{
	struct bits kernel = { { 0 } }, differ = { { 0 } };
	unsigned failures = 0;
	char key[64];

	key_of(q, key);
	assert_int_equal(look_up(DATA, key, false, &kernel), 1);
	look_up(DIFFER, key, true, &differ);
	for (unsigned pair = 0; pair < n_pairs(q); pair++) {
		struct answer a;
		bool ours = ask(q, pair, &a);

		if (ours != (get(&kernel, pair) ^ get(&differ, pair)) && failures++ < 4)
			printf("# %s, %s with %s: skep %s %s\n", key, items[pair % N_ITEMS].name,
			       has_source(q->info) ? items[pair / N_ITEMS].name : "nothing",
			       ours ? "accepts" : "refuses:", a.error.message);
		n_asked++;
		n_accepted += get(&kernel, pair);
		n_ours += ours;
		n_both += ours && get(&kernel, pair);
		arena_free(&a.arena);
	}
	return failures;
}

static void test_verdicts_agree_with_recorded_answers(void **state)
{
	struct question q = { 0 };
	unsigned failures = 0;

	(void)state;
	while (next(&q))
		failures += compare(&q);
	show_counts();
	assert_int_equal(failures, 0);
}

/* A difference names a rule: a heading of docs/kernel-differences.md. */
static void test_differences_have_rules(void **state)
{
	FILE *in = fopen(DIFFER, "r"), *doc = fopen("docs/kernel-differences.md", "r");
	static char text[1 << 16];
	char line[LINE], rule[64], want[80];

	(void)state;
	assert_non_null(in);
	assert_non_null(doc);
	assert_true(fread(text, 1, sizeof(text) - 1, doc) > 0);
	while (fgets(line, sizeof(line), in)) {
		if (line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%*s %*s %*u %*u %63s", rule), 1);
		snprintf(want, sizeof(want), "\n## %s\n", rule);
		assert_non_null(strstr(text, want));
	}
	fclose(doc);
	fclose(in);
}

/* The kernel beside us answers as the recorded one did: a sample, it takes time. */
static void test_kernel_still_answers_so(void **state)
{
	const char *why_not = kernel_available();
	struct question q = { 0 };
	unsigned at = 0, differ = 0, n = 0;

	(void)state;
	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	while (next(&q)) {
		struct bits kernel = { { 0 } };
		char key[64];

		key_of(&q, key);
		look_up(DATA, key, false, &kernel);
		for (unsigned pair = at++ % 97; pair < n_pairs(&q); pair += 97, n++) {
			struct answer a;

			ask(&q, pair, &a);
			differ += kernel_accepts(&q, &a) != get(&kernel, pair);
			arena_free(&a.arena);
		}
	}
	print_message("%u programs asked again\n", n);
	assert_true(n > 1000);
	assert_int_equal(differ, 0);
}

int main(void)
{
	const char *only = getenv("SKEP_RECORD");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts_agree_with_recorded_answers),
		cmocka_unit_test(test_differences_have_rules),
		cmocka_unit_test(test_kernel_still_answers_so),
	};

	if (only)
		return record_all(only);
	return cmocka_run_group_tests_name("insn_operands", tests, NULL, NULL);
}
