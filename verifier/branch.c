/*
 * Conditional jumps: which sides are possible, and what each side tells.
 *
 * A side is assumed on the working state by branch_assume; branch_sides finds
 * out beforehand, on copies, whether that leaves any value.  When a side is
 * impossible the operands decided it, which is a dependence; otherwise the
 * values that the jump narrows are linked, so that a demand on one of them
 * below is a demand on all above.
 */
#include "verifier/env.h"

enum { MAX_PACKET_OFFSET = 0xffff };


/* How a jump is judged, by the kinds of its operands. */
enum judge {
	JUDGE_NUMBERS,
	JUDGE_NULL,    /* a nullable pointer against constant 0 */
	JUDGE_DECIDED, /* a pointer that is not NULL against 0, one behind the packet's end */
	JUDGE_PACKET,  /* a packet pointer against its end */
	JUDGE_OPAQUE,  /* both sides possible, nothing learned */
};

struct jump {
	const struct insn *insn;
	enum insn_op op;
	unsigned width;
	struct value *d, *s; /* s points to imm for K forms */
	struct value imm;
	enum judge judge;
	bool taken; /* JUDGE_DECIDED */
};

static bool is_zero(const struct value *v)
{
	return v->kind == VALUE_SCALAR && scalar_is_const(&v->num) && v->num.bits.value == 0;
}

static bool packet_pair(const struct value *a, const struct value *b)
{
	return (a->kind == VALUE_PACKET && b->kind == VALUE_PACKET_END) ||
	       (a->kind == VALUE_PACKET_META && b->kind == VALUE_PACKET && b->id == 0 &&
		b->delta == 0);
}

static bool orders(enum insn_op op)
{
	return op == OP_JGT || op == OP_JGE || op == OP_JLT || op == OP_JLE;
}

/* p op end, from end op p. */
static enum insn_op turned(enum insn_op op)
{
	switch (op) {
	case OP_JGT: return OP_JLT;
	case OP_JGE: return OP_JLE;
	case OP_JLT: return OP_JGT;
	default: return OP_JGE;
	}
}

/* Is it known that the packet ends before the pointer, and so which way the jump goes? */
static bool is_cut(const struct env *env, struct jump *jump)
{
	const struct short_packet *cut = &env->cur->cut;
	bool d_is_p = jump->d->kind == VALUE_PACKET;
	const struct value *p = d_is_p ? jump->d : jump->s;
	enum insn_op op = d_is_p ? jump->op : turned(jump->op);

	if (!cut->delta || p->kind != VALUE_PACKET || p->id != cut->id ||
	    (jump->d->kind != VALUE_PACKET_END && jump->s->kind != VALUE_PACKET_END) ||
	    p->delta < cut->delta - 1 || scalar_smin(&p->num) < 0)
		return false;
	jump->taken = op == OP_JGT || op == OP_JGE;
	return p->delta >= cut->delta || op == OP_JGE || op == OP_JLT;
}

static enum judge judge_of(const struct env *env, struct jump *jump)
{
	const struct value *d = jump->d, *s = jump->s;
	bool equality = jump->op == OP_JEQ || jump->op == OP_JNE;

	if (!value_is_pointer(d) && !value_is_pointer(s))
		return JUDGE_NUMBERS;
	if (jump->width != 64)
		return JUDGE_OPAQUE;
	jump->taken = jump->op == OP_JNE;
	if (value_is_pointer(d) && is_zero(s) && equality)
		return d->flags & VALUE_NULLABLE ? JUDGE_NULL : JUDGE_DECIDED;
	if (orders(jump->op) && (packet_pair(d, s) || packet_pair(s, d)))
		return is_cut(env, jump) ? JUDGE_DECIDED : JUDGE_PACKET;
	return JUDGE_OPAQUE;
}

static int jump_open(struct env *env, uint32_t i, struct jump *jump)
{
	const struct insn *insn = &env->image->insns[i];
	const struct insn_info *info = insn_of(insn);
	const struct value *v;
	int err;

	jump->insn = insn;
	jump->op = (enum insn_op)info->op;
	jump->width = info->width;
	err = read_reg(env, insn->dst, &v);
	if (!err && info->src_is_reg)
		err = read_reg(env, insn->src, &v);
	if (err)
		return err;
	jump->d = &env_top(env)->reg[insn->dst];
	jump->s = info->src_is_reg ? &env_top(env)->reg[insn->src] : &jump->imm;
	if (!info->src_is_reg)
		jump->imm = (struct value){ .kind = VALUE_SCALAR,
					    .num = scalar_const(insn_immediate(insn)) };
	jump->judge = judge_of(env, jump);
	return 0;
}

/* --- numbers --- */

static bool refine(const struct jump *jump, bool taken, struct scalar *d, struct scalar *s)
{
	*d = jump->d->num;
	*s = jump->s->num;
	return scalar_refine(jump->op, jump->width, taken, d, s);
}

/* The number of a value linked to one whose number became @num. */
static bool narrow_linked(const struct value *v, const struct value *root, const struct scalar *num,
			  struct scalar *out)
{
	int64_t distance = (int64_t)v->delta - root->delta;
	struct scalar shifted;

	*out = v->num;
	if (v->link == LINK_HIGH || root->link == LINK_HIGH)
		return true; /* nobody compares what is on its way to be extended */
	shifted = v->link == LINK_ALL && root->link == LINK_ALL ?
			  scalar_add_const(num, distance) :
			  scalar_low_half(num, (int32_t)distance);
	return scalar_meet(&v->num, &shifted, out);
}

/*
 * Give every value linked to @root what its new number says.  commit false:
 * only find out whether all stay possible.
 */
static bool narrow_all(struct env *env, const struct value *root, const struct scalar *num,
		       bool commit)
{
	struct value old = *root;
	struct scalar out;

	if (!old.id || old.kind != VALUE_SCALAR)
		return true;
	for (uint32_t f = 0; f < env->cur->n_frames; f++) {
		struct frame *frame = &env->cur->frame[f];

		for (uint32_t k = 0; k < N_REGS + frame->n_cells; k++) {
			struct value *v = k < N_REGS ? &frame->reg[k] : &frame->cell[k - N_REGS].v;

			if (v->kind != VALUE_SCALAR || v->id != old.id)
				continue;
			if (!narrow_linked(v, &old, num, &out))
				return false;
			if (commit)
				v->num = out;
		}
	}
	for (uint32_t g = 0; g < env->cur->n_ghosts; g++) {
		struct value *v = &env->cur->ghost[g].v;

		if (v->id != old.id)
			continue;
		if (!narrow_linked(v, &old, num, &out))
			return false;
		if (commit)
			v->num = out;
	}
	return true;
}

static bool numbers_possible(struct env *env, const struct jump *jump, bool taken,
			     struct exits *exits)
{
	struct scalar *d = &exits->d[taken], *s = &exits->s[taken];

	return refine(jump, taken, d, s) && narrow_all(env, jump->d, d, false) &&
	       narrow_all(env, jump->s, s, false);
}

/* Does the jump narrow what a round of a widened loop began with? */
static bool narrows_ghost(const struct state *state, const struct jump *jump)
{
	for (uint32_t g = 0; g < state->n_ghosts; g++) {
		uint32_t id = state->ghost[g].v.id;

		if (id && (id == jump->d->id || id == jump->s->id))
			return true;
	}
	return false;
}

/* Log everything that this jump narrows together. */
static int log_links(struct env *env, const struct jump *jump, enum log_kind kind)
{
	uint32_t top = env->cur->n_frames - 1;

	if (narrows_ghost(env->cur, jump))
		kind = LOG_NEED; /* that rounds end is a check like any other */
	for (uint32_t f = 0; f <= top; f++) {
		struct frame *frame = &env->cur->frame[f];
		struct log entry = { .insn = env->insn,
				     .kind = (uint8_t)kind,
				     .frame = (uint8_t)f };
		int err;

		for (uint32_t k = 0; k < N_REGS + frame->n_cells; k++) {
			const struct value *v =
				k < N_REGS ? &frame->reg[k] : &frame->cell[k - N_REGS].v;

			if (v->kind != VALUE_SCALAR || !v->id ||
			    (v->id != jump->d->id && v->id != jump->s->id))
				continue;
			if (k < N_REGS)
				entry.regs |= (uint16_t)(1u << k);
			else
				entry.slots |= slot_mask(frame->cell[k - N_REGS].off,
							 frame->cell[k - N_REGS].size);
		}
		if (f == top)
			entry.regs |=
				(uint16_t)(1u << jump->insn->dst |
					   (insn_of(jump->insn)->src_is_reg ? 1u << jump->insn->src
									    : 0));
		if ((entry.regs || entry.slots) && (err = log_add(env, entry)))
			return err;
	}
	return 0;
}

/* --- pointers --- */

static int opaque_allowed(struct env *env, const struct jump *jump)
{
	const struct value *d = jump->d, *s = jump->s;
	bool in_order = jump->width == 64 && jump->op != OP_JSET;

	if ((in_order && same_object(d, s)) || env_may(env, SKEP_LEAK_POINTERS))
		return 0;
	return REJECT(env,
		      (1u << jump->insn->dst) |
			      (insn_of(jump->insn)->src_is_reg ? 1u << jump->insn->src : 0),
		      POINTER_COMPARE, kind_text_of(d), kind_text_of(s));
}

static void visit_values(struct env *env, void (*visit)(struct value *, const struct value *),
			 struct value arg)
{
	for (uint32_t f = 0; f < env->cur->n_frames; f++) {
		struct frame *frame = &env->cur->frame[f];

		for (uint32_t k = 0; k < N_REGS + frame->n_cells; k++)
			visit(k < N_REGS ? &frame->reg[k] : &frame->cell[k - N_REGS].v, &arg);
	}
}

static bool same_pointer_id(const struct value *v, const struct value *arg)
{
	return v->kind == arg->kind && v->id == arg->id && v->object == arg->object;
}

static void make_null(struct value *v, const struct value *arg)
{
	if (same_pointer_id(v, arg) && v->flags & VALUE_NULLABLE)
		*v = scalar_value(scalar_const(0));
}

static void make_not_null(struct value *v, const struct value *arg)
{
	if (same_pointer_id(v, arg) && v->flags & VALUE_NULLABLE) {
		v->flags &= (uint8_t)~VALUE_NULLABLE;
		if (!(v->flags & (VALUE_REF | VALUE_IDENTITY)))
			v->id = 0;
	}
}

static void extend(struct value *v, const struct value *arg)
{
	if (v->kind == arg->kind && v->id == arg->id && v->extent < arg->extent)
		v->extent = arg->extent;
}

/* The offset of a pointer at a constant distance of @arg, whose offset is as @arg has it. */
static void narrow_offset(struct value *v, const struct value *arg)
{
	struct scalar num, out;

	if (v->kind != arg->kind || v->id != arg->id)
		return;
	num = scalar_add_const(&arg->num, (int64_t)v->delta - arg->delta);
	if (scalar_meet(&v->num, &num, &out))
		v->num = out;
}

/* Of all with the id of @arg, and of what rounds began with. */
static void visit_packet(struct env *env, void (*visit)(struct value *, const struct value *),
			 struct value arg)
{
	visit_values(env, visit, arg);
	for (uint32_t g = 0; g < env->cur->n_ghosts; g++)
		visit(&env->cur->ghost[g].v, &arg);
}

/* A pointer before the end, whose place varies. */
static void learn_place(struct env *env, const struct value *p, bool strict)
{
	struct scalar within = scalar_urange(0, max_packet - strict);
	struct value arg = *p;

	if (p->id && scalar_meet(&p->num, &within, &arg.num))
		visit_packet(env, narrow_offset, arg);
}

/* On this side p + 0 <= end (or p < end): what lies before p can be read; else p is cut off. */
static void learn_packet(struct env *env, const struct jump *jump, bool taken)
{
	bool d_is_p = packet_pair(jump->d, jump->s);
	const struct value *p = d_is_p ? jump->d : jump->s;
	enum insn_op op = jump->op;
	struct value arg = *p;
	bool below, strict;

	if (!d_is_p)
		op = turned(op);
	below = taken == (op == OP_JLT || op == OP_JLE);
	strict = taken ? op == OP_JLT : op == OP_JGE;
	if (scalar_smin(&p->num) < 0 || p->delta < 0 || p->delta > MAX_PACKET_OFFSET)
		return;
	if (!below) {
		strict = taken ? op == OP_JGT : op == OP_JLE;
		if (p->kind == VALUE_PACKET)
			env->cur->cut = (struct short_packet){ p->id, p->delta + !strict };
		return;
	}
	arg.extent = (uint32_t)p->delta + strict;
	visit_packet(env, extend, arg);
	learn_place(env, &arg, strict);
}

/* Near enough to its object that its address is not 0. */
static bool is_not_null(const struct value *v)
{
	return value_is_pointer(v) && !(v->flags & VALUE_NULLABLE) &&
	       scalar_smin(&v->num) >= -STACK_SIZE && scalar_smax(&v->num) <= MAX_PACKET_OFFSET;
}

/* What equals a pointer that is not NULL is not NULL. */
static void learn_equal(struct env *env, const struct jump *jump, bool taken)
{
	if (jump->width != 64 || jump->op != (taken ? OP_JEQ : OP_JNE))
		return;
	if (jump->d->flags & VALUE_NULLABLE && is_not_null(jump->s))
		visit_values(env, make_not_null, *jump->d);
	else if (jump->s->flags & VALUE_NULLABLE && is_not_null(jump->d))
		visit_values(env, make_not_null, *jump->s);
}

/* How addresses in one object compare, their offsets do, which may be negative. */
static enum insn_op of_offsets(enum insn_op op)
{
	switch (op) {
	case OP_JGT: return OP_JSGT;
	case OP_JGE: return OP_JSGE;
	case OP_JLT: return OP_JSLT;
	case OP_JLE: return OP_JSLE;
	default: return op;
	}
}

static void learn_offset(struct env *env, struct value *v, const struct scalar *num)
{
	struct value arg = *v;

	if (!scalar_meet(&v->num, num, &arg.num))
		return;
	if (v->kind == VALUE_PACKET && v->id)
		visit_packet(env, narrow_offset, arg);
	v->num = arg.num;
}

/* Two places in one object. */
static void learn_order(struct env *env, const struct jump *jump, bool taken)
{
	struct scalar d = jump->d->num, s = jump->s->num;

	if (jump->width != 64 || jump->op == OP_JSET || !same_object(jump->d, jump->s) ||
	    !value_kind_info[jump->d->kind].arith || jump->d->flags & VALUE_NULLABLE ||
	    jump->s->flags & VALUE_NULLABLE ||
	    !scalar_refine(of_offsets(jump->op), 64, taken, &d, &s))
		return;
	learn_offset(env, jump->d, &d);
	learn_offset(env, jump->s, &s);
}

/* --- the two entry points --- */

/* Where nothing is left no run gets here, and the old number is as sound as any. */
static void narrow(struct value *v, const struct scalar *num)
{
	struct scalar out;

	if (scalar_meet(&v->num, num, &out))
		v->num = out;
}

int branch_sides(struct env *env, uint32_t i, struct exits *exits)
{
	bool *falls = &exits->possible[0], *taken = &exits->possible[1];
	struct jump jump;
	int err;

	env->insn = i;
	err = jump_open(env, i, &jump);
	if (err)
		return err;
	*falls = *taken = true;
	switch (jump.judge) {
	case JUDGE_NUMBERS:
		*falls = numbers_possible(env, &jump, false, exits);
		*taken = numbers_possible(env, &jump, true, exits);
		err = log_links(env, &jump, *falls && *taken ? LOG_LINK : LOG_NEED);
		break;
	case JUDGE_DECIDED:
		*taken = jump.taken;
		*falls = !*taken;
		break;
	case JUDGE_OPAQUE: err = opaque_allowed(env, &jump); break;
	default: break;
	}
	if (!err && jump.judge == JUDGE_DECIDED && orders(jump.op))
		err = log_add(env, (struct log){ .insn = i, .kind = LOG_CUT });
	else if (!err && insn_of(jump.insn)->src_is_reg &&
		 (jump.judge == JUDGE_NULL || jump.judge == JUDGE_DECIDED))
		err = log_need(env, (uint16_t)(1u << jump.insn->src)); /* that it is 0 */
	if (!err && env->facts) {
		env->facts->insn[i].flags |= *falls ? FACT_FALLS : 0;
		env->facts->insn[i].flags |= *taken ? FACT_TAKEN : 0;
	}
	return err;
}

static void assume_numbers(struct env *env, const struct jump *jump, const struct scalar *d,
			   const struct scalar *s)
{
	narrow_all(env, jump->d, d, true);
	narrow_all(env, jump->s, s, true);
	narrow(jump->d, d);
	narrow(jump->s, s);
}

void branch_assume(struct env *env, uint32_t i, bool taken, const struct exits *exits)
{
	struct scalar d, s;
	struct jump jump;

	env->insn = i;
	if (jump_open(env, i, &jump))
		return;
	switch (jump.judge) {
	case JUDGE_NUMBERS:
		if (exits)
			assume_numbers(env, &jump, &exits->d[taken], &exits->s[taken]);
		else if (refine(&jump, taken, &d, &s)) /* else: nothing learned is sound too */
			assume_numbers(env, &jump, &d, &s);
		break;
	case JUDGE_NULL:
		if (taken == (jump.op == OP_JEQ) && jump.d->flags & VALUE_REF)
			drop_ref(env, jump.d->id); /* NULL: nothing was acquired */
		visit_values(env, taken == (jump.op == OP_JEQ) ? make_null : make_not_null,
			     *jump.d);
		break;
	case JUDGE_PACKET: learn_packet(env, &jump, taken); break;
	case JUDGE_OPAQUE:
		learn_equal(env, &jump, taken);
		learn_order(env, &jump, taken);
		break;
	default: break;
	}
}
