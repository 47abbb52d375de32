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

enum { FIRST_WIDENED_ROUND = 2, OTHERS_A_UNIT = 4 };

/* A side of a jump that waits. */
struct pending {
	struct node *parent;
	uint32_t edge, block; /* where it leads */
	uint32_t insn; /* the jump */
	size_t state;  /* before the jump: its place in env->kept */
	uint64_t trace; /* what was told until then */
};

struct pending_stack {
	struct pending *item;
	uint32_t n, max;
};

int env_charge(struct env *env, uint64_t units)
{
	env->work += units;
	if (env->work > env->max_work)
		return error_set(env->error, COMPLEXITY, (unsigned long long)env->max_work);
	return 0;
}

static bool is_callback_head(const struct env *env, const struct node *node)
{
	return insn_calls_back(&env->image->insns[env->cfg.blocks[node->block].start]);
}

/* Does the edge from @from to the head in @block end a round of the call there? */
bool node_ends_round(const struct env *env, const struct node *from, uint32_t block,
		       uint32_t n_frames)
{
	uint32_t start = env->cfg.blocks[block].start;

	return from && from->n_frames == n_frames + 1 &&
	       insn_calls_back(&env->image->insns[start]) && from->call_insn == start;
}

/* Is the call that @head begins a round of made anew between @bottom and @top? */
static bool made_anew(const struct node *bottom, const struct node *top, const struct node *head)
{
	for (; bottom != top; bottom = bottom->parent)
		if (bottom->block == head->block && bottom->n_frames == head->n_frames &&
		    !bottom->round)
			return true;
	return false;
}

/*
 * A way from @top back to it that ends at @bottom: is there a callback of which it
 * takes rounds, and whose call it does not make anew?
 */
static bool takes_rounds(const struct env *env, const struct node *bottom, const struct node *top)
{
	for (const struct node *up = bottom; up != top; up = up->parent)
		if (is_callback_head(env, up) && up->round && !made_anew(bottom, top, up))
			return true;
	return false;
}

/*
 * Is there an open node of the same block with the same state?  Between rounds
 * of a callback, whose number is bounded by the helper, that is an edge back to
 * it (*same); otherwise nothing changes any more and the loop has no end.
 */
static int check_progress(struct env *env, const struct node *node, struct node **same)
{
	struct node *o;
	int err;

	*same = NULL;
	if (!node->is_head)
		return 0;
	for (o = *open_bucket(env, node->hash); o; o = o->next) {
		err = env_charge(env, 1);
		if (err)
			return err;
		if (o->hash == node->hash && o->block == node->block &&
		    snapshot_equal(o->snapshot, node->snapshot))
			break;
	}
	if (!o)
		return 0;
	err = env_charge(env, node->depth - o->depth);
	if (err)
		return err;
	if (takes_rounds(env, node, o)) {
		*same = o;
		return 0;
	}
	env->insn = env->cfg.blocks[node->block].start;
	return REJECT(env, 0, INFINITE_LOOP);
}

/* --- inclusion --- */

/*
 * A node that includes the working state: complete ones by what was generalised;
 * waiting ones and the open head of a callback exactly, as their demands may grow.
 */
static int find_including(struct env *env, struct node **list, struct node **out)
{
	struct signature signature;
	struct node **link = list;
	uint32_t n_other = 0; /* signatures that rule nodes out: some make a unit */

	*out = NULL;
	if (!*list)
		return 0;
	signature = state_sign(env->cur);
	for (struct node *node = *link; node; link = &node->next, node = node->next) {
		bool may = signature_may_include(&node->signature, &signature);
		uint64_t work = may || n_other++ % OTHERS_A_UNIT == 0;
		bool found = may && snapshot_includes(node->snapshot, env->cur, &work);
		int err = env_charge(env, work);

		if (err)
			return err;
		if (found) { /* it moves to the front */
			*link = node->next;
			node->next = *list;
			*list = node;
			*out = node;
			return 0;
		}
	}
	return 0;
}

/* That head or the next one before it in which the working state's frame begins rounds. */
static struct node *head_of_frame(const struct env *env, struct node *head)
{
	while (head && head->n_frames != env->cur->n_frames)
		head = head->prev_head;
	return head;
}

/* The head of the round that the path from @from to @block ends; NULL: it ends none. */
static struct node *open_head(const struct env *env, uint32_t block, struct node *from)
{
	return node_ends_round(env, from, block, env->cur->n_frames) ?
		       head_of_frame(env, env->last_head[block]) :
		       NULL;
}

/* The head of the round before; NULL: this was the call's first. */
static struct node *round_before(const struct env *env, struct node *head)
{
	return head->round ? head_of_frame(env, head->prev_head) : NULL;
}

static int find_recorded(struct env *env, uint32_t block, struct node *from, struct node **out)
{
	struct node *head;
	uint64_t work = 1;
	int err = find_including(env, &env->complete[block], out);

	if (!err && !*out)
		err = find_including(env, &env->waiting[block], out);
	if (err || *out)
		return err;
	/* Heads of earlier rounds of the same call; never of one made before. */
	for (head = open_head(env, block, from); head; head = round_before(env, head)) {
		if (snapshot_includes(head->snapshot, env->cur, &work)) {
			*out = head;
			break;
		}
	}
	return env_charge(env, work);
}

/* --- paths --- */

static int push_pending(struct env *env, struct pending_stack *stack, uint32_t insn, uint32_t edge,
			uint32_t block)
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
	item = &stack->item[stack->n++];
	*item = (struct pending){ env->node, edge, block, insn, env->kept->used,
				   trace_at(env) };
	if (kept_push(env->kept, env->cur) || env->kept->used > env->arena->quota)
		return out_of_memory(env);
	return env_charge(env, (env->kept->used - item->state) / 64);
}

static int explore_from(struct env *env, uint32_t subprog);

/* The node with which a global function's exploration began. */
static const struct node *explored_root(const struct env *env, uint32_t subprog)
{
	uint32_t block = env->cfg.block_of[env->image->subprogs[subprog].start];
	const struct node *node = env->complete[block];

	while (node && node->parent)
		node = node->next;
	return node;
}

/*
 * A global function is proved when its first call is reached, in the midst of
 * its caller's exploration: the call graph has no cycles, and nodes of different
 * outermost functions are never compared.
 */
static int prove_called(struct env *env, uint32_t insn)
{
	struct global_func *func = called_global(env, insn);
	struct node *node = env->node;
	struct state *outer = env->cur;
	uint64_t told = trace_at(env);
	int err;

	if (!func || func->is_proved)
		return 0;
	env->cur = malloc(sizeof(*env->cur));
	if (env->cur)
		err = explore_from(env, (uint32_t)(func - env->global));
	else
		err = out_of_memory(env);
	free(env->cur);
	env->cur = outer;
	if (err)
		return err;
	if (env->trace) {
		env->trace->from = TRACE_HERE;
		if (!env->trace->all_paths)
			trace_rewind(env, told);
	}
	env->node = node;
	func->is_proved = true;
	env->root[func - env->global] = explored_root(env, (uint32_t)(func - env->global));
	return 0;
}

static int run_insn(struct env *env, uint32_t i)
{
	int err;

	env->n_processed++;
	if (env->trace)
		trace_say_insn(env, i);
	err = transfer(env, i);
	if (env->trace && !err)
		trace_say_changes(env, i);
	return err;
}

static int run_last(struct env *env, uint32_t i, struct exits *exits)
{
	env->n_processed++;
	if (env->trace)
		trace_say_insn(env, i);
	return block_exits(env, i, exits);
}

/* After the block's last instruction: its changes, or that the path goes on elsewhere. */
static void trace_exit(struct env *env, uint32_t i, uint32_t n_frames)
{
	if (env->cur->n_frames == n_frames)
		trace_say_changes(env, i);
	else if (env->cur->n_frames < n_frames)
		env->trace->from = env->image->slot[i];
	else
		env->trace->from = TRACE_CALL;
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
	struct exits exits;
	int err;

	if (env->cur->n_ghosts && is_callback_head(env, node))
		return loop_stop(env, node->loop, false);
	node->pending = 1;
	err = env_charge(env, block->end - block->start);
	for (uint32_t i = block->start; i < last && !err; i++)
		err = run_insn(env, i);
	if (!err)
		err = run_last(env, last, &exits);
	node->log_end = env->n_log;
	if (err)
		return err;
	*edge = exits.possible[0] ? 0 : 1;
	if (exits.possible[0] && exits.possible[1]) {
		node->pending = 2;
		err = loop_first_edge(env, &exits, edge);
		if (!err)
			err = push_pending(env, stack, last, !*edge, exits.block[!*edge]);
	}
	if (insn_calls_back(&env->image->insns[last]))
		node->rounds = callback_rounds(env, last);
	if (!err)
		err = prove_called(env, last);
	*next = exits.possible[*edge] ? exits.block[*edge] : NO_BLOCK;
	if (err || *next == NO_BLOCK)
		return err;
	err = take_exit(env, last, *edge, &exits);
	if (env->trace && !err)
		trace_exit(env, last, node->n_frames);
	return err;
}

/*
 * A callback's state comes back to its call: from the second round on what
 * changed is widened, so that the rounds reach a state that includes the next.
 */
static void widen_round(struct env *env, uint32_t block, struct node *parent, uint32_t *round)
{
	const struct node *head = open_head(env, block, parent);

	*round = head ? head->round + 1 : 0;
	if (*round >= FIRST_WIDENED_ROUND) {
		state_widen(env->cur, head->snapshot);
		state_normalise(env->cur, env->cfg.live[env->cfg.blocks[block].start]);
	}
}

/*
 * The working state is about to enter @block: a node that includes it ends the path,
 * *out; NULL: the path goes on.  *visits: rounds of the loop there that lie above.
 */
static int arrive(struct env *env, uint32_t block, struct node *from, struct node **out,
		  uint32_t *visits)
{
	struct node *head = NULL;
	struct round round;
	bool moves = false;
	int err = loop_arrive(env, block, &round);

	*out = NULL;
	*visits = 0;
	if (err || node_is_bare(env, block, from))
		return err;
	if (round.head != NO_BLOCK) {
		head = loop_tried(env, round.head);
		moves = loop_measure(env, head, &round.ghost);
	}
	state_normalise(env->cur, env->cfg.live[env->cfg.blocks[block].start]);
	if (head)
		err = loop_close(env, head, moves, out);
	if (!err && !*out)
		err = find_recorded(env, block, from, out);
	if (err || *out)
		return err;
	if (head)
		return loop_stop(env, head, true);
	err = loop_visits(env, block, from, visits);
	return err || !*visits ? err : loop_try(env, block, from, *visits, out);
}

/* Follow one path from the working state, which is about to enter @block. */
static int follow(struct env *env, struct pending_stack *stack, struct node *parent, uint32_t edge,
		  uint32_t block)
{
	struct node *node, *same;
	uint32_t round, visits;
	int err;

	while (block != NO_BLOCK) {
		err = arrive(env, block, parent, &node, &visits);
		if (err)
			return err;
		if (node) {
			if (env->trace)
				trace_say_safe(env, block);
			node_point_to(parent, edge, node);
			return node_finish_edge(env, parent);
		}
		widen_round(env, block, parent, &round);
		err = node_record(env, block, parent, &node);
		if (err)
			return err;
		node->round = round;
		node->visits = visits;
		err = check_progress(env, node, &same);
		if (err)
			return err;
		if (same) {
			node_point_to(parent, edge, same);
			return node_finish_edge(env, parent);
		}
		err = node_open(env, node);
		if (err)
			return err;
		if (parent)
			parent->succ[edge] = node;
		env->node = node;
		if (env->trace && env->trace->from != TRACE_HERE)
			trace_say_start(env, node->block);
		err = run_block(env, stack, &block, &edge);
		if (err)
			return err;
		parent = node;
	}
	return node_finish_edge(env, parent);
}

static int resume(struct env *env, struct pending_stack *stack)
{
	struct pending item = stack->item[--stack->n];
	int err;

	kept_pop(env->kept, item.state, env->cur);
	if (env->trace) {
		if (!env->trace->all_paths)
			trace_rewind(env, item.trace);
		env->trace->from = env->image->slot[item.insn];
	}
	env->node = item.parent;
	env->logging = false; /* the parent's log is complete */
	err = take_exit(env, item.insn, item.edge, NULL);
	env->logging = true;
	return err ? err : follow(env, stack, item.parent, item.edge, item.block);
}

static int finish_pending(struct env *env, struct pending_stack *stack, int err)
{
	while (!err && stack->n)
		err = resume(env, stack);
	if (stack->n) /* nobody comes back to what is left */
		env->kept->used = stack->item[0].state;
	free(stack->item);
	return err;
}

int explore_head(struct env *env, struct node *head)
{
	struct pending_stack stack = { 0 };
	uint32_t block, edge;
	int err = node_open(env, head);

	if (err)
		return err;
	loop_begin_round(env, head);
	env->node = head;
	err = run_block(env, &stack, &block, &edge);
	if (!err)
		err = follow(env, &stack, head, edge, block);
	return finish_pending(env, &stack, err);
}

static void start_state(struct env *env, uint32_t subprog)
{
	struct frame *frame = &env->cur->frame[0];

	memset(env->cur, 0, offsetof(struct state, frame));
	env->cur->n_frames = 1;
	env->cur->next_id = 1;
	frame_init(frame, subprog, 0, 0);
	if (subprog)
		start_arguments(env, &env->global[subprog]);
	else
		frame->reg[1] = (struct value){ .kind = VALUE_CTX, .num = scalar_const(0) };
}

/* All paths from the start of @subprog to its end, in env->cur. */
static int explore_from(struct env *env, uint32_t subprog)
{
	struct pending_stack stack = { 0 };
	int err;

	start_state(env, subprog);
	if (env->trace)
		env->trace->from = TRACE_CALL;
	err = follow(env, &stack, NULL, 0, env->cfg.block_of[env->image->subprogs[subprog].start]);
	return finish_pending(env, &stack, err);
}

int explore(struct env *env)
{
	int err;

	env->complete = ARENA_ARRAY(env->arena, struct node *, env->cfg.n_blocks);
	env->waiting = ARENA_ARRAY(env->arena, struct node *, env->cfg.n_blocks);
	env->open = ARENA_ARRAY(env->arena, struct node *, FIRST_BUCKETS);
	env->n_buckets = FIRST_BUCKETS;
	env->last_head = ARENA_ARRAY(env->arena, struct node *, env->cfg.n_blocks);
	if (!env->complete || !env->waiting || !env->open || !env->last_head || loops_init(env))
		return out_of_memory(env);
	env->logging = true;
	err = explore_from(env, 0);
	env->logging = false;
	return err;
}
