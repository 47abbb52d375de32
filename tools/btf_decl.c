/*
 * C's declarators, inside out: what is left of the name grows as pointers are
 * met, what is right of it as arrays and parameters are, until a base type ends
 * it.  Qualifiers wait for the pointer or base that they belong to.
 */
#include "tools/btf_c.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 200, MAX_NODES = 8 << 20, MAX_NAME = 512 };

bool btf_c_enter(struct btf_c *c)
{
	if (c->depth >= MAX_DEPTH || c->nodes >= MAX_NODES)
		c->err = -E2BIG;
	if (c->err)
		return false;
	c->depth++;
	c->nodes++;
	return true;
}

void btf_c_leave(struct btf_c *c)
{
	c->depth--;
}

void btf_c_indent(struct btf_c *c)
{
	for (unsigned i = 0; i < c->indent; i++)
		fputc('\t', c->out);
}

void btf_c_name(const char *name, unsigned version, char *buf, size_t size)
{
	size_t n = 0;

	for (; name[n] && n + 12 < size; n++)
		buf[n] = isalnum((unsigned char)name[n]) || name[n] == '_' ? name[n] : '_';
	buf[n] = 0;
	if (n && version > 1)
		snprintf(buf + n, size - n, "___%u", version);
}

/* ---- base types ---- */

static const char *int_name(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	static const char *const known[] = {
		"char", "signed char", "unsigned char", "short", "short int", "short unsigned int",
		"unsigned short", "int", "unsigned int", "unsigned", "long", "long int",
		"long unsigned int", "unsigned long", "long long", "long long int",
		"long long unsigned int", "unsigned long long", "_Bool", "__int128",
		"unsigned __int128", "__int128 unsigned",
	};
	static const char *const by_size[][2] = {
		{ "unsigned char", "signed char" }, { "unsigned short", "short" },
		{ "unsigned int", "int" }, { "unsigned long long", "long long" },
		{ "unsigned __int128", "__int128" },
	};
	struct btf_int info;
	unsigned log = 0;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (!strcmp(known[i], type->name))
			return known[i];
	btf_int(btf, id, &info);
	if (info.encoding & BTF_INT_BOOL && type->size == 1)
		return "_Bool";
	while (log < 4 && 1u << log < type->size)
		log++;
	return by_size[log][info.encoding & BTF_INT_SIGNED];
}

static const char *float_name(const struct btf_type *type)
{
	return type->size == 4 ? "float" : type->size == 8 ? "double" :
	       type->size == 2 ? "_Float16" : "long double";
}

static const char *keyword(const struct btf_type *type)
{
	switch (type->kind) {
	case BTF_STRUCT: return "struct ";
	case BTF_UNION: return "union ";
	case BTF_FWD: return type->kflag ? "union " : "struct ";
	case BTF_TYPEDEF: return "";
	default: return "enum ";
	}
}

static void write_enum_value(struct btf_c *c, const struct btf_type *type, int64_t v)
{
	if (v == INT64_MIN && type->kflag)
		fputs("-9223372036854775807LL - 1", c->out);
	else if (type->kflag)
		fprintf(c->out, "%" PRId64 "%s", v, v < INT32_MIN || v > INT32_MAX ? "LL" : "");
	else
		fprintf(c->out, "%" PRIu64 "%s", (uint64_t)v,
			(uint64_t)v > UINT32_MAX ? "ULL" : (uint64_t)v > INT32_MAX ? "U" : "");
}

static void write_enum(struct btf_c *c, uint32_t id, const struct btf_type *type)
{
	static const char *const modes[] = { [1] = "QI", [2] = "HI", [8] = "DI" };
	struct btf_enum_value value;
	char name[MAX_NAME];

	c->indent++;
	for (uint32_t i = 0; i < type->n; i++) {
		btf_enum_value(c->btf, id, i, &value);
		btf_c_name(value.name, c->value_version[c->first_value[id] + i], name,
			   sizeof(name));
		btf_c_indent(c);
		fprintf(c->out, "%s = ", name);
		write_enum_value(c, type, value.value);
		fputs(",\n", c->out);
	}
	c->indent--;
	btf_c_indent(c);
	fputc('}', c->out);
	if (type->size < sizeof(modes) / sizeof(*modes) && modes[type->size])
		fprintf(c->out, " __attribute__((mode(%s)))", modes[type->size]);
}

void btf_c_body(struct btf_c *c, uint32_t id, bool with_name)
{
	struct btf_type type;
	char name[MAX_NAME];

	btf_type(c->btf, id, &type);
	btf_c_name(with_name ? type.name : "", c->version[id], name, sizeof(name));
	fprintf(c->out, "%s%s%s{\n", keyword(&type), name, *name ? " " : "");
	if (!btf_c_enter(c))
		return;
	if (type.kind == BTF_ENUM || type.kind == BTF_ENUM64) {
		write_enum(c, id, &type);
	} else {
		c->indent++;
		btf_c_members(c, id);
		c->indent--;
		btf_c_indent(c);
		fprintf(c->out, "}%s", btf_c_packed(c, id) ? " __attribute__((packed))" : "");
	}
	btf_c_leave(c);
}

static void write_base(struct btf_c *c, uint32_t id, const struct btf_type *type)
{
	char name[MAX_NAME];

	switch (type->kind) {
	case BTF_VOID:
		fputs("void", c->out);
		break;
	case BTF_INT:
		fputs(int_name(c->btf, id, type), c->out);
		break;
	case BTF_FLOAT:
		fputs(float_name(type), c->out);
		break;
	default:
		btf_c_name(type->name, c->version[id], name, sizeof(name));
		if (*name)
			fprintf(c->out, "%s%s", keyword(type), name);
		else
			btf_c_body(c, id, false);
	}
}

/* ---- declarators ---- */

/* Text on both sides of a name while it grows. */
struct declarator {
	char *text;
	unsigned quals; /* bits 0..2: const, volatile, restrict */
};

static void surround(struct btf_c *c, struct declarator *d, const char *left, const char *right)
{
	char *text = NULL;

	if (asprintf(&text, "%s%s%s", left, d->text ? d->text : "", right) < 0) {
		text = NULL;
		c->err = -ENOMEM;
	}
	free(d->text);
	d->text = text;
}

static void take_quals(struct declarator *d, char *buf, size_t size)
{
	snprintf(buf, size, "%s%s%s", d->quals & 1 ? "const " : "", d->quals & 2 ? "volatile " : "",
		 d->quals & 4 ? "__restrict " : "");
	d->quals = 0;
}

/* "(*name)" before an array or parameters, "*name" before anything else. */
static void point(struct btf_c *c, struct declarator *d, uint32_t target)
{
	struct btf_type type;
	char quals[40], left[60];
	bool wrap;

	do {
		btf_type(c->btf, target, &type);
		wrap = type.kind == BTF_ARRAY || type.kind == BTF_FUNC_PROTO;
		target = type.type;
	} while (type.kind == BTF_CONST || type.kind == BTF_VOLATILE || type.kind == BTF_TYPE_TAG);
	take_quals(d, quals, sizeof(quals));
	snprintf(left, sizeof(left), "%s*%s", wrap ? "(" : "", quals);
	surround(c, d, left, wrap ? ")" : "");
}

static void index_by(struct btf_c *c, struct declarator *d, uint32_t n)
{
	char right[20];

	snprintf(right, sizeof(right), "[%u]", (unsigned)n);
	surround(c, d, "", right);
}

/* Parameters are declarations of their own, written aside. */
static void add_parameters(struct btf_c *c, struct declarator *d, uint32_t id,
			   const struct btf_type *type)
{
	char *text = NULL;
	size_t size;
	FILE *out = c->out, *aside = open_memstream(&text, &size);
	struct btf_param param;

	if (!aside) {
		c->err = -ENOMEM;
		return;
	}
	c->out = aside;
	fputc('(', aside);
	for (uint32_t i = 0; i < type->n; i++) {
		btf_param(c->btf, id, i, &param);
		fputs(i ? ", " : "", aside);
		if (i + 1 == type->n && !param.type)
			fputs("...", aside);
		else
			btf_c_declare(c, param.type, param.name);
	}
	fputs(type->n ? ")" : "void)", aside);
	c->out = out;
	fclose(aside);
	surround(c, d, "", text);
	free(text);
}

/* One type on the way; Return: the next one, or -1 at the base. */
static int64_t step(struct btf_c *c, struct declarator *d, uint32_t id,
		    const struct btf_type *type)
{
	struct btf_array array;

	switch (type->kind) {
	case BTF_PTR:
		point(c, d, type->type);
		return type->type;
	case BTF_CONST:
	case BTF_VOLATILE:
	case BTF_RESTRICT:
		d->quals |= type->kind == BTF_CONST ? 1 : type->kind == BTF_VOLATILE ? 2 : 4;
		return type->type;
	case BTF_TYPE_TAG:
		return type->type;
	case BTF_ARRAY:
		btf_array(c->btf, id, &array);
		index_by(c, d, array.n);
		return array.elem_type;
	case BTF_FUNC_PROTO:
		d->quals = 0;
		add_parameters(c, d, id, type);
		return type->type;
	default:
		return -1;
	}
}

void btf_c_declare(struct btf_c *c, uint32_t id, const char *name)
{
	struct declarator d = { 0 };
	char buf[MAX_NAME], quals[40];
	struct btf_type type;
	int64_t next = id;
	unsigned steps = 0;

	if (!btf_c_enter(c))
		return;
	btf_c_name(name, 0, buf, sizeof(buf));
	surround(c, &d, buf, "");
	for (; next >= 0 && !c->err; steps++) {
		if (steps > MAX_DEPTH)
			c->err = -E2BIG;
		id = (uint32_t)next;
		btf_type(c->btf, id, &type);
		next = step(c, &d, id, &type);
	}
	take_quals(&d, quals, sizeof(quals));
	fputs(quals, c->out);
	if (!c->err)
		write_base(c, id, &type);
	if (d.text && *d.text)
		fprintf(c->out, " %s", d.text);
	free(d.text);
	btf_c_leave(c);
}
