/*
 * CO-RE relocations, inside: a record of .BTF.ext names a type and a path in
 * it; the value that the instruction needs is read off the same path in the
 * target's types.
 *
 *   core_types.c  are two types of two BTFs the same thing
 *   core_spec.c   a path in a type: parsed, found again in another type, measured
 *   core_relo.c   candidates, the decision, the patched instruction
 */
#ifndef SKEP_LOADER_CORE_H
#define SKEP_LOADER_CORE_H

#include "core/btf.h"

/* Linux's enum bpf_core_relo_kind. */
enum core_kind {
	CORE_FIELD_BYTE_OFFSET,
	CORE_FIELD_BYTE_SIZE,
	CORE_FIELD_EXISTS,
	CORE_FIELD_SIGNED,
	CORE_FIELD_LSHIFT,
	CORE_FIELD_RSHIFT,
	CORE_TYPE_ID_LOCAL,
	CORE_TYPE_ID_TARGET,
	CORE_TYPE_EXISTS,
	CORE_TYPE_SIZE,
	CORE_ENUMVAL_EXISTS,
	CORE_ENUMVAL_VALUE,
	CORE_TYPE_MATCHES,
	N_CORE_KINDS
};

enum core_class { CORE_FIELD, CORE_TYPE, CORE_ENUMVAL };

struct core_kind_info {
	const char *text; /* "offset of", read before the path */
	enum core_class class;
};
extern const struct core_kind_info core_kind_info[N_CORE_KINDS];

enum { CORE_MAX_STEPS = 64, CORE_MAX_DEPTH = 32 };

/* A type in one of the two BTFs. */
struct core_type {
	const struct btf *btf;
	uint32_t id;
};

/* A step into a named member, or with name NULL to an element of an array. */
struct core_step {
	uint32_t type;    /* that is stepped into, resolved */
	uint32_t index;   /* of the member, the enumerator or the element */
	const char *name;
};

/**
 * struct core_spec - a path from a root type
 * @steps: named members and array elements; anonymous members are not steps
 * @bit_offset: of what the path leads to, from the root's start
 */
struct core_spec {
	struct core_type root;
	enum core_kind kind;
	uint32_t n_steps;
	struct core_step steps[CORE_MAX_STEPS];
	uint32_t bit_offset;
};

/* What a path says. */
struct core_value {
	uint64_t value;
	uint32_t size;   /* FIELD_BYTE_OFFSET: bytes of the field, 0 unknown */
	uint32_t type;   /* of the field, resolved */
	bool is_bitfield;
	bool is_enum32;  /* ENUMVAL_VALUE: sign-extended, whether or not it has a sign */
};

/* ---- btf_target.c ---- */

struct btf_target;
/* At most @max types of this name, flavours aside, and kind; how many. */
uint32_t btf_target_find(const struct btf_target *target, const char *name, uint8_t kind,
			 struct core_type *found, uint32_t max);

/* ---- core_types.c ---- */

/* Length of a name without its flavour: "task_struct___old" is "task_struct". */
size_t core_essential_length(const char *name);
bool core_same_name(const char *a, const char *b);
/* May a type of one kind stand for the other? */
bool core_same_kind(uint8_t a, uint8_t b);
/* Can a field of type @target be read as one of type @local? */
bool core_fields_compatible(struct core_type local, struct core_type target);
/* Is @target the type @local, as far as its own kind goes? */
bool core_types_compatible(struct core_type local, struct core_type target);
/* The same, members and enumerators too: TYPE_MATCHES. */
bool core_types_match(struct core_type local, struct core_type target);

/* ---- core_spec.c ---- */

/* Parse "0:1:2"; a reason, or NULL. */
const char *core_spec_parse(struct core_type root, enum core_kind kind, const char *access,
			    struct core_spec *out);
/* Find the path again from @root. */
bool core_spec_find(const struct core_spec *local, struct core_type root, struct core_spec *out);
/* What the path says; NULL spec: of what does not exist.  A reason, or NULL. */
const char *core_spec_value(const struct core_spec *spec, enum core_kind kind,
			    struct core_value *out);
/* "struct task_struct.mm->..." as text: length as snprintf. */
int core_spec_print(const struct core_spec *spec, char *buf, size_t size);

#endif
