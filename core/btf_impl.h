/*
 * Inside of BTF, shared by btf.c (queries), btf_parse.c (validation) and
 * btf_json.c.  Nobody else includes this.
 */
#ifndef SKEP_CORE_BTF_IMPL_H
#define SKEP_CORE_BTF_IMPL_H

#include <assert.h>

#include "core/btf.h"

enum {
	BTF_MAX_TYPES = 1 << 20,      /* as Linux */
	BTF_MAX_DEPTH = 64,           /* types inside types by value, modifiers counted */
	BTF_MAX_JSON_WORK = 1 << 24,  /* values that btf_format_json prints, names it compares */
	BTF_MAX_JSON_SIZE = 64 << 20, /* bytes of its text, give or take one value */
};

/* The format's records; all words are little-endian and aligned to 4. */
struct raw_type {
	uint32_t name, info, word; /* word: a size or a type */
};
struct raw_member {
	uint32_t name, type, offset;
};
struct raw_enum {
	uint32_t name, value;
};
struct raw_enum64 {
	uint32_t name, low, high;
};
struct raw_param {
	uint32_t name, type;
};
struct raw_var {
	uint32_t type, offset, size;
};
struct raw_array {
	uint32_t elem, index, n;
};

/**
 * struct btf_rec - what parsing found out about one type
 * @offset:   of its raw_type in the type section
 * @size:     bytes of a value, 0 if it has none
 * @resolved: id under typedefs and modifiers
 * @depth:    types nested by value, 1 for a scalar; 0: not resolved yet
 */
struct btf_rec {
	uint32_t offset, size, resolved;
	uint8_t depth;
	bool open; /* on the path of the walk that is going on */
};

struct btf {
	const struct btf *base;
	const uint8_t *types;
	const char *strings;
	struct btf_rec *recs;     /* of ids first .. n - 1 */
	uint32_t first, n;
	uint32_t types_size;
	uint32_t first_string, end_string; /* offsets of this BTF's own strings */
};

static inline const struct btf *btf_owner(const struct btf *btf, uint32_t id)
{
	assert(id < btf->n);
	while (id < btf->first)
		btf = btf->base;
	return btf;
}

static inline struct btf_rec *btf_rec(const struct btf *btf, uint32_t id)
{
	btf = btf_owner(btf, id);
	return &btf->recs[id - btf->first];
}

static inline const struct raw_type *btf_raw(const struct btf *btf, uint32_t id)
{
	btf = btf_owner(btf, id);
	return (const struct raw_type *)(btf->types + btf->recs[id - btf->first].offset);
}

static inline uint32_t raw_kind(const struct raw_type *raw)
{
	return raw->info >> 24 & 0x1f;
}

static inline uint32_t raw_vlen(const struct raw_type *raw)
{
	return raw->info & 0xffff;
}

static inline bool raw_kflag(const struct raw_type *raw)
{
	return raw->info >> 31;
}

#endif
