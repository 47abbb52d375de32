// SPDX-License-Identifier: BSD-2-Clause
/*
 * A token bucket for each IPv4 source: at most RATE packets a second, bursts of
 * BURST.  Time is bpf_ktime_get_ns(); tokens are counted in nanoseconds, so that
 * nothing is divided and nothing is lost to rounding.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define RATE 100
#define BURST 20
#define PACKET_NS (1000000000ULL / RATE)

struct bucket {
	__u64 refilled_ns, credit_ns;
	__u64 passed, dropped;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10000);
	__type(key, struct in_addr);
	__type(value, struct bucket);
} buckets SEC(".maps");

static __always_inline void refill(struct bucket *bucket, __u64 now)
{
	__u64 credit = bucket->credit_ns + (now - bucket->refilled_ns);

	bucket->credit_ns = credit < BURST * PACKET_NS ? credit : BURST * PACKET_NS;
	bucket->refilled_ns = now;
}

static __always_inline int take(struct bucket *bucket)
{
	refill(bucket, bpf_ktime_get_ns());
	if (bucket->credit_ns < PACKET_NS) {
		bucket->dropped++;
		return XDP_DROP;
	}
	bucket->credit_ns -= PACKET_NS;
	bucket->passed++;
	return XDP_PASS;
}

static __always_inline int start(const struct in_addr *source)
{
	struct bucket bucket = { bpf_ktime_get_ns(), (BURST - 1) * PACKET_NS, 1, 0 };

	/* A full table must not lock new sources out. */
	bpf_map_update_elem(&buckets, source, &bucket, BPF_NOEXIST);
	return XDP_PASS;
}

SEC("xdp")
int ratelimit(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct bucket *bucket;
	struct in_addr source;

	if ((void *)(ip + 1) > data_end || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	source.s_addr = ip->saddr;
	bucket = bpf_map_lookup_elem(&buckets, &source);
	return bucket ? take(bucket) : start(&source);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
