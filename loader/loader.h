/*
 * The loader: an ELF object, from a file or memory, to images.
 */
#ifndef SKEP_LOADER_LOADER_H
#define SKEP_LOADER_LOADER_H

#include "core/image.h"

/** struct object - everything a file holds; owned by its arena */
struct object {
	struct arena arena;
	const char *name;
	const char *license;
	const struct btf *btf; /* or NULL */
	struct map_desc *maps; /* all maps of the object, data sections included */
	uint32_t n_maps;
	struct image **progs;  /* every program, in file order */
	struct skep_error *prog_errors; /* parallel: err != 0 says why it cannot be used */
	uint32_t n_progs;
};

/*
 * The types of the program's target, which CO-RE relocations are resolved in:
 * those of a kernel or of the host application.  Immutable; may be shared by
 * threads.  An object does not need it any more once it is open.
 */
struct btf_target;

/**
 * btf_target_open - read BTF, raw or in an ELF file's section .BTF
 * Return: 0 and *@out; -ENOENT, -EIO, -ENOMEM, -EINVAL with @error.
 */
int btf_target_open(const char *path, struct btf_target **out, struct skep_error *error);
int btf_target_open_mem(const void *data, size_t size, const char *name, struct btf_target **out,
			struct skep_error *error);
void btf_target_close(struct btf_target *target);

/**
 * struct target_source - where an object that needs them gets the target's types
 * @get: called at most once, and only if there is a CO-RE relocation to resolve;
 *       Return: 0 and *@out, which lives until the object is open, or NULL where
 *       nobody knows them; or a negative errno with @error
 */
struct target_source {
	int (*get)(void *arg, const struct btf_target **out, struct skep_error *error);
	void *arg;
};

/**
 * object_open_mem - parse an object
 * @data: @size bytes, copied as far as needed
 * @name: shown in messages
 * @source: of the types for CO-RE relocations, or NULL: those that need any
 *          poison their instructions
 *
 * A fault of one program (bad relocation, unknown section) is recorded in
 * prog_errors[] and fails that program only; a fault of the file fails all.
 * image->maps of every program points into object->maps, indices equal to the
 * object's.  Return: 0, or a negative errno with @error; *@out is then NULL.
 */
int object_open_mem(const void *data, size_t size, const char *name,
		    const struct target_source *source, struct object **out,
		    struct skep_error *error);
int object_open(const char *path, const char *name, const struct target_source *source,
		struct object **out, struct skep_error *error);
void object_close(struct object *object);

#endif
