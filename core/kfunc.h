/* Host functions: what the BTF prototype of one says, in the kernel's conventions. */
#ifndef SKEP_CORE_KFUNC_H
#define SKEP_CORE_KFUNC_H

#include "core/btf.h"
#include "core/table.h"

enum { KFUNC_MAX_MEMBERS = 1 << 16 }; /* of what a pointer leads to; itself, nested ones too */

/**
 * kfunc_describe - read a prototype
 * @func: a FUNC of @btf
 * @may_be_null: the pointer that it returns
 * @row: gets name, arguments, result, sizes, the program types that can pass them, and
 *       HELPER_RDONLY; nothing else of it is changed
 *
 * Where a part is not supported, its kind in the row says so (helper_missing).
 */
void kfunc_describe(const struct btf *btf, uint32_t func, bool may_be_null,
		    struct helper_info *row);

/* "parameter 2 (p): X are not supported" in @buf; false: all of the row is. */
bool kfunc_missing(const struct btf *btf, uint32_t func, const struct helper_info *row, char *buf,
		   size_t size);

#endif
