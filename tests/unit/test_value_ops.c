/*
 * Soundness of the operators on known bits (every pair at 6 bits) and on ranges
 * (every pair at 5 bits): the result holds what the concrete operator gives on
 * every pair of members.  WIDER=1: at 7 bits and at 6.
 */
#include "tests/unit/value_ref.h"

enum { TNUM_WIDTH = 6, RANGE_WIDTH = 5 };

static struct tnum tnums[1 << (2 * TNUM_WIDTH + 2)];
static struct range ranges[1 << (2 * RANGE_WIDTH + 2)];
static uint64_t sets[1 << (2 * TNUM_WIDTH)];

/* image[x][j]: what the operator gives for x and the members of the j-th set */
static uint64_t image[1 << TNUM_WIDTH][1 << (2 * TNUM_WIDTH)];

/* Counts of shifts are members as they are, below w; masking is the product's. */
static bool is_shift(enum insn_op op)
{
	return op == OP_LSH || op == OP_RSH || op == OP_ARSH;
}

static uint64_t apply(enum insn_op op, uint64_t d, uint64_t s, unsigned w)
{
	if (!is_shift(op))
		return ref_alu(op, d, s, w);
	if (s >= w)
		return 0;
	if (op == OP_ARSH)
		return (uint64_t)(ref_signed(d, w) >> s) & ref_mask(w);
	return (op == OP_LSH ? d << s : d >> s) & ref_mask(w);
}

static void fill_image(enum insn_op op, unsigned w, unsigned n)
{
	for (unsigned x = 0; x < 1u << w; x++) {
		for (unsigned j = 0; j < n; j++) {
			image[x][j] = 0;
			for (uint64_t left = sets[j]; left; left &= left - 1)
				image[x][j] |= UINT64_C(1)
					       << apply(op, x, (uint64_t)__builtin_ctzll(left), w);
		}
	}
}

static uint64_t image_of(uint64_t set, unsigned j)
{
	uint64_t must = 0;

	for (; set; set &= set - 1)
		must |= image[__builtin_ctzll(set)][j];
	return must;
}

struct tnum_row {
	struct named_op op;
	struct tnum (*apply)(struct tnum a, struct tnum b, unsigned w);
};

static const struct tnum_row tnum_rows[] = {
	{ { OP_ADD, "ADD" }, tnum_add },    { { OP_SUB, "SUB" }, tnum_sub },
	{ { OP_MUL, "MUL" }, tnum_mul },    { { OP_DIV, "DIV" }, tnum_div },
	{ { OP_SDIV, "SDIV" }, tnum_sdiv }, { { OP_OR, "OR" }, tnum_or },
	{ { OP_AND, "AND" }, tnum_and },    { { OP_LSH, "LSH" }, tnum_lsh },
	{ { OP_RSH, "RSH" }, tnum_rsh },    { { OP_MOD, "MOD" }, tnum_mod },
	{ { OP_SMOD, "SMOD" }, tnum_smod }, { { OP_XOR, "XOR" }, tnum_xor },
	{ { OP_ARSH, "ARSH" }, tnum_arsh },
};

static void judge_tnum(const char *name, struct tnum t, uint64_t must, unsigned w,
		       struct tally *tally)
{
	uint64_t set;

	if ((t.value & t.mask) || (t.value | t.mask) >> w)
		fail_msg("%s: %llx/%llx is not a tnum of %u bits", name,
			 (unsigned long long)t.value, (unsigned long long)t.mask, w);
	set = set_of_tnum(t, w);
	if (must & ~set)
		fail_msg("%s loses values", name);
	tally->n++;
	tally->best += t.mask == best_mask(must);
	tally->excess += (unsigned)__builtin_popcountll(set & ~must);
}

static void check_tnum_row(const struct tnum_row *row, unsigned n)
{
	unsigned w = TNUM_WIDTH;
	struct tally tally = { 0 };

	fill_image(row->op.op, w, n);
	for (unsigned i = 0; i < n; i++) {
		for (unsigned j = 0; j < n; j++) {
			if (is_shift(row->op.op) && (tnums[j].value | tnums[j].mask) >= w)
				continue;
			judge_tnum(row->op.name, row->apply(tnums[i], tnums[j], w),
				   image_of(sets[i], j), w, &tally);
		}
	}
	tally_print("known bits", row->op.name, &tally);
}

static void tnum_operators(void **state)
{
	unsigned n = all_tnums(tnums, TNUM_WIDTH);

	(void)state;
	for (unsigned i = 0; i < n; i++)
		sets[i] = set_of_tnum(tnums[i], TNUM_WIDTH);
	for (unsigned k = 0; k < N_ELEMENTS(tnum_rows); k++)
		check_tnum_row(&tnum_rows[k], n);
}

/* A set of 7 bits is no word: members are tried one by one. */
static void try_members(const struct tnum_row *row, struct tnum a, struct tnum b, unsigned w)
{
	struct tnum t = row->apply(a, b, w);

	for (uint64_t x = a.value, i = 0; i <= a.mask; i = ((i | ~a.mask) + 1) & a.mask) {
		for (uint64_t y = b.value, j = 0; j <= b.mask; j = ((j | ~b.mask) + 1) & b.mask) {
			if (!tnum_contains(t, apply(row->op.op, x | i, y | j, w)))
				fail_msg("%s of %llx and %llx", row->op.name,
					 (unsigned long long)(x | i), (unsigned long long)(y | j));
			if (j == b.mask)
				break;
		}
		if (i == a.mask)
			break;
	}
}

static void tnum_operators_wider(void **state)
{
	unsigned w = TNUM_WIDTH + 1, n = wider() ? all_tnums(tnums, w) : 0;

	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(tnum_rows); k++)
		for (unsigned i = 0; i < n; i++)
			for (unsigned j = 0; j < n; j++)
				if (!is_shift(tnum_rows[k].op.op) ||
				    (tnums[j].value | tnums[j].mask) < w)
					try_members(&tnum_rows[k], tnums[i], tnums[j], w);
	if (n)
		print_message("# known bits: %u pairs of %u bits an operator\n", n * n, w);
}

static void tnum_extensions(void **state)
{
	unsigned n = all_tnums(tnums, TNUM_WIDTH), w = TNUM_WIDTH;
	struct tally tally = { 0 };

	(void)state;
	for (unsigned i = 0; i < n; i++) {
		for (unsigned bits = 1; bits <= w; bits++) {
			uint64_t zext = 0, sext = 0;

			for (uint64_t set = set_of_tnum(tnums[i], w); set; set &= set - 1) {
				uint64_t v = (uint64_t)__builtin_ctzll(set);

				zext |= UINT64_C(1) << ref_truncate(v, bits, false, w);
				sext |= UINT64_C(1) << ref_truncate(v, bits, true, w);
			}
			judge_tnum("low", tnum_low(tnums[i], bits), zext, w, &tally);
			judge_tnum("sext", tnum_sext(tnum_low(tnums[i], bits), bits, w), sext, w,
				   &tally);
		}
	}
	assert_int_equal(tally.best, tally.n);
}

/* Bytes of two bits. */
static void tnum_byte_order(void **state)
{
	unsigned n = all_tnums(tnums, TNUM_WIDTH), w = TNUM_WIDTH;
	struct tally tally = { 0 };

	(void)state;
	for (unsigned i = 0; i < n; i++) {
		uint64_t swap = 0;

		for (uint64_t set = set_of_tnum(tnums[i], w); set; set &= set - 1) {
			uint64_t v = (uint64_t)__builtin_ctzll(set);

			swap |= UINT64_C(1) << ((v & 3) << 4 | (v & 12) | v >> 4);
		}
		judge_tnum("swap", tnum_swap(tnums[i], 3, 2), swap, w, &tally);
	}
	assert_int_equal(tally.best, tally.n);
}

struct range_row {
	struct named_op op;
	struct range (*apply)(struct range a, struct range b, unsigned w);
};

static const struct range_row range_rows[] = {
	{ { OP_ADD, "ADD" }, range_add },    { { OP_SUB, "SUB" }, range_sub },
	{ { OP_MUL, "MUL" }, range_mul },    { { OP_DIV, "DIV" }, range_div },
	{ { OP_SDIV, "SDIV" }, range_sdiv }, { { OP_OR, "OR" }, range_or },
	{ { OP_AND, "AND" }, range_and },    { { OP_LSH, "LSH" }, range_lsh },
	{ { OP_RSH, "RSH" }, range_rsh },    { { OP_MOD, "MOD" }, range_mod },
	{ { OP_SMOD, "SMOD" }, range_smod }, { { OP_XOR, "XOR" }, range_xor },
	{ { OP_ARSH, "ARSH" }, range_arsh },
};

static void judge_range(const char *name, struct range r, uint64_t must, unsigned w,
			struct tally *tally)
{
	uint64_t set;

	if (r.base > ref_mask(w) || r.size > ref_mask(w) || (r.size == ref_mask(w) && r.base))
		fail_msg("%s: %llx+%llx is not a range of %u bits", name,
			 (unsigned long long)r.base, (unsigned long long)r.size, w);
	set = set_of_range(r, w);
	if (must & ~set)
		fail_msg("%s loses values", name);
	tally->n++;
	tally->best += r.size == best_size(must, w);
	tally->excess += (unsigned)__builtin_popcountll(set & ~must);
}

static void check_range_row(const struct range_row *row, unsigned n)
{
	unsigned w = RANGE_WIDTH + wider();
	struct tally tally = { 0 };

	fill_image(row->op.op, w, n);
	for (unsigned i = 0; i < n; i++) {
		for (unsigned j = 0; j < n; j++) {
			if (is_shift(row->op.op) && sets[j] & ~ref_mask(w))
				continue;
			judge_range(row->op.name, row->apply(ranges[i], ranges[j], w),
				    image_of(sets[i], j), w, &tally);
		}
	}
	tally_print("range", row->op.name, &tally);
}

static void range_operators(void **state)
{
	unsigned w = RANGE_WIDTH + wider(), n = all_ranges(ranges, w);

	(void)state;
	for (unsigned i = 0; i < n; i++)
		sets[i] = set_of_range(ranges[i], w);
	for (unsigned k = 0; k < N_ELEMENTS(range_rows); k++)
		check_range_row(&range_rows[k], n);
}

static uint64_t truncated(uint64_t set, unsigned bits, bool sign, unsigned w)
{
	uint64_t out = 0;

	for (; set; set &= set - 1)
		out |= UINT64_C(1) << ref_truncate((uint64_t)__builtin_ctzll(set), bits, sign, w);
	return out;
}

static void range_extensions(void **state)
{
	unsigned w = RANGE_WIDTH + wider(), n;
	struct tally low = { 0 }, ext = { 0 };

	(void)state;
	for (unsigned bits = 1; bits < w; bits++) {
		n = all_ranges(ranges, w);
		for (unsigned i = 0; i < n; i++)
			judge_range("low", range_low(ranges[i], bits),
				    truncated(set_of_range(ranges[i], w), bits, false, bits), bits,
				    &low);
		n = all_ranges(ranges, bits);
		for (unsigned i = 0; i < n; i++) {
			uint64_t set = set_of_range(ranges[i], bits);

			judge_range("zext", range_zext(ranges[i], bits, w), set, w, &ext);
			judge_range("sext", range_sext(ranges[i], bits, w),
				    truncated(set, bits, true, w), w, &ext);
		}
	}
	assert_int_equal(low.best, low.n);
	tally_print("range", "extension", &ext);
}

/* MOV, NEG and the extensions are made of others: the product's test has them. */
static bool has_row(enum insn_op op)
{
	bool bits = false, range = false;

	if (op == OP_MOV || op == OP_NEG || (op >= OP_MOVSX8 && op <= OP_SWAP64))
		return true;
	for (unsigned k = 0; k < N_ELEMENTS(tnum_rows); k++)
		bits |= tnum_rows[k].op.op == op;
	for (unsigned k = 0; k < N_ELEMENTS(range_rows); k++)
		range |= range_rows[k].op.op == op;
	return bits && range;
}

static void every_operator(void **state)
{
	(void)state;
	assert_complete(KIND_ALU, has_row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_operator),
		cmocka_unit_test(tnum_operators),
		cmocka_unit_test(tnum_operators_wider),
		cmocka_unit_test(tnum_extensions),
		cmocka_unit_test(tnum_byte_order),
		cmocka_unit_test(range_operators),
		cmocka_unit_test(range_extensions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
