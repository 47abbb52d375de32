/* The kernel's verifier; see verify_kernel.h. */
#include "bench/lib/verify_kernel.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATISTICS = 4 };

static char kernel_log[1 << 16];

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

static int read_figures(struct kernel_figures *out)
{
	const char *time = strstr(kernel_log, "verification time ");
	const char *processed = strstr(kernel_log, "processed ");

	if (!time || !processed)
		return -1;
	out->us = strtod(time + strlen("verification time "), NULL);
	out->processed = strtoull(processed + strlen("processed "), NULL, 10);
	return 0;
}

static int load_one(struct bpf_object *object, const char *program)
{
	struct bpf_program *prog;

	bpf_object__for_each_program(prog, object) {
		bool wanted = !strcmp(bpf_program__name(prog), program);

		bpf_program__set_autoload(prog, wanted);
		if (wanted && (bpf_program__set_log_level(prog, STATISTICS) ||
			       bpf_program__set_log_buf(prog, kernel_log, sizeof(kernel_log))))
			return -1;
	}
	return bpf_object__load(object);
}

int kernel_verify_object(const char *path, const char *program, struct kernel_figures *out)
{
	struct bpf_object *object;
	int err;

	kernel_log[0] = '\0';
	libbpf_set_print(quiet);
	object = bpf_object__open_file(path, NULL);
	if (!object)
		return -1;
	err = load_one(object, program);
	bpf_object__close(object);
	return err ? -1 : read_figures(out);
}

int kernel_verify_image(const struct image *image, struct kernel_figures *out)
{
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .log_level = STATISTICS, .log_buf = kernel_log,
		    .log_size = sizeof(kernel_log));
	struct wire_insn *wire = calloc(image->n_slots, sizeof(*wire));
	int fd = -1;

	kernel_log[0] = '\0';
	if (wire && !encode(image, wire))
		fd = bpf_prog_load((enum bpf_prog_type)image->prog_type, NULL, "GPL",
				   (const struct bpf_insn *)wire, image->n_slots, &opts);
	free(wire);
	if (fd < 0)
		return -1;
	close(fd);
	return read_figures(out);
}
