// SPDX-License-Identifier: BSD-2-Clause
/* Addresses of functions, static and global. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static long step(__u32 index, void *data)
{
	return *(int *)data > 5;
}

long global_step(__u32 index, void *data)
{
	return 1;
}

SEC("xdp")
int loops(struct xdp_md *ctx)
{
	int data = 0;

	return bpf_loop(10, step, &data, 0) + bpf_loop(10, global_step, &data, 0);
}

char _license[] SEC("license") = "GPL v2";
