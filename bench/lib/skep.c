/* Skep's engines, entered as a host does: batches of runs. */
#include "bench/lib/sides.h"

#include <linux/bpf.h>
#include <stdio.h>

enum { BATCH = 256 };

int skep_side_load(struct instance *in, const char *folder, const char *kind, uint32_t rights,
		   enum skep_engine engine, unsigned level)
{
	struct skep_error error = { 0 };
	struct skep_map *map = NULL;
	struct skep_map_info info;
	struct skep_obj *obj;
	char path[512];

	snprintf(path, sizeof(path), "%s/%s.%s.o", folder, in->program->name, kind);
	in->vm = skep_new(SKEP_OPTS(.rights = rights), &error);
	obj = in->vm ? skep_obj_open(in->vm, path, NULL, &error) : NULL;
	in->prog = obj ? skep_obj_next_prog(obj, NULL) : NULL;
	if (in->prog)
		in->prog->jit_level = (uint8_t)level;
	if (!in->prog || skep_prog_set_engine(in->prog, engine) || skep_obj_load(obj, &error)) {
		skep_error_print(&error, stderr);
		return -1;
	}
	while ((map = skep_obj_next_map(obj, map))) {
		skep_map_info(map, &info);
		if (info.type == BPF_MAP_TYPE_RINGBUF)
			in->ring = map;
	}
	return SIDE_LOADED;
}

long skep_side_put(void *instance, const char *map, const void *key, const void *value)
{
	const struct instance *in = instance;

	return skep_map_update(skep_obj_map(in->prog->obj, map), key, value, SKEP_ANY);
}

static int ignore(void *arg, const void *data, size_t size)
{
	(void)arg, (void)data, (void)size;
	return 0;
}

void skep_side_drain(struct instance *in)
{
	if (in->ring)
		skep_ringbuf_consume(in->ring, ignore, NULL);
}

void skep_side_unload(struct instance *in)
{
	skep_free(in->vm);
}

static uint32_t run(struct instance *in, uint8_t *frame, uint32_t n)
{
	uint32_t results[BATCH], last = 0;
	struct skep_xdp xdp;

	skep_xdp_init(&xdp, frame, FRAME);
	for (uint32_t done = 0, some; done < n; done += some) {
		some = n - done < BATCH ? n - done : BATCH;
		if (skep_run_batch(in->prog, &xdp, 0, (int)some, results) != (int)some)
			return UINT32_MAX;
		last = results[some - 1];
	}
	return last;
}

static int load_level_0(struct instance *in, const char *folder)
{
	return skep_side_load(in, folder, "bpf", SKEP_NO_HARDENING, SKEP_ENGINE_JIT, 0);
}

static int load_level_1(struct instance *in, const char *folder)
{
	return skep_side_load(in, folder, "bpf", SKEP_NO_HARDENING, SKEP_ENGINE_JIT, 1);
}

static int load_hardened(struct instance *in, const char *folder)
{
	return skep_side_load(in, folder, "bpf", 0, SKEP_ENGINE_JIT, 0);
}

static int load_interp(struct instance *in, const char *folder)
{
	return skep_side_load(in, folder, "bpf", 0, SKEP_ENGINE_INTERP, 0);
}

static int load_unrolled_interp(struct instance *in, const char *folder)
{
	return skep_side_load(in, folder, "unrolled", 0, SKEP_ENGINE_INTERP, 0);
}

#define SKEP_SIDE(id, text)                                                                        \
	const struct side side_##id = { text, load_##id, skep_side_put, run, skep_side_drain,      \
					skep_side_unload }
SKEP_SIDE(level_0, "level 0");
SKEP_SIDE(level_1, "level 1");
SKEP_SIDE(hardened, "hardened");
SKEP_SIDE(interp, "interp");
SKEP_SIDE(unrolled_interp, "interp*");
