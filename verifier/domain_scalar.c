/*
 * Arithmetic on scalars.
 *
 * An operator is a row of a table: its known bits, its range, and whether the
 * low half of the result depends on the low halves alone.  It is applied to the
 * parts of its width; a 64-bit operator that keeps to the low halves is applied
 * to the ranges of these as well, a 32-bit one is extended with zeros.  Reduction
 * does the rest.
 *
 * Operands hold a value, so results do: a reduction that finds none is a bug.
 */
#include "verifier/domain.h"

#include <assert.h>

struct op_row {
	struct tnum (*bits)(struct tnum a, struct tnum b, unsigned w);
	struct range (*range)(struct range a, struct range b, unsigned w);
	bool keeps_low; /* low half of the result: of the low halves alone */
	bool shift;     /* the second operand is a count, masked */
};

static const struct op_row op_rows[] = {
	[OP_ADD] = { .bits = tnum_add, .range = range_add, .keeps_low = true },
	[OP_SUB] = { .bits = tnum_sub, .range = range_sub, .keeps_low = true },
	[OP_MUL] = { .bits = tnum_mul, .range = range_mul, .keeps_low = true },
	[OP_DIV] = { .bits = tnum_div, .range = range_div },
	[OP_SDIV] = { .bits = tnum_sdiv, .range = range_sdiv },
	[OP_OR] = { .bits = tnum_or, .range = range_or, .keeps_low = true },
	[OP_AND] = { .bits = tnum_and, .range = range_and, .keeps_low = true },
	[OP_LSH] = { .bits = tnum_lsh, .range = range_lsh, .shift = true },
	[OP_RSH] = { .bits = tnum_rsh, .range = range_rsh, .shift = true },
	[OP_MOD] = { .bits = tnum_mod, .range = range_mod },
	[OP_SMOD] = { .bits = tnum_smod, .range = range_smod },
	[OP_XOR] = { .bits = tnum_xor, .range = range_xor, .keeps_low = true },
	[OP_ARSH] = { .bits = tnum_arsh, .range = range_arsh, .shift = true },
};

static struct scalar reduced(struct scalar s, unsigned w)
{
	bool some = scalar_reduce_w(&s, w);

	assert(some);
	(void)some;
	return s;
}

/* What is left of a shift count when all but its low bits are dropped: bits and range. */
static void mask_count(struct tnum *bits, struct range *r, unsigned w)
{
	uint64_t greatest = bits->value | bits->mask;

	if (greatest & ~(uint64_t)(w - 1)) {
		*bits = tnum_and(*bits, tnum_const(w - 1), w);
		*r = range_between(bits->value, bits->value | bits->mask, w);
	}
}

static struct scalar zero_extended(struct tnum bits, struct range r32, unsigned w)
{
	return reduced((struct scalar){ bits, range_zext(r32, w / 2, w), r32 }, w);
}

static struct scalar half_op(const struct op_row *row, const struct scalar *d,
			     const struct scalar *s, unsigned w)
{
	unsigned h = w / 2;
	struct tnum d_bits = tnum_low(d->bits, h), s_bits = tnum_low(s->bits, h);
	struct range s_range = s->r32;

	if (row->shift)
		mask_count(&s_bits, &s_range, h);
	return zero_extended(row->bits(d_bits, s_bits, h), row->range(d->r32, s_range, h), w);
}

/* The low half of a left shift is of the low half; all is, if the rest is shifted out. */
static void lsh_halves(struct scalar *out, const struct range *low, struct range count, unsigned w)
{
	unsigned h = w / 2;
	struct range all;

	if (range_umax(count, w) < h)
		out->r32 = range_lsh(*low, count, h);
	if (range_umin(count, w) < h)
		return;
	/* low * 2^count modulo 2^w is the same for all numbers that agree modulo 2^h */
	all = range_lsh(*low, count, w);
	if (all.size < out->r64.size)
		out->r64 = all;
}

static struct scalar full_op(const struct op_row *row, const struct scalar *d,
			     const struct scalar *s, unsigned w)
{
	struct tnum s_bits = s->bits;
	struct range s_range = s->r64;
	struct scalar out;

	if (row->shift)
		mask_count(&s_bits, &s_range, w);
	out.bits = row->bits(d->bits, s_bits, w);
	out.r64 = row->range(d->r64, s_range, w);
	out.r32 = row->keeps_low ? row->range(d->r32, s->r32, w / 2) : range_full(w / 2);
	if (row->bits == tnum_lsh)
		lsh_halves(&out, &d->r32, s_range, w);
	return reduced(out, w);
}

struct scalar scalar_truncate_w(const struct scalar *s, unsigned bits, bool sign, unsigned w)
{
	unsigned h = w / 2;
	struct scalar out = { .bits = tnum_low(s->bits, bits), .r32 = s->r32 };
	struct range low;

	if (bits == w)
		return *s;
	low = bits <= h ? range_low(s->r32, bits) : range_low(s->r64, bits);
	if (sign)
		out.bits = tnum_sext(out.bits, bits, w);
	out.r64 = sign ? range_sext(low, bits, w) : range_zext(low, bits, w);
	if (bits < h)
		out.r32 = sign ? range_sext(low, bits, h) : range_zext(low, bits, h);
	return reduced(out, w);
}

struct scalar scalar_alu_w(enum insn_op op, unsigned width, const struct scalar *d,
			   const struct scalar *s, unsigned w)
{
	struct scalar zero;

	if (op == OP_MOV)
		return scalar_truncate_w(s, width, false, w);
	if (op == OP_NEG) {
		zero = scalar_const_w(0, w);
		return scalar_alu_w(OP_SUB, width, &zero, d, w);
	}
	assert(op < sizeof(op_rows) / sizeof(op_rows[0]) && op_rows[op].bits);
	return width == w ? full_op(&op_rows[op], d, s, w) : half_op(&op_rows[op], d, s, w);
}

struct scalar scalar_widen_w(const struct scalar *old_, const struct scalar *new_, unsigned w)
{
	uint64_t moved = new_->bits.mask & ~old_->bits.mask;
	uint64_t mask = new_->bits.mask | (moved ? ~((moved & -moved) - 1) & width_mask(w) : 0);
	bool half = new_->r32.base != old_->r32.base || new_->r32.size != old_->r32.size;
	struct scalar wide = {
		{ new_->bits.value & ~mask, mask },
		range_widen(old_->r64, new_->r64, w),
		half ? range_full(w / 2) : new_->r32,
	};

	return reduced(wide, w);
}

/* --- scalars of 64 bits --- */

/* Extensions and byte orders: bits that are read, and how they come back. */
struct narrow_row {
	uint8_t bits;
	bool sign, swap;
};

static const struct narrow_row narrow_rows[] = {
	[OP_MOVSX8] = { .bits = 8, .sign = true },
	[OP_MOVSX16] = { .bits = 16, .sign = true },
	[OP_MOVSX32] = { .bits = 32, .sign = true },
	[OP_LE16] = { .bits = 16 },
	[OP_LE32] = { .bits = 32 },
	[OP_LE64] = { .bits = 64 },
	[OP_SWAP16] = { .bits = 16, .swap = true },
	[OP_SWAP32] = { .bits = 32, .swap = true },
	[OP_SWAP64] = { .bits = 64, .swap = true },
};

static struct scalar narrow_op(const struct narrow_row *row, unsigned width,
			       const struct scalar *d, const struct scalar *s)
{
	struct scalar out = scalar_truncate(row->sign ? s : d, row->bits, row->sign);

	if (row->swap)
		out = reduced((struct scalar){ tnum_swap(out.bits, row->bits / 8, 8),
					       range_full(64), range_full(32) }, 64);
	return scalar_truncate(&out, width, false);
}

struct scalar scalar_alu(enum insn_op op, unsigned width, const struct scalar *d,
			 const struct scalar *s)
{
	if (op < sizeof(narrow_rows) / sizeof(narrow_rows[0]) && narrow_rows[op].bits)
		return narrow_op(&narrow_rows[op], width, d, s);
	return scalar_alu_w(op, width, d, s, 64);
}

struct scalar scalar_load_unknown(unsigned bits, bool sign)
{
	struct scalar all = scalar_of_bits(bits);

	return sign ? scalar_truncate(&all, bits, true) : all;
}

struct scalar scalar_truncate(const struct scalar *s, unsigned bits, bool sign)
{
	return scalar_truncate_w(s, bits, sign, 64);
}

struct scalar scalar_add_const(const struct scalar *s, int64_t c)
{
	struct scalar add = scalar_const((uint64_t)c);

	if (!c)
		return *s;
	return scalar_alu_w(OP_ADD, 64, s, &add, 64);
}

struct scalar scalar_low_half(const struct scalar *s, int32_t c)
{
	struct scalar add = scalar_const((uint32_t)c), low, out;

	low = scalar_alu_w(OP_ADD, 32, s, &add, 64);
	out.bits = (struct tnum){ low.bits.value, low.bits.mask | ~(uint64_t)UINT32_MAX };
	out.r64 = range_full(64);
	out.r32 = low.r32;
	return reduced(out, 64);
}

struct scalar scalar_widen(const struct scalar *old_, const struct scalar *new_)
{
	return scalar_widen_w(old_, new_, 64);
}

struct scalar scalar_extract(const struct scalar *s, unsigned byte, unsigned size)
{
	struct scalar up_to = scalar_truncate(s, (byte + size) * 8, false);
	struct scalar count = scalar_const(byte * 8);

	return byte ? scalar_alu_w(OP_RSH, 64, &up_to, &count, 64) : up_to;
}
