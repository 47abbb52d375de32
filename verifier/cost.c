/*
 * The most instructions that a run executes, read off the recorded nodes.
 *
 * Without the edges by which a callback's or a widened loop's round ends the nodes'
 * graph has no cycles: the cost of a node is the length of its block plus the largest behind
 * its edges.  A call that takes rounds costs the rounds, each the dearest that
 * any head of this call begins, and what is dearest after it: behind the head
 * itself or any head at which its rounds may end.
 *
 * A widened loop is entered through its head alone, and callbacks are not called in it.
 * So its nodes say how far it is from each to the next round of each head around it
 * (to_head), and what lies behind a head costs its rounds, each the longest way back to
 * it, and the longest way on that does not lead back.
 *
 * What must stay true: values only grow, so that passes over all nodes, in the
 * order in which they were finished, reach the least solution; an edge to a node
 * that was not finished by then takes one pass more.  If they go on growing the
 * cost is saturated, which is always refused.
 */
#include "verifier/env.h"

enum { MAX_PASSES = 64 };

/* after[f]: dearest way on, once the round that frame f is in has ended, of those below. */
struct reach {
	uint64_t after[MAX_FRAMES];
};

/* Over all heads of a call at one depth. */
struct rounds {
	uint64_t n, body;
};

struct costs {
	struct env *env;
	struct reach *reach;   /* by order of finishing; NULL: nothing calls back */
	struct rounds *rounds; /* by block and depth; as well */
	bool grew;
};

static uint64_t saturating_add(uint64_t a, uint64_t b)
{
	return a + b < a ? UINT64_MAX : a + b;
}

static uint64_t saturating_mul(uint64_t a, uint64_t b)
{
	uint64_t product;

	return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

static void raise_to(struct costs *costs, uint64_t *value, uint64_t to)
{
	if (*value < to) {
		*value = to;
		costs->grew = true;
	}
}

static struct rounds *rounds_of(const struct costs *costs, const struct node *head)
{
	return &costs->rounds[head->block * (size_t)MAX_FRAMES + head->n_frames - 1];
}

static bool is_head(const struct env *env, const struct node *node)
{
	return insn_calls_back(&env->image->insns[env->cfg.blocks[node->block].start]);
}

/* What lies behind an edge; ends of rounds only say where the run goes on. */
static uint64_t edge_cost(struct costs *costs, const struct node *node, const struct node *to)
{
	struct reach *reach;
	bool round = node_ends_round(costs->env, node, to->block, to->n_frames);
	uint32_t inside = round ? to->n_frames : node->n_frames;

	if (!costs->reach)
		return to->cost;
	reach = &costs->reach[node->order];
	for (uint32_t f = 0; f < inside && f < to->n_frames; f++)
		raise_to(costs, &reach->after[f], costs->reach[to->order].after[f]);
	if (!round)
		return to->cost;
	raise_to(costs, &reach->after[node->n_frames - 1], to->leave);
	return 0;
}

static void head_cost(struct costs *costs, struct node *node, uint64_t leave, uint64_t body)
{
	const struct node *callee = node->succ[1];
	struct rounds *rounds = rounds_of(costs, node);

	raise_to(costs, &rounds->n, node->rounds);
	raise_to(costs, &rounds->body, body);
	raise_to(costs, &node->leave, leave);
	if (callee) /* where its rounds end */
		raise_to(costs, &node->leave, costs->reach[callee->order].after[node->n_frames]);
	raise_to(costs, &node->cost,
		 saturating_add(1, saturating_add(node->leave,
						  saturating_mul(rounds->n, rounds->body))));
}

/* Of a function that is proved by itself; all of them are when costs are counted. */
static uint64_t root_cost(const struct env *env, const struct global_func *func)
{
	const struct node *root = env->root[func - env->global];

	return root ? root->cost : UINT64_MAX;
}

/* Does the edge from @node to @to end a round of that loop? */
static bool ends_loop_round(const struct node *node, const struct node *to)
{
	const struct node *head = node->rank ? node : node->loop;

	while (head && head != to)
		head = head->loop;
	return head != NULL;
}

static uint64_t longer(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* From @node through @to to the next round of the head that n heads lie around; 0: not so. */
static uint64_t way_back(const struct node *node, const struct node *to, uint32_t n, uint64_t own)
{
	if (!to)
		return 0;
	if (ends_loop_round(node, to))
		return to->n_loops == n ? own : 0;
	return n < to->n_loops && to->to_head[n] ? saturating_add(own, to->to_head[n]) : 0;
}

/* What the rounds of a head cost beside the way on; 0 for other nodes. */
static uint64_t rounds_cost(const struct node *node)
{
	return node->rank ? saturating_mul(rank_rounds(node->rank), node->to_head[node->n_loops])
			  : 0;
}

static void loop_cost(struct costs *costs, struct node *node, uint64_t own)
{
	for (uint32_t n = node->n_loops + (node->rank != NULL); n-- > 0;) {
		uint64_t way = longer(way_back(node, node->succ[0], n, own),
				      way_back(node, node->succ[1], n, own));

		if (way && n < node->n_loops)
			way = saturating_add(way, rounds_cost(node));
		raise_to(costs, &node->to_head[n], way);
	}
}

static void node_cost(struct costs *costs, struct node *node)
{
	const struct block *block = &costs->env->cfg.blocks[node->block];
	const struct global_func *called = called_global(costs->env, block->end - 1);
	uint64_t behind[2] = { 0, 0 }, own = block->end - block->start;
	bool ends = !node->succ[0] && !node->succ[1];

	if (called)
		own = saturating_add(own, root_cost(costs->env, called));

	for (int edge = 0; edge < 2; edge++) {
		if (!node->succ[edge] || ends_loop_round(node, node->succ[edge]))
			continue;
		behind[edge] = edge_cost(costs, node, node->succ[edge]);
		ends |= behind[edge] || node_ends_round(costs->env, node, node->succ[edge]->block,
							node->succ[edge]->n_frames);
	}
	loop_cost(costs, node, own);
	if (is_head(costs->env, node))
		head_cost(costs, node, behind[0], behind[1]);
	else if (ends) /* else all ways lead back */
		raise_to(costs, &node->cost,
			 saturating_add(own, saturating_add(longer(behind[0], behind[1]),
							    rounds_cost(node))));
}

static int make_ways(struct env *env, struct node *node)
{
	uint32_t n = node->n_loops + (node->rank != NULL);

	if (!n)
		return 0;
	node->to_head = ARENA_ARRAY(env->arena, uint64_t, n);
	return node->to_head ? 0 : error_set(env->error, MEMORY_QUOTA, env->arena->quota);
}

static int make_reach(struct costs *costs)
{
	struct env *env = costs->env;
	bool calls_back = false;

	for (uint32_t b = 0; b < env->cfg.n_blocks && !calls_back; b++)
		calls_back = insn_calls_back(&env->image->insns[env->cfg.blocks[b].start]);
	if (!calls_back)
		return 0;
	costs->reach = ARENA_ARRAY(env->arena, struct reach, env->n_finished);
	costs->rounds = ARENA_ARRAY(env->arena, struct rounds,
				    env->cfg.n_blocks * (size_t)MAX_FRAMES);
	return costs->reach && costs->rounds ? 0 : out_of_memory(env);
}

int worst_case_cost(struct env *env, uint64_t *cost)
{
	struct costs costs = { .env = env, .grew = true };
	int err = make_reach(&costs);

	*cost = UINT64_MAX;
	for (uint32_t i = 0; i < env->n_finished && !err; i++)
		err = make_ways(env, env->finished[i]);
	for (int pass = 0; pass < MAX_PASSES && costs.grew && !err; pass++) {
		costs.grew = false;
		err = env_charge(env, env->n_finished / 8 + 1);
		for (uint32_t i = 0; i < env->n_finished; i++)
			node_cost(&costs, env->finished[i]);
	}
	if (!costs.grew && env->n_finished) /* the root is finished last */
		*cost = env->finished[env->n_finished - 1]->cost;
	return err;
}
