/* Source NAT for TCP and UDP with incremental checksums, as tc programs do it. */
#include "real.h"

struct flow {
	__be32 saddr, daddr;
	__be16 sport, dport;
};
struct target {
	__be32 addr;
	__be16 port;
	__u16 pad;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, struct flow);
	__type(value, struct target);
} table SEC(".maps");

#define IP_OFF ETH_HLEN
#define L4_OFF (ETH_HLEN + sizeof(struct iphdr))

SEC("tc")
int nat_tc(struct __sk_buff *skb)
{
	__u32 check, flags = 0;
	struct target *to;
	struct flow flow;
	struct iphdr ip;
	__be16 ports[2];

	if (skb->protocol != bpf_htons(ETH_P_IP))
		return TC_ACT_OK;
	if (bpf_skb_load_bytes(skb, IP_OFF, &ip, sizeof(ip)) || ip.ihl != 5)
		return TC_ACT_SHOT;
	if (ip.protocol == IPPROTO_TCP)
		check = L4_OFF + offsetof(struct tcphdr, check);
	else if (ip.protocol == IPPROTO_UDP)
		check = L4_OFF + offsetof(struct udphdr, check), flags = BPF_F_MARK_MANGLED_0;
	else
		return TC_ACT_OK;
	if (bpf_skb_load_bytes(skb, L4_OFF, ports, sizeof(ports)))
		return TC_ACT_SHOT;
	flow.saddr = ip.saddr;
	flow.daddr = ip.daddr;
	flow.sport = ports[0];
	flow.dport = ports[1];
	to = bpf_map_lookup_elem(&table, &flow);
	if (!to) {
		struct target fresh = { bpf_htonl(0xc0000201),
					bpf_htons(1024 + (bpf_get_hash_recalc(skb) & 0x3fff)), 0 };

		bpf_map_update_elem(&table, &flow, &fresh, BPF_NOEXIST);
		return TC_ACT_OK;
	}
	if (bpf_l4_csum_replace(skb, check, ip.saddr, to->addr, flags | BPF_F_PSEUDO_HDR | 4) ||
	    bpf_l4_csum_replace(skb, check, ports[0], to->port, flags | 2) ||
	    bpf_l3_csum_replace(skb, IP_OFF + offsetof(struct iphdr, check), ip.saddr, to->addr, 4))
		return TC_ACT_SHOT;
	if (bpf_skb_store_bytes(skb, IP_OFF + offsetof(struct iphdr, saddr), &to->addr, 4, 0) ||
	    bpf_skb_store_bytes(skb, L4_OFF, &to->port, 2, 0))
		return TC_ACT_SHOT;
	return TC_ACT_OK;
}

LICENSED;
