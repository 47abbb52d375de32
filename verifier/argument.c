/*
 * Arguments of helpers, judged by the helper's row: what kind of value, how much
 * memory, initialised and writable or not.  Memory is judged by its flags alone,
 * wherever its size comes from: the next argument, the map, or the row.
 */
#include "verifier/argument.h"

#include <errno.h>
#include <string.h>

#include "core/format.h"
#include "skep/skep.h"

enum { MAX_VAR_SIZE = 1 << 29 }; /* a size argument must be below */

static int bad_argument(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	return REJECT(env, 1u << reg, HELPER_ARGUMENT, reg, reg, call->helper->name,
		      kind_text_of(v), helper_arg_info_of(call->helper, reg)->text);
}

static bool value_is_packet(const struct value *v)
{
	return v->kind == VALUE_PACKET || v->kind == VALUE_PACKET_META;
}

static bool is_null(const struct value *v)
{
	return v->kind == VALUE_SCALAR && scalar_is_const(&v->num) && v->num.bits.value == 0;
}

static int need(struct env *env, unsigned reg)
{
	return log_need(env, (uint16_t)(1u << reg));
}

static int check_map_argument(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];
	const struct map_type_info *type;
	uint32_t ops = call->helper->map_ops;

	if (v->kind != VALUE_MAP)
		return bad_argument(env, call, reg);
	if (v->flags & VALUE_NULLABLE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	call->map_index = v->object;
	call->map = image_map(env->image, v->object);
	type = map_type_by_number(call->map->type);
	if (type && (type->flags & (MAPF_OBJECTS | MAPF_LOOKUP)) == MAPF_OBJECTS &&
	    ops == MAPF_LOOKUP)
		return REJECT(env, 1u << reg, HELPER_UNSUPPORTED, call->helper->name,
			      "sockets out of maps");
	if (!type || (type->flags & ops) != ops)
		return REJECT(env, 1u << reg, MAP_HELPER, call->helper->name,
			      type ? type->name : "unknown");
	if (type->flags & MAPF_MAPS && !call->map->inner)
		return REJECT(env, 1u << reg, HELPER_UNSUPPORTED, call->helper->name,
			      "a template of the maps that the map holds");
	if (call->helper->flags & HELPER_WRITES_MAP && call->map->map_flags & MAP_F_RDONLY_PROG)
		return REJECT(env, 1u << reg, READ_ONLY, call->map->name);
	return 0;
}

/* --- memory --- */

uint64_t argument_size(struct env *env, const struct call *call, unsigned reg)
{
	const struct helper_arg_info *info = helper_arg_info_of(call->helper, reg);

	if (info->flags & ARGF_SIZED)
		return scalar_umax(&env_top(env)->reg[reg + 1].num);
	if (info->flags & ARGF_OF_KEY)
		return call->map->key_size;
	if (info->flags & ARGF_OF_TYPE)
		return call->helper->arg_size[reg - 1];
	return info->flags & ARGF_OF_VALUE ? call->map->value_size : info->size;
}

/* The argument's memory, of @size bytes at most; @exact: always that many. */
static int check_memory(struct env *env, const struct call *call, unsigned reg, uint64_t size,
			bool exact)
{
	const struct value *v = &env_top(env)->reg[reg];
	const struct helper_arg_info *info = call_arg_info(call, reg);
	bool may_uninit = !(info->flags & ARGF_READ) && exact;
	struct access access = {
		.reg = reg, .size = (int64_t)size, .write = info->flags & ARGF_WRITE,
		.read = !may_uninit, .may_uninit = may_uninit, .arg = (int)reg,
		.nullable = info->flags & ARGF_NULL, .helper = call->helper->name,
	};

	if (is_null(v) && info->flags & ARGF_NULL &&
	    (!size || !(info->flags & ARGF_SIZED) || info->flags & ARGF_OPT))
		return need(env, reg);
	if (v->flags & VALUE_NULLABLE && !(info->flags & ARGF_NULL))
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	if (value_is_task(v))
		return REJECT(env, 1u << reg, TASK_FIELDS, "argument");
	if (!value_kind_info[v->kind].deref || v->kind == VALUE_CTX || v->kind == VALUE_STRUCT)
		return bad_argument(env, call, reg);
	if (value_is_packet(v) && !(call->helper->flags & HELPER_PACKET))
		return REJECT(env, 1u << reg, HELPER_PACKET, reg, reg, call->helper->name);
	if (!size)
		return 0;
	if (info->flags & ARGF_ALIGNED && pointer_misaligned(v, info->size))
		return REJECT(env, 1u << reg, HELPER_ALIGNMENT, reg, reg, call->helper->name,
			      info->size);
	return check_access(env, &access);
}

/* Does the program compare the result of the call at hand with 0 at once? */
static bool is_tested(const struct env *env)
{
	const struct insn *next = &env->image->insns[env->insn + 1];
	const struct insn_info *info = insn_of(next);

	return info->kind == KIND_JUMP && (info->op == OP_JEQ || info->op == OP_JNE) &&
	       next->dst == 0 && !info->src_is_reg && next->imm == 0;
}

/*
 * A constant key inside an array: the lookup cannot fail.  Where the program asks anyway
 * that is not looked at, at first: paths that differ in their keys alone stay one.
 */
static int look_at_key(struct env *env, struct call *call, unsigned reg)
{
	const struct map_type_info *type = map_type_by_number(call->map->type);
	struct log entry;
	uint32_t key;

	if (call->helper->number != HELPER_ID_map_lookup_elem || !(type->flags & MAPF_ARRAY) ||
	    call->map->key_size != 4 || !known_u32_at(env, reg, &key, &entry) ||
	    key >= call->map->max_entries ||
	    (call->map_index & MAP_INNER && !map_size_is_fixed(call->map)))
		return 0;
	if (is_tested(env) && !env->knows_keys) {
		env->ignored_key = true;
		return 0;
	}
	call->key_known = true;
	return log_add(env, entry);
}

static int check_plain_memory(struct env *env, struct call *call, unsigned reg)
{
	uint32_t flags = helper_arg_info_of(call->helper, reg)->flags;
	int err = check_memory(env, call, reg, argument_size(env, call, reg), true);

	return !err && flags & ARGF_OF_KEY ? look_at_key(env, call, reg) : err;
}

/* --- sizes --- */

static int bad_size(struct env *env, const struct call *call, unsigned reg, const char *why)
{
	char text[96];

	scalar_print(&env_top(env)->reg[reg].num, text, sizeof(text));
	return REJECT(env, 1u << reg, HELPER_SIZE, reg, reg, call->helper->name, text, why);
}

static int not_constant(struct env *env, const struct call *call, unsigned reg)
{
	char text[96];

	scalar_print(&env_top(env)->reg[reg].num, text, sizeof(text));
	return REJECT(env, 1u << reg, HELPER_CONSTANT, reg, reg, call->helper->name, text);
}

/* A size, and the memory in the register before it. */
static int check_size_argument(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *size = &env_top(env)->reg[reg];
	uint32_t flags = helper_arg_info_of(call->helper, reg)->flags;
	int err;

	if (size->kind != VALUE_SCALAR)
		return bad_argument(env, call, reg);
	err = need(env, reg);
	if (err)
		return err;
	if (scalar_smin(&size->num) < 0)
		return bad_size(env, call, reg, "possibly negative");
	if (scalar_umax(&size->num) >= MAX_VAR_SIZE)
		return bad_size(env, call, reg, "not bounded");
	if (scalar_umin(&size->num) == 0 && !(flags & ARGF_NULL))
		return bad_size(env, call, reg, "possibly zero");
	if (flags & ARGF_CONST && !scalar_is_const(&size->num))
		return not_constant(env, call, reg);
	if (flags & ARGF_WORDS && scalar_is_const(&size->num) && size->num.bits.value % 8)
		return bad_size(env, call, reg, "not a multiple of 8");
	return check_memory(env, call, reg - 1, scalar_umax(&size->num),
			    scalar_is_const(&size->num));
}

static int check_alloc_size(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (v->kind != VALUE_SCALAR)
		return bad_argument(env, call, reg);
	if (!scalar_is_const(&v->num))
		return not_constant(env, call, reg);
	call->alloc_size = (uint32_t)v->num.bits.value; /* of more, at least this much */
	return need(env, reg);
}

/* --- the rest --- */

static int check_constant(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (v->kind != VALUE_SCALAR)
		return bad_argument(env, call, reg);
	return scalar_is_const(&v->num) ? need(env, reg) : not_constant(env, call, reg);
}

static int check_record(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (v->flags & VALUE_NULLABLE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	if (v->kind != VALUE_MEM)
		return bad_argument(env, call, reg);
	if (!(v->flags & VALUE_REF) || !scalar_is_const(&v->num) || v->num.bits.value != 0)
		return REJECT(env, 1u << reg, RELEASE_ARGUMENT, reg, reg, call->helper->name);
	call->released = v->id;
	return 0;
}

static bool is_socket(const struct value *v)
{
	return v->kind == VALUE_STRUCT &&
	       (v->object == CTX_ID_SOCK || v->object == CTX_ID_SOCK_COMMON ||
		v->object == CTX_ID_TCP_SOCK || v->object == CTX_ID_XDP_SOCK);
}

static int check_socket(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (v->flags & VALUE_NULLABLE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	if (!is_socket(v))
		return bad_argument(env, call, reg);
	if (call->helper->arg[reg - 1] == ARG_SOCK)
		return 0;
	if (!(v->flags & (VALUE_REF | VALUE_BORROWED)))
		return REJECT(env, 1u << reg, RELEASE_ARGUMENT, reg, reg, call->helper->name);
	call->released = v->flags & VALUE_REF ? v->id : v->extent;
	return 0;
}

/* The memory that it gives starts at a multiple of 8 where this offset is one. */
static int check_dynptr(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg], *off = &env_top(env)->reg[reg + 1];

	if (v->kind != VALUE_DYNPTR)
		return bad_argument(env, call, reg);
	call->dynptr_frame = v->object;
	if (call->helper->ret != RET_DYNPTR_MEM_OR_NULL || off->kind != VALUE_SCALAR ||
	    !scalar_is_const(&off->num) || off->num.bits.value % 8)
		return 0;
	call->slice_aligned = true;
	return need(env, reg + 1);
}

/* Linux takes NULL too, and does nothing then. */
static int check_task(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (is_null(v))
		return need(env, reg);
	return value_is_task(v) ? 0 : bad_argument(env, call, reg);
}

/* A string that the verifier sees: in a frozen map, ended by a NUL inside the value. */
static int check_string(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];
	const struct map_desc *map;
	uint64_t at = v->num.bits.value;

	if (v->kind != VALUE_MAP_VALUE)
		return bad_argument(env, call, reg);
	if (v->flags & VALUE_NULLABLE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	map = image_map(env->image, v->object);
	if (!map_desc_is_constant(map))
		return REJECT(env, 1u << reg, HELPER_STRING, reg, reg, call->helper->name,
			      "in a map that can change");
	if (!scalar_is_const(&v->num))
		return REJECT(env, 1u << reg, HELPER_STRING, reg, reg, call->helper->name,
			      "at an offset that is not constant");
	if (at >= map->value_size ||
	    !memchr((const char *)map->data + at, '\0', map->value_size - at))
		return REJECT(env, 1u << reg, HELPER_STRING, reg, reg, call->helper->name,
			      "not ended by a NUL");
	return 0;
}

/*
 * snprintf's format, once the size of its arguments is known (Linux
 * check_bpf_snprintf_call).  Of a size that is not constant the known bits count.
 */
static int check_format(struct env *env, const struct call *call)
{
	const struct value *format = &env_top(env)->reg[3], *size = &env_top(env)->reg[5];
	const struct map_desc *map = image_map(env->image, format->object);
	uint32_t n = (uint32_t)(size->num.bits.value / sizeof(uint64_t));
	const char *wrong;

	if (call->helper->number != HELPER_ID_snprintf)
		return 0;
	wrong = format_check((const char *)map->data + format->num.bits.value, n);
	if (!*wrong)
		return 0;
	return REJECT(env, 1u << 3 | 1u << 5, HELPER_FORMAT, 3, 3, call->helper->name, n, wrong);
}

/*
 * How many arguments the format in r1, of the size in r2, asks for: the
 * conversions other than %%.  All of them where the format is not known.
 */
static int format_arguments(struct env *env, unsigned *n)
{
	const struct value *size = &env_top(env)->reg[2];
	char text[128];

	*n = 3;
	if (size->kind != VALUE_SCALAR || !scalar_is_const(&size->num) ||
	    size->num.bits.value > sizeof(text) ||
	    !known_bytes_at(env, 1, text, (uint32_t)size->num.bits.value))
		return 0;
	*n = 0;
	for (uint32_t i = 0; i + 1 < size->num.bits.value && text[i]; i++) {
		if (text[i] == '%')
			*n += text[++i] != '%';
	}
	return need(env, 2);
}

/* Read only where the format asks for it, so it need not be initialised elsewhere. */
static int check_optional(struct env *env, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];
	unsigned n;
	int err;

	if (v->kind != VALUE_UNINIT || env_may(env, SKEP_LEAK_POINTERS))
		return 0;
	err = format_arguments(env, &n);
	return err || reg - 3 >= n ? err : read_reg(env, reg, &v);
}

static int check_value(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (is_secret(env, v))
		return REJECT(env, 1u << reg, POINTER_LEAK, kind_text_of(v), call->helper->name);
	return 0;
}

static int check_kind(struct env *env, const struct call *call, unsigned reg, uint8_t kind)
{
	const struct value *v = &env_top(env)->reg[reg];
	bool null_allowed = helper_arg_info_of(call->helper, reg)->flags & ARGF_NULL;

	if (v->kind == kind)
		return 0;
	return null_allowed && is_null(v) ? need(env, reg) : bad_argument(env, call, reg);
}

int check_argument(struct env *env, struct call *call, unsigned reg)
{
	uint32_t flags = helper_arg_info_of(call->helper, reg)->flags;
	enum helper_arg arg = call->helper->arg[reg - 1];
	const struct value *v;
	int err;

	if (arg == ARG_IGNORED)
		return 0;
	err = arg == ARG_OPT ? check_optional(env, reg) : read_reg(env, reg, &v);
	if (err || flags & ARGF_SIZED) /* memory is checked with its size */
		return err;
	if (flags & ARGF_IS_SIZE) {
		err = check_size_argument(env, call, reg);
		return !err && flags & ARGF_WORDS ? check_format(env, call) : err;
	}
	if (flags & ARGF_MEMORY)
		return check_plain_memory(env, call, reg);
	switch (arg) {
	case ARG_MAP: return check_map_argument(env, call, reg);
	case ARG_CTX:
	case ARG_CTX_NULL:
		collect_ctx_argument(env, call->helper);
		return check_kind(env, call, reg, VALUE_CTX);
	case ARG_FUNC: return check_kind(env, call, reg, VALUE_FUNC);
	case ARG_FUNC_CTX: return check_kind(env, call, reg, VALUE_STACK);
	case ARG_ALLOC_SIZE: return check_alloc_size(env, call, reg);
	case ARG_DYNPTR: return check_dynptr(env, call, reg);
	case ARG_RECORD: return check_record(env, call, reg);
	case ARG_ZERO: return is_null(v) ? need(env, reg) : bad_argument(env, call, reg);
	case ARG_SOCK:
	case ARG_SOCK_RELEASE: return check_socket(env, call, reg);
	case ARG_TASK_NULL: return check_task(env, call, reg);
	case ARG_STRING: return check_string(env, call, reg);
	case ARG_LOCK: return check_lock_argument(env, call, reg);
	case ARG_NUMBER: return check_kind(env, call, reg, VALUE_SCALAR);
	case ARG_CONSTANT: return check_constant(env, call, reg);
	default: return check_value(env, call, reg);
	}
}

/* --- the helper as a whole --- */

int check_helper_allowed(struct env *env, int64_t number, const struct helper_info *helper)
{
	uint32_t type = env->image->prog_type;
	const char *right, *missing;

	if (!helper)
		return REJECT(env, 0, UNKNOWN_HELPER, (long long)number);
	if (!helper_allowed(helper, type, env->image->attach_type))
		return REJECT(env, 0, HELPER_FORBIDDEN, helper->name, env->prog_type->name);
	right = helper->flags & HELPER_WITHHELD ? helper->name :
						  right_name(helper->rights & ~env->opts->rights);
	if (right)
		return REJECT(env, 0, HELPER_RIGHT, helper->name, right);
	if (helper->flags & HELPER_GPL && env->opts->enforce_gpl && !env->image->gpl_compatible)
		return REJECT(env, 0, HELPER_GPL, helper->name,
			      env->image->license ? env->image->license : "");
	missing = helper_missing(helper, type);
	return missing ? REJECT(env, 0, HELPER_UNSUPPORTED, helper->name, missing) : 0;
}
