/* Lets a source through once: seen ones by a bloom filter, new ones go to a queue. */
#include "real.h"

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 1024);
	__uint(map_extra, 3);
	__uint(key_size, 0);
	__type(value, __be32);
} seen SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 64);
	__uint(key_size, 0);
	__type(value, __be32);
} fresh SEC(".maps");

SEC("xdp")
int bloom_queue(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct iphdr *ip;
	__be32 from;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip)
		return XDP_DROP;
	from = ip->saddr;
	if (!bpf_map_peek_elem(&seen, &from))
		return XDP_DROP;
	if (bpf_map_push_elem(&seen, &from, 0))
		return XDP_ABORTED;
	bpf_map_push_elem(&fresh, &from, BPF_EXIST);
	return XDP_PASS;
}

LICENSED;
