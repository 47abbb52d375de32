/*
 * The order of definitions.  A value needs its type whole; behind a pointer a
 * declaration of a struct or union is enough, which is what breaks cycles.
 * Typedefs need their target declared, and whole only where they are used as a
 * value.  Nameless types are written where they are used, so they need what
 * their members need.
 */
#include "tools/btf_c.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum btf_c_state {
	DECLARED = 1, /* "struct x;" is there, or the typedef */
	DEFINED = 2,  /* whole */
	WORKING = 4,  /* somebody above is at it */
};

/* ---- types of one name ---- */

struct named {
	const char *name;
	uint32_t id;
	int32_t value; /* number of the enum's name, -1 the type itself */
	bool tag; /* struct, union, enum: a name space of their own */
	bool forward;
};

static int compare(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = x->tag != y->tag ? x->tag - y->tag : strcmp(x->name, y->name);

	order = order ? order : (x->id > y->id) - (x->id < y->id);
	return order ? order : x->value - y->value;
}

static bool is_named(const struct btf_type *type)
{
	switch (type->kind) {
	case BTF_STRUCT:
	case BTF_UNION:
	case BTF_ENUM:
	case BTF_ENUM64:
	case BTF_FWD:
	case BTF_TYPEDEF:
		return *type->name;
	default:
		return false;
	}
}

/* Forward declarations mean the first type of their name. */
static void set_versions(struct btf_c *c, const struct named *all, size_t n)
{
	uint16_t version = 0;

	for (size_t i = 0; i < n; i++) {
		if (!i || all[i - 1].tag != all[i].tag || strcmp(all[i - 1].name, all[i].name))
			version = 0;
		version += !all[i].forward;
		if (all[i].value >= 0)
			c->value_version[c->first_value[all[i].id] + (uint32_t)all[i].value] =
				version;
		else
			c->version[all[i].id] = all[i].forward ? 1 : version;
	}
}

static bool is_enum(const struct btf_type *type)
{
	return type->kind == BTF_ENUM || type->kind == BTF_ENUM64;
}

/* Numbers the enums' names; Return: how many there are. */
static size_t count_values(struct btf_c *c)
{
	struct btf_type type;
	size_t n = 0;

	for (uint32_t id = 1; id < c->n; id++) {
		btf_type(c->btf, id, &type);
		c->first_value[id] = (uint32_t)n;
		n += is_enum(&type) ? type.n : 0;
	}
	return n;
}

static size_t list_names(struct btf_c *c, struct named *all)
{
	struct btf_enum_value value;
	struct btf_type type;
	size_t n = 0;

	for (uint32_t id = 1; id < c->n; id++) {
		btf_type(c->btf, id, &type);
		if (is_named(&type))
			all[n++] = (struct named){ type.name, id, -1, type.kind != BTF_TYPEDEF,
						   type.kind == BTF_FWD };
		for (uint32_t i = 0; is_enum(&type) && i < type.n; i++) {
			btf_enum_value(c->btf, id, i, &value);
			all[n++] = (struct named){ value.name, id, (int32_t)i, false, false };
		}
	}
	return n;
}

static int find_versions(struct btf_c *c)
{
	size_t n = count_values(c);
	struct named *all = calloc(c->n + n, sizeof(*all));

	c->value_version = calloc(n + 1, sizeof(*c->value_version));
	if (all && c->value_version) {
		n = list_names(c, all);
		qsort(all, n, sizeof(*all), compare);
		set_versions(c, all, n);
	}
	free(all);
	return all && c->value_version ? 0 : -ENOMEM;
}

int btf_c_init(struct btf_c *c, const struct btf *btf, FILE *out)
{
	*c = (struct btf_c){ .btf = btf, .out = out, .n = btf_n_types(btf) };
	c->state = calloc(c->n, sizeof(*c->state));
	c->version = calloc(c->n, sizeof(*c->version));
	c->layout = calloc(c->n, sizeof(*c->layout));
	c->first_value = calloc(c->n, sizeof(*c->first_value));
	return c->state && c->version && c->layout && c->first_value ? find_versions(c) : -ENOMEM;
}

void btf_c_free(struct btf_c *c)
{
	free(c->state);
	free(c->version);
	free(c->layout);
	free(c->first_value);
	free(c->value_version);
}

/* ---- what a type needs ---- */

static void need_members(struct btf_c *c, uint32_t id, const struct btf_type *type)
{
	struct btf_member member;

	for (uint32_t i = 0; i < type->n && !c->err; i++) {
		btf_member(c->btf, id, i, &member);
		btf_c_need(c, member.type, true);
	}
}

static void need_record(struct btf_c *c, uint32_t id, const struct btf_type *type, bool whole)
{
	const char *keyword = type->kind == BTF_UNION ? "union" : "struct";
	uint32_t outer = c->current;
	char name[512];

	btf_c_name(type->name, c->version[id], name, sizeof(name));
	if (!*name) {
		need_members(c, id, type);
		return;
	}
	if (!whole) {
		if (!(c->state[id] & DECLARED) && c->current != id) {
			fprintf(c->out, "%s %s;\n\n", keyword, name);
			c->state[id] |= DECLARED;
		}
		return;
	}
	if (c->state[id] & (DEFINED | WORKING))
		return;
	c->state[id] |= WORKING;
	c->current = id;
	need_members(c, id, type);
	c->current = outer;
	btf_c_body(c, id, true);
	fputs(";\n\n", c->out);
	c->state[id] |= DEFINED | DECLARED;
}

static void need_enum(struct btf_c *c, uint32_t id, const struct btf_type *type)
{
	char name[512];

	if (c->state[id] & DEFINED || !*type->name)
		return;
	c->state[id] |= DEFINED;
	if (type->n) {
		btf_c_body(c, id, true);
	} else {
		btf_c_name(type->name, c->version[id], name, sizeof(name));
		fprintf(c->out, "enum %s", name);
	}
	fputs(";\n\n", c->out);
}

/* By the compiler itself, or by headers that are included. */
static bool is_provided(const struct btf_c *c, const char *name)
{
	for (const char *const *p = c->provided; p && *p; p++)
		if (!strcmp(*p, name))
			return true;
	return !strncmp(name, "__builtin_", 10);
}

/* Declared first, then whole: what the target is made of may name the typedef. */
static void need_typedef(struct btf_c *c, uint32_t id, const struct btf_type *type, bool whole)
{
	uint32_t outer = c->current;
	char name[512];

	if (is_provided(c, type->name))
		return;
	c->current = 0; /* what is needed stands before the record that needs it */
	if (!(c->state[id] & (DECLARED | WORKING))) {
		c->state[id] |= WORKING;
		btf_c_need(c, type->type, false);
		btf_c_name(type->name, c->version[id], name, sizeof(name));
		fputs("typedef ", c->out);
		btf_c_declare(c, type->type, name);
		fputs(";\n\n", c->out);
		c->state[id] = DECLARED;
	}
	if (whole && !(c->state[id] & (DEFINED | WORKING))) {
		c->state[id] |= DEFINED;
		btf_c_need(c, type->type, true);
	}
	c->current = outer;
}

static void need_forward(struct btf_c *c, uint32_t id, const struct btf_type *type)
{
	char name[512];

	if (c->state[id])
		return;
	c->state[id] = DECLARED;
	btf_c_name(type->name, 1, name, sizeof(name));
	fprintf(c->out, "%s %s;\n\n", type->kflag ? "union" : "struct", name);
}

static void need_parameters(struct btf_c *c, uint32_t id, const struct btf_type *type)
{
	struct btf_param param;

	btf_c_need(c, type->type, false);
	for (uint32_t i = 0; i < type->n && !c->err; i++) {
		btf_param(c->btf, id, i, &param);
		btf_c_need(c, param.type, false);
	}
}

static void need(struct btf_c *c, uint32_t id, bool whole)
{
	struct btf_array array;
	struct btf_type type;

	btf_type(c->btf, id, &type);
	switch (type.kind) {
	case BTF_PTR:
		btf_c_need(c, type.type, false);
		break;
	case BTF_CONST:
	case BTF_VOLATILE:
	case BTF_RESTRICT:
	case BTF_TYPE_TAG:
		btf_c_need(c, type.type, whole);
		break;
	case BTF_ARRAY:
		btf_array(c->btf, id, &array);
		btf_c_need(c, array.elem_type, true);
		break;
	case BTF_TYPEDEF:
		need_typedef(c, id, &type, whole);
		break;
	case BTF_STRUCT:
	case BTF_UNION:
		need_record(c, id, &type, whole);
		break;
	case BTF_ENUM:
	case BTF_ENUM64:
		need_enum(c, id, &type);
		break;
	case BTF_FWD:
		need_forward(c, id, &type);
		break;
	case BTF_FUNC_PROTO:
		need_parameters(c, id, &type);
		break;
	default:
		break;
	}
}

void btf_c_need(struct btf_c *c, uint32_t id, bool whole)
{
	if (!btf_c_enter(c))
		return;
	need(c, id, whole);
	btf_c_leave(c);
}
