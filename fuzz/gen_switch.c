/*
 * Comparisons of one number with constants, in a tree or a chain, as a compiler makes them
 * of a switch: leaves that choose a constant, now and then compute more, and come together
 * behind the tree or in front of it.
 */
#include "fuzz/gen_impl.h"

enum { MOST_CASES = 14, MOST_EDGES = 64 };

struct choice {
	struct gen *g;
	unsigned value, target, spare, width;
	int32_t constant[MOST_CASES];
	uint32_t n;
	struct edge { /* of a jump to a leaf; leaf n is the default */
		uint32_t jump, leaf;
	} edges[MOST_EDGES];
	uint32_t n_edges;
};

static void to_leaf(struct choice *c, uint32_t jump, uint32_t leaf)
{
	if (c->n_edges < MOST_EDGES)
		c->edges[c->n_edges++] = (struct edge){ jump, leaf };
}

static uint32_t compare(struct choice *c, enum insn_op op, unsigned reg, int32_t k)
{
	return gen_emit(c->g, gen_jump_id(op, c->width, false), reg, 0, 0, k);
}

/* Two neighbours at once: what is left of the number after a subtraction is small. */
static bool compare_two(struct choice *c, uint32_t i)
{
	struct gen *g = c->g;
	bool word = c->width == 32;

	if (c->spare == c->value || c->constant[i + 1] != c->constant[i] + 1 ||
	    !rng_percent(g->rng, 40))
		return false;
	gen_emit(g, word ? INSN_MOV32_X : INSN_MOV64_X, c->spare, c->value, 0, 0);
	gen_emit(g, word ? INSN_ADD32_K : INSN_ADD64_K, c->spare, 0, 0, -c->constant[i]);
	to_leaf(c, compare(c, OP_JLT, c->spare, 2), i);
	return true;
}

static void emit_tree(struct choice *c, uint32_t from, uint32_t to)
{
	struct gen *g = c->g;
	uint32_t middle = (from + to) / 2, jump;

	if (to - from > 3 && rng_percent(g->rng, 85)) {
		jump = compare(c, rng_percent(g->rng, 70) ? OP_JSGT : OP_JGT, c->value,
			       c->constant[middle]);
		emit_tree(c, from, middle + 1);
		gen_land(g, jump);
		emit_tree(c, middle + 1, to);
		return;
	}
	for (uint32_t i = from; i < to; i++) {
		if (i + 1 < to && compare_two(c, i)) {
			i++;
			continue;
		}
		if (rng_percent(g->rng, 30))
			gen_emit(g, INSN_MOV32_K, c->target, 0, 0, rng_imm(g->rng));
		to_leaf(c, compare(c, OP_JEQ, c->value, c->constant[i]), i);
	}
	to_leaf(c, gen_emit(g, INSN_JA, 0, 0, 0, 0), c->n);
}

/* false: no jump leads to it. */
static bool emit_leaf(struct choice *c, uint32_t leaf, bool plain)
{
	struct gen *g = c->g;
	bool reached = false;

	for (uint32_t e = 0; e < c->n_edges; e++) {
		if (c->edges[e].leaf != leaf)
			continue;
		gen_land(g, c->edges[e].jump);
		reached = true;
	}
	if (!reached)
		return false;
	if (rng_percent(g->rng, 90))
		gen_emit(g, INSN_MOV64_K, c->target, 0, 0, rng_imm(g->rng));
	if (!plain && rng_percent(g->rng, 50))
		gen_emit(g, INSN_XOR64_X, c->target, c->value, 0, 0);
	return true;
}

static void choose_constants(struct choice *c)
{
	struct rng *rng = c->g->rng;
	int32_t k = rng_percent(rng, 70) ? (int32_t)rng_below(rng, 6) :
					   (int32_t)rng_below(rng, 600) - 300;

	c->n = 3 + rng_below(rng, MOST_CASES - 3);
	for (uint32_t i = 0; i < c->n; i++) {
		c->constant[i] = k;
		k += 1 + (rng_percent(rng, 40) ? (int32_t)rng_below(rng, 9) : 0);
	}
}

/* One of two constants, mostly 0 and 1, by a comparison of any kind. */
void gen_choose(struct gen *g)
{
	static const int32_t some[] = { 0, 0, 0, 1, 1, -1, 300, 7 };
	int value = gen_pick_number(g), target = gen_free(g), id;
	uint32_t jump;

	if (value < 0 || target < 0 || value == target)
		return;
	if (!(g->keep >> value & 1) && rng_percent(g->rng, 80))
		gen_unknown(g, (unsigned)value);
	do
		id = 1 + (int)rng_below(g->rng, N_INSN_IDS - 1);
	while (insn_info[id].kind != KIND_JUMP || insn_info[id].src_is_reg);
	gen_set(g, (unsigned)target, gen_number(UINT64_MAX));
	gen_emit(g, INSN_MOV64_K, (unsigned)target, 0, 0, some[rng_below(g->rng, 8)]);
	jump = gen_emit(g, (enum insn_id)id, (unsigned)value, 0, 0, rng_imm(g->rng));
	gen_emit(g, rng_percent(g->rng, 50) ? INSN_MOV64_K : INSN_MOV32_K, (unsigned)target, 0, 0,
		 some[rng_below(g->rng, 8)]);
	gen_land(g, jump);
}

void gen_switch(struct gen *g)
{
	struct choice c = { .g = g, .width = rng_percent(g->rng, 60) ? 32 : 64 };
	int value = gen_pick_number(g), target = gen_free(g), spare = gen_free(g);
	bool back = rng_percent(g->rng, 50), plain = rng_percent(g->rng, 70);
	uint32_t skip = 0, merge = 0, out[MOST_CASES + 2], n_out = 0;

	if (value < 0 || target < 0 || value == target)
		return;
	if (!(g->keep >> value & 1) && rng_percent(g->rng, 80)) {
		gen_unknown(g, (unsigned)value);
		if (rng_percent(g->rng, 70))
			gen_emit(g, INSN_AND64_K, (unsigned)value, 0, 0,
				 15 << rng_below(g->rng, 2));
	}
	c.value = (unsigned)value;
	c.target = (unsigned)target;
	c.spare = spare < 0 || spare == target ? c.value : (unsigned)spare;
	choose_constants(&c);
	gen_set(g, c.target, gen_number(UINT64_MAX));
	gen_emit(g, INSN_MOV64_K, c.target, 0, 0, rng_imm(g->rng));
	if (c.spare != c.value) {
		gen_set(g, c.spare, gen_number(UINT64_MAX));
		gen_emit(g, INSN_MOV64_K, c.spare, 0, 0, 1);
	}
	if (back) {
		skip = gen_emit(g, INSN_JA, 0, 0, 0, 0);
		merge = gen_emit(g, INSN_ADD64_K, c.target, 0, 0, 3);
		out[n_out++] = gen_emit(g, INSN_JA, 0, 0, 0, 0);
		gen_land(g, skip);
	}
	emit_tree(&c, 0, c.n);
	for (uint32_t leaf = 0; leaf <= c.n; leaf++) {
		uint32_t jump;

		if (!emit_leaf(&c, leaf, plain))
			continue;
		jump = gen_emit(g, INSN_JA, 0, 0, 0, 0);
		if (back && (leaf == c.n || rng_percent(g->rng, 95)))
			g->prog->insn[jump].off = (int32_t)merge - (int32_t)jump - 1;
		else
			out[n_out++] = jump;
	}
	while (n_out)
		gen_land(g, out[--n_out]);
}
