/* Verifies the checksum of a UDP datagram, however long it is. */
#include "real.h"

enum { MOST_WORDS = 740 };

SEC("xdp")
int csum_var(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct udphdr *udp;
	struct iphdr *ip;
	__u32 sum;
	__u16 *word;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_UDP || ip->ihl != 5)
		return XDP_PASS;
	udp = c.at;
	if ((void *)(udp + 1) > c.end)
		return XDP_DROP;
	if (!udp->check)
		return XDP_PASS;
	sum = (ip->saddr & 0xffff) + (ip->saddr >> 16) + (ip->daddr & 0xffff) + (ip->daddr >> 16) +
	      bpf_htons(IPPROTO_UDP) + udp->len;
	word = (__u16 *)udp;
	for (int i = 0; i < MOST_WORDS; i++) {
		if ((void *)(word + 1) > c.end)
			break;
		sum += *word++;
	}
	if ((void *)word + 1 <= c.end)
		sum += *(__u8 *)word;
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return sum == 0xffff ? XDP_PASS : XDP_DROP;
}

LICENSED;
