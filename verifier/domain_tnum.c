/*
 * Arithmetic on known bits.
 *
 * Where a bit of the result is the same for all members of the operands it is
 * known, else unknown; the bitwise operators, addition, subtraction, shifts and
 * extensions are the best possible, multiplication and division are not.
 *
 * Results have value & mask == 0 and nothing above w bits.
 */
#include "verifier/domain.h"

/* Any value and mask of bits to a tnum of w bits. */
static struct tnum tnum_make(uint64_t value, uint64_t mask, unsigned w)
{
	return (struct tnum){ value & ~mask & width_mask(w), mask & width_mask(w) };
}

static uint64_t tnum_max(struct tnum t)
{
	return t.value | t.mask;
}

/*
 * The carry into a bit is monotone in the operands: it is known if the sums of
 * the least and of the greatest members agree there.
 */
struct tnum tnum_add(struct tnum a, struct tnum b, unsigned w)
{
	uint64_t least = a.value + b.value, greatest = tnum_max(a) + tnum_max(b);

	return tnum_make(least, (least ^ greatest) | a.mask | b.mask, w);
}

/* The same for the borrow. */
struct tnum tnum_sub(struct tnum a, struct tnum b, unsigned w)
{
	uint64_t least = a.value - tnum_max(b), greatest = tnum_max(a) - b.value;

	return tnum_make(a.value - b.value, (least ^ greatest) | a.mask | b.mask, w);
}

/* One bit of a factor: where it is set b is added in its place, where it is unknown b may be. */
static void mul_bit(struct tnum *sum, struct tnum a, struct tnum b, unsigned i, unsigned w)
{
	struct tnum with = tnum_add(*sum, tnum_make(b.value << i, b.mask << i, w), w);

	*sum = a.value >> i & 1 ? with : tnum_join(*sum, with);
}

/* Long multiplication, over the possible bits of a from the lowest. */
static struct tnum mul_long(struct tnum a, struct tnum b, unsigned w)
{
	struct tnum sum = tnum_const(0);

	for (uint64_t left = tnum_max(a); left; left &= left - 1) {
		mul_bit(&sum, a, b, (unsigned)__builtin_ctzll(left), w);
		if (sum.mask == width_mask(w))
			break;
	}
	return sum;
}

/* By the operand that has fewer possible bits. */
struct tnum tnum_mul(struct tnum a, struct tnum b, unsigned w)
{
	if (__builtin_popcountll(tnum_max(a)) > __builtin_popcountll(tnum_max(b)))
		return mul_long(b, a, w);
	return mul_long(a, b, w);
}

static bool is_power_of_2(struct tnum t)
{
	return tnum_is_const(t) && t.value && !(t.value & (t.value - 1));
}

static bool is_nonnegative(struct tnum t, unsigned w)
{
	return !(tnum_max(t) >> (w - 1) & 1);
}

/* A division by anything but a power of 2 mixes all bits: the range knows more. */
struct tnum tnum_div(struct tnum a, struct tnum b, unsigned w)
{
	if (is_power_of_2(b))
		return tnum_rsh(a, tnum_const((uint64_t)__builtin_ctzll(b.value)), w);
	return tnum_unknown(w);
}

/* a % b is a minus a multiple of b: where b ends in zeros it has the low bits of a. */
struct tnum tnum_mod(struct tnum a, struct tnum b, unsigned w)
{
	uint64_t ends = tnum_max(b), low = ends ? (ends & -ends) - 1 : UINT64_MAX;

	if (is_power_of_2(b))
		return tnum_low(a, (unsigned)__builtin_ctzll(b.value));
	return tnum_make(a.value, a.mask | ~low, w);
}

struct tnum tnum_sdiv(struct tnum a, struct tnum b, unsigned w)
{
	if (is_nonnegative(a, w) && is_nonnegative(b, w))
		return tnum_div(a, b, w);
	return tnum_unknown(w);
}

struct tnum tnum_smod(struct tnum a, struct tnum b, unsigned w)
{
	uint64_t ends = tnum_max(b), low = ends ? (ends & -ends) - 1 : UINT64_MAX;

	if (is_nonnegative(a, w) && is_nonnegative(b, w))
		return tnum_mod(a, b, w);
	return tnum_make(a.value, a.mask | ~low, w);
}

struct tnum tnum_and(struct tnum a, struct tnum b, unsigned w)
{
	return tnum_make(a.value & b.value, tnum_max(a) & tnum_max(b) & ~(a.value & b.value), w);
}

struct tnum tnum_or(struct tnum a, struct tnum b, unsigned w)
{
	return tnum_make(a.value | b.value, (a.mask | b.mask) & ~(a.value | b.value), w);
}

struct tnum tnum_xor(struct tnum a, struct tnum b, unsigned w)
{
	return tnum_make(a.value ^ b.value, a.mask | b.mask, w);
}

static struct tnum lsh_const(struct tnum a, unsigned k, unsigned w)
{
	return tnum_make(a.value << k, a.mask << k, w);
}

static struct tnum rsh_const(struct tnum a, unsigned k, unsigned w)
{
	return tnum_make(a.value >> k, a.mask >> k, w);
}

static struct tnum arsh_const(struct tnum a, unsigned k, unsigned w)
{
	return tnum_sext(rsh_const(a, k, w), w - k, w);
}

/* The join over every possible count. */
static struct tnum shift(struct tnum a, struct tnum s, unsigned w,
			 struct tnum (*by)(struct tnum a, unsigned k, unsigned w))
{
	struct tnum join = by(a, (unsigned)s.value, w);
	uint64_t k = s.value;

	while (k != tnum_max(s) && join.mask != width_mask(w)) {
		k = (((k | ~s.mask) + 1) & s.mask) | s.value;
		if (k < w)
			join = tnum_join(join, by(a, (unsigned)k, w));
	}
	return join;
}

struct tnum tnum_lsh(struct tnum a, struct tnum s, unsigned w)
{
	return shift(a, s, w, lsh_const);
}

struct tnum tnum_rsh(struct tnum a, struct tnum s, unsigned w)
{
	return shift(a, s, w, rsh_const);
}

struct tnum tnum_arsh(struct tnum a, struct tnum s, unsigned w)
{
	return shift(a, s, w, arsh_const);
}

struct tnum tnum_low(struct tnum t, unsigned bits)
{
	return tnum_make(t.value, t.mask, bits);
}

struct tnum tnum_sext(struct tnum t, unsigned bits, unsigned w)
{
	unsigned up = 64 - bits;

	return tnum_make((uint64_t)((int64_t)(t.value << up) >> up),
			 (uint64_t)((int64_t)(t.mask << up) >> up), w);
}

struct tnum tnum_swap(struct tnum t, unsigned n, unsigned byte_bits)
{
	struct tnum swap = tnum_const(0);

	for (unsigned i = 0; i < n; i++) {
		swap.value = swap.value << byte_bits | (t.value & width_mask(byte_bits));
		swap.mask = swap.mask << byte_bits | (t.mask & width_mask(byte_bits));
		t.value >>= byte_bits;
		t.mask >>= byte_bits;
	}
	return swap;
}
