/*
 * Linear scan over intervals with holes (Wimmer and Franz, CGO 2010): spans by where
 * they begin; one gets a temporary that is free for all of it, else for its beginning,
 * else that of the span that is needed last, whose rest is split off.  What is
 * without a temporary lies in its value's slot, to which it is stored once, where it
 * is made: values do not change.  Constants are made again.
 */
#include <assert.h>
#include <errno.h>

#include "jit/ssa.h"

#define NEVER UINT32_MAX

struct scan {
	struct alloc *a;
	struct span *spans;  /* a->spans, which may move: see split */
	uint32_t *heap, n_heap; /* that are to come, by where they begin */
	uint32_t *active, n_active, *inactive, n_inactive;
	uint32_t free[N_IR_TEMPS]; /* until where */
	uint32_t all_losses;
	uint32_t loss; /* the first not passed */
};

static uint32_t op_start(uint32_t at)
{
	return at & ~(uint32_t)(EACH - 1);
}

/* ---- the spans that are to come ---- */

static void heap_push(struct scan *s, uint32_t i)
{
	uint32_t at = s->n_heap++;

	while (at && s->a->spans[s->heap[(at - 1) / 2]].from > s->a->spans[i].from) {
		s->heap[at] = s->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	s->heap[at] = i;
}

static uint32_t heap_pop(struct scan *s)
{
	const struct span *spans = s->a->spans;
	uint32_t first = s->heap[0], last = s->heap[--s->n_heap], at = 0;

	for (;;) {
		uint32_t child = 2 * at + 1;

		if (child >= s->n_heap)
			break;
		if (child + 1 < s->n_heap &&
		    spans[s->heap[child + 1]].from < spans[s->heap[child]].from)
			child++;
		if (spans[s->heap[child]].from >= spans[last].from)
			break;
		s->heap[at] = s->heap[child];
		at = child;
	}
	s->heap[at] = last;
	return first;
}

/* ---- ranges ---- */

/* Where two spans, from their first ranges not passed, first meet. */
static uint32_t meet(const struct alloc *a, uint32_t x, uint32_t y)
{
	uint32_t r = a->spans[x].ranges, q = a->spans[y].ranges;

	while (r && q) {
		const struct live_range *one = &a->ranges[r], *other = &a->ranges[q];

		if (one->to <= other->from)
			r = one->next;
		else if (other->to <= one->from)
			q = other->next;
		else
			return one->from > other->from ? one->from : other->from;
	}
	return NEVER;
}

static bool covers(const struct alloc *a, const struct span *span, uint32_t at)
{
	return span->ranges && a->ranges[span->ranges].from <= at &&
	       at < a->ranges[span->ranges].to;
}

static void pass(struct alloc *a, struct span *span, uint32_t at)
{
	while (span->ranges && a->ranges[span->ranges].to <= at)
		span->ranges = a->ranges[span->ranges].next;
}

/* The first use at @at or later that @must be in a temporary, or that may. */
static uint32_t next_use(const struct alloc *a, const struct span *span, uint32_t at, bool must)
{
	uint32_t u = span->uses;

	while (u && (a->uses[u].at < at || (must && !a->uses[u].must)))
		u = a->uses[u].next;
	return u ? a->uses[u].at : NEVER;
}

/* ---- splitting ---- */

static bool more_spans(struct scan *s)
{
	struct alloc *a = s->a;
	uint32_t size = 2 * a->spans_size;
	struct span *spans;
	uint32_t *lists[3] = { s->heap, s->active, s->inactive };

	if (a->n_spans < a->spans_size)
		return true;
	spans = arena_grow(a->ssa->arena, a->spans, a->n_spans, size, sizeof(*spans));
	for (unsigned i = 0; i < 3; i++)
		lists[i] = arena_grow(a->ssa->arena, lists[i], a->spans_size, size,
				      sizeof(**lists));
	if (!spans || !lists[0] || !lists[1] || !lists[2]) {
		a->ssa->err = -ENOMEM;
		return false;
	}
	a->spans = spans;
	a->spans_size = size;
	s->heap = lists[0];
	s->active = lists[1];
	s->inactive = lists[2];
	return true;
}

/* The ranges of @span from @at on, as a list of their own. */
static uint32_t cut_ranges(struct alloc *a, struct span *span, uint32_t at)
{
	uint32_t r = span->ranges, before = 0, rest;

	while (r && a->ranges[r].to <= at) {
		before = r;
		r = a->ranges[r].next;
	}
	if (!r || a->ranges[r].from >= at) {
		if (before)
			a->ranges[before].next = 0;
		else
			span->ranges = 0;
		return r;
	}
	if (a->n_ranges == a->ranges_size) {
		struct live_range *grown = arena_grow(a->ssa->arena, a->ranges, a->n_ranges,
						 2 * a->n_ranges, sizeof(*grown));

		if (!grown) {
			a->ssa->err = -ENOMEM;
			return 0;
		}
		a->ranges = grown;
		a->ranges_size *= 2;
	}
	rest = a->n_ranges++;
	a->ranges[rest] = (struct live_range){ at, a->ranges[r].to, a->ranges[r].next };
	a->ranges[r].to = at;
	a->ranges[r].next = 0;
	return rest;
}

static uint32_t cut_uses(struct alloc *a, struct span *span, uint32_t at)
{
	uint32_t u = span->uses, before = 0;

	while (u && a->uses[u].at < at) {
		before = u;
		u = a->uses[u].next;
	}
	if (before)
		a->uses[before].next = 0;
	else
		span->uses = 0;
	return u;
}

/* What of span @i is at @at or later, as a span of its own; 0: nothing is. */
static uint32_t split(struct scan *s, uint32_t i, uint32_t at)
{
	struct alloc *a = s->a;
	struct span *span, *rest;
	uint32_t n, ranges;

	if (!more_spans(s))
		return 0;
	span = &a->spans[i];
	assert(span->from < at);
	ranges = cut_ranges(a, span, at);
	if (!ranges)
		return 0;
	n = a->n_spans++;
	rest = &a->spans[n];
	*rest = (struct span){ .value = span->value, .from = a->ranges[ranges].from,
			       .to = span->to, .ranges = ranges, .uses = cut_uses(a, span, at),
			       .rest = span->rest, .at = AT_NOWHERE };
	span->rest = n;
	span->to = at;
	return n;
}

/* ---- slots ---- */

bool alloc_is_constant(const struct alloc *a, uint32_t v)
{
	const struct ir_insn *def = ssa_def(a->ssa, v + IR_FIRST_VALUE);

	return def && def->op == IR_MOV && ir_is_constant(def->a);
}

/* Span @i lies in memory but for what must be in a temporary, which comes again. */
static void spill(struct scan *s, uint32_t i)
{
	struct alloc *a = s->a;
	uint32_t must = next_use(a, &a->spans[i], a->spans[i].from, true), rest;

	if (must != NEVER && op_start(must) <= a->spans[i].from) {
		heap_push(s, i); /* behind a hole */
		return;
	}
	if (!a->slot[a->spans[i].value] && !alloc_is_constant(a, a->spans[i].value)) {
		a->frame += 8;
		a->slot[a->spans[i].value] = a->frame;
		if (a->frame > a->most_frame)
			a->ssa->err = -EOPNOTSUPP;
	}
	a->spans[i].at = AT_SLOT;
	if (must == NEVER)
		return;
	rest = split(s, i, op_start(must));
	if (rest)
		heap_push(s, rest);
}

/* ---- finding a temporary ---- */

/* Until where each temporary is free of what operations lose, in the ranges of span @i. */
static void mind_losses(struct scan *s, uint32_t i)
{
	const struct alloc *a = s->a;
	uint32_t r = a->spans[i].ranges, l = s->loss, seen = 0;

	while (r && l < a->n_losses && seen != s->all_losses) {
		const struct loss *loss = &a->losses[l];

		if (loss->at + loss->end <= a->ranges[r].from) {
			l++;
		} else if (a->ranges[r].to <= loss->at) {
			r = a->ranges[r].next;
		} else {
			for (unsigned t = 0; t < N_IR_TEMPS; t++)
				if (loss->temps >> t & 1 && op_start(loss->at) < s->free[t])
					s->free[t] = op_start(loss->at);
			seen |= loss->temps;
			l++;
		}
	}
}

static void find_free(struct scan *s, uint32_t i)
{
	const struct alloc *a = s->a;

	for (unsigned t = 0; t < N_IR_TEMPS; t++)
		s->free[t] = a->temps >> t & 1 ? NEVER : 0;
	for (uint32_t k = 0; k < s->n_active; k++)
		s->free[a->spans[s->active[k]].at] = 0;
	for (uint32_t k = 0; k < s->n_inactive; k++) {
		const struct span *other = &a->spans[s->inactive[k]];
		uint32_t at;

		if (!s->free[other->at])
			continue;
		at = meet(a, i, s->inactive[k]);
		if (at != NEVER && op_start(at) < s->free[other->at])
			s->free[other->at] = op_start(at);
	}
	mind_losses(s, i);
}

static uint16_t place_of(const struct alloc *a, uint32_t v)
{
	uint8_t at = a->spans[v + 1].at;

	return at < N_IR_TEMPS ? (uint16_t)(1u << at) : 0;
}

/* Where the first operand of what makes a value is. */
static uint16_t place_of_operand(const struct alloc *a, uint32_t v)
{
	const struct ssa *ssa = a->ssa;
	const struct ir_insn *def = ssa_def(ssa, v + IR_FIRST_VALUE);

	if (!def || (ir_form(def) != IR_FORM_BINARY && ir_form(def) != IR_FORM_MOVE) ||
	    !ssa_is_value(def->a))
		return 0;
	return place_of(a, ssa_number(ssa, def->a));
}

/* Of those temporaries the ones that save moves, the best first. */
static uint16_t prefer(const struct scan *s, uint32_t i, uint16_t enough)
{
	const struct alloc *a = s->a;
	uint32_t v = a->spans[i].value;
	uint16_t cheap = enough & (uint16_t)(a->used | ~a->preserved), some = 0;

	/* A phi, or before that is anywhere another of its arguments. */
	for (uint32_t step = 0, near = a->near[v]; near && step < 2 && !some; step++) {
		some = cheap & place_of(a, near - 1);
		near = a->near[near - 1];
	}
	if (!some)
		some = cheap & a->hints[v];
	if (!some)
		some = cheap & place_of_operand(a, v);
	if (!some)
		some = enough & (uint16_t)~a->preserved;
	if (!some)
		some = enough & a->hints[v];
	if (!some)
		some = enough & a->used;
	return some ? some : enough;
}

/* The best of those that are free until @to: hinted, lost by calls, in use already. */
static unsigned choose(const struct scan *s, uint32_t i)
{
	const struct alloc *a = s->a;
	uint32_t to = a->spans[i].to;
	uint16_t enough = 0;
	unsigned best = 0;

	for (unsigned t = 0; t < N_IR_TEMPS; t++) {
		if (s->free[t] >= to)
			enough |= (uint16_t)(1u << t);
		if (s->free[t] > s->free[best])
			best = t;
	}
	return enough ? (unsigned)__builtin_ctz(prefer(s, i, enough)) : best;
}

static void take(struct scan *s, uint32_t i, unsigned temp)
{
	s->a->spans[i].at = (uint8_t)temp;
	s->a->used |= (uint16_t)(1u << temp);
	s->active[s->n_active++] = i;
}

static bool take_free(struct scan *s, uint32_t i)
{
	struct span *span = &s->a->spans[i];
	unsigned temp;
	uint32_t rest;

	find_free(s, i);
	temp = choose(s, i);
	if (s->free[temp] <= span->from)
		return false;
	if (s->free[temp] < span->to) {
		/* Not worth a move where nobody asks for it meanwhile. */
		if (next_use(s->a, span, span->from, false) >= s->free[temp] &&
		    span->from % EACH == 0)
			return false;
		rest = split(s, i, s->free[temp]);
		if (rest)
			heap_push(s, rest);
	}
	take(s, i, temp);
	return true;
}

/* ---- where none is free ---- */

/* When the spans in a temporary are needed next; 0: one cannot leave it now. */
static void find_needed(struct scan *s, uint32_t i, uint32_t needed[N_IR_TEMPS])
{
	const struct alloc *a = s->a;
	uint32_t at = a->spans[i].from;

	for (unsigned t = 0; t < N_IR_TEMPS; t++)
		needed[t] = a->temps >> t & 1 ? NEVER : 0;
	for (uint32_t k = 0; k < s->n_active + s->n_inactive; k++) {
		uint32_t j = k < s->n_active ? s->active[k] : s->inactive[k - s->n_active];
		const struct span *other = &a->spans[j];
		uint32_t must, use;

		if (k >= s->n_active && meet(a, i, j) == NEVER)
			continue;
		must = next_use(a, other, at, true);
		use = next_use(a, other, at, false);
		if ((must != NEVER && op_start(must) <= at) || other->from >= at)
			use = 0;
		if (use < needed[other->at])
			needed[other->at] = use;
	}
}

/* Who is in @temp leaves it from where span @i begins. */
static void evict(struct scan *s, uint32_t i, unsigned temp)
{
	struct alloc *a = s->a;
	uint32_t at = a->spans[i].from, rest, n = 0;

	for (uint32_t k = 0; k < s->n_active; k++) {
		uint32_t j = s->active[k];

		if (a->spans[j].at != temp) {
			s->active[n++] = j;
			continue;
		}
		rest = split(s, j, at);
		if (rest)
			spill(s, rest);
	}
	s->n_active = n;
	n = 0;
	for (uint32_t k = 0; k < s->n_inactive; k++) {
		uint32_t j = s->inactive[k];

		if (a->spans[j].at != temp || meet(a, i, j) == NEVER) {
			s->inactive[n++] = j;
			continue;
		}
		rest = split(s, j, at); /* in a hole: it begins later */
		if (rest)
			heap_push(s, rest);
	}
	s->n_inactive = n;
}

static void take_needed(struct scan *s, uint32_t i)
{
	struct alloc *a = s->a;
	uint32_t needed[N_IR_TEMPS], at = a->spans[i].from, rest;
	uint32_t must = next_use(a, &a->spans[i], at, true);
	uint32_t first = next_use(a, &a->spans[i], at, false);
	bool made_here = at % EACH != 0;
	unsigned best = 0;

	find_needed(s, i, needed);
	for (unsigned t = 0; t < N_IR_TEMPS; t++)
		s->free[t] = NEVER;
	mind_losses(s, i);
	for (unsigned t = 0; t < N_IR_TEMPS; t++) {
		if (s->free[t] <= at)
			needed[t] = 0;
		if (needed[t] > needed[best])
			best = t;
	}
	if (!made_here && (must == NEVER || op_start(must) > at) &&
	    (first == NEVER || !needed[best] || needed[best] <= first)) {
		spill(s, i);
		return;
	}
	if (needed[best] <= at) {
		a->ssa->err = -EOPNOTSUPP;
		return;
	}
	evict(s, i, best);
	if (s->free[best] < a->spans[i].to) {
		rest = split(s, i, s->free[best]);
		if (rest)
			heap_push(s, rest);
	}
	take(s, i, best);
}

/* ---- the scan ---- */

/* Who is over, in a hole, back from one, at @at. */
static void advance(struct scan *s, uint32_t at)
{
	struct alloc *a = s->a;
	uint32_t n = 0, m = 0, n_inactive = s->n_inactive;

	while (s->loss < a->n_losses && a->losses[s->loss].at + a->losses[s->loss].end <= at)
		s->loss++;
	for (uint32_t k = 0; k < s->n_active; k++) {
		struct span *span = &a->spans[s->active[k]];

		pass(a, span, at);
		if (covers(a, span, at))
			s->active[n++] = s->active[k];
		else if (span->ranges)
			s->inactive[s->n_inactive++] = s->active[k];
	}
	for (uint32_t k = 0; k < s->n_inactive; k++) {
		struct span *span = &a->spans[s->inactive[k]];

		pass(a, span, at);
		if (k < n_inactive && covers(a, span, at))
			s->active[n++] = s->inactive[k];
		else if (span->ranges)
			s->inactive[m++] = s->inactive[k];
	}
	s->n_active = n;
	s->n_inactive = m;
}

static int begin_scan(struct scan *s)
{
	struct alloc *a = s->a;
	size_t size = a->spans_size;

	s->heap = arena_take(a->ssa->arena, size, sizeof(*s->heap));
	s->active = arena_take(a->ssa->arena, size, sizeof(*s->active));
	s->inactive = arena_take(a->ssa->arena, size, sizeof(*s->inactive));
	if (!s->heap || !s->active || !s->inactive)
		return -ENOMEM;
	for (uint32_t l = 0; l < a->n_losses; l++)
		s->all_losses |= a->losses[l].temps;
	for (uint32_t i = 1; i < a->n_spans; i++)
		if (a->spans[i].ranges)
			heap_push(s, i);
	return 0;
}

int alloc_scan(struct alloc *a)
{
	struct scan s = { .a = a };
	int err = begin_scan(&s);

	while (!err && s.n_heap && !a->ssa->err) {
		uint32_t i = heap_pop(&s);

		advance(&s, a->spans[i].from);
		if (!take_free(&s, i))
			take_needed(&s, i);
	}
	return err ? err : a->ssa->err;
}

uint8_t alloc_at(const struct alloc *a, uint32_t value, uint32_t at)
{
	uint32_t i = value + 1;

	while (a->spans[i].to <= at && a->spans[i].rest)
		i = a->spans[i].rest;
	return a->spans[i].at;
}
