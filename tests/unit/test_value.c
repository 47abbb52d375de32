/*
 * Sets of values: known bits (every pair at 6 bits), ranges (every pair at 5),
 * the reduced product (every scalar of 4 bits, every pair), and the abstract
 * values and texts built on them.  WIDER=1: known bits of 7 bits, ranges of 6.
 */
#include "tests/unit/value_ref.h"

enum { TNUM_WIDTH = 6, RANGE_WIDTH = 5, W = PRODUCT_WIDTH };

static struct tnum tnums[1 << (2 * TNUM_WIDTH + 2)];
static struct range ranges[1 << (2 * RANGE_WIDTH + 2)];
static uint64_t sets[1 << (2 * TNUM_WIDTH)];
static struct products all;

static void tnum_pair(struct tnum a, uint64_t set_a, struct tnum b, uint64_t set_b)
{
	struct tnum join = tnum_join(a, b), meet;
	uint64_t joined = set_of_tnum(join, TNUM_WIDTH);

	if (tnum_subset(a, b) != !(set_a & ~set_b))
		fail_msg("subset");
	if (((set_a | set_b) & ~joined) || join.mask != best_mask(set_a | set_b))
		fail_msg("join");
	if (tnum_meet(a, b, &meet) != !!(set_a & set_b))
		fail_msg("meet is wrongly empty or not");
	if ((set_a & set_b) && set_of_tnum(meet, TNUM_WIDTH) != (set_a & set_b))
		fail_msg("meet");
}

static void tnum_sets(void **state)
{
	unsigned n = all_tnums(tnums, TNUM_WIDTH);

	(void)state;
	for (unsigned i = 0; i < n; i++) {
		sets[i] = set_of_tnum(tnums[i], TNUM_WIDTH);
		for (unsigned v = 0; v < 1u << TNUM_WIDTH; v++)
			assert_int_equal(tnum_contains(tnums[i], v), sets[i] >> v & 1);
	}
	for (unsigned i = 0; i < n; i++)
		for (unsigned j = 0; j < n; j++)
			tnum_pair(tnums[i], sets[i], tnums[j], sets[j]);
}

/* A set of 7 bits is no word: every number is tried. */
static void try_numbers(struct tnum a, struct tnum b, unsigned w)
{
	struct tnum join = tnum_join(a, b), meet = { 0, 0 };
	bool some = tnum_meet(a, b, &meet), subset = tnum_subset(a, b);

	for (uint64_t v = 0; v < UINT64_C(1) << w; v++) {
		bool in_a = tnum_contains(a, v), in_b = tnum_contains(b, v);

		if ((in_a || in_b) && !tnum_contains(join, v))
			fail_msg("join");
		if ((in_a && in_b) != (some && tnum_contains(meet, v)))
			fail_msg("meet");
		if (subset && in_a && !in_b)
			fail_msg("subset");
	}
}

static void tnum_sets_wider(void **state)
{
	unsigned w = TNUM_WIDTH + 1, n = wider() ? all_tnums(tnums, w) : 0;

	(void)state;
	for (unsigned i = 0; i < n; i++)
		for (unsigned j = 0; j < n; j++)
			try_numbers(tnums[i], tnums[j], w);
}

static void tnum_from_bounds(void **state)
{
	(void)state;
	for (unsigned lo = 0; lo < 1u << TNUM_WIDTH; lo++) {
		uint64_t must = 0;

		for (unsigned hi = lo; hi < 1u << TNUM_WIDTH; hi++) {
			struct tnum t = tnum_range(lo, hi);

			must |= UINT64_C(1) << hi;
			assert_int_equal(must & ~set_of_tnum(t, TNUM_WIDTH), 0);
			assert_int_equal(t.mask, best_mask(must));
		}
	}
}

static void check_bounds(struct range r, uint64_t set)
{
	uint64_t umin = UINT64_MAX, umax = 0;
	int64_t smin = INT64_MAX, smax = INT64_MIN;
	unsigned w = RANGE_WIDTH + wider();

	for (; set; set &= set - 1) {
		uint64_t v = (uint64_t)__builtin_ctzll(set);
		int64_t sv = ref_signed(v, w);

		umin = v < umin ? v : umin;
		umax = v > umax ? v : umax;
		smin = sv < smin ? sv : smin;
		smax = sv > smax ? sv : smax;
	}
	assert_int_equal(range_umin(r, w), umin);
	assert_int_equal(range_umax(r, w), umax);
	assert_int_equal(range_smin(r, w), smin);
	assert_int_equal(range_smax(r, w), smax);
}

static void range_pair(struct range a, uint64_t set_a, struct range b, uint64_t set_b)
{
	unsigned w = RANGE_WIDTH + wider();
	struct range join = range_join(a, b, w), meet;
	uint64_t both = set_a & set_b, joined = set_of_range(join, w);

	if (range_subset(a, b, w) != !(set_a & ~set_b))
		fail_msg("subset");
	if (((set_a | set_b) & ~joined) || join.size != best_size(set_a | set_b, w))
		fail_msg("join");
	if (range_meet(a, b, w, &meet) != !!both)
		fail_msg("meet is wrongly empty or not");
	if (!both)
		return;
	if (both & ~set_of_range(meet, w))
		fail_msg("meet loses values");
	if (meet.size != best_size(both, w) && (meet.size > a.size || meet.size > b.size))
		fail_msg("meet is larger than an operand");
}

static void range_sets(void **state)
{
	unsigned w = RANGE_WIDTH + wider(), n = all_ranges(ranges, w);

	(void)state;
	for (unsigned i = 0; i < n; i++) {
		uint64_t last = ranges[i].base + ranges[i].size;

		sets[i] = set_of_range(ranges[i], w);
		check_bounds(ranges[i], sets[i]);
		for (unsigned v = 0; v < 1u << w; v++)
			assert_int_equal(range_contains(ranges[i], v, w), sets[i] >> v & 1);
		assert_int_equal(set_of_range(range_between(ranges[i].base, last, w), w), sets[i]);
		assert_int_equal(range_is_full(ranges[i], w), sets[i] == set_all(w));
	}
	for (unsigned i = 0; i < n; i++)
		for (unsigned j = 0; j < n; j++)
			range_pair(ranges[i], sets[i], ranges[j], sets[j]);
}

/* Every combination of parts, reduced: nothing lost, none empty, stable. */
static void check_reduce(struct scalar s, struct tally *tally)
{
	uint64_t before = set_of_scalar(&s, W);
	struct scalar again;

	if (scalar_reduce_w(&s, W) != (before != 0))
		fail_msg("reduce is wrongly empty or not");
	if (!before)
		return;
	judge_scalar("reduce", &s, before, W, tally);
	again = s;
	if (!scalar_reduce_w(&again, W) || !same_scalar(&again, &s))
		fail_msg("reduce is not idempotent");
}

static void reduction(void **state)
{
	static struct range halves[1 << W];
	unsigned n_tnums = all_tnums(tnums, W), n_ranges = all_ranges(ranges, W);
	unsigned n_halves = all_ranges(halves, W / 2);
	struct tally tally = { 0 };

	(void)state;
	for (unsigned i = 0; i < n_tnums; i++)
		for (unsigned j = 0; j < n_ranges; j++)
			for (unsigned k = 0; k < n_halves; k++)
				check_reduce((struct scalar){ tnums[i], ranges[j], halves[k] },
					     &tally);
	tally_print("product", "reduce", &tally);
}

static void product_pairs(void **state)
{
	struct tally join_tally = { 0 }, meet_tally = { 0 };
	struct scalar join, meet;

	(void)state;
	for (unsigned i = 0; i < all.n; i++) {
		for (unsigned j = 0; j < all.n; j++) {
			uint64_t both = all.set[i] & all.set[j];

			if (scalar_subset_w(&all.scalar[i], &all.scalar[j], W) &&
			    (all.set[i] & ~all.set[j]))
				fail_msg("subset");
			join = scalar_join_w(&all.scalar[i], &all.scalar[j], W);
			judge_scalar("join", &join, all.set[i] | all.set[j], W, &join_tally);
			if (!scalar_subset_w(&all.scalar[i], &join, W) ||
			    !scalar_subset_w(&all.scalar[j], &join, W))
				fail_msg("an operand is no subset of the join");
			if (scalar_meet_w(&all.scalar[i], &all.scalar[j], W, &meet))
				judge_scalar("meet", &meet, both, W, &meet_tally);
			else if (both)
				fail_msg("meet is wrongly empty");
		}
	}
	tally_print("product", "join", &join_tally);
	tally_print("product", "meet", &meet_tally);
}

static void product_contains(void **state)
{
	(void)state;
	for (unsigned i = 0; i < all.n; i++) {
		assert_true(scalar_subset_w(&all.scalar[i], &all.scalar[i], W));
		for (unsigned v = 0; v < 1u << W; v++)
			assert_int_equal(scalar_contains_w(&all.scalar[i], v, W),
					 all.set[i] >> v & 1);
	}
}

/* --- values --- */

static struct value scalar_value(uint64_t umin, uint64_t umax)
{
	return (struct value){ .kind = VALUE_SCALAR, .num = scalar_urange(umin, umax) };
}

static struct value pointer(enum value_kind kind, unsigned object, uint64_t umin, uint64_t umax)
{
	return (struct value){ .kind = kind, .object = object, .num = scalar_urange(umin, umax) };
}

static void values_contain(void **state)
{
	struct value nullable = pointer(VALUE_MAP_VALUE, 2, 0, 8);
	const struct value number = scalar_value(3, 9), uninit = { .kind = VALUE_UNINIT };
	const struct value end = pointer(VALUE_PACKET_END, 0, 0, 0);
	struct value stack = pointer(VALUE_STACK, 1, 0, 0);

	(void)state;
	nullable.flags = VALUE_NULLABLE;
	stack.num = scalar_const((uint64_t)-16);
	const struct {
		const struct value *v;
		struct concrete c;
		bool contains;
	} cases[] = {
#define CONCRETE(...) (struct concrete){ __VA_ARGS__, .extent = 0 }
		{ &number, CONCRETE(3, VALUE_SCALAR, 0, 0), true },
		{ &number, CONCRETE(10, VALUE_SCALAR, 0, 0), false },
		{ &number, CONCRETE(5, VALUE_UNINIT, 0, 0), false },
		{ &number, CONCRETE(5, VALUE_CTX, 0, 5), false },
		{ &uninit, CONCRETE(5, VALUE_UNINIT, 0, 0), true },
		{ &uninit, CONCRETE(5, VALUE_CTX, 0, 0), true },
		{ &nullable, CONCRETE(0, VALUE_SCALAR, 0, 0), true },
		{ &nullable, CONCRETE(1, VALUE_SCALAR, 0, 0), false },
		{ &nullable, CONCRETE(0x1000, VALUE_MAP_VALUE, 2, 8), true },
		{ &nullable, CONCRETE(0x1000, VALUE_MAP_VALUE, 2, 9), false },
		{ &nullable, CONCRETE(0x1000, VALUE_MAP_VALUE, 1, 8), false },
		{ &nullable, CONCRETE(0x1000, VALUE_MAP, 2, 8), false },
		{ &stack, CONCRETE(0x7ff0, VALUE_STACK, 1, -16), true },
		{ &stack, CONCRETE(0x7ff0, VALUE_STACK, 0, -16), false },
		{ &stack, CONCRETE(0x7ff0, VALUE_STACK, 1, -8), false },
		{ &stack, CONCRETE(0, VALUE_SCALAR, 0, 0), false },
		{ &end, CONCRETE(0x1000, VALUE_PACKET_END, 0, 60), true },
	};

	for (unsigned i = 0; i < N_ELEMENTS(cases); i++)
		if (value_contains(cases[i].v, &cases[i].c) != cases[i].contains)
			fail_msg("case %u", i);
}

static void values_subset(void **state)
{
	const struct value base = { .kind = VALUE_PACKET, .delta = 14, .extent = 34,
				    .num = scalar_urange(14, 74) };
	struct value wider = base, nullable = base, rdonly = base, longer = base, moved = base;
	struct value other = base, meta = base, renamed = base;
	/* With an id: bytes that are readable count from the pointer, whatever its distance is. */
	struct value far, further, deeper, unread, unread_far, before, other_id, maybe;
	const struct value uninit = { .kind = VALUE_UNINIT }, number = scalar_value(3, 9);

	(void)state;
	wider.num = scalar_urange(0, 100);
	nullable.flags = VALUE_NULLABLE;
	rdonly.flags = VALUE_RDONLY;
	longer.extent = 60;
	moved.delta = 0;
	other.object = 1;
	meta.kind = VALUE_PACKET_META;
	renamed.id = 7;
	far = further = deeper = unread = renamed;
	far.delta = 20;
	further.delta = 20;
	further.extent = 40;
	deeper.extent = 35;
	unread.extent = 0;
	unread_far = unread;
	unread_far.delta = 20;
	before = other_id = maybe = renamed;
	before.delta = -6;
	before.extent = 14;
	other_id.id = 9;
	maybe.flags = VALUE_RDONLY;
	const struct {
		const struct value *inner, *outer;
		bool subset, reverse;
	} cases[] = {
		{ &base, &base, true, true },      { &base, &wider, true, false },
		{ &base, &nullable, true, false }, { &base, &rdonly, true, false },
		{ &longer, &base, true, false },   { &base, &moved, false, false },
		{ &base, &other, false, false },   { &base, &meta, false, false },
		{ &base, &renamed, true, true },   { &base, &uninit, true, false },
		{ &number, &uninit, true, false }, { &base, &number, false, false },
		{ &uninit, &uninit, true, true },  { &nullable, &rdonly, false, false },
		/* 20 bytes after the pointer, and 14, 20, 21, 20, none */
		{ &renamed, &far, true, false },   { &renamed, &further, true, true },
		{ &deeper, &renamed, true, false }, { &renamed, &before, true, true },
		{ &renamed, &unread, true, false }, { &far, &unread, true, false },
		{ &unread, &unread_far, true, true }, { &unread_far, &far, false, true },
		/* Which id it is does not matter; that there is none, does. */
		{ &renamed, &other_id, true, true }, { &far, &base, false, true },
		{ &further, &base, false, true },  { &renamed, &moved, false, true },
		{ &other_id, &maybe, true, false },
	};

	for (unsigned i = 0; i < N_ELEMENTS(cases); i++) {
		struct value join = value_join(cases[i].inner, cases[i].outer);

		if (value_subset(cases[i].inner, cases[i].outer) != cases[i].subset ||
		    value_subset(cases[i].outer, cases[i].inner) != cases[i].reverse)
			fail_msg("case %u", i);
		/* A join that gave up the distance promises no bytes either. */
		if (join.delta == cases[i].inner->delta && join.delta == cases[i].outer->delta) {
			assert_true(value_subset(cases[i].inner, &join));
			assert_true(value_subset(cases[i].outer, &join));
		} else {
			assert_int_equal(join.extent, 0);
		}
	}
}

static void values_join(void **state)
{
	struct value a = pointer(VALUE_MAP_VALUE, 1, 0, 8), b = pointer(VALUE_MAP_VALUE, 1, 16, 16);
	struct value join;

	(void)state;
	a.id = 3;
	b.id = 3;
	b.flags = VALUE_NULLABLE;
	join = value_join(&a, &b);
	assert_int_equal(join.kind, VALUE_MAP_VALUE);
	assert_int_equal(join.flags, VALUE_NULLABLE);
	assert_int_equal(join.id, 3);
	assert_int_equal(scalar_umin(&join.num), 0);
	assert_int_equal(scalar_umax(&join.num), 16);
	b.id = 4;
	assert_int_equal(value_join(&a, &b).id, 0);
	b.object = 2;
	assert_int_equal(value_join(&a, &b).kind, VALUE_UNINIT);
	b = scalar_value(0, 1);
	assert_int_equal(value_join(&a, &b).kind, VALUE_UNINIT);
}

/* --- texts --- */

static struct scalar with_bits(struct scalar s, uint64_t value, uint64_t mask)
{
	assert_true(tnum_meet(s.bits, (struct tnum){ value, mask }, &s.bits));
	assert_true(scalar_reduce(&s));
	return s;
}

static struct scalar with_low(struct scalar s, uint64_t first, uint64_t last)
{
	s.r32 = range_between(first, last, 32);
	assert_true(scalar_reduce(&s));
	return s;
}

static void scalars_print(void **state)
{
	const struct {
		struct scalar s;
		const char *text;
	} cases[] = {
		{ scalar_const(7), "7" },
		{ scalar_const(UINT64_MAX), "-1" },
		{ scalar_const(UINT64_C(1) << 40), "0x10000000000" },
		{ scalar_const(UINT64_C(1) << 63), "-0x8000000000000000" },
		{ scalar_unknown(), "unknown" },
		{ scalar_urange(0, 255), "[0, 255]" },
		{ scalar_urange(0, UINT32_MAX), "[0, 4294967295]" },
		{ scalar_urange((uint64_t)-4, 3), "[-4, 3]" },
		{ scalar_urange((uint64_t)-4, (uint64_t)-2), "[-4, -2]" },
		{ scalar_urange(1, UINT64_MAX), "[1, 0xffffffffffffffff]" },
		{ scalar_urange(6, 4), "not [5, 5]" },
		{ with_bits(scalar_unknown(), 0, ~UINT64_C(3)), "x & ~0x3" },
		{ with_bits(scalar_unknown(), 1, 0xf0), "[1, 241], x & 0xf0 | 0x1" },
		{ with_bits(scalar_urange(0, 100), 0, 0x7c), "[0, 100], x & 0x7c" },
		{ with_low(scalar_unknown(), 0, 10), "low half [0, 10]" },
		{ with_low(scalar_unknown(), (uint32_t)-5, 5), "low half [-5, 5]" },
	};
	char buf[128];

	(void)state;
	for (unsigned i = 0; i < N_ELEMENTS(cases); i++) {
		int len = scalar_print(&cases[i].s, buf, sizeof(buf));

		assert_string_equal(buf, cases[i].text);
		assert_int_equal(len, strlen(buf));
		/* Cut short it is still a string, and the length is that of the whole. */
		assert_int_equal(scalar_print(&cases[i].s, buf, 4), len);
		assert_int_equal(strlen(buf), len < 3 ? len : 3);
		assert_int_equal(scalar_print(&cases[i].s, NULL, 0), len);
	}
}

static void values_print(void **state)
{
	struct value nullable = pointer(VALUE_MAP_VALUE, 2, 0, 8);
	struct value stack = pointer(VALUE_STACK, 1, 0, 0);
	struct value packet = pointer(VALUE_PACKET, 0, 14, 14), number = scalar_value(3, 9);
	struct value mem = pointer(VALUE_MEM, 0, 0, 0), uninit = { .kind = VALUE_UNINIT };
	char buf[128];

	(void)state;
	nullable.flags = VALUE_NULLABLE;
	stack.num = scalar_const((uint64_t)-16);
	packet.extent = 34;
	mem.flags = VALUE_RDONLY;
	const struct {
		const struct value *v;
		const char *text;
	} cases[] = {
		{ &nullable, "map value pointer 2 + [0, 8], or NULL" },
		{ &stack, "stack pointer of frame 1 + -16" },
		{ &packet, "packet pointer + 14, 34 bytes" },
		{ &number, "[3, 9]" },
		{ &mem, "memory pointer, read-only" },
		{ &uninit, "uninitialised" },
	};

	for (unsigned i = 0; i < N_ELEMENTS(cases); i++) {
		assert_int_equal(value_print(cases[i].v, buf, sizeof(buf)), strlen(cases[i].text));
		assert_string_equal(buf, cases[i].text);
	}
}

static int setup(void **state)
{
	(void)state;
	all_products(&all);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tnum_sets),     cmocka_unit_test(tnum_from_bounds),
		cmocka_unit_test(tnum_sets_wider),
		cmocka_unit_test(range_sets),    cmocka_unit_test(reduction),
		cmocka_unit_test(product_pairs), cmocka_unit_test(product_contains),
		cmocka_unit_test(values_contain), cmocka_unit_test(values_subset),
		cmocka_unit_test(values_join),   cmocka_unit_test(scalars_print),
		cmocka_unit_test(values_print),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
