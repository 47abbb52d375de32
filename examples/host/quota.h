// SPDX-License-Identifier: BSD-2-Clause
/* What the program, the host and the host's functions share. */
#ifndef QUOTA_H
#define QUOTA_H

#include <linux/types.h>

struct account {
	__u32 used, limit; /* packets */
};

struct excess {
	__u32 address; /* in network order */
	__u32 used;
};

#endif
