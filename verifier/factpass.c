/*
 * The facts pass: one transfer of every recorded, generalised state through
 * its block, joined instruction by instruction.
 *
 * Nothing is judged on a join.  Each out-state must lie in the node that the
 * edge led to, which checks the proof independently of how it was found: the
 * nodes are an inductive invariant, whatever exploration did.
 */
#include "verifier/env.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int broken(struct env *env, const char *what)
{
	return REJECT(env, 0, INTERNAL, what);
}

/* Facts have no ids. */
static void join_into(struct value *to, const struct value *v, bool first)
{
	if (v->kind == VALUE_UNINIT || (to->kind == VALUE_UNINIT && !first)) {
		*to = (struct value){ .kind = VALUE_UNINIT };
	} else if (first) {
		*to = *v;
	} else if (to->kind == VALUE_SCALAR && v->kind == VALUE_SCALAR) {
		if (!scalar_same(&to->num, &v->num))
			to->num = scalar_join(&to->num, &v->num);
	} else {
		*to = value_join(to, v);
	}
	if (to->kind == VALUE_SCALAR)
		value_unlink(to);
	to->id = 0;
}

static void collect_head(struct env *env, uint32_t block, uint8_t *head_seen)
{
	const struct fact *fact = &env->facts->insn[env->cfg.blocks[block].start];
	bool first = !head_seen[block];

	if (!env->facts->head)
		return;
	head_seen[block] = 1;
	for (unsigned r = 0; r < N_REGS; r++) {
		struct value *head = fact_head(env->facts, fact, r);

		if (head)
			join_into(head, &env_top(env)->reg[r], first);
	}
}

static void collect_out(struct env *env, uint32_t i)
{
	struct fact *fact = &env->facts->insn[i];
	int reg = __builtin_ffs(env->cfg.writes[i]) - 1; /* calls: r0 */

	if (env->facts->out && reg >= 0 && insn_of(&env->image->insns[i])->kind != KIND_CALL_LOCAL)
		join_into(&env->facts->out[i], &env_top(env)->reg[reg],
			  !(fact->flags & FACT_REACHED));
	fact->flags |= FACT_REACHED;
}

/* *onward: the node there, if it has no snapshot and the pass goes on with the working state. */
static int check_edge(struct env *env, const struct node *node, uint32_t edge, uint32_t block,
		      const struct node **onward)
{
	const struct node *to = node->succ[edge];
	struct round round;
	uint64_t work = 1;
	int err = loop_arrive(env, block, &round);

	*onward = NULL;
	if (err)
		return err;
	if (!to)
		return broken(env, "a side that was found impossible is possible");
	if (round.head == to->index && (!to->rank || !rank_holds(to->rank, env->cur, &round.ghost)))
		return broken(env, "nothing shows that the rounds of a loop end");
	if (!to->snapshot && to->block == block && to->parent == node) {
		*onward = to;
		return 0;
	}
	state_normalise(env->cur, env->cfg.live[env->cfg.blocks[block].start]);
	if (to->block != block || !to->snapshot ||
	    !snapshot_includes(to->snapshot, env->cur, &work))
		return broken(env, "a state lies outside the one recorded at its successor");
	return env_charge(env, work);
}

/* cost.c counts the rounds of these loops. */
static bool in_its_loops(const struct env *env, const struct node *node)
{
	const struct node *head = node->loop;
	uint32_t g = env->cur->n_ghosts;

	for (; g && head && head->rank; head = head->loop)
		if (env->cur->ghost[--g].head != head->index)
			return false;
	return !g && !head && node->n_loops == env->cur->n_ghosts;
}

/* The jumps whose second sides wait, from a snapshot on. */
struct sides {
	struct {
		const struct node *node;
		uint32_t block; /* where it leads */
		size_t state;   /* before the jump: its place in env->kept */
	} of[MAX_BARE + 1];
	uint32_t n;
};

static int keep_side(struct env *env, struct sides *sides, const struct node *node, uint32_t block)
{
	if (sides->n > MAX_BARE)
		return broken(env, "too many nodes in a row have no snapshot");
	sides->of[sides->n].node = node;
	sides->of[sides->n].block = block;
	sides->of[sides->n++].state = env->kept->used;
	return kept_push(env->kept, env->cur) ? out_of_memory(env) : 0;
}

static uint32_t last_of(const struct env *env, const struct node *node)
{
	return env->cfg.blocks[node->block].end - 1;
}

/* The block of @node, from the working state; *onward: the node behind its first side. */
static int pass_block(struct env *env, const struct node *node, uint8_t *head_seen,
		      struct sides *sides, const struct node **onward)
{
	const struct block *block = &env->cfg.blocks[node->block];
	uint32_t last = last_of(env, node);
	struct exits exits;
	int err;

	*onward = NULL;
	collect_head(env, node->block, head_seen);
	if (!in_its_loops(env, node))
		return broken(env, "a node lies in other loops than its state");
	if (node->rank) {
		env->facts->n_widened++;
		loop_begin_round(env, node);
	}
	err = env_charge(env, block->end - block->start);
	for (uint32_t i = block->start; i < last && !err; i++) {
		err = transfer(env, i);
		collect_out(env, i);
	}
	if (!err)
		err = block_exits(env, last, &exits);
	if (!err && exits.possible[1])
		err = keep_side(env, sides, node, exits.block[1]);
	if (!err && exits.possible[0]) {
		err = take_exit(env, last, 0, &exits);
		collect_out(env, last);
		if (!err)
			err = check_edge(env, node, 0, exits.block[0], onward);
	}
	env->facts->insn[last].flags |= FACT_REACHED;
	return err;
}

/* The second side of the last jump that has one. */
static int pass_side(struct env *env, struct sides *sides, const struct node **onward)
{
	uint32_t n = --sides->n;
	const struct node *node = sides->of[n].node;
	int err;

	kept_pop(env->kept, sides->of[n].state, env->cur);
	err = take_exit(env, last_of(env, node), 1, NULL);
	return err ? err : check_edge(env, node, 1, sides->of[n].block, onward);
}

/* From a snapshot as far as the next ones. */
static int pass_node(struct env *env, const struct node *node, uint8_t *head_seen)
{
	struct sides sides = { .n = 0 };
	int err = 0;

	snapshot_restore(node->snapshot, env->cur);
	while ((node || sides.n) && !err)
		err = node ? pass_block(env, node, head_seen, &sides, &node) :
			     pass_side(env, &sides, &node);
	return err;
}

/* What is known of registers: after each instruction, and of each block before it. */
static int alloc_values(const struct env *env, struct arena *arena, struct facts *facts)
{
	uint32_t head = 0;

	for (uint32_t b = 0; b < env->cfg.n_blocks; b++) {
		struct fact *fact = &facts->insn[env->cfg.blocks[b].start];

		fact->flags |= FACT_HEAD;
		fact->head = head;
		head += (uint32_t)__builtin_popcount(fact->live);
	}
	facts->n_heads = head;
	facts->out = ARENA_ARRAY(arena, struct value, env->image->n_insns);
	facts->head = ARENA_ARRAY(arena, struct value, head);
	return facts->out && facts->head ? 0 : -ENOMEM;
}

static int alloc_facts(struct env *env, struct arena *arena, struct facts *facts)
{
	uint32_t n = env->image->n_insns;

	facts->insn = ARENA_ARRAY(arena, struct fact, n);
	facts->frame_size = ARENA_ARRAY(arena, uint32_t, env->image->n_subprogs);
	if (!facts->insn || !facts->frame_size)
		return error_set(env->error, NO_MEMORY, "facts");
	for (uint32_t i = 0; i < n; i++) {
		facts->insn[i].live = env->cfg.live[i];
		facts->insn[i].map = INT32_MIN;
	}
	if (!env->opts->no_values && alloc_values(env, arena, facts))
		return error_set(env->error, NO_MEMORY, "facts");
	for (uint32_t s = 0; s < env->image->n_subprogs; s++)
		facts->frame_size[s] = ((uint32_t)-env->frame_low[s] + 15) & ~15u;
	return 0;
}

int facts_pass(struct env *env, struct arena *arena, struct facts *facts)
{
	uint8_t *head_seen;
	int err = alloc_facts(env, arena, facts);

	head_seen = ARENA_ARRAY(env->arena, uint8_t, env->cfg.n_blocks);
	if (!err && !head_seen)
		err = error_set(env->error, MEMORY_QUOTA, env->arena->quota);
	env->facts = facts;
	for (uint32_t b = 0; b < env->cfg.n_blocks && !err; b++)
		for (const struct node *node = env->complete[b]; node && !err; node = node->next)
			err = pass_node(env, node, head_seen);
	env->facts = NULL;
	for (uint32_t i = 0; i < env->image->n_insns && !err; i++)
		if (facts->insn[i].map == INT32_MIN)
			facts->insn[i].map = -1;
	if (err && env->error && err != -E2BIG && err != -ENOMEM &&
	    strcmp(env->error->id, "internal")) {
		char what[200]; /* a generalised state was refused: the proof did not generalise */

		snprintf(what, sizeof(what), "generalised state refused: %.150s",
			 env->error->message);
		err = broken(env, what);
	}
	return err;
}
