/* Hashes a UDP payload by a pointer that walks to the packet's end, and drops what was seen. */
#include "real.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} payloads SEC(".maps");

SEC("xdp")
int byte_cursor(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	__u32 hash = 0x811c9dc5; /* FNV-1a */
	__u64 one = 1, *times;
	struct iphdr *ip;
	__u8 *p;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_UDP)
		return XDP_PASS;
	if (!TAKE(&c, struct udphdr))
		return XDP_DROP;
	p = c.at;
	while (p < (__u8 *)c.end) {
		hash ^= *p++;
		hash *= 0x01000193;
	}
	times = bpf_map_lookup_elem(&payloads, &hash);
	if (!times) {
		bpf_map_update_elem(&payloads, &hash, &one, BPF_ANY);
		return XDP_PASS;
	}
	(*times)++;
	return XDP_DROP;
}

LICENSED;
