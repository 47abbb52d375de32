/*
 * The abstract value: what is known of a register or stack slot.
 *
 * A scalar is a reduced product of known bits (tnum) and a circular range, the
 * range kept in 64 and in 32 bits.  All domain functions are pure, take and
 * return values, and are written once for a width parameter w (1..64), so that
 * their soundness is tested exhaustively at small widths.
 *
 * Here: the types, set operations and `contains` (what engines and the checked
 * interpreter need).  The operators (add, mul, refinement by a branch, ...) are
 * the verifier's: verifier/domain.h.
 */
#ifndef SKEP_CORE_VALUE_H
#define SKEP_CORE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All values v of w bits with (v & ~mask) == value.  value & mask == 0. */
struct tnum {
	uint64_t value, mask;
};

/*
 * The size + 1 values base, base + 1, ..., base + size modulo 2^w.
 * size == 2^w - 1 is every value (then base == 0 by convention).  Signed and
 * unsigned bounds are both read off the circle.  Never empty: operations that
 * can yield the empty set return false instead of a range.
 */
struct range {
	uint64_t base, size;
};

struct scalar {
	struct tnum bits;  /* of the 64-bit value */
	struct range r64;
	struct range r32;  /* of the low half */
};

static inline uint64_t width_mask(unsigned w)
{
	return w == 64 ? UINT64_MAX : (UINT64_C(1) << w) - 1;
}

/* --- tnum (known bits) --- */
struct tnum tnum_const(uint64_t v);
struct tnum tnum_unknown(unsigned w);
bool tnum_contains(struct tnum t, uint64_t v);
bool tnum_subset(struct tnum inner, struct tnum outer); /* inner within outer */
struct tnum tnum_join(struct tnum a, struct tnum b);
bool tnum_meet(struct tnum a, struct tnum b, struct tnum *out); /* false: empty */
struct tnum tnum_range(uint64_t umin, uint64_t umax); /* smallest tnum holding [umin, umax] */
static inline bool tnum_is_const(struct tnum t) { return t.mask == 0; }

/* --- circular range of w bits --- */
struct range range_const(uint64_t v, unsigned w);
struct range range_full(unsigned w);
/* first, first + 1, .., last on the circle */
struct range range_between(uint64_t first, uint64_t last, unsigned w);
bool range_is_full(struct range r, unsigned w);
bool range_contains(struct range r, uint64_t v, unsigned w);
bool range_subset(struct range inner, struct range outer, unsigned w);
struct range range_join(struct range a, struct range b, unsigned w); /* smallest arc holding both */
/* An arc holding the intersection; where that is two arcs, the smaller operand.  false: empty */
bool range_meet(struct range a, struct range b, unsigned w, struct range *out);
uint64_t range_umin(struct range r, unsigned w);
uint64_t range_umax(struct range r, unsigned w);
int64_t range_smin(struct range r, unsigned w); /* sign-extended from w bits */
int64_t range_smax(struct range r, unsigned w);

/* --- scalar --- */
static inline struct scalar scalar_const(uint64_t v)
{
	return (struct scalar){ { v, 0 }, { v, 0 }, { v & UINT32_MAX, 0 } };
}
/* All numbers of so many bits, 1 to 64. */
static inline struct scalar scalar_of_bits(unsigned bits)
{
	uint64_t mask = width_mask(bits);

	return (struct scalar){ { 0, mask }, { 0, mask }, { 0, mask & UINT32_MAX } };
}
static inline struct scalar scalar_unknown(void)
{
	return scalar_of_bits(64);
}
struct scalar scalar_urange(uint64_t umin, uint64_t umax); /* reduced */
static inline bool scalar_is_const(const struct scalar *s)
{
	return !s->bits.mask;
}
/* Described alike, which is more than that the values are the same. */
static inline bool scalar_same(const struct scalar *a, const struct scalar *b)
{
	return !((a->bits.value ^ b->bits.value) | (a->bits.mask ^ b->bits.mask) |
		 (a->r64.base ^ b->r64.base) | (a->r64.size ^ b->r64.size) |
		 (a->r32.base ^ b->r32.base) | (a->r32.size ^ b->r32.size));
}
bool scalar_is_unknown(const struct scalar *s);
bool scalar_contains(const struct scalar *s, uint64_t v);
bool scalar_subset(const struct scalar *inner, const struct scalar *outer);
struct scalar scalar_join(const struct scalar *a, const struct scalar *b);
/* Exchange what the parts know until nothing changes; false: no value is left. */
bool scalar_reduce(struct scalar *s);
bool scalar_meet(const struct scalar *a, const struct scalar *b, struct scalar *out);

/*
 * The same for any even width w <= 64: bits and r64 are of w bits, r32 of the
 * w / 2 low ones.  The functions above are these at 64.
 */
struct scalar scalar_unknown_w(unsigned w);
struct scalar scalar_const_w(uint64_t v, unsigned w);
bool scalar_contains_w(const struct scalar *s, uint64_t v, unsigned w);
bool scalar_subset_w(const struct scalar *inner, const struct scalar *outer, unsigned w);
struct scalar scalar_join_w(const struct scalar *a, const struct scalar *b, unsigned w);
bool scalar_meet_w(const struct scalar *a, const struct scalar *b, unsigned w, struct scalar *out);
bool scalar_reduce_w(struct scalar *s, unsigned w);

static inline uint64_t scalar_umin(const struct scalar *s) { return range_umin(s->r64, 64); }
static inline uint64_t scalar_umax(const struct scalar *s) { return range_umax(s->r64, 64); }
static inline int64_t scalar_smin(const struct scalar *s) { return range_smin(s->r64, 64); }
static inline int64_t scalar_smax(const struct scalar *s) { return range_smax(s->r64, 64); }

/*
 * "7", "[0, 255]", "[-4, 3]", "x & ~0x3", "unknown", combined; NUL-terminated if
 * size > 0.  Return the length of the whole text, as snprintf does.
 */
int scalar_print(const struct scalar *s, char *buf, size_t size);

/* --- value: scalar or pointer --- */

/*
 * Kinds of value.  One row each:
 *   VALUE(id, text, is_pointer, may_be_dereferenced, arithmetic_allowed)
 */
#define VALUE_KINDS(VALUE) \
	VALUE(UNINIT, "uninitialised", 0, 0, 0) \
	VALUE(SCALAR, "scalar", 0, 0, 1) \
	VALUE(CTX, "context pointer", 1, 1, 0) \
	VALUE(STACK, "stack pointer", 1, 1, 1) \
	VALUE(MAP, "map", 1, 0, 0) \
	VALUE(MAP_VALUE, "map value pointer", 1, 1, 1) \
	VALUE(PACKET, "packet pointer", 1, 1, 1) \
	VALUE(PACKET_META, "packet metadata pointer", 1, 1, 1) \
	VALUE(PACKET_END, "packet end pointer", 1, 0, 0) \
	VALUE(MEM, "memory pointer", 1, 1, 1) \
	VALUE(FUNC, "function pointer", 1, 0, 0) \
	VALUE(STRUCT, "structure pointer", 1, 1, 0) \
	VALUE(DYNPTR, "dynamic pointer", 1, 0, 0)

enum value_kind {
#define VALUE(id, text, ptr, deref, arith) VALUE_##id,
	VALUE_KINDS(VALUE)
#undef VALUE
	N_VALUE_KINDS
};

struct value_kind_info {
	const char *name, *text;
	bool is_pointer, deref, arith;
};
extern const struct value_kind_info value_kind_info[N_VALUE_KINDS];

enum value_flags {
	VALUE_NULLABLE = 1, /* may be NULL instead */
	VALUE_RDONLY = 2,   /* what it points to may not be written */
	VALUE_REF = 4,      /* its id is a reference that must be released */
	VALUE_BORROWED = 8, /* a STRUCT that lives as long as the reference in its extent */
	VALUE_IDENTITY = 16, /* its id says which value of its map it points to */
};

enum { MAP_INNER = 1 << 15 }; /* in an object; above all indices of maps */

/**
 * struct value - what is known of one 64-bit register or aligned stack slot
 * @kind:   enum value_kind
 * @flags:  enum value_flags
 * @object: STACK: frame number; DYNPTR: number of the frame that was given it, with which
 *          it ends; MAP, MAP_VALUE: index in image->maps, with
 *          MAP_INNER for a map that this one holds; FUNC: index of the subprogram;
 *          STRUCT: enum ctx_id of what it points to; MEM: bits of enum mem_object
 * @id:     identity, 0 = none.  Scalars: values of one id differ by constants
 *          from one root, as @link says.  Nullable pointers: one null check
 *          decides all of one id.  Packet pointers: the same variable part.
 * @delta:  scalar: see id.  Packet pointer: constant distance from the
 *          id's base (id 0: from the packet's start)
 * @extent: packet: bytes proved readable from the id's base, 0: not even that
 *          the base lies in the packet; MEM: size;
 *          STRUCT: id of the reference it is borrowed from
 * @link:   scalar with an id: enum value_link
 * @num:    scalar: the value.  Pointer: byte offset from its object's start
 *          (STACK: from the frame pointer, negative; packet: from data)
 */

/* MEM, else it is aligned to 8 bytes and what a reference or nothing says of its end. */
enum mem_object {
	MEM_ARGUMENT = 1, /* begins anywhere: given to a global function, by a host function, ... */
	MEM_SLICE = 2,    /* of a dynamic pointer, with which it ends */
	MEM_FRAME = 256,  /* x the frame number of that dynamic pointer */
};

/* Which part of a number is root + delta, modulo 2 to the bits that this part has. */
enum value_link {
	LINK_ALL,
	LINK_LOW,  /* the low half, of the root's low half */
	LINK_HIGH, /* the high half, of the root's low half: what is shifted to be extended */
};

struct value {
	uint8_t kind;
	uint8_t flags;
	uint16_t object;
	uint32_t id;
	int32_t delta;
	union {
		uint32_t extent; /* pointers */
		uint32_t link;   /* scalars */
	};
	struct scalar num;
};

/* Does the pointer end with the frame of this number, however far it was handed? */
static inline bool ends_with_frame(uint8_t kind, uint16_t object, uint32_t frame)
{
	return (kind == VALUE_DYNPTR && object == frame) ||
	       (kind == VALUE_MEM && object & MEM_SLICE && object / MEM_FRAME == frame);
}

/* Memory of a dynamic pointer of that frame. */
static inline uint16_t slice_object(uint32_t frame, bool aligned)
{
	return (uint16_t)(MEM_SLICE | (aligned ? 0 : MEM_ARGUMENT) | frame * MEM_FRAME);
}

/* Is what points there (concrete) what the proof names so?  Proved of unknown alignment: of any. */
static inline bool object_is(uint8_t kind, uint16_t object, uint16_t proved)
{
	return object == proved ||
	       (kind == VALUE_MEM && object & MEM_SLICE && (object | MEM_ARGUMENT) == proved);
}

static inline bool value_is_pointer(const struct value *v)
{
	return value_kind_info[v->kind].is_pointer;
}

/*
 * A concrete value with provenance, as the checked interpreter holds it.
 * @bits is what the program sees; kind, object and offset say where it points.
 */
struct concrete {
	uint64_t bits;
	uint8_t kind;    /* enum value_kind; SCALAR or UNINIT where no pointer */
	uint16_t object; /* as in struct value */
	int64_t offset;  /* from the object's start, as in struct value's num */
	uint32_t extent; /* MEM: its size */
	bool read_only;  /* MEM */
};

/* Does the abstract value describe the concrete one?  UNINIT describes anything. */
bool value_contains(const struct value *v, const struct concrete *c);
/* Everything that @inner describes, @outer describes too; ids are not compared. */
bool value_subset(const struct value *inner, const struct value *outer);
/* Join: UNINIT where the kinds differ. */
struct value value_join(const struct value *a, const struct value *b);
int value_print(const struct value *v, char *buf, size_t size);

#endif
