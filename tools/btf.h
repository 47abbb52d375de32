/* The BTF of a file, for the commands that show it. */
#ifndef SKEP_TOOLS_BTF_H
#define SKEP_TOOLS_BTF_H

#include <jansson.h>

#include "core/arena.h"
#include "core/btf.h"

/**
 * struct btf_file - types of an object, of raw BTF (/sys/kernel/btf/...), or
 * split BTF on top of another file's
 */
struct btf_file {
	struct arena arena;
	struct skep *vm;
	const struct btf *btf, *base; /* base: NULL unless split */
};

/* @base_path: NULL, or raw BTF that @path extends. */
int btf_file_open(struct btf_file *file, const char *path, const char *base_path,
		  struct skep_error *error);
void btf_file_close(struct btf_file *file);

/* btf_text.c: types as bpftool's raw format, and as JSON. */
void btf_print_raw(const struct btf *btf, uint32_t first);
json_t *btf_types_json(const struct btf *btf, uint32_t first);

#endif
