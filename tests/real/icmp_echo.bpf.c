/* Answers ICMP echo requests in place. */
#include "real.h"

/* linux/icmp.h asks for headers of libc. */
enum { ICMP_ECHOREPLY = 0, ICMP_ECHO = 8 };
struct icmphdr {
	__u8 type, code;
	__sum16 checksum;
	__be16 id, sequence;
};

static __always_inline __u16 csum_fold(__u32 csum)
{
	csum = (csum & 0xffff) + (csum >> 16);
	csum = (csum & 0xffff) + (csum >> 16);
	return (__u16)~csum;
}

SEC("xdp")
int icmp_echo(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct icmphdr *icmp;
	__u8 mac[ETH_ALEN];
	struct iphdr *ip;
	__be32 addr;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_ICMP || ip->ihl != 5)
		return XDP_PASS;
	icmp = TAKE(&c, struct icmphdr);
	if (!icmp || icmp->type != ICMP_ECHO)
		return XDP_PASS;
	__builtin_memcpy(mac, eth->h_source, ETH_ALEN);
	__builtin_memcpy(eth->h_source, eth->h_dest, ETH_ALEN);
	__builtin_memcpy(eth->h_dest, mac, ETH_ALEN);
	addr = ip->saddr;
	ip->saddr = ip->daddr;
	ip->daddr = addr;
	ip->ttl = 64;
	ip->check = 0;
	ip->check = csum_fold(bpf_csum_diff(NULL, 0, (__be32 *)ip, sizeof(*ip), 0));
	icmp->type = ICMP_ECHOREPLY;
	icmp->checksum =
		csum_fold((__u16)~icmp->checksum + (__u32)(__u16)~bpf_htons(ICMP_ECHO << 8));
	return XDP_TX;
}

LICENSED;
