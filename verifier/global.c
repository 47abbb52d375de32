/*
 * Global functions: proved once, by themselves, against their BTF prototype, as
 * Linux does.  A call is checked against the prototype alone and yields a number
 * of which nothing is known; what the function does with its arguments is its
 * own proof's matter (explore.c starts that at the first call that is reached).
 *
 * The prototype says: a number is an int or an enumeration; a pointer to the
 * program type's context, or tagged arg:ctx, is the context; any other pointer
 * is memory of the type's size, which may be NULL unless tagged arg:nonnull, and
 * may be read and written.  Functions that cannot be described so, and those
 * without BTF, are followed at each call like static ones (Linux refuses them).
 *
 * Rules: Linux kernel/bpf/btf.c, btf_prepare_func_args().
 */
#include "verifier/env.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- prototypes ---- */

enum arg_tag { TAG_CTX = 1, TAG_NONNULL = 2, TAG_OTHER = 4 };

/* Tags of the function's parameters: declaration tags "arg:...". */
static void read_tags(const struct env *env, uint32_t func, uint32_t tags[5])
{
	const struct btf *btf = env->image->btf;
	struct btf_type type;

	for (uint32_t id = 1; id < btf_n_types(btf); id++) {
		btf_type(btf, id, &type);
		if (type.kind != BTF_DECL_TAG || type.type != func || type.linkage >= 5 ||
		    strncmp(type.name, "arg:", 4))
			continue;
		if (!strcmp(type.name + 4, "ctx"))
			tags[type.linkage] |= TAG_CTX;
		else if (!strcmp(type.name + 4, "nonnull"))
			tags[type.linkage] |= TAG_NONNULL;
		else if (strcmp(type.name + 4, "nullable"))
			tags[type.linkage] |= TAG_OTHER;
	}
}

static bool is_number(const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	btf_type(btf, btf_resolve(btf, id), &type);
	return type.kind == BTF_INT || type.kind == BTF_ENUM || type.kind == BTF_ENUM64;
}

/* Under modifiers, but not under typedefs. */
static void skip_modifiers(const struct btf *btf, uint32_t id, struct btf_type *type)
{
	btf_type(btf, id, type);
	while (type->kind == BTF_CONST || type->kind == BTF_VOLATILE ||
	       type->kind == BTF_RESTRICT || type->kind == BTF_TYPE_TAG)
		btf_type(btf, type->type, type);
}

static bool is_context(const struct env *env, uint32_t pointee)
{
	const struct btf *btf = env->image->btf;
	const char *name = ctx_name(env->ctx);
	struct btf_type type;

	skip_modifiers(btf, pointee, &type);
	if (env->image->prog_type == PROG_KPROBE && type.kind == BTF_TYPEDEF &&
	    !strcmp(type.name, "bpf_user_pt_regs_t"))
		return true;
	btf_type(btf, btf_resolve(btf, pointee), &type);
	return type.kind == BTF_STRUCT && name && !strncmp(name, "struct ", 7) &&
	       !strcmp(type.name, name + 7);
}

static bool describe_argument(const struct env *env, uint32_t id, uint32_t tags,
			      struct global_arg *arg)
{
	const struct btf *btf = env->image->btf;
	struct btf_type type;
	uint64_t size;

	btf_type(btf, btf_resolve(btf, id), &type);
	if (tags & TAG_OTHER || (tags && type.kind != BTF_PTR))
		return false;
	if (type.kind != BTF_PTR) {
		arg->kind = VALUE_SCALAR;
		return is_number(btf, id);
	}
	if (tags & TAG_CTX || is_context(env, type.type)) {
		arg->kind = VALUE_CTX;
		return true;
	}
	size = btf_size(btf, type.type);
	arg->kind = VALUE_MEM;
	arg->size = (uint32_t)size;
	arg->nullable = !(tags & TAG_NONNULL);
	return size && size <= INT32_MAX;
}

static bool describe(const struct env *env, const struct subprog *subprog,
		     struct global_func *func)
{
	const struct btf *btf = env->image->btf;
	struct btf_type type, proto;
	uint32_t tags[5] = { 0 };
	struct btf_param param;

	btf_type(btf, subprog->btf_func, &type);
	if (type.kind != BTF_FUNC || type.linkage != BTF_GLOBAL)
		return false;
	btf_type(btf, type.type, &proto);
	func->returns = btf_resolve(btf, proto.type) != 0;
	if (proto.kind != BTF_FUNC_PROTO || proto.n > 5 ||
	    (func->returns && !is_number(btf, proto.type)))
		return false;
	read_tags(env, subprog->btf_func, tags);
	func->n_args = (uint8_t)proto.n;
	for (uint32_t i = 0; i < proto.n; i++) {
		btf_param(btf, type.type, i, &param);
		if (!describe_argument(env, param.type, tags[i], &func->arg[i]))
			return false;
	}
	return true;
}

int describe_globals(struct env *env, struct arena *arena, struct facts *facts)
{
	const struct image *image = env->image;

	env->global = ARENA_ARRAY(arena, struct global_func, image->n_subprogs);
	if (!env->global)
		return error_set(env->error, NO_MEMORY, "facts");
	facts->global = env->global;
	for (uint32_t s = 1; s < image->n_subprogs; s++) {
		const struct subprog *subprog = &image->subprogs[s];
		int err;

		if (!image->btf || !subprog->is_global || !subprog->btf_func)
			continue;
		err = env_charge(env, btf_n_types(image->btf) / 16);
		if (err)
			return err;
		env->global[s].by_itself = describe(env, subprog, &env->global[s]);
	}
	return 0;
}

struct global_func *called_global(const struct env *env, uint32_t insn)
{
	const struct insn *insns = env->image->insns;
	struct global_func *func;

	if (insn_of(&insns[insn])->kind != KIND_CALL_LOCAL)
		return NULL;
	func = &env->global[image_subprog(env->image, insn_target(insns, insn))];
	return func->by_itself ? func : NULL;
}

/* ---- calls ---- */

static const char *name_of(const struct env *env, uint32_t insn)
{
	uint32_t target = insn_target(env->image->insns, insn);

	return env->image->subprogs[image_subprog(env->image, target)].name;
}

static bool is_packet(const struct value *v)
{
	return v->kind == VALUE_PACKET || v->kind == VALUE_PACKET_META;
}

static int bad_argument(struct env *env, uint32_t insn, unsigned reg, const char *expected)
{
	return REJECT(env, 1u << reg, HELPER_ARGUMENT, reg, reg, name_of(env, insn),
		      kind_text_of(&env_top(env)->reg[reg]), expected);
}

/*
 * Memory that the function may read and write.  What a nullable pointer leads to
 * is judged as if it were not NULL.
 */
static int check_memory(struct env *env, uint32_t insn, unsigned reg,
			const struct global_func *func)
{
	const struct global_arg *arg = &func->arg[reg - 1];
	struct value *v = &env_top(env)->reg[reg];
	struct access access = { .reg = reg, .size = arg->size, .read = true, .write = true,
				 .arg = (int)reg, .helper = name_of(env, insn) };
	uint8_t flags = v->flags;
	int err;

	if (v->kind == VALUE_SCALAR && scalar_is_const(&v->num) && !v->num.bits.value) {
		if (!arg->nullable)
			return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg,
				      access.helper);
		return log_need(env, (uint16_t)(1u << reg));
	}
	if (!value_kind_info[v->kind].deref || v->kind == VALUE_CTX || v->kind == VALUE_STRUCT)
		return bad_argument(env, insn, reg, "a pointer to memory");
	if (flags & VALUE_NULLABLE && !arg->nullable)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, access.helper);
	if (is_packet(v) && func->moves_packet)
		return bad_argument(env, insn, reg,
				    "memory that stays where it is: the function moves the packet");
	v->flags &= (uint8_t)~VALUE_NULLABLE;
	err = check_access(env, &access);
	env_top(env)->reg[reg].flags = flags;
	return err;
}

int check_global_call(struct env *env, uint32_t insn, const struct global_func *func)
{
	const struct value *v;
	int err = check_no_lock(env, "a call of a global function");

	for (unsigned reg = 1; !err && reg <= func->n_args; reg++) {
		err = read_reg(env, reg, &v);
		if (err)
			return err;
		switch (func->arg[reg - 1].kind) {
		case VALUE_SCALAR:
			if (v->kind != VALUE_SCALAR)
				err = bad_argument(env, insn, reg, "a number");
			break;
		case VALUE_CTX:
			if (v->kind != VALUE_CTX)
				err = bad_argument(env, insn, reg, "the context");
			break;
		default: err = check_memory(env, insn, reg, func); break;
		}
	}
	return err;
}

/* What the function may have written: the stack bytes that it was given. */
static void forget_memory(struct env *env, const struct value *v, uint32_t size)
{
	struct frame *frame = &env->cur->frame[v->object];
	int64_t lo = scalar_smin(&v->num), len = scalar_smax(&v->num) - lo + size;

	if (scalar_is_const(&v->num))
		stack_set_init(frame, lo, len, false);
	else
		stack_forget(frame, lo, len);
}

void finish_global_call(struct env *env, const struct global_func *func)
{
	struct frame *frame = env_top(env);

	for (unsigned reg = 1; reg <= func->n_args; reg++)
		if (func->arg[reg - 1].kind == VALUE_MEM && frame->reg[reg].kind == VALUE_STACK)
			forget_memory(env, &frame->reg[reg], func->arg[reg - 1].size);
	if (func->moves_packet)
		drop_packet_pointers(env);
	memset(frame->reg, 0, 6 * sizeof(struct value)); /* r0-r5 */
	if (func->returns)
		frame->reg[0] = scalar_value(scalar_unknown());
}

/* ---- the function's own proof ---- */

void start_arguments(struct env *env, const struct global_func *func)
{
	struct frame *frame = &env->cur->frame[0];

	for (unsigned reg = 1; reg <= func->n_args; reg++) {
		const struct global_arg *arg = &func->arg[reg - 1];
		struct value *v = &frame->reg[reg];

		*v = (struct value){ .kind = arg->kind, .num = scalar_const(0) };
		if (arg->kind == VALUE_SCALAR)
			v->num = scalar_unknown();
		if (arg->kind != VALUE_MEM)
			continue;
		v->object = MEM_ARGUMENT;
		v->extent = arg->size;
		v->flags = arg->nullable ? VALUE_NULLABLE : 0;
		v->id = arg->nullable ? env_new_id(env) : 0;
	}
}

int check_global_result(struct env *env, uint32_t subprog)
{
	const struct value *v;
	int err = check_nothing_held(env, "its end");

	if (err || !env->global[subprog].returns)
		return err;
	err = read_reg(env, 0, &v);
	if (err || v->kind == VALUE_SCALAR)
		return err;
	return REJECT(env, 1, BAD_RETURN, env->image->subprogs[subprog].name, kind_text_of(v),
		      "a number");
}
