/*
 * Sets of values: known bits, circular ranges, and their reduced product; and
 * the abstract value built of them.
 *
 * Known bits and ranges are lattices of their own with exact tests for
 * membership and inclusion; inclusion in the product asks for members.  Join gives
 * the smallest element that holds both operands; so does meet, except that two arcs
 * may intersect in two arcs, of which the smaller operand is then the hull.
 *
 * Reduction rests on one function, member_next(): the smallest value, from a
 * given one upwards, that satisfies known bits and low-half range at once.  With
 * it the ends of the range become members of the scalar, so a reduced scalar is
 * never empty, and the common prefix of the ends is all that a range can add to
 * the known bits.  scalar_reduce_w() repeats this until nothing changes.
 */
#include "core/value.h"

#include <assert.h>

/* What reduction consists of: compiled once for 64 bits, once for any width. */
#define INLINE static inline __attribute__((always_inline))

/* --- known bits --- */

struct tnum tnum_const(uint64_t v)
{
	return (struct tnum){ .value = v };
}

struct tnum tnum_unknown(unsigned w)
{
	return (struct tnum){ .mask = width_mask(w) };
}

bool tnum_contains(struct tnum t, uint64_t v)
{
	return (v & ~t.mask) == t.value;
}

bool tnum_subset(struct tnum inner, struct tnum outer)
{
	return !(inner.mask & ~outer.mask) && tnum_contains(outer, inner.value);
}

struct tnum tnum_join(struct tnum a, struct tnum b)
{
	uint64_t mask = a.mask | b.mask | (a.value ^ b.value);

	return (struct tnum){ .value = a.value & ~mask, .mask = mask };
}

bool tnum_meet(struct tnum a, struct tnum b, struct tnum *out)
{
	uint64_t mask = a.mask & b.mask;

	if ((a.value ^ b.value) & ~a.mask & ~b.mask)
		return false;
	*out = (struct tnum){ .value = a.value | b.value, .mask = mask };
	return true;
}

struct tnum tnum_range(uint64_t umin, uint64_t umax)
{
	uint64_t differ = umin ^ umax, mask;

	mask = differ ? UINT64_MAX >> __builtin_clzll(differ) : 0;
	return (struct tnum){ .value = umin & ~mask, .mask = mask };
}

/* The smallest member of t that is >= x, in w bits; false if there is none. */
static bool tnum_next(struct tnum t, uint64_t x, unsigned w, uint64_t *out)
{
	uint64_t differ = (x ^ t.value) & ~t.mask & width_mask(w), below, rise;

	if (!differ) {
		*out = x;
		return true;
	}
	/* The highest bit where x is wrong; what is below it is free to be minimal. */
	below = UINT64_MAX >> __builtin_clzll(differ);
	if (t.value & (below ^ below >> 1)) {
		*out = (x & ~below) | (t.value & below);
		return true;
	}
	/* x is too large there: an unknown bit above it has to rise. */
	rise = t.mask & ~x & ~below;
	if (!rise)
		return false;
	rise &= -rise;
	*out = (x & ~(rise - 1)) | rise | (t.value & (rise - 1));
	return true;
}

/* --- circular ranges --- */

static struct range range_make(uint64_t base, uint64_t size, unsigned w)
{
	return (struct range){ .base = size == width_mask(w) ? 0 : base & width_mask(w),
			       .size = size };
}

static uint64_t range_last(struct range r, unsigned w)
{
	return (r.base + r.size) & width_mask(w);
}

struct range range_const(uint64_t v, unsigned w)
{
	return (struct range){ .base = v & width_mask(w) };
}

struct range range_full(unsigned w)
{
	return (struct range){ .size = width_mask(w) };
}

struct range range_between(uint64_t first, uint64_t last, unsigned w)
{
	return range_make(first, (last - first) & width_mask(w), w);
}

bool range_is_full(struct range r, unsigned w)
{
	return r.size == width_mask(w);
}

bool range_contains(struct range r, uint64_t v, unsigned w)
{
	return ((v - r.base) & width_mask(w)) <= r.size;
}

bool range_subset(struct range inner, struct range outer, unsigned w)
{
	uint64_t skip = (inner.base - outer.base) & width_mask(w);

	if (range_is_full(outer, w))
		return true;
	return skip <= outer.size && inner.size <= outer.size - skip;
}

/* The smaller of two arcs; of two equally large ones that with the lower base. */
static struct range range_smaller(struct range a, struct range b)
{
	if (a.size != b.size)
		return a.size < b.size ? a : b;
	return a.base <= b.base ? a : b;
}

struct range range_join(struct range a, struct range b, unsigned w)
{
	bool b_starts_in_a = range_contains(a, b.base, w);
	bool a_starts_in_b = range_contains(b, a.base, w);
	struct range ab = range_between(a.base, range_last(b, w), w);
	struct range ba = range_between(b.base, range_last(a, w), w);

	if (range_subset(b, a, w))
		return a;
	if (range_subset(a, b, w))
		return b;
	/* Each starts inside the other: together they close the circle. */
	if (b_starts_in_a && a_starts_in_b)
		return range_full(w);
	if (b_starts_in_a)
		return ab;
	return a_starts_in_b ? ba : range_smaller(ab, ba);
}

bool range_meet(struct range a, struct range b, unsigned w, struct range *out)
{
	bool b_starts_in_a = range_contains(a, b.base, w);
	bool a_starts_in_b = range_contains(b, a.base, w);

	if (range_subset(a, b, w))
		*out = a;
	else if (range_subset(b, a, w))
		*out = b;
	else if (a_starts_in_b && b_starts_in_a)
		*out = range_smaller(a, b);
	else if (b_starts_in_a)
		*out = range_between(b.base, range_last(a, w), w);
	else if (a_starts_in_b)
		*out = range_between(a.base, range_last(b, w), w);
	else
		return false;
	return true;
}

/* Does the arc step from the greatest value of w bits to 0? */
static bool range_wraps(struct range r, unsigned w)
{
	return r.size > width_mask(w) - r.base;
}

uint64_t range_umin(struct range r, unsigned w)
{
	return range_wraps(r, w) ? 0 : r.base;
}

uint64_t range_umax(struct range r, unsigned w)
{
	return range_wraps(r, w) ? width_mask(w) : r.base + r.size;
}

static int64_t sign_extend(uint64_t v, unsigned w)
{
	return (int64_t)(v << (64 - w)) >> (64 - w);
}

/* The arc turned by half a circle: signed order becomes unsigned order. */
static struct range range_turn(struct range r, unsigned w)
{
	return (struct range){ .base = r.base ^ UINT64_C(1) << (w - 1), .size = r.size };
}

int64_t range_smin(struct range r, unsigned w)
{
	return sign_extend(range_umin(range_turn(r, w), w) ^ UINT64_C(1) << (w - 1), w);
}

int64_t range_smax(struct range r, unsigned w)
{
	return sign_extend(range_umax(range_turn(r, w), w) ^ UINT64_C(1) << (w - 1), w);
}

/* --- the reduced product --- */

/*
 * A set of values of w bits: those of the known bits whose low half, where
 * `halved`, lies in a range whose ends are members of the bits' low half.
 */
struct members {
	struct tnum bits;
	struct range low;
	bool halved;
	unsigned w;
};

/* The set with every value complemented, so that "next" becomes "previous". */
static struct members members_flip(const struct members *set)
{
	struct members flip = *set;

	flip.bits.value = ~set->bits.value & ~set->bits.mask & width_mask(set->w);
	flip.low.base = ~range_last(set->low, set->w / 2) & width_mask(set->w / 2);
	return flip;
}

/* The smallest low half >= x: a member of the bits in the range's gap is followed by its base. */
static bool low_next(const struct members *set, uint64_t x, uint64_t *out)
{
	unsigned h = set->w / 2;
	struct tnum bits = { set->bits.value & width_mask(h), set->bits.mask & width_mask(h) };

	if (!tnum_next(bits, x, h, out))
		return false;
	if (range_contains(set->low, *out, h))
		return true;
	if (set->low.base < *out)
		return false;
	*out = set->low.base;
	return true;
}

/* The smallest member >= x; false if there is none. */
static bool member_next(const struct members *set, uint64_t x, uint64_t *out)
{
	unsigned h = set->w / 2;
	struct tnum bits = { set->bits.value >> h, set->bits.mask >> h };
	uint64_t high = x >> h, low;

	if (!set->halved)
		return tnum_next(set->bits, x, set->w, out);
	if (!tnum_contains(bits, high) || !low_next(set, x & width_mask(h), &low)) {
		if (high == width_mask(h) || !tnum_next(bits, high + 1, h, &high))
			return false;
		if (!low_next(set, 0, &low))
			return false;
	}
	*out = high << h | low;
	return true;
}

/* The first member at or after x on the circle. */
static bool member_from(const struct members *set, uint64_t x, uint64_t *out)
{
	return member_next(set, x, out) || member_next(set, 0, out);
}

INLINE bool is_member(const struct members *set, uint64_t v)
{
	unsigned h = set->w / 2;

	return tnum_contains(set->bits, v) && (!set->halved || range_contains(set->low, v, h));
}

/* Of an arc over 0 the members may lie closer together the other way round. */
static struct range range_unwrap(struct range r, const struct members *set)
{
	struct members flip = members_flip(set);
	uint64_t least = 0, greatest = 0;

	if (!member_next(set, 0, &least) || !member_next(&flip, 0, &greatest))
		assert(!"the arc has members");
	return range_smaller(r, range_between(least, ~greatest, set->w));
}

/* Move the ends of r to members of the set; false: r holds none. */
INLINE bool range_tighten(struct range *r, const struct members *set)
{
	unsigned w = set->w;
	uint64_t first = r->base, last = range_last(*r, w);

	if (!is_member(set, first) &&
	    (!member_from(set, first, &first) || !range_contains(*r, first, w)))
		return false;
	if (!is_member(set, last)) {
		struct members flip = members_flip(set);

		if (!member_from(&flip, ~last & width_mask(w), &last))
			return false;
		last = ~last;
	}
	*r = range_between(first, last, w);
	if (range_wraps(*r, w))
		*r = range_unwrap(*r, set);
	return true;
}

/* Known bits and a range of one width: each learns from the other. */
INLINE bool part_reduce(struct range *r, struct members *set)
{
	if (!range_tighten(r, set))
		return false;
	return range_wraps(*r, set->w) ||
	       tnum_meet(set->bits, tnum_range(r->base, r->base + r->size), &set->bits);
}

/*
 * What r64 says of the low half, if it does not hold them all.  Where the two
 * intersect in two arcs r32 stays: r64 remembers its own.  @two says so.
 */
INLINE bool low_from_full(struct scalar *s, unsigned h, bool *two)
{
	struct range both;

	*two = false;
	if (s->r64.size >= width_mask(h))
		return true;
	if (!range_meet(s->r32, range_make(s->r64.base, s->r64.size, h), h, &both))
		return false;
	*two = !range_subset(both, s->r32, h);
	if (!*two)
		s->r32 = both;
	return true;
}

INLINE bool range_equal(struct range a, struct range b)
{
	return a.base == b.base && a.size == b.size;
}

INLINE bool reduce_half(struct scalar *s, unsigned h)
{
	uint64_t low = width_mask(h);
	struct members set = { .bits = { s->bits.value & low, s->bits.mask & low }, .w = h };
	struct range before;
	bool two;

	do {
		if (!low_from_full(s, h, &two))
			return false;
		before = s->r32;
		if (!part_reduce(&s->r32, &set))
			return false;
	} while (two && !range_equal(s->r32, before));
	s->bits.value = (s->bits.value & ~low) | set.bits.value;
	s->bits.mask = (s->bits.mask & ~low) | set.bits.mask;
	return true;
}

INLINE bool reduce_full(struct scalar *s, unsigned w)
{
	struct members set = { s->bits, s->r32, !range_is_full(s->r32, w / 2), w };

	if (!part_reduce(&s->r64, &set))
		return false;
	s->bits = set.bits;
	return true;
}

static bool reduce_const(struct scalar *s, uint64_t v, unsigned w)
{
	if (!scalar_contains_w(s, v, w))
		return false;
	*s = scalar_const_w(v, w);
	return true;
}

INLINE bool scalar_is_unknown_w(const struct scalar *s, unsigned w)
{
	return s->bits.mask == width_mask(w) && range_is_full(s->r64, w) &&
	       range_is_full(s->r32, w / 2);
}

INLINE bool reduce(struct scalar *s, unsigned w)
{
	uint64_t low = width_mask(w / 2), base, size, mask;

	if (scalar_is_unknown_w(s, w))
		return true;
	/* Each step is stable by itself: repeat while the second feeds the first. */
	do {
		if (!s->bits.mask)
			return reduce_const(s, s->bits.value, w);
		if (!s->r64.size)
			return reduce_const(s, s->r64.base, w);
		base = s->r64.base;
		size = s->r64.size;
		if (!reduce_half(s, w / 2))
			return false;
		mask = s->bits.mask;
		if (!reduce_full(s, w))
			return false;
	} while (base != s->r64.base || size != s->r64.size || ((mask ^ s->bits.mask) & low));
	return true;
}

bool scalar_reduce_w(struct scalar *s, unsigned w)
{
	return w == 64 ? reduce(s, 64) : reduce(s, w);
}

struct scalar scalar_const_w(uint64_t v, unsigned w)
{
	return (struct scalar){ tnum_const(v & width_mask(w)), range_const(v, w),
				range_const(v, w / 2) };
}

struct scalar scalar_unknown_w(unsigned w)
{
	return (struct scalar){ tnum_unknown(w), range_full(w), range_full(w / 2) };
}

bool scalar_contains_w(const struct scalar *s, uint64_t v, unsigned w)
{
	return tnum_contains(s->bits, v) && range_contains(s->r64, v, w) &&
	       range_contains(s->r32, v, w / 2);
}

/*
 * Do all members of @set that lie in @inner, whose ends are such, lie in @outer?  An arc
 * that goes on over its end leaves a gap, which may hold none of them.
 */
INLINE bool all_within(struct range inner, struct range outer, const struct members *set)
{
	unsigned w = set->w;
	uint64_t first = (range_last(outer, w) + 1) & width_mask(w), next;

	if (range_subset(inner, outer, w))
		return true;
	return range_contains(outer, inner.base, w) &&
	       range_contains(outer, range_last(inner, w), w) && member_from(set, first, &next) &&
	       range_contains(outer, next, w);
}

INLINE bool subset(const struct scalar *inner, const struct scalar *outer, unsigned w)
{
	uint64_t low = width_mask(w / 2);
	struct members all = { inner->bits, inner->r32, !range_is_full(inner->r32, w / 2), w };
	struct members half = { .bits = { inner->bits.value & low, inner->bits.mask & low },
				.w = w / 2 };

	if (!tnum_subset(inner->bits, outer->bits) || !all_within(inner->r64, outer->r64, &all))
		return false;
	if (all_within(inner->r32, outer->r32, &half))
		return true;
	/* What r64 says of the low half, where two arcs were left (low_from_full). */
	return inner->r64.size < low &&
	       all_within(range_make(inner->r64.base, inner->r64.size, w / 2), outer->r32, &half);
}

bool scalar_subset_w(const struct scalar *inner, const struct scalar *outer, unsigned w)
{
	return subset(inner, outer, w);
}

struct scalar scalar_join_w(const struct scalar *a, const struct scalar *b, unsigned w)
{
	struct scalar join = { tnum_join(a->bits, b->bits), range_join(a->r64, b->r64, w),
			       range_join(a->r32, b->r32, w / 2) };
	bool some = scalar_reduce_w(&join, w);

	assert(some);
	(void)some;
	return join;
}

bool scalar_meet_w(const struct scalar *a, const struct scalar *b, unsigned w, struct scalar *out)
{
	return tnum_meet(a->bits, b->bits, &out->bits) &&
	       range_meet(a->r64, b->r64, w, &out->r64) &&
	       range_meet(a->r32, b->r32, w / 2, &out->r32) && scalar_reduce_w(out, w);
}

/* --- scalars of 64 bits --- */

struct scalar scalar_urange(uint64_t umin, uint64_t umax)
{
	struct scalar s = { tnum_unknown(64), range_between(umin, umax, 64), range_full(32) };
	bool some = scalar_reduce(&s);

	assert(some);
	(void)some;
	return s;
}

bool scalar_is_unknown(const struct scalar *s)
{
	return scalar_is_unknown_w(s, 64);
}

bool scalar_contains(const struct scalar *s, uint64_t v)
{
	return scalar_contains_w(s, v, 64);
}

bool scalar_subset(const struct scalar *inner, const struct scalar *outer)
{
	return scalar_same(inner, outer) || scalar_is_unknown(outer) || subset(inner, outer, 64);
}

struct scalar scalar_join(const struct scalar *a, const struct scalar *b)
{
	return scalar_same(a, b) ? *a : scalar_join_w(a, b, 64);
}

bool scalar_reduce(struct scalar *s)
{
	return scalar_reduce_w(s, 64);
}

bool scalar_meet(const struct scalar *a, const struct scalar *b, struct scalar *out)
{
	if (scalar_same(a, b)) {
		*out = *a;
		return true;
	}
	return scalar_meet_w(a, b, 64, out);
}

/* --- values --- */

const struct value_kind_info value_kind_info[N_VALUE_KINDS] = {
#define VALUE(id, text, ptr, deref, arith) [VALUE_##id] = { #id, text, ptr, deref, arith },
	VALUE_KINDS(VALUE)
#undef VALUE
};

static bool value_is_packet(const struct value *v)
{
	return v->kind == VALUE_PACKET || v->kind == VALUE_PACKET_META ||
	       v->kind == VALUE_PACKET_END;
}

bool value_contains(const struct value *v, const struct concrete *c)
{
	if (v->kind == VALUE_UNINIT)
		return true;
	if ((v->flags & VALUE_NULLABLE) && c->kind == VALUE_SCALAR && c->bits == 0)
		return true;
	if (c->kind != v->kind)
		return false;
	if (v->kind == VALUE_SCALAR)
		return scalar_contains(&v->num, c->bits);
	if (!object_is(c->kind, c->object, v->object))
		return false;
	/* What is only named, never dereferenced, has no offset. */
	return !value_kind_info[v->kind].deref || scalar_contains(&v->num, (uint64_t)c->offset);
}

/* How much can be read at a packet pointer, which its extent says of its id's base. */
static bool reads_as_much(const struct value *inner, const struct value *outer)
{
	return !outer->extent ||
	       (inner->extent && (int64_t)inner->extent - inner->delta >=
					 (int64_t)outer->extent - outer->delta);
}

/*
 * Pointers: outer must not promise more than inner, be it that it is not NULL,
 * that it may be written, or how many bytes are readable.
 */
bool value_subset(const struct value *inner, const struct value *outer)
{
	if (outer->kind == VALUE_UNINIT)
		return true;
	if (inner->kind != outer->kind)
		return false;
	if (!scalar_subset(&inner->num, &outer->num))
		return false;
	if (inner->kind == VALUE_SCALAR)
		return true;
	if ((inner->flags ^ outer->flags) & VALUE_REF)
		return false;
	if (inner->object != outer->object || inner->flags & ~outer->flags)
		return false;
	if (value_is_packet(inner))
		return (outer->id || inner->delta == outer->delta) && reads_as_much(inner, outer);
	return inner->kind == VALUE_STRUCT || inner->extent >= outer->extent;
}

struct value value_join(const struct value *a, const struct value *b)
{
	struct value join = *a;
	bool related = a->id == b->id && a->delta == b->delta;

	if (a->kind != b->kind || a->object != b->object || a->kind == VALUE_UNINIT)
		return (struct value){ .kind = VALUE_UNINIT };
	join.num = scalar_join(&a->num, &b->num);
	join.flags |= b->flags;
	join.extent = a->extent < b->extent ? a->extent : b->extent;
	if (!related) {
		join.id = 0;
		join.delta = 0;
		if (value_is_packet(a))
			join.extent = 0;
	}
	return join;
}
