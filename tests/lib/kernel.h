/*
 * The kernel as oracle: load an image through bpf(2), run it under TEST_RUN.
 * Usable as root where bpf(2) is permitted; kernel_available() says why not.
 */
#ifndef SKEP_TESTS_LIB_KERNEL_H
#define SKEP_TESTS_LIB_KERNEL_H

#include "core/image.h"
#include "tests/lib/helper_trace.h"

/* NULL: usable.  Else the reason, to print when a test is skipped. */
const char *kernel_available(void);

struct kernel_prog {
	int fd;          /* -1 where refused */
	int err;         /* negative errno of the load */
	int map_fds[64]; /* parallel to image->maps */
	uint32_t n_maps;
	struct helper_calls calls;
	char log[8192];  /* the end of the verifier's log */
};

/**
 * kernel_load - verify @image in the kernel
 * @trusted: false: without CAP_PERFMON and CAP_SYS_ADMIN
 * Return: 0 accepted, a negative errno refused (prog->log says why).
 */
int kernel_load(const struct image *image, bool trusted, struct kernel_prog *prog);
/* The same with flags of BPF_PROG_LOAD. */
enum { KERNEL_SLEEPABLE = 1 << 4 };
int kernel_load_flags(const struct image *image, bool trusted, uint32_t flags,
		      struct kernel_prog *prog);
/* The whole log of the load that was last, NUL-terminated; of more than 16 MiB the end. */
const char *kernel_last_log(void);
/* Does the kernel's verifier look at the instruction in this slot, on a path that can be taken? */
bool kernel_visits(const struct image *image, bool trusted, uint32_t slot);
/* Is the path on which it refuses the program one that only a mispredicted branch takes? */
bool kernel_speculates(const struct image *image, bool trusted);
void kernel_unload(struct kernel_prog *prog);

/**
 * kernel_accepts - verdict alone: no log, no maps, root's rights
 * @flags: BPF_F_SLEEPABLE ...
 */
bool kernel_verdict(uint32_t prog_type, uint32_t attach_type, uint32_t flags,
		    const struct wire_insn *wire, uint32_t n_slots);

/**
 * kernel_run - one TEST_RUN on @data
 * @data: @size bytes in, *@out_size (capacity) bytes out; XDP and skb programs
 */
int kernel_run(const struct kernel_prog *prog, const void *data, uint32_t size, void *out,
	       uint32_t *out_size, uint32_t *result);

/* One TEST_RUN of a raw_tracepoint program, in this thread's context; no arguments. */
int kernel_run_tracing(const struct kernel_prog *prog, uint32_t *result);

/**
 * kernel_run_on_stack - the same, with a stack made by hand
 * @chain: the frame of who called: its caller's frame, the return address
 * @frame: gets the frame below it: @chain, and the address in between
 */
int kernel_run_on_stack(const struct kernel_prog *prog, const void *chain, uint64_t frame[2],
			uint32_t *result);

int kernel_map_update(int fd, const void *key, const void *value, uint64_t flags);
int kernel_map_delete(int fd, const void *key);
int kernel_map_clear(int fd); /* a hash with keys of at most 256 bytes */
int kernel_map_lookup(int fd, const void *key, void *value);

#endif
