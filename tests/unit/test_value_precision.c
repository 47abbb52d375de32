/*
 * Precision at 64 bits: what compiled programs do with lengths, indices and
 * return codes, and what must be known afterwards for them to be accepted.
 * Expected values are texts of core/value_print.c.
 */
#include "tests/unit/value_ref.h"

#define ALL scalar_unknown()
#define U8 scalar_urange(0, UINT8_MAX)
#define U16 scalar_urange(0, UINT16_MAX)
#define U32 scalar_urange(0, UINT32_MAX)
#define S32 scalar_urange((uint64_t)INT32_MIN, INT32_MAX)
#define K(v) scalar_const((uint64_t)(v))
#define R(a, b) scalar_urange((uint64_t)(a), (uint64_t)(b))

static struct scalar masked(uint64_t value, uint64_t mask)
{
	struct scalar s = ALL;

	s.bits = (struct tnum){ value, mask };
	assert_true(scalar_reduce(&s));
	return s;
}

static struct scalar low_half(uint64_t first, uint64_t last)
{
	struct scalar s = ALL;

	s.r32 = range_between(first, last, 32);
	assert_true(scalar_reduce(&s));
	return s;
}

static void must_read(const char *what, unsigned i, const struct scalar *s, const char *text)
{
	char buf[128];

	scalar_print(s, buf, sizeof(buf));
	if (strcmp(buf, text))
		fail_msg("%s %u: %s, expected %s", what, i, buf, text);
}

struct alu_case {
	enum insn_op op;
	unsigned width;
	struct scalar d, s;
	const char *text;
};

static void check_alu(const struct alu_case *cases, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		struct scalar r = scalar_alu(cases[i].op, cases[i].width, &cases[i].d, &cases[i].s);

		must_read("case", i, &r, cases[i].text);
	}
}

/* Nothing is lost that does not overflow, on either side of 0. */
static void sums(void **state)
{
	const struct alu_case cases[] = {
		{ OP_ADD, 64, U8, K(-10), "[-10, 245]" },
		{ OP_ADD, 64, R(-10, 10), R(10, 20), "[0, 30]" },
		{ OP_SUB, 64, R(0, 100), R(0, 50), "[-50, 100]" },
		{ OP_SUB, 64, K(0), R(1, 5), "[-5, -1]" },
		{ OP_ADD, 32, R(0, 10), K(-1), "[0, 4294967295], low half [-1, 9]" },
		{ OP_ADD, 32, R(1, 10), K(-1), "[0, 9]" },
		{ OP_ADD, 64, masked(0, ~UINT64_C(7)), K(4), "x & ~0x7 | 0x4" },
		{ OP_NEG, 64, R(1, 5), ALL, "[-5, -1]" },
		{ OP_NEG, 32, R(0, 5), ALL, "[0, 4294967295], low half [-5, 0]" },
	};

	(void)state;
	check_alu(cases, N_ELEMENTS(cases));
}

static void products(void **state)
{
	const struct alu_case cases[] = {
		{ OP_MUL, 64, R(0, 15), K(4), "[0, 60], x & 0x3c" },
		{ OP_MUL, 64, R(-3, 5), R(0, 100), "[-300, 500]" },
		{ OP_MUL, 64, U32, U32, "[0, 0xfffffffe00000001]" },
		{ OP_MUL, 32, U16, K(2), "[0, 131070], x & 0x1fffe" },
	};

	(void)state;
	check_alu(cases, N_ELEMENTS(cases));
}

static void masks(void **state)
{
	const struct alu_case cases[] = {
		{ OP_AND, 64, ALL, K(0xff), "[0, 255]" },
		{ OP_AND, 64, ALL, K(0x3c), "[0, 60], x & 0x3c" },
		{ OP_AND, 32, ALL, K(-8), "[0, 4294967288], x & 0xfffffff8" },
		{ OP_AND, 64, R(20, 100), K(-8), "[16, 96], x & 0x78" },
		{ OP_AND, 64, R(-16, 100), K(-8), "[-16, 96], x & ~0x7" },
		{ OP_AND, 64, R(0, 100), ALL, "[0, 100]" },
		{ OP_AND, 64, R(-1, 0), K(-13), "[-13, 0], x & ~0xc" },
		{ OP_OR, 64, R(0, 5), R(0, 1), "[0, 6]" },
		{ OP_OR, 64, R(0, 7), K(0x10), "[16, 23]" },
		{ OP_OR, 64, R(8, 100), R(4, 6), "[12, 103], x & 0x7b | 0x4" },
		{ OP_XOR, 64, R(0, 1), K(1), "[0, 1]" },
		{ OP_XOR, 64, R(-3, 5), K(-1), "[-6, 2]" },
		{ OP_XOR, 64, R(3, 9), K(0x100), "[259, 265]" },
	};

	(void)state;
	check_alu(cases, N_ELEMENTS(cases));
}

static void shifts(void **state)
{
	const struct alu_case cases[] = {
		{ OP_LSH, 64, R(0, 15), K(2), "[0, 60], x & 0x3c" },
		{ OP_LSH, 64, K(1), R(0, 7), "[1, 128]" },
		{ OP_LSH, 64, R(1, 3), R(0, 4), "[1, 48]" },
		{ OP_LSH, 64, R(-1, 3), K(3), "[-8, 24], x & ~0x7" },
		{ OP_LSH, 64, low_half(0, 10), K(32), "[0, 0xa00000000], x & 0xf00000000" },
		{ OP_RSH, 64, ALL, K(56), "[0, 255]" },
		{ OP_RSH, 64, R(100, 200), R(1, 3), "[12, 100]" },
		{ OP_RSH, 64, U32, R(24, 31), "[0, 255]" },
		{ OP_RSH, 64, R(0, UINT64_C(0xa00000000)), K(32), "[0, 10]" },
		{ OP_ARSH, 64, ALL, K(63), "[-1, 0]" },
		{ OP_ARSH, 64, R(-100, 100), K(2), "[-25, 25]" },
		{ OP_ARSH, 64, R(-100, 100), R(1, 2), "[-50, 50]" },
		{ OP_ARSH, 32, S32, K(31), "[0, 4294967295], low half [-1, 0]" },
		{ OP_RSH, 32, ALL, K(24), "[0, 255]" },
	};

	(void)state;
	check_alu(cases, N_ELEMENTS(cases));
}

static void division(void **state)
{
	const struct alu_case cases[] = {
		{ OP_DIV, 64, R(10, 100), K(10), "[1, 10]" },
		{ OP_DIV, 64, R(10, 100), R(0, 5), "[0, 100]" },
		{ OP_DIV, 64, ALL, K(UINT64_C(1) << 32), "[0, 4294967295]" },
		{ OP_MOD, 64, ALL, K(10), "[0, 9]" },
		{ OP_MOD, 64, ALL, K(8), "[0, 7]" },
		{ OP_MOD, 64, R(0, 5), K(10), "[0, 5]" },
		{ OP_MOD, 64, R(23, 28), K(10), "[3, 8]" },
		{ OP_MOD, 64, masked(0, ~UINT64_C(3)), K(12), "[0, 8], x & 0xc" },
		{ OP_MOD, 64, R(0, 100), R(0, 8), "[0, 100]" },
		{ OP_SDIV, 64, R(-100, 50), K(10), "[-10, 5]" },
		{ OP_SDIV, 64, R(-100, 50), K(-10), "[-5, 10]" },
		{ OP_SMOD, 64, ALL, K(10), "[-9, 9]" },
		{ OP_SMOD, 64, R(0, 100), K(10), "[0, 9]" },
		{ OP_SMOD, 32, U32, K(10), "[0, 4294967295], low half [-9, 9]" },
	};

	(void)state;
	check_alu(cases, N_ELEMENTS(cases));
}

static void changes_of_width(void **state)
{
	const struct alu_case cases[] = {
		{ OP_MOV, 32, K(0), ALL, "[0, 4294967295]" },
		{ OP_MOV, 32, K(0), R(-5, 5), "[0, 4294967295], low half [-5, 5]" },
		{ OP_MOV, 32, K(0), low_half(0, 9), "[0, 9]" },
		{ OP_MOVSX8, 64, K(0), ALL, "[-128, 127]" },
		{ OP_MOVSX8, 64, K(0), R(0, 100), "[0, 100]" },
		{ OP_MOVSX8, 64, K(0), R(250, 255), "[-6, -1]" },
		{ OP_MOVSX16, 64, K(0), R(0, 100), "[0, 100]" },
		{ OP_MOVSX32, 64, K(0), U32, "[-2147483648, 2147483647]" },
		{ OP_MOVSX32, 64, K(0), low_half((uint32_t)-4, 4), "[-4, 4]" },
		{ OP_MOVSX8, 32, K(0), ALL, "[0, 4294967295], low half [-128, 127]" },
		{ OP_LE16, 64, ALL, ALL, "[0, 65535]" },
		{ OP_SWAP16, 64, ALL, ALL, "[0, 65535]" },
		{ OP_SWAP16, 64, U8, ALL, "[0, 65280], x & 0xff00" },
		{ OP_SWAP32, 64, U8, ALL, "[0, 4278190080], x & 0xff000000" },
		{ OP_SWAP64, 64, U16, ALL, "x & ~0xffffffffffff" },
	};

	(void)state;
	check_alu(cases, N_ELEMENTS(cases));
}

static void branches(void **state)
{
	const struct {
		enum insn_op op;
		unsigned width;
		bool taken;
		struct scalar d, s;
		const char *d_text, *s_text;
	} cases[] = {
		{ OP_JEQ, 64, true, ALL, K(5), "5", "5" },
		{ OP_JEQ, 64, true, R(0, 10), R(5, 20), "[5, 10]", "[5, 10]" },
		{ OP_JEQ, 64, true, masked(0, ~UINT64_C(3)), R(1, 9), "[4, 8], x & 0xc",
		  "[4, 8], x & 0xc" },
		{ OP_JEQ, 32, true, U32, K(5), "5", "5" },
		{ OP_JEQ, 32, true, ALL, K(5), "x & ~0xffffffff | 0x5", "5" },
		{ OP_JNE, 64, true, R(0, 10), K(0), "[1, 10]", "0" },
		{ OP_JNE, 64, true, R(0, 10), K(10), "[0, 9]", "10" },
		{ OP_JNE, 64, true, R(0, 10), K(5), "[0, 10]", "5" },
		{ OP_JNE, 64, true, ALL, K(0), "[1, 0xffffffffffffffff]", "0" },
		{ OP_JNE, 64, true, ALL, K(77), "unknown", "77" },
		{ OP_JNE, 32, true, U32, K(0), "[1, 4294967295]", "0" },
		{ OP_JNE, 64, true, masked(0, 0x30), K(0), "[16, 48], x & 0x30", "0" },
		{ OP_JEQ, 64, false, R(-1, 7), K(-1), "[0, 7]", "-1" },
		{ OP_JGT, 64, true, ALL, K(10), "[11, 0xffffffffffffffff]", "10" },
		{ OP_JGT, 64, false, ALL, K(10), "[0, 10]", "10" },
		{ OP_JGT, 64, false, R(5, 20), R(3, 9), "[5, 9]", "[5, 9]" },
		{ OP_JLT, 64, true, R(-5, 100), K(10), "[0, 9]", "10" },
		{ OP_JLT, 32, true, U32, K(10), "[0, 9]", "10" },
		{ OP_JLT, 32, true, S32, K(10), "[0, 9]", "10" },
		{ OP_JLT, 32, true, ALL, K(10), "low half [0, 9]", "10" },
		{ OP_JSLT, 64, false, ALL, K(0), "[0, 0x7fffffffffffffff]", "0" },
		{ OP_JSLT, 64, true, ALL, K(0), "[-0x8000000000000000, -1]", "0" },
		{ OP_JSGT, 64, true, ALL, K(-1), "[0, 0x7fffffffffffffff]", "-1" },
		{ OP_JSLT, 64, false, S32, K(0), "[0, 2147483647]", "0" },
		{ OP_JSLT, 32, false, S32, K(0), "[0, 2147483647]", "0" },
		{ OP_JSLT, 32, true, S32, K(0), "[-2147483648, -1]", "0" },
		{ OP_JSGT, 32, false, U32, K(10),
		  "[0, 4294967295], low half [-2147483648, 10]", "10" },
		{ OP_JSLE, 64, true, R(-10, 10), R(-20, 3), "[-10, 3]", "[-10, 3]" },
		{ OP_JSGE, 64, true, R(-10, 10), K(5), "[5, 10]", "5" },
		{ OP_JSET, 64, false, ALL, K(7), "x & ~0x7", "7" },
		{ OP_JSET, 64, true, ALL, K(4), "x & ~0x4 | 0x4", "4" },
		{ OP_JSET, 64, true, U8, K(0xf0), "[16, 255]", "240" },
		{ OP_JSET, 32, false, U16, K(0xff00), "[0, 255]", "65280" },
		{ OP_JSET, 64, false, U8, K(0x80), "[0, 127]", "128" },
	};

	(void)state;
	for (unsigned i = 0; i < N_ELEMENTS(cases); i++) {
		struct scalar d = cases[i].d, s = cases[i].s;

		assert_int_equal(scalar_decide(cases[i].op, cases[i].width, &d, &s), -1);
		assert_true(scalar_refine(cases[i].op, cases[i].width, cases[i].taken, &d, &s));
		must_read("left of case", i, &d, cases[i].d_text);
		must_read("right of case", i, &s, cases[i].s_text);
	}
}

static void decisions(void **state)
{
	const struct {
		enum insn_op op;
		unsigned width;
		struct scalar d, s;
		int decision;
	} cases[] = {
		{ OP_JEQ, 64, R(0, 5), R(6, 9), 0 },
		{ OP_JEQ, 64, masked(1, ~UINT64_C(1)), masked(0, ~UINT64_C(1)), 0 },
		{ OP_JEQ, 64, low_half(0, 5), low_half(6, 9), 0 },
		{ OP_JNE, 64, R(1, 5), K(0), 1 },
		{ OP_JEQ, 32, masked(5, ~UINT64_C(0xffffffff)), K(5), 1 },
		{ OP_JEQ, 64, masked(5, ~UINT64_C(0xffffffff)), K(5), -1 },
		{ OP_JGT, 64, R(0, 5), K(5), 0 },
		{ OP_JGE, 64, R(5, 9), K(5), 1 },
		{ OP_JLT, 64, R(-5, -1), K(100), 0 },
		{ OP_JSLT, 64, R(-5, -1), K(100), 1 },
		{ OP_JSLT, 32, R(0x80000000, 0x80000005), K(0), 1 },
		{ OP_JSLT, 64, R(0x80000000, 0x80000005), K(0), 0 },
		{ OP_JSLE, 64, R(-5, 3), R(3, 4), 1 },
		{ OP_JSET, 64, U8, K(0x100), 0 },
		{ OP_JSET, 64, R(1, 3), K(3), 1 },
		{ OP_JSET, 64, masked(8, 7), K(8), 1 },
		{ OP_JSET, 64, U8, K(1), -1 },
	};

	(void)state;
	for (unsigned i = 0; i < N_ELEMENTS(cases); i++) {
		struct scalar d = cases[i].d, s = cases[i].s;
		int decision = scalar_decide(cases[i].op, cases[i].width, &d, &s);

		if (decision != cases[i].decision)
			fail_msg("case %u: %d", i, decision);
		if (decision >= 0)
			assert_false(scalar_refine(cases[i].op, cases[i].width, !decision, &d, &s));
	}
}

/* Several steps in a row, as clang emits them. */
static void idioms(void **state)
{
	struct scalar x = ALL, k, y;

	(void)state;
	/* a signed 32-bit value by shifts: x <<= 32; x s>>= 32 */
	k = K(32);
	x = low_half((uint32_t)-4, 100);
	x = scalar_alu(OP_LSH, 64, &x, &k);
	x = scalar_alu(OP_ARSH, 64, &x, &k);
	must_read("sign extension", 0, &x, "[-4, 100]");
	x = low_half(3, 100);
	x = scalar_alu(OP_LSH, 64, &x, &k);
	x = scalar_alu(OP_RSH, 64, &x, &k);
	must_read("zero extension", 0, &x, "[3, 100]");
	/* 1 <= x <= 64 as x - 1 <= 63 */
	x = scalar_add_const(&(struct scalar){ ALL.bits, ALL.r64, ALL.r32 }, -1);
	k = K(63);
	assert_true(scalar_refine(OP_JGT, 64, false, &x, &k));
	y = scalar_add_const(&x, 1);
	must_read("range check", 0, &y, "[1, 64]");
	/* the length of an IPv4 header: (byte & 15) << 2, at least 20 */
	x = scalar_load_unknown(8, false);
	k = K(15);
	x = scalar_alu(OP_AND, 64, &x, &k);
	k = K(2);
	x = scalar_alu(OP_LSH, 64, &x, &k);
	k = K(20);
	assert_true(scalar_refine(OP_JLT, 64, false, &x, &k));
	must_read("header length", 0, &x, "[20, 60], x & 0x3c");
	/* a helper's int: negative is an error, else a length */
	x = scalar_load_unknown(32, false);
	k = K(0);
	assert_true(scalar_refine(OP_JSLT, 32, false, &x, &k));
	must_read("result", 0, &x, "[0, 2147483647]");
}

static void loads_and_spills(void **state)
{
	struct scalar s = scalar_load_unknown(8, false), spilled, r;

	(void)state;
	must_read("load", 0, &s, "[0, 255]");
	s = scalar_load_unknown(8, true);
	must_read("load", 1, &s, "[-128, 127]");
	s = scalar_load_unknown(32, true);
	must_read("load", 2, &s, "[-2147483648, 2147483647]");
	s = scalar_load_unknown(64, false);
	must_read("load", 3, &s, "unknown");

	spilled = K(UINT64_C(0x1122334455667788));
	r = scalar_extract(&spilled, 2, 2);
	assert_int_equal(r.bits.value, 0x5566);
	r = scalar_extract(&spilled, 4, 4);
	assert_int_equal(r.bits.value, 0x11223344);
	spilled = low_half(0, 99);
	r = scalar_extract(&spilled, 0, 4);
	must_read("fill", 0, &r, "[0, 99]");
	r = scalar_extract(&spilled, 0, 1);
	must_read("fill", 1, &r, "[0, 99]");
	r = scalar_extract(&spilled, 1, 1);
	must_read("fill", 2, &r, "0");
	r = scalar_extract(&spilled, 4, 4);
	must_read("fill", 3, &r, "[0, 4294967295]");
	spilled = R(-4, 4);
	r = scalar_truncate(&spilled, 32, true);
	must_read("fill", 4, &r, "[-4, 4]");
}

static void widening(void **state)
{
	const struct {
		struct scalar before, after;
		const char *text;
	} cases[] = {
		{ K(0), R(0, 1), "[0, 4294967295]" },
		{ R(0, 127), R(0, 128), "[0, 4294967295]" },
		{ K(0), R(-1, 0), "[-4294967296, 0]" },
		{ R(5, 9), R(4, 9), "[0, 9]" },
		{ K(0), masked(0, 8), "[0, 4294967288], x & 0xfffffff8" },
		{ R(3, 9), R(3, 9), "[3, 9]" },
		{ R(0, 70000), R(0, 70001), "[0, 131071]" },
	};

	(void)state;
	for (unsigned i = 0; i < N_ELEMENTS(cases); i++) {
		struct scalar wide = scalar_widen(&cases[i].before, &cases[i].after);

		must_read("widening", i, &wide, cases[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums),
		cmocka_unit_test(products),
		cmocka_unit_test(masks),
		cmocka_unit_test(shifts),
		cmocka_unit_test(division),
		cmocka_unit_test(changes_of_width),
		cmocka_unit_test(branches),
		cmocka_unit_test(decisions),
		cmocka_unit_test(idioms),
		cmocka_unit_test(loads_and_spills),
		cmocka_unit_test(widening),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
