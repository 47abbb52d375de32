/*
 * A program under test: decoded instructions that can be edited, and what
 * surrounds them.  Printed as assembler text (docs/asm.md) and read back from
 * it; the text is what is run, kept and replayed.
 */
#ifndef SKEP_FUZZ_PROG_H
#define SKEP_FUZZ_PROG_H

#include "core/image.h"

enum { PROG_INSNS = 1024, PROG_FUNCS = 8, PROG_MAPS = 10, PROG_PROTO = 64, PROG_TEXT = 1 << 16 };

/**
 * struct prog - a program under test
 * @insn: as in struct image: targets are decoded instructions
 * @func: first instructions of the functions after the entry, ascending
 * @proto: theirs, as behind .func NAME: "global int mem=16", or "" for static ones
 * @map_name, @map_data, @map_inner: what @map points to; index of a template + 1
 * @rights: that it is verified with, enum skep_right
 * @calls_host: it has the host functions of func.h, by their numbers there
 */
struct prog {
	struct insn insn[PROG_INSNS];
	uint32_t n;
	uint32_t func[PROG_FUNCS], n_funcs;
	char proto[PROG_FUNCS][PROG_PROTO];
	struct map_desc map[PROG_MAPS];
	char map_name[PROG_MAPS][16];
	uint8_t map_data[PROG_MAPS][64];
	uint8_t map_inner[PROG_MAPS];
	uint32_t n_maps;
	uint32_t prog_type, rights;
	bool calls_host;
};

void prog_init(struct prog *prog);
void prog_copy(struct prog *to, const struct prog *from);
/*
 * Add a map; the name is made from its index.  @data: 64 bytes at most, frozen, or
 * NULL.  A template of maps that it holds is one of the program's own.
 */
void prog_add_map(struct prog *prog, const struct map_desc *desc, const void *data);

/* The rights that the comment in the first line names. */
uint32_t text_rights(const char *text);

/* As text, NUL-terminated; -ENOSPC: @size is too small. */
int prog_print(const struct prog *prog, char *text, size_t size);
/* From text; -EINVAL with @error, -E2BIG: larger than struct prog. */
int prog_read(struct prog *prog, const char *text, struct skep_error *error);

/* The same from the image that was made of the text. */
int prog_take(struct prog *prog, const char *text, const struct image *image);

/* Jumps and calls across the place keep their targets; what led to @at leads to the new one. */
bool prog_insert(struct prog *prog, uint32_t at, const struct insn *insn);
/* What led to a deleted instruction leads to the one after. */
void prog_delete(struct prog *prog, uint32_t at, uint32_t n);

/* Row of this kind, operator, width and source, INSN_INVALID if there is none. */
enum insn_id insn_find(enum insn_kind kind, enum insn_op op, unsigned width, bool src_is_reg);

#endif
