/*
 * A value of a BTF type as JSON.
 *
 * Recursion follows containment by value, which btf_parse bounded.  A union of
 * unions can print one byte exponentially often, so work and length have limits.
 * What JSON has no number for is a string: pointers, 128-bit integers, NaN.
 */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/btf_impl.h"

struct json {
	const struct btf *btf;
	char *buf;
	size_t size;
	size_t len;    /* of the whole text, printed or not */
	uint32_t work; /* values printed and names compared */
};

static bool is_spent(const struct json *json)
{
	return json->work > BTF_MAX_JSON_WORK || json->len > BTF_MAX_JSON_SIZE;
}

static void put(struct json *json, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++, json->len++)
		if (json->len + 1 < json->size)
			json->buf[json->len] = s[i];
}

__attribute__((format(printf, 2, 3))) static void putf(struct json *json, const char *format, ...)
{
	char text[64];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	put(json, text, n < 0 ? 0 : (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1);
}

/* Bytes above 127 are taken as Latin-1, so that no byte is lost or makes the text invalid. */
static void put_string(struct json *json, const char *s, size_t n)
{
	put(json, "\"", 1);
	for (size_t i = 0; i < n && !is_spent(json); i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\')
			putf(json, "\\%c", c);
		else if (c < ' ' || c >= 0x7f)
			putf(json, "\\u%04x", c);
		else
			put(json, &s[i], 1);
	}
	put(json, "\"", 1);
}

static void put_name(struct json *json, bool *first, const char *name)
{
	if (!*first)
		put(json, ",", 1);
	*first = false;
	put_string(json, name, strlen(name));
	put(json, ":", 1);
}

typedef unsigned __int128 u128;

/* @bits (1..128) bits from bit @offset on, little-endian. */
static u128 read_bits(const uint8_t *data, uint64_t offset, uint32_t bits)
{
	u128 value = 0;

	for (uint32_t i = 0; i < bits;) {
		uint64_t at = offset + i;
		uint32_t shift = (uint32_t)(at % 8), n = 8 - shift;

		if (n > bits - i)
			n = bits - i;
		value |= (u128)(data[at / 8] >> shift & ((1u << n) - 1)) << i;
		i += n;
	}
	return value;
}

static int64_t sign_extend(u128 value, uint32_t bits)
{
	return (int64_t)((uint64_t)value << (64 - bits)) >> (64 - bits);
}

static void put_int(struct json *json, u128 value, uint32_t bits, uint8_t encoding)
{
	if (encoding & BTF_INT_BOOL)
		putf(json, "%s", value ? "true" : "false");
	else if (bits > 64)
		putf(json, "\"0x%016" PRIx64 "%016" PRIx64 "\"", (uint64_t)(value >> 64),
		     (uint64_t)value);
	else if (encoding & BTF_INT_SIGNED)
		putf(json, "%" PRId64, sign_extend(value, bits));
	else
		putf(json, "%" PRIu64, (uint64_t)value);
}

static void put_enum(struct json *json, uint32_t id, u128 value, uint32_t bits)
{
	struct btf_enum_value candidate;
	struct btf_type type;
	int64_t number;

	btf_type(json->btf, id, &type);
	number = type.kflag ? sign_extend(value, bits) : (int64_t)value;
	for (uint32_t i = 0; i < type.n; i++, json->work++) {
		btf_enum_value(json->btf, id, i, &candidate);
		if (candidate.value == number) {
			put_string(json, candidate.name, strlen(candidate.name));
			return;
		}
	}
	putf(json, type.kflag ? "%" PRId64 : "%" PRIu64, number);
}

static void put_hex(struct json *json, const uint8_t *data, uint32_t size)
{
	put(json, "\"0x", 3);
	while (size--)
		putf(json, "%02x", data[size]);
	put(json, "\"", 1);
}

/* A host may have set a locale with another decimal point. */
static void put_double(struct json *json, double value, int digits)
{
	char text[64];

	if (!isfinite(value)) {
		putf(json, "\"%s\"", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
		return;
	}
	snprintf(text, sizeof(text), "%.*g", digits, value);
	for (char *c = text; *c; c++)
		if (!strchr("0123456789+-e", *c))
			*c = '.';
	put(json, text, strlen(text));
}

static void put_float(struct json *json, const uint8_t *data, uint32_t size)
{
	float f;
	double d;

	if (size == sizeof(f)) {
		memcpy(&f, data, sizeof(f));
		put_double(json, (double)f, 9);
	} else if (size == sizeof(d)) {
		memcpy(&d, data, sizeof(d));
		put_double(json, d, 17);
	} else {
		put_hex(json, data, size);
	}
}

static int put_value(struct json *json, uint32_t id, const uint8_t *data);

/* Compilers mark char as a signed integer like any other: its name tells. */
static bool is_char(const struct btf *btf, uint32_t id)
{
	struct btf_type type;
	struct btf_int info;

	btf_type(btf, id, &type);
	if (type.kind != BTF_INT || type.size != 1)
		return false;
	btf_int(btf, id, &info);
	return info.bits == 8 && (info.encoding & BTF_INT_CHAR || !strcmp(type.name, "char"));
}

static int put_array(struct json *json, uint32_t id, const uint8_t *data)
{
	struct btf_array array;
	uint64_t size;
	int err = 0;

	btf_array(json->btf, id, &array);
	if (is_char(json->btf, btf_resolve(json->btf, array.elem_type))) {
		put_string(json, (const char *)data, strnlen((const char *)data, array.n));
		return 0;
	}
	size = btf_size(json->btf, array.elem_type);
	put(json, "[", 1);
	for (uint32_t i = 0; !err && size && i < array.n; i++) {
		if (i)
			put(json, ",", 1);
		err = put_value(json, array.elem_type, data + i * size);
	}
	put(json, "]", 1);
	return err;
}

/* A member that is a bit field, in BTF's new or old way; false: it is none. */
static bool put_bit_field(struct json *json, const struct btf_member *member, const uint8_t *data)
{
	uint32_t id = btf_resolve(json->btf, member->type), bits = member->bit_size;
	uint64_t offset = member->bit_offset;
	struct btf_int info;
	struct btf_type type;

	btf_type(json->btf, id, &type);
	if (type.kind == BTF_INT) {
		btf_int(json->btf, id, &info);
		if (!bits && info.bits == type.size * 8)
			return false;
		if (!bits)
			bits = info.bits;
		offset += info.bit_offset;
		put_int(json, read_bits(data, offset, bits), bits, info.encoding);
		return true;
	}
	if (!bits)
		return false;
	put_enum(json, id, read_bits(data, offset, bits), bits);
	return true;
}

static int put_members(struct json *json, uint32_t id, const uint8_t *data, bool *first)
{
	struct btf_type type;
	struct btf_member member;
	int err = 0;

	btf_type(json->btf, id, &type);
	for (uint32_t i = 0; !err && i < type.n; i++) {
		uint32_t inner;
		struct btf_type inner_type;

		if (is_spent(json))
			return -E2BIG;
		json->work++;
		btf_member(json->btf, id, i, &member);
		inner = btf_resolve(json->btf, member.type);
		btf_type(json->btf, inner, &inner_type);
		if (!*member.name) { /* members of an anonymous member are the outer type's */
			if (inner_type.kind == BTF_STRUCT || inner_type.kind == BTF_UNION)
				err = put_members(json, inner, data + member.bit_offset / 8, first);
			continue;
		}
		put_name(json, first, member.name);
		if (!put_bit_field(json, &member, data))
			err = put_value(json, inner, data + member.bit_offset / 8);
	}
	return err;
}

static int put_datasec(struct json *json, uint32_t id, const uint8_t *data)
{
	struct btf_type type, var_type;
	struct btf_var var;
	bool first = true;
	int err = 0;

	btf_type(json->btf, id, &type);
	put(json, "{", 1);
	for (uint32_t i = 0; !err && i < type.n; i++) {
		btf_var(json->btf, id, i, &var);
		btf_type(json->btf, var.type, &var_type);
		put_name(json, &first, var_type.name);
		err = put_value(json, var.type, data + var.offset);
	}
	put(json, "}", 1);
	return err;
}

static void put_scalar(struct json *json, uint32_t id, const struct btf_type *type,
		       const uint8_t *data)
{
	struct btf_int info;

	switch (type->kind) {
	case BTF_INT:
		btf_int(json->btf, id, &info);
		put_int(json, read_bits(data, info.bit_offset, info.bits), info.bits,
			info.encoding);
		break;
	case BTF_ENUM:
	case BTF_ENUM64:
		put_enum(json, id, read_bits(data, 0, type->size * 8), type->size * 8);
		break;
	case BTF_PTR:
		putf(json, "\"0x%" PRIx64 "\"", (uint64_t)read_bits(data, 0, 64));
		break;
	case BTF_FLOAT:
		put_float(json, data, type->size);
		break;
	default: /* void, functions, types that are only declared */
		put(json, "null", 4);
	}
}

static int put_value(struct json *json, uint32_t id, const uint8_t *data)
{
	struct btf_type type;
	bool first = true;
	int err;

	if (is_spent(json))
		return -E2BIG;
	json->work++;
	id = btf_resolve(json->btf, id);
	btf_type(json->btf, id, &type);
	switch (type.kind) {
	case BTF_STRUCT:
	case BTF_UNION:
		put(json, "{", 1);
		err = put_members(json, id, data, &first);
		put(json, "}", 1);
		return err;
	case BTF_ARRAY:
		return put_array(json, id, data);
	case BTF_DATASEC:
		return put_datasec(json, id, data);
	case BTF_VAR:
		return put_value(json, type.type, data);
	default:
		put_scalar(json, id, &type, data);
		return 0;
	}
}

int btf_format_json(const struct btf *btf, uint32_t id, const void *data, char *buf, size_t size)
{
	struct json json = { btf, buf, size, 0, 0 };
	int err = put_value(&json, id, data);

	if (size)
		buf[json.len < size ? json.len : size - 1] = '\0';
	if (!err && is_spent(&json))
		err = -E2BIG;
	return err ? err : (int)json.len;
}
