/*
 * The facade's own structures.  Tools and tests may look inside through this
 * header; applications see skep.h only.
 */
#ifndef SKEP_VM_VM_H
#define SKEP_VM_VM_H

#include <pthread.h>
#include <stdatomic.h>

#include "interp/interp.h"
#include "jit/jit.h"
#include "loader/loader.h"
#include "verifier/verifier.h"
#include "vm/id_table.h"
#include "vm/process.h"
#include "vm/visible.h"

/** struct skep - an environment */
struct skep {
	uint32_t rights;
	struct verify_opts verify;
	_Atomic(struct verify_memory *) verify_memory; /* NULL: none, or in use */
	struct store *store; /* NULL: private */
	struct lanes *lanes;
	uint32_t n_lanes;
	uint32_t perf_size;  /* bytes of a lane's ring; 0: the default */
	uint32_t task_entries; /* of a task storage; 0: the default */
	struct lease_hook hook;  /* prepares the maps for a lane that is leased */
	/* By id: those that program arrays, maps of maps may name. */
	_Atomic(struct id_table *) progs;      /* struct skep_prog */
	_Atomic(struct id_table *) inner_maps; /* struct skep_map */
	uint64_t last_prog_id, last_inner_id; /* without a root */
	struct skep_obj *objs;   /* open objects and */
	struct skep_map *maps;   /* live maps: under the process lock */
	pthread_mutex_t types_lock;
	struct target_types *types; /* under it */
	struct func_set *funcs; /* of the host; under the process lock */
	skep_trace_fn *trace;
	void *trace_arg;
	struct skep_network network;
	_Atomic uint64_t n_traces;
	uint64_t hash_key[2]; /* secret of the flow hash */
	struct visible visible;
};

/** struct skep_map - a handle; of an object, or of its own */
struct skep_map {
	struct skep *vm;
	struct skep_obj *obj;        /* NULL: created or opened by name */
	const struct map_desc *desc; /* the object's definition, else the live map's */
	struct map *map;             /* NULL until the object is loaded */
	uint64_t inner_id;           /* in maps of maps; 0: in none yet */
	bool pinned;                 /* the load that is under way made the pin */
	struct skep_map *next;       /* in vm->maps while live */
};

/* Runs on one lane, so by one thread: plain stores, on a line of their own. */
struct prog_counters {
	_Alignas(64) _Atomic uint64_t runs;
	_Atomic uint64_t errors;
};

/** struct skep_prog - a program of an object */
struct skep_prog {
	struct skep_obj *obj;
	const struct image *image;
	const struct skep_error *broken; /* what the loader found wrong, or NULL */
	enum skep_engine engine;
	uint8_t jit_level;      /* of machine code, at most: 0 or 1, docs/jit.md */
	bool autoload, loaded;
	_Atomic int64_t budget; /* of each run */
	struct arena arena;     /* facts and code */
	struct facts *facts;    /* NULL until verified */
	uint64_t verify_ns;
	struct verify_trace *trace; /* of its verification, or NULL */
	struct binding binding;
	const struct jit_code *jit; /* of SKEP_ENGINE_JIT, or NULL */
	struct visible_code *visible; /* who else knows it, or NULL */
	uint64_t *counts;               /* see prog_count */
	struct prog_counters *counters; /* by lane */
	uint64_t id;            /* 0 until a program array needs one */
	int id_fd;              /* its object in the root, or -1 */
};

/** struct skep_obj - an open object file */
struct skep_obj {
	struct skep *vm;
	struct object *object;
	struct skep_map *maps;   /* parallel to object->maps */
	struct skep_prog *progs; /* parallel to object->progs */
	struct bound_map *bound; /* parallel to object->maps, once loaded */
	bool loaded;
	struct skep_obj *next;   /* in vm->objs */
};

/* ---- prog.c ---- */
int prog_verify(struct skep_prog *prog, struct skep_error *error);
/* After the object's maps are bound: engine, binding, counters. */
int prog_load(struct skep_prog *prog, struct skep_error *error);
void prog_unload(struct skep_prog *prog); /* what prog_load made; facts stay */
/**
 * prog_count - count executions of each instruction, before skep_obj_load
 * @counts: image->n_insns counters that are added to; NULL stops it
 * Return: 0, -EBUSY: loaded, -EOPNOTSUPP: the engine is not the checked one.
 */
int prog_count(struct skep_prog *prog, uint64_t *counts);

/* ---- run.c ---- */
uint64_t prog_enter_checked(struct run *run); /* a binding's enter */

/* ---- object.c ---- */
/* Takes over @object, whatever is returned: NULL and @error, or it as of @vm. */
struct skep_obj *obj_adopt(struct skep *vm, struct object *object,
			   const struct skep_obj_opts *opts, struct skep_error *error);
void types_free(struct skep *vm);
/* Types of a file, or of the running kernel (NULL); *@out is NULL where it does not show them. */
int vm_types(struct skep *vm, const char *file, const struct btf_target **out,
	     struct skep_error *error);

/* ---- func.c ---- */
/* A function of the host; *out is good until the environment ends. */
bool func_find(struct skep *vm, const char *name, struct known_func *out);
/* What the image's calls of host functions lead to; -ENOMEM. */
int func_bind(struct skep *vm, const struct image *image, struct arena *arena,
	      const struct bound_func **out);
void funcs_free(struct skep *vm);

/* ---- map_api.c ---- */
/* Make or open what map->desc asks for and attach it. */
int handle_load(struct skep_map *map, struct skep_error *error);
/* Watch map->map for faults, prepare our lanes, list it; on failure it is closed. */
int handle_attach(struct skep_map *map, struct skep_error *error);
void handle_detach(struct skep_map *map); /* undo, close; a handle without a map is fine */

/* A new map outside any object. */
struct skep_map *map_make(struct skep *vm, const struct map_desc *desc, struct skep_error *error);

/* A handle of its own on @map, which it takes over; NULL: the map is closed. */
struct skep_map *handle_from(struct skep *vm, struct map *map, struct skep_error *error);

/* ---- inner_map.c ---- */
int inner_maps_attach(struct skep_map *map); /* any map; -ENOMEM */
int inner_maps_fill(struct skep_map *map, struct skep_error *error); /* as the object says */
/* skep_map_delete of a map of maps, which then keeps the inner map no more. */
int inner_map_delete(struct skep_map *map, const void *key);

/* ---- prog_array.c ---- */
void prog_drop_id(struct skep_prog *prog);
/* It is object @id of the root, which somebody else holds; 0 or -ENOMEM. */
int prog_set_id(struct skep_prog *prog, uint64_t id);
int prog_array_attach(struct skep_map *map); /* any map; -ENOMEM */
/* @prog refers to @map: if that is a program array, it must be of the program's kind. */
int prog_array_use(const struct skep_prog *prog, struct skep_map *map, struct skep_error *error);
/* The entries that the object gives it. */
int prog_array_fill(struct skep_map *map, struct skep_error *error);
/**
 * prog_array_lookup - the program that a tail call goes to
 *
 * For the run path: no lock, bounded.  Return: NULL where the index is too
 * large, the entry is empty, or its id names no program of this environment
 * and of the array's kind.
 */
const struct skep_prog *prog_array_lookup(struct map *map, uint32_t index);

/* ---- helpers.c ---- */
extern helper_fn *const helper_bodies[MAX_HELPER_ID + 1];
extern const struct recipe *const helper_recipes[MAX_HELPER_ID + 1];

/* A line that @prog printed, or that an engine says of it. */
void vm_trace(const struct skep_prog *prog, const char *line, size_t len);

enum {
	TRACE_LINE = 1024,   /* bytes that a line may have, as Linux */
	TRACE_FORMAT = 1024, /* bytes of a format that are looked at */
};
/*
 * trace_format.c: Linux's formats.  Text in buf, Return: its whole length or
 * -errno.  format_text: @format ends with a NUL and stays as it is; trace_format:
 * it has a NUL within @format_size bytes, or -EINVAL.
 */
struct format_args {
	const uint64_t *value;
	uint32_t n, rights;
};
int format_text(char *buf, size_t size, const char *format, const struct format_args *args);
int trace_format(char *buf, size_t size, const char *format, size_t format_size,
		 const struct format_args *args);

/* ---- helpers_stack.c ---- */
/* Where a processor's struct pt_regs has what a walk of the stack begins with. */
struct regs_layout {
	uint16_t ip, frame;
};
const struct regs_layout *regs_layout(uint32_t arch); /* enum skep_arch; NULL: not known */

/* ---- error.c ---- */
/* A failure of the system while doing something to @what. */
int error_system(struct skep_error *error, const char *what, int err);
/* Name file and program where nobody did yet. */
void error_place(struct skep_error *error, const char *file, const char *prog);

/* Copy versioned options: @from->size bytes are the caller's, the rest is zero. */
int opts_copy(void *to, size_t size, const void *from, struct skep_error *error);

#endif
