/*
 * Comparisons: whether their outcome is known, and what an outcome says of the
 * operands.
 *
 * Eleven operators and two outcomes come down to six relations (a table).  They
 * are decided and assumed on the parts of the comparison's width: known bits
 * and range of the value, or of its low half.  Signed order is unsigned order
 * after half a turn of the circle.  Reduction carries what a part learned to the
 * others.
 */
#include "verifier/domain.h"

#include <assert.h>

/* Known bits and range of one width. */
struct part {
	struct tnum bits;
	struct range r;
	unsigned w;
};

enum relation {
	REL_NONE,
	REL_EQ,
	REL_NE,
	REL_LESS,       /* a < b */
	REL_NOT_LESS,   /* a >= b */
	REL_COMMON,     /* a & b != 0 */
	REL_NOT_COMMON,
};

/* `d op s`: the relation, whether of s to d, whether of signed numbers. */
struct comparison {
	uint8_t relation;
	bool swapped, is_signed;
};

static const struct comparison comparisons[] = {
	[OP_JEQ] = { REL_EQ, 0, 0 },        [OP_JNE] = { REL_NE, 0, 0 },
	[OP_JLT] = { REL_LESS, 0, 0 },      [OP_JGE] = { REL_NOT_LESS, 0, 0 },
	[OP_JGT] = { REL_LESS, 1, 0 },      [OP_JLE] = { REL_NOT_LESS, 1, 0 },
	[OP_JSLT] = { REL_LESS, 0, 1 },     [OP_JSGE] = { REL_NOT_LESS, 0, 1 },
	[OP_JSGT] = { REL_LESS, 1, 1 },     [OP_JSLE] = { REL_NOT_LESS, 1, 1 },
	[OP_JSET] = { REL_COMMON, 0, 0 },
};

static const uint8_t negation[] = {
	[REL_EQ] = REL_NE,
	[REL_NE] = REL_EQ,
	[REL_LESS] = REL_NOT_LESS,
	[REL_NOT_LESS] = REL_LESS,
	[REL_COMMON] = REL_NOT_COMMON,
	[REL_NOT_COMMON] = REL_COMMON,
};

static struct comparison comparison_of(enum insn_op op)
{
	assert(op < sizeof(comparisons) / sizeof(comparisons[0]) && comparisons[op].relation);
	return comparisons[op];
}

/* --- parts --- */

static struct part part_of(const struct scalar *s, unsigned width, unsigned w)
{
	if (width == w)
		return (struct part){ s->bits, s->r64, w };
	return (struct part){ tnum_low(s->bits, width), s->r32, width };
}

static void part_into(struct scalar *s, const struct part *part, unsigned w)
{
	uint64_t high = width_mask(w) & ~width_mask(part->w);

	s->bits.value = (s->bits.value & high) | part->bits.value;
	s->bits.mask = (s->bits.mask & high) | part->bits.mask;
	if (part->w == w)
		s->r64 = part->r;
	else
		s->r32 = part->r;
}

/* Half a turn: the sign bit is inverted. */
static struct part part_turn(struct part part)
{
	uint64_t sign = UINT64_C(1) << (part.w - 1);

	part.bits.value ^= sign & ~part.bits.mask;
	if (!range_is_full(part.r, part.w))
		part.r.base ^= sign;
	return part;
}

static uint64_t part_possible(const struct part *part)
{
	return part->bits.value | part->bits.mask;
}

static uint64_t part_min(const struct part *part)
{
	uint64_t min = range_umin(part->r, part->w);

	return min > part->bits.value ? min : part->bits.value;
}

static uint64_t part_max(const struct part *part)
{
	uint64_t max = range_umax(part->r, part->w);

	return max < part_possible(part) ? max : part_possible(part);
}

static bool part_contains(const struct part *part, uint64_t v)
{
	return tnum_contains(part->bits, v) && range_contains(part->r, v, part->w);
}

/* --- decisions --- */

/* a == b can be true, can be false */
static int decide_equal(const struct part *a, const struct part *b)
{
	struct tnum bits;
	struct range r;

	if (!tnum_meet(a->bits, b->bits, &bits) || !range_meet(a->r, b->r, a->w, &r))
		return 0;
	return tnum_is_const(a->bits) && tnum_is_const(b->bits) ? 1 : -1;
}

static int decide_less(const struct part *a, const struct part *b)
{
	if (part_max(a) < part_min(b))
		return 1;
	return part_min(a) >= part_max(b) ? 0 : -1;
}

/* All that a can have b has, and a has something. */
static bool covers(const struct part *b, const struct part *a)
{
	return !(part_possible(a) & ~b->bits.value) && !part_contains(a, 0);
}

static int decide_common(const struct part *a, const struct part *b)
{
	if (!(part_possible(a) & part_possible(b)))
		return 0;
	if ((a->bits.value & b->bits.value) || covers(a, b) || covers(b, a))
		return 1;
	return -1;
}

static int decide_parts(enum relation relation, const struct part *a, const struct part *b)
{
	int decision;

	switch (relation) {
	case REL_EQ:
		return decide_equal(a, b);
	case REL_LESS:
		return decide_less(a, b);
	case REL_COMMON:
		return decide_common(a, b);
	default:
		decision = decide_parts(negation[relation], a, b);
		return decision < 0 ? decision : !decision;
	}
}

int scalar_decide_w(enum insn_op op, unsigned width, const struct scalar *d,
		    const struct scalar *s, unsigned w)
{
	struct comparison c = comparison_of(op);
	struct part a = part_of(d, width, w), b = part_of(s, width, w);
	struct range r32;

	if (c.is_signed) {
		a = part_turn(a);
		b = part_turn(b);
	}
	/* Values whose low halves differ differ. */
	if ((c.relation == REL_EQ || c.relation == REL_NE) &&
	    !range_meet(d->r32, s->r32, w / 2, &r32))
		return c.relation == REL_NE;
	return c.swapped ? decide_parts(c.relation, &b, &a) : decide_parts(c.relation, &a, &b);
}

/* --- assumptions --- */

static bool assume_equal(struct part *a, struct part *b)
{
	if (!tnum_meet(a->bits, b->bits, &a->bits) || !range_meet(a->r, b->r, a->w, &a->r))
		return false;
	*b = *a;
	return true;
}

/*
 * Take v out of the range where it is an end.  Any value is an end of the full
 * circle: it is cut only at the limits of unsigned and signed numbers, where
 * bounds come of it.
 */
static bool trim(struct part *part, uint64_t v)
{
	unsigned w = part->w;
	uint64_t sign = UINT64_C(1) << (w - 1), m = width_mask(w);

	if (range_is_full(part->r, w)) {
		if (v == 0 || v == m || v == sign || v == sign - 1)
			part->r = range_between(v + 1, v - 1, w);
		return true;
	}
	if (!range_contains(part->r, v, w))
		return true;
	if (!part->r.size)
		return false;
	if (part->r.base == v)
		part->r = range_between(v + 1, v + part->r.size, w);
	else if (((part->r.base + part->r.size) & m) == v)
		part->r.size--;
	return true;
}

static bool assume_different(struct part *a, struct part *b)
{
	if (tnum_is_const(b->bits) && !trim(a, b->bits.value))
		return false;
	return !tnum_is_const(a->bits) || trim(b, a->bits.value);
}

/* low <= high, or low < high where there is a gap of 1 */
static bool assume_order(struct part *low, struct part *high, unsigned gap)
{
	unsigned w = low->w;
	uint64_t min = part_min(low), max = part_max(high);

	if (max < gap || min > width_mask(w) - gap)
		return false;
	return range_meet(low->r, range_between(0, max - gap, w), w, &low->r) &&
	       range_meet(high->r, range_between(min + gap, width_mask(w), w), w, &high->r);
}

static bool assume_common(struct part *a, struct part *b)
{
	uint64_t common = part_possible(a) & part_possible(b), lowest = common & -common;
	struct tnum has = { common, width_mask(a->w) & ~common };
	struct range at_least;

	if (!common)
		return false;
	if (common == lowest)
		return tnum_meet(a->bits, has, &a->bits) && tnum_meet(b->bits, has, &b->bits);
	at_least = range_between(lowest, width_mask(a->w), a->w);
	return range_meet(a->r, at_least, a->w, &a->r) && range_meet(b->r, at_least, b->w, &b->r);
}

static bool assume_nothing_common(struct part *a, struct part *b)
{
	struct tnum not_a = { 0, width_mask(a->w) & ~a->bits.value };
	struct tnum not_b = { 0, width_mask(b->w) & ~b->bits.value };

	return tnum_meet(a->bits, not_b, &a->bits) && tnum_meet(b->bits, not_a, &b->bits);
}

static bool assume(enum relation relation, struct part *a, struct part *b)
{
	switch (relation) {
	case REL_EQ:
		return assume_equal(a, b);
	case REL_NE:
		return assume_different(a, b);
	case REL_LESS:
		return assume_order(a, b, 1);
	case REL_NOT_LESS:
		return assume_order(b, a, 0);
	case REL_COMMON:
		return assume_common(a, b);
	default:
		return assume_nothing_common(a, b);
	}
}

bool scalar_refine_w(enum insn_op op, unsigned width, bool taken, struct scalar *d,
		     struct scalar *s, unsigned w)
{
	struct comparison c = comparison_of(op);
	enum relation relation = taken ? c.relation : negation[c.relation];
	struct part a = part_of(d, width, w), b = part_of(s, width, w);

	if (c.is_signed) {
		a = part_turn(a);
		b = part_turn(b);
	}
	if (!(c.swapped ? assume(relation, &b, &a) : assume(relation, &a, &b)))
		return false;
	if (c.is_signed) {
		a = part_turn(a);
		b = part_turn(b);
	}
	part_into(d, &a, w);
	part_into(s, &b, w);
	if (relation == REL_EQ && width == w) {
		if (!range_meet(d->r32, s->r32, w / 2, &d->r32))
			return false;
		s->r32 = d->r32;
	}
	return scalar_reduce_w(d, w) && scalar_reduce_w(s, w);
}

int scalar_decide(enum insn_op op, unsigned width, const struct scalar *d, const struct scalar *s)
{
	return scalar_decide_w(op, width, d, s, 64);
}

bool scalar_refine(enum insn_op op, unsigned width, bool taken, struct scalar *d, struct scalar *s)
{
	if (scalar_is_const(d) && scalar_is_const(s))
		return scalar_decide_w(op, width, d, s, 64) == taken;
	return scalar_refine_w(op, width, taken, d, s, 64);
}
