/* A token bucket a source address, under a spin lock. */
#include "real.h"

struct bucket {
	struct bpf_spin_lock lock;
	__u32 tokens;
	__u64 last;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, __be32);
	__type(value, struct bucket);
} buckets SEC(".maps");

const volatile __u64 per_token_ns = 1000000;
const volatile __u32 burst = 10;

SEC("tc")
int ratelimit_lock(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct bucket *bucket;
	__u64 now, fresh;
	bool pass = false;
	__be32 from;

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return TC_ACT_OK;
	from = ip->saddr;
	bucket = bpf_map_lookup_elem(&buckets, &from);
	if (!bucket) {
		struct bucket first = { .tokens = burst - 1, .last = bpf_ktime_get_ns() };

		bpf_map_update_elem(&buckets, &from, &first, BPF_NOEXIST);
		return TC_ACT_OK;
	}
	now = bpf_ktime_get_ns();
	bpf_spin_lock(&bucket->lock);
	fresh = now > bucket->last ? (now - bucket->last) / (per_token_ns | 1) : 0;
	if (fresh) {
		bucket->tokens = bucket->tokens + fresh > burst ? burst : bucket->tokens + fresh;
		bucket->last = now;
	}
	if (bucket->tokens) {
		bucket->tokens--;
		pass = true;
	}
	bpf_spin_unlock(&bucket->lock);
	return pass ? TC_ACT_OK : TC_ACT_SHOT;
}

LICENSED;
