/*
 * Keys and values between bytes and JSON, by BTF where it is known.
 *
 *   integers        numbers (strings of digits beyond 2^63)
 *   char arrays     strings where they are text; other arrays are arrays
 *   structs, unions objects; nameless members are spread into the outer one
 *   enums           names, numbers where they have none
 *   struct in_addr, struct in6_addr   addresses: "192.0.2.1", "2001:db8::1";
 *                   IPv4-mapped ones as IPv4
 *   __be16, __be32, __be64            numbers in host order
 *
 * Structs, arrays and unions are also read from their bytes: "0x00ff10".  Without
 * BTF, 1, 2, 4 and 8 bytes are an unsigned number, other sizes such a string, and
 * all are also read from an array of bytes.
 */
#ifndef SKEP_TOOLS_VALUE_H
#define SKEP_TOOLS_VALUE_H

#include <jansson.h>

#include "core/btf.h"

/* How to read some bytes. */
struct value_type {
	const struct btf *btf; /* NULL or id 0: not known */
	uint32_t id;
	size_t size; /* bytes */
};

/* Return: new JSON, or NULL: no memory. */
json_t *value_to_json(const struct value_type *type, const void *data);

/**
 * value_from_json - the bytes of a JSON value
 * @data: type->size bytes; what JSON does not mention is zero
 * Return: 0, or -EINVAL with what is wrong in @why.
 */
int value_from_json(const struct value_type *type, const json_t *json, void *data, char *why,
		    size_t why_size);

/* a + b where both are numbers, member by member where both are objects or arrays. */
json_t *value_sum(json_t *a, json_t *b);

#endif
