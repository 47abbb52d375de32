/*
 * A path in a type: "0:1:2" names member 2 of member 1.  The first number counts
 * whole roots, as in pointer[n]; in an enumeration it is the enumerator.
 *
 * In the object's types the numbers are followed; in the target's types the
 * named members are looked for by name, through anonymous members, and elements
 * by number.  Bit fields are measured by the load that reads them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader/core.h"

const struct core_kind_info core_kind_info[N_CORE_KINDS] = {
	[CORE_FIELD_BYTE_OFFSET] = { "offset of", CORE_FIELD },
	[CORE_FIELD_BYTE_SIZE] = { "size of", CORE_FIELD },
	[CORE_FIELD_EXISTS] = { "existence of", CORE_FIELD },
	[CORE_FIELD_SIGNED] = { "signedness of", CORE_FIELD },
	[CORE_FIELD_LSHIFT] = { "left shift of", CORE_FIELD },
	[CORE_FIELD_RSHIFT] = { "right shift of", CORE_FIELD },
	[CORE_TYPE_ID_LOCAL] = { "local type id of", CORE_TYPE },
	[CORE_TYPE_ID_TARGET] = { "target type id of", CORE_TYPE },
	[CORE_TYPE_EXISTS] = { "existence of", CORE_TYPE },
	[CORE_TYPE_SIZE] = { "size of", CORE_TYPE },
	[CORE_ENUMVAL_EXISTS] = { "existence of", CORE_ENUMVAL },
	[CORE_ENUMVAL_VALUE] = { "value of", CORE_ENUMVAL },
	[CORE_TYPE_MATCHES] = { "match of", CORE_TYPE },
};

static struct btf_type type_of(const struct btf *btf, uint32_t *id)
{
	struct btf_type type;

	*id = btf_resolve(btf, *id);
	btf_type(btf, *id, &type);
	return type;
}

static bool is_composite(const struct btf_type *type)
{
	return type->kind == BTF_STRUCT || type->kind == BTF_UNION;
}

static bool is_enum(const struct btf_type *type)
{
	return type->kind == BTF_ENUM || type->kind == BTF_ENUM64;
}

/* --- the numbers --- */

static const char *read_numbers(const char *access, uint32_t *number, uint32_t *n)
{
	char *end;

	for (*n = 0; *n < CORE_MAX_STEPS; access = end + 1) {
		unsigned long v;

		if (*access < '0' || *access > '9')
			return "its path is not a list of numbers";
		v = strtoul(access, &end, 10);
		if (v > INT32_MAX || (*end && *end != ':'))
			return "its path is not a list of numbers";
		number[(*n)++] = (uint32_t)v;
		if (!*end)
			return NULL;
	}
	return "its path is too long";
}

/* --- one step --- */

static bool add_bits(struct core_spec *spec, uint64_t bits)
{
	if (bits > INT32_MAX || spec->bit_offset + bits > INT32_MAX)
		return false;
	spec->bit_offset += (uint32_t)bits;
	return true;
}

static bool add_step(struct core_spec *spec, uint32_t type, uint32_t index, const char *name)
{
	if (spec->n_steps == CORE_MAX_STEPS)
		return false;
	spec->steps[spec->n_steps++] = (struct core_step){ type, index, name };
	return true;
}

/*
 * An array at the end of a structure has as many elements as one likes.
 * @last: is the array the last member of what was stepped through?
 */
static const char *step_element(struct core_spec *spec, uint32_t *id, uint32_t index, bool last)
{
	const struct btf *btf = spec->root.btf;
	struct btf_array array;

	btf_array(btf, *id, &array);
	if (index >= array.n && !(last && array.n <= 1))
		return "an element lies outside of its array";
	if (!add_bits(spec, 8 * (uint64_t)index * btf_size(btf, array.elem_type)))
		return "its offset is too large";
	if (!add_step(spec, *id, index, NULL))
		return "its path is too long";
	*id = array.elem_type;
	return NULL;
}

static const char *step_member(struct core_spec *spec, uint32_t *id, uint32_t index, bool *last)
{
	const struct btf *btf = spec->root.btf;
	struct btf_member member;
	struct btf_type type;

	btf_type(btf, *id, &type);
	if (index >= type.n)
		return "a member does not exist";
	btf_member(btf, *id, index, &member);
	if (!add_bits(spec, member.bit_offset))
		return "its offset is too large";
	if (*member.name && !add_step(spec, *id, index, member.name))
		return "its path is too long";
	*last = index + 1u == type.n;
	*id = member.type;
	return NULL;
}

/* --- the object's side --- */

static const char *parse_enum(struct core_spec *spec, const struct btf_type *type, uint32_t id,
			      const uint32_t *number, uint32_t n)
{
	struct btf_enum_value value;

	if (!is_enum(type) || n != 1 || number[0] >= type->n)
		return "an enumerator does not exist";
	btf_enum_value(spec->root.btf, id, number[0], &value);
	add_step(spec, id, number[0], value.name);
	return NULL;
}

const char *core_spec_parse(struct core_type root, enum core_kind kind, const char *access,
			    struct core_spec *out)
{
	uint32_t number[CORE_MAX_STEPS], n, id = root.id;
	struct btf_type type = type_of(root.btf, &id);
	const char *why = read_numbers(access, number, &n);
	bool last = false;

	*out = (struct core_spec){ .root = root, .kind = kind };
	if (why)
		return why;
	if (core_kind_info[kind].class == CORE_TYPE)
		return n == 1 && number[0] == 0 ? NULL : "a type has no path";
	if (core_kind_info[kind].class == CORE_ENUMVAL)
		return parse_enum(out, &type, id, number, n);
	if (!add_bits(out, 8 * (uint64_t)number[0] * btf_size(root.btf, id)))
		return "its offset is too large";
	add_step(out, id, number[0], NULL);
	for (uint32_t i = 1; i < n && !why; i++) {
		type = type_of(root.btf, &id);
		if (type.kind == BTF_ARRAY)
			why = step_element(out, &id, number[i], last);
		else if (is_composite(&type))
			why = step_member(out, &id, number[i], &last);
		else
			why = "it steps into what has no members";
	}
	return why;
}

/* --- the target's side --- */

/* Find the member of this name in @id or in an anonymous member of it. */
static bool find_member(struct core_spec *spec, uint32_t *id, const char *name, bool *last,
			unsigned depth)
{
	const struct btf *btf = spec->root.btf;
	struct btf_type type = type_of(btf, id);

	if (!is_composite(&type) || !depth)
		return false;
	for (uint32_t i = 0; i < type.n; i++) {
		uint32_t before = spec->bit_offset, inner;
		struct btf_member member;

		btf_member(btf, *id, i, &member);
		inner = member.type;
		*last = i + 1u == type.n;
		if (!*member.name) {
			if (add_bits(spec, member.bit_offset) &&
			    find_member(spec, &inner, name, last, depth - 1)) {
				*id = inner;
				return true;
			}
			spec->bit_offset = before;
		} else if (!strcmp(member.name, name)) {
			if (!add_bits(spec, member.bit_offset) || !add_step(spec, *id, i, name))
				return false;
			*id = member.type;
			return true;
		}
	}
	return false;
}

static bool find_enumerator(const struct core_spec *local, struct core_spec *out, uint32_t id)
{
	struct btf_type type;

	btf_type(out->root.btf, id, &type);
	for (uint32_t i = 0; is_enum(&type) && i < type.n; i++) {
		struct btf_enum_value value;

		btf_enum_value(out->root.btf, id, i, &value);
		if (core_same_name(value.name, local->steps[0].name))
			return add_step(out, id, i, value.name);
	}
	return false;
}

/* Type of what @local's step @i leads to. */
static struct core_type local_field(const struct core_spec *local, uint32_t i)
{
	const struct core_step *step = &local->steps[i];
	struct btf_member member;
	struct btf_array array;

	if (step->name) {
		btf_member(local->root.btf, step->type, step->index, &member);
		return (struct core_type){ local->root.btf, member.type };
	}
	btf_array(local->root.btf, step->type, &array);
	return (struct core_type){ local->root.btf, array.elem_type };
}

static bool find_field(const struct core_spec *local, struct core_spec *out, uint32_t id)
{
	bool last = false;

	if (!add_bits(out, 8 * (uint64_t)local->steps[0].index * btf_size(out->root.btf, id)) ||
	    !add_step(out, id, local->steps[0].index, NULL))
		return false;
	for (uint32_t i = 1; i < local->n_steps; i++) {
		const struct core_step *step = &local->steps[i];

		if (step->name) {
			if (!find_member(out, &id, step->name, &last, CORE_MAX_DEPTH) ||
			    !core_fields_compatible(local_field(local, i),
						    (struct core_type){ out->root.btf, id }))
				return false;
		} else {
			struct btf_type type = type_of(out->root.btf, &id);

			if (type.kind != BTF_ARRAY || step_element(out, &id, step->index, last))
				return false;
		}
	}
	return true;
}

bool core_spec_find(const struct core_spec *local, struct core_type root, struct core_spec *out)
{
	uint32_t id = btf_resolve(root.btf, root.id);

	*out = (struct core_spec){ .root = root, .kind = local->kind };
	switch (core_kind_info[local->kind].class) {
	case CORE_TYPE:
		return local->kind == CORE_TYPE_MATCHES ? core_types_match(local->root, root) :
							  core_types_compatible(local->root, root);
	case CORE_ENUMVAL: return find_enumerator(local, out, id);
	default: return find_field(local, out, id);
	}
}

/* --- what it says --- */

/* Size of the field, and the offset at which a load of that size reads all of it. */
struct extent {
	uint32_t type, byte_offset, byte_size, bits; /* bits 0: no bit field */
};

static void member_of(const struct core_spec *spec, struct btf_member *member)
{
	const struct core_step *step = &spec->steps[spec->n_steps - 1];

	btf_member(spec->root.btf, step->type, step->index, member);
}

static uint32_t bits_of(const struct core_spec *spec, const struct btf_member *member)
{
	uint32_t id = member->type;
	struct btf_type type = type_of(spec->root.btf, &id);
	struct btf_int info;

	if (member->bit_size || type.kind != BTF_INT)
		return member->bit_size;
	btf_int(spec->root.btf, id, &info); /* before bit fields had sizes of their own */
	return info.bits != 8 * type.size || info.bit_offset ? info.bits : 0;
}

static const char *measure(const struct core_spec *spec, struct extent *out)
{
	const struct core_step *step = &spec->steps[spec->n_steps - 1];
	struct btf_member member;
	uint32_t end;

	*out = (struct extent){ .byte_offset = spec->bit_offset / 8 };
	if (!step->name) { /* an element, or the root itself */
		struct core_type type = { spec->root.btf, step->type };

		if (spec->n_steps > 1)
			type = local_field(spec, spec->n_steps - 1);
		out->type = btf_resolve(type.btf, type.id);
		out->byte_size = (uint32_t)btf_size(type.btf, out->type);
		return NULL;
	}
	member_of(spec, &member);
	out->type = btf_resolve(spec->root.btf, member.type);
	out->byte_size = (uint32_t)btf_size(spec->root.btf, out->type);
	out->bits = bits_of(spec, &member);
	if (!out->bits)
		return NULL;
	end = spec->bit_offset + out->bits;
	if (!out->byte_size)
		return "a bit field has no size";
	for (;;) {
		out->byte_offset = spec->bit_offset / 8 / out->byte_size * out->byte_size;
		if (end <= 8 * (out->byte_offset + out->byte_size))
			return NULL;
		if (out->byte_size >= 8)
			return "a bit field lies across 8 bytes";
		out->byte_size *= 2;
	}
}

static bool is_signed(const struct btf *btf, uint32_t id)
{
	struct btf_type type = type_of(btf, &id);
	struct btf_int info = { 0 };

	if (type.kind == BTF_INT)
		btf_int(btf, id, &info);
	return info.encoding & BTF_INT_SIGNED || (is_enum(&type) && type.kflag);
}

static const char *field_value(const struct core_spec *spec, enum core_kind kind,
			       struct core_value *out)
{
	struct extent extent;
	const char *why = measure(spec, &extent);

	if (why)
		return why;
	out->type = extent.type;
	out->is_bitfield = extent.bits != 0;
	switch (kind) {
	case CORE_FIELD_BYTE_OFFSET:
		out->value = extent.byte_offset;
		out->size = extent.bits ? 0 : extent.byte_size;
		return NULL;
	case CORE_FIELD_BYTE_SIZE: out->value = extent.byte_size; return NULL;
	case CORE_FIELD_SIGNED: out->value = is_signed(spec->root.btf, extent.type); return NULL;
	case CORE_FIELD_LSHIFT:
		out->value = 64 - (spec->bit_offset + (extent.bits ? extent.bits :
								     8 * extent.byte_size) -
				   8 * extent.byte_offset);
		return NULL;
	case CORE_FIELD_RSHIFT:
		out->value = 64 - (extent.bits ? extent.bits : 8 * extent.byte_size);
		return NULL;
	default: out->value = 1; return NULL; /* it exists */
	}
}

const char *core_spec_value(const struct core_spec *spec, enum core_kind kind,
			    struct core_value *out)
{
	struct btf_enum_value value;
	struct btf_type type;
	bool missing = !spec;

	*out = (struct core_value){ 0 };
	switch (kind) {
	case CORE_FIELD_EXISTS:
	case CORE_TYPE_EXISTS:
	case CORE_TYPE_MATCHES:
	case CORE_ENUMVAL_EXISTS: out->value = !missing; return NULL;
	case CORE_TYPE_ID_LOCAL:
	case CORE_TYPE_ID_TARGET: out->value = missing ? 0 : spec->root.id; return NULL;
	case CORE_TYPE_SIZE:
		out->value = missing ? 0 : btf_size(spec->root.btf, spec->root.id);
		return NULL;
	case CORE_ENUMVAL_VALUE:
		if (missing)
			return "it does not exist in the target";
		btf_enum_value(spec->root.btf, spec->steps[0].type, spec->steps[0].index, &value);
		btf_type(spec->root.btf, spec->steps[0].type, &type);
		out->is_enum32 = type.kind == BTF_ENUM;
		out->value = (uint64_t)(out->is_enum32 ? (int32_t)value.value : value.value);
		return NULL;
	default:
		return missing ? "it does not exist in the target" : field_value(spec, kind, out);
	}
}

/* --- as text --- */

static const char *keyword(uint8_t kind)
{
	switch (kind) {
	case BTF_STRUCT: return "struct ";
	case BTF_UNION: return "union ";
	case BTF_ENUM:
	case BTF_ENUM64: return "enum ";
	default: return "";
	}
}

int core_spec_print(const struct core_spec *spec, char *buf, size_t size)
{
	struct btf_type type;
	int used;

	btf_type(spec->root.btf, spec->root.id, &type);
	used = snprintf(buf, size, "%s%s", keyword(type.kind),
			*type.name ? type.name : "(anonymous)");
	for (uint32_t i = 0; i < spec->n_steps; i++) {
		const struct core_step *step = &spec->steps[i];
		size_t at = (size_t)used < size ? (size_t)used : size;

		if (step->name)
			used += snprintf(buf + at, size - at, "%s%s",
					 core_kind_info[spec->kind].class == CORE_ENUMVAL ? "::"
											  : ".",
					 step->name);
		else if (i || step->index)
			used += snprintf(buf + at, size - at, "[%u]", step->index);
	}
	return used;
}
