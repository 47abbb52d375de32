/* What the tests of the public API share: a scratch root, objects by name, frames. */
#ifndef TESTS_LIB_VM_TEST_H
#define TESTS_LIB_VM_TEST_H

#include "vm/vm.h"

/* Machine code where there is a JIT: engines for tests that know no others. */
static inline enum skep_engine machine_engine(void)
{
	return jit_available() ? SKEP_ENGINE_JIT : SKEP_ENGINE_INTERP;
}

/* The last of enum skep_engine that there is. */
static inline int last_engine(void)
{
	return jit_available() ? SKEP_ENGINE_JIT : SKEP_ENGINE_CHECKED;
}

struct place {
	char dir[64], root[80];
};

void place_make(struct place *place);
void place_remove(const struct place *place);
int place_count_files(const struct place *place); /* objects and pins */

/* These print the error and abort the test program when they fail. */
struct skep *new_vm(const struct skep_opts *opts);
void test_object_path(const char *name, char path[256]); /* of tests/objects/NAME.bpf.c */
struct skep_obj *open_obj(struct skep *vm, const char *name);
void must_load(struct skep_obj *obj);
struct skep_obj *load_obj(struct skep *vm, const char *name);
void leave_out(struct skep_obj *obj, const char *prog);

/*
 * cmocka handles SIGSEGV in each test.  A test whose probes fault calls
 * faults_enable first; its main calls faults_prepare before anything else.
 */
void faults_prepare(void);
void faults_enable(void);

/* A frame of 64 bytes, zeros but for the first two. */
struct frame {
	uint8_t bytes[64];
	struct skep_xdp xdp;
};
void frame_make(struct frame *frame, uint8_t first, uint8_t second);
/* Run @prog once on such a frame; must succeed. */
uint32_t run_frame(struct skep_obj *obj, const char *prog, uint8_t first, uint8_t second);

/* test_interp, test_checked and test_machine_code: @run(engine, its name in messages). */
#define TESTS_ON_ENGINES(run)                                                                      \
	static void test_interp(void **state)                                                      \
	{                                                                                          \
		(void)state;                                                                       \
		run(SKEP_ENGINE_INTERP, "the interpreter");                                        \
	}                                                                                          \
	static void test_checked(void **state)                                                     \
	{                                                                                          \
		(void)state;                                                                       \
		run(SKEP_ENGINE_CHECKED, "the checked interpreter");                               \
	}                                                                                          \
	static void test_machine_code(void **state)                                                \
	{                                                                                          \
		(void)state;                                                                       \
		run(machine_engine(), "machine code");                                             \
	}

#endif
