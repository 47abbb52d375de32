/*
 * The tables of what programs meet: map types, program types with their
 * contexts, helpers.  Each is a .def file; a row is one fact, written once.
 */
#ifndef SKEP_CORE_TABLE_H
#define SKEP_CORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- map types: map_type.def; numbers are Linux's enum bpf_map_type ---- */

enum map_type {
#define MAP_TYPE(id, number, name, flags) MAP_##id = number,
#include "core/map_type.def"
};

enum map_type_flags {
	MAPF_SUPPORTED = 1 << 0, /* can be created */
	MAPF_PERCPU = 1 << 1,
	MAPF_ARRAY = 1 << 2, /* key is a u32 index; a constant one in range is never NULL */
	MAPF_LOOKUP = 1 << 3, /* map_lookup_elem from programs */
	MAPF_UPDATE = 1 << 4,
	MAPF_DELETE = 1 << 5,
	MAPF_RINGBUF = 1 << 8,
	MAPF_TAIL_CALL = 1 << 9, /* holds programs */
	MAPF_FOREACH = 1 << 7, /* for_each_map_elem */
	MAPF_DIRECT = 1 << 6,  /* LDDW of a value's address (one-entry arrays too) */
};

struct map_type_info {
	uint32_t number;
	const char *name; /* as bpftool prints it: "percpu_array" */
	uint32_t flags;
};
/* Row of a map type number, or NULL. */
const struct map_type_info *map_type_by_number(uint32_t number);
const struct map_type_info *map_type_by_name(const char *name);

enum { /* map flags, Linux's numbers */
	MAP_F_NO_PREALLOC = 1 << 0,
	MAP_F_NO_COMMON_LRU = 1 << 1,
	MAP_F_NUMA_NODE = 1 << 2,
	MAP_F_RDONLY = 1 << 3,
	MAP_F_WRONLY = 1 << 4,
	MAP_F_ZERO_SEED = 1 << 6,
	MAP_F_RDONLY_PROG = 1 << 7,
	MAP_F_WRONLY_PROG = 1 << 8,
	MAP_F_MMAPABLE = 1 << 10,
	MAP_F_INNER_MAP = 1 << 12,
};

/* ---- contexts: ctx_field.def ---- */

enum ctx_id {
	CTX_ID_NONE, /* described nowhere yet: any access is refused */
#define CTX(id, name, size) CTX_ID_##id,
#include "core/ctx_field.def"
	N_CTX_IDS
};

enum ctx_kind {
	CTX_SCALAR,
	CTX_PACKET,      /* loads a packet pointer */
	CTX_PACKET_END,
	CTX_PACKET_META,
};
struct ctx_field;

enum ctx_access {
	CTX_R = 1,
	CTX_W = 2,
	CTX_RW = 3,
	CTX_NARROW = 4, /* smaller aligned loads too */
	CTX_ANY = 8,    /* an array of bytes: any aligned access inside */
	CTX_WORD = 16,  /* an array of u32 */
};
/* May an access of this size be made at this offset of the field? */
bool ctx_size_allowed(const struct ctx_field *field, int64_t offset, uint32_t size, bool write);

struct ctx_field {
	const char *name;
	uint32_t offset, size; /* in the kernel's uapi */
	uint8_t kind, access;
	uint16_t host_offset, host_size; /* in the host's structure; host_size 8 for pointers */
};
const char *ctx_name(enum ctx_id ctx); /* "struct xdp_md" */
const struct ctx_field *ctx_field(int row);
/* Row of the field that [offset, offset + size) lies in, or -1. */
int ctx_find_field(enum ctx_id ctx, int64_t offset, uint32_t size);
/* Row of the first field of this kind, or -1. */
int ctx_find_kind(enum ctx_id ctx, enum ctx_kind kind);

/* ---- program types: prog_type.def; numbers are Linux's enum bpf_prog_type ---- */

/* Sets of helpers; a program type may call the helpers of its sets. */
enum helper_set {
	SET_BASE = 1 << 0,
	SET_XDP = 1 << 1,
	SET_SKB = 1 << 2,
	SET_TRACING = 1 << 3,
};

enum prog_type {
#define PROG_TYPE(id, number, name, ctx, sets, flags, min, max) PROG_##id = number,
#include "core/prog_type.def"
};

enum prog_type_flags {
	PROGF_PACKET_WRITE = 1 << 0, /* may store to the packet */
};

struct prog_type_info {
	uint32_t number;
	const char *name; /* "xdp" */
	enum ctx_id ctx;
	uint32_t sets, flags; /* enum helper_set, enum prog_type_flags */
	int64_t ret_min, ret_max; /* legal results: r0's low half, signed */
};
const struct prog_type_info *prog_type_by_number(uint32_t number);
const struct prog_type_info *prog_type_by_name(const char *name);

/* Section names of libbpf: section.def, longest matching prefix wins. */
struct section_info {
	const char *prefix; /* "xdp", "kprobe/", "tc" */
	uint32_t prog_type, attach_type;
	bool exact;         /* the whole name; else a prefix followed by '/' or the end */
};
const struct section_info *section_find(const char *section);

/* ---- helpers: helper.def; numbers are Linux's enum bpf_func_id ---- */

enum helper_ret {
	RET_SCALAR,
	RET_VOID,              /* r0 is uninitialised afterwards */
	RET_MAP_VALUE_OR_NULL, /* of the map in argument 1 */
	RET_RINGBUF_MEM_OR_NULL, /* a record of the size in argument 2, to be released */
};

enum helper_arg {
	ARG_NONE,      /* no such argument */
	ARG_SCALAR,    /* an initialised number */
	ARG_ANY,       /* anything initialised */
	ARG_CTX,
	ARG_MAP,       /* constant map */
	ARG_KEY,       /* key_size readable bytes of that map */
	ARG_VALUE,     /* value_size readable bytes */
	ARG_MEM,       /* readable memory, size in the next argument */
	ARG_MEM_NULL,  /* the same, or NULL with size 0 */
	ARG_OUT,       /* writable memory, filled by the helper, size in the next argument */
	ARG_SIZE,      /* 1 .. */
	ARG_SIZE0,     /* 0 .. */
	ARG_PACKET,    /* packet pointer */
	ARG_ALLOC_SIZE, /* a constant: size of the memory returned */
	ARG_RECORD,    /* a ring buffer's record, which is released */
	ARG_FUNC,      /* a function of the program, called back */
	ARG_FUNC_CTX,  /* what the function gets as its context: anything */
	N_HELPER_ARGS
};

/* What a function that a helper calls back gets as r1, r2, ...: callback.def. */
enum callback_arg {
	CB_NONE,
	CB_INDEX, /* a number below the count in the helper's argument 1 */
	CB_MAP,   /* the helper's map */
	CB_KEY,   /* a key of that map, read only */
	CB_VALUE, /* the value under it */
	CB_CTX,   /* the helper's ARG_FUNC_CTX */
};

enum helper_flags {
	HELPER_GPL = 1 << 0,
	HELPER_MOVES_PACKET = 1 << 1, /* packet pointers are dead afterwards */
	HELPER_BODY = 1 << 2,         /* this version has a body for it */
	HELPER_WRITES_MAP = 1 << 3,
	HELPER_TAIL_CALL = 1 << 4,    /* goes on in another program where it succeeds */
};

struct helper_info {
	uint32_t number;
	const char *name; /* "map_lookup_elem" */
	uint8_t ret;
	uint8_t arg[5];
	uint32_t map_ops; /* MAPF_LOOKUP ...: what the map in argument 1 must allow */
	uint32_t flags;
	uint32_t sets;    /* program types that may call it */
	uint32_t right;   /* enum skep_right needed, 0 none */
};

enum helper_id {
#define HELPER(number, name, ret, a1, a2, a3, a4, a5, map_ops, flags, sets, right)                 \
	HELPER_ID_##name = number,
#include "core/helper.def"
};
enum { MAX_HELPER_ID = 255 };
/* What the helper's function gets: 5 of enum callback_arg, or NULL. */
const uint8_t *helper_callback(const struct helper_info *helper);
/* Number of the helper's argument of this kind, counted from 1; 0 none. */
unsigned helper_arg_reg(const struct helper_info *helper, enum helper_arg kind);
/* Does the helper call a function of the program? */
bool helper_calls_back(const struct helper_info *helper);
/* Where the helper succeeds, another program goes on.  NULL: no. */
bool helper_tail_calls(const struct helper_info *helper);
/* Row of a helper number, or NULL. */
const struct helper_info *helper_by_number(int64_t number);
const struct helper_info *helper_by_name(const char *name);
/* Name of any helper that Linux 6.18 knows (helper_name.def), or NULL. */
const char *helper_name(int64_t number);

#endif
