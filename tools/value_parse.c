/*
 * JSON to bytes, the inverse of value.c.  Strict: a number that does not fit, a
 * member or name that does not exist, an array of another length are errors
 * that say where they are; members that are not given are zero.
 */
#include "tools/value_impl.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SEARCHED = 100000 };

/* On the way from JSON to bytes. */
struct reader {
	const struct btf *btf;
	char *why;
	size_t why_size;
	char path[200]; /* "saddr.s6_addr[3]" */
	unsigned searched;
};

static int read_type(struct reader *r, uint32_t id, const json_t *json, uint8_t *data);

static int wrong(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int wrong(struct reader *r, const char *format, ...)
{
	char text[200];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	snprintf(r->why, r->why_size, "%s%s%s", r->path, *r->path ? ": " : "", text);
	return -EINVAL;
}

/* Step into a member for the messages; Return: where to cut the path again. */
static size_t path_push(struct reader *r, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static size_t path_push(struct reader *r, const char *format, ...)
{
	size_t len = strlen(r->path);
	va_list args;

	va_start(args, format);
	vsnprintf(r->path + len, sizeof(r->path) - len, format, args);
	va_end(args);
	return len;
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	       c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "0x" and two digits for each of @size bytes, exactly. */
static bool read_hex(const json_t *json, uint8_t *data, size_t size)
{
	const char *text = json_string_value(json);

	if (!text || strncmp(text, "0x", 2) || strlen(text) != 2 + 2 * size)
		return false;
	for (size_t i = 0; i < 2 * size; i++)
		if (hex_digit(text[2 + i]) < 0)
			return false;
	for (size_t i = 0; i < size; i++)
		data[i] = (uint8_t)(hex_digit(text[2 + 2 * i]) << 4 | hex_digit(text[3 + 2 * i]));
	return true;
}

/* A number from a JSON number, boolean or string of digits; *negative says how to read it. */
static int read_number(struct reader *r, const json_t *json, uint64_t *v, bool *negative)
{
	const char *text = json_string_value(json), *digits;
	char *end;

	*negative = false;
	if (json_is_boolean(json)) {
		*v = json_is_true(json);
	} else if (json_is_integer(json)) {
		*v = (uint64_t)json_integer_value(json);
		*negative = json_integer_value(json) < 0;
	} else if (text) {
		digits = text + (*text == '-');
		errno = 0;
		*negative = *text == '-';
		*v = *negative ? (uint64_t)strtoll(text, &end, 0) : strtoull(text, &end, 0);
		if (*digits < '0' || *digits > '9' || *end || errno)
			return wrong(r, "\"%s\" is not a number", text);
	} else {
		return wrong(r, "a number is expected");
	}
	return 0;
}

static int check_fits(struct reader *r, uint64_t v, bool negative, uint32_t bits, bool is_signed)
{
	uint64_t most = bits >= 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
	int64_t least = bits >= 64 ? INT64_MIN : -(INT64_C(1) << (bits - 1));

	if (negative && !is_signed)
		return wrong(r, "%lld is negative, the type is unsigned", (long long)v);
	if (negative && (int64_t)v < least)
		return wrong(r, "%lld does not fit in %u bits", (long long)v, bits);
	if (!negative && v > (is_signed ? most >> 1 : most))
		return wrong(r, "%llu does not fit in %u bits", (unsigned long long)v, bits);
	return 0;
}

static int read_int(struct reader *r, uint32_t id, const json_t *json, uint32_t bits, uint64_t *v)
{
	struct btf_int info;
	bool negative;

	btf_int(r->btf, id, &info);
	if (read_number(r, json, v, &negative))
		return -EINVAL;
	if (info.encoding & BTF_INT_BOOL)
		bits = 1;
	return check_fits(r, *v, negative, bits, info.encoding & BTF_INT_SIGNED);
}

static int read_enum(struct reader *r, uint32_t id, const json_t *json, uint32_t bits, uint64_t *v)
{
	const char *name = json_string_value(json);
	struct btf_enum_value value;
	struct btf_type type;
	bool negative;

	btf_type(r->btf, id, &type);
	for (uint32_t i = 0; name && i < type.n; i++) {
		btf_enum_value(r->btf, id, i, &value);
		if (!strcmp(value.name, name)) {
			*v = (uint64_t)value.value;
			return 0;
		}
	}
	if (name && (*name < '0' || *name > '9') && *name != '-')
		return wrong(r, "enum %s has no value %s", type.name, name);
	if (read_number(r, json, v, &negative))
		return -EINVAL;
	return check_fits(r, *v, negative, bits, negative);
}

static int read_float(struct reader *r, const json_t *json, uint8_t *data, uint64_t size)
{
	double v = json_number_value(json);
	float f = (float)v;

	if (!json_is_number(json))
		return wrong(r, "a number is expected");
	if (size != 4 && size != 8)
		return wrong(r, "a floating point type of %u bytes is given as hex",
			     (unsigned)size);
	memcpy(data, size == 8 ? (void *)&v : (void *)&f, size);
	return 0;
}

static int read_address(struct reader *r, const json_t *json, uint8_t *data, bool v6)
{
	const char *text = json_string_value(json);

	if (text && !v6 && inet_pton(AF_INET, text, data) == 1)
		return 0;
	if (text && v6 && inet_pton(AF_INET6, text, data) == 1)
		return 0;
	if (text && v6 && inet_pton(AF_INET, text, data + 12) == 1) {
		memset(data, 0, 10);
		data[10] = data[11] = 0xff;
		return 0;
	}
	return wrong(r, "%s%s%s is not an IP%s address", text ? "\"" : "", text ? text : "this",
		     text ? "\"" : "", v6 ? "" : "v4");
}

static int read_big_endian(struct reader *r, const json_t *json, uint8_t *data, uint32_t size)
{
	bool negative;
	uint64_t v;

	if (read_number(r, json, &v, &negative) || check_fits(r, v, negative, size * 8, false))
		return -EINVAL;
	for (uint32_t i = 0; i < size; i++)
		data[size - 1 - i] = (uint8_t)(v >> 8 * i);
	return 0;
}

static int read_array(struct reader *r, uint32_t id, const json_t *json, uint8_t *data)
{
	size_t len = json_string_length(json), cut;
	struct btf_array info;
	uint64_t size;
	int err = 0;

	btf_array(r->btf, id, &info);
	size = btf_size(r->btf, info.elem_type);
	if (json_is_string(json) && value_is_char(r->btf, info.elem_type)) {
		if (len > info.n)
			return wrong(r, "%zu characters do not fit in %u", len, info.n);
		memcpy(data, json_string_value(json), len);
		return 0;
	}
	if (!json_is_array(json))
		return wrong(r, "an array of %u is expected", info.n);
	if (json_array_size(json) != info.n)
		return wrong(r, "%zu elements are given, the array has %u", json_array_size(json),
			     info.n);
	for (uint32_t i = 0; size && i < info.n && !err; i++) {
		cut = path_push(r, "[%u]", i);
		err = read_type(r, info.elem_type, json_array_get(json, i), data + i * size);
		if (!err)
			r->path[cut] = 0;
	}
	return err;
}

static int read_bitfield(struct reader *r, const struct btf_member *member, const json_t *json,
			 uint8_t *data)
{
	uint32_t id = btf_resolve(r->btf, member->type), bits = member->bit_size;
	struct btf_type type;
	uint64_t v;
	int err;

	btf_type(r->btf, id, &type);
	if (type.kind == BTF_INT)
		err = read_int(r, id, json, bits, &v);
	else
		err = read_enum(r, id, json, bits, &v);
	for (uint32_t i = 0; !err && i < bits && i < 64; i++) {
		uint32_t bit = member->bit_offset + i;

		data[bit / 8] = (uint8_t)((data[bit / 8] & ~(1u << bit % 8)) |
					  (v >> i & 1) << bit % 8);
	}
	return err;
}

/*
 * The member of this name, also inside nameless ones.  The budget is for BTF
 * whose nameless members multiply.
 */
static bool find_member(struct reader *r, uint32_t id, const char *name, struct btf_member *out)
{
	struct btf_type type, inner;
	struct btf_member member;

	btf_type(r->btf, id, &type);
	for (uint32_t i = 0; i < type.n; i++) {
		btf_member(r->btf, id, i, out);
		if (!strcmp(out->name, name))
			return true;
	}
	for (uint32_t i = 0; i < type.n && r->searched++ < MAX_SEARCHED; i++) {
		uint32_t inside;

		btf_member(r->btf, id, i, &member);
		inside = btf_resolve(r->btf, member.type);
		btf_type(r->btf, inside, &inner);
		if (*member.name || (inner.kind != BTF_STRUCT && inner.kind != BTF_UNION) ||
		    !find_member(r, inside, name, out))
			continue;
		out->bit_offset += member.bit_offset;
		return true;
	}
	return false;
}

static int read_struct(struct reader *r, uint32_t id, const json_t *json, uint8_t *data)
{
	struct btf_member member;
	struct btf_type type;
	const char *name;
	json_t *value;
	int err = 0;

	btf_type(r->btf, id, &type);
	if (!json_is_object(json))
		return wrong(r, "an object is expected for %s %s",
			     type.kind == BTF_UNION ? "union" : "struct", type.name);
	json_object_foreach((json_t *)json, name, value) {
		size_t cut;

		if (!*name || !find_member(r, id, name, &member))
			return wrong(r, "struct %s has no member \"%s\"", type.name, name);
		cut = path_push(r, "%s%s", *r->path ? "." : "", name);
		err = member.bit_size
			      ? read_bitfield(r, &member, value, data)
			      : read_type(r, member.type, value, data + member.bit_offset / 8);
		if (err)
			return err;
		r->path[cut] = 0;
	}
	return 0;
}

static int read_datasec(struct reader *r, uint32_t id, const json_t *json, uint8_t *data)
{
	struct btf_type type, var_type;
	struct btf_var var;
	const char *name;
	json_t *value;

	btf_type(r->btf, id, &type);
	if (!json_is_object(json))
		return wrong(r, "an object of variables is expected");
	json_object_foreach((json_t *)json, name, value) {
		size_t cut;
		uint32_t i;

		for (i = 0; i < type.n; i++) {
			btf_var(r->btf, id, i, &var);
			btf_type(r->btf, var.type, &var_type);
			if (!strcmp(var_type.name, name))
				break;
		}
		if (i == type.n)
			return wrong(r, "section %s has no variable \"%s\"", type.name, name);
		cut = path_push(r, "%s%s", *r->path ? "." : "", name);
		if (read_type(r, var_type.type, value, data + var.offset))
			return -EINVAL;
		r->path[cut] = 0;
	}
	return 0;
}

static int read_scalar(struct reader *r, uint32_t id, const json_t *json, uint8_t *data,
		       uint64_t size)
{
	struct btf_type type;
	bool negative;
	uint64_t v;
	int err;

	btf_type(r->btf, id, &type);
	if (size > 8)
		return wrong(r, "a number of %u bytes is given as hex", (unsigned)size);
	if (type.kind == BTF_INT)
		err = read_int(r, id, json, size * 8, &v);
	else if (type.kind == BTF_PTR)
		err = read_number(r, json, &v, &negative);
	else
		err = read_enum(r, id, json, size * 8, &v);
	if (!err)
		memcpy(data, &v, size);
	return err;
}

static int read_type(struct reader *r, uint32_t id, const json_t *json, uint8_t *data)
{
	enum named_type named = value_named(r->btf, id);
	uint64_t size = btf_size(r->btf, id);
	struct btf_type type;

	if (named == NAMED_BE)
		return read_big_endian(r, json, data, (uint32_t)size);
	id = btf_resolve(r->btf, id);
	btf_type(r->btf, id, &type);
	if (type.kind != BTF_INT && type.kind != BTF_ENUM && type.kind != BTF_ENUM64 &&
	    read_hex(json, data, size))
		return 0;
	if (named && json_is_string(json))
		return read_address(r, json, data, named == NAMED_IPV6);
	switch (type.kind) {
	case BTF_INT:
	case BTF_ENUM:
	case BTF_ENUM64:
	case BTF_PTR:
		return read_scalar(r, id, json, data, size);
	case BTF_FLOAT:
		return read_float(r, json, data, size);
	case BTF_ARRAY:
		return read_array(r, id, json, data);
	case BTF_STRUCT:
	case BTF_UNION:
		return read_struct(r, id, json, data);
	case BTF_DATASEC:
		return read_datasec(r, id, json, data);
	default:
		return wrong(r, "this type is given as hex");
	}
}

/* Bytes of a type that nobody described. */
static int read_raw(struct reader *r, const json_t *json, uint8_t *data, size_t size)
{
	bool negative;
	uint64_t v;

	if (json_is_array(json) && json_array_size(json) == size) {
		for (size_t i = 0; i < size; i++) {
			if (read_number(r, json_array_get(json, i), &v, &negative) ||
			    check_fits(r, v, negative, 8, false))
				return -EINVAL;
			data[i] = (uint8_t)v;
		}
		return 0;
	}
	if (size != 1 && size != 2 && size != 4 && size != 8) {
		if (read_hex(json, data, size))
			return 0;
		return wrong(r, "%zu bytes are expected, as \"0x...\" or an array", size);
	}
	if (read_number(r, json, &v, &negative) || check_fits(r, v, negative, size * 8, negative))
		return -EINVAL;
	memcpy(data, &v, size);
	return 0;
}

int value_from_json(const struct value_type *type, const json_t *json, void *data, char *why,
		    size_t why_size)
{
	struct reader r = { .btf = type->btf, .why = why, .why_size = why_size };

	memset(data, 0, type->size);
	if (value_is_known(type))
		return read_type(&r, type->id, json, data);
	return read_raw(&r, json, data, type->size);
}
