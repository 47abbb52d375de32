/*
 * BTF as C: types in an order in which a compiler takes them, laid out as the
 * BTF says.
 */
#ifndef SKEP_TOOLS_BTF_C_H
#define SKEP_TOOLS_BTF_C_H

#include <stdio.h>

#include "core/btf.h"

struct btf_layout { /* of a struct or union, as it is written */
	uint8_t align;  /* 0: not computed yet */
	bool packed;
};

/** struct btf_c - a writer; start with btf_c_init, end with btf_c_free */
struct btf_c {
	const struct btf *btf;
	FILE *out;
	uint32_t n; /* types */
	uint8_t *state;         /* by type: enum btf_c_state bits */
	uint16_t *version;      /* by type: 2: the second type of this name, ... */
	uint32_t *first_value;  /* by type: index in value_version of an enum's names */
	uint16_t *value_version;
	struct btf_layout *layout;
	const char *const *provided; /* typedefs that are there already; NULL: none */
	uint32_t current;       /* the record whose needs are looked at */
	unsigned depth, nodes;
	unsigned indent;
	int err;                /* -E2BIG: types nest without end */
};

int btf_c_init(struct btf_c *c, const struct btf *btf, FILE *out);
void btf_c_free(struct btf_c *c);

/* Define what a declaration of @id needs; @whole: as a value, not behind a pointer. */
void btf_c_need(struct btf_c *c, uint32_t id, bool whole);
/* Write a declaration of @name, without semicolon: "const char *name[4]". */
void btf_c_declare(struct btf_c *c, uint32_t id, const char *name);

/* ---- btf_layout.c ---- */
uint32_t btf_c_align(struct btf_c *c, uint32_t id);
bool btf_c_packed(struct btf_c *c, uint32_t id);
/* Write members and padding of a struct or union between its braces. */
void btf_c_members(struct btf_c *c, uint32_t id);

/* ---- btf_decl.c ---- */
/* A name as a C identifier; "" stays. */
void btf_c_name(const char *name, unsigned version, char *buf, size_t size);
void btf_c_indent(struct btf_c *c);
/* struct, union or enum with its body. */
void btf_c_body(struct btf_c *c, uint32_t id, bool with_name);
/* Count a step down; false: too deep or too many. */
bool btf_c_enter(struct btf_c *c);
void btf_c_leave(struct btf_c *c);

#endif
