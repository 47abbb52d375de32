/* Steers QUIC by connection id: long headers name its length, short ones have 8 bytes. */
#include "real.h"

struct cid {
	__u8 len, byte[20], pad[3];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, struct cid);
	__type(value, __u32);
} workers SEC(".maps");

SEC("xdp")
int quic_cid(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct cid cid = {};
	struct udphdr *udp;
	struct iphdr *ip;
	__u8 *first, *len;
	__u32 *worker;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_UDP || ip->ihl < 5)
		return XDP_PASS;
	c.at = (void *)ip + ip->ihl * 4;
	udp = TAKE(&c, struct udphdr);
	if (!udp || udp->dest != bpf_htons(443))
		return XDP_PASS;
	first = TAKE(&c, __u8);
	if (!first)
		return XDP_DROP;
	cid.len = 8;
	if (*first & 0x80) {
		__be32 *version = TAKE(&c, __be32);

		if (!version)
			return XDP_DROP;
		len = TAKE(&c, __u8);
		if (!len || *len > 20)
			return XDP_DROP;
		cid.len = *len;
	}
	for (__u32 i = 0; i < 20; i++) {
		__u8 *byte;

		if (i >= cid.len)
			break;
		byte = TAKE(&c, __u8);
		if (!byte)
			return XDP_DROP;
		cid.byte[i] = *byte;
	}
	worker = bpf_map_lookup_elem(&workers, &cid);
	return worker ? XDP_REDIRECT : XDP_PASS;
}

LICENSED;
