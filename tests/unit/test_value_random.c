/*
 * Soundness at 64 bits: 10^5 random pairs of scalars for every operator, tried
 * on members of both, the ends of their ranges and random ones.  The seed is
 * printed; SEED=N repeats a run.  PAIRS=N tries more, SOAK=1 10^7.
 */
#include <time.h>

#include "tests/unit/value_ref.h"

enum { N_MEMBERS = 7 };

static unsigned n_pairs;
static uint64_t seed;

static uint64_t random64(void)
{
	/* xorshift64*, Vigna 2016 */
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return seed * UINT64_C(0x2545f4914f6cdd1d);
}

static unsigned pick(unsigned n)
{
	return (unsigned)(random64() >> 32) % n;
}

/* Random, small, near a power of 2, near the limits. */
static uint64_t random_value(void)
{
	uint64_t near = (uint64_t)pick(17) - 8;

	switch (pick(6)) {
	case 0: return random64();
	case 1: return random64() >> pick(64);
	case 2: return near;
	case 3: return (UINT64_C(1) << pick(64)) + near;
	case 4: return -(random64() >> pick(64));
	default: return (uint64_t)(int64_t)(int32_t)random64();
	}
}

/* Parts around one value, so that the scalar is not empty. */
static struct scalar random_scalar(void)
{
	uint64_t v = random_value(), mask = random64() >> pick(64), size = random64() >> pick(64);
	uint64_t low = (random64() & UINT32_MAX) >> pick(32);
	struct scalar s = scalar_unknown();

	switch (pick(8)) {
	case 0: return scalar_const(v);
	case 1: return scalar_unknown();
	case 2: return scalar_urange(0, random64() >> pick(64));
	default: break;
	}
	if (pick(2))
		s.bits = (struct tnum){ v & ~mask, mask };
	if (pick(2) && size != UINT64_MAX)
		s.r64 = (struct range){ v - (pick(2) ? 0 : random64() % (size + 1)), size };
	if (pick(2) && low != UINT32_MAX)
		s.r32 = (struct range){ (uint32_t)(v - (pick(2) ? 0 : random64() % (low + 1))),
					low };
	if (!scalar_reduce(&s))
		fail_msg("a scalar around %llx is empty", (unsigned long long)v);
	return s;
}

/* Members: the ends of the range and others, with the bits forced. */
static unsigned members(const struct scalar *s, uint64_t *out)
{
	uint64_t size = s->r64.size;
	unsigned n = 0;

	for (unsigned i = 0; i < 3 * N_MEMBERS && n < N_MEMBERS; i++) {
		uint64_t at = size == UINT64_MAX ? random64() : random64() % (size + 1);
		uint64_t v = s->r64.base + (i == 0 ? 0 : i == 1 ? size : at);

		if (i == 2 || i == 3)
			v = (v & ~(uint64_t)UINT32_MAX) |
			    ((s->r32.base + (i == 2 ? 0 : s->r32.size)) & UINT32_MAX);
		if (i >= 4 && i % 2)
			v = (v & s->bits.mask) | s->bits.value;
		if (((v ^ s->bits.value) & ~s->bits.mask) == 0 && v - s->r64.base <= size &&
		    (uint32_t)(v - s->r32.base) <= s->r32.size)
			out[n++] = v;
		else if (i < 2)
			fail_msg("an end of the range is no member");
	}
	return n;
}

/* Membership as the test sees it. */
static bool holds(const struct scalar *s, uint64_t v)
{
	return ((v ^ s->bits.value) & ~s->bits.mask) == 0 && v - s->r64.base <= s->r64.size &&
	       (uint32_t)(v - (uint32_t)s->r32.base) <= s->r32.size;
}

static void must_hold(const char *name, const struct scalar *result, uint64_t v, uint64_t d,
		      uint64_t s)
{
	if (holds(result, v))
		return;
	print_scalar("result", result);
	fail_msg("%s of %llx and %llx loses %llx", name, (unsigned long long)d,
		 (unsigned long long)s, (unsigned long long)v);
}

static void must_be_reduced(const char *name, const struct scalar *s)
{
	struct scalar again = *s;

	if (!scalar_reduce(&again) || !same_scalar(&again, s)) {
		print_scalar(name, s);
		fail_msg("%s: the result is not reduced", name);
	}
}

/* A pair of scalars with members of each. */
struct sample {
	struct scalar d, s;
	uint64_t in_d[N_MEMBERS], in_s[N_MEMBERS];
	unsigned n_d, n_s;
};

static void draw(struct sample *sample)
{
	sample->d = random_scalar();
	sample->s = random_scalar();
	sample->n_d = members(&sample->d, sample->in_d);
	sample->n_s = members(&sample->s, sample->in_s);
}

static void check_alu(const struct named_op *op, unsigned width, const struct sample *sample)
{
	struct scalar r = scalar_alu(op->op, width, &sample->d, &sample->s);

	must_be_reduced(op->name, &r);
	for (unsigned i = 0; i < sample->n_d; i++)
		for (unsigned j = 0; j < sample->n_s; j++)
			must_hold(op->name, &r,
				  ref_alu(op->op, sample->in_d[i], sample->in_s[j], width),
				  sample->in_d[i], sample->in_s[j]);
}

static void arithmetic(void **state)
{
	struct sample sample;

	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(alu_ops); k++) {
		for (unsigned n = 0; n < n_pairs; n++) {
			draw(&sample);
			check_alu(&alu_ops[k], n % 2 ? 32 : 64, &sample);
			check_alu(&alu_ops[k], n % 2 ? 64 : 32, &sample);
		}
	}
}

static void check_jump(const struct named_op *op, unsigned width, const struct sample *sample)
{
	int decision = scalar_decide(op->op, width, &sample->d, &sample->s);
	struct scalar d[2] = { sample->d, sample->d }, s[2] = { sample->s, sample->s };
	bool alive[2];

	for (unsigned taken = 0; taken < 2; taken++) {
		alive[taken] = scalar_refine(op->op, width, taken, &d[taken], &s[taken]);
		if (!alive[taken])
			continue;
		must_be_reduced(op->name, &d[taken]);
		must_be_reduced(op->name, &s[taken]);
	}
	for (unsigned i = 0; i < sample->n_d; i++) {
		for (unsigned j = 0; j < sample->n_s; j++) {
			uint64_t x = sample->in_d[i], y = sample->in_s[j];
			bool taken = ref_jump(op->op, x, y, width);

			if (decision == !taken || !alive[taken])
				fail_msg("%s of %llx and %llx is possible", op->name,
					 (unsigned long long)x, (unsigned long long)y);
			must_hold(op->name, &d[taken], x, x, y);
			must_hold(op->name, &s[taken], y, x, y);
		}
	}
}

static void comparisons(void **state)
{
	struct sample sample;

	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(jump_ops); k++) {
		for (unsigned n = 0; n < n_pairs; n++) {
			draw(&sample);
			check_jump(&jump_ops[k], n % 2 ? 32 : 64, &sample);
			check_jump(&jump_ops[k], n % 2 ? 64 : 32, &sample);
		}
	}
}

static void check_sets(const struct sample *sample)
{
	struct scalar join = scalar_join(&sample->d, &sample->s), meet;
	struct scalar wide = scalar_widen(&sample->d, &join);
	bool some = scalar_meet(&sample->d, &sample->s, &meet);

	must_be_reduced("join", &join);
	must_be_reduced("widen", &wide);
	if (!scalar_subset(&sample->d, &sample->d) ||
	    (scalar_subset(&sample->d, &sample->s) && !holds(&sample->s, sample->in_d[0])))
		fail_msg("subset");
	if (!scalar_subset(&sample->d, &join) || !scalar_subset(&sample->s, &join) ||
	    !scalar_subset(&join, &wide))
		fail_msg("an operand is no subset of the join, or of what is widened");
	for (unsigned i = 0; i < sample->n_d; i++) {
		must_hold("join", &join, sample->in_d[i], 0, 0);
		must_hold("widen", &wide, sample->in_d[i], 0, 0);
		if (!holds(&sample->s, sample->in_d[i]))
			continue;
		assert_true(some);
		must_hold("meet", &meet, sample->in_d[i], 0, 0);
	}
	for (unsigned i = 0; i < sample->n_s; i++) {
		must_hold("join", &join, sample->in_s[i], 0, 0);
		must_hold("widen", &wide, sample->in_s[i], 0, 0);
	}
}

static void sets(void **state)
{
	struct sample sample;

	(void)state;
	for (unsigned n = 0; n < n_pairs; n++) {
		draw(&sample);
		check_sets(&sample);
	}
}

static uint64_t ref_swap(uint64_t v, unsigned n_bytes)
{
	uint64_t out = 0;

	for (unsigned i = 0; i < n_bytes; i++)
		out |= (v >> (8 * i) & 0xff) << (8 * (n_bytes - 1 - i));
	return out;
}

struct narrow_case {
	struct named_op op;
	unsigned bits;
	bool sign, swap;
};

static const struct narrow_case narrow_cases[] = {
	{ { OP_MOVSX8, "MOVSX8" }, 8, true, false },
	{ { OP_MOVSX16, "MOVSX16" }, 16, true, false },
	{ { OP_MOVSX32, "MOVSX32" }, 32, true, false },
	{ { OP_LE16, "LE16" }, 16, false, false },
	{ { OP_LE32, "LE32" }, 32, false, false },
	{ { OP_LE64, "LE64" }, 64, false, false },
	{ { OP_SWAP16, "SWAP16" }, 16, false, true },
	{ { OP_SWAP32, "SWAP32" }, 32, false, true },
	{ { OP_SWAP64, "SWAP64" }, 64, false, true },
};

static void check_narrow(const struct narrow_case *c, unsigned width, const struct scalar *operand,
			 const uint64_t *in, unsigned n)
{
	struct scalar other = scalar_const(1), r;

	r = c->sign ? scalar_alu(c->op.op, width, &other, operand) :
		      scalar_alu(c->op.op, width, operand, NULL);
	must_be_reduced(c->op.name, &r);
	for (unsigned i = 0; i < n; i++) {
		uint64_t v = ref_truncate(in[i], c->bits, c->sign, width);

		must_hold(c->op.name, &r, c->swap ? ref_swap(v, c->bits / 8) : v, in[i], 0);
		if (scalar_is_const(operand))
			assert_true(scalar_is_const(&r));
	}
}

static void extensions_and_byte_orders(void **state)
{
	struct sample sample;

	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(narrow_cases); k++) {
		for (unsigned n = 0; n < n_pairs / 2; n++) {
			bool both_widths = narrow_cases[k].bits < 32 && narrow_cases[k].sign;
			unsigned width = both_widths && n % 2 ? 32 : 64;

			draw(&sample);
			check_narrow(&narrow_cases[k], width, &sample.d, sample.in_d, sample.n_d);
			check_narrow(&narrow_cases[k], width, &sample.s, sample.in_s, sample.n_s);
		}
	}
}

static void check_pieces(const struct sample *sample, int64_t c)
{
	unsigned size = 1u << pick(4), byte = pick(9 - size), bits = 1 + pick(64), sign = pick(2);
	struct scalar sum = scalar_add_const(&sample->d, c);
	struct scalar piece = scalar_extract(&sample->d, byte, size);
	struct scalar low = scalar_truncate(&sample->d, bits, sign);
	struct scalar half = scalar_low_half(&sample->d, (int32_t)c);
	uint64_t upper = random64() << 32;

	must_be_reduced("add_const", &sum);
	must_be_reduced("extract", &piece);
	must_be_reduced("truncate", &low);
	must_be_reduced("low half", &half);
	for (unsigned i = 0; i < sample->n_d; i++) {
		uint64_t v = sample->in_d[i];

		must_hold("add_const", &sum, v + (uint64_t)c, v, (uint64_t)c);
		must_hold("extract", &piece, ref_truncate(v >> (8 * byte), 8 * size, false, 64), v,
			  byte);
		must_hold("truncate", &low, ref_truncate(v, bits, sign, 64), v, bits);
		must_hold("low half", &half, upper | (uint32_t)(v + (uint64_t)c), v, (uint64_t)c);
	}
}

static void pieces(void **state)
{
	struct sample sample;

	(void)state;
	for (unsigned n = 0; n < n_pairs; n++) {
		draw(&sample);
		check_pieces(&sample, (int64_t)random_value());
	}
}

/* Constants give the constant. */
static void constants(void **state)
{
	(void)state;
	for (unsigned k = 0; k < N_ELEMENTS(alu_ops); k++) {
		for (unsigned n = 0; n < n_pairs / 10; n++) {
			uint64_t x = random_value(), y = random_value();
			struct scalar d = scalar_const(x), s = scalar_const(y), r;
			unsigned width = n % 2 ? 32 : 64;

			r = scalar_alu(alu_ops[k].op, width, &d, &s);
			assert_true(scalar_is_const(&r));
			assert_int_equal(r.bits.value, ref_alu(alu_ops[k].op, x, y, width));
		}
	}
}

/* x' = widen(x, join(x, y)) comes to rest however y is chosen. */
static void widening_ends(void **state)
{
	unsigned most = 0;

	(void)state;
	for (unsigned n = 0; n < n_pairs / 50; n++) {
		struct scalar x = random_scalar();
		unsigned steps = 0;

		for (unsigned i = 0; i < 300; i++) {
			/* Steps of all kinds: anything, or just beyond what is known. */
			uint64_t last = x.r64.base + x.r64.size, low = x.r32.base + x.r32.size;
			uint64_t v = last + 1 + pick(3);
			struct scalar y, join, wide;

			switch (pick(6)) {
			case 0: v = x.r64.base - 1 - pick(3); break;
			case 1: v = (last & ~(uint64_t)UINT32_MAX) | (uint32_t)(low + 1); break;
			case 2: v = x.bits.value | (UINT64_C(1) << pick(64)); break;
			case 3: v = random_value(); break;
			default: break;
			}
			y = scalar_const(v);
			join = scalar_join(&x, &y);
			wide = scalar_widen(&x, &join);
			steps += !same_scalar(&wide, &x);
			x = wide;
		}
		most = steps > most ? steps : most;
	}
	print_message("# widening: at most %u steps\n", most);
	assert_true(most <= WIDEN_MAX_STEPS);
}

static bool has_row(enum insn_op op)
{
	for (unsigned k = 0; k < N_ELEMENTS(narrow_cases); k++)
		if (narrow_cases[k].op.op == op)
			return true;
	return among(alu_ops, N_ELEMENTS(alu_ops), op) || among(jump_ops, N_ELEMENTS(jump_ops), op);
}

static void every_operator(void **state)
{
	(void)state;
	assert_complete(KIND_ALU, has_row);
	assert_complete(KIND_JUMP, has_row);
}

static int setup(void **state)
{
	const char *given = getenv("SEED");

	(void)state;
	seed = given ? strtoull(given, NULL, 0) : (uint64_t)time(NULL) << 20 | (uint64_t)clock();
	seed += !seed;
	given = getenv("PAIRS");
	n_pairs = given ? (unsigned)strtoul(given, NULL, 0) : getenv("SOAK") ? 10000000 : 100000;
	n_pairs /= pair_stride();
	print_message("# SEED=%llu, %u random pairs an operator and width\n",
		      (unsigned long long)seed, n_pairs);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_operator),
		cmocka_unit_test(arithmetic), cmocka_unit_test(comparisons),
		cmocka_unit_test(sets),       cmocka_unit_test(extensions_and_byte_orders),
		cmocka_unit_test(pieces),     cmocka_unit_test(constants),
		cmocka_unit_test(widening_ends),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
