/*
 * Loops in constant time: after some rounds that were followed a loop's head is widened
 * and what lies below is explored once.
 *
 * The attempt holds if each path that comes back to the head does so in a state that the
 * widened one includes, and if the rounds end.  For that one register or slot is taken for
 * the counter: a ghost variable keeps what it was when the round began.  Whoever comes back
 * must have moved the counter by a constant, which their link tells, always to the same
 * side; what the comparisons on the way said of the counter narrowed the ghost as well, so
 * that its range says from where another round begins.  No form of comparison is special,
 * and the bound may change from round to round: only its largest value counts.
 *
 * What must stay true: an attempt that fails leaves nothing, and is never reported.  All
 * that it found is data of the recorded nodes (struct rank, the ghosts in their snapshots),
 * which the facts pass checks by itself: only a round of a head leads back to it, and every
 * such edge has the rank.
 */
#include "verifier/loop.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_TRY = 4, /* after so many rounds, and again after each 4 times as many */
	MAX_WIDENINGS = 10,
	/*
	 * Attempts are paid from what was spent before: of the work so far one may use the
	 * part 1 / SLICE, and all that failed 1 / LOST, beside what is there in any case.
	 */
	SLICE = 2,
	LOST = 8,
	LEAST_SLICE = 8192,
	LEAST_LOST = 4096,
};

int loops_init(struct env *env)
{
	struct loops *loops = ARENA_NEW(env->arena, struct loops);

	if (!loops)
		return -ENOMEM;
	loops->body = ARENA_ARRAY(env->arena, struct body *, env->cfg.n_blocks);
	loops->seen = ARENA_ARRAY(env->arena, uint32_t, env->cfg.n_blocks);
	loops->list = ARENA_ARRAY(env->arena, uint32_t, env->cfg.n_blocks);
	env->loops = loops;
	return loops->body && loops->seen && loops->list ? 0 : -ENOMEM;
}

/* --- bodies --- */

/* From the jumps back to the head against the edges, as far as the head. */
static uint32_t list_body(struct env *env, uint32_t head)
{
	const struct cfg *cfg = &env->cfg;
	struct loops *loops = env->loops;
	uint32_t n = 0, done = 0;

	loops->seen[head] = ++loops->stamp;
	loops->list[n++] = head;
	while (done < n) {
		uint32_t block = loops->list[done++];

		for (uint32_t p = cfg->first_pred[block]; p < cfg->first_pred[block + 1]; p++) {
			uint32_t pred = cfg->pred[p];

			if (loops->seen[pred] == loops->stamp || (block == head && pred < head))
				continue;
			loops->seen[pred] = loops->stamp;
			loops->list[n++] = pred;
		}
	}
	return n;
}

static struct body *make_body(struct env *env, uint32_t head)
{
	uint32_t n = list_body(env, head), first = head, last = head;
	const uint32_t *list = env->loops->list;
	struct body *body;

	for (uint32_t i = 0; i < n; i++) {
		first = list[i] < first ? list[i] : first;
		last = list[i] > last ? list[i] : last;
	}
	body = arena_alloc(env->arena, 1, sizeof(*body) + ((last - first) / 64 + 1) * 8);
	if (!body)
		return NULL;
	body->first = first;
	body->n_blocks = last - first + 1;
	for (uint32_t i = 0; i < n; i++)
		body->blocks[(list[i] - first) / 64] |= UINT64_C(1) << ((list[i] - first) % 64);
	env->loops->body[head] = body;
	return body;
}

int body_of(struct env *env, uint32_t head, const struct body **out)
{
	*out = env->loops->body[head];
	if (*out)
		return 0;
	*out = make_body(env, head);
	return *out ? env_charge(env, (*out)->n_blocks) : out_of_memory(env);
}

bool in_body(const struct body *body, uint32_t block)
{
	uint32_t i = block - body->first;

	return block >= body->first && i < body->n_blocks && body->blocks[i / 64] >> (i % 64) & 1;
}

/* --- rounds --- */

static struct value *counter_of(struct state *state, const struct rank *rank)
{
	struct frame *top = state_top(state);
	struct cell *cell;

	if (rank->reg < N_REGS)
		return &top->reg[rank->reg];
	cell = stack_cell(top, rank->off, rank->size);
	return cell && cell->off == rank->off && cell->size == rank->size ? &cell->v : NULL;
}

/* Is the path still in the loop that the ghost is of? */
static int stays(struct env *env, const struct ghost *ghost, uint32_t block, bool *out)
{
	const struct body *body;
	int err;

	*out = env->cur->n_frames > ghost->n_frames;
	if (env->cur->n_frames != ghost->n_frames)
		return 0;
	err = body_of(env, ghost->block, &body);
	if (!err)
		*out = in_body(body, block);
	return err;
}

int loop_first_edge(struct env *env, const struct exits *exits, uint32_t *edge)
{
	const struct ghost *ghost;
	bool stay[2];
	int err;

	*edge = 0;
	if (!env->cur->n_ghosts)
		return 0;
	ghost = &env->cur->ghost[env->cur->n_ghosts - 1];
	err = stays(env, ghost, exits->block[0], &stay[0]);
	if (!err)
		err = stays(env, ghost, exits->block[1], &stay[1]);
	*edge = !err && !stay[0] && stay[1];
	return err;
}

int loop_arrive(struct env *env, uint32_t block, struct round *round)
{
	struct state *cur = env->cur;

	round->head = NO_BLOCK;
	for (uint32_t g = 0; g < cur->n_ghosts; g++) {
		const struct ghost *ghost = &cur->ghost[g];
		bool in;
		int err;

		if (ghost->block == block && ghost->n_frames == cur->n_frames) {
			round->head = ghost->head;
			round->ghost = *ghost;
			cur->n_ghosts = g;
			return 0;
		}
		err = stays(env, ghost, block, &in);
		if (err)
			return err;
		if (!in)
			cur->n_ghosts = g;
	}
	return 0;
}

void loop_begin_round(struct env *env, const struct node *head)
{
	struct value *counter = counter_of(env->cur, head->rank);
	struct ghost *ghost = &env->cur->ghost[env->cur->n_ghosts++];

	memset(ghost, 0, sizeof(*ghost));
	ghost->head = head->index;
	ghost->block = head->block;
	ghost->n_frames = head->n_frames;
	if (!counter || !(counter->kind == VALUE_SCALAR || counter->kind == VALUE_PACKET))
		return; /* without a value no round will be found to end */
	if (!counter->id && counter->kind == VALUE_SCALAR) {
		counter->id = env_new_id(env);
		counter->delta = 0;
	}
	ghost->v = *counter;
	ghost->from = counter->num.r64;
}

/* --- ranks --- */

static bool fits_low(uint64_t v)
{
	return v <= UINT32_MAX;
}

/*
 * By how much the round moved the counter, whose halves alone are linked; 0: by something
 * else in the other half.
 */
static int64_t low_moved_by(const struct value *before, const struct value *after)
{
	int64_t step = (int32_t)((uint32_t)after->delta - (uint32_t)before->delta);

	return fits_low(scalar_umax(&after->num)) && fits_low(scalar_umax(&before->num)) &&
			       fits_low(scalar_umin(&before->num) + (uint64_t)step) &&
			       fits_low(scalar_umax(&before->num) + (uint64_t)step) ?
		       step :
		       0;
}

/* By how much the round moved the counter; 0: not by a constant. */
static int64_t moved_by(const struct value *before, const struct value *after)
{
	if (before->kind == VALUE_PACKET)
		return before->id && before->id == after->id ?
			       (int64_t)after->delta - before->delta :
			       0;
	if (before->id && before->id == after->id && before->link != LINK_HIGH &&
	    after->link != LINK_HIGH)
		return before->link == LINK_ALL && after->link == LINK_ALL ?
			       (int64_t)after->delta - before->delta :
			       low_moved_by(before, after);
	if (scalar_is_const(&before->num) && scalar_is_const(&after->num))
		return (int64_t)(after->num.bits.value - before->num.bits.value);
	return 0;
}

/* Does the round begin with a pointer that is not behind the packet's end? */
static bool is_in_packet(const struct value *v)
{
	return v->kind == VALUE_PACKET && v->extent && v->extent >= (int64_t)v->delta;
}

/*
 * What a round says of the rank.  The counter's places at the head are counted on the
 * circle, from the side that it moves away from: where the next place is not beyond the
 * circle's end it is one of them, as the head includes it, and so further away.
 */
static bool measure(const struct rank *rank, struct state *state, const struct ghost *ghost,
		    struct rank *out)
{
	const struct value *counter = counter_of(state, rank);
	uint64_t least = ghost->v.num.r64.base - ghost->from.base;
	uint64_t most = least + ghost->v.num.r64.size;
	int64_t step;

	if (!counter || counter->kind == VALUE_UNINIT || counter->kind != ghost->v.kind ||
	    most < least || most > ghost->from.size)
		return false;
	step = moved_by(&ghost->v, counter);
	*out = *rank;
	out->down = step < 0;
	out->step = step < 0 ? -(uint64_t)step : (uint64_t)step;
	out->reach = step < 0 ? ghost->from.size - least : most;
	if (step > 0 && is_in_packet(&ghost->v) && out->reach > MAX_COUNTED_PACKET)
		out->reach = MAX_COUNTED_PACKET;
	return step && out->reach + out->step > out->reach;
}

bool rank_holds(const struct rank *rank, struct state *state, const struct ghost *ghost)
{
	struct rank round;

	return measure(rank, state, ghost, &round) && round.down == rank->down && rank->step &&
	       round.step >= rank->step && round.reach <= rank->reach;
}

uint64_t rank_rounds(const struct rank *rank)
{
	uint64_t steps;

	if (!rank->step)
		return 0;
	steps = rank->reach / rank->step;
	return steps + 1 ? steps + 1 : steps;
}

bool loop_measure(struct env *env, struct node *head, const struct ghost *ghost)
{
	uint64_t max_cost = env->opts->max_cost ? env->opts->max_cost : DEFAULT_MAX_COST;
	struct rank *rank = head->rank, round;

	if (!measure(rank, env->cur, ghost, &round) || (rank->step && rank->down != round.down))
		return false;
	if (rank->step && rank->step < round.step)
		round.step = rank->step;
	if (rank->reach > round.reach)
		round.reach = rank->reach;
	if (rank_rounds(&round) > max_cost)
		return false;
	*rank = round;
	return true;
}

/* --- attempts --- */

struct node *loop_tried(const struct env *env, uint32_t index)
{
	const struct loops *loops = env->loops;

	for (uint32_t i = loops->n_tried; i-- > 0;)
		if (loops->tried[i]->index == index)
			return loops->tried[i];
	return NULL;
}

int loop_stop(struct env *env, struct node *head, bool wider)
{
	env->loops->stopped = head;
	env->loops->wider = wider;
	return -EAGAIN;
}

int loop_close(struct env *env, struct node *head, bool moves, struct node **out)
{
	uint64_t work = 1;
	bool included = snapshot_includes(head->snapshot, env->cur, &work);
	int err = env_charge(env, work);

	if (err || !included)
		return err;
	if (!moves)
		return loop_stop(env, head, false);
	*out = head;
	return 0;
}

int loop_visits(struct env *env, uint32_t block, struct node *from, uint32_t *visits)
{
	const struct node *before = env->last_head[block], *up = from;
	const struct body *body;
	int err;

	*visits = 0;
	if (!env->cfg.blocks[block].back_target || !before ||
	    before->n_frames != env->cur->n_frames)
		return 0;
	err = body_of(env, block, &body);
	if (err)
		return err;
	for (; up && up != before; up = up->parent)
		if (up->n_frames < before->n_frames ||
		    (up->n_frames == before->n_frames && !in_body(body, up->block)))
			return 0;
	if (up)
		*visits = before->visits + 1;
	return env_charge(env, up ? (from->depth - up->depth) / 16 : 0);
}

/* Explore everything below the head, with a part of the work that is left. */
static int attempt(struct env *env, struct node *head)
{
	struct skep_error *error = env->error;
	uint64_t max_work = env->max_work, slice = LEAST_SLICE + env->work / SLICE;
	uint32_t insn = env->insn;
	uint64_t told = trace_at(env);
	int err;

	env->error = NULL; /* nobody is told of what goes wrong */
	if (slice < max_work - env->work)
		env->max_work = env->work + slice;
	env->loops->tried[env->loops->n_tried++] = head;
	err = explore_head(env, head);
	env->loops->n_tried--;
	env->max_work = max_work;
	env->error = error;
	env->insn = insn;
	if (err)
		trace_rewind(env, told);
	return err;
}

/* What accesses leave beside nodes. */
struct traces {
	uint8_t *region;
	int16_t *frame_low;
};

static size_t frame_low_size(const struct env *env)
{
	return env->image->n_subprogs * sizeof(*env->frame_low);
}

/* Outside the arena: attempts are many, but few at a time. */
static int keep_traces(struct env *env, struct traces *traces)
{
	traces->region = malloc(env->image->n_insns);
	traces->frame_low = malloc(frame_low_size(env));
	if (!traces->region || !traces->frame_low)
		return out_of_memory(env);
	memcpy(traces->region, env->region, env->image->n_insns);
	memcpy(traces->frame_low, env->frame_low, frame_low_size(env));
	return env_charge(env, env->image->n_insns / 64);
}

static void bring_back(struct env *env, const struct traces *traces)
{
	memcpy(env->region, traces->region, env->image->n_insns);
	memcpy(env->frame_low, traces->frame_low, frame_low_size(env));
}

static int record_head(struct env *env, uint32_t block, struct node *parent,
		       const struct rank *counter, struct node **head)
{
	int err = node_record(env, block, parent, head);

	if (err)
		return err;
	(*head)->rank = arena_memdup(env->arena, counter, sizeof(*counter));
	return (*head)->rank ? 0 : out_of_memory(env);
}

/*
 * Nothing is left of an attempt that failed; an error: not only this one did.
 * *again: this head does not include the working state.
 */
static int failed(struct env *env, struct node *head, int err, struct node **again)
{
	const struct loops *loops = env->loops;

	if (err == -EAGAIN && loops->stopped != head)
		return err;
	if (err == -EAGAIN && loops->wider)
		*again = head;
	return env_charge(env, 0);
}

static int attempt_once(struct env *env, uint32_t block, struct node *parent,
			const struct rank *counter, struct node **out, struct node **again)
{
	struct mark mark = nodes_mark(env);
	struct traces traces;
	struct node *head;
	int err = keep_traces(env, &traces);

	*again = NULL;
	if (!err)
		err = record_head(env, block, parent, counter, &head);
	if (!err) {
		err = attempt(env, head);
		if (!err)
			*out = head;
		else {
			nodes_forget(env, mark);
			bring_back(env, &traces);
			err = failed(env, head, err, again);
		}
	}
	free(traces.region);
	free(traces.frame_low);
	return err;
}

static int try_counter(struct env *env, uint32_t block, struct node *parent,
		       const struct rank *counter, struct node **out)
{
	struct node *again;
	int err = attempt_once(env, block, parent, counter, out, &again);

	for (uint32_t n = 1; n < MAX_WIDENINGS && again && !err; n++) {
		err = loop_widen(env, again->snapshot, block, n);
		if (!err)
			err = attempt_once(env, block, parent, counter, out, &again);
	}
	return err;
}

static bool worth_trying(const struct env *env, uint32_t visits)
{
	while (visits > FIRST_TRY && visits % 4 == 0)
		visits /= 4;
	return visits == FIRST_TRY && !env->follows_loops &&
	       env->loops->lost <= LEAST_LOST + env->work / LOST;
}

int loop_try(struct env *env, uint32_t block, struct node *parent, uint32_t visits,
	     struct node **out)
{
	struct loops *loops = env->loops;
	const struct node *before = env->last_head[block];
	struct counters counters;
	uint64_t start = env->work;
	struct snapshot *entry;
	int err;

	if (!worth_trying(env, visits) || loops->n_tried == MAX_TRIED ||
	    env->cur->n_ghosts == MAX_GHOSTS)
		return 0;
	entry = snapshot_take(env->arena, env->cur);
	if (!entry)
		return out_of_memory(env);
	err = loop_counters(env, block, before, &counters);
	for (uint32_t i = 0; i < counters.n && !err && !*out; i++) {
		snapshot_restore(entry, env->cur);
		err = loop_widen(env, before->snapshot, block, 0);
		if (!err)
			err = try_counter(env, block, parent, &counters.of[i], out);
	}
	if (err)
		return err;
	if (*out) {
		env->n_widened++;
		if ((*out)->low < parent->low)
			parent->low = (*out)->low;
		return 0;
	}
	loops->lost += env->work - start;
	snapshot_restore(entry, env->cur);
	return 0;
}
