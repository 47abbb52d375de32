/*
 * Opening objects beside libbpf on the same files in one run: from the file to
 * linked, relocated instructions.  libbpf relocates only when it loads, after it
 * made the maps in the kernel, so that there are two figures of it: opening, and
 * opening until it would give the first program to the kernel (its callback
 * prog_prepare_load, which stops it there).  The best of interleaved rounds.
 */
#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bench/lib/timing.h"
#include "loader/loader.h"

enum { ROUNDS = 40 };

static const char *const objects[] = { "counter", "firewall", "popvlan", "portpolicy",
				       "ratelimit" };

static int silent(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

/* When libbpf was about to load its first program. */
static int stop_here(struct bpf_program *prog, struct bpf_prog_load_opts *opts, long cookie)
{
	(void)prog, (void)opts;
	*(double *)cookie = wall_ns() / 1e3;
	return -ECANCELED;
}

struct figures {
	double ours, opened, prepared; /* microseconds; prepared 0: bpf(2) is not permitted */
};

static int time_ours(const char *path, double *best)
{
	double start = wall_ns() / 1e3, took;
	struct skep_error error;
	struct object *object;
	int err = object_open(path, path, NULL, &object, &error);

	took = wall_ns() / 1e3 - start;
	if (err) {
		fprintf(stderr, "%s: %s\n", path, error.message);
		return err;
	}
	object_close(object);
	*best = least(*best, took);
	return 0;
}

static int time_libbpf(const char *path, double *at, double *opened, double *prepared)
{
	double start = wall_ns() / 1e3, took;
	struct bpf_object *object = bpf_object__open_file(path, NULL);

	took = wall_ns() / 1e3 - start;
	if (!object)
		return -errno;
	*opened = least(*opened, took);
	*at = 0;
	bpf_object__load(object); /* ends in the callback */
	took = *at - start;
	bpf_object__close(object);
	if (*at)
		*prepared = least(*prepared, took);
	return 0;
}

int main(int argc, char **argv)
{
	static double at; /* of the callback */
	LIBBPF_OPTS(libbpf_prog_handler_opts, opts, .prog_prepare_load_fn = stop_here,
		    .cookie = (long)&at);
	double ours = 0, theirs = 0;

	libbpf_set_print(silent);
	if (argc < 2 || libbpf_register_prog_handler("xdp", BPF_PROG_TYPE_XDP, 0, &opts) < 0)
		return 1;
	printf("microseconds                 skep  libbpf: open  until its first program\n");
	for (size_t i = 0; i < sizeof(objects) / sizeof(*objects); i++) {
		struct figures f = { 0 };
		char path[512];

		snprintf(path, sizeof(path), "%s/%s.bpf.o", argv[1], objects[i]);
		for (int r = 0; r < ROUNDS; r++)
			if (time_ours(path, &f.ours) ||
			    time_libbpf(path, &at, &f.opened, &f.prepared))
				return 1;
		printf("  %-20s %10.1f %13.1f %24.1f\n", objects[i], f.ours, f.opened, f.prepared);
		ours += f.ours;
		theirs += f.prepared ? f.prepared : f.opened;
	}
	printf("  skep takes %.2f of libbpf's time\n", ours / theirs);
	return 0;
}
