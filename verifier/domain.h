/*
 * The operators of the abstract domain: what arithmetic, comparisons, loads and
 * stores do to a scalar (core/value.h).
 *
 * Every function is pure, total and sound: the result holds every value that
 * the concrete operation can give on values that its operands hold.  Scalars
 * passed in must be reduced and hold a value (which every function of the
 * domain returns); scalars returned are reduced.
 *
 * Widths are parameters.  The functions ending in _w work on scalars of any
 * even width w <= 64, r64 then being the range of w bits and r32 that of the
 * w / 2 low ones; tests prove them exhaustively at small w.  The functions
 * without it are those of 64 bits.  docs/domain.md has the algorithms.
 */
#ifndef SKEP_VERIFIER_DOMAIN_H
#define SKEP_VERIFIER_DOMAIN_H

#include "core/insn.h"
#include "core/value.h"

/* --- scalars of 64 bits: what the verifier calls --- */

/**
 * scalar_alu - dst after an arithmetic instruction
 * @op:    ADD SUB MUL DIV SDIV OR AND LSH RSH MOD SMOD XOR MOV ARSH NEG MOVSX8
 *         MOVSX16 MOVSX32 LE16 LE32 LE64 SWAP16 SWAP32 SWAP64
 * @width: bits of the operation, 32 or 64; 32-bit results are zero-extended
 * @d:     dst before; the operand of NEG, LE and SWAP
 * @s:     source register or sign-extended immediate; the operand of MOV and
 *         MOVSX; not read by NEG, LE and SWAP, where it may be NULL
 *
 * x / 0 is 0, x % 0 is x, shift counts are masked.  Constants give exactly the
 * constant of insn_eval_alu.
 */
struct scalar scalar_alu(enum insn_op op, unsigned width, const struct scalar *d,
			 const struct scalar *s);

/**
 * scalar_decide - is the comparison `d op s` decided?
 * @op:    OP_JEQ .. OP_JSLE
 * @width: 32 (low halves) or 64
 *
 * Return: 1 always true, 0 never, -1 either.
 */
int scalar_decide(enum insn_op op, unsigned width, const struct scalar *d, const struct scalar *s);

/**
 * scalar_refine - narrow both operands by the outcome of a comparison
 * @taken: the outcome of `d op s` that is assumed
 * @d, @s: narrowed in place; must be two objects
 *
 * Return: false if no values of the operands have that outcome (the branch is
 * dead; @d and @s are then of no use).
 */
bool scalar_refine(enum insn_op op, unsigned width, bool taken, struct scalar *d, struct scalar *s);

/* A load of `bits` bits of unknown content, zero- or sign-extended to 64. */
struct scalar scalar_load_unknown(unsigned bits, bool sign);

/* The low `bits` bits (1..64) of s, zero- or sign-extended to 64. */
struct scalar scalar_truncate(const struct scalar *s, unsigned bits, bool sign);

/* s + c modulo 2^64. */
struct scalar scalar_add_const(const struct scalar *s, int64_t c);

/* Any number whose low half is that of s, plus c modulo 2^32. */
struct scalar scalar_low_half(const struct scalar *s, int32_t c);

/**
 * scalar_widen - an upper bound of old_ and new_ that stops growing soon
 * @new_: includes old_
 *
 * Bounds that moved go to the limit of half the width, then to everything, those of the
 * low half at once; known bits are forgotten from the lowest that moved upwards.  In any
 * chain x' = widen(x, join(x, y)) x changes at most WIDEN_MAX_STEPS times.
 */
struct scalar scalar_widen(const struct scalar *old_, const struct scalar *new_);
enum { WIDEN_MAX_STEPS = 128 };

/* `size` bytes from byte `byte` (little-endian) of an 8-byte value, zero-extended. */
struct scalar scalar_extract(const struct scalar *s, unsigned byte, unsigned size);

/* --- the same at any even width, as the tests prove them --- */

/* width: w or w / 2.  No byte orders (their widths are fixed); MOVSX: scalar_truncate_w. */
struct scalar scalar_alu_w(enum insn_op op, unsigned width, const struct scalar *d,
			   const struct scalar *s, unsigned w);
int scalar_decide_w(enum insn_op op, unsigned width, const struct scalar *d,
		    const struct scalar *s, unsigned w);
bool scalar_refine_w(enum insn_op op, unsigned width, bool taken, struct scalar *d,
		     struct scalar *s, unsigned w);
struct scalar scalar_truncate_w(const struct scalar *s, unsigned bits, bool sign, unsigned w);
struct scalar scalar_widen_w(const struct scalar *old_, const struct scalar *new_, unsigned w);

/* --- known bits of w bits; shift counts are members of s, which are < w --- */

struct tnum tnum_add(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_sub(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_mul(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_div(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_mod(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_sdiv(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_smod(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_and(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_or(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_xor(struct tnum a, struct tnum b, unsigned w);
struct tnum tnum_lsh(struct tnum a, struct tnum s, unsigned w);
struct tnum tnum_rsh(struct tnum a, struct tnum s, unsigned w);
struct tnum tnum_arsh(struct tnum a, struct tnum s, unsigned w);
struct tnum tnum_low(struct tnum t, unsigned bits); /* the low bits, zero-extended */
struct tnum tnum_sext(struct tnum t, unsigned bits, unsigned w); /* from bits to w */
/* The first n bytes of byte_bits bits each in reverse order, zero-extended. */
struct tnum tnum_swap(struct tnum t, unsigned n, unsigned byte_bits);

/* --- circular ranges of w bits; shift counts lie in s, whose values are < w --- */

struct range range_add(struct range a, struct range b, unsigned w);
struct range range_sub(struct range a, struct range b, unsigned w);
struct range range_mul(struct range a, struct range b, unsigned w);
struct range range_div(struct range a, struct range b, unsigned w);
struct range range_mod(struct range a, struct range b, unsigned w);
struct range range_sdiv(struct range a, struct range b, unsigned w);
struct range range_smod(struct range a, struct range b, unsigned w);
struct range range_and(struct range a, struct range b, unsigned w);
struct range range_or(struct range a, struct range b, unsigned w);
struct range range_xor(struct range a, struct range b, unsigned w);
struct range range_lsh(struct range a, struct range s, unsigned w);
struct range range_rsh(struct range a, struct range s, unsigned w);
struct range range_arsh(struct range a, struct range s, unsigned w);
struct range range_low(struct range r, unsigned bits);
struct range range_zext(struct range r, unsigned bits, unsigned w);
struct range range_sext(struct range r, unsigned bits, unsigned w);
struct range range_widen(struct range old_, struct range new_, unsigned w);

#endif
