/* Parsers by protocol, entered by tail calls, that leave what they found in scratch memory. */
#include "real.h"

enum { P_IP4, P_IP6, P_L4, N_PARSERS };

struct found {
	__u32 off, proto, port, depth;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct found);
} scratch SEC(".maps");

int parse_ip4(struct xdp_md *ctx);
int parse_ip6(struct xdp_md *ctx);
int parse_l4(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, N_PARSERS);
	__uint(key_size, 4);
	__array(values, int(struct xdp_md *));
} parsers SEC(".maps") = {
	.values = { [P_IP4] = (void *)&parse_ip4, [P_IP6] = (void *)&parse_ip6,
		    [P_L4] = (void *)&parse_l4 },
};

static __always_inline struct found *found_of(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&scratch, &zero);
}

SEC("xdp")
int parse_l4(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct found *found = found_of();
	struct udphdr *udp;

	if (!found || found->off > 256)
		return XDP_ABORTED;
	udp = data + found->off;
	if ((void *)(udp + 1) > end)
		return XDP_DROP;
	found->port = bpf_ntohs(udp->dest);
	return found->port == 53 ? XDP_TX : XDP_PASS;
}

SEC("xdp")
int parse_ip4(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct found *found = found_of();
	struct iphdr *ip;

	if (!found || found->off > 64)
		return XDP_ABORTED;
	ip = data + found->off;
	if ((void *)(ip + 1) > end)
		return XDP_DROP;
	found->proto = ip->protocol;
	found->off += ip->ihl * 4;
	bpf_tail_call(ctx, &parsers, P_L4);
	return XDP_ABORTED;
}

SEC("xdp")
int parse_ip6(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct found *found = found_of();
	struct ipv6hdr *ip;

	if (!found || found->off > 64)
		return XDP_ABORTED;
	ip = data + found->off;
	if ((void *)(ip + 1) > end)
		return XDP_DROP;
	found->proto = ip->nexthdr;
	found->off += sizeof(*ip);
	if (found->depth++ < 2 && ip->nexthdr == IPPROTO_IPV6)
		bpf_tail_call(ctx, &parsers, P_IP6);
	bpf_tail_call(ctx, &parsers, P_L4);
	return XDP_ABORTED;
}

SEC("xdp")
int dispatch_tail(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct found *found = found_of();
	struct ethhdr *eth = data;

	if ((void *)(eth + 1) > end || !found)
		return XDP_DROP;
	*found = (struct found){ .off = sizeof(*eth) };
	if (eth->h_proto == bpf_htons(ETH_P_IP))
		bpf_tail_call(ctx, &parsers, P_IP4);
	else if (eth->h_proto == bpf_htons(ETH_P_IPV6))
		bpf_tail_call(ctx, &parsers, P_IP6);
	return XDP_PASS;
}

LICENSED;
