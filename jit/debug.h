/*
 * What debuggers, profilers and unwinders read of machine code: frames, lines,
 * symbols, an ELF file in memory.  Pure: code and image in, bytes out.
 */
#ifndef SKEP_JIT_DEBUG_H
#define SKEP_JIT_DEBUG_H

#include "jit/bytes.h"
#include "jit/jit.h"

/* .eh_frame of all of the code, with its terminator; addresses are absolute. */
void debug_frames(const struct jit_code *code, struct bytes *out);

uint16_t debug_elf_machine(enum jit_machine machine);

/* A piece of the code that has a name: a function, or what is in front of them. */
struct code_part {
	uint32_t start, end; /* offsets in the code */
	char name[128];
};
/* The @i'th part; false: there are no more. */
bool debug_part(const struct image *image, const struct jit_code *code, uint32_t i,
		struct code_part *out);

/*
 * Where the code of C line @i of the image starts; of a function's first one that
 * is behind what the function begins with.
 */
static inline uint32_t debug_line_start(const struct image *image, const struct jit_code *code,
					uint32_t i)
{
	return code->start[image->lines[i].insn];
}

/* An ELF file: symbols, frames and, where the image has lines, these. */
void debug_elf(const struct image *image, const struct jit_code *code, struct bytes *out);

#endif
