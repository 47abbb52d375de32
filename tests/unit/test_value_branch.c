/*
 * Soundness of comparisons: every pair of reduced scalars of 4 bits (with their
 * halves of 2), every operator, both widths, both outcomes.  A decision is never
 * wrong; a refinement keeps every value that has a partner with that outcome, and
 * finds a branch dead only if none has.
 */
#include "tests/unit/value_ref.h"

enum { W = PRODUCT_WIDTH, H = W / 2 };

static struct products all;
static struct judge judge;

/* Of each scalar: the values with a partner in it, as left and as right operand, by outcome. */
static uint16_t left_of[2][MAX_PRODUCTS], right_of[2][MAX_PRODUCTS];

static void fill_partners(enum insn_op op, unsigned width)
{
	memset(left_of, 0, sizeof(left_of));
	memset(right_of, 0, sizeof(right_of));
	for (unsigned j = 0; j < all.n; j++) {
		for (uint64_t set = all.set[j]; set; set &= set - 1) {
			unsigned y = (unsigned)__builtin_ctzll(set);

			for (unsigned x = 0; x < 1u << W; x++) {
				left_of[ref_jump(op, x, y, width)][j] |= (uint16_t)(1u << x);
				right_of[ref_jump(op, y, x, width)][j] |= (uint16_t)(1u << x);
			}
		}
	}
}

static void check_decision(const char *name, int decision, bool can_be_true, bool can_be_false,
			   struct tally *tally)
{
	if ((decision == 1 && can_be_false) || (decision == 0 && can_be_true))
		fail_msg("%s: decided wrongly", name);
	tally->n++;
	tally->best += decision == (can_be_true && can_be_false ? -1 : can_be_true);
}

struct tallies {
	struct tally decide, refine, dead;
};

static void check_pair(const struct named_op *op, unsigned width, unsigned i, unsigned j,
		       struct tallies *tallies)
{
	bool possible[2];

	for (unsigned taken = 0; taken < 2; taken++) {
		struct scalar d = all.scalar[i], s = all.scalar[j];
		uint64_t must_d = all.set[i] & left_of[taken][j];
		uint64_t must_s = all.set[j] & right_of[taken][i];
		bool alive = scalar_refine_w(op->op, width, taken, &d, &s, W);

		possible[taken] = must_d != 0;
		if (alive && must_d) {
			judge_product(&judge, op->name, &d, must_d, &tallies->refine);
			judge_product(&judge, op->name, &s, must_s, &tallies->refine);
		} else if (must_d) {
			fail_msg("%s: wrongly dead", op->name);
		}
		tallies->dead.n += !must_d;
		tallies->dead.best += !must_d && !alive;
	}
	check_decision(op->name, scalar_decide_w(op->op, width, &all.scalar[i], &all.scalar[j], W),
		       possible[1], possible[0], &tallies->decide);
}

static void check_operator(const struct named_op *op, unsigned width)
{
	struct tallies tallies = { 0 };
	unsigned step = pair_stride();

	fill_partners(op->op, width);
	for (unsigned i = 0; i < all.n; i++)
		for (unsigned j = i % step; j < all.n; j += step)
			check_pair(op, width, i, j, &tallies);
	tally_print(width == W ? "full, decided" : "half, decided", op->name, &tallies.decide);
	tally_print(width == W ? "full, refined" : "half, refined", op->name, &tallies.refine);
	tally_print(width == W ? "full, dead" : "half, dead", op->name, &tallies.dead);
}

static void full_comparisons(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(jump_ops); k++)
		check_operator(&jump_ops[k], W);
}

static void half_comparisons(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(jump_ops); k++)
		check_operator(&jump_ops[k], H);
}

/* Between constants everything is decided, and the other branch is dead. */
static void constants(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(jump_ops); k++) {
		for (unsigned i = 0; i < 1u << (2 * W + 1); i++) {
			unsigned x = i & ref_mask(W), y = i >> W & ref_mask(W);
			unsigned width = i >> (2 * W) ? W : H;
			struct scalar a = scalar_const_w(x, W), b = scalar_const_w(y, W);
			bool holds = ref_jump(jump_ops[k].op, x, y, width);

			assert_int_equal(scalar_decide_w(jump_ops[k].op, width, &a, &b, W), holds);
			assert_true(scalar_refine_w(jump_ops[k].op, width, holds, &a, &b, W));
			assert_false(scalar_refine_w(jump_ops[k].op, width, !holds, &a, &b, W));
		}
	}
}

static bool has_row(enum insn_op op)
{
	return among(jump_ops, N_ELEMENTS(jump_ops), op);
}

static void every_operator(void **state)
{
	(void)state;
	assert_complete(KIND_JUMP, has_row);
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
		cmocka_unit_test(full_comparisons),
		cmocka_unit_test(half_comparisons),
		cmocka_unit_test(constants),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
