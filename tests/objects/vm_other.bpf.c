// SPDX-License-Identifier: BSD-2-Clause
/* The same names as vm_pinned.bpf.c, another value. */
#define VALUE __u32
#include "vm_pinned.bpf.c"
