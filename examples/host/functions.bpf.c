// SPDX-License-Identifier: BSD-2-Clause
/*
 * The prototypes of the host's functions.  Compiled with -target bpf -g for its BTF:
 * the names of parameters say what they are (docs/host-functions.md), bodies do not
 * matter.
 */
#include "quota.h"

struct account *find_account(__u32 address)
{
	return 0;
}

int charge(__u32 address, __u32 packets)
{
	return 0;
}

void audit(const struct excess *excess, const char *text, __u32 text__sz)
{
}
