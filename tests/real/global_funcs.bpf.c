/* A packet's header walk in global functions, each verified by itself. */
#include "real.h"

struct parsed {
	__u32 l3, l4, proto, depth;
	__u16 ports[2];
};

__noinline int count_bits(__u64 v)
{
	int n = 0;

	for (int i = 0; i < 64; i++) {
		if (v & 1)
			n++;
		v >>= 1;
	}
	return n;
}

__noinline int score(const struct parsed *parsed, int seed)
{
	int sum = seed;

	if (!parsed)
		return -1;
	for (int i = 0; i < 2; i++)
		sum += parsed->ports[i];
	return sum ^ (int)parsed->proto;
}

__noinline int parse_l3(struct xdp_md *ctx, struct parsed *parsed)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);

	if (!parsed || (void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return -1;
	parsed->l3 = sizeof(*eth);
	parsed->l4 = sizeof(*eth) + ip->ihl * 4;
	parsed->proto = ip->protocol;
	return 0;
}

__noinline int parse_ports(struct xdp_md *ctx, struct parsed *parsed)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__be16 *ports;

	if (!parsed || parsed->l4 > 80)
		return -1;
	ports = data + parsed->l4;
	if ((void *)(ports + 2) > end)
		return -1;
	parsed->ports[0] = bpf_ntohs(ports[0]);
	parsed->ports[1] = bpf_ntohs(ports[1]);
	return 0;
}

SEC("xdp")
int global_funcs(struct xdp_md *ctx)
{
	struct parsed parsed = {};

	if (parse_l3(ctx, &parsed) || parse_ports(ctx, &parsed))
		return XDP_DROP;
	return count_bits((__u64)score(&parsed, 7)) & 1 ? XDP_PASS : XDP_TX;
}

LICENSED;
