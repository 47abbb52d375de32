// SPDX-License-Identifier: BSD-2-Clause
/* A per-CPU hash from programs: counted, walked, deleted. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} counts SEC(".maps");

#define PACKET(ctx) ((__u8 *)(long)(ctx)->data)
#define IS_SHORT(ctx, p) ((p) + 8 > (__u8 *)(long)(ctx)->data_end)

/* Counts the first byte on this lane; returns the count, or -errno where there is no room. */
SEC("xdp")
int count(struct xdp_md *ctx)
{
	__u8 *p = PACKET(ctx);
	__u64 one = 1, *n;
	__u32 key;

	if (IS_SHORT(ctx, p))
		return 0;
	key = p[0];
	n = bpf_map_lookup_elem(&counts, &key);
	if (n)
		return (int)++*n;
	return bpf_map_update_elem(&counts, &key, &one, BPF_NOEXIST) ? -1 : 1;
}

SEC("xdp")
int drop(struct xdp_md *ctx)
{
	__u8 *p = PACKET(ctx);
	__u32 key;

	if (IS_SHORT(ctx, p))
		return 0;
	key = p[0];
	return (int)bpf_map_delete_elem(&counts, &key);
}

static long add(void *map, const void *key, void *value, void *sum)
{
	*(__u64 *)sum += *(__u64 *)value;
	return 0;
}

/* Sum of this lane's counts. */
SEC("xdp")
int total(struct xdp_md *ctx)
{
	__u64 sum = 0;

	bpf_for_each_map_elem(&counts, add, &sum, 0);
	return (int)sum;
}

char _license[] SEC("license") = "GPL";
