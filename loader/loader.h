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

/**
 * object_open_mem - parse an object
 * @data: @size bytes, copied as far as needed
 * @name: shown in messages
 *
 * A fault of one program (bad relocation, unknown section) is recorded in
 * prog_errors[] and fails that program only; a fault of the file fails all.
 * image->maps of every program points into object->maps, indices equal to the
 * object's.  Return: 0, or a negative errno with @error; *@out is then NULL.
 */
int object_open_mem(const void *data, size_t size, const char *name, struct object **out,
		    struct skep_error *error);
int object_open(const char *path, const char *name, struct object **out, struct skep_error *error);
void object_close(struct object *object);

#endif
