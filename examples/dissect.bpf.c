// SPDX-License-Identifier: BSD-2-Clause
/*
 * A flow dissector: finds addresses, protocol and ports of IPv4 and IPv6 behind at
 * most two VLAN tags.  Offsets count from data, and nhoff is where the network header
 * begins.
 */
#include <stddef.h>

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum { MAX_START = 256 }; /* with a bound, offsets stay inside of a packet's 64 KiB */

struct vlan {
	__be16 tci, proto;
};

static __always_inline int ports(struct bpf_flow_keys *keys, __u8 *at, __u8 *end)
{
	__be16 *port = (__be16 *)at;

	if (keys->ip_proto != IPPROTO_TCP && keys->ip_proto != IPPROTO_UDP)
		return BPF_OK;
	if (at + 4 > end)
		return BPF_DROP;
	keys->sport = port[0];
	keys->dport = port[1];
	return BPF_OK;
}

static __always_inline int ipv4(struct bpf_flow_keys *keys, __u8 *at, __u8 *end)
{
	struct iphdr *ip = (struct iphdr *)at;
	__u32 size;

	if ((__u8 *)(ip + 1) > end || ip->ihl < 5)
		return BPF_DROP;
	size = ip->ihl * 4;
	keys->addr_proto = ETH_P_IP;
	keys->ipv4_src = ip->saddr;
	keys->ipv4_dst = ip->daddr;
	keys->ip_proto = ip->protocol;
	keys->thoff = keys->nhoff + size;
	if (ip->frag_off & bpf_htons(0x3fff)) {
		keys->is_frag = 1;
		keys->is_first_frag = !(ip->frag_off & bpf_htons(0x1fff));
		if (!keys->is_first_frag)
			return BPF_OK;
	}
	return ports(keys, at + size, end);
}

static __always_inline int ipv6(struct bpf_flow_keys *keys, __u8 *at, __u8 *end)
{
	struct ipv6hdr *ip = (struct ipv6hdr *)at;

	if ((__u8 *)(ip + 1) > end)
		return BPF_DROP;
	keys->addr_proto = ETH_P_IPV6;
	__builtin_memcpy(keys->ipv6_src, &ip->saddr, sizeof(keys->ipv6_src));
	__builtin_memcpy(keys->ipv6_dst, &ip->daddr, sizeof(keys->ipv6_dst));
	keys->ip_proto = ip->nexthdr;
	keys->thoff = keys->nhoff + sizeof(*ip);
	keys->flow_label = *(__be32 *)at & bpf_htonl(0xfffff);
	return ports(keys, at + sizeof(*ip), end);
}

SEC("flow_dissector")
int dissect(struct __sk_buff *skb)
{
	struct bpf_flow_keys *keys = skb->flow_keys;
	__u8 *at = (__u8 *)(long)skb->data;
	__u8 *end = (__u8 *)(long)skb->data_end;
	__be16 proto = keys->n_proto;
	__u32 start = keys->nhoff;

	if (start > MAX_START)
		return BPF_DROP;
	at += start;
	for (int i = 0; i < 2 && proto == bpf_htons(ETH_P_8021Q); i++) {
		struct vlan *vlan = (struct vlan *)at;

		if ((__u8 *)(vlan + 1) > end)
			return BPF_DROP;
		proto = vlan->proto;
		at += sizeof(*vlan);
		keys->nhoff += sizeof(*vlan);
	}
	keys->n_proto = proto;
	if (proto == bpf_htons(ETH_P_IP))
		return ipv4(keys, at, end);
	if (proto == bpf_htons(ETH_P_IPV6))
		return ipv6(keys, at, end);
	return BPF_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
