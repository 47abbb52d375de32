/*
 * Trees and chains of comparisons of one value with constants become tables: clang
 * makes them of each switch, since BPF has no other way.
 *
 * The tree is walked once with all values of a range that has its constants, and with
 * some outside it; what differs are paths: the constants that they move to temporaries,
 * what they charge, where they end.  Where all end at one place and move what differs
 * to one temporary, that and the charge are looked up; else control goes by a table of
 * cases.  Values outside the range go their own ways, or through the tree as it was.
 *
 * Indirect jumps are foretold by what others, programs too, taught the processor, so
 * hardened code has none here; there the index is masked besides, so that what is looked
 * up lies in the table whatever was foretold.
 *
 * This is a pass over level 0's operations, in front of the others.
 */
#include <errno.h>

#include "jit/switch.h"

enum {
	MIN_NODES = 4,     /* comparisons of a tree that is worth a table */
	MIN_WAYS = 10,     /* cases that are worth an indirect jump, see docs/jit.md */
	MAX_NODES = 128,
	MAX_BELOW = 16,    /* from such constants on tables begin at 0 */
	MAX_SCANNED = 64,  /* operations from one comparison to the next */
	N_OUTSIDE = 6,
	NO_WAY = 0xff,
};

struct item { /* a value on its way through the tree */
	int64_t v;
	uint32_t number; /* of the table; behind its end: outside */
};

struct walk {
	const struct ir *ir;
	struct tree *tree;
	uint32_t local; /* temporaries that have no value where blocks begin */
	struct item *items;
	uint8_t path_of[MAX_ENTRIES + N_OUTSIDE];
	uint32_t depth;
	bool failed;
	struct start { /* to be looked at, with what is known there */
		uint32_t at;
		struct path path;
	} *todo;
};

struct finder {
	struct ir *ir;
	uint32_t flags;
	uint32_t from, to; /* of the function at hand */
	bool knows_local;
	uint32_t *seen; /* by operation: 1 + the root whose tree it is in */
	struct tree **last;
	struct walk walk;
	struct tree work;
};

/* ---- what trees are made of ---- */

static int64_t in_width(uint64_t v, unsigned width)
{
	return width == 32 ? (int32_t)v : (int64_t)v;
}

static struct move *move_of(struct path *path, uint32_t to)
{
	for (unsigned k = 0; k < path->n_moves; k++)
		if (path->moves[k].to == to)
			return &path->moves[k];
	return NULL;
}

/* Does it compare the value, or that and a number, with a constant? */
static bool is_node(const struct tree *tree, const struct ir_insn *insn, struct path *path,
		    int64_t *plus)
{
	const struct move *move;

	*plus = 0;
	if (ir_form(insn) != IR_FORM_JUMP_IF || insn->op == IR_JSET || insn->op == IR_JCLEAR ||
	    insn->width != tree->width || !ir_is_constant(insn->b))
		return false;
	if (insn->a == tree->value)
		return true;
	move = move_of(path, insn->a);
	if (!move || ir_is_constant(move->from) || move->width < tree->width)
		return false;
	*plus = move->plus;
	return true;
}

/* An operation that moves a constant, or the value, or adds to that; false: it does not. */
static bool add_move(const struct tree *tree, struct path *path, const struct ir_insn *insn)
{
	struct move *move = move_of(path, insn->to);
	bool adds = insn->op == IR_ADD && insn->to == insn->a && ir_is_constant(insn->b);

	if (insn->to == tree->value || (insn->op != IR_MOV && !adds))
		return false;
	if (adds) {
		if (!move || ir_is_constant(move->from) || move->width < insn->width)
			return false;
		move->plus += (int64_t)ir_value(tree->ir, insn->b);
		move->width = insn->width;
		return true;
	}
	if (!ir_is_constant(insn->a) && insn->a != tree->value)
		return false;
	if (!move && path->n_moves == MAX_MOVES)
		return false;
	if (!move)
		move = &path->moves[path->n_moves++];
	*move = (struct move){ .to = insn->to, .from = insn->a, .width = insn->width };
	return true;
}

/*
 * From operation *@i to the next comparison: true, and the number that it adds to the
 * value; or to where the path ends.  What is on the way to the next place that is jumped
 * or fallen to counts only if that is reached: leaves begin there.
 */
static bool advance(const struct tree *tree, uint32_t *i, struct path *path, int64_t *plus)
{
	const struct ir *ir = tree->ir;
	struct path at = *path;

	path->leaf = at.leaf = *i;
	for (unsigned step = 0; step < MAX_SCANNED; step++) {
		const struct ir_insn *insn = &ir->insns[*i];

		if (is_node(tree, insn, &at, plus)) {
			*path = at;
			return true;
		}
		switch (insn->op) {
		case IR_LOOP:
			if (at.n_checks == MAX_CHECKS)
				return false;
			at.charge[at.n_checks++] += (int64_t)ir_value(ir, insn->a);
			/* fall through */
		case IR_JUMP: case IR_LABEL:
			*i = ir->label_at[insn->to];
			at.leaf = *i;
			*path = at;
			break;
		case IR_CHARGE: at.charge[at.n_checks] += (int64_t)ir_value(ir, insn->a); break;
		case IR_NOP: break;
		default:
			if (!add_move(tree, &at, insn))
				return false;
		}
		++*i;
	}
	return false;
}

static bool holds(const struct ir *ir, const struct ir_insn *insn, int64_t v)
{
	int64_t k = in_width(ir_value(ir, insn->b), insn->width);
	uint64_t uv = (uint64_t)v, uk = (uint64_t)k; /* sign extension keeps the order */

	switch (insn->op) {
	case IR_JEQ: return v == k;
	case IR_JNE: return v != k;
	case IR_JGT: return uv > uk;
	case IR_JGE: return uv >= uk;
	case IR_JLT: return uv < uk;
	case IR_JLE: return uv <= uk;
	case IR_JSGT: return v > k;
	case IR_JSGE: return v >= k;
	case IR_JSLT: return v < k;
	default: return v <= k;
	}
}

static bool is_equality(const struct ir_insn *insn)
{
	return insn->op == IR_JEQ || insn->op == IR_JNE;
}

/*
 * Values with which, or behind which, the outcome of a comparison changes.  That of
 * unsigned ones also does from -1 to 0, which list_items minds if nothing is added.
 */
static unsigned edges(const struct ir *ir, const struct ir_insn *insn, int64_t plus, int64_t out[2])
{
	uint64_t k = ir_value(ir, insn->b);
	bool before = insn->op == IR_JGE || insn->op == IR_JLT || insn->op == IR_JSGE ||
		      insn->op == IR_JSLT;
	bool is_signed = insn->op >= IR_JSGT && insn->op <= IR_JSLE;
	uint64_t least = !is_signed ? 0 : insn->width == 32 ? 1u << 31 : UINT64_C(1) << 63;

	out[0] = in_width(k - (uint64_t)plus - before, insn->width);
	out[1] = in_width(least - (uint64_t)plus - 1, insn->width);
	return plus && !is_equality(insn) ? 2 : 1;
}

/* Its comparisons, and the range of what they change at.  Return: how many there are. */
static uint32_t find_nodes(struct finder *s)
{
	struct walk *w = &s->walk;
	struct tree *tree = w->tree;
	uint32_t n_todo = 0, n = 0;

	w->todo[n_todo++] = (struct start){ .at = tree->root };
	while (n_todo && n < MAX_NODES) {
		struct start *start = &w->todo[--n_todo];
		const struct ir_insn *insn;
		int64_t plus, edge[2];

		if (!advance(tree, &start->at, &start->path, &plus) ||
		    s->seen[start->at] == tree->root + 1)
			continue;
		s->seen[start->at] = tree->root + 1;
		insn = &w->ir->insns[start->at];
		for (unsigned e = edges(w->ir, insn, plus, edge); e-- > 0; n++) {
			tree->lo = !n || edge[e] < tree->lo ? edge[e] : tree->lo;
			tree->hi = !n || edge[e] > tree->hi ? edge[e] : tree->hi;
		}
		start[1] = (struct start){ w->ir->label_at[insn->to], start->path };
		start->at++;
		n_todo += 2;
	}
	return n_todo ? 0 : n;
}

/* ---- paths ---- */

static bool same_move(const struct ir *ir, const struct move *a, const struct move *b)
{
	if (a->to != b->to || ir_is_constant(a->from) != ir_is_constant(b->from))
		return false;
	if (ir_is_constant(a->from))
		return ir_value(ir, a->from) == ir_value(ir, b->from);
	return a->width == b->width && a->plus == b->plus;
}

/* But for what they charge first. */
static bool same_way(const struct ir *ir, const struct path *a, const struct path *b)
{
	if (a->leaf != b->leaf || a->n_moves != b->n_moves || a->n_checks != b->n_checks ||
	    memcmp(&a->charge[1], &b->charge[1], sizeof(a->charge) - sizeof(a->charge[0])))
		return false;
	for (unsigned k = 0; k < a->n_moves; k++)
		if (!same_move(ir, &a->moves[k], &b->moves[k]))
			return false;
	return true;
}

/* Moves that somebody may ask for, in the order of their temporaries, so that paths compare. */
static void sort_moves(struct path *path, uint32_t local)
{
	unsigned n = 0;

	for (unsigned i = 0; i < path->n_moves; i++) {
		struct move move = path->moves[i];
		unsigned k = n;

		if (local >> move.to & 1)
			continue;
		for (; k && path->moves[k - 1].to > move.to; k--)
			path->moves[k] = path->moves[k - 1];
		path->moves[k] = move;
		n++;
	}
	path->n_moves = (uint8_t)n;
}

static void end_path(struct walk *w, uint32_t first, uint32_t n, struct path path)
{
	struct tree *tree = w->tree;
	uint32_t p = 0;

	sort_moves(&path, w->local);
	path.way = NO_WAY;
	for (; p < tree->n_paths; p++) {
		if (!same_way(w->ir, &tree->paths[p], &path))
			continue;
		if (path.way == NO_WAY)
			path.way = (uint8_t)p;
		if (tree->paths[p].charge[0] == path.charge[0])
			break;
	}
	if (path.way == NO_WAY)
		path.way = (uint8_t)p;
	if (p == MAX_PATHS) {
		w->failed = true;
		return;
	}
	if (p == tree->n_paths)
		tree->paths[tree->n_paths++] = path;
	for (uint32_t i = first; i < first + n; i++)
		w->path_of[w->items[i].number] = (uint8_t)p;
}

/* Those that take the jump come first.  Return: how many. */
static uint32_t part(struct walk *w, const struct ir_insn *insn, int64_t plus, uint32_t first,
		     uint32_t n)
{
	uint32_t taken = 0;

	for (uint32_t i = first; i < first + n; i++) {
		struct item item = w->items[i];
		uint64_t v = (uint64_t)item.v + (uint64_t)plus;

		if (!holds(w->ir, insn, in_width(v, insn->width)))
			continue;
		w->items[i] = w->items[first + taken];
		w->items[first + taken++] = item;
	}
	return taken;
}

/* @n of the values come to operation @i. */
static void follow(struct walk *w, uint32_t i, uint32_t first, uint32_t n, struct path path)
{
	const struct tree *tree = w->tree;
	const struct ir_insn *insn;
	int64_t plus, edge[2];
	uint32_t taken;

	if (w->failed || !n)
		return;
	if (!advance(tree, &i, &path, &plus)) {
		end_path(w, first, n, path);
		return;
	}
	insn = &w->ir->insns[i];
	for (unsigned e = edges(w->ir, insn, plus, edge); e-- > 0;)
		w->failed |= edge[e] < tree->lo || edge[e] > tree->hi;
	if (w->depth++ == MAX_NODES)
		w->failed = true;
	taken = part(w, insn, plus, first, n);
	follow(w, w->ir->label_at[insn->to], first, taken, path);
	follow(w, i + 1, first + taken, n - taken, path);
	w->depth--;
}

/* ---- is it worth a table? ---- */

/* The range, from 0 where that is near, to a power of two of entries. */
static bool choose_range(struct tree *tree)
{
	int64_t most = tree->width == 32 ? INT32_MAX : INT64_MAX;
	uint64_t n = 1;

	if (tree->lo > 0 && tree->lo <= MAX_BELOW)
		tree->lo = 0;
	if ((uint64_t)tree->hi - (uint64_t)tree->lo >= MAX_ENTRIES)
		return false;
	while (n <= (uint64_t)(tree->hi - tree->lo))
		n *= 2;
	if (tree->lo > most - (int64_t)n || tree->lo <= -most)
		return false;
	tree->hi = tree->lo + (int64_t)n - 1;
	return true;
}

/* Those of the table; above it the next, the last, and what unsigned ones begin with; below. */
static uint32_t list_items(struct walk *w)
{
	const struct tree *tree = w->tree;
	int64_t most = tree->width == 32 ? INT32_MAX : INT64_MAX;
	const int64_t outside[N_OUTSIDE] = { tree->hi + 1, most, 0, -1, tree->lo - 1, -most - 1 };
	uint32_t n = 0;

	for (int64_t v = tree->lo; v <= tree->hi; v++, n++)
		w->items[n] = (struct item){ v, n };
	for (uint32_t i = 0; i < N_OUTSIDE; i++)
		if (outside[i] < tree->lo || outside[i] > tree->hi)
			w->items[n] = (struct item){ outside[i], n }, n++;
	return n;
}

/* The ways of what is above and below, if each is one; else the tree stays for them. */
static void note_outside(struct walk *w, const int64_t *v, uint32_t n_entries, uint32_t n)
{
	struct tree *tree = w->tree;
	int above = -1, below = -1;

	for (uint32_t i = n_entries; i < n; i++) {
		int *way = v[i - n_entries] > tree->hi ? &above : &below;

		if (*way >= 0 && *way != w->path_of[i])
			tree->stays = true;
		*way = w->path_of[i];
	}
	tree->above = (uint8_t)above;
	tree->below = (uint8_t)below;
}

/* A constant that straight code in front of the root moved to the temporary; or NOTHING. */
static uint32_t known_before(const struct tree *tree, uint32_t temp)
{
	static const struct ssa no_slots;
	const struct ir_insn *insn = &tree->ir->insns[tree->root];

	for (unsigned n = 0; n < MAX_SCANNED; n++) {
		insn--;
		if (insn->op == IR_LABEL || insn->op == IR_FUNC || ssa_ends_block(insn))
			break;
		if (!(ssa_writes(&no_slots, insn) >> temp & 1))
			continue;
		return insn->op == IR_MOV && ir_is_constant(insn->a) ? insn->a : NOTHING;
	}
	return NOTHING;
}

/* A path leaves alone what the others move: it might as well move what is there. */
static bool fill_move(struct tree *tree, struct path *path, uint32_t temp)
{
	uint32_t from = known_before(tree, temp);
	struct ir_insn insn = { .op = IR_MOV, .width = 64, .to = temp, .a = from };

	if (from == NOTHING || !add_move(tree, path, &insn))
		return false;
	sort_moves(path, 0);
	return true;
}

/* Do all paths of the table end at one place and move something to the same temporaries? */
static bool end_alike(struct tree *tree)
{
	struct path *one = &tree->paths[tree->entry[0]];

	for (uint32_t i = 1; i < tree_size(tree); i++)
		if (tree->paths[tree->entry[i]].leaf != one->leaf)
			return false;
	for (uint32_t i = 1; i < 2 * tree_size(tree); i++) {
		struct path *path = &tree->paths[tree->entry[i % tree_size(tree)]];

		for (unsigned k = 0; k < one->n_moves; k++)
			if (!move_of(path, one->moves[k].to) &&
			    !fill_move(tree, path, one->moves[k].to))
				return false;
		for (unsigned k = 0; k < path->n_moves; k++)
			if (!move_of(one, path->moves[k].to) &&
			    !fill_move(tree, one, path->moves[k].to))
				return false;
	}
	return true;
}

/* Do they also differ in one temporary's constant at most? */
static bool looks_up(struct tree *tree)
{
	const struct path *one = &tree->paths[tree->entry[0]];

	tree->varies = MAX_MOVES;
	if (!end_alike(tree))
		return false;
	for (uint32_t i = 1; i < tree_size(tree); i++) {
		const struct path *path = &tree->paths[tree->entry[i]];

		for (unsigned k = 0; k < one->n_moves; k++) {
			if (same_move(tree->ir, &path->moves[k], &one->moves[k]))
				continue;
			if (!ir_is_constant(path->moves[k].from) ||
			    !ir_is_constant(one->moves[k].from) ||
			    (tree->varies != MAX_MOVES && tree->varies != k))
				return false;
			tree->varies = k;
		}
	}
	return true;
}

static uint32_t n_ways(const struct tree *tree)
{
	bool seen[MAX_PATHS] = { 0 };
	uint32_t n = 0;

	for (uint32_t i = 0; i < tree_size(tree); i++) {
		uint8_t way = tree->paths[tree->entry[i]].way;

		n += !seen[way];
		seen[way] = true;
	}
	return n;
}

/* Too far apart: perhaps what lies on either side of the root is not. */
static void halve(struct finder *s, const struct ir_insn *root)
{
	const uint32_t next[] = { s->ir->label_at[root->to], s->walk.tree->root + 1 };

	for (unsigned k = 0; k < 2 && !is_equality(root); k++) {
		struct path path = { 0 };
		uint32_t i = next[k];
		int64_t plus;

		if (advance(s->walk.tree, &i, &path, &plus))
			s->seen[i] = 0;
	}
}

/* Temporaries that are nowhere asked for before they are written in straight code. */
static uint32_t find_local(const struct ir *ir, uint32_t from, uint32_t to)
{
	static const struct ssa no_slots;
	uint64_t written = 0, asked = 0;

	for (uint32_t i = from; i < to; i++) {
		const struct ir_insn *insn = &ir->insns[i];

		asked |= ssa_reads(&no_slots, insn) & ~written;
		written |= ssa_writes(&no_slots, insn);
		if (insn->op == IR_LABEL || ssa_ends_block(insn))
			written = 0;
	}
	return (uint32_t)~asked;
}

/* s->work becomes the tree of @root; false: there is none that is worth it. */
static bool try_root(struct finder *s, uint32_t root)
{
	const struct ir_insn *insn = &s->ir->insns[root];
	struct tree *tree = &s->work;
	struct walk *w = &s->walk;
	int64_t outside[N_OUTSIDE];
	uint32_t n;

	tree->root = root;
	tree->value = insn->a;
	tree->width = insn->width;
	tree->n_paths = 0;
	tree->stays = false;
	if (find_nodes(s) < MIN_NODES)
		return false;
	if (!choose_range(tree)) {
		halve(s, insn);
		return false;
	}
	if (!s->knows_local)
		w->local = find_local(s->ir, s->from, s->to);
	s->knows_local = true;
	if (!(w->local >> IR_T1 & 1)) /* the index needs it */
		return false;
	w->failed = false;
	w->depth = 0;
	n = list_items(w);
	for (uint32_t i = tree_size(tree); i < n; i++)
		outside[i - tree_size(tree)] = w->items[i].v;
	follow(w, root, 0, n, (struct path){ 0 });
	if (w->failed)
		return false;
	memcpy(tree->entry, w->path_of, tree_size(tree));
	note_outside(w, outside, tree_size(tree), n);
	tree->looks_up = looks_up(tree);
	return tree->looks_up || (!(s->flags & JIT_HARDENED) && n_ways(tree) >= MIN_WAYS);
}

static bool compares_constant(const struct ir_insn *insn)
{
	return ir_form(insn) == IR_FORM_JUMP_IF && insn->op != IR_JSET && insn->op != IR_JCLEAR &&
	       insn->a < REG_FP && ir_is_constant(insn->b);
}

/* Are there as many comparisons of one temporary as half of a tree needs? */
static bool may_have_trees(const struct ir *ir)
{
	uint32_t n[REG_FP] = { 0 };

	for (uint32_t i = 0; i < ir->n; i++)
		if (compares_constant(&ir->insns[i]) &&
		    ++n[ir->insns[i].a] == MIN_NODES / 2 + 1)
			return true;
	return false;
}

/* Not of what is part of a tree, or was found not to be worth one. */
static int find_trees(struct finder *s)
{
	struct ir *ir = s->ir;

	for (uint32_t i = s->from; i < s->to; i++) {
		struct tree *tree;

		if (s->seen[i] || !compares_constant(&ir->insns[i]) || !try_root(s, i))
			continue;
		tree = arena_memdup(ir->arena, &s->work, sizeof(s->work));
		if (!tree)
			return -ENOMEM;
		tree->paths = arena_memdup(ir->arena, s->work.paths,
					   tree->n_paths * sizeof(*tree->paths));
		if (!tree->paths)
			return -ENOMEM;
		*s->last = tree;
		s->last = &tree->next;
	}
	*s->last = NULL;
	return 0;
}

int tree_find(struct ir *ir, uint32_t flags, struct tree **out)
{
	struct finder *s;
	int err = 0;

	*out = NULL;
	if (!may_have_trees(ir))
		return 0;
	s = ARENA_NEW(ir->arena, struct finder);
	if (!s)
		return -ENOMEM;
	s->ir = ir;
	s->work.ir = s->walk.ir = ir;
	s->walk.tree = &s->work;
	s->work.paths = arena_take(ir->arena, MAX_PATHS, sizeof(*s->work.paths));
	s->walk.todo = arena_take(ir->arena, MAX_NODES + 2, sizeof(*s->walk.todo));
	s->walk.items = arena_take(ir->arena, MAX_ENTRIES + N_OUTSIDE, sizeof(*s->walk.items));
	s->flags = flags;
	s->last = out;
	s->seen = ARENA_ARRAY(ir->arena, uint32_t, ir->n);
	if (!s->seen || !s->work.paths || !s->walk.todo || !s->walk.items)
		return -ENOMEM;
	for (uint32_t f = 0; f < ir->n_funcs && !err; f++) {
		s->from = ir->label_at[ir_func_label(f, IR_START)];
		s->to = ir_func_end(ir, f);
		s->knows_local = false;
		err = find_trees(s);
	}
	return err;
}
