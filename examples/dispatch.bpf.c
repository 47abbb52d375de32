// SPDX-License-Identifier: BSD-2-Clause
/*
 * One program a protocol: the first one finds the protocol and goes on in the program
 * that the array holds for it.  Where there is none, the packet is counted and passes.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/tcp.h>
#include <linux/udp.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

int on_tcp(struct xdp_md *ctx);
int on_udp(struct xdp_md *ctx);
int on_icmp(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 256);
	__uint(key_size, sizeof(__u32));
	__array(values, int(void *));
} handlers SEC(".maps") = {
	.values = {
		[IPPROTO_ICMP] = (void *)&on_icmp,
		[IPPROTO_TCP] = (void *)&on_tcp,
		[IPPROTO_UDP] = (void *)&on_udp,
	},
};

/* Packets for which there was no program, by protocol. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 256);
	__type(key, __u32);
	__type(value, __u64);
} unhandled SEC(".maps");

static __always_inline struct iphdr *header(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);

	return (void *)(ip + 1) <= data_end && eth->h_proto == bpf_htons(ETH_P_IP) ? ip : NULL;
}

/* What stands behind the IP header, @size bytes of it; NULL: less. */
static __always_inline void *transport(struct xdp_md *ctx, __u32 size)
{
	struct iphdr *ip = header(ctx);
	void *at = ip ? (void *)ip + ip->ihl * 4 : NULL;

	return at && at + size <= (void *)(long)ctx->data_end ? at : NULL;
}

SEC("xdp")
int dispatch(struct xdp_md *ctx)
{
	struct iphdr *ip = header(ctx);
	__u32 protocol;
	__u64 *count;

	if (!ip)
		return XDP_PASS;
	protocol = ip->protocol;
	bpf_tail_call(ctx, &handlers, protocol);
	count = bpf_map_lookup_elem(&unhandled, &protocol);
	if (count)
		*count += 1;
	return XDP_PASS;
}

/* No segment has both flags. */
SEC("xdp")
int on_tcp(struct xdp_md *ctx)
{
	struct tcphdr *tcp = transport(ctx, sizeof(*tcp));

	return !tcp || (tcp->syn && tcp->fin) ? XDP_DROP : XDP_PASS;
}

/* Services that amplify what attackers send them. */
SEC("xdp")
int on_udp(struct xdp_md *ctx)
{
	struct udphdr *udp = transport(ctx, sizeof(*udp));

	if (!udp)
		return XDP_DROP;
	return udp->source == bpf_htons(11211) || udp->source == bpf_htons(19) ? XDP_DROP :
										  XDP_PASS;
}

/* Redirects are not taken. */
SEC("xdp")
int on_icmp(struct xdp_md *ctx)
{
	__u8 *type = transport(ctx, 8);

	return !type || *type == 5 ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
