/*
 * The concrete operators, for any width and written apart from core/insn.def:
 * what tests and proofs of the abstract domain hold it to.
 */
#ifndef SKEP_TESTS_CONCRETE_H
#define SKEP_TESTS_CONCRETE_H

#include <stdlib.h>

#include "core/insn.h"

static inline uint64_t ref_mask(unsigned w)
{
	return UINT64_MAX >> (64 - w);
}

static inline int64_t ref_signed(uint64_t v, unsigned w)
{
	uint64_t sign = UINT64_C(1) << (w - 1);

	return (int64_t)(((v & ref_mask(w)) ^ sign) - sign);
}

static inline uint64_t ref_sdiv(int64_t d, int64_t s, bool remainder)
{
	if (s == 0)
		return remainder ? (uint64_t)d : 0;
	if (s == -1)
		return remainder ? 0 : -(uint64_t)d;
	return (uint64_t)(remainder ? d % s : d / s);
}

static inline uint64_t ref_alu(enum insn_op op, uint64_t d, uint64_t s, unsigned w)
{
	unsigned count = (unsigned)(s & (w - 1));
	uint64_t v;

	d &= ref_mask(w);
	s &= ref_mask(w);
	switch (op) {
	case OP_ADD: v = d + s; break;
	case OP_SUB: v = d - s; break;
	case OP_MUL: v = d * s; break;
	case OP_DIV: v = s == 0 ? 0 : d / s; break;
	case OP_MOD: v = s == 0 ? d : d % s; break;
	case OP_SDIV: v = ref_sdiv(ref_signed(d, w), ref_signed(s, w), false); break;
	case OP_SMOD: v = ref_sdiv(ref_signed(d, w), ref_signed(s, w), true); break;
	case OP_OR: v = d | s; break;
	case OP_AND: v = d & s; break;
	case OP_XOR: v = d ^ s; break;
	case OP_LSH: v = d << count; break;
	case OP_RSH: v = d >> count; break;
	case OP_ARSH: v = (uint64_t)(ref_signed(d, w) >> count); break;
	case OP_MOV: v = s; break;
	case OP_NEG: v = ~d + 1; break;
	default: abort();
	}
	return v & ref_mask(w);
}

static inline bool ref_jump(enum insn_op op, uint64_t d, uint64_t s, unsigned w)
{
	int64_t sd = ref_signed(d, w), ss = ref_signed(s, w);

	d &= ref_mask(w);
	s &= ref_mask(w);
	switch (op) {
	case OP_JEQ: return d == s;
	case OP_JNE: return d != s;
	case OP_JSET: return (d & s) != 0;
	case OP_JGT: return d > s;
	case OP_JGE: return d >= s;
	case OP_JLT: return d < s;
	case OP_JLE: return d <= s;
	case OP_JSGT: return sd > ss;
	case OP_JSGE: return sd >= ss;
	case OP_JSLT: return sd < ss;
	case OP_JSLE: return sd <= ss;
	default: abort();
	}
}

static inline uint64_t ref_truncate(uint64_t v, unsigned bits, bool sign, unsigned w)
{
	v &= ref_mask(bits);
	return (sign ? (uint64_t)ref_signed(v, bits) : v) & ref_mask(w);
}

#endif
