/*
 * The context, and structures that are described the same way: which access
 * the rows of core/ctx_field.def allow, and what a load yields.
 *
 * Only a structure of plain bytes is accessed at an offset that varies; fields
 * are found by one offset each, and no arithmetic moves their pointers.
 */
#include "verifier/env.h"

#include <assert.h>
#include <stdio.h>

#include "skep/skep.h"

static enum ctx_id struct_of(const struct env *env, const struct value *ptr)
{
	return ptr->kind == VALUE_CTX ? env->ctx : (enum ctx_id)ptr->object;
}

bool struct_is_bytes(const struct value *v)
{
	return v->kind == VALUE_STRUCT &&
	       ctx_info((enum ctx_id)v->object)->flags & CTXF_BYTES;
}

static int bad_field(struct env *env, const struct access *access, enum ctx_id ctx, int64_t lo,
		     const char *why)
{
	return REJECT(env, 1u << access->reg, CTX_ACCESS, access->write ? "write" : "read",
		      (unsigned)access->size, (long long)lo, ctx_name(ctx), why);
}

/* What only the kernel's BTF describes is known, but not offered. */
static int undescribed(struct env *env, const struct access *access, const char *what,
		       const char *of, const char *after)
{
	char text[96];

	snprintf(text, sizeof(text), "%s of %s%s", what, of, after);
	return REJECT(env, 1u << access->reg, CTX_UNSUPPORTED, text);
}

bool value_is_task(const struct value *v)
{
	return v->kind == VALUE_STRUCT && v->object == CTX_ID_TASK;
}

static int bad_task_access(struct env *env, const struct access *access)
{
	return access->write ? REJECT(env, 1u << access->reg, READ_ONLY, ctx_name(CTX_ID_TASK)) :
			       REJECT(env, 1u << access->reg, TASK_FIELDS, "read");
}

static int check_field(struct env *env, const struct access *access, enum ctx_id ctx, int64_t lo,
		       const struct ctx_field *field)
{
	uint32_t attach_type = env->image->attach_type;

	if (field->kind == CTX_BTF)
		return undescribed(env, access, field->name, ctx_name(ctx), "");
	if (!(access->write ? field->write : field->read))
		return bad_field(env, access, ctx, lo,
				 access->write ? "the field is read-only" :
						 "the field is write-only");
	if (!ctx_field_open(field, attach_type, access->write))
		return bad_field(env, access, ctx, lo,
				 "programs of this attach type do not have the field");
	if (!ctx_size_allowed(field, lo, (uint32_t)access->size, access->write))
		return bad_field(env, access, ctx, lo,
				 "the field has another size or alignment");
	return 0;
}

/* A host must provide what a run may touch. */
static void collect_size(struct env *env, const struct value *ptr, int64_t end)
{
	uint32_t *size = ptr->kind == VALUE_CTX		? &env->facts->ctx_size :
			 ptr->object == CTX_ID_TP_BUFFER ? &env->facts->buffer_size :
							   NULL;

	if (size && (int64_t)*size < end)
		*size = (uint32_t)end;
}

/* A tail call's target may touch all of it, and be proved for another processor's layout. */
static void collect_whole_ctx(struct env *env)
{
	uint32_t *size = &env->facts->ctx_size;

	for (uint32_t arch = SKEP_ARCH_X86_64; arch <= SKEP_ARCH_ARM64; arch++) {
		const struct ctx_info *info = ctx_info(prog_type_ctx(env->prog_type, arch));

		*size = info->size > *size ? info->size : *size;
	}
	if (ctx_find_kind(env->ctx, CTX_TP_BUFFER) >= 0)
		env->facts->buffer_size = ctx_info(CTX_ID_TP_BUFFER)->size;
}

void collect_ctx_argument(struct env *env, const struct helper_info *helper)
{
	const struct ctx_info *info = ctx_info(env->ctx);

	if (env->facts && helper_tail_calls(helper))
		collect_whole_ctx(env);
	else if (env->facts && !(info->flags & CTXF_OPEN) && env->facts->ctx_size < info->size)
		env->facts->ctx_size = info->size;
}

static int check_bytes(struct env *env, const struct access *access, const struct value *ptr,
		       struct region_span span, const struct ctx_info *info)
{
	char text[64];

	if (span.lo < 0 || span.hi > (int64_t)info->size)
		return REJECT(env, 1u << access->reg, MEMORY_BOUNDS, (unsigned)access->size,
			      offset_text(ptr, access->off, text, sizeof(text)), info->size);
	return 0;
}

int check_fields(struct env *env, const struct access *access, const struct value *ptr,
		 struct region_span span, int *row)
{
	enum ctx_id ctx = struct_of(env, ptr);
	const struct ctx_info *info = ctx_info(ctx);
	int err;

	if (ctx == CTX_ID_TASK)
		return bad_task_access(env, access);
	if (info->flags & CTXF_BTF)
		return undescribed(env, access, "the context", env->prog_type->name, " programs");
	if (info->flags & CTXF_ADDRESSES && !env_may(env, SKEP_LEAK_POINTERS))
		return REJECT(env, 1u << access->reg, CTX_RIGHT, info->name);
	if (info->flags & CTXF_BYTES) {
		err = check_bytes(env, access, ptr, span, info);
	} else {
		assert(span.exact);
		*row = ctx_find_field(ctx, span.lo, (uint32_t)access->size);
		err = *row < 0 ? bad_field(env, access, ctx, span.lo, "there is no such field") :
				 check_field(env, access, ctx, span.lo, ctx_field(*row));
	}
	if (!err && env->facts)
		collect_size(env, ptr, span.hi);
	return err;
}

int load_field(struct env *env, const struct insn *insn, const struct value *ptr,
	       struct value *out)
{
	unsigned size = insn_of(insn)->width / 8;
	bool sign = insn_of(insn)->op == OP_SIGNED;
	int64_t lo = (int64_t)ptr->num.bits.value + insn->off;
	enum ctx_id ctx = struct_of(env, ptr);
	const struct ctx_kind_info *kind = &ctx_kind_info[CTX_SCALAR];

	if (!struct_is_bytes(ptr))
		kind = &ctx_kind_info[ctx_field(ctx_find_field(ctx, lo, size))->kind];
	if (kind->value == VALUE_SCALAR) {
		*out = scalar_value(scalar_load_unknown(size * 8, sign));
		return 0;
	}
	if (sign)
		return REJECT(env, 1u << insn->src, CTX_ACCESS, "signed read", size, (long long)lo,
			      ctx_name(ctx), "the field is a pointer");
	*out = (struct value){ .kind = kind->value, .flags = kind->flags, .object = kind->target,
			       .num = scalar_const(0) };
	if (out->flags & VALUE_NULLABLE)
		out->id = env_new_id(env);
	return 0;
}
