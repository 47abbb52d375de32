// SPDX-License-Identifier: BSD-2-Clause
/* An unknown section, a call into another section, data of odd names or with addresses. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __noinline SEC("tc") int in_tc(int x)
{
	return x * 77;
}

static int step_a(int x)
{
	return x + 1;
}

static int step_b(int x)
{
	return x * 3;
}

static int (*const volatile steps[2])(int) = { step_a, step_b };
static const volatile int beside = 9;
int odd_data SEC("my_data") = 5;
const int odd_constant SEC("my_constants") = 6;
int nobody_reads SEC("version") = 7;

SEC("nonsense")
int of_no_type(struct xdp_md *ctx)
{
	return 0;
}

SEC("xdp")
int calls_other_section(struct xdp_md *ctx)
{
	return in_tc(ctx->ingress_ifindex);
}

SEC("tc")
int calls_own_section(struct __sk_buff *skb)
{
	return in_tc(skb->len);
}

SEC("xdp")
int reads_addresses(struct xdp_md *ctx)
{
	return (long)steps[ctx->ingress_ifindex & 1] != 0;
}

SEC("xdp")
int reads_beside(struct xdp_md *ctx)
{
	return beside;
}

SEC("xdp")
int reads_odd_section(struct xdp_md *ctx)
{
	return odd_data++;
}

SEC("xdp")
int reads_odd_constant(struct xdp_md *ctx)
{
	return *(const volatile int *)&odd_constant;
}

SEC("xdp")
int good(struct xdp_md *ctx)
{
	return XDP_PASS;
}
