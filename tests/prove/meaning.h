/*
 * What the theorems of prove.c are about: any known bits, range or scalar, its
 * members, said apart from core/value.c, and what a result must hold.
 */
#ifndef SKEP_TESTS_PROVE_MEANING_H
#define SKEP_TESTS_PROVE_MEANING_H

#include "core/value.h"
#include "tests/lib/concrete.h"

uint64_t prove_any(void);
uint64_t prove_constant(int which);
/* The product, of which a proof knows only what it assumes: lemmas, which have rows. */
uint64_t prove_product(uint64_t x, uint64_t y);
void prove_assume(bool holds);
void prove_check(bool holds);
/* A claim about bits, for the solver of these whatever the row's is. */
void prove_check_bits(bool holds);

enum { WIDTH, BITS, COUNT_VALUE, COUNT_MASK };

static unsigned w_(void)
{
	return (unsigned)prove_constant(WIDTH);
}

static bool in_bits(struct tnum t, uint64_t v)
{
	return ((v ^ t.value) & ~t.mask) == 0;
}

static bool in_range(struct range r, uint64_t v, unsigned w)
{
	return ((v - r.base) & ref_mask(w)) <= r.size;
}

static bool in_scalar(const struct scalar *s, uint64_t v, unsigned w)
{
	return in_bits(s->bits, v) & in_range(s->r64, v, w) & in_range(s->r32, v, w / 2);
}

static bool bits_formed(struct tnum t, unsigned w)
{
	return !(t.value & t.mask) & !((t.value | t.mask) & ~ref_mask(w));
}

static bool range_formed(struct range r, unsigned w)
{
	return (r.base <= ref_mask(w)) & (r.size <= ref_mask(w)) &
	       ((r.size != ref_mask(w)) | !r.base);
}

static bool scalar_formed(const struct scalar *s, unsigned w)
{
	return bits_formed(s->bits, w) & range_formed(s->r64, w) & range_formed(s->r32, w / 2);
}

/* What reduction gives: ends of ranges are members, no arc over 0 that would be smaller without. */
static bool scalar_tight(const struct scalar *s, unsigned w)
{
	uint64_t low = ref_mask(w / 2), last = (s->r64.base + s->r64.size) & ref_mask(w);
	struct tnum half = { s->bits.value & low, s->bits.mask & low };

	return in_scalar(s, s->r64.base, w) & in_scalar(s, last, w) &
	       in_bits(half, s->r32.base) & in_bits(half, (s->r32.base + s->r32.size) & low) &
	       ((s->r64.size <= ref_mask(w) - s->r64.base) | (s->r64.size <= s->bits.mask)) &
	       ((s->r32.size <= low - s->r32.base) | (s->r32.size <= half.mask));
}

static uint64_t any(unsigned w)
{
	return prove_any() & ref_mask(w);
}

static bool any_bool(void)
{
	return prove_any() & 1;
}

static struct tnum any_bits(unsigned w)
{
	uint64_t mask = any(w);

	return (struct tnum){ any(w) & ~mask, mask };
}

static struct range any_range(unsigned w)
{
	struct range r = { any(w), any(w) };

	prove_assume(range_formed(r, w));
	return r;
}

static struct scalar any_scalar(unsigned w)
{
	return (struct scalar){ any_bits(w), any_range(w), any_range(w / 2) };
}

static uint64_t member_of_bits(struct tnum t, unsigned w)
{
	return t.value | (any(w) & t.mask);
}

static uint64_t member_of_range(struct range r, unsigned w)
{
	uint64_t step = any(w);

	prove_assume(step <= r.size);
	return (r.base + step) & ref_mask(w);
}

static uint64_t member_of(const struct scalar *s, unsigned w)
{
	uint64_t v = any(w);

	prove_assume(in_scalar(s, v, w));
	return v;
}

static void check_bits(struct tnum t, uint64_t v, unsigned w)
{
	prove_check(bits_formed(t, w) & in_bits(t, v));
}

static void check_range(struct range r, uint64_t v, unsigned w)
{
	prove_check(range_formed(r, w) & in_range(r, v, w));
}

static void check_scalar(const struct scalar *s, uint64_t v, unsigned w)
{
	prove_check_bits(bits_formed(s->bits, w) & in_bits(s->bits, v));
	prove_check(range_formed(s->r64, w) & range_formed(s->r32, w / 2));
	prove_check(in_range(s->r64, v, w) & in_range(s->r32, v, w / 2));
}

static bool is_shift(enum insn_op op)
{
	return op == OP_LSH || op == OP_RSH || op == OP_ARSH;
}

#endif
