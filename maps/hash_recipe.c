/*
 * Lookups in hashes of short keys as instructions: the key's words are read once, as
 * programs store them, and hashed in place; then two slots of the chain are looked at.
 *
 * A hit is one as in hash.c: the key stood in the slot at an even sequence, read before
 * and after the comparison.  That a bucket is empty is a miss by itself: a key that is
 * there all the time is in its chain at each moment.  All else (an odd sequence, a slot
 * that moved, an end of a chain, a longer one, a link out of bounds) is left to the C
 * body, which gets the words: what the program's memory holds is not read again.
 *
 * Registers: r0 where it is, r1 anything, r2 the link, r3 and r5 the key, r4 sequence.
 */
#include "maps/hash.h"

enum place { NOWHERE, EMPTY, HIT, NEXT, SLOW, END, N_PLACES };

struct maker {
	struct recipe *out;
	uint8_t to[MAX_RECIPE]; /* enum place that an instruction jumps to */
	uint32_t at[N_PLACES];
};

static void put(struct maker *m, enum insn_id id, uint8_t dst, uint8_t src, int32_t off,
		int64_t imm)
{
	recipe_put(m->out, id, dst, src, off, imm);
}

/* A constant that is not the program's choice. */
static void put_plain(struct maker *m, enum insn_id id, uint8_t dst, int64_t imm)
{
	recipe_add(m->out, (struct insn){ (uint16_t)id, dst, 0, 0, imm }, RECIPE_PLAIN);
}

/* The next instruction jumps there. */
static void note(struct maker *m, enum place to)
{
	if (m->out->n < MAX_RECIPE)
		m->to[m->out->n] = (uint8_t)to;
}

/* @dst = bytes [off, off + 4) of the key. */
static void put_key(struct maker *m, uint8_t dst, int32_t off)
{
	recipe_add(m->out, (struct insn){ INSN_LDXW, dst, 2, off, 0 }, RECIPE_KEY);
}

static void jump(struct maker *m, enum place to, enum insn_id id, uint8_t dst, uint8_t src,
		 int64_t imm)
{
	note(m, to);
	put(m, id, dst, src, 0, imm);
}

static void leave(struct maker *m, unsigned flag)
{
	note(m, END);
	recipe_leave(m->out, 0, flag);
}

static void put_place(struct maker *m, enum place place)
{
	m->at[place] = m->out->n;
}

static void resolve(struct maker *m)
{
	for (uint32_t i = 0; i < m->out->n; i++)
		if (m->to[i])
			m->out->insns[i].off = (int32_t)(m->at[m->to[i]] - i - 1);
}

/* ---- the hash ---- */

/* r0 = the sum of words' products; the key in r3 and r5, r4 and r1 are used up. */
static void put_words(struct maker *m, const uint32_t *secret, unsigned n)
{
	put_key(m, 3, 0);
	if (n > 1)
		put_key(m, 4, 4);
	if (n > 2)
		put_key(m, 5, 8);
	if (n > 3)
		put_key(m, 2, 12);
	put(m, INSN_MOV32_X, 0, 3, 0, 0);
	put_plain(m, INSN_ADD32_K, 0, (int32_t)secret[0]);
	if (n == 1) {
		put_plain(m, INSN_MOV32_K, 1, (int32_t)secret[1]);
	} else {
		put(m, INSN_MOV32_X, 1, 4, 0, 0);
		put_plain(m, INSN_ADD32_K, 1, (int32_t)secret[1]);
	}
	put(m, INSN_MUL64_X, 0, 1, 0, 0);
	if (n > 1) {
		put(m, INSN_LSH64_K, 4, 0, 0, 32);
		put(m, INSN_OR64_X, 3, 4, 0, 0);
	}
}

static void put_more_words(struct maker *m, const uint32_t *secret, unsigned n)
{
	put(m, INSN_MOV32_X, 4, 5, 0, 0);
	put_plain(m, INSN_ADD32_K, 4, (int32_t)secret[2]);
	if (n == 3) {
		put_plain(m, INSN_MOV32_K, 1, (int32_t)secret[3]);
	} else {
		put(m, INSN_MOV32_X, 1, 2, 0, 0);
		put_plain(m, INSN_ADD32_K, 1, (int32_t)secret[3]);
	}
	put(m, INSN_MUL64_X, 4, 1, 0, 0);
	put(m, INSN_ADD64_X, 0, 4, 0, 0);
	if (n > 3) {
		put(m, INSN_LSH64_K, 2, 0, 0, 32);
		put(m, INSN_OR64_X, 5, 2, 0, 0);
	}
}

/* r0 = the bucket: hash_mix, of which the upper half counts. */
static void put_bucket(struct maker *m, const struct map_geometry *g)
{
	enum { SHIFT = 4 };

	_Static_assert(sizeof(struct map_bucket) == 1 << SHIFT, "a bucket is found by a shift");
	put(m, INSN_MOV64_X, 4, 0, 0, 0);
	put(m, INSN_RSH64_K, 4, 0, 0, 32);
	put(m, INSN_XOR64_X, 0, 4, 0, 0);
	put_plain(m, INSN_LDDW, 4, (int64_t)HASH_FACTOR);
	put(m, INSN_MUL64_X, 0, 4, 0, 0);
	put(m, INSN_RSH64_K, 0, 0, 0, 32 - SHIFT);
	put(m, INSN_AND64_K, 0, 0, 0, (int64_t)(g->n_buckets - 1) << SHIFT);
	put(m, INSN_MAP_PART, 4, 0, 0, (int64_t)g->buckets_offset);
	put(m, INSN_ADD64_X, 0, 4, 0, 0);
}

/* ---- a slot ---- */

/* @dst = the link in r2 times @stride, plus what is at @part for link 0. */
static void put_slot(struct maker *m, uint64_t stride, uint64_t part)
{
	put(m, INSN_MOV64_X, 0, 2, 0, 0);
	recipe_scale(m->out, 0, stride);
	put(m, INSN_MAP_PART, 1, 0, 0, (int64_t)part);
	put(m, INSN_ADD64_X, 0, 1, 0, 0);
}

/* The slot of the link in r2, which is not 0: r0, if it holds the key; else to @other. */
static void put_probe(struct maker *m, const struct map_geometry *g, enum place other)
{
	const int32_t content = offsetof(struct map_slot, content);
	const int32_t sequence = offsetof(struct map_slot, sequence);

	jump(m, SLOW, INSN_JGT_K, 2, 0, g->n_slots);
	recipe_put_guard(m->out, INSN_MOV64_X, 1, 2, 0);
	recipe_put_guard(m->out, INSN_SUB64_K, 1, 0, (int64_t)g->n_slots + 1);
	recipe_put_guard(m->out, INSN_ARSH64_K, 1, 0, 63);
	recipe_put_guard(m->out, INSN_AND64_X, 2, 1, 0);
	put_slot(m, g->slot_stride, g->slots_offset - g->slot_stride);
	put(m, INSN_LOAD_ACQ32, 4, 0, sequence, 0);
	put(m, INSN_LOAD_ACQ64, 1, 0, content, 0);
	jump(m, other, INSN_JNE_X, 1, 3, 0);
	if (g->key_size > 8) {
		put(m, INSN_LOAD_ACQ64, 1, 0, content + 8, 0);
		jump(m, other, INSN_JNE_X, 1, 5, 0);
	}
	jump(m, SLOW, INSN_JSET_K, 4, 0, 1);
	put(m, INSN_LDXW, 1, 0, sequence, 0);
	jump(m, SLOW, INSN_JNE_X, 1, 4, 0);
}

/* hash_use, of the link in r2. */
static void put_use(struct maker *m, const struct map_geometry *g)
{
	put(m, INSN_MAP_PART, 1, 0, 0, (int64_t)g->refs_offset - 1);
	put(m, INSN_ADD64_X, 1, 2, 0, 0);
	put(m, INSN_LDXB, 4, 1, 0, 0);
	put(m, INSN_JSET_K, 4, 0, 2, REF_USED);
	put(m, INSN_OR64_K, 4, 0, 0, REF_USED);
	put(m, INSN_STXB, 1, 4, 0, 0);
}

/* hash_value */
static void put_value(struct maker *m, const struct map_geometry *g)
{
	if (g->refs_offset)
		put_use(m, g);
	if (!g->lane_stride) {
		put(m, INSN_ADD64_K, 0, 0, 0, g->value_offset);
		return;
	}
	put(m, INSN_MOV64_X, 0, 2, 0, 0);
	put(m, INSN_ADD64_K, 0, 0, 0, -1);
	recipe_scale(m->out, 0, g->value_stride);
	put(m, INSN_LANE_BASE, 1, 0, 0, 0);
	put(m, INSN_ADD64_X, 0, 1, 0, 0);
}

/* ---- the whole ---- */

static uint64_t look_up(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			struct run *run)
{
	const uint64_t key[] = { r2, r3 };
	struct map *map = (struct map *)(uintptr_t)r1;

	(void)r4;
	(void)r5;
	return (uintptr_t)map->ops->lookup(map, key, run->lane);
}

static void put_cold(struct maker *m, const struct map_geometry *g)
{
	put_place(m, EMPTY);
	put(m, INSN_MOV64_K, 0, 0, 0, 0);
	leave(m, RECIPE_NULL);
	put_place(m, NEXT);
	put(m, INSN_LOAD_ACQ32, 2, 0, offsetof(struct map_slot, next), 0);
	jump(m, SLOW, INSN_JEQ_K, 2, 0, 0);
	put_probe(m, g, SLOW);
	jump(m, HIT, INSN_JA, 0, 0, 0);
	put_place(m, SLOW);
	put(m, INSN_MOV64_X, 2, 3, 0, 0);
	if (g->key_size > 8)
		put(m, INSN_MOV64_X, 3, 5, 0, 0);
	put(m, INSN_LDDW_MAP_FD, 1, 0, 0, 0);
	put(m, INSN_CALL_RECIPE, 0, 0, 0, g->key_size > 8 ? 3 : 2);
	leave(m, 0);
	put_place(m, END);
}

static bool has_recipe(const struct map_geometry *g)
{
	return g->key_size % 4 == 0 && g->key_size <= 16 && g->n_buckets <= UINT32_C(1) << 26 &&
	       g->n_slots < INT32_MAX;
}

void hash_recipe(const struct map *map, struct recipe *out)
{
	const struct map_geometry *g = &map->geometry;
	struct maker m = { .out = out };
	unsigned n = g->key_size / 4;

	*out = (struct recipe){ .call = look_up };
	if (!has_recipe(g))
		return;
	put_words(&m, map->secret, n);
	if (n > 2)
		put_more_words(&m, map->secret, n);
	put_bucket(&m, g);
	put(&m, INSN_LOAD_ACQ32, 2, 0, offsetof(struct map_bucket, head), 0);
	jump(&m, EMPTY, INSN_JEQ_K, 2, 0, 0);
	put_probe(&m, g, NEXT);
	put_place(&m, HIT);
	put_value(&m, g);
	out->cold = out->n;
	put_cold(&m, g);
	resolve(&m);
}
