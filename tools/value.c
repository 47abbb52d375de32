/*
 * Bytes to JSON.  See tools/value.h for what each type looks like.
 *
 * The BTF was validated, but a small one can describe an enormous value (unions
 * of unions): a budget of nodes bounds what is written, the rest is hex.
 */
#include "tools/value_impl.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NODES = 1 << 20 };

/* On the way from bytes to JSON. */
struct writer {
	const struct btf *btf;
	unsigned nodes;
};

static json_t *write_type(struct writer *w, uint32_t id, const uint8_t *data);

enum named_type value_named(const struct btf *btf, uint32_t id)
{
	static const struct { const char *name; uint8_t kind, size, named; } table[] = {
		{ "in_addr", BTF_STRUCT, 4, NAMED_IPV4 },
		{ "in6_addr", BTF_STRUCT, 16, NAMED_IPV6 },
		{ "__be16", BTF_TYPEDEF, 2, NAMED_BE },
		{ "__be32", BTF_TYPEDEF, 4, NAMED_BE },
		{ "__be64", BTF_TYPEDEF, 8, NAMED_BE },
	};
	struct btf_type type;

	for (;;) {
		btf_type(btf, id, &type);
		for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
			if (type.kind == table[i].kind && !strcmp(type.name, table[i].name) &&
			    btf_size(btf, id) == table[i].size)
				return table[i].named;
		if (type.kind != BTF_TYPEDEF && type.kind != BTF_CONST &&
		    type.kind != BTF_VOLATILE && type.kind != BTF_TYPE_TAG)
			return NAMED_NONE;
		id = type.type;
	}
}

bool value_is_char(const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	id = btf_resolve(btf, id);
	btf_type(btf, id, &type);
	return type.kind == BTF_INT && type.size == 1 && !strcmp(type.name, "char");
}

static json_t *hex_json(const uint8_t *data, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	char *text = malloc(2 * size + 3);
	json_t *json;

	if (!text)
		return NULL;
	memcpy(text, "0x", 2);
	for (size_t i = 0; i < size; i++) {
		text[2 + 2 * i] = digits[data[i] >> 4];
		text[3 + 2 * i] = digits[data[i] & 15];
	}
	text[2 * size + 2] = 0;
	json = json_string(text);
	free(text);
	return json;
}

/* JSON's numbers are signed 64-bit ones here; larger ones are text. */
static json_t *unsigned_json(uint64_t v)
{
	char text[24];

	if (v <= INT64_MAX)
		return json_integer((json_int_t)v);
	snprintf(text, sizeof(text), "%llu", (unsigned long long)v);
	return json_string(text);
}

static uint64_t load(const uint8_t *data, uint32_t size)
{
	uint64_t v = 0;

	memcpy(&v, data, size);
	return v;
}

static int64_t sign_extend(uint64_t v, uint32_t bits)
{
	return bits >= 64 || !bits ? (int64_t)v : (int64_t)(v << (64 - bits)) >> (64 - bits);
}

static json_t *int_json(const struct btf *btf, uint32_t id, uint64_t v, uint32_t bits)
{
	struct btf_int info;

	btf_int(btf, id, &info);
	if (info.encoding & BTF_INT_BOOL)
		return json_boolean(v != 0);
	if (info.encoding & BTF_INT_SIGNED)
		return json_integer(sign_extend(v, bits));
	return unsigned_json(v);
}

static json_t *enum_json(const struct btf *btf, uint32_t id, uint64_t v, uint32_t bits)
{
	struct btf_enum_value value;
	struct btf_type type;
	int64_t number;

	btf_type(btf, id, &type);
	number = type.kflag ? sign_extend(v, bits) : (int64_t)v;
	for (uint32_t i = 0; i < type.n; i++) {
		btf_enum_value(btf, id, i, &value);
		if (value.value == number || value.value == sign_extend(v, bits))
			return text_json(value.name);
	}
	return json_integer(number);
}

static json_t *float_json(const uint8_t *data, uint32_t size)
{
	double v = NAN;
	float f;

	if (size == 8) {
		memcpy(&v, data, 8);
	} else if (size == 4) {
		memcpy(&f, data, 4);
		v = f;
	}
	return isfinite(v) ? json_real(v) : hex_json(data, size);
}

static json_t *named_json(enum named_type named, const uint8_t *data, uint32_t size)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	char text[INET6_ADDRSTRLEN];
	uint64_t v = 0;

	if (named == NAMED_IPV4)
		return json_string(inet_ntop(AF_INET, data, text, sizeof(text)));
	if (named == NAMED_IPV6 && !memcmp(data, mapped, sizeof(mapped)))
		return json_string(inet_ntop(AF_INET, data + 12, text, sizeof(text)));
	if (named == NAMED_IPV6)
		return json_string(inet_ntop(AF_INET6, data, text, sizeof(text)));
	for (uint32_t i = 0; i < size; i++)
		v = v << 8 | data[i];
	return unsigned_json(v);
}

/* Text, then only zeros? */
static bool is_text(const uint8_t *data, size_t size)
{
	size_t len = strnlen((const char *)data, size);

	for (size_t i = 0; i < len; i++)
		if (data[i] >= 0x80 || (!isprint(data[i]) && !isspace(data[i])))
			return false;
	for (size_t i = len; i < size; i++)
		if (data[i])
			return false;
	return true;
}

static json_t *array_json(struct writer *w, uint32_t id, const uint8_t *data)
{
	struct btf_array info;
	uint64_t size;
	json_t *array;

	btf_array(w->btf, id, &info);
	size = btf_size(w->btf, info.elem_type);
	if (value_is_char(w->btf, info.elem_type) && is_text(data, info.n))
		return json_stringn((const char *)data, strnlen((const char *)data, info.n));
	array = json_array();
	for (uint32_t i = 0; size && i < info.n; i++)
		if (json_array_append_new(array, write_type(w, info.elem_type, data + i * size)))
			break;
	return array;
}

static json_t *bitfield_json(struct writer *w, const struct btf_member *member,
			     const uint8_t *data)
{
	uint32_t id = btf_resolve(w->btf, member->type), first = member->bit_offset % 8;
	uint32_t bits = member->bit_size;
	struct btf_type type;
	uint64_t v = 0;

	data += member->bit_offset / 8;
	for (uint32_t i = 0; i < bits && i < 64; i++)
		v |= (uint64_t)(data[(first + i) / 8] >> (first + i) % 8 & 1) << i;
	btf_type(w->btf, id, &type);
	if (type.kind == BTF_ENUM || type.kind == BTF_ENUM64)
		return enum_json(w->btf, id, v, bits);
	return type.kind == BTF_INT ? int_json(w->btf, id, v, bits) : unsigned_json(v);
}

static json_t *member_json(struct writer *w, const struct btf_member *member, const uint8_t *data)
{
	if (member->bit_size)
		return bitfield_json(w, member, data);
	return write_type(w, member->type, data + member->bit_offset / 8);
}

static json_t *struct_json(struct writer *w, uint32_t id, const uint8_t *data)
{
	json_t *object = json_object(), *json;
	struct btf_member member;
	struct btf_type type;

	btf_type(w->btf, id, &type);
	for (uint32_t i = 0; i < type.n; i++) {
		btf_member(w->btf, id, i, &member);
		json = member_json(w, &member, data);
		if (!*member.name && json_is_object(json))
			json_object_update_missing(object, json);
		else if (*member.name)
			json_object_set(object, member.name, json);
		json_decref(json);
	}
	return object;
}

static json_t *datasec_json(struct writer *w, uint32_t id, const uint8_t *data)
{
	json_t *object = json_object();
	struct btf_type type, var_type;
	struct btf_var var;

	btf_type(w->btf, id, &type);
	for (uint32_t i = 0; i < type.n; i++) {
		btf_var(w->btf, id, i, &var);
		btf_type(w->btf, var.type, &var_type);
		json_object_set_new(object, var_type.name,
				    write_type(w, var_type.type, data + var.offset));
	}
	return object;
}

static json_t *write_type(struct writer *w, uint32_t id, const uint8_t *data)
{
	enum named_type named = value_named(w->btf, id);
	uint64_t size = btf_size(w->btf, id);
	struct btf_type type;

	if (w->nodes++ >= MAX_NODES)
		return hex_json(data, size);
	if (named)
		return named_json(named, data, (uint32_t)size);
	id = btf_resolve(w->btf, id);
	btf_type(w->btf, id, &type);
	switch (type.kind) {
	case BTF_INT:
		return size <= 8 ? int_json(w->btf, id, load(data, size), size * 8) :
				   hex_json(data, size);
	case BTF_ENUM:
	case BTF_ENUM64:
		return enum_json(w->btf, id, load(data, size), size * 8);
	case BTF_PTR:
		return unsigned_json(load(data, 8));
	case BTF_FLOAT:
		return float_json(data, size);
	case BTF_ARRAY:
		return array_json(w, id, data);
	case BTF_STRUCT:
	case BTF_UNION:
		return struct_json(w, id, data);
	case BTF_DATASEC:
		return datasec_json(w, id, data);
	default:
		return hex_json(data, size);
	}
}

bool value_is_known(const struct value_type *type)
{
	return type->btf && type->id && btf_size(type->btf, type->id) == type->size;
}

json_t *value_to_json(const struct value_type *type, const void *data)
{
	struct writer w = { .btf = type->btf };
	size_t size = type->size;

	if (value_is_known(type))
		return write_type(&w, type->id, data);
	if (size == 1 || size == 2 || size == 4 || size == 8)
		return unsigned_json(load(data, size));
	return hex_json(data, size);
}

static json_t *sum_objects(json_t *a, json_t *b)
{
	json_t *sum = json_object(), *value;
	const char *name;

	json_object_foreach(a, name, value)
		json_object_set_new(sum, name, value_sum(value, json_object_get(b, name)));
	return sum;
}

json_t *value_sum(json_t *a, json_t *b)
{
	json_t *sum;

	if (json_is_integer(a) && json_is_integer(b))
		return json_integer((json_int_t)((uint64_t)json_integer_value(a) +
						 (uint64_t)json_integer_value(b)));
	if (json_is_object(a) && json_is_object(b))
		return sum_objects(a, b);
	if (json_is_array(a) && json_is_array(b)) {
		sum = json_array();
		for (size_t i = 0; i < json_array_size(a); i++)
			json_array_append_new(sum, value_sum(json_array_get(a, i),
							     json_array_get(b, i)));
		return sum;
	}
	return json_incref(a);
}
