/*
 * Contracts: what stands for a function that has a theorem of its own, where
 * another theorem is about its callers (rows.txt, given=...).  Each checks what the
 * function asks of its caller and promises what its theorem says, of the numbers
 * that the theorem at hand is about.  Included by prove.c after the domain's source.
 */
#ifndef SKEP_TESTS_PROVE_CONTRACTS_H
#define SKEP_TESTS_PROVE_CONTRACTS_H

#include "tests/prove/meaning.h"

/* The numbers that a proof of a scalar is about. */
static struct {
	enum insn_op op;
	uint64_t x, y;    /* operands */
	struct tnum bits; /* those that hold x */
	uint64_t keep[2]; /* members that reduction must not lose */
	unsigned n_reduced;
} about;

static uint64_t operand_y(unsigned w)
{
	return about.y & ref_mask(w);
}

/* A known-bits operator of w bits on what x may be there: itself, or its low half. */
struct tnum contract_bits(struct tnum a, struct tnum b, unsigned w)
{
	uint64_t x = about.x & ref_mask(w), y = operand_y(w);
	struct tnum r = any_bits(w);

	prove_check(bits_formed(a, w) & bits_formed(b, w));
	prove_check(!is_shift(about.op) | ((b.value | b.mask) < w));
	prove_assume(!(in_bits(a, x) & in_bits(b, y)) | in_bits(r, ref_alu(about.op, x, y, w)));
	return r;
}

/* Lemma product_bit: long multiplication.  @n: the bits of a factor below the i-th. */
static uint64_t product_with_bit(uint64_t n, unsigned i, uint64_t y)
{
	uint64_t with = prove_product(n | UINT64_C(1) << i, y);

	prove_assume(with == prove_product(n, y) + (y << i));
	return with;
}

/* A turn of long multiplication, on the product of the bits below the i-th. */
void contract_mul_bit(struct tnum *sum, struct tnum a, struct tnum b, unsigned i, unsigned w)
{
	uint64_t n = about.x & ((UINT64_C(1) << i) - 1), y = about.y;
	uint64_t with = product_with_bit(n, i, y);
	uint64_t before = prove_product(n, y), after = about.x >> i & 1 ? with : before;
	struct tnum out = any_bits(w);

	prove_check(bits_formed(*sum, w) & bits_formed(a, w) & bits_formed(b, w) & (i < w));
	prove_check(in_bits(a, about.x) & in_bits(b, y));
	prove_assume(!in_bits(*sum, before & ref_mask(w)) | in_bits(out, after & ref_mask(w)));
	*sum = out;
}

/* Either operand may be the one whose bits are gone through. */
struct tnum contract_mul_long(struct tnum a, struct tnum b, unsigned w)
{
	struct tnum r = any_bits(w);

	prove_check(bits_formed(a, w) & bits_formed(b, w));
	prove_assume(!((in_bits(a, about.x) & in_bits(b, about.y)) |
		       (in_bits(a, about.y) & in_bits(b, about.x))) |
		     in_bits(r, (about.x * about.y) & ref_mask(w)));
	return r;
}

struct range contract_range(struct range a, struct range b, unsigned w)
{
	uint64_t x = about.x & ref_mask(w), y = operand_y(w);
	/* Numbers that agree in the low half are as good where the rest is shifted out. */
	uint64_t low = a.base + ((x - a.base) & ref_mask(w / 2));
	struct range r = any_range(w);

	prove_check(range_formed(a, w) & range_formed(b, w));
	prove_check(!is_shift(about.op) | ((b.base < w) & (b.size < w) & (b.base + b.size < w)));
	prove_assume(!(in_range(a, x, w) & in_range(b, y, w)) |
		     in_range(r, ref_alu(about.op, x, y, w), w));
	prove_assume(!(in_range(a, low, w) & in_range(b, y, w)) |
		     in_range(r, ref_alu(about.op, low, y, w), w));
	return r;
}

/* Of intervals, for the operators that cut arcs into pieces. */
static struct range contract_interval(struct interval a, struct interval b, unsigned w)
{
	struct range r = any_range(w);
	uint64_t m = ref_mask(w), x = about.x, y = about.y;

	prove_check((a.lo <= a.hi) & (b.lo <= b.hi) & (a.hi <= m) & (b.hi <= m));
	prove_assume(!((a.lo <= x) & (x <= a.hi) & (b.lo <= y) & (y <= b.hi)) |
		     in_range(r, about.keep[0], w));
	return r;
}

bool contract_reduce(struct scalar *s, unsigned w)
{
	struct scalar out = any_scalar(w);
	bool some = any_bool();

	prove_check(scalar_formed(s, w));
	for (unsigned i = 0; i < 2; i++)
		prove_assume(!in_scalar(s, about.keep[i], w) |
			     (some & in_scalar(&out, about.keep[i], w)));
	*s = out;
	return some;
}

/*
 * The same where a comparison narrowed first one operand, then the other: that the
 * number is still there is a claim here, known bits apart from ranges.
 */
bool contract_reduce_operand(struct scalar *s, unsigned w)
{
	uint64_t v = about.keep[about.n_reduced++];
	struct scalar out = any_scalar(w);

	prove_check_bits(bits_formed(s->bits, w));
	prove_check_bits(in_bits(s->bits, v));
	prove_check(range_formed(s->r64, w) & range_formed(s->r32, w / 2));
	prove_check(in_range(s->r64, v, w) & in_range(s->r32, v, w / 2));
	prove_assume(in_scalar(&out, v, w));
	*s = out;
	return true;
}

struct range contract_join(struct range a, struct range b, unsigned w)
{
	struct range r = any_range(w);

	prove_check(range_formed(a, w) & range_formed(b, w));
	for (unsigned i = 0; i < 2; i++)
		prove_assume(!(in_range(a, about.keep[i], w) | in_range(b, about.keep[i], w)) |
			     in_range(r, about.keep[i], w));
	return r;
}

/* As they are, and after half a turn, in which signed numbers are compared. */
bool contract_meet(struct range a, struct range b, unsigned w, struct range *out)
{
	struct range r = any_range(w);
	bool some = any_bool();

	prove_check(range_formed(a, w) & range_formed(b, w));
	for (unsigned i = 0; i < 4; i++) {
		uint64_t v = (about.keep[i / 2] ^ (i % 2 ? sign_bit(w) : 0)) & ref_mask(w);

		prove_assume(!(in_range(a, v, w) & in_range(b, v, w)) | (some & in_range(r, v, w)));
	}
	*out = r;
	return some;
}

/* A set of members as reduction makes it: the low half's ends are members. */
static bool members_formed(const struct members *set)
{
	unsigned h = set->w / 2;
	struct tnum half = { set->bits.value & ref_mask(h), set->bits.mask & ref_mask(h) };

	return bits_formed(set->bits, set->w) &
	       (!set->halved |
		(range_formed(set->low, h) & in_bits(half, set->low.base) &
		 in_bits(half, (set->low.base + set->low.size) & ref_mask(h))));
}

static bool in_members(const struct members *set, uint64_t v)
{
	return in_bits(set->bits, v) & (!set->halved | in_range(set->low, v, set->w / 2));
}

static struct members any_members(unsigned w)
{
	struct members set = { any_bits(w), any_range(w / 2), any_bool(), w };

	prove_assume(members_formed(&set));
	return set;
}

/* The next member is no greater than any one of those that are meant: the number or its halves. */
bool contract_tnum_next(struct tnum t, uint64_t x, unsigned w, uint64_t *out)
{
	unsigned h = w_() / 2;
	uint64_t v = about.keep[0], next = any(w);
	const uint64_t meant[] = { v, v >> h, v & ref_mask(h) };
	bool some = any_bool();

	prove_check(bits_formed(t, w) & (x <= ref_mask(w)));
	prove_assume(!some | (in_bits(t, next) & (x <= next)));
	for (unsigned i = 0; i < 3; i++)
		prove_assume(!(in_bits(t, meant[i]) & (x <= meant[i])) |
			     (some & (next <= meant[i])));
	*out = next;
	return some;
}

/* The same of members: the number, or its complement. */
bool contract_member_next(const struct members *set, uint64_t x, uint64_t *out)
{
	uint64_t next = any(set->w), v = about.keep[0], m = ref_mask(set->w);
	const uint64_t meant[] = { v & m, ~v & m };
	bool some = any_bool();

	prove_check(members_formed(set) & (x <= ref_mask(set->w)));
	prove_assume(!some | (in_members(set, next) & (x <= next)));
	for (unsigned i = 0; i < 2; i++)
		prove_assume(!(in_members(set, meant[i]) & (x <= meant[i])) |
			     (some & (next <= meant[i])));
	*out = next;
	return some;
}

bool contract_tighten(struct range *r, const struct members *set)
{
	uint64_t v = about.keep[0] & ref_mask(set->w);
	struct range after = any_range(set->w);
	bool some = any_bool();

	prove_check(members_formed(set) & range_formed(*r, set->w));
	prove_assume(!(in_members(set, v) & in_range(*r, v, set->w)) |
		     (some & in_range(after, v, set->w)));
	prove_assume(!some | (in_members(set, after.base) &
			      in_members(set, (after.base + after.size) & ref_mask(set->w))));
	*r = after;
	return some;
}

bool contract_part_reduce(struct range *r, struct members *set)
{
	uint64_t v = about.keep[0] & ref_mask(set->w);
	struct range after = any_range(set->w);
	struct tnum bits = any_bits(set->w);
	bool some = any_bool();

	prove_check(members_formed(set) & range_formed(*r, set->w));
	prove_assume(!(in_members(set, v) & in_range(*r, v, set->w)) |
		     (some & in_range(after, v, set->w) & in_bits(bits, v)));
	/* Ends are members still. */
	prove_assume(!some | (in_bits(bits, after.base) &
			      in_bits(bits, (after.base + after.size) & ref_mask(set->w))));
	*r = after;
	set->bits = bits;
	return some;
}

#endif
