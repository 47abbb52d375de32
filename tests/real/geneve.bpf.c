/* Walks the options of a Geneve header for one class and type. */
#include "real.h"

struct geneve {
	__u8 opt_len : 6, ver : 2;
	__u8 rsvd1 : 6, critical : 1, oam : 1;
	__be16 proto;
	__u8 vni[3], rsvd2;
};
struct option {
	__be16 class;
	__u8 type;
	__u8 len : 5, rsvd : 3;
};

SEC("xdp")
int geneve(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct geneve *gnv;
	struct udphdr *udp;
	struct iphdr *ip;
	__u32 left;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_UDP || ip->ihl < 5)
		return XDP_PASS;
	c.at = (void *)ip + ip->ihl * 4;
	udp = TAKE(&c, struct udphdr);
	if (!udp || udp->dest != bpf_htons(6081))
		return XDP_PASS;
	gnv = TAKE(&c, struct geneve);
	if (!gnv || gnv->ver)
		return XDP_DROP;
	left = gnv->opt_len * 4;
	for (int i = 0; i < 16 && left >= sizeof(struct option); i++) {
		struct option *opt = TAKE(&c, struct option);
		__u32 len;

		if (!opt)
			return XDP_DROP;
		len = opt->len * 4;
		if (opt->class == bpf_htons(0x0102) && opt->type == 0x80)
			return XDP_TX;
		if (left < len + sizeof(*opt))
			return XDP_DROP;
		left -= len + sizeof(*opt);
		c.at += len;
	}
	return left ? XDP_DROP : XDP_PASS;
}

LICENSED;
