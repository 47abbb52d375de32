/*
 * The image: one program, linked, with everything the verifier needs and
 * nothing live.  The loader makes it; verifier and engines read it.
 */
#ifndef SKEP_CORE_IMAGE_H
#define SKEP_CORE_IMAGE_H

#include "core/btf.h"
#include "core/insn.h"
#include "core/table.h"
#include "core/value.h"

enum { /* limits, tested at n-1, n, n+1 */
	MAX_INSNS = 1000000,  /* wire slots of a program */
	MAX_SUBPROGS = 256,
	MAX_FRAMES = 8,
	STACK_SIZE = 512,     /* bytes of a frame, and of all frames of a call chain */
	MAX_MAPS = 1024,      /* maps of an object */
	MAX_KFUNCS = 256,     /* host functions that a program calls */
	MAX_TAIL_CALLS = 33,
	MAX_HASH_ENTRIES = 1 << 27, /* as Linux */
};

/** struct map_init - an entry that a map of maps or program array starts with */
struct map_init {
	uint32_t index;
	uint32_t target; /* index of the map or program in the object */
};

/** struct map_desc - what a program knows of a map; also how to create it */
struct map_desc {
	const char *name;
	uint32_t type, key_size, value_size, max_entries, map_flags;
	uint64_t map_extra;
	uint32_t key_type, value_type; /* BTF ids in the object's BTF, 0 unknown */
	uint64_t btf_id;               /* the BTF's object in the root, 0: it is none */
	const struct map_desc *inner;  /* template of an inner map, or NULL */
	const struct map_init *init;   /* n_init initial entries */
	uint32_t n_init;
	uint32_t lock_end; /* behind the struct bpf_spin_lock of its value, 0: it has none */
	const void *data; /* initial content of a data section, value_size bytes, or NULL */
	bool frozen;                   /* content never changes: data is what is read */
	bool pin_by_name;
};

/* May programs not store to its values? */
static inline bool map_is_read_only(const struct map_desc *desc)
{
	const struct map_type_info *type = map_type_by_number(desc->type);

	return desc->map_flags & MAP_F_RDONLY_PROG || (type && type->flags & MAPF_RDONLY);
}

/* Do all maps that one of this description stands for have its max_entries?  As Linux. */
static inline bool map_size_is_fixed(const struct map_desc *desc)
{
	return desc->type == MAP_ARRAY && !(desc->map_flags & MAP_F_INNER_MAP);
}

enum { LOCK_SIZE = 4 }; /* of a struct bpf_spin_lock; aligned to as much */

/* Where the value's lock is, if it has one. */
static inline uint32_t map_lock_offset(const struct map_desc *desc)
{
	return desc->lock_end - LOCK_SIZE;
}

/* Why a map cannot have the lock that it has, or NULL. */
const char *map_lock_refused(const struct map_desc *desc);

/* Is the content of its one value known and the same for ever?  No program may write it either. */
static inline bool map_desc_is_constant(const struct map_desc *map)
{
	return map->frozen && map->data && map->map_flags & MAP_F_RDONLY_PROG &&
	       map->max_entries == 1;
}

/** struct subprog - a function; the first one is the program's entry */
struct subprog {
	const char *name;
	uint32_t start, end; /* decoded instructions [start, end) */
	uint32_t btf_func;   /* BTF id of its FUNC, 0 unknown */
	bool is_global;      /* global linkage */
};

struct line_info {
	uint32_t insn;    /* first decoded instruction of the line */
	const char *file;
	const char *text; /* the C line, "" unknown */
	uint32_t line, column;
};

/** struct poison - why an instruction (INSN_POISON) must not be reached */
struct poison {
	const char *how;  /* "offset of" */
	const char *what; /* "struct task_struct.exit_code" */
	const char *why;  /* "the target has no such type" */
	const char *needs; /* of a function that the kernel has: the mechanism; or NULL */
};

/** struct image - a program; owned by an arena, immutable once made */
struct image {
	const char *name;    /* of the program */
	const char *section;
	const char *object;  /* file name shown in messages */
	uint32_t prog_type, attach_type;
	uint32_t arch; /* enum skep_arch whose registers tracing contexts hold; 0: x86-64 */
	const char *license;
	bool gpl_compatible;
	bool strict_alignment; /* loads and stores must be aligned wherever they go */

	struct insn *insns; /* decoded */
	uint32_t n_insns;
	uint32_t *slot;     /* wire slot of each decoded instruction, n_insns entries */
	uint32_t n_slots;

	struct subprog *subprogs; /* sorted by start; [0] is the entry and starts at 0 */
	uint32_t n_subprogs;
	const struct map_desc **maps; /* LDDW_MAP's imm is an index here */
	uint32_t n_maps;
	const struct helper_info **kfuncs; /* functions of the host: CALL_KFUNC's imm is an index */
	uint32_t n_kfuncs;
	struct line_info *lines; /* sorted by insn */
	uint32_t n_lines;
	const struct btf *btf; /* or NULL */
	struct poison *poisons; /* an INSN_POISON's imm is an index here */
	uint32_t n_poisons;
};

/* The map that such a value is about; of a held one all that is known, its template. */
static inline const struct map_desc *image_map(const struct image *image, uint32_t object)
{
	const struct map_desc *map = image->maps[object & ~(uint32_t)MAP_INNER];

	return object & MAP_INNER ? map->inner : map;
}

/* Append a host function, which must live as long; -ENOMEM, or -E2BIG: MAX_KFUNCS are there. */
int image_add_kfunc(struct arena *arena, struct image *image, const struct helper_info *kfunc,
		    struct skep_error *error);
/* The helper or host function that the instruction calls; NULL: none that is known. */
const struct helper_info *insn_callee(const struct image *image, const struct insn *insn);
/* Is the license one that the kernel takes for GPL-compatible? */
bool license_is_gpl(const char *license);
/* The line that instruction @insn belongs to, or NULL. */
const struct line_info *image_line(const struct image *image, uint32_t insn);
/* Index of the subprog that instruction @insn belongs to. */
uint32_t image_subprog(const struct image *image, uint32_t insn);
/* Fill an error's program, wire slot and C line from decoded instruction @insn. */
void error_place_insn(struct skep_error *error, const struct image *image, uint32_t insn);

/* ---- decode.c: the one place that reads the wire format ---- */

/**
 * decode - wire format to decoded instructions, structurally validated
 * @wire: @n_slots instructions
 * @image: gets insns, n_insns, slot, n_slots (in @arena); jump and call
 *         targets and LDDW_FUNC are resolved to decoded instructions
 *
 * Refused: unknown opcodes, reserved fields that are not zero, registers
 * beyond r10, incomplete LDDW, jumps outside the program or into an LDDW.
 * The LDDW_MAP rows keep their imm as the wire has it: the loader patches it.
 */
int decode(struct arena *arena, const struct wire_insn *wire, size_t n_slots, struct image *image,
	   struct skep_error *error);

/**
 * validate - what must hold before exploration, beyond what decode checked
 *
 * Rows this version recognises but does not run (refused by name), writes of
 * r10, shifts and divisions by bad constants, jumps that leave their
 * function, functions that fall off their end, subprog limits.
 */
int validate(const struct image *image, struct skep_error *error);

/* Does this version run the row?  If not, validate() refuses it by name. */
bool insn_is_supported(const struct insn_info *info);

/**
 * encode - the wire bytes of a program, inverse of decode
 * @wire: image->n_slots instructions
 * Return: 0, -EINVAL for a row that has no wire form, -ERANGE for a jump that
 * does not fit its field; neither comes from decode.
 */
int encode(const struct image *image, struct wire_insn *wire);

/**
 * encode_insn - the wire bytes of one instruction
 * @insn: as decoded, but a target counts slots and is in the wire's field
 * @wire: room for two
 * Return: slots written, 1 or 2.
 */
unsigned encode_insn(const struct insn *insn, struct wire_insn *wire);

/* Slots from the one after @i to the target of jump, local call or LDDW_FUNC @i. */
int64_t wire_target(const struct image *image, uint32_t i);

/* ---- disasm.c, asm.c ---- */

/**
 * disasm - one instruction as llvm-objdump -d prints it
 *
 * In a linked image (one with subprogs) helpers, functions and maps are shown
 * by name instead.
 * Return: length as snprintf.
 */
int disasm(const struct image *image, uint32_t insn, char *buf, size_t size);

/**
 * assemble - text to a program (grammar: docs/asm.md)
 * @text: lines of "label:", instructions as disasm prints them, directives
 *        ".prog TYPE [ATTACH]", ".map NAME type=.. key=.. value=.. entries=..", ".func NAME",
 *        comments from ';'
 * @image: a whole image in @arena, decoded but not validated
 */
int assemble(struct arena *arena, const char *text, const char *file, struct image *image,
	     struct skep_error *error);

#endif
