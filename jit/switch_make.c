/*
 * Operations with tables in the place of the trees that switch.c found, without the
 * comparisons that nobody comes to any more.
 */
#include <errno.h>

#include "jit/switch.h"

struct switches {
	struct ir *ir;
	uint32_t flags;
	uint32_t *label; /* by operation: that wants to be in front of it, or NOTHING */
	bool *kept;      /* by operation: it is still reached */
	struct tree *first;
	const struct tree **tree; /* by operation: whose root it is, or NULL */
};

/* ---- what is left ---- */

static void want_label(struct switches *s, uint32_t i)
{
	if (s->ir->insns[i].op == IR_LABEL)
		s->label[i] = s->ir->insns[i].to;
	else if (s->label[i] == NOTHING)
		s->label[i] = ir_label(s->ir);
}

struct reach {
	struct switches *s;
	uint32_t *todo, n;
};

static void reach(struct reach *r, uint32_t i)
{
	if (r->s->kept[i])
		return;
	r->s->kept[i] = true;
	r->todo[r->n++] = i;
}

static void reach_label(struct reach *r, uint32_t label)
{
	if (r->s->ir->label_at[label] != IR_NOWHERE)
		reach(r, r->s->ir->label_at[label]);
}

static bool has_tree(const struct switches *s, uint32_t from, uint32_t to)
{
	const struct tree *tree = s->first;

	while (tree && tree->root < from)
		tree = tree->next;
	return tree && tree->root < to;
}

static void reach_next(struct reach *r, uint32_t i)
{
	const struct ir_insn *insn = &r->s->ir->insns[i];
	const struct tree *tree = r->s->tree[i];

	for (uint32_t p = 0; tree && p < tree->n_paths; p++) {
		want_label(r->s, tree->paths[p].leaf);
		reach(r, tree->paths[p].leaf);
	}
	if (tree && !tree->stays)
		return;
	if (ir_form(insn) == IR_FORM_JUMP_IF || insn->op == IR_JUMP || insn->op == IR_LOOP)
		reach_label(r, insn->to);
	switch (insn->op) {
	case IR_JUMP: case IR_LOOP: case IR_LEAVE: case IR_OUT: case IR_TAIL: case IR_UNREACHABLE:
	case IR_CUT: return;
	default: reach(r, i + 1);
	}
}

/* Comparisons that nobody comes to any more go. */
static int find_kept(struct switches *s, uint32_t func, uint32_t from, uint32_t to)
{
	struct reach r = { .s = s, .todo = arena_take(s->ir->arena, (size_t)(to - from) + 1,
						      sizeof(uint32_t)) };

	if (!r.todo)
		return -ENOMEM;
	reach(&r, from);
	for (unsigned l = IR_LABEL_OUT; l < N_IR_FUNC_LABELS; l++)
		reach_label(&r, ir_func_label(func, l));
	while (r.n)
		reach_next(&r, r.todo[--r.n]);
	return 0;
}

/* ---- making ---- */

static void put(struct ir *out, enum ir_op op, unsigned width, uint32_t to, uint32_t a, uint32_t b)
{
	ir_add(out, (struct ir_insn){ .op = (uint8_t)op, .width = (uint8_t)width,
				      .to = to, .a = a, .b = b });
}

static void put_charge(struct ir *out, int64_t n)
{
	if (n)
		put(out, IR_CHARGE, 0, 0, ir_constant(out, (uint64_t)n), 0);
}

static void put_move(struct ir *out, const struct move *move)
{
	put(out, IR_MOV, move->width, move->to, move->from, 0);
	if (move->plus)
		put(out, IR_ADD, move->width, move->to, move->to,
		    ir_chosen(out, (uint64_t)move->plus));
}

/* What the path moves, but one of it; what it charges, checked where jumps back would. */
static void put_path(struct switches *s, struct ir *out, struct path path)
{
	uint32_t leaf = s->label[path.leaf];

	for (unsigned k = 0; k < path.n_moves; k++)
		put_move(out, &path.moves[k]);
	for (unsigned c = 0; c < path.n_checks; c++) {
		bool last = c + 1 == path.n_checks && !path.charge[c + 1];
		uint32_t label = last ? leaf : ir_label(out);

		put(out, IR_LOOP, 0, label, ir_constant(out, (uint64_t)path.charge[c]), 0);
		if (last)
			return;
		ir_place(out, label);
	}
	put_charge(out, path.charge[path.n_checks]);
	put(out, IR_JUMP, 0, leaf, 0, 0);
}

/* By entry: what its path charges before check @c, or whether there is one. */
static int64_t number(const struct tree *tree, uint32_t i, unsigned c, enum ir_op op)
{
	const struct path *path = &tree->paths[tree->entry[i]];

	return op == IR_CHARGE_AT ? path->charge[c] : -(int64_t)(c < path->n_checks);
}

static void put_numbers(struct ir *out, const struct tree *tree, unsigned c, enum ir_op op)
{
	int64_t any = 0;

	for (uint32_t i = 0; i < tree_size(tree); i++)
		any |= number(tree, i, c, op);
	if (!any)
		return;
	put(out, op, 64, 0, IR_T1, ir_table(out));
	for (uint32_t i = 0; i < tree_size(tree); i++)
		ir_entry(out, (uint64_t)number(tree, i, c, op));
}

static void put_lookup(struct switches *s, struct ir *out, const struct tree *tree)
{
	const struct path *one = &tree->paths[tree->entry[0]];

	for (unsigned c = 0; c <= MAX_CHECKS; c++) {
		put_numbers(out, tree, c, IR_CHARGE_AT);
		put_numbers(out, tree, c, IR_CHECK_AT);
	}
	for (unsigned k = 0; k < one->n_moves; k++)
		if (k != tree->varies)
			put_move(out, &one->moves[k]);
	if (tree->varies != MAX_MOVES) {
		put(out, IR_TABLE, 64, one->moves[tree->varies].to, IR_T1, ir_table(out));
		for (uint32_t i = 0; i < tree_size(tree); i++) {
			const struct path *path = &tree->paths[tree->entry[i]];

			ir_entry(out, ir_value(out, path->moves[tree->varies].from));
		}
	}
	put(out, IR_JUMP, 0, s->label[one->leaf], 0, 0);
}

static bool has_code(const struct path *path)
{
	return path->n_moves || path->n_checks;
}

/* What paths charge first is looked up, so those that do nothing else have no code. */
static void put_cases(struct switches *s, struct ir *out, const struct tree *tree)
{
	uint32_t number[MAX_PATHS], stub[MAX_PATHS], n = 0;

	memset(number, 0xff, sizeof(number));
	put_numbers(out, tree, 0, IR_CHARGE_AT);
	put(out, IR_SWITCH, 64, 0, IR_T1, ir_table(out));
	for (uint32_t i = 0; i < tree_size(tree); i++) {
		uint8_t p = tree->paths[tree->entry[i]].way;
		const struct path *path = &tree->paths[p];

		if (number[p] == NOTHING) {
			number[p] = n++;
			stub[p] = has_code(path) ? ir_label(out) : s->label[path->leaf];
			put(out, IR_CASE, 0, stub[p], 0, 0);
		}
		ir_entry(out, number[p]);
	}
	for (uint32_t p = 0; p < tree->n_paths; p++) {
		struct path path = tree->paths[p];

		if (number[p] == NOTHING || !has_code(&path))
			continue;
		path.charge[0] = 0;
		ir_place(out, stub[p]);
		put_path(s, out, path);
	}
}

/* What is not in the table, at @label. */
static void put_outside(struct switches *s, struct ir *out, const struct tree *tree, uint32_t label)
{
	uint32_t above = ir_label(out);

	ir_place(out, label);
	if (tree->stays)
		return;
	if (tree->above != tree->below) {
		put(out, IR_JSGT, tree->width, above, tree->value,
		    ir_chosen(out, (uint64_t)tree->hi));
		put_path(s, out, tree->paths[tree->below]);
		ir_place(out, above);
	}
	put_path(s, out, tree->paths[tree->above]);
}

static void put_tree(struct switches *s, struct ir *out, const struct tree *tree)
{
	uint32_t n_entries = tree_size(tree), outside = ir_label(out);

	put(out, IR_MOV, tree->width, IR_T1, tree->value, 0);
	if (tree->lo)
		put(out, IR_SUB, tree->width, IR_T1, IR_T1, ir_chosen(out, (uint64_t)tree->lo));
	/* Of 64 bits, so that it is the index that is compared.  One of 9 numbers is not hidden. */
	put(out, IR_JGT, 64, outside, IR_T1, ir_constant(out, n_entries - 1));
	if (s->flags & JIT_MASK)
		put(out, IR_AND, 64, IR_T1, IR_T1, ir_chosen(out, n_entries - 1));
	if (tree->looks_up)
		put_lookup(s, out, tree);
	else
		put_cases(s, out, tree);
	put_outside(s, out, tree, outside);
}

/* All operations again, without those that nobody comes to; @moved: where they are. */
static void rebuild(struct switches *s, struct ir *out, uint32_t *moved)
{
	const struct ir *ir = s->ir;

	for (uint32_t i = 0; i < ir->n; i++) {
		const struct tree *tree = s->tree[i];

		moved[i] = out->n;
		if (!s->kept[i])
			continue;
		if (ir->insns[i].op == IR_LABEL) {
			ir_place(out, ir->insns[i].to);
			continue;
		}
		if (s->label[i] != NOTHING)
			ir_place(out, s->label[i]);
		if (tree)
			put_tree(s, out, tree);
		if (!tree || tree->stays)
			ir_add(out, ir->insns[i]);
	}
	moved[ir->n] = out->n;
}

static int find_all_kept(struct switches *s)
{
	const struct ir *ir = s->ir;
	int err = 0;

	for (uint32_t f = 0; f < ir->n_funcs && !err; f++) {
		uint32_t from = ir->label_at[ir_func_label(f, IR_START)], to = ir_func_end(ir, f);

		if (has_tree(s, from, to))
			err = find_kept(s, f, from, to);
		else
			memset(&s->kept[from], true, to - from);
	}
	return err;
}

int ir_switches(struct ir *ir, uint32_t n_insns, uint32_t flags)
{
	struct switches s = { .ir = ir, .flags = flags };
	uint32_t *moved;
	struct ir out;
	int err = tree_find(ir, flags, &s.first);

	if (err || !s.first)
		return err;
	s.label = arena_take(ir->arena, (size_t)ir->n + 1, sizeof(*s.label));
	s.kept = ARENA_ARRAY(ir->arena, bool, (size_t)ir->n + 1);
	moved = arena_take(ir->arena, (size_t)ir->n + 1, sizeof(*moved));
	s.tree = arena_take(ir->arena, ir->n, sizeof(*s.tree));
	if (!s.label || !s.kept || !s.tree || !moved)
		return -ENOMEM;
	memset(s.tree, 0, ir->n * sizeof(*s.tree));
	for (const struct tree *tree = s.first; tree; tree = tree->next)
		s.tree[tree->root] = tree;
	memset(s.label, 0xff, ir->n * sizeof(*s.label));
	err = find_all_kept(&s);
	ir_init(&out, ir->arena, n_insns, ir->n_funcs, ir->n_labels);
	if (err || out.err || ir->err)
		return -ENOMEM;
	out.constants = ir->constants;
	out.n_constants = ir->n_constants;
	out.constants_size = ir->constants_size;
	rebuild(&s, &out, moved);
	for (uint32_t i = 0; i <= n_insns; i++)
		out.start[i] = moved[ir->start[i]];
	*ir = out;
	return ir->err;
}
