/* The host functions of tests/objects/host_funcs.bpf.c, with bodies. */
#ifndef SKEP_TESTS_LIB_HOST_FUNCS_H
#define SKEP_TESTS_LIB_HOST_FUNCS_H

#include "core/image.h"
#include "skep/func.h"

/* What they note. */
struct host_notes {
	uint64_t n, sum;            /* calls of host_note, of its argument */
	const struct skep_prog *prog;
	uint32_t lane;
	struct skep_prog *nested;   /* what host_nested runs, or NULL */
};

extern const struct skep_func host_funcs[];
extern const size_t n_host_funcs;

/* The row of this name, a copy. */
struct skep_func host_func(const char *name);

/*
 * Add @n of @funcs with the prototypes of the present variant; host_arg's is 1.
 * Return: as skep_func_add.
 */
int add_funcs(struct skep *vm, const struct skep_func *funcs, size_t n, struct skep_error *error);
/* All of them, which note in @notes; aborts the test where that fails. */
void add_host_funcs(struct skep *vm, struct host_notes *notes);

/* Of the object only these programs are loaded, separated by blanks, for this engine. */
void leave_only(struct skep_obj *obj, const char *progs, enum skep_engine engine);
/* The same object in a new environment with all functions, loaded. */
struct skep_obj *load_only(const char *progs, enum skep_engine engine, struct host_notes *notes);

const struct image *image_of(const struct skep_obj *obj, const char *prog);
/* Its first call of a host function. */
uint32_t find_host_call(const struct image *image);
/* The only host function that the program calls. */
const struct helper_info *only_func(const struct skep_obj *obj, const char *prog);

/** struct wanted - expected of a program; id NULL: it is accepted */
struct wanted {
	const char *prog, *id, *message;
	enum skep_class class;
};
void check_verdicts(const struct skep_obj *obj, const struct wanted *rows, size_t n);
#define CHECK_VERDICTS(obj, rows) check_verdicts(obj, rows, sizeof(rows) / sizeof(*(rows)))

#endif
