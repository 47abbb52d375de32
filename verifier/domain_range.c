/*
 * Arithmetic on circular ranges.
 *
 * Addition, subtraction and multiplication are those of integer intervals: an
 * arc is the image of an interval, and so is the result, unless it goes once
 * round the circle.  All others are monotone only between 0 and the greatest
 * value: arcs are cut there (and where the sign changes), the pieces are
 * computed as intervals, the results joined.  Signed operators are their
 * unsigned twins on magnitudes.
 */
#include "verifier/domain.h"

__extension__ typedef __int128 wide_int;

/* The integers lo..hi, within 0..2^w - 1. */
struct interval {
	uint64_t lo, hi;
};

/* An arc may begin and end in one of the parts that it is cut into. */
enum { UNSIGNED_PIECES = 2, SIGNED_PIECES = 3 };

typedef struct range (*interval_op)(struct interval a, struct interval b, unsigned w);

static struct range from_interval(struct interval i, unsigned w)
{
	return range_between(i.lo, i.hi, w);
}

static uint64_t sign_bit(unsigned w)
{
	return UINT64_C(1) << (w - 1);
}

/*
 * The i-th piece of the arc: what lies within one of the equal parts of the circle, of
 * which the first one ends with @last.  Return: is there one?
 */
static bool piece_of(struct range r, unsigned i, uint64_t last, unsigned w, struct range *piece)
{
	uint64_t left = r.size, from = 0, size = last - (r.base & last);

	for (; i; i--) {
		if (left <= size)
			return false;
		from += size + 1;
		left -= size + 1;
		size = last;
	}
	*piece = (struct range){ (r.base + from) & width_mask(w), left < size ? left : size };
	return true;
}

/* Cut at 0. */
static bool unsigned_piece(struct range r, unsigned i, unsigned w, struct interval *piece)
{
	struct range is;

	if (!piece_of(r, i, width_mask(w), w, &is))
		return false;
	*piece = (struct interval){ is.base, is.base + is.size };
	return true;
}

/* Cut where the sign changes. */
static bool signed_piece(struct range r, unsigned i, unsigned w, struct range *piece)
{
	return piece_of(r, i, width_mask(w - 1), w, piece);
}

/* The magnitudes of a piece of one sign. */
static struct interval magnitude(struct range piece, unsigned w, bool *negative)
{
	uint64_t last = piece.base + piece.size, m = width_mask(w);

	*negative = piece.base & sign_bit(w);
	if (*negative)
		return (struct interval){ (0 - last) & m, (0 - piece.base) & m };
	return (struct interval){ piece.base, last };
}

static void join_into(struct range *join, bool *any, struct range r, unsigned w)
{
	*join = *any ? range_join(*join, r, w) : r;
	*any = true;
}

static struct range unsigned_op(interval_op op, struct range a, struct range b, unsigned w)
{
	struct range join = { 0 };
	struct interval x, y;
	bool any = false;

	for (unsigned i = 0; i < UNSIGNED_PIECES && unsigned_piece(a, i, w, &x); i++)
		for (unsigned j = 0; j < UNSIGNED_PIECES && unsigned_piece(b, j, w, &y); j++)
			join_into(&join, &any, op(x, y, w), w);
	return join;
}

static struct range range_neg(struct range r, unsigned w)
{
	return range_sub(range_const(0, w), r, w);
}

/* On pieces of one sign each.  @sign_of_dividend: the result has that (MOD), else a * b's (DIV). */
static struct range signed_pieces(interval_op op, bool sign_of_dividend, struct range a,
				  struct range b, unsigned w)
{
	bool minus_a, minus_b;
	struct interval x = magnitude(a, w, &minus_a), y = magnitude(b, w, &minus_b);
	struct range r = op(x, y, w);

	return (sign_of_dividend ? minus_a : minus_a != minus_b) ? range_neg(r, w) : r;
}

static struct range signed_op(interval_op op, bool sign_of_dividend, struct range a,
			      struct range b, unsigned w)
{
	struct range x, y, join = { 0 };
	bool any = false;

	for (unsigned i = 0; i < SIGNED_PIECES && signed_piece(a, i, w, &x); i++)
		for (unsigned j = 0; j < SIGNED_PIECES && signed_piece(b, j, w, &y); j++)
			join_into(&join, &any, signed_pieces(op, sign_of_dividend, x, y, w), w);
	return join;
}

/* --- the circle's own --- */

struct range range_add(struct range a, struct range b, unsigned w)
{
	if (a.size > width_mask(w) - b.size)
		return range_full(w);
	return range_between(a.base + b.base, a.base + a.size + b.base + b.size, w);
}

struct range range_sub(struct range a, struct range b, unsigned w)
{
	if (a.size > width_mask(w) - b.size)
		return range_full(w);
	return range_between(a.base - b.base - b.size, a.base + a.size - b.base, w);
}

/* The first of the interval's integers, of which the arc is the image: as near to 0 as can be. */
static wide_int integer_base(struct range r, unsigned w)
{
	wide_int base = r.base, turn = (wide_int)1 << w;

	return 2 * base + r.size > turn ? base - turn : base;
}

/* The products of the intervals' ends; false: one of them is too large. */
static bool multiply_ends(struct range a, struct range b, unsigned w, wide_int corner[4])
{
	wide_int a0 = integer_base(a, w), a1 = a0 + a.size;
	wide_int b0 = integer_base(b, w), b1 = b0 + b.size;

	return !__builtin_mul_overflow(a0, b0, &corner[0]) &&
	       !__builtin_mul_overflow(a0, b1, &corner[1]) &&
	       !__builtin_mul_overflow(a1, b0, &corner[2]) &&
	       !__builtin_mul_overflow(a1, b1, &corner[3]);
}

/* The image of the integers lo..hi. */
static struct range range_of_integers(wide_int lo, wide_int hi, unsigned w)
{
	wide_int size;

	if (__builtin_sub_overflow(hi, lo, &size) || size >= (wide_int)1 << w)
		return range_full(w);
	return range_between((uint64_t)lo, (uint64_t)lo + (uint64_t)size, w);
}

/* The image of those from the least corner to the greatest. */
static struct range range_of_corners(const wide_int corner[4], unsigned w)
{
	wide_int lo = corner[0], hi = corner[0];

	for (unsigned i = 1; i < 4; i++) {
		lo = corner[i] < lo ? corner[i] : lo;
		hi = corner[i] > hi ? corner[i] : hi;
	}
	return range_of_integers(lo, hi, w);
}

struct range range_mul(struct range a, struct range b, unsigned w)
{
	wide_int corner[4];

	return multiply_ends(a, b, w, corner) ? range_of_corners(corner, w) : range_full(w);
}

/* s >= 0 and < w: a product with [2^least, 2^greatest]. */
struct range range_lsh(struct range a, struct range s, unsigned w)
{
	return range_mul(a, range_between(UINT64_C(1) << range_umin(s, w),
					  UINT64_C(1) << range_umax(s, w), w), w);
}

/* --- division --- */

static struct range interval_div(struct interval a, struct interval b, unsigned w)
{
	struct range zero = range_const(0, w), r;

	if (!b.hi)
		return zero;
	r = from_interval((struct interval){ a.lo / b.hi, a.hi / (b.lo ? b.lo : 1) }, w);
	return b.lo ? r : range_join(r, zero, w);
}

/* While the quotient cannot change the remainder is linear in both. */
static struct range interval_mod(struct interval a, struct interval b, unsigned w)
{
	uint64_t least = b.lo ? b.lo : 1, quotient;
	struct range same = from_interval(a, w), r;

	if (!b.hi)
		return same;
	quotient = a.lo / b.hi;
	if (quotient == a.hi / least)
		r = range_between(a.lo - quotient * b.hi, a.hi - quotient * least, w);
	else
		r = range_between(0, a.hi < b.hi ? a.hi : b.hi - 1, w);
	return b.lo ? r : range_join(r, same, w);
}

struct range range_div(struct range a, struct range b, unsigned w)
{
	return unsigned_op(interval_div, a, b, w);
}

struct range range_mod(struct range a, struct range b, unsigned w)
{
	return unsigned_op(interval_mod, a, b, w);
}

struct range range_sdiv(struct range a, struct range b, unsigned w)
{
	return signed_op(interval_div, false, a, b, w);
}

struct range range_smod(struct range a, struct range b, unsigned w)
{
	return signed_op(interval_mod, true, a, b, w);
}

/* --- bits --- */

static struct range range_not(struct range r, unsigned w)
{
	return range_between(~(r.base + r.size), ~r.base, w);
}

/* The bits that vary within the interval, and all below them. */
static uint64_t varying(struct interval i)
{
	return tnum_range(i.lo, i.hi).mask;
}

static struct interval low_part(struct interval i, uint64_t low)
{
	return (struct interval){ i.lo & low, i.hi & low };
}

/* The greatest sum, as far as it fits in the bits of low. */
static uint64_t sum_within(uint64_t a, uint64_t b, uint64_t low)
{
	return a > low - b ? low : a + b;
}

static uint64_t distance(struct interval a, struct interval b)
{
	return a.lo > b.hi ? a.lo - b.hi : b.lo > a.hi ? b.lo - a.hi : 0;
}

/* Where bits vary: max(x, y) <= x | y <= x + y */
static struct range interval_or(struct interval a, struct interval b, unsigned w)
{
	uint64_t low = varying(a) | varying(b), high = (a.lo | b.lo) & ~low;

	a = low_part(a, low);
	b = low_part(b, low);
	return range_between(high | (a.lo > b.lo ? a.lo : b.lo),
			     high | sum_within(a.hi, b.hi, low), w);
}

/* Where bits vary: |x - y| <= x ^ y <= x + y, and x ^ y is the complement of x ^ ~y. */
static struct range interval_xor(struct interval a, struct interval b, unsigned w)
{
	uint64_t low = varying(a) | varying(b), high = (a.lo ^ b.lo) & ~low;
	uint64_t sum, rest;

	a = low_part(a, low);
	b = low_part(b, low);
	sum = sum_within(a.hi, b.hi, low);
	rest = low - distance(a, (struct interval){ low - b.hi, low - b.lo });
	return range_between(high | distance(a, b), high | (sum < rest ? sum : rest), w);
}

struct range range_or(struct range a, struct range b, unsigned w)
{
	return unsigned_op(interval_or, a, b, w);
}

struct range range_and(struct range a, struct range b, unsigned w)
{
	return range_not(range_or(range_not(a, w), range_not(b, w), w), w);
}

struct range range_xor(struct range a, struct range b, unsigned w)
{
	return unsigned_op(interval_xor, a, b, w);
}

/* --- right shifts --- */

static struct range interval_rsh(struct interval a, struct interval s, unsigned w)
{
	return range_between(a.lo >> s.hi, a.hi >> s.lo, w);
}

struct range range_rsh(struct range a, struct range s, unsigned w)
{
	return unsigned_op(interval_rsh, a, s, w);
}

/* Of a piece of one sign: a negative x shifts as ~(~x >> s). */
static struct range arsh_piece(struct range piece, struct range s, unsigned w)
{
	if (piece.base & sign_bit(w))
		return range_not(range_rsh(range_not(piece, w), s, w), w);
	return range_rsh(piece, s, w);
}

struct range range_arsh(struct range a, struct range s, unsigned w)
{
	struct range piece, join = { 0 };
	bool any = false;

	for (unsigned i = 0; i < SIGNED_PIECES && signed_piece(a, i, w, &piece); i++)
		join_into(&join, &any, arsh_piece(piece, s, w), w);
	return join;
}

/* --- change of width --- */

struct range range_low(struct range r, unsigned bits)
{
	if (r.size >= width_mask(bits))
		return range_full(bits);
	return range_between(r.base, r.base + r.size, bits);
}

struct range range_zext(struct range r, unsigned bits, unsigned w)
{
	return range_between(range_umin(r, bits), range_umax(r, bits), w);
}

struct range range_sext(struct range r, unsigned bits, unsigned w)
{
	return range_between((uint64_t)range_smin(r, bits), (uint64_t)range_smax(r, bits), w);
}

/* --- widening --- */

/* The least limit that is >= v: of unsigned integers of half the width, of all. */
static uint64_t limit_from(uint64_t v, unsigned w)
{
	return v <= width_mask(w / 2) ? width_mask(w / 2) : width_mask(w);
}

/* An end that moved goes on to the limit; downwards the limits are the complements. */
struct range range_widen(struct range old_, struct range new_, unsigned w)
{
	uint64_t m = width_mask(w), last = (new_.base + new_.size) & m, up = 0, down = 0;

	if (new_.base != old_.base)
		down = limit_from(~new_.base & m, w) - (~new_.base & m);
	if (last != ((old_.base + old_.size) & m))
		up = limit_from(last, w) - last;
	if (down > m - new_.size || up > m - new_.size - down)
		return range_full(w);
	return range_between(new_.base - down, last + up, w);
}
