// SPDX-License-Identifier: BSD-2-Clause
/*
 * What the processes of a cgroup may talk to: networks and ports of a table, and
 * nothing else.  The longest prefix decides, by a lookup for each length.  The
 * packets of cgroups begin with the IP header.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum { DENY = 0, ALLOW = 1, N_LENGTHS = 4 };

struct network {
	struct in_addr address;
	__u32 length;
};

struct rule {
	__u8 allow;
	__u8 any_port;
	__be16 port;
	__u32 packets;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct network);
	__type(value, struct rule);
} rules SEC(".maps");

static const __u32 lengths[N_LENGTHS] = { 32, 24, 16, 8 };

static __always_inline int judge(struct rule *rule, __be16 port)
{
	__sync_fetch_and_add(&rule->packets, 1);
	return rule->allow && (rule->any_port || rule->port == port) ? ALLOW : DENY;
}

SEC("cgroup_skb/egress")
int allowlist(struct __sk_buff *skb)
{
	struct network network;
	struct iphdr ip;
	__be16 port = 0;

	if (skb->protocol != bpf_htons(ETH_P_IP))
		return DENY;
	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)))
		return DENY;
	if (ip.protocol == IPPROTO_TCP || ip.protocol == IPPROTO_UDP)
		if (bpf_skb_load_bytes(skb, ip.ihl * 4 + 2, &port, sizeof(port)))
			return DENY;
	for (int i = 0; i < N_LENGTHS; i++) {
		struct rule *rule;

		network.length = lengths[i];
		network.address.s_addr = ip.daddr & bpf_htonl(~0U << (32 - lengths[i]));
		rule = bpf_map_lookup_elem(&rules, &network);
		if (rule)
			return judge(rule, port);
	}
	return DENY;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
