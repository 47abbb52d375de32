/* Answers SYNs with a cookie of SipHash-1-2 over the flow, without keeping state. */
#include "real.h"

#define ROTL(x, b) (((x) << (b)) | ((x) >> (64 - (b))))

struct sip {
	__u64 a, b, c, d;
};

const volatile __u64 key0 = 0x0706050403020100, key1 = 0x0f0e0d0c0b0a0908;

static __always_inline void round(struct sip *v)
{
	v->a += v->b, v->b = ROTL(v->b, 13), v->b ^= v->a, v->a = ROTL(v->a, 32);
	v->c += v->d, v->d = ROTL(v->d, 16), v->d ^= v->c;
	v->a += v->d, v->d = ROTL(v->d, 21), v->d ^= v->a;
	v->c += v->b, v->b = ROTL(v->b, 17), v->b ^= v->c, v->c = ROTL(v->c, 32);
}

static __noinline __u32 cookie(__u64 addrs, __u64 ports, __u64 minute)
{
	struct sip v = { key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d,
			 key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573 };
	__u64 words[] = { addrs, ports, minute };

	for (int i = 0; i < 3; i++) {
		v.d ^= words[i];
		round(&v);
		v.a ^= words[i];
	}
	v.c ^= 0xff;
	for (int i = 0; i < 2; i++)
		round(&v);
	return (__u32)(v.a ^ v.b ^ v.c ^ v.d);
}

SEC("xdp")
int syncookie(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct tcphdr *tcp;
	struct iphdr *ip;
	__u8 mac[ETH_ALEN];
	__be16 port;
	__be32 addr;
	__u32 seq;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = TAKE(&c, struct tcphdr);
	if (!tcp)
		return XDP_DROP;
	seq = cookie((__u64)ip->saddr << 32 | ip->daddr, (__u32)tcp->source << 16 | tcp->dest, 7);
	if (tcp->ack && !tcp->syn)
		return bpf_ntohl(tcp->ack_seq) - 1 == seq ? XDP_PASS : XDP_DROP;
	if (!tcp->syn || tcp->ack || tcp->rst || tcp->fin)
		return XDP_DROP;
	tcp->ack_seq = bpf_htonl(bpf_ntohl(tcp->seq) + 1);
	tcp->seq = bpf_htonl(seq);
	tcp->ack = 1;
	port = tcp->source, tcp->source = tcp->dest, tcp->dest = port;
	addr = ip->saddr, ip->saddr = ip->daddr, ip->daddr = addr;
	__builtin_memcpy(mac, eth->h_source, ETH_ALEN);
	__builtin_memcpy(eth->h_source, eth->h_dest, ETH_ALEN);
	__builtin_memcpy(eth->h_dest, mac, ETH_ALEN);
	return XDP_TX;
}

LICENSED;
