// SPDX-License-Identifier: BSD-2-Clause
/*
 * Quality of service on a router's port: the traffic class of a packet becomes its
 * queue's priority and its mark; frames of subnets that a table names get that
 * subnet's VLAN tag.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum { SUBNET_MASK = 0xffffff00 };

struct class {
	__u32 priority, mark;
};

/* By the six bits of the differentiated services field; all zero: as it came. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, struct class);
} classes SEC(".maps");

/* By network address of the source, /24. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, struct in_addr);
	__type(value, __u16);
} vlans SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __u64);
} bytes SEC(".maps");

static __always_inline int apply(struct __sk_buff *skb, __u32 dscp)
{
	struct class *class = bpf_map_lookup_elem(&classes, &dscp);
	__u64 *sum = bpf_map_lookup_elem(&bytes, &dscp);

	if (sum)
		*sum += skb->len;
	if (class && (class->priority || class->mark)) {
		skb->priority = class->priority;
		skb->mark = class->mark;
	}
	return TC_ACT_OK;
}

static __always_inline int tag(struct __sk_buff *skb, __be32 source)
{
	struct in_addr subnet = { source & bpf_htonl(SUBNET_MASK) };
	__u16 *vlan = bpf_map_lookup_elem(&vlans, &subnet);

	if (vlan && bpf_skb_vlan_push(skb, bpf_htons(ETH_P_8021Q), *vlan & 0xfff))
		return TC_ACT_SHOT;
	return TC_ACT_OK;
}

SEC("tc")
int dscpmark(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	void *data_end = (void *)(long)skb->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	__u8 *ip6 = (void *)(eth + 1);
	__be32 source;

	if ((void *)(ip + 1) > data_end)
		return TC_ACT_OK;
	if (eth->h_proto == bpf_htons(ETH_P_IPV6))
		return apply(skb, (ip6[0] & 0xf) << 2 | ip6[1] >> 6);
	if (eth->h_proto != bpf_htons(ETH_P_IP))
		return TC_ACT_OK;
	source = ip->saddr;
	apply(skb, ip->tos >> 2);
	return tag(skb, source);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
