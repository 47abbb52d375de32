/*
 * Soundness of arithmetic on the reduced product: every pair of reduced scalars
 * of 4 bits (with their halves of 2), in both widths; random ones of 6 bits.
 */
#include "tests/unit/value_ref.h"

enum { W = PRODUCT_WIDTH, H = W / 2 };

static struct products all;
static struct judge judge;

/* image[x][j]: what the operator gives for x and the members of the j-th scalar */
static uint64_t image[1 << W][MAX_PRODUCTS];

static void fill_image(enum insn_op op, unsigned width)
{
	for (unsigned x = 0; x < 1u << W; x++) {
		for (unsigned j = 0; j < all.n; j++) {
			image[x][j] = 0;
			for (uint64_t left = all.set[j]; left; left &= left - 1)
				image[x][j] |= UINT64_C(1) << ref_alu(
					op, x, (uint64_t)__builtin_ctzll(left), width);
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

static void check_reduced(const char *name, const struct scalar *s, unsigned w)
{
	struct scalar again = *s;

	if (!scalar_reduce_w(&again, w) || !same_scalar(&again, s)) {
		print_scalar(name, s);
		fail_msg("%s: the result is not reduced", name);
	}
}

static void check_operator(const struct named_op *op, unsigned width)
{
	struct tally tally = { 0 };
	unsigned step = pair_stride();

	fill_image(op->op, width);
	for (unsigned i = 0; i < all.n; i++) {
		for (unsigned j = i % step; j < all.n; j += step) {
			struct scalar r = scalar_alu_w(op->op, width, &all.scalar[i],
						       &all.scalar[j], W);

			judge_product(&judge, op->name, &r, image_of(all.set[i], j), &tally);
			if ((i + j) % 16 == 0)
				check_reduced(op->name, &r, W);
		}
	}
	tally_print(width == W ? "full" : "half", op->name, &tally);
}

static void operators(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(alu_ops); k++)
		check_operator(&alu_ops[k], W);
}

static void half_operators(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(alu_ops); k++)
		check_operator(&alu_ops[k], H);
}

/* Constants give exactly the constant. */
static void constants(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(alu_ops); k++) {
		for (unsigned i = 0; i < 1u << (2 * W + 1); i++) {
			unsigned d = i & ref_mask(W), s = i >> W & ref_mask(W);
			unsigned width = i >> (2 * W) ? W : H;
			struct scalar a = scalar_const_w(d, W), b = scalar_const_w(s, W);
			struct scalar r = scalar_alu_w(alu_ops[k].op, width, &a, &b, W);

			assert_int_equal(r.bits.mask, 0);
			assert_int_equal(r.bits.value, ref_alu(alu_ops[k].op, d, s, width));
		}
	}
}

static void truncation(void **state)
{
	struct tally tally = { 0 };

	(void)state;
	for (unsigned i = 0; i < all.n; i++) {
		for (unsigned k = 0; k < 2 * W; k++) {
			unsigned bits = 1 + k / 2;
			struct scalar r = scalar_truncate_w(&all.scalar[i], bits, k & 1, W);
			uint64_t must = 0;

			for (uint64_t set = all.set[i]; set; set &= set - 1)
				must |= UINT64_C(1) << ref_truncate(
					(uint64_t)__builtin_ctzll(set), bits, k & 1, W);
			judge_scalar("truncate", &r, must, W, &tally);
			check_reduced("truncate", &r, W);
		}
	}
	tally_print("product", "truncate", &tally);
}

static void widening(void **state)
{
	(void)state;
	for (unsigned i = 0; i < all.n; i++) {
		for (unsigned j = 0; j < all.n; j++) {
			struct scalar join = scalar_join_w(&all.scalar[i], &all.scalar[j], W);
			struct scalar wide = scalar_widen_w(&all.scalar[i], &join, W);

			if ((all.set[i] | all.set[j]) & ~set_of_scalar(&wide, W))
				fail_msg("widening loses values");
		}
		struct scalar same = scalar_widen_w(&all.scalar[i], &all.scalar[i], W);

		assert_true(same_scalar(&same, &all.scalar[i]));
	}
}

/* --- 6 bits, halves of 3: a fixed random sample --- */

static uint64_t seed = 1;

static unsigned pick(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % n;
}

static struct scalar pick_scalar(unsigned w)
{
	unsigned m = (unsigned)ref_mask(w);
	struct scalar s;

	do {
		uint64_t mask = pick(m + 1) | pick(m + 1), size = pick(m), low = pick(m >> w / 2);

		s.bits = (struct tnum){ pick(m + 1) & ~mask, mask };
		s.r64 = pick(3) ? (struct range){ pick(m + 1), size } : range_full(w);
		s.r32 = pick(3) ? (struct range){ pick(1u << w / 2), low } : range_full(w / 2);
	} while (!scalar_reduce_w(&s, w));
	return s;
}

static void check_sample(const struct named_op *op, unsigned width, unsigned w)
{
	struct tally tally = { 0 };

	for (unsigned n = 0; n < 20000; n++) {
		struct scalar a = pick_scalar(w), b = pick_scalar(w);
		struct scalar r = scalar_alu_w(op->op, width, &a, &b, w);
		uint64_t set_a = set_of_scalar(&a, w), set_b = set_of_scalar(&b, w), must = 0;

		for (uint64_t x = set_a; x; x &= x - 1)
			for (uint64_t y = set_b; y; y &= y - 1)
				must |= UINT64_C(1) << ref_alu(op->op, (uint64_t)__builtin_ctzll(x),
							       (uint64_t)__builtin_ctzll(y), width);
		judge_scalar(op->name, &r, must, w, &tally);
		check_reduced(op->name, &r, w);
	}
	tally_print(width == w ? "6 bits, full" : "6 bits, half", op->name, &tally);
}

static void sample_of_6_bits(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(alu_ops); k++) {
		check_sample(&alu_ops[k], 6, 6);
		check_sample(&alu_ops[k], 3, 6);
	}
}

/* Extensions are truncation()'s; byte orders have 64 bits only (test_value_random). */
static bool has_row(enum insn_op op)
{
	return among(alu_ops, N_ELEMENTS(alu_ops), op) ||
	       (op >= OP_MOVSX8 && op <= OP_SWAP64);
}

static void every_operator(void **state)
{
	(void)state;
	assert_complete(KIND_ALU, has_row);
}

static int setup(void **state)
{
	(void)state;
	all_products(&all);
	judge_init(&judge);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_operator),
		cmocka_unit_test(operators),
		cmocka_unit_test(half_operators),
		cmocka_unit_test(constants),
		cmocka_unit_test(truncation),
		cmocka_unit_test(widening),
		cmocka_unit_test(sample_of_6_bits),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
