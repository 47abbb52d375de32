// SPDX-License-Identifier: BSD-2-Clause
/* The same as vm_pinned.bpf.c, and behind the shared map one that cannot be made. */
#define HUGE 0x3fffffff
#include "vm_pinned.bpf.c"
