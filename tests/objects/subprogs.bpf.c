// SPDX-License-Identifier: BSD-2-Clause
/* Static and global functions in .text, calls between them, a function nobody calls. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static int factor = 3;

static __noinline int leaf(int x)
{
	return x * *(volatile int *)&factor;
}

static __noinline int middle(int x)
{
	return leaf(x) + leaf(x + 1);
}

__noinline int outer(int x)
{
	return middle(x) ^ 0x55;
}

__noinline int unused(int x)
{
	return x + 99;
}

SEC("xdp")
int calls_all(struct xdp_md *ctx)
{
	return outer(ctx->ingress_ifindex) + leaf(7);
}

SEC("xdp")
int calls_leaf(struct xdp_md *ctx)
{
	return leaf(ctx->ingress_ifindex);
}

SEC("xdp")
int calls_nothing(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
