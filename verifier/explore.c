/*
 * Exploration: which states must be visited.
 *
 * Depth first over basic blocks.  Every block head records a node with a
 * snapshot of the state.  A path that arrives in a state which a complete node
 * of the block includes ends there and inherits the node's dependences.  When
 * everything below a node is done, the demands on it are final: the node is
 * generalised to what was depended on, which makes it a true invariant, and
 * joins the nodes that later arrivals are compared with.  Open nodes are the
 * ancestors of the current path; one that is equal to the arriving state means
 * that nothing changed around a loop.
 */
#include "verifier/env.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_BUCKETS = 4096 };

/* A side of a jump that waits: the state before the jump, kept outside the arena. */
struct pending {
	struct node *parent;
	uint32_t edge;
	uint32_t insn;      /* the jump */
	struct snapshot *snapshot;
};

struct pending_stack {
	struct pending *item;
	uint32_t n, max;
	size_t bytes; /* of the snapshots, against the quota */
};

static int out_of_memory(struct env *env)
{
	return error_set(env->error, MEMORY_QUOTA, env->arena->quota);
}

int env_charge(struct env *env, uint64_t units)
{
	env->work += units;
	if (env->work > env->max_work)
		return error_set(env->error, COMPLEXITY, (unsigned long long)env->max_work);
	return 0;
}

/* --- nodes --- */

static struct node **open_bucket(struct env *env, uint64_t hash)
{
	return &env->open[hash % OPEN_BUCKETS];
}

static int record(struct env *env, uint32_t block, struct node *parent, struct node **out)
{
	struct node *node = ARENA_NEW(env->arena, struct node);

	if (!node)
		return out_of_memory(env);
	node->snapshot = snapshot_take(env->arena, env->cur);
	node->n_frames = env->cur->n_frames;
	/* One frame more than there are: a call's callee demands of it. */
	node->deps = ARENA_NEW(env->arena, struct deps);
	if (!node->snapshot || !node->deps)
		return out_of_memory(env);
	node->parent = parent;
	node->block = block;
	node->hash = snapshot_hash(node->snapshot) ^ (block * UINT64_C(0x9e3779b97f4a7c15));
	node->log_start = node->log_end = env->n_log;
	env->n_nodes++;
	*out = node;
	return env_charge(env, snapshot_size(node->snapshot) / 64);
}

/* Is there an open node of the same block with the same state?  Then nothing changes any more. */
static int check_progress(struct env *env, const struct node *node)
{
	for (const struct node *o = *open_bucket(env, node->hash); o; o = o->next) {
		int err = env_charge(env, 1);

		if (err)
			return err;
		if (o->hash == node->hash && o->block == node->block &&
		    snapshot_equal(o->snapshot, node->snapshot)) {
			env->insn = env->cfg.blocks[node->block].start;
			return REJECT(env, 0, INFINITE_LOOP);
		}
	}
	return 0;
}

static void open_node(struct env *env, struct node *node)
{
	struct node **bucket = open_bucket(env, node->hash);

	node->next = *bucket;
	*bucket = node;
}

static void close_node(struct env *env, struct node *node)
{
	struct node **link = open_bucket(env, node->hash);

	while (*link != node)
		link = &(*link)->next;
	*link = node->next;
	node->complete = true;
	node->next = env->complete[node->block];
	env->complete[node->block] = node;
}

static void add_deps(struct deps *to, const struct deps *from)
{
	for (int f = 0; f < MAX_FRAMES; f++) {
		to->frame[f].regs |= from->frame[f].regs;
		to->frame[f].slots |= from->frame[f].slots;
		to->frame[f].used |= from->frame[f].used;
	}
}

/* An edge of the node leads to a finished node: take over what it tells. */
static void inherit(struct node *node, const struct node *target)
{
	add_deps(node->deps, target->deps);
	if (target->cost > node->cost)
		node->cost = target->cost;
}

static uint64_t saturating_add(uint64_t a, uint64_t b)
{
	return a + b < a ? UINT64_MAX : a + b;
}

/* One edge of the node is done; complete it, and then its parents, when all are. */
static int finish_edge(struct env *env, struct node *node)
{
	while (node && --node->pending == 0) {
		const struct block *block = &env->cfg.blocks[node->block];
		int err = env_charge(env, block->end - block->start);

		if (err)
			return err;
		depend_through_block(env, node, node->deps);
		snapshot_generalise(node->snapshot, node->deps);
		node->cost = saturating_add(node->cost, block->end - block->start);
		close_node(env, node);
		if (node->parent)
			inherit(node->parent, node);
		node = node->parent;
	}
	return 0;
}

/* A complete node that includes the working state; it moves to the front. */
static int find_including(struct env *env, uint32_t block, struct node **out)
{
	struct node **link = &env->complete[block];

	*out = NULL;
	for (struct node *node = *link; node; link = &node->next, node = node->next) {
		uint64_t work = 1;
		bool found = snapshot_includes(node->snapshot, env->cur, &work);
		int err = env_charge(env, work);

		if (err)
			return err;
		if (found) {
			*link = node->next;
			node->next = env->complete[block];
			env->complete[block] = node;
			*out = node;
			return 0;
		}
	}
	return 0;
}

/* --- paths --- */

static int push_pending(struct env *env, struct pending_stack *stack, struct node *parent, uint32_t edge,
			uint32_t insn)
{
	struct pending *item;

	if (stack->n == stack->max) {
		uint32_t max = stack->max ? 2 * stack->max : 64;

		item = realloc(stack->item, max * sizeof(*item));
		if (!item)
			return out_of_memory(env);
		stack->item = item;
		stack->max = max;
	}
	item = &stack->item[stack->n];
	*item = (struct pending){ parent, edge, insn, calloc(1, snapshot_bytes(env->cur)) };
	if (!item->snapshot)
		return out_of_memory(env);
	snapshot_pack(item->snapshot, env->cur);
	stack->n++;
	stack->bytes += snapshot_size(item->snapshot);
	if (stack->bytes > env->arena->quota)
		return out_of_memory(env);
	return env_charge(env, snapshot_size(item->snapshot) / 64);
}

/*
 * Run the block of env->node.  *next: the block that the path goes on with,
 * through edge *edge; NO_BLOCK: the path ended.
 */
static int run_block(struct env *env, struct pending_stack *stack, uint32_t *next, uint32_t *edge)
{
	struct node *node = env->node;
	const struct block *block = &env->cfg.blocks[node->block];
	uint32_t last = block->end - 1;
	bool falls, taken;
	int err = 0;

	*edge = 0;
	node->pending = 1;
	env->n_processed += block->end - block->start;
	err = env_charge(env, block->end - block->start);
	for (uint32_t i = block->start; i < last && !err; i++)
		err = transfer(env, i);
	if (err)
		return err;
	env->insn = last;
	switch (insn_of(&env->image->insns[last])->kind) {
	case KIND_JUMP:
		err = branch_sides(env, last, &falls, &taken);
		node->log_end = env->n_log;
		if (err)
			return err;
		if (falls && taken) {
			node->pending = 2;
			err = push_pending(env, stack, node, 1, last);
		}
		if (falls || taken)
			branch_assume(env, last, !falls);
		*edge = falls ? 0 : 1;
		*next = falls || taken ? block->succ[*edge] : NO_BLOCK;
		return err;
	case KIND_GOTO: *next = block->succ[0]; break;
	case KIND_CALL_LOCAL:
		*next = env->cfg.block_of[insn_target(env->image->insns, last)];
		err = enter_subprog(env, last);
		break;
	case KIND_EXIT: err = leave_subprog(env, next); break;
	default:
		err = transfer(env, last);
		*next = block->succ[0];
		break;
	}
	node->log_end = env->n_log;
	return err;
}

/* Follow one path from the working state, which is about to enter @block. */
static int follow(struct env *env, struct pending_stack *stack, struct node *parent, uint32_t edge,
		  uint32_t block)
{
	struct node *node;
	int err;

	while (block != NO_BLOCK) {
		state_normalise(env->cur, env->cfg.live[env->cfg.blocks[block].start]);
		err = find_including(env, block, &node);
		if (err)
			return err;
		if (node) {
			parent->succ[edge] = node;
			inherit(parent, node);
			return finish_edge(env, parent);
		}
		err = record(env, block, parent, &node);
		if (!err)
			err = check_progress(env, node);
		if (err)
			return err;
		open_node(env, node);
		if (parent)
			parent->succ[edge] = node;
		env->node = node;
		err = run_block(env, stack, &block, &edge);
		if (err)
			return err;
		parent = node;
	}
	return finish_edge(env, parent);
}

static int resume(struct env *env, struct pending_stack *stack)
{
	struct pending item = stack->item[--stack->n];

	snapshot_restore(item.snapshot, env->cur);
	stack->bytes -= snapshot_size(item.snapshot);
	free(item.snapshot);
	env->node = item.parent;
	branch_assume(env, item.insn, true);
	return follow(env, stack, item.parent, item.edge, env->cfg.blocks[item.parent->block].succ[1]);
}

static void start_state(struct env *env)
{
	struct frame *frame = &env->cur->frame[0];

	env->cur->n_frames = 1;
	env->cur->next_id = 1;
	frame_init(frame, 0, 0, 0);
	frame->reg[1] = (struct value){ .kind = VALUE_CTX, .num = scalar_const(0) };
}

int explore(struct env *env)
{
	struct pending_stack stack = { 0 };
	int err;

	env->complete = ARENA_ARRAY(env->arena, struct node *, env->cfg.n_blocks);
	env->open = ARENA_ARRAY(env->arena, struct node *, OPEN_BUCKETS);
	if (!env->complete || !env->open)
		return out_of_memory(env);
	env->logging = true;
	start_state(env);
	err = follow(env, &stack, NULL, 0, 0);
	while (!err && stack.n)
		err = resume(env, &stack);
	while (stack.n)
		free(stack.item[--stack.n].snapshot);
	free(stack.item);
	env->logging = false;
	return err;
}
