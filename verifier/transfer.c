/*
 * What one instruction does to the working state: arithmetic and moves here,
 * memory, calls and branches in their own files.  Dispatch is by kind, the
 * operator is data.
 */
#include "verifier/env.h"

#include <errno.h>

/*
 * How far from their object pointers may be: the least of the possible offsets as in
 * Linux; the greatest such that a 32-bit length can be added before it is compared,
 * and that no sum goes round the address space.
 */
static const int64_t max_offset = 1 << 29, max_reach = INT64_C(1) << 33;

struct value scalar_value(struct scalar num)
{
	return (struct value){ .kind = VALUE_SCALAR, .num = num };
}

int read_reg(struct env *env, unsigned reg, const struct value **out)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (v->kind == VALUE_UNINIT)
		return REJECT(env, 1u << reg, UNINIT_REGISTER, reg);
	*out = v;
	return 0;
}

bool is_secret(const struct env *env, const struct value *v)
{
	return value_is_pointer(v) && !env_may(env, SKEP_LEAK_POINTERS);
}


static void write_reg(struct env *env, unsigned reg, struct value v)
{
	env_top(env)->reg[reg] = v;
}

/* --- pointer arithmetic --- */

/* The limit that the offset is beyond; 0: none. */
static int64_t limit_passed(const struct scalar *num)
{
	if (scalar_smin(num) <= -max_offset || scalar_smin(num) >= max_offset)
		return max_offset;
	return scalar_smax(num) >= max_reach ? max_reach : 0;
}

static const char *op_text(const struct insn *insn)
{
	return insn_of(insn)->name;
}

/* ptr + num, num being what is added (already negated for a subtraction). */
static int add_to_pointer(struct env *env, const struct insn *insn, const struct value *ptr,
			  const struct scalar *num)
{
	bool is_zero = scalar_is_const(num) && !num->bits.value;
	struct value v = *ptr;
	int64_t limit;

	if (v.kind == VALUE_CTX && env_may(env, SKEP_LEAK_POINTERS)) {
		/* What probes take: the address of a field.  Nothing can be reached through it. */
		write_reg(env, insn->dst, scalar_value(scalar_unknown()));
		return 0;
	}
	if (v.kind == VALUE_MAP && is_zero && insn_of(insn)->op == OP_ADD) {
		write_reg(env, insn->dst, v);
		return 0;
	}
	if (value_is_task(&v))
		return REJECT(env, 1u << insn->dst, TASK_FIELDS, "address of a part");
	if (!value_kind_info[v.kind].arith && !struct_is_bytes(&v))
		return REJECT(env, 1u << insn->dst, POINTER_ARITHMETIC, op_text(insn),
			      kind_text_of(&v));
	if (v.flags & VALUE_NULLABLE)
		return REJECT(env, 1u << insn->dst, NULL_ARITHMETIC, insn->dst, kind_text_of(&v));
	v.num = scalar_alu(OP_ADD, 64, &v.num, num);
	limit = limit_passed(num) ? limit_passed(num) : limit_passed(&v.num);
	if (limit)
		return REJECT(env,
			      (1u << insn->dst) | (insn_of(insn)->src_is_reg ? 1u << insn->src : 0),
			      POINTER_OFFSET, kind_text_of(&v), (long long)limit);
	if (v.kind == VALUE_PACKET || v.kind == VALUE_PACKET_META) {
		if (scalar_is_const(num)) {
			v.delta += (int32_t)num->bits.value;
		} else {
			/*
			 * A new variable part: nothing is known to be readable from there.  Its
			 * base lies one byte before, so that a pointer that is not behind the end
			 * has an extent.
			 */
			v.id = env_new_id(env);
			v.delta = 1;
			v.extent = 0;
		}
	}
	write_reg(env, insn->dst, v);
	return 0;
}

/* Kinds of which one object is many places; the id of a reference or of a value says which. */
static bool is_several(const struct value *v)
{
	return v->kind == VALUE_MAP_VALUE || v->kind == VALUE_MEM || v->kind == VALUE_STRUCT ||
	       (v->kind == VALUE_MAP && v->object & MAP_INNER);
}

bool same_object(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind || a->object != b->object)
		return false;
	return !is_several(a) || (a->flags & (VALUE_REF | VALUE_IDENTITY) && a->id == b->id);
}

static bool can_subtract(const struct value *a, const struct value *b)
{
	bool a_ends = a->kind == VALUE_PACKET_END, b_ends = b->kind == VALUE_PACKET_END;

	if (a_ends || b_ends) /* the packet's end belongs to the packet */
		return (a_ends || a->kind == VALUE_PACKET) && (b_ends || b->kind == VALUE_PACKET);
	return same_object(a, b) && value_kind_info[a->kind].arith;
}

/* The difference of two pointers into one object is a number in every mode, also its low half. */
static int subtract_pointers(struct env *env, const struct insn *insn, const struct value *a,
			     const struct value *b)
{
	bool exact = a->kind != VALUE_PACKET_END && b->kind != VALUE_PACKET_END;
	unsigned width = insn_of(insn)->width;
	struct scalar num;

	if (!can_subtract(a, b)) {
		if (!env_may(env, SKEP_LEAK_POINTERS))
			return REJECT(env, (1u << insn->dst) | (1u << insn->src),
				      POINTER_ARITHMETIC_RIGHT, op_text(insn), kind_text_of(a));
		write_reg(env, insn->dst, scalar_value(scalar_unknown()));
		return 0;
	}
	num = exact ? scalar_alu(OP_SUB, 64, &a->num, &b->num) : scalar_unknown();
	write_reg(env, insn->dst,
		  scalar_value(width == 32 ? scalar_truncate(&num, 32, false) : num));
	return 0;
}

static int pointer_alu(struct env *env, const struct insn *insn, const struct value *d,
		       const struct value *s)
{
	const struct insn_info *info = insn_of(insn);
	struct scalar num;
	int err;

	if (info->op == OP_SUB && value_is_pointer(d) && value_is_pointer(s))
		return subtract_pointers(env, insn, d, s);
	if (info->width == 32 && info->op == OP_SUB && env_may(env, SKEP_LEAK_POINTERS)) {
		write_reg(env, insn->dst, scalar_value(scalar_load_unknown(32, false)));
		return 0; /* as Linux: a number that nobody has a use for */
	}
	if (info->width != 64 || (info->op != OP_ADD && info->op != OP_SUB) ||
	    (value_is_pointer(d) && value_is_pointer(s)) ||
	    (info->op == OP_SUB && value_is_pointer(s)))
		return REJECT(env, (1u << insn->dst) | (info->src_is_reg ? 1u << insn->src : 0),
			      POINTER_ARITHMETIC, op_text(insn),
			      kind_text_of(value_is_pointer(d) ? d : s));
	num = value_is_pointer(d) ? s->num : d->num;
	/* The offset of a pointer is always compared, so what it came from matters. */
	if (info->src_is_reg || value_is_pointer(s)) {
		err = log_need(env,
			       (uint16_t)(1u << (value_is_pointer(d) ? insn->src : insn->dst)));
		if (err)
			return err;
	}
	if (info->op == OP_SUB) {
		struct scalar zero = scalar_const(0);

		num = scalar_alu(OP_SUB, 64, &zero, &num);
	}
	return add_to_pointer(env, insn, value_is_pointer(d) ? d : s, &num);
}

/* --- moves --- */

/* Of a copy of the low half that is extended: by a move, or by two shifts by 32. */
static void link_part(const struct value *v, enum value_link link, struct value *out)
{
	out->id = v->id;
	out->delta = v->delta;
	out->link = link;
}

static int transfer_mov(struct env *env, const struct insn *insn, struct value *src)
{
	const struct insn_info *info = insn_of(insn);
	bool fits = src->kind == VALUE_SCALAR && scalar_umax(&src->num) <= UINT32_MAX;
	struct value low;

	make_root(env, src);
	if (info->width == 64 || fits) {
		write_reg(env, insn->dst, *src);
		return 0;
	}
	if (value_is_pointer(src)) {
		if (is_secret(env, src))
			return REJECT(env, 1u << insn->src, POINTER_ARITHMETIC_RIGHT,
				      "a partial copy", kind_text_of(src));
		write_reg(env, insn->dst, scalar_value(scalar_load_unknown(32, false)));
		return 0;
	}
	low = scalar_value(scalar_truncate(&src->num, 32, false));
	if (src->link != LINK_HIGH && !scalar_is_const(&low.num))
		link_part(src, LINK_LOW, &low);
	write_reg(env, insn->dst, low);
	return 0;
}

/* dst += constant keeps the link: it, or its low half, stays at a known distance of its root. */
static void link_sum(const struct value *d, unsigned width, int64_t add, struct value *out)
{
	int64_t delta = d->delta + add, least = (int64_t)scalar_umin(&d->num);

	out->link = d->link;
	if (width == 32 && (scalar_umax(&d->num) > UINT32_MAX || least + add < 0 ||
			    (int64_t)scalar_umax(&d->num) + add > UINT32_MAX))
		out->link = LINK_LOW; /* the sum may wrap at 32 bits */
	if (out->link == LINK_ALL && (delta < INT32_MIN || delta > INT32_MAX))
		return;
	out->id = d->id;
	out->delta = (int32_t)delta;
}

/* What @out, the result, is linked to. */
static void link_result(const struct insn *insn, const struct value *d, const struct value *s,
			struct value *out)
{
	const struct insn_info *info = insn_of(insn);
	bool high = d->link == LINK_HIGH, by_32 = info->width == 64 && s->num.bits.value == 32;
	int64_t c = insn->imm; /* of 32 bits, its sign extended */

	if (!d->id || scalar_is_const(&out->num) || (info->src_is_reg && info->op != OP_MOVSX32))
		return;
	switch (info->op) {
	case OP_ADD:
	case OP_SUB:
		if (!high && c > INT32_MIN)
			link_sum(d, info->width, info->op == OP_ADD ? c : -c, out);
		break;
	case OP_LSH:
		if (!high && by_32)
			link_part(d, LINK_HIGH, out);
		break;
	case OP_RSH:
	case OP_ARSH:
		if (high && by_32)
			link_part(d, LINK_LOW, out);
		break;
	case OP_MOVSX32:
		if (!high)
			link_part(d, scalar_same(&d->num, &out->num) ? d->link : LINK_LOW, out);
		break;
	default: break;
	}
}

/* Both are linked as a whole. */
static bool linked(const struct value *a, const struct value *b)
{
	return a->kind == VALUE_SCALAR && b->kind == VALUE_SCALAR && a->id && a->id == b->id &&
	       a->link == LINK_ALL && b->link == LINK_ALL;
}

static struct scalar number_of(const struct insn *insn, const struct value *d,
			       const struct value *s)
{
	const struct insn_info *info = insn_of(insn);

	if (linked(d, s) && info->op == OP_SUB && info->width == 64)
		return scalar_const((uint64_t)((int64_t)d->delta - s->delta));
	if (info->src_is_reg && insn->dst == insn->src &&
	    (info->op == OP_SUB || info->op == OP_XOR))
		return scalar_const(0);
	if (scalar_is_const(&d->num) && scalar_is_const(&s->num))
		return scalar_const(insn_eval_alu((enum insn_id)insn->id, d->num.bits.value,
						  s->num.bits.value));
	return scalar_alu((enum insn_op)info->op, info->width, &d->num, &s->num);
}

static int scalar_op(struct env *env, const struct insn *insn, const struct value *d,
		     const struct value *s)
{
	struct value out = scalar_value(number_of(insn, d, s));

	link_result(insn, d, s, &out);
	write_reg(env, insn->dst, out);
	return 0;
}

static bool is_extension(const struct insn_info *info)
{
	return info->op >= OP_MOVSX8 && info->op <= OP_MOVSX32;
}

/* Of a pointer it leaves a number, as in Linux where addresses are no secret. */
static int unary_op(struct env *env, const struct insn *insn, const struct value *v)
{
	const struct value number = scalar_value(scalar_unknown());

	if (is_secret(env, v))
		return REJECT(env, 1u << (is_extension(insn_of(insn)) ? insn->src : insn->dst),
			      POINTER_ARITHMETIC_RIGHT, op_text(insn), kind_text_of(v));
	if (value_is_pointer(v))
		v = &number;
	else if (insn_of(insn)->op == OP_MOVSX32)
		make_root(env, &env_top(env)->reg[insn->src]);
	return scalar_op(env, insn, v, v);
}

static int transfer_alu(struct env *env, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	struct value imm = { .kind = VALUE_SCALAR, .num = scalar_const(insn_immediate(insn)) };
	const struct value *d = &imm, *s = &imm;
	bool unary = info->form == FORM_DST || is_extension(info);
	int err;

	if (info->src_is_reg && (err = read_reg(env, insn->src, &s)))
		return err;
	if (info->op == OP_MOV)
		return transfer_mov(env, insn,
				    info->src_is_reg ? &env_top(env)->reg[insn->src] : &imm);
	if (insn_reads(env->image, insn) >> insn->dst & 1 && (err = read_reg(env, insn->dst, &d)))
		return err;
	if (is_extension(info))
		d = s;
	if (unary)
		return unary_op(env, insn, d);
	return value_is_pointer(d) || value_is_pointer(s) ? pointer_alu(env, insn, d, s)
							  : scalar_op(env, insn, d, s);
}

/* --- constants --- */

static int transfer_map_value(struct env *env, const struct insn *insn)
{
	uint32_t map = (uint32_t)insn->imm, off = (uint32_t)((uint64_t)insn->imm >> 32);
	const struct map_desc *desc = map < env->image->n_maps ? env->image->maps[map] : NULL;
	const struct map_type_info *type = desc ? map_type_by_number(desc->type) : NULL;

	if (!type)
		return REJECT(env, 0, BAD_LDDW);
	if (!(type->flags & MAPF_DIRECT) || desc->max_entries != 1)
		return REJECT(env, 0, MAP_HELPER, "direct value access", type->name);
	if (off >= desc->value_size)
		return REJECT(env, 0, MAP_BOUNDS, 1u, "of the reference", desc->name,
			      desc->value_size);
	write_reg(env, insn->dst, (struct value){ .kind = VALUE_MAP_VALUE,
						  .object = (uint16_t)map,
						  .num = scalar_const(off) });
	return check_lock_use(env, map);
}

static int transfer_constant(struct env *env, const struct insn *insn)
{
	switch (insn_of(insn)->kind) {
	case KIND_LDDW:
		write_reg(env, insn->dst, scalar_value(scalar_const((uint64_t)insn->imm)));
		return 0;
	case KIND_LDDW_MAP:
		if ((uint64_t)insn->imm >= env->image->n_maps)
			return REJECT(env, 0, BAD_LDDW);
		write_reg(env, insn->dst, (struct value){ .kind = VALUE_MAP,
							  .object = (uint16_t)insn->imm,
							  .num = scalar_const(0) });
		return check_lock_use(env, (uint32_t)insn->imm);
	case KIND_LDDW_MAP_VALUE:
		return transfer_map_value(env, insn);
	default: /* LDDW_FUNC */
		write_reg(env, insn->dst,
			  (struct value){ .kind = VALUE_FUNC,
					  .object = (uint16_t)image_subprog(env->image,
									    (uint32_t)insn->imm),
					  .num = scalar_const(0) });
		return 0;
	}
}

/* What a relocation could not resolve is reached. */
static int reject_poison(struct env *env, const struct poison *poison)
{
	if (poison->needs)
		return REJECT(env, 0, KERNEL_FUNC, poison->what, poison->needs);
	return REJECT(env, 0, UNRESOLVED, poison->how, poison->what, poison->why);
}

/* In the entry function: where the load fails the program ends with 0. */
static int transfer_ld_packet(struct env *env, uint32_t i)
{
	int err = check_ld_packet(env, i);

	if (!err)
		finish_ld_packet(env, i);
	return err;
}

int transfer(struct env *env, uint32_t i)
{
	const struct insn *insn = &env->image->insns[i];

	env->insn = i;
	switch (insn_of(insn)->kind) {
	case KIND_POISON: return reject_poison(env, &env->image->poisons[insn->imm]);
	case KIND_ALU: return transfer_alu(env, insn);
	case KIND_LOAD: return transfer_load(env, insn);
	case KIND_STORE:
	case KIND_STORE_IMM: return transfer_store(env, insn);
	case KIND_ATOMIC:
	case KIND_ATOMIC_FETCH:
	case KIND_ATOMIC_CMPXCHG: return transfer_atomic(env, insn);
	case KIND_LDDW:
	case KIND_LDDW_MAP:
	case KIND_LDDW_MAP_VALUE:
	case KIND_LDDW_FUNC: return transfer_constant(env, insn);
	case KIND_CALL_HELPER:
	case KIND_CALL_KFUNC: return transfer_helper(env, insn);
	case KIND_LD_PACKET: return transfer_ld_packet(env, i);
	default:
		return REJECT(env, 0, UNSUPPORTED_INSN, insn_of(insn)->name,
			      group_name[insn_of(insn)->group]);
	}
}
