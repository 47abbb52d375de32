/* BTF of a program's functions, which the kernel wants of those that are called back. */
#ifndef SKEP_TESTS_LIB_KERNEL_BTF_H
#define SKEP_TESTS_LIB_KERNEL_BTF_H

#include "core/image.h"

/* A struct bpf_func_info a function. */
struct kernel_func_info {
	uint32_t insn_off, type_id;
};

/**
 * kernel_btf_make - raw BTF: prototypes without parameters, a static function
 * for each function of the program
 * @blob: BTF_MAX bytes; @info: n_subprogs
 * Return: bytes, 0 if there are too many functions.
 */
enum { BTF_MAX = 8192, BTF_MAX_FUNCS = 64 };
uint32_t kernel_btf_make(const struct image *image, uint8_t blob[BTF_MAX],
			 struct kernel_func_info *info);
/* Are functions called back, or may one make a tail call? */
bool image_needs_btf(const struct image *image);
/*
 * The same for a map whose values have a lock, or belong to tasks: types KERNEL_KEY_TYPE, an
 * integer, and KERNEL_VALUE_TYPE, of 4 bytes at least.
 */
enum { KERNEL_VALUE_TYPE = 3, KERNEL_KEY_TYPE };
uint32_t kernel_btf_of_value(const struct map_desc *desc, uint8_t blob[BTF_MAX]);

#endif
