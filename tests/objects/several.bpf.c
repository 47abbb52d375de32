// SPDX-License-Identifier: BSD-2-Clause
/* Several programs in one section and in others, no map, no data. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int first(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int second(struct xdp_md *ctx)
{
	return ctx->ingress_ifindex == 0x1234567 ? XDP_DROP : XDP_TX;
}

SEC("tc")
int third(struct __sk_buff *skb)
{
	return 0;
}

SEC("?kprobe/do_nanosleep")
int fourth(void *ctx)
{
	return 0;
}

SEC("cgroup_skb/egress")
int fifth(struct __sk_buff *skb)
{
	return 1;
}

char _license[] SEC("license") = "GPL";
