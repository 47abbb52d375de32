/*
 * Layout: where C puts a member, and what must be written so that it stands
 * where the BTF says.  The rules are those of the System V and AAPCS64 ABIs: a
 * bit field does not cross a boundary of its type's size; a structure is packed
 * if a member is not aligned, or its size is no multiple of its alignment.
 * Padding is of nameless bit fields no wider than the structure's alignment,
 * which then change neither it nor anything else.
 */
#include "tools/btf_c.h"

#include <string.h>

enum { MAX_PAD_FIELDS = 64 }; /* bytes; more becomes an array */

static bool is_record(const struct btf_type *type)
{
	return type->kind == BTF_STRUCT || type->kind == BTF_UNION;
}

/* Typedefs and modifiers are looked through; the id of the type under arrays. */
static uint32_t element(const struct btf *btf, uint32_t id)
{
	struct btf_array array;
	struct btf_type type;

	for (unsigned i = 0; i < 1000; i++) {
		id = btf_resolve(btf, id);
		btf_type(btf, id, &type);
		if (type.kind != BTF_ARRAY)
			break;
		btf_array(btf, id, &array);
		id = array.elem_type;
	}
	return id;
}

static bool member_fits(struct btf_c *c, const struct btf_member *member)
{
	uint64_t bits = 8 * btf_size(c->btf, member->type);

	if (member->bit_size)
		return bits && member->bit_offset % bits + member->bit_size <= bits;
	return member->bit_offset % (8 * btf_c_align(c, member->type)) == 0;
}

static void compute(struct btf_c *c, uint32_t id, const struct btf_type *type)
{
	struct btf_layout layout = { .align = 1 };
	struct btf_member member;
	uint32_t align;

	for (uint32_t i = 0; i < type->n; i++) {
		btf_member(c->btf, id, i, &member);
		align = btf_c_align(c, member.type);
		layout.align = align > layout.align ? (uint8_t)align : layout.align;
		layout.packed |= !member_fits(c, &member);
	}
	layout.packed |= type->size % layout.align != 0;
	if (layout.packed)
		layout.align = 1;
	c->layout[id] = layout;
}

uint32_t btf_c_align(struct btf_c *c, uint32_t id)
{
	struct btf_type type;

	id = element(c->btf, id);
	btf_type(c->btf, id, &type);
	if (type.kind == BTF_PTR)
		return 8;
	if (!is_record(&type))
		return type.kind == BTF_INT || type.kind == BTF_FLOAT || type.kind == BTF_ENUM ||
				       type.kind == BTF_ENUM64
			       ? type.size > 16 || !type.size ? 1 : type.size
			       : 1;
	if (!c->layout[id].align) {
		if (!btf_c_enter(c))
			return 1;
		compute(c, id, &type);
		btf_c_leave(c);
	}
	return c->layout[id].align;
}

bool btf_c_packed(struct btf_c *c, uint32_t id)
{
	btf_c_align(c, id);
	return c->layout[id].packed;
}

static const char *pad_type(uint64_t bytes)
{
	return bytes == 8 ? "unsigned long long" :
	       bytes == 4 ? "unsigned int" :
	       bytes == 2 ? "unsigned short" : "unsigned char";
}

/* Widest unit that stands at this byte, does not go beyond @end and does not align more. */
static uint64_t pad_unit(uint64_t at, uint64_t end, uint32_t align)
{
	uint64_t unit = align > 8 ? 8 : align;

	while (unit > 1 && (at % unit || at + unit > end))
		unit /= 2;
	return unit;
}

/* From bit @at to bit @end. */
static void write_padding(struct btf_c *c, uint64_t at, uint64_t end, uint32_t align)
{
	uint64_t bits, unit;

	while (at < end) {
		btf_c_indent(c);
		if (at % 8 || end - at < 8) {
			bits = 8 - at % 8;
			bits = bits < end - at ? bits : end - at;
			fprintf(c->out, "unsigned char : %u;\n", (unsigned)bits);
			at += bits;
		} else if (end - at > 8 * MAX_PAD_FIELDS) {
			fprintf(c->out, "unsigned char __pad_%llu[%llu];\n",
				(unsigned long long)at / 8, (unsigned long long)(end - at) / 8);
			at += (end - at) / 8 * 8;
		} else {
			unit = pad_unit(at / 8, end / 8, align);
			fprintf(c->out, "%s : %u;\n", pad_type(unit), (unsigned)(8 * unit));
			at += 8 * unit;
		}
	}
}

static uint64_t round_up(uint64_t v, uint64_t to)
{
	return to ? (v + to - 1) / to * to : v;
}

/* Where C puts a member that follows bit @at. */
static uint64_t natural_offset(struct btf_c *c, const struct btf_member *member, uint64_t at,
			       bool packed)
{
	uint64_t bits = 8 * btf_size(c->btf, member->type);

	if (member->bit_size && packed)
		return at;
	if (member->bit_size)
		return bits && at % bits + member->bit_size > bits ? round_up(at, bits) : at;
	return round_up(at, packed ? 8 : 8 * btf_c_align(c, member->type));
}

/* A nameless member of a named type is written out: C has no other way to embed it. */
static void write_member(struct btf_c *c, const struct btf_member *member)
{
	struct btf_type type;
	uint32_t id = btf_resolve(c->btf, member->type);

	btf_type(c->btf, id, &type);
	btf_c_indent(c);
	if (!*member->name && is_record(&type))
		btf_c_body(c, id, false);
	else
		btf_c_declare(c, member->type, member->name);
	if (member->bit_size)
		fprintf(c->out, "%s: %u", *member->name ? "" : " ", (unsigned)member->bit_size);
	fputs(";\n", c->out);
}

static void write_union_padding(struct btf_c *c, uint32_t size, uint64_t largest)
{
	if (largest >= size)
		return;
	btf_c_indent(c);
	fprintf(c->out, "unsigned char __pad[%u];\n", (unsigned)size);
}

void btf_c_members(struct btf_c *c, uint32_t id)
{
	uint64_t at = 0, largest = 0, size;
	bool packed = btf_c_packed(c, id);
	uint32_t align = btf_c_align(c, id);
	struct btf_member member;
	struct btf_type type;

	btf_type(c->btf, id, &type);
	for (uint32_t i = 0; i < type.n && !c->err; i++) {
		btf_member(c->btf, id, i, &member);
		size = member.bit_size ? member.bit_size : 8 * btf_size(c->btf, member.type);
		if (type.kind == BTF_UNION)
			at = 0;
		else if (natural_offset(c, &member, at, packed) < member.bit_offset)
			write_padding(c, at, member.bit_offset, align);
		write_member(c, &member);
		at = member.bit_offset + size;
		largest = size > largest ? size : largest;
	}
	if (type.kind == BTF_UNION)
		write_union_padding(c, type.size, round_up((largest + 7) / 8, align));
	else if (round_up(at, 8 * align) < 8 * (uint64_t)type.size)
		write_padding(c, at, 8 * (uint64_t)type.size, align);
}
