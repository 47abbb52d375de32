/*
 * Programs and BTF as objects of a root.  A file holds what was loaded (bytecode, types,
 * options), never facts or machine code: each process that uses a program verifies it.
 *
 * Whoever shares the root may write anything there: reading checks every size, and what
 * comes out is as untrusted as a program from a file.
 */
#ifndef SKEP_VM_STORED_H
#define SKEP_VM_STORED_H

#include "vm/vm.h"

enum stored_kind { STORED_NONE, STORED_MAP, STORED_PROG, STORED_BTF };

enum { /* as Linux */
       STORED_NAME = 16,
       STORED_TAG = 8,
       MAX_STORED_MAPS = 64, /* that a program refers to */
       MAX_LICENSE = 128,
       MAX_BTF_SIZE = 16 << 20,
};

/* What an object is, by what stands in its file. */
enum stored_kind stored_kind(int fd);

struct stored_func { /* Linux's struct bpf_func_info */
	uint32_t slot, type;
};
struct stored_line {               /* Linux's struct bpf_line_info */
	uint32_t slot, file, text; /* file, text: offsets of strings in the BTF */
	uint32_t place;            /* line << 10 | column */
};

enum { PROG_F_STRICT_ALIGNMENT = 1 << 0 }; /* of BPF_PROG_LOAD: linux/bpf.h */

/** struct stored_prog - a program; where it was read, its arrays are in the reader's arena */
struct stored_prog {
	uint32_t prog_type, attach_type, flags; /* of BPF_PROG_LOAD */
	char name[STORED_NAME];
	uint8_t tag[STORED_TAG];
	uint32_t uid;
	uint64_t load_time; /* ns since boot */
	uint64_t btf_id;    /* of its types, 0: none */
	const char *license;
	/* Of instructions that load a map's address the immediate is an index in maps. */
	const struct wire_insn *wire;
	const uint64_t *maps; /* ids */
	const struct stored_func *funcs;
	const struct stored_line *lines;
	uint32_t n_slots, n_maps, n_funcs, n_lines;
};

/**
 * stored_prog_write, stored_btf_write - make an object of the root
 * Return: 0, its id, and *@fd, a descriptor that holds it; what it refers to is kept.
 */
int stored_prog_write(struct skep *vm, const struct stored_prog *prog, int *fd, uint64_t *id);
int stored_btf_write(struct skep *vm, const void *raw, uint32_t size, int *fd, uint64_t *id);
/* 0, -EINVAL: it is none, or damaged; -ENOMEM, -EIO. */
int stored_prog_read(int fd, struct arena *arena, struct stored_prog *out);
int stored_btf_read(int fd, struct arena *arena, const void **raw, uint32_t *size);

/** struct stored_stats - what a program's file counts of its runs, while somebody wants it */
struct stored_stats {
	uint64_t run_ns, runs;
};
enum { STORED_STATS_AT = 16 }; /* where in the file */

/* First bytes of the SHA-256 of the instructions, immediates of maps 0; as Linux 6.18. */
void stored_tag(const struct wire_insn *wire, uint32_t n_slots, uint8_t tag[STORED_TAG]);

/* ---- code.c ---- */

/**
 * obj_from_stored - verify a program of the root, bind it to its maps, make it runnable
 *
 * @trace: of the verification, or NULL
 *
 * Each map is opened anew, without a descriptor: the program's object keeps them.
 * Return: an object with one program, or NULL and @error.  prog_set_id gives it its id.
 */
struct skep_obj *obj_from_stored(struct skep *vm, const struct stored_prog *stored,
				 struct verify_trace *trace, struct skep_error *error);
/* A handle on map @id of the root, without a descriptor; NULL and @error. */
struct skep_map *map_of_root(struct skep *vm, uint64_t id, struct skep_error *error);

/**
 * map_set_types - describe key and value by BTF @id of the root, which is parsed in @btf
 * Return: 0, or -EINVAL as Linux's map_check_btf: no such type, or of another size.
 */
int map_set_types(struct map_desc *desc, const struct btf *btf, uint64_t id, uint32_t key,
		  uint32_t value);

struct stored_core { /* Linux's struct bpf_core_relo */
	uint32_t offset; /* of the instruction, in bytes */
	uint32_t type, path, kind;
};

/**
 * stored_relocate - change instructions of @wire, which is the program's, to what the
 * types of the running kernel say, if it shows them
 * @trace: is told of what cannot be found; that must not be reached
 */
int stored_relocate(struct skep *vm, const struct stored_prog *prog, struct wire_insn *wire,
		    const struct stored_core *cores, uint32_t n, const struct verify_trace *trace,
		    struct skep_error *error);

/* The text of the instruction in slot @slot, as a disassembler shows it; "" where there is none. */
void stored_disasm(const struct wire_insn *wire, uint32_t n_slots, uint32_t slot, char *buf,
		   size_t size);

/* ---- sha256.c ---- */
void sha256(const void *data, size_t size, uint8_t out[32]);

#endif
