/* Counts frames by network protocol, behind up to four VLAN tags. */
#include "real.h"

struct vlan {
	__be16 tci, proto;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} counts SEC(".maps");

SEC("xdp")
int vlan_parser(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	__u32 slot = 3, depth = 0;
	__u64 *count;
	__be16 proto;

	if (!eth)
		return XDP_DROP;
	proto = eth->h_proto;
	for (int i = 0; i < 4; i++) {
		struct vlan *vlan;

		if (proto != bpf_htons(ETH_P_8021Q) && proto != bpf_htons(ETH_P_8021AD))
			break;
		vlan = TAKE(&c, struct vlan);
		if (!vlan)
			return XDP_DROP;
		proto = vlan->proto;
		depth++;
	}
	if (proto == bpf_htons(ETH_P_IP))
		slot = 0;
	else if (proto == bpf_htons(ETH_P_IPV6))
		slot = 1;
	else if (proto == bpf_htons(ETH_P_ARP))
		slot = 2;
	count = bpf_map_lookup_elem(&counts, &slot);
	if (count)
		*count += 1 + depth;
	return slot == 3 ? XDP_DROP : XDP_PASS;
}

LICENSED;
