/* Drops what comes from listed prefixes, IPv4 and IPv6. */
#include "real.h"

struct prefix4 {
	__u32 len;
	__be32 addr;
};
struct prefix6 {
	__u32 len;
	struct in6_addr addr;
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 1024);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix4);
	__type(value, __u64);
} block4 SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 1024);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix6);
	__type(value, __u64);
} block6 SEC(".maps");

SEC("xdp")
int lpm_block(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	__u64 *hits = NULL;

	if (!eth)
		return XDP_DROP;
	if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = TAKE(&c, struct iphdr);
		struct prefix4 key = { .len = 32 };

		if (!ip)
			return XDP_DROP;
		key.addr = ip->saddr;
		hits = bpf_map_lookup_elem(&block4, &key);
	} else if (eth->h_proto == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = TAKE(&c, struct ipv6hdr);
		struct prefix6 key = { .len = 128 };

		if (!ip)
			return XDP_DROP;
		key.addr = ip->saddr;
		hits = bpf_map_lookup_elem(&block6, &key);
	}
	if (!hits)
		return XDP_PASS;
	__sync_fetch_and_add(hits, 1);
	return XDP_DROP;
}

LICENSED;
