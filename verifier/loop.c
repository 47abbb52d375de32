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
#include "verifier/env.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_TRY = 4,  /* after so many rounds, and again after each 4 times as many */
	MAX_TRIED = 32, /* heads that are tried at the same time */
	MAX_WIDENINGS = 10,
	MAX_EXACT = 5,    /* of them, those that stop at a constant of the loop */
	MAX_COUNTERS = 4, /* that are tried at a head */
	MAX_STOPS = 64,
	/*
	 * Attempts are paid from what was spent before: of the work so far one may use the
	 * part 1 / SLICE, and all that failed 1 / LOST, beside what is there in any case.
	 */
	SLICE = 2,
	LOST = 8,
	LEAST_SLICE = 8192,
	LEAST_LOST = 4096,
};

/* The blocks of the natural loop of a head. */
struct body {
	uint32_t first, n_blocks;
	uint64_t blocks[];
};

/* Numbers at which a widened bound may stop, and the registers that are compared with them. */
struct stops {
	uint32_t n;
	uint64_t at[MAX_STOPS];
	uint16_t regs[MAX_STOPS];
	uint16_t compared;
};

/* Values that are linked in both states, at the same distance, stay so. */
struct relation {
	uint32_t n;
	struct {
		uint32_t old, now, id;
		int64_t shift;
	} of[MAX_FRAMES * (N_REGS + MAX_CELLS) + MAX_GHOSTS];
};

struct widening {
	uint32_t n; /* how often this head was widened already */
	struct stops stops;
	struct relation related;
	struct state old; /* as the head was before */
};

struct loops {
	struct body **body;    /* n_blocks: of heads, when first asked for */
	uint64_t lost;         /* work of attempts that failed */
	uint32_t *seen, *list; /* n_blocks: while a body is found */
	uint32_t stamp;
	struct node *tried[MAX_TRIED];
	uint32_t n_tried;
	struct node *stopped;      /* the attempt that ends */
	bool wider;                /* because its state must be wider */
	struct widening *widening; /* made when first needed */
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

static int body_of(struct env *env, uint32_t head, const struct body **out)
{
	*out = env->loops->body[head];
	if (*out)
		return 0;
	*out = make_body(env, head);
	return *out ? env_charge(env, (*out)->n_blocks) : out_of_memory(env);
}

static bool in_body(const struct body *body, uint32_t block)
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
	if (!counter || counter->kind != VALUE_SCALAR)
		return; /* without a value no round will be found to end */
	if (!counter->id) {
		counter->id = env_new_id(env);
		counter->delta = 0;
	}
	ghost->v = *counter;
	ghost->from = counter->num.r64;
}

/* --- ranks --- */

/* By how much the round moved the counter; 0: not by a constant. */
static int64_t moved_by(const struct value *before, const struct value *after)
{
	if (before->id && before->id == after->id)
		return (int64_t)after->delta - before->delta;
	if (scalar_is_const(&before->num) && scalar_is_const(&after->num))
		return (int64_t)(after->num.bits.value - before->num.bits.value);
	return 0;
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

	if (!counter || counter->kind != VALUE_SCALAR || ghost->v.kind != VALUE_SCALAR ||
	    most < least || most > ghost->from.size)
		return false;
	step = moved_by(&ghost->v, counter);
	*out = *rank;
	out->down = step < 0;
	out->step = step < 0 ? -(uint64_t)step : (uint64_t)step;
	out->reach = step < 0 ? ghost->from.size - least : most;
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

/* --- widening --- */

static void add_stop(struct stops *stops, uint64_t v, uint16_t regs)
{
	for (uint64_t k = v - 1; k != v + 2 && stops->n < MAX_STOPS; k++) {
		stops->regs[stops->n] = regs;
		stops->at[stops->n++] = k;
	}
}

static void add_value(struct stops *stops, const struct value *v, uint16_t regs)
{
	if (v->kind != VALUE_SCALAR || scalar_is_unknown(&v->num))
		return;
	add_stop(stops, v->num.r64.base, regs);
	if (v->num.r64.size)
		add_stop(stops, v->num.r64.base + v->num.r64.size, regs);
}

static bool same_number(const struct value *a, const struct value *b)
{
	return scalar_subset(&a->num, &b->num) && scalar_subset(&b->num, &a->num);
}

static void add_operands(struct env *env, const struct insn *insn)
{
	const struct frame *old = state_top(&env->loops->widening->old), *now = env_top(env);
	struct stops *stops = &env->loops->widening->stops;
	uint16_t dst = (uint16_t)(1u << insn->dst), src = (uint16_t)(1u << insn->src);

	stops->compared |= insn_reads(env->image, insn);
	if (!insn_of(insn)->src_is_reg) {
		add_stop(stops, (uint64_t)insn->imm, dst);
		if (insn->imm < 0)
			add_stop(stops, (uint32_t)insn->imm, dst);
		return;
	}
	if (same_number(&old->reg[insn->src], &now->reg[insn->src]))
		add_value(stops, &now->reg[insn->src], dst);
	if (same_number(&old->reg[insn->dst], &now->reg[insn->dst]))
		add_value(stops, &now->reg[insn->dst], src);
}

/*
 * What the loop compares with: constants, and registers that are what they were at the
 * head before.
 */
static int find_stops(struct env *env, uint32_t head)
{
	const struct body *body;
	int err = body_of(env, head, &body);

	if (err)
		return err;
	env->loops->widening->stops.n = 0;
	env->loops->widening->stops.compared = 0;
	for (uint32_t b = body->first; b < body->first + body->n_blocks; b++) {
		const struct insn *insn = &env->image->insns[env->cfg.blocks[b].end - 1];

		if (in_body(body, b) && insn_of(insn)->kind == KIND_JUMP)
			add_operands(env, insn);
	}
	return env_charge(env, body->n_blocks / 8 + 1);
}

/* How far a bound has to move to the next stop. */
static uint64_t distance(const struct stops *stops, uint16_t reg, uint64_t bound, bool down)
{
	uint64_t least = UINT64_MAX;

	for (uint32_t i = 0; i < stops->n; i++) {
		uint64_t d = down ? bound - stops->at[i] : stops->at[i] - bound;

		if (d < least && (!(reg & stops->compared) || reg & stops->regs[i]))
			least = d;
	}
	return least;
}

/*
 * @now, its bounds that moved away from @old moved on to the next stop, if there is one.
 * The first time only @now has to be included: @old is of a round that lies above.
 */
static bool stop_at(const struct widening *w, uint16_t reg, const struct scalar *old,
		    const struct scalar *now, struct scalar *out)
{
	bool first = w->n == 0;
	struct scalar both = first ? *now : scalar_join(old, now);
	struct range to = both.r64;
	bool down = first ? (int64_t)(to.base - old->r64.base) < 0 : to.base != old->r64.base;
	bool up = first ? !down : to.base + to.size != old->r64.base + old->r64.size;
	uint64_t before = down ? distance(&w->stops, reg, to.base, true) : 0;
	uint64_t after = up ? distance(&w->stops, reg, to.base + to.size, false) : 0;

	if (before > INT64_MAX || after > INT64_MAX || to.size > INT64_MAX ||
	    to.size + before + after < to.size)
		return false;
	*out = scalar_unknown();
	out->r64 = range_between(to.base - before, to.base + to.size + after, 64);
	return scalar_reduce(out) && scalar_subset(&both, out);
}

static struct scalar widened(const struct widening *w, uint16_t reg, const struct scalar *old,
			     const struct scalar *now)
{
	struct scalar both = scalar_join(old, now), low = scalar_unknown(), at, out;
	uint64_t known = both.bits.mask ? (both.bits.mask & -both.bits.mask) - 1 : UINT64_MAX;

	if (w->n >= MAX_EXACT)
		return scalar_unknown();
	low.bits =
		(struct tnum){ both.bits.value & known, ~known }; /* as an even step leaves them */
	if (!scalar_reduce(&low) || !stop_at(w, reg, old, now, &at) ||
	    !scalar_meet(&low, &at, &out))
		return scalar_widen(old, &both);
	return out;
}

/* Constants that changed: those that changed by as much stay at one distance. */
static bool counts_alike(const struct value *v, const struct value *old)
{
	return scalar_is_const(&v->num) && scalar_is_const(&old->num) &&
	       v->num.bits.value != old->num.bits.value &&
	       (int64_t)v->num.bits.value == (int32_t)v->num.bits.value;
}

static void relate(struct env *env, struct value *v, const struct value *old)
{
	struct relation *r = &env->loops->widening->related;
	int64_t shift = (int64_t)v->delta - old->delta;
	uint32_t i = 0, before = old->id, now = v->id;

	if (counts_alike(v, old)) { /* at a distance of the number 0 */
		v->delta = (int32_t)v->num.bits.value;
		shift = (int64_t)(v->num.bits.value - old->num.bits.value);
		before = now = 0;
	} else if (!now || !before) {
		v->id = 0;
		v->delta = 0;
		return;
	}
	while (i < r->n &&
	       (r->of[i].old != before || r->of[i].now != now || r->of[i].shift != shift))
		i++;
	if (i == r->n) {
		r->of[i].old = before;
		r->of[i].now = now;
		r->of[i].shift = shift;
		r->of[i].id = env_new_id(env);
		r->n++;
	}
	v->id = r->of[i].id;
}

/* @v becomes what includes both; false: nothing does but VALUE_UNINIT. */
static bool widen(struct env *env, struct value *v, const struct value *old, unsigned bits,
		  uint16_t reg)
{
	const struct widening *w = env->loops->widening;
	struct scalar all = scalar_urange(0, width_mask(bits)), num;

	if (v->kind != old->kind || v->kind == VALUE_UNINIT)
		return false;
	if (v->kind == VALUE_SCALAR) {
		relate(env, v, old);
		num = scalar_subset(&v->num, &old->num) ? old->num
							: widened(w, reg, &old->num, &v->num);
		if (!scalar_meet(&num, &all, &v->num))
			v->num = all;
		return true;
	}
	if (v->object != old->object || !value_subset(v, old))
		return value_subset(old, v);
	v->num = old->num;
	v->flags |= old->flags;
	v->extent = v->extent < old->extent ? v->extent : old->extent;
	return true;
}

static void forget_bytes(struct frame *frame, const struct cell *cell)
{
	struct cell gone = *cell;

	stack_set_init(frame, gone.off, gone.size, false);
	if (!value_is_pointer(&gone.v))
		return;
	for (int64_t b = gone.off + STACK_SIZE; b < gone.off + STACK_SIZE + gone.size; b++)
		frame->init[b / 64] &= ~(UINT64_C(1) << (b % 64));
}

static void widen_frame(struct env *env, struct frame *frame, struct frame *old)
{
	bool top = frame == env_top(env);

	for (int r = 0; r < N_REGS; r++)
		if (!widen(env, &frame->reg[r], &old->reg[r], 64, top ? (uint16_t)(1u << r) : 0))
			memset(&frame->reg[r], 0, sizeof(frame->reg[r]));
	for (uint32_t i = frame->n_cells; i-- > 0;) {
		struct cell *cell = &frame->cell[i];
		const struct cell *before = stack_cell(old, cell->off, cell->size);

		if (!before || before->off != cell->off || before->size != cell->size ||
		    !widen(env, &cell->v, &before->v, cell->size * 8u, 0))
			forget_bytes(frame, cell);
	}
	for (int i = 0; i < STACK_WORDS; i++) {
		frame->init[i] &= old->init[i];
		frame->zero[i] &= old->zero[i];
	}
}

/* @before is of the same head: the working state becomes wider than both. */
static int widen_head(struct env *env, const struct snapshot *before, uint32_t block, uint32_t n)
{
	struct widening *w = env->loops->widening;
	struct state *cur = env->cur;
	int err;

	snapshot_restore(before, &w->old);
	w->n = n;
	w->related.n = 0;
	err = find_stops(env, block);
	for (uint32_t f = 0; f < cur->n_frames && f < w->old.n_frames; f++)
		widen_frame(env, &cur->frame[f], &w->old.frame[f]);
	for (uint32_t g = 0; g < cur->n_ghosts && g < w->old.n_ghosts; g++)
		widen(env, &cur->ghost[g].v, &w->old.ghost[g].v, 64, 0);
	state_normalise(cur, env->cfg.live[env->cfg.blocks[block].start]);
	return err ? err : env_charge(env, snapshot_size(before) / 64);
}

/* --- counters --- */

struct counters {
	uint32_t n;
	struct rank of[MAX_COUNTERS];
};

static bool counts(const struct value *before, const struct value *now)
{
	return before->kind == VALUE_SCALAR && now->kind == VALUE_SCALAR &&
	       before->num.r64.size == now->num.r64.size &&
	       before->num.r64.base != now->num.r64.base;
}

static void add_counter(struct counters *counters, struct rank rank)
{
	if (counters->n < MAX_COUNTERS)
		counters->of[counters->n++] = rank;
}

static void add_registers(struct env *env, struct counters *counters, uint16_t which)
{
	const struct frame *old = state_top(&env->loops->widening->old), *now = env_top(env);

	for (uint8_t r = 0; r < N_REGS; r++)
		if (which >> r & 1 && counts(&old->reg[r], &now->reg[r]))
			add_counter(counters, (struct rank){ .reg = r });
}

/* What moved since the head was reached before; registers that are compared come first. */
static int find_counters(struct env *env, uint32_t block, const struct node *before,
			 struct counters *counters)
{
	struct widening *w = env->loops->widening;
	struct frame *old, *now = env_top(env);
	int err;

	counters->n = 0;
	snapshot_restore(before->snapshot, &w->old);
	old = state_top(&w->old);
	err = find_stops(env, block);
	add_registers(env, counters, w->stops.compared);
	add_registers(env, counters, (uint16_t)~w->stops.compared);
	for (uint32_t i = 0; i < now->n_cells; i++) {
		const struct cell *cell = &now->cell[i];
		const struct cell *was = stack_cell(old, cell->off, cell->size);

		if (was && was->off == cell->off && was->size == cell->size &&
		    counts(&was->v, &cell->v))
			add_counter(counters, (struct rank){ .reg = N_REGS,
							     .size = (uint8_t)cell->size,
							     .off = cell->off });
	}
	return err;
}

/* Explore everything below the head, with a part of the work that is left. */
static int attempt(struct env *env, struct node *head)
{
	struct skep_error *error = env->error;
	uint64_t max_work = env->max_work, slice = LEAST_SLICE + env->work / SLICE;
	uint32_t insn = env->insn;
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
		err = widen_head(env, again->snapshot, block, n);
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
	if (!loops->widening)
		loops->widening = ARENA_NEW(env->arena, struct widening);
	if (!entry || !loops->widening)
		return out_of_memory(env);
	err = find_counters(env, block, before, &counters);
	for (uint32_t i = 0; i < counters.n && !err && !*out; i++) {
		snapshot_restore(entry, env->cur);
		err = widen_head(env, before->snapshot, block, 0);
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
