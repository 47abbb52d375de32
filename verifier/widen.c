/*
 * Widening the state at a loop's head: an upper bound of two of its states that further rounds
 * are likely to stay in.
 *
 * Bounds that moved go on to the next number that the loop compares with, where the loop is
 * likely to stop them; after some attempts anything that still moves is unknown.  Whether
 * the result holds is for the attempt to show.
 */
#include "verifier/loop.h"

#include <string.h>

enum {
	MAX_EXACT = 5, /* widenings that stop at a number of the loop */
	MAX_STOPS = 64,
};

/* Numbers at which a widened bound may stop, and the registers that are compared with them. */
struct stops {
	uint32_t n;
	uint64_t at[MAX_STOPS];
	uint16_t regs[MAX_STOPS];
	uint16_t compared;
};

/*
 * Values that are linked in both states, at the same distance, stay so.  Halves that are
 * linked have distances of 32 bits; they join a row of wholes, and wholes one of halves.
 */
struct related {
	uint32_t old, now, id;
	uint8_t kind; /* numbers and pointers never share an id */
	bool whole;
	int64_t shift;
};

struct relation {
	uint32_t n;
	struct related of[MAX_FRAMES * (N_REGS + MAX_CELLS) + MAX_GHOSTS];
};

struct widening {
	uint32_t n; /* how often this head was widened already */
	struct stops stops;
	struct relation related;
	struct state old; /* as the head was before */
};

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

/* Those of @within whose low bits are known as those of @both, as an even step leaves them. */
static bool keep_low_bits(const struct scalar *both, const struct scalar *within,
			  struct scalar *out)
{
	uint64_t known = both->bits.mask ? (both->bits.mask & -both->bits.mask) - 1 : UINT64_MAX;
	struct scalar low = scalar_unknown();

	low.bits = (struct tnum){ both->bits.value & known, ~known };
	return scalar_reduce(&low) && scalar_meet(&low, within, out);
}

static struct scalar widened(const struct widening *w, uint16_t reg, const struct scalar *old,
			     const struct scalar *now)
{
	struct scalar both = scalar_join(old, now), at, out;

	if (w->n >= MAX_EXACT)
		return scalar_unknown();
	if (!stop_at(w, reg, old, now, &at) || !keep_low_bits(&both, &at, &out))
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

static bool joins(const struct related *row, const struct related *v)
{
	if (row->kind != v->kind || row->old != v->old || row->now != v->now)
		return false;
	return row->whole && v->whole ? row->shift == v->shift :
					(uint32_t)row->shift == (uint32_t)v->shift;
}

/* The id of all that are related like @v. */
static uint32_t related_id(struct env *env, const struct related *v)
{
	struct relation *r = &env->loops->widening->related;
	uint32_t i = 0;

	while (i < r->n && !joins(&r->of[i], v))
		i++;
	if (i == r->n) {
		r->of[i] = *v;
		r->of[i].id = env_new_id(env);
		r->n++;
	} else if (v->whole && !r->of[i].whole) {
		r->of[i].whole = true;
		r->of[i].shift = v->shift;
	}
	return r->of[i].id;
}

/* What both links say; false: nothing. */
static bool common_link(const struct value *a, const struct value *b, uint32_t *out)
{
	bool high = a->link == LINK_HIGH;

	*out = a->link == b->link ? a->link : LINK_LOW;
	return a->id && b->id && high == (b->link == LINK_HIGH);
}

static void relate(struct env *env, struct value *v, const struct value *old)
{
	struct related pair = { .kind = v->kind, .old = old->id, .now = v->id, .whole = true,
				.shift = (int64_t)v->delta - old->delta };

	if (counts_alike(v, old)) { /* at a distance of the number 0 */
		v->delta = (int32_t)v->num.bits.value;
		v->link = LINK_ALL;
		pair.shift = (int64_t)(v->num.bits.value - old->num.bits.value);
		pair.old = pair.now = 0;
	} else if (!common_link(v, old, &v->link)) {
		value_unlink(v);
		return;
	}
	pair.whole = v->link == LINK_ALL;
	v->id = related_id(env, &pair);
}

/* What is tested before a round may lie so far behind the packet's end after it. */
static const uint64_t farthest = (uint64_t)UINT32_MAX + UINT16_MAX;

/*
 * Where a pointer into the packet that moved can be: from its place, or any, on to the
 * packet's end, or back.  Low bits that do not change stay known.
 */
static bool widen_offset(const struct widening *w, struct scalar *now, const struct scalar *old)
{
	struct scalar both = scalar_join(old, now), to;
	uint64_t first = w->n ? 0 : scalar_umin(now), last = farthest;

	if (scalar_subset(now, old)) {
		*now = *old;
		return true;
	}
	if (!w->n && scalar_umin(now) < scalar_umin(old)) {
		first = 0;
		last = scalar_umax(now);
	}
	if (scalar_umax(&both) > farthest || w->n >= MAX_EXACT)
		return false;
	to = scalar_urange(first, last);
	return keep_low_bits(&both, &to, now);
}

/* A pointer into the packet: what both can read, at one distance from what moved as it did. */
static bool widen_packet(struct env *env, struct value *v, const struct value *old)
{
	struct related pair = { .kind = v->kind, .old = old->id, .now = v->id, .whole = true,
				.shift = (int64_t)v->delta - old->delta };
	int64_t before = (int64_t)old->extent + pair.shift;

	v->flags |= old->flags;
	if (!v->extent || !old->extent || before <= 0)
		v->extent = 0;
	else if (before < v->extent)
		v->extent = (uint32_t)before;
	if (!pair.old && !pair.now && !pair.shift)
		return true; /* at its place in the packet */
	if (!widen_offset(env->loops->widening, &v->num, &old->num))
		return false;
	v->id = related_id(env, &pair);
	return true;
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
	if (v->kind == VALUE_PACKET && v->object == old->object)
		return widen_packet(env, v, old);
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
int loop_widen(struct env *env, const struct snapshot *before, uint32_t block, uint32_t n)
{
	struct widening *w = env->loops->widening;
	struct state *cur = env->cur;
	int err;

	snapshot_restore(before, &w->old);
	w->n = n;
	w->related.n = 0;
	err = find_stops(env, block);
	cur->cut = (struct short_packet){ 0 };
	for (uint32_t f = 0; f < cur->n_frames && f < w->old.n_frames; f++)
		widen_frame(env, &cur->frame[f], &w->old.frame[f]);
	for (uint32_t g = 0; g < cur->n_ghosts && g < w->old.n_ghosts; g++)
		if (!widen(env, &cur->ghost[g].v, &w->old.ghost[g].v, 64, 0))
			memset(&cur->ghost[g].v, 0, sizeof(cur->ghost[g].v));
	state_normalise(cur, env->cfg.live[env->cfg.blocks[block].start]);
	return err ? err : env_charge(env, snapshot_size(before) / 64);
}

/* --- counters --- */

static bool counts(const struct value *before, const struct value *now)
{
	return before->kind == now->kind &&
	       (now->kind == VALUE_SCALAR || now->kind == VALUE_PACKET) &&
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
int loop_counters(struct env *env, uint32_t block, const struct node *before,
		  struct counters *counters)
{
	struct widening *w = env->loops->widening;
	struct frame *old, *now = env_top(env);
	int err;

	counters->n = 0;
	if (!w)
		w = env->loops->widening = ARENA_NEW(env->arena, struct widening);
	if (!w)
		return out_of_memory(env);
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
