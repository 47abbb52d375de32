/*
 * A host function's BTF prototype as a row of the kind that helpers have, by the
 * conventions of Linux for kernel functions (Documentation/bpf/kfuncs.rst): what an
 * argument is, its type says and the suffix of its parameter's name.
 *
 *   integers             a number; __k: a constant; rdonly_buf_size, rdwr_buf_size: a
 *                        constant that is the size of the result
 *   struct CTX *         the context, in programs whose type has this one
 *   T *, T of integers   memory of T's size
 *   T *p, int p__sz      memory of this size; __szk: a constant
 *   const char *p__str   a constant string
 *   __nullable, __opt    NULL too
 *   __ign                anything
 *
 * Unlike in Linux a pointer to const is not written, and only one that is marked so
 * may be NULL.
 */
#include "core/kfunc.h"

#include <stdio.h>
#include <string.h>

#include "skep/skep.h"

/* Suffixes of Linux that are not offered. */
static const char *const other_suffixes[] = {
	"__map",  "__alloc",  "__uninit", "__refcounted_kptr", "__nonown_allowed", "__irq_flag",
	"__prog", "__dynptr", "__iter",
};

static bool has_suffix(const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);

	return n >= k && !strcmp(name + n - k, suffix);
}

static bool has_other_suffix(const char *name)
{
	for (size_t i = 0; i < sizeof(other_suffixes) / sizeof(*other_suffixes); i++)
		if (has_suffix(name, other_suffixes[i]))
			return true;
	return false;
}

/* ---- types ---- */

static struct btf_type resolved(const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	btf_type(btf, btf_resolve(btf, id), &type);
	return type;
}

static bool is_integer(const struct btf_type *type)
{
	return (type->kind == BTF_INT || type->kind == BTF_ENUM || type->kind == BTF_ENUM64) &&
	       type->size <= sizeof(uint64_t);
}

/* Integers, arrays and structures of them. */
static bool is_plain(const struct btf *btf, uint32_t id, uint32_t *work)
{
	struct btf_type type = resolved(btf, id);
	struct btf_member member;
	struct btf_array array;

	if (++*work > KFUNC_MAX_MEMBERS)
		return false;
	if (type.kind == BTF_ARRAY) {
		btf_array(btf, btf_resolve(btf, id), &array);
		return is_plain(btf, array.elem_type, work);
	}
	if (type.kind != BTF_STRUCT && type.kind != BTF_UNION)
		return type.kind == BTF_INT || type.kind == BTF_ENUM || type.kind == BTF_ENUM64;
	for (uint32_t i = 0; i < type.n; i++) {
		btf_member(btf, btf_resolve(btf, id), i, &member);
		if (!is_plain(btf, member.type, work))
			return false;
	}
	return true;
}

/* Bytes of what the pointer leads to, if that is plain; else 0. */
static uint32_t plain_size(const struct btf *btf, uint32_t pointee)
{
	uint64_t size = btf_size(btf, pointee);
	uint32_t work = 0;

	return size && size <= INT32_MAX && is_plain(btf, pointee, &work) ? (uint32_t)size : 0;
}

static bool is_const(const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	for (;;) {
		btf_type(btf, id, &type);
		if (type.kind != BTF_TYPEDEF && type.kind != BTF_VOLATILE &&
		    type.kind != BTF_RESTRICT && type.kind != BTF_TYPE_TAG)
			return type.kind == BTF_CONST;
		id = type.type;
	}
}

/* The program types that have this context, by its name. */
static uint64_t types_with_context(const struct btf *btf, uint32_t pointee)
{
	struct btf_type type = resolved(btf, pointee);
	uint64_t types = 0;

	if (type.kind != BTF_STRUCT && type.kind != BTF_FWD)
		return 0;
	for (uint32_t t = 1; t < 64; t++) {
		const struct prog_type_info *info = prog_type_by_number(t);
		const char *name = info ? ctx_name(info->ctx) : NULL;

		if (name && !strncmp(name, "struct ", 7) && !strcmp(name + 7, type.name))
			types |= UINT64_C(1) << t;
	}
	return types;
}

/* ---- parameters ---- */

struct proto {
	const struct btf *btf;
	uint32_t id;
	struct btf_type type;
	struct helper_info *row;
};

static struct btf_type param(const struct proto *proto, uint32_t i, const char **name)
{
	struct btf_param p;

	btf_param(proto->btf, proto->id, i, &p);
	*name = p.name;
	return resolved(proto->btf, p.type);
}

/* Is there a parameter @i, an integer with this suffix? */
static bool is_size(const struct proto *proto, uint32_t i, const char *suffix)
{
	struct btf_type type;
	const char *name;

	if (i >= proto->type.n)
		return false;
	type = param(proto, i, &name);
	return is_integer(&type) && has_suffix(name, suffix);
}

static enum helper_arg integer_kind(const struct proto *proto, const char *name)
{
	if (has_suffix(name, "__k"))
		return ARG_CONSTANT;
	if (!strcmp(name, "rdonly_buf_size"))
		proto->row->flags |= HELPER_RDONLY;
	else if (strcmp(name, "rdwr_buf_size"))
		return ARG_NUMBER;
	return ARG_ALLOC_SIZE;
}

static enum helper_arg memory_kind(bool sized, bool constant, bool nullable)
{
	static const uint8_t kinds[2][2][2] = {
		/* sized, const, nullable */
		{ { ARG_TYPED_INOUT, ARG_TYPED_INOUT_NULL }, { ARG_TYPED, ARG_TYPED_NULL } },
		{ { ARG_INOUT, ARG_INOUT_OPT }, { ARG_MEM, ARG_MEM_OPT } },
	};

	return (enum helper_arg)kinds[sized][constant][nullable];
}

static enum helper_arg pointer_kind(const struct proto *proto, uint32_t i, uint32_t pointee,
				    const char *name)
{
	bool nullable = has_suffix(name, "__nullable") || has_suffix(name, "__opt");
	bool sized = is_size(proto, i + 1, "__sz") || is_size(proto, i + 1, "__szk");
	uint64_t types = types_with_context(proto->btf, pointee);
	struct btf_type type = resolved(proto->btf, pointee);
	uint32_t size = plain_size(proto->btf, pointee);

	if (types) {
		proto->row->types &= types;
		return nullable ? ARG_CTX_NULL : ARG_CTX;
	}
	if (has_suffix(name, "__str"))
		return ARG_STRING;
	if (type.kind == BTF_FUNC_PROTO)
		return ARG_CODE;
	if (!size && btf_size(proto->btf, pointee))
		return ARG_POINTERS;
	if (!size && (!sized || type.kind != BTF_VOID))
		return ARG_UNSIZED;
	proto->row->arg_size[i] = sized ? 0 : size;
	return memory_kind(sized, is_const(proto->btf, pointee), nullable);
}

static enum helper_arg argument_kind(const struct proto *proto, uint32_t i)
{
	const char *name;
	struct btf_type type = param(proto, i, &name);
	bool sized = i && helper_arg_info[proto->row->arg[i - 1]].flags & ARGF_SIZED;

	if (sized)
		return has_suffix(name, "__szk") ? ARG_SIZE_CONST : ARG_SIZE0;
	if (has_suffix(name, "__ign"))
		return ARG_IGNORED;
	if (has_other_suffix(name))
		return ARG_MARKED;
	if (is_integer(&type))
		return integer_kind(proto, name);
	return type.kind == BTF_PTR ? pointer_kind(proto, i, type.type, name) : ARG_BY_VALUE;
}

static enum helper_ret result_kind(const struct proto *proto, bool may_be_null)
{
	struct btf_type type = resolved(proto->btf, proto->type.type);

	if (type.kind == BTF_VOID)
		return RET_VOID;
	if (is_integer(&type))
		return RET_SCALAR;
	if (type.kind != BTF_PTR)
		return RET_BY_VALUE;
	if (!helper_arg_reg(proto->row, ARG_ALLOC_SIZE)) {
		proto->row->flags |= HELPER_RDONLY;
		proto->row->ret_size = plain_size(proto->btf, type.type);
		if (!proto->row->ret_size)
			return RET_BY_VALUE;
	}
	return may_be_null ? RET_MEM_OR_NULL : RET_MEM;
}

void kfunc_describe(const struct btf *btf, uint32_t func, bool may_be_null, struct helper_info *row)
{
	struct proto proto = { .btf = btf, .row = row };
	struct btf_type type;

	btf_type(btf, func, &type);
	proto.id = type.type;
	row->name = type.name;
	row->types = UINT64_MAX;
	btf_type(btf, proto.id, &proto.type);
	if (proto.type.n > 5) {
		row->ret = RET_MANY;
		return;
	}
	for (uint32_t i = 0; i < proto.type.n; i++)
		row->arg[i] = (uint8_t)argument_kind(&proto, i);
	row->ret = (uint8_t)result_kind(&proto, may_be_null);
}

bool kfunc_missing(const struct btf *btf, uint32_t func, const struct helper_info *row, char *buf,
		   size_t size)
{
	struct proto proto = { .btf = btf };
	struct btf_type type;
	const char *name;

	btf_type(btf, func, &type);
	proto.id = type.type;
	for (uint32_t i = 0; i < 5; i++) {
		const char *missing = helper_arg_info[row->arg[i]].missing;

		if (!missing)
			continue;
		param(&proto, i, &name);
		snprintf(buf, size, "parameter %u%s%s%s: %s are not supported", i + 1,
			 *name ? " (" : "", name, *name ? ")" : "", missing);
		return true;
	}
	if (!helper_ret_info[row->ret].missing)
		return false;
	snprintf(buf, size, "%s are not supported", helper_ret_info[row->ret].missing);
	return true;
}
