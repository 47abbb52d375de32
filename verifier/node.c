/*
 * What exploration records: nodes, their lists, and how they are completed.
 *
 * When everything below a node is done, the demands on it are final unless paths
 * lead back to a head that is still open; then it waits, and completes with it.
 */
#include "verifier/env.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

int out_of_memory(struct env *env)
{
	return error_set(env->error, MEMORY_QUOTA, env->arena->quota);
}

struct node **open_bucket(struct env *env, uint64_t hash)
{
	return &env->open[hash & (env->n_buckets - 1)];
}

/* Can rounds begin at the block, of a loop or a callback?  Each way round meets one that is so. */
static bool is_head(const struct env *env, uint32_t block)
{
	const struct block *b = &env->cfg.blocks[block];

	return b->back_target || insn_calls_back(&env->image->insns[b->start]);
}

bool node_is_bare(const struct env *env, uint32_t block, const struct node *parent)
{
	const struct cfg *cfg = &env->cfg;

	return parent && parent->n_frames == env->cur->n_frames && parent->n_bare < MAX_BARE &&
	       cfg->first_pred[block + 1] - cfg->first_pred[block] == 1 && !is_head(env, block);
}

static int take_snapshot(struct env *env, struct node *node)
{
	node->snapshot = snapshot_take(env->arena, env->cur);
	if (!node->snapshot)
		return out_of_memory(env);
	node->is_head = is_head(env, node->block);
	if (node->is_head)
		node->hash = snapshot_hash(node->snapshot) ^
			     (node->block * UINT64_C(0x9e3779b97f4a7c15));
	return env_charge(env, snapshot_size(node->snapshot) / 64);
}

int node_record(struct env *env, uint32_t block, struct node *parent, struct node **out)
{
	struct node *node = ARENA_NEW(env->arena, struct node);

	if (!node)
		return out_of_memory(env);
	node->n_frames = env->cur->n_frames;
	node->deps = ARENA_ARRAY(env->arena, struct deps_frame, node_deps(node));
	if (!node->deps)
		return out_of_memory(env);
	node->parent = parent;
	node->block = block;
	node->call_insn = env_top(env)->call_insn;
	node->log_start = node->log_end = env->n_log;
	node->depth = parent ? parent->depth + 1 : 0;
	node->index = node->low = env->n_recorded++;
	node->first_member = env->n_members;
	node->n_loops = env->cur->n_ghosts;
	if (node->n_loops)
		node->loop = loop_tried(env, env->cur->ghost[node->n_loops - 1].head);
	node->prev_recorded = env->last_recorded;
	env->last_recorded = node;
	*out = node;
	if (!node_is_bare(env, block, parent))
		return take_snapshot(env, node);
	node->n_bare = parent->n_bare + 1;
	return 0;
}

int node_restore(struct env *env, const struct node *node)
{
	const struct node *parent = node->parent;
	const struct block *block;
	struct round round;
	int err;

	if (node->snapshot) {
		snapshot_restore(node->snapshot, env->cur);
		return 0;
	}
	block = &env->cfg.blocks[parent->block];
	err = node_restore(env, parent);
	if (!err && parent->rank)
		loop_begin_round(env, parent);
	for (uint32_t i = block->start; i < block->end - 1 && !err; i++)
		err = transfer(env, i);
	if (!err)
		err = block_exits(env, block->end - 1, &(struct exits){ 0 });
	if (!err)
		err = take_exit(env, block->end - 1, parent->succ[1] == node, NULL);
	return err ? err : loop_arrive(env, node->block, &round);
}

/* At least two buckets a node in them: most that are asked are empty. */
static int grow_open(struct env *env)
{
	struct node **old = env->open, *node, *next;
	uint32_t n_old = env->n_buckets;
	struct node **grown = ARENA_ARRAY(env->arena, struct node *, 4 * (size_t)n_old);

	if (!grown)
		return out_of_memory(env);
	env->open = grown;
	env->n_buckets = 4 * n_old;
	for (uint32_t b = 0; b < n_old; b++) {
		for (node = old[b]; node; node = next) {
			struct node **bucket = open_bucket(env, node->hash);

			next = node->next;
			node->next = *bucket;
			*bucket = node;
		}
	}
	return env_charge(env, n_old);
}

int node_open(struct env *env, struct node *node)
{
	struct node **bucket;
	int err;

	if (!node->is_head) {
		node->status = NODE_OPEN;
		return 0;
	}
	err = 2 * env->n_open == env->n_buckets ? grow_open(env) : 0;
	if (err)
		return err;
	env->n_open++;
	bucket = open_bucket(env, node->hash);
	node->next = *bucket;
	*bucket = node;
	node->status = NODE_OPEN;
	node->prev_head = env->last_head[node->block];
	env->last_head[node->block] = node;
	return 0;
}

static void unlink_node(struct node **link, const struct node *node)
{
	while (*link != node)
		link = &(*link)->next;
	*link = node->next;
}

/* Out of the list that it is in. */
static void take_out(struct env *env, struct node *node)
{
	switch (node->snapshot ? node->status : NODE_RECORDED) {
	case NODE_OPEN:
		if (!node->is_head)
			break;
		unlink_node(open_bucket(env, node->hash), node);
		env->n_open--;
		env->last_head[node->block] = node->prev_head;
		break;
	case NODE_WAITING:
		unlink_node(&env->waiting[node->block], node);
		break;
	case NODE_COMPLETE:
		unlink_node(&env->complete[node->block], node);
		break;
	default:
		break;
	}
	node->status = NODE_RECORDED;
}

struct mark nodes_mark(const struct env *env)
{
	return (struct mark){ env->last_recorded, env->n_log, env->n_members, env->n_finished };
}

/* Functions proved by themselves since then have to be proved again. */
static void forget_proofs(struct env *env)
{
	for (uint32_t s = 0; s < env->image->n_subprogs; s++) {
		if (!env->root[s] || env->root[s]->status == NODE_COMPLETE)
			continue;
		env->root[s] = NULL;
		env->global[s].is_proved = false;
	}
}

void nodes_forget(struct env *env, struct mark mark)
{
	for (; env->last_recorded != mark.last_recorded;
	     env->last_recorded = env->last_recorded->prev_recorded)
		take_out(env, env->last_recorded);
	env->n_log = mark.n_log;
	env->n_members = mark.n_members;
	env->n_finished = mark.n_finished;
	forget_proofs(env);
}

/* --- completion --- */

static bool deps_equal(const struct deps_frame *a, const struct deps_frame *b, uint32_t n)
{
	for (uint32_t f = 0; f < n; f++)
		if (a[f].regs != b[f].regs || a[f].slots != b[f].slots ||
		    a[f].used != b[f].used || a[f].cut != b[f].cut)
			return false;
	return true;
}

static void demand_counter(const struct rank *rank, struct deps_frame *deps)
{
	uint64_t slots = rank->reg < N_REGS ? 0 : slot_mask(rank->off, rank->size);

	if (!slots)
		deps->regs |= (uint16_t)(1u << rank->reg);
	deps->slots |= slots;
	deps->used |= slots;
}

/* Demands at the head, from those at the heads that the edges lead to; *grew if more than before.
 */
static int demands(struct env *env, struct node *node, bool *grew)
{
	const struct block *block = &env->cfg.blocks[node->block];
	struct deps deps = { 0 };

	for (int edge = 0; edge < 2; edge++)
		if (node->succ[edge])
			deps_add(&deps, node->succ[edge]);
	depend_through_block(env, node, &deps);
	if (node->rank) /* what rounds begin with is a part of the states below */
		demand_counter(node->rank, &deps.frame[node->n_frames - 1]);
	*grew = !deps_equal(deps.frame, node->deps, node_deps(node));
	memcpy(node->deps, deps.frame, node_deps(node) * sizeof(*node->deps));
	return env_charge(env, block->end - block->start + 1);
}

/* Later arrivals are compared with it, if it has a snapshot. */
static void list(struct node **head, struct node *node)
{
	if (!node->snapshot)
		return;
	node->signature = snapshot_sign(node->snapshot);
	node->next = *head;
	*head = node;
}

static void complete(struct env *env, struct node *node)
{
	if (node->snapshot)
		snapshot_generalise(node->snapshot, node->deps);
	node->status = NODE_COMPLETE;
	list(&env->complete[node->block], node);
}

/*
 * A node below which nothing leads back further up: it and its members (the
 * waiting nodes of its loop) complete together, once the demands carried over
 * the edges that lead back stop growing.
 */
static int complete_loop(struct env *env, struct node *head)
{
	uint32_t first = head->first_member;
	bool loops = env->n_members > first || head->succ[0] == head || head->succ[1] == head;
	bool grew = true, more;
	int err = 0;

	while (grew && !err) {
		grew = false;
		for (uint32_t m = first; m < env->n_members && !err; m++) {
			err = demands(env, env->member[m], &more);
			grew |= more;
		}
		if (!err)
			err = demands(env, head, &more);
		grew = (grew || more) && loops;
	}
	/* The last one that waits is the first of its list. */
	for (uint32_t m = env->n_members; m > first && !err; m--)
		take_out(env, env->member[m - 1]);
	for (uint32_t m = first; m < env->n_members && !err; m++)
		complete(env, env->member[m]);
	env->n_members = first;
	complete(env, head);
	return err;
}

static int append(struct env *env, struct node ***list, uint32_t *n, uint32_t *max,
		  struct node *node)
{
	if (*n == *max) {
		uint32_t grown = *max ? 2 * *max : 64;
		struct node **to = arena_grow(env->arena, *list, *n, grown, sizeof(*to));

		if (!to)
			return out_of_memory(env);
		*list = to;
		*max = grown;
	}
	(*list)[(*n)++] = node;
	return 0;
}

static int wait_for_head(struct env *env, struct node *node)
{
	node->status = NODE_WAITING;
	list(&env->waiting[node->block], node);
	return append(env, &env->member, &env->n_members, &env->max_members, node);
}

void node_point_to(struct node *node, unsigned edge, struct node *to)
{
	uint32_t low = to->status == NODE_COMPLETE ? node->low : to->index;

	node->succ[edge] = to;
	if (low < node->low)
		node->low = low;
}

/* In order, for the cost (cost.c). */
static int finished(struct env *env, struct node *node)
{
	node->order = env->n_finished;
	return append(env, &env->finished, &env->n_finished, &env->max_finished, node);
}

int node_finish_edge(struct env *env, struct node *node)
{
	int err = 0;

	while (node && --node->pending == 0 && !err) {
		take_out(env, node);
		err = finished(env, node);
		if (err)
			break;
		if (node->low < node->index)
			err = wait_for_head(env, node);
		else
			err = complete_loop(env, node);
		if (node->rank) /* whoever tries it goes on */
			break;
		if (node->parent && node->low < node->parent->low)
			node->parent->low = node->low;
		node = node->parent;
	}
	return err;
}
