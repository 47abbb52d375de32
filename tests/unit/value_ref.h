/*
 * What the tests of the abstract domain share: sets of small values as bit sets,
 * by which abstract results are judged: what must be in them and how small they
 * could have been.
 */
#ifndef SKEP_TESTS_VALUE_REF_H
#define SKEP_TESTS_VALUE_REF_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/value.h"
#include "tests/lib/concrete.h"
#include "verifier/domain.h"

#define N_ELEMENTS(array) (sizeof(array) / sizeof((array)[0]))

struct named_op {
	enum insn_op op;
	const char *name;
};

/* Every operator that the instruction table has of this kind must have a row. */
static inline void assert_complete(enum insn_kind kind, bool (*has_row)(enum insn_op op))
{
	for (unsigned id = 1; id < N_INSN_IDS; id++)
		if (insn_info[id].kind == kind && insn_info[id].text && !has_row(insn_info[id].op))
			fail_msg("no row for the operator of %s", insn_info[id].name);
}

static inline bool among(const struct named_op *rows, size_t n, enum insn_op op)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].op == op)
			return true;
	return false;
}

#define NAMED(op) { OP_##op, #op }
static const struct named_op alu_ops[] __attribute__((unused)) = {
	NAMED(ADD), NAMED(SUB), NAMED(MUL), NAMED(DIV), NAMED(SDIV), NAMED(OR), NAMED(AND),
	NAMED(LSH), NAMED(RSH), NAMED(MOD), NAMED(SMOD), NAMED(XOR), NAMED(MOV), NAMED(ARSH),
	NAMED(NEG),
};
static const struct named_op jump_ops[] __attribute__((unused)) = {
	NAMED(JEQ), NAMED(JGT), NAMED(JGE), NAMED(JSET), NAMED(JNE), NAMED(JSGT),
	NAMED(JSGE), NAMED(JLT), NAMED(JLE), NAMED(JSLT), NAMED(JSLE),
};
#undef NAMED

/* --- sets: bit v is the value v; w <= 6 --- */

static inline uint64_t set_all(unsigned w)
{
	return ref_mask(1u << w);
}

static inline uint64_t set_of_tnum(struct tnum t, unsigned w)
{
	uint64_t set = 0;

	for (uint64_t v = 0; v < UINT64_C(1) << w; v++)
		if (((v ^ t.value) & ~t.mask & ref_mask(w)) == 0)
			set |= UINT64_C(1) << v;
	return set;
}

static inline uint64_t set_of_range(struct range r, unsigned w)
{
	uint64_t set = 0;

	for (uint64_t i = 0; i <= r.size; i++)
		set |= UINT64_C(1) << ((r.base + i) & ref_mask(w));
	return set;
}

/* The low halves in `low`, with every upper half. */
static inline uint64_t set_of_low(uint64_t low, unsigned w)
{
	uint64_t set = 0;

	for (unsigned high = 0; high < 1u << (w - w / 2); high++)
		set |= low << (high << (w / 2));
	return set;
}

static inline uint64_t set_of_scalar(const struct scalar *s, unsigned w)
{
	return set_of_tnum(s->bits, w) & set_of_range(s->r64, w) &
	       set_of_low(set_of_range(s->r32, w / 2), w);
}

/* The unknown bits of the best known-bits abstraction of a set. */
static inline uint64_t best_mask(uint64_t set)
{
	uint64_t ones = 0, zeros = 0;

	for (uint64_t left = set; left; left &= left - 1) {
		uint64_t v = (uint64_t)__builtin_ctzll(left);

		ones |= v;
		zeros |= ~v;
	}
	return ones & zeros;
}

/* The size of the smallest arc around a set: the circle less its longest gap. */
static inline uint64_t best_size(uint64_t set, unsigned w)
{
	unsigned n = 1u << w, run = 0, longest = 0;

	for (unsigned i = 0; i < 2 * n; i++) {
		run = set >> (i & (n - 1)) & 1 ? 0 : run + 1;
		longest = run > longest ? run : longest;
	}
	return n - 1 - longest;
}

static inline uint64_t low_halves(uint64_t set, unsigned w)
{
	uint64_t low = 0;

	for (unsigned v = 0; v < 1u << w; v++)
		low |= (set >> v & 1) << (v & ref_mask(w / 2));
	return low;
}

/* The best scalar for a set has parts of these sizes. */
struct best {
	uint8_t mask, r64, r32;
};

/* What judge_product() looks up: sets of parts, the best for each set. */
struct judge {
	uint16_t tnum[16][16], r64[16][16], r32[4][4];
	struct best best[1 << 16];
};

static inline void judge_init(struct judge *judge)
{
	for (unsigned a = 0; a < 16; a++) {
		for (unsigned b = 0; b < 16; b++) {
			judge->tnum[a][b] = (uint16_t)set_of_tnum((struct tnum){ a, b }, 4);
			judge->r64[a][b] = (uint16_t)set_of_range((struct range){ a, b }, 4);
			judge->r32[a / 4][b / 4] = (uint16_t)set_of_low(
				set_of_range((struct range){ a / 4, b / 4 }, 2), 4);
		}
	}
	for (unsigned set = 1; set < 1 << 16; set++)
		judge->best[set] = (struct best){
			(uint8_t)best_mask(set),
			(uint8_t)best_size(set, 4),
			(uint8_t)best_size(low_halves(set, 4), 2),
		};
}

static inline uint64_t judge_set(const struct judge *judge, const struct scalar *s)
{
	return judge->tnum[s->bits.value][s->bits.mask] & judge->r64[s->r64.base][s->r64.size] &
	       judge->r32[s->r32.base][s->r32.size];
}

/* --- all abstract values of a small width --- */

/* WIDER=1: known bits and ranges of one bit more. */
static inline unsigned wider(void)
{
	return getenv("WIDER") ? 1 : 0;
}

static inline unsigned all_tnums(struct tnum *out, unsigned w)
{
	unsigned n = 0;

	for (uint64_t mask = 0; mask <= ref_mask(w); mask++)
		for (uint64_t value = 0; value <= ref_mask(w); value++)
			if (!(value & mask))
				out[n++] = (struct tnum){ value, mask };
	return n;
}

static inline unsigned all_ranges(struct range *out, unsigned w)
{
	unsigned n = 0;

	for (uint64_t base = 0; base <= ref_mask(w); base++)
		for (uint64_t size = 0; size <= ref_mask(w); size++)
			if (size != ref_mask(w) || base == 0)
				out[n++] = (struct range){ base, size };
	return n;
}

static inline bool same_scalar(const struct scalar *a, const struct scalar *b)
{
	return a->bits.value == b->bits.value && a->bits.mask == b->bits.mask &&
	       a->r64.base == b->r64.base && a->r64.size == b->r64.size &&
	       a->r32.base == b->r32.base && a->r32.size == b->r32.size;
}

enum { PRODUCT_WIDTH = 4, MAX_PRODUCTS = 2048 };

/* The reduced scalars of PRODUCT_WIDTH bits and what they hold. */
struct products {
	unsigned n;
	struct scalar scalar[MAX_PRODUCTS];
	uint64_t set[MAX_PRODUCTS];
};

static inline void products_add(struct products *p, struct scalar s)
{
	if (!scalar_reduce_w(&s, PRODUCT_WIDTH))
		return;
	for (unsigned i = 0; i < p->n; i++)
		if (same_scalar(&p->scalar[i], &s))
			return;
	assert_true(p->n < MAX_PRODUCTS);
	p->scalar[p->n] = s;
	p->set[p->n++] = set_of_scalar(&s, PRODUCT_WIDTH);
}

static inline void all_products(struct products *p)
{
	static struct tnum tnum[1 << (2 * PRODUCT_WIDTH)];
	static struct range r64[1 << (2 * PRODUCT_WIDTH)], r32[1 << PRODUCT_WIDTH];
	unsigned n_tnums = all_tnums(tnum, PRODUCT_WIDTH), n_r64 = all_ranges(r64, PRODUCT_WIDTH);
	unsigned n_r32 = all_ranges(r32, PRODUCT_WIDTH / 2);

	p->n = 0;
	for (unsigned i = 0; i < n_tnums; i++)
		for (unsigned j = 0; j < n_r64; j++)
			for (unsigned k = 0; k < n_r32; k++)
				products_add(p, (struct scalar){ tnum[i], r64[j], r32[k] });
}

/*
 * Where code runs many times slower, in a sanitizer build or under a wrapper
 * such as valgrind or qemu, a pair test takes every 13th pair.
 */
static inline unsigned pair_stride(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	return 13;
#else
	return getenv("TEST_RUNNER") && *getenv("TEST_RUNNER") ? 13 : 1;
#endif
}

/* --- tallies --- */

/* Results, those as small as can be, and the values in them that nothing gives. */
struct tally {
	uint64_t n, best, excess;
};

static inline void tally_print(const char *what, const char *name, const struct tally *tally)
{
	double n = tally->n ? (double)tally->n : 1;

	print_message("# %-14s %-6s %5.1f %% best possible, %5.2f values too many, of %llu\n", what,
		      name, 100.0 * (double)tally->best / n, (double)tally->excess / n,
		      (unsigned long long)tally->n);
}

static inline void print_scalar(const char *what, const struct scalar *s)
{
	print_message("# %s: bits %llx/%llx r64 %llx+%llx r32 %llx+%llx\n", what,
		      (unsigned long long)s->bits.value, (unsigned long long)s->bits.mask,
		      (unsigned long long)s->r64.base, (unsigned long long)s->r64.size,
		      (unsigned long long)s->r32.base, (unsigned long long)s->r32.size);
}

/* The result must hold every value of `must`; count it if it is the best that can.  4 bits. */
static inline void judge_product(const struct judge *judge, const char *name,
				 const struct scalar *result, uint64_t must, struct tally *tally)
{
	const struct best *best = &judge->best[must];
	uint64_t set = judge_set(judge, result);

	if (must & ~set) {
		print_scalar("result", result);
		fail_msg("%s loses values: %llx", name, (unsigned long long)(must & ~set));
	}
	tally->n++;
	tally->excess += (unsigned)__builtin_popcountll(set & ~must);
	tally->best += result->bits.mask == best->mask && result->r64.size == best->r64 &&
		       result->r32.size == best->r32;
}

/* The same at any width. */
static inline void judge_scalar(const char *name, const struct scalar *result, uint64_t must,
				unsigned w, struct tally *tally)
{
	uint64_t set = set_of_scalar(result, w);

	if (must & ~set) {
		print_scalar("result", result);
		fail_msg("%s loses values: %llx", name, (unsigned long long)(must & ~set));
	}
	tally->n++;
	tally->excess += (unsigned)__builtin_popcountll(set & ~must);
	tally->best += result->bits.mask == best_mask(must) &&
		       result->r64.size == best_size(must, w) &&
		       result->r32.size == best_size(low_halves(must, w), w / 2);
}

#endif
