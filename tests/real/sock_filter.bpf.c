/* A classic tcpdump expression as LLVM's loads write it: udp port 53 or icmp, snap 96. */
#include "real.h"

unsigned long long load_byte(void *skb, unsigned long long off) asm("llvm.bpf.load.byte");
unsigned long long load_half(void *skb, unsigned long long off) asm("llvm.bpf.load.half");

SEC("socket")
int sock_filter(struct __sk_buff *skb)
{
	__u64 proto, ihl;

	if (load_half(skb, offsetof(struct ethhdr, h_proto)) != ETH_P_IP)
		return 0;
	proto = load_byte(skb, ETH_HLEN + offsetof(struct iphdr, protocol));
	if (proto == IPPROTO_ICMP)
		return 96;
	if (proto != IPPROTO_UDP || load_half(skb, ETH_HLEN + 6) & 0x1fff)
		return 0;
	ihl = (load_byte(skb, ETH_HLEN) & 15) * 4;
	if (load_half(skb, ETH_HLEN + ihl) == 53 || load_half(skb, ETH_HLEN + ihl + 2) == 53)
		return 96;
	return 0;
}

LICENSED;
