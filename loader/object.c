/*
 * Opening an object: read the file, run the stages of load.h over it, link
 * every program.  A fault of the file ends it; a fault of one program is
 * recorded with that program.  Running out of memory is the file's.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "loader/load.h"

static int read_license(struct load *load)
{
	const struct section *section = find_section(load, ROLE_LICENSE);
	char *license;

	load->object->license = "";
	if (!section)
		return 0;
	if (!memchr(section->data, '\0', section->size))
		return at_section(load, section, -1,
				  error_set(load->error, BAD_SECTION, section->name,
					    "the license does not end with a NUL"));
	license = arena_strdup(load->arena, (const char *)section->data);
	if (!license)
		return error_set(load->error, NO_MEMORY, "license");
	for (char *c = license; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
	load->object->license = license;
	return 0;
}

static int map_pointers(struct load *load, const struct map_desc ***maps)
{
	const struct object *object = load->object;

	*maps = ARENA_ARRAY(load->arena, const struct map_desc *, object->n_maps);
	if (!*maps)
		return error_set(load->error, NO_MEMORY, "maps");
	for (uint32_t i = 0; i < object->n_maps; i++)
		(*maps)[i] = &object->maps[i];
	return 0;
}

/* Link program @func; its fault is recorded with it. */
static int load_prog(struct load *load, uint32_t func, uint32_t *numbers,
		     const struct map_desc **maps)
{
	struct object *object = load->object;
	uint32_t prog = load->funcs[func].prog;
	struct image *image = object->progs[prog];
	struct skep_error *error = &object->prog_errors[prog], *outer = load->error;
	int err;

	image->license = object->license;
	image->gpl_compatible = license_is_gpl(object->license);
	image->maps = maps;
	image->n_maps = object->n_maps;
	image->btf = object->btf;
	snprintf(error->prog, sizeof(error->prog), "%s", image->name);
	snprintf(error->file, sizeof(error->file), "%s", object->name);
	snprintf(error->section, sizeof(error->section), "%s", image->section);
	load->error = error;
	err = link_prog(load, func, numbers, image);
	load->error = outer;
	if (err == -ENOMEM && outer)
		*outer = *error;
	return err == -ENOMEM ? err : 0;
}

static int load_progs(struct load *load)
{
	uint32_t *numbers = ARENA_ARRAY(&load->scratch, uint32_t, load->n_funcs);
	const struct map_desc **maps;
	int err = map_pointers(load, &maps);

	if (!numbers)
		return error_set(load->error, NO_MEMORY, "functions");
	memset(numbers, 0xff, load->n_funcs * sizeof(*numbers));
	for (uint32_t i = 0; !err && i < load->n_funcs; i++)
		if (load->funcs[i].prog != NO_FUNC)
			err = load_prog(load, i, numbers, maps);
	return err;
}

static int load_object(struct load *load, const void *data, size_t size)
{
	int err;

	if (size > MAX_OBJECT_SIZE)
		return at_section(load, NULL, -1,
				  error_set(load->error, OBJECT_TOO_LARGE,
					    "the file is larger than 64 MiB"));
	load->data = arena_memdup(load->arena, data, size);
	load->size = size;
	if (!load->data)
		return error_set(load->error, NO_MEMORY, "the object");
	err = load_elf(load);
	if (!err)
		err = read_license(load);
	if (!err)
		err = load_btf(load);
	if (!err)
		err = load_funcs(load);
	if (!err)
		err = load_maps(load);
	if (!err)
		err = load_global_vars(load);
	if (!err && load->source && load->ext[EXT_CORES].n)
		err = load->source->get(load->source->arg, &load->target, load->error);
	return err ? err : load_progs(load);
}

int object_open_mem(const void *data, size_t size, const char *name,
		    const struct target_source *source, struct object **out,
		    struct skep_error *error)
{
	struct object *object = calloc(1, sizeof(*object));
	struct load load = { .object = object, .source = source, .error = error };
	int err;

	*out = NULL;
	error_clear(error);
	if (!object)
		return error_set(error, NO_MEMORY, "the object");
	arena_init(&object->arena, MAX_OBJECT_MEMORY);
	arena_init(&load.scratch, MAX_OBJECT_MEMORY);
	load.arena = &object->arena;
	object->name = arena_strdup(load.arena, name ? name : "(memory)");
	if (object->name)
		err = load_object(&load, data, size);
	else
		err = error_set(error, NO_MEMORY, "the object");
	arena_free(&load.scratch);
	if (!err) {
		*out = object;
		return 0;
	}
	if (error)
		snprintf(error->file, sizeof(error->file), "%s", name ? name : "(memory)");
	object_close(object);
	return err;
}

/* All bytes of @fd, at most one more than an object may have. */
static int read_all(int fd, uint8_t **data, size_t *size)
{
	size_t room = 64 * 1024;
	ssize_t n;

	*size = 0;
	*data = malloc(room);
	while (*data) {
		n = read(fd, *data + *size, room - *size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n ? -errno : 0;
		*size += (size_t)n;
		if (*size > MAX_OBJECT_SIZE)
			return 0;
		if (*size == room) {
			uint8_t *grown = realloc(*data, room *= 2);

			if (!grown)
				return -ENOMEM;
			*data = grown;
		}
	}
	return -ENOMEM;
}

int read_file(const char *path, const char *name, uint8_t **data, size_t *size,
	      struct skep_error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), err;

	*data = NULL;
	if (fd < 0)
		return error_set(error, FILE_OPEN, name, strerror(errno));
	err = read_all(fd, data, size);
	close(fd);
	return err ? error_set(error, FILE_IO, name, strerror(-err)) : 0;
}

int object_open(const char *path, const char *name, const struct target_source *source,
		struct object **out, struct skep_error *error)
{
	uint8_t *data;
	size_t size;
	int err;

	*out = NULL;
	error_clear(error);
	name = name ? name : path;
	err = read_file(path, name, &data, &size, error);
	if (!err)
		err = object_open_mem(data, size, name, source, out, error);
	free(data);
	if (err && error)
		snprintf(error->file, sizeof(error->file), "%s", name);
	return err;
}

void object_close(struct object *object)
{
	if (!object)
		return;
	arena_free(&object->arena);
	free(object);
}
