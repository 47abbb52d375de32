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
#define MAP_TYPE(id, number, name, flags, lacks) MAP_##id = number,
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
	MAPF_FOREACH = 1 << 7, /* for_each_map_elem */
	MAPF_DIRECT = 1 << 6,  /* LDDW of a value's address (one-entry arrays too) */
	/* What helpers of one kind of map need. */
	MAPF_PUSH = 1 << 9,
	MAPF_POP = 1 << 10,
	MAPF_PEEK = 1 << 11,
	MAPF_PERCPU_LOOKUP = 1 << 12,
	MAPF_PERF = 1 << 13,
	MAPF_STACKS = 1 << 14,
	MAPF_CGROUPS = 1 << 15,
	MAPF_PROGS = 1 << 16,
	MAPF_REDIRECT = 1 << 17,
	MAPF_SOCKMAP = 1 << 18,
	MAPF_SOCKHASH = 1 << 19,
	MAPF_REUSEPORT = 1 << 20,
	MAPF_CGROUP_STORAGE = 1 << 21,
	MAPF_SK_STORAGE = 1 << 22,
	MAPF_INODE_STORAGE = 1 << 23,
	MAPF_TASK_STORAGE = 1 << 24,
	MAPF_CGRP_STORAGE = 1 << 25,
	MAPF_USER_RINGBUF = 1 << 26,
	MAPF_RDONLY = 1 << 27,  /* programs read its values, but do not write them */
	MAPF_OBJECTS = 1 << 28, /* a lookup gives a socket, not a value */
	MAPF_MAPS = 1 << 29,    /* a lookup gives a map */
	MAPF_ASKS = 1 << 30,    /* a peek reads the value that it is given, and writes none */
};

struct map_type_info {
	uint32_t number;
	const char *name; /* as bpftool prints it: "percpu_array" */
	uint32_t flags;
	const char *lacks; /* without MAPF_SUPPORTED: why not; else NULL */
};
/* Row of a map type number, or NULL. */
const struct map_type_info *map_type_by_number(uint32_t number);
const struct map_type_info *map_type_by_name(const char *name);

enum { LINUX_ENOTSUPP = 524 }; /* what Linux answers where a type has no operation */

enum { /* map flags, Linux's numbers */
	MAP_F_NO_PREALLOC = 1 << 0,
	MAP_F_NO_COMMON_LRU = 1 << 1,
	MAP_F_NUMA_NODE = 1 << 2,
	MAP_F_RDONLY = 1 << 3,
	MAP_F_WRONLY = 1 << 4,
	MAP_F_ZERO_SEED = 1 << 6,
	MAP_F_RDONLY_PROG = 1 << 7,
	MAP_F_WRONLY_PROG = 1 << 8,
	MAP_F_CLONE = 1 << 9,
	MAP_F_MMAPABLE = 1 << 10,
	MAP_F_INNER_MAP = 1 << 12,
};

/* ---- attach types: attach_type.def; numbers are Linux's enum bpf_attach_type ---- */

enum attach_type {
#define ATTACH_TYPE(id, number, name) ATTACH_##id = number,
#include "core/attach_type.def"
};
/* Name or NULL; number or -1. */
const char *attach_type_name(uint32_t number);
int attach_type_by_name(const char *name);

/* ---- contexts and the structures that they point to: ctx_field.def ---- */

enum ctx_id {
	CTX_ID_NONE,
#define CTX(id, name, size, host_size, flags) CTX_ID_##id,
#include "core/ctx_field.def"
	N_CTX_IDS
};

/** struct ctx_info - a context, or a structure that a pointer leads to */
struct ctx_info {
	const char *name;   /* "struct xdp_md" */
	uint32_t size;      /* in the kernel's uapi */
	uint32_t host_size; /* of the host's structure; 0: the host passes the uapi layout */
	uint8_t flags;      /* enum ctx_flags */
};
enum ctx_flags {
	CTXF_BYTES = 1 << 0,     /* bytes: any access inside, whatever its alignment; no fields */
	CTXF_ADDRESSES = 1 << 1, /* holds addresses: reading it needs the right leak-pointers */
	CTXF_BTF = 1 << 2,       /* only the kernel's BTF describes it */
	CTXF_OPEN = 1 << 3,      /* the host passes as many bytes as there are */
};
const struct ctx_info *ctx_info(enum ctx_id ctx);

/* What a load of a field yields: ctx_kind.def. */
enum ctx_kind {
#define CTX_KIND(id, value, target, flags) CTX_##id,
#include "core/ctx_kind.def"
	N_CTX_KINDS
};
struct ctx_kind_info {
	uint8_t value;  /* enum value_kind */
	uint8_t flags;  /* enum value_flags */
	uint16_t target; /* STRUCT: enum ctx_id of what is pointed to */
};
extern const struct ctx_kind_info ctx_kind_info[N_CTX_KINDS];

enum ctx_field_flags {
	CTX_AT_START = 1 << 0, /* smaller loads only of the field's first bytes */
};

/** struct ctx_field - what may be accessed, and where the host has it */
struct ctx_field {
	const char *name;
	uint32_t offset, size; /* in the kernel's uapi */
	uint8_t kind;          /* enum ctx_kind */
	uint8_t read, write;   /* sizes of the accesses that may be made, 1 | 2 | 4 | 8; 0: none */
	uint8_t flags;         /* enum ctx_field_flags */
	uint16_t host_offset, host_size; /* in the host's structure; host_size 8 for pointers */
	uint64_t read_at, write_at;      /* attach types where that holds, a bit each */
};

const char *ctx_name(enum ctx_id ctx); /* "struct xdp_md" */
const struct ctx_field *ctx_field(int row);
/* A context's rows are neighbours; the first of N_CTX_IDS is behind all. */
int ctx_first_row(enum ctx_id ctx);
/* Row of the field that [offset, offset + size) lies in, or -1. */
int ctx_find_field(enum ctx_id ctx, int64_t offset, uint32_t size);
/* Row of the first field of this kind, or -1. */
int ctx_find_kind(enum ctx_id ctx, enum ctx_kind kind);
/* May the field be read or written at all by programs of this attach type? */
bool ctx_field_open(const struct ctx_field *field, uint32_t attach_type, bool write);
/* May an access of this size be made at this offset of the context? */
bool ctx_size_allowed(const struct ctx_field *field, int64_t offset, uint32_t size, bool write);

/* ---- program types: prog_type.def; numbers are Linux's enum bpf_prog_type ---- */

enum prog_type {
#define PROG_TYPE(id, number, name, ctx, flags, min, max) PROG_##id = number,
#include "core/prog_type.def"
};

enum prog_type_flags {
	PROGF_PACKET_WRITE = 1 << 0, /* may store to the packet */
	PROGF_LD_PACKET = 1 << 1,    /* may use LD_ABS, LD_IND; the host's context is a skep_skb */
	PROGF_NO_LOCKS = 1 << 2,     /* may not use maps with spin locks */
};

struct prog_type_info {
	uint32_t number;
	const char *name; /* "xdp" */
	enum ctx_id ctx;
	uint32_t flags; /* enum prog_type_flags */
	int64_t ret_min, ret_max; /* legal results where result.def has no other row */
};
const struct prog_type_info *prog_type_by_number(uint32_t number);
/* The context of its programs, as the processor (enum skep_arch) lays it out; 0: x86-64. */
enum ctx_id prog_type_ctx(const struct prog_type_info *type, uint32_t arch);
/* Legal results: r0's low half, signed; result.def says where the attach type decides. */
void prog_type_results(const struct prog_type_info *type, uint32_t attach_type, int64_t *min,
		       int64_t *max);
const struct prog_type_info *prog_type_by_name(const char *name);

/* Section names of libbpf: section.def, longest matching prefix wins. */
struct section_info {
	const char *prefix; /* "xdp", "kprobe/", "tc" */
	uint32_t prog_type, attach_type;
	bool exact;         /* the whole name; else a prefix followed by '/' or the end */
};
const struct section_info *section_find(const char *section);

/* ---- functions of the kernel that are not offered: kernel_func.def ---- */

/* What the function needs that this version has not; NULL: Linux has none of this name. */
const char *kernel_func_needs(const char *name);

/* ---- rights: right.def ---- */

/* Name of the lowest of these rights (enum skep_right), or NULL for 0. */
const char *right_name(uint32_t rights);

/* ---- helpers: helper.def, helper_arg.def, helper_set.def; Linux's numbers ---- */

enum helper_ret {
#define HELPER_RET(id, text, missing) RET_##id,
#include "core/helper_arg.def"
	N_HELPER_RETS
};

enum helper_arg {
#define HELPER_ARG(id, text, flags, size, missing) ARG_##id,
#include "core/helper_arg.def"
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
	CB_DYNPTR, /* a dynamic pointer, which lives as long as the function's frame */
};

enum helper_arg_flags {
	ARGF_READ = 1 << 0,  /* memory that the helper reads */
	ARGF_WRITE = 1 << 1, /* memory that it writes; alone: it need not be initialised */
	ARGF_NULL = 1 << 2,  /* or NULL; sizes: or 0 */
	ARGF_SIZED = 1 << 3, /* the memory's size is the next argument */
	ARGF_IS_SIZE = 1 << 4,
	ARGF_OF_KEY = 1 << 5, /* the memory has the map's key_size */
	ARGF_OF_VALUE = 1 << 6,
	ARGF_ALIGNED = 1 << 7, /* to the memory's size */
	ARGF_WORDS = 1 << 8,   /* a size that is a multiple of 8 */
	ARGF_OF_TYPE = 1 << 9, /* the memory has the size that the function's row says */
	ARGF_CONST = 1 << 10,  /* one number, the same in each run */
	ARGF_OPT = 1 << 11,    /* NULL, whatever the size argument says */
	ARGF_MEMORY = ARGF_READ | ARGF_WRITE,
};

struct helper_arg_info {
	const char *name, *text;
	uint32_t flags, size; /* size: of memory whose size is constant */
	const char *missing;
};
extern const struct helper_arg_info helper_arg_info[N_HELPER_ARGS];

struct helper_ret_info {
	const char *name, *text, *missing;
};
extern const struct helper_ret_info helper_ret_info[N_HELPER_RETS];

/* Sets of program types, as bits. */
#define T(id) (UINT64_C(1) << PROG_##id)
enum helper_set {
#define HELPER_SET(id, types) SET_##id = (int64_t)(types),
#include "core/helper_set.def"
};
struct helper_set_info {
	const char *name;
	uint64_t types;
};
extern const struct helper_set_info helper_set_info[];
extern const size_t n_helper_sets;

enum helper_flags {
	HELPER_GPL = 1 << 0,
	HELPER_MOVES_PACKET = 1 << 1, /* packet pointers are dead afterwards */
	HELPER_BODY = 1 << 2,         /* this version has a body for it */
	HELPER_WRITES_MAP = 1 << 3,
	HELPER_TAIL_CALL = 1 << 4,    /* goes on in another program where it succeeds */
	HELPER_PACKET = 1 << 5,       /* its memory arguments may lie in the packet */
	HELPER_ENDS_RUN = 1 << 6,     /* may end the run: run_end() */
	HELPER_RDONLY = 1 << 7,       /* the memory that it returns may not be written */
	HELPER_WITHHELD = 1 << 8,     /* of the host: the right to call it was not granted */
};

/** struct helper_info - what programs call: a helper, or a function of the host */
struct helper_info {
	uint32_t number;  /* host functions: 0 */
	const char *name; /* "map_lookup_elem" */
	uint8_t ret;
	uint8_t arg[5];
	uint32_t map_ops; /* MAPF_LOOKUP ...: what the map argument must allow */
	uint32_t flags;
	uint64_t types;   /* program types that may call it, as bits */
	uint32_t rights;  /* all of these enum skep_right are needed */
	/* Of host functions: bytes of what the argument, or the result, points to. */
	uint32_t arg_size[5], ret_size;
};

enum helper_id {
#define HELPER(number, name, ret, a1, a2, a3, a4, a5, map_ops, flags, set, rights)                 \
	HELPER_ID_##name = number,
#include "core/helper.def"
};
enum { MAX_HELPER_ID = 255 };
/* Row of the helper's argument @reg, given a map of this type (0: none). */
const struct helper_arg_info *helper_arg_info_for(const struct helper_info *helper, unsigned reg,
						  uint32_t map_type);
/* What the helper's function gets: 5 of enum callback_arg, or NULL. */
const uint8_t *helper_callback(const struct helper_info *helper);
/* Number of the helper's argument of this kind, counted from 1; 0 none. */
unsigned helper_arg_reg(const struct helper_info *helper, enum helper_arg kind);
/* Does the helper call a function of the program? */
bool helper_calls_back(const struct helper_info *helper);
/* Where the helper succeeds, another program goes on.  NULL: no. */
bool helper_tail_calls(const struct helper_info *helper);
/* After it the run may be over, or go on elsewhere: an engine must look. */
bool helper_leaves(const struct helper_info *helper);
/* May programs of this type and attach type call it? */
bool helper_allowed(const struct helper_info *helper, uint32_t prog_type, uint32_t attach_type);
/* What this version lacks for the helper in programs of this type, or NULL. */
const char *helper_missing(const struct helper_info *helper, uint32_t prog_type);
/* Row of a helper number, or NULL. */
const struct helper_info *helper_by_number(int64_t number);
const struct helper_info *helper_by_name(const char *name);
/* Its name, or NULL. */
const char *helper_name(int64_t number);

#endif
