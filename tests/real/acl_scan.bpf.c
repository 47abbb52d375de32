/* The first rule of a list that fits decides, as in a firewall's chain. */
#include "real.h"

enum { RULES = 128, ALLOW = 1, DENY = 2 };

struct rule {
	__be32 addr, mask;
	__u16 low, high; /* ports, in host order */
	__u8 proto, action, pad[2];
};
struct counts {
	__u64 packets, bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, RULES);
	__type(key, __u32);
	__type(value, struct rule);
} rules SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, RULES + 1);
	__type(key, __u32);
	__type(value, struct counts);
} hits SEC(".maps");

SEC("tc")
int acl_scan(struct __sk_buff *skb)
{
	struct cursor c = { (void *)(long)skb->data, (void *)(long)skb->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	__u32 i, action = ALLOW;
	struct counts *count;
	struct iphdr *ip;
	__be16 *ports;
	__u16 port;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return TC_ACT_OK;
	ip = TAKE(&c, struct iphdr);
	if (!ip)
		return TC_ACT_SHOT;
	ports = (void *)ip + ip->ihl * 4;
	if ((void *)(ports + 2) > c.end)
		return TC_ACT_SHOT;
	port = bpf_ntohs(ports[1]);
	for (i = 0; i < RULES; i++) {
		struct rule *rule = bpf_map_lookup_elem(&rules, &i);

		if (!rule)
			break;
		if (!rule->action) { /* the end of the list */
			i = RULES;
			break;
		}
		if ((ip->saddr & rule->mask) != rule->addr)
			continue;
		if (rule->proto && rule->proto != ip->protocol)
			continue;
		if (port < rule->low || port > rule->high)
			continue;
		action = rule->action;
		break;
	}
	count = bpf_map_lookup_elem(&hits, &i);
	if (count) {
		count->packets++;
		count->bytes += skb->len;
	}
	return action == DENY ? TC_ACT_SHOT : TC_ACT_OK;
}

LICENSED;
