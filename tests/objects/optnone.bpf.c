// SPDX-License-Identifier: BSD-2-Clause
/* Code as without optimisation: everything on the stack, a loop, a jump table candidate. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static int seed = 5;

static __attribute__((noinline, optnone)) int mix(int a, long b, char c)
{
	int x = a;

	for (int i = 0; i < 4; i++)
		x = x * 31 + (int)b + c;
	return x + seed++;
}

SEC("xdp")
__attribute__((optnone)) int entry(struct xdp_md *ctx)
{
	int kind = ctx->rx_queue_index;

	switch (kind) {
	case 0:
		return mix(1, 2, 3);
	case 1:
		return mix(4, 5, 6);
	case 2:
		return mix(7, 8, 9);
	default:
		return XDP_PASS;
	}
}

char _license[] SEC("license") = "Dual MIT/GPL";
