// SPDX-License-Identifier: BSD-2-Clause
/*
 * Destination NAT as a tc action: new connections' address and port are rewritten
 * by a table, IP and transport checksums follow by their differences.
 */
#include <stddef.h>

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>
#include <linux/tcp.h>
#include <linux/udp.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum {
	IP = ETH_HLEN,
	TRANSPORT = IP + sizeof(struct iphdr),
	PORT = TRANSPORT + offsetof(struct tcphdr, dest), /* where UDP has it too */
};

struct endpoint {
	struct in_addr address;
	__be16 port;
	__u8 protocol, pad;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 512);
	__type(key, struct endpoint);
	__type(value, struct endpoint);
} targets SEC(".maps");

static __always_inline int rewrite(struct __sk_buff *skb, const struct endpoint *old,
				   const struct endpoint *new)
{
	__u32 is_udp = old->protocol == IPPROTO_UDP;
	__u32 sum = TRANSPORT + (is_udp ? offsetof(struct udphdr, check) :
					  offsetof(struct tcphdr, check));
	__u64 flags = is_udp ? BPF_F_MARK_MANGLED_0 : 0;

	if (bpf_l4_csum_replace(skb, sum, old->address.s_addr, new->address.s_addr,
				flags | BPF_F_PSEUDO_HDR | sizeof(new->address)) ||
	    bpf_l4_csum_replace(skb, sum, old->port, new->port, flags | sizeof(new->port)) ||
	    bpf_l3_csum_replace(skb, IP + offsetof(struct iphdr, check),
				old->address.s_addr, new->address.s_addr, sizeof(new->address)))
		return TC_ACT_SHOT;
	if (bpf_skb_store_bytes(skb, IP + offsetof(struct iphdr, daddr), &new->address,
				sizeof(new->address), 0) ||
	    bpf_skb_store_bytes(skb, PORT, &new->port, sizeof(new->port), 0))
		return TC_ACT_SHOT;
	return TC_ACT_PIPE;
}

SEC("action")
int portmap(struct __sk_buff *skb)
{
	struct endpoint old = { 0 };
	struct endpoint *new;
	struct iphdr ip;

	if (skb->protocol != bpf_htons(ETH_P_IP) || bpf_skb_load_bytes(skb, IP, &ip, sizeof(ip)))
		return TC_ACT_PIPE;
	if (ip.ihl != 5 || ip.frag_off & bpf_htons(0x3fff))
		return TC_ACT_PIPE;
	if (ip.protocol != IPPROTO_TCP && ip.protocol != IPPROTO_UDP)
		return TC_ACT_PIPE;
	old.address.s_addr = ip.daddr;
	old.protocol = ip.protocol;
	if (bpf_skb_load_bytes(skb, PORT, &old.port, sizeof(old.port)))
		return TC_ACT_PIPE;
	new = bpf_map_lookup_elem(&targets, &old);
	return new ? rewrite(skb, &old, new) : TC_ACT_PIPE;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
