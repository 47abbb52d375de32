/*
 * Types of the object beside types of the target: the rules by which libbpf
 * takes one for the other (Linux tools/lib/bpf/relo_core.c describes them).
 * Names count without their flavour; typedefs and modifiers do not count.
 */
#include <string.h>

#include "loader/core.h"

size_t core_essential_length(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = n; i-- > 1;)
		if (!strncmp(name + i, "___", 3) && name[i - 1] != '_' && name[i + 3] &&
		    name[i + 3] != '_')
			return i;
	return n;
}

bool core_same_name(const char *a, const char *b)
{
	size_t n = core_essential_length(a);

	return n == core_essential_length(b) && !memcmp(a, b, n);
}

static bool is_enum(uint8_t kind)
{
	return kind == BTF_ENUM || kind == BTF_ENUM64;
}

bool core_same_kind(uint8_t a, uint8_t b)
{
	return a == b || (is_enum(a) && is_enum(b));
}

static bool is_composite(uint8_t kind)
{
	return kind == BTF_STRUCT || kind == BTF_UNION;
}

static struct btf_type look(struct core_type *type)
{
	struct btf_type out;

	type->id = btf_resolve(type->btf, type->id);
	btf_type(type->btf, type->id, &out);
	return out;
}

/* Type under arrays. */
static struct core_type element(struct core_type type)
{
	struct btf_array array;

	btf_array(type.btf, type.id, &array);
	type.id = array.elem_type;
	return type;
}

bool core_fields_compatible(struct core_type local, struct core_type target)
{
	struct btf_type l = look(&local), t = look(&target);

	for (unsigned depth = 0; l.kind == BTF_ARRAY && t.kind == BTF_ARRAY; depth++) {
		if (depth == CORE_MAX_DEPTH)
			return false;
		local = element(local);
		target = element(target);
		l = look(&local);
		t = look(&target);
	}
	if (is_composite(l.kind) && is_composite(t.kind))
		return true;
	if (!core_same_kind(l.kind, t.kind))
		return false;
	switch (l.kind) {
	case BTF_PTR:
	case BTF_FLOAT:
	case BTF_INT: return true;
	case BTF_ENUM:
	case BTF_ENUM64:
	case BTF_FWD: return !*l.name || !*t.name || core_same_name(l.name, t.name);
	default: return false;
	}
}

/* --- types that stand by themselves --- */

/* A comparison under way: hostile types could keep it busy for ever. */
struct pairing {
	uint32_t depth, work;
};
enum { MAX_PAIRING_WORK = 1 << 20 };

/* One of the two comparisons below. */
typedef bool pair_fn(struct core_type local, struct core_type target, struct pairing *p);

static struct core_type referred(struct core_type type, const struct btf_type *info)
{
	type.id = info->type;
	return type;
}

static bool protos(struct core_type local, const struct btf_type *l, struct core_type target,
		   const struct btf_type *t, struct pairing *p, pair_fn *pair)
{
	if (l->n != t->n)
		return false;
	for (uint32_t i = 0; i < l->n; i++) {
		struct btf_param lp, tp;

		btf_param(local.btf, local.id, i, &lp);
		btf_param(target.btf, target.id, i, &tp);
		if (!pair((struct core_type){ local.btf, lp.type },
			  (struct core_type){ target.btf, tp.type }, p))
			return false;
	}
	return pair(referred(local, l), referred(target, t), p);
}

static bool compatible(struct core_type local, struct core_type target, struct pairing *p);

static bool compatible_kind(struct core_type local, const struct btf_type *l,
			    struct core_type target, const struct btf_type *t, struct pairing *p)
{
	switch (l->kind) {
	case BTF_VOID:
	case BTF_STRUCT:
	case BTF_UNION:
	case BTF_ENUM:
	case BTF_ENUM64:
	case BTF_FWD:
	case BTF_INT: return true;
	case BTF_PTR: return compatible(referred(local, l), referred(target, t), p);
	case BTF_ARRAY: return compatible(element(local), element(target), p);
	case BTF_FUNC_PROTO: return protos(local, l, target, t, p, compatible);
	default: return false;
	}
}

static bool compatible(struct core_type local, struct core_type target, struct pairing *p)
{
	struct btf_type l = look(&local), t = look(&target);
	bool result;

	if (p->depth == CORE_MAX_DEPTH || p->work++ >= MAX_PAIRING_WORK ||
	    !core_same_kind(l.kind, t.kind))
		return false;
	p->depth++;
	result = compatible_kind(local, &l, target, &t, p);
	p->depth--;
	return result;
}

bool core_types_compatible(struct core_type local, struct core_type target)
{
	struct pairing p = { 0 };

	return compatible(local, target, &p);
}

/* --- types that match with all that they hold --- */

static bool match(struct core_type local, struct core_type target, bool behind_pointer,
		  struct pairing *p);

static bool match_pair(struct core_type local, struct core_type target, struct pairing *p)
{
	return match(local, target, false, p);
}

static bool enums_match(struct core_type local, const struct btf_type *l, struct core_type target,
			const struct btf_type *t)
{
	if (l->n > t->n)
		return false;
	for (uint32_t i = 0; i < l->n; i++) {
		struct btf_enum_value lv, tv;
		bool found = false;

		btf_enum_value(local.btf, local.id, i, &lv);
		for (uint32_t k = 0; k < t->n && !found; k++) {
			btf_enum_value(target.btf, target.id, k, &tv);
			found = core_same_name(lv.name, tv.name);
		}
		if (!found)
			return false;
	}
	return true;
}

/* Every member of @local has one of its name and type in @target. */
static bool composites_match(struct core_type local, const struct btf_type *l,
			     struct core_type target, const struct btf_type *t, struct pairing *p)
{
	if (l->n > t->n)
		return false;
	for (uint32_t i = 0; i < l->n; i++) {
		struct btf_member lm, tm;
		bool found = false;

		btf_member(local.btf, local.id, i, &lm);
		for (uint32_t k = 0; k < t->n && !found; k++) {
			btf_member(target.btf, target.id, k, &tm);
			found = p->work++ < MAX_PAIRING_WORK && !strcmp(lm.name, tm.name) &&
				match((struct core_type){ local.btf, lm.type },
				      (struct core_type){ target.btf, tm.type }, false, p);
		}
		if (!found)
			return false;
	}
	return true;
}

static bool arrays_match(struct core_type local, struct core_type target, struct pairing *p)
{
	struct btf_array l, t;

	btf_array(local.btf, local.id, &l);
	btf_array(target.btf, target.id, &t);
	return l.n == t.n && match_pair(element(local), element(target), p);
}

static bool ints_match(struct core_type local, struct core_type target)
{
	struct btf_int l, t;

	btf_int(local.btf, local.id, &l);
	btf_int(target.btf, target.id, &t);
	return l.bits == t.bits && !((l.encoding ^ t.encoding) & BTF_INT_SIGNED);
}

/* Behind a pointer a type is known by its name: a declaration does. */
static bool declared(const struct btf_type *l, const struct btf_type *t)
{
	uint8_t l_kind = l->kind == BTF_FWD ? (l->kflag ? BTF_UNION : BTF_STRUCT) : l->kind;
	uint8_t t_kind = t->kind == BTF_FWD ? (t->kflag ? BTF_UNION : BTF_STRUCT) : t->kind;

	return l_kind == t_kind;
}

static bool match_kind(struct core_type local, const struct btf_type *l, struct core_type target,
		       const struct btf_type *t, struct pairing *p)
{
	if (!core_same_kind(l->kind, t->kind))
		return false;
	switch (l->kind) {
	case BTF_VOID:
	case BTF_FLOAT: return true;
	case BTF_FWD: return l->kflag == t->kflag;
	case BTF_ENUM:
	case BTF_ENUM64: return enums_match(local, l, target, t);
	case BTF_STRUCT:
	case BTF_UNION: return composites_match(local, l, target, t, p);
	case BTF_INT: return ints_match(local, target);
	case BTF_PTR: return match(referred(local, l), referred(target, t), true, p);
	case BTF_ARRAY: return arrays_match(local, target, p);
	case BTF_FUNC_PROTO: return protos(local, l, target, t, p, match_pair);
	default: return false;
	}
}

static bool match(struct core_type local, struct core_type target, bool behind_pointer,
		  struct pairing *p)
{
	struct btf_type l = look(&local), t = look(&target);
	bool by_name = behind_pointer && (is_composite(l.kind) || l.kind == BTF_FWD);
	bool result;

	if (p->depth == CORE_MAX_DEPTH || p->work++ >= MAX_PAIRING_WORK ||
	    !core_same_name(l.name, t.name))
		return false;
	if (by_name)
		return (is_composite(t.kind) || t.kind == BTF_FWD) && declared(&l, &t);
	p->depth++;
	result = match_kind(local, &l, target, &t, p);
	p->depth--;
	return result;
}

bool core_types_match(struct core_type local, struct core_type target)
{
	struct pairing p = { 0 };

	return match(local, target, false, &p);
}
