/*
 * The same C for this machine.  Maps are in the section native_maps: skep's, of an
 * object that is loaded for them, or inlined ones (bench/programs/inlined.h).
 */
#include "bench/lib/sides.h"

#include <stdio.h>
#include <string.h>

#include "bench/programs/native.h"

extern struct native_map __start_native_maps[], __stop_native_maps[];

struct run *native_run; /* what the helpers get */

static bool is_of(const struct native_map *map, const struct program *program)
{
	const char *slash = strrchr(map->file, '/'), *file = slash ? slash + 1 : map->file;
	size_t n = strlen(program->name);

	return !strncmp(file, program->name, n) && file[n] == '.';
}

static bool is_inlined(const struct native_map *map)
{
	return map->put || map->drain;
}

/* The next one of the program's; start with NULL. */
static struct native_map *next_map(const struct program *program, bool inlined,
				   struct native_map *map)
{
	map = map ? map + 1 : __start_native_maps;
	for (; map < __stop_native_maps; map++)
		if (is_of(map, program) && is_inlined(map) == inlined)
			return map;
	return NULL;
}

/* ---- with skep's maps ---- */

static int load_native(struct instance *in, const char *folder)
{
	int err = skep_side_load(in, folder, "bpf", SKEP_NO_HARDENING, SKEP_ENGINE_INTERP, 0);
	const struct lease *lease;
	struct native_map *map = NULL;

	if (err || lanes_enter(in->vm->lanes, &lease))
		return -1;
	in->run = (struct run){ .binding = &in->prog->binding, .budget = BUDGET_NONE,
				.lane = lease->writer.lane, .thread = (void *)lease };
	while ((map = next_map(in->program, false, map))) {
		struct skep_map *of = skep_obj_map(in->prog->obj, map->name);

		if (!of)
			return -1;
		map->map = of->map;
	}
	return SIDE_LOADED;
}

static uint32_t repeat(native_fn *native, uint8_t *frame, uint32_t n)
{
	uint32_t r0 = 0;

	while (n--)
		r0 = native(frame, frame + FRAME);
	return r0;
}

static uint32_t run_native(struct instance *in, uint8_t *frame, uint32_t n)
{
	native_run = &in->run;
	return repeat(in->program->native, frame, n);
}

const struct side side_native = { "native", load_native, skep_side_put, run_native,
				  skep_side_drain, skep_side_unload };

/* ---- with inlined ones ---- */

static int load_inlined(struct instance *in, const char *folder)
{
	(void)folder;
	return next_map(in->program, true, NULL) ? SIDE_LOADED : SIDE_ABSENT;
}

static long put_inlined(void *instance, const char *name, const void *key, const void *value)
{
	const struct instance *in = instance;
	struct native_map *map = NULL;

	while ((map = next_map(in->program, true, map)))
		if (!strcmp(map->name, name))
			return map->put(key, value);
	return -1;
}

static uint32_t run_inlined(struct instance *in, uint8_t *frame, uint32_t n)
{
	return repeat(in->program->inlined, frame, n);
}

static void drain_inlined(struct instance *in)
{
	struct native_map *map = NULL;

	while ((map = next_map(in->program, true, map)))
		if (map->drain)
			map->drain();
}

static void unload_inlined(struct instance *in)
{
	(void)in; /* maps stay */
}

const struct side side_inlined = { "inlined", load_inlined, put_inlined, run_inlined,
				   drain_inlined, unload_inlined };
