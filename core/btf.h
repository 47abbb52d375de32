/*
 * BTF: type information of an object, validated once, then queried without
 * further checks.  Everything points into one private copy of the raw bytes.
 *
 * Source of the format: Linux Documentation/bpf/btf.rst and uapi/linux/btf.h.
 */
#ifndef SKEP_CORE_BTF_H
#define SKEP_CORE_BTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/diag.h"

enum btf_kind {
	BTF_VOID, BTF_INT, BTF_PTR, BTF_ARRAY, BTF_STRUCT, BTF_UNION, BTF_ENUM, BTF_FWD,
	BTF_TYPEDEF, BTF_VOLATILE, BTF_CONST, BTF_RESTRICT, BTF_FUNC, BTF_FUNC_PROTO, BTF_VAR,
	BTF_DATASEC, BTF_FLOAT, BTF_DECL_TAG, BTF_TYPE_TAG, BTF_ENUM64,
	N_BTF_KINDS
};

enum btf_int_encoding { BTF_INT_SIGNED = 1, BTF_INT_CHAR = 2, BTF_INT_BOOL = 4 };
enum btf_linkage { BTF_STATIC, BTF_GLOBAL, BTF_EXTERN };

struct btf; /* opaque */

struct btf_type {
	uint8_t kind;
	bool kflag;
	uint16_t n;       /* members, values, parameters, variables */
	uint32_t size;    /* INT, STRUCT, UNION, ENUM, FLOAT, DATASEC */
	uint32_t type;    /* PTR, TYPEDEF, modifiers, FUNC, FUNC_PROTO (result), VAR, tags */
	uint32_t linkage; /* FUNC, VAR; DECL_TAG: component index (-1 the type) */
	const char *name; /* "" where anonymous */
};

struct btf_member { /* STRUCT, UNION */
	const char *name;
	uint32_t type, bit_offset, bit_size; /* bit_size 0: not a bit field */
};
struct btf_enum_value {
	const char *name;
	int64_t value;
};
struct btf_param {
	const char *name;
	uint32_t type;
};
struct btf_var { /* in a DATASEC */
	uint32_t type, offset, size;
};
struct btf_array {
	uint32_t elem_type, index_type, n;
};
struct btf_int {
	uint8_t encoding, bit_offset, bits;
};

/**
 * btf_parse - validate raw BTF and make it queryable
 * @base: for split BTF, the BTF it extends; else NULL; must outlive the result
 *
 * Return: 0 and *@out (lives in @arena), or -EINVAL/-ENOMEM with @error (type
 * id and reason).  Checked: every offset, name, reference, kind, cycle of
 * types without size, and size computation of every type.
 */
int btf_parse(struct arena *arena, const void *data, size_t size, const struct btf *base,
	      const struct btf **out, struct skep_error *error);

/* The raw bytes again, without a base; Return: their size, or 0: @size is too small. */
size_t btf_encode(const struct btf *btf, void *raw, size_t size);

uint32_t btf_n_types(const struct btf *btf); /* ids are 0 (void) .. n - 1 */
void btf_type(const struct btf *btf, uint32_t id, struct btf_type *out);
void btf_member(const struct btf *btf, uint32_t id, uint32_t i, struct btf_member *out);
void btf_enum_value(const struct btf *btf, uint32_t id, uint32_t i, struct btf_enum_value *out);
void btf_param(const struct btf *btf, uint32_t id, uint32_t i, struct btf_param *out);
void btf_var(const struct btf *btf, uint32_t id, uint32_t i, struct btf_var *out);
void btf_array(const struct btf *btf, uint32_t id, struct btf_array *out);
void btf_int(const struct btf *btf, uint32_t id, struct btf_int *out);
const char *btf_string(const struct btf *btf, uint32_t offset); /* NULL if out of range */

/* Id of the type under typedefs and modifiers. */
uint32_t btf_resolve(const struct btf *btf, uint32_t id);
/* Size in bytes of a value of this type; 0 for void, functions, forward declarations. */
uint64_t btf_size(const struct btf *btf, uint32_t id);
/* Type of this kind and name, or 0. */
uint32_t btf_find(const struct btf *btf, enum btf_kind kind, const char *name);

/**
 * btf_format_json - a value as JSON: structs as objects, char arrays as strings
 * @data: btf_size(@id) bytes
 * Return: length as snprintf, or -E2BIG where types would print without end.
 */
int btf_format_json(const struct btf *btf, uint32_t id, const void *data, char *buf, size_t size);

#endif
