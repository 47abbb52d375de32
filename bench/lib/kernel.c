/*
 * The kernel's JIT under TEST_RUN, where bpf(2) is permitted and it takes the
 * program.  A run has the loop of TEST_RUN in it, some ns.  The system call besides
 * takes milliseconds (it patches the dispatcher of XDP programs), so the kernel's own
 * figure is taken.
 */
#include "bench/lib/sides.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdio.h>

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

static int ignore(void *arg, void *data, size_t size)
{
	(void)arg, (void)data, (void)size;
	return 0;
}

static void unload(struct instance *in)
{
	ring_buffer__free(in->kernel_ring);
	bpf_object__close(in->object);
}

static int load(struct instance *in, const char *folder)
{
	struct bpf_program *prog;
	struct bpf_map *map;
	char path[512];

	libbpf_set_print(quiet);
	snprintf(path, sizeof(path), "%s/%s.bpf.o", folder, in->program->name);
	in->object = bpf_object__open_file(path, NULL);
	prog = in->object && !bpf_object__load(in->object) ?
		       bpf_object__next_program(in->object, NULL) :
		       NULL;
	if (!prog) {
		unload(in);
		return SIDE_ABSENT;
	}
	in->fd = bpf_program__fd(prog);
	bpf_object__for_each_map(map, in->object)
		if (bpf_map__type(map) == BPF_MAP_TYPE_RINGBUF)
			in->kernel_ring = ring_buffer__new(bpf_map__fd(map), ignore, NULL, NULL);
	return SIDE_LOADED;
}

static long put(void *instance, const char *map, const void *key, const void *value)
{
	const struct instance *in = instance;

	return bpf_map_update_elem(bpf_object__find_map_fd_by_name(in->object, map), key, value,
				   BPF_ANY);
}

static uint32_t run(struct instance *in, uint8_t *frame, uint32_t n)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = FRAME,
		    .data_out = frame, .data_size_out = FRAME, .repeat = (int)n);

	if (bpf_prog_test_run_opts(in->fd, &opts))
		return UINT32_MAX;
	in->own_ns = opts.duration;
	return opts.retval;
}

static void drain(struct instance *in)
{
	if (in->kernel_ring)
		ring_buffer__consume(in->kernel_ring);
}

const struct side side_kernel = { "kernel", load, put, run, drain, unload };
