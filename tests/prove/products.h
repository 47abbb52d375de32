/*
 * MUL of ranges: lemmas on products and what follows from them, from the inside to the
 * outside.  Included by prove.c.
 */
#ifndef SKEP_TESTS_PROVE_PRODUCTS_H
#define SKEP_TESTS_PROVE_PRODUCTS_H

#include "tests/prove/contracts.h"

static bool between(wide_int first, wide_int v, wide_int last)
{
	return ((first <= v) & (v <= last)) | ((last <= v) & (v <= first));
}

static wide_int any_wide(void)
{
	uint64_t high = any(64);

	return (wide_int)((unsigned __int128)high << 64 | any(64));
}

/* Is the number within the least and the greatest of these? */
static bool within(wide_int v, const wide_int corner[4])
{
	bool above = false, below = false;

	for (unsigned i = 0; i < 4; i++) {
		above |= corner[i] <= v;
		below |= v <= corner[i];
	}
	return above & below;
}

/*
 * A product of two factors within bounds, given that a product with one factor fixed lies
 * between the products with this and the other factor's bounds: lemma product_between.
 */
void prove_product_corners(void)
{
	wide_int corner[4] = { any_wide(), any_wide(), any_wide(), any_wide() };
	wide_int with_b0 = any_wide(), with_b1 = any_wide(), v = any_wide();

	prove_assume(between(corner[0], with_b0, corner[2]));
	prove_assume(between(corner[1], with_b1, corner[3]));
	prove_assume(between(with_b0, v, with_b1));
	prove_check(within(v, corner));
}

/* An integer of which the number is the image, within the interval whose image the arc is. */
static wide_int image_of(struct range r, uint64_t v, unsigned w)
{
	return integer_base(r, w) + ((v - r.base) & ref_mask(w));
}

void prove_range_image(void)
{
	unsigned w = w_();
	struct range a = any_range(w);
	uint64_t x = member_of_range(a, w);
	wide_int v = image_of(a, x, w), first = integer_base(a, w);

	prove_check((first <= v) & (v <= first + a.size));
	prove_check(((uint64_t)v & ref_mask(w)) == x);
}

/* Low bits of a product are of the low bits. */
void prove_product_low(void)
{
	unsigned w = w_();
	wide_int x = (wide_int)any(64) << 64 | any(64), y = (wide_int)any(64) << 64 | any(64);

	prove_check(((uint64_t)(x * y) & ref_mask(w)) ==
		    ref_alu(OP_MUL, (uint64_t)x & ref_mask(w), (uint64_t)y & ref_mask(w), w));
}

/* What is multiplied are the ends; a product is any number here, and may be too large. */
void prove_multiply_ends(void)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w);
	wide_int a0 = integer_base(a, w), a1 = a0 + a.size;
	wide_int b0 = integer_base(b, w), b1 = b0 + b.size, corner[4];
	bool fits = multiply_ends(a, b, w, corner);

	prove_check(!fits | ((corner[0] == a0 * b0) & (corner[1] == a0 * b1) &
			     (corner[2] == a1 * b0) & (corner[3] == a1 * b1)));
}

/*
 * The product of two integers whose images are the factors: within the least and the
 * greatest of the ends' products (product_between, product_corners); its low bits are the
 * product of the numbers (product_low).
 */
static wide_int image_product;

void prove_range_of_integers(void)
{
	unsigned w = w_();
	wide_int lo = any_wide(), hi = any_wide(), v = any_wide();

	prove_assume((lo <= v) & (v <= hi));
	check_range(range_of_integers(lo, hi, w), (uint64_t)v & ref_mask(w), w);
}

struct range contract_of_integers(wide_int lo, wide_int hi, unsigned w)
{
	struct range r = any_range(w);

	prove_assume(!((lo <= image_product) & (image_product <= hi)) |
		     in_range(r, (uint64_t)image_product & ref_mask(w), w));
	return r;
}

void prove_range_of_corners(void)
{
	unsigned w = w_();
	const wide_int corner[4] = { any_wide(), any_wide(), any_wide(), any_wide() };

	image_product = any_wide();
	prove_assume(within(image_product, corner));
	check_range(range_of_corners(corner, w), (uint64_t)image_product & ref_mask(w), w);
}

struct range contract_of_corners(const wide_int corner[4], unsigned w)
{
	struct range r = any_range(w);

	prove_assume(!within(image_product, corner) |
		     in_range(r, (uint64_t)image_product & ref_mask(w), w));
	return r;
}

bool contract_multiply_ends(struct range a, struct range b, unsigned w, wide_int corner[4])
{
	prove_check(range_formed(a, w) & range_formed(b, w));
	prove_check(in_range(a, about.x, w) & in_range(b, about.y, w));
	for (unsigned i = 0; i < 4; i++)
		corner[i] = any_wide();
	prove_assume(within(image_product, corner));
	return any_bool();
}

void prove_range_MUL(void)
{
	unsigned w = w_();
	struct range a = any_range(w), b = any_range(w);

	about.x = member_of_range(a, w);
	about.y = member_of_range(b, w);
	image_product = any_wide();
	check_range(range_mul(a, b, w), (uint64_t)image_product & ref_mask(w), w);
}

/* A count as a factor. */
void prove_product_power(void)
{
	unsigned w = w_();
	uint64_t x = any(w), k = prove_constant(COUNT_VALUE);

	prove_check(ref_alu(OP_MUL, x, UINT64_C(1) << k, w) == ref_alu(OP_LSH, x, k, w));
}

/* Lemma product_power. */
struct range contract_range_mul(struct range a, struct range b, unsigned w)
{
	struct range r = any_range(w);
	uint64_t x = about.x, k = about.y;

	prove_check(range_formed(a, w) & range_formed(b, w));
	prove_assume(!(in_range(a, x, w) & in_range(b, UINT64_C(1) << k, w)) |
		     in_range(r, ref_alu(OP_LSH, x, k, w), w));
	return r;
}

#endif
