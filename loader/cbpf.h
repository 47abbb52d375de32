/*
 * Classic BPF to an image.  Private to loader/.
 *
 *   cbpf_text.c   the text forms to instructions
 *   cbpf_check.c  what must hold of a program; what is known at each instruction
 *   cbpf.c        translation, the object
 *
 * Jumps only go forward, so one pass in order of the program knows everything
 * about the past of each instruction, and one against it everything about its
 * future.  The exception are the loops that libpcap makes of `protochain`: with
 * them the passes repeat until nothing changes, and the translation counts the
 * jumps back.
 */
#ifndef SKEP_LOADER_CBPF_H
#define SKEP_LOADER_CBPF_H

#include <linux/filter.h>

#include "loader/loader.h"

enum {
	MAX_CBPF = BPF_MAXINSNS,      /* 4096 instructions */
	N_CELLS = BPF_MEMWORDS,       /* M[0] to M[15] */
	/* More than a packet of 1600 bytes has headers of 8, which such a loop walks. */
	MAX_CBPF_JUMPS_BACK = 200,
	MAX_CBPF_LOOPS = 64,          /* instructions that jump back */
};

enum cbpf_regs { CBPF_A = 1, CBPF_X = 2 };

enum cbpf_id {
#define CBPF(id, code, kind, insn, inverse, reads, writes, text) CBPF_##id,
#include "loader/cbpf.def"
	N_CBPF_IDS
};

enum cbpf_kind {
	CBPF_SET_A, CBPF_SET_X, CBPF_LOAD_ABS, CBPF_LOAD_IND, CBPF_LOAD_MEM, CBPF_LOAD_LEN,
	CBPF_LOAD_MSH, CBPF_STORE_MEM, CBPF_ALU_K, CBPF_ALU_X, CBPF_DIVIDE_K, CBPF_DIVIDE_X,
	CBPF_SHIFT_K, CBPF_SHIFT_X, CBPF_NEGATE, CBPF_JUMP_K, CBPF_JUMP_X, CBPF_GOTO,
	CBPF_RETURN_K, CBPF_RETURN_A, CBPF_MOVE,
};

struct cbpf_info {
	uint16_t code;
	uint8_t kind;          /* enum cbpf_kind */
	uint16_t insn, inverse; /* enum insn_id */
	uint8_t reads, writes; /* enum cbpf_regs */
	const char *text;
};
/* The row of an opcode, or NULL. */
const struct cbpf_info *cbpf_info(uint16_t code);

enum ancillary_kind {
	ANCILLARY_FIELD, ANCILLARY_FIELD_BE16, ANCILLARY_FIELD_NOT_0, ANCILLARY_HELPER,
	ANCILLARY_XOR, ANCILLARY_NLATTR, ANCILLARY_NONE,
};

struct ancillary {
	const char *name;
	uint32_t k;
	uint8_t kind;
	uint32_t arg; /* FIELD: offset in struct __sk_buff; HELPER: its number */
};

/**
 * struct cbpf_flow - what is known at an instruction
 * @reached: some path leads here
 * @cells: M[] written on every path
 * @max_x: upper bound of X
 * @live: enum cbpf_regs that are read before they are written, from after it on
 */
struct cbpf_flow {
	bool reached;
	uint16_t cells;
	uint32_t max_x;
	uint8_t live;
};

/** struct cbpf - a program in translation */
struct cbpf {
	const struct sock_filter *insns;
	uint32_t n;
	bool pcap; /* as libpcap's own interpreter reads it, see skep.h */
	struct cbpf_flow *flow; /* n + 1 */
	uint8_t live_at_start;
	uint16_t unwritten; /* cells of M[] that may be read before they are written */
	uint32_t loops; /* instructions that jump back */
	struct skep_error *error;
};

/* Does it read ancillary data?  *@row NULL: an offset that means nothing. */
bool cbpf_is_ancillary(const struct cbpf *cbpf, uint32_t i, const struct ancillary **row);
/* A load of bytes that no packet has. */
bool cbpf_fails(const struct cbpf *cbpf, uint32_t i);
/* A jump back, which only libpcap knows. */
bool cbpf_goes_back(const struct cbpf *cbpf, uint32_t i);
/* Where control goes from instruction @i; Return: 0, 1 or 2. */
unsigned cbpf_successors(const struct cbpf *cbpf, uint32_t i, uint32_t out[2]);
/* Check everything, fill @flow.  Return: 0 or a negative errno with the error. */
int cbpf_check(struct cbpf *cbpf);
/* One instruction as tcpdump -d prints it; Return: length as snprintf. */
int cbpf_print(const struct cbpf *cbpf, uint32_t i, char *buf, size_t size);

/* The functions that look for netlink attributes, as an image of their own: cbpf_nlattr.c. */
int cbpf_nlattr_functions(struct arena *arena, struct image *out);

#endif
