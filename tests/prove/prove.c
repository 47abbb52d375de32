/*
 * What tests/prove/prove.py proves, compiled with the domain's own source to LLVM
 * IR: each function states one theorem about it.  prove_any() is any number,
 * prove_assume() a premise, prove_check() the claim.  Widths are constants of the
 * row (tests/prove/rows.txt), so that one theorem can be proved at several.
 *
 * A scalar's members are what its three parts hold, said here again.  Premises are
 * that operands are well-formed, not that they are reduced, except for inclusion.
 */
#include "core/value.c"
#include "verifier/domain_tnum.c"
#include "verifier/domain_range.c"
#include "verifier/domain_branch.c"
#include "verifier/domain_scalar.c"

#include "tests/prove/contracts.h"
#include "tests/prove/products.h"

/* --- known bits --- */

static void bits_operator(enum insn_op op)
{
	unsigned w = w_();
	struct tnum a = any_bits(w), b = any_bits(w);
	uint64_t x = member_of_bits(a, w), y;

	if (is_shift(op)) {
		b = (struct tnum){ prove_constant(COUNT_VALUE), prove_constant(COUNT_MASK) };
		y = member_of_bits(b, w);
		prove_assume(y < w);
	} else {
		y = member_of_bits(b, w);
	}
	about.x = x;
	about.y = y;
	check_bits(op_rows[op].bits(a, b, w), ref_alu(op, x, y, w), w);
}

/* --- multiplication of known bits, from the inside to the outside --- */

/* Lemmas of long multiplication: a bit more in a factor adds the other, shifted. */
void prove_product_bit(void)
{
	unsigned w = w_(), i = (unsigned)prove_constant(COUNT_VALUE);
	uint64_t x = any(w), y = any(w), n = x & ((UINT64_C(1) << i) - 1);

	prove_check((n | UINT64_C(1) << i) == n + (UINT64_C(1) << i));
	prove_check((UINT64_C(1) << i) * y == y << i);
	prove_check(0 * y == 0);
}

void prove_product_of_sum(void)
{
	uint64_t n = any(64), k = any(64), y = any(64);

	prove_check((n + k) * y == n * y + k * y);
}

void prove_mul_bit(void)
{
	unsigned w = w_(), i = (unsigned)prove_constant(COUNT_VALUE);
	struct tnum a = any_bits(w), b = any_bits(w), sum = any_bits(w);
	uint64_t x = member_of_bits(a, w), y = member_of_bits(b, w), p = member_of_bits(sum, w);

	mul_bit(&sum, a, b, i, w);
	check_bits(sum, (x >> i & 1 ? p + (y << i) : p) & ref_mask(w), w);
}

/* What is left are the possible bits from one upwards; the sum holds the product of those below. */
bool invariant_mul_long(struct tnum *result, uint64_t left)
{
	unsigned w = w_();
	uint64_t max = about.bits.value | about.bits.mask, lowest = left & -left;
	uint64_t done = prove_product(about.x & ~left, about.y);

	return bits_formed(*result, w) & in_bits(*result, done & ref_mask(w)) & !(left & ~max) &
	       (!left | ((max & ~left) < lowest));
}

void prove_mul_long(void)
{
	unsigned w = w_();
	struct tnum a = any_bits(w), b = any_bits(w);
	uint64_t x = member_of_bits(a, w), y = member_of_bits(b, w);

	about.bits = a;
	about.x = x;
	about.y = y;
	prove_assume(prove_product(0, y) == 0);
	check_bits(mul_long(a, b, w), prove_product(x, y) & ref_mask(w), w);
}

void prove_bits_join(void)
{
	unsigned w = w_();
	struct tnum a = any_bits(w), b = any_bits(w);
	uint64_t x = member_of_bits(any_bool() ? a : b, w);

	check_bits(tnum_join(a, b), x, w);
}

void prove_bits_meet(void)
{
	unsigned w = w_();
	struct tnum a = any_bits(w), b = any_bits(w), meet;
	uint64_t x = any(w);
	bool some = tnum_meet(a, b, &meet);

	if (some)
		prove_check(bits_formed(meet, w) &
			    (in_bits(meet, x) == (in_bits(a, x) & in_bits(b, x))));
	else
		prove_check(!(in_bits(a, x) & in_bits(b, x)));
}

void prove_bits_subset(void)
{
	unsigned w = w_();
	struct tnum a = any_bits(w), b = any_bits(w);
	uint64_t x = member_of_bits(a, w);

	prove_check(!tnum_subset(a, b) | in_bits(b, x));
}

void prove_bits_bounds(void)
{
	unsigned w = w_();
	uint64_t lo = any(w), hi = any(w), x = any(w);

	prove_assume((lo <= x) & (x <= hi));
	check_bits(tnum_range(lo, hi), x, w);
}

void prove_bits_low(void)
{
	unsigned w = w_(), bits = (unsigned)prove_constant(BITS);
	struct tnum a = any_bits(w);
	uint64_t x = member_of_bits(a, w);

	check_bits(tnum_low(a, bits), ref_truncate(x, bits, false, w), bits);
	check_bits(tnum_sext(tnum_low(a, bits), bits, w), ref_truncate(x, bits, true, w), w);
}

/* --- ranges --- */

static void range_operator(enum insn_op op)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w);
	uint64_t x = member_of_range(a, w), y;

	if (is_shift(op))
		prove_assume((b.base < w) & (b.size < w) & (b.base + b.size < w));
	y = member_of_range(b, w);
	about.x = x;
	about.y = y;
	check_range(op_rows[op].range(a, b, w), ref_alu(op, x, y, w), w);
}

/* --- multiplication of ranges --- */

/* What cuts arcs into pieces, given that the operator on intervals is right. */
void prove_range_pieces(void)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w), r;
	uint64_t x = member_of_range(a, w), y = member_of_range(b, w);

	about.x = x;
	about.y = y;
	about.keep[0] = about.keep[1] = any(w);
	r = unsigned_op(contract_interval, a, b, w);
	check_range(r, about.keep[0], w);
}

static uint64_t minus(uint64_t v, bool does, unsigned w)
{
	return (does ? 0 - v : v) & ref_mask(w);
}

/*
 * The same for both signs.  The quotient or rest of the magnitudes is any number; on the
 * operator it has the sign of a (MOD), or of a * b (DIV).
 */
static void signed_pieces_theorem(bool sign_of_dividend)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w), r;
	uint64_t x = member_of_range(a, w), y = member_of_range(b, w);
	bool minus_x = x & sign_bit(w), minus_y = y & sign_bit(w);

	about.x = minus(x, minus_x, w);
	about.y = minus(y, minus_y, w);
	about.keep[0] = any(w);
	about.keep[1] = minus(about.keep[0], sign_of_dividend ? minus_x : minus_x != minus_y, w);
	r = signed_op(contract_interval, sign_of_dividend, a, b, w);
	check_range(r, about.keep[1], w);
}

void prove_signed_pieces_DIV(void)
{
	signed_pieces_theorem(false);
}

void prove_signed_pieces_MOD(void)
{
	signed_pieces_theorem(true);
}

/* Quotient and rest of numbers with signs by those of their magnitudes. */
void prove_sign_of_DIV(void)
{
	unsigned w = w_();
	uint64_t x = any(w), y = any(w);
	bool minus_x = x & sign_bit(w), minus_y = y & sign_bit(w);
	uint64_t mx = minus(x, minus_x, w), my = minus(y, minus_y, w);

	prove_check(ref_alu(OP_SDIV, x, y, w) ==
		    minus(ref_alu(OP_DIV, mx, my, w), minus_x != minus_y, w));
	prove_check(ref_alu(OP_SMOD, x, y, w) == minus(ref_alu(OP_MOD, mx, my, w), minus_x, w));
}

/* An arithmetic shift by a logical one, of which only the range that it is in is known. */
struct range contract_range_rsh(struct range a, struct range s, unsigned w)
{
	struct range r = any_range(w);

	prove_check(range_formed(a, w) & range_formed(s, w));
	prove_assume(!(in_range(a, about.x, w) & in_range(s, about.y, w)) |
		     in_range(r, about.keep[0], w));
	return r;
}

void prove_arsh_pieces(void)
{
	unsigned w = w_();
	struct range a = any_range(w), s = any_range(w);
	uint64_t x = member_of_range(a, w), m = ref_mask(w);
	bool negative = x & sign_bit(w);

	about.x = negative ? m - x : x;
	about.y = member_of_range(s, w);
	about.keep[0] = any(w);
	about.keep[1] = negative ? m - about.keep[0] : about.keep[0];
	check_range(range_arsh(a, s, w), about.keep[1], w);
}

void prove_sign_of_ARSH(void)
{
	unsigned w = w_();
	uint64_t x = any(w), n = any(w), m = ref_mask(w);
	bool negative = x & sign_bit(w);
	uint64_t shifted = ref_alu(OP_RSH, negative ? m - x : x, n, w);

	prove_assume(n < w);
	prove_check(ref_alu(OP_ARSH, x, n, w) == (negative ? m - shifted : shifted));
}

/* AND is OR of complements. */
void prove_range_complement(void)
{
	unsigned w = w_();
	struct range a = any_range(w);
	uint64_t x = member_of_range(a, w);

	check_range(range_not(a, w), ref_mask(w) - x, w);
}

static void interval_operator(interval_op op, enum insn_op is)
{
	unsigned w = w_();
	struct interval a = { any(w), any(w) }, b = { any(w), any(w) };
	uint64_t x = any(w), y = any(w);

	prove_assume((a.lo <= x) & (x <= a.hi) & (b.lo <= y) & (y <= b.hi));
	if (is_shift(is))
		prove_assume(b.hi < w);
	check_range(op(a, b, w), ref_alu(is, x, y, w), w);
}

void prove_interval_OR(void) { interval_operator(interval_or, OP_OR); }
void prove_interval_XOR(void) { interval_operator(interval_xor, OP_XOR); }
void prove_interval_RSH(void) { interval_operator(interval_rsh, OP_RSH); }
void prove_interval_DIV(void) { interval_operator(interval_div, OP_DIV); }
void prove_interval_MOD(void) { interval_operator(interval_mod, OP_MOD); }

void prove_range_join(void)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w);
	uint64_t x = member_of_range(any_bool() ? a : b, w);

	check_range(range_join(a, b, w), x, w);
}

void prove_range_meet(void)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w), meet;
	uint64_t x = member_of_range(a, w);
	bool some = range_meet(a, b, w, &meet);

	prove_assume(in_range(b, x, w));
	prove_check(some);
	check_range(meet, x, w);
}

void prove_range_subset(void)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w);
	uint64_t x = member_of_range(a, w);

	prove_check(!range_subset(a, b, w) | in_range(b, x, w));
}

void prove_range_bounds(void)
{
	unsigned w = w_();
	struct range a = any_range(w);
	uint64_t x = member_of_range(a, w);
	int64_t sx = ref_signed(x, w);

	prove_check((range_umin(a, w) <= x) & (x <= range_umax(a, w)));
	prove_check((range_smin(a, w) <= sx) & (sx <= range_smax(a, w)));
}

void prove_range_between(void)
{
	unsigned w = w_();
	uint64_t first = any(w), step = any(w), last = any(w);

	prove_assume(step <= ((last - first) & ref_mask(w)));
	check_range(range_between(first, last, w), (first + step) & ref_mask(w), w);
}

void prove_range_low(void)
{
	unsigned w = w_(), bits = (unsigned)prove_constant(BITS);
	struct range a = any_range(w), narrow = any_range(bits);
	uint64_t x = member_of_range(a, w), v = member_of_range(narrow, bits);

	check_range(range_low(a, bits), ref_truncate(x, bits, false, bits), bits);
	check_range(range_zext(narrow, bits, w), v, w);
	check_range(range_sext(narrow, bits, w), ref_truncate(v, bits, true, w), w);
}

void prove_range_widen(void)
{
	unsigned w = w_();
	struct range old_ = any_range(w), new_ = any_range(w);
	uint64_t x = member_of_range(new_, w);

	check_range(range_widen(old_, new_, w), x, w);
}

/* --- reduction, from the inside to the outside --- */

void prove_bits_next(void)
{
	unsigned w = w_();
	struct tnum t = any_bits(w);
	uint64_t v = member_of_bits(t, w), x = any(w), next;

	prove_assume(x <= v);
	prove_check(tnum_next(t, x, w, &next));
	prove_check(in_bits(t, next) & (x <= next) & (next <= v));
}

void prove_member_next(void)
{
	unsigned w = w_();
	struct members set = any_members(w);
	uint64_t v = any(w), x = any(w), next;
	bool some;

	about.keep[0] = v;
	some = member_next(&set, x, &next);
	prove_check(!some | (in_members(&set, next) & (x <= next)));
	prove_check(!(in_members(&set, v) & (x <= v)) | (some & (next <= v)));
}

void prove_range_tighten(void)
{
	unsigned w = w_();
	struct members set = any_members(w);
	struct range r = any_range(w);
	uint64_t v = member_of_range(r, w);

	prove_assume(in_members(&set, v));
	about.keep[0] = v;
	prove_check(range_tighten(&r, &set));
	check_range(r, v, w);
	prove_check(in_members(&set, r.base) & in_members(&set, (r.base + r.size) & ref_mask(w)));
}

void prove_part_reduce(void)
{
	unsigned w = w_();
	struct members set = any_members(w);
	struct range r = any_range(w);
	uint64_t v = member_of_range(r, w), last;

	prove_assume(in_members(&set, v));
	about.keep[0] = v;
	prove_check(part_reduce(&r, &set));
	last = (r.base + r.size) & ref_mask(w);
	check_range(r, v, w);
	check_bits(set.bits, v, w);
	prove_check(in_bits(set.bits, r.base) & in_bits(set.bits, last));
}

bool invariant_reduce(struct scalar *s, unsigned w)
{
	return scalar_formed(s, w) & in_scalar(s, about.keep[0], w);
}

bool invariant_reduce_half(struct scalar *s, unsigned h, struct members *set)
{
	uint64_t v = about.keep[0];

	return scalar_formed(s, 2 * h) & in_scalar(s, v, 2 * h) & bits_formed(set->bits, h) &
	       in_bits(set->bits, v & ref_mask(h)) & !set->halved & (set->w == h);
}

static bool half_ends(const struct scalar *s, unsigned w)
{
	uint64_t low = ref_mask(w / 2);
	struct tnum half = { s->bits.value & low, s->bits.mask & low };

	return in_bits(half, s->r32.base) & in_bits(half, (s->r32.base + s->r32.size) & low);
}

/* One half, the other, and both with their loops. */
void prove_reduce_half(void)
{
	unsigned w = w_();
	struct scalar s = any_scalar(w);

	about.keep[0] = about.keep[1] = member_of(&s, w);
	prove_check(reduce_half(&s, w / 2));
	check_scalar(&s, about.keep[0], w);
	prove_check(half_ends(&s, w));
}

bool contract_reduce_half(struct scalar *s, unsigned h)
{
	struct scalar before = *s, after = any_scalar(2 * h);
	bool some = any_bool();

	prove_check(scalar_formed(s, 2 * h));
	prove_assume(!in_scalar(&before, about.keep[0], 2 * h) |
		     (some & in_scalar(&after, about.keep[0], 2 * h) & half_ends(&after, 2 * h)));
	*s = after;
	return some;
}

void prove_reduce_full(void)
{
	unsigned w = w_();
	struct scalar s = any_scalar(w);

	about.keep[0] = about.keep[1] = member_of(&s, w);
	prove_assume(half_ends(&s, w));
	prove_check(reduce_full(&s, w));
	check_scalar(&s, about.keep[0], w);
}

bool contract_reduce_full(struct scalar *s, unsigned w)
{
	struct scalar before = *s, after = any_scalar(w);
	bool some = any_bool();

	prove_check(scalar_formed(s, w) & half_ends(s, w));
	prove_assume(!in_scalar(&before, about.keep[0], w) |
		     (some & in_scalar(&after, about.keep[0], w)));
	*s = after;
	return some;
}

void prove_reduce(void)
{
	unsigned w = w_();
	struct scalar s = any_scalar(w);

	about.keep[0] = about.keep[1] = member_of(&s, w);
	prove_check(scalar_reduce_w(&s, w));
	check_scalar(&s, about.keep[0], w);
}

/* --- scalars: sets --- */

void prove_scalar_join(void)
{
	unsigned w = w_();
	struct scalar a = any_scalar(w), b = any_scalar(w), join;
	bool first = any_bool();

	about.keep[0] = about.keep[1] = member_of(first ? &a : &b, w);
	join = scalar_join_w(&a, &b, w);
	check_scalar(&join, about.keep[0], w);
}

void prove_scalar_meet(void)
{
	unsigned w = w_();
	struct scalar a = any_scalar(w), b = any_scalar(w), meet;

	about.keep[0] = about.keep[1] = member_of(&a, w);
	prove_assume(in_scalar(&b, about.keep[0], w));
	prove_check(scalar_meet_w(&a, &b, w, &meet));
	check_scalar(&meet, about.keep[0], w);
}

void prove_scalar_subset(void)
{
	unsigned w = w_();
	struct scalar a = any_scalar(w), b = any_scalar(w);
	uint64_t x = member_of(&a, w);

	prove_assume(scalar_tight(&a, w) & scalar_tight(&b, w));
	about.keep[0] = x;
	prove_check(!scalar_subset_w(&a, &b, w) | in_scalar(&b, x, w));
}

void prove_scalar_widen(void)
{
	unsigned w = w_();
	struct scalar old_ = any_scalar(w), new_ = any_scalar(w), wide;

	about.keep[0] = about.keep[1] = member_of(&new_, w);
	wide = scalar_widen_w(&old_, &new_, w);
	check_scalar(&wide, about.keep[0], w);
}

/* --- scalars: operators --- */

static void scalar_operator(enum insn_op op, unsigned width)
{
	unsigned w = w_();
	struct scalar d = any_scalar(w), s = any_scalar(w), r;
	uint64_t x = member_of(&d, w), y = member_of(&s, w), result = ref_alu(op, x, y, width);

	if (is_shift(op))
		prove_assume(scalar_tight(&s, w));
	about.op = op == OP_NEG ? OP_SUB : op;
	about.x = op == OP_NEG ? 0 : x;
	about.y = op == OP_NEG ? x : is_shift(op) ? y & (width - 1) : y;
	about.keep[0] = about.keep[1] = result;
	r = scalar_alu_w(op, width, &d, &s, w);
	check_scalar(&r, result, w);
}

static void scalar_truncation(bool sign)
{
	unsigned w = w_(), bits = (unsigned)prove_constant(BITS);
	struct scalar s = any_scalar(w), r;
	uint64_t x = member_of(&s, w);

	about.keep[0] = about.keep[1] = ref_truncate(x, bits, sign, w);
	r = scalar_truncate_w(&s, bits, sign, w);
	check_scalar(&r, about.keep[0], w);
}

void prove_scalar_zext(void) { scalar_truncation(false); }
void prove_scalar_sext(void) { scalar_truncation(true); }

static uint64_t reversed(uint64_t v, unsigned n_bytes)
{
	uint64_t out = 0;

	for (unsigned i = 0; i < n_bytes; i++)
		out |= (v >> (8 * i) & 0xff) << (8 * (n_bytes - 1 - i));
	return out;
}

/* Extensions and byte orders of 64-bit scalars; what is read is kept on the way. */
static void narrow_operator(enum insn_op op, unsigned width)
{
	const struct narrow_row *row = &narrow_rows[op];
	struct scalar s = any_scalar(64), r;
	uint64_t x = member_of(&s, 64), v = ref_truncate(x, row->bits, row->sign, 64);

	about.keep[0] = v;
	about.keep[1] = (row->swap ? reversed(v, row->bits / 8) : v) & ref_mask(width);
	r = scalar_alu(op, width, &s, &s);
	check_scalar(&r, about.keep[1], 64);
}

/* The part of a scalar that is compared lies about the compared number as its bits say. */
static bool part_about(const struct scalar *s, uint64_t v, unsigned width, bool turn)
{
	struct part part = part_of(s, width, w_());

	v &= ref_mask(width);
	if (turn) {
		part = part_turn(part);
		v ^= sign_bit(width);
	}
	return (part.bits.value <= v) & (v <= part_possible(&part)) &
	       (!tnum_is_const(part.bits) | (v == part.bits.value));
}

static bool parts_about(const struct scalar *s, uint64_t v, unsigned width)
{
	return part_about(s, v, width, false) & part_about(s, v, width, true);
}

void prove_part_about(void)
{
	unsigned w = w_();
	struct scalar s = any_scalar(w);
	uint64_t v = member_of(&s, w);

	prove_check(parts_about(&s, v, w) & parts_about(&s, v, w / 2));
}

static void decision(enum insn_op op, unsigned width)
{
	unsigned w = w_();
	struct scalar d = any_scalar(w), s = any_scalar(w);
	uint64_t x = member_of(&d, w), y = member_of(&s, w);
	int decided;

	about.keep[0] = x;
	about.keep[1] = y;
	/* prove_part_about() */
	prove_assume(parts_about(&d, x, width) & parts_about(&s, y, width));
	decided = scalar_decide_w(op, width, &d, &s, w);
	prove_check(decided < 0 || decided == ref_jump(op, x, y, width));
}

static void refinement(enum insn_op op, unsigned width, bool taken)
{
	unsigned w = w_();
	struct scalar d = any_scalar(w), s = any_scalar(w);
	uint64_t x = member_of(&d, w), y = member_of(&s, w);

	prove_assume(ref_jump(op, x, y, width) == taken);
	about.keep[0] = x;
	about.keep[1] = y;
	/* prove_part_about() */
	prove_assume(parts_about(&d, x, width) & parts_about(&s, y, width));
	prove_check(scalar_refine_w(op, width, taken, &d, &s, w));
	check_scalar(&d, x, w);
	check_scalar(&s, y, w);
}

#define BITS(op) \
	void prove_bits_##op(void) { bits_operator(OP_##op); }
#define OPERATOR(op) \
	BITS(op) \
	void prove_range_##op(void) { range_operator(OP_##op); } \
	SCALAR(op)
#define SCALAR(op) \
	void prove_scalar_##op(void) { scalar_operator(OP_##op, w_()); } \
	void prove_scalar_##op##_half(void) { scalar_operator(OP_##op, w_() / 2); }
#define NARROW(op, width) \
	void prove_scalar_##op##_##width(void) { narrow_operator(OP_##op, width); }
#define COMPARISON(op) \
	void prove_decide_##op(void) { decision(OP_##op, w_()); } \
	void prove_decide_##op##_half(void) { decision(OP_##op, w_() / 2); } \
	void prove_refine_##op(void) { refinement(OP_##op, w_(), true); } \
	void prove_refine_##op##_not(void) { refinement(OP_##op, w_(), false); } \
	void prove_refine_##op##_half(void) { refinement(OP_##op, w_() / 2, true); } \
	void prove_refine_##op##_half_not(void) { refinement(OP_##op, w_() / 2, false); }

BITS(MUL) SCALAR(MUL)
OPERATOR(ADD) OPERATOR(SUB) OPERATOR(DIV) OPERATOR(SDIV) OPERATOR(OR) OPERATOR(AND)
OPERATOR(LSH) OPERATOR(RSH) OPERATOR(MOD) OPERATOR(SMOD) OPERATOR(XOR) OPERATOR(ARSH)
SCALAR(MOV) SCALAR(NEG)
NARROW(MOVSX8, 32) NARROW(MOVSX16, 32) NARROW(MOVSX8, 64) NARROW(MOVSX16, 64) NARROW(MOVSX32, 64)
NARROW(LE16, 64) NARROW(LE32, 64) NARROW(LE64, 64)
NARROW(SWAP16, 64) NARROW(SWAP32, 64) NARROW(SWAP64, 64)
COMPARISON(JEQ) COMPARISON(JNE) COMPARISON(JSET) COMPARISON(JGT) COMPARISON(JGE) COMPARISON(JLT)
COMPARISON(JLE) COMPARISON(JSGT) COMPARISON(JSGE) COMPARISON(JSLT) COMPARISON(JSLE)
