/*
 * The encoder: a row's word with its fields filled in.  The only place that
 * knows where fields are.
 */
#include "jit/a64/encode.h"

#include <assert.h>

const struct a64_row a64_row[N_A64] = {
#define A64(id, text, form, word) [A64_##id] = { text, A64_FORM_##form, word },
#include "jit/a64/a64.def"
};

static uint32_t bits(int64_t v, unsigned n, unsigned at)
{
	return ((uint32_t)v & ((UINT32_C(1) << n) - 1)) << at;
}

static bool fits(int64_t v, unsigned n)
{
	return v >= -(INT64_C(1) << (n - 1)) && v < INT64_C(1) << (n - 1);
}

static uint32_t imm12(int64_t imm)
{
	assert(a64_is_imm12(imm));
	return imm & 0xfff || !imm ? bits(imm, 12, 10) : bits(1, 1, 22) | bits(imm >> 12, 12, 10);
}

static uint64_t ones(unsigned n)
{
	return n < 64 ? (UINT64_C(1) << n) - 1 : ~UINT64_C(0);
}

static uint64_t rotate_right(uint64_t v, unsigned n, unsigned size)
{
	return n ? (v >> n | v << (size - n)) & ones(size) : v;
}

bool a64_set_logical(struct a64_op *op, uint64_t v)
{
	unsigned size = 64, count, right;
	uint64_t element;

	if (op->width == 32)
		v = (v & UINT32_MAX) | v << 32;
	if (!v || v == ~UINT64_C(0))
		return false;
	while (size > 2 && (v & ones(size / 2)) == (v >> size / 2 & ones(size / 2)))
		size /= 2;
	element = v & ones(size);
	count = (unsigned)__builtin_popcountll(element);
	if (element & 1) /* those that went round are the highest ones */
		right = (unsigned)__builtin_clzll(~(element << (64 - size)));
	else
		right = size - (unsigned)__builtin_ctzll(element);
	if (rotate_right(ones(count), right, size) != element)
		return false;
	op->imm = size == 64;
	op->rm = (uint8_t)right;
	op->ra = (uint8_t)(((0x80 - 2 * size) & 0x3f) | (count - 1));
	return true;
}

uint32_t a64_encode(enum a64_id id, const struct a64_op *op)
{
	uint32_t word = a64_row[id].word, sf = bits(op->width == 64, 1, 31);
	uint32_t rd = bits(op->rd, 5, 0), rn = bits(op->rn, 5, 5), rm = bits(op->rm, 5, 16);
	uint32_t size = bits(op->ra, 2, 30);

	switch (a64_row[id].form) {
	case A64_FORM_RRR: return word | sf | rd | rn | rm;
	case A64_FORM_RRRR: return word | sf | rd | rn | rm | bits(op->ra, 5, 10);
	case A64_FORM_RR: return word | sf | rd | rn;
	case A64_FORM_R: return word | rn;
	case A64_FORM_SET: return word | sf | rd | bits(op->ra, 4, 12);
	case A64_FORM_IMM12: return word | sf | rd | rn | imm12(op->imm);
	case A64_FORM_MOVE: return word | sf | rd | bits(op->imm, 16, 5) | bits(op->ra, 2, 21);
	case A64_FORM_BITS:
		return word | sf | sf >> 9 | rd | rn | bits(op->rm, 6, 16) | bits(op->ra, 6, 10);
	case A64_FORM_LOGIC:
		return word | sf | bits(op->imm, 1, 22) | rd | rn | bits(op->rm, 6, 16) |
		       bits(op->ra, 6, 10);
	case A64_FORM_EXTRACT: return word | sf | sf >> 9 | rd | rn | rm | bits(op->ra, 6, 10);
	case A64_FORM_SCALED: return word | size | rd | rn | bits(op->imm >> op->ra, 12, 10);
	case A64_FORM_UNSCALED: return word | size | rd | rn | bits(op->imm, 9, 12);
	case A64_FORM_INDEX: return word | size | rd | rn | rm | bits(op->imm != 0, 1, 12);
	case A64_FORM_ATOMIC: return word | size | rd | rn | rm;
	case A64_FORM_PAIR:
		return word | rd | rn | bits(op->rm, 5, 10) | bits(op->imm / 8, 7, 15);
	case A64_FORM_JUMP:
		assert(op->imm % A64_INSN == 0);
		return word | bits(op->imm >> 2, 26, 0);
	case A64_FORM_COND: return word | bits(op->rd, 4, 0) | bits(op->imm >> 2, 19, 5);
	case A64_FORM_TEST: return word | sf | rd | bits(op->imm >> 2, 19, 5);
	case A64_FORM_PAGE: return word | rd;
	default: return word;
	}
}

enum { JUMP_MASK = 0x7c000000, COND_MASK = 0x7e000000, PAGE_MASK = 0x1f000000 };

static bool is_row(uint32_t word, enum a64_id id, uint32_t mask)
{
	return (word & mask) == (a64_row[id].word & mask);
}

bool a64_set_distance(uint32_t *word, int64_t distance, uint64_t address)
{
	int64_t pages = (int64_t)((address + (uint64_t)distance) >> 12) - (int64_t)(address >> 12);

	if (is_row(*word, A64_B, JUMP_MASK)) {
		*word |= bits(distance >> 2, 26, 0);
		return fits(distance, 28) && distance % A64_INSN == 0;
	}
	if (is_row(*word, A64_BCC, COND_MASK) || is_row(*word, A64_CBNZ, COND_MASK)) {
		*word |= bits(distance >> 2, 19, 5);
		return fits(distance, 21) && distance % A64_INSN == 0;
	}
	if (is_row(*word, A64_ADRP, PAGE_MASK)) {
		*word |= bits(pages, 2, 29) | bits(pages >> 2, 19, 5);
		return fits(pages, 21);
	}
	*word |= bits((int64_t)(address + (uint64_t)distance), 12, 10);
	return true;
}
