/*
 * Sweeps of contexts: every offset, size and direction of access to the
 * context of a program type (or to the structure that a field points to), each
 * as a program of a few instructions given to a judge: the kernel or skep.
 */
#ifndef SKEP_TESTS_LIB_CTX_SWEEP_H
#define SKEP_TESTS_LIB_CTX_SWEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/insn.h"

/** struct subject - what is swept */
struct subject {
	uint32_t prog_type;
	uint32_t flags;     /* for the kernel: BPF_F_SLEEPABLE */
	int32_t via;        /* offset of the context's pointer that is followed, -1 none */
	int32_t from, to;   /* offsets [from, to) */
	uint32_t n_attach;
	uint32_t attach[16]; /* expected attach types */
};
extern const struct subject subjects[];
extern const uint32_t n_subjects;

/* What became of an access. */
enum { V_NO = '.', V_NUMBER = 'n', V_STRUCT = 's', V_STRUCT_OR_NULL = 'm', V_OPAQUE = 'o' };

enum { MAX_SPAN = 512, N_GRIDS = 8, N_RESULTS = 18 };

/** struct sweep - verdicts; grid[2 * log2(size) + store][offset - from] */
struct sweep {
	char grid[N_GRIDS][MAX_SPAN];
	bool result[N_RESULTS]; /* of subjects without via: which results are legal */
};
extern const int64_t results[N_RESULTS]; /* the last one stands for an unknown number */

typedef bool judge_fn(const struct subject *subject, uint32_t attach, const struct wire_insn *wire,
		      uint32_t n);
bool judge_kernel(const struct subject *subject, uint32_t attach, const struct wire_insn *wire,
		  uint32_t n);
bool judge_skep(const struct subject *subject, uint32_t attach, const struct wire_insn *wire,
		uint32_t n);

/* One access of the grid. */
char sweep_access(judge_fn *judge, const struct subject *subject, uint32_t attach, unsigned grid,
		  int32_t offset);
bool sweep_result(judge_fn *judge, const struct subject *subject, uint32_t attach, unsigned result);
void sweep_all(judge_fn *judge, const struct subject *subject, uint32_t attach, struct sweep *out);

/**
 * sweep_print - as text, for a file
 * sweep_read - the text of one subject and attach type from such a file, on top
 *              of what *out holds
 * Return: false where the file holds nothing of it.
 */
void sweep_print(const struct subject *subject, const struct sweep *sweep, char *buf,
		 uint32_t size);
bool sweep_read(const char *file, const struct subject *subject, uint32_t attach,
		struct sweep *out);

#endif
