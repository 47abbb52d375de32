/* Decodes the variable length of an MQTT packet and refuses those that are too long. */
#include "real.h"

SEC("xdp")
int mqtt_varint(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	__u32 length = 0, shift = 0;
	struct tcphdr *tcp;
	struct iphdr *ip;
	__u8 *type;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = TAKE(&c, struct tcphdr);
	if (!tcp || tcp->dest != bpf_htons(1883) || tcp->doff < 5)
		return XDP_PASS;
	c.at = (void *)tcp + tcp->doff * 4;
	type = TAKE(&c, __u8);
	if (!type)
		return XDP_PASS;
	do {
		__u8 *byte = TAKE(&c, __u8);

		if (!byte)
			return XDP_DROP;
		length |= (__u32)(*byte & 0x7f) << shift;
		if (!(*byte & 0x80))
			return length > 4096 ? XDP_DROP : XDP_PASS;
		shift += 7;
	} while (shift < 28);
	return XDP_DROP;
}

LICENSED;
