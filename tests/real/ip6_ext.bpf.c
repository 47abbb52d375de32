/* Walks IPv6 extension headers to the transport; fragments and routing of type 0 are dropped. */
#include "real.h"

struct ext {
	__u8 next, len;
};
struct rthdr {
	__u8 next, len, type, left;
};

SEC("xdp")
int ip6_ext(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct ipv6hdr *ip6;
	__u8 next;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IPV6))
		return XDP_PASS;
	ip6 = TAKE(&c, struct ipv6hdr);
	if (!ip6)
		return XDP_DROP;
	next = ip6->nexthdr;
	for (int i = 0; i < 8; i++) {
		struct ext *ext;

		switch (next) {
		case IPPROTO_ROUTING: {
			struct rthdr *rt = c.at;

			if ((void *)(rt + 1) > c.end || rt->type == 0)
				return XDP_DROP;
		} /* fall through */
		case IPPROTO_HOPOPTS:
		case IPPROTO_DSTOPTS:
			ext = c.at;
			if ((void *)(ext + 1) > c.end)
				return XDP_DROP;
			next = ext->next;
			c.at += (ext->len + 1) * 8;
			break;
		case IPPROTO_AH:
			ext = c.at;
			if ((void *)(ext + 1) > c.end)
				return XDP_DROP;
			next = ext->next;
			c.at += (ext->len + 2) * 4;
			break;
		case IPPROTO_FRAGMENT:
			return XDP_DROP;
		case IPPROTO_TCP: {
			struct tcphdr *tcp = TAKE(&c, struct tcphdr);

			return tcp && tcp->dest == bpf_htons(80) ? XDP_TX : XDP_PASS;
		}
		default:
			return XDP_PASS;
		}
	}
	return XDP_DROP;
}

LICENSED;
