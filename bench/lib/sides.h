/*
 * The ways to run a program of bench/programs: for each a side, which loads it, runs
 * it on a frame and empties what its runs fill.
 */
#ifndef BENCH_SIDES_H
#define BENCH_SIDES_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/programs/frame.h"
#include "vm/vm.h"

typedef uint32_t native_fn(uint8_t *frame, uint8_t *end);

/* bench/programs/programs.def */
enum group { EMPTY, SCALAR, MAPS, UNSEEN, UNSEEN_MAPS, N_PROGRAM_GROUPS };

struct program {
	const char *name;
	enum group group;
	native_fn *native, *inlined;
};

enum { SIDE_LOADED, SIDE_ABSENT = 1 }; /* or negative: it should have been loaded */

/** struct instance - a program on a side */
struct instance {
	const struct program *program;
	const struct side *side; /* NULL: it does not run there */
	struct skep *vm;         /* of skep's engines, and native programs' maps */
	struct skep_prog *prog;
	struct skep_map *ring;
	struct run run;
	struct bpf_object *object; /* of the kernel */
	struct ring_buffer *kernel_ring;
	int fd;
	double own_ns; /* a run, in whole ns, by the kernel's own clock; 0: it has none */
	void *bpf; /* of DPDK */
	uint64_t (*jit)(void *frame);
};

/** struct side - a way to run programs; frames are of FRAME bytes */
struct side {
	const char *name;
	/* Return: SIDE_LOADED, SIDE_ABSENT, or -1 after saying why on stderr. */
	int (*load)(struct instance *in, const char *folder);
	long (*put)(void *instance, const char *map, const void *key, const void *value);
	uint32_t (*run)(struct instance *in, uint8_t *frame, uint32_t n); /* the last r0 */
	void (*drain)(struct instance *in); /* a ring that runs fill */
	void (*unload)(struct instance *in);
};

enum side_id {
	NATIVE, INLINED, LEVEL_0, LEVEL_1, HARDENED, INTERP, KERNEL, DPDK_JIT, DPDK_INTERP,
	UNROLLED_INTERP, /* the interpreter on the instructions that DPDK gets */
	N_SIDES
};

extern const struct side side_native, side_inlined, side_level_0, side_level_1, side_hardened,
	side_interp,
	side_kernel, side_dpdk_jit, side_dpdk_interp, side_unrolled_interp;

/* NULL: DPDK is there; else why its columns are left out. */
const char *dpdk_missing(void);

/* ---- skep.c, for native.c too; the object is FOLDER/NAME.KIND.o ---- */
int skep_side_load(struct instance *in, const char *folder, const char *kind, uint32_t rights,
		   enum skep_engine engine, unsigned level);
long skep_side_put(void *instance, const char *map, const void *key, const void *value);
void skep_side_drain(struct instance *in);
void skep_side_unload(struct instance *in);

#endif
